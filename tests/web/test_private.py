"""Private topics over HTTP: for whoever has a token, for nobody else, and without a trace of the token anywhere."""

import gzip
import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import anyio
import brotli  # type: ignore[import-untyped]
import httpx
import pytest
import structlog

from bot.config import Settings, load
from bot.errors import StoreError
from bot.logs import configure_logs
from bot.store import private, subscribers
from bot.store.database import Database, open_database
from bot.subscribers import Registry
from bot.web.app import create_app
from bot.web.pace import Pace
from bot.web.private import WRONG_A_MINUTE, Private
from bot.web.public import Former
from tests.desk import MORNING, Desk
from tests.web.stand import stand

TOPICS = """\
topics:
  - {slug: fires, title: Fires, rules: {any: [fire]}}
  - {slug: waters, title: Night & desk, description: Only for the night., private: true, rules: {any: [river]}}
  - {slug: boats, title: Boats, private: true, rules: {any: [boat]}}
"""
HOME = "http://127.0.0.1:8000"
ANN, BOB = "a" * 40, "b" * 40  # of all private topics; of boats
PUBLIC = {
    "topics/fires.atom": b"<feed>public</feed>",
    "clusters/c9.html": b"<p>public</p>",
    "static/style.css": b"p{}",
}
LONG = b"<p>" + 60 * b"Nobody was hurt, the mayor said. " + b"</p>"
#: What is in the files, with `%` where the token belongs.
PRIVATE = {
    "waters/topics/waters.atom": b"<feed><link href='http://127.0.0.1:8000/private/%/topics/waters.atom'/>"
    + LONG
    + b"</feed>",
    "waters/topics/waters.json": b'{"url": "http://127.0.0.1:8000/private/%/topics/waters.json"}',
    "waters/topics/waters.html": (
        b"<code>http:/<wbr>/<wbr>127.0.0.1:8000/<wbr>private/<wbr>%/<wbr>topics/<wbr>waters.atom</code>"
        b"<a href='https://reader.example/?add=http%3A%2F%2F127.0.0.1:8000%2Fprivate%2F%%2Ftopics'>add</a>"
    ),
    "waters/topics/waters/2026-03.atom": b"<feed>March</feed>",
    "waters/topics/waters/daily.html": b"<p>today</p>",
    "waters/clusters/c1.html": b"<p>waters show it</p>",
    "boats/topics/boats.atom": b"<feed>boats</feed>",
    "boats/clusters/c1.html": b"<p>boats show it</p>",
    "boats/clusters/c2.html": b"<p>boats alone</p>",
}


def nothing() -> Any:
    raise AssertionError("nobody asks")


@dataclass
class Site:
    """An application over a database and files that are given."""

    desk: Desk
    database: Database
    now: list[float] = field(default_factory=lambda: [0.0])
    today: list[datetime] = field(default_factory=lambda: [MORNING])

    def __post_init__(self) -> None:
        self.settings: list[Settings] = [load(self.desk.config)]
        registry = Registry(lambda: self.settings[0], self.database, lambda: self.today[0])
        self.private = Private(self.settings[0].private, self.settings[0].public, registry, clock=lambda: self.now[0])
        self.app = create_app(self.settings[0].public, nothing, nothing, former=self.former, also=self.private.routes())

    def former(self, slug: str) -> Former | None:
        with self.database.reading() as connection:
            found = private.former(connection, slug)
        return None if found is None else Former(moved_to=found.moved_to)

    def ask(self, path: str, method: str = "GET", address: str = "192.0.2.1", **given: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app, client=(address, 1))
            headers = {"Accept-Encoding": "identity"} | given.pop("headers", {})
            async with httpx.AsyncClient(transport=transport, base_url=HOME) as client:
                answer = await client.request(method, path, headers=headers, **given)
                while self.private._telling:
                    await anyio.sleep(0.001)
                return answer

        return anyio.run(ask)

    def everybody(self) -> list[subscribers.Subscriber]:
        with self.database.reading() as connection:
            return subscribers.everybody(connection)


