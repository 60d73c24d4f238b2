"""Publish after one new story, in one topic of many entries and among many topics; print what it takes and what it touches.

    python -m benchmarks.publishing [--entries N] [--runs N] [--topics N] [--each N] [--uncompressed] [--profile] [--write]

First one topic of `--entries`, with three reports of each event: the median of `--runs` new stories, each of which joins an
event, from the moment when its cluster is marked as changed to the files in place. Then `--topics` topics of `--each` entries,
built directly in SQLite: the first publication of all, and then stories that change one topic each; `--uncompressed`, without
the copies that compression makes of each file, which of half a million files take longer than all else. With `--write` the
results go to benchmarks/results/publishing.md.
"""

import argparse
import cProfile
import gc
import json
import pstats
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial, wraps
from pathlib import Path
from typing import Any

from bot.cleaning.habits import Habits
from bot.config import Settings, load
from bot.curation import Curation
from bot.model import Evidence
from bot.publication import writing as publishing
from bot.publication.formers import formers
from bot.publication.writing import Publication
from bot.publishing.files import Folder
from bot.reasons import told
from bot.selection import Selection
from bot.store import addresses
from bot.store.database import Database, open_database
from bot.store.timestamps import written

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "publishing.md"
CONFIG = """\
site: {base_url: "http://127.0.0.1:8000", id_authority: "storyfold.example,2026"}
sources:
""" + "".join(f"  - {{name: s{number}, title: Source {number}, folder: ../s{number}}}\n" for number in range(40))
REPORTS = 3  #: of each event
PARAGRAPHS = 5
WORDS = 45  #: in a paragraph
#: Frames are the pages about all topics and of sources, which are written once the topic's page and feeds are in place.
STEPS = ("read", "render", "write", "rest", "frames", "curate", "compress")
COLUMNS = (*STEPS[:4], "topic in place", *STEPS[4:], "all but compress")


class Newspaper:
    """Stories of random words, written straight into the tables."""

    def __init__(self, database: Path) -> None:
        self._chance = random.Random(7)
        self._words = ["".join(self._chance.choices("abcdefghiklmnoprstuvw", k=2 + n % 9)) for n in range(4000)]
        self._connection = sqlite3.connect(database)
        self._connection.execute("PRAGMA foreign_keys = OFF")
        self._stories = 0

    def events(self, topic: str, number: int, at: datetime, reports: int = REPORTS) -> None:
        """Let a topic show so many new events."""
        for one in range(number):
            when = at - timedelta(minutes=7 * one)
            key = self.story(topic, None, when)
            for later in range(1, reports):
                self.story(topic, key, when + timedelta(minutes=later))
            self._connection.execute(
                "INSERT INTO topic_entry (topic, cluster, representative, chosen_because, matched, signature, published,"
                " updated, withdrawn, outlets, voices, changes, issue, is_pinned) VALUES (?,?,?,?,?,?,?,?,0,?,?,'[]',1,0)",
                (topic, key, key, "it was first", "[]", "", written(when), written(when), reports, reports),
            )

    def story(self, topic: str, cluster: str | None, at: datetime, *, is_news: bool = False) -> str:
        """Add a story that is about a topic, to a cluster or as one of its own; return its key."""
        key = f"{self._stories:020}"
        self._stories += 1
        paragraphs = [" ".join(self._chance.choices(self._words, k=WORDS)) for _ in range(PARAGRAPHS)]
        title = f"{topic} {' '.join(self._chance.choices(self._words, k=8))}"
        source, when = f"s{self._stories % 40}", written(at)
        html = "".join(f"<p>{one}</p>" for one in paragraphs)
        row = (key, source, f"https://{source}.example/{key}", title, "\n\n".join(paragraphs), html, when, when,
               f"Outlet {source}", key, when, cluster or key, key)  # fmt: skip
        self._connection.execute(
            "INSERT INTO story (key, source, url, title, text, html, published, first_seen, authors, outlet, language,"
            " categories, enclosures, digest, revision, revised, cluster, copy, status)"
            " VALUES (?,?,?,?,?,?,?,?,'[\"Ada Brandt\"]',?,'en','[\"news\"]','[]',?,1,?,?,?,'usable')",
            row,
        )
        self._connection.execute(
            "INSERT INTO sighting (source, entry, story, url, seen, digest) VALUES (?,?,?,?,?,?)",
            (source, key, key, row[2], when, key),
        )
        evidence = Evidence(
            nearest=cluster, measures={"likeness": 0.7, "copy": 0.1, "words": 0.6}, shared=(), gap=timedelta(minutes=1)
        )
        self._connection.execute(
            "INSERT INTO decision (story, kind, cluster, copy, score, evidence) VALUES (?,?,?,?,0.7,?)",
            (key, "join" if cluster else "found", cluster or key, key, json.dumps(evidence.as_dict())),
        )
        if cluster is None:
            self._connection.execute(
                "INSERT INTO cluster (key, id, changed, page_due) VALUES (?,?,?,0)",
                (key, f"tag:storyfold.example,2026:cluster/{key}", is_news),
            )
        elif is_news:
            self._connection.execute("UPDATE cluster SET changed = 1 WHERE key = ?", (cluster,))
        return key

    def cluster_of(self, topic: str, at: int) -> str:
        """Return the cluster of the entry that is so many below the newest of a topic."""
        query = "SELECT cluster FROM topic_entry WHERE topic = ? ORDER BY updated DESC LIMIT 1 OFFSET ?"
        return str(self._connection.execute(query, (topic, at)).fetchone()[0])

    def settle(self) -> None:
        """Forget that the tables were written to, as if passes had brought it."""
        self._connection.execute("DELETE FROM entry_due")
        self._connection.commit()

    def commit(self) -> None:
        """Let the program see what was written."""
        self._connection.commit()


