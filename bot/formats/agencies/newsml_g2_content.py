"""What a NewsML-G2 item has in its contentSet: the text as simple HTML or plain text, and the files that go with it.

NITF in inlineXML is written as that of its own documents is. For XHTML and for agencies' own markup one table says what
becomes of each element: their names hardly overlap, and those that do mean the same.
"""

import html
import re
from itertools import islice
from typing import Literal, NamedTuple

from bot.formats.agencies import nitf_body, nitf_item
from bot.formats.agencies.xmltree import Element, attribute, children, name, within
from bot.model import Enclosure

#: Elements by what they become; in lower case, as all names here.
_WRITTEN = {
    **{
        tag: tag
        for tag in (
            "p h2 h3 h4 h5 h6 blockquote ul ol li dl dt dd table caption thead tbody tfoot tr th td pre"
            " a b br cite code em hr i q s small strong sub sup u"
        ).split()
    },
    "h1": "h2",  # the title stands above the text
    "hl1": "h2",
    "rubrik": "h2",
    "mellis": "h2",
    "citat": "p",  # a paragraph of direct speech, with who says it
}
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_VOID = frozenset({"br", "hr"})
#: Inside of these an unknown element is a few words of the text; elsewhere it is a block of its own.
_OF_WORDS = _HEADINGS | frozenset("p li dt dd caption th td pre a b cite code em i q s small strong sub sup u".split())
#: No text of the story, or text that has a field of its own.
_LEFT_OUT = frozenset(
    "head header footer nav figure script style title iframe object video audio form media note body.head body.end"
    " bild byline dat".split()
)
#: Classes in XHTML that say the same.
_CLASSES_LEFT_OUT = frozenset({"byline", "closingline", "notepad", "slugline"})
_MARKUP = re.compile(
    r"\s*(?:<!doctype[^<>]{0,300}>\s*)?<(?:article|body|br|div|h[1-6]|html|p|section|table)\b", re.IGNORECASE
)
_TAG = re.compile(r"<[^<>]*>")
_URL = re.compile(r"https?://[^\s\"<>]{1,4000}", re.IGNORECASE)
_BREAKS = frozenset("br p li h1 h2 h3 h4 h5 h6 div tr td section".split())
#: Elements that have what other agencies put into contentMeta.
_OF_ITS_OWN = ("hl1", "h1", "rubrik", "byline", "abstract", "dateline", "ort")
_MOST_BYLINES = 20
#: Renditions in the order in which they suit a page.
_RENDITIONS = {"web": 0, "main": 0, "preview": 1, "highres": 2, "print": 4, "thumbnail": 5, "thumb": 5}
_OTHER_RENDITION = 3


class Content(NamedTuple):
    """The text of an item, and what the text says of itself."""

    body: str = ""
    body_type: Literal["html", "text"] = "html"
    title: str = ""
    summary: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    language: str | None = None


def content_of(item: Element, headline: str) -> Content:
    """Read the text of an item; a heading in it that repeats the *headline* is left out.

    Of several renditions (XHTML, NITF, plain text) the one that says most about its structure is taken.
    """
    inline = [
        element
        for content_set in children(item, "contentSet")
        for element in children(content_set, "inlineXML", "inlineData")
        if not attribute(element, "encoding")  # base64 of something
    ]
    without_text: list[Content] = []
    for element in sorted(inline, key=_structure):
        found = _structured(element, headline) if len(element) else _plain(element)
        if found.body:
            return found
        without_text.append(found)
    return next((found for found in without_text if found.title), Content())


def enclosures_of(item: Element) -> tuple[Enclosure, ...]:
    """Return the files with an address, the rendition for the web first. Names of files beside the document are none."""
    found: dict[str, Enclosure] = {}
    for content_set in children(item, "contentSet"):
        for remote in sorted(children(content_set, "remoteContent"), key=_rendition):
            _add(found, remote, attribute(remote, "href"), attribute(remote, "contenttype"))
        for element in content_set.iter():
            match name(element).lower():
                case "img":
                    _add(found, element, attribute(element, "src"))
                case "media-reference":
                    _add(found, element, attribute(element, "source"), attribute(element, "mime-type"))
                case "bildfil":
                    _add(found, element, words(element))
    return tuple(found.values())


def number(claimed: str) -> int | None:
    """Read a whole number of at most nine digits."""
    return int(claimed) if claimed.isascii() and claimed.isdigit() and len(claimed) <= 9 else None


def words(element: Element | None) -> str:
    """All text inside on one line, with a blank where a line or a block ends; "" for None."""
    if element is None:
        return ""
    if len(element) == 0:
        return " ".join(_own_text(element).split())
    pieces: list[str] = []
    _collect(element, pieces)  # parsers let nothing be nested deeper than 256 elements
    return " ".join("".join(pieces).split())


def absolute(claimed: str) -> str | None:
    """Return an absolute http or https address; None for anything else."""
    url = claimed.strip()
    return url if _URL.fullmatch(url) else None


