"""What the clusterer remembers of the stories in its window: kept with the decisions about them, read when it starts again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, literal_column, select, update

from bot.model import Story
from bot.store import tables, timestamps
from bot.store.bulk import Insert
from bot.store.stories import story_of

_decision, _remembered, _story = tables.decision.c, tables.remembered.c, tables.story.c
_INSERT = Insert(tables.remembered, ["number", "story", "packed", "is_due"], replace_by="story")
# A statement as text, as a window has a hundred thousand rows. `first` is in the order of arrival: a story's first decision.
_SINCE = """
    SELECT story.key, story.cluster, story.copy, story.first_seen, story.published, story.status, remembered.packed,
        EXISTS (SELECT 1 FROM cluster WHERE cluster.key = story.key)
    FROM decision AS came JOIN story ON story.key = came.story LEFT JOIN remembered ON remembered.story = came.story
    WHERE came.number >= (
        SELECT min(decision.number) FROM decision JOIN story ON story.key = decision.story WHERE story.first_seen >= ?
    ) AND came.number = (SELECT min(number) FROM decision WHERE decision.story = came.story)
    ORDER BY came.number
"""


class Remembered(NamedTuple):
    """A story of the window: where it is, when it came, and what the clusterer kept of its text."""

    story: str  #: key
    cluster: str
    copy: str
    first_seen: datetime
    published: datetime | None
    status: str
    packed: bytes | None  #: None where nothing was kept: it was clustered by a former release
    has_founded: bool  #: it founded a cluster: the one that it is in, or one that was merged


def keep(connection: Connection, packed: Mapping[str, bytes], oldest: Sequence[str]) -> None:
    """Keep what the clusterer remembers of these stories, by key, as they are now; drop what came before all the *oldest*."""
    rows = []
    for some in tables.in_portions(packed):
        first = select(_decision.story, func.min(_decision.number)).where(_decision.story.in_(some))
        rows += [(number, key, packed[key], 0) for key, number in connection.execute(first.group_by(_decision.story))]
    _INSERT.run(connection, sorted(rows))
    begin = select(func.min(_remembered.number)).where(_remembered.story.in_(oldest)).scalar_subquery()
    connection.execute(delete(tables.remembered).where(_remembered.number < begin))


def since(connection: Connection, when: datetime) -> list[Remembered]:
    """Clustered stories from the first one on that was seen since then, in the order in which they came (`clusters.decided_since`)."""
    rows = connection.exec_driver_sql(_SINCE, (timestamps.written(when),))
    return [
        Remembered(key, cluster, copy, seen, timestamps.read_back(published), status, packed, bool(has_founded))
        for key, cluster, copy, first_seen, published, status, packed, has_founded in rows
        if (seen := timestamps.read_back(first_seen)) is not None
    ]


def newest(connection: Connection) -> datetime | None:
    """When the newest story arrived that has a cluster; None while there is none."""
    query = select(_story.first_seen).where(_story.cluster.is_not(None)).order_by(_story.first_seen.desc()).limit(1)
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def due(connection: Connection) -> list[Story]:
    """The stories that say something else than when the clusterer read them, in the order in which they came."""
    # Written out, as the index holds only these.
    is_due = literal_column("remembered.is_due") == literal_column("1")
    query = select(tables.story).join(tables.remembered, _remembered.story == _story.key).where(is_due)
    return [story_of(row) for row in connection.execute(query.order_by(_remembered.number)).mappings()]


def mark_heeded(connection: Connection, keys: Sequence[str]) -> None:
    """Say that the clusterer has read these stories as they are now, or remembers them no more."""
    for some in tables.in_portions(keys):
        connection.execute(update(tables.remembered).where(_remembered.story.in_(some)).values(is_due=False))
