"""The compiled part: what is done for every candidate of every story. `kernel.c` does it, `hatch_build.py` compiles it."""

from array import array
from collections.abc import Sequence
from ctypes import CDLL, PyDLL, Structure, addressof, byref, c_char, c_char_p, c_double, c_int32, c_int64, c_void_p
from importlib.resources import files
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]
Places = NDArray[np.int64]

_path = str(files(__package__) / "libkernel.so")
# Calls are short: other threads may wait until one is done, and none finds a table half changed.
library = PyDLL(_path)


_Nothing = c_char * 0


def address(values: NDArray[Any]) -> int:
    """Return where an array is; a third of the time that numpy takes to tell it."""
    try:
        return addressof(_Nothing.from_buffer(values))  # type: ignore[arg-type]
    except TypeError:  # it may not be written to
        return values.ctypes.data


class _Story(Structure):
    _fields_ = (("terms", c_void_p), ("pairs", c_void_p), ("count", c_int64), ("paired", c_int64))


class _Rows(Structure):
    _fields_ = (
        ("terms", c_void_p),
        ("pairs", c_void_p),
        ("norms", c_void_p),
        ("calendars", c_void_p),
        ("sketch", c_int64),
    )


_measure, _copy_shares, _log_odds = library.measure, library.copy_shares, library.log_odds
_take_off, _admits = library.take_off, library.admits
_take_off.argtypes = (c_void_p, c_void_p, c_void_p, c_int64, c_int64, c_double, c_double)
_take_off.restype = None
_admits.argtypes = (*[c_void_p] * 2, c_int64, c_void_p, *[c_int64] * 2, c_int32, c_int64, c_double)
_admits.restype = c_int32
_norms_of, _share_terms, _unpack_rows = library.norms_of, library.share_terms, library.unpack_rows
_norms_of_rows = library.norms_of_rows
_norms_of_rows.argtypes, _norms_of_rows.restype = (*[c_void_p] * 3, c_int64, *[c_void_p] * 2), None
_unpack_rows.argtypes = (c_void_p, c_void_p, c_int64, c_int32, *[c_void_p] * 5)
_unpack_rows.restype = c_int64
_norms_of.argtypes, _norms_of.restype = (c_void_p, c_int64, c_void_p, c_void_p), None
_share_terms.argtypes = (c_void_p, c_int64, c_void_p, c_int64, c_int64, c_void_p)
_share_terms.restype = c_int64
_measure.restype = _copy_shares.restype = _log_odds.restype = None
_measure.argtypes = (c_void_p, c_void_p, c_int32, c_void_p, c_void_p, c_int64, *[c_void_p] * 5)
_copy_shares.argtypes = (c_void_p, c_void_p, c_void_p, c_int64, *[c_void_p] * 4)
_log_odds.argtypes = (
    *(c_void_p, c_int64, c_int64, c_void_p, c_void_p, c_void_p, c_int64),
    *(c_void_p, c_void_p, c_void_p, c_int64, c_double, c_void_p),
)


class Text(Protocol):
    """What is compared of a story: `features.py` has it."""

    @property
    def terms(self) -> NDArray[np.int32]: ...  # noqa: D102
    @property
    def pairs(self) -> NDArray[np.uint32]: ...  # noqa: D102
    @property
    def calendar(self) -> int: ...  # noqa: D102


class Table:
    """Stories, a row each, in arrays that stay where they are."""

    __slots__ = ("calendars", "native", "norms", "pairs", "terms")

    def __init__(
        self, terms: NDArray[np.int32], norms: Numbers, pairs: NDArray[np.uint32], calendars: NDArray[np.int32]
    ) -> None:
        self.terms, self.norms, self.pairs, self.calendars = terms, norms, pairs, calendars
        arrays = (terms, pairs, norms, calendars)
        assert all(array.flags.c_contiguous for array in arrays), "rows have to lie one behind the other"
        self.native = byref(_Rows(*(address(array) for array in arrays), pairs.shape[1]))


class Constants:
    """Arrays that a function is given at each call: they are kept, so that their addresses stay good."""

    __slots__ = ("addresses", "arrays")

    def __init__(self, *arrays: NDArray[np.generic]) -> None:
        self.arrays = tuple(map(np.ascontiguousarray, arrays))
        self.addresses = tuple(address(array) for array in self.arrays)

    def __reduce__(self) -> tuple[type["Constants"], tuple[NDArray[np.generic], ...]]:
        """Let pickle make them again: in another process they are elsewhere."""
        return Constants, self.arrays


def _story(features: Text) -> _Story:
    terms, pairs = features.terms, features.pairs
    return _Story(address(terms), address(pairs), len(terms), len(pairs))


def measure(  # noqa: PLR0913, PLR0917 (one value each)
    story: Text, own: Numbers, table: Table, at: Places, constants: Constants, result: Numbers
) -> None:
    """Write MEASURES (`scoring.py`) of a story, whose norms are *own*, with the rows *at* of a table."""
    _measure(
        byref(_story(story)),
        address(own),
        story.calendar,
        table.native,
        address(at),
        len(at),
        *constants.addresses,
        address(result),
    )


def norms(terms: NDArray[np.int32], adds: Constants, result: Numbers) -> None:
    """Write NORMS (`scoring.py`) of a story."""
    _norms_of(address(terms), len(terms), *adds.addresses, address(result))


def norms_of_rows(table: Table, sizes: NDArray[np.uint16], at: Places, adds: Constants) -> None:
    """Write NORMS of the rows *at* of a table, of which *sizes* tells the numbers of terms first."""
    _norms_of_rows(address(table.terms), address(sizes), address(at), len(at), *adds.addresses, address(table.norms))


