"""Hold one story against the clusters of the window: which it could belong to, and how probably."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bot.clustering.bonds import Bonds, Ties
from bot.clustering.features import Features
from bot.clustering.kernel import Numbers
from bot.clustering.scoring import Rows, measure, norms
from bot.clustering.trees import Forest
from bot.clustering.window import Window

# Between 16 and 40 the macro B-cubed F1 moved by less than .003; the cost grows with it.
_MOST_CANDIDATES = 24
# Clusters that are looked at closely: the likeliest ones by the candidates that are in them.
_MOST_CLUSTERS = 4
# A cluster is judged by this many of its members, spread evenly over their order of arrival, and by all that are candidates.
_CORE = 8
#: The score is the mean over so many members most like the story: one alone chains, all together keep broad events apart.
NEAREST = 5
_HOPEFUL = 0.7  # share of the threshold that the likeliest member has to have, for others to be looked at
# Log odds that each day between the claimed times takes off, beyond the first. Not learned: only two labelled sets have
# dates, and trees that see them learn when these sets' clusters end. Of 0, .3, .6 and 1 the macro B-cubed F1 was .872, .874,
# .876 and .876, the false merges .259, .252, .247 and .243 (benchmarks/results/ablation.md); 1 parts follow-ups of some days.
_PER_DAY, _ONE_NEWS_DAY = 0.6, 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A story as the comparison needs it."""

    features: Features
    norms: Numbers
    claimed: int | None  #: when its source says it was published, in seconds since 1970
    key: str = ""  #: of the story, for what editors decided about it

    @classmethod
    def of(cls, features: Features, claimed: int | None, key: str = "") -> "Reading":
        """Measure the features once, for all comparisons."""
        return cls(features, norms(features.terms), claimed, key)


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

    _score: float | None = None

    def add(self, number: int, score: float, measures: Numbers) -> None:
        """Note what a member was found to be."""
        self.members.append(number)
        self.scores.append(score)
        self.measures.append(measures)
        self._score = None

    @property
    def score(self) -> float:
        """The mean over the members most like the story; members that were not looked at count as nothing."""
        if self._score is None:
            self._score = sum(sorted(self.scores, reverse=True)[:NEAREST]) / min(self.size, NEAREST)
        return self._score


