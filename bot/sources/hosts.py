"""Whose turn it is at a host: one request at a time, some time between two, none while the host wants to be left alone.

Time is measured on a clock that only goes forward: a wall clock that is set makes nobody ask early.
"""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from bot.sources.urls import parse, turn_of

#: Requests in flight at once, to all hosts together. Each may hold a document of `polling.max_body`.
AT_ONCE = 32


class HostPaused(Exception):
    """The host asked to be left alone; no request was made."""

    def __init__(self, host: str) -> None:
        self.host = host
        super().__init__(f"{host} asked for a pause")


def elapsed() -> float:
    """Seconds on a clock that nobody sets, and that goes on while the machine sleeps, where the system has such a one."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


@dataclass(slots=True)
class _Queue:
    """Those who want to ask one host, in the order in which they came."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    visitors: int = 0  #: the one whose turn it is, and those who wait
    free_at: float = 0.0  #: seconds of the clock


class Hosts:
    """The hosts that are asked, as long as there is something to remember about them."""

    def __init__(
        self,
        spacing: timedelta,
        *,
        clock: Callable[[], float] = elapsed,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._spacing = spacing.total_seconds()
        self.clock = clock  #: seconds
        self._sleep = sleep
        self._places = asyncio.Semaphore(AT_ONCE)
        self._may_begin = asyncio.Event()
        self._may_begin.set()
        self._queues: dict[str, _Queue] = {}
        self._left: deque[tuple[float, str]] = deque()  # when each host that was left may be asked again: in this order
        self._paused: dict[str, float] = {}

    def space(self, spacing: timedelta) -> None:
        """Leave other pauses between two requests to a host from now on."""
        self._spacing = spacing.total_seconds()

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return len(self._queues)

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait for a turn at *host*, and for one of the places for requests; both end with the block.

        Who waits for a host takes no place. A redirect to another host is a turn of its own: never ask for one inside
        another, two feeds that lead to each other would wait for ever.

        Raises:
            HostPaused: the host wants to be left alone, or says so while we wait.
        """
        queue = self._queues.setdefault(host, _Queue())
        queue.visitors += 1
        try:
            async with queue.lock:
                self._refuse_paused(host)
                if (wait := queue.free_at - self.clock()) > 0:
                    await self._sleep(wait)
                async with self._places:
                    await self._may_begin.wait()
                    self._refuse_paused(host)
                    try:
                        yield
                    finally:
                        queue.free_at = self.clock() + self._spacing
        finally:
            queue.visitors -= 1
            self._left.append((queue.free_at, host))
            self._forget_idle()

    def pause(self, host: str, wait: timedelta) -> None:
        """Leave *host* alone for this long, or for as long as it asked before, if that is longer."""
        now = self.clock()
        self._paused = {other: until for other, until in self._paused.items() if until > now}
        self._paused[host] = max(now + wait.total_seconds(), self._paused.get(host, now))

    def is_paused(self, host: str) -> bool:
        """Whether *host* wants to be left alone now."""
        return host in self._paused and self.clock() < self._paused[host]

    def hold(self) -> None:
        """Begin no further request, whatever the host, until `go_on`: more came in than was taken."""
        self._may_begin.clear()

    def go_on(self) -> None:
        """End a `hold`."""
        self._may_begin.set()

    def _refuse_paused(self, host: str) -> None:
        if self.is_paused(host):
            raise HostPaused(host)

    def _forget_idle(self) -> None:
        now = self.clock()
        while self._left and self._left[0][0] <= now:
            _, host = self._left.popleft()
            queue = self._queues.get(host)
            if queue is not None and not queue.visitors and queue.free_at <= now:
                del self._queues[host]


def host_of(url: str) -> str:
    """Return the name under which `Hosts` knows the host of a URL; "" for what is no URL."""
    parsed = parse(url)
    return turn_of(parsed) if parsed else ""
