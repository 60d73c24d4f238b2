"""An item as feedparser has it in, an entry out; the strict reader gives items of the same form.

A title comes out as plain text, a body as it is: whoever shows it must sanitise it.
"""

import html
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from selectolax.lexbor import LexborHTMLParser

from bot.formats.dates import read_date
from bot.formats.feeds.links import absolute, resolved, unclosed
from bot.model import Enclosure, Entry, Link

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
_TEXT_TYPES = frozenset({"text/plain", "text", ""})
_NOTHING: Mapping[str, Any] = {}
_READABLE = HTML_TYPES | _TEXT_TYPES
_LONGEST_MARKED_UP = 5000  # characters; a longer title is cut before a parser sees it
_MOST_LINKS = 200  # of one entry; arbitrary, a real one has about five
_PICTURES = {
    "avif": "image/avif", "gif": "image/gif", "jpeg": "image/jpeg", "jpg": "image/jpeg", "png": "image/png",
    "svg": "image/svg+xml", "webp": "image/webp",
}  # fmt: skip

Item = Mapping[str, Any]


def entry(item: Item, key: str, language: str | None, base_url: str | None) -> Entry:
    """Make an entry; *language* is the feed's, *base_url* what its relative links are relative to."""
    fullest, short = _fullest(item), _mapping(item, "summary_detail")
    body, body_type = _body(fullest)
    return Entry(
        key=key,
        id=text(item, "id") or None,
        url=link(item, base_url),
        links=_links(item, base_url),
        title=title(item),
        summary="" if short is fullest else _summary(short, body, body_type),
        body=body,
        body_type=body_type,
        published=_date(item, "published") or _date(item, "created"),
        updated=_date(item, "updated"),
        authors=_authors(item),
        publisher=text(_mapping(item, "source"), "title") or None,
        language=text(item, "language") or _language(item) or language or None,
        categories=tuple([name for tag in many(item, "tags") if (name := string(tag.get("label") or tag.get("term")))]),
        enclosures=_enclosures(item, base_url),
    )


def dates(item: Item) -> datetime | None:
    """Return the latest time that an item claims, to tell new ones from old."""
    claimed = [when for field in ("published", "updated", "created") if (when := _date(item, field))]
    return max(claimed, default=None)


def body_claimed(item: Item) -> str:
    """Return the body as the item has it, for telling items apart."""
    return string(_fullest(item).get("value"))


def link(item: Item, base_url: str | None) -> str | None:
    """Return the link to the story, or site, itself; any other relation is something else.

    Some services put a counting redirect in its place, and the link that the publisher gave beside it.
    """
    original = text(item, "feedburner_origlink")
    if original.startswith(("http://", "https://")):
        return original
    first: Item | None = None
    for claimed in many(item, "links"):
        if claimed.get("rel", "alternate") == "alternate" and claimed.get("href"):
            first = first or claimed
            if claimed.get("type", "text/html") in HTML_TYPES:  # rather than any that is no page
                first = claimed
                break
    url = string(first["href"]) if first else text(item, "link")
    return absolute(url, base_url) or None


def title(item: Item) -> str:
    """Return a title as plain text."""
    claimed = text(item, "title")
    if _mapping(item, "title_detail").get("type") not in HTML_TYPES:
        return claimed
    return _unmarked(claimed)


def text(item: Item, field: str) -> str:
    """Return a field that should be text, without blanks around it."""
    # FeedParserDict answers for `updated` with `published`, except when asked whether it has it.
    value = item.get(field) if field in item else None
    return value.strip() if isinstance(value, str) else ""


