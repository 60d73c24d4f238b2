"""Documents of more than anybody reads: monsters are refused before they cost anything, long feeds lose their oldest items."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from lxml import etree

from bot.errors import FormatError
from bot.formats.dates import read_date
from bot.formats.feeds.items import Item, dates

Anything = TypeVar("Anything")

# A tag or an attribute takes about 180 bytes of memory: these keep the tree of any document below 64 MB. The densest real
# feeds (XHTML bodies) have one tag in 40 bytes, 260,000 in the 10 MiB that a feed may have.
_MOST_TAGS = 300_000
_MOST_SIGNS = 300_000
#: Attributes of one element; feedparser and lxml need time by their square. Real elements have at most about twenty.
_MOST_ATTRIBUTES = 500
# What feedparser gets to read: it needs a second for 3 MB of bodies, and 170 bytes of memory for each reference.
_MOST_BYTES = 6 * 2**20
_MOST_REFERENCES = 400_000
_DEEPEST = 5000  # open elements; pages that never close a paragraph have hundreds
_MOST_NESTED_ENTITIES = 20  # references inside of entities; no feed has one
_FLOOD = etree.XPath(f"boolean(//@*[{_MOST_ATTRIBUTES + 1}])")
_LONG_TAG = re.compile(rb"<[A-Za-z_:][^<>]{2000,}+")
_ANY_TAG = re.compile(rb"<(/?)([A-Za-z][^\s<>/]*+)[^<>]*+>")
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
_ENTITY = re.compile(rb"<!ENTITY\s+\w+\s+(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"&\w+;")
_HEAD = 64 * 1024  # bytes
_CDATA, _CDATA_END = b"<![CDATA[", b"]]>"
_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(item|entry)(?=[\s>])", re.IGNORECASE)
_ITEM_END = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?(?:item|entry)\s*>", re.IGNORECASE)
_WHEN = re.compile(
    rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(?:pubDate|published|updated|issued|modified|date)(?:\s[^<>]{0,200})?>([^<>]{4,100})<",
    re.IGNORECASE,
)
_DATES = frozenset({"pubdate", "published", "updated", "issued", "modified", "date"})


def refuse_monsters(content: bytes, location: str) -> None:
    """Refuse markup that would cost far more to read than it can be worth.

    Raises:
        FormatError: too many tags, or too many attributes in all or in one tag.
    """
    for tag in _LONG_TAG.finditer(content):
        if (count := tag[0].count(b"=")) > _MOST_ATTRIBUTES and not _is_text(content, tag.start()):
            raise _monster(location, f"{count} attributes in one tag at byte {tag.start()}", _MOST_ATTRIBUTES)
    for sign, most, what in ((b"<", _MOST_TAGS, "tags"), (b"=", _MOST_SIGNS, "attributes")):
        if content.count(sign) > most and (count := _outside_cdata(content, sign)) > most:
            raise _monster(location, f"{count} {what}", most)


def refuse_flood(root: etree._Element, location: str) -> None:
    """Refuse a tree with an element of too many attributes, which `refuse_monsters` may have missed.

    Raises:
        FormatError: there is one.
    """
    if _FLOOD(root):
        raise _monster(location, f"more than {_MOST_ATTRIBUTES} attributes in one tag", _MOST_ATTRIBUTES)


def refuse_bombs(content: bytes, location: str) -> None:
    """Refuse what a forgiving parser would need too long for: depth, references, entities made of entities.

    Raises:
        FormatError: there is any of it.
    """
    if (count := content.count(b"&")) > _MOST_REFERENCES:
        raise _monster(location, f"{count} references", _MOST_REFERENCES)
    nested = sum(len(_REFERENCE.findall(value or other)) for value, other in _ENTITY.findall(content[:_HEAD]))
    if nested > _MOST_NESTED_ENTITIES:
        raise _monster(location, f"{nested} entities inside of entities", _MOST_NESTED_ENTITIES)
    if content.count(b"<") > _DEEPEST and _depth(content) > _DEEPEST:
        raise _monster(location, "elements nested without end", _DEEPEST)


def _depth(content: bytes) -> int:
    """Return how many elements are open at most, as far as `_DEEPEST`. The end of an item closes what is open in it."""
    depth = 0
    for tag in _outside(_ANY_TAG, content):
        if tag[2].lower() in _VOID or tag[0].endswith(b"/>"):
            continue
        if tag[1]:
            depth = 0 if _ITEM_END.match(tag[0]) else max(depth - 1, 0)
        else:
            depth += 1
        if depth > _DEEPEST:
            break
    return depth


def trim(root: etree._Element, most: int | None) -> int:
    """Take the oldest items out of a tree until *most* are left; return how many were taken."""
    if most is None:
        return 0
    owners = [root, *root.iterchildren("{*}channel")]
    found = [element for owner in owners for element in owner.iterchildren("{*}item", "{*}entry")]
    if len(found) <= most:
        return 0
    kept = set(chosen([_when(element) for element in found], most))
    for number, element in enumerate(found):
        parent = element.getparent()
        if number not in kept and parent is not None:
            parent.remove(element)
    return len(found) - most


def shorten(content: bytes, most: int | None) -> tuple[bytes, int]:
    """Take the oldest items out of a document that a forgiving parser has to read; return the rest, and how many were taken.

    At most *most* are left, and no more than such a parser can read in its time.
    """
    starts = (
        [] if most is None and len(content) <= _MOST_BYTES else [match.start() for match in _outside(_ITEM, content)]
    )
    most = len(starts) if most is None else most
    if not starts or (len(starts) <= most and len(content) <= _MOST_BYTES):
        return content, 0
    pieces = [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    last = _ITEM_END.search(pieces[-1])
    tail = pieces[-1][last.end() :] if last else b""
    pieces[-1] = pieces[-1][: last.end()] if last else pieces[-1]
    claimed = [_WHEN.search(piece) for piece in pieces]
    ranked = _ranked([read_date(found[1].decode("utf-8", "replace").strip()) if found else None for found in claimed])
    kept: list[int] = []
    size = references = 0
    for number in ranked[:most]:
        size += len(pieces[number])
        references += pieces[number].count(b"&")
        if kept and (size > _MOST_BYTES or references > _MOST_REFERENCES - 1000):  # the channel may have some
            break
        kept.append(number)
    return b"".join([content[: starts[0]], *(pieces[number] for number in sorted(kept)), tail]), len(pieces) - len(kept)


def newest(entries: Sequence[Item], most: int | None) -> tuple[Sequence[Item], int]:
    """Return the newest entries in their order, and how many others there are."""
    if most is None or len(entries) <= most:
        return entries, 0
    numbers = chosen([dates(entry) for entry in entries], most)
    return [entries[number] for number in numbers], len(entries) - most


def chosen(claimed: Sequence[datetime | None], most: int) -> list[int]:
    """Choose the newest where most are dated, else the first; return their numbers in order."""
    return sorted(_ranked(claimed)[:most])


def _ranked(claimed: Sequence[datetime | None]) -> list[int]:
    numbers = range(len(claimed))
    if 2 * sum(when is not None for when in claimed) <= len(claimed):
        return list(numbers)
    never = datetime.min.replace(tzinfo=UTC)
    return sorted(numbers, key=lambda number: claimed[number] or never, reverse=True)


def _when(element: etree._Element) -> datetime | None:
    claimed = [
        when
        for child in element
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() in _DATES and child.text
        if (when := read_date(child.text.strip()))
    ]
    return max(claimed, default=None)


def _monster(location: str, seen: str, most: int) -> FormatError:
    return FormatError(location, f"a feed built to cost time and memory ({seen}), expected at most {most}")


def _cdata(content: bytes) -> Iterator[tuple[int, int]]:
    """Give where CDATA sections and comments are, from their first byte to behind their last."""
    end = 0
    while (start := content.find(b"<!", end)) != -1:
        if content.startswith(_CDATA, start):
            end = content.find(_CDATA_END, start)
        elif content.startswith(b"<!--", start):
            end = content.find(b"-->", start)
        else:
            end = start + 2
            continue
        if end == -1:
            yield start, len(content)
            return
        end += 3
        yield start, end


def _outside_cdata(content: bytes, sign: bytes) -> int:
    return content.count(sign) - sum(content.count(sign, start, end) for start, end in _cdata(content))


def _is_text(content: bytes, at: int) -> bool:
    return any(start <= at < end for start, end in _cdata(content))


def _outside(pattern: re.Pattern[bytes], content: bytes) -> Iterator[re.Match[bytes]]:
    """Give the matches that do not begin in a CDATA section or a comment."""
    texts = _cdata(content)
    start, end = next(texts, (len(content), len(content)))
    for match in pattern.finditer(content):
        while end <= match.start():
            start, end = next(texts, (len(content), len(content) + 1))
        if match.start() < start:
            yield match
