"""Daily pages, digests and their mails; and a real server that takes them."""

import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP as POLICY
from html.parser import HTMLParser
from typing import Any
from unicodedata import combining, east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Change, Site, Topic, TopicEntry
from bot.publishing.digest import COLUMNS, Digest, by_weight, daily_page, digest, tale
from bot.publishing.mail import Envelope, mail
from bot.publishing.postman import Posted, Postman, Server
from tests.postoffice import PASSWORD, USER, Office, certificate, opened
from tests.publishing.conftest import Desk

MONDAY, TUESDAY = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 3, 12, tzinfo=UTC)
HOSTILE = st.text(
    alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n\x0b\x0c\x1c\x85\u2028\u2029<>&\"': "))
)
ENVELOPE = Envelope(
    sender="News Desk <desk@news.example>",
    recipient="ann@readers.example",
    topic="ferries",
    day="2026-03-03",
    at=TUESDAY,
    id_authority="news.example,2026",
)


def entry(desk: Desk, key: str, published: datetime, *changes: Change, **given_: Any) -> TopicEntry:
    member = desk.member(desk.story(key, **given_), founder=True, carried=("coast",))
    updated = max([published, *(change.at for change in changes)])
    return replace(desk.entry(desk.cluster(key, member)), published=published, updated=updated, changes=changes)


def change(at: datetime, text: str = "death toll 5 → 12") -> Change:
    return Change(at=at, text=text, outlet="Harbour Post")


def page(desk: Desk, entries: Sequence[TopicEntry], site: Site | None = None) -> str:
    site = site or desk.site
    return daily_page(desk.topic(), [tale(one, site) for one in entries], site).decode()


def written(
    desk: Desk, new: Sequence[TopicEntry], changed: Sequence[TopicEntry] = (), topic: Topic | None = None, more: int = 0
) -> Digest:
    topic = topic or desk.topic()
    tales = [[tale(one, desk.site) for one in those] for those in (new, changed)]
    return digest(topic, desk.site, date(2026, 3, 3), tales[0], tales[1], more)


# The page


def test_daily_page_shows_the_day_of_the_last_news_and_no_other(desk: Desk) -> None:
    entries = [
        entry(desk, "new", TUESDAY),
        entry(desk, "developed", MONDAY, change(TUESDAY), change(MONDAY, "an early word")),
        entry(desk, "old", MONDAY),
    ]

    found = page(desk, entries)

    assert 'id="new"' in found
    assert 'id="developed"' in found
    assert 'id="old"' not in found
    assert "death toll 5 → 12" in found
    assert "an early word" not in found
    assert "Tuesday 3 March 2026" in found
    assert found.index("New</h2>") < found.index("Developments</h2>")


def test_day_begins_in_the_zone_of_the_site(desk: Desk) -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    entries = [entry(desk, "late", late), entry(desk, "noon", MONDAY)]

    assert 'id="noon"' in page(desk, entries)
    berlin = page(desk, entries, replace(desk.site, timezone="Europe/Berlin"))
    assert 'id="noon"' not in berlin
    assert "Tuesday 3 March 2026" in berlin


def test_daily_page_of_a_topic_without_entries_says_so(desk: Desk) -> None:
    assert "No story has matched this topic yet." in page(desk, [])


def test_daily_page_links_to_its_topic_and_to_its_events(desk: Desk) -> None:
    found = page(desk, [entry(desk, "new", TUESDAY)])

    assert 'href="../ferries"' in found
    assert 'href="../../clusters/new"' in found
    assert 'href="https://feeds.example/news/topics/ferries/daily"' in found


def test_what_most_report_on_their_own_account_stands_first(desk: Desk) -> None:
    tales = [tale(entry(desk, key, TUESDAY), desk.site) for key in "abc"]
    tales = [replace(one, weight=weight) for one, weight in zip(tales, [(1, 9), (2, 2), (2, 3)], strict=True)]

    assert [one.key for one in by_weight(tales)] == ["c", "b", "a"]
    assert by_weight(reversed(tales)) == by_weight(tales)


# The digest


def width(line: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in line if not combining(letter))


