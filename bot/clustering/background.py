"""Tell how much a word says: counts of texts per term, from a shipped table and from the stream itself.

Terms are numbers below `BUCKETS` (see `term_number`); the few that collide only look a little more common than they are.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.int32]

# 4 MB a language; a shipped table's 15,000 to 40,000 stems fill at most 1 in 13 of the places that words have.
BUCKETS = 1 << 20
# Arbitrary: above it are function words and the words that every newspaper uses daily.
_COMMON_FRACTION = 0.04
# A table counts as much as so many texts of the stream, whatever it was counted on: what a stream says of itself is worth
# more than what other years and outlets say. Of 500 to 41,000 tried, five labelled English streams were grouped alike with
# 2,000 or more and worse with 1,000; pairs of nine other languages were told apart best with 500 to 2,000.
_STANDING_TEXTS = 2000

# Languages that share a table, as they share the words.
_TABLES = {"bs": "sr", "hr": "sr", "nb": "no", "nn": "no"}


class Table(NamedTuple):
    """A shipped table: how many texts it speaks for, and in how many of them each stem is."""

    texts: int
    counts: Mapping[str, int]


def term_number(stem: str, *, is_number: bool = False) -> int:
    """Return the term's number: stable over runs and machines; even for words, odd for numbers."""
    return (crc32(stem.encode()) << 1 | is_number) & (BUCKETS - 1)


class Frequencies:
    """In how many texts of one language each term occurs."""

    def __init__(self, texts: int, counts: Terms) -> None:
        self.texts = texts
        self.counts = counts

    @classmethod
    def of(cls, language: str | None) -> "Frequencies":
        """Return fresh counts: those of the shipped table, or empty ones for a language that has none."""
        shipped = background(language)
        if shipped is None:
            return cls(0, np.zeros(BUCKETS, dtype=np.int32))
        return cls(shipped.texts, shipped.counts.copy())

    def add(self, terms: Terms) -> None:
        """Count one text more. `terms` holds each of its terms once."""
        self.counts[terms] += 1
        self.texts += 1

    def remove(self, terms: Terms) -> None:
        """Take back what `add` did."""
        self.counts[terms] -= 1
        self.texts -= 1

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        """Return the weights, all positive: ln((texts + 2) / (texts with the term + 1))."""
        return np.asarray(np.log(np.float32(self.texts + 2) / (self.counts[terms] + np.float32(1))))

    def is_common(self, terms: Terms) -> NDArray[np.bool_]:
        """Return which terms are function words or as frequent as these."""
        return self.counts[terms] > self.texts * _COMMON_FRACTION


def table(language: str) -> Table | None:
    """Read a language's table; None where there is none.

    The first line is the number of texts; the others are `stem<TAB>texts`, in the order of the alphabet.
    """
    packed = files(__package__).joinpath("weights", f"words-{_TABLES.get(language, language)}.txt.gz")
    if not language.isalpha() or not packed.is_file():
        return None
    first, *lines = gzip.decompress(packed.read_bytes()).decode().splitlines()
    rows = (line.partition("\t") for line in lines)
    return Table(int(first), {stem: int(count) for stem, _, count in rows})


@cache
def background(language: str | None) -> Frequencies | None:
    """Return the shipped counts of a language as if of 2,000 texts, not to be changed; None where there are none."""
    known = table(language) if language else None
    if known is None:
        return None
    counts = np.zeros(BUCKETS, dtype=np.int32)
    for stem, count in known.counts.items():
        # A stem of the table is known, however rare it is.
        standing = max(1, round(count * _STANDING_TEXTS / known.texts))
        counts[term_number(stem, is_number=stem[0].isdigit())] += standing
    np.minimum(counts, _STANDING_TEXTS, out=counts)
    return Frequencies(_STANDING_TEXTS, counts)
