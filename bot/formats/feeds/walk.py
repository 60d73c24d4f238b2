"""A feed's tree in, what feedparser would say of it out; nothing at all where that is not certain.

The elements are read in the order of the document, with the rules of feedparser 6, which `benchmarks.conformance` holds
this to: later claims of one kind replace or join former ones by their depth, a second description is a content, an id
is a link unless it says that it is none. What has more than one reading raises `Unsure`.
"""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, ClassVar, cast
from xml.sax.saxutils import escape

from feedparser.api import StrictFeedParser
from feedparser.urls import make_safe_absolute_uri
from lxml import etree

from bot.formats.feeds.links import joined
from bot.formats.feeds.namespaces import CLOSED, PREFIXES, Namespaces, Unsure

_DEEPEST = 60  # elements inside each other; a real feed has about six outside of XHTML
HTML = frozenset({"text/html", "application/xhtml+xml"})
_XML = "{http://www.w3.org/XML/1998/namespace}"
#: What an unknown element must not be called: feedparser keeps it under a name that it uses itself
_KEPT = frozenset(
    "authors base children contributors date date_parsed enclosures entries feed href issued_parsed links "
    "modified_parsed created_parsed published_parsed updated_parsed source_detail summary_detail tags "
    "title_detail description_detail subtitle_detail content_detail media_content media_thumbnail value".split()
)
_ATTRIBUTES = frozenset(
    "about base domain height href ispermalink label lang length mode rel scheme src term title type uri url width "
    "text lastmod xmlns".split()
)
#: Elements whose text we do not use and that change nothing else
_IGNORED = frozenset(
    "cloud docs expirationdate generator webmaster dc_publisher newlocation url homepage uri email name width height "
    "media_credit media_rating media_restriction media_license media_player media_hash media_copyright media_text "
    "itunes_block itunes_explicit itunes_name itunes_email dcterms_valid dc_contributor".split()
)
_PLACES = ("georss_", "gml_", "psc_")  # places, and chapters of a recording
_IGNORED_TEXTS = frozenset(
    "subtitle tagline rights copyright dc_rights info feedburner_browserfriendly itunes_subtitle".split()
)
_C1 = re.compile("[\x80-\x9f]")

#: What nearly all texts say they are; a function of feedparser's says the same more slowly
_TYPES = {
    claimed: str(StrictFeedParser.map_content_type(claimed))
    for claimed in ("application/xhtml+xml", "html", "text", "text/html", "text/plain", "xhtml")
}
_DRAWN = frozenset({"svg", "math"})  # feedparser keeps their namespaces
_WINDOWS = {code: mark for code in range(0x80, 0xA0) if (mark := bytes([code]).decode("cp1252", "ignore"))}

Claims = dict[str, Any]
Element = etree._Element  # noqa: SLF001 - the name lxml's own stubs have for it
Handler = Callable[[Any, Element, Claims], None]  # a method of the walk


