"""What editors decide: from the command line to the pages, over restarts, and taken back."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import typer

from bot.cli.apart import apart
from bot.cli.hide import hide
from bot.cli.labels import export
from bot.cli.pin import pin
from bot.cli.represent import represent
from bot.cli.retitle import retitle
from bot.cli.split import split
from bot.cli.undo import undo as take_back
from bot.config import load
from bot.editing import decide, undo
from bot.errors import StoreError
from bot.pipeline import Pipeline, Report
from bot.store import editorial
from bot.store.database import Database, open_database
from bot.store.editorial import Wanted
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said
from tests.test_reopening import stream, tables_of

TOPICS = """\
topics:
  - slug: all
    title: Everything
    rules: {any: [the]}
  - slug: water
    title: Water
    rules: {any: [sandbags, ferry]}
"""
DYKE = (
    "River drives Tolland people out",
    "The Esker burst its banks at Tolland on Monday and drove 300 people from their homes, said the mayor, Piet Vos. Sandbags came by boat.",
)
MILL = (
    "Mill fire: brigades praised",
    "Forty firefighters from six brigades fought the fire that destroyed the old paper mill at Dunmore on Monday night, until dawn. Nobody was hurt.",
)


def key(item: str) -> str:
    return f"{item:0>20}"


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(CONFIG, TOPICS)
    return Newsroom(desk)


class Editor:
    """Somebody who decides beside a program that may be running."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def _open(self) -> Database:
        return open_database(load(self.desk.config).database)

    def decides(self, kind: Any, *items: str, **more: Any) -> int:
        keys = tuple(key(item) for item in items)
        other = keys[1] if kind in {"merge", "apart"} else None
        sides = {"merge": (keys[:1], keys[1:]), "apart": (keys[1:], keys[:1]), "split": (keys, ())}.get(kind, ((), ()))
        database = self._open()
        try:
            return decide(database, Wanted(kind=kind, story=keys[0], other=other, sides=sides, **more), "cli", MORNING)
        finally:
            database.close()

    def undoes(self, number: int | None = None) -> None:
        database = self._open()
        try:
            undo(database, number, MORNING + timedelta(days=1))
        finally:
            database.close()

    def wishes(self, item: str) -> Any:
        database = self._open()
        try:
            with database.reading() as connection:
                [cluster] = editorial.places(connection, [key(item)]).values()
                return editorial.wishes(connection, [cluster]).get(cluster, editorial.NO_WISHES)
        finally:
            database.close()


@pytest.fixture
def editor(desk: Desk) -> Editor:
    return Editor(desk)


def clusters(desk: Desk) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for story, cluster in desk.query("SELECT key, cluster FROM story"):
        found.setdefault(cluster.lstrip("0"), set()).add(story.lstrip("0"))
    return found


def ids(desk: Desk, topic: str = "all") -> set[str]:
    return {entry.id.rpartition("/")[2].lstrip("0") for entry in desk.feed(topic).entries}


def test_merged_clusters_stay_one_over_restarts_and_later_stories(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    editor.decides("merge", "flood", "fire")

    [report] = newsroom.run((MORNING + HOUR, []))
    assert (report.merged, report.founded) == (1, 0)
    assert clusters(newsroom.desk) == {"fire": {"fire", "flood"}}
    assert ids(newsroom.desk) == {"fire"}
    assert "../clusters/" in newsroom.page("flood") or key("fire") in newsroom.page("flood")
    assert "An editor put the cluster of “River bursts its banks” together with" in newsroom.page("fire")

    newsroom.run(
        (MORNING + 2 * HOUR, [said("blaze", BLAZE), said("dyke", DYKE)]), (MORNING + 3 * HOUR, [said("mill", MILL)])
    )
    assert {"fire", "flood"} <= clusters(newsroom.desk)["fire"]


def test_undone_merge_gives_the_younger_cluster_its_address_and_entry_back(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    before = {entry.id: entry.published for entry in newsroom.desk.feed("all").entries}
    water = [(entry.id, entry.published) for entry in newsroom.desk.feed("water").entries]
    number = editor.decides("merge", "flood", "fire")
    newsroom.run((MORNING + HOUR, []))
    assert [entry.id for entry in newsroom.desk.feed("water").entries] == [water[0][0]]  # it goes on

    editor.undoes(number)
    [report] = newsroom.run((MORNING + 2 * HOUR, []))

    assert report.split == 1
    assert clusters(newsroom.desk) == {"fire": {"fire"}, "flood": {"flood"}}
    assert {entry.id: entry.published for entry in newsroom.desk.feed("all").entries} == before
    assert [(entry.id, entry.published) for entry in newsroom.desk.feed("water").entries] == water
    assert "River bursts its banks" in newsroom.page("flood")
    assert "An editor took back on 2026-03-03 that it is together with" in newsroom.page("flood")
    assert newsroom.desk.query("SELECT count(*) FROM cluster WHERE merged_into IS NOT NULL") == [(0,)]


def test_undone_merge_lets_the_stories_go_that_came_by_it_and_no_other(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD), said("dyke", DYKE)]))
    before = clusters(newsroom.desk)
    assert sorted(map(sorted, before.values())) == [["blaze", "fire"], ["dyke", "flood"]]
    number = editor.decides("merge", "fire", "dyke")
    newsroom.run((MORNING + HOUR, [said("again", (BLAZE[0], f"{BLAZE[1]} It stood empty."))]))
    assert len(clusters(newsroom.desk)) == 1

    editor.undoes(number)
    newsroom.run((MORNING + 2 * HOUR, []))

    after = clusters(newsroom.desk)
    assert sorted(map(sorted, after.values())) == [["again", "blaze", "fire"], ["dyke", "flood"]]
    assert before.keys() == after.keys()


