"""Find what two texts say word for word: runs of words that both have, as one of them writes them.

Words are compared without regard to case and punctuation; a character of a script that writes no spaces counts as a word.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.clustering.segments import UNSPACED

# Vowel signs and points belong to the word, but are no letters for `re`.
_SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(f"[{UNSPACED}]|\\d+|[^\\W\\d_{UNSPACED}](?:[^\\W\\d_{UNSPACED}]|[{_SIGNS}])*")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_GRAM = 4  # words that a run has at least
_CHARACTERS = 2.5  # of unspaced scripts that are as much as a word
# What belongs to a run when it stands right behind its last word.
_CLOSING = "%％"


class Words(NamedTuple):
    """A text and its words."""

    text: str
    spans: tuple[tuple[int, int], ...]
    folded: tuple[str, ...]  #: the words in small letters

    def written(self, first: int, last: int) -> str:
        """Return how the words from *first* up to *last*, which is one of them, stand in the text; blanks made one space."""
        begin, end = self.spans[first][0], self.spans[last][1]
        if self.text[end : end + 1] in _CLOSING:
            end += 1
        return " ".join(self.text[begin:end].split())


class Run(NamedTuple):
    """A run of words that two texts have."""

    one: int  #: its first word in the one text, counted from 0
    other: int  #: the same in the other
    length: int  #: words


def words(text: str, most: int | None = None) -> Words:
    """Find the words of a text, at most so many of them."""
    spans = []
    for found in _WORD.finditer(text):
        spans.append(found.span())
        if len(spans) == most:
            break
    return Words(text, tuple(spans), tuple([text[begin:end].casefold() for begin, end in spans]))


def line(text: str) -> str:
    """Return the words of a text in small letters, a blank around each: to look for words in."""
    return f" {' '.join(words(text).folded)} "


def runs(one: Words, other: Words, least: int) -> list[Run]:
    """Return the runs of at least so many words that both have, longest first; no word of the other text is in two of them.

    Each is as long as it can be, beginning where the other text goes on from the last one: greedy, as text reuse is mostly found.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at in range(len(one.folded) - _GRAM + 1):
        places.setdefault(one.folded[at : at + _GRAM], []).append(at)
    found, at = [], 0
    while at <= len(other.folded) - _GRAM:
        begins = places.get(other.folded[at : at + _GRAM], ())
        best = max(
            (Run(begin, at, _length(one.folded, begin, other.folded, at)) for begin in begins[:8]),
            key=_rank,
            default=None,
        )
        if best is None:
            at += 1
            continue
        if size(one.folded[best.one : best.one + best.length]) >= least:
            found.append(best)
        at += best.length
    return sorted(found, key=lambda run: (-run.length, run.other))


def size(folded: Sequence[str]) -> float:
    """Return how many words these are worth: less than one each, in scripts that write no spaces."""
    unspaced = sum(1 for word in folded if _UNSPACED.match(word))
    return len(folded) - unspaced + unspaced / _CHARACTERS


def _rank(run: Run) -> tuple[int, int]:
    return run.length, -run.one


def _length(one: Sequence[str], begin: int, other: Sequence[str], at: int) -> int:
    length = _GRAM
    most = min(len(one) - begin, len(other) - at)
    while length < most and one[begin + length] == other[at + length]:
        length += 1
    return length
