"""Compare one story with others: measures of likeness, and from them how probably they report one event or are copies.

All works on one story against many at once; an array's first axis is the others, in their order.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS
from bot.clustering.calendars import MONTHS, WEEKDAYS, Named
from bot.clustering.features import HEAVIEST, PAIRS, SLOTS, TERM, WEIGHT, Features, Packed, Sketch

Numbers = NDArray[np.float32]

MEASURES = (
    "words",  #: cosine of the idf-weighted words, by how often they occur
    "set",  #: the same; how often a word occurs does not count
    "rare",  #: the same with the weights to the power of 1.7: names and odd words that only one event has
    "title",  #: as set, of the titles
    "names",  #: as set, of the words that are always capitalised
    "numbers",  #: as set, of the numbers
    "lead_least",  #: the share of one's first words, by weight, that the other has anywhere; the lesser share of the two
    "lead_most",  #: the greater one
    "heavy_least",  #: as lead_least, of the very rare words
    "heavy_most",
    "other_numbers",  #: how much each says in numbers that the other does not have; of the two, what is less
    "other_names",  #: the same of names
    "other_words",  #: the same of all words
    "other_lead_numbers",  #: the same of the numbers among the first words
    "other_lead_names",  #: the same of the names among the first words
    "other_title",  #: the same of names and numbers in the titles
    "pairs",  #: the share of all word pairs of the two that both have, as a sample tells it
    "same_day",  #: 1 if the first words of both name one weekday
    "other_day",  #: 1 if the first words of both name weekdays, and none in common
    "same_month",  #: 1 if both name one month
    "other_month",  #: 1 if both name months, and none in common
)
#: Of which more speaks against one event.
AGAINST = tuple(name for name in MEASURES if name.startswith("other_"))

# What a story's norms are of, in the order of the columns.
NORMS = 14
_COSINES, _AGAINST, _PAIRS, _CALENDAR = 6, 10, 16, 17  # the first measures; where others begin
_SHARES, _MASSES = slice(6, 8), slice(8, NORMS)  # of the norms
_BOTH = NORMS - _COSINES  # sums that are asked of each of the two
# Idf that makes half of all there can be against; arbitrary.
_MUCH = np.array([30, 60, 300, 20, 30, 10], dtype=np.float32)
_BEGIN = np.ones(1, dtype=np.bool_)
_PLACES = np.arange(1, SLOTS + 1, dtype=np.uint8)
NO_PAIR = np.uint32(2**32 - 1)  #: behind the last pair of a row
_EVERY_PAIR = NO_PAIR - np.uint32(1)
_END = np.uint32(BUCKETS - 1)


def _tables() -> tuple[Numbers, Numbers, Numbers]:
    """Return what a term adds to each norm and, for one that both have, what either story contributes to each sum.

    A row for all that is known of a term in one story (`_known`): so a handful of look-ups do for a hundred small sums.
    """
    known = np.arange(1 << 11, dtype=np.int32)
    is_number, idf, often = known & 1, (known >> 1 & HEAVIEST).astype(np.float32) / 2, known >> 9
    in_title, is_name, in_lead = (known >> bit & 1 for bit in (6, 7, 8))
    times = (1 + np.log(np.array([1, 2, 3.5, 7], dtype=np.float32)))[often]
    rare, heavy, whole = idf**1.7, np.maximum(idf - 6, 0), np.ones_like(idf)
    cosines = [idf * times, idf, rare, idf * in_title, idf * is_name, idf * is_number]
    lead_numbers, lead_names = idf * in_lead * is_number, idf * in_lead * is_name
    title = idf * in_title * np.maximum(is_name, is_number)
    shares = [idf * in_lead, heavy, idf * is_number, idf * is_name, idf, lead_numbers, lead_names, title]
    adds = [*(column**2 for column in cosines), *shares]
    # Sums of products; then those of the first story alone, then those of the second.
    ours, theirs = [*cosines, *shares, *[whole] * _BOTH], [*cosines, *[whole] * _BOTH, *shares]
    return tuple(np.stack(columns, axis=1).astype(np.float32) for columns in (adds, ours, theirs))  # type: ignore[return-value]


_ADDS, _OURS, _THEIRS = _tables()


class Scratch:
    """A table that holds one story's terms, then its pairs, while others are compared with it; all zero between the calls."""

    def __init__(self) -> None:
        #: Term, or the end of a pair -> its place among the story's, from 1 on.
        self.places = np.zeros(BUCKETS, dtype=np.uint8)


class Rows(NamedTuple):
    """Stories, a row each."""

    terms: Packed  #: rows of SLOTS; behind a story's terms there are zeros
    norms: Numbers
    pairs: Sketch  #: rows of PAIRS; behind a story's pairs there is NO_PAIR
    calendars: NDArray[np.int32]


