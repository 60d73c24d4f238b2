"""When a feed is asked next."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.polling import LONGEST_PAUSE, is_due, next_poll, parse_retry_after

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("failures, hours", [(0, 1), (1, 2), (2, 4), (4, 16), (5, 24), (1000, 24)])
def test_pause_doubles_with_each_failure_up_to_a_day(failures: int, hours: int) -> None:
    assert next_poll(NOON, HOUR, failures=failures) == NOON + hours * HOUR


def test_interval_longer_than_a_day_is_kept() -> None:
    assert next_poll(NOON, timedelta(days=7), failures=3) == NOON + timedelta(days=7)


def test_server_may_ask_for_a_longer_pause_but_not_for_a_shorter_one() -> None:
    assert next_poll(NOON, HOUR, retry_after=3 * HOUR) == NOON + 3 * HOUR
    assert next_poll(NOON, HOUR, retry_after=timedelta(0)) == NOON + HOUR
    assert next_poll(NOON, HOUR, retry_after=timedelta(days=400)) == NOON + LONGEST_PAUSE


@pytest.mark.parametrize(
    "value, expected",
    [
        (None, None),
        ("120", timedelta(minutes=2)),
        (" 120 ", timedelta(minutes=2)),
        ("1000000000000", LONGEST_PAUSE),
        ("9" * 5000, LONGEST_PAUSE),
        ("Mon, 02 Mar 2026 13:00:00 GMT", HOUR),
        ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, expected: timedelta | None) -> None:
    assert parse_retry_after(value, NOON) == expected


@pytest.mark.parametrize(
    "hours, expected", [(None, True), (-1, True), (0, True), (1, False), (24, False), (25, True), (99_999, True)]
)
def test_poll_is_due_at_its_time_and_a_time_further_off_than_any_pause_is_not_believed(
    hours: int | None, *, expected: bool
) -> None:
    assert is_due(None if hours is None else NOON + hours * HOUR, NOON, HOUR) is expected


@given(st.text())
def test_no_retry_after_breaks_the_poll(value: str) -> None:
    pause = parse_retry_after(value, NOON)

    assert next_poll(NOON, HOUR, retry_after=pause) >= NOON + HOUR
