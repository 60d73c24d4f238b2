"""RSS, RDF and Atom in, entries out. feedparser is the authority for what a feed says; its sanitiser is off.

A title comes out as plain text, a body as it is: whoever shows it must sanitise it.
"""

import hashlib
import html
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urljoin

import feedparser
from selectolax.lexbor import LexborHTMLParser

from bot.errors import FormatError
from bot.formats.dates import parse_date
from bot.model import Document, Enclosure, Entry

# A feed item outside of these years was dated by a broken clock: no feed is older, none is from the next century.
_YEARS = range(1990, 2101)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml", "html", "xhtml"})
_TEXT_TYPES = frozenset({"text/plain", "text", ""})
_LONGEST_MARKED_UP = 5000  # characters; a longer title is cut before a parser sees it

_Item = Mapping[str, Any]


def parse(document: Document) -> list[Entry]:
    """Read every entry that says anything; [] for a valid feed without entries.

    Raises:
        FormatError: there is neither an entry nor a feed's title: a page, a fragment, or a feed cut at its start.
    """
    feed = _read(document)
    if not feed.entries and not feed.feed.get("title"):
        problem = feed.get("bozo_exception")
        seen = f" ({type(problem).__name__}: {' '.join(str(problem).split())[:200]})" if problem else ""
        raise FormatError(document.location, f"no entries and no title in it{seen}, expected an RSS or Atom feed")
    language = feed.feed.get("language")
    known: set[str] = set()
    entries: list[Entry] = []
    for item in feed.entries:
        *keys, everything = _keys(item)
        if everything not in known:  # else the item is there twice, word for word
            key = next((key for key in keys if key not in known), everything)
            known |= {key, everything}
            entries.append(_entry(item, key, language, document.base_url))
    return entries


class _Content:
    """Bytes to be read, for a parser that opens whatever else it is handed."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        return self._content


def _read(document: Document) -> Any:
    try:
        return feedparser.parse(
            _Content(document.content),
            response_headers=_headers(document),
            sanitize_html=False,
            resolve_relative_uris=True,
        )
    # Seen with damaged feeds: names of encodings that are none (UnicodeError), namespaces with spaces (ValueError), and
    # declarations that the loose parser gives up on (AssertionError).
    except (ValueError, AssertionError) as error:
        seen = " ".join(str(error).split())[:200]
        raise FormatError(document.location, f"a feed that cannot be decoded or taken apart ({seen})") from error


def _headers(document: Document) -> dict[str, str]:
    headers = {"content-type": document.media_type, "content-location": _ascii(document.base_url)}
    return {name: value for name, value in headers.items() if value}


def _ascii(url: str | None) -> str | None:
    return quote(url, safe="/%:?#[]@!$&'()*+,;=~") if url else None


def _keys(item: _Item) -> Iterator[str]:
    """Say what identifies the item, best first; the last one stands for all that it says.

    Feeds repeat ids, leave them out, or give all items the same one.
    """
    if identity := _text(item, "id"):
        yield identity
    link = _text(item, "link")
    if link and link != identity:
        yield link
    said = [_text(item, "title"), _text(item, "summary")]
    yield _digest(said)
    yield _digest([*said, identity, link, _text(item, "published"), _text(item, "updated"), _body(item)[0]])


def _digest(values: list[str]) -> str:
    return "sha256:" + hashlib.sha256("\n".join(values).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _entry(item: _Item, key: str, language: str | None, base_url: str | None) -> Entry:
    body, is_html = _body(item)
    return Entry(
        key=key,
        url=_link(item, base_url),
        title=_title(item),
        body=body,
        body_type="html" if is_html else "text",
        published=_date(item, "published") or _date(item, "created"),
        updated=_date(item, "updated"),
        authors=_authors(item),
        publisher=_text(_mapping(item, "source"), "title") or None,
        language=_language(item) or language or None,
        categories=tuple(
            name for tag in item.get("tags") or () if (name := _string(tag.get("label") or tag.get("term")))
        ),
        enclosures=tuple(_enclosures(item, base_url)),
    )


def _link(item: _Item, base_url: str | None) -> str | None:
    """Return the link to the story itself; any other relation is something else."""
    links = [
        link for link in item.get("links") or () if link.get("rel", "alternate") == "alternate" and link.get("href")
    ]
    pages = [link for link in links if link.get("type", "text/html") in _HTML_TYPES]
    url = _string((pages or links)[0]["href"]) if links else _text(item, "link")
    return _absolute(url, base_url) or None


def _absolute(url: str, base_url: str | None) -> str:
    try:
        return urljoin(base_url, url) if base_url and url else url
    except ValueError:  # a broken IPv6 address; what is done with such links is not decided here
        return url


def _title(item: _Item) -> str:
    title = _text(item, "title")
    if _mapping(item, "title_detail").get("type") not in _HTML_TYPES:
        return title
    return _unmarked(title)


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


def _body(item: _Item) -> tuple[str, bool]:
    """Return the fuller of content and summary, and whether it is HTML."""
    details = [*(item.get("content") or ()), _mapping(item, "summary_detail")]
    found = [
        (_string(detail.get("value")), _string(detail.get("type")) in _HTML_TYPES)
        for detail in details
        if _string(detail.get("type")) in _HTML_TYPES | _TEXT_TYPES
    ]
    return max(found, key=lambda body: len(body[0]), default=("", False))


def _date(item: _Item, field: str) -> datetime | None:
    """Read a time; feedparser's own reading counts where ours fails on a full date, as in Korean or Hungarian."""
    claimed = _text(item, field)
    when = parse_date(claimed)
    parsed = item.get(f"{field}_parsed") if field in item else None
    # feedparser completes dates without a year from the clock.
    if when is None and parsed and str(parsed[0]) in claimed:
        try:
            year, month, day, hour, minute, second = parsed[:6]
            when = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
        except (ValueError, OverflowError):
            return None
    return when if when is not None and when.year in _YEARS else None


def _authors(item: _Item) -> tuple[str, ...]:
    named = [_string(author.get("name")) for author in item.get("authors") or ()]
    return tuple(name for name in named if name) or tuple(filter(None, [_text(item, "author")]))


def _language(item: _Item) -> str | None:
    details = [*(item.get("content") or ()), _mapping(item, "summary_detail"), _mapping(item, "title_detail")]
    return next((_string(detail["language"]) for detail in details if detail.get("language")), None)


def _enclosures(item: _Item, base_url: str | None) -> Iterator[Enclosure]:
    for link in item.get("enclosures") or ():
        if url := _string(link.get("href") or link.get("url")):
            length = _string(link.get("length"))
            is_number = length.isascii() and length.isdigit() and len(length) < 16
            yield Enclosure(
                url=_absolute(url, base_url),
                media_type=_string(link.get("type")) or None,
                length=int(length) if is_number else None,
            )


def _mapping(item: _Item, field: str) -> Mapping[str, Any]:
    value = item.get(field)
    return value if isinstance(value, Mapping) else {}


def _text(item: _Item, field: str) -> str:
    # FeedParserDict answers for `updated` with `published`, except when asked whether it has it.
    return _string(item.get(field)) if field in item else ""


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""
