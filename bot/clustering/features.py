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

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS, Frequencies, Terms
from bot.clustering.words import CAPITAL, numbered
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


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """One story as numbers, some 900 bytes at most."""

    language: str | None
    terms: Packed  #: at most SLOTS, ascending by term
    pairs: Sketch  #: at most PAIRS, ascending
    length: int  #: words of title and text that were looked at


def read(story: Story, frequencies: Frequencies) -> Features:
    """Return the story's features, its words weighed by these frequencies."""
    language = story.language
    title = numbered(story.title, language, _MOST_TITLE)
    words = np.concatenate([title, numbered(story.text, language, _MOST_WORDS)])
    if not len(words):
        return Features(language, _NO_TERMS, _NO_TERMS.astype(np.uint32), 0)
    terms, first, inverse, counts = np.unique(words & TERM, return_index=True, return_inverse=True, return_counts=True)
    is_common = frequencies.is_common(terms)
    weights = np.clip(np.rint(2 * frequencies.idf(terms)), 1, HEAVIEST).astype(np.int32)
    in_title = first < len(title)
    packed = (
        terms
        | (weights << WEIGHT)
        | np.where(in_title, TITLE, 0)
        | np.where(_are_names(words, len(title), inverse, len(terms)), NAME, 0)
        | np.where(first < len(title) + _LEAD_WORDS, LEAD, 0)
        | ((counts > 1).astype(np.int32) + (counts > 2) + (counts > 4) << OFTEN)
    )
    spoken = (words & TERM)[~is_common[inverse]]
    kept = np.flatnonzero(~is_common & (terms > 0))
    if len(kept) > SLOTS:
        # Those of the title stay, whatever they weigh; of equal weight, a stable order leaves no choice to chance.
        order = np.argsort(-(weights[kept] + (HEAVIEST + 1) * in_title[kept]), kind="stable")
        kept = np.sort(kept[order[:SLOTS]])
    return Features(language, packed[kept].astype(np.int32), _sketch(spoken), len(words))


def _are_names(words: Terms, title: int, inverse: NDArray[np.intp], count: int) -> NDArray[np.bool_]:
    """Tell which terms have a capital wherever they stand; all, in scripts that have no capitals.

    Words that begin a sentence in short texts pass as names: costs less than finding the sentences.
    """
    capitals = (words & CAPITAL) != 0
    if not capitals.any():
        return np.ones(count, dtype=np.bool_)
    looked_at = np.ones(len(words), dtype=np.bool_)
    if title < len(words) and capitals[:title].mean() > _TITLE_CASE if title else False:
        looked_at[:title] = False
    large = np.bincount(inverse, weights=capitals & looked_at, minlength=count)
    return np.asarray((large > 0) & (large == np.bincount(inverse, weights=looked_at, minlength=count)))


def _sketch(spoken: Terms) -> Sketch:
    """Hash neighbouring words that say something (the finalizer of MurmurHash3), and keep the least hashes."""
    mixed = spoken[:-1].astype(np.uint32) * np.uint32(2654435761) + spoken[1:].astype(np.uint32)
    mixed ^= mixed >> np.uint32(16)
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return np.unique(mixed)[:PAIRS]
