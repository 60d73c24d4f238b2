"""The remembered stories, in compact arrays: some 1 KB a story, whatever it was.

A story has a number, which grows in the order of arrival, and a row: the rows are a ring, so that those of forgotten stories are
taken again.
"""

from array import array
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from weakref import proxy

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import Terms
from bot.clustering.calendars import GATHERS, Named
from bot.clustering.candidates import Index, Unsearched
from bot.clustering.features import PAIRS, SLOTS, Features, Packed, Sketch, unpack, unpack_into
from bot.clustering.kernel import Claims, Numbers, Table
from bot.clustering.members import Members
from bot.clustering.scoring import NO_PAIR, NORMS, Rows, norms, put_norms
from bot.clustering.tongues import Gists

_FEWEST_ROWS = 256
_FEW_ROWS = 16  # of a window that lives for one look: what is larger the system clears page by page
_GROWTH = 8  # an eighth more rows at a time: what is not used yet is memory, too
_PORTION = 1 << 14  # rows that are copied at once
_NEVER = int(np.iinfo(np.int64).min)  # of a story that claims no time


class Place(NamedTuple):
    """Where a story is."""

    cluster: str  #: key
    copy: str  #: key of the story that it is a copy of, which may be itself
    has_founded: bool = False  #: it founded a cluster: this one, or one that was merged


class Stored(NamedTuple):
    """A story that is put back."""

    key: str
    place: Place
    seen: datetime
    claimed: datetime | None
    packed: bytes  #: what `features.pack` returned


