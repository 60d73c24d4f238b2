"""Apply the clusterer's decisions, and read clusters back with their members, sightings and reasons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, exists, func, literal_column, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.model import Cluster, Decision, Evidence, Member, Story
from bot.store import tables
from bot.store.stories import sightings_of, story_of


def apply(connection: Connection, decisions: Iterable[Decision], id_authority: str) -> None:
    """Store *decisions* in their order. A cluster's id is minted here, once, from its founding story's key (RFC 4151)."""
    for decision in decisions:
        if decision.kind == "found":
            minted = f"tag:{id_authority}:cluster/{decision.cluster}"
            connection.execute(insert(tables.cluster).values(key=decision.cluster, id=minted, changed=True))
        else:
            wanted = tables.cluster.c.key == decision.cluster
            connection.execute(update(tables.cluster).where(wanted).values(changed=True))
        connection.execute(insert(tables.decision).values(**_row(decision)))
        membership = {"cluster": decision.cluster, "copy": decision.copy}
        connection.execute(update(tables.story).where(tables.story.c.key == decision.story).values(**membership))


def decided_since(connection: Connection, since: datetime) -> list[tuple[Story, Decision]]:
    """Clustered stories from the first one on that was seen since then, with their decisions, in the order of those.

    The order of decisions is the order of arrival: a file with an old date that came late belongs to what came late.
    """
    columns = tables.decision.c
    first = select(func.min(columns.number)).join(tables.story).where(tables.story.c.first_seen >= since)
    query = (
        select(tables.story, *_decision_columns())
        .join(tables.decision, columns.story == tables.story.c.key)
        .where(columns.number >= first.scalar_subquery())
        .order_by(columns.number)
    )
    return [(story_of(row), _decision(row)) for row in connection.execute(query).mappings()]


def newest_first_seen(connection: Connection) -> datetime | None:
    """When the newest story arrived; None while there is none."""
    newest: datetime | None = connection.execute(
        select(func.max(tables.story.c.first_seen, type_=tables.UtcDateTime()))
    ).scalar_one()
    return newest


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
    connection.execute(update(tables.cluster).values(changed=True))


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
    columns, decisions = tables.cluster.c, tables.decision.c
    # A cluster is named after its founding story, whose decision names the refused one.
    naming = select(decisions.cluster).where(decisions.refused.in_(keys))
    is_known = exists().where(tables.topic_entry.c.cluster == columns.key)
    wanted = columns.key.in_(keys) | columns.key.in_(naming)
    connection.execute(update(tables.cluster).where(wanted, is_known).values(kept_page="due"))


def once_taken_back(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Those of these clusters of which something was taken back once."""
    columns = tables.cluster.c
    return set(connection.scalars(select(columns.key).where(columns.key.in_(keys), columns.kept_page.is_not(None))))


def due_pages(connection: Connection) -> list[str]:
    """Keys of clusters whose pages are to be written without what was taken back."""
    columns = tables.cluster.c
    # Written out, as the index holds only these.
    is_due = columns.kept_page == literal_column("'due'")
    return list(connection.scalars(select(columns.key).where(is_due).order_by(columns.key)))


def mark_pages_written(connection: Connection, keys: Iterable[str]) -> None:
    """Say that these clusters' pages show what they may, and no more."""
    for some in tables.in_portions(keys):
        connection.execute(update(tables.cluster).where(tables.cluster.c.key.in_(some)).values(kept_page="written"))


def load(connection: Connection, keys: Iterable[str]) -> dict[str, Cluster]:
    """Read clusters whole, by key; members in the order in which they joined."""
    found: dict[str, Cluster] = {}
    for some in tables.in_portions(keys):
        found |= _load(connection, some)
    return found


def of_story(connection: Connection, key: str) -> Cluster | None:
    """The cluster that a story is in; None if it waits for one."""
    found = connection.execute(select(tables.story.c.cluster).where(tables.story.c.key == key)).scalar_one_or_none()
    return None if found is None else load(connection, [found])[found]


def newest_revisions(connection: Connection, keys: Sequence[str]) -> dict[str, datetime]:
    """When something last arrived in each cluster: a new member, or a new revision of one."""
    columns = tables.story.c
    newest = func.max(columns.revised, type_=tables.UtcDateTime())
    rows = connection.execute(
        select(columns.cluster, newest).where(columns.cluster.in_(keys)).group_by(columns.cluster)
    )
    return {row[0]: row[1] for row in rows}


def count(connection: Connection) -> int:
    """How many clusters there are."""
    return connection.execute(select(func.count()).select_from(tables.cluster)).scalar_one()


def _load(connection: Connection, keys: Sequence[str]) -> dict[str, Cluster]:
    query = (
        select(tables.story, *_decision_columns())
        .join(tables.decision, tables.decision.c.story == tables.story.c.key)
        .where(tables.story.c.cluster.in_(keys))
        .order_by(tables.decision.c.number)
    )
    rows = connection.execute(query).mappings().all()
    sightings = sightings_of(connection, [row["key"] for row in rows])
    members = defaultdict(list)
    for row in rows:
        member = Member(
            story=story_of(row),
            sightings=tuple(sightings[row["key"]]),
            decision=_decision(row),
        )
        members[row["cluster"]].append(member)
    ids = connection.execute(select(tables.cluster.c.key, tables.cluster.c.id).where(tables.cluster.c.key.in_(keys)))
    return {row.key: Cluster(key=row.key, id=row.id, members=tuple(members[row.key])) for row in ids}


def _row(decision: Decision) -> dict[str, Any]:
    values = {name: getattr(decision, name) for name in Decision.__slots__}
    return values | {"evidence": decision.evidence.as_dict()}


def _decision_columns() -> list[Any]:
    # Labelled, as `story` has columns of the same names.
    return [tables.decision.c[name].label(f"decision_{name}") for name in Decision.__slots__]


def _decision(row: RowMapping) -> Decision:
    values = {name: row[f"decision_{name}"] for name in Decision.__slots__}
    return Decision(**values | {"evidence": Evidence.from_dict(values["evidence"])})
