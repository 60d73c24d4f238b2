"""The whole site as files for any host: everything from the store, into a folder that is not the service's. It reads the store only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from bot.cleaning.habits import Habits
from bot.config import Settings
from bot.errors import PublishError
from bot.model import Site, Topic
from bot.publication.archiving import Entries, in_turn
from bot.publication.editions import Edition, Editions
from bot.publication.entries import apart_of, put_together
from bot.publication.formers import formers
from bot.publication.opened import read
from bot.publication.origins import Naming
from bot.publishing import archives as months
from bot.publishing.audience import documents
from bot.publishing.compressing import compress
from bot.publishing.files import Folder
from bot.publishing.hosting import FEEDS, notices, rules
from bot.publishing.press import Press, Store
from bot.publishing.site import render_assets, render_front
from bot.reasons import told, what_is_taken_off
from bot.selection import Selection
from bot.store import addresses, archives, private, topics
from bot.store.database import Database
from bot.store.repairs import merged_into
from bot.telemetry import Progress, in_silence
from bot.web.replying import SECURITY

#: Clusters whose pages are put together at once.
PORTION: Final = 500

_CLUSTERS, _SOURCES = "clusters/", "sources/"


@dataclass(slots=True, kw_only=True)
class Exported:
    """What became of the files; siblings that are compressed are not counted."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def export(  # noqa: PLR0913 (one value each)
    settings: Settings,
    database: Database,
    directory: Path,
    now: datetime,
    *,
    base_url: str | None = None,
    progress: Progress = in_silence,
) -> Exported:
    """Make *directory* hold the public site as the store has it *now*; only what changed is touched, and nothing of others.

    With *base_url* that is where readers reach it, in place of the configured one.

    Raises:
        StoreError: the database cannot be read.
        PublishError: a file cannot be written, or the folder is the service's own.
    """
    data = settings.data.resolve()
    if directory.resolve() == data or data in directory.resolve().parents:
        raise PublishError(str(directory), f"is in the data folder of the service ({data}); name another one")
    site = replace(settings.as_site(), is_served=False)
    if base_url is not None:
        # Nobody tells hubs of what is published there.
        site = replace(site, base_url=base_url, hubs=())
    export = _Export(settings, database, Folder(directory), Naming(database).of(site, settings.sources), now, progress)
    export.run()
    compress(directory, sorted(export.wanted))
    return export.done


