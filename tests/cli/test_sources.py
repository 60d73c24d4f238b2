"""`storyfold sources`: how each source is doing, at every width, for people and for scripts; nothing secret, nobody disturbed."""

import json
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Identity
from bot.store.database import open_database
from bot.store.sources import FeedState, save_feed
from bot.store.subscriptions import Subscription, save
from tests.desk import CONFIG, Desk

SECRETS = ("hunter2", "anna", "s3cr3t-t0ken-of-the-feed")
FEEDS = """\
  - {name: harbour-post, title: The Harbour Post, feed: "https://harbour.example/feed.xml"}
  - {name: broken, feed: "https://anna:hunter2@broken.example/feed?key=s3cr3t-t0ken-of-the-feed&lang=en"}
  - {name: moved, feed: "http://old.example/rss"}
  - {name: vanished, feed: "https://vanished.example/rss"}
  - {name: busy, feed: "https://busy.example/rss", websub: false}
  - {name: fresh, feed: "https://fresh.example/rss"}
  - {name: resting, feed: "https://resting.example/rss", enabled: false}
"""


def state(url: str, now: datetime, **changes: object) -> FeedState:
    values: dict[str, object] = {
        "url": url,
        "read_at": now - timedelta(minutes=17),
        "next_poll_at": now + timedelta(minutes=43, seconds=5),
        "because": "the publisher asks for 2 h",
        "polls": 1204,
        "unchanged": 1100,
        "failed": 3,
        "identity": "guid",
    }
    return FeedState(**values | changes)  # type: ignore[arg-type]


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A desk whose feeds are in every state, with stories that two of them have."""
    desk.configure(CONFIG + FEEDS)
    desk.drop("fire.txt", "Title: Fire at the mill\n\nIt burned all night, and the mill is gone.\n")
    now = datetime.now(UTC)
    database = open_database(desk.database())
    with database.writing() as connection:
        save_feed(connection, "harbour-post", state("https://harbour.example/feed.xml", now))
        error = "https://broken.example/feed?key=s3cr3t-t0ken-of-the-feed: answered 500 [Internal]\x1b[31m"
        save_feed(
            connection, "broken", state("https://broken.example/feed", now, failures=4, error=error, read_at=None)
        )
        link: Identity = "link"
        moved = state(
            "http://old.example/rss",
            now,
            moved_to="https://new.example/rss?token=s3cr3t-t0ken-of-the-feed",
            identity=link,
            identity_because="its guids change at every poll",
        )
        save_feed(connection, "moved", moved)
        gone = state("https://vanished.example/rss", now, gone_since=now - timedelta(days=3), error="answered 410")
        save_feed(connection, "vanished", gone)
        save_feed(connection, "busy", state("https://busy.example/rss", now, error="answered 429", failures=1))
        save_feed(connection, "resting", state("https://resting.example/rss", now))
    database.close()
    sight(desk, now)
    return desk


def sight(desk: Desk, now: datetime) -> None:
    """Three clusters: one that only `harbour-post` has, one that `moved` had after it, one the other way round."""

    def stored(when: datetime) -> str:
        return when.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    connection = sqlite3.connect(desk.database())
    seen = [
        ("harbour-post", "alone", "alone", 1),
        ("harbour-post", "both", "both", 26),
        ("moved", "both", "both", 25),
        ("harbour-post", "both-more", "both", 24.5),
        ("moved", "other", "other", 60),
        ("moved", "other-again", "other", 59),
        ("harbour-post", "other-too", "other", 58),
        ("moved", "other-late", "other", 57),
        ("moved", "long-ago", "long-ago", 1000),
    ]
    for cluster in ("alone", "both", "other", "long-ago"):
        connection.execute("INSERT INTO cluster (key, id, changed) VALUES (?, ?, 0)", (cluster, f"tag:{cluster}"))
    for source, story, cluster, hours in seen:
        when = stored(now - timedelta(hours=hours))
        connection.execute(
            "INSERT INTO story (key, source, title, text, html, first_seen, authors, outlet, categories, enclosures, digest,"
            " revision, revised, cluster, copy, status)"
            " VALUES (?, ?, 't', 't', 't', ?, '[]', '', '[]', '[]', 'd', 1, ?, ?, ?, 'usable') ON CONFLICT DO NOTHING",
            (story, source, when, when, cluster, cluster),
        )
        connection.execute(
            "INSERT INTO sighting (source, entry, story, seen, digest) VALUES (?, ?, ?, ?, 'd')",
            (source, story, story, when),
        )
    until = stored(now + timedelta(hours=3))
    connection.execute("INSERT INTO host VALUES ('busy.example', ?, 'the server asked for a pause of 3 h')", (until,))
    connection.commit()
    connection.close()


def rows(desk: Desk) -> dict[str, dict[str, object]]:
    result = desk.run("sources", "-c", str(desk.config), "--json")
    return {row["name"]: row for row in map(json.loads, result.out.splitlines())}


def test_every_source_is_in_its_state_in_the_order_of_the_configuration(full: Desk) -> None:
    assert [(name, row["state"]) for name, row in rows(full).items()] == [
        ("desk", "never read"),
        ("harbour-post", "ok"),
        ("broken", "failing"),
        ("moved", "ok"),
        ("vanished", "gone"),
        ("busy", "paused"),
        ("fresh", "never read"),
        ("resting", "off"),
    ]


def test_row_has_every_fact(full: Desk) -> None:
    found = rows(full)

    harbour = found["harbour-post"]
    assert (harbour["title"], harbour["location"]) == ("The Harbour Post", "https://harbour.example/feed.xml")
    assert (harbour["polls"], harbour["unchanged"], harbour["failed"]) == (1204, 1100, 3)
    assert (harbour["because"], harbour["identity"], harbour["websub"]) == (
        "the publisher asks for 2 h",
        "guid",
        "none",
    )
    assert (harbour["error"], harbour["notes"]) == (None, [])
    assert found["busy"]["websub"] == "off"
    assert found["busy"]["because"] == "the server asked for a pause of 3 h"
    assert found["resting"]["next_read"] is None
    assert found["desk"]["polls"] is None
    moved = " ".join(found["moved"]["notes"])  # type: ignore[call-overload]
    assert "moved for good: put https://new.example/rss?token=" in moved
    assert "told apart by link: its guids change at every poll" in moved
    assert "take it out of the configuration" in str(found["vanished"]["notes"])


def test_duplicates_are_entries_whose_event_another_source_had_before(full: Desk) -> None:
    found = rows(full)

    # both-more came after `moved` had the event; other-too after `moved` too.
    assert (found["harbour-post"]["entries"], found["harbour-post"]["duplicates"]) == (4, 2)
    # both was there; other-late came after `harbour-post` had it. Its own second word on an event is none.
    assert (found["moved"]["entries"], found["moved"]["duplicates"]) == (5, 2)


def test_new_entries_are_counted_by_day_of_the_last_seven(full: Desk) -> None:
    found = rows(full)
    new = found["moved"]["new"]
    assert isinstance(new, dict)

    today = datetime.now(UTC).date()
    assert list(new) == [(today - timedelta(days=ago)).isoformat() for ago in range(6, -1, -1)]
    assert sum(new.values()) == 4  # not the one of long ago


@pytest.mark.parametrize("columns", [80, 120, 200])
def test_table_fits_its_width_and_tells_all(full: Desk, columns: int) -> None:
    result = full.run("sources", "-c", str(full.config), env={"COLUMNS": str(columns)})

    assert max(map(len, result.out.splitlines())) <= columns
    assert [line for line in result.out.splitlines() if line != line.rstrip()] == []  # it is pasted into mails
    assert "\x1b" not in result.out
    flat = " ".join(result.out.split())
    for expected in ("harbour-post", "never read", "17 min ago", "in 43 min", "gone", "2 (50%)", "answered 500"):
        assert expected in flat
    assert result.err == ""


def test_no_secret_is_ever_shown(full: Desk) -> None:
    shown = [full.run("sources", "-c", str(full.config), *more).out for more in ([], ["--json"])]

    assert [secret for secret in SECRETS for out in shown if secret in out] == []
    assert all("broken.example" in out for out in shown)


def test_a_writer_is_not_disturbed_and_does_not_disturb(full: Desk) -> None:
    writer = sqlite3.connect(full.database(), isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("INSERT INTO setting VALUES ('x', 'y')")
    before = full.database().read_bytes()

    assert "harbour-post" in rows(full)

    assert full.database().read_bytes() == before
    writer.execute("COMMIT")
    writer.close()


def test_without_a_database_it_says_what_to_do(desk: Desk) -> None:
    result = desk.run("sources", "-c", str(desk.config), code=1)

    assert result.out == ""
    assert "there is no database yet; run `storyfold once` first" in result.err
    assert len(result.err.splitlines()) == 1
    assert not desk.database().parent.exists()


def test_feed_that_its_hub_pushes_is_next_asked_a_day_after_the_last_time(full: Desk) -> None:
    now = datetime.now(UTC).replace(microsecond=0)
    polled = now - timedelta(hours=3)
    database = open_database(full.database())
    with database.writing() as connection:
        for name in ("fresh", "busy"):
            due = state(
                f"https://{name}.example/rss",
                now,
                polled_at=polled,
                next_poll_at=polled,
                because="every 5 s, as configured",
            )
            save_feed(connection, name, due)
            lease = Subscription(
                token=name,
                source=name,
                hub="https://hub.example/",
                topic=due.url,
                base_url="https://desk.example",
                state="active",
                next_ask_at=now + timedelta(days=4),
                confirmed_at=polled,
                expires_at=now + timedelta(days=5),
            )
            save(connection, [lease], [])
    database.close()

    shown = rows(full)

    assert shown["fresh"]["next_read"] == (polled + timedelta(days=1)).isoformat().replace("+00:00", "Z")
    assert shown["fresh"]["because"] == "its hub pushes; asked once a day"
    assert shown["busy"]["because"] != "its hub pushes; asked once a day"  # `websub: false`
