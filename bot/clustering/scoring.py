"""Compare one story with others: measures of likeness, and from them how probably they report one event or are copies.

All works on one story against many at once; an array's first axis is the others, in their order.
"""

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS
from bot.clustering.features import HEAVIEST, PAIRS, SLOTS, TERM, WEIGHT, Packed, Sketch

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
)
AGAINST = ("other_numbers", "other_names", "other_words")  #: of which more speaks against one event

# What a story's norms are of, in the order of the columns.
NORMS = 11
_COSINES, _AGAINST = 6, 10  # the first measures; where those begin that speak against
_SHARES, _MASSES = slice(6, 8), slice(8, 11)  # of the norms
_BOTH = 5  # sums that are asked of each of the two
_MUCH = np.array([30, 60, 300], dtype=np.float32)  # idf that makes half of all there can be against; arbitrary
_BEGIN = np.ones(1, dtype=np.bool_)
_PLACES = np.arange(1, SLOTS + 1, dtype=np.uint8)


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
    shares = [idf * in_lead, heavy, idf * is_number, idf * is_name, idf]
    adds = [*(column**2 for column in cosines), *shares]
    # Sums of products; then those of the first story alone, then those of the second.
    ours, theirs = [*cosines, *shares, *[whole] * _BOTH], [*cosines, *[whole] * _BOTH, *shares]
    return tuple(np.stack(columns, axis=1).astype(np.float32) for columns in (adds, ours, theirs))  # type: ignore[return-value]


_ADDS, _OURS, _THEIRS = _tables()


class Scratch:
    """A table that holds one story's terms while others are compared with it; all zero between the calls."""

    def __init__(self) -> None:
        self.places = np.zeros(BUCKETS, dtype=np.uint8)  #: term -> its place among the story's, from 1 on


def norms(terms: Packed) -> Numbers:
    """Return what the cosines and shares of a story are divided by; 1 where it has nothing of the kind."""
    found: Numbers = np.add.reduce(_ADDS.take(_known(terms), axis=0), axis=0)
    np.sqrt(found[:_COSINES], out=found[:_COSINES])
    found[found <= 0] = 1
    return found


def measure(mine: Packed, own: Numbers, terms: Packed, others: Numbers, scratch: Scratch) -> Numbers:
    """Return MEASURES of a story with each of the others: between 0 and 1, the same in both directions.

    `mine` are its terms and `own` its norms; `terms` are the others' (rows of SLOTS, the rest of a row 0), `others` their norms.
    """
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
    result[:, :_COSINES] = sums[:, :_COSINES] / (own[:_COSINES] * others[:, :_COSINES])
    ours_shared, theirs_shared = sums[:, _COSINES : _COSINES + _BOTH], sums[:, _COSINES + _BOTH :]
    one, other = ours_shared[:, :2] / own[_SHARES], theirs_shared[:, :2] / others[:, _SHARES]
    np.minimum(one, other, out=result[:, _COSINES:_AGAINST:2])
    np.maximum(one, other, out=result[:, _COSINES + 1 : _AGAINST : 2])
    unshared = np.minimum(own[_MASSES] - ours_shared[:, 2:], others[:, _MASSES] - theirs_shared[:, 2:])
    np.maximum(unshared, 0, out=unshared)
    np.divide(unshared, unshared + _MUCH, out=result[:, _AGAINST:])
    return np.minimum(np.maximum(result, 0, out=result), 1, out=result)


def _known(terms: Packed) -> NDArray[np.int32]:
    """Put what is known of terms in 11 bits: 0 is a number, 1-5 weight, 6 title, 7 name, 8 lead, 9-10 how often."""
    return terms >> WEIGHT << 1 | terms & 1


def pairs_in_common(one: Sketch, other: Sketch) -> float:
    """Estimate the share of pairs in common from two bottom-k samples: of the k least of both together, how many both have."""
    if not len(one) or not len(other):
        return 0.0
    together = np.sort(np.concatenate([one, other]))
    doubled = np.flatnonzero(together[1:] == together[:-1])
    # A pair that both have stands twice in a row, so that the first k different ones end behind k and those before.
    size = len(together) - len(doubled)
    least = min(PAIRS, size) if max(len(one), len(other)) == PAIRS else size
    counted = doubled - np.arange(len(doubled))
    return float((counted < least).sum()) / least
