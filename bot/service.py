"""The service: passes on a schedule, the web server beside them in one loop, and an orderly end."""

import asyncio
import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger
from structlog.contextvars import bound_contextvars
from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError  # the package exports no other name for it

from bot.config import FolderSource, Settings
from bot.errors import PublishError, StoreError, StoryfoldError
from bot.health import Health
from bot.logs import configure_logs
from bot.pipeline import Pipeline, Report
from bot.reloading import Reloading
from bot.serving import Serving
from bot.telemetry import Metrics
from bot.telling import HUBS, JOBS, Telling
from bot.watch import Watch

log = structlog.get_logger()

#: How long a pass and open requests may take to end after SIGTERM. Container engines kill after 10 s, and then the web server
#: takes up to 2, and what is closed after it 1.5.
GRACE = timedelta(seconds=6)

#: How often the service looks at itself: figures, and what is stale.
LOOKED_AT_EACH = timedelta(minutes=1)
#: How often to look which feeds are due, at least, and whether those that were asked have answered.
FEEDS_AGAIN, ANSWERS_AGAIN = timedelta(seconds=10), timedelta(milliseconds=500)

#: How often to look whether the clock was set back, and by how much: less comes with every correction.
CLOCK_AGAIN, SET_BACK = timedelta(seconds=1), timedelta(seconds=2)

#: A clock that shows an earlier time was not set yet, as after the start of a machine without a battery: this release is younger.
NOT_BEFORE = datetime(2026, 1, 1, tzinfo=UTC)

#: How long to do without hints from the system after they failed.
HINTS_AGAIN = timedelta(minutes=1)


class _Every(BaseTrigger):  # type: ignore[misc]  # it has no types
    """Again and again; what a leap of the clock left out is due once.

    The trigger of APScheduler lists all of it, to run the last: of the years since 1970, where a machine begins that does not know
    the time, that is more than fits into memory.
    """

    def __init__(self, interval: timedelta) -> None:
        self._interval = interval

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        """Return the time after *previous*, which is later than *now*."""
        following = (previous or now) + self._interval
        return following if following > now else now + self._interval


