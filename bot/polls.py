"""Feeds that are due -> their answers. Requests run beside the passes: one slow publisher holds nobody up.

What is asked is remembered in memory too, so that a database that cannot be written never makes us ask again at once.
"""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.config import FeedSource, PollingSettings
from bot.errors import FetchError
from bot.sources.feed import Answer, Fetcher, Validators, without_userinfo
from bot.sources.polling import is_due
from bot.store.sources import FeedState

#: As many as the HTTP client has connections: a request that waits for one would wait inside its own deadline.
AT_ONCE = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """One feed's answer, or why there is none."""

    source: FeedSource
    state: FeedState  #: as it was when the feed was asked
    answer: Answer | FetchError


class Polls:
    """The requests under way."""

    def __init__(self, feeds: Iterable[FeedSource], polling: PollingSettings, fetcher: Fetcher) -> None:
        self.feeds = tuple(feeds)
        self._polling = polling
        self._fetcher = fetcher
        self._places = asyncio.Semaphore(AT_ONCE)
        self._under_way: dict[str, asyncio.Task[Polled]] = {}
        self._asked: dict[str, datetime] = {}

    def begin(self, states: dict[str, FeedState], now: datetime) -> None:
        """Ask every feed that is due at *now* and is not being asked."""
        for source in self.feeds:
            state = _state_of(source, states)
            if source.name not in self._under_way and self._is_due(source, state, now):
                self._asked[source.name] = now
                self._under_way[source.name] = asyncio.create_task(self._ask(source, state, now))

    @property
    def are_under_way(self) -> bool:
        """Whether an answer is still to come, or to be taken."""
        return bool(self._under_way)

    async def finished(self, *, all_of_them: bool) -> list[Polled]:
        """Return the answers that are there, until they are forgotten; wait for *all_of_them* first, if so wished."""
        if all_of_them and self._under_way:
            await asyncio.wait(self._under_way.values())
        return [task.result() for task in self._under_way.values() if task.done() and not task.cancelled()]

    def forget(self, polled: Polled) -> None:
        """Say that an answer is stored: until then it is kept, so that a database that is full costs no story."""
        del self._under_way[polled.source.name]

    def stop(self) -> None:
        """Break off the requests under way; the next start asks these feeds as if they had not been asked."""
        for task in self._under_way.values():
            task.cancel()

    async def close(self) -> None:
        """Break off the requests under way, and wait until they have ended."""
        self.stop()
        await asyncio.gather(*self._under_way.values(), return_exceptions=True)

    def interval(self, source: FeedSource) -> timedelta:
        """How long after one poll of a feed the next is due, as configured."""
        return source.interval or self._polling.interval

    def _is_due(self, source: FeedSource, state: FeedState, now: datetime) -> bool:
        interval, asked = self.interval(source), self._asked.get(source.name)
        is_asked_lately = asked is not None and asked <= now < asked + interval
        return not is_asked_lately and is_due(state.next_poll_at, now, interval)

    async def _ask(self, source: FeedSource, state: FeedState, now: datetime) -> Polled:
        validators = Validators(etag=state.etag, last_modified=state.last_modified)
        answer: Answer | FetchError
        try:
            async with self._places:
                answer = await self._fetcher.fetch(source.as_source(), source.feed, validators, now)
        except FetchError as error:
            answer = error
        # What an HTTP library raises on hostile answers cannot be listed, and must cost this feed only. It is reported as
        # unexpected, so that it is seen and mended.
        except Exception as error:  # noqa: BLE001 (see above)
            seen = f"unexpected error: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
            answer = FetchError(source.name, without_userinfo(source.feed), seen)
        return Polled(source=source, state=state, answer=answer)


def _state_of(source: FeedSource, states: dict[str, FeedState]) -> FeedState:
    # A feed whose URL was changed in the configuration starts anew: its validators belong to the former URL.
    url = without_userinfo(source.feed)
    state = states.get(source.name)
    return state if state is not None and state.url == url else FeedState(url=url)
