"""The rows that the deliveries of one document touch: read in few queries, changed in memory, written in few statements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from operator import attrgetter, itemgetter
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    bindparam,
    exists,
    insert,
    select,
    union,
    update,
)

from bot.model import Identity, Story
from bot.store import columns, tables, timestamps
from bot.store.bulk import Insert

#: Former entries that may be the same as unknown ones, at most, and for each unknown one; the newest. Arbitrary: some feeds
#: give all entries one URL or one title, and nothing can be told by those.
MOST_CANDIDATES = 1000
CANDIDATES_EACH = 4

#: URLs, titles and texts, of each, in one statement: SQLite takes 32,766 values as it is built by default.
_MARKS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Sighted:
    """One row of `sighting` of the document's source; the fields are in the order of the queries below."""

    entry: str
    story: str
    url: str | None
    digest: str
    guid: str | None
    title: str | None  #: fingerprint; None in rows from before it was kept
    identity: Identity | None  #: what the entry's key is made of; None for files, and from before it was kept


@dataclass(slots=True)
class Held:
    """One row of `story`, as far as deliveries may change it; the fields are in the order of the queries below."""

    key: str
    source: str
    url: str | None
    title: str
    text: str
    html: str
    published: datetime | None
    updated: datetime | None
    digest: str
    revision: int
    revised: datetime
    cluster: str | None
    outlet: str
    version: int | None  #: the highest so far
    status: str
    embargo: datetime | None
    item: str | None  #: the agency's id; None for what is no agency's item, or has none
    is_trimmed: bool = False  #: only its beginning is kept


@dataclass(slots=True)
class Before:
    """What is stored about one document, where it was read beforehand."""

    sightings: dict[str, Sighted] = field(default_factory=dict)  #: of its entries, by their keys
    is_known: bool = False  #: the source has delivered something before


_of_sighted = attrgetter(*Sighted.__slots__)
_SIGHTED = tuple(Sighted.__slots__)
_FORMER = ("title", "text", "html", "updated", "revised")  # what `revision` has of a story
_HELD_NOT_SAID = ("published", "digest", "revision", "revised")
_REVISED = tuple(
    {*columns.STORY_COLUMNS, *columns.STRUCTURED, *columns.OF_WIRE, *_HELD_NOT_SAID} - {"key", "first_seen"}
)

# The statements are built once, as SQLAlchemy knows by that what it has compiled.
_story, _sighting, _revision = tables.story.c, tables.sighting.c, tables.revision.c
_OF_SOURCE = _sighting.source == bindparam("of")
_COLUMNS = [_sighting[name] for name in _SIGHTED]


def _one_of(column: Column[Any], name: str) -> ColumnElement[bool]:
    return column.in_(bindparam(name, expanding=True))


_BY_ENTRY = select(*_COLUMNS).where(_OF_SOURCE, _one_of(_sighting.entry, "entries"))
# Each part has an index of its own; as one condition with `OR` they may be read without any.
_PARTS = union(
    select(*_COLUMNS, _sighting.seen).where(_OF_SOURCE, _one_of(_sighting.url, "urls")),
    select(*_COLUMNS, _sighting.seen).where(_OF_SOURCE, _one_of(_sighting.title, "titles")),
    select(*_COLUMNS, _sighting.seen).where(
        _OF_SOURCE, _sighting.title.is_(None), _one_of(_sighting.digest, "digests")
    ),
)
_CANDIDATES = _PARTS.order_by(_PARTS.selected_columns.seen.desc(), _PARTS.selected_columns.entry).limit(
    bindparam("most")
)
_ANY_OF_SOURCE = select(exists().where(_OF_SOURCE))
_SIGHT_AGAIN_NAMES = tuple(f"new_{name}" for name in _SIGHTED)
_SIGHT_AGAIN = (
    update(tables.sighting)
    .where(_OF_SOURCE, _sighting.entry == bindparam("stored"))
    .values({name: bindparam(new) for name, new in zip(_SIGHTED, _SIGHT_AGAIN_NAMES, strict=True)})
)


_INSERT_STORIES = Insert(
    tables.story, (*Story.__slots__, "version", "status", "embargo", "digest", "revision", "revised")
)
_INSERT_SIGHTINGS = Insert(tables.sighting, (*_SIGHTED, "source", "seen"))

