"""What each topic shows: one row for every cluster that its rules let in, and which rules those were."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, func, select
from sqlalchemy.dialects.sqlite import insert

from bot.store import tables


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


def shown(connection: Connection, clusters: Sequence[str]) -> dict[tuple[str, str], Shown]:
    """How topics show these clusters or once did, by (topic, cluster)."""
    rows = connection.execute(select(tables.topic_entry).where(tables.topic_entry.c.cluster.in_(clusters))).mappings()
    return {(row["topic"], row["cluster"]): _shown(row) for row in rows}


def newest(connection: Connection, topic: str, limit: int) -> list[Shown]:
    """The entries of a topic, newest first, at most *limit*."""
    columns = tables.topic_entry.c
    rows = connection.execute(
        select(tables.topic_entry)
        .where(columns.topic == topic, columns.withdrawn.is_(False))
        .order_by(columns.updated.desc(), columns.cluster)
        .limit(limit)
    ).mappings()
    return [_shown(row) for row in rows]


def show(connection: Connection, entries: Iterable[Shown]) -> None:
    """Store how topics show clusters from now on."""
    for entry in entries:
        values = {name: getattr(entry, name) for name in Shown.__slots__} | {"matched": list(entry.matched)}
        statement = insert(tables.topic_entry).values(**values)
        connection.execute(statement.on_conflict_do_update(index_elements=["topic", "cluster"], set_=values))


def facts(connection: Connection) -> dict[str, tuple[int, datetime]]:
    """How many clusters each topic lets in, and when it last changed, by its slug."""
    columns = tables.topic_entry.c
    newest = func.max(columns.updated, type_=tables.UtcDateTime())
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
    return Shown(**{**row, "matched": tuple(row["matched"])})
