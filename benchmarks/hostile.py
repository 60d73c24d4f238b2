"""Feeds that mean harm, beside feeds that do not: what the program pays for them in memory and time.

    python -m benchmarks.hostile [--only NAME ...]

An origin of its own, on loopback, serves bombs, trickles and endless bodies, and ten ordinary feeds. All are fetched and
read as the service does it (its fetcher with its default limits, its turns, its reading children): first the ordinary
ones alone, then all at once. Prints a table; exits with 1 if a bar is missed. The addresses are those of Linux, where all
of 127.0.0.0/8 is this machine.
"""

import argparse
import asyncio
import contextlib
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.config import PollingSettings
from bot.errors import StoryfoldError
from bot.formats.isolation import Isolated
from bot.model import Source
from bot.pipeline import READERS
from bot.reading.documents import read
from bot.reading.tasks import Reading, Task
from bot.sources.feed import Fetcher, Request
from bot.sources.hosts import Hosts

MOST_MEMORY = 64.0  # MB more than before, in the program's own process
MOST_SECONDS = 10.0
ORDINARY = 10
CALM_SECONDS = 4.0
GAP_SECONDS = 1.2  # between two polls of one ordinary feed; above the spacing, so that none waits for its turn
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

CHUNKED = b"Transfer-Encoding: chunked"


# --- the origin, in a process of its own -------------------------------------------------------------------------------


def rss(items: bytes) -> bytes:
    return b"<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>" + items + b"</channel></rss>"


def item(title: bytes, text: bytes = b"The council approved the budget on Monday.") -> bytes:
    return b"<item><guid>1</guid><title>" + title + b"</title><description>" + text + b"</description></item>"


def head(*lines: bytes) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: application/rss+xml", *lines, b"", b""])


def whole(body: bytes, *lines: bytes) -> bytes:
    return head(b"Content-Length: %d" % len(body), *lines) + body


def bomb(window: int) -> bytes:
    """1 GiB of zeros, about a megabyte on the wire."""
    stream = zlib.compressobj(9, wbits=window)
    return b"".join(stream.compress(bytes(2**20)) for _ in range(1024)) + stream.flush()


def quadratic() -> bytes:
    return b"<!DOCTYPE x [<!ENTITY a '" + b"a" * 50_000 + b"'>]>" + rss(item(b"&a;" * 50_000))


def entities(levels: int) -> bytes:
    rules = b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, levels))
    return b"<!DOCTYPE x [<!ENTITY a0 'lol'>" + rules + b"]>" + rss(item(b"&a%d;" % (levels - 1)))


def long_feed() -> bytes:
    return rss(
        b"".join(b"<item><guid>%d</guid><title>Story %d of the day</title></item>" % (n, n) for n in range(100_000))
    )


def attributes() -> bytes:
    return b" ".join(b"a%d='x'" % number for number in range(100_000))


#: Answers that come at once and are to be a burden to whoever decompresses or parses them.
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    "gzip bomb, 1 GiB": lambda: whole(bomb(31), b"Content-Encoding: gzip"),
    "deflate bomb, 1 GiB": lambda: whole(bomb(15), b"Content-Encoding: deflate"),
    "100,000 nested elements": lambda: whole(rss(item(b"<b>" * 100_000 + b"x" + b"</b>" * 100_000))),
    "100,000 nested tags in a text": lambda: whole(rss(item(b"t", b"&lt;b&gt;" * 100_000))),
    "100,000 attributes": lambda: whole(rss(item(b"<x " + attributes() + b"/>"))),
    "100,000 attributes in a text": lambda: whole(rss(item(b"t", b"&lt;b " + attributes() + b"&gt;"))),
    "billion laughs": lambda: whole(entities(10)),
    "quadratic entities": lambda: whole(quadratic()),
    "a title of 9 MB": lambda: whole(rss(item(b"word " * 1_800_000))),
    "100,000 items": lambda: whole(long_feed()),
    "20,000 header fields": lambda: head(*(b"X-%d: %s" % (number, b"y" * 1000) for number in range(20_000))),
}


