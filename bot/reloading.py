"""The configuration files of a running service: looked at when they change, loaded when they have settled, refused if bad.

What is wrong with them is said in the log, each problem once, and told to whoever shows it; the settings in force stay.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import aclosing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final, NamedTuple

import structlog
from watchfiles import awatch
from watchfiles._rust_notify import WatchfilesRustInternalError  # the package exports no other name for it

from bot.config import Settings, watching
from bot.config.load import fixed, named_files
from bot.errors import ConfigError

log = structlog.get_logger()

#: How long files stay as they are before they are loaded: an editor, or a copy, writes in pieces. At most so long in all.
SETTLED, AT_LAST = timedelta(milliseconds=400), timedelta(seconds=10)

#: How often the files are looked at anyway: no hint comes from network mounts, nor from some mounts of containers.
REGULARLY: Final = timedelta(seconds=5)


class _Loaded(NamedTuple):
    """What came of loading the files."""

    settings: Settings | None  # None: they cannot be used
    problems: tuple[str, ...]  # one line each
    files: tuple[Path, ...]  # what the first file names at this moment, be it there or not


class Reloading:
    """The files that settings came from, and what became of the last attempt to load them."""

    def __init__(
        self,
        running: Settings,
        load: Callable[[], Settings],
        offer: Callable[[Settings | None], None],
        tell: Callable[[Sequence[str]], None],
        stopping: asyncio.Event,
    ) -> None:
        """Prepare to watch.

        Args:
            running: the settings in force, as they were loaded.
            load: loads them again; raises ConfigError.
            offer: takes settings that are good and others than those in force; None: those in force are right again.
            tell: is told after each attempt what is wrong, one line each; nothing, if it went well.
            stopping: ends the watch.
        """
        self._running = running
        self._load = load
        self._offer = offer
        self._tell = tell
        self._stopping = stopping
        self._good = running  # the last ones that could be used; perhaps not yet in force
        self._files = running.files
        self._state: watching.State | None = None  # of the files when they were loaded; None: not known
        self._problems: Sequence[str] = ()  # of the last attempt
        self._said: set[str] = set()  # problems that are in the log already
        self._one_at_a_time = asyncio.Lock()

    async def watch(self) -> None:
        """Load the files whenever they have changed, until the end."""
        await self._look()  # they may have changed while the service started
        while not self._stopping.is_set():
            try:
                await self._watch(await asyncio.to_thread(watching.folders, self._files))
            except* (OSError, WatchfilesRustInternalError):  # no watches left; a folder that is gone
                await self._wait(REGULARLY)
                await self._look()

    async def _watch(self, folders: frozenset[Path]) -> None:
        hints = awatch(
            *folders,
            watch_filter=None,  # what changes beside the files costs a look at them
            step=100,
            rust_timeout=round(REGULARLY / timedelta(milliseconds=1)),
            yield_on_timeout=True,
            stop_event=self._stopping,
            recursive=False,
            ignore_permission_denied=True,
        )
        async with aclosing(hints):
            async for _ in hints:
                await self._look()
                if folders != await asyncio.to_thread(watching.folders, self._files):
                    return

    async def _look(self) -> None:
        state = await self._current_state()
        if state == self._state:
            return
        for _ in range(int(AT_LAST / SETTLED)):
            await self._wait(SETTLED)
            former, state = state, await self._current_state()
            if state == former:
                break
        if not self._stopping.is_set():
            await self.load_again()

    async def load_again(self, *, is_asked: bool = False) -> None:
        """Load the files as they are now. Where somebody *is_asked* for it, say what came of it in any case."""
        async with self._one_at_a_time:
            # Before they are read: what is written meanwhile is looked at again.
            self._state = await self._current_state()
            try:
                loaded = await asyncio.to_thread(self._loaded)
            # A bug must cost the change only: the service goes on, and says so.
            except Exception as error:
                log.exception("configuration cannot be loaded")
                loaded = _Loaded(None, (f"unexpected error: {type(error).__name__}: {error}",), self._files)
            self._follow(loaded)
            if loaded.settings is None:
                self._refuse(loaded.problems)
            else:
                self._take(loaded.settings, is_asked=is_asked)

    def in_force(self, settings: Settings) -> None:
        """Say that the service goes by *settings* from now on."""
        self._running = settings
        if self._good != settings:  # the files have changed again meanwhile
            self._offer(self._good)

    def impossible(self, problem: str) -> None:
        """Say that what was offered cannot be done after all, in one line; the settings in force stay."""
        self._good = self._running
        self._refuse((problem,))

    def _loaded(self) -> _Loaded:
        files = named_files(self._running.files[0])
        try:
            settings = self._load()
            problems = fixed(self._running, settings)
        except ConfigError as error:
            settings, problems = None, error.problems
        return _Loaded(None if problems else settings, tuple(map(str, problems)), files)

    def _follow(self, loaded: _Loaded) -> None:
        """Watch what the files name now; where that cannot be used, also what those named that could."""
        good = loaded.settings or self._good
        files = tuple(dict.fromkeys([*loaded.files, *good.files]))
        if files != self._files:
            self._files, self._state = files, None

    def _refuse(self, problems: Sequence[str]) -> None:
        for problem in problems:
            if problem not in self._said:
                log.error("configuration refused, the former one stays", problem=problem)
        self._said.update(problems)
        self._problems = problems
        self._tell(problems)

    def _take(self, settings: Settings, *, is_asked: bool) -> None:
        was_refused = bool(self._problems)
        self._problems = ()
        self._said.clear()
        self._tell(())
        if settings != self._good:
            self._good = settings
            self._offer(None if settings == self._running else settings)
        elif is_asked or was_refused:
            log.info("configuration loaded, it is as before")

    async def _current_state(self) -> watching.State:
        return await asyncio.to_thread(watching.state, self._files)

    async def _wait(self, time: timedelta) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), time.total_seconds())
