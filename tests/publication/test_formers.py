"""What stories said before: shown where readers saw it, and never where nobody can know that they did."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.cleaning.habits import Habits
from bot.fingerprints import marked
from bot.model import Decision, Habit, Story, Wire
from bot.publication.formers import formers
from bot.publishing.pages import Former
from bot.store import clusters, former, tables
from bot.store.database import Database, open_database
from bot.store.stories import keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
STORY = Story(
    key="00aa",
    url="https://wire.example/a",
    title="Bridge closed",
    text="The bridge is closed.",
    html="<p>The bridge is closed.</p>",
    first_seen=MONDAY,
    source="wire",
    outlet="Wire",
    language="en",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


def tell(database: Database, *stories: Story) -> None:
    """Let a source say these one after the other, an hour apart, and let the last one be in a cluster."""
    with database.writing() as connection:
        for hours, story in enumerate(stories):
            arrived = marked(story, entry=(story.wire and story.wire.item) or "guid-1", own_key="own")
            keep(connection, [arrived], MONDAY + timedelta(hours=hours))
        founded = Decision(kind="found", story="00aa", cluster="00aa", copy="00aa", score=0.0)
        clusters.apply(connection, [founded], "wire.example,2026")


def saying(text: str, title: str = "Bridge closed", **given: Any) -> Story:
    return replace(
        STORY, title=title, text=text, html="".join(f"<p>{part}</p>" for part in text.split("\n\n")), **given
    )


def test_each_former_text_is_told_with_the_time_it_was_replaced(database: Database) -> None:
    tell(database, STORY, saying("The bridge is open."), saying("The bridge is open to buses.", "Bridge open"))

    with database.reading() as connection:
        found = former.said(connection, ["00aa", "00bb"])

    assert found == {
        "00aa": [
            ("Bridge closed", "The bridge is closed.", STORY.html, MONDAY + timedelta(hours=1)),
            ("Bridge closed", "The bridge is open.", "<p>The bridge is open.</p>", MONDAY + timedelta(hours=2)),
        ]
    }


def test_nothing_is_told_of_agencies_items_nor_of_events_of_which_anything_was_taken_back(database: Database) -> None:
    sent = Wire(item="urn:x:1", version=1)
    tell(
        database,
        saying("Kept for later.", wire=sent),
        saying("The bridge is open.", wire=replace(sent, version=2)),
    )
    with database.reading() as connection:
        assert former.said(connection, ["00aa"]) == {}


def test_nothing_is_told_of_an_event_of_which_something_was_taken_back(database: Database) -> None:
    tell(database, STORY, saying("The bridge is open."))
    with database.writing() as connection:
        assert former.said(connection, ["00aa"])
        connection.execute(update(tables.cluster).values(kept_page="written"))
        assert former.said(connection, ["00aa"]) == {}


def test_former_texts_are_seen_without_what_their_source_always_says(database: Database) -> None:
    line = "Sign up for our letter of the morning."
    tell(database, saying(f"The bridge is closed.\n\n{line}"), saying(f"The bridge is open.\n\n{line}"))
    with database.reading() as connection:
        cluster = clusters.load(connection, ["00aa"])["00aa"]
    habits = Habits([Habit(source="wire", kind="line", text=line, stories=9, of=9)])

    told = formers(database, [cluster], habits)

    assert told == {
        "00aa": [Former(title="Bridge closed", text="The bridge is closed.", until=MONDAY + timedelta(hours=1))]
    }
