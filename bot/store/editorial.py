"""What editors decided: a log, of which only whether a decision still stands, and was heeded, ever changes."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, RowMapping, func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store import tables

Kind: TypeAlias = Literal["merge", "split", "apart", "hide", "pin", "represent", "retitle"]
#: Decisions about which stories are together; the others are about what topics show.
BONDS: tuple[Kind, ...] = ("merge", "split", "apart")

_editorial, _story, _cluster = tables.editorial.c, tables.story.c, tables.cluster.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an editor wants."""

    kind: Kind
    story: str  #: key; a cluster is meant by one of its stories
    other: str | None = None  #: key, of merge and apart
    topic: str | None = None  #: slug; None: all of them
    title: str | None = None  #: of retitle
    sides: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  #: keys of the stories that a bond is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One decision as it is kept."""

    number: int
    at: datetime
    by: str  #: cli or web
    wanted: Wanted
    undone_at: datetime | None  #: None: it stands
    is_due: bool  #: neither it nor that it was taken back was heeded yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What editors want of how topics show a cluster: by topic, None for all of them. Where both are there, the topic counts."""

    hidden: frozenset[str | None] = frozenset()
    pinned: frozenset[str | None] = frozenset()
    representatives: Mapping[str | None, str] = field(default_factory=dict)  #: keys of stories
    titles: Mapping[str | None, str] = field(default_factory=dict)

    def hides(self, topic: str) -> bool:
        """Whether the cluster is not to be in a topic."""
        return topic in self.hidden or None in self.hidden

    def pins(self, topic: str) -> bool:
        """Whether the cluster is to be first in a topic."""
        return topic in self.pinned or None in self.pinned

    def representative(self, topic: str) -> str | None:
        """Return the key of the story that is to speak for the cluster; None: whichever the topic chooses."""
        return self.representatives.get(topic, self.representatives.get(None))

    def title(self, topic: str) -> str | None:
        """Return the title that the cluster is to have; None: the representative's."""
        return self.titles.get(topic, self.titles.get(None))


#: Of a cluster about which nobody decided anything.
NO_WISHES = Wishes()


def add(connection: Connection, wanted: Wanted, by: str, now: datetime) -> int:
    """Write down what an editor wants; the next pass heeds it. Return its number."""
    values = {name: getattr(wanted, name) for name in ("kind", "story", "other", "topic")}
    value = _written(wanted.sides) if wanted.kind in BONDS else wanted.title
    statement = insert(tables.editorial).values(**values, at=now, by=by, value=value, is_due=True)
    number: int = connection.execute(statement.returning(_editorial.number)).scalar_one()
    return number


def undo(connection: Connection, number: int, now: datetime) -> bool:
    """Take a decision back; False if it does not stand. The next pass heeds it."""
    stands = (_editorial.number == number) & _editorial.undone_at.is_(None)
    return connection.execute(update(tables.editorial).where(stands).values(undone_at=now, is_due=True)).rowcount == 1


def log(connection: Connection, limit: int | None = None) -> list[Entry]:
    """The decisions that were made, the last one first, at most *limit*; those that were taken back too."""
    rows = connection.execute(select(tables.editorial).order_by(_editorial.number.desc()).limit(limit)).mappings()
    return [_entry(row) for row in rows]


def find(connection: Connection, number: int) -> Entry | None:
    """One decision by its number."""
    row = connection.execute(select(tables.editorial).where(_editorial.number == number)).mappings().one_or_none()
    return None if row is None else _entry(row)


def about(connection: Connection, stories: Sequence[str]) -> list[Entry]:
    """The standing decisions in which any of these stories is named, in their order."""
    found: dict[int, Entry] = {}
    for some in tables.in_portions(stories):
        names_one = _editorial.story.in_(some) | _editorial.other.in_(some)
        query = select(tables.editorial).where(names_one, _editorial.undone_at.is_(None))
        found |= {row["number"]: _entry(row) for row in connection.execute(query).mappings()}
    return [found[number] for number in sorted(found)]


