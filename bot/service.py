"""The service: passes on a schedule, the web server beside them in one loop, and an orderly end."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta

import structlog
import uvicorn
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError  # the package exports no other name for it

from bot.config import FolderSource, Settings
from bot.errors import PublishError, ServeError, StoreError
from bot.health import Health, status
from bot.pipeline import Pipeline, Report
from bot.telemetry import Metrics
from bot.web.app import create_app
from bot.web.status import Status
from bot.web.websub import Callbacks

log = structlog.get_logger()

#: How long a pass and open requests may take to end after SIGTERM; container engines kill after 10 s.
GRACE = timedelta(seconds=8)

#: How often to look which feeds are due, at least, and whether those that were asked have answered.
FEEDS_AGAIN, ANSWERS_AGAIN = timedelta(seconds=10), timedelta(milliseconds=500)

#: How long to do without hints from the system after they failed.
HINTS_AGAIN = timedelta(minutes=1)


class Service:
    """One pipeline, run again and again, and its files on the web."""

    def __init__(
        self, settings: Settings, pipeline: Pipeline, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._settings = settings
        self._pipeline = pipeline
        self._clock = clock
        self._metrics = Metrics()
        self._health = Health(started=clock())
        self._stopping = asyncio.Event()
        self._pass: asyncio.Task[None] | None = None
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        if pipeline.intake.subscriptions is not None:
            pipeline.intake.subscriptions.pushes.wake = lambda: self._look_again(timedelta(0))

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT, then finish what is under way; a second signal ends the process at once.

        Raises:
            ServeError: the address cannot be listened on.
        """
        listening = _listen(self._settings.web.host, self._settings.web.port)
        server = _Server(self._uvicorn())
        with self._signals():
            self._schedule()
            hints = asyncio.create_task(self._take_hints())
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            host, port = listening.getsockname()[:2]
            log.info("serving", url=f"http://{host}:{port}/", public=str(self._settings.public))
            stopped = asyncio.create_task(self._stopping.wait())
            await asyncio.wait([serving, stopped], return_when=asyncio.FIRST_COMPLETED)
            self._stopping.set()
            await self._drain()
            server.should_exit = True
            await asyncio.gather(serving, hints, stopped)
        log.info("stopped")

    # Passes

    def _schedule(self) -> None:
        # Without a grace time of None APScheduler silently drops runs that start more than a second late.
        self._scheduler.add_job(
            self._tick,
            "interval",
            id="pass",
            seconds=self._interval().total_seconds(),
            next_run_time=self._clock(),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        # A pass that is longer than the interval is no event: the next tick finds what came in the meantime.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        self._scheduler.start()

    def _interval(self) -> timedelta:
        # Folders may be looked at seldom; that a feed is due is still to be noticed.
        rescan = self._settings.folders.rescan
        return min(rescan, FEEDS_AGAIN) if self._pipeline.intake.has_feeds else rescan

    async def _tick(self) -> None:
        if self._stopping.is_set():
            return
        self._pass = asyncio.create_task(self._run_pass())
        # APScheduler cancels running coroutines when it is shut down; a pass ends by itself.
        await asyncio.shield(self._pass)

    async def _run_pass(self) -> None:
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
        self._count(report)
        if report.taken.waiting:
            self._look_again(self._settings.folders.settle)
        if report.next_release is not None:
            self._look_again(report.next_release - self._clock())
        if self._pipeline.intake.is_behind:
            self._look_again(timedelta(0))
        elif self._pipeline.intake.is_waiting:
            self._look_again(ANSWERS_AGAIN)

    def _is_news(self, problem: str) -> bool:
        former, self._health.problem = self._health.problem, problem
        return former != problem

    def _look_again(self, after: timedelta) -> None:
        when = self._clock() + after
        job = self._scheduler.get_job("pass")
        if job is not None and when < job.next_run_time:
            job.modify(next_run_time=when)

    def _count(self, report: Report) -> None:
        taken, metrics = report.taken, self._metrics
        metrics.passes.inc()
        metrics.documents.inc(taken.documents)
        metrics.stories.inc(taken.new)
        metrics.joined.inc(report.joined)
        metrics.moved.inc(report.moved)
        metrics.merged.inc(report.merged)
        metrics.failures.inc(len(taken.failures))
        metrics.written.inc(report.written)
        metrics.last_pass.set(self._clock().timestamp())
        if taken.documents or report.written:
            log.info(
                "pass",
                documents=taken.documents,
                new=taken.new,
                revised=taken.revised,
                joined=report.joined,
                founded=report.founded,
                moved=report.moved,
                merged=report.merged,
                written=report.written,
                unchanged=report.unchanged,
            )

    async def _take_hints(self) -> None:
        # A hint only makes the next look come sooner: inotify misses what happens on network mounts, so the regular look
        # is what counts.
        sources = [source for source in self._settings.sources if isinstance(source, FolderSource) and source.enabled]
        folders = [source.folder for source in sources if source.folder.is_dir()]
        if not folders:
            return
        while not self._stopping.is_set():
            try:
                async for _ in awatch(*folders, stop_event=self._stopping, step=100, ignore_permission_denied=True):
                    if self._scheduler.running and not self._stopping.is_set():
                        self._scheduler.modify_job("pass", next_run_time=self._clock())
            except* (OSError, WatchfilesRustInternalError) as errors:  # no watches left; a name that is no UTF-8
                problem = str(errors.exceptions[0])
                log.warning("no hints from the system, folders are looked at on schedule", problem=problem)
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), HINTS_AGAIN.total_seconds())

    # The end

    @contextmanager
    def _signals(self) -> Iterator[None]:
        loop = asyncio.get_running_loop()

        def stop(name: str) -> None:
            if self._stopping.is_set():
                os._exit(1)  # asked twice: whatever is open is safe, as after a kill
            log.info("stopping", signal=name)
            self._stopping.set()
            self._pipeline.stop()

        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop, number.name)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)

    async def _drain(self) -> None:
        self._scheduler.pause()
        if self._pass is not None and not self._pass.done():
            _, unfinished = await asyncio.wait([self._pass], timeout=GRACE.total_seconds())
            if unfinished:
                log.warning("a pass did not end in time; the next start does the rest", grace_s=GRACE.total_seconds())
                os._exit(0)  # its thread cannot be interrupted, and every step is safe to kill
        self._scheduler.shutdown(wait=False)

    # The web

    def _uvicorn(self) -> uvicorn.Config:
        subscriptions = self._pipeline.intake.subscriptions
        most = self._settings.polling.max_body
        callbacks = Callbacks(hubs=subscriptions, clock=self._clock, max_body=most) if subscriptions else None
        app = create_app(self._settings.public, self._status, self._metrics.text, callbacks)
        return uvicorn.Config(
            app, log_config=None, access_log=False, lifespan="off", server_header=False, timeout_graceful_shutdown=1
        )

    def _status(self) -> Status:
        return status(
            self._settings, self._pipeline.database, self._health, self._pipeline.intake.problems, self._clock()
        )


class _Server(uvicorn.Server):
    """A server that leaves the signals to the service."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise ServeError(f"cannot listen on {host} port {port}: {error.strerror}; choose another `web.port`") from error
