"""What every pass asks, and every change, is found by an index: neither costs more as the years go by."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from sqlalchemy import Connection, event

from bot.fingerprints import marked
from bot.model import Decision, Story
from bot.store import clusters, remembered, repairs, stories, topics
from bot.store.database import open_database
from bot.store.stories import keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
KEYS = ["0" * 20, "1" * 20]


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as opened:
        yield opened
    database.close()


def plan(connection: Connection, ask: Callable[[Connection], object]) -> list[str]:
    """How SQLite goes about what *ask* asks."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(*given: object) -> None:
        _, _, statement, values, *_ = given
        assert isinstance(statement, str)
        assert isinstance(values, tuple)
        asked.append((statement, values))

    event.listen(connection, "before_cursor_execute", note)
    try:
        ask(connection)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    assert asked
    return [
        row[3]
        for statement, values in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
    ]


# An index that holds only what is waited for may be read whole.
WAITING = {
    "clusters that changed": (lambda given: clusters.changed(given, 200, MONDAY), {"cluster_changed"}),
    "pages that are due": (clusters.due_pages, {"cluster_kept_page", "cluster_page_due"}),
    "stories without a cluster": (lambda given: stories.unclustered(given, 200, MONDAY), {"story_unclustered"}),
    "stories that say something else by now": (remembered.due, {"remembered_due"}),
    "the next embargo": (lambda given: stories.next_release(given, MONDAY), {"story_embargo"}),
}


@pytest.mark.parametrize(("ask", "indexes"), WAITING.values(), ids=WAITING.keys())
def test_a_pass_in_which_nothing_happened_reads_no_table_whole(
    connection: Connection, ask: Callable[[Connection], object], indexes: set[str]
) -> None:
    steps = plan(connection, ask)

    assert all(any(index in step for step in steps) for index in indexes)
    assert [step for step in steps if step.startswith("SCAN") and not any(index in step for index in indexes)] == []


def second_thoughts(connection: Connection) -> list[Decision]:
    """Two clusters, a story that moves from one to the other, and their merge."""
    stories = [
        Story(key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire")
        for key in ("a", "b", "c")
    ]
    keep(connection, [marked(story, entry=story.key, own_key=story.key) for story in stories], MONDAY)
    steps: list[tuple[Literal["found", "join", "merge"], str, str]] = [
        ("found", "a", "a"),
        ("found", "b", "b"),
        ("join", "c", "b"),
        ("join", "c", "a"),
        ("merge", "b", "a"),
    ]
    return [Decision(kind=kind, story=story, cluster=into, copy=story, score=0.5) for kind, story, into in steps]


CHANGING = {
    "what topics show of some clusters": lambda given: topics.shown(given, KEYS),
    "what was taken back once": lambda given: clusters.once_taken_back(given, KEYS),
    "what is held back": lambda given: stories.held_back(given, KEYS, MONDAY),
    "what is taken back now": lambda given: clusters.mark_taken_back(given, KEYS),
    "when clusters were revised": lambda given: clusters.newest_revisions(given, KEYS),
    "clusters": lambda given: clusters.load(given, KEYS),
    "where pages of merged clusters lead": lambda given: repairs.merged_into(given, KEYS),
    "what the clusterer remembers": lambda given: remembered.since(given, MONDAY),
    "what is kept of it": lambda given: remembered.keep(given, dict.fromkeys(KEYS, b""), KEYS[:1]),
}


@pytest.mark.parametrize("ask", CHANGING.values(), ids=CHANGING.keys())
def test_a_change_reads_no_table_whole(connection: Connection, ask: Callable[[Connection], object]) -> None:
    assert [step for step in plan(connection, ask) if step.startswith("SCAN")] == []


def test_second_thoughts_read_no_table_whole(connection: Connection) -> None:
    decisions = second_thoughts(connection)

    steps = plan(connection, lambda given: clusters.apply(given, decisions, "storyfold.example,2026"))

    assert [step for step in steps if step.startswith("SCAN")] == []
