"""What every feed says alike about a cluster."""

from typing import TYPE_CHECKING

import pytest

from bot.model import Facts
from bot.publishing.items import LEAD_CHARACTERS, lead

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
