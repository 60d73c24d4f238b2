"""What was learned of sources is stored once, is looked for again when it is worth it, and can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.fingerprints import marked
from bot.model import Decision, Habit, Story
from bot.store import clusters, habits, pages, remembered, stories
from bot.store.database import Database, open_database
from bot.store.habits import LATE, LOOKED_AT, SOON
from bot.store.stories import keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
LINE = Habit(source="wire", kind="line", text="Printed on paper", stories=9, of=10)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


def bring(database: Database, numbers: range, source: str = "wire", text: str = "Text {}.\n\nPrinted on paper") -> None:
    with database.writing() as connection:
        for number in numbers:
            arrived = MONDAY + timedelta(minutes=number)
            said = text.format(number)
            story = Story(
                key=f"{source}{number:04}".ljust(20, "0"),
                title=f"Title {number}",
                text=said,
                html=f"<p>{said}</p>",
                first_seen=arrived,
                source=source,
                outlet="Wire",
            )
            keep(connection, [marked(story, entry=str(number), own_key=story.key)], arrived)


def due(database: Database) -> list[str]:
    with database.reading() as connection:
        return habits.due(connection)


def learn(database: Database, *found: Habit, at: datetime = MONDAY) -> list[Habit]:
    with database.writing() as connection:
        return habits.learn(connection, "wire", {f"mark-{habit.text}": habit for habit in found}, at)


def cluster_all(connection: Connection) -> list[str]:
    keys = [row[0] for row in connection.exec_driver_sql("SELECT key FROM story ORDER BY key")]
    found = [Decision(kind="found", story=key, cluster=key, copy=key, score=0) for key in keys]
    clusters.apply(connection, found, "storyfold.example,2026")
    return keys


def test_source_is_due_when_enough_stories_came(database: Database) -> None:
    bring(database, range(SOON - 1))
    bring(database, range(SOON - 1), "other")
    assert due(database) == []

    bring(database, range(SOON - 1, SOON))

    assert due(database) == ["wire"]


def test_story_that_comes_again_or_is_revised_counts_once(database: Database) -> None:
    for text in ("Text {}.", "Text {}.", "Text {}, revised."):
        bring(database, range(SOON - 1), text=text)

    assert due(database) == []


def test_source_that_brings_nothing_new_is_looked_at_less_and_less(database: Database) -> None:
    stories, waited = 0, []
    for _ in range(5):
        before = stories
        while not due(database):
            bring(database, range(stories, stories + 1))
            stories += 1
        waited.append(stories - before)
        learn(database)

    assert waited == [SOON, 2 * SOON, 4 * SOON, LATE, LATE]


def test_source_of_which_something_was_learned_is_looked_at_again_soon(database: Database) -> None:
    bring(database, range(SOON))
    learn(database)
    assert learn(database, LINE) == [LINE]

    bring(database, range(SOON, 2 * SOON))

    assert due(database) == ["wire"]


def test_newest_stories_are_learned_from_oldest_first(database: Database) -> None:
    bring(database, range(LOOKED_AT + 5))
    bring(database, range(3), "other")

    with database.reading() as connection:
        found = habits.newest(connection, "wire")

    assert [story.title for story in found] == [f"Title {number}" for number in range(5, LOOKED_AT + 5)]


def test_story_that_waits_for_its_page_teaches_nothing_yet(database: Database) -> None:
    bring(database, range(2))
    with database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO page (story, source, url, attempts, next_at) SELECT key, source, 'http://a.example/', 0, first_seen"
            " FROM story WHERE title = 'Title 0'"
        )
        found = habits.newest(connection, "wire")

    assert [story.title for story in found] == ["Title 1"]
    assert pages.RETRIES  # the table is the one that pages wait in


def test_what_is_known_stays_as_it_was_learned(database: Database) -> None:
    learn(database, LINE)
    again = Habit(source="wire", kind="line", text=LINE.text, stories=39, of=40)

    assert learn(database, again, at=MONDAY + timedelta(days=1)) == []

    with database.reading() as connection:
        (found,) = habits.known(connection, "wire")
        assert habits.known(connection, "other") == []
    assert (found.habit, found.learned_at, found.is_kept) == (LINE, MONDAY, False)


def test_what_somebody_keeps_is_not_taken_off_and_not_learned_again(database: Database) -> None:
    learn(database, LINE)
    with database.writing() as connection:
        (one,) = habits.known(connection)
        habits.decide(connection, one, is_kept=True)
    learn(database, LINE)

    with database.writing() as connection:
        assert habits.taken_off(connection) == []
        habits.decide(connection, one, is_kept=False)
        assert habits.taken_off(connection) == [LINE]


def test_clusters_that_have_it_are_looked_at_again_and_no_other(database: Database) -> None:
    bring(database, range(3))
    bring(database, range(3, 5), text="Text {} alone.")
    bring(database, range(2), "other")
    with database.writing() as connection:
        keys = cluster_all(connection)
        clusters.mark_seen(connection, keys)

    learn(database, LINE)

    with database.reading() as connection:
        changed = clusters.changed(connection, 100)
    assert changed == [key for key in keys if key.startswith(("wire0000", "wire0001", "wire0002"))]


def test_edition_changes_with_what_is_taken_off_and_with_nothing_else(database: Database) -> None:
    editions = []
    for step in (lambda: None, lambda: learn(database), lambda: learn(database, LINE), lambda: learn(database, LINE)):
        step()
        with database.reading() as connection:
            editions.append(habits.edition(connection))

    assert editions[0] == editions[1] == ""
    assert editions[1] != editions[2] == editions[3]


def test_remembered_stories_of_a_source_are_those_that_came_in_the_window_whatever_their_dates(
    database: Database,
) -> None:
    bring(database, range(1))
    with database.writing() as connection:
        cluster_all(connection)
    bring(database, range(20_000, 20_002))
    bring(database, range(1, 2))  # an old date, but it came late
    with database.writing() as connection:
        new = "SELECT key FROM story WHERE cluster IS NULL ORDER BY first_seen DESC"
        for (key,) in connection.exec_driver_sql(new).all():
            clusters.apply(connection, [Decision(kind="found", story=key, cluster=key, copy=key, score=0)], "s,2026")
        newest = remembered.newest(connection)
        assert newest is not None
        found = [one.story for one in remembered.since(connection, newest - timedelta(days=1))]
        told = {story.key: story.title for story in stories.named(connection, found)}

    assert [told[key] for key in found] == ["Title 20001", "Title 20000", "Title 1"]


def test_stories_are_due_when_something_else_is_taken_off_them(database: Database) -> None:
    bring(database, range(3))
    with database.writing() as connection:
        cluster_all(connection)
        keys = [one.story for one in remembered.since(connection, MONDAY)]
        remembered.keep(connection, dict.fromkeys(keys, b"x"), keys[:1])
        habit = Habit(source="other", kind="line", text="Follow us", stories=5, of=8)
        habits.learn(connection, "other", {"m": habit}, MONDAY)
        assert remembered.due(connection) == []
        habits.learn(connection, "wire", {"m": replace(habit, source="wire")}, MONDAY)
        assert [story.key for story in remembered.due(connection)] == keys

        remembered.mark_heeded(connection, keys)
        [learned] = habits.known(connection, "wire")
        habits.decide(connection, learned, is_kept=True)
        assert [story.key for story in remembered.due(connection)] == keys


def test_no_stories_no_titles(database: Database) -> None:
    bring(database, range(1))
    with database.reading() as connection:
        assert remembered.newest(connection) is None
        assert habits.titles(connection, []) == {}
        assert list(habits.titles(connection, ["wire0000".ljust(20, "0")]).values()) == [("wire", "Title 0", "Wire")]


def test_what_is_due_and_what_is_newest_are_found_by_an_index(database: Database) -> None:
    queries = (
        "SELECT source FROM learning WHERE waiting >= enough ORDER BY source",
        "SELECT * FROM story WHERE source = 'wire' AND status = 'usable' ORDER BY first_seen DESC, key LIMIT 40",
    )
    with database.reading() as connection:
        steps = [row[3] for one in queries for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {one}")]

    assert any("learning_due" in step for step in steps)
    assert any("story_source" in step for step in steps)
