"""An HTML page -> where its feeds may be, best first. Pure; run it in `isolation.Isolated`, as pages are anything."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.formats.decoding import charset, decode
from bot.model import Document

#: Media types that announce a feed; the second are used for other things too.
FEED_TYPES = frozenset({"application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss+xml"})
_VAGUE_TYPES = frozenset({"application/json", "application/xml", "text/xml", "application/x.atom+xml"})

#: Where feeds are found that no page names, by how often. Arbitrary order; each costs a request.
WELL_KNOWN = ("/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json")

_LOOKS_LIKE_FEED = re.compile(r"(?:^|[^a-z])(?:rss|atom|rdf|feeds?)(?:[^a-z]|$)|\.(?:rss|atom|rdf|xml)$", re.IGNORECASE)
_OF_COMMENTS = re.compile(r"comment", re.IGNORECASE)
_MOST_ANCHORS = 5
_LONGEST_URL = 2000

Why = Literal["announced", "linked", "guessed"]
"""How a candidate was found: in the page's head, by a link in it, or at a path where many sites have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A URL that may be a feed's."""

    url: str  #: absolute, http or https, without fragment
    title: str = ""
    why: Why


def candidates(document: Document) -> tuple[Candidate, ...]:
    """Return where the feeds of a page may be: those that it announces, those that it links, those where one often is."""
    here = document.base_url or document.location
    page = LexborHTMLParser(decode(document.content, charset(document.media_type)))
    based = page.css_first("base[href]")
    base = _joined(here, based.attributes.get("href")) if based else None
    found: dict[str, Candidate] = {}
    for url, title, why in (*_announced(page), *_linked(page), *((path, "", "guessed") for path in WELL_KNOWN)):
        absolute = _joined(here if why == "guessed" else base or here, url)
        if absolute is not None and absolute != here:
            found.setdefault(absolute, Candidate(url=absolute, title=" ".join(title.split())[:200], why=why))
    # A feed of comments is announced beside that of the articles, and never what is looked for.
    return tuple(
        sorted(found.values(), key=lambda one: (_RANKS[one.why], bool(_OF_COMMENTS.search(one.url + one.title))))
    )


_RANKS: dict[Why, int] = {"announced": 0, "linked": 1, "guessed": 2}


def _announced(page: LexborHTMLParser) -> Iterator[tuple[str, str, Why]]:
    for link in page.css("link[rel][href]"):
        relations = (link.attributes.get("rel") or "").lower().split()
        media_type = (link.attributes.get("type") or "").partition(";")[0].strip().lower()
        href, title = link.attributes.get("href") or "", link.attributes.get("title") or ""
        is_feed = media_type in FEED_TYPES or (
            media_type in _VAGUE_TYPES and bool(_LOOKS_LIKE_FEED.search(_place(href)))
        )
        if ("alternate" in relations and is_feed) or ("feed" in relations and (is_feed or not media_type)):
            yield href, title, "announced"


def _linked(page: LexborHTMLParser) -> Iterator[tuple[str, str, Why]]:
    number = 0
    for anchor in page.css("a[href]"):
        href, text = anchor.attributes.get("href") or "", _text(anchor)
        if number < _MOST_ANCHORS and (_LOOKS_LIKE_FEED.search(_place(href)) or _LOOKS_LIKE_FEED.search(text)):
            number += 1
            yield href, text, "linked"


def _text(anchor: LexborNode) -> str:
    return anchor.text(deep=True)[:100]


def _place(url: str) -> str:
    """Return the path of a URL, with its host where that is a feeds' one; "" if it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{(parts.hostname or '').partition('.')[0]} {parts.path.rstrip('/')}"


def _joined(base: str, url: str | None) -> str | None:
    try:
        absolute = urljoin(base, (url or "").strip()).partition("#")[0]
        parts = urlsplit(absolute)
        is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(absolute) <= _LONGEST_URL
    except ValueError:  # half a bracket
        return None
    return absolute if is_usable and absolute.isprintable() and " " not in absolute else None
