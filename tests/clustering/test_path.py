"""What people are told of moves and merges."""

from datetime import timedelta

from bot.clustering import Options
from bot.clustering.common import Common
from bot.clustering.finding import Found, Pair
from bot.clustering.path import came_by, explain_path
from bot.model import Decision, Evidence

OPTIONS = Options(window=timedelta(days=7), threshold=0.5)
MEASURES = {"likeness": 0.8, "copy": 0.1, "words": 0.3}
ALIKE = Evidence(nearest="d", measures=MEASURES, shared=("ferry",), gap=timedelta(hours=1))
JOINED = Decision(kind="join", story="b", cluster="a", copy="b", score=0.8, evidence=ALIKE)
MOVED = Decision(kind="join", story="b", cluster="d", copy="b", score=0.8, former="a", evidence=ALIKE)
SPLIT = Decision(kind="split", story="b", cluster="d", copy="b", score=0.2, former="a")
MERGED = Decision(kind="merge", story="d", cluster="e", copy="d", score=0.625)
MERGED_AGAIN = Decision(kind="merge", story="e", cluster="f", copy="e", score=0.75)

THAT_IT_MOVED = (
    "Moved here from the cluster of A, because it is more like that of D: score 0.80, at least 0.50 is needed."
)
THAT_THEY_MERGED = "The cluster of D was merged into that of E, because the stories of both are alike: score 0.62, at least 0.50 is needed."


def told(decision: Decision, *merges: Decision) -> list[str]:
    return explain_path(decision, merges, OPTIONS, str.upper)


def test_story_that_was_left_alone_is_explained_as_ever() -> None:
    assert told(JOINED)[0].startswith("Joined the cluster of A")
    assert came_by(JOINED, (), OPTIONS) == []


def test_move_is_told_in_place_of_the_joining_and_with_its_evidence() -> None:
    first, second, *rest = told(MOVED)

    assert first == THAT_IT_MOVED
    assert second.startswith("The story most like it is D")
    assert not [line for line in rest if line.startswith(("Joined", "Moved", "Founded"))]


def test_move_without_evidence_is_one_sentence() -> None:
    bare = Decision(kind="join", story="b", cluster="d", copy="b", score=0.8, former="a")

    assert told(bare) == [THAT_IT_MOVED]


def test_split_says_what_was_left_and_how_little_it_was_like_that() -> None:
    left = "Split off from the cluster of A, because the stories of that are less like it than one another"

    assert told(SPLIT) == [f"{left}: score 0.20, at least 0.42 is needed to stay."]
    assert came_by(SPLIT, (MERGED,), OPTIONS, str.upper) == [*told(SPLIT), THAT_THEY_MERGED]


def test_merges_are_told_in_their_order_after_all_else() -> None:
    assert told(JOINED, MERGED, MERGED_AGAIN)[:-2] == told(JOINED)
    assert told(JOINED, MERGED, MERGED_AGAIN)[-2] == THAT_THEY_MERGED
    assert "E was merged into that of F" in told(JOINED, MERGED, MERGED_AGAIN)[-1]


def test_story_that_founded_a_merged_cluster_is_told_each_merge_once() -> None:
    assert told(MERGED) == [THAT_THEY_MERGED]
    assert len(told(MERGED, MERGED_AGAIN)) == 2


def test_what_moves_and_merges_say_tells_nothing_of_how_stories_are_alike() -> None:
    said = came_by(MOVED, (MERGED,), OPTIONS, str.upper)

    assert said == [THAT_IT_MOVED, THAT_THEY_MERGED]


BOTH = Common(names=("Tilda Brandvik",))


def test_move_without_evidence_is_told_by_the_story_that_is_found_to_be_most_like_it() -> None:
    bare = Decision(kind="join", story="b", cluster="d", copy="b", score=0.8, former="a")

    said = explain_path(bare, (), OPTIONS, str.upper, Found(nearest="x", common=BOTH))

    assert said == [THAT_IT_MOVED, "The story most like it there is X.", "Both name Tilda Brandvik."]


def test_merge_is_told_by_the_most_alike_stories_of_both() -> None:
    found = Found(alike={"d": Pair("p", "q", BOTH)})
    alike = ["Most alike of their stories are P and Q.", "Both name Tilda Brandvik."]

    assert explain_path(MERGED, (MERGED_AGAIN,), OPTIONS, str.upper, found)[:3] == [THAT_THEY_MERGED, *alike]
    assert explain_path(JOINED, (MERGED, MERGED_AGAIN), OPTIONS, str.upper, found)[-4:-1] == [THAT_THEY_MERGED, *alike]


def test_what_moves_and_merges_say_by_themselves_names_no_story_but_the_clusters() -> None:
    assert came_by(MERGED, (), OPTIONS, str.upper) == [THAT_THEY_MERGED]
