"""Which stories are held against each other when somebody asks why a story is where it is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.cleaning.facts import extract
from bot.clustering import Clusterer, Options
from bot.clustering.finding import between, found_of_member, found_of_pair, most_alike
from bot.model import Cluster, Decision, Evidence, Member, Story

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
TEXTS = {
    "dam": "Engineers found cracks in the Orvelle Dam, Mayor Tilda Brandvik said. Some 3,800 people of Lower Sund were told to leave.",
    "leak": "Mayor Tilda Brandvik said that 3,800 people of Lower Sund were told to leave. Cracks were found in the Orvelle Dam.",
    "lake": "Cracks in the Orvelle Dam: Lower Sund is empty. The lake is let out, said Brandvik.",
    "snow": "Ten metres of snow closed the Karst Pass for cars and lorries, the road office of Hallen said. It opens in May.",
    "drift": "The road office of Hallen closed the Karst Pass for cars and lorries after ten metres of snow fell. It opens in May.",
}


def story(key: str, hours: int = 0) -> Story:
    return Story(
        key=key,
        title=key.title(),
        text=TEXTS[key],
        html="",
        published=NOON + timedelta(hours=hours),
        first_seen=NOON + timedelta(hours=hours),
        source="desk",
        outlet="",
        language="en",
        facts=extract(TEXTS[key], "en"),
    )


def joined(key: str, cluster: str, nearest: str | None = None, **given: object) -> Decision:
    kind = "found" if key == cluster else "join"
    values = {
        "kind": kind,
        "story": key,
        "cluster": cluster,
        "copy": key,
        "score": 0.5,
        "evidence": Evidence(nearest=nearest),
    }
    return Decision(**{**values, **given})  # type: ignore[arg-type]  # a table of mixed values


def member(decision: Decision, *merges: Decision, hours: int = 0) -> Member:
    return Member(story=story(decision.story, hours), sightings=(), decision=decision, merges=merges)


def cluster(*members: Member) -> Cluster:
    return Cluster(key=members[0].story.key, id="tag:x", members=members)


@pytest.fixture
def scale() -> Clusterer:
    return Clusterer(Options())


def test_story_is_held_against_the_one_that_its_decision_names(scale: Clusterer) -> None:
    late = member(joined("lake", "dam", nearest="dam"))
    found = found_of_member(late, cluster(member(joined("dam", "dam")), member(joined("leak", "dam")), late), scale)

    assert found.nearest == "dam"
    assert found.common is not None
    assert "Lower Sund" in found.common.names
    assert found.otherwise is not None


def test_story_is_held_against_those_alone_that_were_there_before(scale: Clusterer) -> None:
    second = member(joined("leak", "dam", nearest="dam"))
    early = cluster(member(joined("dam", "dam")), second)
    late = cluster(*early.members, member(joined("lake", "dam", nearest="leak")))

    assert found_of_member(second, late, scale) == found_of_member(second, early, scale)


def test_story_most_like_it_is_looked_for_where_the_named_one_is_gone(scale: Clusterer) -> None:
    moved = member(joined("leak", "snow", former="elsewhere"))
    found = found_of_member(
        moved, cluster(member(joined("snow", "snow")), moved, member(joined("lake", "snow"))), scale
    )

    assert found.nearest == "lake"


def test_founder_is_held_against_the_cluster_that_refused_it_as_it_was_then(scale: Clusterer) -> None:
    founder = member(joined("snow", "snow", nearest="dam", refused="dam"), hours=1)
    refused = cluster(member(joined("dam", "dam")), member(joined("drift", "dam"), hours=9))

    found = found_of_member(founder, cluster(founder), scale, refused=refused)

    assert found.nearest == "dam", "the other one came later"
    assert found.otherwise is not None
    assert not found.otherwise.joins


def test_founder_alone_is_held_against_nothing(scale: Clusterer) -> None:
    founder = member(joined("dam", "dam"))

    found = found_of_member(founder, cluster(founder, member(joined("leak", "dam"))), scale)

    assert (found.nearest, found.common, found.otherwise) == (None, None, None)


def test_merge_is_told_by_the_most_alike_stories_of_both_sides(scale: Clusterer) -> None:
    merge = Decision(kind="merge", story="leak", cluster="snow", copy="leak", score=0.5)
    both = cluster(
        member(joined("snow", "snow")),
        member(joined("dam", "snow")),
        member(merge),
        member(joined("drift", "leak"), merge),
    )

    for one in both.members[2:]:
        pair = found_of_member(one, both, scale).alike["leak"]

        assert (pair.one, pair.other) in {("dam", "leak"), ("snow", "drift")}
        assert pair.common.names


def test_most_alike_of_two_sides_is_a_pair_of_one_each(scale: Clusterer) -> None:
    one, other = most_alike([story("snow"), story("dam")], [story("lake"), story("leak")], scale)

    assert (one.key, other.key) == ("dam", "leak")


def test_short_way_leaves_out_single_words_and_times(scale: Clusterer) -> None:
    second = member(joined("leak", "dam", nearest="dam"))
    both = cluster(member(joined("dam", "dam")), second)

    long, short = found_of_member(second, both, scale), found_of_member(second, both, scale, thorough=False)

    assert long.otherwise is not None
    assert short.otherwise is not None
    assert {one.kind for one in long.otherwise.changes} - {one.kind for one in short.otherwise.changes} >= {"words"}
    assert (long.common, long.otherwise.score) == (short.common, short.otherwise.score)


def test_pair_is_explained_by_itself(scale: Clusterer) -> None:
    found = found_of_pair(story("dam"), story("leak"), scale)

    assert found.nearest == "dam"
    assert found.otherwise is not None
    assert found.otherwise.score == pytest.approx(scale.compare(story("dam"), story("leak")).score)


def test_story_between_two_others_is_the_one_that_is_like_both(scale: Clusterer) -> None:
    home = cluster(*(member(joined(key, "dam")) for key in ("dam", "snow", "leak", "lake")))

    found = between(story("dam"), story("lake"), home, home, scale)

    assert (found.together, found.stories, found.link) == (True, 4, "leak")
    alone = [scale.compare(story(key), story("leak")).score for key in ("dam", "lake")]
    assert list(found.scores) == pytest.approx(alone)


def test_stories_apart_are_held_against_each_others_clusters(scale: Clusterer) -> None:
    warm, cold = (
        cluster(member(joined("dam", "dam"))),
        cluster(member(joined("snow", "snow")), member(joined("drift", "snow"))),
    )

    found = between(story("dam"), story("snow"), warm, cold, scale)

    assert not found.together
    assert max(found.scores) < 0.34
    assert between(story("dam"), story("snow"), None, cold, scale).scores == (0, 0)
