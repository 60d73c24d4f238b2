"""How long a service takes to be ready that has a hundred thousand stories in its window.

    python -m benchmarks.starting [--stories 100000] [--runs 3] [--results FILE]

The stories have 200 invented words; three in ten are told once more, somewhat otherwise. They are stored and clustered by the program
itself; topics show one in a hundred. Then `storyfold run` is started: where nothing is new, and where a file waits, for which it has
to remember the whole window. Measured is from the start of the process until `/readyz` says that its first pass is done; medians.
"""

import argparse
import asyncio
import logging
import os
import platform
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Final

import structlog

from bot import fingerprints
from bot.config import load
from bot.model import Delivery, Story
from bot.pipeline import open_pipeline
from bot.store.stories import keep

RESULTS: Final = Path(__file__).parent / "results" / "starting.md"
PORT: Final = 18830
WINDOW: Final = timedelta(days=7)
CONFIG: Final = f"""\
site: {{base_url: "http://127.0.0.1:{PORT}", id_authority: "storyfold.example,2026"}}
web: {{port: {PORT}}}
folders: {{settle: 0s}}
sources: [{{name: desk, folder: ../wire}}]
"""
TOPICS: Final = "topics: [{slug: harbour, title: Harbour, limit: 200, rules: {any: [harbourmaster]}}]\n"
BATCH: Final = 1000
WORDS, TOLD_AGAIN, SHOWN = 200, 0.3, 0.01
FIRE: Final = "Fire at the mill\n\nThe old mill burned down on Monday night, the harbourmaster said.\n"


def told(count: int) -> Iterator[Delivery]:
    """Yield so many stories, from the begin of the window to now."""
    chance = random.Random(4)
    syllables = [first + second for first in "bcdfghklmnprstvw" for second in "aeiou"]
    known = ["".join(chance.choices(syllables, k=3)) for _ in range(20_000)]
    begin, recent = datetime.now(UTC) - WINDOW * 0.95, [known[:WORDS]]
    for number in range(count):
        if chance.random() < TOLD_AGAIN:
            words = list(chance.choice(recent[-500:]))
            words[chance.randrange(WORDS)] = "otherwise"
        else:
            words = chance.choices(known, k=WORDS)
            recent = [*recent[-500:], words]
        about = "The harbourmaster spoke. " if chance.random() < SHOWN else ""
        text = about + " ".join(" ".join(words[at : at + 14]).capitalize() + "." for at in range(0, WORDS, 14))
        at = begin + WINDOW * 0.95 * number / count
        story = Story(
            key=f"{number:020x}",
            title=" ".join(words[:7]).capitalize(),
            text=text,
            html=f"<p>{text}</p>",
            published=at,
            first_seen=at,
            source="desk",
            outlet=f"Paper {number % 300}",
            language="en",
        )
        yield fingerprints.marked(story, entry=f"{number}.txt", own_key=story.key)


async def fill(config: Path, count: int) -> None:
    """Store, cluster, publish and index so many stories."""
    stream = told(count)
    async with open_pipeline(load(config)) as pipeline:
        while some := list(islice(stream, BATCH)):
            with pipeline.database.writing() as connection:
                keep(connection, some, some[-1].story.first_seen)
        await pipeline.run_pass(datetime.now(UTC), is_patient=True)


def ready(config: Path) -> float:
    """Start a service; return the seconds until it is ready, and end it."""
    with (config.parent / "log").open("wb") as log:
        began = time.monotonic()
        process = subprocess.Popen([sys.executable, "-m", "bot", "run", "-c", str(config)], stderr=log)
        while not _is_ready():
            if process.poll() is not None or time.monotonic() - began > 300:
                process.kill()
                raise SystemExit(f"the service did not get ready: {(config.parent / 'log').read_text()[-2000:]}")
            time.sleep(0.02)
        took = time.monotonic() - began
    process.send_signal(signal.SIGTERM)
    if (code := process.wait(30)) != 0:
        raise SystemExit(f"the service ended with {code}")
    return took


def _is_ready() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:  # it does not listen yet, or says that it is not ready
        return False


def main() -> None:
    """Fill, start and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stories", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--results", type=Path, default=RESULTS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("config", "wire"):
            (root / name).mkdir()
        config = root / "config" / "storyfold.yaml"
        config.write_text(CONFIG)
        (root / "config" / "topics.yaml").write_text(TOPICS)
        structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
        asyncio.run(fill(config, options.stories))
        load_before = os.getloadavg()[0]
        quiet, busy = [], []
        for run in range(options.runs):
            quiet.append(ready(config))
            (root / "wire" / f"fire-{run}.txt").write_text(FIRE.replace("Monday", f"Monday the {run}"))
            busy.append(ready(config))
            print(f"run {run}: {quiet[-1]:.2f} s, with a new story {busy[-1]:.2f} s", file=sys.stderr)
    machine = f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores; load before: {load_before:.1f}."
    lines = [
        "# Starting",
        "",
        f"{machine} Command: `python -m benchmarks.starting --stories {options.stories} --runs {options.runs}`; medians.",
        "",
        f"| {options.stories:,} stories in the window | seconds until ready | of the runs |",
        "|---|---|---|",
        f"| nothing new | {statistics.median(quiet):.1f} | {min(quiet):.1f} to {max(quiet):.1f} |",
        f"| a story waits, which is compared with all | {statistics.median(busy):.1f} | {min(busy):.1f} to {max(busy):.1f} |",
    ]
    options.results.write_text("\n".join(lines) + "\n")
    print(options.results.read_text())


if __name__ == "__main__":
    main()
