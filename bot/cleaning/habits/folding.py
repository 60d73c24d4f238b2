"""Texts by which repeated ones are found, and the words in them."""

import re
from hashlib import blake2b
from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal["line", "prefix", "suffix"]


class Found(NamedTuple):
    """A habit that was found."""

    kind: Kind
    text: str  #: as first seen
    stories: int  #: how many have it
    of: int  #: of how many


_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"'})
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"\w+")
# Han, kana and Thai are written without spaces: two characters stand for a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
_STEM = 6  # letters by which a word is known, so that "Ukrainian" is "Ukraine"


def fold(text: str) -> str:
    """Fold a line for comparison: in small letters, every year as one, without a list item's dash.

    Other numbers may be what the line is there for.
    """
    text = text.removeprefix("- ").translate(_STRAIGHT).casefold()
    return _YEAR.sub("0000", text) if "19" in text or "20" in text else text


def mark(kind: Kind, text: str) -> str:
    """Fingerprint of a habit: 32 hex digits."""
    return blake2b(f"{kind}\n{fold(text)}".encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def stems(text: str) -> frozenset[str]:
    """Every word of a text, by its stem."""
    folded = text.casefold()
    found = {word[:_STEM] for word in _WORD.findall(folded)}
    if not text.isascii():
        found |= {run[at : at + 2] for run in _UNSPACED.findall(folded) for at in range(len(run) - 1)}
    return frozenset(found)


def telling(text: str) -> frozenset[str]:
    """Stems of the words that say what a line is about: names, numbers, words of five letters and more."""
    found = names(text) | {word[:_STEM] for word in _WORD.findall(text.casefold()) if len(word) >= 5}
    if not text.isascii():
        found |= {run[at : at + 2] for run in _UNSPACED.findall(text) for at in range(len(run) - 1)}
    return frozenset(found)


def names(text: str) -> frozenset[str]:
    """Stems of the names and numbers in a line; the first word of a sentence is none by its capital."""
    found: set[str] = set()
    for match in _WORD.finditer(text):
        word, before = match[0], text[max(match.start() - 2, 0) : match.start()]
        is_inside = (
            before[-1:] in {" ", "-", "'", "’"} and before[:1] not in {".", "!", "?", ":", "…"} and before != " "
        )
        if word[0].isdigit() or (is_inside and word[0].isupper() and len(word) > 1):
            found.add(word.casefold()[:_STEM])
    return frozenset(found)
