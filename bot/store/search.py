"""The index of words in stories: kept in step with them some at a time, and asked for the best stories.

A story is indexed once it has a cluster, under the number of the first decision about it: which those are follows from how far
the index has come, so that taking stories in writes nothing for it. A story that says something else is noticed by a trigger.
"""

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Connection, column, delete, func, select, table

from bot.search.query import Query
from bot.search.words import EDITION, indexed
from bot.store import private, tables, topics
from bot.store.bulk import Insert
from bot.store.database import Database

#: Stories in one transaction, and at once.
BATCH: Final = 200
AT_ONCE: Final = 2_000
#: Stories that match which are looked at, the newest: of a word that most stories have, nobody reads more.
MOST_MATCHES: Final = 2_500
#: Events that are found at most.
MOST_FOUND: Final = 100

_UP_TO, _EDITION = "searched up to", "search edition"
# How much a word counts in the title, the text and the name of the outlet. Arbitrary: what is in the title is what it is about.
_MATCHES = (
    "SELECT rowid, bm25(searched, 8.0, 1.0, 2.0) FROM searched WHERE searched MATCH ? ORDER BY rowid DESC LIMIT ?"
)
_AT_ONCE = 100
#: After so long, news counts half as much as what is new.
_HALF: Final = timedelta(days=30)

_story, _decision, _sighting = tables.story.c, tables.decision.c, tables.sighting.c
_due, _entry = tables.search_due.c, tables.topic_entry.c
_searched = table("searched", column("rowid"))
_INSERT = Insert(_searched, ["rowid", "title", "text", "outlet"])
_DELETE = Insert(_searched, ["searched", "rowid", "title", "text", "outlet"])
_TEXTS = (_story.title, _story.text, _story.outlet)