class Matcher:
    """Compares stories with those of a window."""

    def __init__(self, window: Window, forest: Forest, *, threshold: float, most_apart: float) -> None:
        self._window = window
        self._forest = forest
        self._hopeful = threshold * _HOPEFUL
        self._most_apart = most_apart  # seconds between claimed times
        self.ties = Ties(window, Bonds(), {})  #: what editors decided

    def matches(self, reading: Reading, own: int | None = None, without: str | None = None) -> list[Match]:
        """Return the likeliest clusters that the story may join, the best first; *own* is its number if it is remembered."""
        numbers = self._heard(self.candidates(reading), own, without)
        if not numbers:
            return []
        clusters = self._window.clusters(numbers)
        looked = list(zip(clusters, numbers, *self._measured(reading, numbers), strict=True))
        best: dict[str, float] = {}
        for cluster, _, score, _ in looked:
            if score > best.get(cluster, -1.0):
                best[cluster] = score
        likely = self._likely(reading, best, own)
        for cluster, number, score, measures in looked:
            if cluster in likely:
                likely[cluster].add(number, score, measures)
        # No member that was not found is more like the story than those that were.
        hopeful = [match for match in likely.values() if best[match.cluster] >= self._hopeful]
        self.look(reading, likely, [number for match in hopeful for number in self._unseen(reading, match, own)])
        return sorted(likely.values(), key=lambda match: (-match.score, match.cluster))

    def _heard(self, numbers: list[int], own: int | None, without: str | None) -> list[int]:
        """Leave out a story itself, a cluster, and live pages and round-ups that do not speak for theirs."""
        window = self._window
        if own is not None or without is not None:
            numbers = [number for number in numbers if number != own and window.cluster(number) != without]
        if not window.gathering or window.gathering.isdisjoint(numbers):
            return numbers
        return [
            number
            for number in numbers
            if number not in window.gathering or number in window.speaking(window.cluster(number), own)
        ]

    def _likely(self, reading: Reading, best: Mapping[str, float], own: int | None) -> dict[str, Match]:
        """Return the likeliest clusters that the story fits in, by their likeliest members; nobody was looked at yet."""
        found: dict[str, Match] = {}
        home = None if own is None else self._window.cluster(own)
        for cluster, _ in sorted(best.items(), key=lambda one: (-one[1], one[0])):
            if self.fits(reading, cluster, own):
                found[cluster] = Match(cluster, self._count(reading, cluster, own if cluster == home else None))
                if len(found) == _MOST_CLUSTERS:
                    break
        return found

    def look(self, reading: Reading, matches: dict[str, Match], numbers: Sequence[int]) -> None:
        """Compare the story with some members of these clusters."""
        if not numbers:
            return
        scores, measures = self._measured(reading, numbers)
        for number, cluster, score, row in zip(numbers, self._window.clusters(numbers), scores, measures, strict=True):
            matches[cluster].add(number, score, row)

    def at_home(self, number: int) -> float:
        """Return the score of a remembered story with the core of its own cluster; 0 if it is alone there."""
        cluster = self._window.cluster(number)
        reading = self.remembered(number)
        others = self.comparable(reading, cluster, number)
        home = Match(cluster, len(others))
        self.look(reading, {cluster: home}, core(others))
        return home.score if others else 0.0

    def nearest(self, reading: Reading, own: int | None) -> list[tuple[int, float]]:
        """Return the stories most like the story, and how probably each reports its event."""
        numbers = [n for n in self.candidates(reading) if n != own]
        if not numbers:
            return []
        return list(zip(numbers, self._measured(reading, numbers)[0], strict=True))

    def among(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Return how probably each two of some stories, two at least, report one event: a row and a column for each."""
        rows, readings = self._window.rows(numbers), [self.remembered(number) for number in numbers]
        scores = np.zeros((len(numbers), len(numbers)))
        for at, reading in enumerate(readings[:-1]):
            others = rows.since(at + 1)
            odds = self._forest.log_odds(measure(reading.features, reading.norms, others))
            scores[at, at + 1 :] = self._in_time(reading, others, odds)
        return scores + scores.T

    def fits(self, reading: Reading, cluster: str, own: int | None = None) -> bool:
        """Tell whether language, claimed times and editors allow the story among the members of a cluster, whatever the likeness."""
        if self.ties.refuses(reading.key, cluster):
            return False
        story = reading.features.language, reading.claimed
        return self._window.admits(cluster, story, self._most_apart, own)

    def candidates(self, reading: Reading) -> list[int]:
        """Return the stories whose words are most like the story's."""
        return self._window.index.nearest(reading.features.terms, _MOST_CANDIDATES)

    def comparable(self, reading: Reading, cluster: str, own: int | None = None) -> Sequence[int]:  # noqa: ARG002 (who knows languages asks)
        """Return the members of a cluster, but *own*, whose words are compared with the story's."""
        return self._window.speaking(cluster, own)

    def _count(self, reading: Reading, cluster: str, own: int | None) -> int:  # noqa: ARG002 (as for `comparable`)
        return self._window.count_speaking(cluster, own)

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
        return self._seen_by(core(self._window.speaking(cluster)), cluster)

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
        features = Features(window.language(number), *texts, gist)
        return Reading(features, own, window.claimed(number), window.key(number))

    def _measured(self, reading: Reading, numbers: Sequence[int]) -> tuple[list[float], Numbers]:
        """Return how probably the story and each of some others report one event, and the measures of both."""
        rows = self._window.rows(numbers)
        measures = measure(reading.features, reading.norms, rows)
        found: list[float] = self._in_time(reading, rows, self._forest.log_odds(measures)).tolist()
        return found, measures

    def _in_time(self, reading: Reading, rows: Rows, odds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Take off log odds what the time between a story and some rows says, and turn them into probabilities."""
        if reading.claimed is not None:
            self._window.take_time_off(odds, rows, reading.claimed, _PER_DAY, _ONE_NEWS_DAY)
        return np.asarray(1 / (1 + np.exp(-odds)))

    def _unseen(self, reading: Reading, match: Match, own: int | None) -> Iterator[int]:
        """Name the members of a cluster's core that were no candidates."""
        members = self.comparable(reading, match.cluster, own)
        seen = set(match.members)
        return (number for number in core(members) if number not in seen)


def core(members: Sequence[int]) -> Sequence[int]:
    """Return the members that stand for a cluster."""
    if len(members) <= _CORE:
        return members
    return [members[i * (len(members) - 1) // (_CORE - 1)] for i in range(_CORE)]
