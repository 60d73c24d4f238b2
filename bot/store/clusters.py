"""Apply the clusterer's decisions, and read clusters back with their members, sightings and reasons."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    RowMapping,
    ScalarSelect,
    Select,
    case,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert

from bot.model import Cluster, Decision, Evidence, Member
from bot.store import repairs, tables, timestamps
from bot.store.stories import sightings_of, story_of

_came, _last = tables.decision.alias("came"), tables.decision.alias("last")


def _number_of(which: Callable[..., Any], story: ColumnElement[Any]) -> ScalarSelect[Any]:
    of_story = tables.decision.alias("of_story")
    return select(which(of_story.c.number)).where(of_story.c.story == story).scalar_subquery()


_IS_FIRST = _came.c.number == _number_of(func.min, _came.c.story)


def apply(connection: Connection, decisions: Sequence[Decision], id_authority: str) -> list[Decision]:
    """Store *decisions* in their order; return them with what stories left (`former`).

    A cluster's id is minted here, once, from its founding story's key (RFC 4151).

    Raises:
        ValueError: one names a cluster that is none, or that was merged.
    """
    places = _places(connection, [decision.story for decision in decisions if decision.kind != "merge"])
    return [_apply(connection, decision, places, id_authority) for decision in decisions]


def _places(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The clusters of those of these stories that are in one, by story."""
    columns = tables.story.c
    found: dict[str, str] = {}
    for some in tables.in_portions(keys):
        query = select(columns.key, columns.cluster).where(columns.key.in_(some), columns.cluster.is_not(None))
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def _apply(connection: Connection, decision: Decision, places: dict[str, str], id_authority: str) -> Decision:
    if decision.kind == "found" or (decision.kind == "split" and decision.cluster == decision.story):
        # Only an editor takes a story out that founded a cluster which was merged: it has that one back.
        if decision.kind == "found" or not repairs.revive(connection, decision.cluster):
            minted = f"tag:{id_authority}:cluster/{decision.cluster}"
            connection.execute(insert(tables.cluster).values(key=decision.cluster, id=minted, changed=True))
    elif not _mark_changed(connection, decision.cluster):
        raise ValueError(f"story {decision.story} is to be in cluster {decision.cluster}, which is none, or was merged")
    if decision.kind == "merge":
        repairs.merge(connection, decision.story, decision.cluster)
        for story in [story for story, cluster in places.items() if cluster == decision.story]:
            places[story] = decision.cluster
    else:
        decision = _place(connection, decision, places)
    connection.execute(insert(tables.decision).values(**_row(decision)))
    return decision


def _place(connection: Connection, decision: Decision, places: dict[str, str]) -> Decision:
    former = places.get(decision.story, decision.cluster)
    places[decision.story] = decision.cluster
    membership = {"cluster": decision.cluster, "copy": decision.copy}
    connection.execute(update(tables.story).where(tables.story.c.key == decision.story).values(**membership))
    if former == decision.cluster:
        return replace(decision, former=None)
    _mark_changed(connection, former)
    repairs.have_page_written(connection, former)
    return replace(decision, former=former)


def _mark_changed(connection: Connection, cluster: str) -> bool:
    """Have topics look at a cluster; tell whether it is there, and not merged into another."""
    columns = tables.cluster.c
    wanted = (columns.key == cluster) & columns.merged_into.is_(None)
    return connection.execute(update(tables.cluster).where(wanted).values(changed=True)).rowcount == 1


def changed(connection: Connection, limit: int, now: datetime | None = None) -> list[str]:
    """Keys of clusters that topics have not looked at since they changed, at most *limit*.

    An embargo that is over *now* is a change too; none is where *now* is not given.
    """
    columns = tables.cluster.c
    # Two queries, as each has an index of its own.
    keys = list(connection.scalars(select(columns.key).where(columns.changed).order_by(columns.key).limit(limit)))
    if now is not None:
        free = select(columns.key).where(columns.again_at <= now).order_by(columns.again_at, columns.key).limit(limit)
        keys = sorted({*keys, *connection.scalars(free)})[:limit]
    return keys


