"""Which threshold an `about` should have, proposed from the scores of stored stories. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.topics.about import DEFAULT_THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A threshold for one `about`, and what it would do to the stories that were scored."""

    threshold: float  #: of two digits
    is_clear: bool  #: there is a gap, or marks are told apart; otherwise it is only the usual one
    stories: int
    let_in: int
    near: int  #: stories that a threshold a tenth higher or lower would treat otherwise
    wanted: tuple[int, int]  #: marked as wanted: let in, of how many
    unwanted: tuple[int, int]  #: marked as unwanted: let in, of how many

    def __str__(self) -> str:
        text = f"{self.threshold:.2f} lets in {self.let_in:,} of {self.stories:,}, {self.near:,} of all are close to it"
        if self.wanted[1] or self.unwanted[1]:
            text += f"; {self.wanted[0]} of {self.wanted[1]} wanted, {self.unwanted[0]} of {self.unwanted[1]} unwanted"
        return text if self.is_clear else f"{text}; there is no clear gap"


_FEWEST_SCORES: Final = 20
_STEPS: Final = np.arange(0.05, 0.951, 0.01)
_WIDTH: Final = 0.05  # of scores that are looked at together
_DEPTH: Final = 0.7  # of what is beyond a gap, at most so much may be in it


def suggest_threshold(scores: Sequence[float], marks: Mapping[int, bool] | None = None) -> Suggestion:
    """Propose the threshold of an `about` from the *scores* of stored stories.

    *marks* says of some stories, by their place in *scores*, whether a person wants them. If there are both kinds, the threshold
    is the one with the best F1 on them, and of several the one in the middle. Otherwise it is where the fewest stories are
    between those that it is about and all others; the usual one, if there is no such gap.
    """
    given = np.asarray(scores, dtype=np.float64)
    told = marks or {}
    best = _by_marks(given, told) if len(set(told.values())) == 2 else _by_gap(given)
    threshold = round(DEFAULT_THRESHOLD if best is None else best, 2)
    passes = given >= threshold
    kinds = {kind: [bool(passes[at]) for at, mark in told.items() if mark == kind] for kind in (True, False)}
    return Suggestion(
        threshold=threshold,
        is_clear=best is not None,
        stories=len(given),
        let_in=int(passes.sum()),
        near=int(((given >= threshold - 0.1) & (given < threshold + 0.1)).sum()),
        wanted=(sum(kinds[True]), len(kinds[True])),
        unwanted=(sum(kinds[False]), len(kinds[False])),
    )


def _by_marks(scores: NDArray[np.float64], marks: Mapping[int, bool]) -> float:
    wanted = np.array([scores[at] for at, mark in marks.items() if mark])
    unwanted = np.array([scores[at] for at, mark in marks.items() if not mark])
    steps = np.arange(0.01, 1, 0.01)
    right = (wanted[:, None] >= steps).sum(axis=0)
    wrong = (unwanted[:, None] >= steps).sum(axis=0)
    f1 = 2 * right / (right + wrong + len(wanted))
    ties = np.flatnonzero(f1 >= f1.max() - 1e-9)
    first = ties[: np.argmax(np.append(np.diff(ties) > 1, True)) + 1]  # one run of them, the lowest
    return float(steps[first].mean())


def _by_gap(scores: NDArray[np.float64]) -> float | None:
    """Return the middle of the clearest gap; None if the fewer stories there are, the higher they score."""
    if len(scores) < _FEWEST_SCORES:
        return None
    around = ((scores[:, None] >= _STEPS - _WIDTH) & (scores[:, None] < _STEPS + _WIDTH)).sum(axis=0)
    below, above = np.maximum.accumulate(around), np.maximum.accumulate(around[::-1])[::-1]
    depth = (around + 1) / (np.minimum(below, above) + 1)
    if depth.min() > _DEPTH:
        return None
    ties = np.flatnonzero(depth <= depth.min() + 1e-9)
    return float(_STEPS[ties].mean())
