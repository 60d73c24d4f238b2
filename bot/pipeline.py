"""One pass, one line per stage: take in, learn, cluster, curate, publish. Each step commits by itself and can be resumed.

What is not finished is in the database (stories without a cluster, clusters that topics have not looked at) or follows
from it (published files), so after a kill at any point the next pass does the rest, with the same result.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot import editing
from bot.cleaning import habits as cleaning
from bot.cleaning.habits import Habits
from bot.clustering import Clusterer
from bot.config import Settings
from bot.curation import Curation
from bot.formats.isolation import Isolated
from bot.intake import Intake, Means, Taken
from bot.intake.means import fetching
from bot.logs import log_decisions, log_habits, log_repairs, log_topics
from bot.memory import give_back, seldom_collecting
from bot.model import Decision, Story
from bot.publication import origins
from bot.publication.formers import formers
from bot.publication.writing import Publication
from bot.reading.tasks import PageTask, Reading, Task
from bot.reasons import clustering_options, told
from bot.recalling import recall
from bot.retention import Retention
from bot.sources.feed import Fetcher
from bot.sources.hosts import Hosts, elapsed
from bot.store import addresses, clusters, habits, private, remembered, search, stories
from bot.store.database import alone, open_database, refuse_emptied
from bot.store.pulse import OLDEST
from bot.telemetry import Progress, in_silence

#: Stories in one transaction: enough that commits cost little, few enough that a kill loses little work.
BATCH = 200
#: Sources whose habits are looked for in one transaction.
SOURCES = 50

#: Children that read documents at once: a core is left to us, and each takes some 90 MB.
READERS = max(1, min((os.cpu_count() or 1) - 1, 4))
#: Children that had nothing to do for so long are ended; starting one takes a second. Arbitrary.
REST = timedelta(minutes=2)


@dataclass(slots=True, kw_only=True)
class Report:
    """What one pass did."""

    taken: Taken = field(default_factory=Taken)
    founded: int = 0  #: new clusters
    joined: int = 0  #: stories that joined a cluster
    moved: int = 0  #: stories that left a cluster for another, on second thoughts
    merged: int = 0  #: clusters that became part of others
    split: int = 0  #: clusters that were split off from others
    written: int = 0  #: published files that changed
    removed: int = 0  #: published files that are gone
    unchanged: int = 0  #: published files that were left untouched; 0 if there was no need to look at them
    next_release: datetime | None = None  #: when the next embargo ends
    claimed: list[datetime] = field(default_factory=list)  #: when new stories say that they are from, if that is lately

    def count(self, decisions: Iterable[Decision]) -> None:
        """Count what was decided and stored."""
        for decision in decisions:
            self.merged += decision.kind == "merge"
            self.split += decision.kind == "split" and decision.story == decision.cluster
            self.founded += decision.kind == "found"
            self.moved += decision.kind == "join" and decision.former is not None
            self.joined += decision.kind == "join" and decision.former is None


class Pipeline:
    """The stages of one configuration over one database; one pass at a time."""

    def __init__(self, means: Means, intake: Intake) -> None:
        settings, database = means.settings, means.database
        self.settings = settings
        self.database = database
        self.intake = intake
        self.means = means
        self._curation = Curation(settings, database)
        self._publication = Publication(settings, database)
        self._retention = Retention(settings, database)
        self._progress = means.progress
        self._site = settings.as_site()
        self._naming = origins.Naming(database)
        # Read back from the store when it is first needed, and after a failure.
        self._clusterer: Clusterer | None = None
        self._left_out: tuple[str, ...] = ()  # keys of stories of the window that it was not told of, in their order
        self._habits = Habits()  # what sources always say: taken off every story that is read
        self._habits_edition = ""
        self._is_published = False
        self._are_addresses_kept = False  # of the topics of these settings
        self._is_stopping = False
        self._rests_at = elapsed() + REST.total_seconds()

    async def replace(self, settings: Settings) -> None:
        """Go by other settings from the next pass on, over the same data. Never call it while a pass is under way.

        Requests and subscriptions of feeds that stay go on. What is remembered of clusters is read back, if it has to be.

        Raises:
            StoryfoldError: the settings cannot be used here; nothing has changed.
        """
        curation = await asyncio.to_thread(Curation, settings, self.database)
        # From here on there is nothing to wait for, so that nobody sees a part of it.
        if clustering_options(settings) != clustering_options(self.settings):
            self._clusterer = None
        self.means = self.means.adjusted(settings)
        self.intake.replace(self.means)
        self.settings, self._site, self._curation = settings, settings.as_site(), curation
        self._publication = Publication(settings, self.database)
        self._retention = Retention(settings, self.database)
        self._is_published = self._are_addresses_kept = False

    def stop(self) -> None:
        """End the pass under way at the next point where all is committed; what is left is for the next start."""
        self._is_stopping = True
        self.intake.stop()

    async def run_pass(self, now: datetime, *, is_patient: bool = False) -> Report:
        """Do all there is to do at *now*; where *is_patient*, wait for what feeds have yet to answer.

        Raises:
            StoreError: the database cannot be read or written; the next pass goes on from what is stored.
            PublishError: a published file cannot be written; the next pass tries again.
        """
        report = Report()
        try:
            await self.intake.take_in(report.taken, now, is_patient=is_patient)
            await asyncio.to_thread(self._learn, now)
            await asyncio.to_thread(self._heed_editors, report)
            await asyncio.to_thread(self._cluster, report, now)
            await asyncio.to_thread(self._curate, now)
            await asyncio.to_thread(self._publish, report, now)
            await asyncio.to_thread(self._trim, report, now)
            await asyncio.to_thread(self._pack, is_patient=is_patient)
            await asyncio.to_thread(self._index, is_patient=is_patient)
        except BaseException:
            # Part of it is stored: what is remembered of the store, and what was published of it, may be out of date.
            self._clusterer, self._is_published = None, False
            raise
        report.next_release = await asyncio.to_thread(self._next_release, now)
        await asyncio.to_thread(self._rest, has_worked=bool(report.taken.documents or report.written))
        return report

    def _rest(self, *, has_worked: bool) -> None:
        """Hold no memory that nobody needs now."""
        if has_worked:
            give_back()
        if elapsed() >= self._rests_at:
            self._rests_at = elapsed() + REST.total_seconds()
            self.means.rest()

    def _next_release(self, now: datetime) -> datetime | None:
        with self.database.reading() as connection:
            return stories.next_release(connection, now)

    def _learn(self, now: datetime) -> None:
        with self.database.reading() as connection:
            due = habits.due(connection)
        while due and not self._is_stopping:
            some, due = due[:SOURCES], due[SOURCES:]
            with self.database.reading() as connection:
                found = {source: cleaning.learn(habits.newest(connection, source)) for source in some}
            with self.database.writing() as connection:
                for source in some:
                    marked = {cleaning.mark(habit.kind, habit.text): habit for habit in found[source]}
                    log_habits(habits.learn(connection, source, marked, now))
        self._heed_habits()

    def _heed_habits(self) -> None:
        """See stories without what was learned since the last pass, and with what somebody wants kept since."""
        with self.database.reading() as connection:
            edition = habits.edition(connection)
            if edition == self._habits_edition:
                return
            taken_off = habits.taken_off(connection)
        self._habits, self._is_published, self._habits_edition = Habits(taken_off), False, edition

    def _heed_editors(self, report: Report) -> None:
        """Do what editors decided since the last pass, in the store and in what is remembered of it."""
        heeded = editing.heed(self.database, self._site.id_authority)
        if heeded is None:
            return
        clusterer, self._clusterer = self._clusterer, None  # until it knows what the store knows
        if clusterer is not None:
            clusterer.heed(heeded.decisions)
            clusterer.bind(heeded.bonds, heeded.places)
            self._clusterer = clusterer
        log_repairs(heeded.titles, heeded.decisions)
        report.count(heeded.decisions)
        if heeded.in_doubt:
            self._settle(heeded.in_doubt, report)

    def _settle(self, doubtful: Sequence[str], report: Report) -> None:
        """Let stories go elsewhere that joined what an editor had put together and put together no more."""
        clusterer, self._clusterer = self._clusterer or self._read_back(), None  # until the store has the decisions too
        clusterer.doubt(doubtful)
        repairs = clusterer.settle()
        with self.database.writing() as connection:
            repairs = clusters.apply(connection, repairs, self._site.id_authority)
            titles = stories.titles(connection, [decision.story for decision in repairs])
        self._clusterer = clusterer
        log_repairs(titles, repairs)
        report.count(repairs)

    def _cluster(self, report: Report, now: datetime) -> None:
        self._revise()
        while not self._is_stopping and (waiting := self._unclustered(now)):
            clusterer = self._clusterer or self._read_back()
            self._clusterer = None  # until the store has the decisions too
            decisions = []
            for story in waiting:
                decision = clusterer.decide(story)
                clusterer.apply(story, decision)
                decisions.append(decision)
            # In one transaction: what a start reads back was settled, and a kill never comes in between.
            repairs = clusterer.settle()
            with self.database.writing() as connection:
                clusters.apply(connection, decisions, self._site.id_authority)
                repairs = clusters.apply(connection, repairs, self._site.id_authority)
                titles = stories.titles(connection, [decision.story for decision in repairs])
                self._keep(connection, clusterer, [decision.story for decision in decisions])
            self._clusterer = clusterer
            log_decisions(waiting, decisions)
            report.claimed += [
                one.published for one in waiting if one.published is not None and now - one.published < OLDEST
            ]
            log_repairs(titles, repairs)
            report.count(decisions + repairs)
            self._progress("stories clustered", report.joined + report.founded)

    def _revise(self) -> None:
        """Let the clusterer remember what stories say now, and what is taken off them now."""
        clusterer, self._clusterer = self._clusterer, None  # until it remembers none of the former texts
        if clusterer is None:
            return
        with self.database.reading() as connection:
            due = remembered.due(connection)
            has_news = habits.edition(connection) != self._habits_edition
        if any(_is_withdrawn(story) or story.key in self._left_out for story in due):
            return  # it is read back, without what was withdrawn and with what came back
        # What somebody says of habits this very moment is heeded in the next pass, and what is due with it.
        self._clusterer = clusterer if has_news else self._revised(clusterer, due)

    def _revised(self, clusterer: Clusterer, due: Sequence[Story], read: frozenset[str] = frozenset()) -> Clusterer:
        """Revise what is due but was not *read* just now, and store what is remembered of both."""
        for story in due:
            if story.key not in read:
                clusterer.revise(self._habits.without(story))
        if due or read:
            keys = [story.key for story in due]
            with self.database.writing() as connection:
                self._keep(connection, clusterer, [*keys, *read])
                remembered.mark_heeded(connection, keys)
        return clusterer

    def _keep(self, connection: Any, clusterer: Clusterer, keys: Iterable[str]) -> None:
        """Store what is remembered of some stories, for the next start."""
        # Of what was withdrawn before anything was kept of it, only that it may come back.
        packed = {key: clusterer.packed(key) or b"" for key in keys if key in self._left_out or clusterer.packed(key)}
        remembered.keep(connection, packed, [*self._left_out[:1], *filter(None, [clusterer.oldest])])

    def _read_back(self) -> Clusterer:
        recalled = recall(self.settings, self.database, self._habits)
        self._left_out = recalled.left_out
        return self._revised(recalled.clusterer, recalled.due, recalled.read)

    def _unclustered(self, now: datetime) -> list[Story]:
        with self.database.reading() as connection:
            waiting = stories.unclustered(connection, BATCH, now)
        return [self._habits.without(story) for story in waiting]

    def _curate(self, now: datetime) -> None:
        if self._is_stopping:
            return
        self._keep_addresses(now)
        looked_at = self._curation.curate(now, self._habits)
        if looked_at:
            self._progress("clusters curated", looked_at)

    def _keep_addresses(self, now: datetime) -> None:
        """Before topics look at clusters: what a renamed topic showed is its own."""
        if self._are_addresses_kept:
            return
        topics = {topic.slug: topic.formerly for topic in self.settings.topics if topic.private}
        with self.database.writing() as connection:
            private.keep(connection, topics, [topic.slug for topic in self.settings.topics if not topic.private])
            self._veil = private.make_veil(connection) if topics else ""
            news = addresses.keep(connection, {topic.slug: topic.formerly for topic in self.settings.topics}, now)
        self._are_addresses_kept = True
        log_topics(news.renamed, news.gone)

    def _publish(self, report: Report, now: datetime) -> None:
        site, self._site = self._site, self._naming.of(self._site, self.settings.sources)
        self._is_published = self._is_published and site == self._site
        editions = self._curation.editions
        if not self._is_published:
            editions.forget()
        if self._is_stopping or not editions.are_due(now):
            return
        self._is_published = False  # until all of it is
        entries = partial(editions.entries, now=now, habits=self._habits)
        for edition in editions.editions(now, self._habits):
            why = told(self.settings, self.database, edition, self._habits, now)
            former = formers(self.database, edition.clusters, self._habits)
            editions.release(edition, now)
            editions.note(edition)
            done = self._publication.write(replace(edition, former=former), self._site, self._veil, why, entries, now)
            editions.mark_written(edition)
            report.written, report.removed, report.unchanged = done.written, done.removed, done.unchanged
            self._progress("files published", done.written + done.unchanged)
        self._is_published = True

    def _trim(self, report: Report, now: datetime) -> None:
        """Keep only the beginning of the oldest texts, and publish what that changes."""
        if self._is_published and self._retention.keep(now, self._curation.editions.shown, lambda: self._is_stopping):
            self._publish(report, now)

    def _pack(self, *, is_patient: bool) -> None:
        """Compress what was published, once readers have it: some of it in each pass, so that none waits for long."""
        while not self._is_stopping and self._publication.pack() and is_patient:
            pass

    def _index(self, *, is_patient: bool) -> None:
        """Let stories be found that came or changed, once readers have them."""
        while not self._is_stopping and search.catch_up(self.database) and is_patient:
            pass


def _is_withdrawn(story: Story) -> bool:
    return story.wire is not None and story.wire.status == "canceled"


@asynccontextmanager
async def open_pipeline(
    settings: Settings, progress: Progress = in_silence, *, is_service: bool = False
) -> AsyncIterator[Pipeline]:
    """Open the database, the HTTP client and the reading children of *settings*, and close them in the end.

    A service is reached by hubs, and keeps nothing in memory that only its start needs.

    Raises:
        InUse: another Storyfold works on the same data.
        StoreError: the database cannot be opened.
    """
    hosts = Hosts(settings.polling.spacing)
    fetcher = Fetcher(**fetching(settings.polling), turn=hosts.turn)
    async with AsyncExitStack() as opened:
        opened.enter_context(seldom_collecting())
        opened.enter_context(alone(settings.data))
        refuse_emptied(settings.database, settings.public)
        database = open_database(settings.database, apart=is_service)
        opened.callback(database.close)
        # By their names: the parsers would take up as much memory here as they do in the children.
        reading = opened.enter_context(Isolated[Task, Reading]("bot.reading.documents:read", children=READERS))
        if is_service:  # what came while it was away is read at once
            reading.begin()
        pages = opened.enter_context(Isolated[PageTask, Story]("bot.reading.pages:read_page"))
        means = Means(
            settings=settings,
            database=database,
            fetcher=await opened.enter_async_context(fetcher),
            hosts=hosts,
            read_each=reading.each,
            readers=READERS,
            read_page=pages,
            rest=partial(_rest, reading, pages),
            progress=progress,
        )
        intake = Intake(means, hubs_reach_us=is_service)
        opened.push_async_callback(intake.close)
        yield Pipeline(means, intake)


def _rest(*several: Isolated[Any, Any]) -> None:
    for one in several:
        one.rest()
