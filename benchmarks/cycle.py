"""A full cycle over a thousand feeds (fetch, parse, clean, store), and one of answers "not modified", beside lemon24/reader.

    python -m benchmarks.cycle [--feeds 1000] [--paragraphs 2] [--runs 3] [--peer PYTHON]

The publishers are `benchmarks.origins`, in a process of their own. PYTHON is an interpreter of an environment with `reader`
(`pip install reader`); without it only Storyfold is measured. Each run starts from an empty database, in a fresh process;
the two take turns, and the medians are compared. What counts is one cycle of a running program: imports, and the start of
the children that parse, come before it. Reader stores what it parsed; Storyfold also cleans it.
"""

import argparse
import asyncio
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.origins import ENTRIES, feed, host_of
from bot.config import load
from bot.intake import Taken
from bot.model import Document, Source
from bot.pipeline import READERS, Pipeline, open_pipeline
from bot.reading.tasks import Task

WORKERS = (1, 10)  # of reader: the better one counts
PEER = """
import sys, time
from reader import make_reader
database, workers, *urls = sys.argv[1:]
reader = make_reader(database)
for url in urls:
    reader.add_feed(url)
begin = time.perf_counter()
reader.update_feeds(workers=int(workers))
print(time.perf_counter() - begin, reader.get_entry_counts().total)
"""


async def cycles(folder: Path, urls: list[str]) -> tuple[float, float, int]:
    """Return the seconds of a first cycle and of one without news, and the number of stories kept."""
    sources = "".join(f"  - {{name: f{n}, feed: '{url}', private: true}}\n" for n, url in enumerate(urls))
    (folder / "topics.yaml").write_text("topics: [{slug: all, title: All, rules: {any: [the]}}]\n")
    (folder / "storyfold.yaml").write_text(f"data: data\nsources:\n{sources}")
    settings, now = load(folder / "storyfold.yaml"), datetime.now(UTC)
    async with open_pipeline(settings) as pipeline:
        await warm_up(pipeline)
        taken, full = await cycle(pipeline, now)
    # Started anew: a running program goes by a clock that nobody can set forward.
    async with open_pipeline(settings) as pipeline:
        unchanged, again = await cycle(pipeline, now + timedelta(hours=3))
    assert unchanged.documents == 0, "the second cycle brought documents"
    return full, again, taken.new


async def cycle(pipeline: Pipeline, now: datetime) -> tuple[Taken, float]:
    """Return what one cycle took in, and its seconds."""
    taken, begin = Taken(), time.perf_counter()
    await pipeline.intake.take_in(taken, now, is_patient=True)
    seconds = time.perf_counter() - begin
    assert not taken.failures, taken.failures[:3]
    return taken, seconds


async def warm_up(pipeline: Pipeline) -> None:
    """Have every child read something, so that all of them have started."""
    document = Document(source="f0", location="warm.xml", content=feed(0, 40), arrived=datetime.now(UTC))
    task = Task(document=document, source=Source(name="f0", title="F", family="f"))
    await asyncio.gather(*(asyncio.to_thread(list, pipeline.means.read_each([task])) for _ in range(4 * READERS)))


def ours(urls: list[str]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "benchmarks.cycle", "--inside", folder, *urls]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
    full, again, stories = done.stdout.split()[-3:]
    assert int(stories) == len(urls) * ENTRIES, f"{stories} stories"
    return float(full), float(again)


def peer(python: str, workers: int, urls: list[str]) -> float:
    with tempfile.TemporaryDirectory() as folder:
        words = [python, "-c", PEER, f"{folder}/reader.db", str(workers), *urls]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
    seconds, entries = done.stdout.split()[-2:]
    assert int(entries) == len(urls) * ENTRIES, f"{entries} entries"
    return float(seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--paragraphs", type=int, default=2)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peer", metavar="PYTHON")
    parser.add_argument("--inside", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        folder, *urls = given.inside
        print(*asyncio.run(cycles(Path(folder), urls)))
        return
    words = [sys.executable, "-m", "benchmarks.origins", "--feeds", str(given.feeds)]
    origins = subprocess.Popen([*words, "--paragraphs", str(given.paragraphs)], stdout=subprocess.PIPE, text=True)
    assert origins.stdout is not None
    try:
        port = origins.stdout.readline().strip()
        compare([f"http://{host_of(n)}:{port}/feed" for n in range(given.feeds)], given.runs, given.peer)
    finally:
        origins.kill()
        origins.wait()


def compare(urls: list[str], runs: int, python: str | None) -> None:
    full, again = [], []
    peers: dict[int, list[float]] = {workers: [] for workers in WORKERS}
    for run in range(1, runs + 1):
        mine = ours(urls)
        full.append(mine[0])
        again.append(mine[1])
        print(f"run {run}: storyfold {mine[0]:.2f} s, without news {mine[1]:.2f} s", file=sys.stderr)
        for workers in WORKERS if python else ():
            peers[workers].append(peer(python or "", workers, urls))
            print(f"run {run}: reader, {workers} workers {peers[workers][-1]:.2f} s", file=sys.stderr)
    feeds, seconds = len(urls), statistics.median(full)
    print(
        f"{feeds} feeds x {ENTRIES} entries, {os.cpu_count()} cores, CPython {platform.python_version()}, {runs} runs"
    )
    print(f"storyfold, full cycle      {seconds:6.2f} s   {feeds * ENTRIES / seconds:8,.0f} stories/s")
    print(
        f"storyfold, nothing new     {statistics.median(again):6.2f} s   {feeds / statistics.median(again):8,.0f} requests/s"
    )
    for workers, times in peers.items():
        if times:
            other = statistics.median(times)
            print(f"reader, {workers:2} workers         {other:6.2f} s   {other / seconds:8.1f} x storyfold's")


if __name__ == "__main__":
    main()
