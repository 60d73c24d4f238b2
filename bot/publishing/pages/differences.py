"""Show what one text says otherwise than another, word by word. Pure, and bounded in cost whatever the texts are.

The shortest way from one list of words to the other is found (Myers 1986: time grows with the words times the words that
differ); where more differ than anybody would follow, nothing is marked.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from markupsafe import Markup, escape

from bot.publishing.layout import counted
from bot.publishing.text import scrub

# More than these is another text, or none that a person would read for its differences. They bound the cost to some 30 ms.
_MOST_WORDS = 6000
_MOST_CHANGES = 240
# So few words between two changes are shown as changed too: two phrases are read more easily than confetti.
_ISLAND = 1

# Scripts without spaces are compared sign by sign.
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af\u0e00-\u0eff\U00020000-\U0003ffff"
_WORD = re.compile(rf"(?:[{_SIGNS}]|[^\s{_SIGNS}]+)\s?")
_BLANK_LINE = re.compile(r"\n\s*\n")
_SIGN = re.compile(f"[{_SIGNS}]")
_BREAK = "\n\n"
_NONE = "Word for word the same"

_Tag = Literal["", "del", "ins"]


class Difference(NamedTuple):
    """What became of a text in another."""

    words: str  #: says in a few words how much it is
    marked: Markup | None  #: paragraphs that differ, with `del` and `ins`; None where nothing or too much does

    @property
    def is_none(self) -> bool:
        """Whether nothing that is read differs."""
        return self.words == _NONE


class _Piece(NamedTuple):
    tag: _Tag
    text: str


def difference(before: str, after: str) -> Difference:
    """Compare two texts; paragraphs are separated by a blank line."""
    ones, others = _words(before), _words(after)
    if [word.strip() for word in ones] == [word.strip() for word in others]:
        return Difference(_NONE, None)
    found = _pieces(ones, others)
    if found is None:
        return Difference(f"{_share(ones, others)} % of its words are the same", None)
    pieces = list(_without_islands(found))
    out, new = (sum(piece.tag == tag and piece.text != _BREAK for piece in pieces) for tag in ("del", "ins"))
    if not out and not new:
        return Difference(_NONE, None)
    said = [f"{counted(out, 'word', 'words')} less"] if out else []
    said += [f"{counted(new, 'word', 'words')} more"] if new else []
    return Difference(f"The same but for {' and '.join(said)}", Markup("\n").join(_paragraphs(pieces)))


def _words(text: str) -> list[str]:
    words: list[str] = []
    for paragraph in _BLANK_LINE.split(scrub(text)):
        if found := _WORD.findall(paragraph):
            words += [_BREAK, *found] if words else found
    return words


def _share(ones: Sequence[str], others: Sequence[str]) -> int:
    mine, theirs = (Counter(word.strip() for word in words if word != _BREAK) for words in (ones, others))
    return 100 * (mine & theirs).total() // max(mine.total(), theirs.total(), 1)


def _pieces(ones: Sequence[str], others: Sequence[str]) -> list[_Piece] | None:
    """Return both texts as one list of words, each in both, in the first only or in the other only; None if that is too much."""
    if max(len(ones), len(others)) > _MOST_WORDS:
        return None
    first, second = [word.strip() for word in ones], [word.strip() for word in others]
    # What only one of them has is the least that has to change; it tells most rewrites at no cost.
    mine, theirs = Counter(first), Counter(second)
    if (mine - theirs).total() + (theirs - mine).total() > _MOST_CHANGES:
        return None
    trail = _shortest(first, second)
    return None if trail is None else _walk_back(trail, ones, others)


def _shortest(first: Sequence[str], second: Sequence[str]) -> list[dict[int, int]] | None:
    """Return how far each diagonal is reached with 0, 1, 2 … changes, up to the end of both."""
    reached, trail = {1: 0}, []
    for changes in range(_MOST_CHANGES + 1):
        trail.append(reached.copy())
        for diagonal in range(-changes, changes + 1, 2):
            is_down = diagonal == -changes or (diagonal != changes and reached[diagonal - 1] < reached[diagonal + 1])
            x = reached[diagonal + 1] if is_down else reached[diagonal - 1] + 1
            y = x - diagonal
            while x < len(first) and y < len(second) and first[x] == second[y]:
                x, y = x + 1, y + 1
            reached[diagonal] = x
            if x >= len(first) and y >= len(second):
                return trail
    return None


def _walk_back(trail: Sequence[dict[int, int]], ones: Sequence[str], others: Sequence[str]) -> list[_Piece]:
    x, y = len(ones), len(others)
    pieces: list[_Piece] = []
    for changes in range(len(trail) - 1, -1, -1):
        reached, diagonal = trail[changes], x - y
        is_down = diagonal == -changes or (
            diagonal != changes and reached.get(diagonal - 1, -1) < reached.get(diagonal + 1, -1)
        )
        came_from = diagonal + 1 if is_down else diagonal - 1
        start = reached[came_from] if changes else 0
        start_y = start - came_from if changes else 0
        while x > start and y > start_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            pieces.append(_Piece("", max(ones[x], others[y], key=len)))
        if changes and is_down:
            y -= 1
            pieces.append(_Piece("ins", others[y]))
        elif changes:
            x -= 1
            pieces.append(_Piece("del", ones[x]))
    return pieces[::-1]


def _without_islands(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Put what went before what came in each change, and take the few words between two changes into one change."""
    runs = [(is_same, list(run)) for is_same, run in groupby(pieces, key=lambda piece: not piece.tag)]
    change: list[_Piece] = []
    for place, (is_same, run) in enumerate(runs):
        is_island = is_same and 0 < place < len(runs) - 1 and len(run) <= _ISLAND
        if is_island and all(piece.text != _BREAK for piece in run):
            change += [_Piece("del", piece.text) for piece in run] + [_Piece("ins", piece.text) for piece in run]
        elif not is_same:
            change += run
        else:
            yield from sorted(change, key=lambda piece: piece.tag)
            change = []
            yield from run
    yield from sorted(change, key=lambda piece: piece.tag)


def _paragraphs(pieces: Sequence[_Piece]) -> Iterator[Markup]:
    """Write the paragraphs in which something differs; the others are counted."""
    same = 0
    for is_break, run in groupby(pieces, key=lambda piece: piece.text == _BREAK):
        if is_break:
            continue
        paragraph = list(run)
        if not any(piece.tag for piece in paragraph):
            same += 1
            continue
        if same:
            yield _same(same)
            same = 0
        yield Markup("<p>{}</p>").format(Markup("").join(_runs(paragraph)))
    if same:
        yield _same(same)


def _runs(paragraph: Sequence[_Piece]) -> Iterator[Markup]:
    before = ""
    for tag, run in groupby(paragraph, key=lambda piece: piece.tag):
        text = "".join(piece.text for piece in run)
        # The last word of a text has no space behind it.
        if before and (before[-1].isspace() or not (_SIGN.match(before[-1]) or _SIGN.match(text))):
            yield Markup(" ")
        words = escape(text.rstrip())
        yield Markup("<{0}>{1}</{0}>").format(tag, words) if tag else words
        before = text


def _same(paragraphs: int) -> Markup:
    return Markup('<p class="same">{}</p>').format(f"{counted(paragraphs, 'paragraph', 'paragraphs')} the same")
