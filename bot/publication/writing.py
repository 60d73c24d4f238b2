"""Editions -> files: make their documents for each audience, put them in place, and let them have compressed siblings after that."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import islice

from bot.config import Settings
from bot.model import Site, Topic
from bot.publication import archiving
from bot.publication.archiving import Entries
from bot.publication.editions import Edition
from bot.publishing.archives import ENDINGS
from bot.publishing.audience import Audience, documents, site_of
from bot.publishing.compressing import compress
from bot.publishing.files import Folder, Written
from bot.publishing.pages import Why
from bot.publishing.press import Press, Store
from bot.publishing.site import render_assets, render_front
from bot.store import archives, telling
from bot.store.database import Database

#: Files that are compressed in one go: what is left waits for the next, and is served as it is. Some seconds.
PACKED_AT_ONCE = 1_000

_CLUSTERS, _SOURCES = "clusters/", "sources/"
_FEED = re.compile(r"topics/[a-z0-9-]+\.(?:atom|rss|json)")  # no archive: nobody subscribes to one


@dataclass(slots=True, kw_only=True)
class Count:
    """What became of public files."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def add(self, done: Written) -> None:
        """Count what one write did."""
        self.written += len(done.written)
        self.unchanged += done.unchanged
        self.removed += len(done.removed)


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What is known of the documents of one audience."""

    folder: Folder
    prefix: str  #: of their paths in the folder
    press: Press
    archived: dict[str, frozenset[str]] = field(default_factory=dict)  #: paths of archives, by topic
    wanted: set[str] = field(default_factory=set)  #: paths of all that is part of an edition that is whole
    site: Site | None = None  #: as they know it; None: none of their topics is in the edition
    topics: tuple[Topic, ...] = ()  #: all of theirs, without entries


class Publication:
    """The published files of one configuration. What was made is remembered from one edition to the next."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._store = Store()
        self._public, self._private = Folder(settings.public, self._announce), Folder(settings.private)
        self._are_announced = True  # feeds to hubs, perhaps by a process that was killed
        self._now = datetime.min.replace(tzinfo=UTC)  # of what is being written
        self._desks: dict[str | None, _Desk] = {}
        self._unpacked: dict[str, None] = {}  # paths of public files that may have no siblings yet, the newest first
        self._count = Count()

    def write(  # noqa: PLR0913, PLR0917 (one value each)
        self, edition: Edition, site: Site, veil: str, why: Why, entries: Entries, now: datetime
    ) -> Count:
        """Put an edition in place, or a portion of it; return what became of all of its portions so far.

        *veil* stands for the token in the addresses of private documents.

        Raises:
            StoreError: the database cannot be read or written.
            PublishError: a file cannot be written; what was published before is still there, whole.
        """
        self._now = now
        if edition.is_first:
            self._begin(edition, site, veil)
        months: list[archives.Written] = []
        for one in edition.audiences():
            theirs = site_of(one.private, site, veil)
            put = partial(self._put, self._desks[one.private])
            audience, written = archiving.archive(self._database, one, theirs, entries, now, self._settings, put)
            months += written
            self._write(audience, theirs, edition, why)
            if audience.private is None:
                there = sum(map(len, audience.archived.values()))
                self._count.unchanged += there - sum(len(ENDINGS) * month.documents for month in written)
        if edition.is_last:
            self._write_frames(edition)
            if edition.is_whole:
                self._remove_others()
        archiving.mark_written(self._database, months)
        if edition.is_last and self._are_announced:
            with self._database.writing() as connection:
                telling.release(connection)
            self._are_announced = False
        return self._count

    def pack(self) -> bool:
        """Let some public files that have none yet have compressed siblings; tell whether there are more of them.

        Raises:
            PublishError: a sibling cannot be written.
        """
        some = list(islice(self._unpacked, PACKED_AT_ONCE))
        compress(self._settings.public, some)
        for path in some:
            del self._unpacked[path]
        return bool(self._unpacked)

    def _announce(self, paths: Sequence[str]) -> None:
        """Note which hubs are to be told of these public files, before they are there: after a kill nobody knows that they changed."""
        feeds = [path for path in paths if _FEED.fullmatch(path)] if self._settings.site.hubs else []
        if feeds:
            self._are_announced = True
            with self._database.writing() as connection:
                telling.announce(connection, self._settings.site.hubs, feeds, self._now)

    def _begin(self, edition: Edition, site: Site, veil: str) -> None:
        self._count = Count()
        for desk in self._desks.values():
            desk.site = None
        if not edition.is_whole:
            return
        before, self._desks = self._desks, {}
        for private in (None, *(topic.slug for topic in edition.every if topic.is_private)):
            press = before[private].press if private in before else Press(self._store, private)
            press.reprint()
            self._desks[private] = _Desk(
                folder=self._public if private is None else self._private,
                prefix="" if private is None else f"{private}/",
                press=press,
                site=site_of(private, site, veil),
                topics=tuple(one for one in edition.every if (one.slug if one.is_private else None) == private),
            )
            self._put(self._desks[private], render_assets())

    def _write(self, audience: Audience, site: Site, edition: Edition, why: Why) -> None:
        desk = self._desks[audience.private]
        if audience.topics:
            desk.site = site
        files = documents(audience, site, why, edition.withdrawn, desk.press, edition.pages, edition.former)
        gone = {f"{_CLUSTERS}{key}.html" for key in audience.gone}
        for slug, paths in audience.archived.items():
            gone |= desk.archived.get(slug, frozenset()) - paths
            desk.archived[slug] = paths
            desk.wanted |= paths
        self._put(desk, files, gone)

    def _write_frames(self, edition: Edition) -> None:
        """Write what is about all topics of those audiences of which any changed."""
        for desk in self._desks.values():
            if desk.site is not None:
                self._put(desk, render_front(desk.topics, desk.site, desk.press))
            if edition.is_whole:
                # A source that had a page has one, configured or not: pages of events link to it, and those stay.
                had = sorted(self._paths(desk, _SOURCES) - desk.wanted)
                names = {path: path.removeprefix(_SOURCES).removesuffix(".html") for path in had}
                self._put(desk, {path: desk.press.nothing_of(name) for path, name in names.items()})

    def _paths(self, desk: _Desk, folder: str) -> set[str]:
        begin = desk.prefix + folder
        if desk.folder is self._private and not self._settings.private.exists():
            return set()
        return {path.removeprefix(desk.prefix) for path in desk.folder.paths() if path.startswith(begin)}

    def _remove_others(self) -> None:
        """Remove what is published no more. Pages of clusters stay: readers keep old entries, and those link to them."""
        for folder, path in ((self._public, self._settings.public), (self._private, self._settings.private)):
            if not path.exists():
                continue
            desks = [desk for desk in self._desks.values() if desk.folder is folder]
            wanted = {desk.prefix + one for desk in desks for one in desk.wanted}
            kept = tuple(desk.prefix + _CLUSTERS for desk in desks)
            removed = folder.keep_only([one for one in folder.paths() if one in wanted or one.startswith(kept)])
            if folder is self._public:
                self._count.removed += len(removed)
                self._unpacked |= dict.fromkeys(folder.paths())
        for desk in self._desks.values():
            desk.wanted.clear()

    def _put(self, desk: _Desk, files: Mapping[str, bytes], gone: Collection[str] = ()) -> None:
        done = desk.folder.write(
            {desk.prefix + path: content for path, content in files.items()}, [desk.prefix + path for path in gone]
        )
        desk.wanted.update(files)
        if desk.folder is self._public:
            self._count.add(done)
            self._unpacked = dict.fromkeys(done.written) | self._without(done.removed)

    def _without(self, removed: Iterable[str]) -> dict[str, None]:
        for path in removed:
            self._unpacked.pop(path, None)
        return self._unpacked
