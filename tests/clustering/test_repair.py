"""Second thoughts: what stories that came later show to have been wrong."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clustering import Clusterer, Options, Place, Stored
from bot.clustering.repair import LASTING
from bot.model import Decision, Story
from bot.rows import Placement
from tests.clustering.test_linking import BRIDGE, DAM, DAM_AGAIN, NOON, live, story

BRIDGE_AGAIN = story(
    "bridge-again",
    "Harbour board raises Kessry bridge toll",
    "Crossing the Kessry bridge will cost 9 crowns for cars and 22 crowns for lorries from May, the harbour board decided.",
)
BRIDGE_LATER = story(
    "bridge-later",
    "Kessry bridge toll: lorries to pay 22 crowns",
    "The harbour board said that cars will pay 9 crowns and lorries 22 crowns on the Kessry bridge from May.",
)
DAM_LATER = story(
    "dam-later",
    "Orvelle dam: 4,000 people out of the valley as reservoir is lowered",
    "Prefect Ilse Marchand said that the 4,000 people who left the valley below the Orvelle dam cannot return while the crack of "
    "30 metres is examined. The reservoir is being lowered.",
)


def put(clusterer: Clusterer, item: Story, cluster: str, copy: str | None = None) -> None:
    kind = "found" if item.key == cluster else "join"
    clusterer.apply(item, Decision(kind=kind, story=item.key, cluster=cluster, copy=copy or item.key, score=0.5))  # type: ignore[arg-type]


def places(decisions: list[Decision]) -> list[tuple[str, str, str, str]]:
    return [(one.kind, one.story, one.cluster, one.copy) for one in decisions]


def test_story_that_joined_early_leaves_with_those_that_came_later_and_fit_it_better() -> None:
    clusterer = Clusterer(Options())
    put(clusterer, DAM, "dam")
    for item in (BRIDGE, BRIDGE_AGAIN):
        put(clusterer, item, "dam")
    live(clusterer, [BRIDGE_LATER])

    found = clusterer.settle()

    assert places(found) == [
        ("split", "bridge", "bridge", "bridge"),
        ("split", "bridge-again", "bridge", "bridge-again"),
        ("split", "bridge-later", "bridge", found[2].copy),
    ]
    assert all(one.score < LASTING * Options().threshold for one in found)
    assert clusterer.settle() == []
    assert clusterer.decide(DAM_AGAIN).cluster == "dam"


def test_founding_story_keeps_the_cluster_though_most_leave_it() -> None:
    clusterer = Clusterer(Options())
    put(clusterer, BRIDGE, "bridge")
    for item in (DAM, DAM_LATER):
        put(clusterer, item, "bridge")
    live(clusterer, [DAM_AGAIN])

    assert {(one.kind, one.cluster) for one in clusterer.settle()} == {("split", "dam")}
    assert clusterer.decide(BRIDGE_AGAIN).cluster == "bridge"


def test_story_whose_cluster_was_merged_founds_no_second_one() -> None:
    live_on, alone = Clusterer(Options()), Clusterer(Options())
    for clusterer, others in ((live_on, [BRIDGE_AGAIN]), (alone, [])):
        put(clusterer, DAM, "dam")
        put(clusterer, DAM_LATER, "dam")
        clusterer.restore([Stored(BRIDGE.key, Place("dam", BRIDGE.key, has_founded=True), NOON, None, packed(BRIDGE))])
        for item in others:
            put(clusterer, item, "dam")
        live(clusterer, [DAM_AGAIN])

    assert places(live_on.settle())[:2] == [
        ("split", "bridge-again", "bridge-again", "bridge-again"),
        ("split", "bridge", "bridge-again", "bridge"),
    ]
    assert alone.settle() == []


def test_story_that_moves_takes_its_copies_along() -> None:
    clusterer = Clusterer(Options())
    reprint = replace(BRIDGE, key="reprint")
    put(clusterer, DAM, "dam")
    put(clusterer, BRIDGE_AGAIN, "bridge-again")
    put(clusterer, BRIDGE, "dam")
    put(clusterer, reprint, "dam", "bridge")
    live(clusterer, [BRIDGE_LATER])

    assert places(clusterer.settle()) == [
        ("join", "bridge", "bridge-again", "bridge"),
        ("join", "reprint", "bridge-again", "bridge"),
    ]


TEXTS = (DAM, DAM_AGAIN, DAM_LATER, BRIDGE, BRIDGE_AGAIN, BRIDGE_LATER)


def packed(item: Story) -> bytes:
    clusterer = Clusterer(Options())
    put(clusterer, item, item.key)
    kept = clusterer.packed(item.key)
    assert kept is not None
    return kept


@st.composite
def streams(draw: st.DrawFn) -> list[tuple[Story, str | None]]:
    """Stories, and where some of them are put whatever they say."""
    stream: list[tuple[Story, str | None]] = []
    for at in range(draw(st.integers(3, 12))):
        seen = NOON + timedelta(minutes=at)
        item = replace(draw(st.sampled_from(TEXTS)), key=f"s{at:02}", first_seen=seen)
        founders = [one.key for one, cluster in stream if cluster == one.key]
        stream.append((item, draw(st.sampled_from([None, item.key, *founders]))))
    return stream


class Forced(Clusterer):
    """The real one, but for where some stories are put."""

    def __init__(self, forced: dict[str, str]) -> None:
        super().__init__(Options())
        self._forced = forced

    def decide(self, item: Story) -> Decision:
        decision = super().decide(item)
        cluster = self._forced.get(item.key)
        is_there = cluster == item.key or cluster in self._window.members
        if cluster is None or cluster == decision.cluster or not is_there:
            return decision
        return replace(decision, kind="found" if cluster == item.key else "join", cluster=cluster, copy=item.key)


@settings(max_examples=30, deadline=None)
@given(streams(), st.integers(1, 4))
def test_whatever_was_wrong_each_story_is_in_one_cluster_with_its_founder_and_its_original(
    stream: list[tuple[Story, str | None]], every: int
) -> None:
    clusterer = Forced({item.key: cluster for item, cluster in stream if cluster is not None})
    placement, minted = Placement(clusterer), set[str]()
    for at, (item, _) in enumerate(stream):
        placement.add(item)
        if placement.cluster(item.key) == item.key:
            minted.add(item.key)
        if at % every == 0:
            placement.settle()
    placement.settle()
    window = clusterer._window

    for item, _ in stream:
        number = window.numbers[item.key]
        cluster, copy = placement.cluster(item.key), placement.copy(item.key)
        assert (window.cluster(number), window.copy(number)) == (cluster, copy)
        assert number in window.members[cluster]
        assert placement.cluster(cluster) == cluster, "the founding story is there"
        assert placement.cluster(copy) == cluster, "so is the original"
    assert clusterer.settle() == [], "what is settled is not in doubt"


@settings(max_examples=12, deadline=None)
@given(streams())
def test_second_thoughts_are_the_same_after_a_start(stream: list[tuple[Story, str | None]]) -> None:
    forced = {item.key: cluster for item, cluster in stream if cluster is not None}
    lived, minted = Forced(forced), set[str]()
    where: dict[str, tuple[str, str]] = {}
    for item, _ in stream[:-2]:
        decision = lived.decide(item)
        lived.apply(item, decision)
        for one in (decision, *lived.settle()):
            if one.kind == "merge":
                where |= {key: (one.cluster, copy) for key, (at, copy) in where.items() if at == one.story}
            else:
                where[one.story] = one.cluster, one.copy
                minted |= {one.story} & {one.cluster}
    again, stored = Forced(forced), list[Stored]()
    for item, _ in stream[:-2]:
        cluster, copy = where[item.key]
        kept = lived.packed(item.key)
        assert kept is not None
        stored.append(Stored(item.key, Place(cluster, copy, item.key in minted), item.first_seen, item.published, kept))
    again.restore(stored)

    for clusterer in (lived, again):
        live(clusterer, [item for item, _ in stream[-2:]])

    assert again.settle() == lived.settle()