def made(desk: Desk) -> Site:
    database = open_database(desk.database())
    with database.writing() as connection:
        private.keep(connection, {"waters": (), "boats": ()}, ["fires"])
        veil = private.make_veil(connection)
        subscribers.add(connection, "Ann", None, ANN, MORNING)
        subscribers.add(connection, "Bob", ["boats"], BOB, MORNING)
    for folder, published in (("public", PUBLIC), ("private", PRIVATE)):
        for path, content in published.items():
            file = desk.root / "data" / folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if folder == "public" else veiled(content, veil))
            os.utime(file, (MORNING.timestamp(), MORNING.timestamp()))
    return Site(desk, database)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = made(Desk(tmp_path_factory.mktemp("site") / "desk", topics=TOPICS))
    yield site
    site.database.close()


def veiled(content: bytes, token: str) -> bytes:
    """Put a token in its places, which are not the percent signs that escape a character."""
    return (
        content.replace(b"%3A", b"\0A")
        .replace(b"%2F", b"\0F")
        .replace(b"%", token.encode())
        .replace(b"\0A", b"%3A")
        .replace(b"\0F", b"%2F")
    )


# Who may read what


@pytest.mark.parametrize(
    "path",
    ["topics/waters.atom", "topics/waters.json", "topics/waters", "topics/waters/2026-03.atom", "topics/waters/daily"],
)
def test_file_has_the_token_of_who_asks_and_no_header_that_shares_it(site: Site, path: str) -> None:
    answer = site.ask(f"/private/{ANN}/{path}")

    assert answer.status_code == 200
    file = f"waters/{path}" if "." in path else f"waters/{path}.html"
    assert answer.content == veiled(PRIVATE[file], ANN)
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in answer.headers
    assert not [name for name, value in answer.headers.items() if ANN in value and name != "link"]
    assert answer.headers.get("link", f'<{HOME}/private/{ANN}/{path}>; rel="self"') == (
        f'<{HOME}/private/{ANN}/{path}>; rel="self"'
    )


@pytest.mark.parametrize("path", ["topics/waters.atom", "topics/waters", "topics/waters.json"])
def test_password_is_as_good_as_the_address_and_in_no_word_of_the_answer(site: Site, path: str) -> None:
    for user in ("", "ann", "any one"):
        answer = site.ask(f"/private/{path}", auth=(user, ANN))

        assert answer.status_code == 200
        assert ANN not in answer.text + str(answer.headers)
        file = f"waters/{path}" if "." in path else f"waters/{path}.html"
        plain = veiled(PRIVATE[file], "%").replace(b"%/<wbr>", b"").replace(b"%%2F", b"").replace(b"%/", b"")
        assert answer.content == plain
        assert "Authorization" in answer.headers["vary"]


def test_page_of_a_cluster_is_that_of_a_topic_of_the_subscriber(site: Site) -> None:
    assert site.ask(f"/private/{ANN}/clusters/c1").text == "<p>waters show it</p>"
    assert site.ask(f"/private/{BOB}/clusters/c1").text == "<p>boats show it</p>"
    assert site.ask(f"/private/{ANN}/clusters/c2").text == "<p>boats alone</p>"


REFUSED = [
    f"/private/{'c' * 40}/topics/waters.atom",
    f"/private/{BOB}/topics/waters.atom",
    f"/private/{ANN}/topics/never.atom",
    f"/private/{ANN[:-1]}/topics/waters.atom",
    f"/private/{ANN}x/topics/waters.atom",
    f"/private/{ANN.upper()}/topics/waters.atom",
    f"/private/{hashlib.sha256(ANN.encode()).hexdigest()}/topics/waters.atom",
    "/private/waters/topics/waters.atom",
    "/private/%ED%B3%BF/topics/waters.atom",
    "/private/%00/topics/waters.atom",
    "/private/%2e%2e/topics/waters.atom",
]


def test_wrong_token_topic_of_others_and_nothing_have_one_answer(site: Site) -> None:
    answers = [site.ask(path, address=f"192.0.2.{number}") for number, path in enumerate(REFUSED)]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {answers[0].content}
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert answers[0].headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "authorization",
    [None, "Basic", "Basic !!!", "Basic /w==", "Bearer " + ANN, "Basic YW5u", "Basic YW5uOg==", "Basic YW5uOndyb25n"],
)
def test_without_a_password_that_holds_one_is_asked_for(site: Site, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}

    for path in ("/private/topics/waters.atom", "/private/topics/never.atom", "/private/"):
        answer = site.ask(path, headers=headers, address=f"198.51.100.{len(str(authorization))}")
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"].startswith("Basic realm=")


