"""Measures by name, as small as they are many."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Evidence
from bot.model.clusters import Measures

NAMED = st.dictionaries(st.text(max_size=5), st.floats(allow_nan=False))


@given(NAMED)
def test_measures_are_equal_to_the_dict_that_they_hold(values: dict[str, float]) -> None:
    measures = Measures(values)

    assert measures == values
    assert list(measures) == list(values)
    assert pickle.loads(pickle.dumps(measures)) == values
    assert all(measures[name] == value for name, value in values.items())


def test_a_name_that_is_not_measured_is_missing() -> None:
    measures = Measures({"words": 0.5})

    assert measures.get("copy") is None
    with pytest.raises(KeyError):
        measures["copy"]


@given(NAMED, st.lists(st.text(max_size=5), max_size=4))
def test_evidence_is_read_back_as_it_was(measures: dict[str, float], shared: list[str]) -> None:
    evidence = Evidence(nearest="a", measures=measures, shared=tuple(shared))

    assert Evidence.from_dict(evidence.as_dict()) == evidence
