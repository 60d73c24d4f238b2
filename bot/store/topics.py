"""What each topic shows: one row for every cluster that its rules let in, and which rules those were."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, func, select, update
from sqlalchemy.dialects.sqlite import Insert, insert

from bot.model import Change
from bot.store import tables, timestamps

Order = Literal["newest", "developing", "most_covered"]

_entry = tables.topic_entry.c
_IS_SHOWN = _entry.withdrawn.is_(False)
_ORDERS = {
    "newest": (_entry.published.desc(),),
    "developing": (_entry.updated.desc(),),
    "most_covered": (_entry.voices.desc(), _entry.outlets.desc(), _entry.updated.desc()),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How a topic shows a cluster, as readers last saw it."""

    topic: str
    cluster: str
    representative: str  #: key of the story
    chosen_because: str
    matched: tuple[str, ...]
    signature: str  #: of what a reader sees
    published: datetime
    updated: datetime
    withdrawn: bool = False  #: the rules let it in once and no more
    id: str | None = None  #: that of a merged cluster whose entry it goes on; None: the cluster's own
    outlets: int = 1  #: how many report it
    voices: int = 1  #: how many of them on their own account
    held_until: datetime | None = None  #: not shown before, and nobody saw it yet; None: at once, or it was seen
    changes: tuple[Change, ...] = ()  #: what became new in it for readers, the newest first
    told: Mapping[str, Any] | None = None  #: what readers were told last, as `bot.topics.policy` keeps it
    issue: int = 1  #: which entry of the cluster, where news makes a new one; from 1
    is_pinned: bool = False  #: an editor wants it first
    title: str | None = None  #: an editor's; None: the representative's


def _upsert() -> Insert:
    statement = insert(tables.topic_entry)
    changed = {name: statement.excluded[name] for name in Shown.__slots__}
    return statement.on_conflict_do_update(index_elements=["topic", "cluster"], set_=changed)


# Built once: SQLAlchemy takes as long to build a statement as SQLite to run it.
_ENTRIES, _CLUSTERS, _SHOW = select(tables.topic_entry), select(_entry.cluster), _upsert()


def shown(connection: Connection, clusters: Sequence[str]) -> dict[tuple[str, str], Shown]:
    """How topics show these clusters or once did, by (topic, cluster)."""
    rows = connection.execute(_ENTRIES.where(_entry.cluster.in_(clusters))).mappings()
    return {(row["topic"], row["cluster"]): _shown(row) for row in rows}


def newest(  # noqa: PLR0913 (one value each)
    connection: Connection,
    topic: str,
    limit: int,
    *,
    order: Order = "developing",
    now: datetime,
    window: timedelta | None = None,
) -> list[Shown]:
    """The entries of a topic that are to be seen *now*, in its order, pinned ones first; at most *limit*.

    What is held back is not there yet, and what had no news for all of *window* is there no more.
    """
    query = _newest(_ENTRIES, topic, limit, order, now, window)
    return [_shown(row) for row in connection.execute(query).mappings()]


def newest_clusters(  # noqa: PLR0913 (one value each)
    connection: Connection,
    topic: str,
    limit: int,
    *,
    order: Order = "developing",
    now: datetime,
    window: timedelta | None = None,
) -> list[str]:
    """The keys of the clusters of what `newest` gives."""
    return list(connection.scalars(_newest(_CLUSTERS, topic, limit, order, now, window)))


def _newest(  # noqa: PLR0913, PLR0917 (one value each)
    query: Select[Any], topic: str, limit: int, order: Order, now: datetime, window: timedelta | None
) -> Select[Any]:
    # Not `IS NULL OR`: SQLite would look into each half by itself, and sort.
    is_free = func.coalesce(_entry.held_until, now) <= now
    query = query.where(_entry.topic == topic, _IS_SHOWN, is_free)
    if window is not None:
        query = query.where(_entry.updated > now - window)
    return query.order_by(_entry.is_pinned.desc(), *_ORDERS[order], _entry.cluster).limit(limit)


def touched(connection: Connection) -> list[tuple[str, str]]:
    """The entries, by topic and cluster, that were written since tombstones were settled, in whatever way."""
    return [
        (row[0], row[1]) for row in connection.execute(select(tables.entry_due.c.topic, tables.entry_due.c.cluster))
    ]


def is_over(connection: Connection, topic: str, now: datetime) -> bool:
    """Tell whether a topic has entries that were held back until *now*, or before."""
    return _earliest(connection, _entry.held_until, *_ended(topic, now)) is not None


def release(connection: Connection, topic: str, now: datetime) -> None:
    """Say that entries were seen that were held back until *now*, or before: they are held back no more, come what may."""
    connection.execute(update(tables.topic_entry).where(*_ended(topic, now)).values(held_until=None))


def _ended(topic: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (_entry.topic == topic, _IS_SHOWN, _entry.held_until <= now)


def again_at(connection: Connection, topic: str, *, now: datetime, window: timedelta | None = None) -> datetime | None:
    """When time alone changes what `newest` gives: an entry is held back no more, or has been without news for *window*."""
    shown = (_entry.topic == topic, _IS_SHOWN)
    times = [_earliest(connection, _entry.held_until, *shown, _entry.held_until > now)]
    if window is not None and (stays := _earliest(connection, _entry.updated, *shown, _entry.updated > now - window)):
        times.append(stays + window)
    return min((time for time in times if time is not None), default=None)


def last(connection: Connection, topic: str) -> datetime | None:
    """The newest time that readers ever saw in a topic, also of entries that left it; None before the first one."""
    query = select(_entry.updated).where(_entry.topic == topic, _entry.held_until.is_(None))
    return connection.execute(query.order_by(_entry.updated.desc()).limit(1)).scalar_one_or_none()


def _earliest(
    connection: Connection, column: ColumnElement[datetime], *conditions: ColumnElement[bool]
) -> datetime | None:
    query = select(column).where(*conditions).order_by(column).limit(1)
    return connection.execute(query).scalar_one_or_none()


def show(connection: Connection, entries: Iterable[Shown]) -> None:
    """Store how topics show clusters from now on."""
    rows = [
        {name: getattr(entry, name) for name in Shown.__slots__}
        | {
            "matched": list(entry.matched),
            "changes": [[timestamps.written(one.at), one.text, one.outlet] for one in entry.changes],
        }
        for entry in entries
    ]
    if rows:
        connection.execute(_SHOW, rows)


def facts(connection: Connection) -> dict[str, tuple[int, datetime]]:
    """How many clusters each topic lets in, and when it last changed, by its slug."""
    columns = tables.topic_entry.c
    newest = func.max(columns.updated, type_=timestamps.UtcDateTime())
    query = select(columns.topic, func.count(), newest).where(columns.withdrawn.is_(False)).group_by(columns.topic)
    return {row[0]: (row[1], row[2]) for row in connection.execute(query)}


def setting(connection: Connection, name: str) -> str | None:
    """A remembered value, e.g. the digest of the rules that the entries were chosen with."""
    return connection.execute(select(tables.setting.c.value).where(tables.setting.c.name == name)).scalar_one_or_none()


def remember(connection: Connection, name: str, value: str) -> None:
    """Remember a value for the next pass."""
    statement = insert(tables.setting).values(name=name, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"value": value}))


def _shown(row: RowMapping) -> Shown:
    changes = tuple(Change(at=_time(at), text=text, outlet=outlet) for at, text, outlet in row["changes"])
    return Shown(**{**row, "matched": tuple(row["matched"]), "changes": changes})


def _time(text: str) -> datetime:
    found = timestamps.read_back(text)
    assert found is not None
    return found
