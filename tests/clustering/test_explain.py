from datetime import timedelta

from bot.clustering import Options, explain
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
