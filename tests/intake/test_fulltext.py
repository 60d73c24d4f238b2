"""Pages of a real site on loopback, through a real database: what is asked, what is stored, and what is let go."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.config import Settings, load
from bot.errors import FormatError
from bot.fingerprints import marked
from bot.formats.isolation import Isolated
from bot.intake.fulltext import AT_ONCE, PAGE_TYPES, Filled, FullText, is_partial
from bot.model import Document, Source, Story
from bot.reading.pages import read_page
from bot.reading.tasks import PageTask
from bot.sources.feed import Fetcher
from bot.sources.hosts import Hosts
from bot.store import pages, stories, tables
from bot.store.database import Database, open_database
from bot.store.sources import pauses
from bot.store.stories import keep

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
TEASER = "A ferry with 212 people on board ran aground off the northern coast on Monday morning, the coast guard said."
REST = (
    "All passengers were taken off by lifeboats and fishing vessels within three hours; nobody was hurt.",
    "The captain told the harbour office that the steering had failed shortly after the ship had left port.",
    "Divers are to look at the hull on Tuesday, before tugs try to pull the ship free with the evening tide.",
)
CONSENT = (
    "<p>Before you continue: we and our 841 partners store and access information on a device, such as unique "
    "identifiers in cookies, to process personal data.</p><p>You may accept or manage your choices by clicking below, "
    "including your right to object where legitimate interest is used, or at any time in the privacy policy page.</p>"
)
Answer = tuple[int, dict[str, str], bytes]


def article(*paragraphs: str) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<!doctype html><html lang=en><head><title>Ferry</title></head><body><main>{text}</main></body></html>"


PAGE = article(TEASER, *REST)


class Handler(BaseHTTPRequestHandler):
    server: "Site"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        with self.server.counting:
            self.server.now += 1
            self.server.most = max(self.server.most, self.server.now)
        time.sleep(self.server.delay_s)
        status, headers, body = self.server.answers.get(self.path, (404, {}, b""))
        with self.server.counting:
            self.server.now -= 1
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body)), "Content-Type": "text/html"} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.delay_s = 0.0
        self.counting = threading.Lock()
        self.now = self.most = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def page(self, path: str, content: str | bytes = PAGE, status: int = 200, **headers: str) -> None:
        body = content.encode() if isinstance(content, str) else content
        self.answers[path] = (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)

    @property
    def asked(self) -> list[str]:
        return [path for path, _ in self.requests]


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


def settings(folder: Path, keys: str = "full_text: true, private: true") -> Settings:
    (folder / "topics.yaml").write_text("topics: [{slug: all, title: All, rules: {any: [the]}}]")
    sources = f"sources: [{{name: paper, feed: 'http://127.0.0.1:9/feed', {keys}}}]\n"
    (folder / "storyfold.yaml").write_text(sources)
    return load(folder / "storyfold.yaml")


@dataclass
class Room:
    """A configuration with one source, its database, and what fills its stories."""

    database: Database
    full_text: FullText
    hosts: Hosts

    def deliver(self, *delivered: Story, now: datetime = NOON) -> None:
        entries = [marked(one, entry=one.key, own_key=f"own{one.key}") for one in delivered]
        with (
            self.database.writing() as connection,
            pages.watching(connection, "paper", self.full_text.parts("paper", entries), now),
        ):
            keep(connection, entries, now)

    async def fill(self, now: datetime = NOON, *, is_patient: bool = True) -> Filled:
        await self.full_text.begin(now)
        return await self.full_text.take(now, is_patient=is_patient)

    def waiting(self) -> dict[str, str]:
        """The texts of stories that are ready to be clustered, by key."""
        with self.database.reading() as connection:
            return {story.key: story.text for story in stories.unclustered(connection, 1000)}


async def loopback(_name: str, _port: int) -> list[str]:
    """Every name is this machine's."""
    return ["127.0.0.1"]


def run(
    folder: Path,
    database: Database,
    act: Callable[[Room], object],
    keys: str = "full_text: true, private: true",
    extract: Callable[[PageTask], Story] = read_page,
) -> None:
    """Do what *act* does in a room of its own; it may be a coroutine function."""

    async def inside() -> None:
        hosts = Hosts(timedelta())
        async with Fetcher(
            user_agent="storyfold/test",
            timeout=timedelta(seconds=5),
            max_body_bytes=10_000_000,
            turn=hosts.turn,
            resolve=loopback,
        ) as fetcher:
            full_text = FullText(settings(folder, keys), database, fetcher, hosts, extract)
            try:
                result = act(Room(database, full_text, hosts))
                if asyncio.iscoroutine(result):
                    await result
            finally:
                await full_text.close()

    asyncio.run(inside())


