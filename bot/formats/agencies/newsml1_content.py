"""The components of a NewsML 1 item in, its texts and files out.

A component holds lines, metadata, and either other components or content: a text, or a file by its address. Its role says
what it is for; agencies name roles as they like.
"""

import binascii
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from bot.errors import FormatError
from bot.formats.agencies import blocks
from bot.formats.agencies.xmltree import Element, attribute, children, first, language, name, text, within
from bot.formats.decoding import decode
from bot.model import Document, Enclosure

Kind = Literal["body", "summary", "title", "caption", "other"]

#: Roles without blanks and capitals. A component of another role is what the one around it is, else a body.
_ROLES: dict[str, Kind] = {
    **dict.fromkeys("main body bodytext text maintext story mainstory article".split(), "body"),
    **dict.fromkeys("caption photocaption picturecaption".split(), "caption"),
    **dict.fromkeys("lead abstract summary intro teaser standfirst description".split(), "summary"),
    **dict.fromkeys("title headline hedline maintitle".split(), "title"),
    **dict.fromkeys("photo picture image graphic logo icon video audio sound infographic".split(), "other"),
    **dict.fromkeys("animation stylesheet contact thumbnail preview quicklook highresolution".split(), "other"),
}
_TEXT_MEDIA = frozenset({"", "text", "complexdata", "xml"})
_XML = re.compile(r"\s*(?:<\?xml[\s?]|<!DOCTYPE\s|<(?:\w{1,30}:)?nitf[\s>])", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s\"<>]{1,4000}", re.IGNORECASE)
_SIZES = {"width": ("PixelWidth", "Width", "ImageWidth"), "height": ("PixelHeight", "Height", "ImageHeight")}


class Component(NamedTuple):
    """One component, with what it has from those around it."""

    element: Element
    parent: "Component | None"
    kind: Kind  #: what it is for
    language: str | None  #: as claimed
    choice: Element | None  #: the component whose parts are forms of one and the same thing; None if there is none

    def lineage(self) -> "Iterator[Component]":
        """Give it and those around it, the innermost first."""
        at: Component | None = self
        while at is not None:
            yield at
            at = at.parent


class Text(NamedTuple):
    """One text of an item."""

    component: Component  #: the one that holds it
    content: str
    is_html: bool
    head: dict[str, str]  #: title, byline and dateline that NITF says beside its text


class Content(NamedTuple):
    """What an item holds."""

    components: tuple[Component, ...]  #: in the order of the document
    texts: tuple[Text, ...]
    enclosures: tuple[Enclosure, ...]
    has_files: bool  #: pictures, recordings or films, with an address on the web or not
    faults: tuple[str, ...]  #: why a text could not be read


def value(element: Element | None) -> str:
    """Return the formal name of a property, or, as TASS and others write it, the text in its place."""
    return attribute(element, "FormalName") or text(element)


def read(item: Element, document: Document) -> Content:
    """Read all that an item holds."""
    found = tuple(_components(item))
    texts: list[Text] = []
    files: list[tuple[Element | None, Enclosure]] = []
    faults: list[str] = []
    has_files = False
    for component in found:
        for content in children(component.element, "ContentItem"):
            if _is_file(content):
                has_files = True
                if enclosed := _enclosure(content):
                    files.append((component.choice, enclosed))
                continue
            try:
                texts += _text(component, content, document)
            except FormatError as error:
                faults.append(error.message)
    return Content(found, tuple(texts), tuple(_chosen(files)), has_files, tuple(faults))


def _components(item: Element) -> Iterator[Component]:
    """Give the components of an item, not those of items inside of it."""
    outermost = Component(item, None, "body", language(item), None)
    waiting = [_component(element, outermost) for element in children(item, "NewsComponent")][::-1]
    while waiting:
        component = waiting.pop()
        yield component
        waiting += [_component(element, component) for element in children(component.element, "NewsComponent")][::-1]


