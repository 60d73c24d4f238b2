"""Requests a second that a running service answers, idle and while a pass is running, measured with wrk.

    python -m benchmarks.serving [--runs 3] [--seconds 4] [--stories 6000] [--results FILE]

wrk (https://github.com/wg/wrk) has to be on the PATH; it runs on the same cores as the service. The service is `storyfold run`
on a fresh folder: its topic's Atom feed has some 65 KB. For a pass that lasts, some thousand generated stories wait in a
folder beside the watched one and are moved into it at once; measured is while they are clustered, and that this was going on
throughout is read off the database afterwards. Each
figure is the median of the runs. `fronts: 0` is the service alone, for comparison.
"""

import argparse
import json
import os
import platform
import random
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

RESULTS: Final = Path(__file__).parent / "results" / "serving.md"
FEED: Final = "/topics/harbour.atom"
BYTES: Final = 65_000
CONNECTIONS: Final = 64
CONFIG: Final = """\
site: {{base_url: http://127.0.0.1:8000, id_authority: "storyfold.example,2026"}}
web: {{fronts: {fronts}}}
folders: {{settle: 0s}}
sources: [{{name: desk, title: The Desk, folder: ../wire}}]
"""
# What the pass takes in is in no topic, so that the feed stays as it is.
TOPICS: Final = "topics: [{slug: harbour, title: Harbour, rules: {any: [harbourmaster]}, limit: 200}]\n"
_LETTERS: Final = "bcdfghklmnprstvw"


@dataclass(frozen=True)
class Measured:
    """One way of serving, idle or busy."""

    conditional: float  # requests a second
    full: float
    service: float  # share of a core that the service's own process had meanwhile
    fronts: tuple[int, ...]  # bytes of memory of each


