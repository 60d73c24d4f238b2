"""Documents of more than anybody reads: monsters are refused before they cost anything, long feeds lose their oldest items."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TypeVar

from lxml import etree

from bot.errors import FormatError
from bot.formats.dates import read_date
from bot.formats.items import Item, dates

Anything = TypeVar("Anything")

# A tag or an attribute takes about 120 bytes of memory: these keep the tree of any document below 100 MB. The densest real
# feeds (XHTML bodies) have one tag in 30 bytes, 350,000 in the 10 MiB that a feed may have.
_MOST_TAGS = 400_000
_MOST_SIGNS = 400_000
#: Attributes of one element; feedparser needs time by their square. Real elements have at most about twenty.
MOST_ATTRIBUTES = 500
_LONG_TAG = re.compile(rb"<[A-Za-z_:][^<>]{2000,}+")
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
        if (count := tag[0].count(b"=")) > MOST_ATTRIBUTES and not _is_text(content, tag.start()):
            raise _monster(location, f"{count} attributes in one tag at byte {tag.start()}", MOST_ATTRIBUTES)
    for sign, most, what in ((b"<", _MOST_TAGS, "tags"), (b"=", _MOST_SIGNS, "attributes")):
        if content.count(sign) > most and (count := _outside_cdata(content, sign)) > most:
            raise _monster(location, f"{count} {what}", most)


def refuse_flood(root: etree._Element, location: str) -> None:
    """Refuse a tree with an element of too many attributes, which `refuse_monsters` may have missed.

    Raises:
        FormatError: there is one.
    """
    if root.xpath(f"boolean(//*[count(@*) > {MOST_ATTRIBUTES}])"):
        raise _monster(location, "an element with more attributes than any has", MOST_ATTRIBUTES)


def trim(root: etree._Element, most: int | None) -> int:
    """Take the oldest items out of a tree until *most* are left; return how many were taken."""
    if most is None:
        return 0
    owners = [root, *root.iterchildren("{*}channel")]
    found = [element for owner in owners for element in owner.iterchildren("{*}item", "{*}entry")]
    if len(found) <= most:
        return 0
    kept = set(_chosen([_when(element) for element in found], most))
    for number, element in enumerate(found):
        parent = element.getparent()
        if number not in kept and parent is not None:
            parent.remove(element)
    return len(found) - most


def written(root: etree._Element) -> bytes:
    """Write a tree as UTF-8."""
    content: bytes = etree.tostring(root, encoding="utf-8")
    return content


def shorten(content: bytes, most: int | None) -> tuple[bytes, int]:
    """Take the oldest items out of a document that is not well-formed; return the rest, and how many were taken."""
    starts = [] if most is None else [match.start() for match in _outside(content)]
    if most is None or len(starts) <= most:
        return content, 0
    pieces = [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
    last = _ITEM_END.search(pieces[-1])
    tail = pieces[-1][last.end() :] if last else b""
    pieces[-1] = pieces[-1][: last.end()] if last else pieces[-1]
    claimed = [_WHEN.search(piece) for piece in pieces]
    chosen = _chosen([read_date(found[1].decode("utf-8", "replace")) if found else None for found in claimed], most)
    return b"".join([content[: starts[0]], *(pieces[number] for number in chosen), tail]), len(pieces) - most


def newest(entries: Sequence[Item], most: int | None) -> tuple[Sequence[Item], int]:
    """Return the newest entries in their order, and how many others there are."""
    if most is None or len(entries) <= most:
        return entries, 0
    chosen = _chosen([dates(entry) for entry in entries], most)
    return [entries[number] for number in chosen], len(entries) - most


def _chosen(claimed: Sequence[datetime | None], most: int) -> list[int]:
    """Choose the newest where most are dated, else the first; return their numbers in order."""
    if 2 * sum(when is not None for when in claimed) <= len(claimed):
        return list(range(most))
    never = datetime.min.replace(tzinfo=UTC)
    by_age = sorted(range(len(claimed)), key=lambda number: claimed[number] or never, reverse=True)
    return sorted(by_age[:most])


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


def _outside(content: bytes) -> Iterator[re.Match[bytes]]:
    """Give the beginnings of items that are no part of a text."""
    texts = _cdata(content)
    start, end = next(texts, (len(content), len(content)))
    for match in _ITEM.finditer(content):
        while end <= match.start():
            start, end = next(texts, (len(content), len(content) + 1))
        if match.start() < start:
            yield match
