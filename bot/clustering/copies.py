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
_SHARES = ("all", "names", "numbers", "lead", "rest", "lead_in_lead", "thinnest", "pairs", "reworded")
COPY_MEASURES = (
    *(f"{share}_{which}" for which in ("least", "most") for share in _SHARES),
    "words",  #: as in MEASURES; so are the others
    "rare",
    "numbers",
    "other_numbers",
)
COPY_AGAINST = ("other_numbers",)  #: of which more speaks against a copy

_OF_EVENT = [MEASURES.index(name) for name in COPY_MEASURES[2 * len(_SHARES) :]]
_KINDS = 5  # all, names, numbers, lead, rest
_NEITHER = np.float32(0.6)  # where there is no number, no name or no rest: what copies and others have alike, about
_LITTLE = np.float32(4)  # weight of words, about one; a share of less says nothing
_SOME = np.float32(0.1)
_EVERY_HASH = np.uint32(2**32 - 1)
_KNOWN = 1 << 9


def _weights() -> Numbers:
    """Return what a term weighs as one of each kind; a row for all that is known of it (`_known`)."""
    known = np.arange(_KNOWN, dtype=np.int32)
    idf = (known >> 1 & HEAVIEST).astype(np.float32) / 2
    is_name, in_lead = known >> 7 & 1, known >> 8 & 1
    return np.stack([idf, idf * is_name, idf * (known & 1), idf * in_lead, idf * (1 - in_lead)], axis=1)


_WEIGHTS = _weights()


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
    terms, _ = window.rows(members)
    pairs = [window.pairs(number) for number in members]
    scores: list[float] = shipped().probability(copy_measures(story, terms, pairs, measures)).tolist()
    return scores


def copy_measures(story: Features, terms: Packed, pairs: Sequence[Sketch], measures: Numbers) -> Numbers:
    """Return COPY_MEASURES of a story with each of the others: between 0 and 1, the same in both directions.

    `terms` are rows of SLOTS, the rest of a row 0; `measures` are MEASURES of the same pairs.
    """
    shares = np.empty((2, len(terms), len(_SHARES)), dtype=np.float32)
    shares[:, :, : _KINDS + 2] = _words_in_common(story.terms, terms)
    shares[:, :, _KINDS + 2] = _pairs_in_common(story.pairs, pairs)
    every, verbatim = shares[:, :, 0], shares[:, :, _KINDS + 2]
    # Of what is not repeated word for word: how much of it the other says in other words.
    np.divide(np.maximum(every - verbatim, 0) + _SOME, 1 - verbatim + _SOME, out=shares[:, :, _KINDS + 3])
    found = np.concatenate([shares.min(axis=0), shares.max(axis=0), measures[:, _OF_EVENT]], axis=1, dtype=np.float32)
    return np.minimum(found, 1, out=found)


def _words_in_common(mine: Packed, terms: Packed) -> Numbers:
    """Return, for both directions, the shares of each kind of words that the other text has."""
    if not len(mine):
        return np.zeros((2, len(terms), _KINDS + 2), dtype=np.float32)
    found = np.full((2, len(terms), _KINDS + 2), _NEITHER, dtype=np.float32)
    numbers, others = mine & TERM, (terms & TERM).ravel()
    places = np.minimum(numbers.searchsorted(others), len(mine) - 1)
    shared = ((numbers[places] == others) & (others > 0)).nonzero()[0]
    known = _known(terms.ravel())
    ours, theirs = _WEIGHTS.take(_known(mine), axis=0), _WEIGHTS.take(known, axis=0)
    wholes = np.empty((2, len(terms), _KINDS + 1), dtype=np.float32)
    parts = np.zeros((2, len(terms), _KINDS + 1), dtype=np.float32)
    wholes[0, :, :_KINDS] = ours.sum(axis=0)
    wholes[1, :, :_KINDS] = theirs.reshape(len(terms), SLOTS, _KINDS).sum(axis=1)
    wholes[:, :, _KINDS] = wholes[:, :, 3]
    both = np.empty((2, len(shared), _KINDS + 1), dtype=np.float32)
    both[0, :, :_KINDS] = ours.take(places.take(shared), axis=0)
    both[1, :, :_KINDS] = theirs.take(shared, axis=0)
    # What is among the first words of both, as each weighs it.
    both[:, :, _KINDS] = both[:, :, 3] * (both[::-1, :, 3] > 0)
    rows = shared // SLOTS
    starts = np.searchsorted(rows, np.arange(len(terms)))
    some = np.flatnonzero(np.bincount(rows, minlength=len(terms)))
    if len(some):
        parts[:, some] = np.add.reduceat(both, starts[some], axis=1)
    np.divide(parts, wholes, out=found[:, :, : _KINDS + 1], where=wholes > 0)
    found[:, wholes[1, :, 0] <= 0] = 0
    enough = (wholes[:, :, 4] >= _LITTLE)[:, :, None]
    found[:, :, _KINDS + 1] = np.where(enough, found[:, :, 3:5], found[:, :, 3:4]).min(axis=2)
    return found


def _pairs_in_common(mine: Sketch, sketches: Sequence[Sketch]) -> Numbers:
    """Estimate, for both directions, the share of word pairs that the other text has, from the least hashes of each.

    Two samples can be compared up to the hash to which both are complete.
    """
    found = np.zeros((2, len(sketches)), dtype=np.float32)
    if not len(mine):
        return found
    sizes = np.array([len(sketch) for sketch in sketches])
    others = np.concatenate(sketches)
    limit = mine[-1] if len(mine) == PAIRS else _EVERY_HASH
    limits = np.array([min(limit, s[-1]) if len(s) == PAIRS else limit for s in sketches], dtype=np.uint32)
    rows = np.arange(len(sketches)).repeat(sizes)
    counted = others <= limits[rows]
    shared = counted & (mine[np.minimum(mine.searchsorted(others), len(mine) - 1)] == others)
    both = np.bincount(rows[shared], minlength=len(sketches))
    found[0] = both / np.maximum(mine.searchsorted(limits, side="right"), 1)
    found[1] = both / np.maximum(np.bincount(rows[counted], minlength=len(sketches)), 1)
    return found


def _known(terms: Packed) -> NDArray[np.int32]:
    """Put what is known of terms in 9 bits: 0 is a number, 1-5 weight, 6 title, 7 name, 8 lead."""
    return (terms >> WEIGHT << 1 | terms & 1) & (_KNOWN - 1)