def test_split_and_what_it_left_are_never_one_again_until_it_is_undone(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("mill", MILL)]))
    [(founder, members)] = clusters(newsroom.desk).items()
    leaving, staying = min(members - {founder}), founder
    number = editor.decides("split", leaving)
    newsroom.run((MORNING + HOUR, []))
    assert clusters(newsroom.desk) == {leaving: {leaving}, staying: members - {leaving}}
    assert ids(newsroom.desk) == {leaving, staying}
    assert "An editor split it off from the cluster of" in newsroom.page(leaving)

    newsroom.run((MORNING + 2 * HOUR, [said("again", (BLAZE[0], f"{BLAZE[1]} It stood empty."))]))
    together = clusters(newsroom.desk)
    assert leaving in together[leaving]
    assert staying not in together[leaving]

    editor.undoes()
    newsroom.run((MORNING + 3 * HOUR, []))
    assert clusters(newsroom.desk) == {staying: {*members, "again"}}
    assert newsroom.desk.query(f"SELECT is_due FROM editorial WHERE number = {number}") == [(0,)]


def test_founding_story_that_is_named_stays_and_the_others_leave(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("mill", MILL)]))
    [(founder, members)] = clusters(newsroom.desk).items()
    editor.decides("split", founder)

    newsroom.run((MORNING + HOUR, []))

    assert clusters(newsroom.desk)[founder] == {founder}
    assert sorted(map(len, clusters(newsroom.desk).values())) == [1, len(members) - 1]


def test_kept_apart_before_the_other_one_came(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE, embargo=MORNING + 2 * HOUR)]))
    editor.decides("apart", "fire", "blaze")
    newsroom.run((MORNING + HOUR, []), (MORNING + 3 * HOUR, []))

    assert clusters(newsroom.desk) == {"fire": {"fire"}, "blaze": {"blaze"}}
    why = newsroom.desk.run("explain", "-c", str(newsroom.desk.config), key("fire"), key("blaze")).json["why"]
    assert "An editor keeps them apart: decision 1 of 2026-03-02." in why


def test_put_together_before_the_other_one_came(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD, embargo=MORNING + 2 * HOUR)]))
    editor.decides("merge", "fire", "flood")
    newsroom.run((MORNING + HOUR, []))
    newsroom.run((MORNING + 3 * HOUR, []))

    assert clusters(newsroom.desk) == {"fire": {"fire", "flood"}}
    assert "An editor put it together with the cluster of “Fire at the mill” on 2026-03-02." in newsroom.page("fire")
    assert newsroom.desk.query("SELECT kind, score FROM decision ORDER BY number DESC LIMIT 1") == [("join", 1.0)]


def test_apart_parts_copies_that_are_together_and_undo_puts_them_back(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("fire2", FIRE)]))
    assert len(clusters(newsroom.desk)) == 1
    editor.decides("apart", "fire", "fire2")
    newsroom.run((MORNING + HOUR, []))
    assert len(clusters(newsroom.desk)) == 2

    editor.undoes()
    newsroom.run((MORNING + 2 * HOUR, []))
    assert len(clusters(newsroom.desk)) == 1


