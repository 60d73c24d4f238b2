"""What a topic shows first, what it holds back, and when time alone changes it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text

from bot.fingerprints import marked
from bot.model import Change, Decision, Story
from bot.store import clusters, topics
from bot.store.database import open_database
from bot.store.stories import keep
from bot.store.topics import Order, Shown
from tests.store.test_plans import plan

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)
KEYS = "abcdef"
ORDERS: tuple[Order, ...] = get_args(Order)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    database = open_database(Path(tmp_path_factory.mktemp("topics")) / "storyfold.db")
    with database.writing() as connection:
        for key in KEYS:
            story = Story(key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire")
            keep(connection, [marked(story, entry=key, own_key=key)], MONDAY)
            found = Decision(kind="found", story=key, cluster=key, copy=key, score=0.5)
            clusters.apply(connection, [found], "storyfold.example,2026")
        yield connection
    database.close()


@pytest.fixture
def connection(opened: Connection) -> Connection:
    opened.execute(text("DELETE FROM topic_entry"))
    return opened


def entry(cluster: str, **given: Any) -> Shown:
    values: dict[str, Any] = {
        "topic": "all", "cluster": cluster, "representative": cluster, "chosen_because": "the only story", "matched": (),
        "signature": "", "published": MONDAY, "updated": MONDAY,
    }  # fmt: skip
    return Shown(**(values | given))


def first(connection: Connection, order: Order = "developing", **given: Any) -> str:
    asked: dict[str, Any] = {"limit": 50, "now": MONDAY} | given
    return "".join(one.cluster for one in topics.newest(connection, "all", order=order, **asked))


def test_what_is_stored_is_read_back(connection: Connection) -> None:
    full = entry(
        "a",
        changes=(Change(at=MONDAY, text="death toll 5 → 12", outlet="Wire"), Change(at=MONDAY, text="new headline")),
        told={"version": 1, "tolls": {"dead": [12, 0]}},
        issue=3,
        held_until=MONDAY,
        is_pinned=True,
        title="An editor's",
        outlets=7,
        voices=3,
    )
    topics.show(connection, [entry("a"), full, entry("b")])

    assert topics.shown(connection, ["a", "b"]) == {("all", "a"): full, ("all", "b"): entry("b")}


@pytest.mark.parametrize(("order", "expected"), [("newest", "cbad"), ("developing", "acbd"), ("most_covered", "bcad")])
def test_order(connection: Connection, order: Order, expected: str) -> None:
    topics.show(
        connection,
        [
            entry("a", published=MONDAY, updated=MONDAY + 9 * HOUR, voices=2, outlets=2),
            entry("b", published=MONDAY + HOUR, updated=MONDAY + HOUR, voices=3, outlets=4),
            entry("c", published=MONDAY + 2 * HOUR, updated=MONDAY + 2 * HOUR, voices=3, outlets=3),
            entry("d", published=MONDAY - HOUR, updated=MONDAY - HOUR),
            entry("e", topic="other"),
            entry("f", withdrawn=True),
        ],
    )

    assert first(connection, order) == expected
    assert first(connection, order, limit=2) == expected[:2]


@pytest.mark.parametrize("order", ORDERS)
def test_pinned_entries_come_first_and_equals_by_their_keys(connection: Connection, order: Order) -> None:
    old = {"published": MONDAY - HOUR, "updated": MONDAY - HOUR}
    topics.show(connection, [entry("c"), entry("b"), entry("d", is_pinned=True, **old), entry("a", is_pinned=True)])

    assert first(connection, order) == "adbc"


def test_held_entry_is_there_from_its_time_on(connection: Connection) -> None:
    topics.show(connection, [entry("a", held_until=MONDAY + HOUR), entry("b", held_until=MONDAY - HOUR), entry("c")])

    assert first(connection) == "bc"
    assert first(connection, now=MONDAY + HOUR - timedelta(microseconds=1)) == "bc"
    assert first(connection, now=MONDAY + HOUR) == "abc"


def test_entry_without_news_leaves_with_the_end_of_the_window(connection: Connection) -> None:
    topics.show(connection, [entry("a", updated=MONDAY - 2 * HOUR), entry("b", updated=MONDAY - HOUR, is_pinned=True)])

    assert first(connection, window=3 * HOUR) == "ba"
    assert first(connection, window=2 * HOUR) == "b"
    assert first(connection, window=HOUR) == ""
    assert first(connection) == "ba"


def test_time_alone_changes_nothing_where_nothing_waits(connection: Connection) -> None:
    gone = entry("c", withdrawn=True, held_until=MONDAY + HOUR)
    topics.show(connection, [entry("a", held_until=MONDAY), gone, entry("b", topic="other", held_until=MONDAY + HOUR)])

    assert topics.again_at(connection, "all", now=MONDAY) is None
    assert topics.again_at(connection, "none", now=MONDAY, window=HOUR) is None


def test_time_of_the_next_change_is_when_an_entry_appears_or_leaves(connection: Connection) -> None:
    topics.show(connection, [entry("a", held_until=MONDAY + 2 * HOUR), entry("b", updated=MONDAY - HOUR)])

    assert topics.again_at(connection, "all", now=MONDAY) == MONDAY + 2 * HOUR
    assert topics.again_at(connection, "all", now=MONDAY, window=2 * HOUR) == MONDAY + HOUR
    assert first(connection, window=2 * HOUR) == "b"
    assert first(connection, now=MONDAY + HOUR, window=2 * HOUR) == ""


TIMES = st.integers(-9, 9).map(lambda hours: MONDAY + hours * HOUR)
ENTRIES = st.lists(
    st.builds(
        entry, st.sampled_from(KEYS), updated=TIMES, held_until=st.none() | TIMES, withdrawn=st.booleans(), is_pinned=st.booleans()
    ),
    max_size=6,
)  # fmt: skip


@given(ENTRIES, st.none() | st.sampled_from([HOUR, 3 * HOUR]))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_changes_before_the_time_that_is_told(
    connection: Connection, entries: list[Shown], window: timedelta | None
) -> None:
    connection.execute(text("DELETE FROM topic_entry"))
    topics.show(connection, entries)
    again_at = topics.again_at(connection, "all", now=MONDAY, window=window)
    now = first(connection, window=window)

    for minutes in range(30, 10 * 60, 30):
        later = MONDAY + minutes * MINUTE
        if again_at is None or later < again_at:
            assert first(connection, now=later, window=window) == now
    assert again_at is None or again_at > MONDAY


@pytest.mark.parametrize("order", ORDERS)
def test_first_entries_of_a_topic_are_found_without_sorting_all(connection: Connection, order: Order) -> None:
    steps = plan(connection, lambda given: topics.newest(given, "all", 50, order=order, now=MONDAY))

    assert [step for step in steps if step.startswith(("SCAN", "USE TEMP"))] == []


def test_entries_of_a_window_are_found_without_reading_older_ones(connection: Connection) -> None:
    steps = plan(
        connection, lambda given: topics.newest(given, "all", 50, order="most_covered", now=MONDAY, window=HOUR)
    )

    assert all("updated>?" in step for step in steps if step.startswith("SEARCH"))
    assert [step for step in steps if step.startswith("SCAN")] == []


def test_time_of_the_next_change_is_found_by_an_index(connection: Connection) -> None:
    steps = plan(connection, lambda given: topics.again_at(given, "all", now=MONDAY, window=HOUR))

    assert len(steps) == 2
    assert all("held_until>?" in step or "updated>?" in step for step in steps)
