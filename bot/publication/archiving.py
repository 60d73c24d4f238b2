"""Months that are over, from the store into documents: only those in which something changed are read and written."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
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
from bot.store.topics import Shown

#: How entries of topics are put together: those that cannot be shown now are left out.
Entries: TypeAlias = Callable[[Sequence[Shown]], Sequence[TopicEntry]]
#: Whether a published file is there, by its path.
IsThere: TypeAlias = Callable[[str], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Archives:
    """What is to be published of months that are over."""

    topics: tuple[Topic, ...]  #: with the names of their archives
    files: dict[str, bytes]  #: that have to be written, by path
    paths: frozenset[str]  #: of all archives of these topics, whether or not they have to be written
    written: tuple[Written, ...]  #: what `mark_written` is to be told once they are
    again_at: datetime | None  #: when time alone makes more of them; None if it does not


def archives(  # noqa: PLR0913 (one value each)
    database: Database,
    topics: Iterable[Topic],
    site: Site,
    entries: Entries,
    now: datetime,
    *,
    is_there: IsThere = lambda _: True,
) -> Archives:
    """Name the archives of *topics*, and write those in which something changed, or of which a file is not there.

    What feeds and sources are called, and what is learned of habits, is in an archive as it was when it was last written.

    Raises:
        StoreError: the database cannot be read.
    """
    named: list[Topic] = []
    files: dict[str, bytes] = {}
    written: list[Written] = []
    with database.reading() as connection:
        months = {topic.slug: store.months(connection, topic.slug, now) for topic in topics}
        again_at = store.again_at(connection, now)
    for before in topics:
        topic = replace(before, archives=writing.names((one.name, one.entries) for one in months[before.slug]))
        stamp = _stamp(topic, site)
        due = _due(topic, months[topic.slug], stamp, is_there)
        for month in due:
            with database.reading() as connection:
                shown = store.entries(connection, topic.slug, month)
            files |= writing.documents(topic, site, {month: entries(shown)})
        documents = [writing.month_of(name) for name in topic.archives]
        written += [Written(topic.slug, month, documents.count(month), stamp) for month in due]
        named.append(topic)
    return Archives(
        topics=tuple(named),
        files=files,
        paths=frozenset(path for topic in named for path in writing.paths(topic)),
        written=tuple(written),
        again_at=again_at,
    )


def archive(  # noqa: PLR0913, PLR0917 (one value each)
    database: Database, audience: Audience, site: Site, entries: Entries, now: datetime, settings: Settings
) -> tuple[Audience, Archives]:
    """Give an audience the archives of its topics, with the *site* as it knows it.

    Raises:
        StoreError: the database cannot be read.
    """
    folder = settings.public if audience.private is None else settings.private / audience.private
    found = archives(database, audience.topics, site, entries, now, is_there=lambda path: (folder / path).is_file())
    archived = {topic.slug: writing.paths(topic) for topic in found.topics}
    return replace(audience, topics=found.topics, archives=found.files, archived=archived), found


def mark_written(database: Database, found: Iterable[Archives]) -> None:
    """Say that the archives are published.

    Raises:
        StoreError: the database cannot be written.
    """
    if written := [month for one in found for month in one.written]:
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
