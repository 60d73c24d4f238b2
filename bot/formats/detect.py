"""Bytes in, their format out, by content: names and media types are wrong too often to decide."""

import re
from enum import Enum

from bot.errors import FormatError
from bot.formats.agencies import telex
from bot.formats.decoding import decode
from bot.formats.encoding import wide
from bot.formats.mails import mail
from bot.formats.texts import markdown
from bot.model import Document


class Format(Enum):
    """What `formats.parse` can read; the values are for people."""

    FEED = "a feed"  #: RSS, RDF or Atom
    JSON_FEED = "a JSON Feed"  #: 1.0 or 1.1
    NITF = "NITF"  #: IPTC NITF 2 and 3
    NEWSML_G2 = "NewsML-G2"  #: newsItem, packageItem, newsMessage
    NEWSML_1 = "NewsML 1"
    NINJS = "ninjs"  #: 1 to 3, one item or a list of them
    TELEX = "a telex"  #: IPTC 7901 or ANPA 1312, one message or several
    MAIL = "a mail"  #: RFC 5322, with or without MIME
    PAGE = "an HTML page"  #: saved
    MARKDOWN = "Markdown"  #: with or without front matter
    ARCHIVE = "an archive"  #: zip or gzip, with any of the others inside
    TEXT = "plain text"  #: one story


_HEAD = 64 * 1024  # bytes; a DOCTYPE with entities comes before the root element
_SIGNATURES = (
    (b"BZh", "bzip2 data"), (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"%PDF", "a PDF document"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
#: What a document may be, for people.
EXPECTED = "a feed, NITF, NewsML, ninjs, IPTC 7901, mail, a page, Markdown or plain text"
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06")  # gzip, zip, a zip archive without files
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MOST_CONTROL = 0.10  # share of characters; telex text has a few, random bytes one in eight
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]{0,60}):)?([A-Za-z_][\w.-]{0,100})(?=[\s/>])")
#: Elements that a piece of a page begins with.
_OF_PAGES = frozenset("article body center div h1 h2 h3 head header main meta p section span table title".split())
#: Tags that people write into plain text, too, and those that are in pages only.
_OF_TEXTS = frozenset("a b big br em font i small strong u".split())
_PAGE_INSIDE = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|table|blockquote|img)[\s/>]", re.IGNORECASE)
#: "<name withheld> said so": a word in brackets, which XML cannot begin with.
_WORDS_IN_BRACKETS = re.compile(r"<[A-Za-z][\w .,'-]{0,60}>")
_BEFORE_ROOT = re.compile(r"\s+|<\?[^>]{0,2000}>|<!--.{0,20000}?-->|<!\[CDATA\[", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:.-]{1,100})", re.IGNORECASE)
_FEED_ROOTS = frozenset({"rss", "rdf", "feed"})
_ROOTS = {
    **dict.fromkeys(_FEED_ROOTS, Format.FEED),
    **dict.fromkeys(("newsitem", "packageitem", "newsmessage"), Format.NEWSML_G2),
    "nitf": Format.NITF,
    "newsml": Format.NEWSML_1,
    "html": Format.PAGE,
}
# A root element behind rubbish, such as a warning that a script printed before the feed
_FEED_INSIDE = re.compile(r"<\?xml\s|<rss[\s>]|<rdf:RDF[\s>]|<feed\s[^>]{0,300}xmlns", re.IGNORECASE)
#: The key may come at the end of a long document; what says so behind the head is asked for by nobody.
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/[\d.]+"')
#: What an item of ninjs has at least; version 3 writes some names in another way.
_OF_NINJS = (
    re.compile(r'"(?:uri|altids|guid)"\s*:'),
    re.compile(r'"(?:version[cC]reated|pub[sS]tatus|body_\w{3,6}|bodies|headlines?)"\s*:'),
)
_JSON = re.compile(r'\{\s*["}]|\[\s*[{\["]')
_MEMBER = re.compile(r'\{\s*"[^"\n]{1,100}"\s*:')


