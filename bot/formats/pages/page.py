"""A saved page in, its story out: what a browser, wget or SingleFile put on disk, or a piece of HTML.

The text is what `article` finds; this reads what a page says of itself where nobody asked a server for it, as JSON-LD
(schema.org), Open Graph, Dublin Core and the comments of the programs that save pages.
"""

import re
from dataclasses import replace
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.errors import FormatError
from bot.formats.pages import article, pagedata
from bot.formats.pages.article import TAG, page_of, site_of, tree_of
from bot.formats.pages.pagedata import Data, absolute
from bot.formats.parts import Parts
from bot.model import Document, Entry

_HEAD = 64 * 1024  # characters
_WHOLE = re.compile(r"<(?:!doctype\s+html|html|head|body|title|meta|link)\b", re.IGNORECASE)
#: What programs write of where a page was: browsers, SingleFile, HTTrack, WebScrapBook, Save Page WE.
_SAVED_FROM = (
    re.compile(r"<!--\s{0,20}saved from url=\(\d{1,5}\)\s{0,5}(https?://[^\s<>]{1,2000})"),
    re.compile(
        r"<!--\s{1,20}(?:Page saved with|Archive processed by) SingleFile[^<>]{0,40}?\burl:\s{1,5}(https?://[^\s<>]{1,2000})"
    ),
    re.compile(r"<!--\s{0,5}Mirrored from ([\w.-]{1,255}/[^\s<>]{0,2000}) by HTTrack"),
    re.compile(r"\bdata-scrapbook-source=[\"']?(https?://[^\s<>\"']{1,2000})"),
    re.compile(r"<meta name=[\"']?savepage-url[\"']? content=[\"']?(https?://[^\s<>\"']{1,2000})"),
)
_PROGRAMS = (
    "saved from url",
    "SingleFile",
    "Mirrored from",
    "scrapbook-source",
    "savepage-url",
)  #: one is in every match

#: Share of the text that is in links, above which a page is a list of other pages. Of 121 articles the most linked
#: has .42.
_MOST_LINKED = 0.6
#: Titles of pages that a server sends instead of the story.
_NO_STORY = re.compile(
    r"(?:error\W{0,3})?(?:40[0134]|410|429|50[0234])\b|(?:page|file|seite|p[aá]gina|pagina|article)?\s?(?:not found|nicht gefunden|"
    r"no encontrada|non trovata|introuvable)|access denied|forbidden|just a moment|attention required|are you (?:a )?(?:human|robot)|"
    r"(?:log|sign)[ -]?in\b|anmelde[nr]|anmeldung|connexion\b|iniciar sesi[oó]n|service unavailable|bad gateway|"
    r"internal server error|you have been blocked|captcha|verif(?:y|ying) you",
    re.IGNORECASE,
)
_SHORT = 1_500  # characters; a page that says it is an error and has more is a story about errors
#: The same for a page with a field for a password; towns have one on every page.
_SHORTER = 400
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_FURNISHED = "nav, form, header, footer, aside, input, button, iframe"


class _Saved(NamedTuple):
    markup: str
    tree: LexborHTMLParser
    data: Data
    saved_from: str  #: URL; "" where no program said


def parse(document: Document) -> Parts:
    """Read the story of a page, or of a piece of one.

    The key is the URL that the page says it is at; the location if it says none.

    Raises:
        FormatError: it has no text of its own: an index, a login or error page, or one made by a script.
    """
    markup = page_of(document)
    tree = tree_of(document, markup)
    saved_from = _saved_from(markup[:_HEAD])
    page = _Saved(markup, tree, pagedata.read(tree, saved_from or document.base_url), saved_from)
    entry = _of_page(document, page) if _WHOLE.search(markup[:_HEAD]) else _of_fragment(document, page)
    return Parts((entry,))


def _of_fragment(document: Document, page: _Saved) -> Entry:
    if not _text(page.tree.body):
        raise FormatError(document.location, "is a piece of HTML without text, expected a story")
    language = next((node.attributes.get("lang") for node in page.tree.css("body > [lang]")), None)
    return Entry(
        key=document.location,
        title=_text(page.tree.css_first(_HEADINGS)),
        body=page.markup.lstrip("\ufeff"),
        body_type="html",
        published=page.data.published,
        updated=page.data.updated,
        authors=page.data.authors,
        language=language or None,
    )


