"""Bytes in, their format out, by content: names and media types are wrong too often to decide."""

import codecs
import re
from enum import Enum, auto

from bot.errors import FormatError
from bot.formats.encoding import wide
from bot.model import Document

_HEAD = 64 * 1024  # bytes; a DOCTYPE with entities comes before the root element
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([^\s;\"']{1,40})", re.IGNORECASE)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"\x1f\x8b", "gzip data"), (b"BZh", "bzip2 data"), (b"\x28\xb5\x2f\xfd", "zstd data"), (b"PK\x03\x04", "a zip archive"),
    (b"%PDF", "a PDF document"), (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"), (b"{\\rtf", "an RTF document"),
)  # fmt: skip
_CONTROL = bytes([*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F])
_MOST_CONTROL = 0.10  # share of characters; telex text has a few, random bytes one in eight
_ROOT = re.compile(r"<(?:([A-Za-z_][\w.-]{0,60}):)?([A-Za-z_][\w.-]{0,100})(?=[\s/>])")
_BEFORE_ROOT = re.compile(r"\s+|<\?[^>]{0,2000}>|<!--.{0,20000}?-->|<!\[CDATA\[", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w:.-]{1,100})", re.IGNORECASE)
_FEED_ROOTS = frozenset({"rss", "rdf", "feed"})
# A root element behind rubbish, such as a warning that a script printed before the feed
_FEED_INSIDE = re.compile(r"<\?xml\s|<rss[\s>]|<rdf:RDF[\s>]|<feed\s[^>]{0,300}xmlns", re.IGNORECASE)
#: The key may come at the end of a long document; what says so behind the head is asked for by nobody.
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/[\d.]+"')
_JSON = re.compile(r'\{\s*["}]|\[\s*[{\["]')


class Format(Enum):
    """What `formats.parse` can read."""

    FEED = auto()  #: RSS, RDF or Atom
    JSON_FEED = auto()  #: JSON Feed 1.0 or 1.1
    TEXT = auto()  #: plain text, one story


def detect(document: Document) -> Format:
    """Tell the format.

    Raises:
        FormatError: none that can be read; says what was seen instead.
    """
    head, nul = _decoded_head(document)
    found = _told(document, head)
    if nul is not None and found is Format.TEXT:  # a feed can do without it
        raise FormatError(document.location, f"is binary (a NUL byte at offset {nul}), expected a feed or plain text")
    return found


def _told(document: Document, head: str) -> Format:
    start = head.lstrip("\ufeff \t\r\n\f")
    if start.startswith("<"):
        root = _root(start)
        if root in _FEED_ROOTS or (root is None and _FEED_INSIDE.search(start)):
            return Format.FEED
        if _FEED_INSIDE.search(start[2000:] if root == "html" else start[:4000]) and root in {"br", "b"}:
            return Format.FEED
        if root is not None:
            what = "an HTML page" if root == "html" else f"markup with the root element <{root}>"
            raise FormatError(document.location, f"is {what}, expected a feed (<rss>, <rdf:RDF>, <feed>) or plain text")
    if _FEED_INSIDE.search(start[:4000]):
        return Format.FEED
    if start.startswith("{") and _JSON_FEED.search(start):
        return Format.JSON_FEED
    if _JSON.match(start) and head.rstrip().endswith(("}", "]")):
        raise FormatError(document.location, "is JSON, expected a feed (<rss>, <rdf:RDF>, <feed>) or plain text")
    return Format.TEXT


def charset(media_type: str | None) -> str | None:
    """Return the charset parameter of a media type, in lower case, if Python knows a text encoding of that name."""
    match = _CHARSET.search(media_type or "")
    try:
        return codecs.lookup(match[1]).name if match else None
    except LookupError:
        return None


def decode(content: bytes, claimed: str | None = None) -> str:
    """Decode text: by its byte order mark, else as UTF-8, as *claimed*, as Windows-1252, as Latin-1. Never fails.

    UTF-8 comes before the claim: bytes that happen to be UTF-8 are, whatever a server is set up to say of all its files.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in filter(None, ("utf-8", claimed, "cp1252")):
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):  # LookupError: a codec of bytes to bytes, such as base64
            continue
    return content.decode("latin-1")


def _decoded_head(document: Document) -> tuple[str, int | None]:
    """Return the beginning without NUL characters, and where the first of these is."""
    content = document.content
    for signature, name in _SIGNATURES:
        if content.startswith(signature):
            raise FormatError(document.location, f"is {name}, expected a feed or plain text")
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
        raise FormatError(document.location, f"is binary ({share}), expected a feed or plain text")
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
