"""Patterns of furniture lines in, the one that a folded line is out: a table looks at none but those that begin with its word.

A pattern begins with a word that is written out, or with groups of such words. For each word that lines begin with, all
its patterns are one, in which the groups before that word are resolved ("(?:the|our) site" is "the site" there): what all
of them begin with is then compared once, and the next letter tells most of them from the line.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from sys import intern
from typing import TypeAlias

LONGEST = 600  #: characters of the longest furniture line, a disclaimer; longer ones are text

#: Reason -> patterns, each of which has to match all of a folded line.
Phrases: TypeAlias = Mapping[str, Iterable[str]]

#: Letters that are written in more than one way: Turkish dotted and dotless i, Russian ё, Arabic letters with and without
#: their signs (vowels and the stroke that stretches a word go). Lines are folded like this, too.
LETTERS: dict[int, str | None] = {
    **dict.fromkeys(map(ord, "İı"), "i"),
    **dict.fromkeys(map(ord, "Ёё"), "е"),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىی"), "ي"),
    **dict.fromkeys([0x640, 0x670, *range(0x64B, 0x653)], None),
}
#: Han, kana and Thai are written without spaces: two characters are found by, not a word. Any number, or \d in a pattern,
#: is found by the same key.
UNSPACED = r"\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_FIRST = re.compile(rf"\\d|\d+|[{UNSPACED}]{{1,2}}|©|[^\W\d_{UNSPACED}]+")
_A_NUMBER = "0"
_REPEATED = ("*", "+", "{")


class Table:
    """Patterns by their first word. They are compiled when a line first begins with it: all of them together take a second."""

    def __init__(self, *phrases: Phrases) -> None:
        written: dict[str, list[tuple[str, str]]] = {}
        self._any: dict[str, re.Pattern[str]] = {}
        for reasons in phrases:
            for because, patterns in reasons.items():
                for pattern in patterns:
                    own = _written(pattern, because)
                    for key in dict.fromkeys(key for resolved in _resolved(own[0]) for key in _keys(resolved)):
                        written.setdefault(key, []).append(own)
        # Tuples and shared words: tables with the same words are in every process, and a list of one takes twice the room.
        self._written = {intern(key): tuple(found) for key, found in written.items()}

    @property
    def written(self) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Patterns, each with its reason, by the word that they begin with."""
        return self._written

    def reason(self, folded: str) -> str | None:
        """Say what a folded line is; None if it is in no pattern."""
        if not folded or len(folded) > LONGEST:
            return None
        key = _key(folded)
        any_of_them = self._any.get(key)
        if any_of_them is None:
            if key not in self._written:
                return None
            any_of_them = self._any[key] = self._compiled(key)
        if any_of_them.fullmatch(folded) is None:
            return None
        # One look finds that it is none of them, as most are; here it is known that it is one.
        return next(because for pattern, because in self._written[key] if _compiled(pattern).fullmatch(folded))

    def _compiled(self, key: str) -> re.Pattern[str]:
        resolved = dict.fromkeys(
            one for pattern, _ in self._written[key] for one in _resolved(pattern) if key in _keys(one)
        )
        return re.compile("|".join(resolved), re.DOTALL)


@cache  # some tables are made of others: what they have in common is there once, 3 MB of it
def _written(pattern: str, because: str) -> tuple[str, str]:
    written = pattern.translate(LETTERS)
    return (pattern if written == pattern else written), because


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.DOTALL)


def _resolved(pattern: str) -> list[str]:
    """Write the groups out that a pattern begins with: a pattern for each choice, none of which begins with a group."""
    if not pattern.startswith("(?:"):
        return [pattern]
    choices, rest = _group(pattern)
    if rest.startswith(_REPEATED):
        raise ValueError(f"phrase {pattern!r} begins with a group that is repeated")
    behind = rest.removeprefix("?")
    resolved = [one for choice in choices for one in _resolved(choice + behind)]
    return resolved if behind == rest else resolved + _resolved(behind)


def _group(pattern: str) -> tuple[list[str], str]:
    """Split the group that a pattern begins with into its choices; and what is behind it."""
    depth, choices, start = 0, [], len("(?:")
    for sign in re.finditer(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", pattern):
        depth += {"(": 1, ")": -1}.get(sign[0], 0)
        if (sign[0] == "|" and depth == 1) or depth == 0:
            choices.append(pattern[start : sign.start()])
            start = sign.end()
        if depth == 0:
            return choices, pattern[start:]
    raise ValueError(f"phrase {pattern!r} has an open group")


def _keys(resolved: str) -> list[str]:
    """What lines are found by that a pattern without a group at its begin may match; the last letter of its word may be missing."""
    first = _FIRST.match(resolved)
    if first is None:
        raise ValueError(f"phrase {resolved!r} does not begin with a word written out")
    may_be_shorter = resolved.startswith("?", first.end())
    return [_key(first[0]), _key(first[0][:-1])] if may_be_shorter else [_key(first[0])]


def _key(text: str) -> str:
    word = text.partition(" ")[0]
    if word.isascii() and word.isalpha():
        return word  # of most
    first = _FIRST.search(text)
    if first is None:
        return ""
    return _A_NUMBER if first[0][0].isdigit() or first[0] == r"\d" else first[0]
