"""What topics show -> what is to be published: only of topics and clusters with changes, of all of them where nobody knows.

What was read is remembered until it changes. That a topic changed is known from what was written about it (`touched`), from the
time (holds, windows, months), and from what its entries and pages say of others: stories in other clusters that they name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

from bot.cleaning.habits import Habits
from bot.config import Settings, TopicSettings
from bot.model import Cluster, Reach, Topic, TopicEntry
from bot.publication.entries import apart_of, entry_of, put_together
from bot.publication.opened import Count, Names, Opened, Rows, Shelf, read, seen
from bot.publishing.audience import Audience, audiences
from bot.publishing.pages import Apart, Former, Withdrawn
from bot.store import addresses, archives, clusters, private, tables, tombstones, topics
from bot.store.database import Database
from bot.store.repairs import merged_into
from bot.store.topics import Shown
from bot.topics import part

#: Entries that are put together at once, and at least those of one topic: some 20 MB with what is made of them.
PORTION = 200
#: Pages of clusters that are read anew at once because they alone are due: what is more waits for the next edition.
_DUE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is to be published at one time, or a portion of it."""

    topics: tuple[Topic, ...]  #: those that may have changed
    elsewhere: tuple[Topic, ...]  #: others that show clusters whose pages are to be written, with these entries alone
    pages: frozenset[str]  #: keys of the clusters whose pages are to be written, as far as topics show them
    fresh: frozenset[str] | None  #: keys of the clusters of which topics may show what nobody saw yet; None: of all
    withdrawn: Mapping[str, tuple[Withdrawn, ...]]  #: what sources took back, by key of the cluster
    apart: tuple[Apart, ...]  #: clusters whose pages show what they may not, or are led to, in a topic or not
    merged: Mapping[str, str]  #: where pages lead whose clusters became part of others: key of the one, of the other
    due: tuple[str, ...]  #: keys of the clusters whose pages do
    secret: Mapping[str, Reach]  #: who may see those of these clusters that private topics show or once did, by key
    held_back: frozenset[str]  #: keys of stories that others were compared with, but that may not be published
    every: tuple[Topic, ...]  #: all topics, without their entries
    former: Mapping[str, Sequence[Former]] = field(
        default_factory=dict
    )  #: texts that stories had, by key, oldest first
    is_whole: bool  #: it is a portion of all that is published: what is in no portion is published no more
    is_first: bool  #: no portion came before
    is_last: bool  #: no other portion follows

    @property
    def clusters(self) -> list[Cluster]:
        """Those whose pages are to be written, some of them more than once."""
        placed = [entry.cluster for topic in (*self.topics, *self.elsewhere) for entry in topic.entries]
        return [one for one in placed if one.key in self.pages] + [one.cluster for one in self.apart]

    def audiences(self) -> tuple[Audience, ...]:
        """Split it by who gets to read what."""
        return audiences(self.topics, self.apart, self.merged, self.secret, elsewhere=self.elsewhere, every=self.every)


class _Plan(NamedTuple):
    """What has to be looked at."""

    is_whole: bool
    slugs: list[str]  # of topics, in the order of the configuration
    rows: Mapping[str, list[Shown]]  # what some of them show
    pages: frozenset[str]  # keys of clusters; where it is whole, of all that topics show
    due: list[str]
    merged: Mapping[str, str]


