"""Subscriptions against a hub of our own, over real sockets: it verifies, denies, pushes, forges, hangs and forgets."""

import asyncio
import hmac
import socket
import threading
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
import structlog
import uvicorn

from bot.config import FeedSource, Settings, SiteSettings, load
from bot.errors import StoreError
from bot.intake.subscriptions import Subscriptions, pushes
from bot.model import Document, Source
from bot.sources.feed import Fetcher
from bot.sources.hosts import HostPaused, Hosts
from bot.store.database import Database, open_database
from bot.store.sources import FeedState, pauses
from bot.store.subscriptions import Subscription, subscriptions
from bot.web.app import create_app
from bot.web.status import Status
from bot.web.websub import Callbacks
from tests.desk import CONFIG, Desk

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TOPIC = "http://127.0.0.1:9/feed?key=topic-key"
FEED = b"<rss><channel><title>Wire</title></channel></rss>"
WIRE = FeedSource(name="wire", feed="http://127.0.0.1:9/feed", private=True)


class Handler(BaseHTTPRequestHandler):
    server: "Hub"

    def do_POST(self) -> None:
        hub, length = self.server, int(self.headers["Content-Length"])
        form = dict(parse_qsl(self.rfile.read(length).decode("ascii"), strict_parsing=True))
        hub.asked.append(form)
        hub.gate.wait()
        if hub.verifies_first:
            hub.verify(form)
        self.send_response(hub.status)
        self.send_header("Content-Length", "0")
        for name, value in hub.fields.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.flush()
        if hub.verifies and hub.status < 300 and not hub.verifies_first:
            hub.verify(form)
        hub.done += 1

    def log_message(self, *_: object) -> None: ...


