"""How a cluster is parted, by the scores of its pairs alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering.parting import Scores, parts

LEAST, THRESHOLD = 0.3, 0.35


@st.composite
def matrices(draw: st.DrawFn) -> Scores:
    size = draw(st.integers(1, 9))
    scores = np.zeros((size, size))
    pairs = [(one, other) for one in range(size) for other in range(one)]
    # No two alike, so that the order of the stories decides nothing.
    values = draw(st.lists(st.integers(0, 10_000), min_size=len(pairs), max_size=len(pairs), unique=True))
    for (one, other), value in zip(pairs, values, strict=True):
        scores[one, other] = scores[other, one] = value / 10_000
    return scores


def sets(found: list[list[int]]) -> set[frozenset[int]]:
    return {frozenset(part) for part in found}


@given(matrices())
def test_each_story_is_in_one_part_and_parts_are_less_alike_than_is_needed(scores: Scores) -> None:
    found = parts(scores.copy(), LEAST, THRESHOLD)

    assert sorted(at for part in found for at in part) == [*range(len(scores))]
    assert found == sorted(map(sorted, found))
    for part in found:
        rest = [at for at in range(len(scores)) if at not in part]
        assert not rest or scores[np.ix_(part, rest)].mean() < LEAST


@given(matrices(), st.randoms(use_true_random=False))
def test_order_of_the_stories_changes_nothing(scores: Scores, random: st.DataObject) -> None:
    order = [*range(len(scores))]
    random.shuffle(order)  # type: ignore[attr-defined]  # a random.Random
    shuffled = parts(scores[np.ix_(order, order)], LEAST, THRESHOLD)

    assert sets([[order[at] for at in part] for part in shuffled]) == sets(parts(scores.copy(), LEAST, THRESHOLD))


def blocks(sizes: list[int], inside: float, between: float) -> Scores:
    of = np.repeat(np.arange(len(sizes)), sizes)
    return np.where(of[:, None] == of, inside, between)


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        (blocks([2, 3], 0.9, 0.1), [[0, 1], [2, 3, 4]]),
        (blocks([2, 3], 0.9, 0.31), [[0, 1, 2, 3, 4]]),
        (blocks([4], 0.31, 0), [[0, 1, 2, 3]]),
        (blocks([1, 1, 1], 0.9, 0.1), [[0], [1], [2]]),
    ],
)
def test_events_part_and_one_event_does_not(scores: Scores, expected: list[list[int]]) -> None:
    assert parts(scores, LEAST, THRESHOLD) == expected


def test_parts_that_would_be_merged_at_once_stay_together() -> None:
    # Of twelve stories, each is like the next seven only: a long event. In the mean they are little alike.
    apart = np.abs(np.subtract.outer(np.arange(12), np.arange(12)))
    scores = np.where(apart <= 7, 0.4, 0.0)

    assert len(parts(scores.copy(), LEAST, 0.31)) == 1
    assert len(parts(scores.copy(), LEAST, THRESHOLD)) == 2
