"""Find the few remembered stories that a new one could belong to, without looking at all of them."""

from array import array
from bisect import bisect_left, insort

import numpy as np
from numpy.typing import NDArray

from bot.clustering.features import HEAVIEST, TERM, TITLE, WEIGHT, Packed

# A story is found by its weightiest terms, those of the title first.
_INDEXED = 32
# Only the newest stories that have a term: bounds the cost whatever the window holds.
_MOST_POSTINGS = 160
_TITLE_BONUS = 4  # half units of idf; arbitrary
_BEGIN = np.ones(1, dtype=np.bool_)


class Index:
    """Term -> numbers of the stories that have it among their weightiest, in the order in which they came."""

    def __init__(self) -> None:
        self._postings: dict[int, array[int]] = {}

    def add(self, number: int, terms: Packed) -> None:
        """Remember a story under its terms; cheapest if its number is the highest so far."""
        for term in _telling(terms)[0].tolist():
            postings = self._postings.get(term)
            if postings is None:
                self._postings[term] = array("i", (number,))
            elif postings[-1] < number:
                postings.append(number)
            else:
                insort(postings, number)

    def remove(self, number: int, terms: Packed) -> None:
        """Forget a story that was added under these terms; cheapest for the oldest ones."""
        for term in _telling(terms)[0].tolist():
            postings = self._postings[term]
            del postings[bisect_left(postings, number)]
            if not postings:
                del self._postings[term]

    def nearest(self, terms: Packed, most: int) -> list[int]:
        """Return at most `most` stories that share weighty terms, those that share the weightiest first.

        Ties go to the story that came first.
        """
        telling, weights = _telling(terms)
        found, heavy = [], []
        for term, weight in zip(telling.tolist(), weights.tolist(), strict=True):
            postings = self._postings.get(term)
            if postings is not None:
                newest = np.frombuffer(postings[-_MOST_POSTINGS:], dtype=np.int32)
                found.append(newest)
                heavy.append((weight * weight, len(newest)))
        if not found:
            return []
        every = np.concatenate(found)
        order = np.argsort(every, kind="stable")
        every = every[order]
        starts = np.flatnonzero(np.concatenate((_BEGIN, every[1:] != every[:-1])))
        numbers = every[starts]
        scores = np.add.reduceat(np.repeat(*np.array(heavy, dtype=np.int32).T)[order], starts)
        if len(numbers) > most:
            likely = np.argpartition(-scores, most - 1)[:most]
            # All that tie with the last one, so that the same ones are left whatever the partition did.
            likely = np.flatnonzero(scores >= scores[likely].min())
            numbers, scores = numbers[likely], scores[likely]
        found_numbers: list[int] = numbers[np.argsort(-scores, kind="stable")[:most]].tolist()
        return found_numbers


def _telling(terms: Packed) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the terms that a story is found by, and their weights."""
    weights = (terms >> WEIGHT) & HEAVIEST
    if len(terms) > _INDEXED:
        rank = weights + np.where(terms & TITLE, _TITLE_BONUS, 0)
        chosen = np.argsort(-rank, kind="stable")[:_INDEXED]
        return terms[chosen] & TERM, weights[chosen]
    return terms & TERM, weights
