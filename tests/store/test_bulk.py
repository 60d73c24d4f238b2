from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from bot.store import tables, timestamps
from bot.store.bulk import Insert
from bot.store.database import open_database

HOSTS = Insert(tables.host, ("host", "not_before", "because"), replace_by="host")
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = open_database(Path(tmp_path_factory.mktemp("bulk")) / "storyfold.db")
    with database.writing() as connection:
        yield connection
    database.close()


def rows(numbers: list[int], because: str) -> list[tuple[str, str | None, str]]:
    return [(f"host{number}.example", timestamps.written(NOON), because) for number in numbers]


@given(numbers=st.lists(st.integers(0, 400), unique=True, max_size=300))
def test_every_row_is_written_whatever_their_number(connection: Connection, numbers: list[int]) -> None:
    connection.execute(tables.host.delete())

    HOSTS.run(connection, rows(numbers, "busy"))

    stored = connection.execute(select(tables.host.c.host, tables.host.c.not_before)).all()
    assert sorted(map(tuple, stored)) == sorted((f"host{number}.example", NOON) for number in numbers)


def test_a_row_of_the_same_key_is_overwritten(connection: Connection) -> None:
    connection.execute(tables.host.delete())

    HOSTS.run(connection, rows(list(range(100)), "busy"))
    HOSTS.run(connection, rows([7, 99], "down"))

    because = dict(connection.execute(select(tables.host.c.host, tables.host.c.because)).all())
    assert {host for host, reason in because.items() if reason == "down"} == {"host7.example", "host99.example"}
    assert len(because) == 100
