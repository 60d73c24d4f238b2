"""Whatever a feed does to its guids, links, dates and texts: a story stays one story, and no story is lost."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.cleaning.lineage import is_another, is_repost
from bot.cleaning.stories import story_key
from bot.fingerprints import marked
from bot.model import Delivery, Enclosure, Identity, Sighting, Story
from bot.store import stories
from bot.store.database import open_database
from bot.store.shelf import MOST_CANDIDATES, Shared, Shelf
from bot.store.stories import Kept, keep

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

SUBJECTS = "bridge harbour tunnel council stadium airport hospital library museum railway theatre market".split()


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    database = open_database(tmp_path / "storyfold.db")
    with database.writing() as opened:
        yield opened
    database.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a feed, before it is cleaned."""

    guid: str | None = None
    url: str | None = None
    title: str
    text: str
    published: datetime | None = MONDAY - HOUR
    markup: str = "p"

    def delivery(self, identity: Identity = "guid", arrived: datetime = MONDAY) -> Delivery:
        keys: dict[Identity, str] = {
            "guid": self.guid or self.url or self.title,
            "link": self.url or "",
            "link+title": f"{self.url}\n{self.title}",
            "content": f"{self.title}\n{self.text}",
        }
        entry = keys[identity]
        story = Story(
            key=story_key(self.url, "wire", entry),
            url=self.url,
            title=self.title,
            text=self.text,
            html=f"<{self.markup}>{self.text}</{self.markup}>",
            published=self.published,
            first_seen=arrived,
            source="wire",
            outlet="Wire",
        )
        return marked(story, entry=entry, own_key=story_key(None, "wire", entry), guid=self.guid)


def item(number: int) -> Item:
    subject = SUBJECTS[number % len(SUBJECTS)]
    words = " ".join(f"{subject}{letter * 4}" for letter in "abcdefghijklmnopqrst")
    return Item(
        guid=f"http://site.example/?p={number}",
        url=f"http://site.example/{subject}-{number}",
        title=f"News of the {subject}, part {number}",
        text=f"Report {number}. {words} {number}.",
        published=MONDAY - number * HOUR,
    )


FEED = [item(number) for number in range(10)]


def poll(
    connection: Connection, items: Sequence[Item], day: int = 0, identity: Identity = "guid", now: datetime = MONDAY
) -> Kept:
    arrived = now + day * DAY
    delivered = [one.delivery(identity, arrived) for one in items]
    return keep(connection, delivered, arrived, is_another, is_repost=is_repost, identity=identity)


def count(connection: Connection, table: str) -> int:
    return int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())


def entries(connection: Connection) -> set[str]:
    return set(connection.exec_driver_sql("SELECT entry FROM sighting").scalars())


def texts(connection: Connection) -> list[str]:
    return sorted(story.text for story in stories.unclustered(connection, 999))


# All keys at once


def https(url: str | None) -> str:
    return (url or "").replace("http:", "https:")


CHURNS: dict[str, Callable[[Item], Item]] = {
    "new guids": lambda one: replace(one, guid=f"new-{one.guid}"),
    "guids with another scheme": lambda one: replace(one, guid=https(one.guid), url=https(one.url)),
    "guids in another case": lambda one: replace(one, guid=(one.guid or "").upper()),
    "new guids and new dates": lambda one: replace(one, guid=f"new-{one.guid}", published=MONDAY + DAY),
    "new guids and no dates": lambda one: replace(one, guid=f"new-{one.guid}", published=None),
    "new guids and new titles": lambda one: replace(one, guid=f"new-{one.guid}", title=f"{one.title} (updated)"),
    "guids and pages of another platform": lambda one: replace(
        one, guid=f"post-{one.title}", url=f"https://new.example/{one.title[-6:]}"
    ),
    "another platform with other markup": lambda one: replace(
        one, guid=f"post-{one.title}", url=f"https://new.example/{one.title[-6:]}", markup="div"
    ),
    "new guids, links and dates": lambda one: replace(
        one, guid=f"new-{one.guid}", url=f"https://new.example/{one.title[-6:]}", published=MONDAY + DAY
    ),
    "session ids in links without guids": lambda one: replace(one, guid=None, url=f"{one.url}?sid=another"),
}


