"""What readers, proxies and hostile clients get: the same from the service and from a front."""

import gzip
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path

import brotli
import httpx
import pytest

from bot.web.app import create_app
from bot.web.guests import HEAD, Limits
from bot.web.replying import PATH, Manner
from bot.web.status import Status
from tests.web.stand import WAYS, Stand, stand

FEED = b"<feed>" + b"a story that many report\n" * 400 + b"</feed>"
MANNER = Manner(
    feed_link=f'<https://site.example{PATH}>; rel="self", <https://hub.example/>; rel="hub"',
    archive_link=f'<https://site.example{PATH}>; rel="self"',
)
#: Quick ones, so that tests need not wait.
LIMITS = Limits(total=40, each=30, head_s=0.6, idle_s=0.8, taking_s=0.6)
ATOM = "/topics/world.atom"
FILES = ("topics/world.atom", "topics/world.rss", "topics/world.json", "topics/world/2024-05.atom", "topics.opml")


def no_status() -> Status:
    raise AssertionError("nobody asks")


def publish(public: Path) -> None:
    for name in (*FILES, "index.html", "static/style.css"):
        file = public / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(FEED)
        compress(file)
    (public / "topics" / "large.json").write_bytes(os.urandom(12 * 2**20))


def compress(file: Path) -> None:
    """Put the siblings beside a file, as publishing does."""
    content, stamp = file.read_bytes(), file.stat().st_mtime_ns
    for suffix, coded in ((".gz", gzip.compress(content, mtime=0)), (".br", brotli.compress(content))):
        sibling = file.with_name(file.name + suffix)
        sibling.write_bytes(coded)
        os.utime(sibling, ns=(stamp, stamp))


