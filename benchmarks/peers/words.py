"""Texts as words and as numbered runs of words, as the peers see them: lower case, no punctuation."""

import re
from collections.abc import Hashable, Iterable
from functools import cache

import numpy as np
import Stemmer

from benchmarks.peers.grouping import Ids
from bot.model import Story

_WORD = re.compile(r"\w+")


def content(story: Story) -> str:
    """Return title and text."""
    return f"{story.title}\n{story.text}"


def words(text: str) -> list[str]:
    """Return the words in lower case, in their order."""
    return _WORD.findall(text.lower())


@cache
def _english() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


def stems(text: str) -> list[str]:
    """Return the words under their English stems (Snowball), in their order."""
    stemmed: list[str] = _english().stemWords(words(text))
    return stemmed


def runs(sequence: list[str], length: int) -> list[tuple[str, ...]]:
    """Return all runs of so many neighbours; of a shorter sequence, the whole."""
    if len(sequence) <= length:
        return [tuple(sequence)] if sequence else []
    return list(zip(*(sequence[i:] for i in range(length)), strict=False))


class Numbering:
    """Gives each thing a number, the same whenever it comes again."""

    def __init__(self) -> None:
        self._known: dict[Hashable, int] = {}

    def __len__(self) -> int:
        """Return how many numbers are given."""
        return len(self._known)

    def of(self, things: Iterable[Hashable]) -> Ids:
        """Return the numbers of the things, each thing once, ascending."""
        return np.unique(self.each(things))

    def each(self, things: Iterable[Hashable]) -> Ids:
        """Return the numbers of the things, in their order."""
        known = self._known
        return np.array([known.setdefault(thing, len(known)) for thing in things], dtype=np.int32)
