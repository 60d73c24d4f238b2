"""What no rule knows: judged by words, shape and place, at the ends of a story alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cleaning.furniture import Page, judging, outline, trim
from bot.cleaning.markup import plain

STORY = [
    "The ferry left at 9:40 with 214 people on board, officials said on Tuesday in Port Merrow.",
    "“We were lucky,” said Tomas Brekkan, 41, who had wanted to see his daughter on the island.",
]


def left(lines: list[str], title: str = "Ferry hits reef") -> list[str]:
    return [block.text for block in trim(plain.parse("\n\n".join(lines)), Page(title)).blocks]


@pytest.mark.parametrize(
    "line",
    [
        "Would you like to get our ferry newsletter every Monday morning? Sign up, it is free",
        "Möchten Sie unseren Fähren-Newsletter jeden Montag lesen? Hier geht es zur Anmeldung",
        "Vous aimez nos articles ? Découvrez toutes nos offres d'abonnement numérique",
    ],
)
def test_lines_at_the_end_that_read_like_furniture_go_with_the_words_that_say_so(line: str) -> None:
    trimmed = trim(plain.parse("\n\n".join([*STORY, line])), Page("Ferry hits reef"))

    assert [block.text for block in trimmed.blocks] == STORY
    assert left([STORY[0], line, STORY[1]]) in ([STORY[0], line, STORY[1]], STORY)  # inside, only rules have a say


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "He was 84.",
        "Net 1.2 mln vs 940,000",
        "Merrow 2, Halcyon 1",
        "The newsletter of the town had warned of the reef in 1986.",
        "Correction: the ferry carried 214 people, not 241 as we published in our newsletter on Tuesday.",
        "1. Piet Larkin, 12 points",
    ],
)
def test_last_lines_of_stories_stay(line: str) -> None:
    assert left([*STORY, line]) == [*STORY, line]


def test_a_story_that_reads_like_furniture_from_end_to_end_stays() -> None:
    lines = ["Sign up for our newsletter now and get the best of our journalism", "Subscribe and support us today"]

    assert left(lines) != []


@given(st.text(max_size=300))
def test_any_line_has_a_score_and_the_same_again(text: str) -> None:
    for place in ("top", "end", "any"):
        assert judging.judge(text, place) == judging.judge.__wrapped__(text, place)


@given(st.text(st.sampled_from("aZé0 .!?)\"'“”’—–-@/#_:(")))
def test_octets_are_counted_as_letters_are(text: str) -> None:
    alike = text
    for sign, other in outline._ALIKE:
        alike = alike.replace(sign, other)

    if alike.isascii():
        assert outline._count_octets(alike.encode()) == outline._count(text)
