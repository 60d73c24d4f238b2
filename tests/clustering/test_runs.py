"""What two texts say word for word."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.runs import line, runs, size, words

DAM = "Cracks were found in the Orvelle dam on Monday, and 4.1% of the valley was told to leave."


def common(one: str, other: str, least: int = 4) -> list[str]:
    ours, theirs = words(one), words(other)
    return [theirs.written(run.other, run.other + run.length - 1) for run in runs(ours, theirs, least)]


def test_run_is_shown_as_the_other_text_writes_it() -> None:
    other = "Engineers say CRACKS were found\n in the “Orvelle” dam.  Nobody left."

    assert common(DAM, other) == ["CRACKS were found in the “Orvelle” dam"]


def test_sign_of_a_share_belongs_to_the_run() -> None:
    assert common(DAM, "On Monday, and 4.1% fell.") == ["On Monday, and 4.1%"]


def test_longest_run_comes_first_and_short_ones_not_at_all() -> None:
    other = "The valley was told. It sleeps in the Orvelle dam on Monday."

    assert common(DAM, other) == ["in the Orvelle dam on Monday", "The valley was told"]
    assert common(DAM, other, 5) == ["in the Orvelle dam on Monday"]


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("市长说大坝没有危险,请大家放心。", "他称:大坝没有危险,请大家放心!", "大坝没有危险,请大家放心"),
        ("उन्होंने कहा बांध में कोई ख़तरा नहीं है।", "मेयर: बांध में कोई ख़तरा नहीं!", "बांध में कोई ख़तरा नहीं"),
        ("قال إن السد ليس في خطر اليوم", "وأكد أن السد ليس في خطر أبدا", "السد ليس في خطر"),
        ("Мэр сказал: плотина не представляет опасности.", "Плотина не представляет опасности", "Плотина не представляет опасности"),
    ],
)  # fmt: skip
def test_runs_are_found_in_other_scripts(one: str, other: str, both: str) -> None:
    assert common(one, other) == [both]


def test_character_of_an_unspaced_script_is_less_than_a_word() -> None:
    assert size(words("the dam is safe").folded) == 4
    assert size(words("大坝没有危险").folded) == pytest.approx(2.4)


@given(st.text("ab ,.\n"), st.text("ab ,.\n"))
def test_runs_stand_in_both_texts_and_never_overlap(one: str, other: str) -> None:
    ours, theirs = words(one), words(other)
    found = runs(ours, theirs, 4)
    taken: set[int] = set()
    for run in found:
        assert run.length >= 4
        assert ours.folded[run.one : run.one + run.length] == theirs.folded[run.other : run.other + run.length]
        places = set(range(run.other, run.other + run.length))
        assert taken.isdisjoint(places)
        taken |= places
    assert [run.length for run in found] == sorted((run.length for run in found), reverse=True)


@given(st.text())
def test_line_holds_the_words_of_a_text(text: str) -> None:
    assert line(f"The DAM, {text} again").startswith(" the dam ")
    assert all(f" {word} " in line(text) for word in words(text).folded)


def test_text_that_repeats_itself_costs_no_more_than_its_length() -> None:
    # By all pairs of places, this would be 10,000 million comparisons.
    text = words("so it goes on and " * 20_000)
    began = process_time()

    runs(text, words("so it goes on and on " * 20_000), 4)

    assert process_time() - began < 5
