"""How surely a story is a copy of another one of its event."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from benchmarks.written import APART, Group, groups, judge_copies, places, stream
from bot.clustering import Clusterer, Options
from bot.clustering.background import Frequencies
from bot.clustering.copies import COPY_MEASURES, Judge, copy_measures, copy_scores, shipped
from bot.clustering.features import PAIRS, Features, read
from bot.clustering.scoring import MEASURES, measure, norms, stacked
from bot.clustering.window import Place, Window
from bot.model import Story

NOW = datetime(2025, 3, 4, tzinfo=UTC)


def story(text: str, title: str = "", key: str = "a") -> Story:
    return Story(key=key, source="desk", outlet="desk", title=title, text=text, html="", language="en", first_seen=NOW)


def features(text: str, title: str = "") -> Features:
    return read(story(text, title), Frequencies("en"))


def measured(one: Features, *others: Features) -> np.ndarray:
    rows = stacked(others)
    measures = measure(one, norms(one.terms), rows)
    return copy_measures(one, rows, measures)


WORDS = "dam cracked Tarn 1950 minister 300 mayor of the people water flood Asch engineer said on Monday rain snow valley".split()
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@given(TEXTS, TEXTS, TEXTS)
def test_measures_are_shares_and_the_same_in_both_directions(one: str, other: str, third: str) -> None:
    a, b, c = features(one), features(other), features(third)
    assume(len(a.terms) and len(b.terms))

    [ab, ac], [ba] = measured(a, b, c), measured(b, a)

    assert ((ab >= 0) & (ab <= 1)).all()
    np.testing.assert_allclose(ab, ba, atol=1e-5)
    # What else is compared changes nothing.
    np.testing.assert_allclose(ac, measured(a, c)[0], atol=1e-6)


def test_the_share_of_pairs_is_right_for_texts_that_are_known_whole() -> None:
    long = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo"
    short = "alpha bravo charlie delta echo foxtrot"
    [row] = measured(features(short), features(long))

    assert row[COPY_MEASURES.index("pairs_most")] == pytest.approx(1)
    assert row[COPY_MEASURES.index("pairs_least")] == pytest.approx(1 / 2)


def test_the_share_of_pairs_is_about_right_for_samples() -> None:
    words = ["".join(letters) for letters in product("bdfgklmnprst", "aiou", "bdfgklmn")][:380]
    whole, half = features(" ".join(words)), features(" ".join(words[:190]))
    assert len(whole.pairs) == len(half.pairs) == PAIRS

    [row] = measured(whole, half)

    assert row[COPY_MEASURES.index("pairs_most")] == pytest.approx(1, abs=0.01)
    assert row[COPY_MEASURES.index("pairs_least")] == pytest.approx(0.5, abs=0.15)


def test_a_text_is_a_copy_of_itself_however_short() -> None:
    for group in groups(APART):
        first = group.stories[0]
        for text in (first.text, first.paragraphs[0], ""):
            own = features(text, first.title)
            assert shipped().probability(measured(own, own))[0] > 0.9


def test_an_empty_story_is_no_copy_and_harms_nothing() -> None:
    empty, some = features(""), features(groups(APART)[0].stories[0].text)

    assert shipped().probability(measured(empty, some))[0] < 0.5
    assert shipped().probability(measured(some, empty, some))[0] < 0.5


def test_scores_are_those_of_the_members_asked_for() -> None:
    window, group = Window(), groups(APART)[0]
    read_ = [features(one.text, one.title) for one in group.stories]
    for one, own in zip(group.stories, read_, strict=True):
        window.add(one.id, own, NOW, None, Place("c", one.id))
    asked = [2, 0, 3]
    measures = measure(read_[1], norms(read_[1].terms), window.rows(asked))

    scores = copy_scores(read_[1], window.rows(asked), measures, [window.length(n) for n in asked])

    expected = shipped().probability(measured(read_[1], *[read_[number] for number in asked]))
    np.testing.assert_allclose(scores, expected, atol=1e-5)


def test_teasers_of_one_event_are_copies_only_in_the_same_words() -> None:
    teaser = features(
        "Argentina's peso falls after the vote in Buenos Aires, and the central bank sells dollars.", "Peso falls"
    )
    other = features(
        "The central bank in Buenos Aires sold dollars as Argentina's peso fell after a vote.", "Argentina's peso falls"
    )
    rows = stacked([other, teaser])
    measures = measure(teaser, norms(teaser.terms), rows)

    rewritten, same = copy_scores(teaser, rows, measures, [other.length, teaser.length])

    assert rewritten < 0.5 < same


def test_the_judge_that_is_shipped_is_of_these_measures() -> None:
    assert shipped().measures == COPY_MEASURES
    assert {"words", "rare", "other_numbers"} <= {*MEASURES}
    assert Judge.of(shipped().as_table()).as_table() == shipped().as_table()


def _versions(group: Group) -> Iterator[tuple[str, str]]:
    first = group.stories[0]
    for one in group.stories[1:]:
        if one.copy == first.copy and one.kind != "rewrite":
            yield first.id, one.id


def test_copies_that_nothing_was_trained_on_are_found_and_most_updates_are_none() -> None:
    sets = groups(APART)
    where = places(stream(APART))
    judged = judge_copies(sets, where, leave_out="rewrite")

    assert [pair for group in sets for pair in _versions(group) if where[pair[0]] != where[pair[1]]] == []
    assert judged.precision > 0.7


def test_a_story_joins_the_copies_of_the_member_that_it_is_most_surely_a_copy_of() -> None:
    group = next(one for one in groups(APART) if one.name == "chip-plant")
    clusterer, where = Clusterer(Options()), {}
    for item in group.stories:
        told = story(item.text, item.title, key=item.id)
        decision = clusterer.decide(told)
        clusterer.apply(told, decision)
        where[item.id] = decision.copy

    assert where["chip-plant-2"] == "chip-plant-1"
    assert where["chip-plant-4"] == "chip-plant-1"
    assert where["chip-plant-5"] == "chip-plant-5"
