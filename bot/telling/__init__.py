"""Tell others of news: hubs of feeds that changed, people of what topics had. Publishing waits for none of it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.config import Settings
from bot.errors import StoreError
from bot.store import digests as stored
from bot.store import telling as pings
from bot.store.database import Database
from bot.telemetry import Metrics
from bot.telling.digests import Digests
from bot.telling.hubs import Hubs
from bot.telling.mails import Mails
from bot.telling.schedule import cron

log = structlog.get_logger()

#: How often to look what hubs are to be told, and what is to be mailed again.
HUBS_AGAIN, MAILS_AGAIN = timedelta(seconds=5), timedelta(seconds=30)

#: Begins the name of every job, and is the name of the one for hubs.
JOBS, HUBS = "telling", "telling hubs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is to be done when."""

    name: str  #: begins with JOBS
    run: Callable[[], Awaitable[None]]  #: raises nothing
    when: timedelta | dict[str, Any]  #: again and again after so long, or at times, as fields of a cron


class Telling:
    """All that is told of one configuration at a time."""

    def __init__(self, settings: Settings, database: Database, clock: Callable[[], datetime], metrics: Metrics) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._hubs = Hubs(settings, database, clock, metrics)
        self._mails = Mails(settings, database, clock, metrics)
        self._digests = Digests(settings, database)
        self._under_way: dict[str, asyncio.Task[None]] = {}
        self._problems: dict[str, str] = {}
        self._has_passed = False

    def jobs(self) -> list[Job]:
        """Return what is to be done when, by the settings in force."""
        jobs = [Job(name=HUBS, run=self.tell_hubs, when=HUBS_AGAIN)] if self._hubs.are_there else []
        zone = self._settings.site.timezone
        mailed = [(one.slug, one.digest) for one in self._settings.topics if one.digest is not None]
        if mailed:
            jobs.append(Job(name=f"{JOBS} mails", run=self.mail_digests, when=MAILS_AGAIN))
        for slug, digest in mailed:
            jobs.append(Job(name=f"{JOBS} digest {slug}", run=self.mail_digests, when=cron(digest, zone)))
        return jobs

    def now(self) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """Return what there is to do at once, where nothing is done on a schedule."""
        has_digests = any(one.digest is not None for one in self._settings.topics)
        return [self.tell_hubs] * self._hubs.are_there + [self.mail_digests] * has_digests

    def go_by(self, settings: Settings) -> None:
        """Tell by these settings from now on; `jobs` are others then."""
        self._settings = settings
        self._hubs.go_by(settings)
        self._mails.go_by(settings)
        self._digests = Digests(settings, self._database)

    def has_passed(self) -> None:
        """Hear that a pass went through: what came while nobody ran is in the topics now, and so in their digests."""
        self._has_passed = True

    async def tell_hubs(self) -> None:
        """Tell hubs what they are to be told now."""
        await self._once("hubs", self._tell_hubs)

    async def mail_digests(self) -> None:
        """Make the digests that are due, and mail what is to be mailed now."""
        if self._has_passed:
            await self._once("mails", self._mail_digests)

    async def end(self, grace: timedelta) -> None:
        """Begin nothing more, and break off what does not end by itself."""
        self._hubs.stop()
        self._mails.stop()
        tasks = list(self._under_way.values())
        if tasks:
            _, unfinished = await asyncio.wait(tasks, timeout=grace.total_seconds())
            for task in unfinished:
                task.cancel()

    async def _once(self, what: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do something that is not under way, and that is not cancelled with who asked for it."""
        if what in self._under_way:
            return
        task = self._under_way[what] = asyncio.create_task(self._safely(what, run))
        task.add_done_callback(lambda _: self._under_way.pop(what))
        await asyncio.shield(task)

    async def _safely(self, what: str, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await run()
        except StoreError as error:
            if self._problems.get(what) != str(error):
                log.warning("nobody told, trying again", what=what, problem=str(error))
            self._problems[what] = str(error)
        # A bug must not end it for ever without a word.
        except Exception as error:
            problem = f"unexpected error: {type(error).__name__}: {error}"
            if self._problems.get(what) != problem:
                log.exception("nobody told, trying again", what=what)
            self._problems[what] = problem
        else:
            self._problems.pop(what, None)

    async def _tell_hubs(self) -> None:
        await self._hubs.tell()
        await asyncio.to_thread(self._measure_hubs)

    async def _mail_digests(self) -> None:
        await asyncio.to_thread(self._digests.make_due, self._clock())
        await self._mails.mail()
        await asyncio.to_thread(self._measure_mails)

    def _measure_hubs(self) -> None:
        with self._database.reading() as connection:
            waiting = pings.waiting(connection)
        self._metrics.hubs_waiting.set(waiting.pings)
        since = self._clock() - waiting.oldest if waiting.oldest else timedelta(0)
        self._metrics.hubs_oldest.set(max(since.total_seconds(), 0))

    def _measure_mails(self) -> None:
        with self._database.reading() as connection:
            self._metrics.mails_waiting.set(stored.unsent(connection).letters)
