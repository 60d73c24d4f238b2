"""What is left of entries that readers may have and that a topic shows no more, whatever the reason.

An entry was shown once it was in a document (`note`). It went when its topic lets it in no more (`settle`): its stories went into
another cluster, were withdrawn, hidden, or are against the rules; or news made a new entry of it. That there is no room for it,
or that it is old, is nothing that subscribers have to hear of.
"""

from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, fields, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, case, delete, func, literal, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.model import Tombstone, Topic
from bot.store import tables, timestamps
from bot.store.bulk import Insert

#: Of one topic. Readers ask every few hours or days: who was away for longer finds entries that lead to pages which say it.
MOST = 50
LONGEST = timedelta(days=30)

_shown, _due, _entry, _cluster = (
    tables.published_entry.c,
    tables.entry_due.c,
    tables.topic_entry.c,
    tables.cluster.c,
)
_Place = tuple[str, str]  # topic and cluster, or topic and month


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """An entry that readers may have."""

    topic: str
    id: str
    cluster: str
    month: str
    is_there: bool
    went_at: datetime | None
    went_into: str | None


_KEEP = Insert(tables.published_entry, [one.name for one in fields(_Known)], replace_by="topic, id")


class _Seen(NamedTuple):
    """An entry that a topic lets in."""

    cluster: str
    month: str


class Gone(NamedTuple):
    """What went from a topic."""

    tombstones: tuple[Tombstone, ...]  #: newest first
    last: datetime | None  #: when an entry last went, also one that came back since; None: none ever did


def entry_id(own: str | None, cluster: str, issue: int) -> str:
    """Return an entry's id: that of its *cluster*, or its *own*, of a merged one; each new one after the first has its number."""
    first = own or cluster
    return first if issue == 1 else f"{first}/{issue}"


def month_of(published: datetime) -> str:
    """Name the month, in UTC: 2026-03."""
    return f"{published.year:04}-{published.month:02}"


def note(connection: Connection, topics: Iterable[Topic]) -> None:
    """Write down what *topics* show, before anybody can read it: from here on it does not vanish in silence."""
    for topic in topics:
        shown = {one.id or one.cluster.id: _Seen(one.cluster.key, month_of(one.published)) for one in topic.entries}
        known = _by_id(connection, topic.slug, shown)
        new = [(id_, seen) for id_, seen in shown.items() if id_ not in known]
        _KEEP.run(connection, [(topic.slug, id_, seen.cluster, seen.month, True, None, None) for id_, seen in new])
        _make_due(connection, {(topic.slug, seen.month) for _, seen in new})


def have_archived(connection: Connection, months: Iterable[tuple[str, str]]) -> None:
    """Have months written again, by topic and name."""
    _make_due(connection, months)


def are_due(connection: Connection) -> bool:
    """Tell whether entries were written since `settle` looked."""
    return connection.execute(select(_due.topic).limit(1)).first() is not None


def settle(connection: Connection, now: datetime) -> None:
    """Say of what went since the last time that it went *now*, and of what came back that it is there."""
    seen = _let_in(connection, now)
    there = {(topic, one.cluster) for (topic, _), one in seen.items()}
    merged = _merged(connection)
    months: set[_Place] = set()
    changed: list[_Known] = []
    for before in _known(connection, seen):
        after = _after(before, seen.get((before.topic, before.id)), there, merged, now)
        if after.is_there or before.is_there:
            months |= {(one.topic, one.month) for one in (before, after)}
        if after != before:
            changed.append(after)
    _KEEP.run(connection, [(*astuple(one)[:5], timestamps.written(one.went_at), one.went_into) for one in changed])
    _lead_on(connection, merged)
    _make_due(connection, months)
    connection.execute(delete(tables.entry_due))


def gone(connection: Connection, topic: str, last: datetime | None) -> Gone:
    """What went from a topic: the newest, and nothing long before what came *last* into it.

    Held against the topic's own time and not the clock, it is the same whenever it is asked.
    """
    of_topic = (_shown.topic == topic, _shown.went_at.is_not(None))
    newest_first = (_shown.went_at.desc(), _shown.id)
    went = connection.execute(select(_shown.went_at).where(*of_topic).order_by(*newest_first).limit(1)).scalar()
    if went is None:
        return Gone((), None)
    columns = (_shown.id, _shown.went_at, _shown.went_into)
    left = (*of_topic, _shown.is_there.is_(False), _shown.went_at > max(went, last or went) - LONGEST)
    rows = connection.execute(select(*columns).where(*left).order_by(*newest_first).limit(MOST))
    return Gone(tuple(Tombstone(id=row[0], at=row[1], into=row[2]) for row in rows), went)


