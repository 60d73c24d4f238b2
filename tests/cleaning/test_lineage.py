"""What comes under a known entry key is a new version of the story, or another story."""

from pathlib import Path

import pytest

from bot.cleaning.lineage import is_another, is_repost

SEEDS = Path(__file__).parents[2] / "seeds"
TEXTS = {path.name[:3]: path.read_text() for path in SEEDS.glob("*.txt")}


@pytest.mark.parametrize("former, text", [("002", "007"), ("000", "016"), ("018", "019"), ("000", "015")])
def test_report_on_something_else_is_another_story(former: str, text: str):
    assert is_another(TEXTS[former], TEXTS[text])


@pytest.mark.parametrize("former, text", [("000", "001"), ("002", "004"), ("002", "005"), ("016", "017")])
def test_rewrite_and_update_are_versions(former: str, text: str):
    assert not is_another(TEXTS[former], TEXTS[text])


@pytest.mark.parametrize(
    "former, text", [("", TEXTS["000"]), ("Fire at the mill.", TEXTS["000"]), ("", ""), ("Fire", "Flood")]
)
def test_too_short_a_text_is_not_judged(former: str, text: str):
    assert not is_another(former, text)


@pytest.mark.parametrize(
    "former, text",
    [
        ("Easter market opens\nStalls until Sunday.", "Christmas market opens\nMulled wine again."),
        ("Fog on A1", "Ice on A1"),
        (TEXTS["000"], TEXTS["016"]),
    ],
)
def test_other_words_under_another_title_months_later_are_a_repost(former: str, text: str):
    assert is_repost(former, text)


@pytest.mark.parametrize(
    "former, text",
    [
        ("Best laptops of 2025\nThe lightest weighs little.", "Best laptops of 2026\nThe lightest weighs less."),
        (TEXTS["000"], f"Corrected: {TEXTS['000']}"),
        ("Fog on A1", "Fog on A1"),
    ],
)
def test_most_of_the_words_again_months_later_are_a_version(former: str, text: str):
    assert not is_repost(former, text)
