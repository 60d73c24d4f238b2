"""Compare one story with others: measures of likeness, and from them how probably they report one event or are copies.

All works on one story against many at once; an array's first axis is the others, in their order.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import BUCKETS, Frequencies
from bot.clustering.features import NAME, NUMBER, TITLE, Features

Numbers = NDArray[np.float64]

MEASURES = (
    "words",  #: cosine of the idf-weighted words; how often a word occurs in a story does not count
    "rare",  #: the same with the weights to the power of 1.5: names and odd words that only one event has
    "title",  #: as words, of the titles
    "names",  #: as words, of the words that are always capitalised
    "numbers",  #: as words, of the numbers
    "pairs",  #: the share of the word pairs of the story that has fewer which the other has too
    "vectors",  #: cosine of the static vectors, at least 0
)
WORDS, PAIRS, VECTORS = (MEASURES.index(name) for name in ("words", "pairs", "vectors"))


class Scratch:
    """Tables that hold one story's terms while others are compared with it; all zero between the calls."""

    def __init__(self) -> None:
        self.slots = np.zeros(BUCKETS, dtype=np.int32)
        self.marks = np.zeros(BUCKETS, dtype=np.bool_)


def measure(story: Features, others: Sequence[Features], frequencies: Frequencies, scratch: Scratch) -> Numbers:
    """Return MEASURES of the story with each of the others: between 0 and 1, the same in both directions."""
    result = np.zeros((len(others), len(MEASURES)))
    if others:
        result[:, :PAIRS] = _words(story, others, frequencies, scratch.slots)
        result[:, PAIRS] = _pairs(story, others, scratch.marks)
        result[:, VECTORS] = _vectors(story, others)
    return np.clip(result, 0, 1)


def _words(story: Features, others: Sequence[Features], frequencies: Frequencies, slots: NDArray[np.int32]) -> Numbers:
    terms = np.concatenate([other.terms for other in others])
    fields = np.concatenate([other.fields for other in others])
    idf, own_idf = frequencies.idf(terms), frequencies.idf(story.terms)
    rows = np.repeat(np.arange(len(others)), [len(other.terms) for other in others])

    slots[story.terms] = np.arange(1, len(story.terms) + 1, dtype=np.int32)
    found = slots[terms]
    slots[story.terms] = 0
    shared = np.flatnonzero(found)
    own, row = found[shared] - 1, rows[shared]

    def cosine(ours: NDArray[np.float32], theirs: NDArray[np.float32]) -> Numbers:
        norms = np.bincount(rows, theirs**2, minlength=len(others)) * float((ours**2).sum())
        dots = np.bincount(row, theirs[shared] * ours[own], minlength=len(others))
        return np.asarray(np.divide(dots, np.sqrt(norms), out=np.zeros(len(others)), where=norms > 0))

    within = [cosine(own_idf * ((story.fields & f) != 0), idf * ((fields & f) != 0)) for f in (TITLE, NAME, NUMBER)]
    return np.stack([cosine(own_idf, idf), cosine(own_idf**1.5, idf**1.5), *within], axis=1)


def _pairs(story: Features, others: Sequence[Features], marks: NDArray[np.bool_]) -> Numbers:
    lengths = np.array([len(other.pairs) for other in others])
    rows = np.repeat(np.arange(len(others)), lengths)
    marks[story.pairs] = True
    hits = marks[np.concatenate([other.pairs for other in others])]
    marks[story.pairs] = False
    shared = np.bincount(rows, hits, minlength=len(others))
    return np.asarray(shared / np.maximum(np.minimum(lengths, len(story.pairs)), 1))


def _vectors(story: Features, others: Sequence[Features]) -> Numbers:
    if story.vector is None:
        return np.zeros(len(others))
    nothing = np.zeros_like(story.vector)
    vectors = np.stack([nothing if other.vector is None else other.vector for other in others])
    return (vectors @ story.vector).astype(np.float64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A logistic regression over MEASURES whose weights are never negative: more likeness never lowers the score."""

    weights: tuple[float, ...]  #: in the order of MEASURES
    bias: float

    def probability(self, measures: Numbers) -> Numbers:
        """Return the probability that the two stories report the same event, for each row of measures."""
        return np.asarray(1 / (1 + np.exp(-(measures @ np.array(self.weights) + self.bias))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """How measures become a score: pairs without static vectors, as of most languages, have their own weights."""

    with_vectors: Model
    without_vectors: Model

    @classmethod
    @cache
    def shipped(cls) -> "Models":
        """Return the models that `benchmarks/train_score.py` fitted."""
        table = json.loads(files(__package__).joinpath("weights", "score.json").read_bytes())
        with_vectors, without_vectors = (
            Model(weights=tuple(table[kind]["weights"][name] for name in MEASURES), bias=table[kind]["bias"])
            for kind in ("with_vectors", "without_vectors")
        )
        return cls(with_vectors=with_vectors, without_vectors=without_vectors)

    def probability(self, measures: Numbers, has_vectors: NDArray[np.bool_]) -> Numbers:
        """Return the probability that both report one event, for each row; `has_vectors` tells which model judges it."""
        with_, without = self.with_vectors.probability(measures), self.without_vectors.probability(measures)
        return np.where(has_vectors, with_, without)


def copy_score(measures: Numbers) -> Numbers:
    """Return how surely the two stories are the same text or a rewrite of it, for each row of measures.

    The mean of words, word pairs and static vectors: a rewrite keeps the facts and what is said in all, and some phrases.
    Where there are no vectors, the mean of the other two.
    """
    kept = measures[:, [WORDS, PAIRS, VECTORS]]
    return np.asarray(np.where(measures[:, VECTORS] > 0, kept.mean(axis=1), kept[:, :2].mean(axis=1)))