def test_password_for_a_topic_of_others_is_no_reason_to_ask_again(site: Site) -> None:
    assert site.ask("/private/topics/waters.atom", auth=("bob", BOB)).status_code == 404


def test_revoked_token_ends_at_once_and_renewed_one_holds(site: Site) -> None:
    with site.database.writing() as connection:
        subscribers.add(connection, "Eve", None, "e" * 40, MORNING)
    path = f"/private/{'e' * 40}/topics/waters.atom"
    assert site.ask(path).status_code == 200

    with site.database.writing() as connection:
        subscribers.revoke(connection, "Eve", MORNING)
    assert site.ask(path).content == site.ask(REFUSED[0]).content

    with site.database.writing() as connection:
        subscribers.renew(connection, "Eve", "f" * 40, MORNING)
    assert site.ask(path).status_code == 404
    assert site.ask(f"/private/{'f' * 40}/topics/waters.atom").status_code == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_only_reading_is_possible(site: Site, method: str) -> None:
    right, wrong = (site.ask(f"/private/{token}/topics/waters.atom", method) for token in (ANN, "c" * 40))

    assert right.status_code == wrong.status_code == 405
    assert right.content == wrong.content


# The addresses of a subscriber


def test_index_has_the_addresses_of_the_subscribers_own_topics(site: Site) -> None:
    page = site.ask(f"/private/{BOB}/").text
    assert f"{HOME}/private/{BOB}/topics/boats.atom</code>" in page
    assert f"{HOME}/private/{BOB}/topics.opml</code>" in page
    assert "waters" not in page
    assert "fires" not in page

    page = site.ask("/private/", auth=("", ANN)).text
    assert f"{HOME}/private/topics/waters.rss</code>" in page
    assert "Night &amp; desk" in page
    assert ANN not in page

    moved = site.ask(f"/private/{BOB}")
    assert (moved.status_code, str(moved.url.join(moved.headers["location"]))) == (302, f"{HOME}/private/{BOB}/")
    assert site.ask(f"/private/{'c' * 40}").status_code == 404


def test_list_of_feeds_is_the_subscribers_own(site: Site) -> None:
    ours = site.ask(f"/private/{BOB}/topics.opml")
    assert ours.headers["content-type"].startswith("text/x-opml")
    assert f'xmlUrl="{HOME}/private/{BOB}/topics/boats.atom"' in ours.text
    assert "waters" not in ours.text

    theirs = site.ask("/private/topics.opml", auth=("", ANN)).text
    assert f'xmlUrl="{HOME}/private/topics/waters.atom"' in theirs


def test_what_belongs_to_pages_is_there_and_what_is_public_is_where_it_is(site: Site) -> None:
    assert site.ask(f"/private/{ANN}/static/style.css").content == b"p{}"
    assert site.ask("/private/static/style.css", auth=("", ANN)).content == b"p{}"
    for answer in (
        site.ask(f"/private/{BOB}/topics/fires.atom"),
        site.ask("/private/topics/fires.atom", auth=("", BOB)),
    ):
        assert answer.status_code == 302
        assert str(answer.url.join(answer.headers["location"])) == f"{HOME}/topics/fires.atom"


def test_renamed_topic_is_at_its_new_address(site: Site) -> None:
    with site.database.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO known_topic (slug, first_published, moved_to) "
            "VALUES ('rivers', '2026-03-02T06:00:00.000000Z', 'waters')"
        )

    for inner in ("/topics/rivers.atom", "/topics/rivers", "/topics/rivers/2026-03.atom"):
        ours = site.ask(f"/private/{ANN}{inner}")
        assert ours.status_code == 301
        assert (
            str(ours.url.join(ours.headers["location"])) == f"{HOME}/private/{ANN}{inner.replace('rivers', 'waters')}"
        )
        theirs = site.ask(f"/private{inner}", auth=("", ANN))
        assert str(theirs.url.join(theirs.headers["location"])) == f"{HOME}/private{inner.replace('rivers', 'waters')}"
        # Who may not read it does not learn that it is.
        assert site.ask(f"/private/{BOB}{inner}").status_code == 404
        assert site.ask(inner).status_code == 410  # it was public once; where it is now is not said


