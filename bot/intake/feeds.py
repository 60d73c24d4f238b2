"""Feeds -> kept stories: ask those that are due, read the answers in several children, store each with its feed's state.

Answers are read while further requests run, and stored while the next ones are read: with many feeds, the network, the
parsers and the database work at the same time.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from math import ceil

import structlog

from bot.cleaning.lineage import is_another, is_repost
from bot.errors import FetchError, FormatError, TooManyRequests
from bot.intake.documents import Outcome, Taken, read_each
from bot.intake.fulltext import FullText
from bot.intake.means import Means
from bot.intake.polls import Due, Polls
from bot.intake.subscriptions import Subscriptions
from bot.intake.upkeep import Polled, Upkeep, is_known, pause_after
from bot.model import Document
from bot.reading.tasks import Task
from bot.sources.polling import LONGEST_RETRY_AFTER
from bot.store import sources
from bot.store.ahead import Ahead
from bot.store.keeping import Kept, keep
from bot.store.pages import watching
from bot.store.sources import FeedState

log = structlog.get_logger()

#: Answers that are read, and then stored in one transaction, together: enough that a commit costs little, few enough that
#: reading and storing overlap.
BATCH = 64
#: Answers for which another reader is worth its memory. Arbitrary: reading one takes some milliseconds.
WORTH_A_READER = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One answer with what it holds."""

    polled: Polled
    outcome: Outcome | None  #: None: there was nothing to read

    @property
    def problem(self) -> FetchError | FormatError | None:
        """Why there is no reading; None if there is one, or no need of one."""
        if isinstance(self.polled.answer, FetchError):
            return self.polled.answer
        return self.outcome.error if self.outcome else None


