"""A well-nested stream of tags and text in, blocks out; elements and attributes are written anew from tables."""

import html
import re
from itertools import count

from bot.cleaning import urls
from bot.cleaning.characters import scrub, squeeze
from bot.cleaning.markup import pictures
from bot.cleaning.markup.blocks import Block, Container, Mark, Piece, prune
from bot.cleaning.markup.elements import (
    ATTRIBUTES,
    BARE,
    CONTAINERS,
    FORMATTING,
    INLINE,
    LEAVES,
    LISTS,
    NOT_IN_EACH_OTHER,
)

_OPENING = {tag: Mark(tag) for tag in FORMATTING}
_CLOSING = {tag: Mark(tag, closing=True) for tag in INLINE}
_WRITTEN = {tag: sorted(names) for tag, names in ATTRIBUTES.items()}
_NUMBER = re.compile(r"[0-9]{1,4}")
_NUMBERS = frozenset({"colspan", "height", "rowspan", "start", "width"})
# Arbitrary; deeper structure is never meant to be seen, and written paths would cost the square of the depth.
_DEEPEST = 12


class Builder:
    """Turns a well-nested stream of tags and text into blocks."""

    def __init__(self, base_url: str | None) -> None:
        self._base_url = base_url
        self._numbers = count()
        self._blocks: list[Block] = []
        self._stack: list[Container | Mark | str | None] = []  # None: an element that is not written
        self._containers: list[Container] = []  # those of the stack
        self._marks: list[Mark] = []  # those of the stack
        self._leaves: list[str] = []  # those of the stack
        self._pieces: list[Piece] = []
        self._offered: list[str] = []  # addresses of the picture that is open
        self._shown: set[str] = set()  # addresses of pictures
        self._filled: set[int] = set()  # numbers of the containers that hold a block

    def text(self, text: str) -> None:
        """Take a text that has been scrubbed."""
        pieces = self._pieces
        if self._leaves and self._leaves[-1] == "pre":  # as it will be written
            if not any(isinstance(piece, str) for piece in pieces):
                text = text.lstrip("\n")  # parsers drop one, so none would survive for ever
        elif not pieces and text.isspace():
            return  # the line break between two paragraphs, mostly
        elif "  " not in text and text.isprintable():  # as most are: one space at each end at the most
            if text[:1] == " " and self._ends_in_space():
                text = text[1:]
        else:
            words = squeeze(text)
            before = " " if text[:1].isspace() and not self._ends_in_space() else ""
            after = " " if words and text[-1].isspace() else ""
            text = before + words + after
        if text:
            pieces.append(text)

    def paragraph(self, text: str) -> None:
        """Do what opening a paragraph, this text and closing it do."""
        if self._pieces:
            self._flush()
        if self._marks or self._leaves:
            self.open("p", {})
            self.text(text)
            self.close("p")
        elif words := squeeze(text):
            self._add((words,), "p")

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        """Take a tag; elements that have no end are done with."""
        if tag == "p":  # most of what is opened
            self._open_paragraph()
        elif tag == "br":
            self._break_line()
        elif tag == "img":
            if picture := self._picture(attributes):
                self._pieces.append(Mark("img", picture))
        elif tag == "source":
            self._offered.append(attributes.get("srcset", ""))
        elif tag in INLINE:
            self._open_inline(tag, attributes)
        else:
            self._flush()
            if tag != "hr":  # closed as soon as opened
                element = self._block_element(tag, attributes)
                self._stack.append(element)
                if isinstance(element, Container):
                    self._containers.append(element)
                elif element is not None:
                    self._leaves.append(element)

    def _open_paragraph(self) -> None:
        if self._pieces:
            self._flush()
        is_seen = len(self._leaves) < _DEEPEST
        self._stack.append("p" if is_seen else None)
        if is_seen:
            self._leaves.append("p")

    def close(self, tag: str) -> None:
        """Take the end of the innermost element."""
        if tag in INLINE:
            if self._stack.pop() is not None:
                self._close_inline(self._marks.pop())
            elif tag == "picture":
                self._offered.clear()
            return
        self._flush()
        element = self._stack.pop()
        if isinstance(element, str):
            self._leaves.pop()
        elif isinstance(element, Container):
            if tag in {"td", "th"} and element.number not in self._filled:
                self._blocks.append(Block((), "", tuple(self._containers), len(self._blocks)))
            self._containers.pop()

    def finish(self) -> list[Block]:
        """Return the blocks that hold anything, and cells beside them."""
        self._flush()
        return [
            block
            for block in self._blocks
            if block.pieces or any(part.tag == "tr" and part.number in self._filled for part in block.path)
        ]

    def _block_element(self, tag: str, attributes: dict[str, str]) -> Container | str | None:
        if tag in LEAVES and len(self._leaves) < _DEEPEST:
            return tag
        parent = self._containers[-1].tag if self._containers else ""
        is_nested = any({tag, parent} <= kind for kind in NOT_IN_EACH_OTHER)
        if tag not in CONTAINERS or is_nested or len(self._containers) >= _DEEPEST:
            return None
        return Container(next(self._numbers), tag, _serialise(tag, attributes))

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        mark = self._link(attributes) if tag == "a" else _OPENING.get(tag)
        if mark is None or len(self._marks) >= _DEEPEST:
            self._stack.append(None)
            return
        if tag == "abbr" and attributes:
            mark = Mark(tag, _serialise(tag, attributes))
        self._stack.append(mark)
        self._marks.append(mark)
        self._pieces.append(mark)

    def _link(self, attributes: dict[str, str]) -> Mark | None:
        value = attributes.get("href", "#")
        if value.lstrip()[:1] == "#" or (self._marks and any(mark.tag == "a" for mark in self._marks)):
            return None  # places in the page are not among what is written
        url = urls.absolute(_value(value), self._base_url, mail=True)
        return Mark("a", f' href="{html.escape(url)}" rel="noopener nofollow"') if url else None

    def _close_inline(self, mark: Mark) -> None:
        pieces = self._pieces
        if len(pieces) > 1 and pieces[-1] == " " and pieces[-2] is mark:  # a link or emphasis of nothing
            del pieces[-2]
        else:
            pieces.append(_CLOSING[mark.tag])

    def _picture(self, attributes: dict[str, str]) -> str | None:
        source = pictures.address(attributes, self._offered, self._base_url)
        if source is None or source in self._shown:
            return None
        self._shown.add(source)
        return _serialise("img", {**attributes, "src": source})

    def _break_line(self) -> None:
        while self._pieces and isinstance(last := self._pieces[-1], str) and last.endswith(" "):
            self._pieces[-1] = last[:-1]
            if not self._pieces[-1]:
                self._pieces.pop()
        before = self._pieces[-1] if self._pieces else None
        if isinstance(before, Mark) and before.tag == "br":
            self._flush()  # two in a row are how many sites write paragraphs
        elif any(isinstance(piece, str) or piece.tag == "img" for piece in self._pieces):
            self._pieces.append(Mark("br"))

    def _ends_in_space(self) -> bool:
        for piece in reversed(self._pieces):
            if isinstance(piece, str):
                return piece.endswith(" ")
            if piece.tag == "br":
                return True
        return True

    def _flush(self) -> None:
        """End the block; elements inside of it that are still open are closed here and opened again in the next one."""
        if not self._pieces:
            return  # between two blocks; most calls are
        pieces = self._pieces
        if self._marks:
            pieces += [_CLOSING[mark.tag] for mark in reversed(self._marks)]
        self._pieces = list(self._marks)
        pieces = _strip_end(pieces)
        for piece in pieces:
            if isinstance(piece, str) or piece.tag == "img":
                break
        else:
            return
        innermost = self._containers[-1] if self._containers else None
        is_bare = innermost is not None and innermost.tag in BARE and innermost.number not in self._filled
        self._add(prune(pieces), self._leaves[-1] if self._leaves else "" if is_bare else "p")

    def _add(self, pieces: tuple[Piece, ...], tag: str) -> None:
        path = self._containers
        if path:
            self._filled.update(container.number for container in path)
            while path and path[-1].tag in LISTS:
                path = path[:-1]  # what stands in a list and in no item of it is a paragraph
        self._blocks.append(Block(pieces, tag, tuple(path), len(self._blocks)))


