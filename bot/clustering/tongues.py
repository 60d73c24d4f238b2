"""What is kept of a story to find those of other languages that report its event, and how alike two such stories are.

A *gist* is the meaning of the story's beginning, as a multilingual encoder sees it, and what crosses languages as it is:
its numbers, and its names in Latin or Cyrillic letters. Some 800 bytes a story, and only where somebody asked for it.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from bot.clustering.encoder import DIMENSIONS, LANGUAGES, Encoder
from bot.model import Story

MEASURES = (
    "meaning",  #: cosine of the encoder's vectors
    "same_numbers",  #: how much both say in the same numbers, 0-1
    "other_numbers",  #: how much each says in numbers that the other does not have; of the two, what is less, 0-1
    "same_names",  #: how many names both have, as ln(1 + names)
    "no_names",  #: 1 where both have names, and none in common
)
AGAINST = ("other_numbers", "no_names")  #: of which more speaks against one event

# Of 30, 60 and 100 words, pairs of one event stood out best from look-alikes with 60 (benchmarks/results/tongues.md).
_WORDS = 60
# Characters that say as much, in scripts that put no blanks between words.
_CHARACTERS = {"ja": 120, "th": 300, "zh": 120}
_LONGEST_WORD = 20  # characters a word has at most, as a mean: what is longer is no text
_MARKED = 1200  # characters that are looked through for numbers and names; what follows is mostly background
_NUMBERS, _NAMES = 16, 32  # of a story that are kept
_FEWEST_NAMES = 4  # from here on, that none is in common says something
_FEW, _FEW_OF_ALL = 8, 0.005  # stories that may have a mark before it says less; arbitrary
_HALF = 3.0  # weight of numbers that makes half of all there can be; arbitrary
# By how many digits tell it from others: 7, 12, 312 and more.
_WEIGHTS = np.array([0, 0.2, 0.7, 2], dtype=np.float32)
_DIGITS = np.uint32(3)  # the bits of a kept number that say which

_NUMBER = re.compile(r"\d+(?:[.,:٫٬'’ \u00a0\u2009\u202f]\d+)*")
_SPACE = re.compile("[ \u00a0\u2009\u202f]")
_SPACED_THOUSANDS = re.compile(r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?:,\d+)?")
_WORD = re.compile(r"[^\W\d_]+")
# Enough that a name written in Cyrillic letters often begins as in Latin ones.
_LETTERS = str.maketrans(
    dict(zip("абвгґдезиіїйклмнопрстуфхцыэєё", "abvggdeziiijklmnoprstufhcyeee", strict=True))
    | {"ж": "zh", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": ""}
    | {"ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"}
)
_SHORTEST_NAME = 4
_BEGINNING = 5  # letters of a name that are compared: endings are the languages' own

_FIRST_ROWS = 256
_SIFTED = 96  # stories whose cosines are taken
_FARTHEST = 0.42  # cosine below which nothing reports one event, whatever else they share

Bytes = NDArray[np.int8]
Marks = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """One story, as it is compared with those of other languages."""

    vector: Bytes  #: DIMENSIONS whole numbers, the largest 127 or -127
    numbers: Marks  #: at most _NUMBERS hashes; the two last bits are an index of _WEIGHTS
    names: Marks  #: at most _NAMES hashes

    def pack(self) -> bytes:
        """Return it as bytes that `unpack` reads, the same on every machine."""
        marks = np.concatenate([self.numbers, self.names]).astype("<u4").tobytes()
        return bytes((len(self.numbers), len(self.names))) + self.vector.tobytes() + marks

    @classmethod
    def unpack(cls, packed: bytes) -> Self | None:
        """Return what was packed; None for no bytes."""
        if not packed:
            return None
        marks = np.frombuffer(packed, dtype="<u4", offset=2 + DIMENSIONS).astype(np.uint32, copy=False)
        return cls(
            np.frombuffer(packed, dtype=np.int8, count=DIMENSIONS, offset=2), marks[: packed[0]], marks[packed[0] :]
        )


def gist(story: Story, encoder: Encoder) -> Gist | None:
    """Return the story's gist; None in languages that the encoder does not know."""
    if story.language not in LANGUAGES:
        return None
    vector = encoder.encode(opening(story))
    scaled = np.rint(vector * (127 / max(float(np.abs(vector).max()), 1e-9))).astype(np.int8)
    marked = f"{story.title} . {story.text[:_MARKED]}"
    return Gist(scaled, _kept(map(_number_mark, numbers(marked)), _NUMBERS), _kept(map(_mark, names(marked)), _NAMES))


