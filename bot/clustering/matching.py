"""Hold one story against the clusters of the window: which it could belong to, and how probably."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.clustering.features import Features
from bot.clustering.scoring import Numbers, Scratch, measure, norms
from bot.clustering.trees import Forest
from bot.clustering.window import Window

# Between 16 and 40 the macro B-cubed F1 moved by less than .003; the cost grows with it.
_MOST_CANDIDATES = 24
# Clusters that are looked at closely: the likeliest ones by the candidates that are in them.
_MOST_CLUSTERS = 4
# A cluster is judged by this many of its members, spread evenly over their order of arrival, and by all that are candidates.
_CORE = 8
# The score is the mean over the members most like the story: one alone chains, all together keep broad events apart.
_NEAREST = 5
_HOPEFUL = 0.7  # share of the threshold that the likeliest member has to have, for others to be looked at
# Log odds that each day between the claimed times takes off, beyond the first. Not learned: only two labelled sets have
# dates, and trees that see them learn when these sets' clusters end. Of 0, .3, .6 and 1 the macro B-cubed F1 was .872, .874,
# .876 and .876, the false merges .259, .252, .247 and .243 (benchmarks/results/ablation.md); 1 parts follow-ups of some days.
_PER_DAY, _ONE_NEWS_DAY = 0.6, 1.0
_DAY = 86_400  # seconds


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A story as the comparison needs it."""

    features: Features
    norms: Numbers
    claimed: int | None  #: when its source says it was published, in seconds since 1970

    @classmethod
    def of(cls, features: Features, claimed: int | None) -> "Reading":
        """Measure the features once, for all comparisons."""
        return cls(features, norms(features.terms), claimed)


@dataclass(slots=True, eq=False)
class Match:
    """A cluster, or the part of it that was looked at, against one story."""

    cluster: str
    size: int  #: of the whole cluster, without the story itself
    members: list[int] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)  #: of each member: how probably both report one event
    measures: list[Numbers] = field(default_factory=list)  #: of each member
    across: bool = (
        False  #: none of its members is in the story's language: judged by what crosses languages (`across.py`)
    )

    @property
    def score(self) -> float:
        """The mean over the members most like the story; members that were not looked at count as nothing."""
        nearest = sorted(self.scores, reverse=True)[:_NEAREST]
        return sum(nearest) / min(self.size, _NEAREST)


