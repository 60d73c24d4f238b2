"""Entries name the feed that they came from, as it calls itself, and nobody's secret; feeds name the site's hubs."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from bot.config import FeedSource, FolderSource
from bot.model import Origin
from bot.publication import origins
from bot.store.database import Database, open_database
from bot.store.sources import FeedState, save_feed
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import FIRE, Newsroom, said

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HARBOUR = FeedSource(name="harbour", title="Harbour", feed="https://ada:pw@post.example/feed?all=1")
STATE = FeedState(url="https://post.example/feed?all=1", title="Harbour Post: all", home="https://post.example/")


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return open_database(tmp_path / "storyfold.db")


def named(database: Database, *sources: FeedSource | FolderSource) -> dict[str, Origin]:
    return origins.origins(sources, database)


def say(database: Database, state: FeedState) -> str:
    with database.writing() as connection:
        save_feed(connection, "harbour", state)
    return origins.edition(database)


def test_a_feed_is_named_as_it_calls_itself_without_user_and_password(database: Database):
    say(database, STATE)

    home = Origin(title="Harbour Post: all", url="https://post.example/feed?all=1", home="https://post.example/")
    assert named(database, HARBOUR) == {"harbour": home}


def test_a_feed_that_was_never_read_is_named_as_it_is_configured(database: Database):
    assert named(database, HARBOUR) == {"harbour": Origin(title="Harbour", url="https://post.example/feed?all=1")}


def test_what_is_stored_of_another_url_is_nothing_of_this_feed(database: Database):
    say(database, replace(STATE, url="https://post.example/old", title="Somebody else"))

    assert named(database, HARBOUR)["harbour"].title == "Harbour"


def test_a_feed_that_moved_for_good_is_where_it_is_now(database: Database):
    say(database, replace(STATE, moved_to="https://new.example/feed"))

    assert named(database, HARBOUR)["harbour"].url == "https://new.example/feed"


def test_private_feeds_and_folders_are_not_named(database: Database):
    secret = HARBOUR.model_copy(update={"private": True})

    assert named(database, secret, FolderSource(name="drop", folder=Path("drop"))) == {}


@pytest.mark.parametrize(
    ("url", "public"),
    [
        ("https://post.example/feed?format=rss&token=s3cr3t", "https://post.example/feed?format=rss"),
        ("https://post.example/feed?key=0123456789", "https://post.example/feed"),
        ("https://post.example/feed?9f8e7d6c5b4a39281706", "https://post.example/feed"),
        ("https://ada:pw@post.example/feed#top", "https://post.example/feed"),
        ("https://post.example/for/9f8e7d6c5b4a39281706f5e4/rss", None),
        ("https://post.example/for/9f8e7d6c-5b4a-3928-1706-f5e4d3c2b1a0.xml", None),
        ("https://post.example/2026/03/some-long-headline-of-the-day.xml", "https://post.example/2026/03/some-long-headline-of-the-day.xml"),
        ("https://post.example/internationalnewsheadlines/rss", "https://post.example/internationalnewsheadlines/rss"),
    ],
)  # fmt: skip
def test_no_secret_of_a_url_is_published(url: str, public: str | None):
    assert origins.public(url) == public


def test_the_edition_changes_with_what_a_feed_says_of_itself_and_with_nothing_else(database: Database):
    before = say(database, STATE)

    assert say(database, replace(STATE, etag='"2"', polled_at=MONDAY, polls=7)) == before
    for news in (
        replace(STATE, title="Harbour Post & Sons"),
        replace(STATE, title="Harbour Post & Sons", home=None),
        replace(STATE, title="Harbour Post & Sons", home=None, moved_to="https://new.example/feed"),
    ):
        assert say(database, news) != before
        before = origins.edition(database)


# Asked for nothing, and yet the one that the stories came from.
FEED = "    feed: https://ada:pw@post.example/feed?token=s3cr3t\n    enabled: false\n"
SOURCE = "{*}entry/{*}source"


def test_an_entry_names_its_feed_and_is_written_anew_when_that_calls_itself_otherwise(tmp_path: Path):
    config = CONFIG.replace("    folder: ../wire\n", FEED)
    newsroom = Newsroom(Desk(tmp_path, config.replace("site:\n", "site:\n  hubs: [https://hub.example/]\n")))
    newsroom.run((MORNING, [said("1", FIRE)]))
    feed = etree.fromstring(newsroom.desk.published()["topics/all.atom"])
    assert [node.get("href") for node in feed.iterfind("{*}link[@rel='hub']")] == ["https://hub.example/"]
    assert feed.findtext(f"{SOURCE}/{{*}}title") == "The Desk"
    updated = feed.findtext("{*}updated")

    database = open_database(newsroom.desk.database())
    with database.writing() as connection:
        save_feed(connection, "desk", FeedState(url="https://post.example/feed?token=s3cr3t", title="Harbour & Sons"))
    database.close()
    newsroom.run((MORNING, []))

    feed = etree.fromstring(newsroom.desk.published()["topics/all.atom"])
    assert feed.findtext(f"{SOURCE}/{{*}}title") == "Harbour & Sons"
    assert feed.findtext("{*}updated") == updated  # nothing that readers have to hear of
    assert not [
        path for path, content in newsroom.desk.published().items() if b"s3cr3t" in content or b"ada:pw" in content
    ]
