"""When a feed is asked next, and why."""

import json
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.sources.polling import (
    DAY,
    HOUR,
    LONGEST_RETRY_AFTER,
    Outcome,
    Plan,
    Rhythm,
    Wishes,
    in_words,
    is_due,
    is_ruled_out,
    learn,
    longest_wait,
    parse_retry_after,
    plan,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)  # a Monday
HOURLY = Rhythm(shortest=HOUR, longest=DAY)
EXACT = Rhythm(shortest=HOUR, longest=DAY, is_exact=True)
NO_WISHES = Wishes()


def after(rhythm: Rhythm = EXACT, wishes: Wishes = NO_WISHES, **outcome: object) -> Plan:
    known = {"source": "wire", "polls": 7, **outcome}
    return plan(NOON, Outcome(**known), rhythm, wishes)  # type: ignore[arg-type]


def failed(failures: int = 1, **outcome: object) -> Plan:
    return after(failures=failures, **outcome)


def hours(planned: Plan) -> float:
    """The wait, without what was added to spread feeds."""
    return (planned.at - NOON) / HOUR


def assert_waits(planned: Plan, expected_hours: float, because: str) -> None:
    most = min(expected_hours * 1.1, expected_hours + 1)
    assert expected_hours <= hours(planned) <= most
    assert planned.because == because


# Our own rhythm


def test_interval_of_a_source_is_kept_to_the_second() -> None:
    assert after(pace=9 * HOUR, silence=100 * HOUR) == Plan(at=NOON + HOUR, because="every 1 h, as configured")


def test_feed_without_a_known_pace_is_asked_at_the_shortest_interval() -> None:
    assert_waits(after(HOURLY, silence=HOUR), 1, "every 1 h, as configured")


def test_feed_that_changes_seldom_is_asked_twice_in_its_pace() -> None:
    assert_waits(after(HOURLY, pace=9 * HOUR), 4.5, "changes about every 9 h")


def test_no_pace_leads_beyond_the_longest_interval() -> None:
    assert_waits(after(HOURLY, pace=40 * DAY), 24, "changes about every 40 days")


def test_feed_that_fell_silent_is_asked_less_and_less_often() -> None:
    assert_waits(after(HOURLY, pace=HOUR, silence=50 * HOUR), 5, "nothing new for 2.1 days")
    assert_waits(after(HOURLY, pace=HOUR, silence=90 * DAY), 24, "nothing new for 90 days")


def test_a_single_night_changes_nothing() -> None:
    in_the_night = after(HOURLY, pace=HOUR, silence=9.5 * HOUR)
    pace_after_it = learn(HOUR, 9.5 * HOUR)

    assert_waits(in_the_night, 1, "every 1 h, as configured")
    assert_waits(after(HOURLY, pace=pace_after_it), 1, "every 1 h, as configured")


def test_pace_follows_a_feed_that_wakes_up_and_one_that_falls_asleep() -> None:
    pace = None
    for gap in [24] * 10:
        pace = learn(pace, gap * HOUR)
    assert pace == DAY
    changes = 0
    while pace > 2.1 * HOUR:  # asked after half of it, and each time there is something new
        pace, changes = learn(pace, max(pace / 2, HOUR)), changes + 1
    assert changes <= 9
    changes = 0
    while pace < 0.9 * DAY:
        pace, changes = learn(pace, DAY), changes + 1
    assert changes <= 15


@given(st.lists(st.integers(1, 10_000).map(lambda minutes: timedelta(minutes=minutes)), min_size=1, max_size=50))
def test_pace_stays_among_the_gaps(gaps: list[timedelta]) -> None:
    pace = None
    for gap in gaps:
        pace = learn(pace, gap)

    assert pace is not None
    assert min(gaps) <= pace <= max(gaps)


def test_feeds_that_were_added_together_do_not_stay_together() -> None:
    names = [f"feed-{number}" for number in range(200)]
    second = sorted(hours(after(HOURLY, source=name, polls=1)) for name in names)

    assert 1 <= second[0] < 1.05
    assert 1.95 < second[-1] <= 2
    assert max(later - earlier for earlier, later in pairwise(second)) < 0.05


def test_same_poll_of_same_feed_is_planned_alike_and_another_one_is_not() -> None:
    assert after(HOURLY, polls=8) == after(HOURLY, polls=8)
    assert len({after(HOURLY, polls=number).at for number in range(2, 50)}) == 48


# What the publisher wishes


