"""What the report says of one labelled file: looked on while its stories were grouped, and chosen at the end."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.clustering import Clusterer, Scores, evaluate
from bot.clustering.evaluation import (
    Bin,
    Mixed,
    Pair,
    Point,
    Size,
    average_precision,
    calibration,
    calibration_error,
    mixed_clusters,
    parted_pairs,
    precision_recall,
    sizes,
    threshold_at,
)
from bot.model import Story
from bot.rows import Row

# How many of each kind a person reads; arbitrary.
_MOST_MERGES = 20
_MOST_MISSES = 20


@dataclass(slots=True)
class Onlooker:
    """Sees rows before they are placed: keeps those with a label, and how probable each of their pairs was said to be.

    All stories of the file stay in memory, and some 24 pairs of each.
    """

    stories: list[Story] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    clusterer: Clusterer | None = None
    _places: dict[str, int] = field(default_factory=dict)

    def __call__(self, clusterer: Clusterer, row: Row) -> None:
        """Look at a row that is about to be placed."""
        self.clusterer = clusterer
        if row.label is None:
            return
        later = len(self.stories)
        for key, probability in clusterer.nearest(row.story):
            earlier = self._places.get(key)
            if earlier is not None:
                self.pairs.append(Pair(later, earlier, probability))
        self._places[row.story.key] = later
        self.stories.append(row.story)


@dataclass(frozen=True, slots=True, kw_only=True)
class Couple:
    """Two stories side by side; the one that came first is `first`."""

    first: Story
    second: Story
    probability: float
    shared: Sequence[str]  #: words that count most, as the second one writes them
    gap: timedelta | None  #: between the claimed times; None if one of them is unknown
    event: str  #: of the first
    sizes: tuple[int, int]  #: stories in the cluster of each


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A cluster that mixes events."""

    events: Sequence[tuple[str, Sequence[Story]]]  #: event and stories, the event with the most stories first
    stories: int
    wrong_pairs: int
    bridge: Couple | None  #: None where no two stories of two events were compared as they came


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All that the page says of one file."""

    name: str
    scores: Scores
    threshold: Point
    curve: Sequence[Point]
    average_precision: float
    bins: Sequence[Bin]
    calibration_error: float
    found_sizes: Sequence[Size]
    gold_sizes: Sequence[Size]
    compared: int  #: pairs
    compared_right: int  #: pairs of one event that were compared
    gold_pairs: int  #: pairs of one event
    mixed: int  #: clusters
    merges: Sequence[Merge]
    parted: int  #: pairs of clusters that share an event and were compared
    likely_misses: Sequence[Couple]
    unlikely_misses: Sequence[Couple]


def section(name: str, gold: Sequence[str], found: Sequence[str], seen: Onlooker) -> Section:
    """Choose what to show of a file.

    Raises:
        ValueError: there are no stories with a label.
    """
    scores = evaluate(gold, found)
    if seen.clusterer is None:
        raise ValueError("nobody looked on while the stories were placed")
    pairs = seen.pairs
    curve, bins = precision_recall(pairs, gold), calibration(pairs, gold)
    mixed, parted = mixed_clusters(gold, found, pairs), parted_pairs(gold, found, pairs)
    couples = _Couples(seen.clusterer, seen.stories, gold, found)
    return Section(
        name=name,
        scores=scores,
        threshold=threshold_at(pairs, gold, seen.clusterer.options.threshold),
        curve=curve,
        average_precision=average_precision(curve),
        bins=bins,
        calibration_error=calibration_error(bins),
        found_sizes=sizes(found),
        gold_sizes=sizes(gold),
        compared=len(pairs),
        compared_right=sum(gold[pair.later] == gold[pair.earlier] for pair in pairs),
        gold_pairs=sum(count * (count - 1) // 2 for count in Counter(gold).values()),
        mixed=len(mixed),
        merges=[couples.merge(one) for one in mixed[:_MOST_MERGES]],
        parted=len(parted),
        likely_misses=couples.of(parted[:_MOST_MISSES]),
        # Backwards from the least probable one; none twice.
        unlikely_misses=couples.of(parted[_MOST_MISSES:][: -_MOST_MISSES - 1 : -1]),
    )


class _Couples:
    def __init__(
        self, clusterer: Clusterer, stories: Sequence[Story], gold: Sequence[str], found: Sequence[str]
    ) -> None:
        self._clusterer, self._stories, self._gold, self._found = clusterer, stories, gold, found
        self._sizes = Counter(found)

    def of(self, pairs: Iterable[Pair]) -> list[Couple]:
        return [self.one(pair) for pair in pairs]

    def one(self, pair: Pair) -> Couple:
        first, second = self._stories[pair.earlier], self._stories[pair.later]
        dated = first.published and second.published
        return Couple(
            first=first,
            second=second,
            probability=pair.probability,
            shared=self._clusterer.compare(first, second).evidence.shared,
            gap=abs(second.published - first.published) if dated and first.published and second.published else None,
            event=self._gold[pair.earlier],
            sizes=(self._sizes[self._found[pair.earlier]], self._sizes[self._found[pair.later]]),
        )

    def merge(self, mixed: Mixed) -> Merge:
        return Merge(
            events=[(event, [self._stories[place] for place in places]) for event, places in mixed.events],
            stories=self._sizes[mixed.cluster],
            wrong_pairs=mixed.wrong_pairs,
            bridge=None if mixed.bridge is None else self.one(mixed.bridge),
        )
