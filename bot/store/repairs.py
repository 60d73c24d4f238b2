"""What it takes to make two clusters one: their stories, their tombstones, and their entries in topics.

All of it is in the transaction of the decision, so that no reader ever finds half of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, exists, func, select, update

from bot.store import tables, topics
from bot.store.topics import Shown

_cluster, _decision, _story = tables.cluster.c, tables.decision.c, tables.story.c
_IS_KNOWN = exists().where(tables.topic_entry.c.cluster == _cluster.key)


def merge(connection: Connection, younger: str, elder: str) -> None:
    """Put all stories of the *younger* cluster into the *elder* one, which has to be marked as changed besides.

    What was merged into the younger one leads to the elder one from now on: no tombstone ever points to another.

    Raises:
        ValueError: the younger one is no cluster, or was merged before.
    """
    # Before the tombstones are there: what readers know of the younger one are its own pages, and those that lead to it.
    leads = (_cluster.key == younger) | (_cluster.merged_into == younger)
    known = connection.execute(update(tables.cluster).where(leads, _IS_KNOWN).values(page_due=True)).rowcount
    was_taken_back = connection.execute(select(_cluster.kept_page).where(_cluster.key == younger)).scalar_one_or_none()
    tombstone = {"merged_into": elder, "changed": False, "again_at": None, "kept_page": None}
    is_alive = (_cluster.key == younger) & _cluster.merged_into.is_(None)
    if connection.execute(update(tables.cluster).where(is_alive).values(**tombstone)).rowcount != 1:
        raise ValueError(f"cluster {younger} is to be merged into {elder}, but is none, or was merged before")
    connection.execute(update(tables.cluster).where(_cluster.merged_into == younger).values(merged_into=elder))
    connection.execute(update(tables.story).where(_story.cluster == younger).values(cluster=elder))
    _merge_entries(connection, younger, elder)
    staying = update(tables.cluster).where(_cluster.key == elder)
    if known:  # a page leads to it, so it has to be there
        connection.execute(staying.values(page_due=True))
    if was_taken_back:
        connection.execute(staying.values(kept_page=func.coalesce(_cluster.kept_page, "due")))


def have_page_written(connection: Connection, cluster: str) -> None:
    """Have a cluster's page written without a story that moved, if readers may know the page."""
    connection.execute(update(tables.cluster).where(_cluster.key == cluster, _IS_KNOWN).values(page_due=True))


def _merge_entries(connection: Connection, younger: str, elder: str) -> None:
    """Let each topic have one entry of the two: the elder one's where readers see it, else the younger one's goes on."""
    shown = topics.shown(connection, [younger, elder])
    theirs = {entry.topic: entry for (_, cluster), entry in shown.items() if cluster == younger}
    if not theirs:
        return
    own_id = connection.execute(select(_cluster.id).where(_cluster.key == younger)).scalar_one()
    going_on = [_one_of(shown.get((topic, elder)), entry, elder, own_id) for topic, entry in sorted(theirs.items())]
    topics.show(connection, [*going_on, *(replace(entry, withdrawn=True) for entry in theirs.values())])


def _one_of(own: Shown | None, other: Shown, elder: str, other_id: str) -> Shown:
    if own is not None and (other.withdrawn or not own.withdrawn):
        # A topic is as new as its newest entry, and never goes back: not even where that one leaves it.
        return own if other.withdrawn else replace(own, updated=max(own.updated, other.updated))
    updated = other.updated if own is None else max(own.updated, other.updated)
    return replace(other, cluster=elder, id=other.id or other_id, updated=updated)


def merged_into(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """Those of these clusters that were merged, and the clusters that have their stories now."""
    found: dict[str, str] = {}
    for some in tables.in_portions(keys):
        query = select(_cluster.key, _cluster.merged_into).where(
            _cluster.key.in_(some), _cluster.merged_into.is_not(None)
        )
        found |= {row[0]: row[1] for row in connection.execute(query)}
    return found


def akin(connection: Connection, keys: Sequence[str]) -> set[str]:
    """The clusters that exchanged stories with these, and these: what is read in one may be named in the other."""
    members = select(_story.key).where(_story.cluster.in_(keys))
    placed = select(_decision.cluster).where(_decision.story.in_(members))
    left = select(_decision.former).where(_decision.story.in_(members), _decision.former.is_not(None))
    came = select(_story.cluster).join(tables.decision, _decision.story == _story.key).where(_decision.former.in_(keys))
    found = {*connection.scalars(placed), *connection.scalars(left), *connection.scalars(came)} - {None}
    return {*merged_into(connection, sorted(found)).values(), *found, *keys}
