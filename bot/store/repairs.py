"""What it takes to make two clusters one: their stories, their tombstones, and their entries in topics.

All of it is in the transaction of the decision, so that no reader ever finds half of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, delete, exists, func, select, update

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


def revive(connection: Connection, cluster: str) -> bool:
    """Let a cluster that was merged be one again, with its address and its id, but no story yet; False if it was not merged.

    Where its entry went on as that of the cluster that it was merged into, it has it back.
    """
    was_merged = (_cluster.key == cluster) & _cluster.merged_into.is_not(None)
    if connection.execute(select(_cluster.key).where(was_merged)).scalar_one_or_none() is None:
        return False
    alive = update(tables.cluster).where(_cluster.key == cluster)
    connection.execute(alive.values(merged_into=None, changed=True))
    connection.execute(alive.where(_IS_KNOWN).values(page_due=True))  # no page leads away from it any more
    for topic in sorted({topic for topic, _ in topics.shown(connection, [cluster])}):
        _give_back(connection, topic, cluster)
    return True


def _give_back(connection: Connection, topic: str, cluster: str) -> None:
    """Let a topic show a cluster under the id that readers know it by, and no other cluster under that."""
    own = topics.shown(connection, [cluster])[topic, cluster]
    own_id = connection.execute(select(_cluster.id).where(_cluster.key == cluster)).scalar_one()
    others = _known_as(connection, topic, cluster, own_id)
    if others:  # one goes on for it; what is kept in its place is the other's, if it is anybody's
        back = replace(others[0], cluster=cluster, id=None)
        kept = own if own.id not in {None, own_id} else None
    else:
        others = [] if own.id is None else _known_as(connection, topic, cluster, own.id)
        back, kept = replace(others[0], cluster=cluster) if others else own, None
    entries = tables.topic_entry.c
    gone = [other.cluster for other in others]
    connection.execute(delete(tables.topic_entry).where(entries.topic == topic, entries.cluster.in_(gone)))
    topics.show(connection, [back])
    if kept is not None:
        home = connection.execute(select(_cluster.key).where(_cluster.id == kept.id)).scalar_one_or_none()
        if home is not None and (topic, home) not in topics.shown(connection, [home]):
            topics.show(connection, [replace(kept, cluster=home, id=None)])


def _known_as(connection: Connection, topic: str, cluster: str, known: str) -> list[Shown]:
    """The entries of other clusters that have this id, the one that readers see first; the others are copies of it."""
    entries = tables.topic_entry.c
    query = select(entries.cluster).where(entries.topic == topic, entries.id == known, entries.cluster != cluster)
    found = topics.shown(connection, list(connection.scalars(query)))
    mine = [entry for (of, _), entry in found.items() if of == topic]
    return sorted(mine, key=lambda entry: (entry.withdrawn, -entry.updated.timestamp(), entry.cluster))


def lead_to(connection: Connection, merged: Iterable[str], cluster: str) -> None:
    """Let the pages of clusters that were merged lead to another one: their stories went there."""
    for some in tables.in_portions(merged):
        wanted = update(tables.cluster).where(_cluster.key.in_(some), _cluster.merged_into.is_not(None))
        connection.execute(wanted.where(_IS_KNOWN).values(page_due=True))
        connection.execute(wanted.values(merged_into=cluster))


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
    elder_id = connection.execute(select(_cluster.id).where(_cluster.key == elder)).scalar_one()
    for topic, entry in sorted(theirs.items()):
        own = shown.get((topic, elder))
        going_on = _one_of(own, entry, elder, own_id)
        # What no longer is the elder's is kept with the younger: an editor may part them again.
        takes_turns = own is not None and going_on.id == (entry.id or own_id)
        left = replace(own, cluster=younger, id=own.id or elder_id) if own is not None and takes_turns else entry
        topics.show(connection, [going_on, replace(left, withdrawn=True)])


def _one_of(own: Shown | None, other: Shown, elder: str, other_id: str) -> Shown:
    """Return the entry that goes on: the one that readers know best; where they know both alike, the elder's."""
    if own is not None and _known(own) >= _known(other):
        # A topic is as new as its newest entry, and never goes back: not even where that one leaves it.
        return own if other.withdrawn else replace(own, updated=max(own.updated, other.updated))
    updated = other.updated if own is None else max(own.updated, other.updated)
    return replace(other, cluster=elder, id=other.id or other_id, updated=updated)


def _known(entry: Shown) -> int:
    """How well readers know an entry: they see it, saw it, will see it, or never saw it."""
    is_seen = entry.held_until is None
    return (2 if is_seen else 0) + (0 if entry.withdrawn else 1)


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
