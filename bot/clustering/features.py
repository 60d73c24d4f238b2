"""Turn a story into what the comparison needs: its weightiest words as numbers, and a sketch of its word pairs; never the text itself.

A term and all that is known of it in one story fits in 32 bits, so that a million stories fit in memory:

    bits 0-19   the term (`background.term_number`)
    bits 20-24  what it weighs: its idf in half units, as words were weighed when the story arrived
    bit  25     it is in the title
    bit  26     it is a name: always written with a capital
    bit  27     it is in the title or among the first words of the text
    bits 28-29  how often it occurs: once, twice, three or four times, more
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from bot.clustering import kernel
from bot.clustering.background import BUCKETS, Frequencies, Terms
from bot.clustering.calendars import GATHERS, OUTLET, Named, calendar, outlet_number
from bot.clustering.kernel import Places, Table
from bot.clustering.reading import Words, keep
from bot.clustering.tongues import Gist
from bot.clustering.words import worded, written
from bot.model import Story

Packed = NDArray[np.int32]
Sketch = NDArray[np.uint32]

TERM = np.int32(BUCKETS - 1)
WEIGHT = 20  #: bits to shift by
HEAVIEST = 31
TITLE, NAME, LEAD = np.int32(1 << 25), np.int32(1 << 26), np.int32(1 << 27)
OFTEN = 28  #: bits to shift by

SLOTS = 128  #: terms of a story that are kept, the weightiest; 400 words of news have some 150 that say anything
PAIRS = (
    96  #: hashed word pairs that are kept, the least ones: a sample that two texts draw alike (Broder 1997, bottom-k)
)

# What follows is mostly background that other events share.
_MOST_WORDS = 400
_MOST_TITLE = 60
# How rare a term has to be, as texts of which it is in one, to weigh 2, 3 … half units: its idf is rounded.
_RARITIES = np.exp((np.arange(2, HEAVIEST + 1) - 0.5) / 2)
#: Kinds of stories in which several events stand side by side.
_GATHERING = frozenset({"live", "wrapup"})


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One story as numbers, some 900 bytes at most."""

    language: str | None
    terms: Packed  #: at most SLOTS, ascending by term
    pairs: Sketch  #: at most PAIRS, ascending
    length: int  #: words of title and text that were looked at
    calendar: Named = (
        0  #: the weekdays that its first words name, and its months; whether it gathers events; its outlet
    )
    gist: Gist | None = None  #: for stories of other languages, where these are compared


#: Of `pack`. To be raised with whatever changes what is read of a story: what was packed before is read again.
FORMAT = 3
_HEAD = Struct("<BBBBHI")  # format, bytes of the language, terms, pairs, words, calendar


def pack(features: Features) -> bytes:
    """Return the features as bytes that `unpack` reads, the same on every machine."""
    language = (features.language or "").encode()
    counts = len(language), len(features.terms), len(features.pairs)
    head = _HEAD.pack(FORMAT, *counts, features.length, features.calendar)
    gist = b"" if features.gist is None else features.gist.pack()
    terms, pairs = features.terms.astype("<i4").tobytes(), features.pairs.astype("<u4").tobytes()
    return b"".join((head, language, terms, pairs, gist))


def is_readable(packed: bytes) -> bool:
    """Tell whether bytes are features of today's format."""
    return packed[:1] == bytes((FORMAT,))


def unpack(packed: bytes) -> Features:
    """Return what `pack` was given.

    Raises:
        ValueError: it is of another format.
    """
    if not is_readable(packed):
        raise ValueError(f"features have format {packed[0] if packed else None}, expected {FORMAT}")
    _, language, terms, pairs, length, calendar = _HEAD.unpack_from(packed)
    at = _HEAD.size + language
    return Features(
        packed[_HEAD.size : at].decode() or None,
        np.frombuffer(packed, dtype="<i4", count=terms, offset=at).astype(np.int32, copy=False),
        np.frombuffer(packed, dtype="<u4", count=pairs, offset=at + 4 * terms).astype(np.uint32, copy=False),
        length,
        calendar,
        Gist.unpack(packed[at + 4 * (terms + pairs) :]),
    )


def unpack_into(packed: Sequence[bytes], table: Table, sizes: NDArray[np.uint16], at: Places) -> list[str | None]:
    """Write what `pack` returned of several stories into rows, but for norms and gists; return their languages.

    Raises:
        ValueError: one is of another format, or incomplete; those before it are written.
    """
    done = kernel.unpack(packed, FORMAT, table, sizes, at)
    if done < len(packed):
        seen = packed[done]
        raise ValueError(
            f"features have format {seen[0] if seen else None} and {len(seen)} bytes, expected {FORMAT}, and all of them"
        )
    return [_language(one[_HEAD.size : _HEAD.size + one[1]]) for one in packed]


@cache
def _language(name: bytes) -> str | None:
    return name.decode() or None


def read(story: Story, frequencies: Frequencies) -> Features:
    """Return the story's features, its words weighed by these frequencies."""
    return look(story, frequencies).features


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A story while it is at hand."""

    features: Features
    words: Words
    places: Terms  #: where each term of the features stands first among the words

    def written(self, terms: Packed) -> list[str]:
        """Return the words behind some of the terms, as they are first written."""
        places = self.places[(self.features.terms & TERM).searchsorted(terms & TERM)]
        return written(self.words, places.tolist(), self.features.language)


def look(story: Story, frequencies: Frequencies) -> Looked:
    """Return what `read` does, and the words that it looked at."""
    language = story.language
    words = worded([(story.title, _MOST_TITLE), (story.text, _MOST_WORDS)], language)
    kept = keep(words, frequencies.weights(), calendar(language), _RARITIES, (SLOTS, PAIRS))
    gathers = GATHERS if any(marker.kind in _GATHERING for marker in story.markers) else 0
    marks = kept.calendar | gathers | outlet_number(story.outlet) << OUTLET
    features = Features(language, kept.terms, kept.pairs, len(words.terms), marks)
    return Looked(features, words, kept.places)
