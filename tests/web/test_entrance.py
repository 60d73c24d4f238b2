"""Who asks, where proxies speak for others."""

import anyio
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from bot.web.entrance import AT_ONCE, Entrance, client_of
from bot.web.guests import Guests, Limits

PROXIES = ("10.0.0.0/8", "127.0.0.1", "fd00::/8")


@pytest.mark.parametrize(
    "peer, headers, expected",
    [
        ("192.0.2.7", {}, "192.0.2.7"),
        ("192.0.2.7", {"x-forwarded-for": "198.51.100.1"}, "192.0.2.7"),
        ("10.1.1.1", {}, "10.1.1.1"),
        ("10.1.1.1", {"x-forwarded-for": "198.51.100.1"}, "198.51.100.1"),
        ("::ffff:10.1.1.1", {"x-forwarded-for": "198.51.100.1"}, "198.51.100.1"),
        # What the client wrote itself stands before what our proxy added.
        ("10.1.1.1", {"x-forwarded-for": "127.0.0.1, 198.51.100.1"}, "198.51.100.1"),
        ("10.1.1.1", {"x-forwarded-for": "203.0.113.9, 198.51.100.1, 10.2.2.2"}, "198.51.100.1"),
        ("10.1.1.1", {"x-forwarded-for": "10.3.3.3, 10.2.2.2"}, "10.3.3.3"),
        ("10.1.1.1", {"x-forwarded-for": "198.51.100.1:4711"}, "198.51.100.1"),
        ("10.1.1.1", {"x-forwarded-for": "[2001:db8::1]:4711"}, "2001:db8::1"),
        ("10.1.1.1", {"x-forwarded-for": "2001:db8::1"}, "2001:db8::1"),
        ("10.1.1.1", {"x-forwarded-for": "unknown"}, "10.1.1.1"),
        ("10.1.1.1", {"x-forwarded-for": "198.51.100.1, "}, "10.1.1.1"),
        ("10.1.1.1", {"forwarded": 'for="[2001:db8::1]:47";proto=https, for=10.2.2.2'}, "2001:db8::1"),
        ("10.1.1.1", {"forwarded": "For=198.51.100.1;host=evil.example"}, "198.51.100.1"),
        ("10.1.1.1", {"forwarded": "for=_hidden"}, "10.1.1.1"),
        ("10.1.1.1", {"forwarded": "for=203.0.113.9", "x-forwarded-for": "198.51.100.1"}, "198.51.100.1"),
        ("", {"x-forwarded-for": "198.51.100.1"}, ""),
    ],
)
def test_client_is_the_last_address_that_no_proxy_of_ours_has(
    peer: str, headers: dict[str, str], expected: str
) -> None:
    assert client_of(peer, [(name.encode(), value.encode()) for name, value in headers.items()], PROXIES) == expected


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_whoever_is_no_proxy_says_what_it_likes(first: bytes, second: bytes) -> None:
    headers = [(b"x-forwarded-for", first), (b"forwarded", second)]

    assert client_of("192.0.2.7", headers, PROXIES) == "192.0.2.7"
    client_of("10.0.0.1", headers, PROXIES)


def test_one_client_gets_so_much_at_once_and_others_are_not_hurt() -> None:
    release = anyio.Event

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await done.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": scope["client"][0].encode()})

    answers: list[httpx.Response] = []

    async def ask(client: httpx.AsyncClient, address: str) -> None:
        answers.append(await client.get("/", headers={"X-Forwarded-For": address}))

    async def run() -> None:
        nonlocal done
        done = release()
        transport = httpx.ASGITransport(app=Entrance(app, ["10.0.0.1"]), client=("10.0.0.1", 5))
        async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as client:
            async with anyio.create_task_group() as group:
                for _ in range(AT_ONCE):
                    group.start_soon(ask, client, "198.51.100.1")
                await anyio.wait_all_tasks_blocked()
                await ask(client, "198.51.100.1")
                assert answers[0].status_code == 503
                assert answers[0].headers["retry-after"] == "2"
                group.start_soon(ask, client, "198.51.100.2")
                await anyio.wait_all_tasks_blocked()
                done.set()
            await ask(client, "198.51.100.1")

    done: anyio.Event
    anyio.run(run)
    assert [answer.status_code for answer in answers[1:]] == [200] * (AT_ONCE + 2)
    assert {answer.text for answer in answers[1:]} == {"198.51.100.1", "198.51.100.2"}


def test_connections_are_counted_by_address_and_ipv6_by_network() -> None:
    guests = Guests(Limits(total=6, each=2, proxies=("10.0.0.0/8",)))

    assert [guests.enter("192.0.2.1") is not None for _ in range(3)] == [True, True, False]
    assert [guests.enter(f"2001:db8::{last}") is not None for last in range(3)] == [True, True, False]
    assert [guests.enter("10.0.0.1") is not None for _ in range(3)] == [True, True, False]  # all are full now
    guests.leave("192.0.2.1")
    assert guests.enter("::ffff:192.0.2.1") == "192.0.2.1"


def test_proxy_may_have_more_connections_than_others() -> None:
    guests = Guests(Limits(total=100, each=2, proxies=("10.0.0.0/8",)))

    assert all(guests.enter("10.0.0.1") for _ in range(50))
