"""Compare one story with others: measures of likeness, and from them how probably they report one event or are copies.

All works on one story against many at once; an array's first axis is the others, in their order.
"""

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS
from bot.clustering.features import HEAVIEST, LEAD, NAME, OFTEN, PAIRS, SLOTS, TERM, TITLE, WEIGHT, Packed, Sketch

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

_UNITS = np.arange(HEAVIEST + 1, dtype=np.float32) / 2
_RARE = _UNITS**1.7
_HEAVY = np.maximum(_UNITS - 6, 0)
_TIMES = 1 + np.log(np.array([1, 2, 3.5, 7], dtype=np.float32))
# What a story's norms are of, in the order of the columns.
NORMS = 11
_COSINES, _AGAINST = 6, 10  # the first measures; where those begin that speak against
_SHARES, _MASSES = slice(6, 8), slice(8, 11)  # of the norms
_BOTH = 5  # sums that are asked of each of the two
_MUCH = np.array([30, 60, 300], dtype=np.float32)  # idf that makes half of all there can be against; arbitrary
_THERE = 1 << 15
_BEGIN = np.ones(1, dtype=np.bool_)


class Scratch:
    """A table that holds one story's terms while others are compared with it; all zero between the calls."""

    def __init__(self) -> None:
        self.seen = np.zeros(BUCKETS, dtype=np.uint16)


def norms(terms: Packed) -> Numbers:
    """Return what the cosines and shares of a story are divided by; 1 where it has nothing of the kind."""
    q = (terms >> WEIGHT) & HEAVIEST
    idf, often = _UNITS[q], _TIMES[terms >> OFTEN]
    squares = idf * idf
    sums = (
        squares @ (often * often),
        squares.sum(),
        (_RARE[q] ** 2).sum(),
        squares[(terms & TITLE) != 0].sum(),
        squares[(terms & NAME) != 0].sum(),
        squares[(terms & 1) != 0].sum(),
    )
    shares = (
        idf[(terms & LEAD) != 0].sum(),
        _HEAVY[q].sum(),
        idf[(terms & 1) != 0].sum(),
        idf[(terms & NAME) != 0].sum(),
        idf.sum(),
    )
    found = np.array([*np.sqrt(sums), *shares], dtype=np.float32)
    return np.where(found > 0, found, np.float32(1))


def measure(mine: Packed, own: Numbers, terms: Packed, others: Numbers, scratch: Scratch) -> Numbers:
    """Return MEASURES of a story with each of the others: between 0 and 1, the same in both directions.

    `mine` are its terms and `own` its norms; `terms` are the others' (rows of SLOTS, the rest of a row 0), `others` their norms.
    """
    count = len(terms)
    result = np.zeros((count, len(MEASURES)), dtype=np.float32)
    if not count or not len(mine):
        return result
    scratch.seen[mine & TERM] = _as_seen(mine)
    seen = scratch.seen[terms & TERM].ravel()
    scratch.seen[mine & TERM] = 0
    shared = np.flatnonzero(seen)
    ours, theirs = seen[shared], terms.ravel()[shared]
    our_q, their_q = ours & HEAVIEST, (theirs >> WEIGHT) & HEAVIEST
    our_idf, their_idf = _UNITS[our_q], _UNITS[their_q]
    product = our_idf * their_idf
    # The marks of both stand in the same order: title, name, lead.
    marks = (ours >> 8) & (theirs >> 25)
    values = np.stack(
        (
            product * _TIMES[(ours >> 5) & 3] * _TIMES[theirs >> OFTEN],
            product,
            _RARE[our_q] * _RARE[their_q],
            product * (marks & 1),
            product * ((marks >> 1) & 1),
            product * (theirs & 1),
            our_idf * ((ours >> 10) & 1),
            _HEAVY[our_q],
            our_idf * (theirs & 1),
            our_idf * ((ours >> 9) & 1),
            our_idf,
            their_idf * ((theirs >> 27) & 1),
            _HEAVY[their_q],
            their_idf * (theirs & 1),
            their_idf * ((theirs >> 26) & 1),
            their_idf,
        )
    )
    rows = shared // SLOTS
    starts = np.flatnonzero(np.concatenate((_BEGIN[: len(rows)], rows[1:] != rows[:-1])))
    sums = np.zeros((count, len(values)), dtype=np.float32)
    sums[rows[starts]] = np.add.reduceat(values, starts, axis=1).T
    result[:, :_COSINES] = sums[:, :_COSINES] / (own[:_COSINES] * others[:, :_COSINES])
    ours_shared, theirs_shared = sums[:, _COSINES : _COSINES + _BOTH], sums[:, _COSINES + _BOTH :]
    one, other = ours_shared[:, :2] / own[_SHARES], theirs_shared[:, :2] / others[:, _SHARES]
    result[:, _COSINES:_AGAINST:2] = np.minimum(one, other)
    result[:, _COSINES + 1 : _AGAINST : 2] = np.maximum(one, other)
    unshared = np.minimum(own[_MASSES] - ours_shared[:, 2:], others[:, _MASSES] - theirs_shared[:, 2:])
    unshared = np.maximum(unshared, 0)
    result[:, _AGAINST:] = unshared / (unshared + _MUCH)
    return np.clip(result, 0, 1)


def _as_seen(terms: Packed) -> NDArray[np.uint16]:
    """Put what is known of a term in 16 bits: 0-4 weight, 5-6 how often, 8 title, 9 name, 10 lead; 15 is always set."""
    seen = _THERE | ((terms >> WEIGHT) & HEAVIEST) | ((terms >> OFTEN) << 5) | (((terms >> 25) & 7) << 8)
    return seen.astype(np.uint16)


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
