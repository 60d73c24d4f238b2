"""Grouping again from memory: it has to say what the engine says, whatever is changed in between."""

from dataclasses import replace

import numpy as np
import pytest

from benchmarks import replaying, sets
from benchmarks.replaying import NO_TABLE, Conditions, Memory, word_table
from bot.clustering import Options, repair
from bot.clustering.background import Frequencies
from bot.clustering.trees import Forest, shipped
from bot.model import Decision

DEFAULT = Options().threshold


@pytest.fixture(scope="module")
def stream() -> sets.Stream:
    whole = next(one for one in sets.written() if one.name == "look-alikes")
    return sets.Stream(whole.name, whole.stories[:100], whole.events[:100])


@pytest.fixture(scope="module")
def memory(stream: sets.Stream) -> Memory:
    return Memory(stream)


def careless(forest: Forest) -> Forest:
    """The same trees, but more easily satisfied."""
    return replace(forest, bias=forest.bias + 3)


def test_stories_are_grouped_from_memory_as_by_the_engine_itself(stream: sets.Stream, memory: Memory) -> None:
    found = {}
    for forest in (shipped("event"), careless(shipped("event"))):
        for threshold in (DEFAULT, 0.5):
            found[forest.bias, threshold] = memory.grouped(forest, threshold)
            expected = sets.grouped(stream, Options(threshold=threshold), forest)
            assert found[forest.bias, threshold] == expected
    assert len({len(set(labels)) for labels in found.values()}) > 2, "nothing depends on forest and threshold"


def test_what_is_left_afterwards_is_the_engine_as_it_was(stream: sets.Stream, memory: Memory) -> None:
    before = sets.grouped(stream, Options())
    memory.grouped(careless(shipped("event")), 0.2, Conditions(per_day=5.0, settles=False, dated=False))
    assert sets.grouped(stream, Options()) == before


@pytest.mark.parametrize("changed", [Conditions(per_day=8.0), Conditions(dated=False)])
def test_what_is_said_of_time_changes_where_stories_go(memory: Memory, changed: Conditions) -> None:
    forest = careless(shipped("event"))
    assert memory.grouped(forest, DEFAULT, changed) != memory.grouped(forest, DEFAULT)


def test_second_thoughts_can_be_left_out(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    def settle(*_: object) -> list[Decision]:
        raise LookupError

    monkeypatch.setattr(repair, "settle", settle)
    with pytest.raises(LookupError):
        memory.grouped(shipped("event"), DEFAULT)
    assert memory.grouped(shipped("event"), DEFAULT, Conditions(settles=False))


def test_without_dates_stories_are_grouped_as_if_they_had_none(stream: sets.Stream, memory: Memory) -> None:
    undated = sets.Stream(stream.name, [replace(one, published=None) for one in stream.stories], stream.events)
    expected = sets.grouped(undated, Options(), shipped("event"))
    assert memory.grouped(shipped("event"), DEFAULT, Conditions(dated=False)) == expected


def test_a_memory_that_is_wrong_is_noticed(stream: sets.Stream, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Memory(stream)
    memory.prove(shipped("event"))
    monkeypatch.setattr(replaying, "measure", lambda *asked: np.ones_like(asked[2].norms[:, :1]))
    with pytest.raises(RuntimeError, match="not grouped as by"):
        Memory(stream).prove(shipped("event"))


def test_the_word_table_counts_as_much_as_is_said_and_only_as_long() -> None:
    word = np.array([Frequencies("en").weigh(np.arange(0, 4000, 2, dtype=np.int32))[0].argmin() * 2], dtype=np.int32)
    before = Frequencies("en").idf(word)[0]
    with word_table(1_000):
        small = Frequencies("en")
        for _ in range(500):
            small.add(np.array([7], dtype=np.int32))
        lighter = small.idf(np.array([7], dtype=np.int32))[0]
    with word_table(NO_TABLE):
        assert not Frequencies("en").has_table
    after = Frequencies("en")
    assert after.has_table
    assert after.idf(word)[0] == before
    for _ in range(500):
        after.add(np.array([7], dtype=np.int32))
    assert after.idf(np.array([7], dtype=np.int32))[0] > lighter + 2