class _Export:
    def __init__(  # noqa: PLR0913, PLR0917 (one value each)
        self, settings: Settings, database: Database, folder: Folder, site: Site, now: datetime, progress: Progress
    ) -> None:
        self._settings = settings
        self._database = database
        self._folder = folder
        self._site = site
        self._now = now
        self._progress = progress
        self._coverage = Selection(settings).coverage
        self._habits: Habits = what_is_taken_off(database)
        self._editions = Editions(settings, database, self._coverage)
        self._press = Press(Store())
        with database.reading() as connection:
            self._secret = private.slugs(connection).union(topic.slug for topic in settings.topics if topic.private)
        self._public = {topic.slug for topic in settings.topics} - self._secret
        self._left = self._topics_that_left()
        # Kept for the former addresses of renamed topics.
        self._copied: dict[str, bytes] = {
            f"topics/{slug}{end}": b"" for slug in self._left.values() if slug for end in FEEDS
        }
        self._every: dict[str, Topic] = {}
        self._named: set[str] = set()  # sources that pages of events link to
        self.wanted: set[str] = set()
        self.done = Exported()

    def run(self) -> None:
        """Write everything, what is linked to before what links to it as far as can be, and remove what is no more."""
        had = self._folder.paths()
        self._put(render_assets())
        for edition in self._editions.editions(self._now, self._habits):
            self._every = {topic.slug: topic for topic in edition.every if topic.slug in self._public}
            self._publish(edition)
        self._publish_others(had)
        self._put(render_front(tuple(self._every.values()), self._site, self._press))
        # Pages of events that no topic has room for link to sources, too, and so do pages that others kept.
        linked = {path for path in had if path.startswith(_SOURCES)} | {
            f"{_SOURCES}{name}.html" for name in self._named
        }
        rest = {path: path.removeprefix(_SOURCES).removesuffix(".html") for path in sorted(linked - self.wanted)}
        self._put({path: self._press.nothing_of(name) for path, name in rest.items()})
        self._publish_addresses()
        self.done.removed = len(self._folder.keep_only(self.wanted))

    def _put(self, files: Mapping[str, bytes]) -> None:
        done = self._folder.write(files)
        self.wanted.update(files)
        self._copied |= {path: files[path] for path in self._copied.keys() & files.keys()}
        self.done.written += len(done.written)
        self.done.unchanged += done.unchanged
        self._progress("files published", self.done.written + self.done.unchanged)

    # What topics show

    def _publish(self, edition: Edition) -> None:
        """Write a portion: of what private topics have in it, nothing."""
        edition = replace(
            edition,
            topics=tuple(topic for topic in edition.topics if topic.slug in self._public),
            elsewhere=tuple(topic for topic in edition.elsewhere if topic.slug in self._public),
            every=tuple(topic for topic in edition.every if topic.slug in self._public),
            former=formers(self._database, edition.clusters, self._habits),
        )
        why = told(self._settings, self._database, edition, self._habits, self._now)
        [audience] = [one for one in edition.audiences() if one.private is None]
        self._named.update(
            seen.source for one in edition.clusters for member in one.members for seen in member.sightings
        )
        entries: Entries = partial(self._editions.entries, now=self._now, habits=self._habits)
        audience = replace(audience, topics=tuple(self._archived(topic, entries) for topic in audience.topics))
        self._put(documents(audience, self._site, why, edition.withdrawn, self._press, edition.pages, edition.former))

    def _archived(self, topic: Topic, entries: Entries) -> Topic:
        """Write the months of a topic that are over, one after the other."""
        with self._database.reading() as connection:
            over = archives.months(connection, topic.slug, self._now)
        topic = replace(topic, archives=months.names((one.name, one.entries) for one in over))
        for one in over:
            with self._database.reading() as connection:
                shown = archives.entries(connection, topic.slug, one.name)
            self._put(months.documents(topic, self._site, {one.name: in_turn(shown, entries)}))
        return topic

    # Pages of events that topics have no room for

    def _publish_others(self, had: Iterable[str]) -> None:
        """Write the pages of all that topics let in, as archives lead there, and of all that ever had one here."""
        with self._database.reading() as connection:
            keys = {key for slug in self._public for key in topics.newest_clusters(connection, slug, -1, now=self._now)}
        keys |= {path.removeprefix(_CLUSTERS).removesuffix(".html") for path in had if path.startswith(_CLUSTERS)}
        rest = iter(sorted(key for key in keys if f"{_CLUSTERS}{key}.html" not in self.wanted))
        while some := list(islice(rest, PORTION)):
            with self._database.reading() as connection:
                edition = self._others(connection, some)
            self._publish(edition)

    def _others(self, connection: Any, keys: list[str]) -> Edition:
        """Read these clusters for their pages alone: in the topics that let them in, else apart, else not at all."""
        merged = merged_into(connection, keys)
        opened = read(connection, [key for key in keys if key not in merged], self._now, self._habits, self._coverage)
        rows: dict[str, list[topics.Shown]] = {}
        hidden: set[str] = set()
        for (slug, key), shown in topics.shown(connection, keys).items():
            if slug in self._public and not shown.withdrawn and shown.held_until is None:
                rows.setdefault(slug, []).append(shown)
            elif slug in self._secret and not shown.withdrawn:
                hidden.add(key)
        placed = {shown.cluster for several in rows.values() for shown in several}
        alone = [key for key in opened if key not in placed | hidden]
        leads = {key: into for key, into in merged.items() if key not in hidden}
        return Edition(
            topics=(),
            elsewhere=tuple(
                replace(self._every[slug], entries=put_together(rows[slug], opened))
                for slug in self._every
                if slug in rows
            ),
            pages=frozenset(placed),
            fresh=None,
            withdrawn={key: one.withdrawn for key, one in opened.items() if one.withdrawn},
            apart=tuple(apart_of(opened[key].cluster) for key in alone),
            merged=leads,
            due=(),
            secret=private.reach(connection, sorted({*keys, *merged.values()}), self._now),
            held_back=frozenset().union(*(one.held_back for one in opened.values())),
            every=tuple(self._every.values()),
            is_whole=False,
            is_first=False,
            is_last=False,
        )

    # Where topics were

    def _topics_that_left(self) -> dict[str, str | None]:
        """The topics that are no longer at their address, and the slugs that they have now; None: gone, as far as anybody may know."""
        found: dict[str, str | None] = {}
        with self._database.reading() as connection:
            for slug in sorted({*addresses.left(connection), *self._secret} - self._public):
                former = private.former(connection, slug)
                if former is not None:
                    found[slug] = former.moved_to if former.moved_to in self._public else None
        return found

    def _publish_addresses(self) -> None:
        moved = {old: slug for old, slug in self._left.items() if slug is not None}
        self._put(notices(self._site, [slug for slug, now in self._left.items() if now is None], moved))
        # For hosts that redirect nothing: whoever is subscribed at the former address reads on there.
        for old, slug in moved.items():
            self._put({f"topics/{old}{end}": self._copied[f"topics/{slug}{end}"] for end in FEEDS})
        self._put(rules(self._site, self.wanted, moved, SECURITY))