@pytest.mark.parametrize(
    "wishes, because",
    [
        (Wishes(max_age=2 * HOUR), "the publisher asks for 2 h (Cache-Control or Expires)"),
        (Wishes(ttl=2 * HOUR, max_age=HOUR), "the publisher asks for 2 h (ttl)"),
        (Wishes(update_period=2 * HOUR, ttl=HOUR), "the publisher asks for 2 h (sy:updatePeriod)"),
    ],
)
def test_publisher_may_ask_for_a_longer_wait(wishes: Wishes, because: str) -> None:
    assert_waits(after(EXACT, wishes), 2, because)


def test_publisher_cannot_ask_for_a_shorter_wait() -> None:
    assert_waits(after(EXACT, Wishes(max_age=timedelta(0), ttl=timedelta(minutes=5))), 1, "every 1 h, as configured")


def test_publisher_cannot_ask_for_more_than_the_longest_interval() -> None:
    because = "the publisher asks for 365 days (ttl), we wait 24 h at most"

    assert_waits(after(EXACT, Wishes(ttl=365 * DAY)), 24, because)


@pytest.mark.parametrize(
    "wishes, at, because",
    [
        (Wishes(skip_hours=frozenset({13, 14})), NOON + 3 * HOUR, "not in this hour (skipHours)"),
        (Wishes(skip_hours=frozenset(range(13, 24))), NOON + 12 * HOUR, "not in this hour (skipHours)"),
        (Wishes(skip_days=frozenset({0})), NOON + 12 * HOUR, "not on Mondays (skipDays)"),
        (
            Wishes(skip_days=frozenset({0, 1}), skip_hours=frozenset({0})),
            NOON + 37 * HOUR,
            "not in this hour (skipHours); not on Mondays (skipDays); not on Tuesdays (skipDays)",
        ),
    ],
)
def test_poll_moves_to_the_next_hour_that_is_not_ruled_out(wishes: Wishes, at: datetime, because: str) -> None:
    planned = after(EXACT, wishes)

    assert at <= planned.at <= at + HOUR / 10
    assert planned.because == f"every 1 h, as configured; {because}"


def test_feed_that_rules_out_everything_is_not_believed() -> None:
    wishes = Wishes(skip_hours=frozenset(range(24)), skip_days=frozenset(range(7)))

    planned = after(EXACT, wishes)

    assert planned.at == NOON + HOUR
    assert "rules out every hour, which is not believed (skipHours)" in planned.because
    assert "rules out every day, which is not believed (skipDays)" in planned.because
    assert not is_ruled_out(NOON, wishes)


def test_wishes_survive_the_database() -> None:
    wishes = Wishes(max_age=HOUR, ttl=timedelta(minutes=90), skip_hours=frozenset({1, 23}), skip_days=frozenset({0, 6}))

    assert Wishes.from_dict(json.loads(json.dumps(wishes.as_dict()))) == wishes
    assert Wishes.from_dict(None) == Wishes.from_dict(NO_WISHES.as_dict()) == NO_WISHES


# Failures