@pytest.mark.parametrize("change", CHURNS.values(), ids=CHURNS)
def test_stories_under_new_keys_are_the_same_stories(connection: Connection, change: Callable[[Item], Item]) -> None:
    poll(connection, FEED)

    kept = poll(connection, [change(one) for one in FEED], day=1)

    assert kept.new == 0
    assert kept.churn is not None
    assert count(connection, "story") == count(connection, "sighting") == len(FEED)
    assert {story.first_seen for story in stories.unclustered(connection, 99)} == {MONDAY}
    seen = {sighting.seen for one in stories.unclustered(connection, 99) for sighting in carried(connection, one)}
    assert seen == {MONDAY}


def test_entries_that_say_the_same_keep_a_sighting_each(connection: Connection) -> None:
    twice = [replace(one, guid=f"{one.guid}-{number}") for one in FEED for number in range(2)]
    poll(connection, twice)

    again = [replace(one, guid=f"new-{one.guid}") for one in twice]
    kept = poll(connection, again, day=1)

    assert (kept.new, kept.known) == (0, 20)
    assert entries(connection) == {one.guid for one in again}
    assert (count(connection, "story"), count(connection, "sighting")) == (10, 20)


def carried(connection: Connection, story: Story) -> list[Sighting]:
    return stories.sightings_of(connection, [story.key])[story.key]


def test_churn_is_reported_with_the_identity_to_use(connection: Connection) -> None:
    poll(connection, FEED)
    news = replace(item(11), guid="really-new")

    kept = poll(connection, [*(replace(one, guid=f"new-{one.guid}") for one in FEED[1:]), news], day=1)

    said = "9 of 10 guids are new but their stories are known: entries are told apart by link from now on"
    assert kept == Kept(new=1, known=9, churn=said, identity="link")


def test_guids_that_are_new_at_each_poll_are_told_apart_by_link_and_stay_one_story_each(connection: Connection) -> None:
    identity: Identity = "guid"
    reported = []
    for day in range(4):
        kept = poll(connection, [replace(one, guid=f"{day}-{one.guid}") for one in FEED], day, identity)
        identity = kept.identity or identity
        reported.append((kept.new, bool(kept.churn), identity))

    # The third poll has other keys because they are made of links now: nothing to report.
    assert reported == [(10, False, "guid"), (0, True, "link"), (0, False, "link"), (0, False, "link")]
    assert entries(connection) == {one.url for one in FEED}


def test_churn_where_links_are_shared_goes_on_by_link_and_title(connection: Connection) -> None:
    shared = [replace(one, url=f"http://site.example/{number // 2}") for number, one in enumerate(FEED)]
    poll(connection, shared)

    kept = poll(connection, [replace(one, guid=f"new-{one.guid}") for one in shared], day=1)

    assert (kept.new, kept.identity) == (0, "link+title")


def test_session_ids_at_each_poll_do_not_move_the_stories(connection: Connection) -> None:
    identity: Identity = "guid"
    for day in range(4):
        sessions = [replace(one, guid=None, url=f"{one.url}?sid={day}") for one in FEED]
        kept = poll(connection, sessions, day, identity)
        identity = kept.identity or identity
        if day == 2:
            before = stories.unclustered(connection, 99)

    assert (kept, identity) == (Kept(known=10), "content")
    assert stories.unclustered(connection, 99) == before
    assert all("sid=0" in (story.url or "") for story in before)


def test_move_to_another_platform_happens_once_and_guids_stay_what_tells_apart(connection: Connection) -> None:
    moved = [CHURNS["guids and pages of another platform"](one) for one in FEED]
    poll(connection, FEED)

    kept = poll(connection, moved, day=1)

    assert (kept.churn, kept.identity) == (
        "10 of 10 guids are new but their stories are known: entries were recognised by what they say",
        None,
    )
    assert poll(connection, moved, day=2) == Kept(known=10)
    assert {story.url for story in stories.unclustered(connection, 99)} == {one.url for one in moved}


def test_ten_new_stories_at_once_are_no_churn(connection: Connection) -> None:
    poll(connection, FEED)

    assert poll(connection, [item(number) for number in range(20, 30)], day=1) == Kept(new=10)