def unpack(packed: Sequence[bytes], form: int, table: Table, sizes: NDArray[np.uint16], at: Places) -> int:
    """Write what was packed of stories into the rows *at* of a table, but for norms; return how many were of this format and whole."""
    count = len(packed)
    lengths = np.fromiter(map(len, packed), np.int64, count)
    texts = (c_char_p * count)(*packed)
    rows = address(at), address(table.terms), address(table.pairs), address(table.calendars), address(sizes)
    read: int = _unpack_rows(texts, address(lengths), count, form, *rows)
    return read


def shared(terms: NDArray[np.int32], others: NDArray[np.int32], most: int) -> NDArray[np.int32]:
    """Return the terms that two stories have, as the first one has them, the weightiest first, of equals the first."""
    found = np.empty(most, dtype=np.int32)
    ours, theirs = (address(terms), len(terms)), (address(others), len(others))
    return found[: _share_terms(*ours, *theirs, most, address(found))]


def copy_shares(story: Text, table: Table, at: Places, constants: Constants, result: Numbers) -> None:
    """Write the shares of `copies.py` of a story with the rows *at* of a table."""
    _copy_shares(byref(_story(story)), table.native, address(at), len(at), *constants.addresses, address(result))


def log_odds(rows: Numbers, trees: Constants, slopes: Constants, bias: float) -> NDArray[np.float64]:
    """Return the log odds (`trees.py`) of rows of measures: *trees* are columns, limits and leaves; *slopes* columns, what is free, and slopes."""
    result = np.empty(len(rows))
    _log_odds(
        address(rows),
        *rows.shape,
        *trees.addresses,
        len(trees.arrays[2]),
        *slopes.addresses,
        len(slopes.arrays[0]),
        bias,
        address(result),
    )
    return result


class Claims:
    """The language of each row, as a number, 0 where it is not known, and when it came and claims to be from, in seconds; the rows are a ring."""

    __slots__ = ("_arrays", "_at", "_capacity")

    def __init__(self, languages: NDArray[np.int16], times: NDArray[np.int64]) -> None:
        self._arrays = languages, times
        self._at = address(languages), address(times)
        self._capacity = len(languages)

    def take_off(
        self, odds: NDArray[np.float64], rows: Places, claimed: int, each_day: float, free_days: float
    ) -> None:
        """Take off log odds what the days between the claimed times of rows and another one say; nothing where one is unknown."""
        _take_off(address(odds), self._at[1], address(rows), len(rows), claimed, each_day, free_days)

    def admit(self, members: "array[int]", own: int, language: int, claimed: int, most_apart: float) -> bool:
        """Tell whether members but *own* have one known language with a story, and one is claimed to be not too far from it in time."""
        at, count = members.buffer_info()
        return bool(_admits(*self._at, self._capacity, at, count, own, language, claimed, most_apart))


class _Index(Structure):
    _fields_ = (
        ("heads", c_void_p),
        ("links", c_void_p),
        ("scores", c_void_p),
        ("capacity", c_int64),
        ("first", c_int64),
    )


_index_add, _index_remove, _index_add_rows = library.index_add, library.index_remove, library.index_add_rows
_index_nearest, _index_spread = library.index_nearest, CDLL(_path).index_spread  # the latter takes long
_index_add.argtypes = (c_void_p, c_int64, c_void_p, c_int64)
_index_remove.argtypes = (c_void_p, c_int64, c_void_p, c_int64, c_int32)
_index_add_rows.argtypes = (c_void_p, c_int64, *[c_void_p] * 3, c_int64)
_index_add.restype = _index_add_rows.restype = _index_remove.restype = _index_spread.restype = None
_index_nearest.argtypes = (c_void_p, c_void_p, c_int64, c_int64, c_void_p)
_index_nearest.restype = c_int64
_index_spread.argtypes = (c_void_p, c_void_p, c_int64, c_int64)

_TERMS = 1 << 20  # background.py: BUCKETS
_INDEXED = 32  # terms that a story is found by


class Postings:
    """Which stories have a term among their weightiest; room for so many numbers in a row."""

    def __init__(self, capacity: int) -> None:
        self._heads = np.zeros(_TERMS, dtype=np.int32)
        self._links = np.zeros(capacity * _INDEXED + 1, dtype=np.int32)
        self._scores = np.zeros(capacity, dtype=np.int32)  # all zero between two calls
        arrays = (self._heads, self._links, self._scores)
        self.native = _Index(*(address(array) for array in arrays), capacity, 0)
        self._by_reference = byref(self.native)

    def add(self, number: int, terms: NDArray[np.int32]) -> None:
        """Remember a story under the weightiest of its terms."""
        _index_add(self._by_reference, number, address(terms), len(terms))

    def add_rows(self, first: int, table: Table, sizes: NDArray[np.uint16], at: Places) -> None:
        """Remember the stories in the rows *at* of a table, whose numbers go on from the *first*."""
        _index_add_rows(self._by_reference, first, address(table.terms), address(sizes), address(at), len(at))

    def remove(self, number: int, terms: NDArray[np.int32], *, is_gone: bool) -> None:
        """Forget a story that was added under these terms; for good, or as it says something else now."""
        _index_remove(self._by_reference, number, address(terms), len(terms), is_gone)

    def nearest(self, terms: NDArray[np.int32], found: Places) -> int:
        """Write the numbers of the stories that share the weightiest of the terms, as many as there is room for; return how many."""
        count: int = _index_nearest(self._by_reference, address(terms), len(terms), len(found), address(found))
        return count

    def spread(self, end: int, capacity: int) -> "Postings":
        """Return the same with more room; *end* is behind the last number."""
        longer = Postings(capacity)
        longer.native.first = self.native.first
        _index_spread(self._by_reference, longer._by_reference, end, _TERMS)
        return longer
