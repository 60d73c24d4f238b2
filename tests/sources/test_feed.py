"""Real sockets on loopback: an origin that sends, byte for byte, what each test tells it to."""

import asyncio
import contextlib
import gzip
import socket
import struct
import threading
import time
import traceback
import tracemalloc
import zlib
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.errors import FetchError, ForbiddenAddress, TooManyRequests
from bot.model import Source
from bot.sources import pace, wire
from bot.sources.feed import MAX_REDIRECTS, Answer, Fetcher, Request, Turn, Validators

SOURCE = Source(name="wire", title="Wire", family="wire")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FEED = b"<rss version='2.0'><channel><title>t</title></channel></rss>"
LIMIT = 100_000
V1 = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 11:00:00 GMT"}
CANARY = "c4n4ry"

Send = Callable[[socket.socket], None]


def head(status: str = "200 OK", headers: Mapping[str, str] | None = None) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in (headers or {}).items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def whole(body: bytes = FEED, status: str = "200 OK", headers: Mapping[str, str] | None = None) -> bytes:
    return head(status, {"Content-Length": str(len(body)), **(headers or {})}) + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return whole(b"", status, {"Location": to})


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: list[tuple[str, str]]
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


@dataclass
class Origin:
    """Each connection is one request; its path says which bytes come back, or who sends them."""

    answers: dict[str, bytes | Send] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    end: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def url(self, path: str = "/feed", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def close(self) -> None:
        self.end.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _accept(self) -> None:
        while not self.end.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._answer, args=(connection,)))
            self._threads[-1].start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            data = b""
            while b"\r\n\r\n" not in data:
                data += connection.recv(65536)
            first, *lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
            headers = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines)]
            path = first.split()[1]
            self.asked.append(Asked(path, headers, data.partition(b"\r\n\r\n")[2]))
            answer = self.answers.get(path, whole(b"", "404 Not Found"))
            if callable(answer):
                answer(connection)
            else:
                connection.sendall(answer)
            connection.shutdown(socket.SHUT_WR)
            connection.recv(1)  # until the client has gone: no reset eats what it has not read

    def ever(self, first: bytes, then: bytes, gap_s: float = 0.0) -> Send:
        def send(connection: socket.socket) -> None:
            connection.sendall(first)
            while not self.end.wait(gap_s):
                connection.sendall(then)

        return send


@pytest.fixture
def origin() -> Iterator[Origin]:
    server = Origin()
    yield server
    server.close()


@pytest.fixture
def other() -> Iterator[Origin]:
    server = Origin()
    yield server
    server.close()


def asking(
    url: str,
    validators: Validators = Validators(),  # noqa: B008 (frozen)
    *,
    timeout_s: float = 5,
    private: bool = True,
    turn: Turn | None = None,
    names: Mapping[str, list[str]] | None = None,
    **more: object,
) -> Answer:
    async def resolve(name: str, port: int) -> list[str]:
        return (names or {})[name]

    async def ask() -> Answer:
        seconds = timedelta(seconds=timeout_s)
        options = {} if turn is None else {"turn": turn}
        async with Fetcher(
            user_agent="storyfold/test",
            timeout=seconds,
            max_body_bytes=LIMIT,
            resolve=None if names is None else resolve,
            **options,
        ) as fetcher:
            request = Request(source=SOURCE, url=url, validators=validators, private=private, **more)
            return await fetcher.fetch(request, NOON)

    return asyncio.run(ask())


# --- what is asked, and what makes it conditional ---------------------------------------------------------------------


