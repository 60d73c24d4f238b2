"""The address that hubs call, over real sockets: sizes, times, status codes."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import httpx
import pytest
import uvicorn

from bot.errors import StoreError
from bot.web import websub
from bot.web.app import create_app
from bot.web.status import Status
from bot.web.websub import AT_ONCE, OF_ONE_AT_ONCE, Callbacks

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIMIT = 100_000


@dataclass
class Hubs:
    """Subscriptions whose tokens say what is to happen."""

    got: list[tuple[str, str | None, str | None, bytes, datetime]] = field(default_factory=list)
    asked: list[Mapping[str, str]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)

    async def standing(self, token: str) -> Literal["unknown", "ended", "wanted"]:
        if token == "broken":
            raise StoreError("storyfold.db", "disk is full")
        return "ended" if token == "ended" else "unknown" if token == "unknown" else "wanted"

    async def verify(self, token: str, parameters: Mapping[str, str], now: datetime) -> str | None:
        assert now == NOON
        self.asked.append(parameters)
        if token == "broken":
            raise StoreError("storyfold.db", "disk is full")
        return parameters.get("hub.challenge") if token == "wanted" else None

    async def receive(
        self, token: str, *, signature: str | None, media_type: str | None, body: bytes, now: datetime
    ) -> bool:
        self.got.append((token, signature, media_type, body, now))
        while token.startswith("slow") and not self.gate.is_set():
            await asyncio.sleep(0.01)
        return token != "late"


@dataclass
class Site:
    client: httpx.Client
    hubs: Hubs
    port: int

    def push(self, token: str, body: bytes = b"<feed/>", **headers: str) -> httpx.Response:
        return self.client.post(f"/websub/{token}", content=body, headers=headers)


def no_status() -> Status:
    raise AssertionError("nobody asks")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    hubs = Hubs()
    callbacks = Callbacks(hubs=hubs, clock=lambda: NOON, max_body=LIMIT)
    app = create_app(tmp_path / "public", no_status, lambda: b"", callbacks)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=20) as client:
        yield Site(client, hubs, port)
    hubs.gate.set()
    server.should_exit = True
    thread.join()
    listener.close()


def test_challenge_is_answered_to_the_letter_as_plain_text(site: Site) -> None:
    answer = site.client.get("/websub/wanted", params={"hub.mode": "subscribe", "hub.challenge": "<b>&é"})

    assert (answer.status_code, answer.text) == (200, "<b>&é")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert site.hubs.asked == [{"hub.mode": "subscribe", "hub.challenge": "<b>&é"}]


def test_what_is_not_wanted_is_404(site: Site) -> None:
    assert site.client.get("/websub/other", params={"hub.challenge": "x"}).status_code == 404


def test_parameter_that_is_there_twice_counts_for_nothing(site: Site) -> None:
    answer = site.client.get("/websub/wanted?hub.challenge=a&hub.challenge=b")

    assert answer.status_code == 404
    assert site.hubs.asked == [{}]


def test_only_get_verifies(site: Site) -> None:
    for method in ("HEAD", "PUT", "DELETE", "OPTIONS"):
        answer = site.client.request(method, "/websub/wanted", params={"hub.challenge": "x"})
        assert answer.status_code == 405, method
    assert site.hubs.asked == []


def test_push_is_handed_on_as_it_came_and_answered_when_it_is_stored(site: Site) -> None:
    headers = {"X-Hub-Signature": "sha256=00", "Content-Type": "application/atom+xml"}

    answer = site.push("wanted", b"\x00<feed/>", **headers)

    assert answer.status_code == 200
    assert site.hubs.got == [("wanted", "sha256=00", "application/atom+xml", b"\x00<feed/>", NOON)]


def test_push_that_could_not_be_stored_in_time_is_to_come_again(site: Site) -> None:
    answer = site.push("late")

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_trouble_with_the_database_asks_the_hub_to_come_again(site: Site) -> None:
    assert site.push("broken").status_code == 503
    assert site.client.get("/websub/broken").status_code == 503


@pytest.mark.parametrize("token, status", [("unknown", 404), ("ended", 410)])
def test_push_that_nobody_wants_is_refused_unread(site: Site, token: str, status: int) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as connection:
        connection.sendall(f"POST /websub/{token} HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n".encode())
        answer = connection.recv(65536)

    assert answer.startswith(f"HTTP/1.1 {status} ".encode())
    assert site.hubs.got == []


def test_compressed_push_is_refused(site: Site) -> None:
    assert site.push("wanted", **{"Content-Encoding": "gzip"}).status_code == 415
    assert site.push("wanted", **{"Content-Encoding": "identity"}).status_code == 200
    assert len(site.hubs.got) == 1


def test_push_of_the_largest_size_is_taken_and_a_larger_one_refused(site: Site) -> None:
    assert site.push("wanted", b"x" * LIMIT).status_code == 200

    assert site.push("wanted", b"x" * (LIMIT + 1)).status_code == 413
    assert len(site.hubs.got) == 1


def test_endless_push_is_cut_off_at_the_limit(site: Site) -> None:
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as connection:
        connection.sendall(b"POST /websub/wanted HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(3):
            connection.sendall(b"c000\r\n" + b"x" * 0xC000 + b"\r\n")  # and no end
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 413 ")


def test_dripping_push_is_cut_off_in_time(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websub, "READING", timedelta(milliseconds=300))
    with socket.create_connection(("127.0.0.1", site.port), timeout=5) as connection:
        connection.sendall(b"POST /websub/wanted HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n")
        started = time.monotonic()
        connection.sendall(b"x")
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - started < 2
    assert site.hubs.got == []


def test_push_that_is_broken_off_leaves_its_place_to_others(site: Site) -> None:
    for _ in range(OF_ONE_AT_ONCE):
        with socket.create_connection(("127.0.0.1", site.port), timeout=5) as connection:
            connection.sendall(b"POST /websub/wanted HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nx")

    deadline = time.monotonic() + 5  # it takes the server a moment to see that nobody is there any more
    while site.push("wanted").status_code != 200:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_flood_of_one_hub_is_sent_away_and_the_others_are_heard(site: Site) -> None:
    with ThreadPoolExecutor(20) as pool:
        pushes = [pool.submit(site.push, "slow") for _ in range(20)]
        while sum(push.done() for push in pushes) < 20 - OF_ONE_AT_ONCE:
            time.sleep(0.01)

        assert site.push("wanted").status_code == 200
        site.hubs.gate.set()
        statuses = sorted(push.result().status_code for push in pushes)

    assert statuses == [200] * OF_ONE_AT_ONCE + [503] * (20 - OF_ONE_AT_ONCE)


def test_flood_of_many_hubs_is_bounded_too(site: Site) -> None:
    with ThreadPoolExecutor(80) as pool:
        pushes = [pool.submit(site.push, f"slow-{number}") for number in range(80)]
        while sum(push.done() for push in pushes) < 80 - AT_ONCE:
            time.sleep(0.01)
        site.hubs.gate.set()
        statuses = sorted(push.result().status_code for push in pushes)

    assert statuses == [200] * AT_ONCE + [503] * (80 - AT_ONCE)
    assert site.push("wanted").status_code == 200


def test_what_is_held_at_once_is_bounded(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websub, "HELD", 2 * LIMIT)
    with ThreadPoolExecutor(2) as pool:
        pushes = [pool.submit(site.push, f"slow-{number}", b"x" * LIMIT) for number in range(2)]
        while len(site.hubs.got) < 2:
            time.sleep(0.01)

        assert site.push("wanted", b"x").status_code == 503
        site.hubs.gate.set()
        assert [push.result().status_code for push in pushes] == [200, 200]

    assert site.push("wanted", b"x").status_code == 200


def test_site_without_subscriptions_has_no_such_address(tmp_path: Path) -> None:
    app = create_app(tmp_path / "public", no_status, lambda: b"")

    async def ask() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            return [(await client.get("/websub/x")).status_code, (await client.post("/websub/x")).status_code]

    assert asyncio.run(ask()) == [404, 405]
