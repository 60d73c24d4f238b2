"""Read what was kept: stories, and who carries them. `keep` writes them; nothing that was kept is ever deleted."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from sys import intern
from typing import Any

from sqlalchemy import Connection, RowMapping, exists, func, select

from bot.model import Cut, Enclosure, Facts, Marker, Sighting, Story, Subject, Wire
from bot.store import tables, timestamps
from bot.store.columns import STORY_COLUMNS
from bot.store.keeping import Kept, keep

__all__ = [
    "Kept",
    "count",
    "find",
    "keep",
    "next_release",
    "sightings_of",
    "story_of",
    "titles",
    "unclustered",
]


def unclustered(connection: Connection, limit: int, now: datetime | None = None) -> list[Story]:
    """Stories that wait for the clusterer, at most *limit*: in the order of arrival, what came together by its own dates.

    Those whose text is still to be taken from their page are left out, and those that may not be published *now*: withdrawn
    or withheld by their agency, or under an embargo, which is never over where *now* is not given.
    """
    columns, pages = tables.story.c, tables.page.c
    is_free = columns.embargo.is_(None) if now is None else columns.embargo.is_(None) | (columns.embargo <= now)
    is_unread = exists().where(pages.story == columns.key, pages.next_at.is_not(None))
    rows = connection.execute(
        select(tables.story)
        .where(columns.cluster.is_(None), columns.status == "usable", is_free, ~is_unread)
        .order_by(columns.first_seen, func.coalesce(columns.published, columns.first_seen), columns.key)
        .limit(limit)
    ).mappings()
    return [story_of(row) for row in rows]


def next_release(connection: Connection, now: datetime) -> datetime | None:
    """When the next embargo ends after *now*; None if there is none."""
    columns = tables.story.c
    waits = (columns.status == "usable") & (columns.embargo > now)
    ends: datetime | None = connection.execute(
        select(func.min(columns.embargo, type_=timestamps.UtcDateTime())).where(waits)
    ).scalar_one()
    return ends


def find(connection: Connection, name: str, limit: int = 2) -> list[Story]:
    """Stories that a person may mean by *name*: a key or its beginning, a URL, a file or entry key; at most *limit*."""
    columns, sightings = tables.story.c, tables.sighting.c
    by_entry = select(sightings.story).where((sightings.entry == name) | (sightings.url == name))
    by_key = columns.key.startswith(name, autoescape=True) if len(name) >= 4 else columns.key == name
    wanted = by_key | (columns.url == name) | columns.key.in_(by_entry)
    rows = connection.execute(select(tables.story).where(wanted).order_by(columns.key).limit(limit)).mappings()
    return [story_of(row) for row in rows]


def story_of(row: RowMapping) -> Story:
    """Read one row of the table `story`."""
    values: dict[str, Any] = {name: row[name] for name in STORY_COLUMNS}
    for name in ("authors", "categories"):
        values[name] = tuple(values[name])
    for name in ("source", "outlet", "language"):
        values[name] = values[name] and intern(values[name])  # of thousands of stories there are some dozen
    enclosures = tuple(Enclosure(**value) for value in row["enclosures"])
    return Story(
        **values,
        enclosures=enclosures,
        wire=_wire(row["wire"]),
        markers=tuple(Marker(kind, number) for kind, number in row["markers"] or ()),
        facts=_facts(row["facts"]),
        cuts=tuple(Cut(**dict(zip(Cut.__slots__, cut, strict=True))) for cut in row["cuts"] or ()),
    )


def _facts(found: dict[str, Any] | None) -> Facts:
    if found is None:
        return Facts()
    # Who and what is in the news is in many stories.
    lists = {name: tuple(map(intern, value)) for name, value in found.items() if name != "lead"}
    return Facts(lead=found["lead"], **lists)


def _wire(said: dict[str, Any] | None) -> Wire | None:
    if said is None:
        return None
    subjects = tuple(Subject(**subject) for subject in said["subjects"])
    return Wire(**said | {"embargo": timestamps.read_back(said["embargo"]), "subjects": subjects})


def named(connection: Connection, keys: Iterable[str]) -> list[Story]:
    """The stories with these keys, by key."""
    found: list[Story] = []
    for some in tables.in_portions(sorted(keys)):
        rows = connection.execute(select(tables.story).where(tables.story.c.key.in_(some)).order_by(tables.story.c.key))
        found += [story_of(row) for row in rows.mappings()]
    return found


_SIGHTINGS = select(tables.sighting).order_by(tables.sighting.c.seen, tables.sighting.c.source, tables.sighting.c.entry)


def sightings_of(connection: Connection, keys: Sequence[str]) -> dict[str, list[Sighting]]:
    """Who carries these stories, by story, each list by time and source."""
    columns = tables.sighting.c
    found: dict[str, list[Sighting]] = {key: [] for key in keys}
    for some in tables.in_portions(keys):
        for row in connection.execute(_SIGHTINGS.where(columns.story.in_(some))).mappings():
            values = {name: row[name] for name in Sighting.__slots__}
            found[row["story"]].append(Sighting(**values | {"source": intern(row["source"])}))
    return found


def held_back(connection: Connection, keys: Iterable[str], now: datetime) -> set[str]:
    """Those of these stories that may not be published *now*."""
    columns = tables.story.c
    is_held = (columns.status != "usable") | (columns.embargo > now)
    found: set[str] = set()
    for some in tables.in_portions(keys):
        found.update(connection.scalars(select(columns.key).where(columns.key.in_(some), is_held)))
    return found


def titles(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The titles of stories, by key."""
    columns = tables.story.c
    found: dict[str, str] = {}
    for some in tables.in_portions(keys):
        found |= {
            row[0]: row[1]
            for row in connection.execute(select(columns.key, columns.title).where(columns.key.in_(some)))
        }
    return found


def count(connection: Connection) -> int:
    """How many stories there are."""
    return connection.execute(select(func.count()).select_from(tables.story)).scalar_one()
