"""Live pages and round-ups tell of several events: they may join a cluster, but never bridge two."""

from dataclasses import replace

import pytest

from bot.clustering import Clusterer, Options, Place, Stored
from bot.model import Marker, MarkerKind, Story
from bot.rows import Placement
from tests.clustering.test_linking import BRIDGE, DAM, DAM_AGAIN, groups, live, story
from tests.clustering.test_repair import BRIDGE_AGAIN, put

DAY = story(
    "day",
    "The day in Orvelle: valley emptied below the dam, Kessry bridge toll to rise",
    f"{DAM_AGAIN.text} {BRIDGE.text}",
)
LIVE = replace(DAY, markers=(Marker(kind="live"),))


def with_kind(kind: MarkerKind) -> Story:
    return replace(DAY, markers=(Marker(kind=kind),))


@pytest.mark.parametrize("kind", ["live", "wrapup"])
def test_story_is_not_taken_along_by_what_gathers_several_events(kind: MarkerKind) -> None:
    plain, gathering = Clusterer(Options()), Clusterer(Options())
    for clusterer, day in ((plain, DAY), (gathering, with_kind(kind))):
        put(clusterer, DAM, "dam")
        put(clusterer, day, "dam")

    # Without its mark the page is what the other event is held against: that is what the mark is for.
    assert plain.decide(BRIDGE).refused == "dam" or plain.decide(BRIDGE).cluster == "dam"
    assert gathering.decide(BRIDGE).refused is None
    assert gathering.decide(BRIDGE).cluster == "bridge"
    assert gathering.decide(DAM_AGAIN).cluster == "dam"


def test_live_page_joins_what_it_is_about() -> None:
    decisions = live(Clusterer(Options()), [DAM, DAM_AGAIN, LIVE])

    assert groups(decisions) == {frozenset({"dam", "dam-again", "day"})}


def test_live_page_alone_is_joined_like_any_story() -> None:
    clusterer = Clusterer(Options())
    live(clusterer, [LIVE])

    assert clusterer.decide(DAM).cluster == "day"


def test_what_gathers_never_makes_one_cluster_of_two() -> None:
    clusterer = Clusterer(Options())
    placement = Placement(clusterer)
    for item in (DAM, BRIDGE, LIVE, DAM_AGAIN, BRIDGE_AGAIN):
        placement.add(item)
    placement.settle()

    assert placement.cluster("dam") == placement.cluster("dam-again") != placement.cluster("bridge")
    assert placement.cluster("bridge") == placement.cluster("bridge-again")
    assert placement.cluster("day") in {placement.cluster("dam"), placement.cluster("bridge")}


def test_after_a_start_a_live_page_still_bridges_nothing() -> None:
    before, after = Clusterer(Options()), Clusterer(Options())
    put(before, DAM, "dam")
    put(before, LIVE, "dam")
    for item in (DAM, LIVE):
        packed = before.packed(item.key)
        assert packed is not None
        after.restore([Stored(item.key, Place("dam", item.key), item.first_seen, item.published, packed)])

    assert after.decide(BRIDGE) == before.decide(BRIDGE)
    assert after.decide(BRIDGE).refused is None
