"""A database of every release comes up to date with all that it holds, and its sources bring nothing new."""

import gzip
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import URL, create_engine

from bot.store import database as database_module
from bot.store.backup import examined
from bot.store.database import open_database, revisions
from tests.desk import Desk

RELEASES = Path(__file__).parents[1] / "data" / "store" / "releases"
#: Schemas that no release stopped at.
STEPS = ("0007", "0008", "0009", "0010")
BEFORE_STEPS = "0006"
RELEASED = sorted(path.name.removesuffix(".db.gz") for path in RELEASES.glob("*.db.gz"))
AT = 1_772_431_200  # 2026-03-02, 06:00 UTC
CONFIG = """\
site: {base_url: 'http://127.0.0.1:8000', id_authority: 'storyfold.example,2026'}
folders: {settle: 0s}
sources:
  - {name: desk, title: The Desk, folder: ../wire}
  - {name: evening, title: Evening News, folder: ../evening}
"""
TOPICS = "topics:\n  - {slug: all, title: Everything, rules: {any: [the, a]}}\n"
FIRE = """\
Fire at the mill

A fire destroyed the old paper mill at Dunmore on Monday night. Forty firefighters from six brigades fought it until dawn, and \
nobody was hurt, Chief Ann Corley said.
"""
FLOOD = """\
River bursts its banks

The river Lenne burst its banks near Altena after two days of rain, and 400 people had to leave their homes on Tuesday, the \
mayor's office said.
"""
#: What no later release may lose, or change.
KEPT = {
    "story": "key, source, url, title, text, published, first_seen, revision, revised, cluster, copy",
    "sighting": "source, story, url, seen",
    "cluster": "key, id",
    "decision": "story, kind, cluster, copy",
    "revision": "story, number, title, text",
    "topic_entry": "topic, cluster, representative, published, updated",
}


@pytest.fixture(params=[*RELEASED, *STEPS])
def release(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as a release left it, or on the way between two of them."""
    path = tmp_path / "desk" / "data" / "storyfold.db"
    path.parent.mkdir(parents=True)
    is_step = request.param in STEPS
    path.write_bytes(gzip.decompress((RELEASES / f"{BEFORE_STEPS if is_step else request.param}.db.gz").read_bytes()))
    if is_step:
        upgrade(path, request.param)
    return path


def upgrade(path: Path, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(database_module.__file__).parent / "migrations"))
    engine = create_engine(URL.create("sqlite", database=str(path)))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


def kept(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        queries = {table: f"SELECT {columns} FROM {table} ORDER BY {columns}" for table, columns in KEPT.items()}
        return {table: connection.execute(query).fetchall() for table, query in queries.items()}


def test_every_earlier_schema_has_a_database() -> None:
    assert {*revisions()[:-1]} <= {*RELEASED, *STEPS}


def test_all_that_it_holds_is_there_afterwards(release: Path) -> None:
    before = kept(release)
    assert [len(before[table]) for table in ("story", "sighting", "cluster", "revision")] == [3, 3, 2, 1]

    open_database(release).close()

    assert kept(release) == before
    assert examined(release).revision == revisions()[-1]


def test_sources_that_say_the_same_bring_nothing_new(release: Path) -> None:
    before = kept(release)
    root = release.parents[1]
    release.parent.rename(root.parent / "data")
    root.rmdir()
    desk = Desk(root, CONFIG, TOPICS)
    (root.parent / "data").rename(root / "data")
    (root / "evening").mkdir()
    for folder, name, text, after in (
        ("wire", "fire.txt", FIRE, 0),
        ("evening", "blaze.txt", FIRE.replace("Fire at the mill", "Mill burns down at Dunmore"), 600),
        ("wire", "flood.txt", FLOOD, 7200),
    ):
        (root / folder / name).write_text(text)
        os.utime(root / folder / name, (AT + after, AT + after))

    done = desk.once().json

    assert (done["stories"]["new"], done["stories"]["revised"], done["stories"]["founded"]) == (0, 0, 0)
    after_all = kept(release)
    for table in ("story", "cluster", "revision"):
        assert after_all[table] == before[table], table
    ids = {entry.id for entry in desk.feed("all").entries}
    assert ids == {row[1] for row in before["cluster"]}