class FeedIntake:
    """The feeds of one configuration, between two passes."""

    def __init__(
        self, polls: Polls, upkeep: Upkeep, means: Means, pages: FullText, subscriptions: Subscriptions | None
    ) -> None:
        self._pages = pages
        self._subscriptions = subscriptions
        self._polls = polls
        self._upkeep = upkeep
        self._means = means
        self._is_stopping = False
        self._has_begun = False
        self._handled: set[str] = set()  # feeds whose answers this pass has begun to read

    def replace(self, means: Means, upkeep: Upkeep) -> None:
        """Go by other settings from the next pass on; those of the polls are replaced by who made them."""
        self._means, self._upkeep = means, upkeep

    @property
    def are_there(self) -> bool:
        """Whether there are feeds to poll."""
        return bool(self._polls.feeds)

    @property
    def is_waiting(self) -> bool:
        """Whether feeds that were asked have yet to answer."""
        return self._polls.are_under_way

    def stop(self) -> None:
        """Begin no further request, and break off those under way."""
        self._is_stopping = True
        self._polls.stop()

    async def close(self) -> None:
        """Break off the requests under way, and wait until they have ended."""
        await self._polls.close()

    async def begin(self, now: datetime) -> None:
        """Ask every feed that is due, and every hub; hubs of the last feed are told when it is taken out.

        Raises:
            StoreError: the database cannot be read or written.
        """
        if (self._polls.feeds or self._subscriptions is not None) and not self._is_stopping:
            if not self._has_begun:
                self._polls.leave_alone(await asyncio.to_thread(self._pauses, now), now)
                self._has_begun = True
            states, hinted = await asyncio.to_thread(self._states), set[str]()
            if self._subscriptions is not None:
                await self._subscriptions.keep(states, now)
                hinted = self._subscriptions.hinted(states, now)
                states = self._subscriptions.planned(states, now)
            if due := self._polls.due(states, now, hinted):
                await asyncio.to_thread(self._note, due, now)
                self._polls.begin(due, now)

    async def take(self, taken: Taken, *, is_patient: bool) -> None:
        """Take in the answers that are there; where *is_patient*, also those that are still to come.

        Raises:
            StoreError: the database cannot be written. What was not stored is taken again in the next pass.
        """
        storing: asyncio.Task[None] | None = None
        try:
            while True:
                some = await self._finished(wait=is_patient and not self._is_stopping)
                batch = await self._read(some)
                if storing is not None:
                    await storing
                elif not some:
                    return
                # Nothing may have come because what waits to be stored holds too much memory: then this makes room.
                storing = asyncio.create_task(self._keep(batch, taken)) if batch else None
        finally:
            if storing is not None and not storing.done():
                await storing
            self._handled.clear()

    async def _finished(self, *, wait: bool) -> list[Polled]:
        some = (await self._polls.finished(wait=wait, but=self._handled))[:BATCH]
        self._handled.update(polled.source.name for polled in some)
        return some

    async def _read(self, some: Sequence[Polled]) -> list[_Read]:
        """Read what is to be read of these answers; to hand one to a thread costs a quarter of asking for it."""
        waiting = deque(polled for polled in some if _document(polled) is not None)
        outcomes: dict[str, Outcome] = {}
        try:
            # More threads than children would only take the interpreter from the one that stores. A child is 80 MB, and
            # none is started for a few documents.
            threads = range(min(self._means.readers, ceil(len(waiting) / WORTH_A_READER)))
            await asyncio.gather(*(asyncio.to_thread(self._read_waiting, waiting, outcomes) for _ in threads))
        finally:
            waiting.clear()  # where this is broken off, the threads end with the document they are at
        return [_Read(polled=polled, outcome=outcomes.get(polled.source.name)) for polled in some]

    def _read_waiting(self, waiting: deque[Polled], outcomes: dict[str, Outcome]) -> None:
        taken: deque[str] = deque()
        for outcome in read_each(self._tasks(waiting, taken), self._means.read_each):
            outcomes[taken.popleft()] = outcome

    def _tasks(self, waiting: deque[Polled], taken: deque[str]) -> Iterator[Task]:
        """Take answers that *waiting* holds until none is left; say in *taken* whose they were."""
        with suppress(IndexError):  # another thread has taken the last one
            while True:
                polled = waiting.popleft()
                document, state = _document(polled), polled.state
                if document is not None and not is_known(state, document):
                    taken.append(polled.source.name)
                    yield Task(
                        document=document,
                        source=polled.source.as_source(),
                        identity=state.identity,
                        max_entries=self._means.settings.polling.max_entries,
                        is_polled=True,
                    )

    async def _keep(self, batch: Sequence[_Read], taken: Taken) -> None:
        for one in batch:
            self._count(one, taken)
        for one, kept in zip(batch, await asyncio.to_thread(self._store, batch), strict=True):
            taken.keep(kept)
            if kept.churn is not None:
                log.warning("entries came under new keys", source=one.polled.source.name, seen=kept.churn)
        for one in batch:
            self._polls.forget(one.polled)

    def _count(self, one: _Read, taken: Taken) -> None:
        name, answer = one.polled.source.name, one.polled.answer
        if isinstance(answer, FetchError):
            taken.fail(name, str(answer), "feed failed")
        if one.outcome is not None:
            one.outcome.count(name, taken)
            self._means.progress("documents read", taken.documents)

    def _store(self, batch: Sequence[_Read]) -> list[Kept]:
        counted, states = [], {}
        found = [one.outcome.reading.deliveries if one.outcome else () for one in batch]
        with self._means.database.writing() as connection:
            ahead = Ahead(connection)
            ahead.look_up((each.story.source, each.entry, each.story.key) for some in found for each in some)
            keeping = partial(keep, connection, is_another=is_another, is_repost=is_repost, ahead=ahead)
            for one, some in zip(batch, found, strict=True):
                answer, answered, source = one.polled.answer, one.polled.answered, one.polled.source.name
                if isinstance(answer, TooManyRequests):
                    pause = pause_after(answer)
                    sources.save_pause(connection, pause.host, answered + pause.wait, pause.because)
                identity = one.outcome.reading.identity if one.outcome else None
                parts = self._pages.parts(source, some)
                with watching(connection, source, parts, answered):
                    kept = keeping(some, answered, identity=identity)
                    if parts:
                        ahead.write()  # they are looked for in the tables
                states[source] = self._following(one, kept)
                counted.append(kept)
            ahead.write()
            sources.save_feeds(connection, states)
        return counted

    def _following(self, one: _Read, kept: Kept) -> FeedState:
        polled = one.polled
        if (problem := one.problem) is not None:
            return self._upkeep.after_failure(polled, problem, polled.answered)
        reading = one.outcome.reading if one.outcome else None
        has_news = bool(kept.new or kept.revised)
        state = self._upkeep.after_answer(polled, reading, polled.answered, brought_news=has_news)
        if kept.churn is None:
            return state
        return replace(state, identity=kept.identity or state.identity, identity_because=kept.churn)

    def _note(self, due: Sequence[Due], now: datetime) -> None:
        with self._means.database.writing() as connection:
            asked = {one.source.name: self._upkeep.asked(one.source, one.state, now) for one in due}
            sources.save_feeds(connection, asked)

    def _states(self) -> dict[str, FeedState]:
        with self._means.database.reading() as connection:
            return sources.feed_states(connection)

    def _pauses(self, now: datetime) -> dict[str, datetime]:
        with self._means.database.writing() as connection:
            sources.clear_pauses(connection, now, LONGEST_RETRY_AFTER)
            return sources.pauses(connection)


def _document(polled: Polled) -> Document | None:
    return None if isinstance(polled.answer, FetchError) else polled.answer.document
