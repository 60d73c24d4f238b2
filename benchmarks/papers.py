"""Real feeds served again from loopback, at the speed of the run: their entries come bit by bit, and some answers go wrong.

`Papers` reads the snapshots of feeds that a folder has (one folder for each paper, its files named by their time) and makes
several hundred outlets of them. Each outlet is a host of its own, has a share of one paper's entries under links of its own,
and shows each entry from the moment that falls to it when all the snapshots' days are told in the minutes of the run.
"""

import asyncio
import copy
import hashlib
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from lxml import etree

from benchmarks.origins import host_of

#: Entries that an outlet shows at a time.
SHOWN = 25
#: How long a slow answer takes: long enough to notice, far below the deadline of a fetch.
SLOW_S = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Troubles:
    """Which part of the answers goes wrong, and how; the rest is as it should be."""

    fails: float = 0.01  #: 500
    busy: float = 0.002  #: 503
    torn: float = 0.005  #: a document that is no feed
    slow: float = 0.02

    def pick(self, chance: random.Random) -> str:
        """Return what happens to one answer; "" is nothing."""
        at = chance.random()
        for what, part in (("fails", self.fails), ("busy", self.busy), ("torn", self.torn), ("slow", self.slow)):
            if at < part:
                return what
            at -= part
        return ""


@dataclass(frozen=True, slots=True)
class Version:
    """What an entry said from one moment of the run on."""

    from_s: float
    entry: str  #: which entry it is a version of
    xml: bytes


@dataclass(slots=True)
class Outlet:
    """One feed."""

    title: str
    versions: list[Version]  #: by their time
    has_etag: bool  #: the others have a Last-Modified only

    def body(self, elapsed_s: float) -> tuple[bytes, float]:
        """Return the document at a moment of the run, and the moment when it became so."""
        shown: dict[str, bytes] = {}
        since = 0.0
        for version in self.versions:
            if version.from_s > elapsed_s:
                break
            shown[version.entry], since = version.xml, version.from_s
        items = b"".join(list(shown.values())[-SHOWN:][::-1])
        head = (
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{self.title}</title><language>en</language>'
            f"<link>http://{self.title}/</link><description>{self.title}</description>"
        )
        return head.encode() + items + b"</channel></rss>", since


@dataclass(slots=True)
class Papers:
    """The outlets of a run, and what they were asked."""

    outlets: dict[str, Outlet]  #: by host
    troubles: Troubles
    asked: Counter[str] = field(default_factory=Counter)  #: by what was answered
    _began: float = field(default_factory=time.monotonic)
    _began_at: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    _chance: random.Random = field(default_factory=lambda: random.Random(5))

    @property
    def entries(self) -> int:
        """How many entries all outlets have shown when the run is over."""
        return sum(len({version.entry for version in outlet.versions}) for outlet in self.outlets.values())

    def begin(self) -> None:
        """Let the days begin."""
        self._began, self._began_at = time.monotonic(), datetime.now(UTC).replace(microsecond=0)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one request."""
        try:
            asked = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            host = writer.get_extra_info("sockname")[0]
            what = self.troubles.pick(self._chance)
            if what == "slow":
                await asyncio.sleep(SLOW_S)
            writer.write(self._reply(self.outlets[host], asked, what))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            self.asked["broken off by the service"] += 1
        finally:
            writer.close()

    def _reply(self, outlet: Outlet, asked: str, what: str) -> bytes:
        if what in {"fails", "busy"}:
            status = "500 Internal Server Error" if what == "fails" else "503 Service Unavailable"
            return self._sent(status, [])
        elapsed_s = time.monotonic() - self._began
        body, since = outlet.body(elapsed_s)
        changed = format_datetime(self._began_at + timedelta(seconds=int(since)), usegmt=True)
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        validator = f"ETag: {tag}" if outlet.has_etag else f"Last-Modified: {changed}"
        if what == "torn":
            self.asked["torn"] += 1
            return _message("200 OK", ["Content-Type: application/rss+xml"], b"<html><p>Maintenance<")
        known = tag if outlet.has_etag else changed
        if f": {known}\r\n" in asked:
            return self._sent("304 Not Modified", [validator])
        return self._sent("200 OK", [validator, "Content-Type: application/rss+xml"], body)

    def _sent(self, status: str, headers: list[str], body: bytes = b"") -> bytes:
        self.asked[status[:3]] += 1
        return _message(status, headers, body)


def _message(status: str, headers: list[str], body: bytes) -> bytes:
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def papers(folder: Path, *, outlets: int, entries: int, seconds: float, troubles: Troubles) -> Papers:
    """Make outlets of the snapshots below *folder*, which show some *entries* together within so many seconds.

    Raises:
        SystemExit: there are no snapshots.
    """
    folders = sorted(one for one in folder.glob("*") if one.is_dir() and any(one.glob("*.xml")))
    if not folders:
        raise SystemExit(f"{folder}: no folders with feeds (*.xml), expected one for each paper; name another --data")
    histories = [_history(one) for one in folders]
    made = {}
    for number in range(outlets):
        name, history = folders[number % len(folders)].name, histories[number % len(folders)]
        chance = random.Random(number)
        most = round(entries / outlets * len(history) * len(folders) / sum(map(len, histories)))
        mine = chance.sample(sorted(history), min(max(most, 1), len(history)))
        host = host_of(number)
        versions = [one for entry in mine for one in _versions(history[entry], entry, host, seconds, chance)]
        versions.sort(key=lambda version: version.from_s)
        made[host] = Outlet(f"{name} {number}", versions, has_etag=number % 2 == 0)
    return Papers(made, troubles)


@dataclass(frozen=True, slots=True)
class _Seen:
    """An entry as one snapshot has it."""

    at: float  #: 0 to 1 of all the days; 0 if it was in the first snapshot
    item: etree._Element


def _history(folder: Path) -> dict[str, list[_Seen]]:
    """Return each entry's versions, the first one first."""
    files = sorted(folder.glob("*.xml"))
    found: dict[str, list[_Seen]] = {}
    for number, file in enumerate(files):
        for item in reversed(list(etree.parse(file).getroot().iter("item"))):
            entry = item.findtext("guid") or item.findtext("link") or ""
            versions = found.setdefault(entry, [])
            if not versions or _said(versions[-1].item) != _said(item):
                versions.append(_Seen(number / len(files), item))
    return found


def _said(item: etree._Element) -> tuple[str | None, str | None]:
    return item.findtext("title"), item.findtext("description")


def _versions(seen: list[_Seen], entry: str, host: str, seconds: float, chance: random.Random) -> list[Version]:
    """Put an entry under a link of its own, with dates of the run: the snapshots' days end with it."""
    slug, later = hashlib.sha256(entry.encode()).hexdigest()[:12], chance.random() * 0.03
    now = datetime.now(UTC)
    made = []
    for one in seen:
        item = copy.deepcopy(one.item)
        for tag in ("link", "guid"):
            for element in item.iter(tag):
                element.text = f"http://{host}/{slug}"
        for element in item.iter("pubDate"):
            told = parsedate_to_datetime(element.text or "")
            element.text = format_datetime(min(told + (now - _LAST), now).astimezone(UTC), usegmt=True)
        at = (one.at + later) * seconds * 0.95 if one.at else 0.0
        made.append(Version(at, entry, etree.tostring(item, with_tail=False)))
    return made


#: The day of the last snapshot: entries keep how old they were on it.
_LAST = datetime(2025, 9, 30, 17, tzinfo=UTC)
