"""The index finds what a list of all remembered stories finds, whatever was added, forgotten and changed."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.clustering.candidates import Index
from bot.clustering.features import TITLE, WEIGHT, Packed

MOST = 24
INDEXED, NEWEST, LOOKED_AT = 32, 160, 2_000
#: Few terms, so that stories have some in common; of few weights, so that there are ties.
STORIES = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 4), st.booleans()),
    min_size=1,
    max_size=40,
    unique_by=lambda term: term[0],
).map(lambda terms: packed(sorted(terms)))


def packed(terms: list[tuple[int, int, bool]]) -> Packed:
    return np.array(
        [term | weight << WEIGHT | is_title * int(TITLE) for term, weight, is_title in terms], dtype=np.int32
    )


def telling(terms: Packed) -> list[tuple[int, int]]:
    """The weightiest terms and their weights, those of the title first."""
    known = [(int(one) & (1 << 20) - 1, int(one) >> WEIGHT & 31, bool(one & TITLE)) for one in terms]
    ranked = sorted(known, key=lambda one: -(one[1] + 4 * one[2]))
    return [(term, weight) for term, weight, _ in ranked[:INDEXED]]


def found_by_looking_at_all(stories: dict[int, Packed], asked: Packed) -> list[int]:
    scores: Counter[int] = Counter()
    looked_at = 0
    for term, weight in telling(asked):
        if looked_at >= LOOKED_AT:
            break
        having = [
            number
            for number in sorted(stories, reverse=True)
            if any(term == one for one, _ in telling(stories[number]))
        ]
        for number in having[:NEWEST]:
            scores[number] += weight * weight
        looked_at += len(having[:NEWEST])
    return sorted(scores, key=lambda number: (-scores[number], number))[:MOST]


class Remembering(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.index = Index()
        self.stories: dict[int, Packed] = {}
        self.next = 0

    @rule(stories=st.lists(STORIES, min_size=1, max_size=8), times=st.integers(1, 20))
    def add(self, stories: list[Packed], times: int) -> None:
        for terms in stories * times:
            self.stories[self.next] = terms
            self.index.add(self.next, terms)
            self.next += 1

    @precondition(lambda self: self.stories)
    @rule(count=st.integers(1, 300))
    def forget_the_oldest(self, count: int) -> None:
        for number in sorted(self.stories)[:count]:
            self.forget(number)

    @precondition(lambda self: self.stories)
    @rule(data=st.data())
    def forget_one(self, data: st.DataObject) -> None:
        self.forget(data.draw(st.sampled_from(sorted(self.stories))))

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), terms=STORIES)
    def change_one(self, data: st.DataObject, terms: Packed) -> None:
        number = data.draw(st.sampled_from(sorted(self.stories)))
        self.index.replace(number, self.stories[number], terms)
        self.stories[number] = terms

    def forget(self, number: int) -> None:
        self.index.remove(number, self.stories.pop(number))
        self.index.first = min(self.stories, default=self.next)

    @invariant()
    def finds_the_same(self) -> None:
        for asked in list(self.stories.values())[-3:]:
            assert self.index.nearest(asked, MOST) == found_by_looking_at_all(self.stories, asked)


Remembering.TestCase.settings = settings(max_examples=20, stateful_step_count=10, deadline=None)
TestIndex = Remembering.TestCase


@given(STORIES)
def test_index_without_stories_finds_none(asked: Packed) -> None:
    assert Index().nearest(asked, MOST) == []


def test_a_ring_that_was_gone_round_many_times_finds_only_what_is_remembered() -> None:
    index, dice = Index(), np.random.default_rng(1)
    stories: dict[int, Packed] = {}
    for number in range(1_500):
        terms = packed(
            [(int(term), int(dice.integers(1, 31)), False) for term in sorted(dice.choice(400, 30, replace=False) + 1)]
        )
        index.add(number, terms)
        stories[number] = terms
        if len(stories) > 200:
            oldest = min(stories)
            index.remove(oldest, stories.pop(oldest))
            index.first = oldest + 1
        if number % 100 == 0:
            assert index.nearest(terms, MOST) == found_by_looking_at_all(stories, terms)