def test_last_word_counts_and_what_it_contradicts_is_void(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    editor.decides("apart", "fire", "flood")
    editor.decides("merge", "fire", "flood")
    newsroom.run((MORNING + HOUR, []))
    assert clusters(newsroom.desk) == {"fire": {"fire", "flood"}}

    editor.decides("split", "flood")
    newsroom.run((MORNING + 2 * HOUR, []))
    assert clusters(newsroom.desk) == {"fire": {"fire"}, "flood": {"flood"}}
    editor.undoes(2)  # of a merge that is void by now: nothing moves
    newsroom.run((MORNING + 3 * HOUR, []))
    assert clusters(newsroom.desk) == {"fire": {"fire"}, "flood": {"flood"}}


def test_decisions_of_one_pass_are_done_one_after_the_other(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("fire2", FIRE), said("flood", FLOOD)]))
    editor.decides("apart", "fire", "fire2")
    editor.decides("merge", "fire", "fire2")
    newsroom.run((MORNING + HOUR, []))
    assert {"fire", "fire2"} in clusters(newsroom.desk).values()


def test_split_of_stories_some_of_which_left_in_the_meantime(newsroom: Newsroom, editor: Editor) -> None:
    copies = [f"fire{number}" for number in range(4)]
    newsroom.run((MORNING, [said(name, FIRE) for name in copies]))
    editor.decides("split", "fire1")
    editor.decides("split", "fire1", "fire2")
    newsroom.run((MORNING + HOUR, []))

    assert sorted(map(sorted, clusters(newsroom.desk).values())) == [["fire0", "fire3"], ["fire1"], ["fire2"]]


def test_what_a_decision_voided_counts_again_when_that_is_taken_back(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    editor.decides("merge", "fire", "flood")
    newsroom.run((MORNING + timedelta(minutes=20), []))
    editor.decides("split", "flood")
    newsroom.run((MORNING + HOUR, []))
    editor.decides("merge", "fire", "flood")
    newsroom.run((MORNING + 2 * HOUR, []))
    assert len(clusters(newsroom.desk)) == 1

    editor.undoes(3)
    newsroom.run((MORNING + 3 * HOUR, []))
    assert len(clusters(newsroom.desk)) == 2
    editor.undoes(2)
    newsroom.run((MORNING + 4 * HOUR, []))
    assert len(clusters(newsroom.desk)) == 1


def test_merged_cluster_that_came_back_can_be_merged_again(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    for hour in (1, 3):
        editor.decides("merge", "fire", "flood")
        newsroom.run((MORNING + hour * HOUR, []))
        assert clusters(newsroom.desk) == {"fire": {"fire", "flood"}}
        editor.undoes()
        newsroom.run((MORNING + (hour + 1) * HOUR, []))
        assert ids(newsroom.desk) == {"fire", "flood"}


def test_wishes_follow_the_story_into_the_cluster_that_it_is_in(newsroom: Newsroom, editor: Editor) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    editor.decides("hide", "flood", topic="water")
    editor.decides("pin", "flood")
    editor.decides("retitle", "flood", title="One")
    editor.decides("retitle", "flood", title="Two")
    editor.decides("retitle", "flood", title="Here", topic="water")
    editor.decides("represent", "flood")
    newsroom.run((MORNING + HOUR, []))
    assert editor.wishes("fire") == editorial.NO_WISHES

    editor.decides("merge", "fire", "flood")
    newsroom.run((MORNING + 2 * HOUR, []))

    found = editor.wishes("fire")
    assert (found.hides("water"), found.hides("all")) == (True, False)
    assert (found.title("water"), found.title("all")) == ("Here", "Two")
    assert found.pins("all")
    assert found.representative("all") == key("flood")
    for _ in range(4):
        editor.undoes()  # the merge, and the last three
    newsroom.run((MORNING + 3 * HOUR, []))
    assert editor.wishes("flood").title("all") == "One"
    assert editor.wishes("flood").representative("all") is None


def test_wish_has_topics_look_at_the_cluster_again(newsroom: Newsroom, editor: Editor, desk: Desk) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    looked: list[tuple[str, ...]] = []
    desk.query("CREATE TABLE noted (key TEXT)")
    desk.query(
        "CREATE TRIGGER note AFTER UPDATE OF changed ON cluster WHEN NEW.changed = 1 BEGIN INSERT INTO noted VALUES (NEW.key); END"
    )
    editor.decides("pin", "flood")
    newsroom.run((MORNING + HOUR, []))
    looked += desk.query("SELECT key FROM noted")
    assert looked == [(key("flood"),)]
    editor.undoes()
    newsroom.run((MORNING + 2 * HOUR, []), (MORNING + 3 * HOUR, []))
    assert desk.query("SELECT count(*) FROM noted") == [(2,)]


def test_killed_and_started_again_it_is_as_if_it_had_run_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    passes, run_pass = stream(3), Pipeline.run_pass
    desks = {name: Desk(tmp_path / name, CONFIG, TOPICS) for name in ("each", "through")}

    async def and_then(pipeline: Pipeline, now: datetime) -> Report:
        report = await run_pass(pipeline, now)
        desk = next(desk for name, desk in desks.items() if name in str(pipeline.database.path))
        decide_between(Editor(desk), [at for at, _ in passes].index(now))
        return report

    monkeypatch.setattr(Pipeline, "run_pass", and_then)
    for one in passes:
        Newsroom(desks["each"]).run(one)
    Newsroom(desks["through"]).run(*passes)

    found = tables_of(desks["through"])
    assert tables_of(desks["each"]) == found
    assert {kind for kind in ("merge", "apart", "undo") if f'"kind": "{kind}"' in str(found)} == {
        "merge",
        "apart",
        "undo",
    }


def decide_between(editor: Editor, at: int) -> None:
    together = sorted(sorted(members) for members in clusters(editor.desk).values())
    if at == 1:
        editor.decides("merge", together[0][0], together[1][0])
    if at == 2:
        largest = max(together, key=len)
        editor.decides("apart", largest[0], largest[-1])
    if at == 3:
        editor.undoes(1)


def test_command_line_decides_lists_and_takes_back(
    newsroom: Newsroom, desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("flood", FLOOD)]))
    fire, flood, config = key("fire"), key("flood"), desk.config
    first = desk.run("merge", "-c", str(config), fire, flood)
    assert "decision 1: the next pass puts “Fire at the mill” and “River bursts its banks” together" in first.err
    hide(fire, topic="water", config=config)
    pin(fire, config=config)
    represent(flood, config=config)
    retitle(fire, "  Fire \n at Dunmore ", config=config)
    newsroom.run((MORNING + HOUR, []))
    split([flood], config=config)
    capsys.readouterr()

    take_back(list_all=True, config=config)

    listed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["number"], row["kind"], row["title"], row["heeded"]) for row in listed] == [
        (6, "split", None, False),
        (5, "retitle", "Fire at Dunmore", True),
        (4, "represent", None, True),
        (3, "pin", None, True),
        (2, "hide", None, True),
        (1, "merge", None, True),
    ]
    take_back(config=config)
    assert "takes back decision 6 (split" in capsys.readouterr().err
    take_back(3, config=config)
    assert newsroom.desk.query("SELECT number FROM editorial WHERE undone_at IS NOT NULL") == [(3,), (6,)]


