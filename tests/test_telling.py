"""Hubs are told and digests mailed, of real passes, to real servers: at least once, never twice where it can be helped."""

import asyncio
import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from bot.config import load
from bot.config.mail import DigestSettings
from bot.health import Health, status
from bot.publishing import files
from bot.publishing.websub import GIVEN_UP_AFTER
from bot.store import telling as stored
from bot.store.database import Database, open_database
from bot.telemetry import Metrics
from bot.telling import Telling
from bot.telling.digests import Digests
from bot.telling.hubs import AT_ONCE, Hubs
from bot.telling.mails import Mails
from bot.telling.schedule import Due, last_due
from tests.desk import CONFIG, MORNING, TOPICS, Desk
from tests.hub import Answer, Hub, running
from tests.newsroom import FIRE, FLOOD, Newsroom, said
from tests.postoffice import Office, opened

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEEDS = [f"topics/all.{ending}" for ending in ("atom", "json", "rss")]
ALL = "topics:\n  - {slug: all, title: Everything, rules: {any: [the, a]}}\n"


class Clock:
    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running() as started:
        yield started


@pytest.fixture
def office() -> Iterator[Office]:
    with opened() as found:
        yield found


def with_hubs(*urls: str) -> str:
    return CONFIG.replace("site:\n", f"site:\n  hubs: {json.dumps(list(urls))}\n")


def with_mail(port: int, **more: str) -> str:
    smtp = {"host": "127.0.0.1", "port": str(port), "tls": "none", "from": "Desk <desk@news.example>", **more}
    return CONFIG + "smtp:\n" + "".join(f"  {key}: {value}\n" for key, value in smtp.items())


def with_digest(*to: str, **more: str) -> str:
    keys = "".join(f", {key}: {value}" for key, value in more.items())
    return TOPICS.replace(
        "title: Everything\n", f"title: Everything\n    digest: {{to: {json.dumps(list(to))}{keys}}}\n"
    )


@contextmanager
def database(desk: Desk) -> Iterator[Database]:
    found = open_database(desk.database())
    yield found
    found.close()


def hubs(desk: Desk, clock: Clock, seconds: float = 5) -> None:
    """One round of telling, by a process that knows nothing of those before."""
    with database(desk) as found:
        asyncio.run(Hubs(load(desk.config), found, clock, Metrics(), timedelta(seconds=seconds)).tell())


def waiting(desk: Desk) -> list[tuple[str, int, str | None]]:
    return desk.query("SELECT feed, attempts, error FROM ping ORDER BY feed, hub")


def next_at(desk: Desk) -> datetime:
    [(found,)] = desk.query("SELECT min(next_at) FROM ping")
    return datetime.fromisoformat(found)


def news(desk: Desk, item: str = "fire", text: tuple[str, str] = FIRE, at: datetime = MORNING) -> None:
    Newsroom(desk).run((at, [said(item, text)]))


# Hubs


def test_hub_is_told_of_each_feed_that_changed_and_of_no_other(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url))
    clock = Clock()
    news(desk)
    hubs(desk, clock)
    first, hub.told = sorted(hub.told), []

    Newsroom(desk).run((MORNING + HOUR, []))  # a start, at which all is looked at
    assert waiting(desk) == []
    news(desk, "flood", FLOOD, MORNING + HOUR)
    clock.now += HOUR
    hubs(desk, clock)

    base = "http://127.0.0.1:8000/"
    visits = [f"topics/visits.{ending}" for ending in ("atom", "json", "rss")]
    assert first == [base + path for path in [*FEEDS, *visits]]
    assert sorted(hub.told) == [base + path for path in FEEDS]
    assert waiting(desk) == []


def test_private_topics_are_told_to_nobody(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL.replace("rules", "private: true, rules"))
    news(desk)

    assert waiting(desk) == []