class Service:
    """One pipeline, run again and again, and its files on the web."""

    def __init__(
        self,
        settings: Settings,
        pipeline: Pipeline,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        load: Callable[[], Settings] | None = None,
    ) -> None:
        """Prepare to run. With *load*, which may raise ConfigError, the settings follow their files."""
        self._settings = settings
        self._pipeline = pipeline
        self._clock = clock
        self._metrics = Metrics()
        self._health = Health(started=clock())
        self._stopping = asyncio.Event()
        self._pass: asyncio.Task[None] | None = None
        self._passes = 0  # since the start
        self._again_at: datetime | None = None  # when to look again, once the pass under way is over
        self._wanted: Settings | None = None  # to go by from the next pass on
        self._hints_end = asyncio.Event()
        self._reloading = Reloading(settings, load, self._want, self._tell, self._stopping) if load else None
        self._asked: set[asyncio.Task[None]] = set()  # by signals, to load the configuration
        self._is_watched = sys.stderr.isatty()
        self._tell(())
        self._web = Serving(settings, pipeline, self._health, self._metrics, clock)
        self._watch = Watch(self._metrics)
        self._telling = Telling(settings, pipeline.database, clock, self._metrics)
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        if pipeline.intake.subscriptions is not None:
            pipeline.intake.subscriptions.pushes.wake = lambda: self._look_again(timedelta(0))

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then finish what is under way; a second signal ends the process at once.

        Raises:
            ServeError: the address cannot be listened on.
        """
        listening = self._web.listen()
        with self._signals():
            self._schedule()
            beside = [asyncio.create_task(self._take_hints()), asyncio.create_task(self._mind_the_clock())]
            if self._reloading is not None:
                beside.append(asyncio.create_task(self._reloading.watch()))
            serving = self._web.start(listening)
            host, port = listening.getsockname()[:2]
            log.info("serving", url=f"http://{host}:{port}/", public=str(self._settings.public))
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait([serving, stopped], return_when=asyncio.FIRST_COMPLETED)
            self._end()
            await self._drain()
            self._web.end()
            await asyncio.gather(serving, stopped, *beside, *self._asked)
        log.info("stopped")

    # Passes

    def _schedule(self) -> None:
        # Without a grace time of None APScheduler silently drops runs that start more than a second late.
        self._scheduler.add_job(
            self._tick,
            _Every(self._interval()),
            id="pass",
            next_run_time=self._clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.add_job(
            self._look,
            _Every(LOOKED_AT_EACH),
            id="look",
            next_run_time=self._clock() + timedelta(seconds=5),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        # A pass that is longer than the interval is no event: the next tick finds what came in the meantime.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.add_listener(
            lambda event: self._look_again_after_all() if event.job_id == "pass" else None,
            EVENT_JOB_EXECUTED | EVENT_JOB_ERROR,
        )
        self._schedule_telling()
        self._scheduler.start()

    def _schedule_telling(self) -> None:
        for job in self._scheduler.get_jobs():
            if job.id.startswith(JOBS):
                job.remove()
        for one in self._telling.jobs():
            when = {"trigger": _Every(one.when)} if isinstance(one.when, timedelta) else {"trigger": "cron", **one.when}
            self._scheduler.add_job(
                one.run, id=one.name, misfire_grace_time=None, coalesce=True, max_instances=1, **when
            )

    def _interval(self) -> timedelta:
        # Folders may be looked at seldom; that a feed is due is still to be noticed.
        rescan = self._settings.folders.rescan
        return min(rescan, FEEDS_AGAIN) if self._pipeline.intake.has_feeds else rescan

    async def _look(self) -> None:
        self._watch.look(await asyncio.to_thread(self._web.status))

    async def _tick(self) -> None:
        if self._stopping.is_set() or not self._is_clock_set():
            return
        self._pass = asyncio.create_task(self._run_pass())
        # APScheduler cancels running coroutines when it is shut down; a pass ends by itself.
        await asyncio.shield(self._pass)

    async def _run_pass(self) -> None:
        self._passes += 1
        with bound_contextvars(pass_number=self._passes):
            await self._one_pass()

    async def _one_pass(self) -> None:
        await self._take_effect()
        began = time.monotonic()
        try:
            report = await self._pipeline.run_pass(self._clock())
        except (StoreError, PublishError) as error:
            if self._is_news(str(error)):
                log.warning("pass failed, trying again", problem=str(error))
            return
        # A bug must not end the passes for ever without a word: it is logged whole, once, and the service is not ready.
        except Exception as error:
            if self._is_news(f"unexpected error: {type(error).__name__}: {error}"):
                log.exception("pass failed, trying again", problem=self._health.problem)
            return
        if self._health.problem is not None:
            log.info("pass went well again")
        self._health.problem = None
        self._health.last_pass = self._clock()
        self._watch.count(report, self._clock(), time.monotonic() - began)
        self._tell_news(report)
        if report.taken.waiting:
            self._look_again(self._settings.folders.settle)
        if report.next_release is not None:
            self._look_again(report.next_release - self._clock())
        if self._pipeline.intake.is_behind:
            self._look_again(timedelta(0))
        elif self._pipeline.intake.is_waiting:
            self._look_again(ANSWERS_AGAIN)

    def _is_clock_set(self) -> bool:
        """What would be stored before it is would be of that time for ever."""
        if (now := self._clock()) >= NOT_BEFORE:
            return True
        if self._is_news(f"the clock shows {now:%Y-%m-%d}, expected {NOT_BEFORE:%Y} or later; waiting until it is set"):
            log.warning("no pass", problem=self._health.problem)
        return False

    def _tell_news(self, report: Report) -> None:
        self._telling.has_passed()
        if report.written and self._scheduler.get_job(HUBS):
            self._scheduler.modify_job(HUBS, next_run_time=self._clock())

    def _is_news(self, problem: str) -> bool:
        former, self._health.problem = self._health.problem, problem
        return former != problem

    def _look_again(self, after: timedelta) -> None:
        when = self._clock() + after
        if self._pass is not None and not self._pass.done():
            # APScheduler drops what comes due while it runs.
            self._again_at = min(when, self._again_at or when)
        else:
            self._bring_forward(when)

    def _look_again_after_all(self) -> None:
        when, self._again_at = self._again_at, None
        if when is not None:
            self._bring_forward(when)

    def _bring_forward(self, when: datetime) -> None:
        job = self._scheduler.get_job("pass")
        if job is not None and when < job.next_run_time:
            job.modify(next_run_time=when)

    async def _mind_the_clock(self) -> None:
        # APScheduler goes by it: were it set back by a day, or stood still, nothing would be done until it is where it was.
        loop = asyncio.get_running_loop()
        ahead_s, was_behind = self._clock().timestamp() - loop.time(), False
        while not self._stopping.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), CLOCK_AGAIN.total_seconds())
            lost_s = ahead_s - (self._clock().timestamp() - loop.time())
            if 0 < lost_s < SET_BACK.total_seconds():
                continue  # it may become more
            ahead_s -= lost_s
            if lost_s > 0:
                if not was_behind:
                    log.warning("the clock was set back, or stands still", seconds=round(lost_s))
                for job in self._scheduler.get_jobs():
                    job.modify(next_run_time=job.next_run_time - timedelta(seconds=lost_s))
            was_behind = lost_s > 0

    async def _take_hints(self) -> None:
        # A hint only makes the next look come sooner: inotify misses what happens on network mounts, so the regular look
        # is what counts.
        while not self._stopping.is_set():
            end = self._hints_end
            folders = [
                source.folder
                for source in self._settings.sources
                if isinstance(source, FolderSource) and source.enabled and source.folder.is_dir()
            ]
            if not folders:
                await end.wait()
                continue
            try:
                async for _ in awatch(*folders, stop_event=end, step=100, ignore_permission_denied=True):
                    if self._scheduler.running and not self._stopping.is_set():
                        self._scheduler.modify_job("pass", next_run_time=self._clock())
            except* (OSError, WatchfilesRustInternalError) as errors:  # no watches left; a name that is no UTF-8
                problem = str(errors.exceptions[0])
                log.warning("no hints from the system, folders are looked at on schedule", problem=problem)
                with suppress(TimeoutError):
                    await asyncio.wait_for(end.wait(), HINTS_AGAIN.total_seconds())

    # The configuration

    def _want(self, settings: Settings | None) -> None:
        """Go by *settings* from the next pass on, which is at once; None: by those in force after all."""
        self._wanted = settings
        log.info(
            "configuration loaded, it takes effect with the next pass" if settings else "configuration is as before"
        )
        self._look_again(timedelta(0))

    def _tell(self, problems: Sequence[str]) -> None:
        """Show what is wrong with the configuration files, or that they were loaded."""
        self._health.config_problems = tuple(problems)
        self._metrics.config_ok.set(not problems)
        if not problems:
            self._health.config_loaded = self._clock()
            self._metrics.config_loaded.set(self._clock().timestamp())

    async def _take_effect(self) -> None:
        """Go by the settings that were loaded. Only here, before a pass: none goes by two configurations."""
        settings, self._wanted = self._wanted, None
        if settings is None or self._reloading is None:
            return
        try:
            await self._pipeline.replace(settings)
        except StoryfoldError as error:
            self._reloading.impossible(str(error))
            return
        # A bug must cost the change only: the former settings are still good.
        except Exception as error:
            log.exception("configuration cannot be put in force")
            self._reloading.impossible(f"unexpected error: {type(error).__name__}: {error}")
            return
        former, self._settings = self._settings, settings
        if settings.logs != former.logs:
            configure_logs(settings.logs.level, settings.logs.format)
        self._reloading.in_force(settings)
        self._web.go_by(settings)
        self._telling.go_by(settings)
        self._schedule_telling()
        self._hints_end.set()
        self._hints_end = asyncio.Event()
        self._scheduler.reschedule_job("pass", trigger=_Every(self._interval()))
        changed = [key for key in Settings.model_fields if getattr(former, key) != getattr(settings, key)]
        log.info("configuration in force", changed=", ".join(changed))

    def _ask(self) -> None:
        assert self._reloading is not None
        log.info("loading the configuration", signal="SIGHUP")
        task = asyncio.create_task(self._reloading.load_again(is_asked=True))
        self._asked.add(task)
        task.add_done_callback(self._asked.discard)

    # The end

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()

        def stop(name: str) -> None:
            if self._stopping.is_set():
                os._exit(1)  # asked twice: whatever is open is safe, as after a kill
            log.info("stopping", signal=name)
            self._end()
            self._pipeline.stop()

        handlers: dict[signal.Signals, Callable[[], None]] = {
            number: partial(stop, number.name) for number in (signal.SIGTERM, signal.SIGINT)
        }
        if self._reloading is not None:
            handlers[signal.SIGHUP] = self._hang_up
        for number, handle in handlers.items():
            loop.add_signal_handler(number, handle)
        try:
            yield
        finally:
            for number in handlers:
                loop.remove_signal_handler(number)

    def _hang_up(self) -> None:
        if self._is_watched and not sys.stderr.isatty():
            os._exit(1)  # the terminal that it runs in was closed: whatever is open is safe, as after a kill
        if not self._stopping.is_set():
            self._ask()

    def _end(self) -> None:
        self._stopping.set()
        self._hints_end.set()

    async def _drain(self) -> None:
        self._scheduler.pause()
        ending = asyncio.create_task(self._telling.end(GRACE))
        if self._pass is not None and not self._pass.done():
            _, unfinished = await asyncio.wait([self._pass], timeout=GRACE.total_seconds())
            if unfinished:
                log.warning("a pass did not end in time; the next start does the rest", grace_s=GRACE.total_seconds())
                os._exit(0)  # its thread cannot be interrupted, and every step is safe to kill
        await ending
        self._scheduler.shutdown(wait=False)
