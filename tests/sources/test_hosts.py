"""Turns at hosts: one at a time, spaced, in order, and none while a host wants to be left alone."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from bot.sources.hosts import AT_ONCE, HostPaused, Hosts, host_of

SECOND = timedelta(seconds=1)


class Clock:
    """Time passes only where somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1000.0

    def __call__(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


class Visits:
    """Who was at which host, and when."""

    def __init__(self, hosts: Hosts, clock: Clock) -> None:
        self.hosts, self.clock = hosts, clock
        self.log: list[tuple[str, str, float]] = []
        self.there: list[str] = []
        self.most = 0

    async def visit(self, host: str, name: str = "", *, seconds: float = 0) -> None:
        async with self.hosts.turn(host):
            self.log.append((host, name, self.clock()))
            assert host not in self.there
            self.there.append(host)
            self.most = max(self.most, len(self.there))
            try:
                if seconds:
                    await self.clock.sleep(seconds)
                for _ in range(5):
                    await asyncio.sleep(0)
            finally:
                self.there.remove(host)


def visits(act: Callable[[Visits], Coroutine[Any, Any, None]], spacing: timedelta = SECOND) -> Visits:
    clock = Clock()
    made = Visits(Hosts(spacing, clock=clock, sleep=clock.sleep), clock)

    async def run() -> None:
        async with asyncio.timeout(5):
            await act(made)

    asyncio.run(run())
    return made


def test_one_host_is_asked_one_at_a_time_in_order_with_a_pause_after_each() -> None:
    async def act(made: Visits) -> None:
        await asyncio.gather(*(made.visit("a", str(number), seconds=2) for number in range(4)))

    assert visits(act).log == [("a", "0", 1000), ("a", "1", 1003), ("a", "2", 1006), ("a", "3", 1009)]


def test_hosts_do_not_wait_for_each_other() -> None:
    async def act(made: Visits) -> None:
        await asyncio.gather(*(made.visit(f"host-{number}") for number in range(20)))

    assert visits(act).most == 20


def test_places_are_for_requests_and_not_for_those_who_wait_for_a_host() -> None:
    async def act(made: Visits) -> None:
        crowd = [asyncio.create_task(made.visit("crowded", str(number))) for number in range(3 * AT_ONCE)]
        await asyncio.sleep(0)
        await made.visit("free", "last")
        assert len([host for host, _, _ in made.log if host == "crowded"]) < 5
        await asyncio.gather(*crowd)

    assert len(visits(act).log) == 3 * AT_ONCE + 1


def test_no_more_requests_at_once_than_there_are_places() -> None:
    async def act(made: Visits) -> None:
        await asyncio.gather(*(made.visit(f"host-{number}") for number in range(3 * AT_ONCE)))

    assert visits(act).most == AT_ONCE


def test_turn_is_passed_on_when_a_request_fails_or_is_broken_off() -> None:
    async def act(made: Visits) -> None:
        with pytest.raises(OSError, match="reset"):
            async with made.hosts.turn("a"):
                raise OSError("reset")
        first = asyncio.create_task(made.visit("a", "broken off"))
        waiting = asyncio.create_task(made.visit("a", "broken off while it waits"))
        last = asyncio.create_task(made.visit("a", "last"))
        for _ in range(4):
            await asyncio.sleep(0)
        waiting.cancel()
        first.cancel()
        await last

    log = visits(act).log
    assert [name for _, name, _ in log] == ["broken off", "last"]
    assert log[0][2] == 1001  # the failed request counts as one
    assert log[1][2] == 1002


def test_paused_host_refuses_those_who_come_and_those_who_wait() -> None:
    async def act(made: Visits) -> None:
        async def told_to_wait() -> None:
            async with made.hosts.turn("a:8080"):
                for _ in range(3):
                    await asyncio.sleep(0)
                made.hosts.pause("a:8080", timedelta(hours=1))

        results = await asyncio.gather(
            told_to_wait(), *(made.visit("a:8080") for _ in range(50)), return_exceptions=True
        )
        assert results[0] is None
        assert [type(result) for result in results[1:]] == [HostPaused] * 50
        assert made.clock() < 1003  # nobody waited to be refused
        await made.visit("a", "another port is another host")
        made.clock.time += 3600
        await made.visit("a:8080", "afterwards")

    assert [name for _, name, _ in visits(act).log] == ["another port is another host", "afterwards"]


def test_pause_is_kept_by_who_waits_for_a_place_too() -> None:
    async def act(made: Visits) -> None:
        made.hosts.hold()
        waiting = asyncio.create_task(made.visit("a"))
        for _ in range(5):
            await asyncio.sleep(0)
        made.hosts.pause("a", timedelta(hours=1))
        made.hosts.go_on()
        with pytest.raises(HostPaused):
            await waiting

    assert visits(act).log == []


def test_host_where_somebody_is_is_not_forgotten() -> None:
    async def act(made: Visits) -> None:
        await made.visit("a")
        async with made.hosts.turn("a"):
            made.clock.time += 60
            await made.visit("b")
            another = asyncio.create_task(made.visit("a", "another"))
            for _ in range(10):
                await asyncio.sleep(0)
            assert [name for _, name, _ in made.log] == ["", ""]
        await another

    visits(act)


def test_longer_pause_stays() -> None:
    clock = Clock()
    hosts = Hosts(SECOND, clock=clock)
    hosts.pause("a", timedelta(hours=2))
    hosts.pause("a", timedelta(minutes=1))

    clock.time += 3600

    assert hosts.is_paused("a")
    assert not hosts.is_paused("b")


def test_nothing_begins_while_it_is_held() -> None:
    async def act(made: Visits) -> None:
        made.hosts.hold()
        held = asyncio.create_task(made.visit("a"))
        for _ in range(10):
            await asyncio.sleep(0)
        assert made.log == []
        made.hosts.go_on()
        await held

    assert len(visits(act).log) == 1


def test_hosts_that_nobody_asks_are_forgotten() -> None:
    most = 0

    async def act(made: Visits) -> None:
        nonlocal most
        for number in range(1000):
            await made.visit(f"host-{number}", seconds=0.1)
            most = max(most, len(made.hosts))

    visits(act)
    assert most <= 12


def test_host_is_its_name_and_its_port_where_that_is_unusual() -> None:
    urls = [
        "http://Example.org./feed",
        "https://u:p@example.org:443/",
        "http://example.org:8080/x",
        "http://bücher.de/",
    ]

    assert [host_of(url) for url in urls] == ["example.org", "example.org", "example.org:8080", "xn--bcher-kva.de"]
    assert host_of("no URL") == ""
