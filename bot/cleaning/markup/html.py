"""HTML of any kind in; sanitised HTML, plain text or blocks out.

nh3 (an HTML5 parser with an allow-list) decides what is safe. What it writes is the serialisation of a tree: every tag
closed, every attribute quoted, every other `<` escaped, so a plain tokeniser can read it. Elements and attributes are
written anew from the tables below, so that nothing outside of them can come through.
"""

import html
import re
from collections.abc import Callable, Iterator
from itertools import count

import nh3

from bot.cleaning import urls
from bot.cleaning.characters import scrub, squeeze
from bot.cleaning.markup import pictures
from bot.cleaning.markup.blocks import Block, Container, Mark, Piece, paragraph, prune

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LEAVES = _HEADINGS | {"p", "pre"}
_LISTS = frozenset({"ul", "ol", "dl"})
_BARE = frozenset({"li", "dt", "dd", "figcaption", "caption", "td", "th"})  # their first text needs no paragraph
_TABLE = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_NOT_IN_EACH_OTHER = ({"li"}, {"dt", "dd"})  # a parser would end the outer one
_CONTAINERS = _LISTS | _BARE | _TABLE | {"blockquote", "figure"}
# `picture` stands around an `img` and its `source`s, and is not written.
_INLINE = frozenset(
    "a abbr b br cite code del em i img ins kbd mark picture q s samp small strong sub sup time u var".split()
)
_CLOSING = {tag: Mark(tag, closing=True) for tag in _INLINE}
# They separate blocks and say nothing to a reader of a feed.
_BOUNDARIES = frozenset(
    "address article aside center details div fieldset footer form header hgroup hr main section summary".split()
)
# Programs, forms, drawings and frames: what is inside of them is not text of the story either.
_WITH_CONTENT = frozenset(
    "applet audio button canvas embed head iframe input math nav noscript object option script select style svg"
    " template textarea title video".split()
)
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"alt", "height", "src", "width"}),  #: pictures.py reads more, which is not written
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
}
_WRITTEN = {tag: sorted(names) for tag, names in _ATTRIBUTES.items()}
_ADDRESSES = frozenset({"href", "src"})
_NUMBER = re.compile(r"[0-9]{1,4}")
_NUMBERS = frozenset({"colspan", "height", "rowspan", "start", "width"})
_CLEANER = nh3.Cleaner(
    tags=set(_LEAVES | _CONTAINERS | _INLINE | _BOUNDARIES | {"source"}),
    clean_content_tags=set(_WITH_CONTENT),
    attributes={
        **{tag: set(names) for tag, names in _ATTRIBUTES.items()},
        "img": set(_ATTRIBUTES["img"] | pictures.ATTRIBUTES),
        "source": {"srcset"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)

# An HTML5 tree builder walks the stack of open elements for most start tags, so nested tags cost the square of their
# number: 100,000 `<div>` took nh3 39 s, 10,000 take 0.4 s. No wire story has this many; beyond it, only text is kept.
_MOST_TAGS = 10_000
# 40,000 attributes in one tag took 0.3 s, growing with the square. Longer tags are inlined pictures (`data:`), which
# would be dropped anyway.
_LONGEST_TAG = 20_000
_LONG_TAG = re.compile(rf"<[^<>]{{{_LONGEST_TAG},}}>?")
# Writing a text, nh3 looks for the next `&` and the next no-break space (C2 A0 in UTF-8) from each one of either, or of what
# looks like it, to the text's end: 250,000 soft hyphens took 2 s. This product takes less than half a second.
_MOST_WORK = 20_000_000_000
_LONG = 50_000  # shorter ones cannot be slow
# Arbitrary; deeper structure is never meant to be seen, and written paths would cost the square of the depth.
_DEEPEST = 12

# A whole paragraph of nothing but text, which most are; a tag; text.
_TOKEN = re.compile(r'<p>([^<]+)</p>|<(/?)([a-z][a-z0-9]*)((?: [^\s=<>"/]+="[^"]*")*)>|([^<]+)')
_ATTRIBUTE = re.compile(r' ([^\s=<>"/]+)="([^"]*)"')
_NOSCRIPT = re.compile(r"<noscript\b[^<>]{0,500}>", re.IGNORECASE)
_NOSCRIPT_END = re.compile(r"</noscript\s{0,9}>", re.IGNORECASE)
_IMG = re.compile(r"<img\s", re.IGNORECASE)
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<[!?][^<>]*>?")


def parse(markup: str, base_url: str | None = None) -> list[Block]:
    """Sanitise and split into blocks; none of them is empty, table cells beside filled ones excepted."""
    markup = _without_scripts_wanted(markup)
    if len(markup) > _LONGEST_TAG:
        markup = _LONG_TAG.sub("", markup)
    if markup.count("<") > _MOST_TAGS or _is_slow(markup):
        return list(_text_only(markup))
    try:
        cleaned = _CLEANER.clean(markup)
    except UnicodeEncodeError:  # lone surrogates
        cleaned = _CLEANER.clean(scrub(markup))
    # Composing what is written here could break a tag (">" and a stroke); so if it needs scrubbing, its texts are, one by one.
    is_scrubbed = scrub(cleaned) == cleaned
    builder = _Builder(base_url)
    for whole, closing, tag, attributes, text in _TOKEN.findall(cleaned):
        if found := whole or text:
            # "<" and a combining stroke, say, compose only when unescaped.
            scrubbed = found if is_scrubbed and "&" not in found else scrub(html.unescape(found))
            if whole:
                builder.paragraph(scrubbed)
            elif scrubbed != "\n" or not builder.is_between:  # mostly between two paragraphs
                builder.text(scrubbed)
        elif closing:
            builder.close(tag)
        elif tag == "p":
            builder.open_paragraph()
        else:
            builder.open(tag, dict(_ATTRIBUTE.findall(attributes)) if attributes else {})
    return builder.finish()


def _is_slow(markup: str) -> bool:
    if len(markup) < _LONG:
        return False
    signs = markup.count("&") + markup.encode("utf-8", "surrogatepass").count(b"\xc2")
    return signs * len(markup) > _MOST_WORK


def _without_scripts_wanted(markup: str) -> str:
    """Take the picture out of a `<noscript>` that holds nothing else; a script would have put it before it."""
    if "noscript" not in markup and "NOSCRIPT" not in markup:
        return markup
    first, *others = _NOSCRIPT.split(markup)
    parts = [first]
    for other in others:
        inner, end, behind = _between(other)
        is_picture = end and _IMG.search(inner) and not _ANY_TAG.sub("", inner).strip()
        parts.append(f"{inner}{behind}" if is_picture else f"<noscript>{other}")
    return "".join(parts)


def _between(text: str) -> tuple[str, str, str]:
    end = _NOSCRIPT_END.search(text)
    return (text[: end.start()], end[0], text[end.end() :]) if end else (text, "", "")


def _text_only(markup: str) -> Iterator[Block]:
    """Keep the text of monstrous markup, in linear time; a paragraph ends where any block begins or ends."""
    parts: list[str] = []
    at = 0
    inside: str | None = None
    for match in _ANY_TAG.finditer(markup):
        if inside is None:
            parts.append(markup[at : match.start()])
        closing, tag = match.group(1), (match.group(2) or "").lower()
        at = match.end()
        if inside is None and tag in _WITH_CONTENT and not closing:
            inside = tag
        elif closing and tag == inside:
            inside = None
        elif tag not in _INLINE or tag == "br":
            parts.append("\n\n")
    if inside is None:
        parts.append(markup[at:])
    # Unescaping makes characters that scrubbing has not seen.
    for at, part in enumerate("".join(parts).split("\n\n")):
        if text := squeeze(scrub(html.unescape(part))):
            yield paragraph(text, at)


class _Builder:
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
        if not text:
            return
        if not self._leaves or self._leaves[-1] != "pre":  # as it will be written
            if not self._pieces and text.isspace():
                return  # the line break between two paragraphs, mostly
            if "  " not in text and text.isprintable():  # as most are: one space at each end at the most
                if text[0] == " " and self._ends_in_space():
                    text = text[1:]
            else:
                words = squeeze(text)
                before = " " if text[:1].isspace() and not self._ends_in_space() else ""
                after = " " if words and text[-1].isspace() else ""
                text = before + words + after
        elif not any(isinstance(piece, str) for piece in self._pieces):
            text = text.lstrip("\n")  # parsers drop one, so none would survive for ever
        if text:
            self._pieces.append(text)

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

    @property
    def is_between(self) -> bool:
        """Whether white space here is nothing."""
        return not self._pieces and not self._leaves

    def open_paragraph(self) -> None:
        """Do what opening one does, which is most of what is opened."""
        if self._pieces:
            self._flush()
        is_seen = len(self._leaves) < _DEEPEST
        self._stack.append("p" if is_seen else None)
        if is_seen:
            self._leaves.append("p")

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "br":
            self._break_line()
        elif tag == "img":
            if picture := self._picture(attributes):
                self._pieces.append(Mark("img", picture))
        elif tag == "source":
            self._offered.append(attributes.get("srcset", ""))
        elif tag in _INLINE:
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

    def close(self, tag: str) -> None:
        if tag in _INLINE:
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
        self._flush()
        return [
            block
            for block in self._blocks
            if block.pieces or any(part.tag == "tr" and part.number in self._filled for part in block.path)
        ]

    def _block_element(self, tag: str, attributes: dict[str, str]) -> Container | str | None:
        if tag in _LEAVES and len(self._leaves) < _DEEPEST:
            return tag
        parent = self._containers[-1].tag if self._containers else ""
        is_nested = any({tag, parent} <= kind for kind in _NOT_IN_EACH_OTHER)
        if tag in _LEAVES | _BOUNDARIES or is_nested or len(self._containers) >= _DEEPEST:
            return None
        return Container(next(self._numbers), tag, _serialise(tag, attributes, _nowhere))

    def _open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "a":
            # Places in the page are not among what is written.
            leads = attributes.get("href", "#").lstrip()[:1] != "#"
            written = (
                _serialise(tag, attributes, lambda url: urls.absolute(url, self._base_url, mail=True)) if leads else ""
            )
            is_useless = not written or (self._marks and any(mark.tag == "a" for mark in self._marks))
        else:
            written = _serialise(tag, attributes, _nowhere) if attributes else ""
            is_useless = tag == "picture"
        if is_useless or len(self._marks) >= _DEEPEST:
            self._stack.append(None)
            return
        mark = Mark(tag, written + ' rel="noopener nofollow"' if tag == "a" else written)
        self._stack.append(mark)
        self._marks.append(mark)
        self._pieces.append(mark)

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
        return _serialise("img", {**attributes, "src": source}, lambda _: source)

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
        is_bare = innermost is not None and innermost.tag in _BARE and innermost.number not in self._filled
        self._add(prune(pieces), self._leaves[-1] if self._leaves else "" if is_bare else "p")

    def _add(self, pieces: tuple[Piece, ...], tag: str) -> None:
        path = self._containers
        if path:
            self._filled.update(container.number for container in path)
            while path and path[-1].tag in _LISTS:
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


def _nowhere(_: str) -> None:
    return None


def _serialise(tag: str, attributes: dict[str, str], address: Callable[[str], str | None]) -> str:
    written: list[str] = []
    for name in _WRITTEN.get(tag, ()) if attributes else ():
        value = _value(attributes.get(name, ""))
        if name in _ADDRESSES:
            value = address(value) or ""
        elif name in _NUMBERS and not _NUMBER.fullmatch(value := value.removesuffix("px")):
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
