"""Find the few remembered stories that a new one could belong to, without looking at all of them.

A story is found by its 32 weightiest terms, those of the title first. Of each of them only the 160 newest stories are looked at, and
only so many terms that they come to some two thousand stories: bounds the cost whatever the window holds. `kernel.c` does it.
"""

import numpy as np
from numpy.typing import NDArray

from bot.clustering import kernel
from bot.clustering.features import Packed
from bot.clustering.scoring import Rows

_FEWEST_ROWS = 256
_GROWTH = 8  # an eighth more rows at a time: what is not used yet is memory, too


class Index:
    """Term -> numbers of the stories that have it among their weightiest, the newest first."""

    def __init__(self) -> None:
        self._first = 0
        self._next = 0
        self._capacity = _FEWEST_ROWS
        self._postings = kernel.Postings(_FEWEST_ROWS)

    @property
    def first(self) -> int:
        """No story before this number is remembered."""
        return self._first

    @first.setter
    def first(self, number: int) -> None:
        self._first = self._postings.native.first = number

    def add(self, number: int, terms: Packed) -> None:
        """Remember a story under its terms; cheapest if its number is the highest so far."""
        self.reserve(number + 1)
        self._next = max(self._next, number + 1)
        self._postings.add(number, terms)

    def reserve(self, end: int) -> None:
        """Have room for stories up to before this number."""
        if (needed := end - self._first) > self._capacity:
            self._capacity = max(needed, self._capacity + max(_FEWEST_ROWS, self._capacity // _GROWTH))
        if self._capacity > self._postings.native.capacity:
            self._postings = self._postings.spread(self._next, self._capacity)

    def add_rows(self, first: int, rows: Rows, sizes: NDArray[np.uint16]) -> None:
        """Remember the stories in some rows, whose numbers go on from the *first*; none was higher so far."""
        self.reserve(first + len(rows.at))
        self._next = first + len(rows.at)
        self._postings.add_rows(first, rows.table, sizes, rows.at)

    def replace(self, number: int, terms: Packed, others: Packed) -> None:
        """Remember a story that was added under *terms* under others."""
        self._postings.remove(number, terms, is_gone=False)
        self._postings.add(number, others)

    def remove(self, number: int, terms: Packed) -> None:
        """Forget a story that was added under these terms; cheapest for the oldest ones."""
        self._postings.remove(number, terms, is_gone=True)

    def nearest(self, terms: Packed, most: int) -> list[int]:
        """Return at most `most` stories that share weighty terms, those that share the weightiest first.

        Ties go to the story that came first.
        """
        found = np.empty(most, dtype=np.int64)
        numbers: list[int] = found[: self._postings.nearest(terms, found)].tolist()
        return numbers


class Unsearched(Index):
    """The same where nobody looks for stories, as they are all known: it takes none of the 4 MB that the places of terms do."""

    def __init__(self) -> None:
        """Remember nothing."""

    def add(self, number: int, terms: Packed) -> None:
        """Do nothing."""

    def reserve(self, end: int) -> None:
        """Do nothing."""

    def add_rows(self, first: int, rows: Rows, sizes: NDArray[np.uint16]) -> None:
        """Do nothing."""

    def nearest(self, terms: Packed, most: int) -> list[int]:  # noqa: ARG002
        """Fail: nothing is remembered."""
        raise LookupError("nobody was to look for the stories of this window")