_MADE_OF: dict[str, ColumnElement[Any]] = {
    "item": _story.wire["item"].as_string(),
    "is_trimmed": _story.trimmed_at.is_not(None),
}
_HELD = [_MADE_OF[name] if name in _MADE_OF else _story[name] for name in Held.__slots__]
_BY_KEY = select(*_HELD).where(_one_of(_story.key, "keys"))
_IS_STORED = _story.key == bindparam("stored")
_REVISE = (
    update(tables.story)
    .where(_IS_STORED)
    .values({name: bindparam(f"new_{name}") for name in _REVISED} | {"trimmed_at": None})
)
_MOVE = update(tables.story).where(_IS_STORED).values(url=bindparam("new_url"))
_MARK_CHANGED = update(tables.cluster).where(tables.cluster.c.key == bindparam("stored")).values(changed=True)

_SAID = [_revision[name] == bindparam(f"said_{name}") for name in ("story", "title", "text", "html")]
_HAS_SAID = select(exists().where(*_SAID))
_KEPT = ("story", "number", *_FORMER)
_KEEP_FORMER = insert(tables.revision).from_select(
    _KEPT,
    select(*(bindparam(f"said_{name}", type_=_revision[name].type) for name in _KEPT)).where(~exists().where(*_SAID)),
)


@dataclass(slots=True)
class Shared:
    """What the shelves of one transaction share. Few large inserts cost half of what many small ones do."""

    held: dict[str, Held | None] = field(default_factory=dict)  #: stories as they are now
    new_stories: list[tuple[Any, ...]] = field(default_factory=list)  #: rows to insert
    new_sightings: list[tuple[Any, ...]] = field(default_factory=list)  #: rows to insert

    def write(self, connection: Connection) -> None:
        """Insert what is new."""
        _INSERT_STORIES.run(connection, self.new_stories)
        _INSERT_SIGHTINGS.run(connection, self.new_sightings)
        self.new_stories.clear()
        self.new_sightings.clear()