def test_what_cannot_be_done_is_refused_in_one_line(newsroom: Newsroom, desk: Desk) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD)]))
    [pair] = [sorted(members) for members in clusters(desk).values() if len(members) > 1]
    fire, flood, config = key("fire"), key("flood"), desk.config
    refusals: tuple[tuple[Callable[[], None], str], ...] = (
        (lambda: apart(fire, fire, config=config), "was named twice"),
        (lambda: split([key(one) for one in pair], config=config), "has no other stories"),
        (lambda: split([fire, flood], config=config), "split off from one cluster only"),
        (lambda: take_back(config=config), "nothing to undo"),
        (lambda: take_back(99, config=config), "there is no decision 99"),
        (lambda: hide("nothing", config=config), "no story is called 'nothing'"),
    )
    for refused, what in refusals:
        with pytest.raises(StoreError, match=what):
            refused()
    with pytest.raises(typer.BadParameter, match="no topic is called 'nowhere'"):
        pin(fire, topic="nowhere", config=config)
    with pytest.raises(typer.BadParameter, match="the title is empty"):
        retitle(fire, " \n", config=config)
    apart(fire, flood, config=config)
    take_back(1, config=config)
    with pytest.raises(StoreError, match="taken back before"):
        take_back(1, config=config)


def test_exported_labels_are_the_pairs_that_still_hold(newsroom: Newsroom, editor: Editor, desk: Desk) -> None:
    newsroom.run((MORNING, [said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD), said("dyke", DYKE)]))
    editor.decides("merge", "fire", "flood")
    editor.decides("apart", "fire", "flood")  # voids it for these two
    editor.decides("apart", "blaze", "dyke")
    newsroom.run((MORNING + HOUR, []))
    file = desk.root / "labels.jsonl"

    export(file, config=desk.config)

    rows = [json.loads(line) for line in file.read_text().splitlines()]
    named = {(frozenset((row["a"]["key"].lstrip("0"), row["b"]["key"].lstrip("0"))), row["label"]) for row in rows}
    assert (frozenset(("fire", "flood")), 0) in named
    assert (frozenset(("fire", "flood")), 1) not in named
    assert all(row["by"] == "cli" and row["at"].startswith("2026-03-02") for row in rows)
    assert {row["a"]["title"] for row in rows} <= {text[0] for text in (FIRE, BLAZE, FLOOD, DYKE)}
    assert all(row["a"]["text"] and row["b"]["text"] for row in rows)
