"""Tell how much a word says: counts of texts per term, from a shipped table and from the stream itself.

Terms are numbers below `BUCKETS` (see `term_number`); the few that collide only look a little more common than they are.
"""

import gzip
from functools import cache
from importlib.resources import files
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Terms = NDArray[np.int32]

# 4 MB a language; the shipped table's 27,000 stems fill 1 in 20 of the places that words have.
BUCKETS = 1 << 20
# Arbitrary: above it are function words and the words that every newspaper uses daily.
_COMMON_FRACTION = 0.04
_SHIPPED = {"en": "words-en.txt.gz"}


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


@cache
def background(language: str | None) -> Frequencies | None:
    """Return the shipped counts of a language, not to be changed; None where there are none.

    A table's first line is the number of texts; the others are `stem<TAB>texts`, in the order of the alphabet.
    """
    name = _SHIPPED.get(language or "")
    if name is None:
        return None
    table = gzip.decompress(files(__package__).joinpath("weights", name).read_bytes()).decode()
    first, *lines = table.splitlines()
    counts = np.zeros(BUCKETS, dtype=np.int32)
    for line in lines:
        stem, _, count = line.partition("\t")
        counts[term_number(stem, is_number=stem[0].isdigit())] += int(count)
    return Frequencies(int(first), counts)