def test_public_address_of_a_private_topic_is_that_of_nothing(site: Site) -> None:
    answers = [site.ask(path) for path in ("/topics/waters.atom", "/topics/never.atom")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


# As public files are served


def test_reader_that_has_it_gets_nothing_more(site: Site) -> None:
    path = f"/private/{ANN}/topics/waters.atom"
    first = site.ask(path)
    modified = first.headers["last-modified"]
    assert modified == "Mon, 02 Mar 2026 06:00:00 GMT"

    for headers in ({"If-None-Match": first.headers["etag"]}, {"If-Modified-Since": modified}):
        again = site.ask(path, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == first.headers["etag"]
        assert again.headers["cache-control"] == "private, no-cache"
    # The bytes of another subscriber are others, even of the same file.
    assert site.ask("/private/topics/waters.atom", auth=("", ANN)).headers["etag"] != first.headers["etag"]
    assert site.ask(path, headers={"If-None-Match": '"other"', "If-Modified-Since": modified}).status_code == 200


def test_head_says_what_get_does(site: Site) -> None:
    path = f"/private/{ANN}/topics/waters.atom"
    whole, head = site.ask(path), site.ask(path, "HEAD")

    assert head.content == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("accepted", "coding"), [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("deflate", None)]
)
def test_coded_for_whoever_takes_it(site: Site, accepted: str, coding: str | None) -> None:
    path, headers = f"/private/{ANN}/topics/waters.atom", {"Accept-Encoding": accepted}

    async def raw() -> tuple[httpx.Headers, bytes]:
        transport = httpx.ASGITransport(app=site.app)
        async with (
            httpx.AsyncClient(transport=transport, base_url=HOME) as client,
            client.stream("GET", path, headers=headers) as answer,
        ):
            return answer.headers, b"".join([chunk async for chunk in answer.aiter_raw()])

    said, body = anyio.run(raw)
    plain = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding](body)
    assert said.get("content-encoding") == coding
    assert plain == site.ask(path).content
    assert int(said["content-length"]) == len(body)
    assert site.ask(path, headers=headers | {"If-None-Match": said["etag"]}).status_code == 304
    assert (said["etag"] == site.ask(path).headers["etag"]) == (coding is None)


def test_browser_is_shown_a_feed_as_xml(site: Site) -> None:
    shown = site.ask(f"/private/{ANN}/topics/waters.atom", headers={"Sec-Fetch-Dest": "document"})

    assert shown.headers["content-type"] == "text/xml; charset=utf-8"


def test_story_cannot_ask_for_the_token(site: Site) -> None:
    # What is replaced is nothing that anybody outside could have written.
    with site.database.reading() as connection:
        veil = private.veil(connection)
    assert veil is not None
    assert veil not in "".join(site.ask(path).text for path in (f"/private/{ANN}/topics/waters", f"/private/{ANN}/"))


# Pace, days and failures


def test_who_tries_tokens_is_slowed_down_and_nobody_else_is(site: Site) -> None:
    wrong, right = f"/private/{'d' * 40}/topics/waters.atom", f"/private/{ANN}/topics/waters.atom"
    assert site.ask(right, address="203.0.113.9").status_code == 200

    codes = [site.ask(wrong, address="203.0.113.9").status_code for _ in range(WRONG_A_MINUTE + 2)]

    assert codes == [404] * WRONG_A_MINUTE + [429, 429]
    assert site.ask("/private/topics/waters.atom", address="203.0.113.9", auth=("", "no")).status_code == 429
    assert site.ask(wrong, address="203.0.113.10").status_code == 404
    # Behind one proxy are many: a token that was right before is let in.
    assert site.ask(right, address="203.0.113.9").status_code == 200
    site.now[0] += 61
    assert site.ask(wrong, address="203.0.113.9").status_code == 404


def test_pace_is_of_networks_and_of_the_latest_addresses() -> None:
    pace = Pace(most=2, addresses=3)
    for address in ("2001:db8::1", "2001:db8::ffff:2"):
        pace.count(address, 0.0)
    assert pace.is_over("2001:db8::3", 1.0)
    assert not pace.is_over("2001:db8:0:1::1", 1.0)
    assert not pace.is_over("2001:db8::3", 60.0)

    for number in range(1000):
        pace.count(f"::ffff:192.0.2.{number % 250}", 1.0)
        pace.count("what is no address", 1.0)
    assert len(pace._times) == 3
    assert pace.is_over("what is no address", 2.0)


