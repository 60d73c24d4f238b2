"""Copy the database while others write it, and put a copy in its place: every copy is verified before anything is replaced.

A backup is one SQLite file with everything that is stored, as it was at one moment. It is readable by its owner only: the
database holds what only subscribers may read, and the secrets that hubs sign with.
"""

import fcntl
import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import select, update

from bot.errors import ForeignDatabase, InUse, StoreError
from bot.store import tables
from bot.store.database import (
    APPLICATION_ID,
    BUSY_TIMEOUT_MS,
    alone,
    explain,
    newer,
    open_database,
    revisions,
)

#: Pages between two looks at how far it is: 8 MiB of 4 KiB each. Arbitrary; cheap to change.
_STEP = 2048
_MIB = 2**20


class Progress(Protocol):
    """Who hears how far a copy is."""

    def __call__(self, stage: str, done: int) -> None:
        """So much of *stage* is done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a database holds that was found whole."""

    revision: str  #: of its schema
    rows: dict[str, int]  #: how many, by table
    size: int  #: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restored database is, and where the former one went."""

    contents: Contents  #: as the backup had them
    revision: str  #: of the schema that it was brought up to
    former: Path | None  #: the folder that the former database is in; None: there was none


def back_up(database: Path, to: Path, progress: Progress) -> Contents:
    """Copy the database, which may be in use, into the file *to*, and put it in place once it is verified.

    Raises:
        ForeignDatabase: the database, or what is at *to*, is not one of Storyfold's.
        InUse: another backup is being written there.
        StoreError: the database is damaged or cannot be read, or the copy cannot be written. What was at *to* still is.
    """
    _refuse_what_is_no_backup(to, database)
    with _draft(to) as draft:
        contents = _copy(database, draft, to, progress)
        draft.replace(to)
        _sync_folder(to.parent)
    return contents


def restore(backup: Path, database: Path, now: datetime, progress: Progress) -> Restored:
    """Put a copy of *backup*, brought up to this release's schema, in the place of the database.

    The former database goes into a folder of its own beside it, with all that belongs to it.

    Raises:
        InUse: a Storyfold works on the database.
        ForeignDatabase: the backup is not a database of Storyfold's.
        NewerDatabase: a later release wrote it.
        StoreError: the backup is damaged or cannot be read, or there is no room for it. The database is as it was.
    """
    with alone(database.parent), _draft(database) as draft:
        contents = _copy(backup, draft, database, progress)
        progress("of 1 schema brought up to date", 0)
        _prepare(draft)
        _as_owned(draft, database if database.exists() else database.parent)
        try:
            former = _set_aside(database, now)
            draft.replace(database)
            _sync_folder(database.parent)
        except OSError as error:
            raise _unwritable(database, error) from error
    return Restored(contents=contents, revision=revisions()[-1], former=former)


def examined(path: Path, name: Path | None = None) -> Contents:
    """Read the whole of a database, and say what it holds. In errors it goes by *name*.

    Raises:
        ForeignDatabase: it is none of Storyfold's.
        NewerDatabase: a later release wrote it.
        StoreError: it is damaged or cannot be read.
    """
    called = name or path
    with opened(path) as connection, _explained(called):
        contents = _contents(connection, called)
        for damage in damages(connection):
            raise StoreError(str(called), f"is damaged: {damage}; restore a backup that is whole")
    return contents