class Press:
    """What a pass does once clusters are marked as changed, step by step, and how long each takes."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings, self._database = settings, database
        self._curation = Curation(settings, database)
        self._publication = Publication(settings, database)
        self._site = settings.as_site()
        self.files: list[str] = []
        self.topics = 0

    def begin(self) -> None:
        """Say that all was looked at by the rules of today."""
        with self._database.writing() as connection:
            addresses.keep(connection, {topic.slug: () for topic in self._settings.topics}, NOON)
            connection.exec_driver_sql(
                "INSERT OR REPLACE INTO setting VALUES ('rules', ?)", (Selection(self._settings).digest,)
            )

    def publish(self, now: datetime, *, packs: bool = True) -> dict[str, float]:
        """Do it; return seconds by step."""
        self.files, self.topics = [], 0
        clocks = dict.fromkeys(STEPS, 0.0)
        habits, began = Habits(), time.perf_counter()
        with timed(clocks, "curate"):
            self._curation.curate(now, habits)
        editions = self._curation.editions
        entries = partial(editions.entries, now=now, habits=habits)
        portions = editions.editions(now, habits)
        with self._watched(clocks):
            while True:
                with timed(clocks, "read"):
                    edition = next(portions, None)
                if edition is None:
                    break
                self.topics += len(edition.topics)
                with timed(clocks, "read"):
                    why = told(self._settings, self._database, edition, habits, now)
                    formers(self._database, edition.clusters, habits)
                    editions.release(edition, now)
                    editions.note(edition)
                self._publication.write(edition, self._site, "", why, entries, now)
                editions.mark_written(edition)
        clocks["write"] -= clocks["render"]  # it is a part of it
        clocks["rest"] = time.perf_counter() - began - sum(clocks.values())
        with timed(clocks, "compress"):
            while packs and self._publication.pack():
                pass
        return clocks

    @contextmanager
    def _watched(self, clocks: dict[str, float]) -> Iterator[None]:
        """Time what `Publication.write` calls."""
        write = Folder.write

        def writing(folder: Folder, files: Any, removed: Any = ()) -> Any:
            done = write(folder, files, removed)
            self.files += done.written
            return done

        with (
            patched(Folder, "write", writing),
            patched(publishing, "documents", watched(vars(publishing)["documents"], clocks, "render")),
            patched(Publication, "_write", watched(Publication._write, clocks, "write")),  # noqa: SLF001 (a step)
            patched(Publication, "_write_frames", watched(Publication._write_frames, clocks, "frames")),  # noqa: SLF001 (a step)
        ):
            yield


def watched(call: Callable[..., Any], clocks: dict[str, float], step: str) -> Callable[..., Any]:
    @wraps(call)
    def watching(*given: Any, **named: Any) -> Any:
        with timed(clocks, step):
            return call(*given, **named)

    return watching


@contextmanager
def patched(owner: Any, name: str, value: Any) -> Iterator[None]:
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def timed(clocks: dict[str, float], step: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    clocks[step] += time.perf_counter() - began


@contextmanager
def newsroom(topics: int, limit: int) -> Iterator[tuple[Press, Newspaper]]:
    folder = Path(tempfile.mkdtemp(prefix="publishing-"))
    try:
        (folder / "config").mkdir()
        (folder / "config" / "storyfold.yaml").write_text(CONFIG)
        (folder / "config" / "topics.yaml").write_text(
            "topics:\n"
            + "".join(
                f"  - {{slug: topic-{n}, title: Topic {n}, limit: {limit}, rules: {{any: [topic-{n}]}}}}\n"
                for n in range(topics)
            )
        )
        settings = load(folder / "config" / "storyfold.yaml")
        database = open_database(settings.database)
        try:
            yield Press(settings, database), Newspaper(settings.database)
        finally:
            database.close()
    finally:
        shutil.rmtree(folder)


def one_topic(entries: int, runs: int, profile: bool) -> list[str]:
    with newsroom(1, entries) as (press, paper):
        paper.events("topic-0", entries, NOON)
        paper.settle()
        press.begin()
        first = press.publish(NOON)
        took = []
        for run in range(runs):
            paper.story("topic-0", paper.cluster_of("topic-0", 7 * run % entries), NOON, is_news=True)
            paper.commit()
            now = NOON + timedelta(minutes=run + 1)
            if profile and run == runs - 1:
                with cProfile.Profile() as profiler:
                    press.publish(now, packs=False)
                pstats.Stats(profiler).sort_stats("cumulative").print_stats(90)
            else:
                took.append(press.publish(now))
        return [
            f"## One topic of {entries} entries, {REPORTS} reports each",
            "",
            f"Median of {len(took)} new stories; {len(press.files)} files written by each.",
            "",
            row("", *COLUMNS),
            row(*["---"] * (len(COLUMNS) + 1)),
            row("one story, ms", *map(milliseconds, medians(took))),
            row("the slowest, ms", *map(milliseconds, slowest(took))),
            row("first of all, ms", *map(milliseconds, medians([first]))),
            "",
            f"Files: {', '.join(sorted(Path(file).name.lstrip('0') or file for file in press.files))}.",
            "",
        ]


def many_topics(topics: int, each: int, runs: int, *, packs: bool) -> list[str]:
    with newsroom(topics, each) as (press, paper):
        for number in range(topics):
            paper.events(f"topic-{number}", each, NOON - timedelta(seconds=number % 400), reports=1)
        paper.settle()
        press.begin()
        first = press.publish(NOON, packs=packs)
        files, memory = len(press.files), peak()
        took, touched, read = [], 0, 0
        for run in range(runs):
            paper.story(f"topic-{run}", paper.cluster_of(f"topic-{run}", run % each), NOON, is_news=True)
            paper.commit()
            took.append(press.publish(NOON + timedelta(minutes=run + 1), packs=packs))
            touched, read = max(touched, len(press.files)), max(read, press.topics)
        return [
            f"## {topics:,} topics of {each} entries, one report each",
            "",
            row("", *COLUMNS, "topics read", "files written", "peak MB"),
            row(*["---"] * (len(COLUMNS) + 4)),
            row("first of all, s", *(f"{one:.1f}" for one in medians([first])), f"{topics:,}", f"{files:,}", memory),
            row(f"one story, ms (median of {runs})", *map(milliseconds, medians(took)), read, touched, peak()),
            "",
        ]


def medians(took: list[dict[str, float]]) -> list[float]:
    return of_steps(took, statistics.median)


def slowest(took: list[dict[str, float]]) -> list[float]:
    return of_steps(took, max)


def of_steps(took: list[dict[str, float]], choose: Callable[[list[float]], float]) -> list[float]:
    def of(*some: str) -> float:
        return choose([sum(one[step] for step in some) for one in took])

    topic, rest = STEPS[:4], STEPS[4:]
    return [*map(of, topic), of(*topic), *map(of, rest), of(*STEPS[:-1])]


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f}"


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def row(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=500)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--topics", type=int, default=1000)
    parser.add_argument("--each", type=int, default=50)
    parser.add_argument("--uncompressed", action="store_true")
    parser.add_argument("--profile", action="store_true")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gc.set_threshold(10_000, 20, 50)  # as the pipeline has it
    lines = ["# What publishing costs", "", "Written by `python -m benchmarks.publishing`.", ""]
    lines += one_topic(given.entries, given.runs, given.profile)
    if given.topics:
        lines += many_topics(given.topics, given.each, given.runs, packs=not given.uncompressed)
    report = "\n".join(lines)
    sys.stdout.write(report)
    if given.write:
        RESULTS.write_text(report)


if __name__ == "__main__":
    main()
