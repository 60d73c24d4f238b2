"""What the database knows about how the sources are doing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text

from bot.store import tables, timestamps
from bot.store.subscriptions import HubFacts, hub_facts

#: Over how many days (UTC, the last one is today) entries are counted by day.
DAYS = 7

# A sighting is a duplicate where its cluster had been seen in another source before. In a cluster, that is every sighting
# of another source than the one that was first, and what that one brought after the second came. Clusters that only one
# source has are most; they are left out by the first, grouped, walk along the index of clusters. `first` is a time, 27
# characters of fixed width, and the source.
_DUPLICATES = text("""
    WITH shared AS MATERIALIZED (
        SELECT story.cluster AS cluster, min(sighting.seen || sighting.source) AS first
        FROM story JOIN sighting ON sighting.story = story.key
        WHERE story.cluster IS NOT NULL
        GROUP BY story.cluster
        HAVING min(sighting.source) <> max(sighting.source)
    )
    SELECT sighting.source, count(*)
    FROM shared JOIN story ON story.cluster = shared.cluster JOIN sighting ON sighting.story = story.key
    WHERE sighting.seen > substr(shared.first, 1, 27) AND (
        sighting.source <> substr(shared.first, 28)
        OR sighting.seen > (
            SELECT min(other.seen)
            FROM story AS its JOIN sighting AS other ON other.story = its.key
            WHERE its.cluster = shared.cluster AND other.source <> sighting.source
        )
    )
    GROUP BY sighting.source
""")

# The + keeps SQLite from walking an index by source, with a look into the table for each row: one walk is faster.
_NEW = text("""
    SELECT source, substr(seen, 1, 10), count(*) FROM sighting WHERE seen >= :since GROUP BY +source, substr(seen, 1, 10)
""").bindparams(bindparam("since", type_=timestamps.UtcDateTime()))

# Columns of the table `feed` that are facts under their own name.
_OF_FEED = (
    "because",
    "failures",
    "error",
    "moved_to",
    "gone_since",
    "home",
    "identity",
    "identity_because",
    "polls",
    "unchanged",
    "failed",
    "hub",
    "answered_in_s",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """How one source has been doing so far."""

    entries: int = 0  #: entries it has delivered
    duplicates: int = 0  #: of those, entries whose event another source had reported before
    new: Mapping[date, int] = field(default_factory=dict)  #: entries that were new on a day (UTC), of the last `DAYS`
    last_read: datetime | None = None  #: last time it was read without an error; None if never
    changed: datetime | None = None  #: last time a feed brought something new; None if never, and for a folder
    next_read: datetime | None = None  #: when it is polled again; None for a folder
    error: str | None = None  #: one line, of the last attempt; None if that went well
    because: str | None = None  #: why it is polled next when it is, for people
    failures: int = 0  #: in a row
    polls: int = 0  #: how often it was asked
    unchanged: int = 0  #: how many answers brought nothing
    failed: int = 0  #: how many polls failed
    moved_to: str | None = None  #: where a permanent redirect, proven, leads
    gone_since: datetime | None = None  #: first answer in a row that the feed is gone for good
    home: str | None = None  #: URL of the site that a feed is of
    identity: str | None = None  #: what tells its entries apart; None for a folder, and before the first document
    identity_because: str | None = None  #: why, for people
    hub: str | None = None  #: its WebSub hub; None if it has none
    push: HubFacts | None = None  #: its subscription there; None if there is none
    answered_in_s: float | None = (
        None  #: how many seconds its last answer took; None for a folder, and if it is not known
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A host that asked to be left alone."""

    until: datetime
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What has to be counted in all sightings; half a second of work for half a million of them."""

    entries: Mapping[str, int]  #: by source
    duplicates: Mapping[str, int]
    new: Mapping[str, Mapping[date, int]]


def facts(connection: Connection, counts: Counts) -> dict[str, SourceFacts]:
    """How every source that was ever read is doing, by its name."""
    found = _of_files(connection) | _of_feeds(connection)
    for source, entries in counts.entries.items():
        found[source] = replace(
            found.get(source, SourceFacts()),
            entries=entries,
            duplicates=counts.duplicates.get(source, 0),
            new=counts.new.get(source, {}),
        )
    return found


def count(connection: Connection, now: datetime) -> Counts:
    """Count the entries of every source; those of the last days up to *now* by day."""
    sighting = tables.sighting.c
    entries = connection.execute(select(sighting.source, func.count()).group_by(sighting.source))
    since = datetime.combine(days(now)[0], time.min, now.tzinfo)
    new: dict[str, dict[date, int]] = {}
    for source, day, number in connection.execute(_NEW, {"since": since}):
        new.setdefault(source, {})[date.fromisoformat(day)] = number
    duplicates = connection.execute(_DUPLICATES)
    return Counts(
        entries={row[0]: row[1] for row in entries},
        duplicates={row[0]: row[1] for row in duplicates},
        new=new,
    )


def days(now: datetime) -> list[date]:
    """Return the days that new entries are counted on, the oldest first."""
    return [(now - timedelta(days=ago)).date() for ago in reversed(range(DAYS))]


def pauses(connection: Connection, now: datetime) -> dict[str, Pause]:
    """Hosts that want no request at *now*, by `name`, or `name:port` where the port is unusual."""
    columns = tables.host.c
    rows = connection.execute(select(columns.host, columns.not_before, columns.because).where(columns.not_before > now))
    return {row.host: Pause(until=row.not_before, because=row.because) for row in rows}


def homes(connection: Connection) -> dict[str, str]:
    """What feeds say that their sites are, by source."""
    columns = tables.feed.c
    rows = connection.execute(select(columns.source, columns.home).where(columns.home.is_not(None)))
    return {row.source: row.home for row in rows}


def _of_files(connection: Connection) -> dict[str, SourceFacts]:
    file = tables.file.c
    found: dict[str, SourceFacts] = {}
    newest_read = func.max(file.read_at, type_=timestamps.UtcDateTime())
    for source, last_read in connection.execute(
        select(file.source, newest_read).where(file.error.is_(None)).group_by(file.source)
    ):
        found[source] = SourceFacts(last_read=last_read)
    # Ascending, so that the error that stays is that of the file that failed last.
    for source, error in connection.execute(
        select(file.source, file.error).where(file.error.is_not(None)).order_by(file.read_at, file.path)
    ):
        found[source] = replace(found.get(source, SourceFacts()), error=error)
    return found


def _of_feeds(connection: Connection) -> dict[str, SourceFacts]:
    pushes = hub_facts(connection)
    found: dict[str, SourceFacts] = {}
    for row in connection.execute(select(tables.feed)).mappings():
        same: dict[str, Any] = {name: row[name] for name in _OF_FEED}
        source = row["source"]
        found[source] = SourceFacts(
            last_read=row["read_at"],
            changed=row["changed_at"],
            next_read=row["next_poll_at"],
            push=pushes.get(source),
            **same,
        )
    return found
