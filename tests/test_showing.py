"""Why a story is in a topic, or not, or not shown there: `storyfold explain`, topic by topic."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot import fingerprints
from bot.cli.explain import explain
from bot.model import Delivery
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

TOPICS = """\
topics:
  - {slug: fires, title: Fires, rules: {any: [fire, burned]}}
  - {slug: all, title: Everything, rules: {any: [the]}}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk after its passes: each test has a copy of it."""
    desk = Desk(tmp_path_factory.mktemp("built") / "desk", CONFIG, TOPICS)
    Newsroom(desk).run((MORNING, [said("fire", FIRE)]), (MORNING + HOUR, [said("blaze", BLAZE), said("flood", FLOOD)]))
    return desk


@pytest.fixture
def newsroom(built: Desk, desk: Desk) -> Newsroom:
    shutil.copytree(built.root, desk.root, dirs_exist_ok=True)
    return Newsroom(desk)


def invoke(newsroom: Newsroom, *words: str) -> Result:
    program = typer.Typer()
    program.command()(explain)
    return CliRunner().invoke(program, ["-c", str(newsroom.desk.config), *words])


def ask(newsroom: Newsroom, item: str, slug: str = "fires") -> Any:
    """What a topic makes of a story."""
    result = invoke(newsroom, f"{item:0>20}", "--topic", slug)
    assert result.exit_code == 0, result
    [found] = json.loads(result.stdout)["topics"]
    assert found["topic"] == slug
    return found


def test_story_is_there_by_its_words_and_says_which_place_it_has_and_who_speaks(newsroom: Newsroom) -> None:
    found = ask(newsroom, "fire", "all")

    assert found["state"] == "shown"
    assert found["why"][0].startswith("“")
    assert (found["rank"], found["entries"]) in {(1, 2), (2, 2)}
    assert f"entry {found['rank']} of 2" in found["why"]
    assert found["speaks"].lstrip("0") in {"fire", "blaze"}
    assert found["line"].startswith("In “Everything”: “")


def test_story_that_another_speaks_for_says_which_and_why(newsroom: Newsroom) -> None:
    told = {item: ask(newsroom, item) for item in ("fire", "blaze")}

    speaker = told["fire"]["speaks"].lstrip("0")
    other = {"fire": "blaze", "blaze": "fire"}[speaker]
    title = {"fire": FIRE, "blaze": BLAZE}[speaker][0]
    assert any(line.startswith("this story speaks for the event: ") for line in told[speaker]["why"])
    assert any(line.startswith(f"“{title}” (Northwire) speaks for the event: ") for line in told[other]["why"])


def test_story_that_is_not_there_says_which_conditions_it_does_not_meet(newsroom: Newsroom) -> None:
    found = ask(newsroom, "flood")

    assert found["state"] == "not let in"
    assert (found["rank"], found["speaks"]) == (None, None)
    assert "“fire”" in found["line"]
    assert found["line"].startswith("Not in “Fires”: ")


def test_story_that_new_rules_let_in_waits_for_the_next_pass(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("fire, burned", "river"))

    assert ask(newsroom, "flood")["state"] == "due"
    gone = ask(newsroom, "fire")
    assert gone["state"] == "not let in"
    assert gone["why"][-1] == "readers see it until the next pass"


def test_story_that_was_there_once_says_so(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("fire, burned", "river"))
    newsroom.run((MORNING + 2 * HOUR, []))

    assert ask(newsroom, "fire")["why"][-1] == "it was there once"


def test_story_beyond_the_limit_says_its_place(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("title: Everything,", "title: Everything, limit: 1,"))

    told = [ask(newsroom, item, "all") for item in ("fire", "flood")]

    [last] = [found for found in told if found["state"] == "beyond"]
    assert last["why"][0] == "it is entry 2 of 2, and the topic shows 1"
    assert last["line"].startswith("In “Everything”, but not shown: it is entry 2")
    assert [found["rank"] for found in told if found["state"] == "shown"] == [1]


def shown_at(newsroom: Newsroom) -> str:
    [(updated,)] = newsroom.desk.query("SELECT updated FROM topic_entry WHERE topic = 'fires'")
    return str(updated)[11:16]


def test_story_without_news_for_longer_than_the_window_says_since_when(newsroom: Newsroom) -> None:
    newsroom.desk.configure(CONFIG, TOPICS.replace("title: Fires,", "title: Fires, window: 2h,"))

    found = ask(newsroom, "fire")

    assert found["state"] == "past"
    assert found["why"][0] == f"no news since 2 Mar 2026, {shown_at(newsroom)} UTC, and its window is 2h"
    assert found["rank"] is None


def test_story_that_is_held_back_says_until_when(newsroom: Newsroom) -> None:
    until = (datetime.now(UTC) + timedelta(hours=1)).replace(microsecond=0)
    newsroom.desk.query(f"UPDATE topic_entry SET held_until = '{until:%Y-%m-%dT%H:%M:%S.000000Z}'")

    found = ask(newsroom, "fire")

    assert found["state"] == "held"
    assert found["why"][0].startswith("held back until ")
    assert f"{until:%H:%M} UTC" in found["why"][0]
    assert found["line"].startswith("Not yet in “Fires”: ")


def edit(newsroom: Newsroom, kind: str, value: str = "NULL") -> None:
    newsroom.desk.query(
        "INSERT INTO editorial (at, by, kind, story, topic, value, is_due) "
        f"VALUES ('2026-03-02T07:00:00.000000Z', 'cli', '{kind}', '{'fire':0>20}', 'fires', {value}, 0)"
    )


def test_story_that_an_editor_hid_says_so(newsroom: Newsroom) -> None:
    edit(newsroom, "hide")

    found = ask(newsroom, "blaze")

    assert found["state"] == "hidden"
    assert found["why"][0] == "an editor hid it"
    assert ask(newsroom, "blaze", "all")["state"] == "shown"


def test_pin_and_title_of_an_editor_are_told(newsroom: Newsroom) -> None:
    newsroom.desk.query("UPDATE topic_entry SET is_pinned = 1, title = 'The mill is gone'")

    why = ask(newsroom, "fire")["why"]

    assert why[0] == "an editor pinned it"
    assert "an editor calls it “The mill is gone”" in why


def of_wire(item: str, text: tuple[str, str], **wire: Any) -> Delivery:
    delivery = said(item, text, version=2)
    assert delivery.story.wire is not None
    story = replace(delivery.story, wire=replace(delivery.story.wire, **wire))
    return fingerprints.marked(story, entry=item, own_key=f"own-{item}")


def test_story_that_was_withdrawn_says_so_and_others_of_its_event_are_shown(newsroom: Newsroom) -> None:
    newsroom.run(
        (MORNING + 2 * HOUR, [of_wire("blaze", BLAZE, status="canceled"), of_wire("flood", FLOOD, status="canceled")])
    )

    one, alone = ask(newsroom, "blaze"), ask(newsroom, "flood", "all")

    assert one["state"] == "shown"
    assert "of its stories, this one is not shown: its agency withdrew it" in one["why"]
    assert (alone["state"], alone["why"][0]) == ("kept back", "its agency withdrew it")


def test_plain_explanation_has_a_line_for_each_topic(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.explain._at_a_terminal", lambda: True)

    lines = invoke(newsroom, f"{'flood':0>20}").stdout.splitlines()

    assert [line for line in lines if line.startswith("- Not in “Fires”: ")]
    assert [line for line in lines if line.startswith("- In “Everything”: “")]


def test_of_many_topics_only_those_are_listed_that_have_to_do_with_it(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = "".join(f"  - {{slug: t{number}, title: T{number}, rules: {{any: [zebra]}}}}\n" for number in range(12))
    newsroom.desk.configure(CONFIG, TOPICS + many)
    monkeypatch.setattr("bot.cli.explain._at_a_terminal", lambda: True)

    lines = invoke(newsroom, f"{'flood':0>20}").stdout.splitlines()

    assert "- Not in 13 other topics; --topic says why not in one of them." in lines
    assert not [line for line in lines if "“T1”" in line]


def test_topic_alone_is_told_in_words_at_a_terminal(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.cli.explain._at_a_terminal", lambda: True)

    lines = invoke(newsroom, f"{'flood':0>20}", "--topic", "fires").stdout.splitlines()

    assert lines[0] == f"“{FLOOD[0]}”: not in “Fires”"
    assert lines[1].startswith("- No story ")


def test_unknown_topic_and_two_stories_with_a_topic_are_bad_usage(newsroom: Newsroom) -> None:
    assert invoke(newsroom, f"{'flood':0>20}", "--topic", "sports").exit_code == 2
    assert invoke(newsroom, f"{'flood':0>20}", f"{'fire':0>20}", "--topic", "fires").exit_code == 2


def test_story_without_a_cluster_says_what_it_waits_for(newsroom: Newsroom) -> None:
    later = of_wire("next", ("Vote in Ashford", "A vote."), embargo=datetime(2199, 1, 1, tzinfo=UTC))
    newsroom.run((MORNING + 2 * HOUR, [later]))

    result = json.loads(invoke(newsroom, f"{'next':0>20}", "--topic", "fires").stdout)

    assert result["topics"] == []
    assert "has no cluster yet; the first pass after its embargo gives it one" in result["summary"]
