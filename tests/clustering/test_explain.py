from datetime import timedelta

import pytest

from bot.clustering import Options, explain
from bot.clustering.common import Common
from bot.clustering.counterfactuals import Otherwise, Otherwises
from bot.clustering.explain import explain_despite, explain_pair, in_brief
from bot.clustering.finding import Between, Found
from bot.model import Decision, Evidence

MEASURES = {"words": 0.41, "names": 0.5, "pairs": 0.0, "likeness": 0.8, "copy": 0.3}
EVIDENCE = Evidence(nearest="dam", measures=MEASURES, shared=("Orvelle", "dam"), gap=timedelta(hours=3))
OPTIONS = Options(threshold=0.5, copy_threshold=0.6)


def decision(**changes: object) -> Decision:
    values = {"kind": "join", "story": "new", "cluster": "dam", "copy": "new", "score": 0.75, "evidence": EVIDENCE}
    return Decision(**{**values, **changes})  # type: ignore[arg-type]  # a table of mixed values


def test_a_join_names_score_threshold_words_and_hours() -> None:
    text = "\n".join(explain(decision(), OPTIONS))

    assert "Joined the cluster of dam: score 0.75, at least 0.50 is needed." in text
    assert "Orvelle, dam" in text
    assert "weighted words in common 0.41, names in common 0.50" in text
    assert "word pairs" not in text  # nothing was found
    assert "3 hours apart" in text
    assert "It is a text of its own there: copy score 0.30" in text
    assert "if the score were 0.25 lower" in text


def test_a_copy_is_called_a_copy() -> None:
    assert any(line.startswith("It is a copy of dam:") for line in explain(decision(copy="dam"), OPTIONS))


def test_a_refusal_says_how_much_was_missing() -> None:
    refused = decision(kind="found", cluster="new", refused="dam", score=0.42)
    text = "\n".join(explain(refused, OPTIONS))

    assert "the nearest one, that of dam, was refused: score 0.42, at least 0.50 is needed" in text
    assert "if the score were 0.08 higher, or the threshold as much lower" in text


def test_a_refusal_for_the_claimed_times_says_so() -> None:
    far = Evidence(nearest="dam", measures=MEASURES, gap=timedelta(days=20))
    text = "\n".join(explain(decision(kind="found", cluster="new", refused="dam", evidence=far), OPTIONS))

    assert "the claimed times are too far apart" in text
    assert "20 days apart; up to 7 days is allowed" in text
    assert "if the claimed times were at most 7 days apart" in text


def test_a_refusal_for_the_language_says_so() -> None:
    text = "\n".join(explain(decision(kind="found", cluster="new", refused="dam"), OPTIONS))

    assert "they are in different languages" in text


def test_a_story_like_no_other_is_explained_too() -> None:
    alone = decision(kind="found", cluster="new", score=0.0, evidence=Evidence())

    assert explain(alone, OPTIONS) == [
        "Founded a cluster of its own: no story of the window shares a weighty word with it."
    ]


def test_stories_are_called_what_people_know_them_by() -> None:
    text = "\n".join(explain(decision(copy="dam"), OPTIONS, {"dam": "“Cracks in the dam”"}.__getitem__))

    assert "the cluster of “Cracks in the dam”" in text
    assert "most like it is “Cracks in the dam”" in text
    assert "a copy of “Cracks in the dam”" in text


COMMON = Common(names=("Tilda Brandvik", "the Orvelle Dam"), apart=timedelta(hours=2))


def found(*changes: Otherwise, score: float = 0.75, joins: bool = True) -> Found:
    return Found(nearest="dam", common=COMMON, otherwise=Otherwises(score=score, joins=joins, changes=changes))


def last(decision: Decision, found: Found) -> str:
    return explain(decision, OPTIONS, found=found)[-1]


def test_what_was_found_in_the_texts_is_told_in_place_of_measures() -> None:
    said = explain(decision(), OPTIONS, found=Found(nearest="dam", common=COMMON))

    assert "Both name Tilda Brandvik and the Orvelle Dam." in said
    assert "They were published 2 hours apart." in said
    assert not [line for line in said if "Measured" in line or "weightiest" in line or "dated" in line]


