"""Turn a story into what the comparison needs: its weightiest words as numbers, and a sketch of its word pairs; never the text itself.

A term and all that is known of it in one story fits in 32 bits, so that a million stories fit in memory:

    bits 0-19   the term (`background.term_number`)
    bits 20-24  what it weighs: its idf in half units, as words were weighed when the story arrived
    bit  25     it is in the title
    bit  26     it is a name: always written with a capital
    bit  27     it is in the title or among the first words of the text
    bits 28-29  how often it occurs: once, twice, three or four times, more
"""

from dataclasses import dataclass
from struct import Struct

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS, Frequencies, Terms
from bot.clustering.calendars import Named, Stems, named
from bot.clustering.tongues import Gist
from bot.clustering.words import BYTES, CAPITAL, Worded, worded
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
_LEAD_WORDS = 70
_MOST_TITLE = 60
# Of a headline that capitalises its words, a capital says nothing.
_TITLE_CASE = 0.7
_NO_TERMS = np.zeros(0, dtype=np.int32)
_PLACE = 10  # bits to shift by
_ANY_PLACE = np.int32((1 << _PLACE) - 1)
_PLACES = np.arange(_MOST_WORDS + _MOST_TITLE, dtype=np.int32)
# By how often a term occurs; more than this is as often as it gets.
_OFTEN_ENOUGH = 5
_OFTEN = np.array([0, 0, 1, 2, 2, 3], dtype=np.int32) << OFTEN
_ANY_RANK = np.int32(HEAVIEST << WEIGHT) | TITLE


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One story as numbers, some 900 bytes at most."""

    language: str | None
    terms: Packed  #: at most SLOTS, ascending by term
    pairs: Sketch  #: at most PAIRS, ascending
    length: int  #: words of title and text that were looked at
    calendar: Named = 0  #: the weekdays that its first words name, and its months
    gist: Gist | None = None  #: for stories of other languages, where these are compared


#: Of `pack`. To be raised with whatever changes what is read of a story: what was packed before is read again.
FORMAT = 2
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


def read(story: Story, frequencies: Frequencies) -> Features:
    """Return the story's features, its words weighed by these frequencies."""
    return look(story, frequencies).features


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """A story while it is at hand."""

    features: Features
    words: Worded
    places: Terms  #: where each term of the features stands first among the words

    def written(self, terms: Packed) -> list[str]:
        """Return the words behind some of the terms, as they are first written."""
        places = self.places[(self.features.terms & TERM).searchsorted(terms & TERM)]
        return self.words.written(places.tolist(), self.features.language)


def look(story: Story, frequencies: Frequencies) -> Looked:
    """Return what `read` does, and the words that it looked at."""
    title = worded(story.title, story.language, _MOST_TITLE)
    text = worded(story.text, story.language, _MOST_WORDS)
    words = Worded(title.chunks + text.chunks, title.codes + text.codes)
    features, places = _features(story.language, words.terms(), len(b"".join(title.codes)) // BYTES, frequencies)
    return Looked(features, words, places)


def _features(language: str | None, words: Terms, title: int, frequencies: Frequencies) -> tuple[Features, Terms]:
    """Return the features of words, the first of which are the title's, and where each term stands first."""
    if not len(words):
        return Features(language, _NO_TERMS, _NO_TERMS.astype(np.uint32), 0), _NO_TERMS
    every = words & TERM
    # One sort: by term, and for each by where it stands.
    in_order = every << _PLACE | _PLACES[: len(words)]
    in_order.sort()
    places, ordered = in_order & _ANY_PLACE, in_order >> _PLACE
    edges = np.ones(len(words) + 1, dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=edges[1:-1])
    bounds = edges.nonzero()[0]
    starts, counts = bounds[:-1], bounds[1:] - bounds[:-1]
    terms, first = ordered[starts], places[starts]
    idf, is_common = frequencies.weigh(terms)
    says = ~is_common
    spoken = np.empty(len(words), dtype=np.bool_)
    spoken[places] = says.repeat(counts)
    weights = np.minimum(np.maximum(np.rint(idf + idf), 1), HEAVIEST).astype(np.int32)
    is_name, lead = _are_names(words, title, places, starts), title + _LEAD_WORDS
    packed = (
        terms
        | (weights << WEIGHT)
        | (first < title) * TITLE
        | is_name * NAME
        | (first < lead) * LEAD
        | _OFTEN[np.minimum(counts, _OFTEN_ENOUGH)]
    )
    kept = (says & (terms > 0)).nonzero()[0]
    if len(kept) > SLOTS:
        # Those of the title stay, whatever they weigh; of equal weight, a stable order leaves no choice to chance.
        order = (packed[kept] & _ANY_RANK ^ _ANY_RANK).argsort(kind="stable")
        kept = kept[np.sort(order[:SLOTS])]
    calendar = named(language, Stems(terms, first, is_name), every, lead)
    return Features(language, packed[kept], _sketch(every[spoken]), len(words), calendar), first[kept]


def _are_names(words: Terms, title: int, places: Terms, starts: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Tell which terms have a capital wherever they stand; all, in scripts that have no capitals.

    `places` are those of the words, term by term; each term's begin at one of `starts`. Words that begin a sentence in short
    texts pass as names: costs less than finding the sentences.
    """
    large = words >= CAPITAL
    capitals = np.count_nonzero(large)
    if not capitals:
        return np.ones(len(starts), dtype=np.bool_)
    small = ~large
    if 0 < title < len(words) and np.count_nonzero(large[:title]) / title > _TITLE_CASE:
        large[:title] = small[:title] = False
    return np.logical_or.reduceat(large[places], starts) & ~np.logical_or.reduceat(small[places], starts)


def _sketch(spoken: Terms) -> Sketch:
    """Hash neighbouring words that say something (the finalizer of MurmurHash3), and keep the least hashes."""
    mixed = spoken[:-1].astype(np.uint32) * np.uint32(2654435761) + spoken[1:].astype(np.uint32)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    mixed.sort()
    is_new = np.ones(len(mixed), dtype=np.bool_)
    np.not_equal(mixed[1:], mixed[:-1], out=is_new[1:])
    return mixed[is_new][:PAIRS]
