"""Feeds -> kept stories: ask those that are due, read the answers in several children, store each with its feed's state.

Answers are read while further requests run, and stored while the next ones are read: with many feeds, the network, the
parsers and the database work at the same time.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.cleaning.lineage import is_another
from bot.config import Settings
from bot.errors import FetchError, TooManyRequests
from bot.intake.documents import Outcome, Taken, deliveries, read
from bot.polls import Polled, Polls
from bot.reading import Reading, Task
from bot.sources.feed import Validators
from bot.sources.polling import next_poll
from bot.store import stories
from bot.store.database import Database
from bot.store.sources import FeedState, feed_states, save_feed
from bot.telemetry import Progress

#: Answers that are read, and then stored in one transaction, together: enough that a commit costs little, few enough that
#: reading and storing overlap.
BATCH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One answer with what it holds."""

    polled: Polled
    outcome: Outcome | None  #: None: there was no document to read


class FeedIntake:
    """The feeds of one configuration, between two passes."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        polls: Polls,
        isolated: Callable[[Task], Reading],
        progress: Progress,
    ) -> None:
        self._settings = settings
        self._database = database
        self._polls = polls
        self._isolated = isolated
        self._progress = progress
        self._is_stopping = False
        self._handled: set[str] = set()  # feeds whose answers this pass has begun to read

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
        """Ask every feed that is due."""
        if self._polls.feeds and not self._is_stopping:
            self._polls.begin(await asyncio.to_thread(self._states), now)

    async def take(self, taken: Taken, now: datetime, *, is_patient: bool) -> None:
        """Take in the answers that are there; where *is_patient*, also those that are still to come.

        Raises:
            StoreError: the database cannot be written. What was not stored is taken again in the next pass.
        """
        storing: asyncio.Task[None] | None = None
        try:
            while some := await self._finished(wait=is_patient and not self._is_stopping):
                batch = await asyncio.gather(*(asyncio.to_thread(self._read, polled) for polled in some))
                if storing is not None:
                    await storing
                storing = asyncio.create_task(self._keep(batch, taken, now))
            if storing is not None:
                await storing
        finally:
            self._handled.clear()
            if storing is not None and not storing.done():
                await storing

    async def _finished(self, *, wait: bool) -> list[Polled]:
        answers = await self._polls.finished(all_of_them=wait)
        some = [polled for polled in answers if polled.source.name not in self._handled][:BATCH]
        self._handled.update(polled.source.name for polled in some)
        return some

    def _read(self, polled: Polled) -> _Read:
        answer = polled.answer
        if isinstance(answer, FetchError) or answer.document is None:
            return _Read(polled=polled, outcome=None)
        task = Task(
            document=answer.document,
            source=polled.source.as_source(),
            identity=polled.state.identity,
            max_entries=self._settings.polling.max_entries,
        )
        return _Read(polled=polled, outcome=read(task, self._isolated))

    async def _keep(self, batch: Sequence[_Read], taken: Taken, now: datetime) -> None:
        for one in batch:
            self._count(one, taken)
        await asyncio.to_thread(self._store, batch, taken, now)
        for one in batch:
            self._polls.forget(one.polled)

    def _count(self, one: _Read, taken: Taken) -> None:
        name, answer = one.polled.source.name, one.polled.answer
        if isinstance(answer, FetchError):
            taken.fail(name, str(answer), "feed failed")
        if one.outcome is not None:
            one.outcome.count(name, taken)
            self._progress("documents read", taken.documents)

    def _store(self, batch: Sequence[_Read], taken: Taken, now: datetime) -> None:
        counted = []
        with self._database.writing() as connection:
            for one in batch:
                reading = one.outcome.reading if one.outcome else Reading()
                counted.append(stories.keep(connection, deliveries(reading), now, is_another))
                save_feed(connection, one.polled.source.name, self._following(one, now))
        for kept in counted:
            taken.keep(kept)

    def _following(self, one: _Read, now: datetime) -> FeedState:
        state, answer = one.polled.state, one.polled.answer
        error = str(answer) if isinstance(answer, FetchError) else one.outcome.error if one.outcome else None
        retry_after = answer.retry_after if isinstance(answer, TooManyRequests) else None
        failures = 0 if error is None else state.failures + 1
        # After a failure the validators stay as they were: they belong to the last document that was read and stored.
        kept = state if isinstance(answer, FetchError) or error else _with_validators(state, answer.validators)
        return replace(
            kept,
            polled_at=now,
            read_at=state.read_at if error else now,
            next_poll_at=next_poll(
                now, self._polls.interval(one.polled.source), failures=failures, retry_after=retry_after
            ),
            failures=failures,
            error=error,
        )

    def _states(self) -> dict[str, FeedState]:
        with self._database.reading() as connection:
            return feed_states(connection)


def _with_validators(state: FeedState, given: Validators) -> FeedState:
    return replace(state, etag=given.etag, last_modified=given.last_modified)
