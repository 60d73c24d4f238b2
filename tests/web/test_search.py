"""The page of the search: over HTTP, with what was found given."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.errors import StoreError
from bot.web.app import create_app
from bot.web.search import LONGEST, Home, Results, Search, Shown

MONDAY = datetime(2026, 3, 2, 8, 30, 12, tzinfo=UTC)
EVENT = Shown(
    key="c1",
    has_page=True,
    url="https://outlet.example/mill",
    title=(("Fire at the ", False), ("<mill>", True)),
    title_language="en",
    piece=(("A & B: the ", False), ("mill", True), (" burned", False)),
    language="en",
    outlet="North & South",
    published=MONDAY,
    updated=MONDAY,
    when="2 Mar 2026, 08:30 UTC",
    reach="3 sources, 2 independent",
    outlets=3,
    voices=2,
    topics=(("fires", "Fires"),),
)


@dataclass
class Stories:
    """Somebody who knows stories."""

    found: Sequence[Shown] = (EVENT,)
    pages: int = 1
    is_down: bool = False
    asked: list[tuple[str, int]] = field(default_factory=list)

    def home(self) -> Home:
        return Home(title="Desk <1>", base_url="https://desk.example/news")

    def find(self, text: str, page: int) -> Results:
        self.asked.append((text, page))
        if self.is_down:
            raise StoreError("storyfold.db", "is locked")
        number = len(self.found) * self.pages
        return Results(
            text=text, notes=("A note.",), found=self.found, number=number, is_all=True, page=page, pages=self.pages
        )


async def asked(
    stories: Stories, address: str, method: str = "GET", tmp_path: Path = Path("/nowhere")
) -> httpx.Response:
    app = create_app(tmp_path, lambda: None, lambda: b"", also=Search(stories).routes())  # type: ignore[arg-type,return-value]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://desk.example") as client:
        return await client.request(method, address)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


pytestmark = pytest.mark.anyio


async def test_page_shows_what_was_found_and_escapes_all_of_it() -> None:
    answer = await asked(Stories(), "/search?q=mill%3Cb%3E")

    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    page = answer.text
    assert 'value="mill&lt;b&gt;"' in page
    assert '<a href="./clusters/c1" dir="auto">Fire at the <mark>&lt;mill&gt;</mark></a>' in page
    assert "A &amp; B: the <mark>mill</mark> burned" in page
    assert "3 sources, 2 independent" in page
    assert '<a href="./topics/fires">Fires</a>' in page
    assert "Desk &lt;1&gt;" in page


async def test_event_without_a_page_is_read_at_its_source_and_else_nowhere() -> None:
    outside = Shown(**{name: getattr(EVENT, name) for name in Shown.__slots__} | {"has_page": False})
    nowhere = Shown(**{name: getattr(outside, name) for name in Shown.__slots__} | {"url": None})

    page = (await asked(Stories((outside, nowhere)), "/search?q=mill")).text

    assert page.count('<a href="https://outlet.example/mill" rel="noopener nofollow"') == 1
    assert "clusters/" not in page


async def test_pages_lead_to_each_other() -> None:
    first = await asked(Stories(pages=3), "/search?q=paper+mill")
    second = await asked(Stories(pages=3), "/search?q=paper+mill&page=2")
    last = await asked(Stories(pages=3), "/search?q=paper+mill&page=3")

    assert 'rel="prev"' not in first.text
    assert 'href="search?q=paper+mill&amp;page=2" rel="next"' in first.text
    assert 'href="search?q=paper+mill" rel="prev"' in second.text
    assert 'rel="next"' not in last.text


async def test_the_same_as_data() -> None:
    answer = await asked(Stories(pages=2), "/search?q=mill&format=json")

    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    told = answer.json()
    assert told["next_url"] == "https://desk.example/news/search?q=mill&page=2&format=json"
    [event] = told["events"]
    assert event["url"] == "https://desk.example/news/clusters/c1"
    assert event["published"] == "2026-03-02T08:30:12Z"
    assert [event["snippet"][begin:end] for begin, end in event["marks"]] == ["mill"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("/search", 200),
        ("/search?q=%00%FF%22*", 200),
        ("/search?q=mill&page=0", 404),
        ("/search?q=mill&page=1000", 404),
        ("/search?q=mill&page=%C2%B2", 404),
        ("/search?q=mill&format=xml", 404),
        (f"/search?q={'x' * (LONGEST + 1)}", 414),
    ],
)
async def test_what_is_asked_is_bounded(address: str, code: int) -> None:
    stories = Stories()

    assert (await asked(stories, address)).status_code == code
    assert len(stories.asked) == (code == 200)


async def test_only_reading_is_possible() -> None:
    assert (await asked(Stories(), "/search?q=mill", "POST")).status_code == 405
    assert (await asked(Stories(), "/search?q=mill", "HEAD")).content == b""


async def test_database_that_cannot_be_read_now_is_asked_again_later() -> None:
    answer = await asked(Stories(is_down=True), "/search?q=mill")

    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