def _add(found: dict[str, Enclosure], element: Element, href: str, media_type: str = "") -> None:
    url = absolute(href)
    if url is None:
        return
    in_pixels = attribute(element, "widthunit").rpartition(":")[2] in {"", "pixels"}
    enclosure = Enclosure(
        url=url,
        media_type=media_type or None,
        length=number(attribute(element, "size")),
        width=number(attribute(element, "width")) if in_pixels else None,
        height=number(attribute(element, "height")) if in_pixels else None,
    )
    found.setdefault(url, enclosure)


def _rendition(remote: Element) -> int:
    return _RENDITIONS.get(re.split(r"[:/#]", attribute(remote, "rendition").lower())[-1], _OTHER_RENDITION)


def _structure(inline: Element) -> int:
    """The less, the more is known of the structure of a text."""
    kind = attribute(inline, "contenttype").lower()
    known = ("html" in kind, "nitf" in kind, len(inline) > 0, True)
    return known.index(True)


def _plain(inline: Element) -> Content:
    """Read what has no elements: plain text, or markup that was written as text, whatever its type says."""
    said, kind, tag = _own_text(inline), attribute(inline, "contenttype").lower(), attribute(inline, "lang") or None
    if _MARKUP.match(said) or "html" in kind:
        return Content(said.strip() if _has_text(said) else "", "html", language=tag)
    if kind.startswith("text/") or not kind:
        return Content(said.strip("\n") if said.strip() else "", "text", language=tag)
    return Content()


def _structured(inline: Element, headline: str) -> Content:
    if any(True for _ in within(inline, "nitf")):
        for child in children(inline):
            nitf_item.plain(child)
    named: dict[str, list[Element]] = {tag: [] for tag in _OF_ITS_OWN}
    root = body = inline
    for element in inline.iter():
        tag = name(element).lower()
        if tag in named:
            named[tag].append(element)
        elif "byline" in (element.get("class") or ""):
            named["byline"].append(element)
        elif tag == "body.content" or (tag == "body" and body is inline):
            body = element
        elif tag == "html":
            root = element
    first = {tag: words(elements[0]) for tag, elements in named.items() if elements}
    title = first.get("hl1") or first.get("h1") or first.get("rubrik", "")
    return Content(
        nitf_body.html(body) if name(body) == "body.content" else _html(body, headline or title),
        "html",
        title=title,
        summary=first.get("abstract", ""),
        dateline=first.get("dateline") or first.get("ort", ""),
        authors=tuple(said for element in named["byline"][:_MOST_BYLINES] if (said := _byline(element))),
        language=attribute(root, "lang") or attribute(inline, "lang") or None,
    )


def _byline(element: Element) -> str:
    """People's names where NITF has them as such, else the whole line without the writer's title."""
    people = [words(person) for person in islice(within(element, "person"), _MOST_BYLINES)]
    pieces = [_own_text(element)]
    for child in element:
        pieces += ["" if name(child) == "byttl" else words(child), str(child.tail or "")]
    return " and ".join(filter(None, people)) or " ".join(" ".join(pieces).split())


def _has_text(markup: str) -> bool:
    return _TAG.sub("", markup).strip() != ""


def _own_text(element: Element) -> str:
    """What stands before the first element inside; a reference to an HTML entity becomes its character."""
    said = str(element.text or "")
    return said if name(element) else html.unescape(said)


def _collect(element: Element, pieces: list[str]) -> None:
    space = " " if name(element).lower() in _BREAKS else ""
    pieces += [space, _own_text(element)]
    for child in element:
        _collect(child, pieces)
        pieces.append(str(child.tail or ""))
    pieces.append(space)


def _html(body: Element, title: str) -> str:
    out: list[str] = []
    _write_inside(body, out, " ".join(title.split()).casefold(), in_words=False)
    written = "".join(out)
    return written.strip() if _has_text(written) else ""


def _write(element: Element, out: list[str], title: str, *, in_words: bool) -> None:
    if not name(element):  # a reference to an entity
        out.append(html.escape(_own_text(element), quote=False))
        return
    tag = name(element).lower()
    if tag in _LEFT_OUT or not _CLASSES_LEFT_OUT.isdisjoint((element.get("class") or "").split()):
        return
    written = _WRITTEN.get(tag, "")
    if written in _HEADINGS and not in_words and words(element).casefold() in {title, ""}:
        return
    if not written and not in_words and _own_text(element).strip():
        written = "p"
    if written:
        out.append(_start(element, written))
    if written not in _VOID:
        _write_inside(element, out, title, in_words=in_words or written in _OF_WORDS)
        if written:
            out.append(f"</{written}>")


def _write_inside(element: Element, out: list[str], title: str, *, in_words: bool) -> None:
    out.append(html.escape(_own_text(element), quote=False))
    for child in element:
        _write(child, out, title, in_words=in_words)
        out.append(html.escape(str(child.tail or ""), quote=False))


def _start(element: Element, tag: str) -> str:
    kept = {"a": ("href",), "td": ("colspan", "rowspan"), "th": ("colspan", "rowspan"), "ol": ("start",)}.get(tag, ())
    values = {key: value for key in kept if (value := attribute(element, key))}
    if "href" in values and not (absolute(values["href"]) or values["href"].startswith("mailto:")):
        del values["href"]
    return "".join([f"<{tag}", *(f' {key}="{html.escape(value)}"' for key, value in values.items()), ">"])
