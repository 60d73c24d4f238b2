"""Days of polling over publishers with every habit: no request that a publisher could complain of."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.politeness import BEGIN, Plot, simulate
from benchmarks.publishers import HOUR, Publisher, town
from benchmarks.referee import Clock, Origin, Referee
from bot.store.sources import FeedState

DAYS = 8  # a permanent redirect is believed after seven

#: How often each feed is asked in these days: not seldom either, or being polite would be easy.
POLLS = {
    "steady": (175, 193),
    "modified": (45, 65),
    "same-time": (45, 65),
    "bare": (45, 65),
    "daily": (25, 40),
    "asleep": (30, 45),
    "exact": (380, 385),
    "max-age": (88, 97),
    "expires": (59, 65),
    "ttl": (59, 65),
    "period": (59, 65),
    "skips": (90, 110),
    "busy": (45, 65),
    "neighbour": (45, 65),
    "busy-until": (45, 65),
    "storm": (40, 60),
    "missing": (40, 60),
    "moved": (45, 65),
    "flip-flop": (45, 65),
    "elsewhere": (45, 65),
    "gone": (18, 30),
    "back": (40, 60),
    "churn": (30, 45),
    "renamed": (45, 65),
    "html": (40, 60),
    "empty": (40, 60),
    "silent": (45, 65),
}


@pytest.fixture(scope="module")
def referee(tmp_path_factory: pytest.TempPathFactory) -> Referee:
    return asyncio.run(simulate(tmp_path_factory.mktemp("days"), DAYS, town(BEGIN)))


def test_no_request_is_impolite(referee: Referee) -> None:
    assert referee.violations == []


def test_every_feed_is_asked_as_often_as_its_publisher_allows(referee: Referee) -> None:
    polls = {name: seen.polls for name, seen in referee.seen.items()}

    assert polls.keys() == POLLS.keys()
    assert {name: count for name, count in polls.items() if not POLLS[name][0] <= count <= POLLS[name][1]} == {}


def test_moved_feed_is_asked_directly_after_a_week_and_others_are_not(referee: Referee) -> None:
    moved, flip_flop, elsewhere = (referee.seen[name] for name in ("moved", "flip-flop", "elsewhere"))

    assert 40 < moved.requests["301"] < moved.polls
    assert flip_flop.requests["301"] == flip_flop.polls
    assert elsewhere.requests["302"] == elsewhere.polls


def test_feed_that_is_gone_is_asked_once_more_and_then_not_for_weeks(referee: Referee) -> None:
    assert referee.seen["gone"].requests["410"] == 2
    assert referee.seen["back"].requests["410"] == 1


# The referee sees what is not polite


def without_validators(state: FeedState) -> FeedState:
    return replace(state, etag=None, last_modified=None)


def with_an_invented_date(state: FeedState) -> FeedState:
    return replace(state, last_modified="Mon, 02 Mar 2026 12:00:00 GMT")


def with_half_of_the_validators(state: FeedState) -> FeedState:
    return replace(state, last_modified=None)


def with_those_of_an_error_page(state: FeedState) -> FeedState:
    return replace(state, etag='"error-page"') if state.error else state


def with_an_early_poll(state: FeedState) -> FeedState:
    assert state.next_poll_at is not None
    return replace(state, next_poll_at=state.next_poll_at - timedelta(minutes=30))


def at_its_own_wish(state: FeedState) -> FeedState:
    assert state.polled_at is not None
    return replace(state, wishes=None, next_poll_at=state.polled_at + HOUR)


CROWD = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    "plot, names, hours, words",
    [
        (Plot(alter=without_validators), ["steady"], 5, "unconditional, though it has validators"),
        (Plot(alter=with_an_invented_date), ["steady"], 5, "invented or stale Last-Modified"),
        (Plot(alter=with_half_of_the_validators), ["same-time"], 5, "Last-Modified left out"),
        (Plot(alter=with_those_of_an_error_page), ["html"], 76, "invented or stale ETag"),
        (Plot(alter=with_an_early_poll), ["steady"], 30, "early (1:00:00 after the last answer)"),
        (Plot(alter=at_its_own_wish), ["max-age"], 5, "early (2:00:00 after the last answer)"),
        (Plot(alter=at_its_own_wish), ["skips"], 20, "which it rules out"),
        (Plot(alter=at_its_own_wish, keeps_pauses=False), ["busy"], 8, "early (3:00:00 after failure 1)"),
        (Plot(keeps_pauses=False), ["busy", "neighbour"], 60, "before the end of the host's pause"),
        (Plot(spacing=timedelta(0)), CROWD, 1, "after the last request to the host"),
        (Plot(turns=False), CROWD, 1, "requests at once"),
    ],
)
def test_referee_sees_a_broken_rule(tmp_path: Path, plot: Plot, names: list[str], hours: int, words: str) -> None:
    publishers = [one for one in town(BEGIN) if one.name in names]
    publishers += [Publisher(name=name, story="", host="crowded") for name in names if name in CROWD]

    broken = asyncio.run(simulate(tmp_path, hours / 24, publishers, plot))

    assert any(words in violation for violation in broken.violations), broken.violations


def test_referee_sees_cookies_and_referers(tmp_path: Path) -> None:
    async def ask() -> Referee:
        async with Origin([Publisher(name="steady", story="")], Clock(BEGIN)) as origin:
            host, port = origin.publishers[0].origin.removeprefix("http://").split(":")
            reader, writer = await asyncio.open_connection(host, int(port))
            fields = f"Host: {host}:{port}\r\nCookie: id=1\r\nReferer: http://a.example/"
            writer.write(f"GET /steady/feed HTTP/1.1\r\n{fields}\r\n\r\n".encode())
            await reader.read()
            writer.close()
            return origin.referee

    violations = asyncio.run(ask()).violations
    assert {violation.partition(": ")[2] for violation in violations} == {"sent cookie", "sent referer"}
