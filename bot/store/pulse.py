"""How much comes, how soon, and what waits: figures for the status page, cheap enough to be asked every minute."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, func, literal_column, select, text

from bot.store import tables, timestamps, trimming

#: Over how many hours stories are counted, and how long they took; the last hour is the one that is not over.
HOURS: Final = 48
DAY: Final = timedelta(days=1)
#: A story that claims to be older came out of an archive: how long it took says nothing.
OLDEST: Final = timedelta(days=2)
_MOST = 20_000  # stories whose delays are looked at, the newest

# The index has all that it takes.
_BY_HOUR = text("SELECT substr(first_seen, 1, 13), count(*) FROM story WHERE first_seen >= :since GROUP BY 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Queues:
    """What waits, in rows of the database."""

    clustering: int  #: stories without a cluster; with those under an embargo
    pages: int  #: clusters whose pages are to be written
    texts: int  #: stories whose text is to be taken from their page


@dataclass(frozen=True, slots=True, kw_only=True)
class Pulse:
    """What came of late."""

    hours: tuple[int, ...]  #: stories by hour (UTC), the oldest first
    delays: tuple[float, ...]  #: seconds from a story's own time to its arrival, of the last day's, ascending
    queues: Queues
    size: int  #: bytes of the database that hold something


def pulse(connection: Connection, now: datetime) -> Pulse:
    """Look at what came until *now*."""
    story, cluster, page = tables.story.c, tables.cluster.c, tables.page.c
    hour = now.replace(minute=0, second=0, microsecond=0)
    names = [timestamps.written(hour - timedelta(hours=ago)) or "" for ago in reversed(range(HOURS))]
    found = {row[0]: row[1] for row in connection.execute(_BY_HOUR, {"since": names[0]})}
    newest = (
        select(story.first_seen, story.published)
        .where(story.first_seen >= now - DAY, story.published.is_not(None))
        .order_by(story.first_seen.desc())
        .limit(_MOST)
    )
    gaps = (seen - published for seen, published in connection.execute(newest))
    return Pulse(
        hours=tuple(found.get(name[:13], 0) for name in names),
        delays=tuple(sorted(gap.total_seconds() for gap in gaps if timedelta(0) <= gap <= OLDEST)),
        queues=Queues(
            clustering=connection.scalar(select(func.count()).where(story.cluster.is_(None))) or 0,
            pages=connection.scalar(select(func.count()).where(cluster.page_due == literal_column("1"))) or 0,
            texts=connection.scalar(select(func.count()).where(page.next_at.is_not(None))) or 0,
        ),
        size=trimming.size(connection),
    )