def opening(story: Story) -> str:
    """Return the words by which the story's meaning is judged: its title and the first ones of its text."""
    most = _CHARACTERS.get(story.language or "")
    text = f"{story.title}. {story.text}"[: most or _WORDS * _LONGEST_WORD]
    return " ".join(text.split()[: None if most else _WORDS])


def numbers(text: str) -> dict[str, str]:
    """Return the numbers of a text by what tells them apart in all languages: their digits, without the noughts at both ends.

    4.2 million, 4,2 Millionen and 420万 are one number then. Years say nothing. The values are the numbers as written.
    """
    found: dict[str, str] = {}
    for run in _NUMBER.findall(text):
        for number in [run] if _SPACED_THOUSANDS.fullmatch(run) else _SPACE.split(run):
            digits = "".join(str(unicodedata.digit(c)) for c in number if c.isdigit())
            if not (len(number) == 4 and digits[:2] in {"19", "20"}) and (told := digits.strip("0")):
                found.setdefault(told, number)
    return found


def names(text: str) -> dict[str, str]:
    """Return the names of a text by how they begin in plain Latin letters. The values are the names as written."""
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if len(word) >= _SHORTEST_NAME and word[0].isupper():
            plain = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
            plain = "".join(c for c in plain if not unicodedata.combining(c))
            if plain.isascii():
                found.setdefault(plain[:_BEGINNING], word)
    return found


def in_common(story: Story, other: Gist) -> list[str]:
    """Return the numbers and names of a story that another one has too, as the story writes them."""
    marked = f"{story.title} . {story.text[:_MARKED]}"
    theirs = {*other.numbers.tolist(), *other.names.tolist()}
    found = {written: _number_mark(told) for told, written in numbers(marked).items()}
    found |= {written: _mark(told) for told, written in names(marked).items()}
    return [written for written, mark in found.items() if mark in theirs]


