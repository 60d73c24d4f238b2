"""JSON Feed 1.0 and 1.1 (jsonfeed.org) in, items out, of the form that feedparser gives. What is of a wrong type is as if not there."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from bot.errors import FormatError
from bot.formats.dates import read_date
from bot.formats.decoding import charset, decode
from bot.formats.feeds import channel, trimming
from bot.formats.feeds.found import Found
from bot.formats.feeds.items import string
from bot.model import Document

#: How many of a sign there may be: an object takes about 200 bytes of memory, a member of a list 60.
_MOST = {b"{": 200_000, b"[": 200_000, b",": 1_000_000}

#: An escape; the group is half of a pair without the other half.
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)

_Object = dict[str, Any]


def read(document: Document, max_entries: int | None = None) -> Found:
    """Read every item, at most the *max_entries* newest. Numbers where a text is expected count as written.

    Raises:
        FormatError: it is no JSON, or neither an item nor a title is in it.
    """
    feed = _loaded(document)
    authors = _authors(feed)
    claimed = [item for item in _objects(feed, "items") if item]
    title = string(feed.get("title"))
    if not claimed and not title:
        raise FormatError(document.location, "no items and no title in it, expected a JSON Feed")
    cut = 0
    if max_entries is not None and len(claimed) > max_entries:
        cut = len(claimed) - max_entries
        claimed = [claimed[number] for number in trimming.chosen([_when(item) for item in claimed], max_entries)]
    found = [_item(item, authors, document.base_url or "") for item in claimed]
    claims = {"title": title, "language": string(feed.get("language")), "links": list(_feed_links(feed))}
    return Found(items=found, feed=channel.feed(claims, b"", document.base_url), base_url=document.base_url, cut=cut)


def _loaded(document: Document) -> _Object:
    for sign, most in _MOST.items():
        if (count := document.content.count(sign)) > most:
            seen = f"{count} of {sign.decode()!r}"
            raise FormatError(
                document.location, f"a feed built to cost time and memory ({seen}), expected at most {most}"
            )
    text = decode(document.content, charset(document.media_type)).replace("\0", "").lstrip("\ufeff")
    try:
        # Numbers stay as they are written: an id may have more digits than a float, or than Python wants to read.
        feed = json.loads(_ESCAPE.sub(_whole, text), parse_int=str, parse_float=str, parse_constant=str)
    except json.JSONDecodeError as error:
        seen = f"{error.msg} at line {error.lineno} column {error.colno}"
        raise FormatError(document.location, f"a JSON Feed that is no JSON ({seen})") from error
    except RecursionError as error:
        raise FormatError(document.location, "a JSON Feed nested too deep to be one") from error
    if not isinstance(feed, dict):
        raise FormatError(document.location, f"JSON with a {type(feed).__name__} in it, expected a JSON Feed object")
    return feed


def _whole(escape: re.Match[str]) -> str:
    """Replace half a character, which JSON can escape and nothing can write."""
    return r"\ufffd" if escape[1] else escape[0]


def _when(item: _Object) -> datetime | None:
    claimed = [read_date(string(item.get(field))) for field in ("date_published", "date_modified")]
    return max((when for when in claimed if when), default=None)


def _objects(owner: _Object, field: str) -> list[_Object]:
    """Return the objects of an array; one that stands alone counts as an array of it."""
    value = owner.get(field)
    values = value if isinstance(value, list) else [value]
    return [found for found in values if isinstance(found, dict)]


def _feed_links(feed: _Object) -> Iterator[_Object]:
    if home := string(feed.get("home_page_url")):
        yield {"rel": "alternate", "href": home, "type": "text/html"}
    if own := string(feed.get("feed_url")):
        yield {"rel": "self", "href": own, "type": "application/feed+json"}
    for hub in _objects(feed, "hubs"):
        if string(hub.get("type")).lower() == "websub":
            yield {"rel": "hub", "href": string(hub.get("url"))}


def _item(item: _Object, authors: list[_Object], base: str) -> _Object:
    """Return the item as feedparser would have it; *authors* are the feed's, for an item without its own."""
    links = list(_links(item))
    html, text = string(item.get("content_html")), string(item.get("content_text"))
    content = {"type": "text/html", "value": html, "base": base} if html else {"type": "text/plain", "value": text}
    summary = string(item.get("summary"))
    pictures = [string(item.get(field)) for field in ("image", "banner_image")]
    return {
        "id": string(item.get("id")),
        "link": next((link["href"] for link in links if link["rel"] == "alternate"), ""),
        "links": links,
        "title": string(item.get("title")),
        "summary": summary or content["value"],
        "summary_detail": {"type": "text/plain", "value": summary},
        "content": [content],
        "published": string(item.get("date_published")),
        "updated": string(item.get("date_modified")),
        "authors": _authors(item) or authors,
        "language": string(item.get("language")),
        "tags": [{"term": tag} for tag in _texts(item.get("tags"))],
        "media_content": [{"url": picture, "medium": "image"} for picture in pictures if picture],
    }


def _links(item: _Object) -> Iterator[_Object]:
    url, other = string(item.get("url")), string(item.get("external_url"))
    if url:
        yield {"rel": "alternate", "href": url, "type": "text/html"}
    if other and other != url:
        yield {"rel": "related" if url else "alternate", "href": other, "type": "text/html"}
    for attached in _objects(item, "attachments"):
        yield {
            "rel": "enclosure",
            "href": string(attached.get("url")),
            "type": string(attached.get("mime_type")),
            "length": string(attached.get("size_in_bytes")),
            "title": string(attached.get("title")),
        }


def _authors(owner: _Object) -> list[_Object]:
    """Return who wrote it: `authors` of 1.1, else `author` of 1.0."""
    found = _objects(owner, "authors") or _objects(owner, "author")
    named = [{"name": name} for author in found if (name := string(author.get("name")))]
    return named or [{"name": name} for field in ("authors", "author") for name in _texts(owner.get(field))]


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for found in values if (text := string(found))]