class Editions:
    """What was published last of the topics of one configuration, as far as it has to be known to publish what changed.

    Beside clusters that were read, which take a bounded room, it holds some 100 bytes of each entry that topics show.
    """

    def __init__(self, settings: Settings, database: Database, count: Count) -> None:
        self._topics = {topic.slug: topic for topic in settings.topics}
        self._database = database
        self._count = count
        self._shelf = Shelf()
        self._rows = Rows()
        self._names = Names()
        self._is_whole = True
        self._at: datetime | None = None  # of the last edition
        self._touched: set[str] = set()  # keys of clusters
        self._slugs: set[str] = set()
        self._shown: dict[str, tuple[str, ...]] = {}  # keys of clusters, by topic
        self._again: dict[str, datetime] = {}  # when time alone changes a topic
        self._embargoed: dict[str, datetime] = {}  # when time alone changes a cluster
        self._leads: dict[str, frozenset[str]] = {}  # where tombstones of topics lead
        self._every: dict[str, Topic] = {}

    def touched(self, found: Iterable[str], entries: Iterable[tuple[str, str]] = ()) -> None:
        """Hear that clusters are others than they were, and that entries were written, by topic and cluster."""
        self._touched.update(found)
        for slug, cluster in entries:
            self._slugs.add(slug)
            self._rows.drop(slug, cluster)

    def shown(self) -> frozenset[str]:
        """The keys of the clusters that topics showed in the last edition."""
        return frozenset(key for keys in self._shown.values() for key in keys)

    def forget(self) -> None:
        """Read everything the next time: nobody knows what was published, or all of it is out of date."""
        self._is_whole = True

    def are_due(self, now: datetime) -> bool:
        """Tell whether anything may have to be published.

        Raises:
            StoreError: the database cannot be read.
        """
        times = (*self._again.values(), *self._embargoed.values())
        if self._is_whole or self._touched or self._slugs or any(time <= now for time in times):
            return True
        if self._at is not None and now < self._at:  # what a wrong clock brought too early is to come again
            return True
        with self._database.reading() as connection:
            if clusters.due_pages(connection, 1):  # more than one edition had room for
                return True
            return not self._topics.keys().isdisjoint(archives.due(connection, now))

    def editions(self, now: datetime, habits: Habits) -> Iterator[Edition]:
        """Read what is to be published, without the *habits* of sources; the newest entries of each topic first.

        Each portion is to be written, and marked so, before the next one is asked for.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._database.reading() as connection:
            plan = self._plan(connection, now)
        written: set[str] = set()
        portions = list(self._portions(plan.slugs))
        for number, slugs in enumerate(portions):
            if plan.is_whole:
                pages = frozenset(key for slug in slugs for key in self._shown[slug] if key not in written)
                written |= pages
            else:
                pages = plan.pages if number == 0 else frozenset()
            portion = plan._replace(slugs=slugs, pages=pages)
            if number > 0:
                portion = portion._replace(due=[], merged={})
            with self._database.reading() as connection:
                edition = self._edition(connection, portion, now, habits)
            fresh = None if plan.is_whole else plan.pages
            yield replace(edition, fresh=fresh, is_first=number == 0, is_last=number == len(portions) - 1)
        self._is_whole, self._at = False, now
        self._touched.clear()
        self._slugs.clear()

    def entries(self, shown: Sequence[Shown], now: datetime, habits: Habits) -> tuple[TopicEntry, ...]:
        """Put together what a topic shows, without the *habits* of sources and without how stories were found to be alike.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._database.reading() as connection:
            found = clusters.load(connection, [one.cluster for one in shown])
        opened = {key: seen(part(cluster, now).open, habits) for key, cluster in found.items()}
        coverage = {key: self._count(cluster) for key, cluster in opened.items() if cluster.members}
        made = (entry_of(one, opened[one.cluster], coverage.get(one.cluster)) for one in shown)
        return tuple(one for one in made if one is not None)

    def release(self, edition: Edition, now: datetime) -> None:
        """Say that readers see what was held back until *now*: before it is written, so that nothing is new to them twice.

        Raises:
            StoreError: the database cannot be read or written.
        """
        with self._database.reading() as connection:
            over = [topic.slug for topic in edition.topics if topics.is_over(connection, topic.slug, now)]
        if over:
            with self._database.writing() as connection:
                for slug in over:
                    topics.release(connection, slug, now)

    def note(self, edition: Edition) -> None:
        """Say what readers are about to see, before it is written: from here on it does not vanish in silence.

        Raises:
            StoreError: the database cannot be written.
        """
        new = list(edition.topics)
        if edition.fresh is not None:
            fresh = edition.fresh
            new = [replace(one, entries=tuple(e for e in one.entries if e.cluster.key in fresh)) for one in new]
        with self._database.writing() as connection:
            tombstones.note(connection, [topic for topic in new if topic.entries])
            addresses.note_empty(
                connection, [one.slug for one in edition.topics if one.last is None and not one.entries]
            )

    def mark_written(self, edition: Edition) -> None:
        """Say that all of it is published.

        Raises:
            StoreError: the database cannot be written.
        """
        if edition.due:
            with self._database.writing() as connection:
                clusters.mark_pages_written(connection, edition.due)

    # What changed

    def _plan(self, connection: Any, now: datetime) -> _Plan:
        due = clusters.due_pages(connection, _DUE)
        merged = merged_into(connection, due)
        # Where the clock went back, what was published may not be there yet.
        if self._is_whole or self._at is None or now < self._at:
            return self._plan_whole(connection, now, due, merged)
        # Curation has told what an embargo ends for, but not a second time, after the clock went back behind it.
        over = {key for key, time in self._embargoed.items() if time <= now}
        self._touched |= over
        slugs = {*self._slugs, *archives.due(connection, now), *self._showing(connection, over)} | {
            slug for slug, time in self._again.items() if time <= now
        }
        before = dict(self._shown)
        rows = self._read_all(connection, slugs, now)
        moved = {key for slug in rows for key in {*before[slug]} ^ {*self._shown[slug]}}
        naming = self._names.news(connection, self._touched | moved | {*due}, now)
        changed = self._touched | naming | {*due}
        self._shelf.drop(changed)
        others = self._showing(connection, naming | {*due}) | self._leading(connection, changed | moved, now)
        rows |= self._read_all(connection, others - rows.keys(), now)
        slugs_in_order = [slug for slug in self._topics if slug in rows]
        return _Plan(False, slugs_in_order, rows, frozenset(changed | moved), due, merged)

    def _plan_whole(self, connection: Any, now: datetime, due: list[str], merged: Mapping[str, str]) -> _Plan:
        self._is_whole = True
        self._shelf.clear()
        self._rows.clear()
        self._names.clear()
        self._again.clear()
        self._embargoed.clear()
        self._leads.clear()
        minted, began = addresses.minted(connection), addresses.began(connection)
        self._every = {slug: _head(topic, minted.get(slug), began.get(slug)) for slug, topic in self._topics.items()}
        known: dict[str, str] = {}
        for slug, topic in self._topics.items():
            keys = topics.newest_clusters(
                connection, slug, topic.limit, order=topic.order, now=now, window=topic.window
            )
            # Each key is in memory once.
            self._shown[slug] = tuple(known.setdefault(key, key) for key in keys)
            self._look_ahead(connection, topic, now)
        return _Plan(True, list(self._topics), {}, frozenset(known), due, merged)

    def _read_all(self, connection: Any, slugs: Iterable[str], now: datetime) -> dict[str, list[Shown]]:
        """Read what topics show now, and remember that they do."""
        found = {}
        for slug in sorted(self._topics.keys() & slugs):
            found[slug] = self._read(connection, slug, now)
            self._shown[slug] = tuple(one.cluster for one in found[slug])
            self._look_ahead(connection, self._topics[slug], now)
        return found

    def _read(self, connection: Any, slug: str, now: datetime) -> list[Shown]:
        """Read what a topic shows: of the entries only those that were written since they were read last."""
        topic = self._topics[slug]
        keys = topics.newest_clusters(connection, slug, topic.limit, order=topic.order, now=now, window=topic.window)
        known = self._rows.take(slug)
        for some in tables.in_portions([key for key in keys if key not in known]):
            known |= {key: one for (of, key), one in topics.shown(connection, some).items() if of == slug}
        found = {key: known[key] for key in keys}
        self._rows.put(slug, found)
        return list(found.values())

    def _look_ahead(self, connection: Any, topic: TopicSettings, now: datetime) -> None:
        again_at = topics.again_at(connection, topic.slug, now=now, window=topic.window)
        self._again.pop(topic.slug, None)
        if again_at is not None:
            self._again[topic.slug] = again_at

    def _showing(self, connection: Any, keys: Iterable[str]) -> set[str]:
        """The topics that show any of these clusters."""
        found: set[str] = set()
        for some in tables.in_portions(sorted(keys)):
            found.update(slug for slug, key in topics.shown(connection, some) if key in self._shown.get(slug, ()))
        return found

    def _leading(self, connection: Any, keys: Iterable[str], now: datetime) -> set[str]:
        """The topics with tombstones that lead to one of these clusters, and say so only to those who may see it."""
        led = {key for leads in self._leads.values() for key in leads}.intersection(keys)
        secret = private.reach(connection, sorted(led), now).keys()
        return {slug for slug, leads in self._leads.items() if not leads.isdisjoint(secret)} if secret else set()

    def _portions(self, slugs: Sequence[str]) -> Iterator[list[str]]:
        """Yield topics in their order, together as many as have so many entries; one empty portion where there are none."""
        portion: list[str] = []
        entries = 0
        for slug in slugs:
            if portion and entries + len(self._shown[slug]) > PORTION:
                yield portion
                portion, entries = [], 0
            portion.append(slug)
            entries += len(self._shown[slug])
        yield portion

    # What is read of it

    def _edition(self, connection: Any, plan: _Plan, now: datetime, habits: Habits) -> Edition:
        shown = {
            slug: plan.rows[slug] if slug in plan.rows else self._read(connection, slug, now) for slug in plan.slugs
        }
        others = self._elsewhere(connection, plan)
        due = [key for key in plan.due if key not in plan.merged]
        rows = [one for several in (*shown.values(), *others.values()) for one in several]
        opened = self._open(connection, {*due, *(one.cluster for one in rows)}, now, habits)
        found = tuple(self._topic(connection, slug, several, opened) for slug, several in shown.items())
        leads = {one.slug: frozenset(filter(None, (tomb.into for tomb in one.tombstones))) for one in found}
        for slug, led in leads.items():
            self._leads.pop(slug, None)
            self._leads |= {slug: led} if led else {}
        led_to = frozenset().union(*leads.values())
        return Edition(
            topics=found,
            elsewhere=tuple(
                replace(self._every[slug], entries=put_together(several, opened)) for slug, several in others.items()
            ),
            pages=plan.pages,
            fresh=None,
            withdrawn={key: one.withdrawn for key, one in opened.items() if one.withdrawn},
            apart=tuple(apart_of(opened[key].cluster) for key in due),
            secret=private.reach(connection, sorted({*plan.due, *plan.merged.values(), *led_to}), now),
            merged=plan.merged,
            due=tuple(plan.due),
            held_back=frozenset().union(*(one.held_back for one in opened.values())),
            every=tuple(self._every.values()),
            is_whole=plan.is_whole,
            is_first=True,
            is_last=True,
        )

    def _elsewhere(self, connection: Any, plan: _Plan) -> dict[str, list[Shown]]:
        """What topics that are not to be written themselves show of the clusters whose pages are."""
        found: dict[str, list[Shown]] = {}
        if len(plan.slugs) < len(self._topics):
            for some in tables.in_portions(sorted(plan.pages)):
                for (slug, key), one in topics.shown(connection, some).items():
                    if slug not in plan.slugs and key in self._shown.get(slug, ()):
                        found.setdefault(slug, []).append(one)
        return {slug: found[slug] for slug in self._topics if slug in found}

    def _open(self, connection: Any, keys: Iterable[str], now: datetime, habits: Habits) -> dict[str, Opened]:
        known = {key: self._shelf.get(key) for key in sorted(keys)}
        missing = [key for key, one in known.items() if one is None]
        new = read(connection, missing, now, habits, self._count)
        self._names.note(connection, [one.cluster for one in new.values()], now)
        for key, one in new.items():
            self._embargoed.pop(key, None)
            if one.again_at is not None:
                self._embargoed[key] = one.again_at
        self._shelf.put(new)
        return {key: one for key, one in known.items() if one is not None} | new

    def _topic(self, connection: Any, slug: str, shown: Sequence[Shown], opened: Mapping[str, Opened]) -> Topic:
        last = topics.last(connection, slug)
        gone = tombstones.gone(connection, slug, last)
        # An entry may be older than the topic, and than what its feeds said of their age when they had none.
        ever = (last, gone.last, addresses.empty_at(connection, slug) if last or shown else None)
        return replace(
            self._every[slug],
            entries=put_together(shown, opened),
            tombstones=gone.tombstones,
            last=max(filter(None, ever), default=None),
        )


def _head(topic: TopicSettings, minted: str | None, began: datetime | None) -> Topic:
    return Topic(
        slug=topic.slug,
        title=topic.title,
        description=topic.description,
        language=topic.language,
        is_private=topic.private,
        entries=(),
        minted=minted,
        began=began,
    )
