"""Tiny Tiny RSS's `af_psql_trgm`: titles with the same trigrams.

Source: its plugin of that name, and PostgreSQL's documentation of pg_trgm. An article whose title has at least 32 characters
is a duplicate if a title that came in during the last day has a trigram similarity of at least 0.75 with it.
"""

import re
from datetime import timedelta

import numpy as np

from benchmarks.peers.grouping import Pairs, nearest_earlier, shared, within
from benchmarks.peers.peer import Peer, steps
from benchmarks.peers.words import Numbering
from benchmarks.sets import Stream

_LEAST_LENGTH = 32  # characters
_WINDOW = timedelta(days=1)
_WORD = re.compile(r"[^\W_]+")


class TitleTrigrams(Peer[tuple[int, Pairs]]):
    """Each story joins the earlier one whose title is most like its own."""

    def __init__(self, name: str) -> None:
        super().__init__(name, steps(0.1, 0.85, 0.025), default=0.75, origin="its plugin")

    def prepare(self, stream: Stream) -> tuple[int, Pairs]:
        """Return the number of stories, and the similarities of their titles."""
        numbering = Numbering()
        sets = [numbering.of(trigrams(story.title)) for story in stream.stories]
        sizes = np.array([len(own) for own in sets])
        long = np.array([len(story.title) >= _LEAST_LENGTH for story in stream.stories])
        pairs = shared(sets)
        pairs = pairs.only(long[pairs.later])
        union = sizes[pairs.later] + sizes[pairs.earlier] - pairs.likeness
        likeness = (pairs.likeness / union).astype(np.float32)
        return len(sets), within(pairs._replace(likeness=likeness), stream, _WINDOW)

    def group(self, prepared: tuple[int, Pairs], threshold: float) -> list[int]:
        """Return the clusters of links to the nearest title."""
        return nearest_earlier(*prepared, threshold)


def trigrams(title: str) -> set[str]:
    """Return the different trigrams of the words, each with two blanks before it and one behind it, in lower case."""
    padded = [f"  {word} " for word in _WORD.findall(title.lower())]
    return {word[i : i + 3] for word in padded for i in range(len(word) - 2)}
