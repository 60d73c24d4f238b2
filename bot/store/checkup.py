"""Questions that only a check-up asks: what waits too long, what is dated in the future, what belongs to nobody."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, literal_column, select

from bot.store import tables, timestamps

_story, _sighting, _cluster, _feed = tables.story.c, tables.sighting.c, tables.cluster.c, tables.feed.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The latest times that are stored."""

    seen: datetime | None  #: when a story arrived
    polled: datetime | None  #: when a feed was asked
    next_poll: datetime | None  #: when one is to be


def times(connection: Connection) -> Times:
    """The latest times that our own clock gave."""
    seen = connection.scalar(select(func.max(_story.first_seen, type_=timestamps.UtcDateTime())))
    polled = connection.scalar(select(func.max(_feed.polled_at, type_=timestamps.UtcDateTime())))
    next_poll = connection.scalar(select(func.max(_feed.next_poll_at, type_=timestamps.UtcDateTime())))
    return Times(seen=seen, polled=polled, next_poll=next_poll)


def from_the_future(connection: Connection, after: datetime) -> dict[str, int]:
    """How many stories each source dates *after* a time."""
    rows = connection.execute(
        select(_story.source, func.count()).where(_story.published > after).group_by(_story.source)
    )
    return {row[0]: row[1] for row in rows}


def unclustered(connection: Connection, before: datetime) -> int:
    """How many stories came *before* a time and still wait for a cluster; not those that wait for an embargo or their page."""
    waits_for_page = select(tables.page.c.story).where(tables.page.c.next_at.is_not(None))
    query = select(func.count()).where(
        _story.cluster.is_(None),
        _story.status == "usable",
        _story.first_seen < before,
        _story.embargo.is_(None) | (_story.embargo < before),
        _story.key.not_in(waits_for_page),
    )
    return connection.scalar(query) or 0


def of_others(connection: Connection, sources: Collection[str]) -> dict[str, int]:
    """How many entries are stored of sources that are none of these."""
    query = select(_sighting.source, func.count()).where(_sighting.source.not_in(sources)).group_by(_sighting.source)
    return {row[0]: row[1] for row in connection.execute(query)}


def empty_clusters(connection: Connection) -> int:
    """How many clusters have no story, and lead to no other cluster."""
    has_story = select(literal_column("1")).where(_story.cluster == _cluster.key).exists()
    query = select(func.count()).select_from(tables.cluster).where(_cluster.merged_into.is_(None), ~has_story)
    return connection.scalar(query) or 0


def known_clusters(connection: Connection) -> set[str]:
    """The keys of all clusters, also of those that were merged."""
    return set(connection.scalars(select(_cluster.key)))