def test_first_request_is_unconditional_and_says_who_asks(origin: Origin) -> None:
    origin.answers["/feed"] = whole(headers={**V1, "Content-Type": "application/rss+xml"})

    answer = asking(origin.url())

    assert answer.document is not None
    assert (answer.status, answer.document.content, answer.document.media_type) == (200, FEED, "application/rss+xml")
    assert (answer.document.arrived, answer.url, answer.moved_to) == (NOON, origin.url(), None)
    assert answer.validators == Validators(etag=V1["ETag"], last_modified=V1["Last-Modified"], url=origin.url())
    [asked] = origin.asked
    names = {name.lower() for name, _ in asked.headers}
    assert names == {"host", "user-agent", "accept", "accept-encoding", "connection"}
    assert asked.all("User-Agent") == ["storyfold/test"]
    assert asked.all("Accept-Encoding") == ["gzip, deflate"]
    assert "application/feed+json" in asked.all("Accept")[0]
    assert asked.all("Host") == [f"127.0.0.1:{origin.port}"]


def test_validators_go_back_verbatim_and_304_is_no_document(origin: Origin) -> None:
    origin.answers["/feed"] = head("304 Not Modified", {"ETag": 'W/"new"'})

    answer = asking(origin.url(), Validators(etag="odd one", last_modified="yesterday", url=origin.url()))

    assert (answer.status, answer.document) == (304, None)
    assert answer.validators == Validators(etag='W/"new"', last_modified="yesterday", url=origin.url())
    [asked] = origin.asked
    assert (asked.all("If-None-Match"), asked.all("If-Modified-Since")) == (["odd one"], ["yesterday"])


def test_validators_that_are_no_ascii_go_back_byte_for_byte(origin: Origin) -> None:
    origin.answers["/feed"] = whole(headers={"ETag": '"caf\xe9 \x80"'})

    asking(origin.url(), asking(origin.url()).validators)

    assert origin.asked[1].all("If-None-Match") == ['"caf\xe9 \x80"']


@pytest.mark.parametrize("issuer", [None, "http://127.0.0.1/feed", "{url}?", "{url}/"])
def test_validators_are_sent_to_nobody_who_did_not_issue_them(origin: Origin, issuer: str | None) -> None:
    origin.answers["/feed"] = whole()
    url = None if issuer is None else issuer.format(url=origin.url())

    asking(origin.url(), Validators(etag='"v1"', last_modified="yesterday", url=url))

    assert not origin.asked[0].all("If-None-Match") + origin.asked[0].all("If-Modified-Since")


def test_validators_of_a_redirects_end_are_sent_to_it_only(origin: Origin) -> None:
    origin.answers["/old"] = redirect("/feed")
    origin.answers["/feed"] = whole(headers=V1)

    first = asking(origin.url("/old"))
    asking(origin.url("/old"), first.validators)

    assert first.validators.url == origin.url()
    assert [(asked.path, asked.all("If-None-Match")) for asked in origin.asked[2:]] == [
        ("/old", []),
        ("/feed", ['"v1"']),
    ]


def test_of_several_etags_the_first_one_counts_and_empty_ones_do_not(origin: Origin) -> None:
    origin.answers["/feed"] = b'HTTP/1.1 200 OK\r\nETag: \r\nETag: "a"\r\netag: "b"\r\nLast-Modified:\r\n\r\n' + FEED

    assert asking(origin.url()).validators == Validators(etag='"a"', url=origin.url())


def test_long_etag_comes_back(origin: Origin) -> None:
    origin.answers["/feed"] = whole(headers={"ETag": '"' + "e" * 8192 + '"'})

    asking(origin.url(), asking(origin.url()).validators)

    assert origin.asked[1].all("If-None-Match") == ['"' + "e" * 8192 + '"']


def test_304_that_nobody_asked_for_is_an_error(origin: Origin) -> None:
    origin.answers["/feed"] = head("304 Not Modified", V1)

    with pytest.raises(FetchError, match="304 Not Modified to a request without conditions"):
        asking(origin.url(), Validators(etag='"v1"', url="http://127.0.0.1/elsewhere"))


# --- redirects --------------------------------------------------------------------------------------------------------


def test_redirect_is_followed_and_relative_links_belong_to_its_end(origin: Origin) -> None:
    origin.answers["/old"] = whole(b"", "301 Moved Permanently", {"Location": "/new", "Set-Cookie": "a=b"})
    origin.answers["/new"] = whole()

    answer = asking(origin.url("/old"))

    assert answer.document is not None
    assert (answer.document.location, answer.document.base_url) == (origin.url("/old"), origin.url("/new"))
    assert (answer.url, answer.moved_to) == (origin.url("/new"), origin.url("/new"))
    assert not origin.asked[1].all("Cookie") + origin.asked[1].all("Referer")


