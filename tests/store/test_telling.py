"""What hubs are still to be told, and what digests told of, over a real database."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.store import digests, telling
from bot.store.database import Database, open_database
from bot.store.digests import Letter, Made
from bot.store.telling import Ping, Waiting

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HUB, OTHER = "https://hub.example/", "https://hub.invalid/"
FEED = "topics/world.atom"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


def announce(database: Database, *feeds: str, at: datetime = NOON, hubs: tuple[str, ...] = (HUB,)) -> None:
    with database.writing() as connection:
        telling.announce(connection, hubs, feeds, at)


def release(database: Database) -> None:
    with database.writing() as connection:
        telling.release(connection)


def due(database: Database, at: datetime = NOON, hub: str = HUB) -> list[Ping]:
    with database.reading() as connection:
        return telling.due(connection, hub, at, 100)


def test_hub_is_told_only_of_what_is_in_place(database: Database) -> None:
    announce(database, FEED)
    assert due(database) == []

    release(database)
    assert [one.feed for one in due(database)] == [FEED]


def test_many_changes_are_one_ping_for_each_hub_and_feed(database: Database) -> None:
    for minute in range(5):
        announce(database, FEED, "topics/world.rss", at=NOON + minute * MINUTE, hubs=(HUB, OTHER, HUB))
    release(database)

    for hub in (HUB, OTHER):
        found = due(database, hub=hub)
        assert [(one.feed, one.number, one.since) for one in found] == [
            (FEED, 5, NOON),
            ("topics/world.rss", 5, NOON),
        ]


def test_what_was_told_is_over(database: Database) -> None:
    announce(database, FEED)
    release(database)

    with database.writing() as connection:
        telling.settle(connection, due(database), NOON)

    assert due(database, NOON + DAY) == []


@pytest.mark.parametrize("is_in_place", [True, False])
def test_change_that_comes_while_a_hub_is_told_is_told_anew(database: Database, is_in_place: bool) -> None:
    announce(database, FEED)
    release(database)
    found = due(database)
    announce(database, FEED, at=NOON + MINUTE)
    if is_in_place:
        release(database)

    with database.writing() as connection:
        telling.settle(connection, found, NOON + 2 * MINUTE)

    assert [one.feed for one in due(database, NOON + 2 * MINUTE)] == [FEED] * is_in_place
    release(database)
    [one] = due(database, NOON + 2 * MINUTE)
    assert (one.attempts, one.since) == (0, NOON + 2 * MINUTE)


def test_news_does_not_hurry_a_hub_that_is_left_alone(database: Database) -> None:
    announce(database, FEED)
    release(database)
    [one] = due(database)
    with database.writing() as connection:
        telling.failed(connection, one, "answered 500", NOON, NOON + 10 * MINUTE)

    announce(database, FEED, at=NOON + MINUTE)
    release(database)

    assert due(database, NOON + 9 * MINUTE) == []
    [one] = due(database, NOON + 10 * MINUTE)
    assert (one.attempts, one.error, one.since) == (1, "answered 500", NOON)


def test_hub_that_takes_nothing_is_left_alone_with_all_of_it(database: Database) -> None:
    announce(database, FEED, "topics/fires.atom", hubs=(HUB, OTHER))
    release(database)
    with database.writing() as connection:
        telling.leave_alone(connection, HUB, NOON + MINUTE)

    assert due(database) == []
    assert len(due(database, NOON + MINUTE)) == 2
    assert len(due(database, hub=OTHER)) == 2


def test_other_hubs_and_feeds_are_forgotten(database: Database) -> None:
    announce(database, FEED, "topics/secret.atom", hubs=(HUB, OTHER))
    release(database)
    with database.writing() as connection:
        telling.keep_only(connection, {HUB}, {FEED})

    assert [one.feed for one in due(database)] == [FEED]
    assert due(database, hub=OTHER) == []


def test_what_waits_is_counted(database: Database) -> None:
    with database.reading() as connection:
        assert telling.waiting(connection) == Waiting(pings=0, oldest=None, error=None)
    announce(database, FEED)
    announce(database, "topics/fires.atom", at=NOON + MINUTE)
    release(database)
    with database.writing() as connection:
        telling.failed(connection, due(database, NOON + MINUTE)[0], "answered 500", NOON + MINUTE, NOON + DAY)

    with database.reading() as connection:
        assert telling.waiting(connection) == Waiting(pings=2, oldest=NOON, error="answered 500")


# Digests


def made(day: int, subject: str = "News") -> Made:
    return Made(topic="world", day=f"2026-03-{day:02}", at=NOON + day * DAY, subject=subject, plain="", html="")


def make(database: Database, day: int, tells: dict[str, datetime], *to: str) -> int:
    with database.writing() as connection:
        return digests.make(connection, made(day), tells, to)


def letters(database: Database, at: datetime = NOON + 30 * DAY) -> list[Letter]:
    with database.reading() as connection:
        return digests.due(connection, at, HOUR, 100)


def test_each_recipient_gets_a_digest_once(database: Database) -> None:
    make(database, 2, {}, "a@example.org", "b@example.org", "a@example.org")
    first, second = letters(database)
    with database.writing() as connection:
        digests.sent(connection, first, NOON)

    assert letters(database) == [second]
    assert [first.recipient, second.recipient] == ["a@example.org", "b@example.org"]


def test_next_digest_ends_the_attempts_of_the_one_before(database: Database) -> None:
    make(database, 2, {}, "a@example.org", "b@example.org")
    with database.writing() as connection:
        digests.sent(connection, letters(database)[0], NOON)

    assert make(database, 3, {}, "a@example.org") == 1
    assert [(one.day, one.recipient) for one in letters(database)] == [("2026-03-03", "a@example.org")]


def test_what_nobody_got_was_not_told(database: Database) -> None:
    make(database, 2, {"a" * 20: NOON}, "a@example.org")
    with database.writing() as connection:
        digests.sent(connection, letters(database)[0], NOON)
    make(database, 3, {"b" * 20: NOON, "a" * 20: NOON + DAY}, "a@example.org")
    with database.writing() as connection:
        digests.forget_undelivered(connection, "world")
        assert digests.told(connection, "world") == {"a" * 20: NOON}


def test_what_was_told_at_the_beginning_stays_told(database: Database) -> None:
    make(database, 2, {"a" * 20: NOON})
    with database.writing() as connection:
        digests.forget_undelivered(connection, "world")
        assert digests.told(connection, "world") == {"a" * 20: NOON}


def test_last_digest_is_that_of_the_last_day(database: Database) -> None:
    with database.reading() as connection:
        assert digests.last(connection, "world", NOON + 30 * DAY) is None
    for day in (3, 10, 9):
        make(database, day, {})

    with database.reading() as connection:
        assert digests.last(connection, "world", NOON + 30 * DAY) == made(10)
        assert digests.find(connection, "world", "2026-03-09") == made(9)
        assert digests.days(connection, "world") == ["2026-03-03", "2026-03-09", "2026-03-10"]


def test_old_digests_are_forgotten_whole(database: Database) -> None:
    for day in (2, 3):
        make(database, day, {str(day) * 20: NOON}, "a@example.org")
    with database.writing() as connection:
        digests.prune(connection, "world", "2026-03-03")

    with database.reading() as connection:
        assert digests.days(connection, "world") == ["2026-03-03"]
        assert digests.told(connection, "world") == {"3" * 20: NOON}
    assert [one.day for one in letters(database)] == ["2026-03-03"]


def test_ping_of_a_clock_that_was_set_back_waits_for_nothing_and_then_as_long_as_any(database: Database) -> None:
    announce(database, FEED, at=NOON + DAY)
    release(database)
    [one] = due(database)
    with database.writing() as connection:
        telling.failed(connection, one, "answered 500", NOON, NOON + 10 * MINUTE)

    assert due(database, NOON + 9 * MINUTE) == []
    assert [found.feed for found in due(database, NOON + 10 * MINUTE)] == [FEED]
