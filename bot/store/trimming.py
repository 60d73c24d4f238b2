"""Texts of which only the beginning is kept: which are the oldest, and what is left of them. Ids and what was seen stay for ever."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, literal_column, select, update

from bot.store import repairs, tables, tombstones

_story = tables.story.c
# Written out, as the indexes hold only these.
_IS_WHOLE: ColumnElement[bool] = literal_column("story.trimmed_at IS NULL AND story.cluster IS NOT NULL")
_IS_TRIMMED: ColumnElement[bool] = literal_column("story.trimmed_at IS NOT NULL")
# The clusterer compares with these, and notices if they say something else.
_IS_REMEMBERED = exists().where(tables.remembered.c.story == _story.key)
_OLDEST = (
    select(_story.revised, _story.key, _story.cluster)
    .where(_IS_WHOLE, ~_IS_REMEMBERED)
    .order_by(_story.revised, _story.key)
)
_TRIM = (
    update(tables.story)
    .where(_story.key == bindparam("stored"))
    .values(
        text=bindparam("new_text"), html=bindparam("new_html"), facts=None, cuts=None, trimmed_at=bindparam("new_at")
    )
)


class Whole(NamedTuple):
    """A story whose text is whole."""

    revised: datetime  #: when it last said something new
    key: str
    cluster: str


class Excerpt(NamedTuple):
    """What is left of a story."""

    key: str
    text: str
    html: str


def oldest(connection: Connection, limit: int, *, before: datetime | None, behind: Whole | None) -> list[Whole]:
    """The stories whose texts are whole and that the clusterer no longer looks at, oldest first.

    Those that last said something new *before* a time, if one is given, and that come *behind* another one, if one is.
    """
    query = _OLDEST.limit(limit)
    if before is not None:
        query = query.where(_story.revised < before)
    if behind is not None:
        is_later = (_story.revised == behind.revised) & (_story.key > behind.key)
        query = query.where(_story.revised >= behind.revised, (_story.revised > behind.revised) | is_later)
    return [Whole(*row) for row in connection.execute(query)]


def trim(connection: Connection, excerpts: Sequence[Excerpt], whole: Collection[str], now: datetime) -> None:
    """Keep *excerpts* of some stories, and of those with the keys *whole* what there is; nothing of what they said before."""
    rows = [{"stored": one.key, "new_text": one.text, "new_html": one.html, "new_at": now} for one in excerpts]
    if rows:
        connection.execute(_TRIM, rows)
    for some in tables.in_portions(whole):
        connection.execute(update(tables.story).where(_story.key.in_(some)).values(trimmed_at=now))
    former = tables.revision.c
    for some in tables.in_portions([*(one.key for one in excerpts), *whole]):
        connection.execute(delete(tables.revision).where(former.story.in_(some)))


def have_written(connection: Connection, clusters: Iterable[str], topics: Iterable[str], before: str) -> None:
    """Have written without the texts: the pages of these clusters, and the archives of months *before* one that have them."""
    keys, months = sorted({*clusters}), set()
    for key in keys:
        repairs.have_page_written(connection, key)
    shown = tables.published_entry.c
    for topic in topics:
        for some in tables.in_portions(keys):
            query = select(shown.month).where(shown.topic == topic, shown.cluster.in_(some), shown.is_there.is_(True))
            months |= {(topic, month) for month in connection.scalars(query) if month < before}
    tombstones.have_archived(connection, months)


def have_months_written(connection: Connection, first: str, before: str) -> None:
    """Have the archives of these months written again, of all topics: from the *first* on, and *before* another."""
    months = tables.archive.c
    connection.execute(update(tables.archive).where(months.month >= first, months.month < before).values(is_due=True))


def trimmed(connection: Connection, clusters: Sequence[str]) -> set[str]:
    """Those of these clusters that have a story of which only the beginning is kept."""
    return set(connection.scalars(select(_story.cluster).where(_IS_TRIMMED, _story.cluster.in_(clusters)).distinct()))


def size(connection: Connection) -> int:
    """Bytes of the database that hold something: free pages in it are filled again before it grows."""
    pages, free, of_page = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * of_page)