@pytest.mark.parametrize(
    "chain, moved_to",
    [
        (["301"], "/1"),
        (["308", "301"], "/2"),
        (["301", "302", "301"], "/1"),
        (["302", "301"], None),
        (["303"], None),
        (["307"], None),
    ],
    ids=str,
)
def test_only_an_unbroken_chain_of_permanent_redirects_moves_a_feed(
    origin: Origin, chain: list[str], moved_to: str | None
) -> None:
    for number, status in enumerate(chain):
        origin.answers[f"/{number}"] = redirect(f"{number + 1}", f"{status} x")
    origin.answers[f"/{len(chain)}"] = whole()

    answer = asking(origin.url("/0"))

    assert answer.url == origin.url(f"/{len(chain)}")
    assert answer.moved_to == (None if moved_to is None else origin.url(moved_to))


def test_location_in_utf8_or_latin1_is_asked_as_it_was_meant(origin: Origin) -> None:
    origin.answers["/utf8"] = b"HTTP/1.1 302 x\r\nLocation: /\xc3\xbc x\r\n\r\n"
    origin.answers["/latin1"] = b"HTTP/1.1 302 x\r\nLocation: /\xfc#part\r\n\r\n"
    origin.answers["/%C3%BC%20x"] = origin.answers["/%FC"] = whole()

    assert asking(origin.url("/utf8")).url == origin.url("/%C3%BC%20x")
    assert asking(origin.url("/latin1")).url == origin.url("/%FC")


@pytest.mark.parametrize(
    "location, message, kind",
    [
        ("/feed", "redirects in a circle", FetchError),
        ("file:///etc/passwd", "redirects to a file: URL, expected http or https", ForbiddenAddress),
        ("ftp://127.0.0.1/", "redirects to a ftp: URL", ForbiddenAddress),
        ("gopher://127.0.0.1/", "redirects to a gopher: URL", ForbiddenAddress),
        ("data:application/rss+xml,x", "redirects to a data: URL", ForbiddenAddress),
        ("http://169.254.169.254/latest/meta-data/", "a cloud's metadata service", ForbiddenAddress),
        ("http://[fd00:ec2::254]/", "a cloud's metadata service (AWS)", ForbiddenAddress),
        ("http://[::ffff:169.254.169.254]/", "a cloud's metadata service", ForbiddenAddress),
        ("http://0/", "this network", ForbiddenAddress),
        ("https:///x", "a Location that has no host", FetchError),
        ("http://h:99999/", "a Location that is no URL", FetchError),
        ("http://[::1", "cannot find the host", FetchError),
        ("/" + "x" * 9000, "a URL of more than 8192 characters", FetchError),
    ],
    ids=lambda value: str(value)[:30] if isinstance(value, str) else "",
)
def test_redirect_that_leads_nowhere_good_is_refused(
    origin: Origin, location: str, message: str, kind: type[FetchError]
) -> None:
    origin.answers["/feed"] = redirect(location)

    with pytest.raises(kind) as raised:
        asking(origin.url(), timeout_s=2)

    assert message in str(raised.value) or ("no URL" in str(raised.value) and location == "http://[::1")


def test_redirect_without_location_and_300_are_errors(origin: Origin) -> None:
    origin.answers["/none"] = whole(b"", "302 Found")
    origin.answers["/300"] = redirect("/feed", "300 Multiple Choices")

    with pytest.raises(FetchError, match="302 Found without a Location"):
        asking(origin.url("/none"))
    with pytest.raises(FetchError, match="300 Multiple Choices, expected 200"):
        asking(origin.url("/300"))