@pytest.mark.parametrize("identity", ["link", "link+title", "content", "guid"])
@pytest.mark.parametrize("size", [1, 3, 10])
def test_entries_are_recognised_when_something_else_tells_them_apart(
    connection: Connection, identity: Identity, size: int
) -> None:
    former: Identity = "link" if identity == "guid" else "guid"
    poll(connection, FEED[:size], identity=former)

    assert poll(connection, FEED[:size], day=1, identity=identity) == Kept(known=size)
    assert poll(connection, FEED[:size], day=2, identity=identity) == Kept(known=size)
    assert count(connection, "sighting") == size


# One key


def test_one_story_under_a_new_guid_is_known_by_its_page(connection: Connection) -> None:
    poll(connection, FEED)
    again = replace(FEED[3], guid="another")

    assert poll(connection, [*FEED[:3], again, *FEED[4:]], day=1) == Kept(known=10)
    assert "another" in entries(connection)
    assert FEED[3].guid not in entries(connection)


@pytest.mark.parametrize(
    "change", [{"text": f"{FEED[3].text} Corrected."}, {"title": "Another headline"}], ids=["text", "title"]
)
def test_one_story_under_a_new_guid_is_revised(connection: Connection, change: dict[str, str]) -> None:
    poll(connection, FEED)
    again = replace(FEED[3], guid="another", **change)

    kept = poll(connection, [*FEED[:3], again], day=1)

    assert (kept.new, len(kept.revised)) == (0, 1)
    assert again.text in texts(connection)


def test_guid_that_is_still_in_the_document_is_not_taken_away(connection: Connection) -> None:
    post = replace(FEED[3], guid="next-post", text=f"{FEED[3].text} And then some more.")
    poll(connection, FEED)

    assert poll(connection, [*FEED, post], day=1) == Kept(new=1, known=10)
    assert poll(connection, [*FEED, post], day=2) == Kept(known=11)


def test_posts_of_a_live_page_that_push_each_other_out_are_stories_of_their_own(connection: Connection) -> None:
    posts = [
        replace(item(number), url="http://site.example/live", title=f"Live: {item(number).title}")
        for number in range(10)
    ]

    kept = [poll(connection, posts[day : day + 3], day) for day in range(8)]

    assert sum(one.new for one in kept) == 10
    assert texts(connection) == sorted(post.text for post in posts)


def test_short_posts_of_a_live_page_under_one_title_are_stories_of_their_own(connection: Connection) -> None:
    posts = [
        Item(guid=f"post-{number}", url="http://site.example/live", title="Live: the match", text=f"Minute {number}.",
             published=MONDAY + number * HOUR)
        for number in range(10)
    ]  # fmt: skip

    kept = [poll(connection, posts[day : day + 3], day) for day in range(8)]

    assert sum(one.new for one in kept) == 10
    assert sum(len(one.revised) for one in kept) == 0


def test_releases_of_one_day_under_one_title_are_stories_of_their_own(connection: Connection) -> None:
    for number, text in enumerate(["Fish quota.", "Road works.", "Tax forms."]):
        url = f"http://site.example/{number}"
        release = Item(guid=url, url=url, title="Press release", text=text, published=MONDAY)
        assert poll(connection, [release], number) == Kept(new=1)


def test_all_entries_of_a_long_document_are_recognised(connection: Connection) -> None:
    long = [item(number) for number in range(1500)]
    poll(connection, long)

    kept = poll(connection, [replace(one, guid=f"new-{one.guid}") for one in long], day=1)

    assert (kept.new, kept.known, kept.identity) == (0, 1500, "link")
    assert count(connection, "sighting") == 1500


def test_daily_column_at_one_address_is_a_story_a_day(connection: Connection) -> None:
    for day in range(5):
        column = Item(guid=f"word-{day}", url="http://site.example/word", title=f"Word {day}", text=f"It is {day}.",
                      published=MONDAY + day * DAY)  # fmt: skip
        assert poll(connection, [column], day) == Kept(new=1)

    assert count(connection, "story") == 5


def test_short_notes_that_all_link_home_are_stories_of_their_own(connection: Connection) -> None:
    for number in range(4):
        note = Item(guid=f"note-{number}", url="http://site.example/", title=f"Note {number}", text=f"Number {number}.")
        assert poll(connection, [note], number) == Kept(new=1)


