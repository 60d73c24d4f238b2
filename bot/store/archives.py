"""Months that topics showed entries in, and which of them are over and to be written anew."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, literal_column, select
from sqlalchemy.dialects.sqlite import insert

from bot.store import tables, topics
from bot.store.tombstones import month_of
from bot.store.topics import Shown

_archive, _shown, _entry = tables.archive.c, tables.published_entry.c, tables.topic_entry.c
# Written out, as the index holds only these.
_IS_DUE = _archive.is_due == literal_column("1")


class Month(NamedTuple):
    """A month of a topic that is over."""

    name: str  #: 2026-03
    entries: int  #: that the topic showed and still lets in
    documents: int  #: that it was last written as
    is_due: bool  #: an entry came, changed or went since
    stamp: str | None  #: of what they say beside the entries; None: it was not written yet


class Written(NamedTuple):
    """A month whose documents are there as they have to be."""

    topic: str
    month: str
    documents: int
    stamp: str


def months(connection: Connection, topic: str, now: datetime) -> list[Month]:
    """The months of a topic that are over *now*, oldest first."""
    there = (_shown.topic == _archive.topic) & (_shown.month == _archive.month) & _shown.is_there.is_(True)
    entries = select(func.count()).select_from(tables.published_entry).where(there).scalar_subquery()
    query = select(_archive.month, entries, _archive.documents, _archive.is_due, _archive.stamp)
    rows = connection.execute(
        query.where(_archive.topic == topic, _archive.month < month_of(now)).order_by(_archive.month)
    )
    return [Month(*row) for row in rows]


def entries(connection: Connection, topic: str, month: str) -> list[Shown]:
    """What a topic ever showed of a month, and still lets in, whether or not there is room for it; oldest first."""
    of_month = (_shown.topic == topic, _shown.month == month, _shown.is_there.is_(True))
    same = (_entry.topic == _shown.topic) & (_entry.cluster == _shown.cluster)
    keys = select(_entry.cluster).select_from(tables.published_entry).join(tables.topic_entry, same).where(*of_month)
    found: list[Shown] = []
    for some in tables.in_portions(connection.scalars(keys)):
        mine = topics.shown(connection, some)
        found += [one for (slug, _), one in mine.items() if slug == topic and not one.withdrawn]
    return sorted(found, key=lambda one: (one.published, one.cluster))


def due(connection: Connection, now: datetime) -> list[str]:
    """Topics that have months that are over *now* and are to be written; each once, sorted."""
    # Without DISTINCT, for which SQLite would read the whole table.
    query = select(_archive.topic).where(_IS_DUE, _archive.month < month_of(now))
    return sorted({*connection.scalars(query)})


def mark_written(connection: Connection, written: Iterable[Written]) -> None:
    """Say that the documents of months are there."""
    rows = [{**one._asdict(), "is_due": False} for one in written]
    if rows:
        statement = insert(tables.archive)
        values = {name: statement.excluded[name] for name in ("is_due", "documents", "stamp")}
        connection.execute(statement.on_conflict_do_update(index_elements=["topic", "month"], set_=values), rows)