def story(url: str | None, key: str = "00aa", text: str = TEASER, seen: datetime = NOON) -> Story:
    return Story(
        key=key,
        url=url,
        title="Ferry runs aground",
        text=text,
        html=f"<p>{text}</p>",
        first_seen=seen,
        source="paper",
        outlet="The Paper",
    )


def test_story_has_the_text_of_its_page(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        assert room.waiting() == {}

        filled = await room.fill()

        assert filled == Filled(read=1)
        assert room.waiting() == {"00aa": "\n\n".join((TEASER, *REST))}

    run(tmp_path, database, act)
    [(_, headers)] = site.requests
    assert (headers["User-Agent"], headers["Accept"]) == ("storyfold/test", PAGE_TYPES)
    assert not {"Cookie", "Referer", "If-None-Match"} & headers.keys()


def test_page_is_asked_once_however_often_the_feed_says_the_same(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")

    async def act(room: Room) -> None:
        for minutes in range(3):
            room.deliver(story(site.url("/ferry")), now=NOON + timedelta(minutes=minutes))
            await room.fill(NOON + timedelta(minutes=minutes))

        assert room.waiting()["00aa"].endswith(REST[2])

    run(tmp_path, database, act)
    assert site.asked == ["/ferry"]


def test_page_of_a_changed_story_is_asked_again(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        await room.fill()
        site.page("/ferry", article(TEASER, *REST, "The ship was pulled free on Tuesday, late in the evening."))
        room.deliver(story(site.url("/ferry"), text=f"{TEASER} It is free again."))
        await room.fill()

        assert room.waiting()["00aa"].endswith("late in the evening.")

    run(tmp_path, database, act)
    assert site.asked == ["/ferry", "/ferry"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        (TEASER, True),
        ("word " * 400, False),
        ("word " * 400 + "…", True),
        ("word " * 400 + "[...]", True),
        ("word " * 400 + "Continue reading →", True),
        ("word " * 400 + "He said he would read more books.", False),
    ],
)
def test_feed_has_a_part_where_its_text_is_short_or_ends_before_its_end(text: str, expected: bool):
    assert is_partial(text) is expected


def test_nothing_is_asked_where_the_feed_has_it_all_or_nobody_wants_more(
    site: Site, database: Database, tmp_path: Path
):
    async def act(room: Room) -> None:
        room.deliver(story(site.url("/long"), "00aa", text="word " * 400), story(None, "00bb"))
        assert await room.fill() == Filled()
        assert room.waiting().keys() == {"00aa", "00bb"}

    run(tmp_path, database, act)
    run(tmp_path, database, lambda room: room.deliver(story(site.url("/no"), "00cc")), keys="private: true")
    assert site.asked == []


@pytest.mark.parametrize(
    ("content", "because"),
    [
        (article("Subscribe to go on reading."), "characters of text"),
        (f"<html><body>{CONSENT}</body></html>", "perhaps a consent, paywall or error page"),
        (article(TEASER, "Subscribe."), "characters of text"),
        ("<div><p>" * 9_000 + PAGE, "elements deep"),
        ("<div>" * 100_000 + PAGE, "tags, expected"),
        (b"\x00\x01\x02\x03" * 100, "is binary"),
    ],
    ids=["paywall", "consent", "teaser", "nested", "monster", "binary"],
)
def test_feeds_text_stands_where_the_page_has_no_article(
    site: Site, database: Database, tmp_path: Path, content: str | bytes, because: str
):
    site.page("/ferry", content)

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        filled = await room.fill(is_patient=False)
        while room.full_text.is_waiting:
            await asyncio.sleep(0.01)
            filled = await room.full_text.take(NOON, is_patient=False)

        assert (filled.read, filled.given_up) == (0, 1)
        [line] = filled.failures
        assert because in line
        assert line.startswith("paper: http://127.0.0.1")
        assert room.waiting() == {"00aa": TEASER}

    run(tmp_path, database, act)


def test_consent_page_is_told_from_the_article_in_a_script_without_spaces_too():
    teaser = "北部の沿岸で月曜日の朝、二百十二人を乗せたフェリーが座礁したと海上保安庁が発表した。"
    rest = "乗客は全員、三時間以内に救命艇と漁船で救助され、けが人はいなかった。船長は操舵装置が故障したと述べた。" * 8
    other = "続行するには、当社と提携企業が端末上の情報を保存し、個人情報を処理することに同意してください。" * 8

    def task(content: str) -> PageTask:
        document = Document(source="paper", location="a", content=content.encode(), arrived=NOON)
        source = Source(name="paper", title="Paper", family="paper")
        return PageTask(document=document, source=source, title="フェリー座礁", text=teaser)

    assert rest in read_page(task(article(teaser, rest))).text
    with pytest.raises(FormatError, match="perhaps a consent"):
        read_page(task(article(other)))


def test_failing_server_is_asked_again_later_and_the_story_waits(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry", "", status=500)

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        now = NOON
        for minutes in (0, 5, 60):
            now += timedelta(minutes=minutes)
            assert room.waiting() == {}
            await until_taken(room, now)
        assert room.waiting() == {"00aa": TEASER}

    run(tmp_path, database, act)
    assert len(site.asked) == 3


async def until_taken(room: Room, now: datetime) -> Filled:
    filled = await room.fill(now, is_patient=False)
    while room.full_text.is_waiting:
        await asyncio.sleep(0.01)
        filled = await room.full_text.take(now, is_patient=False)
    return filled


def test_page_that_comes_at_the_second_try_is_taken(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry", "", status=502)

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        await until_taken(room, NOON)
        site.page("/ferry")
        await until_taken(room, NOON + timedelta(minutes=4))
        assert room.waiting() == {}
        await until_taken(room, NOON + timedelta(minutes=5))
        assert room.waiting()["00aa"].endswith(REST[2])

    run(tmp_path, database, act)


@pytest.mark.parametrize("status", [500, 503])
def test_single_pass_waits_for_pages_and_leaves_no_story_behind(
    site: Site, database: Database, tmp_path: Path, status: int
):
    site.delay_s = 0.005
    for number in range(30):
        site.page(f"/{number}", PAGE if number % 2 else "", status=200 if number % 2 else status)

    async def act(room: Room) -> None:
        room.deliver(*(story(site.url(f"/{number}"), f"{number:04x}") for number in range(30)))
        await room.fill()
        assert len(room.waiting()) == 30

    run(tmp_path, database, act)


def test_story_that_came_after_the_pass_began_is_filled_by_it(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")), now=NOON + timedelta(seconds=3))
        await room.fill(NOON)
        assert room.waiting()["00aa"].endswith(REST[2])

    run(tmp_path, database, act)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_refused_page_is_not_asked_again(site: Site, database: Database, tmp_path: Path, status: int):
    site.page("/ferry", "", status=status)

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        filled = await until_taken(room, NOON)
        assert str(status) in filled.failures[0]
        assert room.waiting() == {"00aa": TEASER}

    run(tmp_path, database, act)


def test_host_that_asks_for_a_pause_is_left_alone_with_all_its_pages(site: Site, database: Database, tmp_path: Path):
    site.page("/0", "", status=429, Retry_After="1800")

    async def act(room: Room) -> None:
        room.deliver(*(story(site.url(f"/{number}"), f"{number:04x}") for number in range(3)))
        await until_taken(room, NOON)
        await until_taken(room, NOON + timedelta(minutes=6))
        assert room.waiting() == {}
        await until_taken(room, NOON + pages.LONGEST_WAIT)
        assert len(room.waiting()) == 3

    run(tmp_path, database, act)
    assert site.asked == ["/0"]


def test_pause_that_a_page_asked_for_outlives_a_restart(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry", "", status=429, Retry_After="1800")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        await room.fill()

    run(tmp_path, database, act)
    with database.reading() as connection:
        assert pauses(connection) == {f"127.0.0.1:{site.server_port}": NOON + timedelta(minutes=30)}


def test_token_of_a_page_is_in_no_error(site: Site, database: Database, tmp_path: Path):
    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry?token=0123456789abcdef")))
        room.hosts.pause(f"127.0.0.1:{site.server_port}", timedelta(minutes=30))
        filled = await room.fill()

        assert "wants to be left alone" in filled.failures[0]
        assert "0123456789abcdef" not in filled.failures[0]

    run(tmp_path, database, act)


def test_public_source_never_leads_into_a_private_network(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry"), "00aa"), story("http://paper.example/ferry", "00bb"))
        await until_taken(room, NOON)
        assert room.waiting() == {"00aa": TEASER, "00bb": TEASER}
        with room.database.reading() as connection:
            errors = list(connection.execute(select(tables.page.c.error).order_by(tables.page.c.story)).scalars())
        assert "leads to port" in errors[0]  # the feed's word is not enough for an unusual one
        assert "127.0.0.1" in errors[1]

    run(tmp_path, database, act, keys="full_text: true")
    assert site.asked == []


def test_redirects_are_followed_and_circles_are_not(site: Site, database: Database, tmp_path: Path):
    site.page("/go", "", status=302, Location="/ferry")
    site.page("/ferry")
    site.page("/round", "", status=302, Location="/round")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/go"), "00aa"), story(site.url("/round"), "00bb"))
        await room.fill()
        assert room.waiting()["00aa"].endswith(REST[2])
        assert room.waiting()["00bb"] == TEASER

    run(tmp_path, database, act)


def test_few_pages_are_in_flight_at_once_and_one_of_each_host(site: Site, database: Database, tmp_path: Path):
    site.delay_s = 0.05
    for number in range(16):
        site.page(f"/{number}")

    async def act(room: Room) -> None:
        room.deliver(
            *(story(site.url(f"/{number}", f"host{number % 8}.example"), f"{number:04x}") for number in range(16))
        )
        await room.fill()

    run(tmp_path, database, act)
    assert 1 < site.most <= AT_ONCE


def test_pages_never_hold_up_a_pass(site: Site, database: Database, tmp_path: Path):
    site.delay_s = 0.5
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        began = time.monotonic()
        await room.fill(is_patient=False)
        assert time.monotonic() - began < 0.3
        assert room.full_text.is_waiting

    run(tmp_path, database, act)


def test_new_source_has_so_many_pages_in_one_pass(site: Site, database: Database, tmp_path: Path):
    site.delay_s = 0.01

    async def act(room: Room) -> None:
        seen = [NOON + timedelta(seconds=number) for number in range(25)]
        for number, when in enumerate(seen):
            room.deliver(story(site.url(f"/{number}"), f"{number:04x}", seen=when), now=when)
        await until_taken(room, NOON + timedelta(minutes=1))

    run(tmp_path, database, act)
    assert site.asked == [f"/{number}" for number in range(24, 4, -1)]


def test_what_was_under_way_at_a_stop_is_asked_again_by_the_next_start(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry")
    site.delay_s = 0.2

    async def stopped(room: Room) -> None:
        room.deliver(story(site.url("/ferry")))
        await room.full_text.begin(NOON)
        await asyncio.sleep(0.05)
        room.full_text.stop()

    async def started(room: Room) -> None:
        await room.fill()
        assert room.waiting()["00aa"].endswith(REST[2])

    run(tmp_path, database, stopped)
    run(tmp_path, database, started)


def test_monstrous_page_costs_itself_and_no_other(site: Site, database: Database, tmp_path: Path):
    site.page("/bomb", article("<div><p>" + "w" * 45) * 4_000)
    site.page("/ferry")

    async def act(room: Room) -> None:
        room.deliver(story(site.url("/bomb"), "00aa"), story(site.url("/ferry"), "00bb"))
        filled = await room.fill()
        assert (filled.read, filled.given_up) == (1, 1)
        assert room.waiting()["00bb"].endswith(REST[2])

    with Isolated(read_page, seconds=1) as isolated:
        run(tmp_path, database, act, extract=isolated)


def test_dateline_and_language_are_told_by_the_longer_text(site: Site, database: Database, tmp_path: Path):
    site.page("/ferry", article(f"HARSTAD, Norway (AP) — {TEASER}", *REST))

    async def act(room: Room) -> None:
        room.deliver(replace(story(site.url("/ferry")), language=None))
        await room.fill()
        with room.database.reading() as connection:
            [found] = stories.unclustered(connection, 10)
        assert (found.language, found.credit) == ("en", "AP")

    run(tmp_path, database, act)