class Words:
    """Invented text, the same in each run."""

    def __init__(self) -> None:
        self._random = random.Random(8)
        self._known = [
            "".join(self._random.choice(_LETTERS) + self._random.choice("aeiou") for _ in range(3)) for _ in range(9000)
        ]

    def story(self, length: int, about: str = "") -> str:
        """Return a title and so many words."""
        title = " ".join(self._random.sample(self._known, 7)).capitalize()
        sentences = (" ".join(self._random.choices(self._known, k=14)).capitalize() + "." for _ in range(length // 14))
        return f"{title}\n\n{about} {' '.join(sentences)}\n"


@dataclass
class Service:
    """A running one."""

    process: "subprocess.Popen[str]"
    url: str
    root: Path

    def fronts(self) -> list[int]:
        """Return the processes that answer for files."""
        children = (
            Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text(encoding="ascii").split()
        )
        return [int(pid) for pid in children if b"bot.web.front" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def seconds(self) -> float:
        """Return the processor time of the main process."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def waiting(self) -> tuple[int, int]:
        """Return how many stories were not taken in yet, and how many are in no cluster yet."""
        there = sum(1 for _ in (self.root / "wire").rglob("*.txt"))
        with sqlite3.connect(f"file:{self.root}/data/storyfold.db?mode=ro", uri=True) as connection:
            taken, loose = connection.execute("SELECT count(*), sum(cluster IS NULL) FROM story").fetchone()
            return there - taken, loose or 0


@contextmanager
def running(root: Path, fronts: int) -> Iterator[Service]:
    """Run the service in *root* until its first pass is done and as long as the block lasts."""
    (root / "config" / "storyfold.yaml").write_text(CONFIG.format(fronts=fronts))
    command = [sys.executable, "-m", "bot", "run", "-c", str(root / "config" / "storyfold.yaml"), "--port", "0"]
    with (root / "log").open("w") as log:
        process = subprocess.Popen(command, stderr=log, text=True)
    try:
        service = Service(process, said(root / "log"), root)
        until(lambda: (root / "data/public" / FEED[1:]).exists() and service.waiting() == (0, 0))
        until(lambda: len(service.fronts()) == fronts)
        time.sleep(2)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def said(log: Path) -> str:
    """Return the address that the service serves on."""
    found: list[str] = []

    def look() -> bool:
        lines = (json.loads(line) for line in log.read_text(encoding="utf-8").splitlines())
        found.extend(line["url"].rstrip("/") for line in lines if line["event"] == "serving")
        return bool(found)

    until(look)
    return found[0]


def until(is_so: Callable[[], bool]) -> None:
    """Wait at most five minutes."""
    deadline = time.monotonic() + 300
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit("the service did not get there within five minutes")
        time.sleep(0.5)


def wrk(url: str, seconds: int, tag: str | None) -> float:
    """Return the requests a second that wrk counts; errors end it."""
    headers = ["-H", f"If-None-Match: {tag}"] if tag else []
    command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{seconds}s", *headers, url]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Socket errors" in out or "Non-2xx" in out:
        raise SystemExit(f"wrk met errors:\n{out}")
    return float(next(line for line in out.splitlines() if line.startswith("Requests/sec")).split()[1])


def measure(service: Service, seconds: int) -> Measured:
    """Measure both kinds of requests once."""
    with urllib.request.urlopen(service.url + FEED) as answer:
        tag, size = answer.headers["ETag"], len(answer.read())
    if not BYTES * 0.9 < size < BYTES * 1.1:
        raise SystemExit(f"the feed has {size} bytes, expected about {BYTES}")
    began, used = time.monotonic(), service.seconds()
    conditional, full = wrk(service.url + FEED, seconds, tag), wrk(service.url + FEED, seconds, None)
    share = (service.seconds() - used) / (time.monotonic() - began)
    return Measured(conditional, full, share, tuple(map(memory, service.fronts())))


def memory(pid: int) -> int:
    """Return what a process holds, shared libraries included."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return 1024 * int(next(line for line in lines if line.startswith("VmRSS")).split()[1])


def median(measured: list[Measured]) -> Measured:
    """Return the medians of each figure."""
    return Measured(
        statistics.median(one.conditional for one in measured),
        statistics.median(one.full for one in measured),
        statistics.median(one.service for one in measured),
        max((one.fronts for one in measured), default=()),
    )


def prepare(root: Path, words: Words) -> None:
    """Make a fresh folder with stories for a feed of the size."""
    (root / "config").mkdir(parents=True)
    (root / "wire").mkdir()
    (root / "config" / "topics.yaml").write_text(TOPICS)
    for number in range(ENTRIES):
        (root / "wire" / f"feed-{number}.txt").write_text(words.story(LENGTH, "The harbourmaster spoke."))


#: Of the feed; together they make its size.
ENTRIES, LENGTH = 19, 300


def measured(fronts: int, runs: int, seconds: int, stories: int) -> tuple[Measured, Measured]:
    """Return what a service with so many fronts does idle and during a pass."""
    words = Words()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        prepare(root, words)
        with running(root, fronts) as service:
            idle = median([measure(service, seconds) for _ in range(runs)])
            busy = []
            for run in range(runs):
                waiting = root / f"pass-{run}"
                waiting.mkdir()
                for number in range(stories):
                    (waiting / f"{number}.txt").write_text(words.story(250))
                shutil.move(waiting, root / "wire" / waiting.name)
                until(lambda: service.waiting()[0] == 0)  # from now on it is the service's own process that works
                busy.append(measure(service, seconds))
                if service.waiting()[1] == 0:
                    raise SystemExit("the pass ended before the measurement did; give more --stories")
                until(lambda: service.waiting()[1] == 0)
        return idle, median(busy)


def table(found: dict[int, tuple[Measured, Measured]]) -> str:
    """Return the figures as Markdown."""
    rows = [
        "| fronts | service | 304 a second | 65 KB a second | service's share of a core | memory of a front |",
        "|---|---|---|---|---|---|",
    ]
    for fronts, pair in found.items():
        for state, one in zip(("idle", "in a pass"), pair, strict=True):
            held = f"{max(one.fronts) / 2**20:.0f} MB" if one.fronts else "–"
            rows.append(
                f"| {fronts} | {state} | {one.conditional:,.0f} | {one.full:,.0f} | {one.service:.0%} | {held} |"
            )
    return "\n".join(rows)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--stories", type=int, default=6000)
    parser.add_argument("--fronts", type=int, nargs="*", default=[1, 2, 0])
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is not installed: apt-get install wrk")
    found = {fronts: measured(fronts, options.runs, options.seconds, options.stories) for fronts in options.fronts}
    memory_gb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    head = (
        f"# Serving\n\n{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores, {memory_gb:.0f} GB; "
        f"the machine shared, load before: {LOAD:.1f}.\nCommand: `python -m benchmarks.serving --runs {options.runs} --seconds {options.seconds} "
        f"--stories {options.stories}`; medians. wrk: 2 threads, {CONNECTIONS} connections, on the same cores.\n\n"
    )
    options.results.write_text(head + table(found) + "\n\n" + NOTES)
    print(table(found))


#: Of the machine, before anything is measured.
LOAD: Final = os.getloadavg()[0]
NOTES: Final = """\
- One feed of some 65 KB, sent plain: wrk asks for no coding. Each request looks at the file's status, so a feed that was replaced is
  answered from the next request on.
- In a pass: the service clusters thousands of stories that it took in before, which is Python in its own process; it competes with the front
  and wrk for the cores.
- Before it was built: bare httptools on uvloop in one process answered 64,000 and 31,000 a second idle, and 9,000 and 9,800 beside a thread
  that holds the interpreter; in a process of its own, beside a parent that does nothing else, 25,000 and 15,700 to 35,000.
- 500 connections that send a byte every half second: others wait 2.4 ms (median), 15 ms (99 %), from the front and from the service alike.
"""

if __name__ == "__main__":
    main()