def test_notice_that_is_given_again_on_another_day_is_another_one(connection: Connection) -> None:
    for day in range(3):
        notice = Item(guid=f"notice-{day}", url=f"http://site.example/notice-{day}", title="No warnings",
                      text="There are no warnings in force.", published=MONDAY + day * DAY)  # fmt: skip
        assert poll(connection, [notice], day) == Kept(new=1)


def test_guid_used_again_for_another_story_is_another_story(connection: Connection) -> None:
    poll(connection, FEED[:3])
    other = replace(item(7), guid=FEED[0].guid)

    assert poll(connection, [other, *FEED[1:3]], day=1) == Kept(new=1, known=2)
    assert texts(connection) == sorted([other.text, *(one.text for one in FEED[:3])])
    assert poll(connection, FEED[:3], day=2) == Kept(known=3)  # and back: it was here before


def test_former_guid_that_comes_with_a_new_text_loses_nothing(connection: Connection) -> None:
    first = replace(FEED[0], url=None)
    renamed, other = replace(first, guid="second"), replace(item(7), url=None, guid=first.guid)
    poll(connection, [first])
    poll(connection, [renamed], day=1)

    assert poll(connection, [renamed, other], day=2) == Kept(new=1, known=1)
    assert texts(connection) == sorted([first.text, other.text])


# Texts and dates


def test_source_that_goes_to_and_fro_does_not_fill_the_table(connection: Connection) -> None:
    first, second = FEED[0], replace(FEED[0], text=f"{FEED[0].text} Corrected.")
    for day in range(9):
        poll(connection, [[first, second][day % 2]], day)

    assert count(connection, "story") == 1
    assert count(connection, "revision") == 2
    [(text, revised)] = connection.exec_driver_sql("SELECT text, revised FROM story").all()
    assert (text, revised[:10]) == (first.text, "2026-03-03")  # what was said before is not news


def test_third_text_after_going_to_and_fro_is_news(connection: Connection) -> None:
    versions = [FEED[0], *(replace(FEED[0], text=f"{FEED[0].text} {word}.") for word in ("Corrected", "Withdrawn"))]
    for day, version in enumerate([0, 1, 0, 1, 2]):
        poll(connection, [versions[version]], day)

    assert connection.exec_driver_sql("SELECT text FROM revision ORDER BY number").scalars().all() == [
        versions[0].text,
        versions[1].text,
    ]
    assert connection.exec_driver_sql("SELECT substr(revised, 1, 10) FROM story").scalar_one() == "2026-03-06"


@pytest.mark.parametrize(
    "published",
    [None, MONDAY + 400 * DAY, MONDAY - 4000 * DAY, MONDAY + DAY],
    ids=["undated", "future", "past", "later"],
)
def test_story_that_is_dated_anew_is_known(connection: Connection, published: datetime | None) -> None:
    poll(connection, FEED)

    assert poll(connection, [replace(one, published=published) for one in FEED], day=1) == Kept(known=10)
    assert poll(connection, FEED, day=2) == Kept(known=10)
    assert {story.published for story in stories.unclustered(connection, 99)} == {one.published for one in FEED}


def test_story_from_the_future_is_from_when_it_was_seen(connection: Connection) -> None:
    poll(connection, [replace(FEED[0], published=MONDAY + 400 * DAY)])

    [story] = stories.unclustered(connection, 9)
    assert (story.published, story.time) == (MONDAY + 400 * DAY, MONDAY)


def test_story_that_was_gone_comes_back_as_it_was(connection: Connection) -> None:
    poll(connection, FEED)
    poll(connection, FEED[5:], day=1)

    assert poll(connection, FEED, day=2) == Kept(known=10)


@pytest.mark.parametrize(
    "days, text, kept",
    [
        (300, "Christmas market opens with mulled wine.", Kept(new=1)),
        (300, "Easter market opens until Sunday, with more stalls.", Kept(revised=("",))),
        (30, "Christmas market opens with mulled wine.", Kept(revised=("",))),
    ],
    ids=["another text", "the same text", "soon"],
)
def test_old_guid_with_another_title_long_after_is_a_repost(
    connection: Connection, days: int, text: str, kept: Kept
) -> None:
    first = replace(FEED[0], title="Easter market", text="Easter market opens until Sunday.", published=MONDAY)
    again = replace(first, title="The market is back", text=text, published=MONDAY + days * DAY)
    poll(connection, [first])

    came = poll(connection, [again], day=days)

    assert (came.new, len(came.revised)) == (kept.new, len(kept.revised))
    assert poll(connection, [again], day=days + 1) == Kept(known=1)


