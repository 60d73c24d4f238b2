"""The page of one story in, its article out: the text without menus, captions and advice to subscribe.

Resiliparse tells what is main content, block by block. Two corrections raise it from F1 .93 to .97 on real pages
(benchmarks/articles.py): first the page is cut down to the element that holds the paragraphs, and what papers mark as
captions, bylines, galleries and newsletters is left out.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape, unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.errors import FormatError
from bot.formats.dates import parse_date
from bot.formats.decoding import charset, decode
from bot.model import Document, Entry

#: Characters of text without which a page is taken for a consent, paywall or error page. Arbitrary; three sentences.
FEWEST = 250

# A parser walks the stack of open elements for most tags, so nested tags cost the square of their number: 100,000 `<div>`
# took 22 s, 20,000 a second. Of 121 real pages the richest has 3,229 `<`.
_MOST_TAGS = 20_000
# The same for attributes of one tag: 100,000 took 42 s. Longer ones are inlined pictures.
_LONGEST_TAG = 20_000
# And extraction costs the square of the depth: paragraphs in 9,000 nested `<div>` took 12 s. Of 121 real pages the deepest
# has 52 elements in each other.
_DEEPEST = 256
_HEAD = 64 * 1024  # characters
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|title|article|main|div|p)[\s>/]", re.IGNORECASE)
_OTHER_ROOT = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,5000}?-->\s*)*<(rss|feed|rdf:RDF|svg)[\s>]", re.DOTALL
)
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w:.-]{1,40})", re.IGNORECASE)

# An element holds the article if this share of the text in paragraphs is inside of it; the smallest such element is
# taken. .7 and .8 measure the same, below it parts of articles get lost.
_SHARE = 0.75
_SHORT = 40  # characters; shorter paragraphs are labels and buttons
# How far up the element may be. Arbitrary: pages nest articles a dozen deep, and each paragraph climbs.
_HIGHEST = 30
# Each was tried alone; those that raise neither precision nor recall on real pages are not here.
_SKIPPED = (
    "h1", "header", "figure", '[class*="caption" i]', '[class*="byline" i]', '[class*="newsletter" i]',
    '[class*="gallery" i]',
)  # fmt: skip
# Stands in a list that was written as another kind of list, for as long as resiliparse is at it.
_BULLETS = "<li>:ul:</li>"
_BULLETED = re.compile(rf"<ol>\s*{_BULLETS}(.*?)</ol>", re.DOTALL)
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]{6}"
)  # of writing without spaces, that is a word or two
# A list of the story has so many words at least, and so much of its text is in links at most.
_FEWEST_WORDS, _MOST_LINKED = 6, 0.3
_CONTROLS = "button, input, select, form, svg"
TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r'<a href="(?!https?://)([^"]*)"')
LARGEST_DATA = 1_000_000  # characters of JSON-LD
_MOST_NODES = 10_000  # of one JSON-LD block
ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|LiveBlog")
# Names of `<meta>` (its name, property or itemprop), best first: Open Graph, schema.org, Dublin Core, and common habit.
_TITLES = ("og:title", "twitter:title", "dc.title", "headline")
_PUBLISHED = ("article:published_time", "datepublished", "dc.date", "dc.date.issued", "date", "pubdate")
_UPDATED = ("article:modified_time", "datemodified", "og:updated_time")
_AUTHORS = ("author", "article:author", "dc.creator")
_SITES = ("og:site_name",)


def extract(document: Document) -> Entry:
    """Return the article of an HTML page, with what the page says about it. Its links are absolute.

    The entry's key is the document's location. Its URL is the page's canonical one if that is on the same site, else
    the one that answered. May cost any amount of time and memory on hostile input: run it in `isolation.Isolated`.

    Raises:
        FormatError: it is no HTML page, or has no text worth having.
    """
    page = page_of(document)
    return article_of(document, page, tree_of(document, page))


def tree_of(document: Document, page: str) -> LexborHTMLParser:
    """Parse a page that `page_of` returned, and refuse what is nested too deep."""
    tree = LexborHTMLParser(page)
    refuse_deep(tree, document.location)
    return tree


def article_of(document: Document, page: str, tree: LexborHTMLParser) -> Entry:
    """Do what `extract` does, with a page that is parsed already.

    Raises:
        FormatError: as `extract` does.
    """
    base = _base(tree, document)
    claims = _claims(tree)
    body, is_html = _article(tree, page, base), True
    if _is_short(body) and not _is_short(claims.body):  # a script is to write its paragraphs
        body, is_html = claims.body, "</p>" in claims.body
    if (length := _length(body)) < FEWEST:
        seen = f"has {length} characters of text, expected {FEWEST} or more"
        raise FormatError(document.location, f"{seen}: a consent, paywall or error page, or one made by a script")
    said = _said(tree)
    return Entry(
        key=document.location,
        url=_canonical(tree, document, base),
        title=claims.title or _first(said, _TITLES) or _line(tree, "title") or _line(tree, "h1"),
        body=body,
        body_type="html" if is_html else "text",
        published=claims.published or _date(_first(said, _PUBLISHED)) or _date(_time(tree)),
        updated=claims.updated or _date(_first(said, _UPDATED)),
        authors=claims.authors or tuple(_names(_first(said, _AUTHORS))),
        publisher=_first(said, _SITES) or None,
        language=_attribute(tree, "html", "lang") or None,
    )


def page_of(document: Document) -> str:
    """Decode a document, and refuse what is no HTML page."""
    content, location = document.content, document.location
    claimed = charset(document.media_type)
    if claimed is None and (meta := _META_CHARSET.search(content[:4096])):
        claimed = charset(f"text/html; charset={meta[1].decode('ascii')}")
    page = decode(content, claimed)
    head = page[:_HEAD]
    if "\0" in head:
        raise FormatError(location, "is binary, expected an HTML page")
    if other := _OTHER_ROOT.match(head):
        raise FormatError(location, f"is markup with the root element <{other[1]}>, expected an HTML page")
    if not _HTML.search(head):
        raise FormatError(location, f"is no HTML page, begins with {' '.join(head[:40].split())!r}")
    return _bounded(page, location)


def _bounded(page: str, location: str) -> str:
    """Leave out tags that are too long, and refuse a page that has too many."""
    if (tags := page.count("<")) > _MOST_TAGS:
        raise FormatError(location, f"has {tags} tags, expected {_MOST_TAGS} or fewer")
    half = _LONGEST_TAG // 2  # a longer tag has such a stretch without an end in it
    if all(page.find(">", at, at + half) != -1 for at in range(0, len(page) - half, half)):
        return page
    parts = page.split("<")
    return "<".join([part if len(part) <= _LONGEST_TAG else _without_long_tag(part) for part in parts])


def _without_long_tag(part: str) -> str:
    end = part.find(">")
    if 0 <= end <= _LONGEST_TAG:
        return part  # long is the text behind it, or a script
    return f"!-->{part[end + 1 :]}" if end != -1 else "!-->"  # an empty comment


def refuse_deep(tree: LexborHTMLParser, location: str) -> None:
    """Refuse a page that is nested deeper than any is; one in fifty elements tells."""
    for node in tree.css("*")[::50]:
        above = node.parent
        for _ in range(_DEEPEST):
            if above is None:
                break
            above = above.parent
        else:
            raise FormatError(location, f"is nested more than {_DEEPEST} elements deep")


# The text


def _article(tree: LexborHTMLParser, page: str, base: str | None) -> str:
    holder = _holder(tree)
    found = _main_content(_with_lists(holder)) if holder is not None else ""
    if _is_short(found):
        found = _main_content(page)
    found = _BULLETED.sub(r"<ul>\1</ul>", found).replace(_BULLETS, "")
    return _LINK.sub(
        lambda link: f'<a href="{escape(_join(base, unescape(link[1])))}"', found
    )  # the others are absolute


def _with_lists(holder: LexborNode) -> str:
    """Write an element so that the lists of its story pass: resiliparse takes every `<ul>` for a menu, and no `<ol>`."""
    markup = holder.html or ""
    for element in holder.css("ul"):
        if _is_of_story(element) and (written := element.html):
            # One inside of another becomes numbered with it, as what is looked for above it is no more there.
            body = (
                written[written.index(">") + 1 : written.rindex("</ul>")]
                .replace("<ul", "<ol")
                .replace("</ul>", "</ol>")
            )
            markup = markup.replace(written, f"<ol>{_BULLETS}{body}</ol>", 1)
    return markup


def _is_of_story(element: LexborNode) -> bool:
    """Whether a list is one of the story and not of the page: mostly words, and few of them links."""
    text = element.text(separator=" ")
    links = sum(len(link.text()) for link in element.css("a"))
    return (
        (len(text.split()) >= _FEWEST_WORDS or _UNSPACED.search(text) is not None)
        and links <= _MOST_LINKED * len(text)
        and element.css_first(_CONTROLS) is None
    )


def _main_content(markup: str) -> str:
    return extract_plain_text(
        markup,
        preserve_formatting="minimal_html",
        main_content=True,
        list_bullets=True,
        alt_texts=False,
        links=True,
        comments=False,
        skip_elements=_SKIPPED,
    )


def _holder(tree: LexborHTMLParser) -> LexborNode | None:
    """Return the smallest element that has most of the text that is in paragraphs."""
    total = 0
    held: dict[int, int] = {}
    nodes: dict[int, LexborNode] = {}
    for paragraph in tree.css("p"):
        length = len(paragraph.text().strip())
        if length < _SHORT:
            continue
        total += length
        node = paragraph.parent
        for _ in range(_HIGHEST):
            if node is None or node.tag == "html":
                break
            held[node.mem_id] = held.get(node.mem_id, 0) + length
            nodes[node.mem_id] = node
            node = node.parent
    # Of elements that hold the same, the inner one was met first.
    best = min((key for key, length in held.items() if length >= _SHARE * total), key=held.__getitem__, default=None)
    return None if best is None else nodes[best]


def _is_short(markup: str) -> bool:
    return _length(markup) < FEWEST


def _length(markup: str) -> int:
    # A long text need not be measured to the end.
    length = 0
    for most in (16 * FEWEST, _HEAD):
        length = len(" ".join(TAG.sub(" ", markup[:most]).split()))
        if length >= FEWEST or most >= len(markup):
            break
    return length


# What the page says about it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claims:
    """What the page's JSON-LD (schema.org) says of its article."""

    title: str = ""
    body: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    authors: tuple[str, ...] = ()


