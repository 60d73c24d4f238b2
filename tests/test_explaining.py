"""What people are told of why stories are together, at a terminal, in JSON and on pages."""

import json
from typing import Any

import pytest
import typer
from lxml import html
from typer.testing import CliRunner

from bot.cli.explain import explain
from bot.model import Delivery
from tests.desk import CONFIG, MORNING, Desk
from tests.newsroom import BLAZE, FIRE, FLOOD, HOUR, Newsroom, said

TOPICS = """\
topics:
  - slug: all
    title: Everything
    rules: {any: [the]}
"""


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    desk.configure(CONFIG, TOPICS)
    return Newsroom(desk)


def ask(newsroom: Newsroom, *items: str) -> Any:
    program = typer.Typer()
    program.command()(explain)
    result = CliRunner().invoke(program, ["-c", str(newsroom.desk.config), *(f"{item:0>20}" for item in items)])
    assert result.exit_code == 0, result
    return json.loads(result.stdout)


def delivered(newsroom: Newsroom, *deliveries: Delivery) -> None:
    newsroom.run((MORNING, [deliveries[0]]), *((MORNING + HOUR, [one]) for one in deliveries[1:]))


def test_pair_is_told_with_names_and_what_would_have_parted_it(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))

    told = ask(newsroom, "fire", "blaze")

    assert told["together"]
    assert told["compared"] == [f"{'fire':0>20}", f"{'blaze':0>20}"]
    assert set(told["common"]["names"]) == {"Chief Ann Corley", "Dunmore"}
    assert "Both name Chief Ann Corley and Dunmore." in told["why"]
    parting = [change for change in told["otherwise"]["changes"] if not change["joins"]]
    assert parting
    assert told["otherwise"]["joins"]
    assert told["otherwise"]["score"] == pytest.approx(told["score"], abs=1e-3)


def test_story_is_told_why_it_is_in_its_cluster_and_its_founder_why_it_is_in_no_other(newsroom: Newsroom) -> None:
    delivered(newsroom, said("flood", FLOOD), said("fire", FIRE), said("blaze", BLAZE))

    joined, founder = ask(newsroom, "blaze"), ask(newsroom, "flood")

    assert joined["common"]["names"]
    assert any(line.startswith("Both name ") for line in joined["why"])
    assert (founder["compared"], founder["common"], founder["otherwise"]) == (None, None, None)
    assert founder["why"][-1].startswith("Founded a cluster of its own")


def test_keys_of_the_json_are_those_that_are_documented(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))

    both = {"summary", "kind", "score", "evidence", "compared", "common", "otherwise", "why"}
    assert set(ask(newsroom, "blaze")) == both | {"story", "cluster", "alike"}
    assert set(ask(newsroom, "fire", "blaze")) == both | {"stories", "together"}


def test_stories_that_were_kept_before_facts_were_are_told_by_their_texts(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))
    newsroom.desk.query("UPDATE story SET facts = NULL")

    assert "Both name Chief Ann Corley and Dunmore." in ask(newsroom, "blaze")["why"]


def why(newsroom: Newsroom, item: str) -> list[Any]:
    page = html.document_fromstring(newsroom.page(item))
    return list(page.xpath("//section[@class='why']/ol/li"))


def test_page_says_in_one_sentence_why_each_story_is_there_and_folds_the_rest(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))

    stories = {one.xpath("string(.//h3/a)"): one for one in why(newsroom, "fire")}
    first, second = stories[FIRE[0]], stories[BLAZE[0]]

    assert [node.text_content() for node in first.findall("./p")] == ["The first report; the others were put with it."]
    [line] = [node.text_content() for node in second.findall("./p")]
    assert line.startswith(f"Goes with “{FIRE[0]}”: ")
    assert "; both name Chief Ann Corley and Dunmore;" in line
    folded = [node.text_content() for node in second.xpath("./details//li")]
    assert "Both name Chief Ann Corley and Dunmore." in folded
    assert folded[0].startswith("Joined the cluster of ")


def test_page_of_a_story_alone_says_so(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE))

    [only] = why(newsroom, "fire")

    assert only.find("./p").text_content() == "No other story of this event has come so far."


def test_page_follows_a_story_that_was_revised(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))
    later = (BLAZE[0], BLAZE[1].replace("Chief Ann Corley", "the mayor"))
    newsroom.run((MORNING + 2 * HOUR, [said("blaze", later, version=2)]))

    [line] = [one.find("./p").text_content() for one in why(newsroom, "fire") if "Goes with" in one.text_content()]

    assert "Dunmore" in line
    assert "Corley" not in line


def test_what_was_found_is_remembered_within_bounds(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    look = vars(__import__("bot.reasons", fromlist=["found_of_member"]))["found_of_member"]

    def counting(member: Any, *rest: Any, **given: Any) -> Any:
        asked.append(member.story.key)
        return look(member, *rest, **given)

    remembered: dict[Any, Any] = {}
    monkeypatch.setattr("bot.reasons._found", remembered)
    monkeypatch.setattr("bot.reasons._MOST_FOUND", 2)
    monkeypatch.setattr("bot.reasons.found_of_member", counting)
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD))
    assert sorted(asked) == sorted(set(asked)), "each once, though pages were written three times"
    assert len(remembered) <= 2
