"""What the database knows about how the sources are doing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, func, select

from bot.store import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """How one source has been doing so far."""

    entries: int = 0  #: entries it has delivered
    last_read: datetime | None = None  #: last time it was read without an error; None if never
    next_read: datetime | None = None  #: when it is polled again; None for a folder
    error: str | None = None  #: one line, of the last attempt; None if that went well


def facts(connection: Connection) -> Mapping[str, SourceFacts]:
    """How every source that was ever read is doing, by its name."""
    sighting, file, feed = tables.sighting.c, tables.file.c, tables.feed.c
    found: dict[str, SourceFacts] = {}
    newest_read = func.max(file.read_at, type_=tables.UtcDateTime())
    for source, last_read in connection.execute(
        select(file.source, newest_read).where(file.error.is_(None)).group_by(file.source)
    ):
        found[source] = SourceFacts(last_read=last_read)
    # Ascending, so that the error that stays is that of the file that failed last.
    for source, error in connection.execute(
        select(file.source, file.error).where(file.error.is_not(None)).order_by(file.read_at, file.path)
    ):
        found[source] = replace(found.get(source, SourceFacts()), error=error)
    for source, read_at, next_poll_at, error in connection.execute(
        select(feed.source, feed.read_at, feed.next_poll_at, feed.error)
    ):
        found[source] = SourceFacts(last_read=read_at, next_read=next_poll_at, error=error)
    for source, entries in connection.execute(select(sighting.source, func.count()).group_by(sighting.source)):
        found[source] = replace(found.get(source, SourceFacts()), entries=entries)
    return found
