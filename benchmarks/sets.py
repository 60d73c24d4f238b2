"""Read the labelled sets of a data folder as streams of stories, in the order of their arrival."""

import random
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from bot.model import Story
from bot.rows import Line, as_line, as_rows

#: Sets whose rows have a cluster. What else the folder holds has topics or pairs.
LABELLED = (
    "allsides_dev",
    "allsides_neus_triples",
    "ecb_plus_dev",
    "fnc1_bodies",
    "emergent_headlines",
    "uci_news_aggregator_sample",
)
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
