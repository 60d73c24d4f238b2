"""A service that is told to stop, at any moment: what `benchmarks.stopping` does a hundred times, with few starts on one folder."""

import random

from benchmarks.stopping import GRACE_S, desk, events

SOURCES = ["desk", "north", "south"]


def test_what_five_stops_left_undone_is_done_once_and_no_more() -> None:
    chance = random.Random(7)
    with desk() as one:
        for _ in range(5):
            took_s, code, said = one.run(chance.uniform(0.3, 2.5))

            assert (code, "Traceback" in said) == (0, False)
            assert took_s < GRACE_S
        one.bring_all()
        one.once()
        state = one.state()

        assert one.problems(state) == []
    assert len(state.stories) == len(state.sightings) == len(SOURCES) * len(events())
    assert [len(cluster) for cluster in state.clusters] == [len(SOURCES)] * len(events())
    assert [outlets for _, *outlets in state.entries["all"]] == [SOURCES] * len(events())