class Hub(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[dict[str, str]] = []
        self.answers: list[httpx.Response] = []  # to what it verified by itself
        self.done = 0
        self.status = 202
        self.fields: dict[str, str] = {}
        self.lease = "864000"
        self.verifies = True
        self.verifies_first = False
        self.gate = threading.Event()
        self.gate.set()
        self.client = httpx.Client(verify=False, trust_env=False, timeout=20)
        self.url = f"http://127.0.0.1:{self.server_port}/hub?key=hub-key"

    @property
    def modes(self) -> list[str]:
        return [form["hub.mode"] for form in self.asked]

    def verify(self, form: Mapping[str, str], **changed: str) -> httpx.Response:
        given = {"mode": form["hub.mode"], "topic": form["hub.topic"], "challenge": "c1", "lease_seconds": self.lease}
        parameters = {f"hub.{name}": value for name, value in (given | changed).items()}
        answer = self.client.get(form["hub.callback"], params=parameters)
        self.answers.append(answer)
        return answer

    def push(self, body: bytes = FEED, method: str | None = "sha256", form: int = 0, secret: str = "") -> int:
        asked = self.asked[form]
        headers = {"Content-Type": "application/rss+xml"}
        if method:
            key = secret or asked.get("hub.secret", "")
            headers["X-Hub-Signature"] = f"{method}={hmac.new(key.encode(), body, method).hexdigest()}"
        return self.client.post(asked["hub.callback"], content=body, headers=headers).status_code


@contextmanager
def running(hub: Hub) -> Iterator[Hub]:
    thread = threading.Thread(target=hub.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield hub
    hub.gate.set()
    hub.shutdown()
    thread.join()
    hub.server_close()
    hub.client.close()


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running(Hub()) as started:
        yield started


@dataclass
class Newsroom:
    """A running site with its subscriptions, and a pass that takes what is pushed."""

    database: Database
    fetcher: Fetcher
    settings: Settings
    subscriptions: Subscriptions
    states: dict[str, FeedState]
    now: datetime = NOON
    takes: bool = True
    taken: list[Document] = field(default_factory=list)

    async def look(self, after: timedelta = timedelta(0)) -> None:
        """Let time pass, and then everything happen that is due."""
        self.now += after
        await self.subscriptions.keep(self.states, self.now)
        while self.subscriptions.is_asking:
            await asyncio.sleep(0.005)
            await self.subscriptions.keep(self.states, self.now)

    def row(self, source: str = "wire") -> Subscription:
        [found] = [row for row in self.rows() if row.source == source and row.is_wanted]
        return found

    def rows(self) -> list[Subscription]:
        with self.database.reading() as connection:
            return subscriptions(connection)

    def reconfigure(self, *sources: FeedSource, base_url: str | None = None) -> None:
        """Start again, with another configuration if one is given."""
        site = SiteSettings(base_url=base_url) if base_url else self.settings.site
        changed = {"sources": sources or self.settings.sources, "site": site}
        self.settings = self.settings.model_copy(update=changed)
        self.subscriptions.stop()
        self.subscriptions = Subscriptions(self.settings, self.database, self.fetcher)

    def planned(self, **changed: Any) -> FeedState:
        return self.subscriptions.planned({"wire": replace(self.states["wire"], **changed)}, self.now)["wire"]

    async def take(self) -> None:
        while True:
            for push in self.subscriptions.pushes.taken() if self.takes else []:
                self.taken.append(push.document(self.now))
                push.stored()
            await asyncio.sleep(0.002)


def no_status() -> Status:
    raise AssertionError("nobody asks")


class Site:
    """One server for all tests of this file; behind it is the newsroom that was opened last."""

    def __init__(self, runner: asyncio.Runner, public: Path) -> None:
        self.runner = runner
        self.room: Newsroom
        listener = socket.create_server(("127.0.0.1", 0))
        self.port = listener.getsockname()[1]
        callbacks = Callbacks(hubs=self, clock=lambda: self.room.now, max_body=10**6)
        app = create_app(public, no_status, lambda: b"", callbacks)
        self.server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False, lifespan="off"))
        self.serving = runner.get_loop().create_task(self.server._serve(sockets=[listener]))

    def run(self, scenario: Callable[[], Coroutine[None, None, None]]) -> None:
        self.runner.run(scenario())

    async def stop(self) -> None:
        self.server.should_exit = True
        await self.serving

    async def standing(self, token: str) -> Any:
        return await self.room.subscriptions.standing(token)

    async def verify(self, token: str, parameters: Mapping[str, str], now: datetime) -> str | None:
        return await self.room.subscriptions.verify(token, parameters, now)

    async def receive(self, token: str, **given: Any) -> bool:
        return await self.room.subscriptions.receive(token, **given)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with asyncio.Runner() as runner:
        started = Site(runner, tmp_path_factory.mktemp("public"))
        yield started
        started.run(started.stop)


@asynccontextmanager
async def newsroom(site: Site, root: Path, hub: Hub, *sources: FeedSource) -> AsyncIterator[Newsroom]:
    desk = Desk(root / "desk", CONFIG.replace(":8000", f":{site.port}"))
    settings = load(desk.config).model_copy(update={"sources": sources or (WIRE,)})
    states = {
        source.name: FeedState(url=source.feed, hub=hub.url, topic=TOPIC, polled_at=NOON, next_poll_at=NOON + HOUR)
        for source in settings.sources
        if isinstance(source, FeedSource)
    }
    database = open_database(root / "storyfold.db")
    hosts = Hosts(timedelta())
    fetching = Fetcher(user_agent="storyfold/test", timeout=timedelta(seconds=5), max_body_bytes=10**6, turn=hosts.turn)
    async with fetching as fetcher:
        kept = Subscriptions(settings, database, fetcher, hosts.pause)
        room = Newsroom(database, fetcher, settings, kept, states)
        site.room = room
        taking = asyncio.create_task(room.take())
        yield room
        taking.cancel()
        await room.subscriptions.close()
    database.close()


async def verified(room: Newsroom, hub: Hub) -> None:
    """Wait until the hub has done what it does by itself."""
    await room.look()
    while hub.done < len(hub.asked):
        await asyncio.sleep(0.005)
    await room.look()


async def push(hub: Hub, *given: Any, **named: Any) -> int:
    return await asyncio.to_thread(hub.push, *given, **named)


async def verify(hub: Hub, **changed: str) -> httpx.Response:
    return await asyncio.to_thread(hub.verify, hub.asked[0], **changed)


