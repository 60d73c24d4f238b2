"""What the columns of `story` hold of a story."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from json.encoder import encode_basestring_ascii
from typing import Any

from bot.model import Cut, Facts, Marker, Story, Wire
from bot.store import timestamps

#: Columns whose values are made of several.
STRUCTURED = ("enclosures", "wire", "markers", "facts", "cuts")
#: Columns that are a field of `Story` as it is.
STORY_COLUMNS = tuple(name for name in Story.__slots__ if name not in STRUCTURED)
OF_WIRE = ("wire", "version", "status", "embargo")
#: What they hold of what is no agency's item, beside `wire`.
FREE: dict[str, Any] = {"version": None, "status": "usable", "embargo": None}


def row(story: Story, first_seen: str | None) -> tuple[Any, ...]:
    """Return the story's fields in their order, as the database has them; *first_seen* is written already."""
    return (
        story.key,
        story.url,
        story.title,
        story.text,
        story.html,
        timestamps.written(story.published),
        timestamps.written(story.updated),
        first_seen,
        _words(story.authors),
        story.source,
        story.outlet,
        story.credit,
        story.dateline,
        story.language,
        _words(story.categories),
        json.dumps([asdict(value) for value in story.enclosures]) if story.enclosures else "[]",
        json.dumps(_said(story.wire)) if story.wire else None,
        json.dumps(_numbered(story.markers)) if story.markers else None,
        _facts(story.facts),
        json.dumps(_undone(story.cuts)) if story.cuts else None,
        *_of_wire(story.wire),
    )


def values(story: Story) -> dict[str, Any]:
    """Return what is to be written of a story, by column."""
    found = {name: getattr(story, name) for name in STORY_COLUMNS}
    found["enclosures"] = [asdict(value) for value in story.enclosures]
    wire = story.wire
    found["wire"] = _said(wire) if wire else None
    found["markers"] = _numbered(story.markers) or None
    return found | of_text(story)


def of_text(story: Story) -> dict[str, Any]:
    """What was read out of the story's text and taken off it, by column."""
    facts = {name: getattr(story.facts, name) for name in Facts.__slots__}
    return {"facts": facts, "cuts": _undone(story.cuts) or None}


def state(wire: Wire | None, version: int | None = None) -> dict[str, Any]:
    """What the agency's word comes to, after *version*: one that counts none takes none of the count away."""
    if wire is None:
        return FREE if version is None else FREE | {"version": version}
    versions = [number for number in (version, wire.version) if number is not None]
    return {"version": max(versions, default=None), "status": wire.status, "embargo": wire.embargo}


def _of_wire(wire: Wire | None) -> tuple[Any, ...]:
    """What the columns of `FREE` have, as the database has it."""
    if wire is None:
        return (None, "usable", None)
    return (wire.version, wire.status, timestamps.written(wire.embargo))


def _said(wire: Wire) -> dict[str, Any]:
    """The wire's fields as JSON has them; `asdict` takes ten times as long."""
    said = {name: getattr(wire, name) for name in Wire.__slots__}
    subjects = [{"name": subject.name, "code": subject.code} for subject in wire.subjects]
    return said | {"embargo": timestamps.written(wire.embargo), "subjects": subjects}


def _numbered(markers: Sequence[Marker]) -> list[list[str | int | None]]:
    return [[marker.kind, marker.number] for marker in markers]


def _undone(cuts: Sequence[Cut]) -> list[list[str | int | None]]:
    return [[getattr(cut, name) for name in Cut.__slots__] for cut in cuts]


def _facts(facts: Facts) -> str:
    """As `json.dumps` writes it, in a third of the time: every new story has them."""
    lists = ", ".join(f'"{name}": {_words(getattr(facts, name))}' for name in Facts.__slots__[1:])
    return f'{{"lead": {encode_basestring_ascii(facts.lead)}, {lists}}}'


def _words(values: Sequence[str]) -> str:
    return f"[{', '.join(map(encode_basestring_ascii, values))}]"  # as json.dumps does, in a third of the time
