"""What the documents of one transaction share: read before the first is kept, and inserted after the last.

Between two statements the other threads of a pass take the interpreter, and give it back when they like: three statements
for each document cost more time than all that they find.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection

from bot.store import tables, timestamps
from bot.store.shelf import Before, Held, Shared, Shelf, Sighted

_SIGHTED = ", ".join(f"sighting.{name}" for name in ("source", *Sighted.__slots__))
_MADE_OF = {"item": "json_extract(wire, '$.item')", "is_trimmed": "trimmed_at IS NOT NULL"}
_HELD = ", ".join(_MADE_OF.get(name, name) for name in Held.__slots__)
_ASKED = "sighting.source = asked.source AND sighting.entry = asked.entry"

_TIMES = ("published", "updated", "revised", "embargo")


class Ahead:
    """What `Shelf`s of several sources share in one transaction. Each source has one document in it at most.

    Ends with `write`.
    """

    def __init__(self, connection: Connection) -> None:
        """Look nothing up: each shelf reads what it needs."""
        self._connection = connection
        self._before: dict[str, Before] = {}
        self._shared = Shared()

    def look_up(self, delivered: Iterable[tuple[str, str, str]]) -> None:
        """Read what is stored about deliveries: all of their documents', each with source, entry and key of the story."""
        stories = {(source, entry): story for source, entry, story in delivered}
        self._before = {source: Before() for source, _ in stories}
        self._read_sightings(stories)
        self._read_known([source for source, before in self._before.items() if not before.sightings])
        # What a known entry says is nearly always known too.
        self._read_stories(
            story for (source, entry), story in stories.items() if entry not in self._before[source].sightings
        )

    def shelf(self, source: str, arrived: datetime) -> Shelf:
        """Return the shelf for the document of a source."""
        before = self._before.pop(source, None)
        if before is None:
            self.write()  # it will read the tables
        return Shelf(self._connection, source, arrived, self._shared, before)

    def write(self) -> None:
        """Insert what is new; nothing else of it is in the tables before."""
        self._shared.write(self._connection)

    # These statements are text: SQLAlchemy takes longer to put thousands of values into one than the database takes to run it.

    def _read_sightings(self, entries: Iterable[tuple[str, str]]) -> None:
        # Begun with what is asked for: SQLite would look through all sightings for `(source, entry) IN (…)`.
        for some in tables.in_portions(entries):
            asked = f"WITH asked(source, entry) AS (VALUES {', '.join(['(?, ?)'] * len(some))})"
            wanted = f"{asked} SELECT {_SIGHTED} FROM asked CROSS JOIN sighting WHERE {_ASKED}"  # noqa: S608
            for source, *values in self._rows(wanted, chain.from_iterable(some)):
                self._before[source].sightings[values[0]] = Sighted(*values)

    def _read_known(self, sources: Iterable[str]) -> None:
        for before in self._before.values():
            before.is_known = bool(before.sightings)
        for some in tables.in_portions(sources):
            rows = ", ".join(["(?)"] * len(some))
            has_any = "EXISTS (SELECT 1 FROM sighting WHERE sighting.source = asked.source)"
            wanted = f"WITH asked(source) AS (VALUES {rows}) SELECT source FROM asked WHERE {has_any}"  # noqa: S608
            for (source,) in self._rows(wanted, some):
                self._before[source].is_known = True

    def _read_stories(self, keys: Iterable[str]) -> None:
        for some in tables.in_portions(dict.fromkeys(keys)):
            self._shared.held |= dict.fromkeys(some)
            wanted = f"SELECT {_HELD} FROM story WHERE key IN ({', '.join('?' * len(some))})"  # noqa: S608
            self._shared.held |= {row[0]: _held(row) for row in self._rows(wanted, some)}

    def _rows(self, statement: str, values: Iterable[str]) -> Iterable[Any]:
        return self._connection.exec_driver_sql(statement, tuple(values))


def _held(row: Sequence[Any]) -> Held:
    held = Held(*row)
    for name in _TIMES:
        setattr(held, name, timestamps.read_back(getattr(held, name)))
    return held