def mark_all_changed(connection: Connection) -> None:
    """Make topics look at every cluster again, for new rules."""
    connection.execute(update(tables.cluster).where(tables.cluster.c.merged_into.is_(None)).values(changed=True))


def mark_seen(connection: Connection, keys: Sequence[str], again_at: Mapping[str, datetime] | None = None) -> None:
    """Say that topics have looked at these clusters as they are now; *again_at* says of some when they have to again."""
    columns = tables.cluster.c
    connection.execute(update(tables.cluster).where(columns.key.in_(keys)).values(changed=False, again_at=None))
    for key, when in (again_at or {}).items():
        connection.execute(update(tables.cluster).where(columns.key == key).values(again_at=when))


def mark_taken_back(connection: Connection, keys: Sequence[str]) -> None:
    """Have pages written without what was taken back: these clusters' own, and those that name one of them.

    Pages that readers may know, that is: a topic shows them or once did. A cluster of which something was taken back once
    is meant for ever: what comes back is to be on its page again.
    """
    columns, stories, decisions = tables.cluster.c, tables.story.c, tables.decision.c
    is_known = exists().where(tables.topic_entry.c.cluster == columns.key) & columns.merged_into.is_(None)
    for some in tables.in_portions(sorted(repairs.akin(connection, keys))):
        # A cluster is named after its founding story: where it was refused, and where a story came from it.
        names_one = decisions.refused.in_(some) | decisions.former.in_(some)
        naming = select(stories.cluster).join(tables.decision, decisions.story == stories.key).where(names_one)
        wanted = columns.key.in_(some) | columns.key.in_(naming)
        connection.execute(update(tables.cluster).where(wanted, is_known).values(kept_page="due"))