class Matcher:
    """Compares stories with those of a window."""

    def __init__(self, window: Window, forest: Forest, *, threshold: float, most_apart: float) -> None:
        self._window = window
        self._forest = forest
        self._hopeful = threshold * _HOPEFUL
        self._most_apart = most_apart  # seconds between claimed times
        self._scratch = Scratch()

    def matches(self, reading: Reading, own: int | None = None, without: str | None = None) -> list[Match]:
        """Return the likeliest clusters that the story may join, the best first; *own* is its number if it is remembered."""
        window = self._window
        found: dict[str, Match] = {}
        candidates = []
        home = None if own is None else window.cluster(own)
        numbers = self.candidates(reading)
        for number, cluster in zip(numbers, window.clusters(numbers), strict=True):
            if number == own or cluster == without:
                continue
            if cluster not in found:
                found[cluster] = Match(cluster, len(self.comparable(reading, cluster)) - (cluster == home))
            candidates.append(number)
        self.look(reading, found, candidates)
        # No member that was not found is more like the story than those that were.
        likely = sorted(found.values(), key=lambda match: (-max(match.scores), match.cluster))
        likely = list(islice((match for match in likely if self.fits(reading, match.cluster, own)), _MOST_CLUSTERS))
        hopeful = (match for match in likely if max(match.scores) >= self._hopeful)
        self.look(reading, found, [number for match in hopeful for number in self._unseen(reading, match, own)])
        return sorted(likely, key=lambda match: (-match.score, match.cluster))

    def look(self, reading: Reading, matches: dict[str, Match], numbers: Sequence[int]) -> None:
        """Compare the story with some members of these clusters."""
        if not numbers:
            return
        measures = measure(reading.features, reading.norms, self._window.rows(numbers), self._scratch)
        scores = self._probabilities(reading, numbers, measures)
        clusters = self._window.clusters(numbers)
        for number, cluster, score, row in zip(numbers, clusters, scores, measures, strict=True):
            match = matches[cluster]
            match.members.append(number)
            match.scores.append(score)
            match.measures.append(row)

    def nearest(self, reading: Reading, own: int | None) -> list[tuple[int, float]]:
        """Return the stories most like the story, and how probably each reports its event."""
        numbers = [n for n in self.candidates(reading) if n != own]
        if not numbers:
            return []
        measures = measure(reading.features, reading.norms, self._window.rows(numbers), self._scratch)
        return list(zip(numbers, self._probabilities(reading, numbers, measures), strict=True))

    def fits(self, reading: Reading, cluster: str, own: int | None = None) -> bool:
        """Tell whether language and claimed times allow the story among the members of a cluster, whatever the likeness."""
        story = reading.features.language, reading.claimed
        return self._window.admits(cluster, story, self._most_apart, own)

    def candidates(self, reading: Reading) -> list[int]:
        """Return the stories whose words are most like the story's."""
        return self._window.index.nearest(reading.features.terms, _MOST_CANDIDATES)

    def comparable(self, reading: Reading, cluster: str) -> Sequence[int]:  # noqa: ARG002 (who knows languages asks)
        """Return the members of a cluster whose words are compared with the story's."""
        return self._window.members[cluster]

    def against(self, reading: Reading, cluster: str) -> Match:
        """Compare the story with all members of one cluster."""
        members = self._window.members[cluster]
        match = Match(cluster, len(members))
        self.look(reading, {cluster: match}, members)
        return match

    def allows(self, reading: Reading, match: Match) -> bool:
        """Tell whether a story may be in a cluster that it was held against."""
        return self.fits(reading, match.cluster)

    def views(self, cluster: str) -> dict[str, float]:
        """Return the mean score that the members of a cluster's core have with other clusters."""
        return self._seen_by(core(self._window.members[cluster]), cluster)

    def _seen_by(self, members: Sequence[int], cluster: str) -> dict[str, float]:
        sums: dict[str, float] = {}
        for number in members:
            for match in self.matches(self.remembered(number), own=number, without=cluster):
                sums[match.cluster] = sums.get(match.cluster, 0.0) + match.score / len(members)
        return sums

    def remembered(self, number: int) -> Reading:
        """Return what is remembered of a story."""
        window = self._window
        [own] = window.rows([number]).norms
        gist = None if window.gists is None else window.gists.gist(number)
        texts = window.terms(number), window.pairs(number), window.length(number), window.calendar(number)
        return Reading(Features(window.language(number), *texts, gist), own, window.claimed(number))

    def _probabilities(self, reading: Reading, numbers: Sequence[int], measures: Numbers) -> list[float]:
        return self._in_time(reading, numbers, self._forest.log_odds(measures))

    def _in_time(self, reading: Reading, numbers: Sequence[int], odds: NDArray[np.float64]) -> list[float]:
        """Take off the log odds what the time between the stories says, and turn them into probabilities."""
        if reading.claimed is not None:
            apart = np.abs(self._window.claims(numbers, reading.claimed)) / _DAY
            odds -= _PER_DAY * np.maximum(apart - _ONE_NEWS_DAY, 0)
        found: list[float] = (1 / (1 + np.exp(-odds))).tolist()
        return found

    def _unseen(self, reading: Reading, match: Match, own: int | None) -> Iterator[int]:
        """Name the members of a cluster's core that were no candidates."""
        members = [number for number in self.comparable(reading, match.cluster) if number != own]
        seen = set(match.members)
        return (number for number in core(members) if number not in seen)


def core(members: Sequence[int]) -> Sequence[int]:
    """Return the members that stand for a cluster."""
    if len(members) <= _CORE:
        return members
    return [members[i * (len(members) - 1) // (_CORE - 1)] for i in range(_CORE)]
