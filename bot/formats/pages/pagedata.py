"""A page's tree in, what the page says of its story out; the text is not looked at.

Beside what `article` asks for, this knows what a reader of files has to: where the page was, pictures, and subjects.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from bot.formats.dates import parse_date
from bot.formats.feeds import links
from bot.formats.pages.article import ARTICLE_TYPES, LARGEST_DATA, nodes
from bot.model import Enclosure

# Names of `<meta>`, best first: Open Graph, schema.org, Dublin Core, Highwire Press (citation_), Parse.ly and Sailthru.
_TITLES = ("og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "savepage-title")  # fmt: skip
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "citation_publication_date",
    "citation_date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "parsely-pub-date",
    "sailthru.date", "publish-date", "publication_date", "date", "pubdate",
)  # fmt: skip
_UPDATED = ("article:modified_time", "article:modified", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")  # fmt: skip
_AUTHORS = ("author", "article:author", "citation_author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author")  # fmt: skip
_SITES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "og:locale", "inlanguage")
_SECTIONS = ("article:section", "parsely-section", "category")
_KEYWORDS = (
    "article:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "sailthru.tags",
    "citation_keywords",
    "dc.subject",
)
_PICTURES = ("og:image:secure_url", "og:image:url", "og:image", "twitter:image", "twitter:image:src")
_MOST_KEYWORDS = 50  # arbitrary; pages have up to thirty
_BY = re.compile(r"(?:by|von|par|por|di)\s+(?=\S)", re.IGNORECASE)
_LONGEST_NAME = 100  # characters
_URL = re.compile(r"https?://[^\s<>\"/?#]{1,300}(?:[/?#]\S{0,4000})?", re.IGNORECASE)

Said = Mapping[str, list[str]]
Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """What a page says of its story."""

    url: str = ""  #: "" where it does not say
    title: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    is_article: bool = False  #: it calls itself one


def read(tree: LexborHTMLParser, base: str | None) -> Data:
    """Read a page's claims. Its addresses are relative to *base*."""
    said, node = _said(tree), _node(tree)
    return Data(
        url=_canonical(tree, said, node, base),
        title=_text(node.get("headline")) or _one(said, _TITLES),
        published=_date(_text(node.get("datePublished"))) or _date(_one(said, _PUBLISHED)) or _time(tree),
        updated=_date(_text(node.get("dateModified"))) or _date(_one(said, _UPDATED)),
        authors=_authors(tree, said, node),
        publisher=_one(said, _SITES) or next(_names(node.get("publisher")), None),
        language=_language(node.get("inLanguage")) or _one(said, _LANGUAGES).replace("_", "-") or None,
        categories=_categories(said, node),
        enclosures=_pictures(said, node, base),
        is_article=bool(node) or _one(said, ("og:type",)).lower() == "article",
    )


def _said(tree: LexborHTMLParser) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for element in tree.css("meta[content]"):
        attributes = element.attributes
        content = " ".join((attributes.get("content") or "").split())
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := attributes.get(kind)):
                said.setdefault(name.lower(), []).append(content)
    return said


def _node(tree: LexborHTMLParser) -> Node:
    """Return the article of the page's JSON-LD; {} if there is none."""
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text()
        if len(text) > LARGEST_DATA:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):  # scripts are written by hand
            continue
        for node in nodes(data):
            if ARTICLE_TYPES.search(str(node.get("@type"))[:200]):
                return node
    return {}


def _canonical(tree: LexborHTMLParser, said: Said, node: Node, base: str | None) -> str:
    link = tree.css_first('link[rel~="canonical" i]')
    whole = node.get("mainEntityOfPage")
    claims = (
        link.attributes.get("href") if link is not None else "",
        _one(said, ("og:url",)),
        whole.get("@id") if isinstance(whole, dict) else whole,
        node.get("url"),
    )
    return next((url for claim in claims if (url := _url(claim, base)) and url.split("/", 3)[3:] not in ([], [""])), "")


def _authors(tree: LexborHTMLParser, said: Said, node: Node) -> tuple[str, ...]:
    names = tuple(_names(node.get("author")))
    names = names or next((tuple(_names(said[name])) for name in _AUTHORS if name in said), ())
    if not names:
        marked = tree.css('[rel~="author"], [itemprop="author"]')
        names = tuple(_names([" ".join(element.text().split()) for element in marked[:5]]))
    return tuple(dict.fromkeys(names))


def _categories(said: Said, node: Node) -> tuple[str, ...]:
    words = [*_listed(node.get("articleSection")), *(word for name in _SECTIONS for word in _listed(said.get(name)))]
    words += [*_listed(node.get("keywords")), *(word for name in _KEYWORDS for word in _listed(said.get(name)))]
    first: dict[str, str] = {}
    for word in words:
        first.setdefault(word.lower(), word)
    return tuple(first.values())[:_MOST_KEYWORDS]


def _listed(value: object) -> Iterator[str]:
    """Names that stand in a list, or between commas."""
    for one in value if isinstance(value, list) else [value]:
        name = one.get("name") if isinstance(one, dict) else one
        for word in re.split("[,;]", _text(name)):
            if 0 < len(tidy := " ".join(word.split())) <= _LONGEST_NAME:
                yield tidy


def _pictures(said: Said, node: Node, base: str | None) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    claimed = node.get("image")
    for one in (claimed if isinstance(claimed, list) else [claimed])[:10]:
        picture = one if isinstance(one, dict) else {"url": one}
        if url := _url(picture.get("url") or picture.get("contentUrl"), base):
            width, height = _number(picture.get("width")), _number(picture.get("height"))
            found.setdefault(url, Enclosure(url=url, media_type=None, width=width, height=height))
    if url := _url(_one(said, _PICTURES), base):
        width, height = _number(_one(said, ("og:image:width",))), _number(_one(said, ("og:image:height",)))
        kind = _one(said, ("og:image:type",)) or None
        former = found.get(url, Enclosure(url=url))
        size = (former.width or width, former.height or height)
        found[url] = Enclosure(url=url, media_type=kind, width=size[0], height=size[1])
    return tuple(found.values())


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        name = _BY.sub("", name, count=1) if _BY.match(name) else name
        if name and "://" not in name and len(name) <= _LONGEST_NAME:
            yield name


def _time(tree: LexborHTMLParser) -> datetime | None:
    for selector in ("time[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]"):
        for element in tree.css(selector)[:3]:
            if when := _date((element.attributes.get("datetime") or "").strip()):
                return when
    return None


def _language(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return _text(value) or None


def _one(said: Said, names: tuple[str, ...]) -> str:
    return next((said[name][0] for name in names if name in said), "")


def _url(value: object, base: str | None) -> str:
    claimed = _text(value)
    return absolute(links.joined(base or "", claimed)) if claimed else ""


def absolute(url: str | None) -> str:
    """Return a URL if it is one of the web, else ""."""
    try:
        return url if url and _URL.fullmatch(url) and urlsplit(url).hostname else ""
    except ValueError:  # half of an IPv6 address
        return ""


def _number(value: object) -> int | None:
    """Read a size in pixels: 1200, "1200", "1200px", {"value": 1200}."""
    if isinstance(value, dict):
        value = value.get("value")
    match = (
        re.match(r"\s*(\d{1,6})(?:\.0+)?\s*(?:px)?\s*$", str(value)[:40])
        if isinstance(value, (int, float, str))
        else None
    )
    return int(match[1]) or None if match else None


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _date(text: str) -> datetime | None:
    return parse_date(text) if text else None
