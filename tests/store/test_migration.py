"""A database of the first release comes up to date, and what it has is recognised when it is delivered again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import URL, create_engine

from bot.cleaning.lineage import is_another, is_repost
from bot.cleaning.stories import story_key
from bot.fingerprints import marked
from bot.model import Delivery, Identity, Story
from bot.store import stories
from bot.store.database import APPLICATION_ID, Database, open_database, revisions
from bot.store.sources import feed_states
from bot.store.stories import Kept, keep

MIGRATIONS = Path(stories.__file__).parent / "migrations"
MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
STORED_MONDAY = "2026-03-02T08:30:00.000000Z"
SIZE = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One entry, as the first release stored it."""

    guid: str
    url: str | None
    title: str
    text: str

    @property
    def html(self) -> str:
        return f"<p>{self.text}</p>"

    @property
    def key(self) -> str:
        return story_key(self.url, "wire", self.guid)

    @property
    def digest(self) -> str:
        return hashlib.sha256(json.dumps([1, self.title, self.text, self.html]).encode()).hexdigest()

    def delivery(self, identity: Identity, arrived: datetime) -> Delivery:
        keys = {"guid": self.guid, "link": self.url or self.title, "content": f"{self.title}\n{self.text}"}
        entry = keys[identity]
        story = Story(
            key=story_key(self.url, "wire", entry),
            url=self.url,
            title=self.title,
            text=self.text,
            html=self.html,
            published=MONDAY,
            first_seen=arrived,
            source="wire",
            outlet="Wire",
        )
        return marked(story, entry=entry, own_key=story_key(None, "wire", entry), guid=self.guid)


ROWS = [
    Row(
        guid=f"guid-{number}",
        url=None if number % 5 == 4 else f"http://site.example/{number}",
        title=f"Überschrift {number}",
        text=f"Nachricht {number} über Straßen.\n\nUnd „mehr“.",
    )
    for number in range(SIZE)
]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "storyfold.db"
    first_release(path)
    opened = open_database(path)
    yield opened
    opened.close()


def first_release(path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    engine = create_engine(URL.create("sqlite", database=str(path)))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    engine.dispose()
    filled = sqlite3.connect(path)
    filled.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    filled.execute(
        "INSERT INTO feed VALUES ('wire', 'http://site.example/feed', '\"e\"', NULL, ?, ?, NULL, 0, NULL)",
        (STORED_MONDAY, STORED_MONDAY),
    )
    for row in ROWS:
        filled.execute(
            "INSERT INTO story (key, source, url, title, text, html, published, first_seen, authors, outlet, categories,"
            " enclosures, digest, revision, revised) VALUES (?,'wire',?,?,?,?,?,?,'[]','Wire','[]','[]',?,1,?)",
            (row.key, row.url, row.title, row.text, row.html, STORED_MONDAY, STORED_MONDAY, row.digest, STORED_MONDAY),
        )
        filled.execute(
            "INSERT INTO sighting (source, entry, story, url, seen, digest) VALUES ('wire',?,?,?,?,?)",
            (row.guid, row.key, row.url, STORED_MONDAY, row.digest),
        )
    filled.commit()
    filled.close()


def poll(database: Database, rows: list[Row], identity: Identity, day: int) -> Kept:
    arrived = MONDAY + timedelta(days=day)
    with database.writing() as connection:
        delivered = [row.delivery(identity, arrived) for row in rows]
        return keep(connection, delivered, arrived, is_another, is_repost=is_repost, identity=identity)


def stored(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(query)]


@pytest.mark.parametrize("identity", ["guid", "link", "content"])
def test_stories_of_the_first_release_are_known(database: Database, identity: Identity) -> None:
    before = stored(database, "SELECT * FROM story ORDER BY key")

    assert [poll(database, ROWS, identity, day) for day in (1, 2)] == [Kept(known=SIZE)] * 2

    assert stored(database, "SELECT * FROM story ORDER BY key") == before
    assert stored(database, "SELECT count(*), count(DISTINCT story), min(seen), max(seen) FROM sighting") == [
        (SIZE, SIZE, STORED_MONDAY, STORED_MONDAY)
    ]
    filled = stored(database, "SELECT count(guid), count(title), count(identity) FROM sighting")
    assert filled == [(SIZE, SIZE, SIZE)]


def test_stories_of_the_first_release_are_known_under_new_guids_and_with_other_markup(database: Database) -> None:
    again = [replace(row, guid=f"new-{row.guid}", text=f"{row.text} Mehr.") for row in ROWS if row.url]

    kept = poll(database, again, "guid", 1)

    assert (kept.new, len(kept.revised)) == (0, len(again))
    assert stored(database, "SELECT count(*) FROM sighting") == [(SIZE,)]


def test_validators_of_the_first_release_belong_to_the_url_that_was_asked(database: Database) -> None:
    with database.reading() as connection:
        state = feed_states(connection)["wire"]

    assert (state.etag, state.validated_url, state.read_at) == ('"e"', "http://site.example/feed", MONDAY)


def test_files_of_migrations_are_numbered_as_their_revisions_are() -> None:
    """So that a start can tell which schema is the newest without loading what migrates."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    script = ScriptDirectory.from_config(config)

    assert revisions() == tuple(reversed([one.revision for one in script.walk_revisions()]))
