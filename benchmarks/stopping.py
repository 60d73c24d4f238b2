"""A service is told to stop at a hundred moments, started again, and held against one that was never stopped.

    python -m benchmarks.stopping [--moments 100] [--seed 20261123] [--results FILE]

It takes in a folder to which files are added, and feeds on loopback that bring more while it runs; it tells a hub, and mails a
digest. At a random moment, from before it listens to signals until it has nothing more to do, and for every tenth while it mails,
it is sent SIGTERM. It has to end with 0 within ten seconds, which is what container engines wait. What it left is finished by
`storyfold once`; then there must be the same stories, sightings, clusters and entries of feeds as in the run that was never stopped,
each once, no mail twice, no hub untold, and a sound database. Writes results/stopping.md.
"""

import argparse
import json
import math
import os
import platform
import random
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from tests.hub import Hub
from tests.hub import running as running_hub
from tests.postoffice import Office, opened

RESULTS: Final = Path(__file__).parent / "results" / "stopping.md"
GRACE_S: Final = 10.0  #: of container engines
EVENTS: Final = 40  #: each is told by the folder and by both feeds
#: When the second half of the files and entries comes, and when all is done but the mails, which come half a minute after the start.
NEWS_S, DONE_S, MAILS_S = 2.0, 6.0, 30.0
TO: Final = ("ann@news.example", "bo@news.example")
CONFIG: Final = """\
site: {{base_url: http://127.0.0.1:8000, id_authority: "storyfold.example,2026", hubs: ["{hub}"]}}
web: {{port: 0}}
folders: {{rescan: 200ms, settle: 0s}}
polling: {{spacing: 0s}}
smtp: {{host: 127.0.0.1, port: {mail}, tls: none, from: Desk <desk@news.example>}}
sources:
  - {{name: desk, folder: ../wire}}
  - {{name: north, feed: "{feeds}/north", private: true, interval: 1s, websub: false}}
  - {{name: south, feed: "{feeds}/south", private: true, interval: 1s, websub: false}}
"""
TOPICS: Final = """\
topics:
  - {slug: all, title: All, limit: 200, rules: {any: [the]}, digest: {at: "00:00", to: [ann@news.example, bo@news.example]}}
  - {slug: harbour, title: Harbour, limit: 200, rules: {any: [harbourmaster]}}
"""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as three sources tell it."""

    title: str
    text: str

    def told_by(self, source: str) -> str:
        """Return its text in the words of a source."""
        return f"{self.text} That is what the {source} desk heard."


def events() -> list[Event]:
    """Return events in invented words, the same each time: no two of them are alike."""
    chance = random.Random(11)
    syllables = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    known = ["".join(chance.choices(syllables, k=3)) for _ in range(4000)]
    made = []
    for number in range(EVENTS):
        sentences = [" ".join(["The", *chance.sample(known, 12)]) + "." for _ in range(8)]
        if number % 3 == 0:
            sentences.insert(1, "The harbourmaster spoke.")
        made.append(Event(" ".join(chance.sample(known, 6)).capitalize(), " ".join(sentences)))
    return made


class Feeds(ThreadingHTTPServer):
    """Two feeds that have half of the events at first, and all of them later."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.began = math.inf  #: from then on they have something
        self.url = f"http://127.0.0.1:{self.server_port}"

    def document(self, source: str) -> bytes:
        """Return a feed as it is now."""
        since = time.monotonic() - self.began
        told = events()[: 0 if since < 0 else EVENTS // 2 if since < NEWS_S else EVENTS]
        items = "".join(
            f"<item><title>{one.title}</title><link>https://{source}.example/{number}</link><guid isPermaLink='false'>{number}</guid>"
            f"<pubDate>{format_datetime(_morning() + timedelta(minutes=number))}</pubDate>"
            f"<description>{one.told_by(source)}</description></item>"
            for number, one in enumerate(told)
        )
        return f'<rss version="2.0"><channel><title>{source}</title>{items}</channel></rss>'.encode()


def _morning() -> datetime:
    """Return when the events began: recent enough for the digest of today."""
    return datetime.now(UTC).replace(hour=6, minute=0, second=0, microsecond=0) - timedelta(days=1)


class _Handler(BaseHTTPRequestHandler):
    server: Feeds

    def do_GET(self) -> None:
        """Answer with the feed, or that it is as it was."""
        body = self.server.document(self.path.strip("/"))
        tag = f'"{len(body)}"'
        is_known = self.headers["If-None-Match"] == tag
        try:
            self.send_response(304 if is_known else 200)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", "0" if is_known else str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if is_known else body)
        except ConnectionError:
            return  # it was stopped while it asked

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def running_feeds() -> Iterator[Feeds]:
    """Serve the feeds."""
    with Feeds() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@dataclass(frozen=True, slots=True)
class State:
    """What there is in the end, but for what the order of arrival decides."""

    stories: frozenset[str]  #: keys
    sightings: tuple[tuple[str, str], ...]  #: source and entry
    clusters: frozenset[frozenset[str]]  #: of keys of stories
    entries: dict[str, list[list[str]]] = field(hash=False)  #: by topic, the title and the sources of each entry
    files: tuple[str, ...]  #: that are published beside the pages of clusters


@dataclass(frozen=True, slots=True)
class Stopped:
    """What became of one run that was stopped."""

    after_s: float  #: from the start on
    took_s: float
    code: int
    problems: tuple[str, ...]  #: how it differs from a run that was never stopped


class Desk:
    """The folder of one run."""

    def __init__(self, root: Path, hub: Hub, office: Office, feeds: Feeds) -> None:
        self.root, self.hub, self.office, self.feeds = root, hub, office, feeds
        self.config = root / "config" / "storyfold.yaml"
        self.database = root / "data" / "storyfold.db"
        for folder in ("config", "wire", "draft"):
            (root / folder).mkdir(parents=True)
        self.config.write_text(CONFIG.format(hub=hub.url, mail=office.port, feeds=feeds.url))
        (self.config.parent / "topics.yaml").write_text(TOPICS)

    def drop(self, *, late: bool) -> None:
        """Put half of the files into the folder: the first, or the *late* ones."""
        half = slice(EVENTS // 2, None) if late else slice(EVENTS // 2)
        for number, one in list(enumerate(events()))[half]:
            path = self.root / "draft" / f"{number}.txt"
            if (self.root / "wire" / path.name).exists():
                continue
            path.write_text(f"{one.title}\n\n{one.told_by('folder')}\n")
            at = (_morning() + timedelta(minutes=number)).timestamp()
            os.utime(path, (at, at))
            path.rename(self.root / "wire" / path.name)

    def begin_digests(self) -> None:
        """Have a digest of yesterday, so that the one of today is due."""
        self.once()
        with closing(sqlite3.connect(self.database)) as connection, connection:
            days = connection.execute("SELECT day FROM digest").fetchall()
            assert len(days) == 1, days
            yesterday = datetime.fromisoformat(days[0][0]) - timedelta(days=1)
            at = f"{yesterday:%Y-%m-%dT%H:%M:%S}.000000Z"
            connection.execute("UPDATE digest SET day = ?, at = ?", (f"{yesterday:%Y-%m-%d}", at))

    def bring_all(self) -> None:
        """Let everything come that has not come yet, and wait until feeds may be asked again."""
        self.drop(late=True)
        self.feeds.began = min(self.feeds.began, time.monotonic() - NEWS_S)
        time.sleep(1.1)

    def once(self) -> None:
        """Do all that there is to do."""
        words = [sys.executable, "-m", "bot", "once", "-c", str(self.config)]
        done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            raise SystemExit(f"storyfold once ended with {done.returncode}: {done.stderr[-2000:]}")

    def run(self, stop_after_s: float) -> tuple[float, int, str]:
        """Start the service and stop it; return how long that took, the exit code, and what it said."""
        words = [sys.executable, "-m", "bot", "run", "-c", str(self.config)]
        with (self.root / "log").open("a+") as log:
            began = time.monotonic()
            process = subprocess.Popen(words, stderr=log)
            late = threading.Timer(NEWS_S, self.drop, kwargs={"late": True})
            late.start()
            time.sleep(max(0.0, began + stop_after_s - time.monotonic()))
            stopped = time.monotonic()
            process.send_signal(signal.SIGTERM)
            try:
                code = process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                code = process.wait()
            took = time.monotonic() - stopped
            late.join()
            log.seek(0)
            return took, code, log.read()

    def state(self) -> State:
        """Return what there is now."""
        with closing(sqlite3.connect(self.database)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise SystemExit(f"{self.database}: damaged")
            stories = connection.execute("SELECT key, cluster FROM story").fetchall()
            sightings = connection.execute("SELECT source, entry FROM sighting ORDER BY 1, 2").fetchall()
        clusters: dict[str, set[str]] = {}
        for key, cluster in stories:
            clusters.setdefault(cluster, set()).add(key)
        public = self.root / "data" / "public"
        return State(
            stories=frozenset(key for key, _ in stories),
            sightings=tuple((source, entry) for source, entry in sightings),
            clusters=frozenset(map(frozenset, clusters.values())),
            entries={slug: self._entries(public / "topics" / f"{slug}.json") for slug in ("all", "harbour")},
            files=tuple(
                sorted(path.name for path in (public / "topics").iterdir() if path.suffix in {".atom", ".rss", ".json"})
            ),
        )

    def _entries(self, feed: Path) -> list[list[str]]:
        items: list[dict[str, Any]] = json.loads(feed.read_bytes())["items"]
        ids = [item["id"] for item in items]
        assert len(ids) == len(set(ids)), "an entry is there twice"
        return sorted([item["title"], *sorted(item["_storyfold"]["outlets"])] for item in items)

    def problems(self, never_stopped: State) -> list[str]:
        """Say how what there is now differs from a run that was never stopped."""
        found = [
            f"other {name}"
            for name in ("stories", "sightings", "clusters", "entries", "files")
            if getattr(self.state(), name) != getattr(never_stopped, name)
        ]
        with closing(sqlite3.connect(self.database)) as connection:
            for what, query in UNFINISHED.items():
                count = connection.execute(query).fetchone()[0]
                found += [f"{count} {what}"] if count else []
        mailed = sorted(recipient for recipient, _ in self.office.got)
        found += [] if mailed == sorted(TO) else [f"mailed to {mailed}"]
        feeds = {
            f"http://127.0.0.1:8000/topics/{slug}.{kind}"
            for slug in ("all", "harbour")
            for kind in ("atom", "rss", "json")
        }
        found += [f"hub not told of {feed}" for feed in sorted(feeds - set(self.hub.told))]
        return found


#: What a run that has nothing more to do has none of.
UNFINISHED: Final = {
    "stories without a cluster": "SELECT count(*) FROM story WHERE cluster IS NULL",
    "hubs to be told": "SELECT count(*) FROM ping",
    "mails to be sent": "SELECT count(*) FROM digest_sent WHERE sent_at IS NULL",
    "texts that changed": "SELECT count(*) FROM revision",
    "clusters without a story": "SELECT count(*) FROM cluster WHERE key NOT IN (SELECT cluster FROM story)",
}


@contextmanager
def desk() -> Iterator[Desk]:
    """Make a folder, with servers of its own."""
    with tempfile.TemporaryDirectory() as folder, running_hub() as hub, opened() as office, running_feeds() as feeds:
        made = Desk(Path(folder), hub, office, feeds)
        made.begin_digests()
        made.drop(late=False)
        feeds.began = time.monotonic()
        yield made


def never_stopped() -> State:
    """Return what there is after a run that went through, in which all was done that is to be done."""
    with desk() as one:
        one.run(MAILS_S + 5)
        time.sleep(1.1)  # until feeds are due
        one.once()
        state = one.state()
        if problems := one.problems(state):
            raise SystemExit(f"the run that was never stopped: {', '.join(problems)}")
        return state


def stopped(after_s: float, never: State) -> Stopped:
    """Stop a service, and say what became of what it was at."""
    with desk() as one:
        took, code, said = one.run(after_s)
        time.sleep(max(1.1, NEWS_S + 0.1 - (time.monotonic() - one.feeds.began)))  # until feeds are due, and have all
        one.once()
        problems = one.problems(never)
    problems += [] if code == 0 else [f"ended with {code}: {said[-300:]}"]
    problems += [] if took < GRACE_S else [f"took {took:.1f} s"]
    problems += ["Traceback in its log"] if "Traceback" in said else []
    return Stopped(after_s, took, code, tuple(problems))


def moments(count: int, seed: int) -> list[float]:
    """Return when to stop, in seconds from the start on: of ten, nine while stories come in, one while mails go out."""
    chance = random.Random(seed)
    return [
        chance.uniform(MAILS_S, MAILS_S + 2) if number % 10 == 9 else chance.uniform(0.3, DONE_S)
        for number in range(count)
    ]


def main() -> None:
    """Stop, compare and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20261123)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    never = never_stopped()
    runs = []
    for after_s in moments(options.moments, options.seed):
        runs.append(stopped(after_s, never))
        print(
            f"{len(runs)}: stopped after {after_s:.2f} s, took {runs[-1].took_s:.2f} s {runs[-1].problems}",
            file=sys.stderr,
        )
    options.results.write_text(table(options, never, runs))
    print(options.results.read_text())
    if any(run.problems for run in runs):
        raise SystemExit(1)


def table(options: argparse.Namespace, never: State, runs: list[Stopped]) -> str:
    """Return what was found as Markdown."""
    took = [run.took_s for run in runs]
    bad = [run for run in runs if run.problems]
    command = f"python -m benchmarks.stopping --moments {options.moments} --seed {options.seed}"
    machine = f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores, the machine shared."
    what = (
        f"{len(runs)} services that took in {len(never.stories)} stories of {len(never.clusters)} events from a folder and two feeds, "
        f"told a hub and mailed a digest were sent SIGTERM {min(run.after_s for run in runs):.1f} to "
        f"{max(run.after_s for run in runs):.1f} s after their start, and finished by `storyfold once`."
    )
    lines = [
        "# Stopping",
        "",
        f"{machine} Command: `{command}`.",
        "",
        what,
        "",
        "| what | |",
        "|---|---|",
        f"| ended with 0 within {GRACE_S:.0f} s | {sum(run.code == 0 and run.took_s < GRACE_S for run in runs)} of {len(runs)} |",
        f"| seconds from SIGTERM to the end: median, most | {statistics.median(took):.2f}, {max(took):.2f} |",
        f"| same stories, sightings, clusters and entries as never stopped, sound database, hub told, each mail once | {len(runs) - len(bad)} of {len(runs)} |",
    ]
    lines += [f"- after {run.after_s:.2f} s: {'; '.join(run.problems)[:400]}" for run in bad]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
