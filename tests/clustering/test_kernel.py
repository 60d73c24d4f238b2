"""What is compiled for comparing does what a few plain lines say."""

from array import array
from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.clustering import kernel, scoring
from bot.clustering.features import HEAVIEST, TERM, WEIGHT, Features, Packed
from bot.clustering.kernel import Claims
from bot.clustering.window import Place, Window

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NEVER = int(np.iinfo(np.int64).min)
TERMS = st.dictionaries(st.integers(1, 300), st.integers(1, (1 << 10) - 1), max_size=128).map(
    lambda known: np.array([term | what << WEIGHT for term, what in sorted(known.items())], dtype=np.int32)
)
DAYS = st.none() | st.integers(0, 20)


@given(TERMS, TERMS, st.integers(1, 12))
def test_what_two_stories_share_is_told_by_weight(one: Packed, other: Packed, most: int) -> None:
    theirs = set((other & TERM).tolist())
    both = [term for term in one.tolist() if term & int(TERM) in theirs]

    assert (
        kernel.shared(one, other, most).tolist() == sorted(both, key=lambda term: -(term >> WEIGHT & HEAVIEST))[:most]
    )


@given(TERMS)
def test_norms_are_sums_of_what_terms_add(terms: Packed) -> None:
    sums = np.add.reduce(scoring._ADDS[terms >> WEIGHT << 1 | terms & 1], axis=0)
    sums[:6] = np.sqrt(sums[:6])
    sums[sums <= 0] = 1

    assert scoring.norms(terms).tolist() == sums.tolist()


@given(st.lists(st.tuples(st.floats(-9, 9), DAYS), min_size=1, max_size=20), st.integers(0, 20))
def test_each_day_between_two_stories_takes_off_as_much(rows: list[tuple[float, int | None]], claimed: int) -> None:
    times = np.array([(0, NEVER if day is None else day * 86_400) for _, day in rows], dtype=np.int64)
    odds = np.array([one for one, _ in rows])
    Claims(np.zeros(len(rows), dtype=np.int16), times).take_off(odds, np.arange(len(rows)), claimed * 86_400, 0.6, 1.0)

    expected = [one if day is None else one - 0.6 * max(abs(day - claimed) - 1, 0) for one, day in rows]
    assert odds.tolist() == expected


@given(
    st.lists(st.tuples(st.sampled_from([None, "en", "de"]), DAYS), min_size=1, max_size=15),
    st.sampled_from([None, "en", "fr"]),
    DAYS,
    st.integers(-1, 15),
)
def test_a_cluster_admits_one_language_and_what_is_near_in_time(
    others: list[tuple[str | None, int | None]], language: str | None, day: int | None, own: int
) -> None:
    window = Window()
    for number, (spoken, claimed) in enumerate(others):
        features = Features(spoken, np.array([7], dtype=np.int32), np.array([7], dtype=np.uint32), 1)
        at = None if claimed is None else NOON + timedelta(days=claimed)
        window.add(f"s{number}", features, NOON, at, Place("s0", f"s{number}"))
    heard = [one for number, one in enumerate(others) if number != own]
    languages = {spoken for spoken, _ in heard if spoken} | ({language} - {None})
    gaps = [abs(claimed - day) for _, claimed in heard if claimed is not None and day is not None]
    claims = None if day is None else int((NOON + timedelta(days=day)).timestamp())

    admitted = window.admits("s0", (language, claims), 5 * 86_400.0, own if 0 <= own < len(others) else None)
    assert admitted == (len(languages) <= 1 and (not gaps or min(gaps) <= 5))


def test_arrays_that_may_not_be_written_to_have_an_address_too() -> None:
    values = np.frombuffer(b"12345678", dtype=np.int32)

    assert kernel.address(values) == values.ctypes.data
    assert kernel.shared(values[:0], values[:0], 3).tolist() == []


def test_cluster_of_one_is_as_good_as_any_other() -> None:
    claims = Claims(np.zeros(4, dtype=np.int16), np.full((4, 2), NEVER))

    assert claims.admit(array("i", [2]), -1, 0, NEVER, 1.0)
    assert claims.admit(array("i"), -1, 1, 5, 1.0)
