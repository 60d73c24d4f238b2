"""A wire story as a text file in, one entry out: an optional header block, then the story.

Title: Two dead as ferry runs aground
Date: Tue, 12 Mar 2024 09:15:00 +0000
EMBARGO: 2024-03-12T10:00:00Z

PORT MERROW (Northwire) — A passenger ferry …
"""

import re
from datetime import datetime

from bot.errors import FormatError
from bot.formats.agencies import agency, wire_fields
from bot.formats.dates import parse_date
from bot.formats.decoding import charset, decode
from bot.formats.parts import Parts
from bot.model import Document, Entry

# What people call a field, by ours.
_FIELDS = {
    name: field
    for field, names in {
        "title": ("title", "headline"),
        "published": ("date", "published"),
        "updated": ("updated",),
        "publisher": ("source", "publisher"),
        "authors": ("byline", "author", "by"),
        "url": ("link", "url"),
        "language": ("language",),
        "categories": ("keywords", "categories"),
    }.items()
    for name in names
} | wire_fields.NAMES
_HEADER = re.compile(r"([A-Za-z][A-Za-z -]{0,29}):[ \t]*(.*)")
_MOST_LINES = 30  # arbitrary; a longer block is a list, not a header
_LONGEST_VALUE = 500
# Lines that could begin a story by themselves ("By: …", "Source: …") are a header only in company.
_SURE = frozenset({"title", "published", "url", "item"})
# What agencies say of an item begins a header only in capitals.
_OF_WIRES = frozenset(wire_fields.NAMES.values())


def parse(document: Document) -> Parts:
    """Read one story. The key is its id, else the location: a file that is written again is the same entry.

    Raises:
        FormatError: there is no text in it.
    """
    text = (
        decode(document.content, charset(document.media_type))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .lstrip("\ufeff")
    )
    fields, body = _split(text)
    title, wire = fields.get("title", ""), wire_fields.wire(fields)
    item = wire.item if wire else None
    if not body.strip() and not title and (wire is None or wire.status != "canceled"):
        seen = "only a header without a title" if fields else f"{len(document.content)} bytes without a letter"
        raise FormatError(document.location, f"no text: {seen}, expected a story")
    entry = Entry(
        key=item or document.location,
        id=item,
        url=fields.get("url"),
        title=title,
        body=body,
        published=_date(fields.get("published")),
        updated=_date(fields.get("updated")),
        authors=_listed(fields.get("authors"), ";"),
        publisher=fields.get("publisher"),
        language=fields.get("language"),
        categories=_listed(fields.get("categories"), ",;"),
        wire=wire,
    )
    return Parts((entry,))


def _split(text: str) -> tuple[dict[str, str], str]:
    """Separate header and story. A block that is not a header in every line is the story's beginning."""
    block, _, body = text.lstrip("\n").partition("\n\n")
    lines = [line.rstrip() for line in block.split("\n")]
    # A line of blanks ends the header as an empty one does.
    if "" in lines:
        end = lines.index("")
        body = "\n".join(lines[end:]) + "\n\n" + body
        lines = lines[:end]
    fields = _header(lines)
    return (fields, body.strip("\n")) if fields else ({}, text)


def _header(lines: list[str]) -> dict[str, str]:
    """Return the fields, the first of each; {} if the lines are no header."""
    if len(lines) > _MOST_LINES:
        return {}
    fields: dict[str, str] = {}
    for number, line in enumerate(lines):
        match = _HEADER.fullmatch(line)
        if match is None or len(match[2]) > _LONGEST_VALUE:
            return {}
        name, value = match[1].strip(), match[2].strip()
        field = _FIELDS.get(name.lower())
        if number == 0 and (field is None or (field in _OF_WIRES and not name.isupper())):
            return {}
        if field == "slug" and not name.isupper():  # a part of a page's URL
            continue
        if field and value:
            if _is_plausible(field, value):
                fields.setdefault(field, value)
            elif number == 0 or field not in _OF_WIRES:
                return {}
    is_sure = fields.keys() & _SURE or agency.when(fields.get("embargo", ""))
    return fields if len(lines) > 1 or is_sure else {}


def _is_plausible(field: str, value: str) -> bool:
    """Whether a value can be one: "Date: nobody knows" and "URL: see below" begin stories."""
    if field in {"published", "updated"}:
        return parse_date(value) is not None
    if field == "url":
        return re.fullmatch(r"https?://\S+", value, re.IGNORECASE) is not None
    if field == "language":
        return re.fullmatch(r"[^\W\d_]{2,20}(?:[-_]\w{1,20})*", value) is not None
    return field not in _OF_WIRES or wire_fields.is_plausible(field, value)


def _date(value: str | None) -> datetime | None:
    return parse_date(value) if value else None


def _listed(value: str | None, separators: str) -> tuple[str, ...]:
    return tuple(part for piece in re.split(f"[{separators}]", value or "") if (part := piece.strip()))
