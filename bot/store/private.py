"""Which topics are private, and what of the rest of the program's memory follows from it: who may see a cluster.

Private is remembered here and not only configured: a topic that left the configuration while it was private stays a secret.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.model import Reach
from bot.store import addresses, subscribers, tables, topics
from bot.store.addresses import Former

_private, _known, _entry = tables.private_topic.c, tables.known_topic.c, tables.topic_entry.c
_story, _cluster = tables.story.c, tables.cluster.c
_VEIL = "private address"


def keep(connection: Connection, private: Mapping[str, Iterable[str]], public: Iterable[str]) -> None:
    """Remember that these topics are *private* from now on, each with the slugs that it had before, and these *public*.

    To be called before their addresses are kept: from those follows which were public until now. Pages of what a topic
    shows are written again when it becomes private or public, as they say in which topics a cluster is.
    """
    rows = connection.execute(select(_private.slug, _private.was_public))
    were = {row[0]: row[1] for row in rows}
    for slug, formerly in private.items():
        if slug not in were:
            was_public = _is_known(connection, slug)
            connection.execute(insert(tables.private_topic).values(slug=slug, was_public=was_public))
            _have_pages_written(connection, [slug, *formerly])
        for old in formerly:
            if moved_to(connection, old) != slug:
                subscribers.rename(connection, old, slug)
    for slug in public:
        if slug in were:
            connection.execute(delete(tables.private_topic).where(_private.slug == slug))
            _have_pages_written(connection, [slug])


def slugs(connection: Connection) -> frozenset[str]:
    """The topics that only subscribers may read, also those that left the configuration."""
    return frozenset(connection.scalars(select(_private.slug)))


def former(connection: Connection, slug: str) -> Former | None:
    """What the public may know of what became of a topic that is not at its address: of one that was never public, nothing."""
    was_public = _was_public(connection, slug)
    found = addresses.find(connection, slug) if was_public is not False else None
    if found is not None and found.moved_to is not None and _was_public(connection, found.moved_to) is not None:
        return Former(None)  # where it is now is a secret
    return found or (Former(None) if was_public else None)


def moved_to(connection: Connection, slug: str) -> str | None:
    """The slug that a topic has now which had this one; None if none had."""
    return connection.scalar(select(_known.moved_to).where(_known.slug == slug))


def reach(connection: Connection, clusters: Iterable[str], now: datetime) -> dict[str, Reach]:
    """Who may see those of these clusters at *now* that a private topic shows or once did; all others are no secret."""
    secret = slugs(connection)
    if not secret:
        return {}
    columns = (_entry.cluster, _entry.topic, _entry.withdrawn, _entry.held_until)
    rows: dict[str, list[tuple[str, bool, datetime | None]]] = {}
    for some in tables.in_portions(clusters):
        for cluster, *row in connection.execute(select(*columns).where(_entry.cluster.in_(some))):
            rows.setdefault(cluster, []).append((row[0], row[1], row[2]))
    found: dict[str, Reach] = {}
    for cluster, shown in rows.items():
        if any(topic in secret for topic, _, _ in shown):
            found[cluster] = _reach(shown, secret, now)
    return found


def secret_stories(connection: Connection, keys: Iterable[str], now: datetime) -> frozenset[str]:
    """Those of these stories that the public may not see at *now*: only private topics show their clusters, or did."""
    if connection.execute(select(_private.slug).limit(1)).first() is None:
        return frozenset()
    clusters: dict[str, str] = {}
    for some in tables.in_portions(keys):
        placed = select(_story.key, _story.cluster).where(_story.key.in_(some), _story.cluster.is_not(None))
        clusters |= {row[0]: row[1] for row in connection.execute(placed)}
    found = reach(connection, sorted({*clusters.values()}), now)
    return frozenset(key for key, cluster in clusters.items() if cluster in found and not found[cluster].is_public)


def veil(connection: Connection) -> str | None:
    """What stands in files of private topics where each subscriber reads the token; None before the first was written."""
    return topics.setting(connection, _VEIL)


def make_veil(connection: Connection) -> str:
    """Return what stands for tokens in files from now on, for ever.

    Nobody knows it outside: a story that said it would have every subscriber's token put into its own text, and its links.
    """
    found = veil(connection) or secrets.token_hex(20)
    topics.remember(connection, _VEIL, found)
    return found


def _reach(shown: Iterable[tuple[str, bool, datetime | None]], secret: frozenset[str], now: datetime) -> Reach:
    shown = list(shown)
    to_some = [is_withdrawn for topic, is_withdrawn, _ in shown if topic in secret]
    # What is held back nobody saw yet.
    to_all = [
        is_withdrawn
        for topic, is_withdrawn, held_until in shown
        if topic not in secret and (held_until is None or held_until <= now)
    ]
    is_there = not all(to_all)
    # What the public saw once stays as it was, unless it goes on as a secret.
    is_public = is_there or (bool(to_all) and all(to_some))
    return Reach(is_public, frozenset(topic for topic, _, _ in shown if topic in secret))


def _is_known(connection: Connection, slug: str) -> bool:
    known = exists().where(_known.slug == slug) | exists().where(_entry.topic == slug)
    return bool(connection.scalar(select(known)))


def _was_public(connection: Connection, slug: str) -> bool | None:
    """Whether a private topic was public before; None for one that is not private."""
    return connection.scalar(select(_private.was_public).where(_private.slug == slug))


def _have_pages_written(connection: Connection, slugs: Iterable[str]) -> None:
    shown = select(_entry.cluster).where(_entry.topic.in_(list(slugs)))
    connection.execute(update(tables.cluster).where(_cluster.key.in_(shown)).values(page_due=True))
