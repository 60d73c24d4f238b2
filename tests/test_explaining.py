"""What people are told of why stories are together, at a terminal, in JSON and on pages."""

import json
from typing import Any

import pytest
import typer
from lxml import html
from typer.testing import CliRunner

from bot import reasons
from bot.cli.explain import explain
from bot.clustering.finding import Found, found_of_member
from bot.model import Delivery, Member
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


def invoke(newsroom: Newsroom, *items: str) -> str:
    program = typer.Typer()
    program.command()(explain)
    words = [item if item.startswith("--") else f"{item:0>20}" for item in items]
    result = CliRunner().invoke(program, ["-c", str(newsroom.desk.config), *words])
    assert result.exit_code == 0, result
    return result.stdout


def ask(newsroom: Newsroom, *items: str) -> Any:
    return json.loads(invoke(newsroom, *items))


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
    assert set(ask(newsroom, "blaze")) == both | {"story", "cluster", "alike", "topics"}
    assert set(ask(newsroom, "fire", "blaze")) == both | {"stories", "together"}


def test_stories_that_were_kept_before_facts_were_are_told_by_their_texts(newsroom: Newsroom) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))
    newsroom.desk.query("UPDATE story SET facts = NULL")

    assert "Both name Chief Ann Corley and Dunmore." in ask(newsroom, "blaze")["why"]


def why(newsroom: Newsroom, item: str) -> list[Any]:
    page: Any = html.document_fromstring(newsroom.page(item))
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


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories whose texts were looked at for pages, from now on."""
    found: list[str] = []

    def looking(member: Member, *rest: Any, **given: Any) -> Found:
        found.append(member.story.key.lstrip("0"))
        return found_of_member(member, *rest, **given)

    monkeypatch.setattr("bot.reasons.found_of_member", looking)
    monkeypatch.setattr("bot.reasons._found", {})
    return found


def test_texts_are_looked_at_once_however_often_pages_are_written(newsroom: Newsroom, asked: list[str]) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD))
    assert sorted(asked) == ["blaze", "fire", "flood"]

    newsroom.run((MORNING + 2 * HOUR, [said("blaze", (BLAZE[0], BLAZE[1] + " It was cold."), version=2)]))

    assert sorted(asked) == ["blaze", "blaze", "fire", "flood"], "the first story stands before the one that changed"


def test_no_more_than_so_much_is_remembered(
    newsroom: Newsroom, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.reasons._MOST_FOUND", 2)
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE), said("flood", FLOOD))

    assert len(vars(reasons)["_found"]) <= 2
    assert "Goes with" in newsroom.page("fire")


def test_json_is_printed_at_a_terminal_on_request(newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    delivered(newsroom, said("fire", FIRE), said("blaze", BLAZE))
    monkeypatch.setattr("bot.cli.explain._at_a_terminal", lambda: True)

    assert invoke(newsroom, "fire", "blaze").startswith(f"“{FIRE[0]}” and “{BLAZE[0]}” are together\n- By themselves, ")
    assert json.loads(invoke(newsroom, "fire", "blaze", "--json"))["together"]