def test_redirects_that_grow_end_after_five(origin: Origin) -> None:
    for number in range(10):
        origin.answers["/feed" + "x" * number] = redirect("/feed" + "x" * (number + 1))

    with pytest.raises(FetchError, match="redirects more than 5 times"):
        asking(origin.url())

    assert len(origin.asked) == 1 + MAX_REDIRECTS


def test_two_that_lead_to_each_other_are_a_circle(origin: Origin) -> None:
    origin.answers["/ping"], origin.answers["/pong"] = redirect("/pong"), redirect("/ping")

    with pytest.raises(FetchError, match="redirects in a circle"):
        asking(origin.url("/ping"))

    assert len(origin.asked) == 2


def test_public_feed_is_led_to_no_port_but_its_own_80_and_443(origin: Origin) -> None:
    names = {"feed.example": ["127.0.0.1"]}
    url = f"http://feed.example:{origin.port}/feed"

    with pytest.raises(ForbiddenAddress, match="this machine"):  # its own port is fine, so the address is judged
        asking(url, private=False, names=names)
    with pytest.raises(ForbiddenAddress, match=f"leads to port {origin.port}, expected one of 80, 443"):
        asking(url, private=False, names=names, configured=False)


def test_public_feed_is_not_redirected_to_another_port(
    origin: Origin, other: Origin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "forbidden", lambda *_, **__: None)  # loopback stands for the open web
    origin.answers["/feed"] = redirect(other.url())
    other.answers["/feed"] = whole()

    with pytest.raises(ForbiddenAddress, match=f"leads to port {other.port}, expected one of 80, 443"):
        asking(origin.url(), private=False)

    assert other.asked == []
    assert asking(origin.url()).status == 200


def test_each_hop_takes_the_turn_of_its_own_host_and_gives_it_back_before_the_next(
    origin: Origin, other: Origin
) -> None:
    origin.answers["/feed"] = redirect(other.url())
    other.answers["/feed"] = whole()
    log: list[str] = []

    @contextlib.asynccontextmanager
    async def turn(host: str) -> AsyncIterator[None]:
        log.append(f"begin {host}")
        yield
        log.append(f"end {host}")

    asking(origin.url(), turn=turn)

    a, b = f"127.0.0.1:{origin.port}", f"127.0.0.1:{other.port}"
    assert log == [f"begin {a}", f"end {a}", f"begin {b}", f"end {b}"]


def test_waiting_for_a_turn_takes_nothing_of_the_time_out(origin: Origin) -> None:
    origin.answers["/feed"] = whole()

    @contextlib.asynccontextmanager
    async def turn(host: str) -> AsyncIterator[None]:
        await asyncio.sleep(0.4)
        yield

    assert asking(origin.url(), turn=turn, timeout_s=0.3).status == 200


def test_answer_tells_how_long_all_its_hops_took_and_no_turn_counts(origin: Origin) -> None:
    def slowly(answer: bytes) -> Send:
        def send(connection: socket.socket) -> None:
            time.sleep(0.15)
            connection.sendall(answer)

        return send

    @contextlib.asynccontextmanager
    async def turn(host: str) -> AsyncIterator[None]:
        await asyncio.sleep(0.6)
        yield

    origin.answers = {"/feed": slowly(redirect("/there")), "/there": slowly(whole())}

    took = asking(origin.url(), turn=turn).seconds

    assert took is not None
    assert 0.3 <= took < 1.5  # with both turns, it would be that and more


def test_time_out_is_for_all_hops_together(origin: Origin) -> None:
    def slowly(connection: socket.socket) -> None:
        time.sleep(0.2)
        connection.sendall(redirect(f"/{len(origin.asked)}"))

    origin.answers = {"/feed": slowly} | {f"/{number}": slowly for number in range(6)}

    with pytest.raises(FetchError, match=r"no complete answer within 0.5 s"):
        asking(origin.url(), timeout_s=0.5)


# --- passwords and tokens ---------------------------------------------------------------------------------------------