async def silent() -> AsyncIterator[bytes]:
    while True:
        await asyncio.sleep(60)
        yield b""


async def trickle(start: bytes) -> AsyncIterator[bytes]:
    yield start
    while True:
        await asyncio.sleep(0.5)
        yield b"<"


async def endless(start: bytes, more: bytes) -> AsyncIterator[bytes]:
    yield start
    while True:
        yield more


#: Answers that have no end.
STREAMS: dict[str, Callable[[], AsyncIterator[bytes]]] = {
    "silent": silent,
    "slow head, 1 byte in 0.5 s": lambda: trickle(b"HTTP/1.1 200 OK\r\nX: "),
    "drip body, 1 byte in 0.5 s": lambda: trickle(head(b"Content-Length: 100000")),
    "endless body": lambda: endless(head(CHUNKED), b"10000\r\n" + b"a" * 65536 + b"\r\n"),
    "endless body of 1-byte chunks": lambda: endless(head(CHUNKED), b"1\r\nx\r\n" * 9999),
    "endless head": lambda: endless(b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 1000 + b"\r\n"),
    "endless interim answers": lambda: endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100),
}
HOSTILE = [*DOCUMENTS, *STREAMS]
NAMES = [*HOSTILE, *(f"ordinary {number}" for number in range(ORDINARY))]


def host_of(name: str) -> str:
    """Each feed has an address, and so a host, of its own."""
    return f"127.0.9.{NAMES.index(name) + 1}"


async def serve(only: list[str]) -> None:
    """Serve until killed; the address that a connection came to says which answer it gets. Prints the port when ready."""
    ordinary = whole(rss(item(b"Council approves the budget")))
    answers = {host_of(name): make() for name, make in DOCUMENTS.items() if name in only}
    streams = {host_of(name): make for name, make in STREAMS.items()}

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host = writer.get_extra_info("sockname")[0]
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            await reader.readuntil(b"\r\n\r\n")
            if host in streams:
                async for piece in streams[host]():
                    writer.write(piece)
                    await writer.drain()
            writer.write(answers.get(host, ordinary))
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "0.0.0.0", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


@contextlib.contextmanager
def origin(only: list[str]) -> Iterator[int]:
    """Run the origin, and return its port."""
    command = [sys.executable, "-m", "benchmarks.hostile", "--serve", "--only", *only]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


# --- the program -------------------------------------------------------------------------------------------------------


@dataclass
class Cost:
    """What one poll took, in seconds, and how it ended."""

    name: str
    fetch: float = 0.0
    read: float = 0.0  #: with the wait for a child that is free
    end: str = "read"

    @property
    def seconds(self) -> float:
        """All of it."""
        return self.fetch + self.read


@dataclass
class Program:
    """The pieces that the service is made of."""

    port: int
    fetcher: Fetcher
    isolated: Isolated[Task, Reading]
    polling: PollingSettings

    async def poll(self, name: str) -> Cost:
        """Fetch a feed and read it."""
        cost, begun = Cost(name), time.perf_counter()
        source = Source(name=name, title=name, family=name)
        request = Request(source=source, url=f"http://{host_of(name)}:{self.port}/feed", private=True)
        try:
            answer = await self.fetcher.fetch(request, NOON)
            cost.fetch = time.perf_counter() - begun
            assert answer.document is not None
            task = Task(document=answer.document, source=source, max_entries=self.polling.max_entries)
            reading = await asyncio.to_thread(self.isolated, task)
            cost.end = f"read: {len(reading.deliveries)} stories, {reading.cut} cut, {len(reading.skipped)} skipped"
        except StoryfoldError as error:
            cost.end = str(error).partition("/feed: ")[2]
        cost.fetch = cost.fetch or time.perf_counter() - begun
        cost.read = time.perf_counter() - begun - cost.fetch
        return cost

    async def poll_again_and_again(self, name: str, costs: list[Cost]) -> None:
        """Poll an ordinary feed until cancelled."""
        while True:
            costs.append(await self.poll(name))
            await asyncio.sleep(GAP_SECONDS)