def test_what_is_in_common_with_another_story_is_told_of_that_one() -> None:
    said = explain(decision(), OPTIONS, str.upper, Found(nearest="lake", common=COMMON))

    now = said.index("Of the stories that are there now, LAKE is most like it.")
    assert said.index("Both name Tilda Brandvik and the Orvelle Dam.") > now
    assert said[1].startswith("The story most like it is DAM")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (Otherwise(kind="names", joins=False, score=0.214), "Without the names in common, it would not have joined: score 0.21."),
        (
            Otherwise(kind="words", joins=False, score=0.1, what=("Orvelle", "dam")),
            "Without the words “Orvelle” and “dam”, it would not have joined: score 0.10.",
        ),
        (
            Otherwise(kind="words", joins=False, score=0.1, what=tuple("abcdefghij")),
            "Without 10 of the words in common, the rarest, it would not have joined: score 0.10.",
        ),
        (
            Otherwise(kind="time", joins=False, score=0.3, apart=timedelta(days=4)),
            "Published more than 4 days after the last of the others, it would not have joined.",
        ),
    ],
)  # fmt: skip
def test_what_would_have_kept_it_out_is_told(change: Otherwise, said: str) -> None:
    assert last(decision(), found(change)) == said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Otherwise(kind="names", joins=True, score=0.6, what=tuple("ABCDEFGHIJ")),
            "With the names of the other in place of its own (A, B, C, D, E, F, G, H and 2 more), it would have joined: score 0.60.",
        ),
        (Otherwise(kind="title", joins=True, score=0.6), "Under the title of the other, it would have joined: score 0.60."),
        (Otherwise(kind="language", joins=True, score=0.6), "In one language with the other, it would have joined."),
        (
            Otherwise(kind="time", joins=True, score=0.6, apart=timedelta(hours=30)),
            "Published at most 30 hours from the other, it would have joined.",
        ),
    ],
)  # fmt: skip
def test_what_would_have_let_it_in_is_told(change: Otherwise, said: str) -> None:
    refused = decision(kind="found", cluster="new", refused="dam", score=0.2)

    assert last(refused, found(change, score=0.2, joins=False)) == said


def test_that_nothing_would_have_changed_it_is_told_with_what_was_tried() -> None:
    tried = (Otherwise(kind="names", joins=True, score=0.7), Otherwise(kind="title", joins=True, score=0.72))

    assert last(decision(), found(*tried)) == (
        "None of these would have changed that: without the names in common (score 0.70) and "
        "without the words that both titles have (score 0.72)."
    )


def test_score_that_is_another_now_is_told() -> None:
    assert "the score is 0.60" in last(decision(), found(score=0.6))
    assert "Weighed anew" not in "".join(explain(decision(), OPTIONS, found=found(score=0.74)))


def test_pair_is_explained_as_if_there_were_no_others() -> None:
    change = Otherwise(kind="time", joins=False, score=0.3, apart=timedelta(days=4))

    assert explain_pair(decision(), OPTIONS, found(change)) == [
        "By themselves, they report one event: score 0.75, at least 0.50 is needed.",
        "Both name Tilda Brandvik and the Orvelle Dam.",
        "They were published 2 hours apart.",
        "Each is a text of its own: copy score 0.30, 0.60 makes a copy.",
        "Published more than 4 days after the other, they would be apart.",
    ]


def test_pair_that_is_parted_by_languages_or_times_is_told_so() -> None:
    refused = decision(kind="found", cluster="new", refused="dam")
    far = Evidence(nearest="dam", measures=MEASURES, gap=timedelta(days=20))

    assert "they are in different languages" in explain_pair(refused, OPTIONS, Found())[0]
    late = decision(kind="found", cluster="new", refused="dam", evidence=far)
    assert "the claimed times are too far apart" in explain_pair(late, OPTIONS, Found())[0]


def test_stories_that_only_others_bring_together_are_told_so() -> None:
    apart = decision(kind="found", cluster="new", refused="dam", score=0.2)
    linked = Between(together=True, stories=3, link="lake", scores=(0.6, 0.7))

    [said] = explain_despite(apart, linked, str.upper)

    assert said == (
        "They are together all the same, through the other stories of their cluster; most like both is LAKE (scores 0.60 and 0.70)."
    )
    assert explain_despite(decision(), linked) == []


def test_stories_that_others_keep_apart_are_told_so() -> None:
    [said] = explain_despite(decision(), Between(together=False, stories=3, scores=(0.2, 0.3)))

    assert "the second scores 0.20" in said
    assert explain_despite(decision(), Between(together=False)) == [], "one has no cluster yet"


def test_one_sentence_says_with_which_story_it_goes_and_why() -> None:
    assert in_brief(found(), str.upper) == "Goes with DAM: both name Tilda Brandvik and the Orvelle Dam; 2 hours apart."
    assert in_brief(Found(nearest="dam", common=Common())) == "Goes with dam: the words of both are alike."
    assert in_brief(Found()) == ""


def test_score_that_misses_by_little_does_not_look_like_the_one_that_is_needed() -> None:
    near = decision(kind="found", cluster="new", refused="dam", score=0.4991)

    assert "score 0.499, at least 0.50 is needed" in explain(near, OPTIONS)[0]
