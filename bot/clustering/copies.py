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

from bot.clustering import kernel
from bot.clustering.features import HEAVIEST, Features
from bot.clustering.kernel import Constants, Numbers
from bot.clustering.scoring import MEASURES, Rows

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
_PAIRS = MEASURES.index("pairs")
#: Words of title and text under which facts in common say little: what a feed's teaser has room for. Arbitrary.
_SHORT = 60
_OF_EVENT = [MEASURES.index(name) for name in COPY_MEASURES[2 * _BOTH :]]
_KNOWN = 1 << 8  # kinds of terms: 0-4 weight, 5 title, 6 name, 7 lead


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


# The kernel takes .6 for the share of names where there are none, about what copies and others have alike; and all of a rest that weighs
# less than 4, about one word, as so short a rest says nothing.
_CONSTANTS = Constants(*_tables())


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


def copy_scores(story: Features, others: Rows, measures: Numbers, lengths: Sequence[int]) -> list[float]:
    """Return how probably the story is a copy of each of the others, 0-1; `measures` are its MEASURES with them, `lengths` their words.

    Two teasers of one event have the same few facts, whoever wrote them: only the same words in the same order make one a copy.
    """
    scores = shipped().probability(copy_measures(story, others, measures))
    is_short = np.minimum(lengths, story.length) < _SHORT
    found: list[float] = np.where(is_short, np.minimum(scores, measures[:, _PAIRS]), scores).tolist()
    return found


def copy_measures(story: Features, others: Rows, measures: Numbers) -> Numbers:
    """Return COPY_MEASURES of a story with each of the others: between 0 and 1, the same in both directions.

    `measures` are MEASURES of the same pairs. Shares of pairs are estimated from the least hashes of each: two samples can be
    compared up to the hash to which both are complete.
    """
    shares = np.empty((len(others.at), 2 * _BOTH), dtype=np.float32)
    kernel.copy_shares(story, others.table, others.at, _CONSTANTS, shares)
    return np.concatenate((shares, measures.take(_OF_EVENT, axis=1)), axis=1)
