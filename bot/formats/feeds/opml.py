"""OPML -> the feeds that it lists. Pure; reads what readers write, versions 1.0 and 2.0, and most of what is broken.

Cost is bounded by the limits on size and number. No reference to an entity survives the mending, so that neither a bomb
nor a file of this machine can come in by one; run it in `isolation.Isolated` all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5

from lxml import etree

from bot.errors import FormatError
from bot.formats.decoding import decode

MAX_BYTES = 10 * 2**20
MAX_OUTLINES = 10_000

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]{0,100}\?>")
# What comes before the root, a document type first of all, is of no use; what it declares would be.
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:opml|outlinedocument)[\s/>]", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:#([0-9]{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_NAMES = frozenset({"amp", "apos", "gt", "lt", "quot"})
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MOST_ATTRIBUTES = 100  # of an outline; readers write some ten
_FEED_TYPES = frozenset({"atom", "feed", "rss"})
_GAPS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """One feed as the list has it."""

    url: str  #: whatever stands there, without white space at its ends
    title: str = ""  #: plain text on one line
    home: str | None = None  #: URL of the site
    language: str | None = None  #: as written
    folders: tuple[str, ...] = ()  #: the categories that it is in, the outermost first


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """What a list holds."""

    feeds: tuple[Outline, ...]  #: in the order of the document
    broken: str | None = None  #: what is wrong with the XML first, and where; None if nothing is


def read(content: bytes, location: str) -> Outlines:
    """Read the list in *content*, which errors call *location*. Outlines that are no feed, such as links, are left out.

    Raises:
        FormatError: it is no OPML, too large, or has too many outlines.
    """
    if len(content) > MAX_BYTES:
        raise FormatError(location, f"has {len(content)} bytes, expected at most {MAX_BYTES // 2**20} MiB")
    text = _decoded(content)
    start = _ROOT.search(text)
    if start is None:
        raise FormatError(location, "has no <opml>, expected OPML")
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(_mended(text[start.start() :]).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(location, f"is no XML, expected OPML: {error.msg}") from error
    if root is None:
        raise FormatError(location, "has nothing in its <opml>, expected outlines")
    feeds = []
    for number, (outline, folders) in enumerate(_outlines(root)):
        if number >= MAX_OUTLINES:
            raise FormatError(location, f"has more than {MAX_OUTLINES} outlines; split it")
        if feed := _feed(outline, folders):
            feeds.append(feed)
    first = next(iter(parser.error_log), None)
    return Outlines(feeds=tuple(feeds), broken=f"line {first.line}: {first.message.strip()}" if first else None)


def _decoded(content: bytes) -> str:
    declared = _DECLARATION.match(content[:400].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    return decode(content, declared[1] if declared else None).removeprefix("\ufeff")


def _mended(text: str) -> str:
    """Return *text* with no entity but XML's own, and no forbidden character."""
    return _AMPERSAND.sub(_reference, _ILLEGAL.sub("", text))


def _reference(found: re.Match[str]) -> str:
    number, name = found.groups()
    if name in _XML_NAMES or (number and _is_allowed(number)):
        return found[0]
    # A bare ampersand in a URL is the commonest mistake in these files.
    character = html5.get(f"{name};") if name else None
    return character if character and character not in "&<>\"'" else found[0].replace("&", "&amp;", 1)


def _is_allowed(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    return code <= 0x10FFFF and not _ILLEGAL.match(chr(code))


def _outlines(root: etree._Element) -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Yield the attributes of every outline, by name in lower case, and the folders that it is in."""
    folders: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end"), tag="{*}outline"):
        if event == "end":
            folders.pop()
            continue
        # lxml looks each attribute up in all of them: 50,000 take 18 s.
        some = element.attrib.items() if len(element.attrib) <= _MOST_ATTRIBUTES else ()
        attributes = {etree.QName(name).localname.lower(): value for name, value in some}
        yield attributes, tuple(filter(None, folders))
        folders.append(_title(attributes))


def _feed(attributes: dict[str, str], folders: tuple[str, ...]) -> Outline | None:
    url = attributes.get("xmlurl", "").strip()
    if not url and attributes.get("type", "").strip().lower() in _FEED_TYPES:
        url = attributes.get("url", "").strip()
    if not url:
        return None
    return Outline(
        url=url,
        title=_title(attributes),
        home=attributes.get("htmlurl", "").strip() or None,
        language=attributes.get("language", "").strip() or None,
        folders=folders,
    )


def _title(attributes: dict[str, str]) -> str:
    return _line(attributes.get("title", "")) or _line(attributes.get("text", ""))


def _line(text: str) -> str:
    return _GAPS.sub(" ", text).strip()