class Place(NamedTuple):
    """How a topic shows an event."""

    topic: str
    representative: str | None  #: key of the story; None: it was taken back since
    title: str | None  #: an editor's
    published: datetime
    updated: datetime
    outlets: int  #: how many report it
    voices: int  #: how many of them on their own account


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An event in which a story matches."""

    cluster: str
    story: str  #: key of the one that matches best
    places: tuple[Place, ...]  #: in the topics that were asked about, in their order; never empty
    score: float  #: the lower the better

    @property
    def updated(self) -> datetime:
        """When readers were last told something new of it."""
        return max(place.updated for place in self.places)


class Answer(NamedTuple):
    """What was found."""

    found: tuple[Found, ...]  #: the best first
    is_all: bool  #: no more than these match


# Keep it in step


def catch_up(database: Database) -> bool:
    """Index some of what is due, in small transactions: about a second; tell whether there is more of it.

    Raises:
        StoreError: the database cannot be read or written.
    """
    for _ in range(AT_ONCE // BATCH):
        with database.reading() as connection:
            if not is_due(connection):
                return False
        with database.writing() as connection:
            index(connection, BATCH)
    return True


def is_due(connection: Connection) -> bool:
    """Tell whether there are stories that are not indexed as they are now."""
    newest = connection.scalar(select(func.max(_decision.number))) or 0
    return newest > _up_to(connection) or connection.scalar(select(_due.number).limit(1)) is not None


def index(connection: Connection, limit: int) -> int:
    """Index stories that are not indexed as they are now, at most *limit*; return how many there were."""
    if topics.setting(connection, _EDITION) != EDITION:
        connection.exec_driver_sql("INSERT INTO searched (searched) VALUES ('delete-all')")
        connection.execute(delete(tables.search_due))
        topics.remember(connection, _UP_TO, "0")
        topics.remember(connection, _EDITION, EDITION)
    done = _index_changed(connection, limit)
    return done + _index_new(connection, limit - done)


def _index_changed(connection: Connection, limit: int) -> int:
    former = connection.execute(select(tables.search_due).order_by(_due.number).limit(limit)).all()
    numbers = [row.number for row in former]
    _DELETE.run(connection, [("delete", row.number, *map(indexed, row[1:])) for row in former])
    for some in tables.in_portions(numbers):
        query = select(_decision.number, *_TEXTS).join(tables.decision, _decision.story == _story.key)
        rows = connection.execute(query.where(_decision.number.in_(some)).order_by(_decision.number))
        _INSERT.run(connection, [(row[0], *map(indexed, row[1:])) for row in rows])
        connection.execute(delete(tables.search_due).where(_due.number.in_(some)))
    return len(former)


def _index_new(connection: Connection, limit: int) -> int:
    up_to = _up_to(connection)
    first = tables.decision.alias()
    is_first = _decision.number == (
        select(func.min(first.c.number)).where(first.c.story == _decision.story).scalar_subquery()
    )
    query = select(_decision.number, *_TEXTS).join(tables.decision, _decision.story == _story.key)
    query = query.where(_decision.number > up_to, is_first).order_by(_decision.number).limit(limit)
    rows = [(row[0], *map(indexed, row[1:])) for row in connection.execute(query)] if limit > 0 else []
    _INSERT.run(connection, rows)
    if limit > 0:
        is_last = len(rows) < limit
        newest = connection.scalar(select(func.max(_decision.number))) if is_last else rows[-1][0]
        if newest is not None and newest > up_to:
            topics.remember(connection, _UP_TO, str(newest))
    return len(rows)


def _up_to(connection: Connection) -> int:
    is_ours = topics.setting(connection, _EDITION) == EDITION
    return int(topics.setting(connection, _UP_TO) or 0) if is_ours else -1


# Ask it


def find(
    connection: Connection, query: Query, public: Collection[str], now: datetime, most: int = MOST_FOUND
) -> Answer:
    """Return the events that *query* finds, the best first: those that the *public* topics show, and no others.

    Of these topics, which are slugs in their order, those that are private as far as the database knows are left out. An event
    is as good as the best of its stories; what is new comes before what is old and as good, by the newest that is found.
    """
    if query.is_empty:
        return Answer((), is_all=True)
    secret = private.slugs(connection)
    wanted = {slug: at for at, slug in enumerate(public) if slug not in secret}
    if query.topics:
        wanted = {slug: at for slug, at in wanted.items() if slug in query.topics}
    matches = connection.exec_driver_sql(_MATCHES, (query.match(), MOST_MATCHES)).all()
    found: dict[str, Found] = {}
    seen = 0
    for some in _best_first(matches):
        seen += len(some)
        _look(connection, query, some, wanted, now, found)
        if len(found) >= most:
            break
    is_all = seen == len(matches) and len(matches) < MOST_MATCHES and len(found) <= most
    return Answer(tuple(_ranked(found.values())[:most]), is_all)


def _best_first(matches: Sequence[Any]) -> Iterator[dict[int, float]]:
    """Yield the matches in portions, number -> score, the best first; of those that are as good, what came last."""
    newest = matches[0][0] if matches else 1
    heap = [(score * (1 + number / newest), -number, score) for number, score in matches]
    heapq.heapify(heap)
    while heap:
        some = [heapq.heappop(heap) for _ in range(min(_AT_ONCE, len(heap)))]
        yield {-number: score for _, number, score in some}


def _look(  # noqa: PLR0913, PLR0917 (one value each)
    connection: Connection,
    query: Query,
    some: dict[int, float],
    wanted: dict[str, int],
    now: datetime,
    found: dict[str, Found],
) -> None:
    """Add the events of these matches that may be shown and are not found yet."""
    asked = select(_decision.number, _story.key, _story.cluster).join(tables.story, _story.key == _decision.story)
    asked = asked.where(_decision.number.in_(list(some)), _is_open(now))
    if query.sources:
        carried = select(_sighting.story).where(
            _sighting.story == _story.key, _sighting.source.in_(list(query.sources))
        )
        asked = asked.where(carried.exists())
    rows = {row[0]: (row[1], row[2]) for row in connection.execute(asked)}
    places = _places(connection, {cluster for _, cluster in rows.values()} - found.keys(), wanted, now)
    for number, score in some.items():
        story, cluster = rows.get(number, ("", ""))
        if cluster in places and cluster not in found:
            found[cluster] = Found(cluster=cluster, story=story, places=places[cluster], score=score)


def _is_open(now: datetime) -> ColumnElement[bool]:
    """Whether a story may be read."""
    return (_story.status == "usable") & (_story.embargo.is_(None) | (_story.embargo <= now))


def _places(
    connection: Connection, clusters: Collection[str], wanted: dict[str, int], now: datetime
) -> dict[str, tuple[Place, ...]]:
    """How these topics show clusters; what nobody saw yet is not shown."""
    # Until the next pass a topic may go by a story that was taken back.
    speaker = select(_story.key).where(_story.key == _entry.representative, _is_open(now)).scalar_subquery()
    columns = [
        speaker.label(name) if name == "representative" else _entry[name] for name in ("cluster", *Place._fields)
    ]
    is_shown = _entry.withdrawn.is_(False) & _entry.held_until.is_(None)
    places: dict[str, list[Place]] = {}
    for some in tables.in_portions(sorted(clusters)):
        for row in connection.execute(select(*columns).where(_entry.cluster.in_(some), is_shown)):
            if row.topic in wanted:
                places.setdefault(row[0], []).append(Place(*row[1:]))
    return {key: tuple(sorted(several, key=lambda one: wanted[one.topic])) for key, several in places.items()}


def _ranked(found: Collection[Found]) -> list[Found]:
    newest = max((one.updated for one in found), default=None)

    def rank(one: Found) -> tuple[float, float, str]:
        assert newest is not None
        age = newest - one.updated
        return one.score * (1 + 0.5 ** (age / _HALF)), age.total_seconds(), one.cluster

    return sorted(found, key=rank)
