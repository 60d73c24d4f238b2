"""The body of a story as a flat list of blocks: what furniture is judged on, and what text and HTML are written from.

One list for both writings, so that a line that is taken out of one is out of the other. A block knows the containers
around it (`path`); containers are written when a block needs them, so one that has lost its blocks vanishes.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from bot.cleaning import mojibake
from bot.cleaning.characters import composed, scrub, squeeze


class Container(NamedTuple):
    """An element around blocks, such as a list item. Equal numbers are the same element."""

    number: int
    tag: str
    attributes: str = ""  #: serialised, with a leading space


class Mark(NamedTuple):
    """A tag inside a block."""

    tag: str
    attributes: str = ""  #: serialised, with a leading space
    closing: bool = False


Piece = str | Mark

_ALT = re.compile(r' alt="([^"]*)"')
_VOID = frozenset({"br", "img"})


# Nobody changes one; but to freeze it would triple what making one takes, and a body has dozens.
@dataclass(slots=True, unsafe_hash=True)
class Block:
    """One paragraph, heading, list item or cell."""

    pieces: tuple[Piece, ...]  #: text (unescaped, white space already normal) and tags, well nested
    tag: str = "p"  #: element to write around the pieces; "" for none, as for the only text of a list item
    path: tuple[Container, ...] = ()  #: outermost first
    at: int = field(default=-1, compare=False)  #: which of the body's blocks it is (a part of), from 0
    text: str = field(init=False, repr=False, compare=False)  #: as a person reads it; a line break counts as a space
    is_item: bool = field(init=False, repr=False, compare=False)  #: whether it belongs to a list
    has_picture: bool = field(init=False, repr=False, compare=False)  #: whether there is something to see besides text

    def __post_init__(self) -> None:
        # Asked for many times over, so made once.
        pieces, path = self.pieces, self.path
        self.is_item = bool(path) and any(container.tag == "li" for container in path)
        self.has_picture = False
        if len(pieces) == 1 and isinstance(pieces[0], str):  # most are no more than that
            self.text = pieces[0]
            return
        words = []
        for piece in pieces:
            if isinstance(piece, str):
                words.append(piece)
            elif piece.tag == "br":
                words.append(" ")
            elif piece.tag == "img":
                self.has_picture = True
        self.text = "".join(words)


def described(blocks: Sequence[Block]) -> str:
    """Return what the first picture that has a description is said to show; "" if there is none."""
    marks = (piece for block in blocks for piece in block.pieces if isinstance(piece, Mark) and piece.tag == "img")
    found = (_ALT.search(mark.attributes) for mark in marks)
    return next((html.unescape(alt[1]) for alt in found if alt and alt[1].strip()), "")


def paragraph(text: str, at: int = -1) -> Block:
    """Make a block of one paragraph of plain text."""
    return Block((text,), at=at)


def cut(block: Block, start: int, end: int | None = None) -> Block:
    """Keep `block.text[start:end]`, without white space at its ends, and the tags around it."""
    text = block.text
    end = len(text) if end is None else end
    kept = text[start:end]
    start += len(kept) - len(kept.lstrip())
    end -= len(kept) - len(kept.rstrip())
    pieces: list[Piece] = []
    at = 0
    for piece in block.pieces:
        if isinstance(piece, Mark) and piece.tag != "br":
            if piece.tag != "img" or start <= at <= end:
                pieces.append(piece)
            continue
        width = len(piece) if isinstance(piece, str) else 1
        if isinstance(piece, Mark):
            if start <= at < end:
                pieces.append(piece)
        elif part := piece[max(start - at, 0) : max(end - at, 0)]:
            pieces.append(part)
        at += width
    return Block(prune(pieces), block.tag, block.path, block.at)


def prune(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Drop elements without content, and line breaks at the ends."""
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return (pieces[0],)
    kept: list[Piece] = []
    touch = False
    last: Piece | None = None
    for piece in pieces:
        if isinstance(piece, str):
            touch = touch or isinstance(last, str)
        elif piece.closing and isinstance(last, Mark) and not last.closing and last.tag == piece.tag:
            kept.pop()
            last = kept[-1] if kept else None
            continue
        kept.append(piece)
        last = piece
    while kept and isinstance(kept[-1], Mark) and kept[-1].tag == "br":
        kept.pop()
    return tuple(_merged(kept) if touch else kept)


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Make one text of those that nothing is between any more."""
    for is_text, run in groupby(pieces, key=lambda piece: isinstance(piece, str)):
        if is_text:
            yield _joined("".join(map(str, run)))
        else:
            yield from run


def to_text(blocks: Sequence[Block]) -> str:
    """Write the blocks as paragraphs separated by a blank line; list items get a dash, the cells of one row share a line."""
    paragraphs: list[str] = []
    row_before = -1
    for block in blocks:
        is_whole = len(block.pieces) == 1 and block.tag != "pre"  # then its white space is normal
        text = block.text if is_whole else squeeze(block.text)
        row = -1
        if block.path:
            row = next((container.number for container in reversed(block.path) if container.tag == "tr"), -1)
            if text and block.is_item:
                text = f"- {text}"  # as people type it; so that text and HTML are judged alike
        if text and row != -1 and row == row_before and paragraphs:
            paragraphs[-1] += f" | {text}"
        elif text:
            paragraphs.append(text)
            row_before = row
    text = "\n\n".join(paragraphs)
    return text if text.isascii() else _joined(text)


def _joined(text: str) -> str:
    """Scrub what was scrubbed in pieces: only where they meet there may be something left."""
    raw = text.encode()
    beyond = mojibake.beyond_ascii(raw)
    whole = composed(text, beyond)
    if whole is not text:
        raw = whole.encode()
        beyond = mojibake.beyond_ascii(raw)
    return scrub(whole) if mojibake.is_suspect(raw, beyond) else whole


def to_html(blocks: Sequence[Block]) -> str:
    """Write the blocks as HTML: every text escaped, every element closed."""
    written: list[str] = []
    around: tuple[Container, ...] = ()
    for block in blocks:
        same = 0
        if path := block.path:
            while same < min(len(path), len(around)) and path[same].number == around[same].number:
                same += 1
        if around:
            written += [f"</{container.tag}>" for container in reversed(around[same:])]
        if same == 0 and written:
            written.append("\n")
        if path:
            written += [f"<{container.tag}{container.attributes}>" for container in path[same:]]
        around = path
        text = block.text
        if "&" in text or "<" in text or ">" in text:
            parts = [html.escape(one, quote=False) if isinstance(one, str) else _tag(one) for one in block.pieces]
        else:  # as in most
            parts = [one if isinstance(one, str) else _tag(one) for one in block.pieces]
        inner = "".join(parts)
        written.append(f"<{block.tag}>{inner}</{block.tag}>" if block.tag else inner)
    written += [f"</{container.tag}>" for container in reversed(around)]
    return "".join(written)


def _tag(mark: Mark) -> str:
    return f"</{mark.tag}>" if mark.closing and mark.tag not in _VOID else f"<{mark.tag}{mark.attributes}>"
