"""What each threshold of an `about` would let in: events by how much like its examples they are. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from bot.topics.rules import About
from bot.topics.thresholds import Suggestion, suggest_threshold

STEPS: Final = tuple(
    round(step / 100, 2) for step in range(90, 5, -10)
)  #: thresholds that are tried, the strictest first
_NEAR = 5  # events on each side of the border that are shown; arbitrary


class Likeness(NamedTuple):
    """How much like the examples an event is: as much as its story that is most like them."""

    score: float  #: 0-1
    title: str  #: of that story
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """Events on both sides of a threshold."""

    about: About
    threshold: float  #: that of the rule, or the program's own
    is_own: bool  #: the rule has one
    events: int
    counts: tuple[tuple[float, int], ...]  #: how many events each threshold lets in, the strictest first
    above: tuple[Likeness, ...]  #: let in, the nearest to the threshold first
    below: tuple[Likeness, ...]  #: not let in, the nearest first
    proposed: Suggestion  #: where the clearest gap between events is, if there is one

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return {
            "examples": list(self.about.examples),
            "threshold": self.threshold,
            "is_own": self.is_own,
            "events": self.events,
            "proposed": {"threshold": self.proposed.threshold, "is_clear": self.proposed.is_clear},
            "counts": [{"threshold": step, "events": count} for step, count in self.counts],
            "above": [_row(one) for one in self.above],
            "below": [_row(one) for one in self.below],
        }


def _row(one: Likeness) -> dict[str, Any]:
    return {"score": round(one.score, 3), "title": one.title, "outlet": one.outlet}


def border(about: About, likenesses: Iterable[Likeness], standing: float) -> Border:
    """Sort events by how much like the examples they are; *standing* is the threshold of a rule that has none of its own."""
    found = sorted(likenesses, key=lambda one: (-one.score, one.title, one.outlet))
    threshold = standing if about.threshold is None else about.threshold
    count = _count(found, threshold)
    return Border(
        about=about,
        threshold=threshold,
        is_own=about.threshold is not None,
        events=len(found),
        counts=tuple((step, _count(found, step)) for step in STEPS),
        above=tuple(reversed(found[max(0, count - _NEAR) : count])),
        below=tuple(found[count : count + _NEAR]),
        proposed=suggest_threshold([one.score for one in found]),
    )


def _count(found: Sequence[Likeness], threshold: float) -> int:
    return sum(one.score >= threshold for one in found)
