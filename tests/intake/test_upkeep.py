"""What a poll changes in what is known of a feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.config import FeedSource, PollingSettings
from bot.errors import FetchError, FormatError, TooManyRequests
from bot.intake.upkeep import Polled, Upkeep, digest, is_known, known, pause_after, request
from bot.model import Document, Feed
from bot.reading.tasks import Reading
from bot.sources.feed import Answer, Validators
from bot.sources.polling import Wishes
from bot.store.sources import FeedState

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
URL = "http://wire.example/feed"
NEW = "http://new.example/feed"
UPKEEP = Upkeep(PollingSettings())


def source(url: str = URL, **settings: Any) -> FeedSource:
    return FeedSource(name="wire", feed=url, **settings)


def document(content: bytes = b"<rss/>", base_url: str = URL) -> Document:
    return Document(source="wire", location=URL, content=content, base_url=base_url, arrived=NOON)


def answer(status: int = 200, *, etag: str | None = '"1"', url: str = URL, **more: Any) -> Answer:
    values = {
        "document": document() if status == 200 else None,
        "validators": Validators(etag=etag, last_modified=None, url=url),
        "moved_to": None,
        "max_age": None,
        **more,
    }
    return Answer(status=status, url=url, **values)


def reading(**feed: Any) -> Reading:
    return Reading(feed=Feed(**feed), identity="guid", identity_because="each entry has its own")


def after(
    state: FeedState,
    said: Answer,
    read: Reading | None = None,
    now: datetime = NOON,
    *,
    upkeep: Upkeep = UPKEEP,
    brought_news: bool = False,
    **settings: Any,
) -> FeedState:
    polled = Polled(source=source(**settings), state=state, answer=said, answered=now)
    return upkeep.after_answer(polled, read, now, brought_news=brought_news)


def failed(
    state: FeedState, problem: FetchError | FormatError | None = None, now: datetime = NOON, **settings: Any
) -> FeedState:
    problem = problem or FetchError("wire", URL, "answered 500", status=500)
    said = problem if isinstance(problem, FetchError) else answer()
    return UPKEEP.after_failure(Polled(source=source(**settings), state=state, answer=said, answered=now), problem, now)


FRESH = FeedState(url=URL)
READ = replace(
    FRESH, etag='"1"', validated_url=URL, body_digest=digest(document()), polls=1, polled_at=NOON, read_at=NOON
)


# Validators and bytes


def test_first_document_brings_validators_and_what_the_feed_says_of_itself() -> None:
    read = reading(title="Wire", home="http://wire.example/", hubs=("http://hub.example/",), self_url=URL)

    state = after(FRESH, answer(), read, brought_news=True)

    assert (state.etag, state.validated_url, state.body_digest) == ('"1"', URL, digest(document()))
    assert (state.title, state.home, state.hub, state.topic) == (
        "Wire",
        "http://wire.example/",
        "http://hub.example/",
        URL,
    )
    assert (state.identity, state.identity_because) == ("guid", "each entry has its own")
    assert (state.polled_at, state.read_at, state.changed_at) == (NOON, NOON, NOON)
    assert (state.polls, state.unchanged, state.failed) == (1, 0, 0)
    assert state.next_poll_at is not None
    assert NOON + HOUR <= state.next_poll_at <= NOON + 2 * HOUR
    assert state.because == "every 1 h, as configured, spread out after the first poll"


def test_same_bytes_need_no_reading_and_bring_new_validators_all_the_same() -> None:
    said = answer(etag='"2"')
    assert said.document is not None
    assert is_known(READ, said.document)

    state = after(READ, said)

    assert (state.etag, state.unchanged, state.body_digest) == ('"2"', 1, READ.body_digest)


@pytest.mark.parametrize("other", [document(b"<rss></rss>"), document(base_url=NEW)])
def test_other_bytes_or_another_base_for_links_need_a_reading(other: Document) -> None:
    assert not is_known(READ, other)
    assert not is_known(FRESH, document())


def test_304_brings_new_validators_and_keeps_what_is_known() -> None:
    state = after(replace(READ, title="Wire", hub="http://hub.example/"), answer(304, etag='"2"'))

    assert (state.etag, state.validated_url) == ('"2"', URL)
    assert (state.title, state.hub, state.body_digest) == ("Wire", "http://hub.example/", READ.body_digest)
    assert state.unchanged == 1


def test_answer_without_validators_takes_the_former_ones_away() -> None:
    state = after(READ, answer(etag=None), reading())

    assert (state.etag, state.last_modified, state.validated_url) == (None, None, None)


@pytest.mark.parametrize(
    "problem",
    [
        FormatError(URL, "is a web page"),
        FetchError("wire", URL, "answered 500", status=500),
        FetchError("wire", URL, "timed out"),
        TooManyRequests("wire", URL, 429, None, "wire.example"),
    ],
)
def test_failure_leaves_all_that_was_learned(problem: FetchError | FormatError) -> None:
    before = replace(READ, title="Wire", pace_s=7200.0, changed_at=NOON - DAY, moving_to=NEW, moving_polls=3)

    state = failed(before, problem, NOON + HOUR)

    assert (state.error, state.failures, state.failed, state.polls) == (str(problem), 1, 1, 2)
    assert state.polled_at == NOON + HOUR
    changed = {"error", "failures", "failed", "polls", "polled_at", "next_poll_at", "because"}
    assert replace(state, **{name: getattr(before, name) for name in changed}) == before


def test_next_poll_counts_from_the_answer_however_long_the_pass_has_taken() -> None:
    polled = Polled(source=source(interval="1h"), state=READ, answer=answer(304), answered=NOON + HOUR / 2)

    assert UPKEEP.after_answer(polled, None, NOON).next_poll_at == NOON + 1.5 * HOUR
    assert UPKEEP.after_answer(polled, None, NOON + HOUR).next_poll_at == NOON + 2 * HOUR
    problem = FetchError("wire", URL, "timed out")
    assert UPKEEP.after_failure(replace(polled, answer=problem), problem, NOON).polled_at == NOON + HOUR / 2


def test_success_ends_a_row_of_failures() -> None:
    state = after(failed(failed(READ)), answer(304), now=NOON + DAY)

    assert (state.failures, state.error, state.failed, state.read_at) == (0, None, 2, NOON + DAY)


def test_request_goes_with_the_validators_and_to_whom_they_belong() -> None:
    asked = request(source("http://u:p@wire.example/feed", private=True), READ)

    assert (asked.url, asked.private) == ("http://u:p@wire.example/feed", True)
    assert asked.validators == Validators(etag='"1"', last_modified=None, url=URL)


def test_feed_whose_url_was_changed_in_the_configuration_starts_anew() -> None:
    assert known(source(), READ) == READ
    assert known(source("http://u:p@wire.example/feed"), READ) == READ
    assert known(source(NEW), READ) == FeedState(url=NEW)
    assert known(source(), None) == FRESH


# Wishes and pace


def test_wishes_are_kept_for_the_polls_that_bring_no_document() -> None:
    read = reading(ttl=3 * HOUR, skip_hours=frozenset({2}))
    state = after(READ, answer(max_age=2 * HOUR), read)

    state = after(state, answer(304))

    wishes = Wishes.from_dict(state.wishes)
    assert wishes == Wishes(max_age=2 * HOUR, ttl=3 * HOUR, skip_hours=frozenset({2}))
    assert state.because == "the publisher asks for 3 h (ttl)"
    assert Wishes.from_dict(after(state, answer(304, max_age=HOUR)).wishes).max_age == HOUR
    assert Wishes.from_dict(after(state, answer(), reading()).wishes) == Wishes()


def test_pace_is_learned_from_polls_that_bring_news() -> None:
    state = after(READ, answer(), reading(), brought_news=True)
    for hours in (5, 10, 15):
        state = after(state, answer(304), now=NOON + (hours - 1) * HOUR)
        state = after(state, answer(), reading(), NOON + hours * HOUR, brought_news=True)

    assert state.pace_s == 5 * 3600
    assert state.changed_at == NOON + 15 * HOUR
    assert state.because == "changes about every 5 h"


def test_clock_that_was_set_back_breaks_no_pace() -> None:
    state = after(replace(READ, changed_at=NOON + DAY, pace_s=3600.0), answer(), reading(), brought_news=True)

    assert (state.pace_s, state.changed_at) == (3600.0, NOON)


@pytest.mark.parametrize(
    "state, now, expected",
    [
        (FRESH, NOON, True),
        (replace(READ, next_poll_at=NOON + HOUR), NOON, False),
        (replace(READ, next_poll_at=NOON + HOUR), NOON + HOUR, True),
        (replace(READ, next_poll_at=NOON + 5 * DAY), NOON, True),
        (replace(READ, next_poll_at=NOON + 5 * DAY, failures=1), NOON, False),
        (replace(READ, next_poll_at=NOON + 25 * DAY, failures=2), NOON, True),
        (replace(READ, next_poll_at=NOON + 25 * DAY, failures=2, gone_since=NOON), NOON, False),
        (replace(READ, next_poll_at=NOON + 400 * DAY, failures=2, gone_since=NOON), NOON, True),
        # Polled by a clock that was set back since.
        (replace(READ, polled_at=NOON + DAY, next_poll_at=NOON + DAY + HOUR), NOON, True),
        (replace(READ, polled_at=NOON + HOUR, next_poll_at=NOON + 2 * HOUR), NOON, True),
        (replace(READ, polled_at=NOON + timedelta(minutes=4), next_poll_at=NOON + 2 * HOUR), NOON, False),
        (replace(READ, polled_at=NOON + DAY, next_poll_at=NOON + 2 * DAY, wishes={"skip_hours": [12]}), NOON, False),
        (replace(READ, next_poll_at=NOON - HOUR, wishes={"skip_hours": [12]}), NOON, False),
        (replace(READ, next_poll_at=NOON - HOUR, wishes={"skip_hours": [12]}), NOON + HOUR, True),
    ],
)
def test_poll_is_due_at_its_time_which_is_believed_as_far_as_there_is_a_reason(
    state: FeedState, now: datetime, *, expected: bool
) -> None:
    assert UPKEEP.is_due(source(), state, now) is expected


# Moves


def polled_daily(state: FeedState, targets: list[str | None]) -> list[FeedState]:
    states = []
    for day, target in enumerate(targets):
        state = after(state, answer(304, moved_to=target), now=NOON + day * DAY)
        states.append(state)
    return states


def test_permanent_redirect_is_believed_after_a_week_of_polls() -> None:
    states = polled_daily(READ, [NEW] * 8)

    assert [state.moved_to for state in states] == [None] * 7 + [NEW]
    assert (states[6].moving_to, states[6].moving_since, states[6].moving_polls) == (NEW, NOON, 7)
    assert states[7].moving_to is None
    assert request(source(), states[7]).url == NEW


def test_many_polls_in_a_day_prove_nothing_and_neither_do_few_in_a_month() -> None:
    state = READ
    for minute in range(100):
        state = after(state, answer(304, moved_to=NEW), now=NOON + minute * timedelta(minutes=10))
    assert state.moved_to is None
    state = READ
    for week in range(4):
        state = after(state, answer(304, moved_to=NEW), now=NOON + 7 * week * DAY)
    assert state.moved_to is None


@pytest.mark.parametrize("other", [None, "http://elsewhere.example/feed"])
def test_redirect_that_is_not_the_same_each_time_is_never_believed(other: str | None) -> None:
    states = polled_daily(READ, [NEW, NEW, NEW, NEW, other] * 6)

    assert {state.moved_to for state in states} == {None}


def test_failures_between_do_not_count_and_do_not_disturb() -> None:
    state = polled_daily(READ, [NEW] * 4)[-1]
    for day in range(4, 8):
        state = failed(state, now=NOON + day * DAY)

    assert (state.moving_polls, state.moved_to) == (4, None)
    assert after(state, answer(304, moved_to=NEW), now=NOON + 8 * DAY).moved_to == NEW


@pytest.mark.parametrize(
    "asked, target, expected",
    [
        (URL, "https://wire.example/feed", True),
        ("http://wire.example:80/feed?a=b", "https://wire.example/feed?a=b", True),
        (URL, "https://wire.example/login", False),
        (URL, "https://other.example/feed", False),
        (URL, "https://wire.example:8443/feed", False),
        ("http://wire.example:8080/feed", "https://wire.example/feed", False),
        ("https://wire.example/feed", "http://wire.example/feed", False),
    ],
)
def test_same_place_by_https_is_believed_at_once(asked: str, target: str, *, expected: bool) -> None:
    state = after(FeedState(url=asked), answer(moved_to=target, url=target), reading())

    assert state.moved_to == (target if expected else None)


def test_feed_that_moves_on_or_back_is_followed() -> None:
    moved = polled_daily(READ, [NEW] * 8)[-1]

    assert polled_daily(moved, ["http://third.example/feed"] * 8)[-1].moved_to == "http://third.example/feed"
    assert polled_daily(moved, [URL] * 8)[-1].moved_to is None


def test_feed_that_fails_where_it_moved_to_is_looked_for_where_it_was() -> None:
    moved = polled_daily(READ, [NEW] * 8)[-1]

    assert failed(failed(moved)).moved_to == NEW
    assert failed(failed(failed(moved))).moved_to is None
    assert failed(moved, FetchError("wire", NEW, "answered 410", status=410)).moved_to is None


@pytest.mark.parametrize(
    "moved_to, expected",
    [
        ("http://wire.example/new", "http://u:p%40@wire.example/new"),
        ("https://wire.example/feed", "https://u:p%40@wire.example/feed"),
        ("http://other.example/new", "http://other.example/new"),
        ("http://wire.example:8080/new", "http://wire.example:8080/new"),
    ],
)
def test_password_goes_with_a_move_inside_its_place_only(moved_to: str, expected: str) -> None:
    configured = source("http://u:p%40@wire.example/feed")

    assert request(configured, replace(READ, moved_to=moved_to)).url == expected


# Gone, and pauses of hosts


def test_feed_that_is_gone_is_asked_once_more_then_monthly_and_may_come_back() -> None:
    gone = FetchError("wire", URL, "answered 410", status=410)
    first = failed(READ, gone)
    second = failed(first, gone, NOON + DAY)

    assert (first.gone_since, first.because) == (NOON, "answered 410 (Gone), asked once more to be sure")
    assert (second.gone_since, second.because) == (NOON, "gone (410), asked once a month")
    assert second.next_poll_at is not None
    assert second.next_poll_at >= NOON + 31 * DAY
    assert failed(first).gone_since == NOON
    assert after(second, answer(), reading()).gone_since is None


def test_not_found_is_not_gone() -> None:
    assert failed(READ, FetchError("wire", URL, "answered 404", status=404)).gone_since is None


@pytest.mark.parametrize(
    "told, expected",
    [(None, HOUR), (3 * HOUR, 3 * HOUR), (400 * DAY, 7 * DAY), (timedelta(seconds=-5), timedelta(0))],
)
def test_host_is_left_alone_for_as_long_as_it_asks(told: timedelta | None, expected: timedelta) -> None:
    problem = TooManyRequests("wire", URL, 429, told, "wire.example")

    pause = pause_after(problem)

    assert (pause.host, pause.wait) == ("wire.example", expected)


def test_what_the_last_answer_took_is_kept_until_the_next_one() -> None:
    slow = after(READ, answer(seconds=4.5), reading())

    assert slow.answered_in_s == 4.5
    assert failed(slow).answered_in_s == 4.5
    assert after(slow, answer(seconds=0.2), reading()).answered_in_s == 0.2
