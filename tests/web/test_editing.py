"""The page for editors, over a real database: who may decide, and what the next pass is told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import anyio
import httpx
import pytest
from lxml import html
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from bot.config import load
from bot.desk import Desk as EditorsDesk
from bot.store import editorial
from bot.store.database import open_database
from bot.web.editing import COOKIE, DECISIONS_A_MINUTE, LARGEST, WRONG_A_MINUTE, Editors
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, Newsroom, said

TOPICS = "topics:\n  - slug: all\n    title: Everything\n    rules: {any: [the]}\n"
TOKEN = "correct-horse-battery-staple"
HOME = "http://127.0.0.1:8000"
FIRE_KEY, BLAZE_KEY, FLOOD_KEY = (f"{item:0>20}" for item in ("fire", "blaze", "flood"))
PAGE = f"/edit/{FIRE_KEY}"


async def elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("not here", status_code=404)(scope, receive, send)


@dataclass
class Site:
    desk: Desk
    app: Any
    now: list[float]

    def client(self) -> "Browser":
        return Browser(self.app)

    def decisions(self) -> list[editorial.Entry]:
        database = open_database(load(self.desk.config).database)
        try:
            with database.reading() as connection:
                return editorial.log(connection)
        finally:
            database.close()


class Browser:
    """Keeps cookies, and says where its forms are from."""

    def __init__(self, app: Any) -> None:
        self._app = app
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **given: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self._app)
            async with httpx.AsyncClient(transport=transport, base_url=HOME, cookies=self.cookies) as client:
                response = await client.request(method, path, **given)
                self.cookies = client.cookies
                return response

        return anyio.run(ask)

    def get(self, path: str = PAGE) -> httpx.Response:
        return self.ask("GET", path)

    def post(self, path: str = PAGE, origin: str | None = HOME, **fields: Any) -> httpx.Response:
        return self.ask("POST", path, data=fields, headers={"Origin": origin} if origin else {})

    def log_in(self) -> "Browser":
        assert self.post(token=TOKEN).status_code == 303
        return self


@pytest.fixture(scope="module")
def _ran(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    desk = Desk(tmp_path_factory.mktemp("editors"), CONFIG + "web: {editor_token: token.txt}\n", TOPICS)
    (desk.config.parent / "token.txt").write_text(f"{TOKEN}\n")
    Newsroom(desk).run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD)]))
    assert {cluster for (cluster,) in desk.query("SELECT cluster FROM story")} >= {FLOOD_KEY}
    return desk


@pytest.fixture
def site(_ran: Desk) -> Iterator[Site]:
    settings, now = load(_ran.config), [0.0]
    database = open_database(settings.database)
    app = Editors(EditorsDesk(lambda: settings, database, lambda: MORNING), lambda: now[0]).before(elsewhere)
    _ran.query("DELETE FROM editorial")
    yield Site(_ran, app, now)
    database.close()


def cluster_of(site: Site, story: str) -> str:
    [(found,)] = site.desk.query(f"SELECT cluster FROM story WHERE key = '{story}'")
    return str(found)


def test_without_a_token_in_the_configuration_there_is_no_page(site: Site) -> None:
    settings = load(site.desk.config)
    closed = settings.model_copy(update={"web": settings.web.model_copy(update={"editor_token": None})})
    database = open_database(settings.database)
    browser = Browser(Editors(EditorsDesk(lambda: closed, database, lambda: MORNING)).before(elsewhere))
    assert [browser.get().status_code, browser.post(token="").status_code] == [404, 404]
    assert browser.get().text == "not here"
    database.close()


def test_stranger_is_asked_for_the_token_and_told_nothing(site: Site) -> None:
    page = site.client().get()

    assert page.status_code == 401
    assert "Fire at the mill" not in page.text
    assert html.document_fromstring(page.text).xpath("//input[@name='token']/@type") == ["password"]
    assert page.headers["Cache-Control"] == "no-store"
    assert "form-action 'self'" in page.headers["Content-Security-Policy"]
    assert site.client().post(do="pin").status_code == 401
    assert site.decisions() == []


def test_page_names_the_site_and_loads_its_icon_and_forms_say_where_they_are_from(site: Site) -> None:
    answer = site.client().get()

    page = html.document_fromstring(answer.text)
    assert page.xpath("//header[@class='masthead']//a/text()") == ["Storyfold"]
    assert page.xpath("//link[@rel='icon']/@href") == ["../static/icon.svg"]
    assert "img-src 'self'" in answer.headers["Content-Security-Policy"]
    assert page.xpath("//meta[@name='referrer']/@content") == [answer.headers["Referrer-Policy"]] == ["same-origin"]


def test_token_is_asked_once_and_a_cookie_that_is_not_the_token_stands_for_it(site: Site) -> None:
    browser = site.client()
    entered = browser.post(token=f" {TOKEN} ")

    assert (entered.status_code, entered.headers["Location"]) == (303, f"./{FIRE_KEY}")
    cookie = entered.headers["Set-Cookie"]
    assert {"HttpOnly", "Path=/edit", "SameSite=strict"} <= set(cookie.split("; "))
    assert "Secure" not in cookie
    assert TOKEN not in cookie
    assert browser.post(do="leave").status_code == 303
    assert browser.get().status_code == 401
    browser.cookies.set(COOKIE, TOKEN)
    assert browser.get().status_code == 401


def test_another_token_ends_all_cookies(site: Site, _ran: Desk) -> None:  # noqa: PT019
    browser = site.client().log_in()
    file = _ran.config.parent / "token.txt"
    file.write_text("another-token-altogether")
    try:
        assert browser.get(f"/edit/{cluster_of(site, FIRE_KEY)}").status_code == 401
        file.write_text("short")
        refused = browser.get()
        assert (refused.status_code, "expected 16 at least" in refused.text) == (503, True)
        file.unlink()
        assert browser.get().status_code == 503
    finally:
        file.write_text(TOKEN)


@pytest.mark.parametrize(
    "origin", [None, "null", "https://evil.example", f"{HOME}.evil.example", "ftp://127.0.0.1:8000"]
)
def test_forms_of_other_sites_do_nothing(site: Site, origin: str | None) -> None:
    browser = site.client().log_in()

    assert browser.post(origin=origin, do="pin").status_code == 403
    assert browser.post(origin=origin, token=TOKEN).status_code == 403
    assert site.decisions() == []


def test_what_fetch_says_is_heeded_too(site: Site) -> None:
    browser = site.client().log_in()
    headers = {"Origin": HOME, "Sec-Fetch-Site": "same-site"}

    assert browser.ask("POST", PAGE, data={"do": "pin"}, headers=headers).status_code == 403


def test_tokens_are_not_to_be_guessed(site: Site) -> None:
    browser = site.client()
    editor = site.client().log_in()
    for _ in range(WRONG_A_MINUTE):
        assert browser.post(token="guess").status_code == 401
    refused = browser.post(token=TOKEN)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "60")
    assert editor.get(f"/edit/{FLOOD_KEY}").status_code == 200  # who is in stays in
    site.now[0] += 61
    assert browser.post(token=TOKEN).status_code == 303


def test_editor_decides_and_takes_back(site: Site) -> None:
    browser = site.client().log_in()
    home = cluster_of(site, FIRE_KEY)
    page = f"/edit/{home}"
    shown: Any = html.document_fromstring(browser.get(page).text)
    marks = shown.xpath("//input[@name='story']/@value")
    assert sorted(marks) == sorted([FIRE_KEY, BLAZE_KEY])

    for fields in (
        {"do": "merge", "other": f"{HOME}/clusters/{FLOOD_KEY}#why"},
        {"do": "split", "story": marks[1]},
        {"do": "apart", "story": marks},
        {"do": "represent", "story": marks[1], "topic": "all"},
        {"do": "hide", "topic": ""},
        {"do": "pin", "topic": "all"},
        {"do": "retitle", "title": " A  fire\n<b>", "topic": ""},
    ):
        assert browser.post(page, **fields).status_code == 303, fields

    made = [(entry.by, entry.wanted.kind, entry.wanted.topic) for entry in reversed(site.decisions())]
    assert made == [
        ("web", "merge", None),
        ("web", "split", None),
        ("web", "apart", None),
        ("web", "represent", "all"),
        ("web", "hide", None),
        ("web", "pin", "all"),
        ("web", "retitle", None),
    ]
    last = site.decisions()[0]
    assert last.wanted.title == "A fire <b>"
    text = browser.get(page).text
    assert "A fire &lt;b&gt;" in text
    assert "waits for the next pass" in text
    assert browser.post(page, do="undo", number=str(last.number)).status_code == 303
    assert site.decisions()[0].undone_at == MORNING
    assert "A fire" not in browser.get(page).text


Fields = dict[str, Any]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"do": "split"}, "says nothing"),
        ({"do": "apart", "story": FIRE_KEY}, "needs two stories, 1 are marked"),
        ({"do": "merge", "other": "no such story"}, "no story is called"),
        ({"do": "split", "story": FLOOD_KEY}, "no longer in this cluster"),
        ({"do": "split", "story": [FIRE_KEY, BLAZE_KEY]}, "has no other stories"),
        ({"do": "retitle", "title": " "}, "says nothing"),
        ({"do": "pin", "topic": "nowhere"}, "no topic is called"),
        ({"do": "drop"}, "says nothing"),
        ({"do": "undo", "number": "999999999999999999999"}, "there is no decision"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(site: Site, fields: Fields, says: str) -> None:
    browser = site.client().log_in()

    answer = browser.post(f"/edit/{cluster_of(site, FIRE_KEY)}", **fields)

    assert answer.status_code == 409
    page: Any = html.document_fromstring(answer.text)
    assert says in page.xpath("string(//*[@role='alert'])")
    assert site.decisions() == []


@pytest.mark.parametrize(
    ("content", "headers", "code"),
    [
        (b"{}", {"Content-Type": "application/json"}, 415),
        (b"a=" + b"x" * LARGEST, {}, 413),
        (b"&".join(b"a=b" for _ in range(3000)), {}, 400),
        (b"do=\xff", {}, 400),
        (b"do=undo&number=x", {}, 409),
    ],
)
def test_what_is_no_form_of_ours_is_refused(site: Site, content: bytes, headers: dict[str, str], code: int) -> None:
    browser = site.client().log_in()
    all_headers = {"Origin": HOME, "Content-Type": "application/x-www-form-urlencoded", **headers}
    assert browser.ask("POST", PAGE, content=content, headers=all_headers).status_code == code


def test_decisions_have_their_pace(site: Site) -> None:
    browser = site.client().log_in()
    answers = [browser.post(do="undo", number="1").status_code for _ in range(DECISIONS_A_MINUTE + 1)]
    assert answers[-1] == 429
    assert 429 not in answers[:-1]


def test_clusters_that_are_not_there_or_were_merged(site: Site) -> None:
    browser = site.client().log_in()
    assert browser.get("/edit/nowhere").text == "not here"
    assert browser.get("/edit/a/b").text == "not here"
    assert browser.ask("PUT", PAGE).text == "not here"
    site.desk.query(f"UPDATE cluster SET merged_into = '{cluster_of(site, FIRE_KEY)}' WHERE key = '{FLOOD_KEY}'")
    try:
        assert browser.get(f"/edit/{FLOOD_KEY}").headers["Location"] == f"./{cluster_of(site, FIRE_KEY)}"
    finally:
        site.desk.query(f"UPDATE cluster SET merged_into = NULL WHERE key = '{FLOOD_KEY}'")


def test_https_site_has_cookies_for_https_alone_and_for_its_own_path(site: Site) -> None:
    settings = load(site.desk.config)
    public = settings.site.model_copy(update={"base_url": "https://news.example/feeds"})
    database = open_database(settings.database)
    app = Editors(EditorsDesk(lambda: settings.model_copy(update={"site": public}), database, lambda: MORNING))
    entered = Browser(app.before(elsewhere)).post(origin="https://news.example", token=TOKEN)
    assert {"Secure", "Path=/feeds/edit"} <= set(entered.headers["Set-Cookie"].split("; "))
    database.close()