@pytest.mark.parametrize("verifies_first", [False, True])
def test_feed_with_a_hub_is_subscribed_and_verified(
    site: Site, tmp_path: Path, hub: Hub, *, verifies_first: bool
) -> None:
    async def scenario() -> None:
        hub.verifies_first = verifies_first
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)

            [form] = hub.asked
            row = room.row()
            assert form == {
                "hub.mode": "subscribe",
                "hub.topic": TOPIC,
                "hub.callback": f"{room.settings.site.base_url}/websub/{row.token}",
                "hub.secret": row.secret,
                "hub.lease_seconds": "864000",
            }
            assert 32 <= len(form["hub.secret"]) < 200
            assert form["hub.secret"] != row.token
            [answer] = hub.answers
            assert (answer.status_code, answer.text) == (200, "c1")
            assert (row.state, row.expires_at, row.next_ask_at) == ("active", NOON + 10 * DAY, NOON + 8 * DAY)
            assert (row.failures, row.error) == (0, None)

    site.run(scenario)


def test_lease_is_renewed_when_most_of_it_is_over_and_not_before(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            await room.look(8 * DAY - MINUTE)
            assert len(hub.asked) == 1

            await room.look(MINUTE)
            await verified(room, hub)

            assert hub.asked[1] == hub.asked[0]
            assert room.row().expires_at == NOON + 18 * DAY

    site.run(scenario)


def test_restart_asks_nothing_again_and_pushes_are_taken_at_once(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.reconfigure()

            assert await push(hub) == 200  # before the first pass
            await room.look(DAY)

            assert len(hub.asked) == 1
            assert [document.content for document in room.taken] == [FEED]

    site.run(scenario)


def test_restart_while_a_hub_is_asked_waits_as_after_a_failure(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            hub.gate.clear()
            await room.subscriptions.keep(room.states, room.now)
            room.reconfigure()
            hub.gate.set()

            await room.look(14 * MINUTE)
            assert len(hub.asked) <= 1  # the request was broken off
            await room.look(MINUTE)
            await verified(room, hub)

            assert room.row().state == "active"

    site.run(scenario)


def test_push_is_answered_once_it_is_stored(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.takes = False
            pushing = asyncio.create_task(push(hub))
            while not room.subscriptions.pushes.taken():
                await asyncio.sleep(0.005)
            await asyncio.sleep(0.05)
            assert not pushing.done()

            room.takes = True
            assert await pushing == 200

            assert room.taken == [
                Document(
                    source="wire",
                    location="http://127.0.0.1:9/feed?key=***",
                    content=FEED,
                    media_type="application/rss+xml",
                    base_url="http://127.0.0.1:9/feed?key=***",
                    arrived=NOON,
                )
            ]
            assert room.row().pushed_at == NOON

    site.run(scenario)


def test_push_that_is_not_stored_in_time_is_to_come_again(
    site: Site, tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> None:
        monkeypatch.setattr(pushes, "STORING", timedelta(milliseconds=100))
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.takes = False
            assert await push(hub) == 503
            assert room.subscriptions.pushes.taken() == []

            room.takes = True
            assert await push(hub) == 200
            assert len(room.taken) == 1

    site.run(scenario)


def test_stopping_lets_no_hub_wait(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.takes = False
            pushing = asyncio.create_task(push(hub))
            while not room.subscriptions.pushes.taken():
                await asyncio.sleep(0.005)

            room.subscriptions.stop()

            assert await asyncio.wait_for(pushing, 2) == 503
            assert await push(hub, b"<later/>") == 503

    site.run(scenario)


def test_forged_push_is_acknowledged_ignored_counted_and_said_once(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            with structlog.testing.capture_logs() as logs:
                for method, secret in [("sha256", "guess"), ("sha1", "guess"), ("md5", ""), (None, "")]:
                    assert await push(hub, FEED, method, secret=secret) == 200

            assert room.taken == []
            assert room.subscriptions.ignored == 4
            assert [line["event"] for line in logs] == ["push ignored"]
            assert room.row().pushed_at is None
            assert room.planned().next_poll_at == NOON + DAY  # no reason to ask the publisher either

    site.run(scenario)


def test_push_signed_with_sha1_is_a_reason_to_ask_the_publisher_politely(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.now += 5 * MINUTE
            assert await push(hub, FEED, "sha1") == 200

            assert room.taken == []
            assert room.planned().next_poll_at == NOON + 15 * MINUTE
            room.now += HOUR
            assert await push(hub, b"<more/>", "sha1") == 200
            assert room.row().hinted_at == NOON + 5 * MINUTE  # it was still to be asked: nothing to store

            polled = NOON + 16 * MINUTE
            assert room.planned(polled_at=polled, next_poll_at=polled + HOUR).next_poll_at == polled + DAY

    site.run(scenario)


def test_replayed_push_is_not_taken_again(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            assert await push(hub, b"<one/>") == 200
            assert await push(hub, b"<one/>") == 200
            assert room.row().hinted_at is None  # the hub did not hear us; we have it
            assert await push(hub, b"<two/>") == 200

            room.now += MINUTE
            assert await push(hub, b"<one/>") == 200

            assert [document.content for document in room.taken] == [b"<one/>", b"<two/>"]
            assert room.row().hinted_at == NOON + MINUTE  # the publisher says which one it is

    site.run(scenario)


NOT_WANTED = (
    {"topic": "http://127.0.0.1:9/other"},
    {"mode": "unsubscribe"},
    {"mode": "publish"},
    {"mode": ""},
    {"challenge": ""},
    {"challenge": "x" * 1001},
    {"challenge": "a\r\nb"},
    {"mode": "denied", "topic": "http://127.0.0.1:9/other"},
)


def test_what_we_do_not_want_is_not_confirmed(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        hub.verifies = False
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            for changed in NOT_WANTED:
                assert (await verify(hub, **changed)).status_code == 404, changed

            assert room.row().state == "asked"
            assert (await verify(hub)).status_code == 200
            assert room.row().state == "active"

    site.run(scenario)


def test_flood_of_calls_to_unknown_addresses_finds_nothing(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            base, query = f"{room.settings.site.base_url}/websub/", {"hub.mode": "subscribe", "hub.topic": TOPIC}
            tokens = ["", "x", "x" * 5000, "..%2f..%2fetc", room.row().token[:-1], room.row().token + "%00"]
            async with httpx.AsyncClient(verify=False, trust_env=False) as client:
                for token in tokens:
                    asked = await client.get(base + token, params={**query, "hub.challenge": "c"})
                    pushed = await client.post(base + token, content=FEED)
                    assert (asked.status_code, pushed.status_code) in {(404, 404), (404, 405)}, token

            assert room.taken == []

    site.run(scenario)


def test_hub_may_ask_again_but_only_our_own_request_moves_the_lease(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.now += DAY

            assert (await verify(hub)).text == "c1"

            assert room.row().expires_at == NOON + 10 * DAY

    site.run(scenario)


def test_denied_subscription_says_why_and_is_asked_for_again_after_a_week(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            answer = await verify(hub, mode="denied", reason="not\nyou")
            assert answer.status_code == 200
            row = room.row()
            assert (row.state, row.error) == ("denied", "denied by its hub: not you")
            assert room.planned().next_poll_at == NOON + HOUR  # as without a hub

            await room.look(7 * DAY - MINUTE)
            assert len(hub.asked) == 1
            await room.look(MINUTE)
            await verified(room, hub)

            assert (room.row().state, room.row().error) == ("active", None)

    site.run(scenario)


def test_hub_that_fails_is_asked_again_later_and_later_but_always(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        hub.status = 500
        async with newsroom(site, tmp_path, hub) as room:
            await room.look()
            pauses = [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
            for number, minutes in enumerate(pauses, 1):
                row = room.row()
                assert (row.state, row.failures) == ("failed", number)
                assert row.error == "wire: the hub at 127.0.0.1 answered 500, expected 202"
                assert row.next_ask_at == room.now + minutes * MINUTE
                await room.look(minutes * MINUTE - MINUTE)
                assert len(hub.asked) == number
                await room.look(MINUTE)

            hub.status = 202
            await room.look(DAY)
            await verified(room, hub)

            assert (room.row().state, room.row().failures, room.row().error) == ("active", 0, None)

    site.run(scenario)


def test_hub_that_is_not_there_costs_one_clear_line(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            nobody = f"http://127.0.0.1:{taken.getsockname()[1]}/hub?key=hub-key"
        async with newsroom(site, tmp_path, hub) as room:
            room.states["wire"] = replace(room.states["wire"], hub=nobody)
            await room.look()

            error = room.row().error
            assert room.row().state == "failed"
            assert error is not None
            assert error.startswith("wire: http://127.0.0.1:")
            assert "hub-key" not in error

    site.run(scenario)


def test_hub_that_never_verifies_counts_as_failing(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        hub.verifies = False
        async with newsroom(site, tmp_path, hub) as room:
            await room.look()
            assert (room.row().state, room.row().failures) == ("asked", 0)
            await room.look(15 * MINUTE)

            assert room.row().failures == 1
            assert room.row().next_ask_at == NOON + 45 * MINUTE
            await room.look(30 * MINUTE)
            assert room.row().failures == 2
            assert (await verify(hub)).status_code == 200  # late, and welcome
            assert room.row().failures == 0

    site.run(scenario)


def test_failed_renewal_leaves_the_lease_until_it_ends(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            hub.status = 503
            await room.look(8 * DAY)

            assert (room.row().state, room.row().failures) == ("active", 1)
            assert room.subscriptions.is_active("wire", None, room.now)
            assert await push(hub) == 200
            assert len(room.taken) == 1
            assert not room.subscriptions.is_active("wire", None, NOON + 10 * DAY)

    site.run(scenario)


def test_slow_hub_holds_up_neither_the_passes_nor_other_hubs(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        hub.gate.clear()
        names = ["wire", "wire-2", "wire-3"]
        sources = [WIRE.model_copy(update={"name": name}) for name in names]
        with running(Hub()) as other:
            async with newsroom(site, tmp_path, hub, *sources) as room:
                room.states["wire-3"] = replace(room.states["wire-3"], hub=other.url.replace("127.0.0.1", "localhost"))
                for _ in range(100):
                    await room.subscriptions.keep(room.states, room.now)
                    await asyncio.sleep(0.005)

                assert len(hub.asked) == 1  # one request to a hub at a time
                assert room.row("wire-3").state == "active"
                hub.gate.set()
                await verified(room, hub)
                assert len(hub.asked) == 2

    site.run(scenario)


def test_changed_hub_is_followed_and_the_former_told(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        with running(Hub()) as other:
            async with newsroom(site, tmp_path, hub) as room:
                await verified(room, hub)
                former = room.row()
                room.states["wire"] = replace(room.states["wire"], hub=other.url)
                await room.look(MINUTE)
                assert (hub.modes, other.modes) == (["subscribe"], [])  # changes are an hour apart

                await room.look(HOUR)
                await verified(room, hub)  # one request to a host at a time: the ports differ, the host is one
                await verified(room, other)

                assert other.modes == ["subscribe"]
                assert hub.asked[1] == {
                    "hub.mode": "unsubscribe",
                    "hub.topic": TOPIC,
                    "hub.callback": hub.asked[0]["hub.callback"],
                }
                assert (hub.answers[1].status_code, hub.answers[1].text) == (200, "c1")
                assert room.row().token != former.token
                assert room.row().secret != former.secret
                assert await push(hub) == 410
                assert await push(other) == 200
                assert (await verify(hub)).status_code == 404  # it is not to begin again

    site.run(scenario)


@pytest.mark.parametrize(
    "sources",
    [
        [WIRE.model_copy(update={"websub": False})],
        [WIRE.model_copy(update={"enabled": False})],
        [WIRE.model_copy(update={"name": "another"})],
    ],
)
def test_subscription_that_nobody_wants_any_more_is_ended_once(
    site: Site, tmp_path: Path, hub: Hub, sources: list[FeedSource]
) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            room.reconfigure(*sources)
            await room.look(MINUTE)
            room.reconfigure(*sources)
            await room.look(DAY)

            # A source that may no longer lead into private networks cannot be told there, and is forgotten all the same.
            assert hub.modes in (["subscribe", "unsubscribe"], ["subscribe"])
            assert await push(hub) == 410
            await room.look(9 * DAY)
            assert room.rows() == []
            assert await push(hub) == 404

    site.run(scenario)


def test_feed_that_names_no_hub_any_more_is_polled_as_before(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            assert room.planned().next_poll_at == NOON + DAY
            room.states["wire"] = replace(room.states["wire"], hub=None)
            await room.look(2 * HOUR)
            await verified(room, hub)

            assert hub.modes == ["subscribe", "unsubscribe"]
            assert room.planned().next_poll_at == NOON + HOUR

    site.run(scenario)


def test_site_that_moved_is_subscribed_anew(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await verified(room, hub)
            moved = room.settings.site.base_url.replace("127.0.0.1", "localhost")
            room.reconfigure(base_url=moved)
            await room.look(2 * HOUR)
            await verified(room, hub)

            assert sorted(hub.modes) == ["subscribe", "subscribe", "unsubscribe"]
            assert room.row().base_url == moved
            assert room.row().state == "active"

    site.run(scenario)


def test_hub_that_pushes_is_relied_on_until_a_poll_finds_what_it_did_not_push(
    site: Site, tmp_path: Path, hub: Hub
) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            assert room.planned().next_poll_at == NOON + HOUR
            await verified(room, hub)
            assert room.planned().next_poll_at == NOON + DAY
            assert room.planned(next_poll_at=NOON + 2 * DAY).next_poll_at == NOON + 2 * DAY
            assert room.planned(failures=1).next_poll_at == NOON + HOUR  # a failing feed keeps its pauses
            assert room.planned(gone_since=NOON).next_poll_at == NOON + HOUR

            room.now += 5 * HOUR
            silent = room.planned(changed_at=NOON + 4 * HOUR)
            assert (silent.next_poll_at, silent.because) == (NOON + HOUR, None)

            assert await push(hub) == 200
            assert room.planned(changed_at=NOON + 4 * HOUR).next_poll_at == NOON + DAY

    site.run(scenario)


def test_secrets_are_in_no_log(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        with structlog.testing.capture_logs() as logs:
            async with newsroom(site, tmp_path, hub) as room:
                await verified(room, hub)
                row = room.row()
                await push(hub)
                await push(hub, FEED, None)
                await verify(hub, mode="denied", reason="no")
                hub.status = 500
                await room.look(7 * DAY)

        assert {line["event"] for line in logs} >= {"hub asked", "hub pushes", "hub denies", "hub failed"}
        assert row.secret is not None
        for secret in (row.token, row.secret, "hub-key", "topic-key"):
            assert secret not in repr(logs)

    site.run(scenario)


def test_database_that_cannot_be_written_asks_no_hub_and_answers_none(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            await room.subscriptions.keep({}, room.now)
            with room.database.writing() as connection:
                connection.exec_driver_sql("ALTER TABLE subscription RENAME TO away")
            with pytest.raises(StoreError):
                await room.subscriptions.keep(room.states, room.now)
            assert hub.asked == []

            with room.database.writing() as connection:
                connection.exec_driver_sql("ALTER TABLE away RENAME TO subscription")
            await verified(room, hub)
            assert room.row().state == "active"

            with room.database.writing() as connection:
                connection.exec_driver_sql("ALTER TABLE subscription RENAME TO away")
            assert (await verify(hub, mode="denied")).status_code == 503
            assert await push(hub) == 503  # it is stored, and that is not known: it may come again

    site.run(scenario)


def test_time_that_a_wrong_clock_wrote_is_not_waited_for(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        async with newsroom(site, tmp_path, hub) as room:
            room.now = NOON + 400 * DAY
            await verified(room, hub)
            room.now = NOON

            assert not room.subscriptions.is_active("wire", None, room.now)
            await verified(room, hub)

            assert len(hub.asked) == 2
            assert room.row().expires_at == NOON + 10 * DAY

    site.run(scenario)


@dataclass
class Notebook:
    """Hubs of the internet, which take every request: what they were sent."""

    sent: list[tuple[str, str, Mapping[str, str], bool]] = field(default_factory=list)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    is_paused: bool = False  #: they asked to be left alone before

    async def post_form(
        self,
        source: Source,
        url: str,
        form: Mapping[str, str],
        now: datetime,  # noqa: ARG002 (given to all)
        *,
        private: bool,
    ) -> int:
        if self.is_paused:
            raise HostPaused(urlsplit(url).hostname or "")
        self.sent.append((source.name, url, form, private))
        await self.gate.wait()
        return 202


@asynccontextmanager
async def on_the_internet(
    root: Path, *sources: FeedSource, base_url: str = "https://news.example.org"
) -> AsyncIterator[tuple[Subscriptions, Notebook]]:
    settings = load(Desk(root / "desk").config).model_copy(
        update={"sources": sources, "site": SiteSettings(base_url=base_url)}
    )
    database, notebook = open_database(root / "storyfold.db"), Notebook()
    kept = Subscriptions(settings, database, notebook)
    yield kept, notebook
    await kept.close()
    database.close()


def public(name: str = "wire", **changed: Any) -> FeedSource:
    return FeedSource(name=name, feed=f"https://{name}.example.org/feed", **changed)


def state(name: str = "wire", hub: str = "https://hub.example.org/", **changed: Any) -> dict[str, FeedState]:
    topic = f"https://{name}.example.org/feed"
    return {name: replace(FeedState(url=topic, hub=hub, topic=topic), **changed)}


@pytest.mark.parametrize(
    "source, base_url, changed, is_asked",
    [
        (public(), "https://news.example.org", {}, True),
        (public(), "http://127.0.0.1:8000", {}, False),
        (public(), "https://desk.local", {}, False),
        (public(private=True), "http://127.0.0.1:8000", {}, True),
        (public(websub=False), "https://news.example.org", {}, False),
        (public(enabled=False), "https://news.example.org", {}, False),
        (public(), "https://news.example.org", {"topic": None}, False),
        (public(), "https://news.example.org", {"hub": "ftp://hub.example.org/"}, False),
        (public(), "https://news.example.org", {"topic": "/feed"}, False),
    ],
)
def test_hub_is_asked_only_where_it_can_reach_us_and_is_wanted(
    tmp_path: Path, source: FeedSource, base_url: str, changed: dict[str, str | None], *, is_asked: bool
) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, source, base_url=base_url) as (kept, notebook):
            await kept.keep(state(**changed), NOON)  # type: ignore[arg-type]
            await asyncio.sleep(0)

            assert bool(notebook.sent) is is_asked
            assert all(private is source.private for _, _, _, private in notebook.sent)

    asyncio.run(scenario())


def test_hub_without_tls_is_given_no_secret_and_its_push_is_only_a_reason_to_ask(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, public()) as (kept, notebook):
            notebook.gate.set()
            await kept.keep(state(hub="http://hub.example.org/"), NOON)
            await asyncio.sleep(0)
            [(_, url, form, _)] = notebook.sent
            assert url == "https://hub.example.org/"
            assert "hub.secret" not in form
            token = form["hub.callback"].rpartition("/")[2]

            assert await kept.receive(token, signature=None, media_type=None, body=FEED, now=NOON)

            known = state(polled_at=NOON - MINUTE, next_poll_at=NOON + HOUR)
            assert kept.planned(known, NOON)["wire"].next_poll_at == NOON + 14 * MINUTE
            assert kept.pushes.taken() == []

    asyncio.run(scenario())


def test_hub_that_asks_for_a_pause_is_asked_for_no_feed_until_it_is_over(site: Site, tmp_path: Path, hub: Hub) -> None:
    async def scenario() -> None:
        hub.status, hub.fields = 429, {"Retry-After": "7200"}
        async with newsroom(site, tmp_path, hub, WIRE, WIRE.model_copy(update={"name": "other"})) as room:
            for _ in range(6):
                await room.look(10 * MINUTE)

            assert len(hub.asked) == 1
            with room.database.reading() as connection:
                [(asked, until)] = pauses(connection).items()
            assert asked in hub.url
            assert NOON + 2 * HOUR <= until <= NOON + 3 * HOUR

    site.run(scenario)


def test_hub_whose_host_wants_to_be_left_alone_is_said_to(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, public()) as (kept, notebook):
            notebook.is_paused = True
            with structlog.testing.capture_logs() as logs:
                while kept.is_asking or not logs:
                    await kept.keep(state(), NOON)
                    await asyncio.sleep(0)

            [line] = logs
            assert line["event"] == "hub failed"
            assert line["problem"].endswith("was not asked: its host wants to be left alone")

    asyncio.run(scenario())


def test_only_a_few_hubs_are_asked_at_once(tmp_path: Path) -> None:
    async def scenario() -> None:
        names = [f"wire-{number}" for number in range(50)]
        states = {name: state(name, f"https://hub-{name}.example.org/")[name] for name in names}
        async with on_the_internet(tmp_path, *map(public, names)) as (kept, notebook):
            for _ in range(5):
                await kept.keep(states, NOON)
                await asyncio.sleep(0)
            assert len(notebook.sent) == 4

            notebook.gate.set()
            while kept.is_asking:
                await asyncio.sleep(0)
                await kept.keep(states, NOON)
            assert sorted(name for name, *_ in notebook.sent) == sorted(names)

    asyncio.run(scenario())


def test_feed_that_names_another_hub_at_every_look_makes_us_call_around_seldom(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, public()) as (kept, notebook):
            notebook.gate.set()
            for minute in range(0, 600, 5):
                await kept.keep(state(hub=f"https://hub-{minute}.example.org/"), NOON + minute * MINUTE)
                await asyncio.sleep(0)

            assert len({url for _, url, _, _ in notebook.sent}) <= 10
            assert len(notebook.sent) <= 40

    asyncio.run(scenario())


def test_feed_that_changes_its_hub_often_leaves_few_ended_subscriptions(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, public()) as (kept, notebook):
            notebook.gate.set()
            for hour in range(10):
                now = NOON + hour * HOUR
                await kept.keep(state(hub=f"https://hub-{hour}.example.org/"), now)
                await asyncio.sleep(0)
                asked = [form for _, _, form, _ in notebook.sent if form["hub.mode"] == "subscribe"]
                given = {**asked[-1], "hub.challenge": "c"}
                assert await kept.verify(given["hub.callback"].rpartition("/")[2], given, now) == "c"

            standings = [await kept.standing(form["hub.callback"].rpartition("/")[2]) for form in asked]
            assert standings == ["unknown"] * 5 + ["ended"] * 4 + ["wanted"]

    asyncio.run(scenario())


def test_clock_that_goes_back_before_the_hub_verifies_does_no_harm(tmp_path: Path) -> None:
    async def scenario() -> None:
        async with on_the_internet(tmp_path, public()) as (kept, notebook):
            notebook.gate.set()
            await kept.keep(state(), NOON)
            await asyncio.sleep(0)
            form = notebook.sent[0][2]
            token, given = form["hub.callback"].rpartition("/")[2], {**form, "hub.challenge": "c"}

            assert await kept.verify(token, given, NOON - MINUTE) == "c"
            assert await kept.verify(token, given, NOON + DAY) == "c"  # nothing is asked any more

            assert not kept.is_active("wire", None, NOON + 10 * DAY)

    asyncio.run(scenario())


def test_push_is_there_to_be_taken_until_it_is_stored_and_no_longer() -> None:
    async def scenario() -> None:
        waiting, woken = pushes.Pushes(), 0

        def wake() -> None:
            nonlocal woken
            woken += 1

        waiting.wake = wake
        offers = [asyncio.create_task(waiting.offer("wire", TOPIC, body, None)) for body in (b"1", b"2", b"3")]
        await asyncio.sleep(0)
        first, second, third = waiting.taken()
        assert [first.content, second.content, third.content] == [b"1", b"2", b"3"]
        assert woken == 3

        first.stored()
        assert waiting.taken() == [second, third]
        second.stored()
        second.stored()
        waiting.stop()

        assert await asyncio.gather(*offers) == [True, True, False]
        assert waiting._waiting == []
        assert not await waiting.offer("wire", TOPIC, b"4", None)

    asyncio.run(scenario())
