"""The served site, over real sockets."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import anyio
import httpx
import pytest
from lxml import html

from bot.web.app import create_app
from bot.web.replying import PATH, Manner
from bot.web.status import Activity, Requests, SourceStatus, Status, TopicStatus
from tests.web.stand import WAYS, Stand, stand

MANNER = Manner(feed_link=f'<https://site.example{PATH}>; rel="self"')
NOW = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)
FILES = {
    "index.html": b"<h1>home</h1>",
    "topics/x-1.html": b"<h1>x</h1>",
    "topics/x-1.atom": b"<feed/>",
    "topics/x-1.rss": b"<rss/>",
    "topics/x-1.json": b"{}",
    "clusters/0f.html": b"<h1>cluster</h1>",
    "topics/x-1/daily.html": b"<h1>today</h1>",
    "topics/x-1/2024-05.atom": b"<feed>May</feed>",
    "topics/x-1/2024-05-2.rss": b"<rss>May</rss>",
    "sources/harbour-post.html": b"<h1>source</h1>",
    "topics.opml": b"<opml/>",
    "static/mark.svg": b"<svg/>",
    "static/feed.xsl": b"<xsl:stylesheet/>",
    "static/mark.png": b"PNG",
    "favicon.ico": b"ICO",
    "static/style.css": b"p{}",
    ".storyfold-manifest.json": b"{}",
    "topics/.storyfold-new-x-1.html": b"half",
}
STATUS = Status(
    ready=True,
    reasons=(),
    version="1.2.3",
    now=NOW,
    started=NOW - timedelta(days=1),
    last_pass=NOW - timedelta(minutes=1),
    database="SQLite at data/storyfold.db",
    stories=12,
    clusters=5,
    sources=(
        SourceStatus(
            name="harbour",
            title="Harbour <Post>",
            location="https://harbour.example/feed",
            last_read=NOW,
            next_read=NOW + timedelta(minutes=5),
            state="failing",
            because="the <publisher> asks for 2 h",
            entries=8,
            duplicates=2,
            new=tuple((NOW.date() - timedelta(days=ago), number) for ago, number in ((2, 0), (1, 16), (0, 3))),
            requests=Requests(polls=40, unchanged=30, failed=2, moved_to=None, identity="guid", websub="none"),
            notes=("moved for good: put https://new.example/?a=1&b=2 into the configuration",),
            error="503 <Service> Unavailable",
        ),
        SourceStatus(
            name="drop",
            title="Drop",
            location="seeds",
            state="never read",
            last_read=None,
            next_read=None,
            entries=0,
            error=None,
        ),
    ),
    topics=(TopicStatus(slug="x-1", title="X & co", entries=3, updated=NOW),),
)


@dataclass
class Site:
    """A running server and what it serves."""

    stand: Stand
    status: Status = STATUS

    @property
    def client(self) -> httpx.Client:
        return self.stand.client

    @property
    def public(self) -> Path:
        return self.stand.public

    def raw(self, request: bytes) -> bytes:
        return self.stand.raw(request)


@pytest.fixture(scope="module", params=WAYS)
def running(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    public = tmp_path_factory.mktemp("site") / "public"
    for path, content in FILES.items():
        (public / path).parent.mkdir(parents=True, exist_ok=True)
        (public / path).write_bytes(content)
    (public.parent / "secret.html").write_bytes(b"secret")
    sites: list[Site] = []
    app = create_app(public, lambda: sites[0].status, lambda: b"stories_total 12\n", manner=MANNER)
    with stand(app, public, request.param, MANNER) as running:
        sites.append(Site(running))
        yield sites[0]


@pytest.fixture
def site(running: Site) -> Site:
    running.status = STATUS
    return running


@pytest.mark.parametrize(
    "path, file, media_type",
    [
        ("/", "index.html", "text/html; charset=utf-8"),
        ("/topics/x-1", "topics/x-1.html", "text/html; charset=utf-8"),
        ("/topics/x-1.atom", "topics/x-1.atom", "application/atom+xml; charset=utf-8"),
        ("/topics/x-1.rss", "topics/x-1.rss", "application/rss+xml; charset=utf-8"),
        ("/topics/x-1.json", "topics/x-1.json", "application/feed+json; charset=utf-8"),
        ("/clusters/0f", "clusters/0f.html", "text/html; charset=utf-8"),
        ("/topics.opml", "topics.opml", "text/x-opml; charset=utf-8"),
        ("/topics/x-1/daily", "topics/x-1/daily.html", "text/html; charset=utf-8"),
        ("/topics/x-1/2024-05.atom", "topics/x-1/2024-05.atom", "application/atom+xml; charset=utf-8"),
        ("/topics/x-1/2024-05-2.rss", "topics/x-1/2024-05-2.rss", "application/rss+xml; charset=utf-8"),
        ("/sources/harbour-post", "sources/harbour-post.html", "text/html; charset=utf-8"),
        ("/static/style.css", "static/style.css", "text/css; charset=utf-8"),
        ("/static/mark.svg", "static/mark.svg", "image/svg+xml; charset=utf-8"),
        ("/static/feed.xsl", "static/feed.xsl", "text/xsl; charset=utf-8"),
        ("/static/mark.png", "static/mark.png", "image/png"),
        ("/favicon.ico", "favicon.ico", "image/x-icon"),
    ],
)
def test_published_file_is_served_with_its_type_and_guards(site: Site, path: str, file: str, media_type: str):
    answer = site.client.get(path)

    assert (answer.status_code, answer.content) == (200, FILES[file])
    assert answer.headers["content-type"] == media_type
    assert answer.headers["etag"].startswith('"')
    assert answer.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; img-src")
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_head_has_the_headers_of_get_and_no_body(site: Site):
    got, head = site.client.get("/topics/x-1.atom"), site.client.head("/topics/x-1.atom")

    assert head.content == b""
    names = ("etag", "last-modified", "content-type", "content-length", "cache-control")
    assert [head.headers[name] for name in names] == [got.headers[name] for name in names]


@pytest.mark.parametrize("condition", ["{0}", "W/{0}", '"other", {0}', "*"])
def test_known_tag_gets_304_without_body(site: Site, condition: str):
    tag = site.client.get("/topics/x-1.atom").headers["etag"]

    answer = site.client.get("/topics/x-1.atom", headers={"If-None-Match": condition.format(tag)})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == tag
    assert "cache-control" in answer.headers
    assert "content-type" not in answer.headers


def test_known_date_gets_304_and_an_older_one_the_file(site: Site):
    date = site.client.get("/").headers["last-modified"]

    assert site.client.get("/", headers={"If-Modified-Since": date}).status_code == 304
    older = site.client.get("/", headers={"If-Modified-Since": "Mon, 01 Jan 2001 00:00:00 GMT"})
    assert (older.status_code, older.content) == (200, FILES["index.html"])


def test_replaced_file_is_served_at_once_with_another_tag_even_with_the_same_time_and_size(site: Site):
    path = site.public / "topics" / "changing.atom"
    path.write_bytes(b"one")
    before = site.client.get("/topics/changing.atom")
    stamp = path.stat().st_mtime_ns

    other = site.public / "topics" / "other"
    other.write_bytes(b"two")
    os.utime(other, ns=(stamp, stamp))
    other.replace(path)
    after = site.client.get("/topics/changing.atom", headers={"If-None-Match": before.headers["etag"]})

    assert (after.status_code, after.content) == (200, b"two")
    path.unlink()
    assert site.client.get("/topics/changing.atom").status_code == 404


def test_equal_bytes_have_the_equal_tag_whatever_their_time(site: Site):
    path = site.public / "topics" / "same.atom"
    path.write_bytes(b"same")
    before = site.client.get("/topics/same.atom").headers["etag"]
    os.utime(path, (1, 1))

    after = site.client.get("/topics/same.atom")

    assert after.headers["etag"] == before
    assert after.headers["last-modified"] == "Thu, 01 Jan 1970 00:00:01 GMT"


@pytest.mark.parametrize(
    "target",
    [
        "/../secret",
        "/clusters/../../secret",
        "/clusters/..%2f..%2fsecret",
        "/clusters/%2e%2e/%2e%2e/secret",
        "/clusters/..%5c..%5csecret",
        "/clusters/%252e%252e%252fsecret",
        "/clusters/..%c0%af..%c0%afsecret",
        "/clusters//0f",
        "/clusters/0f%00",
        "/clusters/0f%0a",
        "/clusters/.html",
        "//clusters/0f",
        "/topics/x-1.html",
        "/topics/x-1.ATOM",
        "/topics/x-1/",
        "/.storyfold-manifest.json",
        "/topics/.storyfold-new-x-1",
        "/static/",
        "/static/../index.html",
        "/nothing",
        "/clusters/linked",
        "/clusters/folder",
        "/%ff",
    ],
)
def test_path_that_is_not_published_is_404_and_never_leaves_the_directory(site: Site, target: str):
    linked, folder = site.public / "clusters" / "linked.html", site.public / "clusters" / "folder.html"
    if not linked.is_symlink():
        linked.symlink_to(site.public.parent / "secret.html")
    folder.mkdir(exist_ok=True)

    answer = site.raw(f"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())

    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b"nothing here" in answer
    assert b"content-security-policy" in answer
    assert b"secret" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
@pytest.mark.parametrize("path", ["/", "/clusters/0f", "/status", "/healthz"])
def test_other_methods_are_405_with_what_is_allowed(site: Site, method: str, path: str):
    answer = site.client.request(method, path)

    assert answer.status_code == 405
    assert {name.strip() for name in answer.headers["allow"].split(",")} == {"GET", "HEAD"}


def test_health_says_ok_whatever_the_status(site: Site):
    site.status = replace(STATUS, ready=False)

    answer = site.client.get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert answer.headers["cache-control"] == "no-store"


def test_readiness_follows_the_status_and_says_why(site: Site):
    assert site.client.get("/readyz").status_code == 200

    site.status = replace(STATUS, ready=False, reasons=("no pass yet", "disk is full"))
    answer = site.client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, "not ready\nno pass yet\ndisk is full\n")


def test_readiness_need_not_cost_what_the_status_does(tmp_path: Path):
    def status() -> Status:
        raise AssertionError("nobody asked for it")

    app = create_app(tmp_path, status, lambda: b"", unready=lambda: ("no pass yet",))

    async def ask() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            return (await client.get("/readyz")).text

    assert anyio.run(ask) == "not ready\nno pass yet\n"


def test_status_shows_sources_and_topics_escaped(site: Site):
    answer = site.client.get("/status")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    for expected in (
        "Harbour &lt;Post&gt;",
        "503 &lt;Service&gt; Unavailable",
        "X &amp; co",
        "1.2.3",
        "2024-05-06 12:05:00 UTC",
        "the &lt;publisher&gt; asks for 2 h",
        "40 polls, 30 unchanged, 2 failed",
        "25 %",
        "put https://new.example/?a=1&amp;b=2 into",
        "never read",
        "never",
        "SQLite at data/storyfold.db",
    ):
        assert expected in answer.text
    assert "<Service>" not in answer.text


def test_poll_that_is_due_is_shown_as_due_and_not_as_long_ago(site: Site):
    source = replace(STATUS.sources[0], next_read=NOW - timedelta(seconds=4))
    site.status = replace(STATUS, sources=(source,))

    page = site.client.get("/status").text

    assert ">now</time>" in page
    assert "4\u00a0s\u00a0ago" not in page


ACTIVITY = Activity(hours=(0, 1), delays=(), queues=(), database=1, free=None)


def with_answers_of(*seconds: float | None) -> Status:
    [feed, *_] = STATUS.sources
    assert feed.requests is not None
    requests = [replace(feed.requests, seconds=one) for one in seconds]
    sources = [replace(feed, title=f"Feed <{at}>", requests=one) for at, one in enumerate(requests)]
    return replace(STATUS, sources=(*sources, STATUS.sources[1]), activity=ACTIVITY)


def test_status_names_the_slowest_feeds_first_and_draws_how_slow(site: Site):
    site.status = with_answers_of(2.0, 0.4, 8.04, 1.9, None)

    page = site.client.get("/status").text

    slow = page.partition("Slowest feeds")[2].partition("</tr>")[0]
    assert re.findall(r'<rect width="(\d+)" height="7"/>.*?([\d.]+) s</span> Feed &lt;(\d)&gt;', slow) == [
        ("100", "8.0", "2"),
        ("25", "2.0", "0"),
    ]
    assert "2 failed, the last answer took 0.4 s" in page


def test_status_says_that_no_feed_is_slow_and_nothing_where_there_is_none(site: Site):
    site.status = with_answers_of(0.4)
    assert "all that answered did so within 2 s" in site.client.get("/status").text

    site.status = with_answers_of(None)
    assert "none has answered yet" in site.client.get("/status").text

    site.status = replace(site.status, sources=site.status.sources[-1:])
    assert "Slowest feeds" not in site.client.get("/status").text


def test_status_names_five_slow_feeds_at_most(site: Site):
    assert len(with_answers_of(*range(3, 12)).slowest) == 5


def test_status_draws_what_each_day_brought_and_says_it_too(site: Site):
    page = site.client.get("/status").text

    # Two pixels a step and one for the ground: nothing, all of it, two of eight.
    assert re.findall(r'<rect x="\d+" y="\d+" width="7" height="(\d+)"', page) == ["1", "17", "5"]
    assert "19&nbsp;new" in page
    assert 'aria-label="New by day, the oldest first: 0, 16, 3"' in page
    assert 'title="2024-05-04: 0, 2024-05-05: 16, 2024-05-06: 3"' in page
    assert "style=" not in page  # the policy would refuse it


def test_metrics_are_passed_through(site: Site):
    answer = site.client.get("/metrics")

    assert answer.content == b"stories_total 12\n"
    assert answer.headers["content-type"].startswith("text/plain; version=")


@pytest.mark.parametrize("path, up", [("/nothing", "./"), ("/nothing/", "../"), ("/topics/x/nothing", "../../")])
def test_page_of_a_refusal_names_the_site_and_leads_to_it_from_wherever_it_is(tmp_path: Path, path: str, up: str):
    app = create_app(tmp_path, lambda: STATUS, lambda: b"", title="Harbour & Sons")

    async def ask() -> str:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            return (await client.get(path)).text

    page = html.document_fromstring(anyio.run(ask))
    assert page.xpath("//header[@class='masthead']//a/text()") == ["Harbour & Sons"]
    assert page.xpath("//header[@class='masthead']//a/@href") == [up]
    assert page.xpath("//link[@rel='icon' or @rel='stylesheet']/@href") == [
        f"{up}static/icon.svg",
        f"{up}static/style.css",
    ]


def test_site_that_has_published_nothing_yet_answers_404(tmp_path: Path):
    app = create_app(tmp_path / "none", lambda: STATUS, lambda: b"")

    async def ask() -> int:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site") as client:
            return (await client.get("/")).status_code

    assert anyio.run(ask) == 404
