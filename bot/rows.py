"""Labelled or archived rows (JSON lines) -> stories, in the order of the file; and their clusters by the shipped algorithm.

A row is `{id, title, text, date, lang, source, url}`; any key may be missing or null. Used by `cluster`, `eval` and the
benchmarks, so that what is measured is what runs. A file is read once, from front to back: it may be a pipe.
"""

import json
import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from bot.cleaning.stories import clean
from bot.clustering import Clusterer, Options
from bot.errors import FormatError
from bot.formats.dates import parse_date
from bot.model import Decision, Entry, Source, Story

#: What may name a row: it goes out as it came in.
Id: TypeAlias = str | int | float | bool

EPOCH = datetime.fromtimestamp(0, UTC)
#: So many undated rows wait for the first date at most: archives without dates may be larger than the memory. Arbitrary.
_MOST_HELD = 1_000
# From 20 to 1,000, B-cubed F1 of two labelled sets moved by less than .01.
_SETTLED_EVERY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as it came; None where a key is missing."""

    number: int  #: of the line in its file, from 1
    id: Id  #: the number as a string where the row has none
    title: str | None
    text: str | None
    date: str | None
    lang: str | None
    source: str | None
    url: str | None
    cluster: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the file, cleaned."""

    number: int  #: of the line in its file, from 1
    id: Id  #: as it came; need not be unique
    story: Story
    label: str | None  #: the `cluster` that the row claims, for evaluation


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a row ended up."""

    id: Id  #: of the row
    cluster: Id  #: name: the id of the row that founded it, if no other cluster or copy group had that name before
    copy: Id  #: name, likewise
    key: str  #: the cluster's own key, which is what tells clusters apart


#: Looks on while rows are placed.
Watch: TypeAlias = Callable[[Clusterer, Row], None]


class _Came(NamedTuple):
    """What is kept of a row until the stream ends."""

    id: Id
    number: int
    key: str
    label: str | None


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a JSON Lines file.

    Raises:
        FormatError: a line is no row; named with its number.
        OSError: the file cannot be read.
    """
    return as_rows(_lines(path))


def as_rows(lines: Iterable[Line]) -> Iterator[Row]:
    """Clean lines into stories, in their order.

    A row's arrival is its date, or that of the row before it, or the first one of all: an archive has no other clock. If
    none of the first 1,000 rows has a date, they arrived at the Unix epoch.
    """
    rows = map(_row, lines)
    head: list[Row] = []
    for row in rows:
        head.append(row)
        if row.story.published or len(head) == _MOST_HELD:
            break
    arrived = head[-1].story.published or EPOCH if head else EPOCH
    for row in chain(head, rows):
        # Not the date as claimed but as cleaned: one in the year 1 is a mistake, and has no week before it.
        arrived = row.story.published or arrived
        yield replace(row, story=replace(row.story, first_seen=arrived))


class Placement:
    """Where the stories of a stream are: each decision is followed, and all that later stories put right."""

    def __init__(self, clusterer: Clusterer) -> None:
        self._clusterer = clusterer
        self._clusters: dict[str, str] = {}  # by story; the cluster may have become part of another since
        self._copies: dict[str, str] = {}  # by story
        self._merged: dict[str, str] = {}  # by cluster: the one that it became part of
        self._unsettled = 0

    def add(self, story: Story) -> None:
        """Decide where the next story belongs, and put it there."""
        decision = self._clusterer.decide(story)
        self._clusterer.apply(story, decision)
        self._follow(decision)
        self._unsettled += 1
        if self._unsettled == _SETTLED_EVERY:
            self.settle()

    def settle(self) -> None:
        """Put right what the stories so far show to have been wrong; due at the end of the stream too."""
        self._unsettled = 0
        for decision in self._clusterer.settle():
            self._follow(decision)

    def cluster(self, story: str) -> str:
        """Return the key of the cluster that a story is in now."""
        found = self._clusters[story]
        while found in self._merged:
            found = self._merged[found]
        return found

    def copy(self, story: str) -> str:
        """Return the key of the copy group that a story is in now."""
        return self._copies[story]

    def _follow(self, decision: Decision) -> None:
        if decision.kind == "merge":
            self._merged[decision.story] = decision.cluster
        else:
            self._clusters[decision.story], self._copies[decision.story] = decision.cluster, decision.copy


