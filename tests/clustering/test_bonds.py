"""What editors decided about which stories are together, whatever their words say."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clustering import Clusterer, Options, Place, Stored
from bot.clustering.bonds import Bond, Bonds
from bot.model import Decision, Ruling, Story
from tests.clustering.test_linking import BRIDGE, DAM, DAM_AGAIN, NOON, live
from tests.clustering.test_repair import BRIDGE_AGAIN, BRIDGE_LATER, DAM_LATER, put

STORIES = {one.key: one for one in (DAM, DAM_AGAIN, DAM_LATER, BRIDGE, BRIDGE_AGAIN, BRIDGE_LATER)}


def bond(kind: str, ones: Iterable[str], others: Iterable[str], number: int = 1) -> Bond:
    return Bond(Ruling(number=number, kind=kind, at=NOON), tuple(ones), tuple(others))  # type: ignore[arg-type]


def bound(*bonds: Bond) -> Clusterer:
    clusterer = Clusterer(Options())
    clusterer.bind(Bonds(bonds), {})
    return clusterer


def test_what_is_kept_apart_from_one_is_kept_apart_from_all_that_are_with_it() -> None:
    found = Bonds([bond("merge", "a", "b"), bond("merge", "c", "d"), bond("apart", "a", "c")])

    assert found.mates("a") == ["b"]
    assert found.enemies("b") == {"c", "d"}
    assert found.enemies("d") == {"a", "b"}
    assert found.enemies("e") == frozenset()


def test_last_word_counts() -> None:
    parted = [bond("merge", "ab", "c"), bond("split", "b", "ac", 2)]
    assert Bonds(parted).mates("a") == ["c"]
    assert Bonds(parted).enemies("b") == {"a", "c"}

    again = Bonds([*parted, bond("merge", "a", "b", 3)])
    assert sorted(again.mates("a")) == ["b", "c"]
    assert again.enemies("b") == frozenset()
    assert again.between("a", "b") == Ruling(number=3, kind="merge", at=NOON)
    assert Bonds(parted).between("c", "b") == Ruling(number=2, kind="split", at=NOON)


def test_those_that_leave_together_stay_together() -> None:
    assert Bonds([bond("split", "ab", "cd")]).mates("b") == ["a"]
    assert Bonds([bond("apart", "a", "c")]).mates("a") == []
    assert Bonds([bond("split", "ab", "")]).mates("a") == []  # it was never done


def test_story_joins_the_one_that_an_editor_put_it_with_though_it_is_another_event() -> None:
    clusterer = bound(bond("merge", ["dam"], ["bridge"], 7))
    live(clusterer, [DAM, BRIDGE_AGAIN])

    found = clusterer.decide(BRIDGE)

    assert (found.kind, found.cluster, found.score, found.copy) == ("join", "dam", 1.0, "bridge")
    assert found.evidence.editor == Ruling(number=7, kind="merge", at=NOON)
    assert found.evidence.nearest == "dam"


def test_story_founds_a_cluster_rather_than_join_what_it_is_kept_apart_from() -> None:
    free, clusterer = bound(), bound(bond("apart", ["dam"], ["dam-again"]))
    for one in (free, clusterer):
        live(one, [DAM])

    assert free.decide(DAM_AGAIN).cluster == "dam"
    assert clusterer.decide(DAM_AGAIN).cluster == "dam-again"


def test_clusters_that_are_kept_apart_never_become_one() -> None:
    free, clusterer = bound(), bound(bond("apart", ["dam"], ["dam-again"]))
    for one in (free, clusterer):
        put(one, DAM, "dam")
        put(one, DAM_AGAIN, "dam-again")
        live(one, [DAM_LATER])

    assert [one.kind for one in free.settle()] == ["merge"]
    assert clusterer.settle() == []


def test_clusters_stay_apart_by_a_story_that_is_forgotten() -> None:
    clusterer, free = bound(bond("apart", ["old"], ["dam-again"])), bound()
    for one in (clusterer, free):
        if one is clusterer:
            one.bind(Bonds([bond("apart", ["old"], ["dam-again"])]), {"old": "old"})
        one.restore([Stored(DAM.key, Place("old", DAM.key), NOON, None, packed(DAM))])

    assert clusterer.decide(DAM_AGAIN).kind == "found"
    assert free.decide(DAM_AGAIN).cluster == "old"


def test_window_remembers_where_bonded_stories_were_when_it_forgets_them() -> None:
    clusterer = bound(bond("merge", ["dam"], ["bridge"]))
    live(clusterer, [DAM])
    clusterer.forget(NOON + timedelta(days=30))
    assert len(clusterer) == 0

    found = clusterer.decide(BRIDGE)

    assert (found.kind, found.cluster, found.score) == ("join", "dam", 1.0)


def test_what_an_editor_put_together_is_not_parted_where_it_would_be_by_itself() -> None:
    free, clusterer = bound(), bound(bond("merge", ["dam"], ["bridge", "bridge-again"]))
    for one in (free, clusterer):
        put(one, DAM, "dam")
        for item in (BRIDGE, BRIDGE_AGAIN):
            put(one, item, "dam")
        live(one, [DAM_AGAIN, BRIDGE_LATER])

    assert "split" in {one.kind for one in free.settle()}
    left = {one.story for one in clusterer.settle()}
    assert left.isdisjoint({"dam", "bridge", "bridge-again"})


def test_clusters_are_kept_apart_by_one_pair_though_the_others_are_alike() -> None:
    free, clusterer = bound(), bound(bond("apart", ["dam"], ["dam-again"]))
    for one in (free, clusterer):
        for item, cluster in ((DAM, "dam"), (DAM_AGAIN, "dam-again")):
            put(one, item, cluster)
            put(one, replace(item, key=f"{item.key}-2"), cluster)
        live(one, [DAM_LATER])

    assert [one.kind for one in free.settle()] == ["merge"]
    assert "merge" not in {one.kind for one in clusterer.settle()}


def test_only_what_an_editor_put_there_stays_where_the_others_leave() -> None:
    clusterer = bound(bond("merge", ["dam", "dam-again", "dam-later"], ["bridge"]))
    put(clusterer, DAM, "dam")
    for item in (DAM_AGAIN, DAM_LATER, BRIDGE, BRIDGE_AGAIN, BRIDGE_LATER):
        put(clusterer, item, "dam")
    live(clusterer, [replace(DAM, key="dam-2")])  # a copy

    left = {one.story for one in clusterer.settle()}

    assert left == {"bridge-again", "bridge-later"}


def test_story_stays_with_one_that_is_forgotten() -> None:
    for is_bound in (False, True):
        clusterer = Clusterer(Options())
        clusterer.bind(Bonds([bond("merge", ["old"], ["bridge"])] if is_bound else ()), {"old": "dam"})
        put(clusterer, DAM, "dam")
        for item in (BRIDGE, BRIDGE_AGAIN):
            put(clusterer, item, "dam")
        live(clusterer, [BRIDGE_LATER])

        assert ("bridge" in {one.story for one in clusterer.settle()}) is not is_bound


def test_forgotten_story_goes_with_its_cluster() -> None:
    clusterer = Clusterer(Options())
    clusterer.bind(Bonds([bond("apart", ["old"], ["fresh"])]), {"old": "dam-again"})
    put(clusterer, DAM, "dam")
    put(clusterer, DAM_AGAIN, "dam-again")
    live(clusterer, [DAM_LATER])
    assert [(one.kind, one.story, one.cluster) for one in clusterer.settle()] == [("merge", "dam-again", "dam")]

    assert clusterer.decide(replace(DAM, key="other")).cluster == "dam"
    assert clusterer.decide(replace(DAM, key="fresh")).cluster == "fresh"


def test_what_an_editor_merged_founds_no_second_cluster() -> None:
    clusterer = bound()
    put(clusterer, DAM, "dam")
    put(clusterer, DAM_LATER, "dam")
    put(clusterer, BRIDGE, "bridge")
    put(clusterer, BRIDGE_AGAIN, "bridge")
    clusterer.heed([Decision(kind="merge", story="bridge", cluster="dam", copy="bridge", score=1.0)])
    live(clusterer, [DAM_AGAIN])

    assert {one.cluster for one in clusterer.settle() if one.kind == "split"} == {"bridge-again"}


def packed(story: Story) -> bytes:
    clusterer = Clusterer(Options())
    put(clusterer, story, story.key)
    found = clusterer.packed(story.key)
    assert found is not None
    return found


ONES = st.sampled_from(sorted(STORIES))
BONDS = st.lists(
    st.tuples(st.sampled_from(["merge", "apart"]), ONES, ONES).filter(lambda it: it[1] != it[2]), max_size=4
)


@settings(max_examples=60, deadline=None)
@given(bonds=BONDS, arrivals=st.permutations(sorted(STORIES)), batch=st.integers(1, 6))
def test_bonds_hold_in_whatever_order_stories_arrive(
    bonds: list[tuple[str, str, str]], arrivals: list[str], batch: int
) -> None:
    held = Bonds(bond(kind, [one], [other], number) for number, (kind, one, other) in enumerate(bonds))
    clusterer, places = Clusterer(Options()), dict[str, str]()
    clusterer.bind(held, {})
    for at in range(0, len(arrivals), batch):
        for key in arrivals[at : at + batch]:
            decision = clusterer.decide(STORIES[key])
            clusterer.apply(STORIES[key], decision)
            places[key] = decision.cluster
        for one in clusterer.settle():
            if one.kind == "merge":
                places |= {key: one.cluster for key, cluster in places.items() if cluster == one.story}
            else:
                places[one.story] = one.cluster
        for key, cluster in places.items():
            assert {places[mate] for mate in held.mates(key) if mate in places} <= {cluster}
            assert cluster not in {places[enemy] for enemy in held.enemies(key) if enemy in places}
