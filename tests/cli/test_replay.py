"""`storyfold replay`: what a changed configuration would do to the stored stories, and that it does nothing."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import typer
from lxml import html
from typer.testing import CliRunner, Result

from bot import fingerprints
from bot.cli.replay import replay
from bot.model import Delivery
from tests.desk import MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

CONFIG = """\
site: {base_url: http://127.0.0.1:8000, id_authority: "storyfold.example,2026"}
folders: {settle: 0s}
topics: %s
clustering: {granularity: %s}
sources:
  - {name: desk, title: The Desk, folder: ../wire}
"""
ECHO = "  - {name: echo, title: The Echo, family: %s, folder: ../echo}\n"
TOPICS = "topics:\n  - {slug: fires, title: Fires, rules: {any: [%s]}}\n  - {slug: all, title: Everything, rules: {any: [the]}}\n"
SMOKE = (
    "Only ashes left of Dunmore paper mill",
    (
        "Neighbours brought tea to the firefighters who lost the paper mill at Dunmore on Monday. Where three generations made "
        "cardboard, Ann Corley was looking for the cause on Tuesday, and the owner wept."
    ),
)


def of_echo(delivery: Delivery) -> Delivery:
    return with_story(delivery, source="echo", outlet="The Echo")


def with_story(delivery: Delivery, **values: Any) -> Delivery:
    return fingerprints.marked(replace(delivery.story, **values), entry=delivery.entry, own_key=delivery.own_key)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk after its passes: each test has a copy of it."""
    desk = Desk(tmp_path_factory.mktemp("built") / "desk")
    configure(desk.config)
    (desk.root / "echo").mkdir()
    Newsroom(desk).run(
        (MORNING, [said("fire", FIRE)]),
        (MORNING + HOUR, [said("blaze", BLAZE), of_echo(said("smoke", SMOKE))]),
        (MORNING + 2 * HOUR, [of_echo(said("flood", FLOOD))]),
    )
    return desk


@pytest.fixture
def newsroom(built: Desk, desk: Desk) -> Newsroom:
    shutil.copytree(built.root, desk.root, dirs_exist_ok=True)
    return Newsroom(desk)


def configure(
    path: Path, words: str = "fire", granularity: str = "normal", echo: str = ECHO % "echo", topics: str = ""
) -> Path:
    """Write a configuration with its topics beside it."""
    beside = path.with_name(f"{path.stem}-topics.yaml")
    beside.write_text(topics or TOPICS % words)
    path.write_text(CONFIG % (beside.name, granularity) + echo)
    return path


def invoke(newsroom: Newsroom, new: Path, *more: str) -> Result:
    program = typer.Typer()
    program.command()(replay)
    return CliRunner().invoke(program, ["--config", str(new), "-c", str(newsroom.desk.config), *more])


def ask(newsroom: Newsroom, new: Path, *more: str) -> Any:
    result = invoke(newsroom, new, *more)
    assert result.exit_code == 0, result
    return json.loads(result.stdout)


def topic(told: Any, slug: str) -> Any:
    [found] = [one for one in told["topics"] if one["slug"] == slug]
    return found


@pytest.fixture
def new(newsroom: Newsroom) -> Path:
    return newsroom.desk.config.with_name("new.yaml")


def test_changed_rule_gains_and_loses_entries_with_the_words_that_decide(newsroom: Newsroom, new: Path) -> None:
    told = ask(newsroom, configure(new, "Esker"))

    fires = topic(told, "fires")
    [gained], [lost] = fires["gained"], fires["lost"]
    assert gained["after"][0]["title"] == FLOOD[0]
    assert gained["why"][0] == "then: “Esker” in the text of The Echo"
    assert gained["why"][1].startswith("so far: ")
    assert "fire" in gained["why"][1]
    assert "Esker" in lost["why"][0]
    assert lost["before"][0]["stories"] == 3
    assert (fires["before"], fires["after"]) == (1, 1)
    assert not told["regrouped"], "only words changed"
    assert [topic(told, "all")[kind] for kind in ("gained", "lost", "regrouped", "speaks")] == [[], [], [], []]


def test_same_configuration_changes_nothing(newsroom: Newsroom, new: Path) -> None:
    told = ask(newsroom, configure(new))

    assert told["notes"] == []
    assert told["stories"] == 4
    assert all(one["before"] == one["after"] and not one["gained"] for one in told["topics"])


def test_tighter_grouping_splits_an_entry_that_it_names(
    newsroom: Newsroom, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reasons.THRESHOLDS", {"normal": 0.3, "tight": 1.0})

    told = ask(newsroom, configure(new, granularity="tight"))

    [split] = topic(told, "all")["regrouped"]
    assert told["regrouped"]
    assert told["notes"] == ["granularity: normal → tight"]
    assert split["why"][0].startswith("split in ")
    assert {entry["title"] for entry in split["after"]} == {FIRE[0], BLAZE[0], SMOKE[0]}
    assert told["clusters"] == {"before": 2, "after": 4}


def test_removed_source_takes_what_only_it_carries(newsroom: Newsroom, new: Path) -> None:
    told = ask(newsroom, configure(new, echo=""))

    everything = topic(told, "all")
    [lost], [smaller] = everything["lost"], everything["regrouped"]
    assert lost["why"] == ["only source removed: The Echo"]
    assert lost["before"][0]["title"] == FLOOD[0]
    assert smaller["why"] == ["without 1 story of The Echo, which is removed"]
    assert told["notes"] == ["without The Echo (echo): what only this source carries is gone"]


def test_source_that_is_switched_off_counts_as_removed(newsroom: Newsroom, new: Path) -> None:
    off = (ECHO % "echo").replace("}", ", enabled: false}")

    assert topic(ask(newsroom, configure(new, echo=off)), "all")["after"] == 1


def test_new_source_is_said_to_be_unknown(newsroom: Newsroom, new: Path) -> None:
    bell = "  - {name: bell, title: Evening Bell, folder: ../bell}\n"

    told = ask(newsroom, configure(new, echo=ECHO % "echo" + bell))

    assert told["notes"] == ["with Evening Bell (bell): it has no stored stories, so nobody knows what it would bring"]
    assert not told["regrouped"]


def test_family_that_changes_is_heeded_by_numbers(newsroom: Newsroom, new: Path) -> None:
    topics = "topics:\n  - {slug: fires, title: Fires, rules: {any: [fire], all: [min_independent: 2]}}\n"
    configure(newsroom.desk.config, topics=topics)
    newsroom.desk.query("UPDATE story SET copy = key")  # each has a text of its own
    configure(new, topics=topics, echo=ECHO % "One House" + "families: [{name: One House, names: [Northwire]}]\n")

    told = ask(newsroom, new)

    fires = topic(told, "fires")
    assert (fires["before"], fires["after"]) == (1, 0)
    assert "independent" in " ".join(fires["lost"][0]["why"])
    assert told["notes"] == ["family of The Echo (echo): echo → One House", "family One House: none → Northwire"]


def test_topics_of_one_side_are_counted_and_a_renamed_one_is_known_again(newsroom: Newsroom, new: Path) -> None:
    topics = (
        "topics:\n  - {slug: blazes, title: Blazes, formerly: [fires], rules: {any: [fire]}}\n"
        "  - {slug: water, title: Water, rules: {any: [river, Esker]}}\n"
    )

    told = ask(newsroom, configure(new, topics=topics))

    states = {one["slug"]: (one["state"], one["before"], one["after"]) for one in told["topics"]}
    assert states == {"blazes": ("kept", 1, 1), "water": ("new", 0, 1), "all": ("gone", 2, 0)}
    assert topic(told, "blazes")["formerly"] == "fires"


def test_time_is_counted_back_from_the_newest_story(newsroom: Newsroom, new: Path) -> None:
    vote = said("vote", ("Council votes", "The council of Ashford voted for a bridge over the Marl."))
    later = MORNING + 60 * HOUR
    newsroom.run((later, [with_story(vote, first_seen=later, published=later)]))

    assert ask(newsroom, configure(new), "--since", "1h")["stories"] == 1
    assert ask(newsroom, configure(new), "--since", "3d")["stories"] == 5
    assert invoke(newsroom, configure(new), "--since", "soon").exit_code == 2


def dump(desk: Desk) -> Iterator[str]:
    connection = sqlite3.connect(desk.database())
    try:
        yield from connection.iterdump()
    finally:
        connection.close()


def test_nothing_is_changed(newsroom: Newsroom, new: Path) -> None:
    before = list(dump(newsroom.desk)), newsroom.desk.published()

    ask(newsroom, configure(new, "Esker", "tight", echo=""), "-o", str(new.with_name("page.html")))

    assert (list(dump(newsroom.desk)), newsroom.desk.published()) == before
    assert not (newsroom.desk.root / "config" / "data").exists()


def test_page_has_every_difference_and_needs_nothing_else(newsroom: Newsroom, new: Path) -> None:
    newsroom.run(
        (
            MORNING + 3 * HOUR,
            [
                said(
                    "evil", ("<script>alert(1)</script> Esker", "Nothing <b>else</b> happened at the Esker & the Marl.")
                )
            ],
        )
    )
    page = new.with_name("page.html")

    result = invoke(newsroom, configure(new, "Esker"), "-o", str(page))

    document: Any = html.document_fromstring(page.read_text())
    assert "page: " in result.stderr
    assert not document.xpath("//script | //link | //img")
    headlines = [node.text_content() for node in document.xpath("//p[@class='headline']")]
    assert any("<script>alert(1)</script> Esker" in headline for headline in headlines)
    assert any(FIRE[0] in headline or BLAZE[0] in headline or SMOKE[0] in headline for headline in headlines)
    [row] = [row for row in document.xpath("//tbody/tr") if row.xpath("string(th)").startswith("Fires")]
    assert [cell.text_content() for cell in row.xpath("td")] == ["1", "2", "2", "1", "0", "0"]


def test_table_is_shown_at_a_terminal(newsroom: Newsroom, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.replay._at_a_terminal", lambda: True)

    shown = invoke(newsroom, configure(new, "Esker")).stdout

    lines = shown.splitlines()
    assert "both configurations group them as they are stored" in " ".join(shown.split())
    [fires] = [line for line in lines if line.startswith("fires ")]
    assert fires.split() == ["fires", "1", "1", "1", "1", "·", "·"]
    assert f"+ {FLOOD[0]}" in lines
    assert any(line.startswith("− ") for line in lines)


def test_configuration_that_is_wrong_is_refused(newsroom: Newsroom, new: Path) -> None:
    configure(new).write_text("sources: []\n")

    result = newsroom.desk.run("replay", "--config", str(new), "-c", str(newsroom.desk.config), code=2)

    assert f"{new}:1:" in result.err
    assert result.out == ""


def test_page_that_cannot_be_written_is_refused_before_the_work(newsroom: Newsroom, new: Path) -> None:
    assert invoke(newsroom, configure(new), "-o", str(new / "nowhere" / "page.html")).exit_code == 2
