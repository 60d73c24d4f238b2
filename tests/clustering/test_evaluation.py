from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering import evaluate
from bot.clustering.evaluation import (
    Pair,
    average_precision,
    calibration,
    calibration_error,
    mixed_clusters,
    parted_pairs,
    precision_recall,
    sizes,
    threshold_at,
)


def test_figures_of_a_worked_example():
    # Events {1 2 3} and {4 5}; found {1 2} and {3 4 5}.
    scores = evaluate("aaabb", "xxyyy")

    # Precision of 1..5: 1, 1, 1/3, 2/3, 2/3; recall: 2/3, 2/3, 1/3, 1, 1.
    assert scores.bcubed_precision == pytest.approx(11 / 15)
    assert scores.bcubed_recall == pytest.approx(11 / 15)
    assert scores.bcubed_f1 == pytest.approx(11 / 15)
    # Right pairs 12 13 23 45; found pairs 12 34 35 45; in both 12 45.
    assert scores.pairwise_precision == pytest.approx(2 / 4)
    assert scores.pairwise_recall == pytest.approx(2 / 4)
    assert scores.pairwise_f1 == pytest.approx(2 / 4)
    # Expected by chance 4 * 4 / 10 = 1.6: (2 - 1.6) / (4 - 1.6).
    assert scores.ari == pytest.approx(1 / 6)
    # All five stories are grouped, three of them with another event's.
    assert scores.false_merge_rate == pytest.approx(3 / 5)
    assert (scores.stories, scores.gold_clusters, scores.found_clusters) == (5, 2, 2)


def test_one_big_cluster_has_full_recall_and_mixes_everything():
    scores = evaluate("aab", "xxx")

    assert scores.bcubed_recall == 1
    assert scores.bcubed_precision == pytest.approx(5 / 9)
    assert scores.pairwise_precision == pytest.approx(1 / 3)
    assert scores.false_merge_rate == 1


def test_singletons_have_full_precision_and_merge_nothing():
    scores = evaluate("aab", "xyz")

    assert scores.bcubed_precision == scores.pairwise_precision == 1
    assert scores.bcubed_recall == pytest.approx(2 / 3)
    assert scores.pairwise_recall == scores.pairwise_f1 == scores.ari == scores.false_merge_rate == 0


@pytest.mark.parametrize("gold, found", [([], []), (["a"], []), (["a"], ["x", "y"])])
def test_lists_of_unequal_or_no_length_are_refused(gold: Sequence[str], found: Sequence[str]):
    with pytest.raises(ValueError, match="same length"):
        evaluate(gold, found)


labels = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), min_size=1, max_size=20)


@given(labels)
def test_order_of_stories_and_names_of_clusters_do_not_matter(pairs: list[tuple[str, str]]):
    gold, found = zip(*pairs, strict=True)
    backwards = evaluate(gold[::-1], [f"cluster-{label}" for label in found[::-1]])

    assert backwards.as_dict() == pytest.approx(evaluate(gold, found).as_dict())


@given(labels)
def test_swapping_gold_and_found_swaps_precision_and_recall(pairs: list[tuple[str, str]]):
    gold, found = zip(*pairs, strict=True)
    there, back = evaluate(gold, found), evaluate(found, gold)

    assert there.bcubed_precision == pytest.approx(back.bcubed_recall)
    assert there.pairwise_precision == pytest.approx(back.pairwise_recall)
    assert there.ari == pytest.approx(back.ari)


@given(labels)
def test_the_right_clustering_scores_one(pairs: list[tuple[str, str]]):
    gold = [label for label, _ in pairs]
    scores = evaluate(gold, gold)

    assert scores.bcubed_f1 == scores.pairwise_f1 == scores.ari == pytest.approx(1)
    assert scores.false_merge_rate == 0


# Events {0 1 2} and {3 4}; of the six pairs compared, four are of one event.
EVENTS = "aaabb"
COMPARED = [
    Pair(1, 0, 0.9),
    Pair(2, 0, 0.6),
    Pair(2, 1, 0.6),
    Pair(3, 0, 0.8),
    Pair(4, 3, 0.3),
    Pair(4, 0, 0.0),
]


def test_curve_of_pairs_has_a_point_for_each_probability():
    curve = precision_recall(COMPARED, EVENTS)

    assert [(point.threshold, point.precision, point.recall) for point in curve] == [
        (0.9, 1, 1 / 4),
        (0.8, 1 / 2, 1 / 4),
        (0.6, 3 / 4, 3 / 4),  # two pairs of one probability: one point
        (0.3, 4 / 5, 1),
        (0.0, 4 / 6, 1),
    ]
    assert average_precision(curve) == pytest.approx(1 / 4 + 3 / 4 * 1 / 2 + 4 / 5 * 1 / 4)


