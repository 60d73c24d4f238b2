"""Where a text has what was asked for: a piece of it around there, in parts that are marked or not. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from bot.search.query import Term
from bot.search.words import is_paired, located

#: Characters of a piece, and of it what stands before the first word that was asked for. Some three lines.
LENGTH: Final = 260
_BEFORE: Final = 60
#: Characters of a text that are looked at.
_LOOKED_AT: Final = 20_000
#: Places that are looked at for the best piece.
_MOST_HITS: Final = 200
_BLANKS: Final = re.compile(r"\s+")


class Part(NamedTuple):
    """A part of a text."""

    text: str
    is_marked: bool


class _Hit(NamedTuple):
    begin: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> tuple[Part, ...]:
    """Return the whole text on one line, with what was asked for marked."""
    line = _BLANKS.sub(" ", text).strip()
    return _parts(line, 0, len(line), _hits(line, terms))


def snippet(text: str, terms: Sequence[Term], length: int = LENGTH) -> tuple[Part, ...]:
    """Return the piece of a text that has the most of what was asked for, the first such; else how the text begins."""
    line = _BLANKS.sub(" ", text[:_LOOKED_AT]).strip()
    hits = _hits(line, terms)
    begin = _begin(line, hits, length)
    end = _word_end(line, begin + length)
    before, after = ("… " if begin else ""), ("…" if end < len(line) else "")
    parts = _parts(line, begin, end, hits)
    return tuple(part for part in (Part(before, is_marked=False), *parts, Part(after, is_marked=False)) if part.text)


def _hits(line: str, terms: Sequence[Term]) -> list[_Hit]:
    """Find what was asked for, in the order of the text, without what overlaps."""
    folded, places = located(line)
    hits = [
        _Hit(places[found.start()], places[found.end() - 1] + 1, number)
        for number, term in enumerate(terms)
        for found in _pattern(term).finditer(folded)
    ]
    apart: list[_Hit] = []
    for hit in sorted(hits):
        if not apart or hit.begin >= apart[-1].end:
            apart.append(hit)
    return apart


def _pattern(term: Term) -> re.Pattern[str]:
    said = ""
    for word, following in zip(term.words, (*term.words[1:], ""), strict=True):
        if is_paired(word) and len(word) > 1 and following.startswith(word[1:]) and following:
            said += re.escape(word[0])  # the next pair begins with the rest
        else:
            said += re.escape(word) + ("[^0-9a-z\x80-\U0010ffff]*" if following else "")
    before = "" if is_paired(term.words[0]) else "(?<![0-9a-z\x80-\U0010ffff])"
    after = "" if term.is_begin or is_paired(term.words[-1]) else "(?![0-9a-z\x80-\U0010ffff])"
    return re.compile(before + said + after)


def _begin(line: str, hits: Sequence[_Hit], length: int) -> int:
    """Return where the best piece begins, at the begin of a word."""
    best, most = 0, 0
    for hit in hits:
        inside = {
            other.term for other in hits if hit.begin <= other.begin and other.end <= hit.begin + length - _BEFORE
        }
        if len(inside) > most:
            best, most = hit.begin, len(inside)
    if best <= _BEFORE:
        return 0
    begin = best - _BEFORE
    blank = line.find(" ", begin, best)
    return blank + 1 if blank >= 0 else begin


def _word_end(line: str, end: int) -> int:
    if end >= len(line):
        return len(line)
    blank = line.rfind(" ", max(end - 30, 0), end)
    return blank if blank >= 0 else end


def _parts(line: str, begin: int, end: int, hits: Iterable[_Hit]) -> tuple[Part, ...]:
    parts: list[Part] = []
    at = begin
    for hit in hits:
        if hit.begin < at or hit.end > end:
            continue
        parts += [Part(line[at : hit.begin], is_marked=False), Part(line[hit.begin : hit.end], is_marked=True)]
        at = hit.end
    parts.append(Part(line[at:end], is_marked=False))
    return tuple(part for part in parts if part.text)
