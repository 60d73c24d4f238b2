"""The compiled part of reading stories: `reading.c` does it. Words that it does not know are told by `words.py`."""

from collections.abc import Callable, Sequence
from ctypes import Structure, byref, c_char_p, c_double, c_int32, c_int64, c_void_p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.clustering.kernel import address, library

Terms = NDArray[np.int32]
Spans = NDArray[np.uint32]

_MOST_WORDS = 1 << 15  # of half a lexicon, a power of two: arbitrary; a stream's typing errors never end
_PLACES, _UNITS = 2, 10  # a word; four bytes each of the latter, what no word needs takes no memory
_SPAN = 3  # numbers that say which word is missing, and where it stands


class _Half(Structure):
    _fields_ = (("places", c_void_p), ("units", c_void_p), ("filled", c_int64), ("count", c_int64))


class _Lexicon(Structure):
    _fields_ = (
        ("young", _Half),
        ("old", _Half),
        ("places", c_int64),
        ("units", c_int64),
        ("most", c_int64),
        ("joins", c_int32),
        ("quotes", c_int32),
    )


class _Reading(Structure):
    _fields_ = (
        ("text", c_char_p),
        ("length", c_int64),
        ("at", c_int64),
        ("terms", c_void_p),
        ("chunks", c_void_p),
        ("count", c_int64),
        ("most", c_int64),
        ("missing", c_void_p),
        ("missed", c_int64),
        ("begin", c_int64),
        ("end", c_int64),
        ("chunk", c_int64),
        ("chunk_end", c_int64),
    )


class _Frequencies(Structure):
    _fields_ = (
        ("counts", c_void_p),
        ("blocks", c_void_p),
        ("standing", c_void_p),
        ("share", c_double),
        ("texts", c_double),
        ("common", c_double),
    )


class _Calendar(Structure):
    _fields_ = (
        ("terms", c_void_p),
        ("bits", c_void_p),
        ("capital", c_void_p),
        ("count", c_int64),
        ("phrases", c_void_p),
        ("phrase_bits", c_void_p),
        ("phrased", c_int64),
    )


class _Kept(Structure):
    _fields_ = (
        ("terms", c_void_p),
        ("places", c_void_p),
        ("pairs", c_void_p),
        ("count", c_int64),
        ("paired", c_int64),
        ("calendar", c_int32),
    )


_read_words, _learn_chunk, _learn_words = library.read_words, library.learn_chunk, library.learn_words
_keep, _count_terms = library.keep, library.count_terms
_read_words.argtypes = (c_void_p, c_void_p)
_read_words.restype = c_int32
_learn_chunk.argtypes = (c_void_p, c_void_p, c_void_p, c_int64, c_int32)
_learn_words.argtypes = (c_void_p, c_void_p, c_void_p)
_keep.argtypes = (c_void_p, c_int64, c_int64, *[c_void_p] * 4)
_count_terms.argtypes = (c_void_p, c_void_p, c_int64, c_int32)
_learn_chunk.restype = _learn_words.restype = _keep.restype = _count_terms.restype = None


class Words(NamedTuple):
    """The words of a text that has parts."""

    text: bytes  #: the parts, one behind the other
    terms: Terms  #: with the bit CAPITAL where a word has a capital
    chunks: Spans  #: of each term: where what stands between two blanks begins in the text, and where it ends
    first: int  #: how many terms are of the first part