class Walk:
    """One way through one document; `feed` and `entries` are as feedparser has them, as far as we use them."""

    handlers: ClassVar[Mapping[str, Handler]] = {}  #: by name of the element

    def __init__(self, namespaces: Namespaces, base: str, *, is_clean: bool = False) -> None:
        """Prepare to read; *is_clean* says that no text can need `mended`."""
        self.feed: Claims = {}
        self.entries: list[Claims] = []
        self._namespaces = namespaces
        self._names = namespaces.names
        self._version = namespaces.version
        self._base = base
        self._inline_names: dict[object, str] = {}
        self._language: str | None = None
        self._is_clean = is_clean
        self._depth = 0
        self._in_feed = False
        self._entry: Claims | None = None
        self._source: Claims | None = None
        self._has_content = False
        self._guid_is_link = False
        self._is_author_text = False
        self._title_depth = -1
        self._depths: dict[str, int] = {}

    def read(self, root: Element) -> None:
        """Read the whole document.

        Raises:
            Unsure: see the module.
        """
        name = self._names[root.tag]
        if name not in {"rss", "rdf_rdf", "feed"}:
            raise Unsure(f"root {name}")
        self._base = make_safe_absolute_uri(self._base, self._base) or self._base
        self._element(root)

    # ---- every element

    def _element(self, element: Element) -> None:
        name = self._names[element.tag]
        attributes = self._attributes(element) if element.keys() else {}
        self._depth += 1
        if self._depth > _DEEPEST:
            raise Unsure("depth")
        base, language = self._base, self._language
        if attributes:
            self._scope(name, attributes)
        handle = self.handlers.get(name)
        if handle is not None:
            handle(self, element, attributes)
        elif name in _IGNORED:
            leaf(element)
        elif name in _IGNORED_TEXTS:
            self._content(element, attributes, "text/plain")
        elif name.startswith(_PLACES):
            if not all(self._names[inner.tag].startswith(_PLACES) for inner in element.iter()):
                raise Unsure(name)
        elif name in CLOSED or name in _KEPT:
            raise Unsure(name)
        else:
            self._unknown(name, element, attributes)
        self._base = base or self._base  # without a base outside, feedparser stays with the one it had inside
        self._language = language
        self._depth -= 1

    def _children(self, element: Element) -> None:
        for child in element:
            self._element(child)

    def _unknown(self, name: str, element: Element, attributes: Claims) -> None:
        if self._source is not None and attributes and (element.text or "").strip():
            raise Unsure("a text that would be the source's")
        if self._context() is self.feed and attributes:
            self.feed[name] = attributes
        elif self._in_feed and self._context() is self.feed and not len(element):
            self.feed[name] = self._said(element.text)
        self._children(element)

    def _attributes(self, element: Element) -> Claims:
        found: Claims = {}
        for name, value in cast("list[tuple[str, str]]", element.items()):  # always text in Python 3
            key = name
            if name[0] == "{":
                uri, _, key = name.rpartition("}")
                prefix = "xml" if uri + "}" == _XML else self._namespaces.prefix(uri[1:])
                if prefix not in PREFIXES and key.lower() in _ATTRIBUTES:
                    raise Unsure(f"attribute {key} of another vocabulary")
                key = f"{prefix}:{key}"
            key = key.lower()
            found[key] = value.lower() if key in {"rel", "type"} else value
        return found

    def _scope(self, name: str, attributes: Claims) -> None:
        base = attributes.get("xml:base", attributes.get("base"))
        if base:
            self._base = (make_safe_absolute_uri(self._base, base) or self._base) if self._base else joined("", base)
        language = attributes.get("xml:lang", attributes.get("lang"))
        if language is not None:
            self._language = language or None
            if language and name in {"feed", "rss"}:
                self.feed["language"] = language.replace("_", "-")

    def _context(self) -> Claims:
        if self._source is not None:
            return self._source
        return self.feed if self._entry is None else self._entry

    # ---- text

    def _said(self, text: str | None, *, is_url: bool = False) -> str:
        said = text.strip() if text else ""
        if is_url and said:
            said = joined(self._base, said)
        return said if self._is_clean else mended(said)

    def _keep(self, key: str, value: str, detail: Claims | None = None) -> None:
        """Put a text where feedparser does: in an entry, one that is deeper never replaces another."""
        if key == "title" and -1 < self._title_depth <= self._depth:
            return
        entry, depth = self._entry, self._depth
        if entry is not None and self._source is None:
            if depth <= self._depths.get(key, depth):
                self._depths[key] = depth
                entry[key] = value
            if detail is not None:
                entry[f"{key}_detail"] = detail
        elif self._in_feed or self._source is not None:
            self._context()[key] = value
            if detail is not None:
                self._context()[f"{key}_detail"] = detail

    def _content(self, element: Element, attributes: Claims, default: str) -> Claims:
        """Read an element that may hold markup; return its type, language, base and value."""
        kind = content_type(attributes.get("type", default))
        if not kind.startswith("text/") and not kind.endswith(("+xml", "/xml")):
            raise Unsure(f"content of type {kind}")
        if attributes.get("mode") == "base64":
            raise Unsure("base64")
        language = self._language and self._language.replace("_", "-")
        if len(element):
            text, kind = self._markup(element, kind)
        else:
            text = element.text or ""
            if kind == "application/xhtml+xml":
                text = escape(text)
        text = text.strip()
        if kind == "text/plain" and ("<" in text or "&" in text) and not self._version.startswith("atom"):
            kind = "text/html" if StrictFeedParser.looks_like_html(text) else kind
        return {
            "type": kind,
            "language": language,
            "base": self._base,
            "value": text if self._is_clean else mended(text),
        }

    def _markup(self, element: Element, kind: str) -> tuple[str, str]:
        """Write markup inside an element as text, and say what type it is then."""
        if kind.endswith("xml") and kind != "application/xhtml+xml":
            raise Unsure(f"elements in {kind}")
        is_declared = kind == "application/xhtml+xml"
        text = element.text or ""
        if not is_declared and (self._names[element[0].tag] in {"div", "xhtml_div"} or "<" in text):
            raise Unsure("markup that was not declared")
        pieces = [escape(text) if is_declared else text]
        self._inline(element, pieces, 0)
        whole = "".join(pieces)
        only = element[0]
        is_wrapped = len(element) == 1 and only.tag.rpartition("}")[2].lower() == "div"
        if self._version == "atom10" and is_wrapped and not text.strip() and not (only.tail or "").strip():
            whole = whole.strip()
            whole = whole[whole.index(">") + 1 : -len("</div>")]
        return whole, "application/xhtml+xml"

    def _inline(self, element: Element, pieces: list[str], depth: int) -> None:
        if depth > _DEEPEST:
            raise Unsure("depth")
        add, names = pieces.append, self._inline_names  # a body has hundreds of elements: this is where the time goes
        for child in element:
            tag = names.get(child.tag) or self._inline_name(child)
            add(f"<{tag}{self._written(child)}>" if child.items() else f"<{tag}>")
            if text := child.text:
                add(escape(text) if "&" in text or "<" in text or ">" in text else text)
            if len(child):
                self._inline(child, pieces, depth + 1)
            add(f"</{tag}>")
            if text := child.tail:
                add(escape(text) if "&" in text or "<" in text or ">" in text else text)

    def _inline_name(self, element: Element) -> str:
        """Return how feedparser writes an element of a text: without its prefix, in lower case."""
        tag = element.tag
        if not isinstance(tag, str) or self._names[tag] in CLOSED:
            raise Unsure(f"{tag} in markup")
        local = tag.rpartition("}")[2].lower()
        if local in _DRAWN:
            raise Unsure(local)
        self._inline_names[tag] = local
        return local

    def _written(self, element: Element) -> str:
        written = ""
        for name, value in self._attributes(element).items():
            if ":" in name and not name.startswith("xml:"):
                raise Unsure("attributes of another vocabulary in markup")
            written += ' {}="{}"'.format(name, escape(value, {'"': "&quot;"}))
        return written


def content_type(claimed: str) -> str:
    """Return a media type as feedparser knows it."""
    return _TYPES.get(claimed) or str(StrictFeedParser.map_content_type(claimed))


def mended(text: str) -> str:
    """Undo two encoding faults that feedparser knows: UTF-8 read as Latin-1, and Windows-1252 taken for it."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return text.translate(_WINDOWS) if _C1.search(text) else text


def leaf(element: Element) -> str:
    """Return the text of an element that has nothing else in it; `Unsure` if it has."""
    if len(element):
        raise Unsure(f"elements in {element.tag}")
    return element.text or ""
