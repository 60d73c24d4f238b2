"""A well-formed feed in, what feedparser would say of it out: the fast way, for documents without anything unusual.

No entity, no DTD, no network, and no more memory or time than a document of its size can be worth.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from bot.errors import FormatError
from bot.formats.feeds.namespaces import Namespaces, Unsure
from bot.formats.feeds.trimming import refuse_flood
from bot.formats.feeds.vocabulary import Reading

_XLINK = "http://www.w3.org/1999/xlink"
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_FIRST_ELEMENT = re.compile(rb"<\w")
_TOO_DEEP = "Excessive depth"  # what libxml2 says of more than 256 elements inside each other
#: What texts need that are to be mended: C1 characters, UTF-8 read as Latin-1 and written as UTF-8, or either as references.
_FAULTY = (re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xc3[\x82-\xb4]\xc2[\x80-\xbf]"))
_FAULTY_REFERENCE = re.compile(rb"&#(?:1\d\d|2[0-5]\d|[xX]0*[89a-fA-F][0-9a-fA-F]);")
_CHUNK = 64 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Tree:
    """A document that is well-formed XML without a DTD."""

    root: etree._Element
    declared: tuple[tuple[str, str], ...]  #: (prefix or "", URI) of every namespace declaration, in order
    is_clean: bool  #: no text in it has any sign of a wrong encoding


def tree(content: bytes, location: str) -> Tree | None:
    """Parse UTF-8; None if it is not well-formed, or has declarations of its own.

    Raises:
        FormatError: its elements are nested, or their attributes are many, beyond all reason.
    """
    first = _FIRST_ELEMENT.search(content)
    if first is None or _DECLARED.search(content, 0, first.start()):
        return None
    parser = etree.XMLPullParser(
        events=("start-ns",),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        for at in range(0, len(content), _CHUNK):
            parser.feed(content[at : at + _CHUNK])
        root = parser.close()
    except etree.XMLSyntaxError as error:
        if _TOO_DEEP in (error.msg or ""):
            raise FormatError(
                location, f"a feed built to cost time and memory ({error.msg}), expected a feed"
            ) from error
        return None
    refuse_flood(root, location)
    events = cast("Iterator[tuple[str, tuple[str, str]]]", parser.read_events())  # of one kind
    declared = tuple((prefix or "", uri) for _, (prefix, uri) in events)
    return Tree(root, declared, is_clean=_is_clean(content))


def _is_clean(content: bytes) -> bool:
    if not content.isascii() and any(sign.search(content) for sign in _FAULTY):
        return False
    return _FAULTY_REFERENCE.search(content) is None


def read(found: Tree, base: str) -> Reading | None:
    """Say what the feed says; None where feedparser might say something else. *base* is the document's own URL, or ""."""
    if any(uri == _XLINK for _, uri in found.declared) and _XLINK not in found.root.nsmap.values():
        return None
    try:
        reading = Reading(Namespaces(found.declared), base, is_clean=found.is_clean)
        reading.read(found.root)
    except Unsure:
        return None
    return reading
