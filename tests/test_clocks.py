"""The clock is set forward and back, stands still, and is not set yet: the work goes on, nothing is lost or done twice."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta, tzinfo
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bot.config import load
from bot.pipeline import Pipeline, Report, open_pipeline
from bot.service import Service
from tests.desk import MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, Newsroom, said
from tests.postoffice import Office, opened
from tests.test_service import running
from tests.test_telling import Clock as SetByHand
from tests.test_telling import begun, letters

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class Clock:
    """A clock that can be set, and stopped."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)
        self.stands: datetime | None = None

    def __call__(self) -> datetime:
        return self.stands or datetime.now(UTC) + self.ahead


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that the scheduler goes by, too: it takes none."""
    found = Clock()

    class Told(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return found().astimezone(tz)

    for module in ("apscheduler.schedulers.base", "apscheduler.triggers.interval", "apscheduler.triggers.cron"):
        monkeypatch.setattr(import_module(module), "datetime", Told)
    return found


class Counted(Pipeline):
    """One that says when its passes were."""

    def __init__(self, sound: Pipeline) -> None:
        super().__init__(sound.means, sound.intake)
        self.passes: list[datetime] = []

    async def run_pass(self, now: datetime, *, is_patient: bool = False) -> Report:
        self.passes.append(now)
        return await super().run_pass(now, is_patient=is_patient)

    async def has_passed(self, times: int) -> None:
        """Wait for so many more passes."""
        wanted = len(self.passes) + times
        async with asyncio.timeout(15):
            while len(self.passes) < wanted:
                await asyncio.sleep(0.02)


@asynccontextmanager
async def serving(desk: Desk, clock: Clock) -> Any:
    settings = load(desk.config)
    settings = settings.model_copy(update={"web": settings.web.model_copy(update={"port": 0, "fronts": 0})})
    async with open_pipeline(settings) as sound:
        counted = Counted(sound)
        service = Service(settings, counted, clock)
        running = asyncio.create_task(service.run())
        try:
            yield counted
        finally:
            service._end()
            await running


def run(desk: Desk, clock: Clock, act: Callable[[Counted], Any]) -> None:
    async def inside() -> None:
        async with serving(desk, clock) as counted:
            await act(counted)

    asyncio.run(inside())


@pytest.mark.parametrize("back", [HOUR, DAY], ids=str)
def test_passes_go_on_when_the_clock_is_set_back(desk: Desk, clock: Clock, back: timedelta) -> None:
    async def act(counted: Counted) -> None:
        await counted.has_passed(2)
        clock.ahead -= back
        await counted.has_passed(3)

    run(desk, clock, act)


def test_passes_go_on_when_the_clock_stands_still(desk: Desk, clock: Clock) -> None:
    async def act(counted: Counted) -> None:
        await counted.has_passed(2)
        clock.stands = clock()
        await counted.has_passed(3)

    run(desk, clock, act)


def test_passes_that_a_leap_of_the_clock_left_out_are_one(desk: Desk, clock: Clock) -> None:
    async def act(counted: Counted) -> None:
        await counted.has_passed(2)
        before = len(counted.passes)
        clock.ahead += DAY
        await counted.has_passed(3)

        assert len(counted.passes) < before + 10, "a day has 432,000 of them"

    run(desk, clock, act)


def test_nothing_is_stored_before_the_clock_is_set(desk: Desk, clock: Clock) -> None:
    desk.drop("fire.txt", "Fire at the mill\n\nThe old paper mill at Dunmore burned down on Monday night.\n")
    clock.stands = datetime(1970, 1, 1, 0, 0, 7, tzinfo=UTC)

    async def act(counted: Counted) -> None:
        await asyncio.sleep(1)
        assert counted.passes == []
        clock.stands = None
        await counted.has_passed(2)

    run(desk, clock, act)

    [(first_seen,)] = desk.query("SELECT first_seen FROM story")
    assert first_seen > "2026"


def updated(desk: Desk) -> tuple[str, list[str]]:
    feed = desk.feed("all")
    return feed.feed.updated, sorted(entry.updated for entry in feed.entries)


@pytest.mark.parametrize("later", [-DAY, -HOUR, DAY], ids=str)
def test_no_feed_is_older_than_before_whatever_the_clock_does(desk: Desk, later: timedelta) -> None:
    newsroom, at = Newsroom(desk), MORNING + 2 * DAY
    newsroom.run((at, [said("1", FIRE)]))
    before = updated(desk)
    newsroom.run((at + later, [said("2", BLAZE, at=at + later), said("3", FLOOD, at=at + later)]))
    after = updated(desk)
    newsroom.run((at + HOUR, [said("1", (FIRE[0], FIRE[1] + " Two were hurt."), version=2, at=at + HOUR)]))

    assert before[0] <= after[0] <= updated(desk)[0]
    assert before[1][-1] <= after[1][-1] <= updated(desk)[1][-1]


# Digests


@pytest.fixture
def office() -> Iterator[Office]:
    with opened() as found:
        yield found


def mailed(office: Office) -> list[str]:
    return [mail.get_body(("plain",)).get_content() for _, mail in office.got]  # type: ignore[union-attr]


@pytest.mark.parametrize("leap", [DAY, 30 * DAY], ids=str)
def test_digest_of_a_day_that_was_not_yet_costs_no_other(desk: Desk, office: Office, leap: timedelta) -> None:
    clock = SetByHand()
    begun(desk, clock, office.port)
    newsroom = Newsroom(desk)
    newsroom.run((MORNING, [said("1", FIRE)]))
    clock.now = MORNING + HOUR + leap
    letters(desk, clock)  # of a day to come

    clock.now = MORNING + 2 * HOUR
    newsroom.run((clock.now, [said("2", FLOOD, at=clock.now)]))
    for day in range(1, 4):
        clock.now = MORNING + day * DAY + 2 * HOUR
        letters(desk, clock)
        letters(desk, clock)

    told = "".join(mailed(office))
    assert (told.count(FIRE[0]), told.count(FLOOD[0])) == (1, 1)


def test_clock_that_is_set_back_makes_no_digest_twice(desk: Desk, office: Office) -> None:
    clock = SetByHand()
    begun(desk, clock, office.port)
    Newsroom(desk).run((MORNING, [said("1", FIRE)]))
    for now in (MORNING + HOUR, MORNING - DAY, MORNING + HOUR, MORNING, MORNING + 2 * HOUR):
        clock.now = now
        letters(desk, clock)

    assert len(office.got) == 1


def test_mail_that_waits_does_not_wait_for_a_clock_that_was_set_back(desk: Desk) -> None:
    clock = SetByHand()
    with opened() as office:
        port = office.port
    begun(desk, clock, port)
    Newsroom(desk).run((MORNING, [said("1", FIRE)]))
    clock.now = MORNING + HOUR
    letters(desk, clock)  # nobody is there
    with opened(port=port) as office:
        clock.now -= DAY
        letters(desk, clock)

        assert len(office.got) == 1


# As a whole, by libfaketime (Debian: `apt-get install libfaketime`; LIBFAKETIME names it where it is elsewhere)


def libfaketime() -> str | None:
    places = [os.environ.get("LIBFAKETIME"), *Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")]
    return next((str(place) for place in places if place and Path(place).is_file()), None)


@pytest.mark.skipif(libfaketime() is None, reason="libfaketime is not installed")
def test_service_whose_machine_does_not_know_the_time_yet_and_then_errs_by_a_day(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "time"
    told.write_text("@1970-01-01 00:00:05")
    library = libfaketime()
    assert library is not None
    given = {"LD_PRELOAD": library, "FAKETIME_TIMESTAMP_FILE": str(told), "FAKETIME_NO_CACHE": "1"}
    for name, value in {**given, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}.items():
        monkeypatch.setenv(name, value)
    desk.drop("fire.txt", "\n\n".join(FIRE))
    with running(desk) as service:
        service.until("/readyz", lambda response: "the clock shows 1970-01-01" in response.text)
        told.write_text("+0")
        service.until("/topics/all.atom", lambda response: FIRE[0] in response.text, seconds=20)
        first = desk.feed("all").feed.updated
        told.write_text("-1d")
        desk.drop("flood.txt", "\n\n".join(FLOOD))
        service.until("/topics/all.atom", lambda response: FLOOD[0] in response.text, seconds=20)
        told.write_text("+1d")
        desk.drop(
            "storm.txt", "Storm at sea\n\nThe ferry to Varnby turned back on Tuesday, as a storm broke its mast.\n"
        )
        service.until("/topics/all.atom", lambda response: "Storm at sea" in response.text, seconds=20)
        # It is killed: the library does not let threads wait for a time any more, once the time was another.
    assert desk.feed("all").feed.updated >= first
    assert desk.query("SELECT count(*), count(cluster), min(first_seen) > '2026' FROM story") == [(3, 3, 1)]