def test_one_guid_for_whatever_is_news_is_a_story_for_each(connection: Connection) -> None:
    fire = replace(
        FEED[0], guid="current", url="http://site.example/fire", title="Fire at the mill", text="A mill burns."
    )
    flood = replace(fire, url="http://site.example/flood", title="Flood in the valley", text="A river rises.")
    edited = replace(
        flood, url="http://site.example/flood-2", title="Flood in two valleys", text="A second river rises."
    )

    assert poll(connection, [fire]) == Kept(new=1)
    assert poll(connection, [flood], day=1) == Kept(new=1)
    assert len(poll(connection, [edited], day=2).revised) == 1
    assert poll(connection, [edited], day=3) == Kept(known=1)


def test_archive_that_a_known_feed_puts_in_is_kept_and_counted(connection: Connection) -> None:
    poll(connection, FEED)
    archive = [replace(item(number), published=MONDAY - number * DAY) for number in range(100, 600)]

    assert poll(connection, [*archive, *FEED], day=1) == Kept(new=500, known=10, resurfaced=500)
    stored = {story.title: story for story in stories.unclustered(connection, 999)}
    assert all(stored[one.title].first_seen == MONDAY + DAY for one in archive)
    assert all(stored[one.title].published == one.published for one in archive)


def test_first_document_of_a_feed_has_nothing_that_resurfaced(connection: Connection) -> None:
    assert poll(connection, [replace(one, published=MONDAY - 99 * DAY) for one in FEED]).resurfaced == 0


# What is not a feed


def test_two_files_with_one_story_are_two_sightings(connection: Connection) -> None:
    keep(connection, [replace(FEED[0].delivery(), entry="a.txt")], MONDAY, is_another)

    assert keep(connection, [replace(FEED[0].delivery(), entry="b.txt")], MONDAY, is_another) == Kept(known=1)
    assert entries(connection) == {"a.txt", "b.txt"}


def test_story_whose_page_is_to_be_read_waits_for_it(connection: Connection) -> None:
    poll(connection, FEED[:3])
    first, second, _ = (one.delivery().story.key for one in FEED[:3])
    page = "INSERT INTO page (story, source, url, next_at) VALUES (?, 'wire', 'http://site.example/', ?)"
    connection.exec_driver_sql(page, (first, "2026-03-02T09:00:00.000000Z"))
    connection.exec_driver_sql(page, (second, None))  # given up

    assert first not in {story.key for story in stories.unclustered(connection, 9)}
    assert len(stories.unclustered(connection, 9)) == 2


def test_lists_come_back_as_they_were_kept(connection: Connection) -> None:
    names = ('Ada "the Pen" Müller', "李明", "a\\b\n", "😀")
    one = FEED[0].delivery()
    story = replace(
        one.story, authors=names, categories=names, enclosures=(Enclosure(url="https://site.example/ü.jpg"),)
    )
    keep(connection, [replace(one, story=story)], MONDAY)

    assert stories.unclustered(connection, 9) == [story]


def test_a_feed_may_have_more_unknown_entries_than_a_statement_can_hold(connection: Connection) -> None:
    poll(connection, FEED)
    one, another, *_ = (item.delivery() for item in FEED)
    shelf = Shelf(connection, "wire", MONDAY, Shared())
    many = [str(number) for number in range(100_000)]

    found = shelf.candidates([*many, one.story.url or ""], [*many, one.title_mark, another.title_mark], many)

    assert [sighted.entry for sighted in found] == sorted([one.entry, another.entry])


def test_candidates_are_the_newest_wherever_they_are_found(connection: Connection) -> None:
    alike = [replace(item(number), title="The news", url=None) for number in range(2 * MOST_CANDIDATES)]
    for day, some in enumerate((alike[::2], alike[1::2])):
        keep(connection, [one.delivery() for one in some], MONDAY + day * DAY, identity="guid")
    others = [str(number) for number in range(20_000)]
    marks = [others[0], alike[0].delivery().title_mark, *others[1:]]

    found = Shelf(connection, "wire", MONDAY, Shared()).candidates(marks, marks[::-1], ["none"])

    assert {sighted.entry for sighted in found} == {one.guid for one in alike[1::2]}
