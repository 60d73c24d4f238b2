"""The remembered stories, in compact arrays: some 1 KB a story, whatever it was.

A story has a number, which grows in the order of arrival, and a row: its number less that of the first row. Rows of
forgotten stories are dropped when they are half of all.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.clustering.candidates import Index
from bot.clustering.features import PAIRS, SLOTS, Features, Packed, Sketch
from bot.clustering.scoring import NORMS, Numbers, norms

_FIRST_ROWS = 256
_NEVER = np.iinfo(np.int64).min  # of a story that claims no time


class Place(NamedTuple):
    """Where a story is."""

    cluster: str  #: key
    copy: str  #: key of the story that it is a copy of, which may be itself


class Window:
    """Stories by number and by key, clusters by key. Numbers that are asked for have to be remembered ones."""

    def __init__(self) -> None:
        self.index = Index()
        self.numbers: dict[str, int] = {}  #: story key -> number, in the order of arrival
        self.members: dict[str, list[int]] = {}  #: cluster key -> numbers, ascending
        self._first = 0  # number of the first row
        self._next = 0
        self._keys: list[str] = []
        self._clusters: list[str] = []
        self._copies: list[str] = []
        self._languages: list[str | None] = []
        self._terms = np.zeros((_FIRST_ROWS, SLOTS), dtype=np.int32)
        self._pairs = np.zeros((_FIRST_ROWS, PAIRS), dtype=np.uint32)
        self._norms = np.ones((_FIRST_ROWS, NORMS), dtype=np.float32)
        self._sizes = np.zeros((_FIRST_ROWS, 3), dtype=np.uint16)  # terms, pairs, words looked at
        self._times = np.full((_FIRST_ROWS, 2), _NEVER, dtype=np.int64)  # arrived, claimed; in seconds

    def __len__(self) -> int:
        """Return how many stories are remembered."""
        return len(self.numbers)

    def add(self, key: str, features: Features, seen: datetime, claimed: datetime | None, place: Place) -> int:
        """Remember a story; return its number."""
        number = self._next
        self._next += 1
        row = number - self._first
        if row == len(self._terms):
            self._make_room()
            row = number - self._first
        self._keys.append(key)
        self._clusters.append(place.cluster)
        self._copies.append(place.copy)
        self._languages.append(features.language)
        self._times[row, 0] = _seconds(seen)
        self._write(row, features, claimed)
        self.numbers[key] = number
        self.members.setdefault(place.cluster, []).append(number)
        self.index.add(number, features.terms)
        return number

    def replace(self, number: int, features: Features, claimed: datetime | None) -> None:
        """Remember what a story says now, where it is."""
        self.index.remove(number, self.terms(number))
        self._languages[number - self._first] = features.language
        self._write(number - self._first, features, claimed)
        self.index.add(number, features.terms)

    def move(self, number: int, cluster: str, copy: str) -> None:
        """Put a story into another cluster."""
        row = number - self._first
        self._leave(number, self._clusters[row])
        self._clusters[row], self._copies[row] = cluster, copy
        joined = self.members.setdefault(cluster, [])
        joined.append(number)
        joined.sort()

    def drop(self, number: int) -> None:
        """Forget a story."""
        row = number - self._first
        del self.numbers[self._keys[row]]
        self._leave(number, self._clusters[row])
        self.index.remove(number, self.terms(number))
        self._sizes[row] = 0

    def oldest(self, before: datetime) -> Iterator[int]:
        """Yield the number of the oldest story, as long as it arrived before a time; it has to be dropped before the next is asked for."""
        limit = _seconds(before)
        while self.numbers:
            number = next(iter(self.numbers.values()))
            if self._times[number - self._first, 0] >= limit:
                return
            yield number

    def has(self, number: int) -> bool:
        """Whether a story is still remembered."""
        return self.numbers.get(self._keys[number - self._first]) == number if number >= self._first else False

    def key(self, number: int) -> str:
        """The key of a story."""
        return self._keys[number - self._first]

    def cluster(self, number: int) -> str:
        """The key of a story's cluster."""
        return self._clusters[number - self._first]

    def copy(self, number: int) -> str:
        """The key of the story that a story is a copy of, which may be itself."""
        return self._copies[number - self._first]

    def language(self, number: int) -> str | None:
        """The language of a story."""
        return self._languages[number - self._first]

    def terms(self, number: int) -> Packed:
        """The terms of a story, as its features have them."""
        row = number - self._first
        return self._terms[row, : self._sizes[row, 0]].copy()

    def pairs(self, number: int) -> Sketch:
        """The word pairs of a story, as its features have them."""
        row = number - self._first
        return self._pairs[row, : self._sizes[row, 1]]

    def length(self, number: int) -> int:
        """How many words of a story were looked at."""
        return int(self._sizes[number - self._first, 2])

    def claimed(self, number: int) -> int | None:
        """When its source says that a story was published, in seconds since 1970."""
        found = int(self._times[number - self._first, 1])
        return None if found == _NEVER else found

    def claims(self, numbers: Sequence[int], since: int) -> NDArray[np.int64]:
        """When sources say that stories were published, in seconds since a time; 0 where one says nothing."""
        claimed = self._times[np.array(numbers, dtype=np.int64) - self._first, 1]
        return np.where(claimed == _NEVER, 0, claimed - since)

    def rows(self, numbers: Sequence[int]) -> tuple[Packed, Numbers]:
        """The terms and the norms of some stories, a row each; behind a story's terms there are zeros."""
        rows = np.array(numbers, dtype=np.int64) - self._first
        return self._terms[rows], self._norms[rows]

    def _write(self, row: int, features: Features, claimed: datetime | None) -> None:
        self._terms[row] = 0
        self._terms[row, : len(features.terms)] = features.terms
        self._pairs[row, : len(features.pairs)] = features.pairs
        self._norms[row] = norms(features.terms)
        self._sizes[row] = len(features.terms), len(features.pairs), features.length
        self._times[row, 1] = _NEVER if claimed is None else _seconds(claimed)

    def _leave(self, number: int, cluster: str) -> None:
        members = self.members[cluster]
        members.remove(number)
        if not members:
            del self.members[cluster]

    def _make_room(self) -> None:
        """Drop the rows of forgotten stories if they are half of all; else make more rows."""
        oldest = min(self.numbers.values(), default=self._next) - self._first
        if oldest * 2 >= len(self._terms):
            for rows in (self._terms, self._pairs, self._norms, self._sizes, self._times):
                rows[: len(rows) - oldest] = rows[oldest:].copy()
            for values in (self._keys, self._clusters, self._copies, self._languages):
                del values[:oldest]
            self._first += oldest
            return
        more = len(self._terms) // 2
        self._terms, self._pairs, self._norms, self._sizes, self._times = (
            np.concatenate([rows, np.zeros_like(rows[:more])])
            for rows in (self._terms, self._pairs, self._norms, self._sizes, self._times)
        )


def _seconds(when: datetime) -> int:
    return int(when.timestamp())