def test_password_is_sent_to_its_own_origin_only(origin: Origin, other: Origin) -> None:
    origin.answers["/feed"] = redirect("/next")
    origin.answers["/next"] = redirect(other.url("/there"))
    other.answers["/there"] = redirect(f"http://evil:evil@127.0.0.1:{origin.port}/back")
    origin.answers["/back"] = whole()

    answer = asking(origin.url().replace("//", "//reader:p%40ss%3A@"))

    basic = "Basic " + b64encode(b"reader:p@ss:").decode()
    assert [asked.all("Authorization") for asked in origin.asked] == [[basic], [basic], [basic]]
    assert other.asked[0].all("Authorization") == []
    assert "@" not in answer.url


def test_password_of_a_url_that_nobody_configured_is_not_sent(origin: Origin) -> None:
    origin.answers["/feed"] = whole()

    asking(origin.url().replace("//", "//reader:hunter2@"), configured=False)

    assert origin.asked[0].all("Authorization") == []


def echo(connection: socket.socket) -> None:
    """A server that puts into every place what it was asked for."""
    connection.sendall(f"HTTP/1.1 404 no {CANARY}\r\nX: {CANARY}\r\n\r\n{CANARY}".encode())


@pytest.mark.parametrize(
    "answer",
    [
        echo,
        redirect(f"/loop?token={CANARY}"),
        redirect(f"file:///{CANARY}"),
        redirect(f"http://{CANARY}:x/"),
        redirect(f"http://u:{CANARY}@127.0.0.1:9/?api_key={CANARY}"),
        redirect(f"http://169.254.169.254/?next=%2Ffeed%3Ftoken%3D{CANARY}"),
        whole(b"", "429 Slow down", {"Retry-After": "1"}),
        whole(b"", "200 OK"),
        b"nonsense " + CANARY.encode(),
        whole(b"x", headers={"Content-Encoding": "gzip"}),
    ],
    ids=["404", "loop", "file", "bad-port", "refused", "metadata", "429", "empty", "no-http", "bad-gzip"],
)
def test_no_secret_of_a_url_is_in_any_error(origin: Origin, answer: bytes | Send) -> None:
    query = f"?token={CANARY}&Api-Key={CANARY}&q={CANARY}-{'x' * 20}&{CANARY}longenoughtobeone#{CANARY}"
    origin.answers["/feed" + query.partition("#")[0]] = answer
    origin.answers[f"/loop?token={CANARY}"] = redirect(f"/loop?token={CANARY}")

    with pytest.raises(FetchError) as raised:
        asking(origin.url("/feed" + query).replace("//", f"//{CANARY}:{CANARY}@"), timeout_s=2)

    assert CANARY not in str(raised.value)
    assert CANARY not in raised.value.url
    cause = raised.value.__cause__ or raised.value.__context__
    assert CANARY not in "".join(traceback.format_exception_only(cause) if cause else [])
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("url", [f"http://u:{CANARY}/x@h/", f"http://u:{CANARY}@h:x/", f"ftp://u:{CANARY}@h/", "x"])
def test_what_is_no_url_is_said_without_showing_it(url: str) -> None:
    with pytest.raises(FetchError, match="is no http or https URL that can be asked") as raised:
        asking(url)

    assert CANARY not in str(raised.value)


def test_documents_carry_no_secret(origin: Origin) -> None:
    origin.answers[f"/feed?token={CANARY}&n=1"] = whole()

    document = asking(origin.url(f"/feed?token={CANARY}&n=1").replace("//", f"//u:{CANARY}@")).document

    assert document is not None
    assert document.location == document.base_url == origin.url("/feed?token=***&n=1")


# --- answers that are no document -------------------------------------------------------------------------------------


