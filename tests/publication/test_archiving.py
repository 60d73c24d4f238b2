"""Months that are over are published as documents of their own, and only written when something in them changed."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from lxml import etree

from tests.desk import CONFIG, MORNING, TOPICS, Desk
from tests.newsroom import FIRE, FLOOD, Newsroom, said

APRIL = datetime(2026, 4, 1, tzinfo=UTC)
MAY = datetime(2026, 5, 1, tzinfo=UTC)
ENTRY = "{http://www.w3.org/2005/Atom}entry"
LINK = "{http://www.w3.org/2005/Atom}link"
MARCH_ATOM = "topics/all/2026-03.atom"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Desk(tmp_path))


def archives(newsroom: Newsroom) -> set[str]:
    return {path for path in newsroom.desk.published() if re.fullmatch(r"topics/[^/]+/\d{4}-\d\d(-\d+)?\.\w+", path)}


def previous(document: bytes) -> str | None:
    found = [
        node.get("href") for node in etree.fromstring(document).iterchildren(LINK) if node.get("rel") == "prev-archive"
    ]
    return found[0] if found else None


def test_a_month_is_published_when_it_is_over_though_nothing_else_happens(newsroom: Newsroom):
    reports = newsroom.run((MORNING, [said("1", FIRE)]), (APRIL - timedelta(seconds=1), []), (APRIL, []), (MAY, []))

    assert [report.written > 0 for report in reports] == [True, False, True, False]
    assert archives(newsroom) == {MARCH_ATOM, "topics/all/2026-03.rss"}
    found = newsroom.desk.published()
    assert previous(found["topics/all.atom"]) == "http://127.0.0.1:8000/topics/all/2026-03.atom"
    assert previous(found["topics/visits.atom"]) is None
    [entry] = etree.fromstring(found[MARCH_ATOM]).iter(ENTRY)
    [in_feed] = etree.fromstring(found["topics/all.atom"]).iter(ENTRY)
    assert etree.tostring(entry, method="c14n") == etree.tostring(in_feed, method="c14n")


def test_who_starts_late_finds_what_who_ran_all_the_time_wrote(newsroom: Newsroom, tmp_path: Path):
    newsroom.run((MORNING, [said("1", FIRE)]), (APRIL, []), (APRIL + timedelta(days=1), []))
    late = Newsroom(Desk(tmp_path / "late"))
    late.run((MORNING, [said("1", FIRE)]))
    late.run((APRIL + timedelta(days=9), []))

    same = archives(newsroom) | {"topics/all.atom", "topics/all.rss"}
    assert {path: newsroom.desk.published()[path] for path in same} == {
        path: late.desk.published()[path] for path in same
    }


def test_what_there_is_no_more_room_for_is_in_the_archive(newsroom: Newsroom):
    newsroom.desk.configure(topics=TOPICS.replace("title: Everything", "title: Everything\n    limit: 1"))
    newsroom.run(
        (MORNING, [said("1", FIRE)]),
        (MORNING + timedelta(hours=1), [said("2", FLOOD, at=MORNING + timedelta(hours=1))]),
        (APRIL, []),
    )

    assert newsroom.titles() == ["River bursts its banks"]
    titles = [node.findtext("{*}title") for node in etree.fromstring(newsroom.desk.published()[MARCH_ATOM]).iter(ENTRY)]
    assert sorted(titles) == ["Fire at the mill", "River bursts its banks"]


def test_what_is_withdrawn_leaves_its_archive_and_the_last_takes_it_along(newsroom: Newsroom):
    newsroom.run((MORNING, [said("1", FIRE), said("2", FLOOD)]), (APRIL, []))
    before = (newsroom.desk.public / MARCH_ATOM).stat().st_mtime_ns

    newsroom.run((APRIL, [said("1", FIRE, 2, APRIL, status="canceled")]))
    document = (newsroom.desk.public / MARCH_ATOM).read_bytes()
    assert (newsroom.desk.public / MARCH_ATOM).stat().st_mtime_ns != before
    assert [node.findtext("{*}title") for node in etree.fromstring(document).iter(ENTRY)] == [FLOOD[0]]
    assert newsroom.names(FIRE) == set()
    newsroom.run((APRIL, [said("2", FLOOD, 2, APRIL, status="canceled")]))
    assert archives(newsroom) == set()
    assert previous(newsroom.desk.published()["topics/all.atom"]) is None
    gone = [
        node.get("ref")[-1]
        for node in etree.fromstring(newsroom.desk.published()["topics/all.atom"]).iter("{*}deleted-entry")
    ]
    assert gone == ["1", "2"]


def test_an_archive_that_somebody_removed_is_there_again_after_a_start(newsroom: Newsroom):
    newsroom.run((MORNING, [said("1", FIRE)]), (APRIL, []))
    (newsroom.desk.public / MARCH_ATOM).unlink()

    newsroom.run((APRIL, []))
    assert MARCH_ATOM in archives(newsroom)


def test_archives_follow_their_topic_to_another_slug_and_away(newsroom: Newsroom):
    newsroom.run((MORNING, [said("1", FIRE)]), (APRIL, []))
    newsroom.desk.configure(topics=TOPICS.replace("slug: all", "slug: every\n    formerly: [all]"))
    newsroom.run((APRIL, []))
    assert archives(newsroom) == {"topics/every/2026-03.atom", "topics/every/2026-03.rss"}

    newsroom.desk.configure(topics=TOPICS.partition("  - slug: all")[0])
    newsroom.run((APRIL, []))
    assert archives(newsroom) == set()


def test_an_empty_topic_is_from_when_it_was_first_published(newsroom: Newsroom):
    for when in (MORNING, APRIL):
        newsroom.run((when, []))
        feed = etree.fromstring(newsroom.desk.published()["topics/all.atom"])
        assert feed.findtext("{*}updated") == "2026-03-02T06:00:00.000000Z"


@pytest.mark.parametrize("was_renamed", [False, True])
def test_feed_is_never_older_than_it_was_before_its_first_entry(newsroom: Newsroom, was_renamed: bool):
    newsroom.run((APRIL, []))
    slug = "all"
    if was_renamed:
        slug = "every"
        newsroom.desk.configure(topics=TOPICS.replace("slug: all", "slug: every\n    formerly: [all]"))
    newsroom.run((APRIL + timedelta(hours=1), [said("1", FIRE)]))

    found = newsroom.desk.published()
    atom = etree.fromstring(found[f"topics/{slug}.atom"])
    assert len(list(atom.iter(ENTRY))) == 1
    assert atom.findtext("{*}updated", "") >= APRIL.isoformat()[:19]
    assert (
        parsedate_to_datetime(etree.fromstring(found[f"topics/{slug}.rss"]).findtext("channel/lastBuildDate")) >= APRIL
    )


def test_feed_is_never_older_than_while_its_first_entries_were_held_back(newsroom: Newsroom):
    newsroom.run((MORNING, [said("1", FIRE)]))
    newsroom.desk.configure(topics=TOPICS + "  - {slug: late, title: Late, hold: 3h, rules: {any: [the]}}\n")
    newsroom.run((MORNING + timedelta(minutes=2), []))
    before = etree.fromstring(newsroom.desk.published()["topics/late.atom"]).findtext("{*}updated", "")
    newsroom.run((MORNING + timedelta(hours=4), []))

    atom = etree.fromstring(newsroom.desk.published()["topics/late.atom"])
    assert len(list(atom.iter(ENTRY))) == 1
    assert atom.findtext("{*}updated", "") >= before > ""


def test_another_address_is_in_every_archive(newsroom: Newsroom):
    newsroom.run((MORNING, [said("1", FIRE)]), (APRIL, []))
    newsroom.desk.configure(CONFIG.replace("http://127.0.0.1:8000", "https://news.example"))
    newsroom.run((APRIL, []))

    assert b"127.0.0.1" not in b"".join(newsroom.desk.published()[path] for path in archives(newsroom))
