"""`storyfold feeds find`, against a small site on this machine."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import Any

import pytest

from bot.config import FeedSource, load
from bot.discovery import Search, examine
from bot.sources.feed import Fetcher
from tests.desk import CONFIG, Desk

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour: the Post</title><link>https://x.example/</link>
<language>en-gb</language>
<item><guid>1</guid><title>Fire at the mill</title><link>https://x.example/1</link><description>It burned.</description>
<pubDate>Mon, 02 Mar 2026 08:30:00 +0100</pubDate></item>
<item><guid>2</guid><title>Flood</title><link>https://x.example/2</link><description>Water.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom</title><id>urn:x</id><updated>2026-03-02T00:00:00Z</updated>
<entry><id>urn:1</id><title>Fire</title><updated>2026-03-01T00:00:00Z</updated><content>It burned.</content></entry></feed>"""


@dataclass
class Site:
    """A site whose pages a test writes; one that begins with > leads elsewhere for good, with ! wants a pause."""

    pages: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[float, str]] = field(default_factory=list)
    url: str = ""

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((time.monotonic(), self.path))
            page = site.pages.get(self.path)
            self.send_response(404 if page is None else {">": 308, "!": 429}.get(page[:1], 200))
            if page and page.startswith(">"):
                self.send_header("Location", page[1:])
            body = (page or "nothing").encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield site
    server.shutdown()
    thread.join()
    server.server_close()


def find(desk: Desk, url: str, code: int = 0) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.run("feeds", "find", "--private", url, code=code).out.splitlines()]


def test_feeds_that_a_page_announces_are_found_and_can_be_pasted(desk: Desk, site: Site) -> None:
    site.pages = {
        "/": '<html><link rel=alternate type=application/rss+xml href=/moved><a href="/rss">RSS</a>'
        '<link rel=alternate type=application/atom+xml href="/a"><link rel=feed href="/page">',
        "/moved": f">{site.url}/news.rss",
        "/news.rss": RSS,
        "/a": ATOM,
        "/page": "<html>no feed</html>",
    }

    rows = find(desk, site.url + "/")

    assert [(row["url"], row["title"], row["format"], row["entries"], row["found"]) for row in rows] == [
        (f"{site.url}/news.rss", "Harbour: the Post", "RSS", 2, "announced"),
        (f"{site.url}/a", "Atom", "Atom", 1, "announced"),
    ]
    assert (rows[0]["newest"], rows[0]["language"]) == ("2026-03-02T07:30:00Z", "en-gb")
    assert site.paths == ["/", "/moved", "/news.rss", "/a", "/page"]  # nothing less sure was asked
    times = [moment for moment, _ in site.asked]
    assert all(later - earlier > 0.95 for earlier, later in pairwise(times))
    desk.configure(CONFIG + "".join(row["yaml"] for row in rows))
    found = load(desk.config).sources[1]
    assert isinstance(found, FeedSource)
    assert (found.name, found.title, found.language, found.private) == (
        "harbour-the-post",
        "Harbour: the Post",
        "en",
        True,
    )


def test_feed_itself_is_said_to_be_one(desk: Desk, site: Site) -> None:
    site.pages = {"/f": RSS}

    [row] = find(desk, site.url + "/f")

    assert (row["url"], row["found"]) == (f"{site.url}/f", "asked")
    assert site.paths == ["/f"]


def test_usual_places_are_tried_last_until_one_is_a_feed(desk: Desk, site: Site) -> None:
    site.pages = {"/": "<html>nothing here</html>", "/rss": "<html>no</html>", "/rss.xml": RSS, "/atom.xml": ATOM}

    assert [(row["url"], row["found"]) for row in find(desk, site.url + "/")] == [(f"{site.url}/rss.xml", "guessed")]
    assert site.paths == ["/", "/feed", "/rss", "/rss.xml"]


def test_page_without_a_feed_ends_with_one_line_and_a_host_that_wants_a_pause_is_left_alone(
    desk: Desk, site: Site
) -> None:
    site.pages = {"/": "<html>nothing here</html>", "/feed": "!", "/rss": RSS}

    result = desk.run("feeds", "find", "--private", site.url + "/", code=1)

    assert (result.out, result.err) == ("", f"storyfold: {site.url}/: no feed found, in 2 document(s)\n")
    assert site.paths == ["/", "/feed"]


async def search(site: Site) -> tuple[list[str], int]:
    """Search without a pause between two requests."""
    async with Fetcher(user_agent="test/1", timeout=timedelta(seconds=5), max_body_bytes=10**6) as fetcher:
        found = Search(fetcher, examine, private=True, now=datetime.now(UTC))
        return [feed.url.removeprefix(site.url) async for feed in found.feeds(site.url + "/")], found.asked


def test_ten_documents_are_asked_for_at_most(site: Site) -> None:
    links = "".join(f'<link rel=feed href="/{number}">' for number in range(50))
    site.pages = {"/": f"<html>{links}", "/49": RSS}

    assert asyncio.run(search(site)) == ([], 10)
    assert len(site.asked) == 10


def test_feed_under_two_addresses_is_one(site: Site) -> None:
    site.pages = {"/": "<html><link rel=feed href=/a><link rel=feed href=/b><link rel=feed href=/f>", "/f": RSS}
    site.pages |= {"/a": f">{site.url}/f", "/b": f">{site.url}/f"}

    assert asyncio.run(search(site)) == (["/f"], 4)


@pytest.mark.parametrize("page", [None, "missing"])
def test_page_that_cannot_be_fetched_ends_with_one_line(desk: Desk, site: Site, page: str | None) -> None:
    private = ["--private"] if page else []  # without it, this machine is not asked at all

    result = desk.run("feeds", "find", *private, f"{site.url}/{page}", code=1)

    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert result.err.startswith("storyfold: find: http://127.0.0.1")
    assert ("404" in result.err) == bool(page)
    assert len(site.asked) == bool(page)


@pytest.mark.parametrize("url", ["http://[::1", "file:///etc/passwd", "http://", ""])
def test_what_is_no_address_ends_with_one_line(desk: Desk, url: str) -> None:
    result = desk.run("feeds", "find", "--", url, code=1)

    assert result.out == ""
    assert len(result.err.splitlines()) == 1
    assert "is no http or https URL" in result.err