def test_digest_says_what_is_new_and_what_changed(desk: Desk) -> None:
    found = written(desk, [entry(desk, "new", TUESDAY)], [entry(desk, "old", MONDAY, change(TUESDAY))], more=3)

    assert found.subject == "Ferries & <ports>: 1 new, 1 changed · Tuesday 3 March 2026"
    for text in (found.plain, found.html):
        assert "death toll 5 → 12" in text
        assert "https://feeds.example/news/clusters/new" in text
        assert "https://feeds.example/news/topics/ferries" in text
        assert "2 sources" in text
        assert "3 more events" in text
    assert found.plain.index("NEW") < found.plain.index("CHANGED")
    assert "<line>" not in found.html


def test_html_has_nothing_remote(desk: Desk) -> None:
    names = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:
            names.extend([tag, *(name for name, _ in attrs)])

    Reader().feed(written(desk, [entry(desk, "new", TUESDAY)]).html)

    assert not {"img", "src", "link", "script", "background", "srcset"}.intersection(names)
    assert "a" in names


@given(text=st.text(st.sampled_from("abc de  漢字、 é\u0301"), max_size=400))
def test_plain_text_fits_its_columns(desk: Desk, text: str) -> None:
    found = written(desk, [entry(desk, "new", TUESDAY, change(TUESDAY, text), title=text, text=text)])

    for line in found.plain.splitlines():
        words = line.split()
        assert width(line) <= COLUMNS or len(words) <= 2, line


def test_no_letter_is_lost_where_lines_are_broken(desk: Desk) -> None:
    text = "漢字の長い文章は空白なしで続く。" * 20

    found = written(desk, [entry(desk, "new", TUESDAY, title=text)])

    assert text in found.plain.replace("\n  ", "")


# The mail


def parsed(content: bytes) -> EmailMessage:
    found = message_from_bytes(content, policy=POLICY)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def test_mail_has_both_forms_and_says_what_it_is(desk: Desk) -> None:
    made = written(desk, [entry(desk, "new", TUESDAY, title="Fähre fährt wieder – 漢字")])

    found = parsed(mail(made, ENVELOPE))

    assert found.get_content_type() == "multipart/alternative"
    plain, html = found.iter_parts()
    assert plain.get_content().replace("\r\n", "\n") == made.plain
    assert html.get_content().replace("\r\n", "\n") == made.html
    assert (plain.get_content_charset(), html.get_content_charset()) == ("utf-8", "utf-8")
    assert found["Subject"] == made.subject
    assert found["Message-ID"] == "<digest.ferries.2026-03-03@news.example>"
    assert found["List-Id"] == "<ferries.news.example>"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Date"].datetime == TUESDAY
    assert found["From"] == "News Desk <desk@news.example>"
    assert found["To"] == "ann@readers.example"


def test_same_digest_gives_the_same_bytes(desk: Desk) -> None:
    made = written(desk, [entry(desk, "new", TUESDAY)])

    assert mail(made, ENVELOPE) == mail(made, ENVELOPE)


@given(title=HOSTILE, headline=HOSTILE)
def test_no_text_gets_into_the_head_or_out_of_its_line(desk: Desk, title: str, headline: str) -> None:
    topic = replace(desk.topic(), title=f"{title}\r\nBcc: everybody@example.org\n\nbody")

    content = mail(written(desk, [entry(desk, "new", TUESDAY, title=headline)], topic=topic), ENVELOPE)

    found = parsed(content)
    assert set(found.keys()) == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "List-Id",
        "Auto-Submitted",
        "X-Auto-Response-Suppress",
        "MIME-Version",
        "Content-Type",
    }
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


# The server


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def office() -> Iterator[Office]:
    with opened() as found:
        yield found


def server(port: int, **given_: Any) -> Server:
    fields = {"host": "127.0.0.1", "tls": "none", "user": None, "password": None, "own_name": "[127.0.0.1]"}
    return Server(port=port, **{**fields, **given_})


def post(where: Server, *recipients: str, trusted: ssl.SSLContext | None = None, seconds: float = 5) -> list[Posted]:
    man = Postman(where, timeout=timedelta(seconds=seconds), tls=trusted)
    made = Digest(subject="News", plain="What is new\n.\nand what is not\n", html="<p>What is new</p>")
    mails = [(one, mail(made, replace(ENVELOPE, recipient=one))) for one in recipients]
    return list(man.post(ENVELOPE.sender, mails))


SENT = Posted(outcome="sent")


def test_server_gets_a_mail_for_each(office: Office) -> None:
    assert post(server(office.port), "ann@readers.example", "Bo <bo@readers.example>") == [SENT, SENT]

    assert [recipient for recipient, _ in office.got] == ["ann@readers.example", "bo@readers.example"]
    assert [found["To"] for _, found in office.got] == ["ann@readers.example", "Bo <bo@readers.example>"]
    plain = office.got[0][1].get_body(("plain",))
    assert plain is not None
    assert "\n.\nand" in plain.get_content().replace("\r\n", "\n")


