"""Ways to make clusters: one pass with centroids, links to the nearest earlier story, and what links connect.

Stories are numbers, their places in the stream; a cluster is named by its first story.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import Stream

Ids = NDArray[np.int32]
Likeness = NDArray[np.float32]


class Pairs(NamedTuple):
    """Pairs of stories, the later one first, with how alike they are; in the order of the later story."""

    later: Ids
    earlier: Ids
    likeness: Likeness

    def only(self, kept: NDArray[np.integer | np.bool_]) -> "Pairs":
        """Return the pairs at these places, or those for which this holds."""
        return Pairs(self.later[kept], self.earlier[kept], self.likeness[kept])


class Gram(NamedTuple):
    """Dot products of all stories' vectors, which have length 1 (or 0), and when the stories arrived."""

    products: Likeness  # n x n, symmetric
    seen: list[datetime]


def single_pass(gram: Gram, threshold: float, window: timedelta) -> list[int]:
    """Let each story join the cluster whose centroid is nearest, if its cosine is at least the threshold.

    A centroid is the mean of the members' vectors, of any length. A cluster without a new story for longer than the window
    is closed.
    """
    founders: list[int] = []
    squares: dict[int, float] = {}  # of the lengths of the clusters' sums
    newest: dict[int, datetime] = {}
    for story, seen in enumerate(gram.seen):
        products = np.bincount(founders, weights=gram.products[story, :story]) if founders else np.zeros(0)
        reachable = [cluster for cluster, last in newest.items() if seen - last <= window]
        best, cosine = story, -1.0
        if reachable:
            cosines = products[reachable] / np.sqrt([max(squares[cluster], 1e-12) for cluster in reachable])
            place = int(np.argmax(cosines))
            best, cosine = reachable[place], float(cosines[place])
        own = float(gram.products[story, story])
        if cosine < threshold:
            best = story
            squares[story] = own
        else:
            squares[best] += 2 * float(products[best]) + own
        newest[best] = seen
        founders.append(best)
    return founders


def nearest_earlier(count: int, pairs: Pairs, threshold: float) -> list[int]:
    """Let each of so many stories join the cluster of the earlier story most like it, if that is at least the threshold."""
    founders = list(range(count))
    kept = pairs.likeness >= threshold
    later, earlier, likeness = pairs.only(kept)
    # The most alike last for each story; of equals the earliest.
    order = np.lexsort((-earlier, likeness, later))
    best = dict(zip(later[order].tolist(), earlier[order].tolist(), strict=True))
    for story in sorted(best):
        founders[story] = founders[best[story]]
    return founders


def connected(count: int, links: Iterable[tuple[int, int]]) -> list[int]:
    """Put all of so many stories that links connect into one cluster, directly or through others."""
    parents = list(range(count))
    for a, b in links:
        first, second = sorted((_root(parents, a), _root(parents, b)))
        parents[second] = first
    return [_root(parents, story) for story in range(count)]


def _root(parents: list[int], story: int) -> int:
    while parents[story] != story:
        parents[story] = parents[parents[story]]
        story = parents[story]
    return story


def spanning(count: int, pairs: Pairs) -> Pairs:
    """Return those pairs, at most one less than the stories, that connect the same at any threshold as all of them do."""
    parents = list(range(count))
    order = np.argsort(-pairs.likeness, kind="stable")
    kept = []
    for pair, a, b in zip(order.tolist(), pairs.later[order].tolist(), pairs.earlier[order].tolist(), strict=True):
        first, second = sorted((_root(parents, a), _root(parents, b)))
        if first != second:
            parents[second] = first
            kept.append(pair)
    return pairs.only(np.array(kept, dtype=np.int64))


def shared(sets: Sequence[Ids], *, least: int = 1) -> Pairs:
    """Return all pairs of sets that have at least so many numbers in common, with how many; each number once in a set."""
    later, earlier, counts = [], [], []
    starts = np.cumsum([0, *map(len, sets)])
    joined = np.concatenate([np.zeros(0, dtype=np.int32), *sets])
    mark = np.zeros(int(joined.max(initial=0)) + 1, dtype=np.int32)
    for story, own in enumerate(sets):
        mark[own] = 1
        totals = np.concatenate([[0], np.cumsum(mark[joined[: starts[story]]])])
        mark[own] = 0
        common = totals[starts[1 : story + 1]] - totals[starts[:story]]
        found = np.flatnonzero(common >= max(least, 1))
        later.append(np.full(len(found), story, dtype=np.int32))
        earlier.append(found.astype(np.int32))
        counts.append(common[found].astype(np.float32))
    none = np.zeros(0, dtype=np.int32)
    return Pairs(
        np.concatenate([none, *later]),
        np.concatenate([none, *earlier]),
        np.concatenate([none.astype(np.float32), *counts]),
    )


def within(pairs: Pairs, stream: Stream, window: timedelta) -> Pairs:
    """Return the pairs whose stories arrived no further apart than the window."""
    seen = np.array([story.first_seen.timestamp() for story in stream.stories])
    near = np.abs(seen[pairs.later] - seen[pairs.earlier]) <= window.total_seconds()
    return pairs.only(near)
