"""Addresses of topics that are no longer there: gone, or elsewhere."""

from collections.abc import Callable
from pathlib import Path

import anyio
import httpx
import pytest

from bot.errors import StoreError
from bot.web.app import Replaceable, create_app
from bot.web.public import Former
from bot.web.status import Status

FORMER = {"harbour": Former(moved_to="waterfront"), "weather": Former(moved_to=None)}
SUFFIXES = ("", ".atom", ".rss", ".json")


def no_status() -> Status:
    raise AssertionError("nobody asks")


def ask(
    public: Path, path: str, method: str = "GET", former: Callable[[str], Former | None] = FORMER.get
) -> httpx.Response:
    app = create_app(public, no_status, lambda: b"", former=former)

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://site.example") as client:
            return await client.request(method, path)

    return anyio.run(answer)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_topic_that_left_is_gone(tmp_path: Path, suffix: str, method: str) -> None:
    answer = ask(tmp_path, f"/topics/weather{suffix}", method)

    assert answer.status_code == 410
    assert answer.headers["cache-control"] == "no-store"  # it can come back
    assert ("This topic is gone" in answer.text) == (method == "GET")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_renamed_topic_is_at_its_new_address_for_good(tmp_path: Path, suffix: str, method: str) -> None:
    answer = ask(tmp_path, f"/topics/harbour{suffix}", method)

    assert answer.status_code == 301
    assert answer.url.join(answer.headers["location"]).path == f"/topics/waterfront{suffix}"
    assert answer.headers["cache-control"].startswith("public, max-age=60")


def test_redirect_stays_below_the_path_that_a_proxy_serves_it_under(tmp_path: Path) -> None:
    location = ask(tmp_path, "/topics/harbour.atom").headers["location"]

    asked = httpx.URL("https://site.example/news/topics/harbour.atom")
    assert str(asked.join(location)) == "https://site.example/news/topics/waterfront.atom"


def test_what_is_published_is_served_whatever_is_remembered_of_it(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "weather.atom").write_bytes(b"<feed/>")

    assert ask(tmp_path, "/topics/weather.atom").status_code == 200
    assert ask(tmp_path, "/topics/weather.rss").status_code == 410


@pytest.mark.parametrize(
    "path",
    [
        "/topics/other",
        "/topics/other.atom",
        "/topics/weather.html",
        "/topics/weather/",
        "/clusters/weather",
        "/weather",
        "/topics/",
        "/topics.opml",
    ],
)
def test_everything_else_is_not_found(tmp_path: Path, path: str) -> None:
    assert ask(tmp_path, path).status_code == 404


def test_only_topics_are_asked_for(tmp_path: Path) -> None:
    asked: list[str] = []

    def former(slug: str) -> None:
        asked.append(slug)

    for path in ("/clusters/0f", "/", "/static/style.css", "/topics/a-1.json", "/topics/" + "x" * 200):
        ask(tmp_path, path, former=former)

    assert asked == ["a-1"]


def test_database_that_cannot_tell_is_asked_again_later(tmp_path: Path) -> None:
    def former(_: str) -> Former | None:
        raise StoreError("storyfold.db", "disk i/o error")

    answer = ask(tmp_path, "/topics/harbour", former=former)

    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert "storyfold.db" not in answer.text


def test_application_can_be_replaced_between_two_requests(tmp_path: Path) -> None:
    app = Replaceable(create_app(tmp_path, no_status, lambda: b"", former=lambda _: None))

    async def answers() -> list[int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
            first = await client.get("/topics/weather")
            app.app = create_app(tmp_path, no_status, lambda: b"", former=FORMER.get)
            return [first.status_code, (await client.get("/topics/weather")).status_code]

    assert anyio.run(answers) == [404, 410]
