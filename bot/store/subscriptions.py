"""WebSub subscriptions between two passes: one that is wanted for each source at most, and those that were ended lately."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.store import tables

State = Literal["asked", "active", "denied", "failed", "ending", "ended"]
"""asked: waits for the hub. ending: the hub is to be told, ended: it was; both wait for the end of the lease."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One subscription at one hub. Token and secret are never shown."""

    token: str = field(repr=False)  #: end of the callback's URL; who knows it is the hub
    source: str  #: name of the source
    hub: str = field(repr=False)  #: URL, as advertised; it may hold a key
    topic: str = field(repr=False)  #: URL that the hub knows the feed by
    base_url: str  #: begin of the callback's URL
    secret: str | None = field(default=None, repr=False)  #: what the hub signs with; None if it was given none
    state: State
    asked_at: datetime | None = None  #: None: not yet
    next_ask_at: datetime  #: renewal, or the next attempt
    confirmed_at: datetime | None = None  #: when the hub last verified what we asked; None if never
    expires_at: datetime | None = None  #: end of the lease; None if there is none
    pushed_at: datetime | None = None  #: last push that was taken
    hinted_at: datetime | None = None  #: last push that said no more than that there is news
    failures: int = 0  #: in a row
    error: str | None = None  #: one line, of the last attempt; None if it went well

    @property
    def is_wanted(self) -> bool:
        """Whether we want its pushes."""
        return self.state not in {"ending", "ended"}

    @property
    def is_pending(self) -> bool:
        """Whether the hub has yet to verify what it was asked."""
        return self.asked_at is not None and (self.confirmed_at is None or self.confirmed_at < self.asked_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class HubFacts:
    """What may be shown of a source's subscription."""

    state: State
    next_ask_at: datetime
    expires_at: datetime | None
    pushed_at: datetime | None
    error: str | None


def subscriptions(connection: Connection) -> list[Subscription]:
    """Every subscription, those that were ended included."""
    rows = connection.execute(select(tables.subscription).order_by(tables.subscription.c.token)).mappings()
    return [Subscription(**row) for row in rows]


def save(connection: Connection, changed: Iterable[Subscription], gone: Iterable[str]) -> None:
    """Store the *changed* ones, and delete those whose tokens are *gone*."""
    table = tables.subscription
    for token in gone:
        connection.execute(delete(table).where(table.c.token == token))
    for subscription in changed:
        values = {name: getattr(subscription, name) for name in Subscription.__slots__}
        statement = insert(table).values(values)
        connection.execute(statement.on_conflict_do_update(index_elements=["token"], set_=values))


def hub_facts(connection: Connection) -> Mapping[str, HubFacts]:
    """How the subscription of each source that has one is doing, by the source's name."""
    columns = tables.subscription.c
    shown = [columns[name] for name in HubFacts.__slots__]
    is_wanted = columns.state.not_in(["ending", "ended"])
    rows = connection.execute(select(columns.source, *shown).where(is_wanted)).mappings()
    return {row["source"]: HubFacts(**{name: row[name] for name in HubFacts.__slots__}) for row in rows}
