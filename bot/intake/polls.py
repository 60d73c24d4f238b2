"""Feeds that are due -> their answers. Requests run beside the passes: one slow publisher holds nobody up.

What is asked is remembered in memory too, on a clock that nobody sets: neither a database that cannot be written nor a wall
clock that jumps ever makes us ask again at once.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.config import FeedSource
from bot.config.sources import SHORTEST_PUBLIC_INTERVAL
from bot.errors import FetchError, TooManyRequests
from bot.intake.upkeep import Polled, Upkeep, known, pause_after, request
from bot.sources.feed import Answer, Fetcher
from bot.sources.hosts import HostPaused, Hosts, host_of
from bot.sources.polling import LONGEST_RETRY_AFTER
from bot.sources.urls import shown
from bot.store.sources import FeedState

__all__ = ["Polled", "Polls"]

#: Bytes of documents that wait to be taken, from which on no further request begins: a database that is slow, or full,
#: must not fill the memory. Those in flight are still answered.
MOST_HELD = 32 * 2**20


@dataclass(slots=True, kw_only=True, eq=False)
class _Feed:
    """One feed between its polls."""

    source: FeedSource
    new: FeedState  #: what is known of it before its first poll
    host: str  #: of the configured URL
    asked: float | None = None  #: seconds of the hosts' clock; None: not since the start
    task: asyncio.Task[None] | None = None  #: None: it is not being asked
    polled: Polled | None = None  #: None: there is no answer to take


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A feed that is to be asked."""

    source: FeedSource
    state: FeedState  #: what is known of it


