"""Hubs are told over real sockets, and what they answer is understood."""

import asyncio
import socket
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.publishing.websub import FIRST_PAUSE, LONGEST_PAUSE, Answer, Publisher, judge, pause_after
from bot.sources.wire import PRIVATE, Wire
from tests.hub import Answer as Said
from tests.hub import Hub, running

FEED = "https://news.example/topics/world.atom"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running() as started:
        yield started


def tell(url: str, *, private: bool = True, seconds: float = 5) -> Answer:
    async def once() -> Answer:
        publisher = Publisher(
            Wire(), user_agent="storyfold", extensions={PRIVATE: private}, timeout=timedelta(seconds=seconds)
        )
        async with publisher:
            return await publisher.tell(url, FEED)

    return asyncio.run(once())


@pytest.mark.parametrize("status", [200, 202, 204])
def test_hub_that_takes_it_was_told_by_both_names_of_the_field(hub: Hub, status: int) -> None:
    hub.answers = [Said(status)]

    assert tell(hub.url) == Answer(result="told")
    assert hub.told == [FEED]


@pytest.mark.parametrize(
    "status, result", [(400, "failed"), (404, "failed"), (410, "gone"), (429, "away"), (500, "away"), (503, "away")]
)
def test_refusal_is_understood(hub: Hub, status: int, result: str) -> None:
    hub.answers = [Said(status, {"Retry-After": "120"})]

    answer = tell(hub.url)

    assert answer.result == result
    assert str(status) in (answer.error or "")
    assert answer.retry_after == (None if status == 410 else "120")


def test_hub_that_is_down_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    assert tell(f"http://127.0.0.1:{port}/") == Answer(result="away", error="cannot connect: connection refused")


def test_slow_hub_is_waited_for_no_longer_than_agreed(hub: Hub) -> None:
    hub.answers = [Said(seconds=1)]

    assert tell(hub.url, seconds=0.2) == Answer(result="away", error="no answer within 0.2 s")


@pytest.mark.parametrize("status", [307, 308])
def test_redirect_is_followed_on_the_same_host(hub: Hub, status: int) -> None:
    hub.answers = [Said(status, {"Location": "/elsewhere?x=1"})]

    assert tell(hub.url).result == "told"
    assert hub.paths == ["/hub", "/elsewhere?x=1"]


@pytest.mark.parametrize("location", ["http://localhost:1/hub", "//other.example/", "ftp://127.0.0.1/", "http://[", ""])
def test_redirect_to_another_host_is_not_followed(hub: Hub, location: str) -> None:
    hub.answers = [Said(307, {"Location": location} if location else {})]

    assert tell(hub.url).result == "failed"
    assert len(hub.told) == 1


def test_redirects_have_an_end(hub: Hub) -> None:
    hub.answers = [Said(307, {"Location": "/again"})] * 10

    assert tell(hub.url) == Answer(result="failed", error="redirects more than 3 times")


def test_redirect_of_a_form_that_would_lose_it_is_no_success(hub: Hub) -> None:
    hub.answers = [Said(302, {"Location": "/elsewhere"})]

    assert tell(hub.url).result == "failed"


def test_hub_in_a_private_network_is_told_only_where_that_is_allowed(hub: Hub) -> None:
    assert tell(hub.url, private=False).result == "away"
    assert hub.told == []


@given(st.integers(100, 999))
def test_only_success_is_success(status: int) -> None:
    assert (judge(status, None).result == "told") == (200 <= status < 300)


def test_pauses_double_up_to_an_hour_and_are_the_same_each_time() -> None:
    pauses = [pause_after(failures) for failures in range(1, 100)]

    assert pauses[:3] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE
