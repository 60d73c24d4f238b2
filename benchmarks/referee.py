"""Publishers served on loopback, with a referee who notes every request that is not polite.

Real HTTP, one server, an address of 127.0.0.0/8 for each host. What time it is, is said by a clock that is set by hand, so
that days pass in seconds. The referee knows what each publisher last issued and asked for, and not what the client thinks.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Self

from benchmarks.publishers import DAY, HOUR, Ask, Publisher, Reply, http_date

WEEK = 7 * DAY
INTERVAL = HOUR  # what the simulated configuration asks for
SPACING = timedelta(seconds=1)
#: Times in HTTP have no parts of a second: so much earlier than asked for is not early.
GRAIN = timedelta(seconds=1)


class Clock:
    """A clock that is set by hand, or by whoever sleeps on it."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._begun = now

    def seconds(self) -> float:
        """Seconds since the beginning, as a clock gives them that only goes forward."""
        return (self.now - self._begun).total_seconds()

    async def sleep(self, seconds: float) -> None:
        """Set the clock forward."""
        self.now += timedelta(seconds=max(seconds, 0))
        await asyncio.sleep(0)


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What the referee knows of one feed."""

    issued: tuple[str, str | None, str | None] | None = None  #: URL, ETag, Last-Modified of the last good answer
    not_before: datetime | None = None
    why: str = ""
    expected_hop: str | None = None  #: a redirect was answered: this URL is asked next
    failures: int = 0
    gone: int = 0
    polls: int = 0
    requests: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True, kw_only=True)
class _Host:
    """What the referee knows of one host."""

    there: int = 0
    left: datetime | None = None
    not_before: datetime | None = None


class Referee:
    """Looks at every request, and at every answer."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.violations: list[str] = []
        self.seen: dict[str, _Seen] = {}
        self.hosts: dict[str, _Host] = {}

    def arrive(self, publisher: Publisher, url: str, headers: Mapping[str, str]) -> int:
        """Judge a request, and return which poll of the feed it belongs to."""
        seen = self.seen.setdefault(publisher.name, _Seen())
        host = self.hosts.setdefault(publisher.origin, _Host())
        now = self.clock.now
        host.there += 1
        if host.there > 1:
            self._fault(publisher, f"{host.there} requests at once")
        if host.left is not None and now < host.left + SPACING:
            self._fault(publisher, f"asked {now - host.left} after the last request to the host")
        if host.not_before is not None and now < host.not_before - GRAIN:
            self._fault(publisher, f"asked {host.not_before - now} before the end of the host's pause")
        for name in {"cookie", "referer", "authorization", "pragma", "from"} & headers.keys():
            self._fault(publisher, f"sent {name}")
        self._judge_validators(publisher, seen, url, headers)
        if seen.expected_hop == url:
            seen.expected_hop = None
            return seen.polls
        seen.polls += 1
        if seen.not_before is not None and now < seen.not_before - GRAIN:
            self._fault(publisher, f"asked {seen.not_before - now} early ({seen.why})")
        if now.hour in publisher.skip_hours or now.weekday() in publisher.skip_days:
            self._fault(publisher, f"asked at {now:%a %H:%M}, which it rules out")
        return seen.polls

    def leave(self, publisher: Publisher, url: str, reply: Reply) -> None:
        """Note what was answered."""
        seen, host, now = self.seen[publisher.name], self.hosts[publisher.origin], self.clock.now
        host.there -= 1
        host.left = now
        what = "silent" if reply.is_silent else str(reply.status)
        seen.requests[what if reply.is_feed or reply.status != 200 or reply.is_silent else "200 no feed"] += 1
        if reply.is_silent:
            self._fail(publisher, seen)
        elif reply.status in {301, 302, 307, 308}:
            seen.expected_hop = reply.headers["Location"]
        elif reply.is_feed:
            seen.failures = seen.gone = 0
            etag, modified = reply.headers.get("ETag"), reply.headers.get("Last-Modified")
            if reply.status == 304 and seen.issued is not None:
                etag, modified = etag or seen.issued[1], modified or seen.issued[2]
            seen.issued = (url, etag, modified)
            interval = publisher.interval or INTERVAL
            wait = max(interval, min(publisher.asks, DAY))
            seen.not_before, seen.why = now + wait, f"{wait} after the last answer"
        else:
            self._fail(publisher, seen, reply)

    def _fail(self, publisher: Publisher, seen: _Seen, reply: Reply | None = None) -> None:
        seen.failures += 1
        seen.gone = seen.gone + 1 if reply and reply.status == 410 else 0
        now = self.clock.now
        wait = min((publisher.interval or INTERVAL) * 2 ** min(seen.failures - 1, 9), DAY)
        if seen.gone:
            wait = DAY if seen.gone == 1 else 30 * DAY
        if reply and reply.status in {429, 503}:
            told = self._retry_after(reply.headers.get("Retry-After"))
            pause = HOUR if told is None else min(told, WEEK)
            wait = max(wait, pause)
            host = self.hosts[publisher.origin]
            host.not_before = max(now + pause, host.not_before or now)
        seen.not_before, seen.why = now + wait, f"{wait} after failure {seen.failures}"

    def _retry_after(self, value: str | None) -> timedelta | None:
        if value is None:
            return None
        if value.isdecimal():
            return timedelta(seconds=int(value))
        when = datetime.strptime(value, "%a, %d %b %Y %H:%M:%S GMT").replace(tzinfo=UTC)
        return max(when - self.clock.now, timedelta(0))

    def _judge_validators(self, publisher: Publisher, seen: _Seen, url: str, headers: Mapping[str, str]) -> None:
        sent = headers.get("if-none-match"), headers.get("if-modified-since")
        known = seen.issued[1:] if seen.issued is not None and seen.issued[0] == url else (None, None)
        if sent == known:
            return
        if sent == (None, None):
            self._fault(publisher, "unconditional, though it has validators")
        for name, value, right in zip(("ETag", "Last-Modified"), sent, known, strict=True):
            if value is not None and value != right:
                self._fault(publisher, f"invented or stale {name}: sent {value}, issued {right}")
            elif value is None and right is not None and sent != (None, None):
                self._fault(publisher, f"{name} left out")

    def _fault(self, publisher: Publisher, what: str) -> None:
        self.violations.append(f"{self.clock.now:%d. %H:%M:%S} {publisher.name}: {what}")


