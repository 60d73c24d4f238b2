"""What no published document may hold, asked of an HTML5 parser that has no part in making them.

The lists are written out here once more and not taken from the sanitiser: one that let an element through by mistake would
let it through here as well.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import html5lib
from html5lib.serializer import serialize
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

_XHTML = "{http://www.w3.org/1999/xhtml}"
_STORY = frozenset(
    "a abbr b blockquote br caption cite code dd del dl dt em figcaption figure h1 h2 h3 h4 h5 h6 i img ins kbd li mark ol p"
    " pre q s samp small strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "a": frozenset({"href", "rel"}),
    "abbr": frozenset({"title"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan"}),
    "time": frozenset({"datetime"}),  #: of ours, in the list of sources
}
_PAGE = _STORY | frozenset(
    "html head body meta title link header nav main footer section article aside div span details summary wbr".split()
)
_PAGE_ATTRIBUTES = frozenset(
    "alt aria-label aria-labelledby charset class colspan content datetime dir height href id lang name rel rowspan src start"
    " title type width".split()
)
#: What pages have once more than stories may: a picture that is loaded late, and what the head says for a scheme of colours.
_PAGE_ATTRIBUTES_OF: Mapping[str, frozenset[str]] = {
    "img": frozenset({"decoding", "loading", "referrerpolicy"}),
    "meta": frozenset({"media", "property"}),
}
#: The one form that pages have, whole: nothing of a story is inside of it, so nothing of it is another.
_SEARCH: Mapping[str, Mapping[str, str]] = {
    "form": {"class": "search", "role": "search", "action": "", "method": "get"},
    "label": {"class": "unseen", "for": "q"},
    "input": {
        "id": "q", "name": "q", "type": "search", "placeholder": "Search", "required": "", "maxlength": "200",
        "enterkeyhint": "search",
    },
    "button": {},
}  # fmt: skip
_SEARCH_ACTION = re.compile(r"(?:\.\./)*search")
_ADDRESSES = frozenset({"href", "src"})
_HARMLESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What browsers take off an address before they read it (URL Standard, 4.4).
_AROUND = "".join(map(chr, range(0x21)))
_INSIDE = re.compile("[\t\n\r]")
_READER = re.compile(r"feed:https?://", re.IGNORECASE)  # subscribes in the reader of this device
_META = frozenset({"viewport", "color-scheme", "description", "robots", "theme-color", "referrer", "twitter:card"})
_PROPERTIES = frozenset({"og:site_name", "og:type", "og:title", "og:url", "og:description", "og:image"})


def address(url: str, *, relative: bool = False) -> bool:
    """Tell whether a browser that goes there stays harmless; *relative*: addresses of the site itself are."""
    url = _INSIDE.sub("", url.strip(_AROUND))
    if relative and not _SCHEME.match(url) and not url.startswith(("//", "\\", "/\\")):
        return True
    return _HARMLESS.match(url) is not None or (relative and _READER.match(url) is not None)


@lru_cache(maxsize=4096)  # every feed has the same
def fragment(html: str) -> Sequence[str]:
    """Say what is wrong with the HTML of a story; nothing, it is to be hoped."""
    tree = html5lib.parseFragment(html, container="div")
    found = [wrong for element in tree.iter() if element is not tree for wrong in _element(element)]
    # What changes when it is written and read again may become something else in the next program (mXSS).
    once = _shape(tree)
    written = serialize(tree, quote_attr_values="always", omit_optional_tags=False)
    if once != _shape(html5lib.parseFragment(written, container="div")):
        found.append("another tree when it is written and read again")
    return found


def _element(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield "a comment"
        return
    tag = element.tag.removeprefix(_XHTML)
    if tag not in _STORY:
        yield f"<{tag}>"
    for name, value in element.attrib.items():
        if name not in _ATTRIBUTES.get(tag, frozenset()):
            yield f"{name}= of <{tag}>"
        elif name in _ADDRESSES and not address(str(value)):
            yield f"{name}={value!r:.60}"


def _shape(tree: Any) -> list[tuple[object, ...]]:
    return [(element.tag, tuple(sorted(element.attrib.items())), element.text, element.tail) for element in tree.iter()]


def page(html: str) -> list[str]:
    """Say what is wrong with a page of ours. Its parser is another one: lexbor's, for its speed."""
    root = LexborHTMLParser(html).root
    found: list[str] = []
    searches: Counter[str] = Counter()
    for node in root.traverse(include_text=False) if root else ():
        tag, attributes = str(node.tag), {str(name): value or "" for name, value in node.attributes.items()}
        if tag in _SEARCH:
            searches[tag] += 1
            if searches[tag] > 1 or not _is_of_search(tag, attributes):
                found.append(f"<{tag}> that is not of the search")
            continue
        if tag not in _PAGE:
            found.append("a comment" if tag == "-comment" else f"<{tag}>")
        known = _PAGE_ATTRIBUTES | _PAGE_ATTRIBUTES_OF.get(tag, frozenset())
        found += [f"{name}= of <{tag}>" for name in attributes if name not in known]
        found += [
            f"{name}={attributes[name]!r:.60}"
            for name in _ADDRESSES & attributes.keys()
            if not address(attributes[name], relative=True)
        ]
        if tag == "meta":
            found += _meta(attributes)
    return found


def _is_of_search(tag: str, attributes: Mapping[str, str]) -> bool:
    whole = dict(attributes)
    if tag == "form" and _SEARCH_ACTION.fullmatch(whole.get("action", "")):
        whole["action"] = ""
    return whole == _SEARCH[tag]


def _meta(attributes: Mapping[str, str]) -> Iterator[str]:
    kind, name = attributes.get("property"), attributes.get("name")
    is_known = kind in _PROPERTIES if kind is not None else "charset" in attributes or name in _META
    if not is_known:
        yield "<meta> that says more than it may"
    elif kind in {"og:url", "og:image"} and not address(attributes.get("content", "")):
        yield f"{kind} {attributes.get('content', '')!r:.60}"


def feed(xml: bytes) -> list[str]:
    """Say what is wrong with an Atom or RSS feed: its XML, its addresses, and the HTML inside of it."""
    found: list[str] = []
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter():
        if not isinstance(element.tag, str):
            found.append("a comment or an instruction")
            continue
        tag, text = etree.QName(element).localname, element.text or ""
        is_html = tag in {"content", "encoded"} or (
            tag == "description" and etree.QName(element.getparent()).localname == "item"
        )
        if is_html:
            found += fragment(text)
        if tag == "link" and text.strip() and not address(text):
            found.append(f"link {text!r:.60}")
        found += [
            f"{name}={value!r:.60}"
            for name, value in element.attrib.items()
            if name in {"href", "url"} and not address(str(value))
        ]
        if tag in {"title", "summary", "name", "subtitle"} and (len(element) or element.get("type", "text") != "text"):
            found.append(f"<{tag}> that is no plain text")
    return found


def json_feed(document: bytes) -> list[str]:
    """Say what is wrong with a JSON Feed."""
    found: list[str] = []
    for item in json.loads(document)["items"]:
        found += fragment(item.get("content_html", ""))
        addresses = [item.get("url"), item.get("external_url"), item.get("image")]
        addresses += [attachment["url"] for attachment in item.get("attachments", ())]
        found += [f"address {url!r:.60}" for url in addresses if url and not address(url)]
    return found


def plain(text: str) -> list[str]:
    """Say what a reader would get who takes a plain text for HTML; no violation, since we say that it is plain."""
    tree = html5lib.parseFragment(text, container="div")
    return [wrong for element in tree.iter() if element is not tree for wrong in _element(element)]