def _claims(tree: LexborHTMLParser) -> _Claims:
    for script in tree.css('script[type="application/ld+json"]'):
        text = script.text()
        if len(text) > LARGEST_DATA:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in nodes(data):
            if ARTICLE_TYPES.search(str(node.get("@type"))[:200]):
                return _Claims(
                    title=_text(node.get("headline")),
                    body=_text(node.get("articleBody")),
                    published=_date(_text(node.get("datePublished"))),
                    updated=_date(_text(node.get("dateModified"))),
                    authors=tuple(_names(node.get("author"))),
                )
    return _Claims()


def nodes(data: object) -> Iterator[dict[str, Any]]:
    """Every object in it, the outer ones first, up to a limit."""
    rest = [data]
    for _ in range(_MOST_NODES):
        if not rest:
            return
        value = rest.pop()
        if isinstance(value, dict):
            yield value
            rest.extend(reversed(value.values()))
        elif isinstance(value, list):
            rest.extend(reversed(value))


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _names(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        if name and "://" not in name:
            yield name


def _said(tree: LexborHTMLParser) -> dict[str, str]:
    """What the elements `<meta>` say, by their names in lower case; the first of a name counts."""
    said: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        content = " ".join((attributes.get("content") or "").split())
        for kind in ("property", "name", "itemprop"):
            if content and (name := attributes.get(kind)):
                said.setdefault(name.lower(), content)
    return said


def _first(said: Mapping[str, str], names: Sequence[str]) -> str:
    return next((said[name] for name in names if name in said), "")


def _line(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) if node is not None else ""


def _time(tree: LexborHTMLParser) -> str:
    return _attribute(tree, "time[itemprop=datePublished], time[pubdate]", "datetime")


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "").strip() if node is not None else ""


def _date(text: str) -> datetime | None:
    return parse_date(text) if text else None


# Addresses


def _base(tree: LexborHTMLParser, document: Document) -> str | None:
    return _join(document.base_url, _attribute(tree, "base[href]", "href")) or document.base_url


def _canonical(tree: LexborHTMLParser, document: Document, base: str | None) -> str | None:
    """Return the page's canonical URL (RFC 6596) where it can be believed: of the same site, and no front page."""
    claimed = _attribute(tree, 'link[rel~="canonical" i]', "href")
    url = _join(base, claimed) if claimed else ""
    is_page = urlsplit(url).path.strip("/") != "" or "?" in url
    is_same = site_of(url) == site_of(document.base_url or url)
    return url if url and is_page and is_same else document.base_url


def site_of(url: str) -> str:
    """Name the site of a URL: its host without what only a kind of device is served by; "" if there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # of a saved page, who knows where from
        return ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _join(base: str | None, url: str) -> str:
    try:
        joined = urljoin(base or "", url.strip())
        urlsplit(joined)
    except ValueError:  # such as half of an IPv6 address
        return ""
    return joined