class Window:
    """Stories by number and by key, clusters by key. Numbers that are asked for have to be remembered ones."""

    def __init__(self, *, across_languages: bool = False, is_searched: bool = True) -> None:
        """Begin without stories; unless it *is_searched*, they are all known, only added, and none is found by its words."""
        self.index = Index() if is_searched else Unsearched()
        self.gists = Gists() if across_languages else None
        self.numbers: dict[str, int] = {}  #: story key -> number, in the order of arrival
        # Nothing holds itself: it would stay, with all that it remembers, until somebody looks for such garbage.
        self.members = Members(proxy(self))
        self.merged: set[str] = set()  #: keys of remembered stories that founded clusters which were merged
        self.gathering: set[int] = (
            set()
        )  #: numbers of live pages and round-ups, where several events stand side by side
        self._first = 0  # the lowest number that is remembered
        self._next = 0
        self.capacity = _FEWEST_ROWS if is_searched else _FEW_ROWS  #: stories for which there is memory
        self._languages: list[str | None] = [None]  # then in the order in which they came
        self._rows = _Rows(self.capacity)

    def __len__(self) -> int:
        """Return how many stories are remembered."""
        return len(self.numbers)

    def add(  # noqa: PLR0913, PLR0917 (norms that are known need not be computed again)
        self,
        key: str,
        features: Features,
        seen: datetime,
        claimed: datetime | None,
        place: Place,
        own: Numbers | None = None,
    ) -> int:
        """Remember a story; return its number. *own* are its norms, if they are known."""
        number = self._next
        if number - self._first == self.capacity:
            self._make_room(self.capacity + 1)
        self._next += 1
        self._rows.times[number % self.capacity, 0] = _seconds(seen)
        self._write(number, features, claimed, own)
        if self.gists is not None:
            self.gists.put(number, features.language, features.gist)
        self._place(number, key, place)
        self.index.add(number, features.terms)
        return number

    def reserve(self, stories: int) -> None:
        """Have room for so many more stories, rather than grow with them."""
        needed = self._next - self._first + stories
        if needed > self.capacity:
            self._make_room(needed)
        self.index.reserve(self._next + stories)

    def put_back(self, stored: Sequence[Stored], seen: Sequence[datetime]) -> range:
        """Remember stories as they were packed, none of which is remembered; return their numbers. *seen* is when each came.

        Raises:
            ValueError: one was packed in another format; none is remembered then.
        """
        self.reserve(len(stored))
        numbers = range(self._next, self._next + len(stored))
        rows, these = self._rows, self.rows(numbers)
        languages = unpack_into([one.packed for one in stored], rows.table, rows.sizes, these.at)
        put_norms(these, rows.sizes)
        rows.times[these.at, 0] = [_seconds(one) for one in seen]
        rows.times[these.at, 1] = [_NEVER if one.claimed is None else _seconds(one.claimed) for one in stored]
        rows.languages[these.at] = [self._coded(one) for one in languages]
        self.gathering.update((np.flatnonzero(rows.calendars[these.at] & GATHERS) + numbers.start).tolist())
        self._next = numbers.stop
        for number, one, language in zip(numbers, stored, languages, strict=True):
            self._place(number, one.key, one.place)
            if self.gists is not None:
                self.gists.put(number, language, unpack(one.packed).gist)
        self.index.add_rows(numbers.start, these, rows.sizes)
        return numbers

    def spoken(self, numbers: range) -> Iterator[tuple[str | None, Terms, int]]:
        """Yield each language of some stories, with the terms of all that are in it and how many these are."""
        at = self._at(numbers)
        codes = self._rows.languages[at]
        for code in np.unique(codes).tolist():
            own = at[codes == code]
            has = np.arange(SLOTS) < self._rows.sizes[own, :1]
            yield self._languages[code], self._rows.terms[own][has], len(own)

    def replace(self, number: int, features: Features, claimed: datetime | None) -> None:
        """Remember what a story says now, where it is."""
        self.index.replace(number, self.terms(number), features.terms)
        self._write(number, features, claimed, None)
        if self.gists is not None:
            self.gists.put(number, features.language, features.gist)

    def move(self, number: int, cluster: str, copy: str) -> None:
        """Put a story into another cluster."""
        row, key = number % self.capacity, self.key(number)
        self.members.leave(number, self._rows.clusters[row])
        cluster = self._one_string(cluster, key)
        self._rows.clusters[row] = None
        self.members.join(number, cluster)
        self._rows.clusters[row], self._rows.copies[row] = cluster, self._one_string(copy, key)

    def drop(self, number: int) -> None:
        """Forget a story."""
        row, rows = number % self.capacity, self._rows
        self.index.remove(number, self.terms(number))
        self.members.leave(number, rows.clusters[row])
        if self.gists is not None:
            self.gists.drop(number)
        del self.numbers[rows.keys[row]]
        self.gathering.discard(number)
        self.merged.discard(rows.keys[row])
        rows.keys[row] = rows.clusters[row] = rows.copies[row] = None
        rows.sizes[row] = 0
        while self._first < self._next and rows.keys[self._first % self.capacity] is None:
            self._first += 1
        self.index.first = self._first

    def mark_merged(self, cluster: str) -> None:
        """Say that a cluster became part of another: its founding story founds no other one, as keys are for ever."""
        if cluster in self.numbers:
            self.merged.add(cluster)

    def speaking(self, cluster: str, own: int | None = None) -> Sequence[int]:
        """The members but *own* that say what a cluster is about: live pages and round-ups only where there is nothing else."""
        members: Sequence[int] = self.members[cluster]
        if own is not None:
            members = [number for number in members if number != own]
        if not self.gathering or self.gathering.isdisjoint(members):
            return members
        return [number for number in members if number not in self.gathering] or members

    def count_speaking(self, cluster: str, own: int | None = None) -> int:
        """Return how many `speaking` returns; *own*, if it is given, is one of the members."""
        members = self.members[cluster]
        if not self.gathering or self.gathering.isdisjoint(members):
            return len(members) - (own is not None)
        return len(self.speaking(cluster, own))

    def oldest(self, before: datetime) -> Iterator[int]:
        """Yield the number of the oldest story, as long as it arrived before a time; it has to be dropped before the next is asked for."""
        limit = _seconds(before)
        while self.numbers:
            number = next(iter(self.numbers.values()))
            if self._rows.times[number % self.capacity, 0] >= limit:
                return
            yield number

    def has(self, number: int) -> bool:
        """Whether a story is still remembered."""
        return self._first <= number < self._next and self._rows.keys[number % self.capacity] is not None

    def key(self, number: int) -> str:
        """The key of a story."""
        key: str = self._rows.keys[number % self.capacity]
        return key

    def cluster(self, number: int) -> str:
        """The key of a story's cluster."""
        cluster: str = self._rows.clusters[number % self.capacity]
        return cluster

    def clusters(self, numbers: Sequence[int]) -> list[str]:
        """The keys of the clusters of some stories."""
        clusters: list[str] = self._rows.clusters.take(self._at(numbers)).tolist()
        return clusters

    def copy(self, number: int) -> str:
        """The key of the story that a story is a copy of, which may be itself."""
        copy: str = self._rows.copies[number % self.capacity]
        return copy

    def language(self, number: int) -> str | None:
        """The language of a story."""
        language: str | None = self._languages[self._rows.languages[number % self.capacity]]
        return language

    def terms(self, number: int) -> Packed:
        """The terms of a story, as its features have them."""
        row = number % self.capacity
        return self._rows.terms[row, : self._rows.sizes[row, 0]].copy()

    def pairs(self, number: int) -> Sketch:
        """The word pairs of a story, as its features have them."""
        row = number % self.capacity
        return self._rows.pairs[row, : self._rows.sizes[row, 1]]

    def length(self, number: int) -> int:
        """How many words of a story were looked at."""
        return int(self._rows.sizes[number % self.capacity, 2])

    def claimed(self, number: int) -> int | None:
        """When its source says that a story was published, in seconds since 1970."""
        found = int(self._rows.times[number % self.capacity, 1])
        return None if found == _NEVER else found

    def take_time_off(
        self, odds: NDArray[np.float64], rows: Rows, claimed: int, each_day: float, free_days: float
    ) -> None:
        """Take off log odds of rows what the days between their claimed times and another one say, beyond those that are free."""
        self._rows.claims.take_off(odds, rows.at, claimed, each_day, free_days)

    def calendar(self, number: int) -> Named:
        """The weekdays and months of a story, as its features have them."""
        return int(self._rows.calendars[number % self.capacity])

    def rows(self, numbers: Sequence[int]) -> Rows:
        """What some stories are compared by."""
        return Rows(self._rows.table, self._at(numbers))

    def admits(self, cluster: str, story: tuple[str | None, int | None], most_apart: float, own: int | None) -> bool:
        """Tell whether language and claimed time, in seconds, allow a story among the others of a cluster.

        One known language at most, and no more than *most_apart* seconds to the claimed time of the nearest in time.
        """
        language, claimed = story
        members = self.members[cluster]
        return self._rows.claims.admit(
            members if isinstance(members, array) else array("i", members),
            -1 if own is None else own,
            self._code(language),
            _NEVER if claimed is None else claimed,
            most_apart,
        )

    def _code(self, language: str | None) -> int:
        """Return the number of a language; -1 where no story had it."""
        return self._languages.index(language) if language in self._languages else -1

    def _at(self, numbers: Sequence[int]) -> NDArray[np.intp]:
        return np.array(numbers, dtype=np.intp) % self.capacity

    def _place(self, number: int, key: str, place: Place) -> None:
        row, rows = number % self.capacity, self._rows
        cluster, copy = self._one_string(place.cluster, key), self._one_string(place.copy, key)
        rows.keys[row], rows.copies[row] = key, copy
        self.numbers[key] = number
        if place.has_founded and place.cluster != key:
            self.mark_merged(key)
        self.members.join(number, cluster)
        rows.clusters[row] = cluster

    def _write(self, number: int, features: Features, claimed: datetime | None, own: Numbers | None) -> None:
        row, rows = number % self.capacity, self._rows
        (self.gathering.add if features.calendar & GATHERS else self.gathering.discard)(number)
        rows.terms[row, : len(features.terms)] = features.terms
        rows.terms[row, len(features.terms) :] = 0
        rows.pairs[row, : len(features.pairs)] = features.pairs
        rows.pairs[row, len(features.pairs) :] = NO_PAIR
        rows.calendars[row] = features.calendar
        rows.norms[row] = norms(features.terms) if own is None else own
        rows.sizes[row] = len(features.terms), len(features.pairs), features.length
        rows.times[row, 1] = _NEVER if claimed is None else _seconds(claimed)
        rows.languages[row] = self._coded(features.language)

    def _coded(self, language: str | None) -> int:
        """Return the number of a language, which is known from now on."""
        if language not in self._languages:
            self._languages.append(language)
        return self._languages.index(language)

    def _one_string(self, key: str, own: str) -> str:
        """Return the string that is there already of a story's key: a copy of it would take 80 bytes."""
        if key == own:
            return own
        number = self.numbers.get(key)
        return key if number is None else self.key(number)

    def _make_room(self, stories: int) -> None:
        """Have room for so many stories at least."""
        capacity = max(stories, self.capacity + max(_FEWEST_ROWS, self.capacity // _GROWTH))
        self._rows = self._rows.spread(range(self._first, self._next), capacity)
        self.capacity = capacity


class _Rows:
    """What is kept of each story, a row each."""

    def __init__(self, capacity: int) -> None:
        # Zeros that were never written take no memory.
        self.keys = np.empty(capacity, dtype=object)
        self.clusters = np.empty(capacity, dtype=object)
        self.copies = np.empty(capacity, dtype=object)
        self.languages = np.zeros(capacity, dtype=np.int16)
        self.terms = np.zeros((capacity, SLOTS), dtype=np.int32)
        self.pairs = np.zeros((capacity, PAIRS), dtype=np.uint32)
        self.norms = np.zeros((capacity, NORMS), dtype=np.float32)
        self.calendars = np.zeros(capacity, dtype=np.int32)
        self.sizes = np.zeros((capacity, 3), dtype=np.uint16)  # terms, pairs, words looked at
        self.times = np.zeros((capacity, 2), dtype=np.int64)  # arrived, claimed; in seconds
        self.table = Table(self.terms, self.norms, self.pairs, self.calendars)
        self.claims = Claims(self.languages, self.times)

    def spread(self, numbers: range, capacity: int) -> "_Rows":
        """Move the rows of these numbers to where they are in a longer ring; nothing is left here."""
        longer = _Rows(capacity)
        every = np.arange(numbers.start, numbers.stop)
        del self.table, self.claims  # they would keep what is given up, one array after another
        for name in list(vars(self)):
            old: NDArray[Any] = getattr(self, name)
            new: NDArray[Any] = getattr(longer, name)
            for start in range(0, len(every), _PORTION):
                some = every[start : start + _PORTION]
                new[some % capacity] = old[some % len(old)]
            setattr(self, name, None)
        return longer


def _seconds(when: datetime) -> int:
    return int(when.timestamp())
