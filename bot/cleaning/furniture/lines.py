"""A line in, why it is furniture out; None for what is not known as such.

What outlets write around their stories is a matter of language and habit, so it stands in tables, one for each language
(`phrases/`). All of them are asked, whatever the story's language: a German paper has English buttons. A pattern begins with
a word that is written out (or a group of them), by which it is found; so a line that begins with none of these words costs one look into a dict.

A line is compared folded: in small letters, with straight quotation marks, without the signs around it. No more than the
first 300 characters of a line are ever held against a pattern, and patterns hold no repetition inside of a repetition.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from bot.cleaning.furniture.phrases import TABLES

LONGEST = 300  #: characters of the longest furniture line; longer ones are text

#: Reason -> patterns, each of which has to match all of a folded line.
Phrases: TypeAlias = Mapping[str, Iterable[str]]

_SIGNS = " \t*•·▪►▶●■□◆◇→➡⇒»«›‹>–—-_|#=~+[](){}【】「」『』〔〕（）<>/…👉🔴📷✅📌📲📢🔗🎥📸.:;,،。：；、！!؟?"
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "\u00a0": " ", "\u202f": " "})
_FIRST = re.compile(r"[^\W_]+")
_GROUP = re.compile(r"\(\?:([^()]*)\)(?![?*{])")
# Han, kana and Thai are written without spaces: two characters are found by, not a word.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


class Table:
    """Patterns by their first word."""

    def __init__(self, *phrases: Phrases) -> None:
        self._found: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for reasons in phrases:
            for because, patterns in reasons.items():
                for pattern in patterns:
                    compiled = re.compile(pattern, re.DOTALL)
                    for begin in _begins(pattern):
                        self._found.setdefault(_key(begin), []).append((compiled, because))

    def reason(self, folded: str) -> str | None:
        """Say what a folded line is; None if it is in no pattern."""
        if not folded or len(folded) > LONGEST:
            return None
        for pattern, because in self._found.get(_key(folded), ()):
            if pattern.fullmatch(folded):
                return because
        return None


def fold(text: str) -> str:
    """Fold a line for comparison; "" for one that is too long to be furniture."""
    return text.translate(_STRAIGHT).casefold().strip(_SIGNS) if len(text) <= LONGEST else ""


def _begins(pattern: str) -> list[str]:
    """The words that a pattern may begin with: it has one, or a group of them that holds no other group."""
    group = _GROUP.match(pattern)
    begins = group[1].split("|") if group else [pattern]
    if not all(map(_FIRST.match, begins)):
        raise ValueError(f"phrase {pattern!r} does not begin with a word written out")
    return begins


def _key(text: str) -> str:
    first = _FIRST.search(text)
    if first is None:
        return ""
    word = first[0]
    return word[:2] if _UNSPACED.match(word) else word


def _table(name: str) -> Table:
    return Table(*(getattr(table, name, {}) for table in TABLES))


ANYWHERE = _table("ANYWHERE")  #: lines that send the reader elsewhere, wherever they stand
TOP = _table("TOP")  #: lines above the first paragraph of the story
END = _table("END")  #: lines and last sentences behind the last paragraph of the story
LABELS = _table("LABELS")  #: headings of lists of links, boxes and the like, with all that belongs to them
CLOSINGS = _table("CLOSINGS")  #: lines that end the story: whatever follows is for editors or about the sender
