"""The whole site as files for any host: as the service publishes it, and with what a host cannot know by itself."""

import gzip
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest

from bot import editing
from bot.config import load
from bot.errors import PublishError
from bot.exporting import Exported, export
from bot.store.database import open_database
from bot.store.editorial import Wanted
from tests.desk import MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

TOPICS = """\
topics:
  - {slug: fires, title: Fires, rules: {any: [fire]}}
  - {slug: all, title: Everything, rules: {any: [the]}, limit: 1}
  - {slug: waters, title: Night desk, private: true, rules: {any: [Esker]}}
"""
MILL, RIVER = f"clusters/{'fire':0>20}.html", f"clusters/{'flood':0>20}.html"
FIRST = "dam"  #: of stories that are as new, this one's event stands before that of `fire`
APRIL = datetime.fromisoformat("2026-04-02T06:00:00Z")


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(Desk(tmp_path / "desk", topics=TOPICS))


def put(newsroom: Newsroom, now: datetime = MORNING + HOUR, to: Path | None = None, **given: Any) -> Exported:
    database = open_database(newsroom.desk.database(), migrate=False)
    before = newsroom.desk.query("SELECT count(*) FROM archive WHERE is_due"), database.path.read_bytes()
    try:
        done = export(load(newsroom.desk.config), database, to or out(newsroom), now, **given)
    finally:
        database.close()
    assert (newsroom.desk.query("SELECT count(*) FROM archive WHERE is_due"), database.path.read_bytes()) == before
    return done


def out(newsroom: Newsroom) -> Path:
    return newsroom.desk.root / "out"


def files(newsroom: Newsroom) -> dict[str, bytes]:
    found = (path for path in out(newsroom).rglob("*") if path.is_file() and path.suffix not in {".gz", ".br"})
    return {str(path.relative_to(out(newsroom))): path.read_bytes() for path in found if not path.name.startswith(".")}


def test_feeds_are_those_of_the_service_and_pages_are_without_the_search(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE)]))

    done = put(newsroom)

    public, there = newsroom.desk.published(), files(newsroom)
    assert there.keys() - public.keys() == {"404.html", "_headers", "_redirects"}
    assert public.keys() <= there.keys()
    assert done == Exported(written=len(there), unchanged=0, removed=0)
    for path in public:
        if path.endswith(".html"):
            assert b'role="search"' not in there[path]
            assert b'role="search"' in public[path]
        else:
            assert there[path] == public[path]
    page = out(newsroom) / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == page.read_bytes()
    assert page.with_name("index.html.gz").stat().st_mtime_ns == page.stat().st_mtime_ns


def test_only_what_changed_is_touched_and_what_others_put_there_stays(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    put(newsroom)
    (out(newsroom) / "CNAME").write_text("news.example")
    before = {path: (out(newsroom) / path).stat().st_mtime_ns for path in files(newsroom)}

    assert put(newsroom).written == 0
    newsroom.run((MORNING + HOUR, [said(FIRST, FLOOD)]))
    put(newsroom)

    after = {path: (out(newsroom) / path).stat().st_mtime_ns for path in files(newsroom)}
    assert {path for path in before if after[path] == before[path]} >= {"CNAME", "topics/fires.atom", "404.html"}
    assert after["topics/all.atom"] != before["topics/all.atom"]
    assert f"clusters/{FIRST:0>20}.html" in after


def test_events_that_a_topic_has_no_room_for_have_their_page_as_archives_lead_there(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said(FIRST, FLOOD)]), (APRIL, []))
    for path in (newsroom.desk.public / "clusters").iterdir():
        path.unlink()

    put(newsroom, APRIL)

    [archive] = [path for path in files(newsroom) if path.startswith("topics/all/") and path.endswith(".atom")]
    led = {entry.link.rsplit("/", 1)[1] for entry in feedparser.parse(files(newsroom)[archive]).entries}
    assert {f"clusters/{key}.html" for key in led} <= files(newsroom).keys()
    assert len(led) == 2


def test_page_of_an_event_that_a_topic_has_no_room_for_leads_to_no_source_without_a_page(newsroom: Newsroom) -> None:
    newsroom.desk.configure(topics="topics:\n  - {slug: all, title: Everything, rules: {any: [the]}, limit: 1}\n")
    dam = said(FIRST, FLOOD, at=MORNING + HOUR)
    coast = replace(dam, story=replace(dam.story, source="coast", published=MORNING + HOUR))
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [coast]), (APRIL, []))

    put(newsroom, APRIL)

    assert "../sources/desk" in files(newsroom)[MILL].decode()
    assert b"None of its stories is in a topic" in files(newsroom)["sources/desk.html"]


