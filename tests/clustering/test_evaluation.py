from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering import evaluate


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