def _strip_end(pieces: list[Piece]) -> list[Piece]:
    """Strip white space and line breaks from the end, behind closing tags too."""
    if isinstance(pieces[-1], str) and not pieces[-1][-1:].isspace():
        return pieces
    kept: list[Piece] = []
    at_end = True
    for piece in reversed(pieces):
        if at_end and isinstance(piece, str):
            stripped = piece.rstrip()
            at_end = not stripped
            if stripped:
                kept.append(stripped)
        elif not (at_end and isinstance(piece, Mark) and piece.tag == "br"):
            at_end = at_end and not (isinstance(piece, Mark) and piece.tag == "img")
            kept.append(piece)
    return kept[::-1]


def _serialise(tag: str, attributes: dict[str, str]) -> str:
    """Write the attributes that have a value; the address of a picture is written as it is."""
    written: list[str] = []
    for name in _WRITTEN.get(tag, ()) if attributes else ():
        claimed = attributes.get(name, "")
        value = claimed if name == "src" else _value(claimed)
        if name in _NUMBERS and not _NUMBER.fullmatch(value := value.removesuffix("px")):
            continue
        if value:
            written.append(f' {name}="{html.escape(value)}"')
    return "".join(written)


def _value(value: str) -> str:
    """Return what an attribute says, on one line."""
    if "&" in value:
        value = html.unescape(value)
    # As most are.
    return value.strip() if value.isascii() and value.isprintable() and "  " not in value else squeeze(scrub(value))
