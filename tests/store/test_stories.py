"""What sources said is kept: stories once, every revision, every sighting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, update

from bot.fingerprints import marked
from bot.model import Decision, Delivery, Enclosure, Evidence, Story
from bot.store import clusters, remembered, stories, tables
from bot.store.database import Database, open_database
from bot.store.stories import Kept, keep

MONDAY = datetime(2026, 3, 2, 8, 30, 15, 123456, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)

STORY = Story(
    key="00aa",
    url="https://wire.example/a",
    title="Bridge closed",
    text="The bridge is closed.",
    html="<p>The bridge is closed.</p>",
    published=MONDAY - timedelta(hours=1),
    first_seen=MONDAY,
    authors=("Ada",),
    source="wire",
    outlet="Wire",
    language="en",
    categories=("traffic",),
    enclosures=(Enclosure(url="https://wire.example/a.jpg", media_type="image/jpeg", length=10),),
)
FOUNDED = Decision(
    kind="found",
    story="00aa",
    cluster="00aa",
    copy="00aa",
    score=0.25,
    refused="00ff",
    evidence=Evidence(nearest="00fe", measures={"words": 0.2}, shared=("bridge",), gap=timedelta(hours=3)),
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(tmp_path / "storyfold.db")
    yield opened
    opened.close()


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.writing() as opened:
        yield opened


def delivery(story: Story = STORY, entry: str = "guid-1") -> Delivery:
    return marked(story, entry=entry, own_key=f"own-{entry}")


def edited(text: str) -> Story:
    return replace(STORY, text=text, html=f"<p>{text}</p>")


def test_story_comes_back_as_it_was_kept(connection: Connection) -> None:
    assert keep(connection, [delivery()], MONDAY) == Kept(new=1)

    assert stories.unclustered(connection, 10) == [STORY]


def test_same_delivery_again_is_known(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    assert keep(connection, [delivery()], TUESDAY) == Kept(known=1)


def test_changed_text_is_a_revision_and_the_former_text_is_kept(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    assert keep(connection, [delivery(edited("It is open again."))], TUESDAY) == Kept(revised=("00aa",))

    [story] = stories.unclustered(connection, 10)
    assert (story.text, story.first_seen) == ("It is open again.", MONDAY)
    former = connection.exec_driver_sql("SELECT number, text FROM revision").all()
    assert former == [(1, "The bridge is closed.")]


def test_entry_that_moves_to_another_url_stays_the_same_story(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    moved = replace(edited("It is open again."), key="00bb", url="https://wire.example/b")
    assert keep(connection, [delivery(moved)], TUESDAY) == Kept(revised=("00aa",))

    assert [story.key for story in stories.unclustered(connection, 10)] == ["00aa"]


def test_second_source_adds_a_sighting_and_does_not_change_the_text(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    other = replace(edited("A shorter cut."), source="paper", outlet="Paper", first_seen=TUESDAY)
    assert keep(connection, [delivery(other, "p-9")], TUESDAY) == Kept(known=1)

    assert stories.unclustered(connection, 10) == [STORY]
    carried = stories.sightings_of(connection, ["00aa"])["00aa"]
    assert [(sighting.source, sighting.entry, sighting.seen) for sighting in carried] == [
        ("wire", "guid-1", MONDAY),
        ("paper", "p-9", TUESDAY),
    ]


def test_two_texts_of_one_source_at_one_url_are_two_stories(connection: Connection) -> None:
    first, second = delivery(), delivery(edited("The next post of the live page."), "guid-2")

    assert keep(connection, [first, second], MONDAY) == Kept(new=2)

    assert [story.key for story in stories.unclustered(connection, 10)] == ["00aa", "own-guid-2"]
    assert keep(connection, [second, first], TUESDAY) == Kept(known=2)


def test_same_text_under_another_guid_is_one_story(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    assert keep(connection, [delivery(entry="guid-2")], TUESDAY) == Kept(known=1)
    assert len(stories.sightings_of(connection, ["00aa"])["00aa"]) == 2


def test_second_source_with_two_versions_does_not_take_turns(connection: Connection) -> None:
    other = replace(edited("A shorter cut."), source="paper")
    keep(connection, [delivery(), delivery(other, "p-9")], MONDAY)

    assert keep(connection, [delivery(), delivery(other, "p-9")], TUESDAY) == Kept(known=2)
    assert stories.unclustered(connection, 10) == [STORY]


def test_story_that_is_only_dated_anew_is_no_revision(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    assert keep(connection, [delivery(replace(STORY, published=TUESDAY, updated=TUESDAY))], TUESDAY) == Kept(known=1)
    assert stories.unclustered(connection, 10) == [STORY]


def test_story_that_moves_is_linked_at_its_new_url(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)
    clusters.apply(connection, [FOUNDED], "storyfold.example,2026")
    clusters.mark_seen(connection, ["00aa"])

    keep(connection, [delivery(replace(STORY, key="00bb", url="https://wire.example/b"))], TUESDAY)

    [member] = clusters.load(connection, ["00aa"])["00aa"].members
    assert (member.story.url, member.sightings[0].url) == ("https://wire.example/b", "https://wire.example/b")
    assert clusters.changed(connection, 10) == ["00aa"]


def test_stories_that_came_together_wait_in_the_order_of_their_own_dates(connection: Connection) -> None:
    early = replace(STORY, key="00ff", url=None, published=MONDAY - timedelta(hours=9))
    keep(connection, [delivery(), delivery(early, "x")], MONDAY)

    assert [story.key for story in stories.unclustered(connection, 10)] == ["00ff", "00aa"]


def test_stories_wait_in_the_order_of_arrival(connection: Connection) -> None:
    late = replace(STORY, key="00a0", url=None, first_seen=TUESDAY)
    keep(connection, [delivery(late, "x"), delivery()], TUESDAY)

    assert [story.key for story in stories.unclustered(connection, 10)] == ["00aa", "00a0"]
    assert [story.key for story in stories.unclustered(connection, 1)] == ["00aa"]


def test_decision_mints_the_id_once_and_comes_back_whole(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)

    clusters.apply(connection, [FOUNDED], "storyfold.example,2026")

    cluster = clusters.load(connection, ["00aa"])["00aa"]
    assert cluster.id == "tag:storyfold.example,2026:cluster/00aa"
    assert [(member.story, member.decision) for member in cluster.members] == [(STORY, FOUNDED)]
    assert stories.unclustered(connection, 10) == []
    assert clusters.changed(connection, 10) == ["00aa"]


@pytest.mark.parametrize(
    "change",
    [
        [delivery(edited("It is open again."))],
        [delivery(replace(STORY, source="paper"), "p-9")],
    ],
    ids=["revision", "sighting"],
)
def test_change_of_a_member_makes_topics_look_at_the_cluster_again(
    connection: Connection, change: list[Delivery]
) -> None:
    keep(connection, [delivery()], MONDAY)
    clusters.apply(connection, [FOUNDED], "storyfold.example,2026")
    clusters.mark_seen(connection, ["00aa"])
    assert keep(connection, [delivery()], TUESDAY) == Kept(known=1)
    assert clusters.changed(connection, 10) == []

    keep(connection, change, TUESDAY)

    assert clusters.changed(connection, 10) == ["00aa"]


def test_window_is_read_back_in_the_order_of_the_decisions(connection: Connection) -> None:
    second = replace(STORY, key="00a0", url=None, first_seen=TUESDAY)
    joined = Decision(kind="join", story="00a0", cluster="00aa", copy="00a0", score=0.9)
    keep(connection, [delivery(), delivery(second, "x")], MONDAY)
    clusters.apply(connection, [FOUNDED, joined], "storyfold.example,2026")

    first, later = remembered.since(connection, MONDAY)
    assert (first.story, first.cluster, first.copy, first.first_seen) == ("00aa", "00aa", "00aa", STORY.first_seen)
    assert (later.story, later.cluster, later.copy, later.first_seen) == ("00a0", "00aa", "00a0", TUESDAY)
    assert (first.published, first.status, first.packed) == (STORY.published, "usable", None)
    assert remembered.since(connection, TUESDAY) == [later]
    assert remembered.newest(connection) == TUESDAY


def test_window_holds_what_came_late_with_an_old_date(connection: Connection) -> None:
    late = replace(STORY, key="00a0", url=None, first_seen=MONDAY - timedelta(days=99))
    keep(connection, [delivery(), delivery(late, "x")], MONDAY)
    clusters.apply(connection, [FOUNDED], "storyfold.example,2026")
    joined = Decision(kind="join", story="00a0", cluster="00aa", copy="00a0", score=0.9)
    clusters.apply(connection, [joined], "storyfold.example,2026")

    assert [one.story for one in remembered.since(connection, MONDAY)] == ["00aa", "00a0"]


def test_what_is_remembered_goes_with_the_window_and_is_due_when_the_story_changes(connection: Connection) -> None:
    second = replace(STORY, key="00a0", url=None)
    keep(connection, [delivery(), delivery(second, "x")], MONDAY)
    clusters.apply(connection, [FOUNDED, replace(FOUNDED, story="00a0", cluster="00a0", copy="00a0")], "s.example,2026")
    remembered.keep(connection, {"00aa": b"one", "00a0": b"two"}, ["00aa"])
    assert [one.packed for one in remembered.since(connection, MONDAY)] == [b"one", b"two"]
    assert remembered.due(connection) == []

    connection.execute(update(tables.story).where(tables.story.c.key == "00a0").values(text="Something else.", html=""))
    assert [story.key for story in remembered.due(connection)] == ["00a0"]
    remembered.keep(connection, {"00a0": b"three"}, ["00a0"])
    assert remembered.due(connection) == []
    assert [one.packed for one in remembered.since(connection, MONDAY)] == [None, b"three"]


@pytest.mark.parametrize("name", ["00aa", "https://wire.example/a", "guid-1"])
def test_story_is_found_by_key_url_or_entry(connection: Connection, name: str) -> None:
    keep(connection, [delivery()], MONDAY)

    assert stories.find(connection, name) == [STORY]


def test_naive_times_are_refused(connection: Connection) -> None:
    with pytest.raises(ValueError, match="aware UTC"):
        replace(STORY, first_seen=datetime(2026, 3, 2))  # noqa: DTZ001 (the naive time is the point)


def always_another(_former: str, _text: str) -> bool:
    return True


def test_entry_key_used_again_for_another_story_leaves_the_former_as_it_is(connection: Connection) -> None:
    keep(connection, [delivery()], MONDAY)
    clusters.apply(connection, [FOUNDED], "storyfold.example,2026")
    clusters.mark_seen(connection, ["00aa"])
    other = [delivery(edited("A takeover."))]

    assert keep(connection, other, TUESDAY, always_another) == Kept(new=1)
    assert keep(connection, other, TUESDAY, always_another) == Kept(known=1)

    [story] = stories.unclustered(connection, 10)
    assert (story.text, story.first_seen) == ("A takeover.", STORY.first_seen)
    assert clusters.load(connection, ["00aa"])["00aa"].members[0].story == STORY
    assert clusters.changed(connection, 10) == ["00aa"]
    assert [sighting.story for sighting in stories.sightings_of(connection, [story.key])[story.key]] == [story.key]


def test_other_source_with_another_cut_of_the_same_page_is_a_sighting(connection: Connection) -> None:
    cut = delivery(replace(edited("Three words only."), source="paper"), "p-9")
    keep(connection, [delivery(), cut], MONDAY, always_another)

    assert keep(connection, [cut], TUESDAY, always_another) == Kept(known=1)
    assert [story.key for story in stories.unclustered(connection, 10)] == ["00aa"]
