"""Who is asked when: due feeds beside the passes, in order, one at a time at a host."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.config import FeedSource, PollingSettings
from bot.errors import FetchError, TooManyRequests
from bot.intake import polls as polls_module
from bot.intake.polls import Polled, Polls
from bot.intake.upkeep import Upkeep
from bot.model import Document
from bot.sources.feed import Answer, Request, Validators
from bot.sources.hosts import AT_ONCE, Hosts, host_of
from bot.store.sources import FeedState

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Web:
    """Answers by URL, in place of the fetcher: takes turns as it does, and follows `hops`."""

    def __init__(self, turn: Callable[[str], AbstractAsyncContextManager[None]]) -> None:
        self.turn = turn
        self.asked: list[str] = []
        self.there = self.most = 0
        self.errors: dict[str, Exception] = {}
        self.hops: dict[str, str] = {}
        self.gate = asyncio.Event()
        self.gate.set()
        self.content = b"<rss/>"

    async def fetch(self, request: Request, now: datetime) -> Answer:
        for url in filter(None, (request.url, self.hops.get(request.url))):
            async with self.turn(host_of(url)):
                self.asked.append(url)
                self.there += 1
                self.most = max(self.most, self.there)
                try:
                    await asyncio.sleep(0)
                    await self.gate.wait()
                finally:
                    self.there -= 1
                if url in self.errors:
                    raise self.errors[url]
        document = Document(source=request.source.name, location=request.url, content=self.content, arrived=now)
        return Answer(
            status=200, document=document, validators=Validators(), url=request.url, moved_to=None, max_age=None
        )


class Room:
    """Polls over some feeds."""

    def __init__(self, *urls: str) -> None:
        self.sources = [FeedSource(name=f"f{number}", feed=url) for number, url in enumerate(urls)]
        settings = PollingSettings(spacing=timedelta(0))
        self.elapsed = timedelta(0)
        self.hosts = Hosts(settings.spacing, clock=self.seconds)
        self.web = Web(self.hosts.turn)
        self.polls = Polls(self.sources, Upkeep(settings), self.web, self.hosts)  # type: ignore[arg-type]
        self.states: dict[str, FeedState] = {}

    def seconds(self) -> float:
        return self.elapsed.total_seconds()

    def due(self, number: int, at: datetime, **more: Any) -> None:
        source = self.sources[number]
        self.states[source.name] = FeedState(url=source.feed, next_poll_at=at, **more)

    async def all(self, now: datetime = NOON) -> list[Polled]:
        """Ask what is due, and take all answers."""
        self.polls.begin(self.polls.due(self.states, now), now)
        taken: list[Polled] = []
        while some := await self.polls.finished(wait=True):
            for polled in some:
                self.polls.forget(polled)
            taken += some
        return taken


def run(act: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def within_time() -> None:
        async with asyncio.timeout(5):
            await act()

    asyncio.run(within_time())


def urls(count: int) -> list[str]:
    return [f"http://host-{number}.example/feed" for number in range(count)]


def too_many(url: str, retry_after: timedelta | None = None) -> TooManyRequests:
    return TooManyRequests("f0", url, 429, retry_after, host_of(url))


def test_who_has_waited_longest_is_asked_first_and_who_is_not_due_is_not_asked() -> None:
    async def act() -> None:
        room = Room(*urls(4))
        for number, hours in enumerate((-1, -3, 1, -2)):
            room.due(number, NOON + hours * HOUR)
        await room.all()
        assert [host_of(url) for url in room.web.asked] == ["host-1.example", "host-3.example", "host-0.example"]

    run(act)


def test_feed_is_not_asked_again_while_its_answer_is_to_come_or_to_be_stored() -> None:
    async def act() -> None:
        room = Room(*urls(1))
        room.web.gate.clear()
        room.polls.begin(room.polls.due({}, NOON), NOON)
        await asyncio.sleep(0)
        room.polls.begin(room.polls.due({}, NOON + DAY), NOON + DAY)
        room.web.gate.set()
        [polled] = await room.polls.finished(wait=True)
        room.polls.begin(room.polls.due({}, NOON + DAY), NOON + DAY)
        assert await room.polls.finished(wait=True) == [polled]
        assert room.polls.are_under_way
        room.polls.forget(polled)
        assert not room.polls.are_under_way
        assert len(room.web.asked) == 1

    run(act)


def test_feed_whose_state_could_not_be_stored_is_not_asked_before_its_interval() -> None:
    async def act() -> None:
        room = Room(*urls(1))
        assert len(await room.all()) == 1
        room.elapsed = HOUR - timedelta(seconds=1)
        assert await room.all(NOON + room.elapsed) == []
        room.elapsed = HOUR
        assert len(await room.all(NOON + room.elapsed)) == 1

    run(act)


@pytest.mark.parametrize("jump", [DAY, -DAY, -20_000 * DAY])
def test_wall_clock_that_jumps_makes_nobody_ask_early(jump: timedelta) -> None:
    async def act() -> None:
        room = Room(*urls(1))
        await room.all()
        room.due(0, NOON + HOUR)
        room.elapsed = HOUR / 2
        assert await room.all(NOON + room.elapsed + jump) == []

    run(act)


def test_feed_with_another_url_is_asked_without_what_was_known() -> None:
    async def act() -> None:
        room = Room(*urls(1))
        room.due(0, NOON + HOUR, etag='"1"')
        room.states["f0"] = replace(room.states["f0"], url="http://former.example/feed")
        [polled] = await room.all()
        assert polled.state == FeedState(url=urls(1)[0])

    run(act)


def test_answer_tells_when_it_came() -> None:
    async def act() -> None:
        room = Room(*urls(1))
        room.web.gate.clear()
        room.polls.begin(room.polls.due({}, NOON), NOON)
        await asyncio.sleep(0)
        room.elapsed = timedelta(minutes=5)
        room.web.gate.set()
        [polled] = await room.polls.finished(wait=True)
        assert polled.answered == NOON + timedelta(minutes=5)

    run(act)


def test_answers_are_handed_out_as_they_come() -> None:
    async def act() -> None:
        room = Room(*urls(2))
        room.web.gate.clear()
        room.due(0, NOON + HOUR)
        room.polls.begin(room.polls.due(room.states, NOON), NOON)
        assert await room.polls.finished(wait=False) == []
        room.web.gate.set()
        [first] = await room.polls.finished(wait=True)
        assert await room.polls.finished(wait=True, but={"f1"}) == []
        room.polls.begin(room.polls.due(room.states, NOON + HOUR), NOON + HOUR)
        [second] = await room.polls.finished(wait=True, but={"f1"})
        assert [first.source.name, second.source.name] == ["f1", "f0"]
        assert await room.polls.finished(wait=False) == [first, second]

    run(act)


def test_no_more_requests_at_once_than_there_are_places_and_one_host_takes_one() -> None:
    async def act() -> None:
        room = Room(*urls(2 * AT_ONCE), *(f"http://crowded.example/{number}" for number in range(AT_ONCE)))
        assert len(await room.all()) == 3 * AT_ONCE
        assert room.web.most == AT_ONCE

        crowded = Room(*(f"http://crowded.example/{number}" for number in range(10)))
        assert len(await crowded.all()) == 10
        assert crowded.web.most == 1

    run(act)


def test_host_that_asks_for_a_pause_is_asked_by_nobody_until_it_is_over() -> None:
    async def act() -> None:
        here = [f"http://busy.example/{number}" for number in range(5)]
        room = Room(*here, "http://free.example/feed")
        room.web.errors[here[0]] = too_many(here[0], timedelta(minutes=10))

        first = await room.all()

        assert sorted(polled.source.name for polled in first) == ["f0", "f5"]
        assert room.web.asked == [here[0], "http://free.example/feed"]
        room.elapsed = timedelta(minutes=9)
        assert await room.all(NOON + room.elapsed) == []
        room.elapsed = timedelta(minutes=10)
        assert {polled.source.name for polled in await room.all(NOON + room.elapsed)} == {"f1", "f2", "f3", "f4"}

    run(act)


def test_feeds_of_a_paused_host_are_due_when_the_pause_is_over() -> None:
    async def act() -> None:
        here = [f"http://busy.example/{number}" for number in range(3)]
        room = Room(*here)
        room.polls.leave_alone({"busy.example": NOON + HOUR}, NOON)
        room.polls.begin(room.polls.due({}, NOON), NOON)
        assert not room.polls.are_under_way
        room.elapsed = HOUR
        assert len(await room.all(NOON + HOUR)) == 3

    run(act)


@pytest.mark.parametrize("until", [NOON - HOUR, NOON + 8 * DAY])
def test_pause_that_is_over_or_longer_than_any_is_not_believed(until: datetime) -> None:
    async def act() -> None:
        room = Room("http://busy.example/feed")
        room.polls.leave_alone({"busy.example": until}, NOON)
        assert len(await room.all()) == 1

    run(act)


def test_feed_that_leads_to_a_paused_host_fails_and_is_not_asked_on_and_on() -> None:
    async def act() -> None:
        room = Room("http://a.example/feed")
        room.web.hops["http://a.example/feed"] = "http://busy.example/feed"
        room.polls.leave_alone({"busy.example": NOON + HOUR}, NOON)

        [polled] = await room.all()

        assert isinstance(polled.answer, FetchError)
        assert str(polled.answer) == "f0: http://a.example/feed: leads to busy.example, which asked to be left alone"
        assert room.web.asked == ["http://a.example/feed"]

    run(act)


def test_feed_is_asked_where_it_moved_to() -> None:
    async def act() -> None:
        room = Room("http://a.example/feed")
        room.due(0, NOON, moved_to="http://b.example/feed")
        room.polls.leave_alone({"a.example": NOON + HOUR}, NOON)
        await room.all()
        assert room.web.asked == ["http://b.example/feed"]

    run(act)


def test_late_feed_is_not_asked_in_an_hour_that_its_publisher_rules_out() -> None:
    async def act() -> None:
        room = Room(*urls(1))
        room.due(0, NOON - 5 * HOUR, wishes={"skip_hours": [12]})
        assert await room.all() == []
        assert len(await room.all(NOON + HOUR)) == 1

    run(act)


def test_no_request_begins_while_too_much_waits_to_be_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polls_module, "MOST_HELD", 100)

    async def act() -> None:
        room = Room(*urls(4 * AT_ONCE))
        room.web.content = b"x" * 40
        room.polls.begin(room.polls.due({}, NOON), NOON)
        held = await room.polls.finished(wait=True)
        while more := await room.polls.finished(wait=True, but={polled.source.name for polled in held}):
            held += more
        assert 3 <= len(held) <= AT_ONCE
        asked = len(room.web.asked)
        for _ in range(10):
            await asyncio.sleep(0)
        assert len(room.web.asked) == asked
        for polled in held:
            room.polls.forget(polled)
        assert len(held) + len(await room.all()) == 4 * AT_ONCE

    run(act)


def test_what_nobody_expected_costs_its_own_feed_only() -> None:
    async def act() -> None:
        room = Room(*urls(2))
        room.web.errors[urls(1)[0]] = ZeroDivisionError("so\nmuch")
        bad, good = sorted(await room.all(), key=lambda polled: polled.source.name)
        assert "unexpected error: ZeroDivisionError: so much" in str(bad.answer)
        assert isinstance(good.answer, Answer)

    run(act)


def test_stopping_breaks_off_what_is_under_way_even_before_it_began() -> None:
    async def act() -> None:
        room = Room(*urls(3))
        room.web.gate.clear()
        room.polls.begin(room.polls.due({}, NOON), NOON)
        room.polls.stop()
        await room.polls.close()
        assert not room.polls.are_under_way
        assert room.web.asked == []
        room = Room(*urls(3))
        room.web.gate.clear()
        room.polls.begin(room.polls.due({}, NOON), NOON)
        await asyncio.sleep(0)
        assert room.polls.are_under_way
        await room.polls.close()
        assert not room.polls.are_under_way
        assert await room.polls.finished(wait=True) == []

    run(act)
