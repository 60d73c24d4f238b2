"""Labelled or archived rows (JSON lines) -> stories, in the order of the file; and their clusters by the shipped algorithm.

A row is `{id, title, text, date, lang, source, url}`; any key may be missing or null. Used by `cluster`, `eval` and the
benchmarks, so that what is measured is what runs.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.cleaning import clean
from bot.clustering import Clusterer, Options
from bot.errors import FormatError
from bot.formats.dates import parse_date
from bot.model import Entry, Source, Story

#: A row as it came: every key of a row and `cluster`, None where it is missing.
Line = Mapping[str, str | None]

EPOCH = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file."""

    id: str
    story: Story
    label: str | None  #: the `cluster` that the row claims, for evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a row ended up."""

    id: str
    cluster: str
    copy: str


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a JSON Lines file.

    Raises:
        FormatError: a line is no row; named with its number.
        OSError: the file cannot be read.
    """
    first = next((date for row in _lines(path) if (date := _date(row))), EPOCH)
    return as_rows(_lines(path), first)


def as_rows(lines: Iterable[Line], first: datetime = EPOCH) -> Iterator[Row]:
    """Clean lines into stories, in their order.

    A row's arrival is its date, or that of the row before it, or the *first* one of all: an archive has no other clock.
    """
    arrived = first
    for number, line in enumerate(lines, 1):
        date = _date(line)
        arrived = date or arrived
        identity = line["id"] or str(number)
        yield Row(id=identity, story=_story(line, f"{number}\n{identity}", date, arrived), label=line["cluster"])


def place(rows: Iterable[Row]) -> Iterator[tuple[Row, Placed]]:
    """Cluster rows as they come, with the shipped defaults."""
    clusterer = Clusterer(Options())
    names: dict[str, str] = {}
    for row in rows:
        decision = clusterer.decide(row.story)
        clusterer.apply(row.story, decision)
        names[row.story.key] = row.id
        yield row, Placed(id=row.id, cluster=names[decision.cluster], copy=names[decision.copy])


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield as_line(line, f"{path}:{number}")


def _date(line: Line) -> datetime | None:
    return parse_date(line["date"]) if line["date"] else None


def as_line(line: str, where: str) -> Line:
    """Read one line of JSON; *where* names it in errors.

    Raises:
        FormatError: it is no row.
    """
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FormatError(where, f"is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise FormatError(
            where, f"is a {type(row).__name__}, expected an object with id, title, text, date, lang, source, url"
        )
    wanted = ("id", "title", "text", "date", "lang", "source", "url", "cluster")
    return {name: None if row.get(name) is None else str(row[name]) for name in wanted}


def _story(row: Line, key: str, date: datetime | None, arrived: datetime) -> Story:
    outlet = row["source"] or ""
    source = Source(name="rows", title=outlet, family=outlet, language=row["lang"])
    entry = Entry(
        key=key,  # with the number of the line: an id may come twice, and two rows are two stories
        url=row["url"],
        title=row["title"] or "",
        body=row["text"] or "",
        published=date,
        publisher=row["source"],
        language=row["lang"],
    )
    try:
        story = clean(entry, source, arrived)
    except FormatError:
        # Neither title nor text: still a row, in a cluster of its own, as the output has a line for each.
        story = Story(key="", title="", text="", html="", first_seen=arrived, source=source.name, outlet=outlet)
    return replace(story, key=key)