class Gists:
    """The gists of remembered stories, in compact arrays. A story's row is free for another when it is dropped."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}  # by the number of the story
        self._counts: Counter[int] = Counter()  # how many stories have a mark
        self._free: list[int] = []
        self._codes: dict[str, int] = {}  # of languages, from 1
        self._numbers_of = np.zeros(_FIRST_ROWS, dtype=np.int64)
        self._language = np.zeros(_FIRST_ROWS, dtype=np.uint8)  # 0 where nothing is
        self._signs = np.zeros((DIMENSIONS // 64, _FIRST_ROWS), dtype=np.uint64)  # of all stories, the first ones first
        self._vectors = np.zeros((_FIRST_ROWS, DIMENSIONS), dtype=np.int8)
        self._numbers = np.zeros((_FIRST_ROWS, _NUMBERS), dtype=np.uint32)
        self._names = np.zeros((_FIRST_ROWS, _NAMES), dtype=np.uint32)

    def __contains__(self, number: int) -> bool:
        return number in self._rows

    def put(self, number: int, language: str | None, own: Gist | None) -> None:
        """Remember a story's gist, instead of its former one; nothing where it has none."""
        self.drop(number)
        if own is None or language is None:
            return
        if not self._free:
            self._make_room()
        row = self._rows[number] = self._free.pop()
        self._numbers_of[row] = number
        self._language[row] = self._codes.setdefault(language, len(self._codes) + 1)
        self._signs[:, row] = _signs(own.vector)
        self._vectors[row] = own.vector
        self._numbers[row], self._names[row] = 0, 0
        self._counts.update((*own.numbers.tolist(), *own.names.tolist()))
        self._numbers[row, : len(own.numbers)] = own.numbers
        self._names[row, : len(own.names)] = own.names

    def drop(self, number: int) -> None:
        """Forget a story; nothing if it has no gist."""
        row = self._rows.pop(number, None)
        if row is not None:
            self._language[row] = 0
            for mark in (*self._numbers[row].tolist(), *self._names[row].tolist()):
                self._counts[mark] -= 1
                if self._counts[mark] <= 0:
                    del self._counts[mark]
            self._free.append(row)

    def gist(self, number: int) -> Gist | None:
        """Return what is remembered of a story."""
        row = self._rows.get(number)
        if row is None:
            return None
        numbers, names = self._numbers[row], self._names[row]
        return Gist(self._vectors[row].copy(), numbers[numbers > 0], names[names > 0])

    def nearest(self, own: Gist, language: str | None, most: int) -> list[int]:
        """Return the stories of other languages whose meaning is nearest, the nearest first.

        The signs of the vectors choose those whose cosines are taken: 64 bytes a story are read instead of 512.
        """
        is_other = (self._language > 0) & (self._language != self._codes.get(language or "", 0))
        rows = np.flatnonzero(is_other)
        if not len(rows):
            return []
        if len(rows) > _SIFTED:
            unlike = np.bitwise_count(self._signs ^ _signs(own.vector)[:, None])
            apart = np.where(is_other, unlike.sum(axis=0, dtype=np.uint16), DIMENSIONS)
            # All that tie with the last one, so that the same ones are left whatever the partition did.
            rows = np.flatnonzero(is_other & (apart <= np.partition(apart, _SIFTED - 1)[_SIFTED - 1]))
        cosines = self._cosines(own, rows)
        found = self._numbers_of[rows]
        order = np.lexsort((found, -cosines))[:most]
        nearest: list[int] = found[order][cosines[order] >= _FARTHEST].tolist()
        return nearest

    def measure(self, own: Gist, numbers: Sequence[int]) -> NDArray[np.float32]:
        """Return MEASURES of a story with each of some others, which have to have gists; the same in both directions."""
        rows = np.array([self._rows[number] for number in numbers], dtype=np.intp)
        numbers_of, names_of = self._numbers[rows], self._names[rows]
        ours, theirs = _WEIGHTS[own.numbers & _DIGITS], _WEIGHTS[numbers_of & _DIGITS].sum(axis=1)
        shared = (numbers_of[:, :, None] == own.numbers).any(axis=1)
        same = (shared * (ours * self._rarity(own.numbers))).sum(axis=1)
        other = np.maximum(np.minimum(ours.sum(), theirs) - (shared * ours).sum(axis=1), 0)
        both = (names_of[:, :, None] == own.names).any(axis=1)
        have = np.minimum(len(own.names), (names_of > 0).sum(axis=1)) >= _FEWEST_NAMES
        columns = (
            self._cosines(own, rows),
            same / (same + _HALF),
            other / (other + _HALF),
            np.log1p((both * self._rarity(own.names)).sum(axis=1)),
            have & ~both.any(axis=1),
        )
        return np.stack(columns, axis=1).astype(np.float32)

    def _rarity(self, marks: Marks) -> NDArray[np.float32]:
        """Return how much each mark says: less if many remembered stories have it, as Covid-19 had its 19."""
        counts = np.array([self._counts.get(mark, 0) for mark in marks.tolist()], dtype=np.float32)
        few = max(_FEW, len(self._rows) * _FEW_OF_ALL)
        return np.asarray(few / np.maximum(counts, few))

    def _cosines(self, own: Gist, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        vectors, mine = self._vectors[rows].astype(np.float32), own.vector.astype(np.float32)
        lengths = np.sqrt((vectors * vectors).sum(axis=1) * (mine * mine).sum())
        return np.asarray(vectors @ mine / np.maximum(lengths, 1))

    def _make_room(self) -> None:
        rows = len(self._language)
        first = len(self._rows)
        if first == rows:
            self._signs = np.concatenate([self._signs, np.zeros_like(self._signs)], axis=1)
            for name in ("_numbers_of", "_language", "_vectors", "_numbers", "_names"):
                former = getattr(self, name)
                setattr(self, name, np.concatenate([former, np.zeros_like(former)]))
            rows *= 2
        self._free = list(range(rows - 1, first - 1, -1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """How probably two stories of different languages report one event: a logistic regression over MEASURES."""

    weights: tuple[float, ...]
    bias: float

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log odds for each row."""
        return np.asarray(rows.astype(np.float64) @ np.array(self.weights) + self.bias)

    @classmethod
    def of(cls, table: dict[str, Any]) -> Self:
        """Read the table of the weights."""
        return cls(weights=tuple(table["weights"][name] for name in MEASURES), bias=table["bias"])


@cache
def model() -> Model:
    """Return the shipped model, which `benchmarks/train_tongues.py` fitted."""
    return Model.of(json.loads(files(__package__).joinpath("weights", "tongues.json").read_bytes()))


def _signs(vector: Bytes) -> NDArray[np.uint64]:
    return np.packbits(vector > 0).view(np.uint64)


def _mark(told: str) -> int:
    return crc32(told.encode()) | 1


def _number_mark(told: str) -> int:
    return crc32(told.encode()) & ~3 | min(len(told), 3)


def _kept(marks: Iterable[int], most: int) -> Marks:
    return np.array(list(dict.fromkeys(marks))[:most], dtype=np.uint32)
