"""Processes that answer for published files: started, told what to go by, started again, and ended with the service."""

import asyncio
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import structlog

from bot.web import handing
from bot.web.handing import Handed

log = structlog.get_logger()

_BOOT = (
    "import sys; sys.path[:] = sys.argv[3:]; from bot.web.front import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)
#: Seconds before one that ended is started again: at first, and at most; and for one to end by itself.
AGAIN_S, AT_MOST_S, ENDING_S = 0.5, 60.0, 2.0
_LASTED_S = 60.0  # whoever lived so long is started again soon
_AT_ONCE = 64  # connections taken from one before others have their turn


class Fronts:
    """All fronts. Without one that is ready, the service itself has to accept connections."""

    def __init__(
        self,
        listening: socket.socket,
        take: Callable[[Handed], None],
        accept: Callable[[bool], None],
    ) -> None:
        """Prepare to run.

        Args:
            listening: the socket that they accept connections on.
            take: goes on with a connection that one of them hands over.
            accept: is told whether the service has to accept connections itself, whenever that changes.
        """
        self._listening = listening
        self._take = take
        self._accept = accept
        self._running: dict[int, _Front] = {}
        self._values: dict[str, Any] = {}
        self._ending = asyncio.Event()

    def go_by(self, values: dict[str, Any]) -> None:
        """Have all of them, and those to come, go by these values."""
        self._values = values
        for front in self._running.values():
            front.tell(values)

    async def run(self, number: int) -> None:
        """Keep so many running until the end."""
        await asyncio.gather(*(self._keep_one() for _ in range(number)))

    def end(self) -> None:
        """Have them finish what they are at."""
        if self._ending.is_set():
            return
        self._ending.set()
        for front in self._running.values():
            front.end()

    async def _keep_one(self) -> None:
        loop, again = asyncio.get_running_loop(), AGAIN_S
        while not self._ending.is_set():
            began = loop.time()
            problem = await self._run_one()
            if self._ending.is_set():
                return
            again = AGAIN_S if loop.time() - began > _LASTED_S else again
            log.warning("a front ended, starting another one", problem=problem, after_s=again)
            await _wait(self._ending, again)
            again = min(2 * again, AT_MOST_S)

    async def _run_one(self) -> str:
        """Run one until it ends, and say how it did."""
        try:
            front = _Front(self._listening, self._take, self._look)
        except OSError as error:
            return str(error)
        self._running[front.pid] = front
        try:
            front.tell(self._values)
            await front.over.wait()
        finally:
            del self._running[front.pid]
            self._look()
        return await front.ended()

    def _look(self) -> None:
        self._accept(not any(front.is_ready for front in self._running.values()))


class _Front:
    """One process."""

    def __init__(self, listening: socket.socket, take: Callable[[Handed], None], changed: Callable[[], None]) -> None:
        self.over = asyncio.Event()
        self._take = take
        self._changed = changed
        channel, theirs = handing.pair()
        self._receiving = handing.Receiving(channel)
        with theirs:
            try:
                self._process = _start(theirs, listening)
            except OSError:
                channel.close()
                raise
        asyncio.get_running_loop().add_reader(channel.fileno(), self._hear)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_ready(self) -> bool:
        return self._receiving.is_ready and not self.over.is_set()

    def tell(self, values: dict[str, Any]) -> None:
        """Send it what to go by."""
        try:
            handing.tell(self._receiving.channel, values)
        except OSError:  # it is ending, or hears nothing any more: another one is started
            self._process.kill()

    def end(self) -> None:
        """Have it finish: what it still hands over is taken."""
        try:
            self._receiving.channel.shutdown(socket.SHUT_WR)
        except OSError:  # it has ended already
            return
        asyncio.get_running_loop().call_later(ENDING_S, self._process.kill)

    async def ended(self) -> str:
        """Say how the process ended, by force if need be."""
        try:
            code = await asyncio.to_thread(self._process.wait, ENDING_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = await asyncio.to_thread(self._process.wait)
        return f"exit status {code}"

    def _hear(self) -> None:
        was_ready = self._receiving.is_ready
        for _ in range(_AT_ONCE):
            handed = self._receiving.take()
            if handed is None:
                break
            self._take(handed)
        if self._receiving.is_over:
            asyncio.get_running_loop().remove_reader(self._receiving.channel.fileno())
            self._receiving.close()
            self.over.set()
        if self._receiving.is_ready != was_ready:
            self._changed()


def _start(channel: socket.socket, listening: socket.socket) -> "subprocess.Popen[bytes]":
    given = [channel.fileno(), listening.fileno()]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and code
        [
            sys.executable,
            "-I",
            "-c",
            _BOOT,
            *map(str, given),
            *filter(None, map(os.path.abspath, sys.path)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=given,
        process_group=0,  # Ctrl-C is for the service
    )


async def _wait(event: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(event.wait(), seconds)
    except TimeoutError:
        return