def test_nothing_that_only_private_topics_show_is_there_or_stays(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    put(newsroom)
    assert RIVER in files(newsroom)
    assert not any("waters" in path or b"Night desk" in content for path, content in files(newsroom).items())

    newsroom.desk.configure(topics=TOPICS.replace("title: Everything,", "title: Everything, private: true,"))
    put(newsroom)  # before the service heeds it
    assert RIVER not in files(newsroom)
    newsroom.run((MORNING + HOUR, []))
    done = put(newsroom)

    assert done.removed == 0
    assert not any(b"Esker" in content for content in files(newsroom).values())
    assert b"This topic is gone" in files(newsroom)["topics/all.html"]


def test_page_of_a_story_that_is_withdrawn_says_so_ever_after(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    put(newsroom)
    newsroom.run((MORNING + HOUR, [said("flood", FLOOD, 2, MORNING + HOUR, status="canceled")]))

    put(newsroom, MORNING + 2 * HOUR)

    assert b"Esker" not in files(newsroom)[RIVER]
    assert b"was withdrawn" in files(newsroom)[RIVER]


def test_event_that_was_merged_leads_to_the_other(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    put(newsroom)
    database = open_database(newsroom.desk.database())
    editing.decide(database, Wanted(kind="merge", story=f"{'fire':0>20}", other=f"{'flood':0>20}"), "cli", MORNING)
    database.close()
    newsroom.run((MORNING + HOUR, []))

    put(newsroom, MORNING + 2 * HOUR)

    assert b"This is part of another event" in files(newsroom)[RIVER] + files(newsroom)[MILL]


def test_topics_that_are_elsewhere_or_gone_say_so_and_subscribers_read_on(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    put(newsroom)
    renamed = TOPICS.replace("{slug: all,", "{slug: wire, formerly: [all],")
    newsroom.desk.configure(topics=renamed.replace("  - {slug: fires, title: Fires, rules: {any: [fire]}}\n", ""))
    newsroom.run((MORNING + HOUR, []))

    put(newsroom, MORNING + 2 * HOUR)

    there = files(newsroom)
    assert b'content="0; url=wire"' in there["topics/all.html"]
    assert b'<link rel="canonical" href="http://127.0.0.1:8000/topics/wire">' in there["topics/all.html"]
    for end in ("atom", "rss", "json"):
        assert there[f"topics/all.{end}"] == there[f"topics/wire.{end}"]
        assert f"topics/fires.{end}" not in there
    assert b"This topic is gone" in there["topics/fires.html"]
    assert "/topics/all /topics/wire 301\n" in there["_redirects"].decode()
    assert "/topics/all.atom /topics/wire.atom 301\n" in there["_redirects"].decode()
    assert there["_redirects"].decode().endswith("/topics/all/* /topics/wire/:splat 301\n")


def test_another_address_is_in_every_document_and_before_every_rule(newsroom: Newsroom) -> None:
    newsroom.desk.configure(topics=TOPICS)
    newsroom.run((MORNING, [said("fire", FIRE)]))

    put(newsroom, base_url="https://news.example/wire")

    there = files(newsroom)
    assert not any(b"127.0.0.1" in content for content in there.values())
    assert b'href="https://news.example/wire/topics/fires.atom"' in there["topics/fires.atom"]
    assert b'href="https://news.example/wire/static/style.css"' in there["404.html"]
    rules = there["_headers"].decode()
    assert rules.startswith("/wire/*\n  Content-Security-Policy: default-src 'none'; ")
    block = "Content-Type: application/atom+xml; charset=utf-8\n  Access-Control-Allow-Origin: *\n"
    assert f"/wire/topics/fires.atom\n  {block}" in rules
    assert all(line.count("*") == line.endswith("/*") for line in rules.splitlines() if line.startswith("/"))


def test_the_folder_of_the_service_is_refused(newsroom: Newsroom) -> None:
    newsroom.run((MORNING, []))

    with pytest.raises(PublishError, match="is in the data folder of the service"):
        put(newsroom, to=newsroom.desk.public)
