"""Hubs are told which feeds changed: at least once, as soon as they take it, each with its own pauses."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.config import Settings
from bot.intake.means import user_agent
from bot.publishing import websub
from bot.publishing.websub import Answer, Publisher
from bot.sources.polling import parse_retry_after
from bot.sources.urls import shown
from bot.sources.wire import PRIVATE, Wire
from bot.store import telling
from bot.store.database import Database
from bot.store.telling import Ping

log = structlog.get_logger()

#: Requests to one hub at a time.
AT_ONCE = 4


class Counting(Protocol):
    """Somebody who counts what comes of it."""

    def hub(self, outcome: str) -> None:
        """Count a request to a hub: told, failed, or given up."""


class Hubs:
    """The hubs of one configuration."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        clock: Callable[[], datetime],
        counting: Counting,
        timeout: timedelta = websub.TIMEOUT,
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._counting = counting
        self._timeout = timeout
        self._failures: dict[str, int] = {}  # of hubs that took nothing, in a row
        self._is_forgotten = False  # what is no longer to be told
        self._is_stopping = False

    @property
    def are_there(self) -> bool:
        """Whether there is any hub."""
        return bool(self._settings.site.hubs)

    def go_by(self, settings: Settings) -> None:
        """Tell the hubs of these settings from now on."""
        self._settings, self._is_forgotten = settings, False

    def stop(self) -> None:
        """Begin no further request."""
        self._is_stopping = True

    async def tell(self) -> None:
        """Tell every hub what it is to be told now; what it does not take is for another time.

        Raises:
            StoreError: the database cannot be read or written; what was told since may be told once more.
        """
        if not self._is_forgotten:
            await asyncio.to_thread(self._forget)
        hubs = dict.fromkeys(self._settings.site.hubs)
        async with AsyncExitStack() as opened:
            # Who runs us named the hubs, so they may be in his own network.
            publisher = Publisher(
                Wire(),
                user_agent=user_agent(self._settings.polling.contact),
                extensions={PRIVATE: True},
                timeout=self._timeout,
            )
            await opened.enter_async_context(publisher)
            results = await asyncio.gather(*(self._tell_one(publisher, hub) for hub in hubs), return_exceptions=True)
        for error in results:
            if error is not None:
                raise error

    def _forget(self) -> None:
        """Forget other hubs, and feeds that are not, or no longer, for everybody."""
        public = [topic.slug for topic in self._settings.topics if not topic.private]
        feeds = {f"topics/{slug}.{ending}" for slug in public for ending in ("atom", "rss", "json")}
        with self._database.writing() as connection:
            telling.keep_only(connection, frozenset(self._settings.site.hubs), feeds)
        self._is_forgotten = True

    async def _tell_one(self, publisher: Publisher, hub: str) -> None:
        while not self._is_stopping:
            base_url = self._settings.site.base_url
            pings = await asyncio.to_thread(self._due, hub)
            if not pings:
                return
            answers = await asyncio.gather(*(publisher.tell(hub, f"{base_url}/{one.feed}") for one in pings))
            if not await asyncio.to_thread(self._heed, hub, pings, answers):
                return

    def _due(self, hub: str) -> list[Ping]:
        with self._database.reading() as connection:
            return telling.due(connection, hub, self._clock(), AT_ONCE)

    def _heed(self, hub: str, pings: Sequence[Ping], answers: Sequence[Answer]) -> bool:
        """Store what a hub answered; return whether it may be told more now."""
        now = self._clock()
        away = [answer for answer in answers if answer.result == "away"]
        self._failures[hub] = self._failures.get(hub, 0) + 1 if away else 0
        pause = max([websub.pause_after(self._failures[hub]), *_asked_for(away, now)]) if away else timedelta(0)
        with self._database.writing() as connection:
            for ping, answer in zip(pings, answers, strict=True):
                if answer.result == "told" or _is_over(ping, answer, now):
                    telling.settle(connection, [ping], now)
                else:
                    wait = max(websub.pause_after(ping.attempts + 1), pause, *_asked_for([answer], now), timedelta(0))
                    telling.failed(connection, ping, answer.error or "", now, now + wait)
            if away:
                telling.leave_alone(connection, hub, now + pause)
        self._report(hub, pings, answers, now)
        return not away

    def _report(self, hub: str, pings: Sequence[Ping], answers: Sequence[Answer], now: datetime) -> None:
        for ping, answer in zip(pings, answers, strict=True):
            if answer.result == "told":
                self._counting.hub("told")
                continue
            is_over = _is_over(ping, answer, now)
            self._counting.hub("given_up" if is_over else "failed")
            if is_over:
                log.warning("hub not told, given up", hub=shown(hub), feed=ping.feed, problem=answer.error)
            elif ping.error != answer.error:
                log.info("hub not told, trying again", hub=shown(hub), feed=ping.feed, problem=answer.error)


def _asked_for(answers: Iterable[Answer], now: datetime) -> list[timedelta]:
    found = (parse_retry_after(answer.retry_after, now) for answer in answers)
    return [wait for wait in found if wait is not None]


def _is_over(ping: Ping, answer: Answer, now: datetime) -> bool:
    return answer.result == "gone" or now - ping.since >= websub.GIVEN_UP_AFTER
