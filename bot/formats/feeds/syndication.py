"""RSS, RDF and Atom in, items out. feedparser is the authority for what a feed says; its sanitiser is off.

In front of it stands a strict reader that says the same many times faster, or nothing: see `strict`.
"""

import re
from collections import deque
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

import feedparser

from bot.errors import FormatError
from bot.formats import encoding
from bot.formats.feeds import channel, strict, trimming
from bot.formats.feeds.found import Found
from bot.formats.feeds.items import Item
from bot.model import Document

# What feedparser raises on damaged feeds: names of encodings that are none (UnicodeError), namespaces with spaces
# (ValueError), declarations that its loose parser gives up on (AssertionError), places without a "where" (KeyError).
_GIVES_UP = (ValueError, AssertionError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)

#: The tags that say where an entry ends at the latest.
_FRAME = re.compile(rb"<(/?)(?:[a-z_][\w.-]{0,40}:)?(item|entry|channel|rss|feed|rdf)(?=[\s>])", re.IGNORECASE)


def read(document: Document, max_entries: int | None = None) -> Found:
    """Read every item, at most the *max_entries* newest; none for a valid feed without any.

    Raises:
        FormatError: there is neither an entry nor a feed's title: a page, a fragment, or a feed cut at its start; or it
            is built to cost time and memory.
    """
    content = _utf8(document)
    tree = strict.tree(content, document.location)
    if tree is not None:
        cut = trimming.trim(tree.root, max_entries)
        if found := _strictly(document, tree, content, cut):
            return found
    del tree  # feedparser needs memory of its own
    content, cut = trimming.shorten(content, max_entries)
    trimming.refuse_bombs(content, document.location)
    return _loosely(document, content, cut, max_entries)


def read_strictly(document: Document) -> Found | None:
    """Read every item the fast way; None where that might be another one than feedparser's.

    Raises:
        FormatError: as `read`.
    """
    content = _utf8(document)
    tree = strict.tree(content, document.location)
    return _strictly(document, tree, content) if tree else None


def read_loosely(document: Document) -> Found:
    """Read every item as feedparser does.

    Raises:
        FormatError: as `read`.
    """
    return _loosely(document, _utf8(document))


def _utf8(document: Document) -> bytes:
    trimming.refuse_monsters(document.content, document.location)
    try:
        return encoding.utf8(document.content, document.media_type)
    except ValueError as error:
        raise _undone(document, error) from error


def _strictly(document: Document, tree: strict.Tree, content: bytes, cut: int = 0) -> Found | None:
    reading = strict.read(tree, _base(document))
    return None if reading is None else _found(document, reading.feed, reading.entries, content, cut=cut)


def _loosely(document: Document, content: bytes, cut: int = 0, max_entries: int | None = None) -> Found:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": _base(document)}
    try:
        feed = feedparser.parse(
            _Content(encoding.mended(content)),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except _GIVES_UP as error:
        raise _undone(document, error) from error
    problem = feed.get("bozo_exception")
    # Half an entry would be published, and be corrected by the next poll.
    whole = feed.entries[:-1] if problem and _breaks_off_in_an_entry(content) else feed.entries
    found, more = trimming.newest(whole, max_entries)
    return _found(document, feed.feed, found, content, cut=cut + more, problem=problem)


def _breaks_off_in_an_entry(content: bytes) -> bool:
    """Tell whether the last entry is never closed, and neither is what it stands in."""
    last = deque(_FRAME.finditer(content), maxlen=1)
    return bool(last) and not last[0][1] and last[0][2].lower() in {b"item", b"entry"}


class _Content:
    """Bytes to be read, for a parser that opens whatever else it is handed."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        return self._content


def _found(  # noqa: PLR0913 - what both ways have in common
    document: Document, claims: Item, found: Sequence[Item], content: bytes, *, cut: int, problem: object = None
) -> Found:
    if not found and not claims.get("title"):
        seen = f" ({type(problem).__name__}: {_line(problem)})" if problem else ""
        raise FormatError(document.location, f"no entries and no title in it{seen}, expected an RSS or Atom feed")
    feed = channel.feed(claims, content, document.base_url)
    return Found(items=found, feed=feed, base_url=document.base_url, cut=cut)


def _undone(document: Document, error: Exception) -> FormatError:
    return FormatError(document.location, f"a feed that cannot be decoded or taken apart ({_line(error)})")


def _line(problem: object) -> str:
    return " ".join(str(problem).split())[:200]


def _base(document: Document) -> str:
    base = quote(document.base_url or "", safe="/%:?#[]@!$&'()*+,;=~")
    try:
        urlsplit(base)
    except ValueError:  # a broken IPv6 address, to which feedparser would resolve nothing at all
        return ""
    return base
