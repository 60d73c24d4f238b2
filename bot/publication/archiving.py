"""Months that are over, from the store into documents: only those in which something changed are read and written."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import TypeAlias

from bot.config import Settings
from bot.model import Site, Topic, TopicEntry
from bot.publishing import archives as writing
from bot.publishing.audience import Audience
from bot.store import archives as store
from bot.store.archives import Month, Written
from bot.store.database import Database
from bot.store.tables import in_portions
from bot.store.topics import Shown

#: How entries of topics are put together: those that cannot be shown now are left out.
Entries: TypeAlias = Callable[[Sequence[Shown]], Sequence[TopicEntry]]
#: Whether a published file is there, by its path.
IsThere: TypeAlias = Callable[[str], bool]
#: What puts documents in place, given by path.
Put: TypeAlias = Callable[[Mapping[str, bytes]], object]


def archive(  # noqa: PLR0913, PLR0917 (one value each)
    database: Database,
    audience: Audience,
    site: Site,
    entries: Entries,
    now: datetime,
    settings: Settings,
    put: Put,
) -> tuple[Audience, tuple[Written, ...]]:
    """Name the archives of an audience's topics, and *put* those in place in which something changed, or of which a file is not there.

    Returns the audience with them, and what `mark_written` is to be told once all is published. Months are read and put one after the
    other; the *site* is as the audience knows it. What feeds and sources are called, and what is learned of habits, is in an archive
    as it was when it was last written.

    Raises:
        StoreError: the database cannot be read.
        PublishError: a file cannot be written.
    """
    folder = settings.public if audience.private is None else settings.private / audience.private
    named: list[Topic] = []
    written: list[Written] = []
    with database.reading() as connection:
        months = {topic.slug: store.months(connection, topic.slug, now) for topic in audience.topics}
    for before in audience.topics:
        topic = replace(before, archives=writing.names((one.name, one.entries) for one in months[before.slug]))
        stamp = _stamp(topic, site)
        documents = [writing.month_of(name) for name in topic.archives]
        for month in _due(topic, months[topic.slug], stamp, lambda path: (folder / path).is_file()):
            with database.reading() as connection:
                shown = store.entries(connection, topic.slug, month)
            put(writing.documents(topic, site, {month: in_turn(shown, entries)}))
            written.append(Written(topic.slug, month, documents.count(month), stamp))
        named.append(topic)
    archived = {topic.slug: writing.paths(topic) for topic in named}
    return replace(audience, topics=tuple(named), archived=archived), tuple(written)


def in_turn(shown: Sequence[Shown], entries: Entries) -> Iterator[TopicEntry]:
    """Put entries of a topic together, a few at a time."""
    for some in in_portions(shown, writing.AT_ONCE):
        yield from entries(some)


def mark_written(database: Database, written: Sequence[Written]) -> None:
    """Say that the archives are published.

    Raises:
        StoreError: the database cannot be written.
    """
    if written:
        with database.writing() as connection:
            store.mark_written(connection, written)


def _due(topic: Topic, months: Sequence[Month], stamp: str, is_there: IsThere) -> list[str]:
    before = [name for one in months for name in writing.names_of(one.name, one.documents)]
    due = writing.moved(before, topic.archives) | {one.name for one in months if one.is_due or one.stamp != stamp}
    missing = {writing.month_of(path.rsplit("/", 1)[1]) for path in writing.paths(topic) if not is_there(path)}
    return sorted(due | missing)


@cache
def _release() -> str:
    return version("storyfold")


def _stamp(topic: Topic, site: Site) -> str:
    """Fingerprint of what an archive says that is no entry's, and of who wrote it: where it differs all are written anew."""
    said = (site.title, site.base_url, site.id_authority, topic.title, topic.description, topic.language, topic.minted)
    return hashlib.sha256(json.dumps([_release(), *said]).encode()).hexdigest()
