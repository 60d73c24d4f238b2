"""Feeds through the whole program: over real sockets into published topics, as a publisher's readers would see it."""

import hmac
import json
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from tests.desk import CONFIG, Desk
from tests.test_pipeline import FIRE
from tests.test_service import running

HEADLINE, TEXT = FIRE.split("\n\n")


class Handler(BaseHTTPRequestHandler):
    server: "Town"

    def do_GET(self) -> None:
        town = self.server
        town.asked.append(self.path)
        status, media_type, body = town.answers.get(self.path, (404, "text/plain", b"none"))
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in town.headers.get(self.path, {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        """Be a hub: note what is asked for, and verify it."""
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(202)
        self.send_header("Content-Length", "0")
        self.end_headers()
        self.server.subscribed = {name: values[0] for name, values in form.items()}
        self.server.has_subscriber.set()

    def log_message(self, *_: object) -> None: ...


class Town(ThreadingHTTPServer):
    """A few publishers and a hub on one port."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: dict[str, tuple[int, str, bytes]] = {}
        self.headers: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.subscribed: dict[str, str] = {}
        self.has_subscriber = threading.Event()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def rss(self, path: str, *items: str, extra: str = "") -> None:
        body = f"<rss version='2.0' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>Wire</title>{extra}"
        self.answers[path] = (200, "application/rss+xml", f"{body}{''.join(items)}</channel></rss>".encode())


@pytest.fixture
def town() -> Iterator[Town]:
    with Town() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()


def item(title: str, text: str, link: str, guid: str = "") -> str:
    identity = f"<guid isPermaLink='false'>{guid}</guid>" if guid else ""
    return f"<item><title>{title}</title><link>{link}</link>{identity}<description>{text}</description></item>"


def subscribe(desk: Desk, *feeds: str) -> None:
    """Configure these feeds, beside the folder; no pause between requests to the one host that they share."""
    lines = "".join(f"  - {{{feed}, private: true}}\n" for feed in feeds)
    desk.configure(f"polling: {{spacing: 0s}}\n{CONFIG}{lines}")


def poll(desk: Desk, code: int = 0) -> dict[str, object]:
    """Have every feed polled, as if its time had come."""
    if desk.database().exists():
        desk.query("UPDATE feed SET next_poll_at = NULL")
    report: dict[str, object] = desk.once(code).json
    return report


def test_one_event_in_rss_atom_and_json_is_one_entry_with_three_sources(desk: Desk, town: Town) -> None:
    town.rss("/rss", item(HEADLINE, TEXT, "https://a.example/fire"))
    atom = (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>B</title><id>tag:b</id><updated>2026-03-02T06:00:00Z</updated>"
        f"<entry><id>tag:b,1</id><title>{HEADLINE}</title><link href='https://b.example/fire'/>"
        f"<updated>2026-03-02T06:00:00Z</updated><summary>{TEXT}</summary></entry></feed>"
    )
    town.answers["/atom"] = (200, "application/atom+xml", atom.encode())
    entry = {"id": "1", "url": "https://c.example/fire", "title": HEADLINE, "content_text": TEXT}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "C", "items": [entry]}
    town.answers["/json"] = (200, "application/feed+json", json.dumps(feed).encode())
    subscribe(desk, *(f"name: {name}, feed: '{town.url(f'/{name}')}'" for name in ("rss", "atom", "json")))

    poll(desk)

    [published] = desk.feed("all").entries
    assert published.title == HEADLINE
    assert {link for link in ("a.example", "b.example", "c.example") if link in str(published)} == {
        "a.example",
        "b.example",
        "c.example",
    }


def test_new_guids_at_each_poll_bring_nothing_new(desk: Desk, town: Town) -> None:
    subscribe(desk, f"name: wire, feed: '{town.url('/rss')}'")
    seen = []
    for number in range(3):
        items = (
            item(f"Ferry {n} is late", f"The ferry number {n} was late again on Monday.", f"https://a.example/{n}", f"{n}-{number}")
            for n in range(8)
        )  # fmt: skip
        town.rss("/rss", *items)
        poll(desk)
        [counts] = desk.query("SELECT (SELECT count(*) FROM story), (SELECT count(*) FROM sighting)")
        seen.append(counts)

    assert seen == [(8, 8)] * 3
    assert desk.query("SELECT identity, polls FROM feed") == [("link", 3)]


def test_text_of_a_page_is_published_where_the_feed_has_a_teaser_and_stays_at_the_next_poll(
    desk: Desk, town: Town
) -> None:
    more = [f"Paragraph {n} of the report says what firefighter {n} of the brigade saw that night." for n in range(6)]
    page = "".join(f"<p>{text}</p>" for text in (TEXT, *more))
    town.answers["/fire"] = (200, "text/html", f"<html><body><article>{page}</article></body></html>".encode())
    town.rss("/rss", item(HEADLINE, TEXT, town.url("/fire")))
    subscribe(desk, f"name: wire, full_text: true, feed: '{town.url('/rss')}'")

    poll(desk)
    poll(desk)

    [published] = desk.feed("all").entries
    assert more[-1] in published.content[0].value
    assert (town.asked.count("/rss"), town.asked.count("/fire")) == (2, 1)


def test_public_feed_on_this_machine_or_behind_a_redirect_to_metadata_is_refused_in_one_line(
    desk: Desk, town: Town
) -> None:
    town.answers["/away"] = (302, "text/plain", b"")
    town.headers["/away"] = {"Location": "http://169.254.169.254/latest/meta-data/"}
    subscribe(desk, f"name: led-away, feed: '{town.url('/away')}'")
    with desk.config.open("a") as config:
        config.write(f"  - {{name: inside, feed: '{town.url('/rss')}'}}\n")

    failures = poll(desk, code=1)["failures"]

    assert isinstance(failures, list)
    assert [line.partition(":")[0] for line in sorted(failures)] == ["inside", "led-away"]
    assert town.asked == ["/away"]


def test_entries_beyond_the_limit_are_left_out_and_said(desk: Desk, town: Town) -> None:
    town.rss("/rss", *(item(f"Ferry {n} is late", "The ferry was late.", f"https://a.example/{n}") for n in range(30)))
    subscribe(desk, f"name: wire, feed: '{town.url('/rss')}'")
    desk.config.write_text(desk.config.read_text().replace("spacing: 0s", "spacing: 0s, max_entries: 10"))

    result = desk.once()

    assert desk.query("SELECT count(*) FROM story") == [(10,)]
    assert "entries left out" in result.err
    assert "20" in result.err


def test_feed_that_was_being_asked_when_the_program_was_killed_is_not_asked_again_at_once(desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        subscribe(desk, f"name: wire, interval: 1h, feed: 'http://127.0.0.1:{silent.getsockname()[1]}/rss'")
        with subprocess.Popen(desk.command("once", "-c", str(desk.config)), stderr=subprocess.DEVNULL) as killed:
            asking, _ = silent.accept()
            killed.kill()
            killed.wait()
            asking.close()

        assert desk.once().json["failures"] == []
        silent.settimeout(0.1)
        with pytest.raises(TimeoutError):
            silent.accept()


def test_push_of_a_hub_is_published_without_a_poll(desk: Desk, town: Town) -> None:
    hub = f"<atom:link rel='hub' href='{town.url('/hub')}'/><atom:link rel='self' href='{town.url('/rss')}'/>"
    town.rss("/rss", extra=hub)
    subscribe(desk, f"name: wire, feed: '{town.url('/rss')}'")
    with running(desk) as service:
        assert town.has_subscriber.wait(20)
        asked = town.subscribed
        callback = asked["hub.callback"].replace("http://127.0.0.1:8000", service.url)
        words = f"?hub.mode=subscribe&hub.topic={town.url('/rss')}&hub.challenge=xyz&hub.lease_seconds=864000"
        with urllib.request.urlopen(callback + words) as verified:
            assert verified.read() == b"xyz"
        town.rss("/pushed", item(HEADLINE, TEXT, "https://a.example/fire"), extra=hub)
        body = town.answers["/pushed"][2]
        signature = hmac.new(asked["hub.secret"].encode(), body, "sha256").hexdigest()

        headers = {"Content-Type": "application/rss+xml", "X-Hub-Signature": f"sha256={signature}"}
        with urllib.request.urlopen(urllib.request.Request(callback, body, headers)) as pushed:
            assert pushed.status == 200

        assert desk.query("SELECT title FROM story") == [(HEADLINE,)]  # stored before it was answered
        service.until("/topics/all.atom", lambda response: HEADLINE in response.text)
        assert service.stop() == 0
    assert town.asked.count("/rss") == 1