def place(
    rows: Iterable[Row], watch: Watch | None = None, options: Options | None = None
) -> Iterator[tuple[str | None, Placed]]:
    """Cluster rows as they come, with the shipped defaults or these options; yield the label of each, and where it is in the end.

    Nothing comes out before the last row went in. Of the rows, only their ids, labels and keys are kept.
    *watch* sees each row with the clusterer, just before the row's story is decided on.
    """
    clusterer = Clusterer(options or Options())
    placement = Placement(clusterer)
    came: list[_Came] = []
    for row in rows:
        if watch is not None:
            watch(clusterer, row)
        placement.add(row.story)
        came.append(_Came(row.id, row.number, row.story.key, row.label))
    placement.settle()
    founders = {key for one in came for key in (placement.cluster(one.key), placement.copy(one.key))}
    names: dict[str, Id] = {}  # of clusters and copy groups, by the key of the story that founded them
    taken: set[Id] = set()
    for one in came:
        if one.key in founders:
            names[one.key] = _name(one, taken)
    for one in came:
        cluster, copy = placement.cluster(one.key), placement.copy(one.key)
        yield one.label, Placed(id=one.id, cluster=names[cluster], copy=names[copy], key=cluster)


def _name(row: _Came, taken: set[Id]) -> Id:
    name = row.id
    # 1 and "1" are two ids, but one name: whoever reads the output may not see the difference.
    while name in taken or str(name) in taken:
        name = f"{name}#{row.number}"
    taken |= {name, str(name)}
    return name


def _lines(path: Path) -> Iterator[Line]:
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield as_line(line, str(path), number)


def as_line(line: str, file: str, number: int) -> Line:
    """Read one line of JSON; *file* and *number* name it in errors.

    Raises:
        FormatError: it is no row.
    """
    where = f"{file}:{number}"
    try:
        row: Any = json.loads(line, parse_constant=_missing)
    except (ValueError, RecursionError) as error:
        raise FormatError(where, f"is not JSON: {error}") from error
    if not isinstance(row, dict):
        raise FormatError(
            where, f"is a {type(row).__name__}, expected an object with id, title, text, date, lang, source, url"
        )
    wanted = ("title", "text", "lang", "source", "url", "cluster")
    return Line(
        number=number,
        id=str(number) if row.get("id") is None else _id(row["id"], where),
        # 20240312 is a date; what else is no string says no day that can be trusted.
        date=str(row["date"]) if isinstance(row.get("date"), str | int) else None,
        **{name: None if row.get(name) is None else str(row[name]) for name in wanted},
    )


def _missing(constant: str) -> None:
    """Read NaN, which is no JSON but what Python and pandas write for a missing value, as null."""


def _id(value: object, where: str) -> Id:
    if isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    seen = "too large" if isinstance(value, float) else f"a {type(value).__name__}"
    raise FormatError(where, f"id is {seen}, expected a string or a number")


def _row(line: Line) -> Row:
    # With the number of the line: an id may come twice, and two rows are two stories.
    return Row(number=line.number, id=line.id, story=_story(line, f"{line.number}\n{line.id}"), label=line.cluster)


def _story(line: Line, key: str) -> Story:
    outlet = line.source or ""
    source = Source(name="rows", title=outlet, family=outlet, language=line.lang)
    entry = Entry(
        key=key,
        url=line.url,
        title=line.title or "",
        body=line.text or "",
        published=parse_date(line.date) if line.date else None,
        publisher=line.source,
        language=line.lang,
    )
    try:
        story = clean(entry, source, EPOCH)
    except FormatError:
        # Neither title nor text: still a row, in a cluster of its own, as the output has a line for each.
        story = Story(key="", title="", text="", html="", first_seen=EPOCH, source=source.name, outlet=outlet)
    return replace(story, key=key)
