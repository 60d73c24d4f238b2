"""Find the few remembered stories that a new one could belong to, without looking at all of them."""

from array import array
from bisect import bisect_left, insort

import numpy as np
from numpy.typing import NDArray

from bot.clustering.features import HEAVIEST, TERM, TITLE, WEIGHT, Packed

# A story is found by its weightiest terms, those of the title first.
_INDEXED = 32
# Only the newest stories that have a term, and only so many terms that they come to some thousands: bounds the cost whatever
# the window holds.
_MOST_POSTINGS = 160
_MOST_LOOKED_AT = 2_000
_TITLE_BONUS = 4  # half units of idf; arbitrary
_RAMP = np.arange(_MOST_LOOKED_AT + _MOST_POSTINGS, dtype=np.int32)
_NUMBER = 32  # bits to shift by
_ANY_NUMBER = (1 << _NUMBER) - 1

_Told = tuple[list[int], list[int]]


class Index:
    """Term -> numbers of the stories that have it among their weightiest, in the order in which they came."""

    def __init__(self) -> None:
        self.first = 0  #: no story before this number is remembered
        self._last = -1
        self._postings: dict[int, int | array[int]] = {}  # most terms are in one story only
        self._scores = np.zeros(0, dtype=np.int32)  # by number, less the first; all zero between two calls
        self._told: tuple[Packed, _Told] | None = None

    def add(self, number: int, terms: Packed) -> None:
        """Remember a story under its terms; cheapest if its number is the highest so far."""
        known = self._postings
        for term in self._telling(terms)[0]:
            postings = known.get(term)
            if postings is None:
                known[term] = number
            elif isinstance(postings, int):
                known[term] = array("i", sorted((postings, number)))
            elif postings[-1] < number:
                postings.append(number)
            else:
                insort(postings, number)
        self._last = max(self._last, number)

    def remove(self, number: int, terms: Packed) -> None:
        """Forget a story that was added under these terms; cheapest for the oldest ones."""
        known = self._postings
        for term in self._telling(terms)[0]:
            postings = known[term]
            if isinstance(postings, int) or len(postings) == 1:
                del known[term]
            elif postings[0] == number:
                del postings[0]
            else:
                del postings[bisect_left(postings, number)]

    def nearest(self, terms: Packed, most: int) -> list[int]:
        """Return at most `most` stories that share weighty terms, those that share the weightiest first.

        Ties go to the story that came first.
        """
        every, squares = self._found(terms)
        if not len(every):
            return []
        scores, at = self._scores, every - self.first
        if self._last - self.first >= len(scores):
            scores = self._scores = np.zeros((self._last - self.first + 1) * 5 // 4, dtype=np.int32)
        np.add.at(scores, at, squares)
        sums = scores.take(at)
        # Each story once: of several writers to one place the last one stays.
        ramp = _RAMP[: len(at)]
        scores[at] = ramp
        is_last = scores.take(at) == ramp
        scores[at] = 0
        numbers, sums = every[is_last], sums[is_last]
        if len(numbers) > most:
            # All that tie with the last one, so that which ones are left does not depend on how they were parted.
            likely = sums >= np.partition(sums, len(sums) - most)[len(sums) - most]
            numbers, sums = numbers[likely], sums[likely]
        ranked = -sums.astype(np.int64) << _NUMBER | numbers
        ranked.sort()
        found: list[int] = (ranked[:most] & _ANY_NUMBER).tolist()
        return found

    def _found(self, terms: Packed) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Return the newest stories of each telling term, one term after another, and what each of them counts for."""
        get, left = self._postings.get, _MOST_LOOKED_AT
        found, squares = [], []
        for term, square in zip(*self._telling(terms), strict=True):
            postings = get(term)
            if postings is None:
                continue
            newest = array("i", (postings,)) if isinstance(postings, int) else postings[-_MOST_POSTINGS:]
            found.append(newest)
            squares.append(square)
            left -= len(newest)
            if left <= 0:
                break
        every = np.frombuffer(b"".join(found), dtype=np.int32)
        return every, np.array(squares, dtype=np.int32).repeat(list(map(len, found)))

    def _telling(self, terms: Packed) -> _Told:
        """Return the terms that a story is found by, the most telling first, and the squares of their weights."""
        if self._told is None or self._told[0] is not terms:
            weights = (terms >> WEIGHT) & HEAVIEST
            rank = weights + ((terms & TITLE) != 0) * np.int32(_TITLE_BONUS)
            chosen = (-rank).argsort(kind="stable")[:_INDEXED]
            weights = weights[chosen]
            self._told = terms, ((terms[chosen] & TERM).tolist(), (weights * weights).tolist())
        return self._told[1]