def test_topic_that_became_private_is_told_no_more(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    desk.configure(with_hubs(hub.url), ALL.replace("rules", "private: true, rules"))

    hubs(desk, Clock())

    assert hub.told == []
    assert waiting(desk) == []


def test_kill_before_between_and_after_the_files_loses_no_ping(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)

    class Killed(BaseException):
        pass

    replace = files._replace

    def kill_after(count: int) -> Any:
        def instead(directory: Path, written: dict[str, bytes]) -> None:
            feeds = [path for path in written if path in FEEDS]
            if feeds:
                replace(directory, {path: written[path] for path in [*written][: [*written].index(feeds[0]) + count]})
                raise Killed
            replace(directory, written)

        return instead

    for count in range(4):
        clock = Clock()
        with mock.patch.object(files, "_replace", kill_after(count)), pytest.raises(Killed):
            news(desk, f"flood{count}", (f"{FLOOD[0]} {count}", FLOOD[1].replace("300", f"{count}00")), clock.now)
        hubs(desk, clock)
        assert hub.told == []  # none of it is known to be in place

        Newsroom(desk).run((MORNING + HOUR, []))
        hubs(desk, clock)
        assert {url.rsplit("/", 1)[1] for url in hub.told} == {path.rsplit("/", 1)[1] for path in FEEDS}, count
        hub.told.clear()


@pytest.mark.parametrize(
    "status, error", [(500, "answered 500 internal server error"), (429, "answered 429 too many requests")]
)
def test_hub_that_takes_nothing_is_asked_again_later_and_later(desk: Desk, hub: Hub, status: int, error: str) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    clock = Clock()
    gaps = []
    for _ in range(4):
        hub.answers = [Answer(status)] * AT_ONCE
        before = len(hub.told)
        hubs(desk, clock)
        assert len(hub.told) == before + 3
        hubs(desk, clock)
        assert len(hub.told) == before + 3  # not yet
        gaps.append(next_at(desk) - clock.now)
        clock.now = next_at(desk)

    assert gaps == [timedelta(seconds=seconds) for seconds in (15, 30, 60, 120)]
    assert waiting(desk) == [(feed, 4, error) for feed in FEEDS]
    hub.answers.clear()
    hubs(desk, clock)
    assert waiting(desk) == []


def test_retry_after_is_respected(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    hub.answers = [Answer(429, {"Retry-After": "7200"})] * AT_ONCE
    clock = Clock()

    hubs(desk, clock)

    assert next_at(desk) == clock.now + 2 * HOUR


def test_feed_that_a_hub_refuses_holds_up_no_other(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    hub.of_feed = {".atom": 400}

    hubs(desk, Clock())

    assert waiting(desk) == [(FEEDS[0], 1, "answered 400 bad request")]


def test_feed_that_makes_a_hub_fail_holds_up_others_for_a_moment_only(desk: Desk, hub: Hub) -> None:
    topics = [f"  - {{slug: t{number}, title: T, rules: {{any: [the]}}}}\n" for number in range(4)]
    desk.configure(with_hubs(hub.url), "topics:\n" + "".join(topics))
    news(desk)
    hub.of_feed = {"t0.atom": 500}
    clock = Clock()
    with database(desk) as found:
        told = Hubs(load(desk.config), found, clock, Metrics())
        for _ in range(6):
            asyncio.run(told.tell())
            clock.now = next_at(desk)

    assert [feed for feed, *_ in waiting(desk)] == ["topics/t0.atom"]


def test_hub_that_is_gone_is_asked_no_more(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    hub.answers = [Answer(410)] * AT_ONCE

    hubs(desk, Clock())

    assert waiting(desk) == []
    assert len(hub.told) == 3


def test_hub_that_is_down_is_given_up_after_days_and_others_never_wait_for_it(desk: Desk, hub: Hub) -> None:
    with running() as down:
        url = down.url
    desk.configure(with_hubs(url, hub.url), ALL)
    news(desk)
    clock = Clock()

    hubs(desk, clock)
    assert len(hub.told) == 3
    assert waiting(desk) == [(feed, 1, "cannot connect: connection refused") for feed in FEEDS]

    clock.now += GIVEN_UP_AFTER
    hubs(desk, clock)
    assert waiting(desk) == []


def test_slow_hub_delays_no_other_and_no_pass(desk: Desk, hub: Hub) -> None:
    with running() as slow:
        desk.configure(with_hubs(slow.url, hub.url), ALL)
        news(desk)
        slow.answers = [Answer(seconds=0.5)] * AT_ONCE
        hubs(desk, Clock(), seconds=0.2)

    assert len(hub.told) == 3
    assert waiting(desk) == [(feed, 1, "no answer within 0.2 s") for feed in FEEDS]


def test_hub_gets_few_requests_at_once(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    with database(desk) as found, found.writing() as connection:
        stored.announce(connection, [hub.url], [f"topics/all.{ending}" for ending in ("atom", "rss", "json")], MORNING)
        stored.release(connection)
    hub.answers = [Answer(seconds=0.02)] * 100

    hubs(desk, Clock())

    assert 1 < hub.most_at_once <= AT_ONCE


def test_hub_that_left_the_configuration_is_forgotten(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    desk.configure(CONFIG, ALL)

    hubs(desk, Clock())

    assert (hub.told, waiting(desk)) == ([], [])


def test_what_waits_is_on_the_status_page_and_in_the_metrics(desk: Desk, hub: Hub) -> None:
    desk.configure(with_hubs(hub.url), ALL)
    news(desk)
    hub.answers = [Answer(), Answer(500), Answer(500)]
    clock, metrics = Clock(), Metrics()
    clock.now += 2 * MINUTE
    with database(desk) as found:
        asyncio.run(Telling(load(desk.config), found, clock, metrics).tell_hubs())
        shown = status(load(desk.config), found, Health(started=clock.now), {}, clock.now).hubs

    assert shown == "to be told of 2 change(s), the first for 2 min: answered 500 internal server error"
    text = metrics.text().decode()
    assert 'storyfold_hub_pings_total{outcome="told"} 1.0' in text
    assert 'storyfold_hub_pings_total{outcome="failed"} 2.0' in text
    assert "storyfold_hub_pings_waiting 2.0" in text
    assert "storyfold_hub_pings_oldest_seconds 120.0" in text


# Digests


def letters(desk: Desk, clock: Clock) -> None:
    """One round of digests, by a process that knows nothing of those before."""
    with database(desk) as found:
        settings = load(desk.config)
        Digests(settings, found).make_due(clock())
        asyncio.run(Mails(settings, found, clock, Metrics()).mail())


def begun(desk: Desk, clock: Clock, port: int, *to: str, **more: str) -> None:
    """Configure a digest, and have a first pass and a first round before there is any news."""
    desk.configure(with_mail(port, **more), with_digest(*(to or ("ann@news.example",))))
    Newsroom(desk).run((MORNING - HOUR, []))
    letters(desk, clock)


def test_digest_is_mailed_once_to_each_when_it_is_due(desk: Desk, office: Office) -> None:
    clock = Clock()
    begun(desk, clock, office.port, "ann@news.example", "Bo <bo@news.example>")
    news(desk)

    letters(desk, clock)
    assert office.got == []  # it is six

    clock.now = MORNING + HOUR
    letters(desk, clock)
    letters(desk, clock)
    assert sorted(recipient for recipient, _ in office.got) == ["ann@news.example", "bo@news.example"]
    assert {mail["Subject"] for _, mail in office.got} == {"Everything: 1 new · Monday 2 March 2026"}

    clock.now += DAY
    letters(desk, clock)
    assert len(office.got) == 2  # without news there is none


def test_server_that_is_away_gets_the_digest_later(desk: Desk) -> None:
    clock = Clock()
    with opened() as office:
        port = office.port
    begun(desk, clock, port)
    news(desk)
    clock.now = MORNING + HOUR
    letters(desk, clock)
    [(attempts, error)] = desk.query("SELECT attempts, error FROM digest_sent")
    assert (attempts, error) == (1, "cannot be reached: Connection refused")

    with opened(port=port) as office:
        letters(desk, clock)
        assert office.got == []  # it is left alone for a minute
        clock.now += MINUTE
        letters(desk, clock)

    assert [recipient for recipient, _ in office.got] == ["ann@news.example"]


def test_who_cannot_get_it_now_gets_it_later_and_the_others_not_again(desk: Desk, office: Office) -> None:
    clock = Clock()
    begun(desk, clock, office.port, "ann@news.example", "bo@news.example")
    news(desk)
    clock.now = MORNING + HOUR
    office.recipients["bo@news.example"] = "451 not now"
    letters(desk, clock)
    del office.recipients["bo@news.example"]

    clock.now += MINUTE
    letters(desk, clock)

    assert [recipient for recipient, _ in office.got] == ["ann@news.example", "bo@news.example"]


def test_recipient_who_left_the_configuration_gets_nothing_any_more(desk: Desk, office: Office) -> None:
    clock = Clock()
    begun(desk, clock, office.port, "ann@news.example", "bo@news.example")
    news(desk)
    clock.now = MORNING + HOUR
    office.recipients = dict.fromkeys(("ann@news.example", "bo@news.example"), "451 not now")
    letters(desk, clock)
    office.recipients = {}
    desk.configure(with_mail(office.port), with_digest("ann@news.example"))

    clock.now += MINUTE
    letters(desk, clock)

    assert [recipient for recipient, _ in office.got] == ["ann@news.example"]


def test_digest_of_a_private_topic_has_no_token_and_leads_to_no_public_page(desk: Desk, office: Office) -> None:
    clock = Clock()
    desk.configure(with_mail(office.port), with_digest("ann@news.example", most="1}\n    private: true #"))
    Newsroom(desk).run((MORNING - HOUR, []))
    letters(desk, clock)
    news(desk)
    clock.now = MORNING + HOUR

    letters(desk, clock)

    [(_, mail)] = office.got
    plain = mail.get_body(("plain",))
    assert plain is not None
    addresses = [line.strip() for line in plain.get_content().splitlines() if "http://" in line]
    assert addresses
    assert all(address.startswith("http://127.0.0.1:8000/private/") for address in addresses)


def test_password_file_is_read_when_it_is_needed_and_its_lack_is_said(desk: Desk) -> None:
    clock = Clock()
    begun(desk, clock, 9, tls="starttls", user="desk", password_file="password")
    news(desk)
    clock.now = MORNING + HOUR

    letters(desk, clock)

    [(error,)] = desk.query("SELECT error FROM digest_sent")
    assert error == f"{desk.config.parent / 'password'}: cannot be read: no such file or directory"


@pytest.mark.parametrize(
    ("days", "now", "day", "at"),
    [
        ((), "2026-03-02T05:59Z", "2026-03-01", "2026-03-01T06:00Z"),
        ((), "2026-03-02T06:00Z", "2026-03-02", "2026-03-02T06:00Z"),
        (("thu",), "2026-03-02T06:00Z", "2026-02-26", "2026-02-26T06:00Z"),
        ((), "2026-03-29T05:30Z", "2026-03-29", "2026-03-29T05:00Z"),  # clocks went forward in the night
    ],
)
def test_digest_is_due_by_the_clock_of_the_site(days: tuple[Any, ...], now: str, day: str, at: str) -> None:
    digest = DigestSettings(at="07:00", days=days, to=("ann@news.example",))

    found = last_due(digest, "Europe/Berlin", datetime.fromisoformat(now))

    assert found == Due(day=day, at=datetime.fromisoformat(at))


def test_command_shows_the_digest_mails_it_once_and_knows_its_topics(desk: Desk, office: Office) -> None:
    # Due late: a topic that begins after its digest was due today has that one behind it, and there is none to send.
    desk.configure(with_mail(office.port), with_digest("ann@news.example", at='"23:59"'))
    desk.once()
    desk.drop("fire.txt", "\n\n".join(FIRE), at=datetime.now(UTC))
    desk.once()
    config = str(desk.config)

    assert "* Fire at the mill" in desk.run("digest", "all", "-c", config).out
    assert office.got == []
    assert "mailed to 1" in desk.run("digest", "all", "--send", "-c", config).err
    assert "to nobody" in desk.run("digest", "all", "--send", "-c", config).err
    assert [recipient for recipient, _ in office.got] == ["ann@news.example"]
    assert "there are visits, all" in " ".join(desk.run("digest", "none", "-c", config, code=2).err.split())
    assert "has no digest" in desk.run("digest", "visits", "--send", "-c", config, code=2).err


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None: ...


@contextmanager
def published(folder: Path) -> Iterator[str]:
    """Serve a folder; return its URL."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
