"""The text of an NITF item in, simple HTML out: what NewsML carries as NITF comes through here as well.

Names are those of the NITF 3.6 schema, in lower case, and the few of HTML that agencies put between them. What neither
knows loses its tags and keeps its text.
"""

import re
from collections.abc import Iterable
from html import escape

from lxml import etree

from bot.formats.agencies.xmltree import Element, attribute, children, name, text

#: Elements that become one of HTML; what comes between their tags comes along.
_AS = {
    **{tag: tag for tag in "p ul ol li dl dt dd table caption thead tbody tfoot tr td th pre a sub sup em".split()},
    **{tag: tag for tag in "strong blockquote".split()},
    **dict.fromkeys(("hl1", "hl2", "h1", "h2", "h3", "h4", "h5", "h6"), "h2"),
    **dict.fromkeys(("credit", "dateline", "datasource", "tagline", "bibliography"), "p"),
    "bq": "blockquote",
    "i": "em",
    "b": "strong",
}
#: Elements that hold blocks; one with words only is a paragraph.
_HOLDERS = frozenset("abstract address article block body.content div fn note postaddr section".split())
_VOID = frozenset({"br", "hr"})
_BLOCKS = frozenset("p ul ol li dl dt dd table caption thead tbody tfoot tr td th pre h2 blockquote hr".split())
#: What is no text of the story: pictures and their captions, data, what a table says of itself, readings of words.
_LEFT_OUT = frozenset(
    "media head body.head body.end hedline byline distributor docdata tobject pubdata meta title"
    " nitf-table-metadata nitf-table-summary col colgroup iim ds rp rt script style".split()
)
_OF_WORDS = frozenset("p h2 pre dt caption".split())  # have no blocks inside
_EDITORIAL = frozenset({"editorsnote", "npa"})  # of `note`: its class, and its type `not for publication`
_QUOTES = frozenset(("", *"\"'“„”«»‘‚’‹›"))
_SPANS = ("colspan", "rowspan")
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote)[\s/>]", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def html(*contents: Element) -> str:
    """Return the story inside of these elements, one after the other; "" if there is no text.

    Names have to be in lower case and without namespaces (`nitf_item.plain` sees to it).
    """
    return "".join(filter(None, map(_story, contents)))


def is_editorial(note: Element) -> bool:
    """Whether a `note` is for editors, not for readers."""
    return not _EDITORIAL.isdisjoint({attribute(note, "noteclass").lower(), attribute(note, "type").lower()})


def _story(content: Element) -> str:
    if next(children(content), None) is None:
        # Some put a page's markup in as text.
        plain = str(content.text or "")
        return plain.strip() if _MARKUP.search(plain) else paragraphs(plain)
    writer = _Writer(_doubled(content))
    walk = etree.iterwalk(content, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            writer.close(element, is_outermost=element is content)
        elif not writer.open(element, is_outermost=element is content):
            walk.skip_subtree()
    return writer.finish()


def paragraphs(plain: str) -> str:
    """Return plain text as paragraphs; blank lines are between them."""
    lines = (" ".join(part.split()) for part in re.split(r"\n[ \t\r]*\n", plain))
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def _doubled(content: Element) -> frozenset[Element]:
    """Blocks that repeat the beginning of another one, as in the archive of The New York Times."""
    blocks = list(children(content, "block"))
    if not any(attribute(block, "class") == "full_text" for block in blocks):
        return frozenset()
    return frozenset(block for block in blocks if attribute(block, "class") == "lead_paragraph")


def _has_words_only(element: Element) -> bool:
    return not any(name(child) in _HOLDERS or _AS.get(name(child)) in _BLOCKS for child in children(element))


def _is_quote(element: Element) -> bool:
    """Whether an element stands for quotation marks: texts have no other sign of it, and some agencies write their own."""
    return name(element) == "q" and text(element)[:1] not in _QUOTES


class _Writer:
    """Writes HTML without elements that are empty and blanks that say nothing."""

    def __init__(self, without: Iterable[Element]) -> None:
        self._without = frozenset(without)
        self._parts: list[str] = []
        self._tags: list[str] = []  # what every open element was written as; "" for those that lose their tags
        self._preformatted = 0
        self._at_edge = True  # behind the tag of a block, where blanks mean nothing

    def open(self, element: Element, *, is_outermost: bool) -> bool:
        """Begin an element; False if nothing of it is to be written. It gets closed all the same."""
        tag = "" if is_outermost else _AS.get(name(element), "")
        if not is_outermost and name(element) in _HOLDERS and not self._is_inside_words() and _has_words_only(element):
            tag = "p"
        is_left_out = not is_outermost and self._is_left_out(element)
        if is_left_out or name(element) in _VOID:
            self._tags.append("")
            if not is_left_out:
                self._tag(f"<{name(element)}>", name(element))
            return False
        if tag == "a" and not _LINK.fullmatch(attribute(element, "href")):
            tag = ""
        if tag == "em" and "bold" in f"{attribute(element, 'style')} {attribute(element, 'class')}".lower():
            tag = "strong"
        self._tags.append(tag)
        if tag:
            self._preformatted += tag == "pre"
            self._tag(f"<{tag}{_attributes(tag, element)}>", tag)
        if _is_quote(element):
            self._text("“")
        self._text(element.text)
        return True

    def close(self, element: Element, *, is_outermost: bool) -> None:
        """End an element, and write what comes behind it."""
        tag = self._tags.pop()
        if tag:
            self._end(tag)
        elif name(element) == "numer" and (after := element.getnext()) is not None and name(after) == "denom":
            self._text("/")
        elif _is_quote(element):
            self._text("”")
        if not is_outermost:
            self._text(element.tail)

    def finish(self) -> str:
        """Return what was written."""
        return "".join(self._parts).strip()

    def _is_inside_words(self) -> bool:
        return any(tag in _OF_WORDS for tag in self._tags)

    def _is_left_out(self, element: Element) -> bool:
        kind = name(element)
        return kind in _LEFT_OUT or element in self._without or (kind == "note" and is_editorial(element))

    def _tag(self, markup: str, tag: str) -> None:
        if tag in _BLOCKS:
            self._trim()
        self._parts.append(markup)
        self._at_edge = self._at_edge or tag in _BLOCKS

    def _end(self, tag: str) -> None:
        is_block = tag in _BLOCKS
        if is_block:
            self._trim()
        self._preformatted -= tag == "pre"
        # Cells have a place in their row, full or not.
        if tag not in {"td", "th"} and self._parts and re.fullmatch(f"<{tag}(?: [^<>]*)?>", self._parts[-1]):
            self._parts.pop()
            return
        self._parts.append(f"</{tag}>")
        self._at_edge = is_block

    def _text(self, found: str | bytes | None) -> None:
        if not found:
            return
        written = str(found)
        if not self._preformatted:
            written = _BLANKS.sub(" ", written)
            if self._at_edge:
                written = written.lstrip(" ")
        if written:
            self._parts.append(escape(written, quote=False))
            self._at_edge = False

    def _trim(self) -> None:
        """Take the blanks off that end a block."""
        while self._parts and not self._parts[-1].startswith("<") and not self._preformatted:
            last = self._parts.pop().rstrip(" ")
            if last:
                self._parts.append(last)
                return


def _attributes(tag: str, element: Element) -> str:
    if tag == "a":
        return f' href="{escape(attribute(element, "href"))}"'
    if tag in {"td", "th"}:
        spans = ((key, attribute(element, key)) for key in _SPANS)
        return "".join(f' {key}="{value}"' for key, value in spans if re.fullmatch(r"[0-9]{1,3}", value))
    return ""