def damages(connection: sqlite3.Connection, most: int = 5) -> Iterator[str]:
    """Yield what is wrong with a database, which is read as a whole: broken pages, then rows whose counterpart is missing."""
    for (said,) in connection.execute(f"PRAGMA integrity_check({most})"):
        if said != "ok":
            yield said
    missing = Counter((row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check"))
    for (table, other), number in missing.most_common(most):
        yield f"{number} row(s) of {table} belong to rows of {other} that are not there"


def _copy(source: Path, draft: Path, target: Path, progress: Progress) -> Contents:
    """Fill the empty file *draft* with what *source* holds at this moment, and verify it."""

    def copied(_status: int, left: int, pages: int) -> None:
        progress(f"of {pages * page_size // _MIB:,} MiB copied", (pages - left) * page_size // _MIB)

    with opened(source) as reading:
        page_size = reading.execute("PRAGMA page_size").fetchone()[0]
        reading.execute("BEGIN")  # what others commit from here on is neither counted nor copied
        expected = _contents(reading, source)
        with _written(draft, target, source), closing(sqlite3.connect(draft)) as writing:
            reading.backup(writing, pages=_STEP, progress=copied)
            writing.execute("PRAGMA journal_mode = DELETE")  # one file, which can be copied as it is
    progress("of 1 copy verified", 0)
    found = examined(draft, source)
    if (found.revision, found.rows) != (expected.revision, expected.rows):
        raise StoreError(str(source), "was copied, and the copy holds other rows; check the disk")
    with draft.open("rb") as file:
        os.fsync(file.fileno())
    return found


def _contents(connection: sqlite3.Connection, path: Path) -> Contents:
    [application_id] = connection.execute("PRAGMA application_id").fetchone()
    if application_id != APPLICATION_ID:
        raise ForeignDatabase(str(path), f"is not a database of Storyfold (application id {application_id:#010x})")
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None:
        raise StoreError(str(path), "names no schema, expected one row in alembic_version; restore a backup")
    if revision[0] not in revisions():
        raise newer(path, revision[0])
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    rows = {table: _count(connection, table) for table in tables}
    [size] = connection.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()
    return Contents(revision=revision[0], rows=rows, size=size)


def _count(connection: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    [number] = connection.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 (a table's own name)
    return int(number)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a database as it is, whatever schema it has; it is never made.

    Raises:
        StoreError: it is not there, or cannot be read.
    """
    if not path.is_file():
        raise StoreError(str(path), "is no file" if path.exists() else "does not exist")
    with _explained(path):
        # Never made if it is not there; read-only where the file may not be written.
        location = f"{path.resolve().as_uri()}?mode=rw"
        connection = sqlite3.connect(location, uri=True, timeout=BUSY_TIMEOUT_MS / 1000, isolation_level=None)
        with closing(connection):
            yield connection


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise explain(path, error) from error


@contextmanager
def _written(draft: Path, target: Path, source: Path) -> Iterator[None]:
    """Tell what is wrong with the disk of the *target* from what is wrong with the *source* of its *draft*."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if "full" in str(error):
            size = source.stat().st_size // _MIB + 1
            mend = f"free some {size:,} MiB, or name another place; nothing was replaced"
            raise StoreError(str(target), f"the disk of {draft.parent} is full; {mend}") from error
        raise explain(source, error) from error


@contextmanager
def _draft(target: Path) -> Iterator[Path]:
    """Make an empty file beside *target* that nobody else may read, and leave nothing of it but what was moved away."""
    draft = target.with_name(f".{target.name}.draft")
    try:
        # Always the same name, so that what a killed run leaves is taken by the next.
        descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise _unwritable(target, error) from error
    with os.fdopen(descriptor, "rb+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_ours = draft.exists() and os.path.samestat(os.fstat(descriptor), draft.stat())
        except BlockingIOError:
            is_ours = False
        if not is_ours:
            raise InUse(str(target), "another storyfold writes it; wait until it is done")
        try:
            held.truncate(0)
            yield draft
        except OSError as error:
            raise _unwritable(target, error) from error
        finally:
            for ending in ("", "-journal", "-wal", "-shm"):
                draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _refuse_what_is_no_backup(to: Path, database: Path) -> None:
    if not to.parent.is_dir():
        raise StoreError(str(to.parent), "is no folder; make it, or name another place with --to")
    if not to.exists():
        return
    if database.exists() and to.samefile(database):
        raise StoreError(str(to), "is the database itself; name another file")
    if to.stat().st_size == 0:  # made beforehand, for its name or permissions
        return
    with opened(to) as connection:
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,):
            raise ForeignDatabase(str(to), "is in the way and no backup of storyfold; name another file")


def _prepare(draft: Path) -> None:
    """Bring the schema up to date, and have all that was ever published written again: nobody knows what of it is there."""
    database = open_database(draft)
    try:
        with database.writing() as connection:
            connection.execute(update(tables.archive).values(is_due=True))
            published = select(tables.published_entry.c.cluster)
            connection.execute(update(tables.cluster).where(tables.cluster.c.key.in_(published)).values(page_due=True))
    finally:
        database.close()


def _set_aside(database: Path, now: datetime) -> Path | None:
    """Give the former database a second place, and take its log away: it must never be read into another database."""
    if not database.exists():
        return None
    former = database.with_name(f"{database.stem}-before-{now:%Y%m%dT%H%M%SZ}")
    former.mkdir(mode=0o700)
    for ending in ("-wal", "-shm"):
        beside = database.with_name(database.name + ending)
        if beside.exists():
            beside.rename(former / beside.name)
    (former / database.name).hardlink_to(database)  # not moved: at no moment is there no database
    _sync_folder(former)
    return former


def _as_owned(file: Path, example: Path) -> None:
    """Let the service write it, also where somebody else restores: owner and permissions are those of the former file."""
    owned, wanted = file.stat(), example.stat()
    if (owned.st_uid, owned.st_gid) != (wanted.st_uid, wanted.st_gid):
        os.chown(file, wanted.st_uid, wanted.st_gid)
    if example.is_file():
        file.chmod(wanted.st_mode & 0o777)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError(str(path), f"cannot be written: {(error.strerror or type(error).__name__).lower()}")