class Shelf:
    """What is stored about the entries of one source, as the deliveries of a document leave it. Ends with `write`."""

    def __init__(
        self,
        connection: Connection,
        source: str,
        arrived: datetime,
        shared: Shared,
        before: Before | None = None,
    ) -> None:
        """Begin; *before* is what is stored, where that is known."""
        self._connection = connection
        self.source = source
        self._arrived = arrived
        self._arrived_written = timestamps.written(arrived)
        self._before = before
        self._shared = shared
        self._held = shared.held
        self._formers: list[dict[str, Any]] = []
        self._revised: dict[str, dict[str, Any]] = {}
        self._moved: dict[str, str | None] = {}
        self._sighted: dict[str, tuple[Sighted, str | None]] = {}
        self._changed: set[str] = set()

    # Read

    def sightings(self, entries: Iterable[str]) -> dict[str, Sighted]:
        """The source's sightings that have one of these entry keys, by entry key."""
        if self._before is not None:
            return self._before.sightings
        found: dict[str, Sighted] = {}
        for some in tables.in_portions(entries):
            rows = self._connection.execute(_BY_ENTRY, {"of": self.source, "entries": some})
            found |= {row[0]: Sighted(*row) for row in rows}
        return found

    def candidates(self, urls: Iterable[str], titles: Iterable[str], digests: Iterable[str]) -> list[Sighted]:
        """The source's sightings that have one of these URLs, titles or, where they have no title, texts; newest first."""
        texts = list(digests)
        most = max(MOST_CANDIDATES, CANDIDATES_EACH * len(texts))
        portions = [tables.in_portions(marks, _MARKS_AT_ONCE) for marks in (urls, titles, texts)]
        found: dict[str, tuple[datetime, Sighted]] = {}
        for some in zip_longest(*portions, fillvalue=()):
            wanted = dict(zip(("urls", "titles", "digests"), some, strict=True))
            rows = self._connection.execute(_CANDIDATES, {"of": self.source, "most": most, **wanted})
            found |= {row[0]: (row[-1], Sighted(*row[:-1])) for row in rows}
        by_entry = sorted(found.values(), key=lambda one: one[1].entry)
        return [sighted for _, sighted in sorted(by_entry, key=itemgetter(0), reverse=True)[:most]]

    def is_known(self) -> bool:
        """Whether the source has delivered anything before."""
        if self._before is not None:
            return self._before.is_known
        return bool(self._connection.execute(_ANY_OF_SOURCE, {"of": self.source}).scalar_one())

    def fetch(self, keys: Iterable[str]) -> None:
        """Read these stories at once; `story` reads one by one what was not."""
        for some in tables.in_portions(key for key in dict.fromkeys(keys) if key not in self._held):
            self._held |= dict.fromkeys(some)
            self._held |= {row[0]: Held(*row) for row in self._connection.execute(_BY_KEY, {"keys": some})}

    def story(self, key: str) -> Held | None:
        """One story as it is now; None if there is none."""
        if key not in self._held:
            self.fetch([key])
        return self._held[key]

    # Change

    def found(self, story: Story, digest: str) -> None:
        """Add a new story."""
        is_now = story.first_seen is self._arrived
        seen = self._arrived_written if is_now else timestamps.written(story.first_seen)
        self._shared.new_stories.append((*columns.row(story, seen), digest, 1, self._arrived_written))
        self._held[story.key] = Held(
            story.key,
            story.source,
            story.url,
            story.title,
            story.text,
            story.html,
            story.published,
            story.updated,
            digest,
            revision=1,
            revised=self._arrived,
            cluster=None,
            outlet=story.outlet,
            item=story.wire.item if story.wire else None,
            **(columns.state(story.wire) if story.wire else columns.FREE),
        )

    def revise(self, held: Held, story: Story, digest: str) -> None:
        """Let a story say what its source says now, and keep what it said until now.

        A source may go to and fro between two texts for ever. What a story has said is kept once; and what it says again
        is told as of when something new was last said, as readers have seen it before.
        """
        if not held.is_trimmed:
            former = {f"said_{name}": getattr(held, name) for name in _FORMER}
            self._formers.append({"said_story": held.key, "said_number": held.revision, **former})
        state = columns.state(story.wire, held.version)
        is_as_free = all(getattr(held, name) == value for name, value in state.items())
        has_said = is_as_free and self._has_said(held, story)
        held.title, held.text, held.html = story.title, story.text, story.html
        held.updated, held.url, held.outlet, held.digest = story.updated, story.url, story.outlet, digest
        held.published = held.published or story.published  # a story that is dated anew is not a new story
        held.revision += 1
        held.revised = held.revised if has_said else max(self._arrived, held.revised)
        held.version, held.status, held.embargo = state["version"], state["status"], state["embargo"]
        held.item = story.wire.item if story.wire else None
        held.is_trimmed = False
        values = columns.values(story) | state | {name: getattr(held, name) for name in _HELD_NOT_SAID}
        self._revised[held.key] = {"stored": held.key} | {f"new_{name}": values[name] for name in _REVISED}
        self.mark_changed(held)

    def move(self, held: Held, url: str | None) -> None:
        """Link a story at another URL."""
        held.url = self._moved[held.key] = url

    def sight(self, sighted: Sighted, before: Sighted | None) -> None:
        """Write a sighting, new or in the place of *before*."""
        _, stored = self._sighted.pop(before.entry, (None, before.entry)) if before else (None, None)
        self._sighted[sighted.entry] = (sighted, stored)

    def mark_changed(self, held: Held) -> None:
        """Make topics look at the story's cluster again."""
        if held.cluster is not None:
            self._changed.add(held.cluster)

    def write(self) -> None:
        """Write all that was changed; what is new comes with the next change, or when `Shared.write` is called."""
        sighted = self._sighted.values()
        self._shared.new_sightings += [
            (*_of_sighted(one), self.source, self._arrived_written) for one, stored in sighted if stored is None
        ]
        again = [
            {"of": self.source, "stored": stored} | dict(zip(_SIGHT_AGAIN_NAMES, _of_sighted(one), strict=True))
            for one, stored in sighted
            if stored is not None
        ]
        moved = [{"stored": key, "new_url": url} for key, url in self._moved.items()]
        if self._formers or self._revised or moved or again:
            self._shared.write(self._connection)  # an entry may be in a document twice, and its story new and changed
        self._execute(_KEEP_FORMER, self._formers)
        self._execute(_REVISE, list(self._revised.values()))
        self._execute(_MOVE, moved)
        self._execute(_SIGHT_AGAIN, again)
        self._execute(_MARK_CHANGED, [{"stored": key} for key in sorted(self._changed)])

    def _execute(self, statement: Executable, rows: list[dict[str, Any]]) -> None:
        if rows:
            self._connection.execute(statement, rows)

    def _has_said(self, held: Held, story: Story) -> bool:
        said = {"said_story": held.key} | {f"said_{name}": getattr(story, name) for name in ("title", "text", "html")}
        if any(said.items() <= former.items() for former in self._formers):
            return True
        return held.revision > 1 and bool(self._connection.execute(_HAS_SAID, said).scalar_one())
