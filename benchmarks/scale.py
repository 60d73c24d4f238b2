"""How fast the clusterer is, what its window takes, how it grows, and how quickly it is there again after a start.

    OMP_NUM_THREADS=1 python -m benchmarks.scale [--windows N[,N…]] [--data DIR] [--measured N]

Stories of 400 words: with `--data`, phrases of `reuters21578.jsonl` put together anew; else words by the shipped background table. Prints
Markdown and writes it to `benchmarks/results/scale.md` if all windows of the default were measured.
"""

import argparse
import gc
import json
import os
import platform
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

from benchmarks.peers.minilm import SentenceEncoder
from bot.clustering import Clusterer, Options, Place, Stored
from bot.clustering.background import table
from bot.model import Decision, Story

RESULTS = Path(__file__).parent / "results/scale.md"
WINDOWS = (10_000, 100_000, 1_000_000)
MEASURED = 4_000
RESTORED = 100_000
WARMING = 10_000  # stories that fill the tables of words and the caches, which do not grow with the window
BATCH = 200  # as the pipeline has it: second thoughts are settled after each
WORDS = 400
ENCODED = 64  # stories for the sentence encoder, which takes some 30 ms each
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
_SEED = 20261122
_PHRASE = 5  # words
_UNCHANGED = (
    0.85  # with it some 14 words of a story were never seen before, as after 1,500 stories of the agency's wire
)
_OUTLETS = 7  # another one for each of some stories: two reports of one outlet are seldom of one event
_SHARED = 0.6  # of its phrases, those that a report has from the first of its event
_LEAD = 4  # phrases that reports begin with, drawn from twice as many that are told first
_REPORTS = 0.4  # share of stories that report an event of one of the last hundred: some phrases are shared


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One window, full."""

    window: int
    microseconds: float  # a story: features, clustering and second thoughts; median of batches
    settling: float  # of it, second thoughts
    bytes_a_story: float  # growth of the whole process, resident
    reopening: float  # seconds, without the database

    def cells(self, first: "Row") -> list[str]:
        """Return the cells of the table."""
        ratio = self.microseconds / first.microseconds
        speed = f"{1e6 / self.microseconds:,.0f}"
        return [
            f"{self.window:,}", speed, f"{self.microseconds:,.0f}", f"{self.settling:,.0f}", f"{ratio:.2f}",
            f"{self.bytes_a_story:,.0f}", f"{self.reopening:.1f}",
        ]  # fmt: skip


HEADER = "| window | stories/s | µs a story | of it settling | ratio | bytes a story | reopened in s |"


def phrases_of(folder: Path) -> list[str]:
    """Return phrases of some words of the agency's wire: as its words are distributed, but no sentence comes twice by chance."""
    with (folder / "reuters21578.jsonl").open(encoding="utf-8") as lines:
        words = " ".join(json.loads(line)["text"] or "" for line in lines).split()
    return [" ".join(words[at : at + _PHRASE]) for at in range(0, len(words), 2)]


def phrases_drawn(count: int = 500_000) -> list[str]:
    """Return phrases of words drawn by how many texts of the background have them, one in forty a name or number of its own."""
    dice, known = random.Random(_SEED), table("en")
    if known is None:
        raise LookupError("words-en.txt.gz: no such table: reinstall")
    words, odds = list(known.counts), list(accumulate(known.counts.values()))

    def word() -> str:
        if dice.random() < 1 / 40:
            return f"Q{dice.randrange(10**7):x}" if dice.random() < 0.5 else f"{dice.randrange(10**6):,}"
        return dice.choices(words, cum_weights=odds)[0]

    return [" ".join(word() for _ in range(_PHRASE)) for _ in range(count)]


def stories(phrases: Sequence[str], seconds_apart: float) -> Iterator[tuple[Story, str]]:
    """Yield stories without end, each with the key of the first report of its event: reports of one share many of their phrases."""
    dice, number = random.Random(_SEED), 0
    events: list[tuple[str, list[str]]] = []
    while True:
        key = f"{number:020x}"
        event, shared = dice.choice(events) if events and dice.random() < _REPORTS else (key, [])
        text, words = list(shared), sum(one.count(" ") + 1 for one in shared)
        while words < WORDS:
            text.append(_own(dice, dice.choice(phrases)))
            words += text[-1].count(" ") + 1
        if event == key:
            events = [*events[-99:], (key, text[: max(2, round(len(text) * _SHARED))])]
        title = " ".join(dice.choice(shared or text).split()[:9])
        lead, rest = text[: 2 * _LEAD], text[2 * _LEAD :]
        dice.shuffle(lead)
        dice.shuffle(rest)
        text = [*lead, *rest]
        seen = NOON + timedelta(seconds=number * seconds_apart)
        body = " ".join(" ".join(text).split()[:WORDS])
        yield (
            Story(
                key=key, title=title, text=body, html="", first_seen=seen, published=seen, source="wire",
                outlet=f"Wire {number % _OUTLETS}",
                language="en",
            ),
            event,
        )  # fmt: skip
        number += 1


