"""Compare one story with others: measures of likeness, and from them how probably they report one event or are copies.

All works on one story against many at once; an array's first axis is the others, in their order.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.clustering import kernel
from bot.clustering.calendars import MONTHS, WEEKDAYS
from bot.clustering.features import HEAVIEST, PAIRS, SLOTS, Features, Packed
from bot.clustering.kernel import Constants, Numbers, Places, Table

MEASURES = (
    "words",  #: cosine of the idf-weighted words, by how often they occur
    "set",  #: the same; how often a word occurs does not count
    "rare",  #: the same with the weights to the power of 1.7: names and odd words that only one event has
    "title",  #: as set, of the titles
    "names",  #: as set, of the words that are always capitalised
    "numbers",  #: as set, of the numbers
    "often_least",  #: of the words that one repeats or has in its title, the share, by weight, that the other has; the lesser one
    "often_most",  #: of the shares of the two, the greater one
    "lead_least",  #: the same of one's first words that the other has anywhere
    "lead_most",
    "heavy_least",  #: the same of the very rare words
    "heavy_most",
    "other_lead",  #: how much each says in its first words that the other does not have; of the two, what is less
    "other_heavy",  #: the same of the very rare words
    "other_numbers",  #: the same of the numbers
    "other_names",  #: the same of names
    "other_words",  #: the same of all words
    "other_lead_numbers",  #: the same of the numbers among the first words
    "other_lead_names",  #: the same of the names among the first words
    "other_title",  #: the same of names and numbers in the titles
    "other_title_words",  #: the same of all words in the titles
    "pairs",  #: the share of all word pairs of the two that both have, as a sample tells it
    "same_day",  #: 1 if the first words of both name one weekday
    "other_day",  #: 1 if the first words of both name weekdays, and none in common
    "same_month",  #: 1 if both name one month
    "other_month",  #: 1 if both name months, and none in common
    "one_outlet",  #: 1 if both are from one outlet: what it reports twice it says to be an update, and what is alike is a series
)
#: Of which more speaks against one event.
AGAINST = tuple(name for name in MEASURES if name.startswith("other_") or name == "one_outlet")

# What a story's norms are of, in the order of the columns.
NORMS = 16
_COSINES = 6
_BOTH = NORMS - _COSINES  # sums that are asked of each of the two
# Idf that makes half of all there can be against; arbitrary.
_MUCH = np.array([60, 30, 30, 60, 300, 20, 30, 10, 20], dtype=np.float32)
NO_PAIR = np.uint32(2**32 - 1)  #: behind the last pair of a row


def _tables() -> tuple[Numbers, Numbers, Numbers]:
    """Return what a term adds to each norm and, for one that both have, what either story contributes to each sum.

    A row for all that is known of a term in one story: so a handful of look-ups do for a hundred small sums. It takes 11 bits: 0 is
    a number, 1-5 weight, 6 title, 7 name, 8 lead, 9-10 how often.
    """
    known = np.arange(1 << 11, dtype=np.int32)
    is_number, idf, often = known & 1, (known >> 1 & HEAVIEST).astype(np.float32) / 2, known >> 9
    in_title, is_name, in_lead = (known >> bit & 1 for bit in (6, 7, 8))
    times = (1 + np.log(np.array([1, 2, 3.5, 7], dtype=np.float32)))[often]
    rare, heavy, whole = idf**1.7, np.maximum(idf - 6, 0), np.ones_like(idf)
    cosines = [idf * times, idf, rare, idf * in_title, idf * is_name, idf * is_number]
    lead_numbers, lead_names = idf * in_lead * is_number, idf * in_lead * is_name
    title = idf * in_title * np.maximum(is_name, is_number)
    # A title counts as repeated: else where there is nothing but headlines, there was nothing to share.
    repeated = idf * times * np.maximum(often > 0, in_title)
    shares = [repeated, idf * in_lead, heavy, idf * is_number, idf * is_name, idf]
    shares += [lead_numbers, lead_names, title, idf * in_title]
    adds = [*(column**2 for column in cosines), *shares]
    # Sums of products; then those of the first story alone, then those of the second.
    ours, theirs = [*cosines, *shares, *[whole] * _BOTH], [*cosines, *[whole] * _BOTH, *shares]
    return tuple(np.stack(columns, axis=1).astype(np.float32) for columns in (adds, ours, theirs))  # type: ignore[return-value]


_ADDS, _OURS, _THEIRS = _tables()
_OF_ONE = Constants(_ADDS)
_CONSTANTS = Constants(_OURS, _THEIRS, _MUCH, np.array([WEEKDAYS, MONTHS], dtype=np.int32))


class Rows(NamedTuple):
    """Some of the stories of a table, in this order."""

    table: Table
    at: Places

    def since(self, first: int) -> "Rows":
        """Return the rows from a place on."""
        return Rows(self.table, self.at[first:])

    @property
    def norms(self) -> Numbers:
        """What the cosines and shares of each are divided by."""
        return self.table.norms.take(self.at, axis=0)


def stacked(stories: Sequence[Features]) -> Rows:
    """Return what stories are compared by."""
    terms = np.zeros((len(stories), SLOTS), dtype=np.int32)
    pairs = np.full((len(stories), PAIRS), NO_PAIR)
    for row, story in enumerate(stories):
        terms[row, : len(story.terms)] = story.terms
        pairs[row, : len(story.pairs)] = story.pairs
    every = np.array([norms(story.terms) for story in stories], dtype=np.float32).reshape(-1, NORMS)
    calendars = np.array([story.calendar for story in stories], dtype=np.int32)
    return Rows(Table(terms, every, pairs, calendars), np.arange(len(stories)))


def norms(terms: Packed) -> Numbers:
    """Return what the cosines and shares of a story are divided by; 1 where it has nothing of the kind."""
    found = np.empty(NORMS, dtype=np.float32)
    kernel.norms(terms, _OF_ONE, found)
    return found


def put_norms(rows: Rows, sizes: NDArray[np.uint16]) -> None:
    """Write what the cosines and shares of some rows are divided by; *sizes* of all rows tell how many terms each has first."""
    kernel.norms_of_rows(rows.table, sizes, rows.at, _OF_ONE)


def measure(story: Features, own: Numbers, others: Rows) -> Numbers:
    """Return MEASURES of a story, whose norms are *own*, with each of the others: between 0 and 1, the same in both directions.

    Pairs in common are a share (Jaccard) estimated from bottom-k samples, both of which are complete up to the lesser end.
    """
    result = np.zeros((len(others.at), len(MEASURES)), dtype=np.float32)
    if len(others.at) and len(story.terms):
        kernel.measure(story, own, others.table, others.at, _CONSTANTS, result)
    return result