def many(item: Item, field: str) -> list[Item]:
    """Return a field that should be a list of mappings; an unknown element of its name makes something else of it."""
    value = item.get(field)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def string(value: object) -> str:
    """Return a text without blanks around it; "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def _unmarked(markup: str) -> str:
    """Return the text of a title that was declared, or recognised, as HTML."""
    if "<" not in markup:
        return html.unescape(markup)
    body = LexborHTMLParser(f"<body>{markup[:_LONGEST_MARKED_UP]}").body
    if body is None:
        return markup
    for hidden in body.css("script, style, template"):
        hidden.decompose()
    return " ".join(body.text(separator="", strip=False).split())


def _fullest(item: Item) -> Item:
    """Return the longest of the contents and the summary that are text."""
    details: list[Item] = [*many(item, "content"), _mapping(item, "summary_detail")]
    texts = [detail for detail in details if string(detail.get("type")) in _READABLE]
    if len(texts) == 1:
        return texts[0]
    return max(texts, key=_length, default=_NOTHING)


def _length(detail: Item) -> int:
    return len(string(detail.get("value")))


def _body(detail: Item) -> tuple[str, Literal["html", "text"]]:
    body = string(detail.get("value"))
    if string(detail.get("type")) not in HTML_TYPES:
        return body, "text"
    return resolved(unclosed(body), string(detail.get("base"))), "html"


def _summary(detail: Item, body: str, body_type: str) -> str:
    """Return the summary in the type of the body; "" if it is the body, or says nothing."""
    summary, is_html = string(detail.get("value")), string(detail.get("type")) in HTML_TYPES
    if is_html:
        summary = resolved(unclosed(summary), string(detail.get("base")))
    if summary == body or not summary:
        return ""
    if is_html == (body_type == "html"):
        return summary
    return _unmarked(summary) if is_html else html.escape(summary, quote=False)


def _links(item: Item, base_url: str | None) -> tuple[Link, ...]:
    return tuple(
        [
            Link(
                rel=string(claimed.get("rel")).lower() or "alternate",
                url=url,
                media_type=string(claimed.get("type")) or None,
                title=string(claimed.get("title")) or None,
            )
            for claimed in many(item, "links")[:_MOST_LINKS]
            if (url := absolute(string(claimed.get("href")), base_url))
        ]
    )


def _date(item: Item, field: str) -> datetime | None:
    return read_date(text(item, field))


def _authors(item: Item) -> tuple[str, ...]:
    named = [name for author in many(item, "authors") if (name := string(author.get("name")))]
    if not named and (author := text(item, "author")):
        return (author,)
    return tuple(named)


def _language(item: Item) -> str | None:
    for detail in (*many(item, "content"), _mapping(item, "summary_detail"), _mapping(item, "title_detail")):
        if detail.get("language"):
            return string(detail["language"])
    return None


def _enclosures(item: Item, base_url: str | None) -> tuple[Enclosure, ...]:
    """Return what is enclosed, then pictures by other vocabularies; one of each URL, with what all of them say of it."""
    claimed = [link for link in many(item, "links") if link.get("rel") == "enclosure"]
    pictures = [found for found in many(item, "media_content") if _is_picture(found)]
    pictures += [{**found, "medium": "image"} for found in many(item, "media_thumbnail")]
    if image := string(_mapping(item, "image").get("href")):
        pictures.append({"url": image, "medium": "image"})
    if not claimed and not pictures:
        return ()
    found: dict[str, Item] = {}
    for enclosed in [*claimed, *pictures][:_MOST_LINKS]:
        # A mapping of feedparser's asks for `href` when it has no `url`.
        url = absolute(string(enclosed.get("href") or enclosed.get("url")), base_url)
        if url:
            found[url] = {**enclosed, **found.get(url, {})}
    return tuple(
        [
            Enclosure(
                url=url,
                media_type=string(enclosed.get("type")) or (_picture_type(url) if "medium" in enclosed else None),
                length=_number(enclosed.get("length") or enclosed.get("filesize")),
                width=_number(enclosed.get("width")),
                height=_number(enclosed.get("height")),
            )
            for url, enclosed in found.items()
        ]
    )


def _is_picture(found: Item) -> bool:
    media_type, medium = string(found.get("type")).lower(), string(found.get("medium")).lower()
    if media_type or medium:
        return medium == "image" or media_type.startswith("image/")
    return _picture_type(string(found.get("url"))) is not None


def _picture_type(url: str) -> str | None:
    """Guess what a picture is by its name: most feeds do not say."""
    path = url.partition("?")[0].partition("#")[0]
    return _PICTURES.get(path.rpartition(".")[2].lower())


def _number(value: object) -> int | None:
    claimed = string(value)
    return int(claimed) if claimed.isascii() and claimed.isdigit() and len(claimed) < 16 else None


def _mapping(item: Item, field: str) -> Item:
    value = item.get(field)
    return value if isinstance(value, dict) else _NOTHING