def _own(dice: random.Random, phrase: str) -> str:
    """Change a word of some: new words never end."""
    if dice.random() < _UNCHANGED:
        return phrase
    words = phrase.split()
    words[dice.randrange(len(words))] = f"{dice.choice('BDFGKLMNPRST')}{dice.choice('aeiou')}{dice.randrange(36**3):x}"
    return " ".join(words)


def run(clusterer: Clusterer, batch: Sequence[Story]) -> tuple[float, float]:
    """Cluster a batch as the pipeline does; return the seconds of the processor for all of it and for settling."""
    begin = time.process_time()
    for story in batch:
        clusterer.apply(story, clusterer.decide(story))
    middle = time.process_time()
    clusterer.settle()
    end = time.process_time()
    return end - begin, end - middle


def resident() -> int:
    """Return the bytes of memory that the process has now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def measure(window: int, phrases: Sequence[str], measured: int) -> Row:
    """Fill a window of so many stories, then measure the next ones; it forgets as many as come.

    While it is filled, stories are put where they belong without asking: a million decisions would take half an hour.
    """
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)  # as the service has it
    stream = stories(phrases, Options().window.total_seconds() / window)
    clusterer = Clusterer(Options())
    warm = Clusterer(Options())
    for story, _ in islice(stories(phrases, 1), WARMING):
        warm.nearest(story)  # reads it, and remembers none
    run(clusterer, [story for story, _ in islice(stream, BATCH)])
    gc.collect()
    before, already = resident(), len(clusterer)
    for story, event in islice(stream, window - already):
        kind: Literal["found", "join"] = "found" if event == story.key else "join"
        clusterer.apply(story, Decision(kind=kind, story=story.key, cluster=event, copy=story.key, score=1.0))
    gc.collect()
    grown = (resident() - before) / (len(clusterer) - already)
    batches = max(1, measured // BATCH)
    seconds = [run(clusterer, [story for story, _ in islice(stream, BATCH)]) for _ in range(batches)]
    return Row(
        window=window,
        microseconds=statistics.median(whole for whole, _ in seconds) / BATCH * 1e6,
        settling=statistics.median(settling for _, settling in seconds) / BATCH * 1e6,
        bytes_a_story=grown,
        reopening=reopened(clusterer, min(window, RESTORED)),
    )


def reopened(clusterer: Clusterer, count: int) -> float:
    """Return the seconds that it takes to restore so many stories of those that the clusterer remembers."""
    kept = [(key, packed) for key in islice(clusterer.keys(), count) if (packed := clusterer.packed(key)) is not None]
    gc.collect()
    fresh, begin = Clusterer(Options()), time.process_time()
    fresh.restore([Stored(key, Place(key, key), NOON, NOON, packed) for key, packed in kept])
    return time.process_time() - begin


def encoder_row(phrases: Sequence[str], own: Row) -> str:
    """Say how fast the sentence encoder is in this very run: vectors alone, no clustering."""
    encoder = SentenceEncoder("MiniLM")
    if encoder.missing():
        return f"- MiniLM: not measured, not installed: {', '.join(encoder.missing())}"
    texts = [
        f"{story.title}. {' '.join(story.text.split()[:120])}" for story, _ in islice(stories(phrases, 1), ENCODED)
    ]
    encoder.vectors(texts[:16])
    begin = time.process_time()
    encoder.vectors(texts)
    each = (time.process_time() - begin) / len(texts)
    return (
        f"- MiniLM (int8 ONNX, one thread), title and 120 words: {1 / each:,.0f} stories/s for the vectors alone; "
        f"features and clustering of 400 words are {each * 1e6 / own.microseconds:,.0f} times as fast at a window of {own.window:,}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, help="folder with reuters21578.jsonl")
    parser.add_argument("--windows", type=lambda text: tuple(map(int, text.split(","))), default=WINDOWS)
    parser.add_argument("--measured", type=int, default=MEASURED, help="stories that are timed at each window")
    arguments = parser.parse_args()
    phrases = phrases_drawn() if arguments.data is None else phrases_of(arguments.data)
    rows: list[Row] = []
    for window in arguments.windows:
        # A process each: one that is done leaves memory behind that the next would seem not to need.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            rows.append(alone.submit(measure, window, phrases, arguments.measured).result())
        print(" | ".join(rows[-1].cells(rows[0])), flush=True)
    lines = [
        "# The clusterer at scale",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores (one used, the machine shared).",
        f"Command: `OMP_NUM_THREADS=1 python -m benchmarks.scale{' --data DIR' if arguments.data else ''}`",
        "",
        HEADER,
        "|---" * 7 + "|",
        *(f"| {' | '.join(row.cells(rows[0]))} |" for row in rows),
        "",
        f"- Stories of {WORDS} words in a full window, in batches of {BATCH}; the processor's time of one thread, median of batches.",
        "- Ratio: the cost of a story beside that at the smallest window.",
        "- Bytes a story: growth of the whole process while the window was filled.",
        f"- Reopened: what is remembered of {RESTORED:,} stories (or all) put back, without the database.",
        encoder_row(phrases, rows[0]),
    ]
    print("\n".join(lines))
    if arguments.windows == WINDOWS:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
