"""What is known about feeds between two passes: validators, next polls, and which hosts asked for a pause."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.model import Identity
from bot.store import tables, timestamps
from bot.store.bulk import Insert


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """One feed between two polls."""

    url: str  #: the validators belong to this URL only
    etag: str | None = None  #: verbatim
    last_modified: str | None = None  #: verbatim
    polled_at: datetime | None = None  #: None if never
    read_at: datetime | None = None  #: last poll that went well; None if none
    next_poll_at: datetime | None = None  #: None: at once
    because: str | None = None  #: why then, for people
    failures: int = 0  #: in a row
    error: str | None = None  #: of the last poll; None if it went well
    validated_url: str | None = None  #: the URL that issued the validators
    moved_to: str | None = None  #: asked in place of `url`: a permanent redirect, proven
    moving_to: str | None = None  #: where a permanent redirect leads that is not proven yet
    moving_since: datetime | None = None  #: when it was first seen
    moving_polls: int = 0  #: how often it was seen in a row
    gone_since: datetime | None = None  #: first 410 (Gone) in a row
    body_digest: str | None = None  #: SHA-256, hex, of the last document that was read
    changed_at: datetime | None = None  #: last poll that brought a new or changed entry
    pace_s: float | None = None  #: seconds between two changes, as learned
    wishes: Mapping[str, Any] | None = None  #: what the last document says about polling, as `polling.Wishes` writes it
    title: str | None = None  #: what the feed calls itself
    home: str | None = None  #: URL of its site
    identity: Identity | None = None  #: what tells its entries apart; None before the first document
    identity_because: str | None = None  #: why, for people
    polls: int = 0  #: how often it was asked
    unchanged: int = 0  #: how many of the answers brought nothing
    failed: int = 0  #: how many polls failed
    hub: str | None = None  #: its WebSub hub
    topic: str | None = None  #: what the hub knows it by
    answered_in_s: float | None = None  #: how many seconds its last answer took; None if that is not known


_of_state = attrgetter(*FeedState.__slots__)
_SAVE_FEEDS = Insert(tables.feed, ("source", *FeedState.__slots__), replace_by="source")


def feed_states(connection: Connection) -> dict[str, FeedState]:
    """Every feed that was ever polled, by the name of its source."""
    names = FeedState.__slots__
    columns = tables.feed.c
    rows = connection.execute(select(columns.source, *(columns[name] for name in names)))
    return {source: FeedState(**dict(zip(names, values, strict=True))) for source, *values in rows}


class Named(NamedTuple):
    """What a feed calls itself, and where it is."""

    url: str  #: as it was asked for, without user and password
    moved_to: str | None
    title: str | None
    home: str | None


def names(connection: Connection) -> dict[str, Named]:
    """What every feed that was ever polled calls itself, by the name of its source."""
    columns = tables.feed.c
    rows = connection.execute(select(columns.source, *(columns[name] for name in Named._fields)))
    return {source: Named(*values) for source, *values in rows}


def save_feed(connection: Connection, source: str, state: FeedState) -> None:
    """Store a feed's state; in one transaction with the stories of the poll, so that validators never run ahead of them."""
    save_feeds(connection, {source: state})


def save_feeds(connection: Connection, states: Mapping[str, FeedState]) -> None:
    """Store the states of feeds, by the names of their sources, as `save_feed` does."""
    _SAVE_FEEDS.run(connection, [(source, *map(_as_stored, _of_state(state))) for source, state in states.items()])


def _as_stored(value: Any) -> Any:
    match value:
        case datetime():
            return timestamps.written(value)
        case Mapping():
            return json.dumps(value)
        case _:
            return value


def pauses(connection: Connection) -> dict[str, datetime]:
    """Every host that asked to be left alone, and until when; some of these times may have passed."""
    rows = connection.execute(select(tables.host.c.host, tables.host.c.not_before))
    return {row.host: row.not_before for row in rows}


def save_pause(connection: Connection, host: str, not_before: datetime, because: str) -> None:
    """Store until when a host wants to be left alone; a longer pause that it asked for before stays."""
    columns = tables.host.c
    values = {"not_before": not_before, "because": because}
    statement = insert(tables.host).values(host=host, **values)
    is_longer = columns.not_before < not_before
    connection.execute(statement.on_conflict_do_update(index_elements=["host"], set_=values, where=is_longer))


def clear_pauses(connection: Connection, now: datetime, longest: timedelta) -> None:
    """Forget the pauses that have ended, and those longer than any: a clock that was wrong set them."""
    until = tables.host.c.not_before
    connection.execute(delete(tables.host).where((until <= now) | (until > now + longest)))
