"""Digests: which were made, what each told of, and who got it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store import outgoing, repairs, timestamps

_digest, _told, _sent = outgoing.digest.c, outgoing.digest_told.c, outgoing.digest_sent.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A digest as it was made."""

    topic: str  #: slug
    day: str  #: in the time zone of the site: 2026-03-02
    at: datetime  #: when it was due
    subject: str  #: "": there was nothing to tell
    plain: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A digest for somebody who did not get it yet."""

    topic: str  #: slug
    day: str
    recipient: str  #: as configured
    attempts: int  #: that failed
    error: str | None  #: one line, of the last attempt; None before the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What is still to be mailed, and what never was."""

    letters: int
    error: str | None  #: one line, of the last attempt that failed of those; None if none did


def last(connection: Connection, topic: str, now: datetime) -> Made | None:
    """Return the digest of a topic that was made last; None before the first.

    One that is not due yet was made by a clock that was ahead: it counts from its own time on, what it told counts at once.
    """
    query = select(outgoing.digest).where(_digest.topic == topic, _digest.at <= now)
    query = query.order_by(_digest.day.desc()).limit(1)
    row = connection.execute(query).mappings().first()
    return None if row is None else Made(**row)


def find(connection: Connection, topic: str, day: str) -> Made | None:
    """Return the digest that was made for a day; None if there is none."""
    query = select(outgoing.digest).where(_digest.topic == topic, _digest.day == day)
    row = connection.execute(query).mappings().first()
    return None if row is None else Made(**row)


def days(connection: Connection, topic: str) -> list[str]:
    """Return the days for which there are digests of a topic, the first one first."""
    return list(connection.scalars(select(_digest.day).where(_digest.topic == topic).order_by(_digest.day)))


def forget_undelivered(connection: Connection, topic: str) -> None:
    """Forget what digests told of that nobody got: it is to be told again."""
    wanted = select(_sent.day).where(_sent.topic == topic)
    got = select(_sent.day).where(_sent.topic == topic, _sent.sent_at.is_not(None))
    connection.execute(
        delete(outgoing.digest_told).where(_told.topic == topic, _told.day.in_(wanted), _told.day.not_in(got))
    )


def told(connection: Connection, topic: str) -> dict[str, datetime]:
    """Return the clusters that digests of a topic told of, and of which of their changes: those until that time.

    Clusters that became part of others have told of these.
    """
    until = func.max(_told.until, type_=timestamps.UtcDateTime())
    rows = connection.execute(select(_told.cluster, until).where(_told.topic == topic).group_by(_told.cluster))
    found: dict[str, datetime] = {row[0]: row[1] for row in rows}
    newly: Iterable[str] = sorted(found)
    while into := repairs.merged_into(connection, newly):
        newly = sorted({*into.values()} - found.keys())
        for key, other in sorted(into.items()):
            found[other] = max(found[key], found.get(other, found[key]))
    return found


def make(connection: Connection, made: Made, tells: Mapping[str, datetime], recipients: Sequence[str]) -> int:
    """Store a digest, what it *tells* of, and who is to get it now; return how many never got one before it."""
    connection.execute(insert(outgoing.digest).values({name: getattr(made, name) for name in Made.__slots__}))
    rows = [
        {"topic": made.topic, "cluster": key, "day": made.day, "until": until} for key, until in sorted(tells.items())
    ]
    if rows:
        connection.execute(insert(outgoing.digest_told), rows)
    given_up = update(outgoing.digest_sent).where(_sent.topic == made.topic, _sent.next_at.is_not(None))
    found = connection.execute(given_up.values(next_at=None)).rowcount
    letters = [
        {"topic": made.topic, "day": made.day, "recipient": one, "next_at": made.at, "attempts": 0}
        for one in dict.fromkeys(recipients)
    ]
    if letters:
        connection.execute(insert(outgoing.digest_sent), letters)
    return found


def due(connection: Connection, now: datetime, longest_pause: timedelta, most: int) -> list[Letter]:
    """Return what is to be mailed *now*, topic by topic; at most so much.

    What is to wait for longer than the *longest_pause* was told so by a clock that was set back since.
    """
    query = select(outgoing.digest_sent).where(or_(_sent.next_at <= now, _sent.next_at > now + longest_pause))
    rows = connection.execute(query.order_by(_sent.next_at, _sent.topic, _sent.recipient).limit(most)).mappings()
    return [Letter(**{name: row[name] for name in Letter.__slots__}) for row in rows]


def sent(connection: Connection, letter: Letter, now: datetime) -> None:
    """Say that the server took it."""
    _set(connection, letter, next_at=None, sent_at=now, error=None)


def failed(connection: Connection, letter: Letter, error: str, next_at: datetime | None) -> None:
    """Say that the server did not take it, and when it is tried again; None: it is given up."""
    _set(connection, letter, next_at=next_at, attempts=letter.attempts + 1, error=error)


def leave_alone(connection: Connection, until: datetime) -> None:
    """Put off whatever is to be mailed before that."""
    connection.execute(update(outgoing.digest_sent).where(_sent.next_at < until).values(next_at=until))


def again(connection: Connection, topic: str, day: str, now: datetime) -> int:
    """Have a digest mailed *now* to those who did not get it; return how many they are."""
    missing = (_sent.topic == topic, _sent.day == day, _sent.sent_at.is_(None))
    return connection.execute(update(outgoing.digest_sent).where(*missing).values(next_at=now)).rowcount


def missing(connection: Connection, topic: str, day: str) -> tuple[int, str | None]:
    """Return how many did not get a digest that they are to get, and why one of them did not."""
    who = (_sent.topic == topic, _sent.day == day, _sent.sent_at.is_(None))
    number, error = connection.execute(select(func.count(), func.max(_sent.error)).where(*who)).one()
    return number, error


def prune(connection: Connection, topic: str, day: str) -> None:
    """Forget the digests of a topic from before a day."""
    for table in (outgoing.digest, outgoing.digest_told, outgoing.digest_sent):
        connection.execute(delete(table).where(table.c.topic == topic, table.c.day < day))


def unsent(connection: Connection) -> Unsent:
    """Return what is still to be mailed, and why what was tried last was not."""
    waiting = connection.scalar(select(func.count()).where(_sent.next_at.is_not(None))) or 0
    newest = select(_sent.topic, func.max(_sent.day).label("day")).group_by(_sent.topic).subquery()
    failing = (
        select(_sent.error)
        .join(newest, (newest.c.topic == _sent.topic) & (newest.c.day == _sent.day))
        .where(_sent.error.is_not(None))
        .order_by(_sent.next_at.desc(), _sent.topic, _sent.recipient)
    )
    return Unsent(letters=waiting, error=connection.scalar(failing.limit(1)))


def _set(connection: Connection, letter: Letter, **values: object) -> None:
    which = (_sent.topic == letter.topic, _sent.day == letter.day, _sent.recipient == letter.recipient)
    connection.execute(update(outgoing.digest_sent).where(*which).values(**values))