class Lexicon:
    """What the words of one language are counted under, for as long as they are met now and then: some 3 MB, if it is full."""

    __slots__ = ("_arrays", "_by_reference", "_of_chunk", "_of_words", "native")

    def __init__(
        self,
        of_words: Callable[[Sequence[str]], Terms],
        of_chunk: Callable[[str], tuple[bytes, bool]],
        *,
        joins: bool,
        quotes: bool,
        most: int = _MOST_WORDS,
    ) -> None:
        """*of_words* tells the terms of some words; *of_chunk* those of anything else, 4 bytes each, and whether to remember them.

        An apostrophe *joins* what stands around it, and so does a quotation mark (*quotes*). *most*, a power of two, is how many
        words are remembered at least, if they are not long.
        """
        self._of_words, self._of_chunk = of_words, of_chunk
        # Zeros that were never written take no memory.
        places, units = np.zeros((2, _PLACES * most), dtype=np.uint64), np.zeros((2, _UNITS * most), dtype=np.uint32)
        self._arrays = places, units
        young, old = (_Half(address(places[half]), address(units[half]), 1, 0) for half in range(2))
        self.native = _Lexicon(young, old, _PLACES * most, _UNITS * most, most, joins, quotes)
        self._by_reference = byref(self.native)

    def read(self, parts: Sequence[tuple[bytes, int]]) -> Words:
        """Return the words of some texts, UTF-8, of each at most as many as is said."""
        text, most = b"\n".join([part for part, _ in parts]), sum([most for _, most in parts])
        terms, chunks = np.empty(most, dtype=np.int32), np.empty((most, 2), dtype=np.uint32)
        missing = np.empty((most, _SPAN), dtype=np.uint32)
        reading = _Reading(text, 0, 0, address(terms), address(chunks), 0, 0, address(missing), 0)
        native, end, counts = byref(reading), 0, []
        for part, room in parts:
            reading.at, end = end, end + len(part) + 1
            reading.length, reading.most = end - 1, reading.count + room
            while _read_words(native, self._by_reference):
                found, is_remembered = self._of_chunk(
                    text[reading.begin : reading.end].decode("utf-8", "surrogatepass")
                )
                _learn_chunk(native, self._by_reference, found, len(found) // terms.itemsize, is_remembered)
            counts.append(reading.count)
        if reading.missed:
            spans = missing[: reading.missed].tolist()
            learnt = self._of_words([text[begin:stop].decode() for _, begin, stop in spans])
            _learn_words(native, self._by_reference, address(learnt))
        return Words(text, terms[: counts[-1]], chunks[: counts[-1]], counts[0])


class Shares:
    """In how many texts each term would be by a table: 300 KB and 4 bytes for each term that is in it, not 4 for each that there may be."""

    __slots__ = ("blocks", "values")

    def __init__(self, texts: NDArray[np.float32]) -> None:
        """*texts* has a place for each term, a multiple of 64 of them."""
        has = np.packbits(texts > 0, bitorder="little").view("<u8").astype(np.uint64)
        before = np.cumsum(np.bitwise_count(has), dtype=np.uint64) - np.bitwise_count(has)
        self.blocks = np.ascontiguousarray(np.stack([has, before], axis=1))
        self.values = texts[texts > 0]

    def of(self, term: int) -> float:
        """Return the number of texts of one term; a tenth of the time that it takes as an array."""
        has, before = self.blocks[term >> 6].tolist()
        bit = 1 << (term & 63)
        return float(self.values[before + (has & (bit - 1)).bit_count()]) if has & bit else 0.0

    def __getitem__(self, terms: Terms) -> NDArray[np.float32]:
        """Return the numbers of texts, 0 for a term that the table does not have."""
        has, before = self.blocks[terms >> 6].T
        bits = np.uint64(1) << (terms & 63).astype(np.uint64)
        at = before + np.bitwise_count(has & (bits - np.uint64(1)))
        found: NDArray[np.float32] = np.where(has & bits, self.values.take(at, mode="clip"), np.float32(0))
        return found


class Weights:
    """How common the terms of a language are: counts that change, of the stream, and what a table says of each, if there is one."""

    __slots__ = ("_arrays", "_counts", "by_reference", "native")

    def __init__(self, counts: Terms, shipped: Shares | None) -> None:
        self._arrays = counts, shipped
        self._counts = address(counts)
        table = (None, None) if shipped is None else (address(shipped.blocks), address(shipped.values))
        self.native = _Frequencies(self._counts, *table)
        self.by_reference = byref(self.native)

    def count(self, terms: Terms, by: int) -> None:
        """Add *by* to the count of each term."""
        _count_terms(self._counts, address(terms), len(terms), by)


class Calendar:
    """What one language calls the days and months: words, and phrases of two; their bits; which words need a capital."""

    __slots__ = ("_arrays", "by_reference")

    def __init__(
        self, words: Terms, bits: Terms, capital: NDArray[np.bool_], phrases: NDArray[np.int64], phrase_bits: Terms
    ) -> None:
        self._arrays = words, bits, capital, phrases, phrase_bits
        at = [address(array) for array in self._arrays]
        self.by_reference = byref(_Calendar(*at[:3], len(words), *at[3:], len(phrases)))


class Kept(NamedTuple):
    """What is kept of a story, as `features.py` has it."""

    terms: Terms
    places: Terms  #: where each term stands first
    pairs: Spans
    calendar: int


def keep(
    words: Words, weights: Weights, calendar: Calendar | None, rarities: NDArray[np.float64], room: tuple[int, int]
) -> Kept:
    """Keep what tells a story from others: so many terms and pairs at most. *rarities* are those that make a term one heavier."""
    terms, places = np.empty((2, room[0]), dtype=np.int32)
    pairs = np.empty(room[1], dtype=np.uint32)
    kept = _Kept(address(terms), address(places), address(pairs))
    _keep(
        address(words.terms),
        len(words.terms),
        words.first,
        weights.by_reference,
        address(rarities),
        None if calendar is None else calendar.by_reference,
        byref(kept),
    )
    return Kept(terms[: kept.count], places[: kept.count], pairs[: kept.paired], kept.calendar)
