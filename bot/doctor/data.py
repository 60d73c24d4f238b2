"""Is the database whole, does its clock agree with ours, and does everything in it belong to something?"""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta

from bot.config import Settings
from bot.doctor.findings import Finding
from bot.errors import NewerDatabase, StoreError
from bot.store import checkup
from bot.store.backup import damages, opened
from bot.store.database import open_database

#: Clocks of machines in step differ by less.
TOLERANCE = timedelta(minutes=5)
#: The farthest that a poll is ever put off: polling.max_interval is at most 30 days, and a host may ask for more.
FARTHEST = timedelta(days=60)
#: How long a story may wait for its cluster; passes take seconds.
WAIT = timedelta(hours=1)


def database(settings: Settings) -> Iterator[Finding]:
    """Yield what is damaged in the database, or why it cannot be read."""
    where = str(settings.database)
    if not settings.database.exists():
        yield Finding("database", where, "no file", "a database", "run `storyfold once`", is_problem=False)
        return
    mend = "stop the service and restore a backup (storyfold restore)"
    try:
        with opened(settings.database) as connection:
            for damage in damages(connection):
                yield Finding("database", where, damage, "a database that is whole", mend)
        open_database(settings.database, migrate=False).close()
    except NewerDatabase as error:
        yield Finding("database", where, str(error), "a schema of this release", "install the newer release")
    except StoreError as error:
        yield Finding("database", where, str(error), "a database of this release", mend)


def clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what is dated by a clock that is not ours now, and what sources date in the future."""
    if not settings.database.exists():
        return
    try:
        with closing(open_database(settings.database, migrate=False)) as store, store.reading() as connection:
            times = checkup.times(connection)
            future = checkup.from_the_future(connection, now + timedelta(days=1))
    except StoreError:
        return  # said of the database
    for what, when in (("a story arrived", times.seen), ("a feed was asked", times.polled)):
        if when is not None and when > now + TOLERANCE:
            seen = f"{now:%Y-%m-%d %H:%M} UTC, while {what} at {when:%Y-%m-%d %H:%M}"
            yield Finding(
                "clock", "this machine", seen, "a clock that only goes forward", "set it; run ntpd or chronyd"
            )
            break
    if times.next_poll is not None and times.next_poll > now + FARTHEST:
        seen = f"a feed is to be asked at {times.next_poll:%Y-%m-%d}"
        expected = f"at most {FARTHEST.days} days from now"
        yield Finding(
            "clock", "feeds", seen, expected, "see `storyfold sources`; the clock was wrong once", is_problem=False
        )
    for source, number in sorted(future.items()):
        seen = f"{number} stories dated more than a day ahead"
        mend = "none is needed: they are sorted by when they came; tell the publisher"
        yield Finding("clock", f"source {source}", seen, "dates that have come", mend, is_problem=False)


def stories(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield what waits for too long, and what belongs to nothing."""
    if not settings.database.exists():
        return
    where = str(settings.database)
    try:
        with closing(open_database(settings.database, migrate=False)) as store, store.reading() as connection:
            waiting = checkup.unclustered(connection, now - WAIT)
            empty = checkup.empty_clusters(connection)
            others = checkup.of_others(connection, [source.name for source in settings.sources])
    except StoreError:
        return  # said of the database
    if waiting:
        seen = f"{waiting} stories that wait for a cluster for more than an hour"
        yield Finding("stories", where, seen, "none", "start the service, or see why its passes fail at /status")
    if empty:
        seen = f"{empty} clusters without a story"
        yield Finding("stories", where, seen, "none", "report it as a bug; nothing published depends on them")
    for source, number in sorted(others.items()):
        seen = f"{number} entries of it, while no source of the configuration has this name"
        mend = "if it was renamed, give it its former name back: under a new one all its entries are new"
        yield Finding("stories", f"source {source}", seen, "a source that was taken out", mend, is_problem=False)
