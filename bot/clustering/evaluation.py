"""Compare a clustering with the right one, and show where it went wrong. Pure.

Both are given as one label per story, in the same order of stories; a story is named by its place in that order.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_BINS = 10  # of probability


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well found clusters agree with the right ones. All fractions are between 0 and 1, except `ari`, 1 at most."""

    stories: int
    gold_clusters: int
    found_clusters: int
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    pairwise_precision: float
    pairwise_recall: float
    pairwise_f1: float
    ari: float
    false_merge_rate: float

    def as_dict(self) -> dict[str, float]:
        """Return the figures by name, in this order."""
        return asdict(self)


def evaluate(gold: Sequence[str], found: Sequence[str]) -> Scores:
    """Return the agreement of the found labels with the right ones.

    - B-cubed (Bagga and Baldwin 1998): for each story, the share of its found cluster that belongs to its event
      (precision), and the share of its event that is in its found cluster (recall), itself included; means over the
      stories, and the harmonic mean of these two means.
    - pairwise: the same over pairs of stories; 1 where there is no pair to be wrong about.
    - ari: the adjusted Rand index (Hubert and Arabie 1985); 1 where both are all singletons or both are one cluster.
    - false_merge_rate: of the stories in found clusters of two or more, the share in a cluster that holds stories of
      more than one event; 0 where there is no such cluster.

    Raises:
        ValueError: there are no stories, or the two do not have the same length.
    """
    if len(gold) != len(found) or not gold:
        raise ValueError(f"gold and found must have the same length, at least 1, got {len(gold)} and {len(found)}")
    cells, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    n = len(gold)
    precision = sum(c * c / founds[f] for (_, f), c in cells.items()) / n
    recall = sum(c * c / golds[g] for (g, _), c in cells.items()) / n
    both, in_gold, in_found = (sum(c * (c - 1) // 2 for c in counts.values()) for counts in (cells, golds, founds))
    pair_precision = both / in_found if in_found else 1.0
    pair_recall = both / in_gold if in_gold else 1.0
    return Scores(
        stories=n,
        gold_clusters=len(golds),
        found_clusters=len(founds),
        bcubed_precision=precision,
        bcubed_recall=recall,
        bcubed_f1=_harmonic(precision, recall),
        pairwise_precision=pair_precision,
        pairwise_recall=pair_recall,
        pairwise_f1=_harmonic(pair_precision, pair_recall),
        ari=_ari(both, in_gold, in_found, n * (n - 1) // 2),
        false_merge_rate=_false_merges(cells, founds),
    )


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _ari(both: int, in_gold: int, in_found: int, pairs: int) -> float:
    expected = in_gold * in_found / pairs if pairs else 0.0
    most = (in_gold + in_found) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def _false_merges(cells: Counter[tuple[str, str]], founds: Counter[str]) -> float:
    events = Counter(f for _, f in cells)
    grouped = sum(size for size in founds.values() if size > 1)
    mixed = sum(size for f, size in founds.items() if events[f] > 1)
    return mixed / grouped if grouped else 0.0


class Pair(NamedTuple):
    """Two stories that were compared."""

    later: int
    earlier: int
    probability: float  #: that both report one event, as it was said when the later one came


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """What a threshold would do to the pairs that were compared. Both shares are 1 where there is nothing to be wrong about."""

    threshold: float
    precision: float  #: of the pairs at least as probable, the share that is of one event
    recall: float  #: of the pairs of one event, the share that is at least as probable


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The pairs whose probability is at least `low`, and below `high`; 1 is in the last bin."""

    low: float
    high: float
    count: int
    said: float  #: mean probability; 0 without pairs
    share: float  #: that is of one event; 0 without pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many clusters have `low` to `high` stories."""

    low: int
    high: int
    clusters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixed:
    """A found cluster that holds stories of several events."""

    cluster: str
    events: tuple[tuple[str, tuple[int, ...]], ...]  #: event and its stories in the cluster; the most stories first
    wrong_pairs: int  #: of stories of two events
    bridge: Pair | None  #: the most probable pair of two events; None if no such pair was compared


def threshold_at(pairs: Iterable[Pair], gold: Sequence[str], threshold: float) -> Point:
    """Return what a threshold would do to the pairs."""
    found = right = every = 0
    for pair in pairs:
        same = gold[pair.later] == gold[pair.earlier]
        found += pair.probability >= threshold
        right += same and pair.probability >= threshold
        every += same
    return Point(threshold=threshold, precision=right / found if found else 1.0, recall=right / every if every else 1.0)


def precision_recall(pairs: Sequence[Pair], gold: Sequence[str]) -> list[Point]:
    """Return a point for each probability that a pair has, the highest first; nothing if no pair is of one event."""
    probability, same = _columns(pairs, gold)
    if not same.any():
        return []
    order = np.argsort(-probability, kind="stable")
    probability, right = probability[order], np.cumsum(same[order])
    last = np.flatnonzero(np.append(probability[1:] != probability[:-1], np.True_))
    return [
        Point(threshold=float(probability[i]), precision=float(right[i] / (i + 1)), recall=float(right[i] / right[-1]))
        for i in last.tolist()
    ]


def average_precision(curve: Sequence[Point]) -> float:
    """Return the area under the steps of a precision-recall curve."""
    before = [0.0, *(point.recall for point in curve)]
    return sum(point.precision * (point.recall - recall) for point, recall in zip(curve, before, strict=False))


def calibration(pairs: Sequence[Pair], gold: Sequence[str]) -> list[Bin]:
    """Return ten bins of equal width: how probable pairs were said to be, and how many are of one event."""
    probability, same = _columns(pairs, gold)
    places = np.minimum((probability * _BINS).astype(np.int64), _BINS - 1)
    counts = np.bincount(places, minlength=_BINS)
    said = np.bincount(places, weights=probability, minlength=_BINS) / np.maximum(counts, 1)
    share = np.bincount(places, weights=same, minlength=_BINS) / np.maximum(counts, 1)
    return [
        Bin(low=i / _BINS, high=(i + 1) / _BINS, count=int(counts[i]), said=float(said[i]), share=float(share[i]))
        for i in range(_BINS)
    ]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean distance of share and probability, bins weighed by their pairs."""
    every = sum(one.count for one in bins)
    return sum(one.count * abs(one.share - one.said) for one in bins) / every if every else 0.0


def sizes(labels: Iterable[str]) -> list[Size]:
    """Return how many clusters there are of 1, 2, 3-4, 5-8, 9-16 … stories, up to the largest."""
    # 1 is in bin 0, 2 in bin 1, 3 and 4 in bin 2: the bits of the size less one.
    counts = Counter((size - 1).bit_length() for size in Counter(labels).values())
    return [
        Size(low=(1 << i >> 1) + 1 if i else 1, high=1 << i, clusters=counts[i])
        for i in range(max(counts, default=-1) + 1)
    ]


def mixed_clusters(gold: Sequence[str], found: Sequence[str], pairs: Iterable[Pair]) -> list[Mixed]:
    """Return the found clusters that hold several events, those with the most wrong pairs first."""
    members: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for story, (event, cluster) in enumerate(zip(gold, found, strict=True)):
        members[cluster][event].append(story)
    bridges: dict[str, Pair] = {}
    for pair in pairs:
        cluster = found[pair.later]
        if cluster == found[pair.earlier] and gold[pair.later] != gold[pair.earlier]:
            bridges[cluster] = max(bridges.get(cluster, pair), pair, key=_likeliest)
    mixed = [
        Mixed(
            cluster=cluster,
            events=tuple(
                sorted(((event, tuple(stories)) for event, stories in events.items()), key=lambda one: -len(one[1]))
            ),
            wrong_pairs=_wrong_pairs([len(stories) for stories in events.values()]),
            bridge=bridges.get(cluster),
        )
        for cluster, events in members.items()
        if len(events) > 1
    ]
    return sorted(mixed, key=lambda one: -one.wrong_pairs)


def parted_pairs(gold: Sequence[str], found: Sequence[str], pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs of one event that are in two clusters, the most probable first, then the last decided.

    Of each two clusters that share an event, only the most probable pair: the others were missed with it.
    """
    best: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        if gold[pair.later] == gold[pair.earlier] and found[pair.later] != found[pair.earlier]:
            one, other = sorted((found[pair.later], found[pair.earlier]))
            best[one, other] = max(best.get((one, other), pair), pair, key=_likeliest)
    return sorted(best.values(), key=_likeliest, reverse=True)


def _columns(pairs: Sequence[Pair], gold: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    probability = np.array([pair.probability for pair in pairs], dtype=np.float64)
    return probability, np.array([gold[pair.later] == gold[pair.earlier] for pair in pairs], dtype=np.bool_)


def _likeliest(pair: Pair) -> tuple[float, int, int]:
    return pair.probability, pair.later, pair.earlier


def _wrong_pairs(counts: Sequence[int]) -> int:
    return (sum(counts) ** 2 - sum(count * count for count in counts)) // 2
