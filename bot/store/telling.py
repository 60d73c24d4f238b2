"""Hubs that are still to be told of news: one row for each hub and feed, whatever came since it was last told.

A row is there before the feed's file is, so that a kill loses none, and is ready once it is, so that no hub finds the former file.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Delete, Update, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.sqlite import insert

from bot.store import outgoing, tables, timestamps

_ping = outgoing.ping.c

#: So much later than now is no time that was right. Arbitrary.
SET_BACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """A hub that is to be told of a feed."""

    hub: str = field(repr=False)  #: URL; it may hold a key
    feed: str  #: path in the public directory
    number: int  #: of the last change
    since: datetime  #: of the first change
    next_at: datetime
    attempts: int = 0  #: that failed, in a row
    error: str | None = None  #: one line, of the last attempt; None before the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What hubs are still to be told."""

    pings: int
    oldest: datetime | None  #: when the first of them came; None if there are none
    error: str | None  #: one line, of the attempt that is tried again last; None if none failed


def announce(connection: Connection, hubs: Iterable[str], feeds: Sequence[str], now: datetime) -> None:
    """Say that these feeds are about to change: each hub is to be told, once `release` says that they are in place."""
    rows = [
        {"hub": hub, "feed": feed, "number": 1, "is_ready": False, "since": now, "next_at": now, "attempts": 0}
        for hub in dict.fromkeys(hubs)
        for feed in feeds
    ]
    if not rows:
        return
    # A hub that is left alone for a while stays so: how long depends on it, not on the news.
    changed = {"number": _ping.number + 1, "is_ready": False}
    connection.execute(insert(outgoing.ping).on_conflict_do_update(index_elements=["hub", "feed"], set_=changed), rows)


def are_announced(connection: Connection) -> bool:
    """Tell whether there are feeds that were about to change."""
    return connection.execute(select(_ping.feed).where(_ping.is_ready.is_(False)).limit(1)).first() is not None


def release(connection: Connection) -> None:
    """Say that all feeds that were about to change are in place."""
    connection.execute(update(outgoing.ping).where(_ping.is_ready.is_(False)).values(is_ready=True))


def due(connection: Connection, hub: str, now: datetime, most: int) -> list[Ping]:
    """Return what a hub is to be told *now*, those that wait the longest first; at most so many.

    What changed later than now was dated by a clock that was set back since: for that time nobody waits.
    """
    is_due = or_(_ping.next_at <= now, _ping.since > now + SET_BACK)
    query = select(outgoing.ping).where(_ping.hub == hub, _ping.is_ready.is_(True), is_due)
    rows = connection.execute(query.order_by(_ping.next_at, _ping.feed).limit(most)).mappings()
    return [Ping(**{name: row[name] for name in Ping.__slots__}) for row in rows]


def settle(connection: Connection, pings: Iterable[Ping], now: datetime) -> None:
    """Say that a hub took these, or that they are given up; what changed in the meantime waits for its turn anew."""
    for one in pings:
        connection.execute(_same(delete(outgoing.ping), one).where(_ping.number == one.number))
        connection.execute(_same(update(outgoing.ping), one).values(since=now, next_at=now, attempts=0, error=None))


def failed(connection: Connection, one: Ping, error: str, now: datetime, next_at: datetime) -> None:
    """Say that a hub did not take it, and when it is tried again."""
    since = min(one.since, now)
    connection.execute(
        _same(update(outgoing.ping), one).values(attempts=one.attempts + 1, error=error, since=since, next_at=next_at)
    )


def leave_alone(connection: Connection, hub: str, until: datetime) -> None:
    """Put off whatever a hub is to be told before that."""
    connection.execute(update(outgoing.ping).where(_ping.hub == hub, _ping.next_at < until).values(next_at=until))


def keep_only(connection: Connection, hubs: Collection[str], feeds: Collection[str]) -> None:
    """Forget what was to be told to other hubs than these, or of other feeds."""
    rows = [(row[0], row[1]) for row in connection.execute(select(_ping.hub, _ping.feed))]
    gone = [row for row in rows if row[0] not in hubs or row[1] not in feeds]
    for some in tables.in_portions(gone):
        connection.execute(delete(outgoing.ping).where(tuple_(_ping.hub, _ping.feed).in_(some)))


def waiting(connection: Connection) -> Waiting:
    """Return what hubs are still to be told."""
    oldest = func.min(_ping.since, type_=timestamps.UtcDateTime())
    number, since = connection.execute(select(func.count(), oldest).select_from(outgoing.ping)).one()
    failing = select(_ping.error).where(_ping.error.is_not(None)).order_by(_ping.next_at.desc(), _ping.feed)
    return Waiting(pings=number, oldest=since, error=connection.scalar(failing.limit(1)))


def _same(statement: Delete | Update, one: Ping) -> Any:
    return statement.where(_ping.hub == one.hub, _ping.feed == one.feed)