def test_threshold_takes_the_pairs_that_are_exactly_as_probable():
    point = threshold_at(COMPARED, EVENTS, 0.6)

    assert (point.precision, point.recall) == (3 / 4, 3 / 4)


@pytest.mark.parametrize("pairs", [[], [Pair(1, 0, 0.7)]])
def test_without_a_pair_of_one_event_there_is_no_curve(pairs: list[Pair]):
    assert precision_recall(pairs, "ab") == []
    assert threshold_at(pairs, "ab", 0.9).recall == 1


def test_bins_compare_what_was_said_with_what_is():
    bins = calibration([*COMPARED, Pair(1, 0, 1.0)], EVENTS)

    assert [one.count for one in bins] == [1, 0, 0, 1, 0, 0, 2, 0, 1, 2]
    assert (bins[6].low, bins[6].high, bins[6].said, bins[6].share) == (0.6, 0.7, pytest.approx(0.6), 1)
    assert (bins[8].said, bins[8].share) == (0.8, 0)
    assert (bins[9].said, bins[9].share) == (0.95, 1)  # with the pair that is certain
    assert calibration_error(bins) == pytest.approx((0 + 0.7 + 2 * 0.4 + 0.8 + 2 * 0.05) / 7)
    assert calibration_error(calibration([], "")) == 0


def test_sizes_double_from_bin_to_bin():
    labels = "a" + "b" + "cc" + "ddd" + "eeee" + "f" * 5 + "g" * 17

    counted = [(size.low, size.high, size.clusters) for size in sizes(labels)]

    assert counted == [(1, 1, 2), (2, 2, 1), (3, 4, 2), (5, 8, 1), (9, 16, 0), (17, 32, 1)]
    assert sizes("") == []


def test_worst_mixture_comes_first_with_its_likeliest_bridge():
    # z has one wrong pair, y six; x is pure.
    gold, found = "ab" + "cccdd" + "ee", "zz" + "yyyyy" + "xx"
    pairs = [Pair(1, 0, 0.5), Pair(5, 2, 0.4), Pair(5, 3, 0.7), Pair(6, 5, 0.9), Pair(7, 3, 0.99)]

    worst, other = mixed_clusters(gold, found, pairs)

    assert (worst.cluster, worst.wrong_pairs, worst.bridge) == ("y", 6, Pair(5, 3, 0.7))
    assert worst.events == (("c", (2, 3, 4)), ("d", (5, 6)))
    assert (other.cluster, other.wrong_pairs, other.bridge) == ("z", 1, Pair(1, 0, 0.5))


def test_mixture_whose_events_were_never_compared_has_no_bridge():
    [mixed] = mixed_clusters("ab", "xx", [])

    assert mixed.bridge is None


def test_of_two_clusters_that_share_an_event_the_likeliest_pair_is_the_miss():
    gold, found = "aaaabb", "xxyzxw"
    pairs = [
        Pair(1, 0, 0.9),  # together
        Pair(2, 0, 0.5),
        Pair(2, 1, 0.6),  # the same two clusters, likelier
        Pair(3, 2, 0.6),  # as likely, and decided later
        Pair(5, 4, 0.1),
        Pair(5, 0, 0.8),  # not of one event
    ]

    assert parted_pairs(gold, found, pairs) == [Pair(3, 2, 0.6), Pair(2, 1, 0.6), Pair(5, 4, 0.1)]


compared = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 9), st.floats(0, 1)).map(lambda one: Pair(*one)),
    min_size=1,
    max_size=30,
)


@given(compared, st.lists(st.sampled_from("abc"), min_size=10, max_size=10))
def test_curve_bins_and_thresholds_agree(pairs: list[Pair], gold: list[str]):
    curve, bins = precision_recall(pairs, gold), calibration(pairs, gold)

    right = sum(gold[pair.later] == gold[pair.earlier] for pair in pairs)
    assert sum(one.count for one in bins) == len(pairs)
    assert sum(one.count * one.share for one in bins) == pytest.approx(right)
    assert [point.recall for point in curve] == sorted(point.recall for point in curve)
    assert curve == [threshold_at(pairs, gold, point.threshold) for point in curve]
    assert 0 <= average_precision(curve) <= 1 + 1e-9
