"""Keep what sources said: stories, their revisions and sightings. Nothing that was kept is ever deleted."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.model import Enclosure, Sighting, Story
from bot.store import tables

STORY_COLUMNS = tuple(name for name in Story.__slots__ if name != "enclosures")

#: What makes two versions of a story different for a reader. First in the digest, so that a new list is a new digest.
DIGEST_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One story as one source delivered it now."""

    story: Story
    entry: str  #: the entry's key inside the source
    own_key: str  #: the story's key if its URL turns out to belong to another story of the source
    guid: str | None = None  #: as claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What came of a delivery."""

    new: int = 0  #: stories never seen before
    revised: tuple[str, ...] = ()  #: keys of stories whose text or title changed
    known: int = 0  #: stories that were here already, unchanged


def keep(
    connection: Connection,
    deliveries: Iterable[Delivery],
    arrived: datetime,
    is_another: Callable[[str, str], bool] = lambda _former, _text: False,
) -> Kept:
    """Store *deliveries* of one document: new stories, new revisions of known ones, new sightings.

    Only a source that changes what it said itself, under the same entry key, revises a story, and only the source that the
    story came from: two sources with two versions never take turns. Two texts that one source has at one URL (the posts of
    a live page) are two stories, and so are two texts under one entry key if *is_another*(former, text) says so.
    """
    new, known = 0, 0
    revised: list[str] = []
    for delivery in deliveries:
        before, said = _sighting(connection, delivery), digest(delivery.story)
        story, stored = _identify(connection, delivery, before, said)
        is_said_anew = _is_said_anew(story, before, stored, said)
        if stored is not None and is_said_anew and is_another(stored["text"], story.text):
            _mark_changed(connection, stored["cluster"])  # it loses this sighting
            story = replace(story, key=_key_of_another(delivery.own_key, said))
            stored = _stored(connection, story.key)
        if stored is None:
            _insert(connection, story, arrived)
            new += 1
        elif is_said_anew and stored["digest"] != said:
            _revise(connection, stored, story, arrived)
            revised.append(story.key)
        else:
            known += 1
        if before is None:
            _sight(connection, story, delivery.entry, arrived)
            _mark_changed(connection, stored["cluster"] if stored else None)
        else:
            _sight_again(connection, story, delivery.entry)
            if stored is not None and before["url"] != story.url:
                _move(connection, story, stored)
    return Kept(new=new, revised=tuple(revised), known=known)


def unclustered(connection: Connection, limit: int) -> list[Story]:
    """Stories that wait for the clusterer, at most *limit*: in the order of arrival, what came together by its own dates."""
    columns = tables.story.c
    rows = connection.execute(
        select(tables.story)
        .where(columns.cluster.is_(None))
        .order_by(columns.first_seen, func.coalesce(columns.published, columns.first_seen), columns.key)
        .limit(limit)
    ).mappings()
    return [story_of(row) for row in rows]


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
    return Story(**values, enclosures=tuple(Enclosure(**value) for value in row["enclosures"]))


def sightings_of(connection: Connection, keys: Sequence[str]) -> dict[str, list[Sighting]]:
    """Who carries these stories, by story, each list by time and source."""
    columns = tables.sighting.c
    found: dict[str, list[Sighting]] = {key: [] for key in keys}
    for some in tables.in_portions(keys):
        query = select(tables.sighting).where(columns.story.in_(some))
        for row in connection.execute(query.order_by(columns.seen, columns.source, columns.entry)).mappings():
            found[row["story"]].append(Sighting(**{name: row[name] for name in Sighting.__slots__}))
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


def count(connection: Connection) -> dict[str, int]:
    """How many stories there are, by the source that delivered them first."""
    rows = connection.execute(select(tables.story.c.source, func.count()).group_by(tables.story.c.source))
    return {row[0]: row[1] for row in rows}


def digest(story: Story) -> str:
    """Fingerprint of what a reader sees of a story. Without its dates: some sources claim a new one at every poll."""
    seen = [DIGEST_VERSION, story.title, story.text, story.html]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def _identify(
    connection: Connection, delivery: Delivery, before: RowMapping | None, said: str
) -> tuple[Story, RowMapping | None]:
    """Tell which story this is, and return it as it is stored; None if it is new."""
    story = delivery.story
    if before is not None:
        # What was here before under this entry key is the same story, also when its source has moved it to another URL.
        story = replace(story, key=before["story"])
        return story, _stored(connection, story.key)
    stored = _stored(connection, story.key)
    if stored is not None and stored["source"] == story.source and stored["digest"] != said:
        story = replace(story, key=delivery.own_key)
        stored = _stored(connection, story.key)
    return story, stored


def _is_said_anew(story: Story, before: RowMapping | None, stored: RowMapping | None, said: str) -> bool:
    """Tell whether the source that the story came from now says something else under the same entry key."""
    if before is None or stored is None or stored["source"] != story.source:
        return False
    return bool(before["digest"] != said != stored["digest"])


def _key_of_another(own_key: str, said: str) -> str:
    return hashlib.sha256(f"{own_key}\n{said}".encode()).hexdigest()[: len(own_key)]


def _move(connection: Connection, story: Story, stored: RowMapping) -> None:
    if stored["source"] == story.source:
        connection.execute(update(tables.story).where(tables.story.c.key == story.key).values(url=story.url))
    _mark_changed(connection, stored["cluster"])


def _stored(connection: Connection, key: str) -> RowMapping | None:
    columns = tables.story.c
    return connection.execute(select(tables.story).where(columns.key == key)).mappings().one_or_none()


def _values(story: Story) -> dict[str, Any]:
    values = {name: getattr(story, name) for name in STORY_COLUMNS}
    return values | {"enclosures": [asdict(value) for value in story.enclosures], "digest": digest(story)}


def _insert(connection: Connection, story: Story, arrived: datetime) -> None:
    connection.execute(insert(tables.story).values(**_values(story), revision=1, revised=arrived))


def _revise(connection: Connection, stored: RowMapping, story: Story, arrived: datetime) -> None:
    former = {name: stored[name] for name in ("title", "text", "html", "updated", "revised")}
    connection.execute(insert(tables.revision).values(story=story.key, number=stored["revision"], **former))
    values = _values(story)
    del values["first_seen"], values["key"]
    values["published"] = stored["published"] or story.published  # a story that is dated anew is not a new story
    connection.execute(
        update(tables.story)
        .where(tables.story.c.key == story.key)
        .values(**values, revision=stored["revision"] + 1, revised=max(arrived, stored["revised"]))
    )
    _mark_changed(connection, stored["cluster"])


def _sighting(connection: Connection, delivery: Delivery) -> RowMapping | None:
    columns = tables.sighting.c
    wanted = (columns.source == delivery.story.source) & (columns.entry == delivery.entry)
    return connection.execute(select(tables.sighting).where(wanted)).mappings().one_or_none()


def _sight(connection: Connection, story: Story, entry: str, arrived: datetime) -> None:
    values = {"story": story.key, "url": story.url, "digest": digest(story)}
    connection.execute(insert(tables.sighting).values(source=story.source, entry=entry, seen=arrived, **values))


def _sight_again(connection: Connection, story: Story, entry: str) -> None:
    columns = tables.sighting.c
    again = update(tables.sighting).where(columns.source == story.source, columns.entry == entry)
    connection.execute(again.values(story=story.key, url=story.url, digest=digest(story)))


def _mark_changed(connection: Connection, cluster: str | None) -> None:
    connection.execute(update(tables.cluster).where(tables.cluster.c.key == cluster).values(changed=True))
