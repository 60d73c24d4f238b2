"""What is counted for people to look at, and how long that takes where there is much to count."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.store.database import Database, open_database
from bot.store.status import count, days

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)


class Seen(NamedTuple):
    """One sighting."""

    source: str
    story: int
    cluster: int
    hours_ago: float


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


def fill(database: Database, seen: list[Seen], body: str = "") -> None:
    def stored(hours_ago: float) -> str:
        return (NOW - timedelta(hours=hours_ago)).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    stories = {one.story: one for one in seen}
    with database.writing() as connection:
        for table in ("sighting", "story", "cluster"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.exec_driver_sql(
            "INSERT INTO cluster (key, id, changed) VALUES (?, ?, 0)",
            [(f"{key:020}", f"tag:{key}") for key in {one.cluster for one in seen}],
        )
        connection.exec_driver_sql(
            "INSERT INTO story (key, source, title, text, html, first_seen, authors, outlet, categories, enclosures, digest,"
            " revision, revised, cluster, copy) VALUES (?, ?, 't', ?, ?, ?, '[]', '', '[]', '[]', '', 1, ?, ?, '')",
            [
                (f"{key:020}", one.source, body, body, stored(1), stored(1), f"{one.cluster:020}")
                for key, one in stories.items()
            ],
        )
        connection.exec_driver_sql(
            "INSERT INTO sighting (source, entry, story, seen, digest) VALUES (?, ?, ?, ?, '')",
            [(one.source, f"{number}", f"{one.story:020}", stored(one.hours_ago)) for number, one in enumerate(seen)],
        )


def duplicates(seen: list[Seen]) -> dict[str, int]:
    """As the words say: earlier in the cluster, from elsewhere."""
    together = defaultdict(list)
    for one in seen:
        together[one.cluster].append(one)
    counted = Counter(
        one.source
        for some in together.values()
        for one in some
        if any(other.source != one.source and other.hours_ago > one.hours_ago for other in some)
    )
    return dict(counted)


SIGHTINGS = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.integers(0, 20)).map(
        # Two stories to a cluster; a story stays in its cluster.
        lambda drawn: Seen(drawn[0], drawn[1], drawn[1] // 2, float(drawn[2]))
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SIGHTINGS)
def test_duplicate_is_what_came_to_a_cluster_after_another_source(database: Database, seen: list[Seen]) -> None:
    if seen:
        fill(database, seen)

        with database.reading() as connection:
            counts = count(connection, NOW)

        assert counts.duplicates == duplicates(seen)
        assert counts.entries == dict(Counter(one.source for one in seen))


def test_days_are_those_of_utc_and_today_is_the_last(database: Database) -> None:
    fill(
        database,
        [Seen("a", 1, 1, 6.4), Seen("a", 2, 2, 6.6), Seen("a", 3, 3, 6.5 + 6 * 24), Seen("a", 4, 4, 6.6 + 6 * 24)],
    )

    with database.reading() as connection:
        counts = count(connection, NOW)

    assert days(NOW) == [date(2026, 2, day) for day in (24, 25, 26, 27, 28)] + [date(2026, 3, 1), date(2026, 3, 2)]
    assert counts.new == {"a": {date(2026, 3, 2): 1, date(2026, 3, 1): 1, date(2026, 2, 24): 1}}
    assert counts.entries == {"a": 4}


def test_a_thousand_sources_with_a_hundred_thousand_entries_are_counted_in_a_second(database: Database) -> None:
    chance = random.Random(1)
    seen = []
    for number in range(100_000):
        story = number if chance.random() < 0.8 else max(number - chance.randrange(500), 0)
        seen.append(Seen(f"source-{chance.randrange(1000)}", story, story // 2, (100_000 - number) / 200))
    fill(database, seen, body="word " * 50)

    began = time.process_time()  # of this process: how busy the machine is does not count
    with database.reading() as connection:
        counts = count(connection, NOW)
    took = time.process_time() - began

    assert sum(counts.entries.values()) == 100_000
    assert sum(counts.duplicates.values()) > 10_000
    assert took < 1