def once_taken_back(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of these clusters of which something was taken back once."""
    columns = tables.cluster.c
    return set(connection.scalars(select(columns.key).where(columns.key.in_(keys), columns.kept_page.is_not(None))))


def due_pages(connection: Connection, limit: int | None = None) -> list[str]:
    """Keys of clusters whose pages are to be written, in a topic or not: something was taken back, moved, or restored.

    At most *limit* of them, if it is given; those whose stories were taken back come first.
    """
    columns = tables.cluster.c
    # Written out, as the indexes hold only these; two queries, as each has an index of its own.
    taken_back = connection.scalars(
        select(columns.key).where(columns.kept_page == literal_column("'due'")).limit(limit)
    )
    moved = connection.scalars(select(columns.key).where(columns.page_due == literal_column("1")).limit(limit))
    return sorted(list(dict.fromkeys([*taken_back, *moved]))[:limit])


def mark_pages_written(connection: Connection, keys: Iterable[str]) -> None:
    """Say that these clusters' pages show what they may, and no more."""
    columns = tables.cluster.c
    kept_page = case((columns.kept_page == "due", "written"), else_=columns.kept_page)
    for some in tables.in_portions(keys):
        written = update(tables.cluster).where(columns.key.in_(some))
        connection.execute(written.values(kept_page=kept_page, page_due=False))


def load(connection: Connection, keys: Iterable[str]) -> dict[str, Cluster]:
    """Read clusters whole, by key; the founding story first, the others in the order of arrival."""
    found: dict[str, Cluster] = {}
    for some in tables.in_portions(keys):
        found |= _load(connection, some)
    return found


def of_story(connection: Connection, key: str) -> Cluster | None:
    """The cluster that a story is in; None if it waits for one."""
    found = connection.execute(select(tables.story.c.cluster).where(tables.story.c.key == key)).scalar_one_or_none()
    return None if found is None else load(connection, [found])[found]


def members(connection: Connection, keys: Iterable[str]) -> list[str]:
    """The keys of the stories in these clusters."""
    columns = tables.story.c
    found: list[str] = []
    for some in tables.in_portions(keys):
        found += connection.scalars(select(columns.key).where(columns.cluster.in_(some)))
    return found


def newest_revisions(connection: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    """When something last arrived in each cluster: a new member, or a new revision of one."""
    columns = tables.story.c
    newest = func.max(columns.revised, type_=timestamps.UtcDateTime())
    rows = connection.execute(
        select(columns.cluster, newest).where(columns.cluster.in_(keys)).group_by(columns.cluster)
    )
    return {row[0]: row[1] for row in rows}


def count(connection: Connection) -> int:
    """How many clusters there are; not those that were merged into others."""
    is_there = tables.cluster.c.merged_into.is_(None)
    return connection.execute(select(func.count()).select_from(tables.cluster).where(is_there)).scalar_one()


def _load(connection: Connection, keys: Sequence[str]) -> dict[str, Cluster]:
    # One row at a time: as the database has them, thousands of them take ten times what is made of them.
    rows = connection.execute(_MEMBERS.where(tables.story.c.cluster.in_(keys))).mappings()
    read = [(row["cluster"], story_of(row), _decision(row), row["decision_number"], row["copy"]) for row in rows]
    sightings = sightings_of(connection, [story.key for _, story, *_ in read])
    put = {decision.cluster for cluster, _, decision, *_ in read if decision.cluster != cluster}
    merges = _merges(connection, put)
    members = defaultdict(list)
    for cluster, story, decision, number, copy in read:
        member = Member(
            story=story,
            sightings=tuple(sightings[story.key]),
            decision=replace(decision, copy=copy),
            merges=tuple(_way(merges, number, decision.cluster, cluster)),
        )
        members[cluster].append(member)
    ids = connection.execute(select(tables.cluster.c.key, tables.cluster.c.id).where(tables.cluster.c.key.in_(keys)))
    return {row.key: Cluster(key=row.key, id=row.id, members=tuple(members[row.key])) for row in ids}


def _merges(connection: Connection, merged: Iterable[str]) -> dict[str, list[tuple[int, Decision]]]:
    """The decisions that merged these clusters, and those that merged what they were merged into; by the merged one.

    Each with its number, in their order: what was merged and came back may be merged again.
    """
    columns = tables.decision.c
    found: dict[str, list[tuple[int, Decision]]] = {}
    wanted = {*merged}
    while wanted:
        found |= {key: [] for key in wanted}
        for some in tables.in_portions(sorted(wanted)):
            query = select(columns.number, *_columns_of(tables.decision)).order_by(columns.number)
            rows = connection.execute(query.where(columns.story.in_(some), columns.kind == "merge"))
            for row in rows.mappings():
                found[row["decision_story"]].append((row["number"], _decision(row)))
        wanted = {merge.cluster for key in wanted for _, merge in found[key]} - found.keys()
    return found


def _way(merges: Mapping[str, list[tuple[int, Decision]]], number: int, cluster: str, into: str) -> Iterator[Decision]:
    """The merges that carried a story on from where a decision put it, each the first one after the one before."""
    while cluster != into:
        number, merge = min(one for one in merges[cluster] if one[0] > number)
        yield merge
        cluster = merge.cluster


def _row(decision: Decision) -> dict[str, Any]:
    values = {name: getattr(decision, name) for name in Decision.__slots__}
    return values | {"evidence": decision.evidence.as_dict()}


def _with_decisions() -> Select[Any]:
    """Select stories with their first decision (`_came`), for its number, and the columns of the last."""
    story = tables.story.c.key
    return (
        select(tables.story, _last.c.number.label("decision_number"), *_columns_of(_last))
        .select_from(tables.story)
        .join(_came, (_came.c.story == story) & _IS_FIRST)
        .join(_last, (_last.c.story == story) & (_last.c.number == _number_of(func.max, story)))
    )


def _columns_of(decision: FromClause) -> list[Any]:
    # Labelled, as `story` has columns of the same names.
    return [decision.c[name].label(f"decision_{name}") for name in Decision.__slots__]


def _decision(row: RowMapping) -> Decision:
    values = {name: row[f"decision_{name}"] for name in Decision.__slots__}
    return Decision(**values | {"evidence": Evidence.from_dict(values["evidence"])})


# Built once: SQLAlchemy takes longer to build it than SQLite to read a cluster.
_MEMBERS = _with_decisions().order_by((tables.story.c.key == tables.story.c.cluster).desc(), _came.c.number)
