"""Where topics are and were: every slug that was ever published is remembered, as subscribers hang on its addresses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.store import tables, timestamps, tombstones

_known, _entry, _editorial = tables.known_topic.c, tables.topic_entry.c, tables.editorial.c


class Former(NamedTuple):
    """What became of a topic that is no longer at its address."""

    moved_to: str | None  #: slug of the topic that it is now, which is there; None: it is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a configuration changed about topics that were published before."""

    renamed: tuple[tuple[str, str], ...] = ()  #: former slug and present one, in the order of the configuration
    gone: tuple[str, ...] = ()  #: slugs, sorted
    back: tuple[str, ...] = ()  #: slugs that were gone or led elsewhere, in the order of the configuration


def keep(connection: Connection, topics: Mapping[str, Iterable[str]], now: datetime) -> News:
    """Remember that exactly these *topics* are published from now on; each comes with the slugs that it had before.

    What a renamed topic shows moves to its new slug with its ids and times, and with what editors decided for it. Where
    the new slug was there already and showed a cluster too, that entry stays, and is as new as both were.
    """
    known = _known_topics(connection)
    back = tuple(slug for slug in topics if slug in known and not known[slug].is_there)
    for slug in topics:
        values = {"gone_since": None, "moved_to": None}
        statement = insert(tables.known_topic).values(slug=slug, first_published=now, **values)
        connection.execute(statement.on_conflict_do_update(index_elements=["slug"], set_=values))
    renamed = tuple(
        (old, slug)
        for slug, formerly in topics.items()
        for old in formerly
        if old not in known or known[old].moved_to != slug
    )
    taken = {slug for slug in topics if slug in known and known[slug].is_there}
    for old, slug in renamed:
        if slug not in taken:
            _mint(connection, slug, minted(connection).get(old, old))
            if slug not in known and old in known:
                begun = {
                    name: select(_known[name]).where(_known.slug == old).scalar_subquery()
                    for name in ("first_published", "empty_at")
                }
                connection.execute(update(tables.known_topic).where(_known.slug == slug).values(begun))
        _move(connection, old, slug, is_taken=slug in taken)
        _redirect(connection, old, slug, now)
        taken.add(slug)
    for slug in topics:
        if slug not in taken:
            _mint(connection, slug, slug)
    former = {old for formerly in topics.values() for old in formerly}
    gone = tuple(sorted(slug for slug, one in known.items() if one.is_there and slug not in {*topics, *former}))
    for slug in gone:
        connection.execute(update(tables.known_topic).where(_known.slug == slug).values(gone_since=now))
    return News(renamed=renamed, gone=gone, back=back)


def find(connection: Connection, slug: str) -> Former | None:
    """What became of the topic of this slug; None for one that is there, and for one that never was."""
    target = tables.known_topic.alias()
    query = (
        select(_known.gone_since, _known.moved_to, target.c.slug, target.c.gone_since)
        .outerjoin(target, target.c.slug == _known.moved_to)
        .where(_known.slug == slug)
    )
    row = connection.execute(query).one_or_none()
    if row is None or (row[0] is None and row[1] is None):
        return None
    is_target_there = row[2] is not None and row[3] is None
    return Former(row[1] if is_target_there else None)


def left(connection: Connection) -> list[str]:
    """The slugs of all topics that are no longer at their address, sorted."""
    is_left = _known.gone_since.is_not(None) | _known.moved_to.is_not(None)
    return list(connection.scalars(select(_known.slug).where(is_left).order_by(_known.slug)))


def minted(connection: Connection) -> dict[str, str]:
    """What the ids of feeds say in place of their slugs, by slug, where it is not the slug: ids are for ever (RFC 4287, 4.2.6)."""
    rows = connection.execute(select(_known.slug, _known.minted).where(_known.minted.is_not(None)))
    return {row[0]: row[1] for row in rows}


def began(connection: Connection) -> dict[str, datetime]:
    """When each topic was first published, under this slug or, if it got it later, under the one before."""
    return {row[0]: row[1] for row in connection.execute(select(_known.slug, _known.first_published))}


def note_empty(connection: Connection, slugs: Iterable[str]) -> None:
    """Write down that topics are published without any entry ever, before anybody can read it."""
    for slug in slugs:
        here = (_known.slug == slug) & _known.empty_at.is_(None)
        connection.execute(update(tables.known_topic).where(here).values(empty_at=_known.first_published))


def empty_at(connection: Connection, slug: str) -> datetime | None:
    """What the feeds of a topic said of their age before its first entry came; None if they always had one."""
    return connection.execute(select(_known.empty_at).where(_known.slug == slug)).scalar_one_or_none()


def _mint(connection: Connection, slug: str, wanted: str) -> None:
    """Give a topic that is new under its slug what its id says: no two topics ever say the same."""
    others = {one: name for one, name in minted(connection).items() if one != slug}
    if wanted == slug and slug not in others.values():
        return  # nobody else had it
    name, number = wanted, 1
    # A former topic whose id goes on under this slug no longer has it.
    while wanted == slug and name in others.values():
        number += 1
        name = f"{wanted}-{number}"
    connection.execute(update(tables.known_topic).where(_known.slug == slug).values(minted=name))


class _Known(NamedTuple):
    is_there: bool
    moved_to: str | None


def _known_topics(connection: Connection) -> dict[str, _Known]:
    rows = connection.execute(select(_known.slug, _known.gone_since, _known.moved_to)).all()
    if rows:
        return {slug: _Known(gone_since is None and moved_to is None, moved_to) for slug, gone_since, moved_to in rows}
    # Slugs were not always remembered: what topics showed before says which there were.
    shown = connection.execute(select(_entry.topic, func.min(_entry.published)).group_by(_entry.topic)).all()
    for slug, first in shown:
        connection.execute(insert(tables.known_topic).values(slug=slug, first_published=first))
    return {slug: _Known(is_there=True, moved_to=None) for slug, _ in shown}


def _move(connection: Connection, old: str, slug: str, *, is_taken: bool) -> None:
    shown, other = tables.topic_entry, tables.topic_entry.alias()
    in_both = (_entry.topic == slug) & _entry.cluster.in_(select(other.c.cluster).where(other.c.topic == old))
    if is_taken:
        theirs = select(other.c.updated).where(other.c.topic == old, other.c.cluster == _entry.cluster)
        newer = func.max(_entry.updated, theirs.scalar_subquery())  # of two values: the later one
        connection.execute(update(shown).where(in_both).values(updated=newer))
    else:  # nobody reads what is left of a topic that had this slug once
        connection.execute(delete(shown).where(in_both))
    there = select(other.c.cluster).where(other.c.topic == slug)
    moved = (_entry.topic == old) & _entry.cluster.not_in(there)
    connection.execute(update(shown).where(moved).values(topic=slug))
    connection.execute(update(tables.editorial).where(_editorial.topic == old).values(topic=slug))
    tombstones.move(connection, old, slug, is_taken=is_taken)


def _redirect(connection: Connection, old: str, slug: str, now: datetime) -> None:
    values = {"gone_since": func.coalesce(_known.gone_since, timestamps.written(now)), "moved_to": slug}
    statement = insert(tables.known_topic).values(slug=old, first_published=now, gone_since=now, moved_to=slug)
    connection.execute(statement.on_conflict_do_update(index_elements=["slug"], set_=values))
    # An address leads where the topic is, not from one of its former places to the next.
    connection.execute(update(tables.known_topic).where(_known.moved_to == old).values(moved_to=slug))
