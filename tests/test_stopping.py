"""A service that is told to stop, at any moment: `benchmarks.stopping` with few of them."""

import random

import pytest

from benchmarks.stopping import DONE_S, GRACE_S, State, desk

SEED = 7


@pytest.fixture(scope="module")
def never_stopped() -> State:
    """What there is in the end, where nothing was stopped."""
    with desk() as one:
        one.bring_all()
        one.once()
        return one.state()


@pytest.mark.parametrize("after_s", [round(random.Random(SEED + n).uniform(0.3, DONE_S / 2), 2) for n in range(5)])
def test_what_a_stop_left_undone_is_done_once_and_no_more(never_stopped: State, after_s: float) -> None:
    with desk() as one:
        took_s, code, said = one.run(after_s)
        one.bring_all()
        one.once()

        assert (code, "Traceback" in said) == (0, False)
        assert took_s < GRACE_S
        assert one.problems(never_stopped) == []