def _component(element: Element, around: Component) -> Component:
    role = re.sub(r"[\W\d_]", "", value(first(element, "Role")).lower())
    # What belongs to a picture is no text of the story, whatever its own role.
    kind = _ROLES.get(role, around.kind)
    if around.kind in {"caption", "other"} and kind != "caption":
        kind = around.kind
    claimed = value(first(element, "DescriptiveMetadata", "Language")) or attribute(element, "lang") or around.language
    choice = element if attribute(element, "EquivalentsList").lower() == "yes" else around.choice
    parent = around if around.parent is not None or name(around.element) == "NewsComponent" else None
    return Component(element, parent, kind, claimed, choice)


def _is_file(content: Element) -> bool:
    media, mime = value(first(content, "MediaType")).lower(), value(first(content, "MimeType")).lower()
    is_elsewhere = bool(attribute(content, "Href")) and first(content, "DataContent") is None
    return is_elsewhere or media not in _TEXT_MEDIA or mime.startswith(("image/", "audio/", "video/"))


def _text(component: Component, content: Element, document: Document) -> Iterator[Text]:
    data, notation = _data(content)
    if component.kind == "other" or data is None or value(first(content, "MimeType")).lower() == "text/css":
        return
    head: dict[str, str] = {}
    if len(data) and not notation:
        found, is_html = _of_elements(data, head), True
    else:
        written = _decoded(data, notation, document)
        if _XML.match(written):
            found, is_html = _of_elements(blocks.embedded(written, document), head), True
        else:
            found, is_html = blocks.read(written)
    if found and not (is_html and blocks.is_blank(found)):
        yield Text(component, found, is_html, head)


def _data(content: Element) -> tuple[Element | None, str]:
    """Return the data of a content item, and the encoding that it is in, if any."""
    at, notation = content, ""
    while (encoding := first(at, "Encoding")) is not None:
        at, notation = encoding, attribute(encoding, "Notation") or "unnamed"
    data = first(at, "DataContent")
    return data, (notation or attribute(data, "Encoding")).lower()


def _decoded(data: Element, notation: str, document: Document) -> str:
    written = "".join(map(str, data.itertext()))
    if not notation:
        return written
    if not notation.endswith("base64"):
        raise FormatError(document.location, f"a text in the encoding {notation[:60]}, expected base64")
    try:
        packed = "".join(written.split()).encode("ascii", "replace")
        return decode(binascii.a2b_base64(packed, strict_mode=True))
    except binascii.Error as error:
        raise FormatError(document.location, f"a text that is no base64 ({error})") from error


def _of_elements(data: Element, head: dict[str, str]) -> str:
    """Return the text in XML as HTML, and fill in what NITF says beside it."""
    found = blocks.as_html(data)  # names are in lower case from here on
    body_head = next(within(data, "body.head"), None)
    if body_head is not None:
        for key, path in (
            ("title", ("hedline", "hl1")),
            ("byline", ("byline",)),
            ("dateline", ("dateline", "location")),
        ):
            head[key] = text(first(body_head, *path))
    return found


def _enclosure(content: Element) -> Enclosure | None:
    url = attribute(content, "Href")
    if not _WEB.fullmatch(url):
        return None
    about = first(content, "Characteristics")
    properties = {attribute(found, "FormalName"): attribute(found, "Value") for found in within(content, "Property")}
    sizes = {key: next((properties[name] for name in names if name in properties), "") for key, names in _SIZES.items()}
    media_type = value(first(content, "MimeType"))
    return Enclosure(
        url=url,
        media_type=media_type if "/" in media_type else None,
        length=number(text(first(about, "SizeInBytes"))),
        width=number(sizes["width"]),
        height=number(sizes["height"]),
    )


def number(digits: str) -> int | None:
    """Read a whole number; None for anything else."""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None


def _chosen(files: list[tuple[Element | None, Enclosure]]) -> Iterator[Enclosure]:
    """Give each file once; of the forms of one picture the widest."""
    widest: dict[object, Enclosure] = {}
    for choice, found in files:
        group: object = found.url if choice is None else choice
        other = widest.get(group)
        if other is None or (found.width or 0) > (other.width or 0):
            widest[group] = found
    yield from {found.url: found for found in widest.values()}.values()