class Polls:
    """The requests under way."""

    def __init__(self, feeds: Iterable[FeedSource], upkeep: Upkeep, fetcher: Fetcher, hosts: Hosts) -> None:
        """Prepare to ask *feeds*. *hosts* is the one whose turns the *fetcher* takes."""
        self.feeds = tuple(feeds)
        self._upkeep = upkeep
        self._fetcher = fetcher
        self._hosts = hosts
        self._known = {source.name: _new(source) for source in self.feeds}
        self._asking: dict[asyncio.Task[None], _Feed] = {}
        self._answered: dict[str, _Feed] = {}  # in the order of the answers
        self._held = 0  # bytes
        self._news = asyncio.Event()

    def replace(self, feeds: Iterable[FeedSource], upkeep: Upkeep) -> None:
        """Ask other feeds, by other rules, from now on.

        What is under way, and answers that nobody has taken yet, stay for feeds that are asked at the same URL still.
        """
        self.feeds, self._upkeep = tuple(feeds), upkeep
        former, self._known = self._known, {}
        for source in self.feeds:
            feed = former.get(source.name)
            if feed is None or feed.source.feed != source.feed:
                feed = _new(source)
            else:
                del former[source.name]
                feed.source = source
                if feed.polled is not None:
                    feed.polled = replace(feed.polled, source=source)
            self._known[source.name] = feed
        for feed in former.values():
            self._drop(feed)

    def leave_alone(self, pauses: Mapping[str, datetime], now: datetime) -> None:
        """Ask no host before the time in *pauses*: what hosts asked for before the last stop.

        A time further off than any pause is not believed: a clock was wrong.
        """
        for host, until in pauses.items():
            if now < until <= now + LONGEST_RETRY_AFTER:
                self._hosts.pause(host, until - now)

    def due(self, states: Mapping[str, FeedState], now: datetime, hinted: Collection[str] = ()) -> list[Due]:
        """Return every feed that is due at *now* and is not being asked: who has waited longest first.

        Hosts that asked for a pause are left alone; their feeds stay due. Those that are *hinted*, by name, have news
        according to their hubs: they need not have waited for their whole interval.
        """
        found = []
        for feed in self._known.values():
            if feed.task is not None or feed.polled is not None:
                continue
            state = states.get(feed.source.name, feed.new)
            if state.url != feed.new.url:  # as `known` says; its URL takes long to look at
                state = feed.new
            if self._is_due(feed, state, now, hinted):
                found.append(Due(source=feed.source, state=state))
        return sorted(found, key=lambda one: one.state.next_poll_at or now)

    def begin(self, due: Iterable[Due], now: datetime) -> None:
        """Ask feeds that are due."""
        for one in due:
            feed, state = self._known[one.source.name], one.state
            feed.asked = self._hosts.clock()
            feed.task = asyncio.create_task(self._ask(feed, state, now))
            feed.task.add_done_callback(self._end)  # also of one that is cancelled before it begins
            self._asking[feed.task] = feed

    @property
    def are_under_way(self) -> bool:
        """Whether an answer is still to come, or to be taken."""
        return bool(self._asking or self._answered)

    async def finished(self, *, wait: bool, but: Collection[str] = ()) -> list[Polled]:
        """Return the answers that are there, until they are forgotten, *but* those of some sources.

        With *wait*, and if there is none, wait for one. There is still none only if none is to come, or if none comes
        before some of the others are forgotten, because they hold too much memory.
        """
        while True:
            self._news.clear()
            there = [feed.polled for name, feed in self._answered.items() if feed.polled and name not in but]
            if there or not wait or not self._asking or self._held >= MOST_HELD:
                return there
            await self._news.wait()

    def forget(self, polled: Polled) -> None:
        """Say that an answer is stored: until then it is kept, so that a database that is full costs no story."""
        self._take_out(self._answered[polled.source.name], polled)

    def stop(self) -> None:
        """Break off the requests under way; the next start asks these feeds as if they had not been asked."""
        for task in self._asking:
            task.cancel()

    async def close(self) -> None:
        """Break off the requests under way, and wait until they have ended."""
        self.stop()
        await asyncio.gather(*self._asking, return_exceptions=True)

    def _drop(self, feed: _Feed) -> None:
        """Break off what is under way for a feed, and forget its answer."""
        if feed.task is not None:
            feed.task.cancel()
        if feed.polled is not None:
            self._take_out(feed, feed.polled)

    def _take_out(self, feed: _Feed, polled: Polled) -> None:
        del self._answered[feed.source.name]
        feed.polled = None
        self._held -= _size(polled)
        if self._held < MOST_HELD:
            self._hosts.go_on()

    def _is_due(self, feed: _Feed, state: FeedState, now: datetime, hinted: Collection[str]) -> bool:
        if not self._upkeep.is_due(feed.source, state, now):
            return False
        interval = self._upkeep.interval(feed.source)
        least = min(interval, SHORTEST_PUBLIC_INTERVAL) if feed.source.name in hinted else interval
        is_asked_lately = feed.asked is not None and self._hosts.clock() < feed.asked + least.total_seconds()
        return not is_asked_lately and not self._hosts.is_paused(_host(feed, state))

    async def _ask(self, feed: _Feed, state: FeedState, now: datetime) -> None:
        begun = self._hosts.clock()
        answer = await self._answer(feed, state, now)
        if answer is None:
            feed.asked = None
            return
        if self._known.get(feed.source.name) is not feed:
            return  # nobody wants it any more
        answered = now + timedelta(seconds=self._hosts.clock() - begun)
        feed.polled = Polled(source=feed.source, state=state, answer=answer, answered=answered)
        self._answered[feed.source.name] = feed
        self._held += _size(feed.polled)
        if self._held >= MOST_HELD:
            self._hosts.hold()

    def _end(self, task: asyncio.Task[None]) -> None:
        self._asking.pop(task).task = None
        self._news.set()

    async def _answer(self, feed: _Feed, state: FeedState, now: datetime) -> Answer | FetchError | None:
        """Return what came of asking a feed; None if it was not asked, as its host wants to be left alone."""
        source = feed.source
        place = state.moved_to or state.url
        try:
            return await self._fetcher.fetch(request(source, state), now)
        except TooManyRequests as error:
            # Before anything else can happen: others may be waiting for their turn.
            pause = pause_after(error)
            self._hosts.pause(pause.host, pause.wait)
            return error
        except FetchError as error:
            return error
        except HostPaused as error:
            if error.host == _host(feed, state):
                return None
            return FetchError(source.name, shown(place), f"leads to {error.host}, which asked to be left alone")
        # What an HTTP library raises on hostile answers cannot be listed, and must cost this feed only. It is reported as
        # what it is: unexpected.
        except Exception as error:  # noqa: BLE001 (see above)
            seen = f"unexpected error: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
            return FetchError(source.name, shown(place), seen)


def _new(source: FeedSource) -> _Feed:
    return _Feed(source=source, new=known(source, None), host=host_of(source.feed))


def _host(feed: _Feed, state: FeedState) -> str:
    return host_of(state.moved_to) if state.moved_to else feed.host


def _size(polled: Polled) -> int:
    answer = polled.answer
    return 0 if isinstance(answer, FetchError) or answer.document is None else len(answer.document.content)
