"""How long a search takes, what the index costs to keep, and how large it is.

    OMP_NUM_THREADS=1 python -m benchmarks.searching [--stories N] [--data DIR]

Stories of 400 words: with `--data`, phrases of `reuters21578.jsonl` put together anew; else words by the shipped background table.
Four in ten report an event that another one reports. Prints Markdown, and writes it to `benchmarks/results/searching.md` where
there are as many stories as by default.
"""

import argparse
import os
import platform
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.scale import phrases_drawn, phrases_of
from bot.model import Story
from bot.search.query import read_query
from bot.search.snippets import snippet
from bot.store import search, stories
from bot.store.database import Database, open_database

RESULTS = Path(__file__).parent / "results/searching.md"
STORIES = 100_000
WORDS, PHRASE = 400, 5
REPORTS = 0.4
BATCH, RUNS = 200, 15
BEGIN = datetime(2025, 1, 1, tzinfo=UTC)
_SEED = 20261122

_STORY = """
    INSERT INTO story (key, source, title, text, html, published, first_seen, authors, outlet, language, categories, enclosures,
        digest, revision, revised, cluster, copy, status)
    VALUES (?, 'desk', ?, ?, ?, ?, ?, '[]', ?, 'en', '[]', '[]', '', 1, ?, ?, ?, 'usable')
"""
_CLUSTER = "INSERT INTO cluster (key, id, changed) VALUES (?, ?, 0)"
_DECISION = "INSERT INTO decision (story, kind, cluster, copy, score, evidence) VALUES (?, ?, ?, ?, 0.5, '{}')"
_ENTRY = """
    INSERT INTO topic_entry (topic, cluster, representative, chosen_because, matched, signature, published, updated, withdrawn)
    VALUES (?, ?, ?, '', '[]', '', ?, ?, 0)
"""


def fill(database: Database, phrases: Sequence[str], count: int) -> list[str]:
    """Store so many stories as passes leave them, in two topics; return the text of some of them."""
    dice = random.Random(_SEED)
    founders: list[str] = []
    texts = []
    for begin in range(0, count, 1000):
        rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in (_CLUSTER, _STORY, _DECISION, _ENTRY)}
        for number in range(begin, min(begin + 1000, count)):
            key, at = (
                f"{dice.getrandbits(80):020x}",
                f"{(BEGIN + timedelta(minutes=5 * number)):%Y-%m-%dT%H:%M:%S.000000Z}",
            )
            text = " ".join(dice.choices(phrases, k=WORDS // PHRASE))
            title = " ".join(text.split()[:9])
            joins = bool(founders) and dice.random() < REPORTS
            cluster = dice.choice(founders[-100:]) if joins else key
            if not joins:
                founders.append(key)
                rows[_CLUSTER].append((key, f"tag:storyfold.example,2026:cluster/{key}"))
                for topic in ("all", *(["few"] if dice.random() < 0.1 else [])):
                    rows[_ENTRY].append((topic, key, key, at, at))
            rows[_STORY].append((key, title, text, f"<p>{text}</p>", at, at, f"Site {number % 300}", at, cluster, key))
            rows[_DECISION].append((key, "join" if joins else "found", cluster, key))
            if number % 1000 == 0:
                texts.append(text)
        with database.writing() as connection:
            for statement, several in rows.items():
                connection.exec_driver_sql(statement, several)
    return texts


def indexed(database: Database) -> float:
    """Index everything in portions; return the seconds that it took."""
    begin = time.perf_counter()
    done = BATCH
    while done == BATCH:
        with database.writing() as connection:
            done = search.index(connection, BATCH)
    return time.perf_counter() - begin


def bytes_of(database: Database) -> int:
    with database.reading() as connection:
        found = connection.exec_driver_sql("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'searched%'").scalar_one()
    return int(found)


def queries(texts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is measured, and examples of it."""
    dice = random.Random(_SEED)
    words = [[word for word in text.split() if word.isalpha() and len(word) > 3] for text in texts]
    some = [dice.sample(several, 3) for several in words if len(several) > 10]
    yield "one word of a story", [several[0] for several in some]
    yield "two words", [" ".join(several[:2]) for several in some]
    yield "three words", [" ".join(several) for several in some]
    yield "a phrase of five words", [f'"{" ".join(text.split()[5:10])}"' for text in texts]
    yield "the begin of a word", [f"{several[0][:3]}*" for several in some]
    yield "a word in one topic", [f"{several[0]} topic:few" for several in some]
    yield "a word, without another", [f"{several[0]} -{several[1]}" for several in some]
    yield "a word that nearly all have", ["the", "of", "said"]
    yield "two words that nearly all have", ["the of", "said the"]


def ask(database: Database, text: str) -> tuple[float, int]:
    """Return the seconds until a page of twenty events is there, with their texts and snippets; and how many were found."""
    begin = time.perf_counter()
    query = read_query(text)
    with database.reading() as connection:
        answer = search.find(connection, query, ("all", "few"), datetime(2030, 1, 1, tzinfo=UTC))
        texts: dict[str, Story] = {
            one.key: one for one in stories.named(connection, [f.story for f in answer.found[:20]])
        }
    for one in answer.found[:20]:
        snippet(texts[one.story].text, query.terms)
    return time.perf_counter() - begin, len(answer.found)


def measured(database: Database, texts: Sequence[str]) -> Iterator[str]:
    yield "| what is asked for | median ms | slowest ms | events found, median |"
    yield "|---|---:|---:|---:|"
    for name, examples in queries(texts):
        taken = [ask(database, text) for text in examples for _ in range(max(RUNS // len(examples), 1))]
        seconds, found = zip(*taken, strict=True)
        yield f"| {name} | {1e3 * statistics.median(seconds):.1f} | {1e3 * max(seconds):.1f} | {statistics.median(found):.0f} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--stories", type=int, default=STORIES)
    parser.add_argument("--data", type=Path)
    asked = parser.parse_args()
    phrases = phrases_of(asked.data) if asked.data else phrases_drawn()
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(Path(folder) / "storyfold.db")
        texts = fill(database, phrases, asked.stories)
        seconds = indexed(database)
        size = bytes_of(database)
        characters = sum(map(len, texts)) / len(texts)
        made_of = "phrases of an agency" if asked.data else "words by the shipped table"
        lines = [
            "# Searching",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores (one used, the machine shared).",
            "",
            f"`python -m benchmarks.searching`, {asked.stories:,} stories of {characters:,.0f} characters, {made_of}.",
            "",
            f"- The index is kept at {1e6 * seconds / asked.stories:,.0f} µs a story, in transactions of {BATCH}.",
            f"- It takes {size / asked.stories:,.0f} bytes a story: {size / asked.stories / characters:.0%} of the text.",
            "",
            *measured(database, texts),
        ]
        database.close()
    print("\n".join(lines))
    if asked.stories == STORIES:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
