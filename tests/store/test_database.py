"""Opening: ours is brought up to date, anything else is refused and left alone."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from bot.errors import ForeignDatabase, InUse, NewerDatabase, StoreError
from bot.store import outgoing
from bot.store.database import alone, open_database


def execute(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_new_database_is_made_with_its_folder_in_wal_mode(tmp_path: Path) -> None:
    database = open_database(tmp_path / "data" / "storyfold.db")

    with database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
    database.close()


def test_migrations_lead_to_the_tables_that_the_queries_use(tmp_path: Path) -> None:
    database = open_database(tmp_path / "storyfold.db")
    with database.reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), outgoing.metadata)
    database.close()

    # Indexes stand in the migrations alone, and SQLite knows neither the width of an integer nor an implied NOT NULL.
    telling = {"add_table", "remove_table", "add_column", "remove_column", "add_fk", "remove_fk"}
    told = [found for found in differences if isinstance(found, tuple) and found[0] in telling]
    # The full-text index is a virtual table, with tables of its own.
    assert [found for found in told if not getattr(found[1], "name", "").startswith("searched")] == []


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "storyfold.db"
    open_database(path).close()
    open_database(path).close()  # the first to find the application id, and so to switch to WAL
    before = path.read_bytes()

    open_database(path).close()

    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"a diary, not a database\n" * 100, b"SQLite format 3\0 and then something else" * 40]
)
def test_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "storyfold.db"
    path.write_bytes(content)

    with pytest.raises(StoreError, match=r"storyfold\.db"):
        open_database(path)

    assert path.read_bytes() == content


def test_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "storyfold.db"
    execute(path, "CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()

    with pytest.raises(ForeignDatabase, match="is not a database of Storyfold"):
        open_database(path)

    assert path.read_bytes() == before


def test_newer_database_is_refused_and_names_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "storyfold.db"
    open_database(path).close()
    execute(path, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(NewerDatabase, match=r"schema 9999.*install the newer release"):
        open_database(path)


def test_migration_that_is_cut_off_leaves_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "storyfold.db"

    def cut_off(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("alembic.command.upgrade", cut_off)  # after the application id was written
        with pytest.raises(KeyboardInterrupt):
            open_database(path)
    database = open_database(path)

    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM story").scalar_one() == 0
    database.close()


def test_full_disk_gives_one_clear_line_and_leaves_no_half_transaction(tmp_path: Path) -> None:
    database = open_database(tmp_path / "storyfold.db")

    def fill() -> None:
        with database.writing() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")
            connection.exec_driver_sql("INSERT INTO setting VALUES ('a', 'b')")
            connection.exec_driver_sql("INSERT INTO setting VALUES ('c', ?)", ("x" * 500_000,))

    with pytest.raises(StoreError, match=r"storyfold\.db: database or disk is full; free some space"):
        fill()

    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM setting").scalar_one() == 0
    database.close()


def test_only_one_process_at_a_time_works_in_a_folder(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(InUse, match="another storyfold works here"), alone(tmp_path):
        pass
    with alone(tmp_path):
        pass  # the first has let go


def test_reader_waits_for_no_writer_and_changes_no_schema(tmp_path: Path) -> None:
    path = tmp_path / "storyfold.db"
    with pytest.raises(StoreError, match="run `storyfold once`"):
        open_database(path, migrate=False)
    open_database(path).close()
    writer = open_database(path)

    with writer.writing():
        open_database(path, migrate=False).close()
    writer.close()


def test_path_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "da?ta%41" / "storyfold.db"

    open_database(path).close()

    assert path.exists()


def test_read_only_folder_gives_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where a folder should be")

    with pytest.raises(StoreError, match="cannot make its folder"):
        open_database(tmp_path / "taken" / "storyfold.db")
