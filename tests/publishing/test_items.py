"""What every feed says alike about a cluster."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import Change, Coverage, Facts, TopicEntry, Voice
from bot.publishing.items import LEAD_CHARACTERS, item, lead
from tests.publishing.conftest import NOON

if TYPE_CHECKING:
    from tests.publishing.conftest import Desk

LONG = f"The ferry sailed at dawn. {'It was late. ' * 30}"


@pytest.mark.parametrize(
    ("text", "first", "expected"),
    [
        ("The ferry sailed. It was late.\n\nMore.", "The ferry sailed.", "The ferry sailed. It was late."),
        (LONG, "The ferry sailed at dawn.", "The ferry sailed at dawn."),
        (LONG, "", f"{LONG[: LONG.rfind(' ', 0, LEAD_CHARACTERS)]}…"),
        ("", "", ""),
    ],
)
def test_a_lead_is_the_first_paragraph_or_its_first_sentence_if_that_is_too_long(
    desk: "Desk", text: str, first: str, expected: str
):
    assert lead(desk.story("a", text=text, facts=Facts(lead=first))) == expected


def test_a_sentence_that_is_too_long_is_cut(desk: "Desk"):
    assert len(lead(desk.story("a", text="word " * 90, facts=Facts(lead="word " * 90)))) <= LEAD_CHARACTERS


def covered(desk: "Desk", outlets: tuple[str, ...], voices: int) -> TopicEntry:
    story = desk.story("a1")
    told = tuple(Voice(name=f"v{n}", because="", stories=("a1",), outlets=(f"v{n}",)) for n in range(voices))
    entry = desk.entry(desk.cluster("a1", desk.member(story, founder=True)))
    return replace(entry, coverage=Coverage(outlets=outlets, voices=told, first="a1"))


@pytest.mark.parametrize(
    ("outlets", "voices", "said"),
    [
        (("Post",), 1, "1 source"),
        (("Post", "Echo"), 2, "2 sources"),
        (("Post", "Echo", "Dispatch"), 1, "3 sources, 1 independent"),
    ],
)
def test_an_entry_says_how_many_report_it_and_how_many_on_their_own_account(
    desk: "Desk", outlets: tuple[str, ...], voices: int, said: str
):
    assert f"<h3>{said}</h3>" in item(covered(desk, outlets, voices), desk.site).content


def test_what_changed_stands_before_the_story(desk: "Desk"):
    change = Change(at=NOON, text="death toll 5 → 12 <b>", outlet="Quay & Sons")
    content = item(replace(covered(desk, ("Post",), 1), changes=(change,)), desk.site).content
    assert "death toll 5 → 12 &lt;b&gt;, Quay &amp; Sons" in content
    assert content.index("death toll") < content.index("The ferry sailed")


def test_an_editor_s_title_takes_the_place_of_the_headline(desk: "Desk"):
    entry = replace(covered(desk, ("Post",), 1), title="Ferry is back\nat sea")
    assert item(entry, desk.site).title == "Ferry is back at sea"