class Origin:
    """The server of all publishers."""

    def __init__(self, publishers: list[Publisher], clock: Clock) -> None:
        self.publishers = publishers
        self.clock = clock
        self.referee = Referee(clock)
        self._servers: list[asyncio.Server] = []
        self._by_place: dict[tuple[str, str], Publisher] = {}

    async def __aenter__(self) -> Self:
        names = sorted({publisher.host or publisher.name for publisher in self.publishers})
        origins = {}
        for number, name in enumerate(names):
            address = f"127.0.7.{number + 1}"
            server = await asyncio.start_server(self._serve, address, 0)
            self._servers.append(server)
            origins[name] = f"http://{address}:{server.sockets[0].getsockname()[1]}"
        for publisher in self.publishers:
            publisher.origin = origins[publisher.host or publisher.name]
            publisher.begun = self.clock.now
            self._by_place[publisher.origin, publisher.name] = publisher
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self._servers:
            server.close()

    def url(self, publisher: Publisher) -> str:
        """Where a publisher's feed is."""
        return f"{publisher.origin}/{publisher.name}/feed"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._answer(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client hung up
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:-2])}
        origin = f"http://{headers['host']}"
        publisher = self._by_place[origin, path.split("/")[1]]
        visit = self.referee.arrive(publisher, origin + path, headers)
        # Long enough that a second request to the host, if there is one, comes meanwhile.
        await asyncio.sleep(0.001)
        reply = publisher.reply(Ask(path=path, headers=headers, now=self.clock.now, visit=visit))
        self.referee.leave(publisher, origin + path, reply)
        if reply.is_silent:
            await reader.read()  # until the client gives up
            return
        body = b"" if reply.status == 304 else reply.body
        told = {"Date": http_date(self.clock.now), "Content-Type": "application/rss+xml", "Set-Cookie": "id=1; Path=/"}
        told |= {"Content-Length": str(len(body)), "Connection": "close"} | dict(reply.headers)
        head = f"HTTP/1.1 {reply.status} So\r\n" + "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"{head}\r\n".encode("latin-1") + body)
        await writer.drain()
