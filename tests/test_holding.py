"""What is held back comes once: an entry that readers saw is theirs, whatever the topic or the clusterer makes of its event later."""

import json
from dataclasses import replace

import pytest

from bot import fingerprints
from bot.model import Delivery
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said
from tests.test_editing import Editor, clusters
from tests.test_repairs import key

FREE = "topics:\n  - {slug: all, title: Everything, rules: {any: [the]}}\n"
HOLDS = "topics:\n  - {slug: all, title: Everything, hold: 6h, urgent: [army], rules: {any: [the]}}\n"
ARMY = CONFIG + "  - {name: army, title: The Army, folder: ../army}\n"


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(CONFIG, FREE)
    return Newsroom(desk)


def entries(newsroom: Newsroom) -> list[tuple[str, str]]:
    return [(entry.id, entry.published) for entry in newsroom.desk.feed("all").entries]


def test_what_readers_saw_is_not_held_back_by_a_new_rule(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.run((MORNING, [said("fire", FIRE)]))
    before = entries(newsroom)
    desk.configure(CONFIG, HOLDS)

    newsroom.run((MORNING + HOUR, []))
    assert entries(newsroom) == before
    newsroom.run((MORNING + 2 * HOUR, [said("blaze", BLAZE)]))
    assert entries(newsroom) == before


def test_entry_that_readers_saw_goes_on_when_its_event_is_merged_into_one_that_is_held_back(
    newsroom: Newsroom, desk: Desk
) -> None:
    (desk.root / "army").mkdir()
    desk.configure(ARMY, HOLDS)
    newsroom.run((MORNING, [said("fire", FIRE), from_the_army("flood", FLOOD)]))
    before = entries(newsroom)
    assert [one.rpartition("/")[2] for one, _ in before] == [key("flood")]

    Editor(desk).decides("merge", "fire", "flood")
    newsroom.run((MORNING + HOUR, []))

    assert clusters(desk) == {"fire": {"fire", "flood"}}
    assert entries(newsroom) == before
    newsroom.run((MORNING + 7 * HOUR, []))
    assert entries(newsroom) == before


def test_what_changed_while_it_was_held_back_is_no_news(newsroom: Newsroom, desk: Desk) -> None:
    desk.configure(CONFIG, HOLDS)
    text = "Five people were killed in a fire at the old paper mill at Dunmore on Monday night, Chief Ann Corley said."
    newsroom.run((MORNING, [said("fire", (FIRE[0], text))]))
    assert entries(newsroom) == []

    risen = (FIRE[0], text.replace("Five", "Nine"))
    newsroom.run((MORNING + 7 * HOUR, [said("fire", risen, 2, MORNING + 7 * HOUR)]))

    assert "killed 5" not in newsroom.entry().content[0].value
    assert desk.query("SELECT changes, held_until FROM topic_entry") == [("[]", None)]


def from_the_army(item: str, text: tuple[str, str]) -> Delivery:
    story = replace(said(item, text).story, source="army")
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


def test_what_went_keeps_its_time_when_a_topic_that_had_it_too_becomes_part_of_this_one(
    newsroom: Newsroom, desk: Desk
) -> None:
    both = (
        "topics:\n  - {slug: all, title: All, rules: {any: [the]}}\n  - {slug: old, title: Old, rules: {any: [the]}}\n"
    )
    without = "topics:\n  - {slug: all, title: All, rules: {any: [the], none: [mill]}}\n"
    desk.configure(CONFIG, both)
    newsroom.run((MORNING, [said("fire", FIRE)]))
    desk.configure(CONFIG, without)
    newsroom.run((MORNING + HOUR, []))
    before = tombstones(desk)
    assert [at for _, at in before] == ["2026-03-02T07:00:00Z"]

    desk.configure(CONFIG, without.replace("title: All", "title: All, formerly: [old]"))
    newsroom.run((MORNING + 5 * HOUR, []))

    assert tombstones(desk) == before


def tombstones(desk: Desk) -> list[tuple[str, str]]:
    feed = json.loads((desk.public / "topics" / "all.json").read_text())
    return [(one["id"], one["at"]) for one in feed["_storyfold"]["tombstones"]]