@pytest.fixture(scope="module", params=WAYS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    public = tmp_path_factory.mktemp("site")
    publish(public)
    with stand(create_app(public, no_status, lambda: b"", manner=MANNER), public, request.param, MANNER) as running:
        yield running


@pytest.fixture(scope="module", params=WAYS)
def strict(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    public = tmp_path_factory.mktemp("strict")
    publish(public)
    app = create_app(public, no_status, lambda: b"", manner=MANNER)
    with stand(app, public, request.param, MANNER, LIMITS) as running:
        yield running


def head(target: str = ATOM, *lines: str, method: str = "GET", version: str = "1.1") -> bytes:
    return "\r\n".join([f"{method} {target} HTTP/{version}", "Host: x", *lines, "", ""]).encode()


def answers(said: bytes) -> list[tuple[int, dict[str, str], bytes]]:
    """Status, headers and body of each of the answers that came one behind the other."""
    found = []
    while said:
        start, _, said = said.partition(b"\r\n\r\n")
        first, *lines = start.decode("latin-1").split("\r\n")
        headers = dict(re.split(r":\s*", line.lower(), maxsplit=1) for line in lines)
        status = int(first.split()[1])
        length = 0 if status == 304 else int(headers.get("content-length", 0))
        found.append((status, headers, said[:length]))
        said = said[length:]
    return found


# Codings


@pytest.mark.parametrize(
    "accepted, coding",
    [
        ("br", "br"),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("gzip, br;q=0.1", "gzip"),
        ("identity", None),
        ("*;q=0", None),
    ],
)
def test_what_was_compressed_when_it_was_published_is_sent_to_who_takes_it(
    site: Stand, accepted: str, coding: str | None
) -> None:
    said = site.client.get(ATOM, headers={"Accept-Encoding": accepted})

    assert said.headers.get("content-encoding") == coding
    assert said.content == FEED
    assert "Accept-Encoding" in said.headers["vary"]
    if coding:
        assert int(said.headers["content-length"]) < len(FEED) / 10


def test_each_coding_has_its_own_strong_tag(site: Stand) -> None:
    tags = {
        accepted: site.client.get(ATOM, headers={"Accept-Encoding": accepted}).headers["etag"]
        for accepted in ("br", "gzip", "identity")
    }

    assert len(set(tags.values())) == 3
    assert not any(tag.startswith("W/") for tag in tags.values())
    for accepted in tags:
        for also, other in tags.items():
            headers = {"Accept-Encoding": accepted, "If-None-Match": other}
            assert site.client.get(ATOM, headers=headers).status_code == (304 if also == accepted else 200)


def test_compressed_file_of_another_state_is_not_sent(site: Stand) -> None:
    file = site.public / "topics" / "fresh.atom"
    file.write_bytes(b"old")
    compress(file)
    file.with_name("new").write_bytes(b"new")
    os.utime(file.with_name("new"), ns=(1, 1))
    file.with_name("new").replace(file)

    said = site.client.get("/topics/fresh.atom", headers={"Accept-Encoding": "br, gzip"})

    assert (said.content, said.headers.get("content-encoding")) == (b"new", None)


# Conditions


def test_answer_to_who_has_it_says_what_caches_need_and_no_more(site: Stand) -> None:
    whole = site.client.get(ATOM)
    said = site.client.get(ATOM, headers={"If-None-Match": f'"x", W/{whole.headers["etag"]}'})

    assert (said.status_code, said.content) == (304, b"")
    for name in ("etag", "cache-control", "vary", "date", "access-control-allow-origin"):
        assert name in said.headers
    assert all(said.headers[name] == whole.headers[name] for name in ("etag", "cache-control", "vary"))
    assert not said.headers.keys() & {"content-type", "content-length", "content-encoding", "transfer-encoding"}


def test_condition_may_come_in_several_lines_and_tags_go_before_dates(site: Stand) -> None:
    tag = site.client.get(ATOM, headers={"Accept-Encoding": "identity"}).headers["etag"]
    ask = head(ATOM, 'If-None-Match: "a"', f"If-None-Match: {tag}")
    old = head(ATOM, 'If-None-Match: "a"', "If-Modified-Since: Fri, 31 Dec 2100 00:00:00 GMT", "Connection: close")

    assert [status for status, _, _ in answers(site.raw(ask + old))] == [304, 200]


# Headers


@pytest.mark.parametrize("path", [ATOM, "/topics/world.rss", "/topics/world.json"])
def test_feed_says_where_it_is_and_who_tells_of_it(site: Stand, path: str) -> None:
    for method in ("GET", "HEAD"):
        said = site.client.request(method, path)
        assert said.headers["link"] == f'<https://site.example{path}>; rel="self", <https://hub.example/>; rel="hub"'


def test_archive_says_where_it_is_and_pages_say_nothing(site: Stand) -> None:
    said = site.client.get("/topics/world/2024-05.atom")

    assert said.headers["link"] == '<https://site.example/topics/world/2024-05.atom>; rel="self"'
    assert "link" not in site.client.get("/").headers


@pytest.mark.parametrize(
    "path, is_open", [(ATOM, True), ("/topics/world.json", True), ("/topics.opml", True), ("/", False)]
)
def test_other_sites_may_read_feeds_and_lists_and_no_pages(site: Stand, path: str, is_open: bool) -> None:
    said = site.client.get(path, headers={"Origin": "https://reader.example"})

    assert said.headers.get("access-control-allow-origin") == ("*" if is_open else None)
    assert said.headers.get("access-control-expose-headers") == ("ETag, Link" if is_open else None)


@pytest.mark.parametrize(
    "path, is_open", [(ATOM, True), ("/topics/world.json", True), ("/topics.opml", True), ("/", False)]
)
def test_readers_in_browsers_may_ask_conditionally(site: Stand, path: str, is_open: bool) -> None:
    wanted = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    said = site.client.options(path, headers={"Origin": "https://reader.example", **wanted})

    assert said.status_code == (204 if is_open else 405)
    assert set(said.headers["allow"].split(", ")) == {"GET", "HEAD", *(["OPTIONS"] if is_open else [])}
    allowed = {name: value for name, value in said.headers.items() if name.startswith("access-control-")}
    if is_open:
        assert allowed["access-control-allow-origin"] == "*"
        assert "If-None-Match" in allowed["access-control-allow-headers"]
        assert "GET" in allowed["access-control-allow-methods"]
    else:
        assert allowed == {}


@pytest.mark.parametrize("path", [ATOM, "/topics/world.rss", "/topics/world/2024-05.atom"])
def test_browser_that_opens_a_feed_is_told_that_it_is_xml_and_nobody_else_is(site: Stand, path: str) -> None:
    opened = site.client.get(path, headers={"Sec-Fetch-Dest": "document"})
    fetched = site.client.get(path, headers={"Sec-Fetch-Dest": "empty"})

    assert opened.headers["content-type"] == "text/xml; charset=utf-8"
    assert fetched.headers["content-type"].startswith("application/")
    assert opened.headers["etag"] == fetched.headers["etag"]
    for said in (opened, fetched, site.client.get(path)):
        assert said.headers["vary"] == "Accept-Encoding, Sec-Fetch-Dest"


@pytest.mark.parametrize("path", ["/", "/topics/world.json", "/static/style.css"])
def test_what_is_no_xml_keeps_its_type_in_browsers(site: Stand, path: str) -> None:
    opened = site.client.get(path, headers={"Sec-Fetch-Dest": "document"})

    assert opened.headers["content-type"] == site.client.get(path).headers["content-type"]


def test_forms_come_back_to_the_site_only_and_ranges_are_not_offered(site: Stand) -> None:
    said = site.client.get("/", headers={"Range": "bytes=0-3"})

    assert (said.status_code, said.content) == (200, FEED)
    assert said.headers["accept-ranges"] == "none"
    assert "form-action 'self'" in said.headers["content-security-policy"]


def test_answers_are_dated_now(site: Stand) -> None:
    for path in (ATOM, "/nothing"):
        said = parsedate_to_datetime(site.client.get(path).headers["date"])
        assert abs(said.timestamp() - time.time()) < 5


# Connections


def test_requests_in_one_piece_are_answered_in_their_order(site: Stand) -> None:
    asked = head(ATOM) + head("/nothing") + head(ATOM, method="HEAD") + head("/", "Connection: close") + head(ATOM)
    said = answers_to(site, asked)

    assert [status for status, _ in said] == [200, 404, 200, 200]
    assert said[0][1] == FEED


def answers_to(site: Stand, asked: bytes) -> list[tuple[int, bytes]]:
    """Read the answers with a real parser; HEAD has no body, so its length is skipped by the order of requests."""
    methods = re.findall(rb"(GET|HEAD) \S+ HTTP", asked)
    said, found = site.raw(asked), []
    for method in methods:
        if not said:
            break
        start, _, said = said.partition(b"\r\n\r\n")
        status = int(start.split()[1])
        length = re.search(rb"(?i)content-length: (\d+)", start)
        size = int(length[1]) if length and method == b"GET" else 0
        found.append((status, said[:size]))
        said = said[size:]
    assert said == b""
    return found


def test_request_may_come_byte_by_byte(site: Stand) -> None:
    with site.connect() as connection:
        for byte in head(ATOM, "Connection: close"):
            connection.send(bytes([byte]))
        said = b"".join(iter(lambda: connection.recv(65536), b""))

    assert answers(said)[0][2] == FEED


def test_connection_is_kept_for_the_next_request_and_closed_where_that_is_asked(site: Stand) -> None:
    with site.connect() as connection:
        for _ in range(3):
            connection.sendall(head(ATOM, "If-None-Match: *"))
            assert connection.recv(65536).startswith(b"HTTP/1.1 304 ")
    assert b"connection: close" in site.raw(head(ATOM, "Connection: close"))


def test_older_version_needs_no_host_and_gets_one_answer(site: Stand) -> None:
    status, headers, body = answers(site.raw(b"GET / HTTP/1.0\r\n\r\n"))[0]

    assert (status, headers["connection"], body) == (200, "close", FEED)


def test_empty_lines_before_a_request_mean_nothing(site: Stand) -> None:
    assert site.raw(b"\r\n\r\n" + head(ATOM, "Connection: close")).startswith(b"HTTP/1.1 200 ")


def test_query_and_body_and_expectations_change_nothing(site: Stand) -> None:
    assert site.client.get(ATOM, params={"x": "1"}).content == FEED
    assert site.client.request("GET", ATOM, content=b"body").content == FEED
    asked = head(ATOM, "Expect: 100-continue", "Connection: close")
    assert site.raw(asked).endswith(FEED)
    assert site.raw(head(ATOM, "Connection: upgrade, close", "Upgrade: websocket")).startswith(b"HTTP/1.1 200 ")
    assert site.raw(head(f"http://other.example{ATOM}", "Connection: close")).endswith(FEED)


@pytest.mark.parametrize("host", ["evil.example", "", "a b", "x" * 2000, "[::1", "\xff", "127.0.0.1:99999"])
def test_bad_host_does_no_harm(site: Stand, host: str) -> None:
    asked = f"GET {ATOM} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"

    said = site.raw(asked.encode("latin-1"))

    assert said.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 400 "))
    assert b"evil" not in said


@pytest.mark.parametrize("hosts", ["", "Host: a\r\nHost: a\r\n"])
def test_no_host_or_two_is_refused(site: Stand, hosts: str) -> None:
    said = site.raw(f"GET {ATOM} HTTP/1.1\r\n{hosts}\r\n".encode())

    assert said.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "asked",
    [
        b"nonsense\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nBad Name: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: 1\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nA: \x00\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused_and_nothing_after_it_is_heard_or_said(
    site: Stand, asked: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    said = site.raw(asked + head(ATOM))

    assert caplog.records == []  # else anybody could fill the log

    assert said.startswith(b"HTTP/1.1 400 ")
    assert said.count(b"HTTP/1.1 ") == 1


def test_replaced_file_is_answered_from_the_next_request_on(site: Stand) -> None:
    file = site.public / "topics" / "moving.atom"
    for number in range(30):
        file.with_name("new").write_bytes(b"%d" % number)
        file.with_name("new").replace(file)
        assert site.client.get("/topics/moving.atom").content == b"%d" % number
    file.unlink()
    assert site.client.get("/topics/moving.atom").status_code == 404


# Limits


@pytest.mark.parametrize(
    "asked",
    [
        head(ATOM, f"A: {'x' * HEAD}"),
        head(ATOM, *(f"A{number}: {'x' * 400}" for number in range(90))),
        b"GET /" + b"x" * (HEAD + 10),
        head("/" + "x" * (HEAD + 10)),
    ],
    ids=["a header", "headers", "an address without end", "an address"],
)
def test_large_head_is_refused(site: Stand, asked: bytes) -> None:
    assert site.raw(asked).startswith(b"HTTP/1.1 431 ")


def test_head_of_ordinary_size_is_not(site: Stand) -> None:
    assert site.raw(head(ATOM, f"A: {'x' * 20_000}", "Connection: close")).startswith(b"HTTP/1.1 200 ")


def closed_after(connection: socket.socket) -> tuple[float, bytes]:
    started = time.monotonic()
    try:
        said = b"".join(iter(lambda: connection.recv(65536), b""))
    except ConnectionResetError:
        said = b""
    return time.monotonic() - started, said


def test_head_has_to_come_in_time(strict: Stand) -> None:
    with strict.connect() as slow:
        slow.sendall(b"GET / HTTP/1.1\r\nHo")
        waited, said = closed_after(slow)

    assert 0.3 < waited < 3
    assert said.startswith(b"HTTP/1.1 408 ")


def test_connection_that_asks_nothing_is_closed_without_a_word(strict: Stand) -> None:
    with strict.connect() as silent, strict.connect() as again:
        again.sendall(head(ATOM, "If-None-Match: *"))
        assert again.recv(65536).startswith(b"HTTP/1.1 304 ")
        waited, said = closed_after(silent)
        assert 0.3 < waited < 3
        assert said == b""
        assert closed_after(again)[1] == b""


def test_answer_has_to_be_taken_in_time(strict: Stand) -> None:
    with socket.socket() as lazy:
        lazy.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        lazy.settimeout(8)
        lazy.connect(("127.0.0.1", strict.port))
        lazy.sendall(head("/topics/large.json"))
        time.sleep(1.5)
        received = len(closed_after(lazy)[1])

    assert received < 12 * 2**20


def test_answer_that_is_taken_slowly_but_in_time_is_whole(strict: Stand) -> None:
    with strict.connect() as slow:
        slow.sendall(head("/topics/large.json", "Connection: close"))
        time.sleep(0.2)
        said = closed_after(slow)[1]

    assert len(answers(said)[0][2]) == 12 * 2**20


def test_slow_clients_do_not_hurt_others(strict: Stand) -> None:
    slow = [strict.connect() for _ in range(25)]
    try:
        for connection in slow:
            connection.sendall(b"GET / HTT")
        started = time.monotonic()
        for _ in range(20):
            assert strict.client.get(ATOM).status_code == 200
        assert time.monotonic() - started < 1
    finally:
        for connection in slow:
            connection.close()


def test_one_address_cannot_have_all_connections(strict: Stand) -> None:
    settle(lambda: strict.client.get(ATOM))
    several = [strict.connect() for _ in range(LIMITS.each + 5)]
    try:
        assert any(connection_is_refused(connection) for connection in several[-5:])
    finally:
        for connection in several:
            connection.close()
    settle(lambda: strict.client.get(ATOM))


def connection_is_refused(connection: socket.socket) -> bool:
    connection.settimeout(0.3)
    try:
        return connection.recv(100).startswith(b"HTTP/1.1 503 ")
    except TimeoutError:
        return False


def settle(ask: Callable[[], httpx.Response]) -> None:
    """Ask until it is answered: connections that were closed are noticed in a moment."""
    deadline = time.monotonic() + 5
    while True:
        try:
            if ask().status_code == 200:
                return
        except httpx.TransportError:
            pass
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("path", ["/topics/world.atom"])
def test_body_that_nobody_asked_for_is_cut(site: Stand, path: str) -> None:
    with site.connect() as connection:
        connection.sendall(head(path, "Content-Length: 1000000000", method="POST"))
        said, sent = b"", 0
        started = time.monotonic()
        try:
            while time.monotonic() - started < 6:
                sent += connection.send(b"x" * 65536)
                time.sleep(0.01)
        except OSError:
            pass
        took = time.monotonic() - started

    assert took < 4, sent
    assert said == b""
