"""Store full poll cycles of many feeds in a new database, and print how many deliveries a second each kind of cycle takes.

    python -m benchmarks.storing [--feeds N] [--entries N] [--runs N] [--batch N] [--profile CYCLE]

Each run stores, one after the other, in transactions of `--batch` documents on SQLite with synchronous=FULL:
new (nothing is known), unchanged (the same again), edited (one text in twenty is another), churn (every guid is new).
Only the store is measured: the stories are made before the clock starts. Prints the median of the runs.
"""

import argparse
import cProfile
import gc
import hashlib
import platform
import pstats
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.cleaning.lineage import is_another, is_repost
from bot.cleaning.stories import story_key
from bot.fingerprints import marked
from bot.model import Delivery, Story
from bot.store import stories
from bot.store.ahead import Ahead
from bot.store.database import Database, open_database

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
CYCLES = ("new", "unchanged", "edited", "churn")
WORDS = 230  #: in a text: about 1,500 characters, and as many again with its markup

Documents = Sequence[Sequence[Delivery]]


def made(feeds: int, entries: int) -> Documents:
    chance = random.Random(20260302)
    vocabulary = ["".join(chance.choices("abcdefghiklmnoprstuvw", k=chance.randint(2, 10))) for _ in range(5000)]
    return [[delivery(chance, vocabulary, feed, entry) for entry in range(entries)] for feed in range(feeds)]


def delivery(chance: random.Random, vocabulary: Sequence[str], feed: int, entry: int) -> Delivery:
    words = chance.choices(vocabulary, k=WORDS)
    paragraphs = [" ".join(words[begin : begin + 40]) for begin in range(0, WORDS, 40)]
    source, url = f"feed-{feed}", f"https://site-{feed}.example/2026/03/story-{entry}"
    guid = f"https://site-{feed}.example/?p={entry}"
    story = Story(
        key=story_key(url, source, guid),
        url=url,
        title=" ".join(words[:9]),
        text="\n\n".join(paragraphs),
        html="".join(f"<p>{paragraph}</p>" for paragraph in paragraphs),
        published=NOW - timedelta(minutes=entry),
        first_seen=NOW,
        authors=("Ada Example",),
        source=source,
        outlet=f"Site {feed}",
        language="en",
        categories=("news", "world"),
    )
    return with_guid(story, guid)


def with_guid(story: Story, guid: str) -> Delivery:
    return marked(story, entry=guid, own_key=story_key(None, story.source, guid), guid=guid)


def edited(documents: Documents) -> Documents:
    return [
        [with_guid(replace(one.story, text=f"{one.story.text} Corrected."), one.entry) if at % 20 == 0 else one
         for at, one in enumerate(document)]
        for document in documents
    ]  # fmt: skip


def churned(documents: Documents) -> Documents:
    return [
        [with_guid(one.story, hashlib.sha256(one.entry.encode()).hexdigest()) for one in document]
        for document in documents
    ]


def store(database: Database, documents: Documents, arrived: datetime, batch: int) -> tuple[float, float]:
    """Return the seconds that it took, commits included: by the clock, and of the processor."""
    gc.collect()
    begin, begin_cpu = time.perf_counter(), time.process_time()
    for some in portions(documents, batch):
        with database.writing() as connection:
            ahead = Ahead(connection)
            ahead.look_up((one.story.source, one.entry, one.story.key) for document in some for one in document)
            for document in some:
                stories.keep(
                    connection, document, arrived, is_another, is_repost=is_repost, identity="guid", ahead=ahead
                )
            ahead.write()
    return time.perf_counter() - begin, time.process_time() - begin_cpu


def portions(documents: Documents, batch: int) -> Iterator[Documents]:
    for begin in range(0, len(documents), batch):
        yield documents[begin : begin + batch]


def run(
    cycles: Sequence[Documents], batch: int, around: Callable[[str], cProfile.Profile | None]
) -> list[tuple[float, float]]:
    """Return deliveries a second of each cycle: by the clock, and by the processor's."""
    speeds = []
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "storyfold.db")
        for at, (name, documents) in enumerate(zip(CYCLES, cycles, strict=True)):
            profile = around(name)
            if profile:
                profile.enable()
            took = store(database, documents, NOW + timedelta(hours=at), batch)
            if profile:
                profile.disable()
            size = sum(map(len, documents))
            speeds.append((size / took[0], size / took[1]))
        database.close()
    return speeds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--entries", type=int, default=20)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--batch", type=int, default=64, help="documents in a transaction")
    parser.add_argument(
        "--profile", choices=CYCLES, help="print where one cycle's time goes; its speed then means nothing"
    )
    asked = parser.parse_args()
    documents = made(asked.feeds, asked.entries)
    corrected = edited(documents)
    cycles = [documents, documents, corrected, churned(corrected)]
    profile = cProfile.Profile()
    runs = [
        run(cycles, asked.batch, lambda name: profile if name == asked.profile else None) for _ in range(asked.runs)
    ]
    print(
        f"{asked.feeds} feeds x {asked.entries} entries, {asked.batch} documents a transaction, median of {asked.runs};"
    )
    print(f"Python {platform.python_version()}, {platform.machine()}")
    for name, speeds in zip(CYCLES, zip(*runs, strict=True), strict=True):
        clock, cpu = (statistics.median(each) for each in zip(*speeds, strict=True))
        print(f"{name:10} {clock:9,.0f} deliveries/s, {cpu:9,.0f} per second of the processor")
    if asked.profile:
        pstats.Stats(profile).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
