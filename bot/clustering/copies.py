"""Tell whether two stories of one event are the same text, or a rewrite of it: reprints, syndicated copy, paraphrases, versions."""

from collections.abc import Sequence

import numpy as np

from bot.clustering.features import Features
from bot.clustering.scoring import MEASURES, Numbers, pairs_in_common
from bot.clustering.window import Window

_WORDS = MEASURES.index("words")


def copy_scores(story: Features, window: Window, members: Sequence[int], measures: Numbers) -> list[float]:
    """Return how probably the story is a copy of each of these members, 0-1."""
    pairs = np.array([pairs_in_common(story.pairs, window.pairs(number)) for number in members])
    scores: list[float] = ((measures[:, _WORDS] + pairs) / 2).tolist()
    return scores
