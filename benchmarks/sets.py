"""Read the labelled sets of a data folder as streams of stories, in the order of their arrival."""

import json
import random
import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.model import Story

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
_SENTENCE = re.compile(r"\s*(.{20,200}?[.!?](?=\s)|.{1,120})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Stream:
    """A labelled set: stories and, in the same order, the events they report."""

    name: str
    stories: list[Story]
    events: list[str]


def load(folder: Path, name: str, limit: int | None = None) -> Stream:
    """Return a set; with `limit`, whole clusters of it, drawn with a fixed seed, until there are so many stories.

    Dated sets come in the order of their dates; undated ones are shuffled with a fixed seed.
    """
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if limit is not None:
        rows = _some(rows, limit)
    if all(row["date"] for row in rows):
        rows.sort(key=lambda row: str(row["date"]))
    else:
        random.Random(_SEED).shuffle(rows)
    stories: list[Story] = []
    for row in rows:
        stories.append(_story(row, stories[-1].first_seen if stories else datetime.fromtimestamp(0, UTC)))
    return Stream(name, stories, [row["cluster"] for row in rows])


def _some(rows: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    clusters = defaultdict(list)
    for row in rows:
        clusters[row["cluster"]].append(row)
    kept: set[str] = set()
    count = 0
    for key in random.Random(_SEED).sample(sorted(clusters), len(clusters)):
        if count >= limit:
            break
        kept.add(key)
        count += len(clusters[key])
    return [row for row in rows if row["cluster"] in kept]


def _story(row: dict[str, Any], previous: datetime) -> Story:
    date = datetime.fromisoformat(row["date"]).astimezone(UTC) if row["date"] else None
    sentence = _SENTENCE.match(row["text"] or "")
    title = row["title"] or (sentence[1] if sentence else "") or "untitled"
    return Story(
        key=row["id"],
        title=" ".join(title.split()),
        text=row["text"] or "",
        html="",
        published=date,
        first_seen=date or previous,
        source=row["source"] or "unknown",
        outlet=row["source"] or "unknown",
        language=row["lang"],
    )