def detect(document: Document) -> Format:
    """Tell the format.

    Raises:
        FormatError: none that can be read; says what was seen instead.
    """
    if document.content.startswith(_PACKED):
        return Format.ARCHIVE
    head, nul = _decoded_head(document)
    found = _told(document, head)
    if nul is not None and found is Format.TEXT:  # a feed can do without it
        raise FormatError(document.location, f"is binary (a NUL byte at offset {nul}), expected {EXPECTED}")
    return found


def _told(document: Document, head: str) -> Format:
    start = head.lstrip("\ufeff \t\r\n\f")
    if start.startswith("<") and (found := _told_of_markup(document, start)):
        return found
    # What looks like a feed inside of JSON is the body of an item.
    if not _JSON.match(start) and _FEED_INSIDE.search(start[:4000]):
        return Format.FEED
    if start.startswith("{") and _JSON_FEED.search(start):
        return Format.JSON_FEED
    if _JSON.match(start) and (found := _told_of_json(document, head)):
        return found
    for sign, found in ((telex.is_one, Format.TELEX), (mail.is_one, Format.MAIL), (markdown.is_one, Format.MARKDOWN)):
        if sign(head):
            return found
    return Format.TEXT


def _told_of_markup(document: Document, start: str) -> Format | None:
    root = _root(start)
    if root is None:
        return Format.FEED if _FEED_INSIDE.search(start) else None
    # A page that an error message made of the beginning of a feed
    if _FEED_INSIDE.search(start[2000:] if root == "html" else start[:4000]) and root in {"html", "br", "b"}:
        return Format.FEED
    if root in _ROOTS:
        return _ROOTS[root]
    if root in _OF_PAGES or (root in _OF_TEXTS and _PAGE_INSIDE.search(start)):
        return Format.PAGE
    if root in _OF_TEXTS or (_WORDS_IN_BRACKETS.match(start) and "</" not in start):
        return None
    raise FormatError(document.location, f"is markup with the root element <{root}>, expected {EXPECTED}")


def _told_of_json(document: Document, head: str) -> Format | None:
    is_whole = len(document.content) <= _HEAD
    if is_whole and not head.rstrip().endswith(("}", "]")):
        if _MEMBER.match(head.lstrip()):
            raise FormatError(document.location, "is JSON that breaks off, expected a whole document")
        return None
    if all(sign.search(head) for sign in _OF_NINJS):
        return Format.NINJS
    if is_whole:
        raise FormatError(document.location, f"is JSON without what ninjs or a JSON Feed has, expected {EXPECTED}")
    return None


def _decoded_head(document: Document) -> tuple[str, int | None]:
    """Return the beginning without NUL characters, and where the first of these is."""
    content = document.content
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise FormatError(document.location, f"is {name}, expected {EXPECTED}")
    head = content[:_HEAD]
    found = wide(head)
    nul = None if found else content.find(b"\0")
    # The head may end inside a character; four bytes less decide nothing.
    text = head[found[1] :].decode(found[0], "replace") if found else _decode_head(head, whole=len(content) <= _HEAD)
    text = text.replace("\0", "")
    octets = text.encode("utf-8", "surrogatepass")
    control = len(octets) - len(octets.translate(None, _CONTROL)) + text.count("\ufffd")
    if control > _MOST_CONTROL * len(text):
        share = f"{control} of the first {len(text)} characters are control characters"
        raise FormatError(document.location, f"is binary ({share}), expected {EXPECTED}")
    return text, None if nul == -1 else nul


def _decode_head(head: bytes, *, whole: bool) -> str:
    if not whole:
        head = head[: head.rfind(b"\n") + 1] or head
    return decode(head)


def _root(start: str) -> str | None:
    """Return the local name of the root element in lower case; None if there is none to see."""
    at = 0
    while at < len(start):
        if match := _BEFORE_ROOT.match(start, at):
            at = match.end()
        elif match := _DOCTYPE.match(start, at):
            if match[1].lower() == "html":
                return "html"
            inside = start.find("[", at, at + 1000)
            close = start.find(">", at)
            if inside != -1 and inside < close:
                close = start.find(">", max(start.find("]", inside), inside))
            if close == -1:
                return None
            at = close + 1
        else:
            match = _ROOT.match(start, at)
            return match[2].lower() if match else None
    return None
