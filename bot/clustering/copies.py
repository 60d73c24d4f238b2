"""Tell whether two stories of one event are the same text, or a rewrite of it: reprints, syndicated copy, paraphrases, versions.

What reports one event shares names and subject anyway. A copy has all of the other's facts, in its first words and in the rest;
an update or another reporter's text begins with its own, has other numbers, and may still repeat paragraphs word for word.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from bot.clustering.features import HEAVIEST, PAIRS, SLOTS, TERM, WEIGHT, Features, Packed, Sketch
from bot.clustering.scoring import MEASURES, Numbers
from bot.clustering.window import Window

#: Of both directions, the lesser share and the greater: how much of one text the other has, by weight of its words.
_SHARES = (
    "names",
    "lead",  #: of the first words
    "thinnest",  #: of the first words or of the rest, whatever is less
    "lead_in_lead",  #: of the first words, among the other's first words
    "pairs",
)
COPY_MEASURES = (
    *(f"{share}_{which}" for which in ("least", "most") for share in _SHARES),
    "words",  #: as in MEASURES; so are the others
    "rare",
    "other_numbers",
)
COPY_AGAINST = ("other_numbers",)  #: of which more speaks against a copy

_BOTH = len(_SHARES)
_OF_EVENT = [MEASURES.index(name) for name in COPY_MEASURES[2 * _BOTH :]]
_NEITHER = np.float32(0.6)  # where there are no names: what copies and others have alike, about
_LITTLE = np.float32(4)  # weight of words, about one: so short a rest says nothing
_LEAST = np.float32(0.1)  # less than any word weighs
_EVERY_HASH = 2**32 - 1
_NAME, _LEAD, _REST = 0, 1, 2  # columns of the sums; the fourth is of the first words of both
_KNOWN = 1 << 8  # kinds of terms: 0-4 weight, 5 title, 6 name, 7 lead
_SUMS = 4
_NO_TERM = np.array([-1], dtype=np.int32)
_NO_HASH = np.zeros(1, dtype=np.uint32)
_BEGIN = np.ones(1, dtype=np.bool_)


def _tables() -> tuple[Numbers, Numbers, Numbers]:
    """Return what a term weighs as name, first word and other word; and what either story adds to the sums of a shared term.

    A row for each kind of term.
    """
    known = np.arange(_KNOWN, dtype=np.int32)
    idf = (known & HEAVIEST).astype(np.float32) / 2
    is_name, in_lead = known >> 6 & 1, known >> 7 & 1
    whole = np.ones_like(idf)
    own = [idf * is_name, idf * in_lead, idf * (1 - in_lead), idf * in_lead]
    other = [whole, whole, whole, in_lead]
    ours, theirs = [*own, *other], [*other, *own]
    return tuple(np.stack(columns, axis=1).astype(np.float32) for columns in (own, ours, theirs))  # type: ignore[return-value]


_WEIGHTS, _OURS, _THEIRS = _tables()


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """A logistic regression over COPY_MEASURES that was fitted elsewhere (`benchmarks/train_copy.py`)."""

    measures: tuple[str, ...]
    weights: NDArray[np.float64]  #: log odds
    bias: float

    def probability(self, rows: Numbers) -> NDArray[np.float64]:
        """Return the probability for each row."""
        return np.asarray(1 / (1 + np.exp(-(rows @ self.weights + self.bias))))

    @classmethod
    def of(cls, table: dict[str, Any]) -> Self:
        """Read what `as_table` wrote."""
        weights = table["weights"]
        return cls(tuple(weights), np.array(list(weights.values()), dtype=np.float64), float(table["bias"]))

    def as_table(self) -> dict[str, Any]:
        """Write it as values that JSON has."""
        weights = zip(self.measures, self.weights.tolist(), strict=True)
        return {"weights": {name: round(weight, 4) for name, weight in weights}, "bias": round(self.bias, 4)}


@cache
def shipped() -> Judge:
    """Return the judge of this package."""
    return Judge.of(json.loads(files(__package__).joinpath("weights", "copy.json").read_bytes()))


def copy_scores(story: Features, window: Window, members: Sequence[int], measures: Numbers) -> list[float]:
    """Return how probably the story is a copy of each of these members, 0-1; `measures` are its MEASURES with them."""
    terms = window.rows(members).terms
    pairs = [window.pairs(number) for number in members]
    scores: list[float] = shipped().probability(copy_measures(story, terms, pairs, measures)).tolist()
    return scores


def copy_measures(story: Features, terms: Packed, pairs: Sequence[Sketch], measures: Numbers) -> Numbers:
    """Return COPY_MEASURES of a story with each of the others: between 0 and 1, the same in both directions.

    `terms` are rows of SLOTS, the rest of a row 0; `measures` are MEASURES of the same pairs.
    """
    shares = np.zeros((2, len(terms), _BOTH), dtype=np.float32)
    if len(story.terms):
        _share_words(story.terms, terms, shares)
    if len(story.pairs):
        _share_pairs(story.pairs, pairs, shares[:, :, -1])
    found = np.empty((len(terms), len(COPY_MEASURES)), dtype=np.float32)
    np.minimum(shares[0], shares[1], out=found[:, :_BOTH])
    np.maximum(shares[0], shares[1], out=found[:, _BOTH : 2 * _BOTH])
    found[:, 2 * _BOTH :] = measures.take(_OF_EVENT, axis=1)
    return np.minimum(found, 1, out=found)


def _share_words(mine: Packed, terms: Packed, shares: Numbers) -> None:
    """Write, for both directions, the shares of words that the other text has."""
    my_numbers, numbers = np.concatenate((mine & TERM, _NO_TERM)), (terms & TERM).ravel()
    my_kinds, kinds = mine >> WEIGHT & _KNOWN - 1, terms >> WEIGHT & _KNOWN - 1
    places = my_numbers[:-1].searchsorted(numbers)
    shared = (my_numbers.take(places) == numbers).nonzero()[0]
    values = _OURS.take(my_kinds.take(places.take(shared)), axis=0)
    values *= _THEIRS.take(kinds.ravel().take(shared), axis=0)
    rows = shared // SLOTS
    starts = np.concatenate((_BEGIN[: len(rows)], rows[1:] != rows[:-1])).nonzero()[0]
    sums = np.zeros((len(terms), 2 * _SUMS), dtype=np.float32)
    sums[rows[starts]] = np.add.reduceat(values, starts, axis=0)
    mass = np.empty((2, len(terms), _SUMS), dtype=np.float32)
    mass[0] = np.add.reduce(_WEIGHTS.take(my_kinds, axis=0), axis=0)
    np.add.reduce(_WEIGHTS.take(kinds, axis=0), axis=1, out=mass[1])
    found = sums.reshape(-1, 2, _SUMS).swapaxes(0, 1) / np.maximum(mass, _LEAST)
    found[:, :, _NAME][mass[:, :, _NAME] <= 0] = _NEITHER
    found[:, :, _REST][mass[:, :, _REST] < _LITTLE] = 1
    np.minimum(found[:, :, _REST], found[:, :, _LEAD], out=found[:, :, _REST])
    shares[:, :, :_SUMS] = found
    shares[:, mass[1, :, _LEAD] <= 0] = 0  # of a story without words


def _share_pairs(mine: Sketch, sketches: Sequence[Sketch], shares: Numbers) -> None:
    """Estimate, for both directions, the share of word pairs that the other text has, from the least hashes of each.

    Two samples can be compared up to the hash to which both are complete.
    """
    others = np.concatenate(sketches)
    is_shared = np.concatenate((mine, _NO_HASH)).take(mine.searchsorted(others)) == others
    whole = int(mine[-1]) if len(mine) == PAIRS else _EVERY_HASH
    start = 0
    for number, sketch in enumerate(sketches):
        limit = np.uint32(min(whole, int(sketch[-1])) if len(sketch) == PAIRS else whole)
        size = int(sketch.searchsorted(limit, side="right"))
        both = np.count_nonzero(is_shared[start : start + size])
        shares[0, number] = both / max(int(mine.searchsorted(limit, side="right")), 1)
        shares[1, number] = both / max(size, 1)
        start += len(sketch)
