"""Backups are whole or not there, and what is restored is what was backed up."""

import fcntl
import resource
import signal
import sqlite3
import stat
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine

from bot.errors import ForeignDatabase, InUse, NewerDatabase, StoreError
from bot.store import backup as backup_module
from bot.store.backup import back_up, examined, restore
from bot.store.database import APPLICATION_ID, alone, open_database, revisions
from bot.telemetry import in_silence

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
DAMAGED = r"damaged|malformed|not a database|holds other rows"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "storyfold.db"
    open_database(path).close()
    open_database(path).close()
    fill(path, 2000)
    return path


def fill(path: Path, number: int, word: str = "a") -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = [(f"{word}{n}", word * 500) for n in range(number)]
        connection.executemany("INSERT INTO setting VALUES (?, ?)", rows)


def settings(path: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.execute("SELECT name, value FROM setting ORDER BY name"))


def execute(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Have somebody write pairs of rows that belong together, in one transaction each."""
    is_over, has_begun = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=10)) as connection:
            number = 0
            while not is_over.is_set():
                with connection:
                    connection.execute("INSERT INTO setting VALUES (?, ?)", (f"left {number}", "x" * 3000))
                    connection.execute("INSERT INTO setting VALUES (?, ?)", (f"right {number}", "x" * 3000))
                number += 1
                has_begun.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert has_begun.wait(10)
    try:
        yield
    finally:
        is_over.set()
        writer.join()


def beside(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir())


def test_backup_is_one_file_with_all_rows_that_only_its_owner_reads(database: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"

    contents = back_up(database, to, in_silence)

    assert (contents.revision, contents.rows["setting"], contents.size) == (revisions()[-1], 2000, to.stat().st_size)
    assert settings(to) == settings(database)
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert beside(to) == ["backup.db", "data"]


def test_backup_while_somebody_writes_is_of_one_moment(database: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"

    with writing(database):
        for _ in range(5):
            contents = back_up(database, to, in_silence)

            names = {name for name, _ in settings(to)}
            assert {name for name in names if name.startswith("left")} == {
                name.replace("right", "left") for name in names if name.startswith("right")
            }
            assert contents.rows["setting"] == len(names) > 2000


def test_backup_holds_what_is_still_in_the_log(database: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(database)) as service:
        service.execute("PRAGMA wal_autocheckpoint = 0")
        service.execute("INSERT INTO setting VALUES ('last', 'word')")
        service.commit()

        back_up(database, tmp_path / "backup.db", in_silence)

    assert ("last", "word") in settings(tmp_path / "backup.db")


def test_damaged_database_replaces_no_backup(database: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    back_up(database, to, in_silence)
    before = to.read_bytes()
    content = bytearray(database.read_bytes())
    content[len(content) // 2 :] = bytes(len(content) - len(content) // 2)
    database.write_bytes(content)

    with pytest.raises(StoreError, match=DAMAGED):
        back_up(database, to, in_silence)

    assert to.read_bytes() == before
    assert beside(to) == ["backup.db", "data"]


@pytest.mark.parametrize("content", [b"a diary\n" * 100, b"SQLite format 3\0 and more" * 50])
def test_backup_replaces_nothing_but_a_backup(database: Path, tmp_path: Path, content: bytes) -> None:
    to = tmp_path / "diary.txt"
    to.write_bytes(content)

    with pytest.raises(StoreError, match=r"diary\.txt"):
        back_up(database, to, in_silence)

    assert to.read_bytes() == content


def test_backup_into_the_database_itself_is_refused(database: Path) -> None:
    with pytest.raises(StoreError, match="is the database itself"):
        back_up(database, database, in_silence)


def test_backup_into_no_folder_is_refused(database: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no folder; make it"):
        back_up(database, tmp_path / "not mounted" / "backup.db", in_silence)


def test_two_backups_at_once_into_one_file_are_refused(database: Path, tmp_path: Path) -> None:
    with (tmp_path / ".backup.db.draft").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(InUse, match="another storyfold writes it"):
            back_up(database, tmp_path / "backup.db", in_silence)


def test_what_a_killed_backup_left_is_no_hindrance(database: Path, tmp_path: Path) -> None:
    (tmp_path / ".backup.db.draft").write_bytes(b"half of it")

    back_up(database, tmp_path / "backup.db", in_silence)

    assert beside(tmp_path / "backup.db") == ["backup.db", "data"]


def test_restored_is_what_was_backed_up_and_the_former_database_is_kept(database: Path, tmp_path: Path) -> None:
    expected = settings(database)
    back_up(database, tmp_path / "backup.db", in_silence)
    fill(database, 10, "later")
    database.chmod(0o640)

    done = restore(tmp_path / "backup.db", database, NOW, in_silence)

    assert settings(database) == expected
    assert stat.S_IMODE(database.stat().st_mode) == 0o640
    assert done.former == database.parent / "storyfold-before-20260302T060000Z"
    assert len(settings(done.former / "storyfold.db")) == len(expected) + 10
    assert beside(database) == [done.former.name, "storyfold.db", "storyfold.lock"]


def test_log_of_the_former_database_is_never_read_into_the_restored_one(database: Path, tmp_path: Path) -> None:
    expected = settings(database)
    back_up(database, tmp_path / "backup.db", in_silence)
    killed = sqlite3.connect(database)
    killed.execute("PRAGMA wal_autocheckpoint = 0")
    killed.execute("UPDATE setting SET value = 'from the log'")
    killed.commit()
    log = database.with_name("storyfold.db-wal")
    left = log.read_bytes()
    killed.close()
    log.write_bytes(left)  # as a kill leaves it

    done = restore(tmp_path / "backup.db", database, NOW, in_silence)

    assert settings(database) == expected
    assert done.former is not None
    assert {value for _, value in settings(done.former / "storyfold.db")} == {"from the log"}


def test_restore_where_there_was_nothing(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "backup.db", in_silence)
    new = tmp_path / "other" / "storyfold.db"

    done = restore(tmp_path / "backup.db", new, NOW, in_silence)

    assert done.former is None
    assert settings(new) == settings(database)


def test_damaged_database_gives_way_to_a_backup(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "backup.db", in_silence)
    expected = settings(database)
    database.write_bytes(b"no database any more")

    done = restore(tmp_path / "backup.db", database, NOW, in_silence)

    assert settings(database) == expected
    assert done.former is not None
    assert (done.former / "storyfold.db").read_bytes() == b"no database any more"


@pytest.mark.parametrize("harm", ["cut", "zeroed", "empty", "overwritten"])
def test_damaged_backup_is_refused_and_the_database_is_as_it_was(database: Path, tmp_path: Path, harm: str) -> None:
    backup = tmp_path / "backup.db"
    back_up(database, backup, in_silence)
    content = backup.read_bytes()
    half = len(content) // 2
    backup.write_bytes(
        {
            "cut": content[: half + 100],
            "zeroed": content[:half] + bytes(4096) + content[half + 4096 :],
            "empty": b"",
            "overwritten": b"\xff" * len(content),
        }[harm]
    )
    before = settings(database)

    with pytest.raises(StoreError, match=r"backup\.db"):
        restore(backup, database, NOW, in_silence)

    assert settings(database) == before
    assert [name for name in beside(database) if "before" in name or "draft" in name] == []


def test_backup_of_a_later_release_is_refused(database: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    back_up(database, backup, in_silence)
    execute(backup, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerDatabase, match=r"backup\.db: has schema 9999.*install the newer release"):
        restore(backup, database, NOW, in_silence)


def test_backup_of_an_earlier_release_is_brought_up_to_date(database: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    made_by_revision(backup, revisions()[-2])
    fill(backup, 5)

    done = restore(backup, database, NOW, in_silence)

    assert done.contents.revision == examined(backup).revision == revisions()[-2]
    assert examined(database).revision == done.revision == revisions()[-1]
    assert len(settings(database)) == 5


def made_by_revision(path: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(backup_module.__file__).parent / "migrations"))
    engine = create_engine(URL.create("sqlite", database=str(path)))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()
    execute(path, f"PRAGMA application_id = {APPLICATION_ID}")


def test_somebody_elses_database_is_no_backup(database: Path, tmp_path: Path) -> None:
    execute(tmp_path / "recipes.db", "CREATE TABLE recipes (name TEXT)")

    with pytest.raises(ForeignDatabase, match=r"recipes\.db: is not a database of Storyfold"):
        restore(tmp_path / "recipes.db", database, NOW, in_silence)


def test_restore_is_refused_while_a_service_works(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "backup.db", in_silence)

    with alone(database.parent), pytest.raises(InUse, match="another storyfold works here"):
        restore(tmp_path / "backup.db", database, NOW, in_silence)


def test_full_disk_is_said_of_the_backup_and_leaves_the_former_one(database: Path, tmp_path: Path) -> None:
    to = tmp_path / "backup.db"
    back_up(database, to, in_silence)
    before = to.read_bytes()
    fill(database, 3000, "more")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    former = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before), limits[1]))  # as a full disk, to this process
    try:
        with pytest.raises(StoreError, match=r"backup\.db|storyfold\.db"):
            back_up(database, to, in_silence)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, former)

    assert to.read_bytes() == before
    assert beside(to) == ["backup.db", "data"]