def move(connection: Connection, old: str, slug: str, *, is_taken: bool) -> None:
    """Let a topic that has another slug now go on with what it showed; where that was a topic too, with what both did.

    Where the *slug* was another topic's until now (*is_taken*), what went from that one went when its readers were told.
    """
    names = ("id", "cluster", "month", "is_there", "went_at", "went_into")
    mine = select(literal(slug), *(_shown[name] for name in names)).where(_shown.topic == old)
    statement = insert(tables.published_entry).from_select(("topic", *names), mine)
    theirs = statement.excluded
    never: ColumnElement[Any] = literal_column("''")
    later = func.nullif(func.max(func.coalesce(_shown.went_at, never), func.coalesce(theirs.went_at, never)), never)
    either: dict[str, Any] = {"is_there": func.max(_shown.is_there, theirs.is_there), "went_at": later}
    if is_taken:
        either = {"is_there": _shown.is_there, "went_at": case((_shown.is_there, later), else_=_shown.went_at)}
    connection.execute(statement.on_conflict_do_update(index_elements=["topic", "id"], set_=either))
    # What readers of either have may not be there any more.
    moved = select(_shown.id).where(_shown.topic == old)
    both = _shown.topic.in_([old, slug]) & _shown.id.in_(moved)
    touched = connection.execute(select(_shown.cluster, _shown.month).where(both)).all()
    if touched:
        rows = [{"topic": slug, "cluster": cluster} for cluster in sorted({row[0] for row in touched})]
        connection.execute(insert(tables.entry_due).on_conflict_do_nothing(), rows)
    _make_due(connection, {(slug, row[1]) for row in touched})
    connection.execute(delete(tables.published_entry).where(_shown.topic == old))
    connection.execute(delete(tables.archive).where(tables.archive.c.topic == old))


def _after(before: _Known, seen: _Seen | None, there: set[_Place], merged: Mapping[str, str], now: datetime) -> _Known:
    if seen is not None:
        return replace(before, cluster=seen.cluster, month=seen.month, is_there=True)
    if not before.is_there:
        return before
    into = merged.get(before.cluster)
    if into is None and (before.topic, before.cluster) in there:  # its stories are in another entry of the same cluster
        into = before.cluster
    # Never back, even where the clock did: what came before is what readers know.
    return replace(before, is_there=False, went_at=max(now, before.went_at or now), went_into=into)


def _let_in(connection: Connection, now: datetime) -> dict[_Place, _Seen]:
    """The entries among those that are due that topics let in, by topic and id."""
    columns = (_entry.topic, _entry.cluster, _entry.id, _entry.issue, _entry.published, _cluster.id.label("minted"))
    is_free = func.coalesce(_entry.held_until, now) <= now
    query = (
        select(*columns)
        .select_from(tables.entry_due)
        .join(tables.topic_entry, (_entry.topic == _due.topic) & (_entry.cluster == _due.cluster))
        .join(tables.cluster, _cluster.key == _entry.cluster)
        .where(_entry.withdrawn.is_(False), is_free)
    )
    return {
        (topic, entry_id(own, minted, issue)): _Seen(cluster, month_of(published))
        for topic, cluster, own, issue, published, minted in connection.execute(query)
    }


def _known(connection: Connection, seen: Mapping[_Place, _Seen]) -> list[_Known]:
    """The entries that readers may have, of the clusters that are due, and those with the ids that are *seen*."""
    same = (_shown.topic == _due.topic) & (_shown.cluster == _due.cluster)
    rows = connection.execute(select(tables.published_entry).join(tables.entry_due, same)).mappings()
    found = {(row["topic"], row["id"]): _Known(**row) for row in rows}
    others: dict[str, list[str]] = {}
    for topic, id_ in seen.keys() - found.keys():
        others.setdefault(topic, []).append(id_)
    for topic, ids in others.items():
        found |= {(topic, id_): one for id_, one in _by_id(connection, topic, sorted(ids)).items()}
    return [found[place] for place in sorted(found)]


def _by_id(connection: Connection, topic: str, ids: Iterable[str]) -> dict[str, _Known]:
    found: dict[str, _Known] = {}
    for some in tables.in_portions(ids):
        query = select(tables.published_entry).where(_shown.topic == topic, _shown.id.in_(some))
        found |= {row["id"]: _Known(**row) for row in connection.execute(query).mappings()}
    return found


def _merged(connection: Connection) -> dict[str, str]:
    """Where the clusters among those that are due went that were merged."""
    is_due = _cluster.key.in_(select(_due.cluster))
    query = select(_cluster.key, _cluster.merged_into).where(is_due, _cluster.merged_into.is_not(None))
    return {row[0]: row[1] for row in connection.execute(query)}


def _lead_on(connection: Connection, merged: Mapping[str, str]) -> None:
    """What went into a cluster that was merged is where that one's stories are."""
    for cluster, into in merged.items():
        topics = select(_due.topic).where(_due.cluster == cluster)
        led = (_shown.went_into == cluster) & _shown.topic.in_(topics)
        connection.execute(update(tables.published_entry).where(led).values(went_into=into))


def _make_due(connection: Connection, months: Iterable[_Place]) -> None:
    rows = [{"topic": topic, "month": month, "is_due": True} for topic, month in sorted(months)]
    if rows:
        statement = insert(tables.archive)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["topic", "month"], set_={"is_due": True}), rows
        )
