"""Read the labelled sets of a data folder as streams of stories, in the order of their arrival."""

import json
import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.written import SETS, stream
from bot.clustering import Clusterer, Options
from bot.clustering.trees import Forest
from bot.model import Story
from bot.rows import Line, Placement, as_line, as_rows

#: Sets whose rows have a cluster. What else the folder holds has topics or pairs.
LABELLED = (
    "allsides_dev",
    "allsides_neus_triples",
    "ecb_plus_dev",
    "fnc1_bodies",
    "emergent_headlines",
    "uci_news_aggregator_sample",
)
ROOT = Path(__file__).parents[1]
_SEED = 20261122


@dataclass(frozen=True, slots=True)
class Stream:
    """A labelled set: stories and, in the same order, the events they report."""

    name: str
    stories: list[Story]
    events: list[str]


def load(folder: Path, name: str, limit: int | None = None) -> Stream:
    """Return a set, cleaned; with `limit`, whole clusters of it, drawn with a fixed seed, until there are so many stories.

    Dated sets come in the order of their dates; undated ones are shuffled with a fixed seed.
    """
    path = folder / f"{name}.jsonl"
    with path.open(encoding="utf-8") as lines:
        rows = [as_line(line, str(path), number) for number, line in enumerate(lines, 1)]
    if limit is not None:
        rows = _some(rows, limit)
    if all(row.date for row in rows):
        rows.sort(key=lambda row: str(row.date))
    else:
        random.Random(_SEED).shuffle(rows)
    return Stream(name, [row.story for row in as_rows(rows)], [str(row.cluster) for row in rows])


def _some(rows: list[Line], limit: int) -> list[Line]:
    clusters: dict[str, list[Line]] = defaultdict(list)
    for row in rows:
        clusters[str(row.cluster)].append(row)
    kept: set[str] = set()
    count = 0
    for key in random.Random(_SEED).sample(sorted(clusters), len(clusters)):
        if count >= limit:
            break
        kept.add(key)
        count += len(clusters[key])
    return [row for row in rows if row.cluster in kept]


def written() -> list[Stream]:
    """Return the sets that this project wrote itself: look-alikes, and copies of one text beside other reports."""
    found = []
    for name in SETS:
        items = stream(name)
        rows = (as_line(json.dumps(item.row()), name, number) for number, item in enumerate(items, 1))
        found.append(Stream(name, [row.story for row in as_rows(rows)], [item.event for item in items]))
    return found


def grouped(stream: Stream, options: Options, forest: Forest | None = None) -> list[str]:
    """Return the cluster of each story at the end of the stream."""
    placement = Placement(Clusterer(options, forest=forest))
    for story in stream.stories:
        placement.add(story)
    placement.settle()
    return [placement.cluster(story.key) for story in stream.stories]


def seeds() -> Stream:
    """Return the stories of the first run, undated as two of them are."""
    expected = json.loads((ROOT / "tests/data/seeds/expected.json").read_text(encoding="utf-8"))["clusters"]
    rows = []
    for event, names in expected.items():
        for name in names:
            head, _, text = (ROOT / "seeds" / name).read_text(encoding="utf-8").strip().partition("\n\n")
            headers = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
            rows.append(
                {
                    "id": name,
                    "title": headers.get("Title"),
                    "text": text if "Title" in headers else f"{head}\n\n{text}",
                    "lang": headers.get("Language"),
                    "cluster": event,
                }
            )
    random.Random(_SEED).shuffle(rows)
    lines = (as_line(json.dumps(row), "seeds", number) for number, row in enumerate(rows, 1))
    return Stream("seeds", [row.story for row in as_rows(lines)], [str(row["cluster"]) for row in rows])