class Memory:
    """The highest resident memory, in MB, of this process and, each by itself, of its reading children."""

    def __init__(self) -> None:
        Path("/proc/self/clear_refs").write_text("5")  # the kernel's own high-water mark begins anew
        self.before = self.own()
        self.child = 0.0
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def own(self) -> float:
        """The highest so far."""
        return _high_water_mark("self")

    def stop(self) -> None:
        """Watch no longer."""
        self._end.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._end.wait(0.02):
            for task in Path("/proc/self/task").iterdir():
                with contextlib.suppress(OSError):  # a thread, or a child, that has just ended
                    for child in (task / "children").read_text().split():
                        if b"isolation" in Path(f"/proc/{child}/cmdline").read_bytes():
                            self.child = max(self.child, _high_water_mark(child))


def _high_water_mark(process: str) -> float:
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


async def measure(port: int, only: list[str]) -> bool:
    """Run the ordinary feeds alone, then with the others; print what it cost, and return whether the bars are met."""
    polling = PollingSettings()
    hosts = Hosts(polling.spacing)
    fetcher = Fetcher(
        user_agent="storyfold/benchmark",
        timeout=polling.timeout,
        max_body_bytes=polling.max_body,
        turn=hosts.turn,
    )
    with Isolated(read, children=READERS) as isolated:
        async with fetcher:
            program = Program(port=port, fetcher=fetcher, isolated=isolated, polling=polling)
            # All children start now: that is the program's own size, and no feed's doing.
            await asyncio.gather(*(program.poll(f"ordinary {number}") for number in range(ORDINARY)))
            costs: list[Cost] = []
            polls = [
                asyncio.create_task(program.poll_again_and_again(f"ordinary {number}", costs))
                for number in range(ORDINARY)
            ]
            await asyncio.sleep(CALM_SECONDS)
            calm, memory = len(costs), Memory()
            hostile = await asyncio.gather(*(program.poll(name) for name in only))
            memory.stop()
            for task in polls:
                task.cancel()
            return report(hostile, costs[:calm], costs[calm:], memory)


def report(hostile: list[Cost], calm: list[Cost], beside: list[Cost], memory: Memory) -> bool:
    print(f"{'feed':32} {'fetch s':>8} {'read s':>8}  ended")
    for cost in hostile:
        print(f"{cost.name:32} {cost.fetch:8.2f} {cost.read:8.2f}  {cost.end[:90]}")
    extra, worst = memory.own() - memory.before, max(cost.seconds for cost in hostile)
    print(
        f"\nmemory: {extra:.1f} MB more than the {memory.before:.0f} MB before; the largest child {memory.child:.0f} MB"
    )
    print(f"worst wall time: {worst:.2f} s")
    for name, costs in (("alone", calm), ("beside them", beside)):
        fetch, total = max(cost.fetch for cost in costs), sorted(cost.seconds for cost in costs)
        failed = sum(not cost.end.startswith("read") for cost in costs)
        print(
            f"ordinary feeds {name}: {len(costs)} polls, {failed} failed, fetched within {fetch:.2f} s, "
            f"read within {total[-1]:.2f} s (median {total[len(total) // 2]:.2f} s)"
        )
    late = max(cost.seconds for cost in beside)
    is_met = extra <= MOST_MEMORY and worst <= MOST_SECONDS and late <= MOST_SECONDS
    print(f"bars ({MOST_MEMORY:g} MB, {MOST_SECONDS:g} s): {'met' if is_met else 'MISSED'}")
    return is_met


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=HOSTILE, default=HOSTILE, metavar="NAME")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        asyncio.run(serve(options.only))
        return
    with origin(options.only) as port:
        is_met = asyncio.run(measure(port, options.only))
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
