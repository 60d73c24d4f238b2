from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.background import Frequencies
from bot.clustering.features import PAIRS, Features, read
from bot.clustering.scoring import AGAINST, MEASURES, measure, norms, stacked
from bot.clustering.trees import Forest, shipped
from tests.clustering.test_features import story

FREQUENCIES = Frequencies("en")


def measured(one: str, *others: str) -> list[dict[str, float]]:
    first = read(story(one), FREQUENCIES)
    found = measure(first, norms(first.terms), stacked([read(story(text), FREQUENCIES) for text in others]))
    return [dict(zip(MEASURES, row.tolist(), strict=True)) for row in found]


@given(st.lists(st.text(max_size=60), min_size=2, max_size=4))
def test_measures_are_fractions_the_same_in_both_directions(texts: list[str]):
    features = [read(story(text), FREQUENCIES) for text in texts]
    first = features[0]
    found = measure(first, norms(first.terms), stacked(features))

    assert ((found >= 0) & (found <= 1)).all()
    assert found[0][MEASURES.index("words")] == pytest.approx(1, abs=1e-4)
    for other, row in zip(features, found, strict=True):
        back = measure(other, norms(other.terms), stacked([first]))[0]
        assert back == pytest.approx(row, abs=1e-4)


def test_numbers_names_and_days_that_differ_speak_against_one_event():
    [same, other] = measured(
        "Quillon sold 4,120 lorries and 733 buses in Merrow in April, Lena Tarrant said on Monday",
        "Quillon sold 4,120 lorries and 733 buses in Merrow in April, Lena Tarrant said on Monday",
        "Quillon sold 5,917 lorries and 688 buses in Merrow in June, Odell Voss said on Tuesday",
    )

    # The titles are one, and so is the outlet.
    differ = set(AGAINST) - {"other_title", "other_title_words", "one_outlet"}
    # Samples and half units of idf are not exact.
    assert max(same[name] for name in AGAINST if name != "one_outlet") < 0.1
    assert all(other[name] > same[name] + 0.1 for name in differ)
    assert (same["same_day"], same["same_month"], other["same_day"], other["same_month"]) == (1, 1, 0, 0)
    assert other["numbers"] == 0


def test_what_a_title_says_counts_as_repeated_so_headlines_alone_have_it_too():
    [found] = measured("", "")

    assert found["often_least"] == pytest.approx(1, abs=1e-3)


def test_one_outlet_is_known_by_its_name_in_any_case_and_nobody_is_no_outlet():
    first = replace(story("Rain fell on the hills"), outlet="Harbour Post")
    others = [replace(first, outlet=name) for name in ("HARBOUR POST", "Merrow Gazette", "")]
    one, *rest = [read(item, FREQUENCIES) for item in (first, *others)]
    unknown = rest[-1]

    assert measure(one, norms(one.terms), stacked(rest))[:, MEASURES.index("one_outlet")].tolist() == [1, 0, 0]
    assert measure(unknown, norms(unknown.terms), stacked(rest))[:, MEASURES.index("one_outlet")].tolist() == [0, 0, 0]


def test_one_outlet_makes_one_event_less_likely():
    forest, row = shipped("event"), np.full((1, len(MEASURES)), 0.4, dtype=np.float32)
    row[:, MEASURES.index("one_outlet")] = 0
    other = row.copy()
    other[:, MEASURES.index("one_outlet")] = 1

    assert forest.log_odds(other)[0] <= forest.log_odds(row)[0] - 1


def test_nothing_in_common_measures_nothing_but_what_differs():
    [found] = measured("Rain fell on the hills", "Prices rose in May")

    of_the_title = {
        "words",
        "set",
        "rare",
        "title",
        "names",
        *(name for name in MEASURES if name.endswith(("_least", "_most"))),
    }
    assert {name for name, value in found.items() if value} <= of_the_title | set(AGAINST)  # both have one title
    assert measured("Rain fell on the hills") == []


def test_more_likeness_never_lowers_the_score_and_more_difference_never_raises_it():
    forest = shipped("event")
    dice = np.random.default_rng(7)
    low = dice.random((2000, len(MEASURES)), dtype=np.float32)
    high = low + dice.random(low.shape, dtype=np.float32) * (1 - low)
    signs = np.array([name not in AGAINST for name in MEASURES])

    better = np.where(signs, high, low)
    worse = np.where(signs, low, high)
    assert forest.measures == MEASURES
    assert (forest.log_odds(better) >= forest.log_odds(worse) - 1e-6).all()
    assert (forest.log_odds(better) > forest.log_odds(worse)).any()


def test_a_forest_follows_each_tree_to_its_leaf():
    columns = np.array([[0, 1, 1, 2, 2, 2, 2]])
    limits = np.full((1, 7), 0.5, dtype=np.float32)
    forest = Forest(
        measures=("a", "b", "c"),
        columns=columns,
        limits=limits,
        leaves=np.arange(8, dtype=np.float32)[None],
        slopes={"c": (0.25, -2.0)},
        bias=1.0,
    )
    every = np.array([[(n >> bit) & 1 for bit in (2, 1, 0)] for n in range(8)], dtype=np.float32)

    assert forest.log_odds(every).tolist() == [1.0 + n - 1.5 * (n & 1) for n in range(8)]
    assert Forest.of(forest.as_table()).log_odds(every).tolist() == [1.0 + n - 1.5 * (n & 1) for n in range(8)]
    assert forest.log_odds(every[:0]).tolist() == []


@given(st.sets(st.integers(0, 5000), max_size=400), st.sets(st.integers(0, 5000), max_size=400))
def test_sketches_estimate_the_share_of_pairs_in_common(one: set[int], other: set[int]):
    mixed = np.random.default_rng(1).permutation(2**20)[:5001].astype(np.uint32)
    sketches = [np.sort(mixed[sorted(some)])[:PAIRS] for some in (one, other)]
    features = [Features("en", np.array([2], dtype=np.int32), sketch, 9) for sketch in sketches]
    complete = [sketch[-1] if len(sketch) == PAIRS else 2**32 for sketch in sketches]
    first, second = ({number for number in sketch.tolist() if number <= min(complete)} for sketch in sketches)
    expected = len(first & second) / len(first | second) if one and other else 0.0

    for mine, theirs in (features, features[::-1]):
        [found] = measure(mine, norms(mine.terms), stacked([theirs]))
        assert found[MEASURES.index("pairs")] == pytest.approx(expected)