def _of_page(document: Document, page: _Saved) -> Entry:
    data = page.data
    found = _article(document, page)
    _refuse_no_story(found, page, document.location)
    url = _url(found, document, page)
    return replace(
        found,
        key=url or document.location,
        url=url or None,
        title=found.title or data.title,
        published=found.published or data.published,
        updated=found.updated or data.updated,
        authors=found.authors or data.authors,
        publisher=found.publisher or data.publisher,
        language=found.language or data.language,
        categories=data.categories,
        enclosures=data.enclosures,
    )


def _url(found: Entry, document: Document, page: _Saved) -> str:
    """Return where the page says it is; what is said of another site than it came from is not believed.

    What its links are relative to is no place that it says it is at.
    """
    if document.base_url is None or found.url != document.base_url:
        return absolute(found.url) or page.saved_from
    link = page.tree.css_first('link[rel~="canonical" i]')
    if link is not None and (link.attributes.get("href") or "").strip() == document.base_url:
        return document.base_url
    claimed = page.data.url
    return claimed if claimed and site_of(claimed) == site_of(document.base_url) else ""


def _article(document: Document, page: _Saved) -> Entry:
    """Find the text. Of a page that has little of it and nothing else, as desks export them, all of it is."""
    base = document.base_url or page.saved_from or page.data.url or None
    try:
        return article.article_of(replace(document, base_url=base), page.markup, page.tree)
    except FormatError:
        body = _little(page)
        if body is None:
            raise
    return Entry(
        key=document.location,
        url=base,
        title=page.data.title or _text(page.tree.css_first("title")) or _text(page.tree.css_first("h1")),
        body=body,
        body_type="html",
        language=(page.tree.root.attributes.get("lang") if page.tree.root else None) or None,
    )


def _little(page: _Saved) -> str | None:
    """Return the text of a page that is short, and is a story all the same; None if it is not."""
    holder = page.tree.css_first("article, [itemprop=articleBody]") if page.data.is_article else None
    if holder is None and page.tree.css_first(_FURNISHED) is None:
        holder = page.tree.body
    if holder is None or not any(_text(node) for node in holder.css("p, div, td, pre, li")):
        return None
    if _linked(holder) > _MOST_LINKED:
        return None
    return holder.html


def _refuse_no_story(entry: Entry, page: _Saved, location: str) -> None:
    text = TAG.sub(" ", entry.body[:_HEAD])
    length = len(" ".join(text.split()))
    if length < _SHORT and (match := _NO_STORY.match(entry.title)):
        raise FormatError(location, f"is a page called {match[0]!r}, expected a story")
    is_dated = page.data.is_article or entry.published or page.data.published
    if length < _SHORTER and page.tree.css_first("input[type=password]") and not is_dated:
        raise FormatError(location, "is a page to log in at, expected a story")
    if entry.body_type == "html" and (share := _linked(LexborHTMLParser(entry.body).body, entry.url)) > _MOST_LINKED:
        raise FormatError(location, f"is a list of links ({share:.0%} of its text), expected a story")


def _linked(node: LexborNode | None, own: str | None = None) -> float:
    """The share of the text that is in links to other pages than its own; an anchor that nobody closed is one to that."""
    if node is None:
        return 0.0
    linked = sum(len(_text(link)) for link in node.css("a[href]") if link.attributes.get("href") not in {own, "", None})
    return linked / max(len(_text(node)), 1)


def _saved_from(head: str) -> str:
    if not any(program in head for program in _PROGRAMS):  # a hundred times as fast as to ask the patterns
        return ""
    for pattern in _SAVED_FROM:
        if match := pattern.search(head):
            url = unescape(match[1])
            return absolute(url if "://" in url else f"https://{url}")
    return ""


def _text(node: LexborNode | None) -> str:
    return " ".join(node.text(separator=" ").split()) if node is not None else ""