@pytest.mark.parametrize("way", ["starttls", "tls"])
def test_password_goes_over_tls(tls: tuple[ssl.SSLContext, ssl.SSLContext], way: Any) -> None:
    offering, trusting = tls
    given_: dict[str, Any] = {"tls": offering} if way == "starttls" else {"at_once": offering}
    with opened(asks=True, **given_) as office:
        found = post(
            server(office.port, tls=way, user=USER, password=PASSWORD), "ann@readers.example", trusted=trusting
        )

    assert found == [SENT]
    assert len(office.got) == 1
    assert office.logins == 1


def test_certificate_that_nobody_trusts_is_refused(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with opened(tls=tls[0], asks=True) as office:
        [found] = post(server(office.port, tls="starttls", user=USER, password=PASSWORD), "ann@readers.example")

    assert (found.outcome, office.logins, office.got) == ("away", 0, [])
    assert "its certificate is refused" in (found.error or "")


def test_server_without_starttls_gets_neither_password_nor_mail() -> None:
    with opened() as office:
        [found] = post(server(office.port, tls="starttls", user=USER, password=PASSWORD), "ann@readers.example")

    assert found == Posted(outcome="away", error="STARTTLS extension not supported by server.")
    assert (office.logins, office.got) == (0, [])


def test_wrong_password_is_told_but_not_shown(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with opened(tls=tls[0], asks=True) as office:
        where = server(office.port, tls="starttls", user=USER, password="wrong-one")
        [found] = post(where, "ann@readers.example", trusted=tls[1])

    assert found == Posted(outcome="away", error="did not let us in: 535")
    assert "wrong-one" not in repr(where)


def test_password_that_smtp_does_not_know_is_not_shown(tls: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
    with opened(tls=tls[0], asks=True) as office:
        where = server(office.port, tls="starttls", user=USER, password="pässword")
        [found] = post(where, "ann@readers.example", trusted=tls[1])

    assert found.outcome == "away"
    assert "ä" not in (found.error or "")


def test_refused_recipient_costs_the_others_nothing(office: Office) -> None:
    office.recipients = {"gone@readers.example": "550 No such user", "full@readers.example": "452 Mailbox is full"}

    found = post(server(office.port), "gone@readers.example", "full@readers.example", "ann@readers.example")

    assert found == [
        Posted(outcome="refused", error="refused the recipient: 550 No such user"),
        Posted(outcome="failed", error="refused the recipient: 452 Mailbox is full"),
        SENT,
    ]


def test_refused_mail_is_told_from_one_that_has_to_wait(office: Office) -> None:
    office.data = "554 We take no news"
    assert [one.outcome for one in post(server(office.port), "ann@readers.example")] == ["refused"]
    office.data = "451 Come back later"
    assert [one.outcome for one in post(server(office.port), "ann@readers.example")] == ["failed"]


def test_server_that_is_down_is_away() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

    assert (
        post(server(port), "a@x.example", "b@x.example")
        == [Posted(outcome="away", error="cannot be reached: Connection refused")] * 2
    )


def test_server_that_hangs_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]

        assert post(server(port), "a@x.example", seconds=0.2) == [Posted(outcome="away", error="no answer in time")]


def test_way_to_a_server_that_never_ends_can_be_broken_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        man = Postman(server(listening.getsockname()[1]), timeout=timedelta(seconds=30))
        found: list[Posted] = []
        thread = threading.Thread(target=lambda: found.extend(man.post("a@x.example", [("b@x.example", b"x\r\n")])))
        thread.start()
        connection, _ = listening.accept()
        with closing(connection):
            connection.sendall(b"220 mail.example\r\n")
            connection.recv(100)
            man.abort()
            thread.join(5)

    assert not thread.is_alive()
    assert [one.outcome for one in found] == ["away"]


def test_once_stopped_no_further_mail_begins(office: Office) -> None:
    man = Postman(server(office.port))
    posted = man.post(ENVELOPE.sender, [(one, b"Subject: x\r\n\r\nx\r\n") for one in ("a@x.example", "b@x.example")])

    assert next(posted) == SENT
    man.stop()
    assert list(posted) == []
    assert len(office.got) == 1
