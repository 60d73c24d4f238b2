"""Second thoughts, from the clusterer to the pages: events that turn out to be one, stories that turn out to be elsewhere."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
from lxml import html
from sqlalchemy import Connection

from bot.clustering import Clusterer, Options
from bot.config import load
from bot.errors import StoreError
from bot.model import Decision, Delivery, Evidence, Story
from bot.recalling import read_back
from bot.store import clusters
from bot.store.database import open_database
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

TOPICS = """\
topics:
  - slug: all
    title: Everything
    rules: {any: [the]}
  - slug: water
    title: Water
    rules: {any: [sandbags, ferry]}
"""
STRIKE = (
    "Ferry crews walk out",
    "Crews of the ferry between Tolland and Skerry walked out on Monday over night shifts. The company, Northline, cancelled all sailings.",
)


def key(item: str) -> str:
    return f"{item:0>20}"


def merge(item: str, into: str) -> Decision:
    return Decision(kind="merge", story=key(item), cluster=key(into), copy=key(item), score=0.62)


def move(item: str, into: str) -> Decision:
    return Decision(
        kind="join", story=key(item), cluster=key(into), copy=key(item), score=0.71, evidence=Evidence(nearest=None)
    )


def split(item: str, off: str | None = None) -> Decision:
    return Decision(kind="split", story=key(item), cluster=key(off or item), copy=key(item), score=0.125)


class Scripted(Clusterer):
    """The real one, whose second thoughts are given: each as soon as the story is there that makes it think again."""

    script: ClassVar[list[tuple[str, Decision]]] = []

    def __init__(self, options: Options) -> None:
        super().__init__(options)
        self.placed: dict[str, tuple[Story, Decision]] = {}
        self.new: set[str] = set()

    def decide(self, story: Story) -> Decision:
        self.new.add(story.key)
        return super().decide(story)

    def apply(self, story: Story, decision: Decision) -> None:
        super().apply(story, decision)
        self.placed[story.key] = (story, decision)

    @staticmethod
    def reads(packed: bytes) -> bool:  # noqa: ARG004 (it needs the stories themselves, to think of them again)
        return False

    def revise(self, story: Story) -> None:
        super().revise(story)
        if story.key in self.placed:
            self.placed[story.key] = (story, self.placed[story.key][1])

    def settle(self) -> list[Decision]:
        made = [decision for cause, decision in self.script if key(cause) in self.new and self._thinks(decision)]
        fresh = Scripted(self.options)
        for story, decision in self.placed.values():
            fresh.apply(story, decision)
        vars(self).update(vars(fresh))
        return made

    def _thinks(self, thought: Decision) -> bool:
        if thought.kind == "merge":
            moved = [at for at, (_, placed) in self.placed.items() if placed.cluster == thought.story]
        else:
            moved = [thought.story] if self.placed[thought.story][1].cluster != thought.cluster else []
        for at in moved:
            story, placed = self.placed[at]
            copy = placed.copy if thought.kind == "merge" else thought.copy
            self.placed[at] = (
                story,
                Decision(kind="join", story=at, cluster=thought.cluster, copy=copy, score=thought.score),
            )
        return bool(moved)


@pytest.fixture(autouse=True)
def script(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Decision]]:
    given: list[tuple[str, Decision]] = []
    monkeypatch.setattr(Scripted, "script", given)
    monkeypatch.setattr("bot.recalling.Clusterer", Scripted)
    return given


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(CONFIG, TOPICS)
    return Newsroom(desk)


Script = list[tuple[str, Decision]]


def page_of(newsroom: Newsroom, item: str) -> Any:
    return html.document_fromstring(newsroom.page(item))


def reasons(newsroom: Newsroom, item: str) -> str:
    return " ".join(page_of(newsroom, item).xpath("string(//section[@class='why'])").split())


def test_events_that_turn_out_to_be_one_are_one_entry_under_the_elder_id(newsroom: Newsroom, script: Script) -> None:
    script.append(("strike", merge("flood", "fire")))
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("flood", FLOOD)]))
    before = {entry.id: entry for entry in newsroom.desk.feed("all").entries}
    assert len(before) == 2

    [report] = newsroom.run((MORNING + 2 * HOUR, [said("strike", STRIKE)]))

    assert (report.founded, report.joined, report.moved, report.merged) == (1, 0, 0, 1)
    after = {entry.id: entry for entry in newsroom.desk.feed("all").entries}
    [elder] = [entry for entry in after.values() if entry.id in before]
    assert elder.id.endswith(key("fire"))
    assert elder.published == before[elder.id].published
    assert elder.updated_parsed > max(entry.updated_parsed for entry in before.values())
    assert FLOOD[0] in elder.content[0].value


def test_page_of_a_merged_event_leads_to_the_other_and_says_nothing(newsroom: Newsroom, script: Script) -> None:
    script.append(("strike", merge("flood", "fire")))
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    newsroom.run((MORNING + HOUR, [said("strike", STRIKE)]))

    page = page_of(newsroom, "flood")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"http://127.0.0.1:8000/clusters/{key('fire')}"]
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={key('fire')}"]
    assert key("fire") in page.xpath("//main//a/@href")
    assert newsroom.names(FLOOD, FIRE).isdisjoint({f"clusters/{key('flood')}.html"})
    assert [node.get("id") for node in page_of(newsroom, "fire").iterfind(".//article")] == [key("fire"), key("flood")]


def test_people_are_told_that_events_were_merged_and_why(newsroom: Newsroom, script: Script) -> None:
    script.append(("strike", merge("flood", "fire")))
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    newsroom.run((MORNING + HOUR, [said("strike", STRIKE)]))

    told = f"The cluster of “{FLOOD[0]}” was merged into that of “{FIRE[0]}”, because the stories of both are alike: score 0.62"
    assert told in reasons(newsroom, "fire")
    assert "Merged with a likeness of 0.62" in reasons(newsroom, "fire")
    explained = newsroom.explain("flood")
    assert told in " ".join(explained["why"])
    assert (explained["kind"], explained["cluster"]["key"]) == ("merge", key("fire"))


def test_entry_of_a_topic_that_only_had_the_younger_event_goes_on_for_its_readers(
    newsroom: Newsroom, script: Script
) -> None:
    script.append(("strike", merge("flood", "fire")))
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("flood", FLOOD)]))
    [before] = newsroom.desk.feed("water").entries

    newsroom.run((MORNING + 2 * HOUR, [said("strike", STRIKE)]))

    after = {entry.id: entry for entry in newsroom.desk.feed("water").entries}
    assert len(after) == 2
    assert after[before.id].published == before.published
    assert after[before.id].updated_parsed > before.updated_parsed
    assert f"/clusters/{key('fire')}" in after[before.id].content[0].value
    newsroom.run((MORNING + 3 * HOUR, [said("blaze", BLAZE)]))
    assert before.id in [entry.id for entry in newsroom.desk.feed("water").entries]


def test_story_that_turns_out_to_be_elsewhere_changes_both_entries(newsroom: Newsroom, script: Script) -> None:
    script.append(("strike", move("blaze", "flood")))
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    before = {entry.id: entry for entry in newsroom.desk.feed("all").entries}

    [report] = newsroom.run((MORNING + 2 * HOUR, [said("strike", STRIKE)]))

    assert (report.moved, report.merged) == (1, 0)
    after = {entry.id: entry for entry in newsroom.desk.feed("all").entries}
    assert all(after[at].updated_parsed > entry.updated_parsed for at, entry in before.items())
    assert newsroom.names(BLAZE).isdisjoint({f"clusters/{key('fire')}.html"})
    told = f"Moved here from the cluster of “{FIRE[0]}”, because it is more like that of “{FLOOD[0]}”: score 0.71"
    assert told in reasons(newsroom, "flood")
    assert "Moved with a likeness of 0.71" in reasons(newsroom, "flood")


def test_event_that_is_split_off_has_an_entry_of_its_own_and_says_where_it_was(
    newsroom: Newsroom, script: Script
) -> None:
    script.append(("strike", split("blaze")))
    newsroom.run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("blaze", BLAZE)]))
    [before] = newsroom.desk.feed("all").entries

    [report] = newsroom.run((MORNING + 2 * HOUR, [said("strike", STRIKE)]))

    assert (report.founded, report.moved, report.merged, report.split) == (1, 0, 0, 1)
    after = {entry.id: entry for entry in newsroom.desk.feed("all").entries}
    assert len(after) == 3
    assert after[before.id].published == before.published
    assert after[before.id].updated_parsed > before.updated_parsed
    assert BLAZE[0] not in after[before.id].content[0].value
    assert after[before.id.replace(key("fire"), key("blaze"))].title == BLAZE[0]
    left = f"Split off from the cluster of “{FIRE[0]}”, because the stories of that are less like it than one another: score 0.12"
    assert left in reasons(newsroom, "blaze")
    assert "Split off, with a likeness of 0.12 to the others" in reasons(newsroom, "blaze")
    assert left in " ".join(newsroom.explain("blaze")["why"])


def test_nothing_is_written_when_nothing_came_after_second_thoughts(newsroom: Newsroom, script: Script) -> None:
    script.append(("strike", merge("flood", "fire")))
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    newsroom.run((MORNING + HOUR, [said("strike", STRIKE)]))

    [again] = newsroom.run((MORNING + 2 * HOUR, []))

    assert (again.written, again.removed) == (0, 0)


DAY: list[tuple[timedelta, list[Delivery]]] = [
    (0 * HOUR, [said("fire", FIRE), said("flood", FLOOD)]),
    (1 * HOUR, [said("blaze", BLAZE)]),
    (2 * HOUR, [said("strike", STRIKE)]),
    (3 * HOUR, [said("fifth", (FLOOD[0] + " again", FLOOD[1] + " More rain is to come."))]),
    (4 * HOUR, [said("sixth", (STRIKE[0] + " again", STRIKE[1] + " Talks go on."))]),
]
THOUGHTS = [("strike", move("blaze", "flood")), ("fifth", merge("strike", "flood")), ("sixth", merge("flood", "fire"))]
THOUGHTS += [("sixth", split("blaze")), ("sixth", split("fifth", "blaze"))]


@pytest.fixture
def undisturbed(tmp_path: Path, script: Script) -> dict[str, bytes]:
    script.extend(THOUGHTS)
    other = Desk(tmp_path / "undisturbed", CONFIG, TOPICS)
    Newsroom(other).run(*((MORNING + after, deliveries) for after, deliveries in DAY))
    return other.published()


def test_program_that_starts_again_after_each_pass_publishes_the_same(
    newsroom: Newsroom, undisturbed: dict[str, bytes]
) -> None:
    for after, deliveries in DAY:
        newsroom.run((MORNING + after, deliveries))

    assert newsroom.desk.published() == undisturbed
    assert f"url={key('fire')}" in newsroom.page("strike"), "a page leads to where the stories are, at once"
    assert f"url={key('fire')}" in newsroom.page("flood")


def test_failure_between_decisions_and_second_thoughts_leaves_all_to_the_next_pass(
    newsroom: Newsroom, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = clusters.apply

    def full(connection: Connection, decisions: Sequence[Decision], authority: str) -> list[Decision]:
        stored = store(connection, decisions, authority)
        if any(decision.kind in {"merge", "split"} or decision.former for decision in stored):
            raise StoreError("storyfold.db", "disk is full")
        return stored

    newsroom.run(*((MORNING + after, deliveries) for after, deliveries in DAY[:2]))
    for after, deliveries in DAY[2:]:
        with monkeypatch.context() as broken:
            broken.setattr(clusters, "apply", full)
            with pytest.raises(StoreError):
                newsroom.run((MORNING + after, deliveries))
        newsroom.run((MORNING + after, []))

    assert newsroom.desk.published() == undisturbed


def test_clusterer_that_is_read_back_decides_as_the_one_that_went_on(newsroom: Newsroom, script: Script) -> None:
    script.extend(THOUGHTS)
    newsroom.run(*((MORNING + after, deliveries) for after, deliveries in DAY))
    settings = load(newsroom.desk.config)
    live = Scripted(Options(window=settings.clustering.window))
    for _, deliveries in DAY:
        for story in sorted((delivery.story for delivery in deliveries), key=lambda story: story.key):
            live.apply(story, live.decide(story))
        live.settle()

    database = open_database(settings.database)
    again = read_back(settings, database)
    database.close()

    assert isinstance(again, Scripted)
    assert [(at, placed.cluster, placed.copy) for at, (_, placed) in again.placed.items()] == [
        (at, placed.cluster, placed.copy) for at, (_, placed) in live.placed.items()
    ]
    for text in (FIRE, BLAZE, FLOOD, STRIKE):
        new = said("new", (text[0] + " now", text[1])).story
        assert again.decide(new) == live.decide(new)


# What is taken back


def killed(item: str) -> Delivery:
    return said(item, ("Kill", "Do not use it."), 2, MORNING + 5 * HOUR, status="canceled")


MOVED, MERGED = ("strike", move("blaze", "flood")), ("strike", merge("flood", "fire"))
SPLIT = "strike", split("blaze")


@pytest.mark.parametrize(
    ("thought", "gone", "text"),
    [
        (MOVED, "fire", FIRE),  # the other page says where the story came from
        (MOVED, "blaze", BLAZE),
        (MOVED, "flood", FLOOD),
        (MERGED, "flood", FLOOD),
        (SPLIT, "fire", FIRE),  # likewise
        (SPLIT, "blaze", BLAZE),
    ],
)
def test_killed_story_is_on_no_page_wherever_it_was_before(
    newsroom: Newsroom, script: Script, thought: tuple[str, Decision], gone: str, text: tuple[str, str]
) -> None:
    script.append(thought)
    newsroom.run(*((MORNING + after, deliveries) for after, deliveries in DAY[:3]))
    # No topic shows any of it any more, but the pages are kept.
    newsroom.desk.configure(CONFIG, TOPICS.replace("[the]", "[nothing]").replace("[sandbags, ferry]", "[nothing]"))
    newsroom.run((MORNING + 4 * HOUR, []))
    assert newsroom.names(text)

    newsroom.run((MORNING + 5 * HOUR, [killed(gone)]))

    assert newsroom.names(text) == set()
