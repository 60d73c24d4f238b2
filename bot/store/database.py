"""Open the database: create it, bring its schema up to date, and refuse what is not ours. Every use is a transaction."""

import fcntl
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from json import JSONDecodeError
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect
from sqlalchemy.exc import DatabaseError, IntegrityError

from bot.errors import ForeignDatabase, InUse, NewerDatabase, StoreError

#: "Stfd" in ASCII, in the header of every database that Storyfold makes. Source: sqlite.org/pragma.html#pragma_application_id
APPLICATION_ID = 0x53746664

#: How long a writer waits for another process (a `storyfold explain` beside the service), in milliseconds.
BUSY_TIMEOUT_MS = 10_000

_MIGRATIONS = Path(__file__).parent / "migrations"

#: Bring the schema of the database that the first argument names up to date; the others are where modules are found.
_APART = """\
import sys
from pathlib import Path

sys.path[:] = sys.argv[2:]
from bot.store.database import open_database

open_database(Path(sys.argv[1])).close()
"""

_MOST_SEEN = 200  # characters; it may quote a whole text

MENDS = {
    "disk is full": "free some space; nothing was lost, the next pass continues",
    "unable to open": "check that its folder exists and may be written",
    "readonly": "make the file and its folder writable for this user",
    "read-only": "make the file and its folder writable for this user",
    "not a database": "move it away, or name another `data` folder in the configuration",
    "malformed": "restore a backup; the file is damaged",
    "could not decode": "restore a backup; the file is damaged",
    "not what was written": "restore a backup; the file is damaged",
    "locked": "another process holds it; stop that process, or wait",
    "disk i/o error": "check the disk and its free space",
}


class Database:
    """The one way to the tables. Close it when done; usable from several threads, one transaction at a time each."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Begin a transaction that commits at the end of the block, or leaves no trace.

        Raises:
            StoreError: the database cannot be written (full, read-only, locked, damaged).
        """
        with self._explained(), self._engine.connect().execution_options(write=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Begin a transaction that sees one state of the database and writes nothing.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._explained(), self._engine.connect() as connection, connection.begin():
            yield connection

    def close(self) -> None:
        """Close every connection; SQLite folds its write-ahead log into the file."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise  # a bug of ours, not a state of the disk: it keeps its traceback
        except DatabaseError as error:
            raise explain(self.path, error.orig or error) from error
        except sqlite3.DatabaseError as error:  # raised while connecting, before SQLAlchemy wraps errors
            raise explain(self.path, error) from error
        except (UnicodeDecodeError, JSONDecodeError) as error:  # of a value, or of what SQLite says of a schema
            raise explain(self.path, ValueError(f"something in it is not what was written: {error}")) from error


def open_database(path: Path, *, migrate: bool = True, apart: bool = False) -> Database:
    """Open the SQLite database at *path*, made if it is not there, with the newest schema.

    Without *migrate* nothing is written, and an older schema is refused too. *apart*, a migration is done in a child process: a
    service that began with one kept 10 MB of Alembic, with what that imports, for as long as it ran.

    Raises:
        ForeignDatabase: the file is not a database of Storyfold's; it is left as it is.
        NewerDatabase: a later release wrote it; it is left as it is.
        StoreError: it cannot be opened, or the migration failed (and was rolled back).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(str(path), f"cannot make its folder: {error.strerror}") from error
    engine = create_engine(URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_TIMEOUT_MS / 1000})
    _configure(engine)
    database = Database(engine, path)
    try:
        with database.reading() as connection:
            is_current = _is_current(connection, path)
        if not is_current and not migrate:
            raise StoreError(str(path), "has an older schema; run `storyfold once` to bring it up to date")
        if not is_current and apart:
            # Where the child fails, it is tried here, which says why.
            words = [sys.executable, "-c", _APART, str(path), *sys.path]
            subprocess.run(words, stderr=subprocess.DEVNULL, check=False)  # noqa: S603 - our own interpreter and code
        if not is_current:
            with database.writing() as connection:
                # Asked again, now that nobody else can write: another process may have been faster.
                if not _is_current(connection, path):
                    _migrate(connection)
    finally:
        # Connections opened from here on find the application id, and so switch to WAL.
        database.close()
    return database


def refuse_emptied(path: Path, published: Path) -> None:
    """Refuse a database without a byte beside what was *published* from it: it would be taken for a new one.

    Raises:
        StoreError: it is such a one.
    """
    if path.exists() and path.stat().st_size == 0 and published.exists():
        mend = "restore a backup, or remove it to begin anew"
        raise StoreError(str(path), f"is empty, expected the database that {published.name} was made of; {mend}")


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Be the only process that works on the database in *folder*; the kernel lets go of it however the process ends.

    Raises:
        InUse: another process does.
        StoreError: the folder cannot be written.
    """
    lock = folder / "storyfold.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = lock.open("a")
    except OSError as error:
        raise StoreError(str(folder), f"cannot be written: {error.strerror}") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise InUse(str(folder), "another storyfold works here; stop it, or let it do the pass") from error
        yield


def _configure(engine: Engine) -> None:
    # The sqlite3 module begins transactions by its own rules, which leave DDL and reads outside. We begin them ourselves:
    # IMMEDIATE for writers, so that two processes never deadlock on an upgrade from reader to writer.
    # Source: docs.sqlalchemy.org, dialects/sqlite, "Serializable isolation / Savepoints / Transactional DDL".
    @event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")  # what is committed survives a loss of power
        # Only in our own file: the mode is stored in it, and a foreign database is to stay as it was.
        if connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,):
            connection.execute("PRAGMA journal_mode = WAL")

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        write = connection.get_execution_options().get("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _refuse_foreign(connection: Connection, path: Path) -> None:
    application_id = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = inspect(connection).get_table_names()
    if application_id == APPLICATION_ID or (application_id == 0 and not tables):
        return
    raise ForeignDatabase(
        str(path),
        f"is not a database of Storyfold (application id {application_id:#010x}, {len(tables)} tables); "
        "name another `data` folder in the configuration",
    )


def _is_current(connection: Connection, path: Path) -> bool:
    _refuse_foreign(connection, path)
    current = _revision(connection)
    known = revisions()
    if current is not None and current not in known:
        raise newer(path, current)
    return current == known[-1]


def _revision(connection: Connection) -> str | None:
    """Return the schema that the database says it has; None: it is empty."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one_or_none()


def _migrate(connection: Connection) -> None:
    # Here only: with all that it brings along it is 10 MB and a tenth of a second, for what most starts have no need of.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def revisions() -> tuple[str, ...]:
    """The schemas that this release knows, the oldest first: each migration's file begins with the number of its own."""
    return tuple(sorted(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("[0-9]*.py")))


def newer(path: Path, seen: str) -> NewerDatabase:
    """Say that the database at *path* has a schema of a later release."""
    return NewerDatabase(
        str(path), f"has schema {seen}, this release knows up to {revisions()[-1]}; install the newer release"
    )


def explain(path: Path, error: BaseException) -> StoreError:
    """Turn what SQLite says of the database at *path* into one line that says what to do."""
    seen = str(error)[:_MOST_SEEN]
    if "not a database" in seen:
        return ForeignDatabase(str(path), f"{seen}; {MENDS['not a database']}")
    mend = next((mend for sign, mend in MENDS.items() if sign in seen.lower()), None)
    return StoreError(str(path), f"{seen}; {mend}" if mend else seen)