def stacked(stories: Sequence[Features]) -> Rows:
    """Return what stories are compared by."""
    terms = np.zeros((len(stories), SLOTS), dtype=np.int32)
    pairs = np.full((len(stories), PAIRS), NO_PAIR)
    for row, story in enumerate(stories):
        terms[row, : len(story.terms)] = story.terms
        pairs[row, : len(story.pairs)] = story.pairs
    every = np.array([norms(story.terms) for story in stories], dtype=np.float32).reshape(-1, NORMS)
    return Rows(terms, every, pairs, np.array([story.calendar for story in stories], dtype=np.int32))


def norms(terms: Packed) -> Numbers:
    """Return what the cosines and shares of a story are divided by; 1 where it has nothing of the kind."""
    found: Numbers = np.add.reduce(_ADDS.take(_known(terms), axis=0), axis=0)
    np.sqrt(found[:_COSINES], out=found[:_COSINES])
    found[found <= 0] = 1
    return found


def measure(story: Features, own: Numbers, others: Rows, scratch: Scratch) -> Numbers:
    """Return MEASURES of a story, whose norms are *own*, with each of the others: between 0 and 1, the same in both directions."""
    mine, terms, known = story.terms, others.terms, others.norms
    count = len(terms)
    result = np.zeros((count, len(MEASURES)), dtype=np.float32)
    if not count or not len(mine):
        return result
    numbers = mine & TERM
    scratch.places[numbers] = _PLACES[: len(mine)]
    places = scratch.places.take(terms & TERM).ravel()
    scratch.places[numbers] = 0
    shared = (places != 0).nonzero()[0]
    values = _OURS.take(_known(mine), axis=0).take(places.take(shared) - 1, axis=0)
    values *= _THEIRS.take(_known(terms.ravel().take(shared)), axis=0)
    rows = shared // SLOTS
    starts = np.concatenate((_BEGIN[: len(rows)], rows[1:] != rows[:-1])).nonzero()[0]
    sums = np.zeros((count, values.shape[1]), dtype=np.float32)
    sums[rows[starts]] = np.add.reduceat(values, starts, axis=0)
    result[:, :_COSINES] = sums[:, :_COSINES] / (own[:_COSINES] * known[:, :_COSINES])
    ours_shared, theirs_shared = sums[:, _COSINES : _COSINES + _BOTH], sums[:, _COSINES + _BOTH :]
    one, other = ours_shared[:, :2] / own[_SHARES], theirs_shared[:, :2] / known[:, _SHARES]
    np.minimum(one, other, out=result[:, _COSINES:_AGAINST:2])
    np.maximum(one, other, out=result[:, _COSINES + 1 : _AGAINST : 2])
    unshared = np.minimum(own[_MASSES] - ours_shared[:, 2:], known[:, _MASSES] - theirs_shared[:, 2:])
    np.maximum(unshared, 0, out=unshared)
    np.divide(unshared, unshared + _MUCH, out=result[:, _AGAINST:_PAIRS])
    result[:, _PAIRS] = _pairs_in_common(story.pairs, others.pairs, scratch)
    _hold_calendars(story.calendar, others.calendars, result[:, _CALENDAR:])
    return np.minimum(np.maximum(result, 0, out=result), 1, out=result)


def _pairs_in_common(mine: Sketch, sketches: Sketch, scratch: Scratch) -> NDArray[np.float64]:
    """Estimate the shares of pairs in common (Jaccard) from bottom-k samples, both of which are complete up to the lesser end."""
    if not len(mine):
        return np.zeros(len(sketches))
    ends = (mine & _END).astype(np.int64)
    scratch.places[ends] = _PLACES[: len(mine)]
    places = scratch.places.take(sketches & _END)
    scratch.places[ends] = 0
    both = np.count_nonzero((places != 0) & (mine.take(places - 1, mode="wrap") == sketches), axis=1)
    last = sketches[:, -1]
    until = np.where(last == NO_PAIR, _EVERY_PAIR, last)
    np.minimum(until, mine[-1] if len(mine) == PAIRS else _EVERY_PAIR, out=until)
    sizes = mine.searchsorted(until, side="right") + np.count_nonzero(sketches <= until[:, None], axis=1)
    return np.asarray(both / np.maximum(sizes - both, 1))


def _hold_calendars(mine: Named, others: NDArray[np.int32], result: Numbers) -> None:
    """Write which of the others name the same weekday, another one, the same month, another one."""
    for column, kind in ((0, WEEKDAYS), (2, MONTHS)):
        if mine & kind:
            result[:, column] = others & (mine & kind) != 0
            result[:, column + 1] = (others & kind != 0) & (others & (mine & kind) == 0)


def _known(terms: Packed) -> NDArray[np.int32]:
    """Put what is known of terms in 11 bits: 0 is a number, 1-5 weight, 6 title, 7 name, 8 lead, 9-10 how often."""
    return terms >> WEIGHT << 1 | terms & 1
