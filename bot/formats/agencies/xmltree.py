"""An agency's XML in, its tree out: no entity of its own, no DTD read, no network, nothing that costs more than it can be worth.

Elements are asked for by their local names: agencies leave namespaces out, misspell them, and use several versions.
"""

import re
from collections.abc import Iterator
from html.entities import html5

from lxml import etree

from bot.errors import FormatError
from bot.formats import encoding
from bot.formats.feeds.trimming import refuse_flood, refuse_monsters
from bot.model import Document

Element = etree._Element  # noqa: SLF001 - the name lxml's own stubs have for it

_FIRST_ELEMENT = re.compile(rb"<[A-Za-z_]")
_ENTITY = re.compile(rb"<!ENTITY")
#: Names of HTML for characters, which agencies' XML uses without declaring them; not those that XML has itself.
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31};)")
_OF_MARKUP = frozenset("&<>\"'")
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def tree(document: Document) -> Element:
    """Return the root element.

    A DOCTYPE that only names a DTD is passed over: NITF has had one for twenty years.

    Raises:
        FormatError: it is not well-formed, declares entities, or is built to cost time and memory.
    """
    location = document.location
    refuse_monsters(document.content, location)
    try:
        content = encoding.utf8(document.content, document.media_type)
        # Bytes that happen to be UTF-8 are, whatever a template declares of all files.
        if content != document.content and not encoding.wide(document.content) and encoding.is_utf8(document.content):
            content = document.content.replace(b"\0", b"")
    except ValueError as error:
        raise FormatError(location, f"cannot be decoded ({' '.join(str(error).split())[:200]})") from error
    first = _FIRST_ELEMENT.search(content)
    if _ENTITY.search(content, 0, first.start() if first else len(content)):
        raise FormatError(
            location, "declares entities of its own (<!ENTITY), expected a document without; take them out"
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(_with_characters(content), parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(location, f"is not well-formed XML ({_line(error)}), expected a whole document") from error
    refuse_flood(root, location)
    return root


def name(element: Element) -> str:
    """Local name of an element; "" for what is none, such as a reference to an unknown entity."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children with these local names; all of them without any."""
    for child in element:
        if isinstance(child.tag, str) and (not names or name(child) in names):
            yield child


def within(element: Element, *names: str) -> Iterator[Element]:
    """The elements inside with these local names, in the order of the document."""
    for found in element.iter():
        if found is not element and name(found) in names:
            yield found


def first(element: Element | None, *path: str) -> Element | None:
    """The first child, by local names, of the first child, and so on."""
    for step in path:
        if element is None:
            return None
        element = next(children(element, step), None)
    return element


def text(element: Element | None) -> str:
    """All text inside, on one line; "" for None."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def attribute(element: Element | None, key: str) -> str:
    """An attribute by its local name, without blanks around it; "" if there is none."""
    if element is None:
        return ""
    plain = element.get(key)
    if plain is not None:
        return str(plain).strip()
    return next((str(found).strip() for known, found in element.items() if str(known).rpartition("}")[2] == key), "")


def language(element: Element | None) -> str | None:
    """What `xml:lang` says of an element or of those around it."""
    at: Element | None = element
    while at is not None:
        if claimed := str(at.get(_LANGUAGE) or "").strip():
            return claimed
        at = at.getparent()
    return None


def _with_characters(content: bytes) -> bytes:
    """Write characters for HTML's names of them; what stands in CDATA stays as it is."""
    if _NAMED.search(content) is None:
        return content
    first, *rest = content.split(b"<![CDATA[")
    parts = [_NAMED.sub(_character, first)]
    for part in rest:
        inside, end, behind = part.partition(b"]]>")
        parts.append(inside + end + _NAMED.sub(_character, behind))
    return b"<![CDATA[".join(parts)


def _character(found: re.Match[bytes]) -> bytes:
    character = html5.get(found[1].decode(), "")
    return character.encode() if character and not _OF_MARKUP & set(character) else found[0]


def _line(error: etree.XMLSyntaxError) -> str:
    return " ".join((error.msg or "no document").split())[:200]