@pytest.mark.parametrize("failures, expected", [(1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (1000, 24)])
def test_pause_doubles_with_each_failure_up_to_a_day(failures: int, expected: int) -> None:
    because = "the last poll failed" if failures == 1 else f"{failures} failures in a row"

    assert_waits(failed(failures, status=500), expected, because)


def test_interval_longer_than_a_day_is_kept() -> None:
    assert_waits(failed(3, rhythm=Rhythm(shortest=7 * DAY, longest=DAY)), 7 * 24, "3 failures in a row")


def test_publishers_wishes_outlast_a_failure() -> None:
    because = "the last poll failed, the publisher asks for 6 h (ttl)"

    assert_waits(failed(wishes=Wishes(ttl=6 * HOUR)), 6, because)


def test_server_may_ask_for_a_longer_pause_up_to_a_week_but_not_for_a_shorter_one() -> None:
    because = "answered 429, asks to wait until 2026-03-02 15:00 UTC"

    assert_waits(failed(status=429, retry_after=3 * HOUR), 3, because)
    assert_waits(failed(status=429, retry_after=timedelta(0)), 1, "the last poll failed")
    assert 7 * 24 <= hours(failed(status=503, retry_after=400 * DAY)) <= 7 * 24 + 1


def test_feeds_that_failed_together_do_not_come_back_together() -> None:
    names = [f"feed-{number}" for number in range(500)]
    back = [failed(6, source=name).at for name in names]

    minutes = [(at - NOON) // timedelta(minutes=1) for at in back]
    assert max(minutes.count(minute) for minute in minutes) < 25


def test_feed_that_is_gone_is_asked_the_next_day_and_then_once_a_month() -> None:
    assert_waits(failed(status=410), 24, "answered 410 (Gone), asked once more to be sure")
    assert_waits(failed(2, status=410, was_gone=True), 30 * 24, "gone (410), asked once a month")
    assert_waits(failed(2, status=404, was_gone=True), 2, "2 failures in a row")


# Retry-After, and times in the database


@pytest.mark.parametrize(
    "value, expected",
    [
        (None, None),
        ("120", timedelta(minutes=2)),
        (" 120 ", timedelta(minutes=2)),
        ("1000000000000", LONGEST_RETRY_AFTER),
        ("9" * 5000, LONGEST_RETRY_AFTER),
        ("Mon, 02 Mar 2026 13:00:00 GMT", HOUR),
        ("Mon, 02 Mar 2026 11:00:00 GMT", timedelta(0)),
        ("Mon, 02 Mar 2099 11:00:00 GMT", LONGEST_RETRY_AFTER),
        ("-5", None),
        ("120, 240", None),
        ("soon", None),
        ("Mon, 02 Mar 2026 13:00:00 +9999999999999999999", None),
        ("", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, expected: timedelta | None) -> None:
    assert parse_retry_after(value, NOON) == expected


@given(st.text())
def test_no_retry_after_breaks_the_poll(value: str) -> None:
    pause = parse_retry_after(value, NOON)

    assert failed(status=429, retry_after=pause).at >= NOON + HOUR


@pytest.mark.parametrize(
    "ahead, expected", [(None, True), (-1, True), (0, True), (1, False), (24, False), (25, True), (99_999, True)]
)
def test_poll_is_due_at_its_time_and_a_time_further_off_than_any_pause_is_not_believed(
    ahead: int | None, *, expected: bool
) -> None:
    assert is_due(None if ahead is None else NOON + ahead * HOUR, NOON, DAY) is expected


WAITS = st.none() | st.integers(0, 10**9).map(lambda seconds: timedelta(seconds=seconds))
RHYTHMS = st.builds(
    Rhythm,
    shortest=st.integers(1, 30 * 86400).map(lambda seconds: timedelta(seconds=seconds)),
    longest=st.integers(900, 30 * 86400).map(lambda seconds: timedelta(seconds=seconds)),
    is_exact=st.booleans(),
)
WISHES = st.builds(
    Wishes,
    max_age=WAITS,
    ttl=WAITS,
    update_period=WAITS,
    skip_hours=st.frozensets(st.integers(0, 23)),
    skip_days=st.frozensets(st.integers(0, 6)),
)
OUTCOMES = st.builds(
    Outcome,
    source=st.text(max_size=5),
    polls=st.integers(1, 10**6),
    failures=st.integers(0, 10**6),
    status=st.sampled_from([None, 404, 410, 429, 503]),
    retry_after=WAITS,
    was_gone=st.booleans(),
    pace=WAITS,
    silence=WAITS,
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@given(TIMES, OUTCOMES, RHYTHMS, WISHES)
def test_no_plan_is_early_or_ruled_out_or_beyond_what_is_believed(
    now: datetime, outcome: Outcome, rhythm: Rhythm, wishes: Wishes
) -> None:
    planned = plan(now, outcome, rhythm, wishes)

    assert planned.at >= now + rhythm.shortest
    assert not is_ruled_out(planned.at, wishes)
    is_gone = outcome.failures > 0 and outcome.status == 410
    most = longest_wait(rhythm, wishes, has_failed=outcome.failures > 0, is_gone=is_gone)
    assert not is_due(planned.at, now, most)
    assert is_due(planned.at, planned.at, most)
    assert "\n" not in planned.because


@given(TIMES, OUTCOMES, RHYTHMS)
def test_wishes_only_ever_lengthen_a_wait(now: datetime, outcome: Outcome, rhythm: Rhythm) -> None:
    assume(outcome.polls > 1)
    without, at_most = plan(now, outcome, rhythm, NO_WISHES).at, max(rhythm.shortest, rhythm.longest)

    wished = plan(now, outcome, rhythm, Wishes(ttl=at_most)).at

    assert wished >= without
    assert wished >= now + at_most


@pytest.mark.parametrize(
    "seconds, expected",
    [(0, "0 s"), (45, "45 s"), (60, "1 min"), (900, "15 min"), (3600, "1 h"), (5400, "1.5 h"), (86400, "24 h")],
)
def test_waits_are_told_in_one_unit(seconds: int, expected: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == expected
    assert in_words(timedelta(days=30)) == "30 days"
