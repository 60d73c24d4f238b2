"""Part the stories of a cluster that turn out to report several events, by how alike each two of them are."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.clustering.matching import NEAREST

#: How probably each two of some stories report one event; the same in both directions.
Scores = NDArray[np.float64]


def parts(scores: Scores, least: float, threshold: float) -> list[list[int]]:
    """Return the places of the stories of each part, ascending; the part of the first story comes first.

    Average linkage from single stories: the two parts whose pairs score highest in the mean become one, down to *least*.
    Parts that see each other as one event at the *threshold*, as merges have it, stay together: else they would come back.
    """
    np.fill_diagonal(scores, np.inf)
    found = [[*range(len(scores))]] if scores.min(initial=np.inf) >= least else _linked(scores, least)
    while len(found) > 1:
        pairs = [(one, other) for at, one in enumerate(found) for other in found[at + 1 :]]
        agreed = [min(_view(scores, one, other), _view(scores, other, one)) for one, other in pairs]
        best = max(range(len(pairs)), key=agreed.__getitem__)
        if agreed[best] < threshold:
            break
        one, other = pairs[best]
        found.remove(other)
        one[:] = sorted(one + other)
    return found


def _linked(scores: Scores, least: float) -> list[list[int]]:
    groups = [[at] for at in range(len(scores))]
    sums, sizes = scores.copy(), np.ones(len(scores))
    np.fill_diagonal(sums, -np.inf)
    while True:
        means = sums / np.outer(sizes, sizes)
        one, other = divmod(int(means.argmax()), len(scores))  # of equals the first
        if means[one, other] < least:
            return [sorted(group) for group in groups if group]
        groups[one] += groups[other]
        groups[other] = []
        sizes[one] += sizes[other]
        sums[one] += sums[other]
        sums[:, one] = sums[one]
        sums[other] = sums[:, other] = -np.inf


def _view(scores: Scores, ones: Sequence[int], others: Sequence[int]) -> float:
    """Return the mean score that some stories have with others as their cluster."""
    nearest = np.sort(scores[np.ix_(ones, others)], axis=1)[:, -NEAREST:]
    return float(nearest.mean())
