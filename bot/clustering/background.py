"""Tell how much a word says: counts of texts per term, from a shipped table and from the stream itself.

Terms are numbers below `BUCKETS` (see `term_number`); the few that collide only look a little more common than they are.
"""

import gzip
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import inf
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.clustering.reading import Shares, Weights

Terms = NDArray[np.int32]

# 4 MB a language; a shipped table's 15,000 to 40,000 stems fill at most 1 in 13 of the places that words have.
BUCKETS = 1 << 20
# Arbitrary: above it are function words and the words that every newspaper uses daily.
_COMMON_FRACTION = 0.04
# A table counts as much as so many texts, whatever it was counted on, and the stream as many as it has, up to a bound: so
# weights do not depend on how much a service remembers. Without a table, with 10,000 and with 160,000 the B-cubed F1 of labelled sets
# that were left out was .603, .876 and .876, look-alikes were merged less with the last (benchmarks/results/ablation.md): a stream's
# events make their own words look common.
_STANDING_TEXTS = 160_000
_MOST_STREAMED = 2_000
_FEWEST = 50  # texts of the stream of which something may be said where there is no table

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
    """How common each term of one language is: by the shipped table, and by the stream as far as it goes."""

    def __init__(self, language: str | None) -> None:
        shipped = shares(language)
        self.has_table = shipped is not None
        self._standing = shipped
        self._counts = np.zeros(BUCKETS, dtype=np.int32)
        self._native = Weights(self._counts, shipped)
        self.texts = 0  #: of the stream

    def add(self, terms: Terms) -> None:
        """Count one text more. `terms` holds each of its terms once."""
        self._native.count(terms, 1)
        self.texts += 1

    def add_several(self, terms: Terms, texts: int) -> None:
        """Count so many texts more. `terms` holds each of the terms of each of them once."""
        self._native.count(terms, 1)
        self.texts += texts

    def remove(self, terms: Terms) -> None:
        """Take back what `add` did."""
        self._native.count(terms, -1)
        self.texts -= 1

    def weights(self) -> Weights:
        """Return what `weigh` goes by, as it is now."""
        streamed = min(self.texts, _MOST_STREAMED)
        native, total = self._native.native, streamed + (_STANDING_TEXTS if self.has_table else 0)
        native.share, native.texts = float(np.float32(streamed / self.texts if self.texts else 0)), total + 2
        native.common = total * _COMMON_FRACTION if self.has_table or self.texts >= _FEWEST else inf
        return self._native

    def weigh(self, terms: Terms) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
        """Return what each term weighs, and which are as common as function words.

        A weight is positive: ln((texts + 2) / (texts with the term + 1)).
        """
        total, counts = self._counted(terms)
        idf = np.log(np.float32(total + 2) / (counts + np.float32(1)))
        if not self.has_table and self.texts < _FEWEST:
            return idf, np.zeros(len(terms), dtype=np.bool_)
        return idf, counts > total * _COMMON_FRACTION

    def idf(self, terms: Terms) -> NDArray[np.float32]:
        """Return what each term weighs."""
        return self.weigh(terms)[0]

    def is_common(self, terms: Terms) -> NDArray[np.bool_]:
        """Return which terms are function words or as frequent as these."""
        return self.weigh(terms)[1]

    def _counted(self, terms: Terms) -> tuple[float, NDArray[np.float32]]:
        streamed = min(self.texts, _MOST_STREAMED)
        counts = self._counts[terms] * np.float32(streamed / self.texts if self.texts else 0)
        if self._standing is None:
            return streamed, counts
        return streamed + _STANDING_TEXTS, counts + self._standing[terms]


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
def shares(language: str | None) -> Shares | None:
    """Return in how many of `_STANDING_TEXTS` texts each term would be, by the table; None where there is none."""
    known = table(language) if language else None
    if known is None:
        return None
    counts = np.zeros(BUCKETS, dtype=np.float32)
    for stem, count in known.counts.items():
        counts[term_number(stem, is_number=stem[0].isdigit())] += count * _STANDING_TEXTS / known.texts
    return Shares(np.minimum(counts, np.float32(_STANDING_TEXTS)))
