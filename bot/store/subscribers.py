"""Who may read private topics: people and programs by name, each with a token of which only the digest is kept."""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from bot.store import tables, timestamps

_TOKEN_BYTES = 20  # 160 bits
_subscriber = tables.subscriber.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody who was given a token. The token itself is nowhere."""

    name: str
    topics: tuple[str, ...] | None  #: slugs that they may read; None: every private one
    made_at: datetime  #: the token
    revoked_at: datetime | None = None  #: None: it holds
    last_used_on: date | None = None  #: in UTC; None: never


def new_token() -> str:
    """Return a token that nobody can guess: letters and digits that need no escape in a URL, in XML or in JSON."""
    return secrets.token_hex(_TOKEN_BYTES)


def digest(token: str) -> str:
    """Return what is kept of a token.

    One fast hash is enough. Slow and salted ones make it dear to try the few passwords that people think of; here are 2^160
    random tokens to try, which no speed gets through, and no two subscribers have the same.
    """
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()


def add(connection: Connection, name: str, topics: Sequence[str] | None, token: str, now: datetime) -> bool:
    """Let whoever has *token* read these topics, or all private ones, from *now* on; False if the name is taken."""
    if _row(connection, name) is not None:
        return False
    values = {"name": name, "digest": digest(token), "topics": None if topics is None else list(topics), "made_at": now}
    connection.execute(insert(tables.subscriber).values(values))
    return True


def renew(connection: Connection, name: str, token: str, now: datetime) -> bool:
    """Give a subscriber another token, which ends the former one and any revocation; False if there is none of the name."""
    values = {"digest": digest(token), "made_at": now, "revoked_at": None, "last_used_on": None}
    return _change(connection, name, values)


def revoke(connection: Connection, name: str, now: datetime) -> bool:
    """End a subscriber's token; when it ended before, it did then. False if there is none of the name."""
    return _change(connection, name, {"revoked_at": func.coalesce(_subscriber.revoked_at, timestamps.written(now))})


def rename(connection: Connection, old: str, slug: str) -> None:
    """Let whoever may read a topic read it under its new slug, and nothing that gets its old one later."""
    rows = connection.execute(select(_subscriber.name, _subscriber.topics).where(_subscriber.topics.is_not(None))).all()
    for name, topics in rows:
        if old in topics:
            renamed = list(dict.fromkeys(slug if topic == old else topic for topic in topics))
            _change(connection, name, {"topics": renamed})


def mark_used(connection: Connection, days: Iterable[tuple[str, date]]) -> None:
    """Say by digest of the token on which day it was last used."""
    for of_token, day in days:
        # Of the token, not of the name: it may have been renewed meanwhile.
        mine = update(tables.subscriber).where(_subscriber.digest == of_token)
        connection.execute(mine.values(last_used_on=day.isoformat()))


def with_token(connection: Connection, token: str) -> Subscriber | None:
    """Return whose token it is; None if nobody's (any more).

    It is looked up by its digest, so that the time that takes says nothing of the tokens that there are.
    """
    holds = (_subscriber.digest == digest(token)) & _subscriber.revoked_at.is_(None)
    row = connection.execute(select(tables.subscriber).where(holds)).mappings().one_or_none()
    return None if row is None else _subscriber_of(row)


def everybody(connection: Connection) -> list[Subscriber]:
    """All who were ever given a token, by name."""
    rows = connection.execute(select(tables.subscriber).order_by(_subscriber.name)).mappings()
    return [_subscriber_of(row) for row in rows]


def named(connection: Connection, name: str) -> Subscriber | None:
    """Return the subscriber of this name, if there is one."""
    row = _row(connection, name)
    return None if row is None else _subscriber_of(row)


def _row(connection: Connection, name: str) -> RowMapping | None:
    return connection.execute(select(tables.subscriber).where(_subscriber.name == name)).mappings().one_or_none()


def _change(connection: Connection, name: str, values: dict[str, Any]) -> bool:
    changed = update(tables.subscriber).where(_subscriber.name == name).values(values)
    return connection.execute(changed).rowcount == 1


def _subscriber_of(row: RowMapping) -> Subscriber:
    topics, day = row["topics"], row["last_used_on"]
    return Subscriber(
        name=row["name"],
        topics=None if topics is None else tuple(topics),
        made_at=row["made_at"],
        revoked_at=row["revoked_at"],
        last_used_on=None if day is None else date.fromisoformat(day),
    )
