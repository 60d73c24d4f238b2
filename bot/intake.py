"""Sources -> kept stories: look at folders, poll feeds that are due, read what came, store it in one transaction each.

One bad file or feed costs itself one line and nothing else.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot.cleaning import story_key
from bot.cleaning.lineage import is_another
from bot.config import FeedSource, FolderSource, Settings
from bot.errors import FetchError, FolderError, FormatError, SourceError, TooManyRequests
from bot.model import Document
from bot.polls import Polled, Polls
from bot.reading import Reading, Task
from bot.sources.feed import Fetcher, Validators
from bot.sources.folder import FolderWatch, Found, Stamp
from bot.sources.polling import next_poll
from bot.store import stories
from bot.store.database import Database
from bot.store.sources import FeedState, FileState, feed_states, file_states, forget_failed, save_feed, save_file
from bot.store.stories import Delivery
from bot.telemetry import Progress

log = structlog.get_logger()


@dataclass(slots=True)
class Taken:
    """What one pass took in."""

    documents: int = 0
    new: int = 0  #: stories never seen before
    revised: int = 0  #: stories whose source changed them
    skipped: int = 0  #: entries that gave no story
    waiting: int = 0  #: files that are perhaps still being written
    failures: list[str] = field(default_factory=list)  #: one line each


class Intake:
    """Folders and feeds of one configuration, between two passes."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        fetcher: Fetcher,
        read: Callable[[Task], Reading],
        progress: Progress,
    ) -> None:
        self._settings = settings
        self._database = database
        self._read = read
        self._progress = progress
        self._sources = {source.name: source.as_source() for source in settings.sources}
        self._is_stopping = False
        enabled = [source for source in settings.sources if source.enabled]
        feeds = [source for source in enabled if isinstance(source, FeedSource)]
        self._polls = Polls(feeds, settings.polling, fetcher)
        self._watches = [self._watch(source) for source in enabled if isinstance(source, FolderSource)]
        self._known: dict[str, dict[str, Stamp]] = {}
        # Problems outside the database (a folder that cannot be listed), so that each is said once, not at every look.
        self._said: dict[str, set[str]] = {}

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with folders now, one line by name of the source."""
        return {source: min(lines) for source, lines in self._said.items() if lines}

    @property
    def has_feeds(self) -> bool:
        """Whether there are feeds to poll."""
        return bool(self._polls.feeds)

    @property
    def is_waiting(self) -> bool:
        """Whether feeds that were asked have yet to answer."""
        return self._polls.are_under_way

    async def take_in(self, taken: Taken, now: datetime, *, is_patient: bool) -> None:
        """Take in everything that is there now; where *is_patient*, also what feeds have yet to answer.

        *taken* counts as it goes: what was kept before an error is kept.

        Raises:
            StoreError: the database cannot be written.
        """
        if self._polls.feeds and not self._is_stopping:
            self._polls.begin(await asyncio.to_thread(self._feed_states), now)
        for watch in self._watches:
            await asyncio.to_thread(self._take_folder, watch, now, taken)
        for polled in await self._polls.finished(all_of_them=is_patient and not self._is_stopping):
            await asyncio.to_thread(self._take_answer, polled, now, taken)
            self._polls.forget(polled)

    def stop(self) -> None:
        """Begin no further document and no further request."""
        self._is_stopping = True
        self._polls.stop()

    async def close(self) -> None:
        """Break off the requests under way."""
        await self._polls.close()

    def _watch(self, source: FolderSource) -> FolderWatch:
        return FolderWatch(source.as_source(), source.folder, source.include, self._settings.folders.settle)

    # Folders

    def _take_folder(self, watch: FolderWatch, now: datetime, taken: Taken) -> None:
        name = watch.source.name
        known = self._known_files(name)
        try:
            listing = watch.look(known, now)
        except FolderError as error:
            self._say_once(name, [error], taken)
            return
        taken.waiting += listing.waiting
        self._forget_gone(name, listing.gone)
        problems = list(listing.problems)
        for found in listing.ready:
            if self._is_stopping:
                break
            try:
                self._take_file(watch, found, now, taken)
            except FolderError as error:
                problems.append(error)
        self._say_once(name, problems, taken)

    def _take_file(self, watch: FolderWatch, found: Found, now: datetime, taken: Taken) -> None:
        reading, error, arrived = Reading(), None, now
        try:
            document = watch.read(found, now)
        except FormatError as refused:
            error = str(refused)
            self._refuse(watch.source.name, error, taken)
        else:
            if document is None:
                taken.waiting += 1
                return
            arrived = document.arrived
            reading, error = self._reading(document, taken)
        state = FileState(size=found.stamp.size, mtime_ns=found.stamp.mtime_ns, error=error)
        with self._database.writing() as connection:
            kept = stories.keep(connection, _deliveries(reading), arrived, is_another)
            save_file(connection, watch.source.name, found.path, state, now)
        self._known[watch.source.name][found.path] = found.stamp
        self._count(kept, taken)

    def _forget_gone(self, source: str, gone: Sequence[str]) -> None:
        if not gone:
            return
        with self._database.writing() as connection:
            forget_failed(connection, source, gone)
        for path in gone:
            del self._known[source][path]

    def _known_files(self, source: str) -> dict[str, Stamp]:
        if source not in self._known:
            with self._database.reading() as connection:
                states = file_states(connection, source)
            self._known[source] = {
                path: Stamp(size=state.size, mtime_ns=state.mtime_ns) for path, state in states.items()
            }
        return self._known[source]

    def _say_once(self, source: str, problems: Iterable[SourceError], taken: Taken) -> None:
        seen = {str(problem) for problem in problems}
        for line in sorted(seen - self._said.get(source, set())):
            log.warning("folder failed", source=source, problem=line)
            taken.failures.append(line)
        self._said[source] = seen

    # Feeds

    def _take_answer(self, polled: Polled, now: datetime, taken: Taken) -> None:
        source, state, answer = polled.source, polled.state, polled.answer
        interval = self._polls.interval(source)
        reading, error, retry_after = Reading(), None, None
        if isinstance(answer, FetchError):
            error = str(answer)
            retry_after = answer.retry_after if isinstance(answer, TooManyRequests) else None
            log.warning("feed failed", source=source.name, problem=error)
            taken.failures.append(error)
        elif answer.document is not None:
            reading, error = self._reading(answer.document, taken)
        failures = 0 if error is None else state.failures + 1
        # After a failure the validators stay as they were: they belong to the last document that was read and stored.
        following = replace(
            state if isinstance(answer, FetchError) or error else _with_validators(state, answer.validators),
            polled_at=now,
            read_at=state.read_at if error else now,
            next_poll_at=next_poll(now, interval, failures=failures, retry_after=retry_after),
            failures=failures,
            error=error,
        )
        with self._database.writing() as connection:
            kept = stories.keep(connection, _deliveries(reading), now, is_another)
            save_feed(connection, source.name, following)
        self._count(kept, taken)

    def _feed_states(self) -> dict[str, FeedState]:
        with self._database.reading() as connection:
            return feed_states(connection)

    # Both

    def _reading(self, document: Document, taken: Taken) -> tuple[Reading, str | None]:
        taken.documents += 1
        self._progress("documents read", taken.documents)
        try:
            reading = self._read(Task(document=document, source=self._sources[document.source]))
        except FormatError as error:
            self._refuse(document.source, str(error), taken)
            return Reading(), str(error)
        for line in reading.skipped:
            log.warning("entry skipped", source=document.source, problem=line)
        taken.skipped += len(reading.skipped)
        return reading, None

    def _refuse(self, source: str, problem: str, taken: Taken) -> None:
        log.warning("document cannot be read", source=source, problem=problem)
        taken.failures.append(f"{source}: {problem}")

    def _count(self, kept: stories.Kept, taken: Taken) -> None:
        taken.new += kept.new
        taken.revised += len(kept.revised)


def _deliveries(reading: Reading) -> list[Delivery]:
    return [
        Delivery(
            story=item.story, entry=item.entry, own_key=story_key(None, item.story.source, item.entry), guid=item.guid
        )
        for item in reading.items
    ]


def _with_validators(state: FeedState, given: Validators) -> FeedState:
    return replace(state, etag=given.etag, last_modified=given.last_modified)
