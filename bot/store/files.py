"""What is known about the files of folders between two passes, and what the files of one transaction share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter

from sqlalchemy import Connection, RowMapping, delete, select, update

from bot.store import tables, timestamps
from bot.store.ahead import Ahead
from bot.store.bulk import Insert
from bot.store.shelf import Shelf

#: How long a file that is gone is remembered: by then nothing that belongs to it still comes. Arbitrary; cheap to change.
REMEMBERED = timedelta(days=7)

#: What stands between the path of a file that holds others, and the place in it.
_INSIDE = "!"

#: What no key of an entry begins with.
_ON_THE_WAY = "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """One file as it was when it was read."""

    size: int  #: bytes
    mtime_ns: int
    ctime_ns: int | None = None  #: None from before it was kept
    digest: str | None = None  #: of its bytes; None if they were not read, and from before it was kept
    entry: str | None = None  #: key of its first entry; None if it gave none, and from before it was kept
    error: str | None = None  #: why it gave no story; None if it did


class FilesAhead(Ahead):
    """What is looked up for the files of one source in a transaction; each of them is a document.

    For documents of which none is a feed: what a feed's entries were called before is asked of the tables.
    """

    def shelf(self, source: str, arrived: datetime) -> Shelf:
        """Return the shelf for the next document; it sees what those before have changed."""
        return Shelf(self._connection, source, arrived, self._shared, self._before.get(source))


_names = FileState.__slots__
_columns = tables.file.c
_SAVE = Insert(tables.file, ("source", "path", "read_at", *_names), replace_by="source, path")
_of_state = attrgetter(*_names)


def file_states(connection: Connection, source: str, paths: Iterable[str] | None = None) -> dict[str, FileState]:
    """The files of the folder that were read, by their paths inside the folder; all of them, or those at *paths*."""
    if paths is None:
        rows = connection.execute(select(tables.file).where(_columns.source == source)).mappings()
        return {row["path"]: _state(row) for row in rows}
    found: dict[str, FileState] = {}
    for some in tables.in_portions(paths):
        wanted = (_columns.source == source) & _columns.path.in_(some)
        found |= {row["path"]: _state(row) for row in connection.execute(select(tables.file).where(wanted)).mappings()}
    return found


def save_files(connection: Connection, source: str, states: Sequence[tuple[str, FileState]], now: datetime) -> None:
    """Store what is known of files, by their paths; in one transaction with their stories."""
    written = timestamps.written(now)
    _SAVE.run(connection, [(source, path, written, *_of_state(state)) for path, state in states])


def forget_gone(connection: Connection, source: str, paths: Iterable[str], now: datetime) -> None:
    """Forget, of files that are no longer there, the errors, and all that was read long ago."""
    for some in tables.in_portions(paths):
        is_one = (_columns.source == source) & _columns.path.in_(some)
        is_over = _columns.error.is_not(None) | (_columns.read_at < now - REMEMBERED)
        connection.execute(delete(tables.file).where(is_one & is_over))


def follow_moved(
    connection: Connection, source: str, new: Mapping[str, FileState], is_there: Callable[[str, FileState], bool]
) -> None:
    """Let each file that was moved be the one that it was: what was seen in it, was seen at its *new* path.

    It was moved if it has the bytes and the time of one that is no longer there as it was. Files that take each other's
    places do so in one step.
    """
    former = _same_bytes(connection, source, {state.digest for state in new.values() if state.digest is not None})
    moved: dict[str, str] = {}
    for path, state in new.items():
        for one in former.get((state.digest, state.mtime_ns), ()):
            if one != path and one not in moved and not is_there(one, state):
                moved[one] = path
                break
    while blocked := [one for one, path in moved.items() if path not in moved and _seen(connection, source, path)]:
        for one in blocked:
            del moved[one]  # it took the place of another story's file, and is the next version of that one
    entries = [
        (entry, path + entry[len(one) :]) for one, path in moved.items() for entry in _seen(connection, source, one)
    ]
    for entry, _ in entries:
        rename_entry(connection, source, entry, _ON_THE_WAY + entry)
    for entry, renamed in entries:
        rename_entry(connection, source, _ON_THE_WAY + entry, renamed)
    for some in tables.in_portions(moved):
        connection.execute(delete(tables.file).where((_columns.source == source) & _columns.path.in_(some)))


def _same_bytes(connection: Connection, source: str, digests: Iterable[str]) -> dict[tuple[str | None, int], list[str]]:
    found: dict[tuple[str | None, int], list[str]] = {}
    for some in tables.in_portions(digests):
        wanted = (_columns.source == source) & _columns.digest.in_(some)
        names = select(_columns.digest, _columns.mtime_ns, _columns.path).where(wanted).order_by(_columns.path)
        for digest, mtime_ns, path in connection.execute(names):
            found.setdefault((digest, mtime_ns), []).append(path)
    return found


def _seen(connection: Connection, source: str, path: str) -> Sequence[str]:
    """The entries that have their keys from a file at *path*: its own, and those of the files in it."""
    sighting = tables.sighting.c
    is_inside = (sighting.entry >= path + _INSIDE) & (sighting.entry < path + chr(ord(_INSIDE) + 1))
    entries = select(sighting.entry).where((sighting.source == source) & ((sighting.entry == path) | is_inside))
    return connection.execute(entries).scalars().all()


def rename_entry(connection: Connection, source: str, former: str, entry: str) -> None:
    """Give the sighting of an entry another key, so that what comes under that one is its next version.

    Nothing is done where the other entry was seen too: then both have stories of their own.
    """
    sighting = tables.sighting.c
    of_source = sighting.source == source
    is_seen = select(sighting.story).where(of_source & (sighting.entry == entry))
    if former != entry and connection.execute(is_seen).first() is None:
        is_former = of_source & (sighting.entry == former)
        connection.execute(update(tables.sighting).where(is_former).values(entry=entry))


def _state(row: RowMapping) -> FileState:
    return FileState(**{name: row[name] for name in _names})
