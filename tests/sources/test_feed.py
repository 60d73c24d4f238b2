"""One conditional request over a real socket, and one clear line for whatever goes wrong."""

import asyncio
import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.errors import FetchError, TooManyRequests
from bot.model import Source
from bot.sources.feed import Answer, Fetcher, Validators, without_userinfo

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOURCE = Source(name="wire", title="Wire", family="wire")
FEED = b"<rss><channel><title>Wire</title></channel></rss>"
LIMIT = 100_000
UNCONDITIONAL = Validators()


class Handler(BaseHTTPRequestHandler):
    server: "Origin"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, dict(self.headers)))
        self.server.answers[self.path.partition("?")[0]](self)

    def log_message(self, *_: object) -> None: ...

    def send(self, status: int, headers: dict[str, str] | None = None, body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class Origin(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, Callable[[Handler], None]] = {}
        self.end = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def handle_error(self, *_: object) -> None: ...  # the client hangs up on purpose


@pytest.fixture
def origin() -> Iterator[Origin]:
    server = Origin()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.end.set()
    server.shutdown()
    thread.join()
    server.server_close()


def fetch(url: str, validators: Validators = UNCONDITIONAL, timeout_s: float = 5) -> Answer:
    async def ask() -> Answer:
        timeout = timedelta(seconds=timeout_s)
        async with Fetcher(user_agent="storyfold/test", timeout=timeout, max_body_bytes=LIMIT) as fetcher:
            return await fetcher.fetch(SOURCE, url, validators, NOON)

    return asyncio.run(ask())


def test_first_request_is_unconditional_and_says_who_asks(origin: Origin) -> None:
    headers = {"ETag": '"v1"', "Last-Modified": "Mon, 02 Mar 2026 11:00:00 GMT", "Content-Type": "application/rss+xml"}
    origin.answers["/feed"] = lambda handler: handler.send(200, headers, FEED)

    answer = fetch(origin.url("/feed"))

    assert answer.document is not None
    assert (answer.document.content, answer.document.media_type) == (FEED, "application/rss+xml")
    assert answer.document.arrived == NOON
    assert answer.validators == Validators(etag='"v1"', last_modified="Mon, 02 Mar 2026 11:00:00 GMT")
    [(_, sent)] = origin.requests
    assert sent["User-Agent"] == "storyfold/test"
    assert not {"If-None-Match", "If-Modified-Since", "Cookie", "Referer"} & sent.keys()


def test_validators_go_back_verbatim_and_304_is_no_document(origin: Origin) -> None:
    origin.answers["/feed"] = lambda handler: handler.send(304, {"ETag": 'W/"new"'})

    answer = fetch(origin.url("/feed"), Validators(etag="odd one", last_modified="yesterday"))

    assert answer.document is None
    assert answer.validators == Validators(etag='W/"new"', last_modified="yesterday")
    [(_, sent)] = origin.requests
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ("odd one", "yesterday")


def test_validators_that_are_no_ascii_go_back_byte_for_byte(origin: Origin) -> None:
    origin.answers["/feed"] = lambda handler: handler.send(200, {"ETag": '"caf\xe9"'}, FEED)

    fetch(origin.url("/feed"), fetch(origin.url("/feed")).validators)

    assert origin.requests[1][1]["If-None-Match"] == '"caf\xe9"'


def test_compressed_body_is_read(origin: Origin) -> None:
    origin.answers["/feed"] = lambda handler: handler.send(200, {"Content-Encoding": "gzip"}, gzip.compress(FEED))

    answer = fetch(origin.url("/feed"))

    assert answer.document is not None
    assert answer.document.content == FEED


def test_redirect_is_followed_and_relative_links_belong_to_its_end(origin: Origin) -> None:
    origin.answers["/old"] = lambda handler: handler.send(301, {"Location": "/new", "Set-Cookie": "a=b"})
    origin.answers["/new"] = lambda handler: handler.send(200, {}, FEED)

    answer = fetch(origin.url("/old"))

    assert answer.document is not None
    assert (answer.document.location, answer.document.base_url) == (origin.url("/old"), origin.url("/new"))
    assert "Cookie" not in origin.requests[1][1]


def loop(handler: Handler) -> None:
    handler.send(302, {"Location": handler.path + "?x"})


def hang(handler: Handler) -> None:
    handler.server.end.wait(20)


def drip(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.end.wait(0.05):
        handler.wfile.write(b"x")
        handler.wfile.flush()


@pytest.mark.parametrize(
    "answer, message",
    [
        (lambda handler: handler.send(404), "answered 404 Not Found, expected 200"),
        (lambda handler: handler.send(500), "answered 500 Internal Server Error, expected 200"),
        (lambda handler: handler.send(204), "answered 204 No Content, expected 200"),
        (lambda handler: handler.send(200, {}, b"x" * (LIMIT + 1)), "sent more than 100000 bytes"),
        (
            lambda handler: handler.send(200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 50 * LIMIT)),
            "sent more than 100000 bytes",
        ),
        (lambda handler: handler.send(200, {"Content-Encoding": "gzip"}, b"not gzip"), "incorrect header check"),
        (lambda handler: handler.send(200, {"Content-Length": "999"}, b"short"), "peer closed connection"),
        (lambda handler: handler.send(302, {"Location": "file:///etc/passwd"}), "unsupported protocol"),
        (loop, "exceeded maximum allowed redirects"),
        (hang, "within 0.5 s"),
        (drip, "within 0.5 s"),
    ],
    ids=["404", "500", "204", "large", "bomb", "bad-gzip", "short", "file", "loop", "silent", "drip"],
)
def test_bad_answer_is_one_clear_line(origin: Origin, answer: Callable[[Handler], None], message: str) -> None:
    origin.answers["/feed"] = answer

    with pytest.raises(FetchError) as raised:
        fetch(origin.url("/feed"), timeout_s=0.5)

    assert str(raised.value).startswith(f"wire: {origin.url('/feed')}: ")
    assert message in str(raised.value) or (message == "within 0.5 s" and "timed out" in str(raised.value))
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("status", [429, 503])
def test_pause_asked_for_is_passed_on(origin: Origin, status: int) -> None:
    origin.answers["/feed"] = lambda handler: handler.send(status, {"Retry-After": "7200"})

    with pytest.raises(TooManyRequests, match=f"answered {status}") as raised:
        fetch(origin.url("/feed"))

    assert raised.value.retry_after == timedelta(hours=2)


def test_nobody_listening_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/feed"

        with pytest.raises(FetchError, match="cannot connect"):
            fetch(url)


def test_password_in_a_url_is_never_shown(origin: Origin) -> None:
    origin.answers["/feed"] = lambda handler: handler.send(403)
    url = origin.url("/feed").replace("//", "//reader:hunter2@")

    with pytest.raises(FetchError) as raised:
        fetch(url)

    assert "hunter2" not in str(raised.value)
    assert "hunter2" not in without_userinfo(url)
    assert origin.requests[0][1]["Authorization"].startswith("Basic ")