def test_last_use_is_written_once_a_day(site: Site) -> None:
    written: list[Any] = []
    mark_used = subscribers.mark_used
    site.today[0] += timedelta(days=7)

    def counted(*given: Any) -> None:
        written.append(given)
        mark_used(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subscribers, "mark_used", counted)
        for _ in range(3):
            site.ask(f"/private/{BOB}/topics/boats.atom")
        assert len(written) == 1
        site.today[0] += timedelta(days=1)
        site.ask(f"/private/{BOB}/topics/boats.atom")
        assert len(written) == 2
    assert {one.name: one.last_used_on for one in site.everybody()}["Bob"] == site.today[0].date()


def test_answer_does_not_wait_for_a_database_that_cannot_be_written(site: Site) -> None:
    site.today[0] += timedelta(days=1)

    def refuse(*_: Any) -> None:
        raise StoreError("storyfold.db", "disk is full")

    with pytest.MonkeyPatch.context() as patch, structlog.testing.capture_logs() as logs:
        patch.setattr(subscribers, "mark_used", refuse)
        assert site.ask(f"/private/{BOB}/topics/boats.atom").status_code == 200
    assert [(one["event"], one["problem"]) for one in logs] == [
        ("last use of a token not written", "storyfold.db: disk is full")
    ]
    site.ask(f"/private/{BOB}/topics/boats.atom")
    assert {one.name: one.last_used_on for one in site.everybody()}["Bob"] == site.today[0].date()


def test_database_that_cannot_be_read_is_said(site: Site) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(subscribers, "with_token", lambda *_: (_ for _ in ()).throw(StoreError("storyfold.db", "locked")))
        answer = site.ask(f"/private/{ANN}/topics/waters.atom")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert "locked" not in answer.text


# The token


def test_token_is_in_no_line_that_the_process_writes_and_in_no_file(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    canary = "0badcafe" * 5
    site = made(Desk(tmp_path / "desk", topics=TOPICS))
    with site.database.writing() as connection:
        subscribers.add(connection, "Eve", None, canary, MORNING)
    configure_logs()
    told: list[str] = []

    async def failing(scope: Any, receive: Any, send: Any) -> None:
        if b"x-fail" in dict(scope["headers"]):
            raise RuntimeError("something broke")
        await site.app(scope, receive, send)

    with stand(failing, site.settings[0].public, "front") as server:
        client = server.client
        good = client.get(f"/private/{canary}/topics/waters.atom")
        assert (good.status_code, canary in good.text) == (200, True)
        paths = (f"/private/{canary}/nothing", f"/private/{canary}x/", f"/topics/{canary}.atom", f"/{canary}")
        told += [client.get(path).text for path in paths]
        told.append(client.post(f"/private/{canary}/").text)
        told.append(client.get("/private/topics/waters.atom", auth=("", canary)).text)
        told.append(client.get("/private/topics/waters.atom", auth=("", canary + "x")).text)
        assert client.get(f"/private/{canary}/topics/waters", headers={"X-Fail": "1"}).status_code == 500
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(subscribers, "digest", lambda _: 1 / 0)
            assert client.get(f"/private/{canary}/topics/waters").status_code == 500
        server.raw(f"GET /private/{canary}/ HTTP/1.1\r\n\r\n".encode())
        server.raw(f"NONSENSE /private/{canary}/ HTTP/7\r\nbroken\r\n\r\n".encode())
        server.raw(f"GET /private/{canary}/{'x' * 70_000} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
    site.database.close()

    printed = capfd.readouterr()
    # The client is in this process too, and writes down what it asks for.
    ours = [one for one in caplog.records if not one.name.startswith("http")]
    records = "".join(f"{caplog.handler.format(one)}\n" for one in ours)
    said = printed.out + printed.err + "".join(told) + records
    assert "something broke" in said  # it was written what happened
    assert "ZeroDivisionError" in said
    assert canary not in said
    for file in tmp_path.rglob("*"):
        if file.is_file() and os.access(file, os.R_OK):
            assert canary.encode() not in file.read_bytes(), file