def due(connection: Connection) -> list[Entry]:
    """The decisions that were made or taken back since the last pass, in their order."""
    # Written out, as the index holds only these.
    is_due = literal_column("is_due") == literal_column("1")
    rows = connection.execute(select(tables.editorial).where(is_due).order_by(_editorial.number)).mappings()
    return [_entry(row) for row in rows]


def bonds(connection: Connection) -> list[Entry]:
    """The standing decisions about which stories are together, in their order."""
    stands = _editorial.kind.in_(BONDS) & _editorial.undone_at.is_(None)
    rows = connection.execute(select(tables.editorial).where(stands).order_by(_editorial.number)).mappings()
    return [_entry(row) for row in rows]


def mark_heeded(connection: Connection, entry: Entry, sides: Iterable[Iterable[str]] | None = None) -> None:
    """Say that a pass did what a decision wants; *sides* are the stories that it turned out to be about."""
    values = {"is_due": False} if sides is None else {"is_due": False, "value": _written(sides)}
    connection.execute(update(tables.editorial).where(_editorial.number == entry.number).values(**values))


def mark_changed(connection: Connection, story: str) -> None:
    """Have topics look at the cluster of a story."""
    own = select(_story.cluster).where(_story.key == story).scalar_subquery()
    connection.execute(update(tables.cluster).where(_cluster.key == own).values(changed=True))


def places(connection: Connection, stories: Iterable[str]) -> dict[str, str]:
    """The clusters of those of these stories that have one, by story."""
    found: dict[str, str] = {}
    for some in tables.in_portions(stories):
        query = select(_story.key, _story.cluster).where(_story.key.in_(some), _story.cluster.is_not(None))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def ages(connection: Connection, stories: Iterable[str]) -> dict[str, int]:
    """The numbers of the first decisions about stories, by story: they are in the order in which these came."""
    columns, found = tables.decision.c, dict[str, int]()
    for some in tables.in_portions(stories):
        query = select(columns.story, func.min(columns.number)).where(columns.story.in_(some)).group_by(columns.story)
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def wishes(connection: Connection, clusters: Sequence[str]) -> dict[str, Wishes]:
    """What editors want of how topics show these clusters, of those of which they want anything, by cluster.

    A wish is tied to a story, and counts for the cluster that the story is in now. Of several the last one counts.
    """
    found: dict[str, list[Entry]] = defaultdict(list)
    columns = [_story.cluster.label("holder"), *tables.editorial.c]
    for some in tables.in_portions(clusters):
        stands = _editorial.undone_at.is_(None) & _editorial.kind.not_in(BONDS)
        query = select(*columns).join(tables.story, _story.key == _editorial.story)
        rows = connection.execute(query.where(stands, _story.cluster.in_(some)).order_by(_editorial.number))
        for row in rows.mappings():
            found[row["holder"]].append(_entry(row))
    return {cluster: _wishes([entry.wanted for entry in entries]) for cluster, entries in found.items()}


def _wishes(wanted: Sequence[Wanted]) -> Wishes:
    return Wishes(
        hidden=frozenset(one.topic for one in wanted if one.kind == "hide"),
        pinned=frozenset(one.topic for one in wanted if one.kind == "pin"),
        representatives={one.topic: one.story for one in wanted if one.kind == "represent"},
        titles={one.topic: one.title for one in wanted if one.kind == "retitle" and one.title is not None},
    )


def _entry(row: RowMapping) -> Entry:
    is_bond = row["kind"] in BONDS
    named: dict[str, Any] = {name: row[name] for name in ("kind", "story", "other", "topic")}
    ones, others = json.loads(row["value"]) if is_bond else ((), ())
    wanted = Wanted(**named, title=None if is_bond else row["value"], sides=(tuple(ones), tuple(others)))
    kept = {name: row[name] for name in ("number", "at", "by", "undone_at", "is_due")}
    return Entry(**kept, wanted=wanted)


def _written(sides: Iterable[Iterable[str]]) -> str:
    return json.dumps([list(side) for side in sides])