def reset(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def reset_in_the_body(connection: socket.socket) -> None:
    connection.sendall(head(headers={"Content-Length": "9999"}) + FEED)
    time.sleep(0.1)
    reset(connection)


GZIPPED = gzip.compress(FEED)
CHUNKED = {"Transfer-Encoding": "chunked"}


@pytest.mark.parametrize(
    "answer, message",
    [
        (whole(b"", "404 Not Found"), "answered 404 Not Found, expected 200"),
        (whole(b"", "410 Gone", {"Retry-After": "5"}), "answered 410 Gone, expected 200"),
        (whole(b"", "401 x"), "answered 401 Unauthorized, expected 200"),
        (whole(b"", "403 \x1b[31m"), "answered 403 Forbidden, expected 200"),
        (whole(b"", "451 x"), "answered 451 Unavailable For Legal Reasons"),
        (whole(b"", "500 x"), "answered 500 Internal Server Error"),
        (whole(b"", "599 x"), "answered 599, expected 200"),
        (head("204 x"), "answered 204 No Content"),
        (head("205 x"), "answered 205 Reset Content"),
        (whole(FEED[:20], "206 x", {"Content-Range": "bytes 0-19/60"}), "answered 206 Partial Content"),
        (whole(b""), "is empty"),
        (whole(b" \r\n\t"), "is empty"),
        (whole(b"x" * (LIMIT + 1)), f"more than {LIMIT} bytes"),
        (head(headers={"Content-Length": str(10**12)}), f"more than {LIMIT} bytes"),
        (head(headers={"Content-Length": "-5"}), "did not answer in HTTP/1.1"),
        (whole(gzip.compress(b"x" * 50 * LIMIT), headers={"Content-Encoding": "gzip"}), f"more than {LIMIT} bytes"),
        (whole(b"not gzip", headers={"Content-Encoding": "gzip"}), "is not the gzip that it says it is"),
        (whole(GZIPPED[:-1], headers={"Content-Encoding": "gzip"}), "was cut short"),
        (head(headers={"Content-Encoding": "gzip"}) + GZIPPED[:-9], "was cut short"),
        (whole(zlib.compress(FEED)[:-1], headers={"Content-Encoding": "deflate"}), "was cut short"),
        (whole(headers={"Content-Encoding": "br"}), "is encoded as br, expected gzip, deflate or none"),
        (whole(headers={"Content-Encoding": "gzip, gzip"}), "is encoded 2 times"),
        (head(headers={"Content-Length": "999"}) + FEED, "broke off: peer closed connection"),
        (head(headers=CHUNKED) + b"10\r\nshort", "broke off: peer closed connection"),
        (head(headers=CHUNKED) + b"ZZ\r\n" + FEED, "did not answer in HTTP/1.1"),
        (head(headers=CHUNKED) + b"5;x=" + b"x" * 70_000, "did not answer in HTTP/1.1"),
        (b"", "closed the connection without an answer"),
        (FEED, "did not answer in HTTP/1.1"),
        (b"HTTP/1.1 abc Whatever\r\n\r\n" + FEED, "did not answer in HTTP/1.1"),
        (b"HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n" + FEED, "did not answer in HTTP/1.1"),
        (b"HTTP/1.1 200 OK\r\nX y\r\n\r\n" + FEED, "did not answer in HTTP/1.1"),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n" + FEED, "did not answer in HTTP/1.1"),
        (head(headers={"X": "y" * 1_000_000}), "more than 65536 bytes of header fields"),
        (head(headers={f"X-{n}": "y" * 1000 for n in range(1000)}), "more than 65536 bytes of header fields"),
        (reset, "broke off: connection reset by peer"),
        (reset_in_the_body, "broke off: connection reset by peer"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_bad_answer_is_one_clear_line(origin: Origin, answer: bytes | Send, message: str) -> None:
    origin.answers["/feed"] = answer

    with pytest.raises(FetchError) as raised:
        asking(origin.url())

    assert str(raised.value).startswith(f"wire: {origin.url('/feed')}: ")
    assert message in str(raised.value)
    assert str(raised.value).isprintable()


def test_404_and_410_can_be_told_apart(origin: Origin) -> None:
    for status in (404, 410, 401, 451):
        origin.answers[f"/{status}"] = whole(b"", f"{status} x")
        with pytest.raises(FetchError) as raised:
            asking(origin.url(f"/{status}"))
        assert raised.value.status == status


SERVERS_NOON = format_datetime(NOON + timedelta(hours=5), usegmt=True)  # a server whose clock is wrong


@pytest.mark.parametrize(
    "status, headers, retry_after",
    [
        (429, {"Retry-After": "7200"}, timedelta(hours=2)),
        (503, {"Retry-After": "7200"}, timedelta(hours=2)),
        (429, {}, None),
        (503, {"Retry-After": "-1e99 soon"}, None),
        (403, {"Retry-After": "60"}, timedelta(minutes=1)),
        (
            429,
            {"Date": SERVERS_NOON, "Retry-After": format_datetime(NOON + timedelta(hours=6), usegmt=True)},
            timedelta(hours=1),
        ),
    ],
)
def test_pause_asked_for_is_passed_on_with_its_host(
    origin: Origin, status: int, headers: dict[str, str], retry_after: timedelta | None
) -> None:
    origin.answers["/feed"] = whole(b"", f"{status} x", headers)

    with pytest.raises(TooManyRequests, match=f"answered {status}") as raised:
        asking(origin.url())

    assert (raised.value.status, raised.value.retry_after) == (status, retry_after)
    assert raised.value.host == f"127.0.0.1:{origin.port}"


# --- limits -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(pace, "BODY_SECONDS", 0.3)


@pytest.mark.parametrize(
    "first, then, message",
    [
        (b"", b"", "no answer within 0.3 s"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a", "no answer within 0.3 s"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", "no answer within 0.3 s"),
        (head(headers={"Content-Length": "100000"}), b"<", "too slow: sent less than 1024 bytes a second"),
        (head(headers=CHUNKED), b"1\r\nx\r\n", "too slow: sent less than 1024 bytes a second"),
        (head(headers={"Content-Length": "100000"}), b"", "too slow: sent less than 1024 bytes a second"),
    ],
    ids=["silent", "slow-head", "1xx", "drip", "drip-chunks", "stalled-body"],
)
def test_slow_answer_is_cut_off(origin: Origin, hurry: None, first: bytes, then: bytes, message: str) -> None:
    origin.answers["/feed"] = origin.ever(first, then, gap_s=0.05)
    begun = time.monotonic()

    with pytest.raises(FetchError, match=message):
        asking(origin.url(), timeout_s=30)

    assert time.monotonic() - begun < 2


def test_slow_body_that_keeps_coming_is_read(origin: Origin, hurry: None) -> None:
    def slowly(connection: socket.socket) -> None:
        connection.sendall(head(headers={"Content-Length": "20000"}))
        for _ in range(20):
            time.sleep(0.04)
            connection.sendall(b"x" * 1000)  # 25 KB/s for 0.8 s, which is longer than any body may take for nothing

    origin.answers["/feed"] = slowly

    assert asking(origin.url()).status == 200


def test_time_out_ends_what_is_not_slow_enough_to_be_cut_off(origin: Origin) -> None:
    origin.answers["/feed"] = origin.ever(head(), b"x" * 200, gap_s=0.05)

    with pytest.raises(FetchError, match=r"no complete answer within 0.5 s"):
        asking(origin.url(), timeout_s=0.5)


@pytest.mark.parametrize(
    "first, then, message",
    [
        (head(headers=CHUNKED), b"10000\r\n" + b"a" * 65536 + b"\r\n", f"more than {LIMIT} bytes"),
        (head(), b"a" * 65536, f"more than {LIMIT} bytes"),
        (head(headers=CHUNKED), (b"1;" + b"x" * 60_000 + b"\r\na\r\n"), "sent more than `polling.max_body` allows"),
        (b"HTTP/1.1 200 OK\r\n", b"X-More: " + b"y" * 1000 + b"\r\n", "more than 65536 bytes of header fields"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 100, "more than 65536 bytes of header fields"),
    ],
    ids=["chunks", "close", "chunk-extensions", "head", "1xx"],
)
def test_endless_answer_is_cut_off(origin: Origin, first: bytes, then: bytes, message: str) -> None:
    origin.answers["/feed"] = origin.ever(first, then)

    with pytest.raises(FetchError, match=message):
        asking(origin.url())


def test_interim_answers_are_passed_over(origin: Origin) -> None:
    origin.answers["/feed"] = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 500 + whole()

    assert asking(origin.url()).status == 200


def test_bomb_costs_no_memory(origin: Origin) -> None:
    deflate = zlib.compressobj(wbits=31)
    bomb = b"".join(deflate.compress(bytes(2**20)) for _ in range(64)) + deflate.flush()
    origin.answers["/feed"] = whole(bomb, headers={"Content-Encoding": "gzip"})
    tracemalloc.start()

    with pytest.raises(FetchError, match=r"more than 10485760 bytes|expands more than 100 times"):
        asyncio.run(_ask_large(origin.url()))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 2**20


async def _ask_large(url: str) -> None:
    async with Fetcher(user_agent="t", timeout=timedelta(seconds=9), max_body_bytes=10 * 2**20) as fetcher:
        await fetcher.fetch(Request(source=SOURCE, url=url, private=True), NOON)


def test_nobody_listening_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))

        with pytest.raises(FetchError, match="cannot connect: connection refused"):
            asking(f"http://127.0.0.1:{free.getsockname()[1]}/feed")


def test_environment_names_no_proxy(origin: Origin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    origin.answers["/feed"] = whole()

    assert asking(origin.url()).status == 200


# --- what else an answer says -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["200 OK", "304 Not Modified"])
def test_answer_says_how_long_it_is_fresh_and_where_its_hub_is(origin: Origin, status: str) -> None:
    headers = {
        "Cache-Control": "max-age=3600",
        "Age": "600",
        "Link": '</hub>; rel="hub", <https://h2.example/>; rel=hub, <ftp://h3/>; rel=hub, </me>; rel="self"',
    }
    origin.answers["/feed"] = whole(FEED if status[0] == "2" else b"", status, headers)

    answer = asking(origin.url(), Validators(etag='"v1"', url=origin.url()))

    assert answer.max_age == timedelta(minutes=50)
    assert (answer.hubs, answer.topic) == ((origin.url("/hub"), "https://h2.example/"), origin.url("/me"))


# --- forms ------------------------------------------------------------------------------------------------------------


def post(url: str, *, private: bool = True) -> int:
    async def send() -> int:
        async with Fetcher(user_agent="t", timeout=timedelta(seconds=2), max_body_bytes=LIMIT) as fetcher:
            return await fetcher.post_form(SOURCE, url, {"hub.mode": "subscribe", "x": "ä&b"}, NOON, private=private)

    return asyncio.run(send())


def test_form_is_sent_and_its_status_returned(origin: Origin) -> None:
    origin.answers["/hub"] = whole(b"", "202 Accepted")

    assert post(origin.url("/hub").replace("//", "//u:p@")) == 202

    [asked] = origin.asked
    assert asked.body == b"hub.mode=subscribe&x=%C3%A4%26b"
    assert asked.all("Content-Type") == ["application/x-www-form-urlencoded"]
    assert asked.all("Content-Length") == [str(len(asked.body))]
    assert not asked.all("Authorization")  # a hub's URL is the feed's word, not the user's


def test_form_that_is_refused_for_now_says_for_how_long(origin: Origin) -> None:
    origin.answers["/hub"] = whole(b"", "429 x", {"Retry-After": "7200"})

    with pytest.raises(TooManyRequests) as refusal:
        post(origin.url("/hub"))

    assert refusal.value.retry_after == timedelta(hours=2)
    assert refusal.value.host == f"127.0.0.1:{origin.port}"


def test_form_follows_no_redirect_and_goes_nowhere_private(origin: Origin) -> None:
    origin.answers["/hub"] = redirect("/other", "307 x")

    assert post(origin.url("/hub")) == 307
    assert len(origin.asked) == 1
    with pytest.raises(ForbiddenAddress, match="leads to port"):
        post(origin.url("/hub"), private=False)
    with pytest.raises(ForbiddenAddress, match="this machine"):
        post("http://127.0.0.1/hub", private=False)
    assert len(origin.asked) == 1
