"""What would have changed a decision: computed by the scorer, and true of it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import process_time

import pytest

from bot.cleaning.facts import extract
from bot.clustering import Clusterer, Options
from bot.clustering.counterfactuals import Held, Otherwise, Otherwises, briefly, otherwise
from bot.model import Story

NOON = datetime(2026, 5, 6, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def story(key: str, title: str, text: str, *, hours: float = 0, language: str | None = "en") -> Story:
    return Story(
        key=key,
        title=title,
        text=text,
        html="",
        published=NOON + timedelta(hours=hours),
        first_seen=NOON + timedelta(days=9),
        source="desk",
        outlet="",
        language=language,
        facts=extract(text, language),
    )


DAM = story(
    "dam",
    "Cracks found in Orvelle Dam",
    "Engineers found cracks in the Orvelle Dam on Monday, Mayor Tilda Brandvik said. Some 3,800 people in Lower Sund were told "
    "to leave their homes by boat. The dam was built in 1931.",
)
LEAK = story(
    "leak",
    "Thousands leave homes below Orvelle Dam",
    "Cracks in the Orvelle Dam have driven 3,800 people from Lower Sund, Mayor Tilda Brandvik said. Engineers work on the dam, "
    "which dates from 1931.",
    hours=2,
)
SNOW = story(
    "snow", "Snow closes pass", "Ten metres of snow closed the Karst Pass for cars and lorries. It will be open in May."
)


def tried(one: Story, other: Story) -> Otherwises:
    clusterer = Clusterer(Options())
    return otherwise(other, [one], one, clusterer.held_against([one]), WEEK)


def of_kind(found: Otherwises, kind: str) -> Otherwise:
    [change] = [change for change in found.changes if change.kind == kind]
    return change


def counting(*telling: str) -> Held:
    """A scorer that anybody can check: how many of these words a story has; it takes half of them to join."""

    def held(story: Story) -> tuple[float, bool]:
        score = sum(word in f"{story.title} {story.text}" for word in telling) / len(telling)
        return score, score >= 0.5

    return held


def test_score_as_it_is_is_the_scorers_own() -> None:
    found = tried(DAM, LEAK)
    decision = Clusterer(Options()).compare(DAM, LEAK)

    assert found.joins
    assert found.score == pytest.approx(decision.score)
    assert not tried(DAM, SNOW).joins


def test_what_is_said_of_a_change_is_what_the_scorer_says_of_such_a_story() -> None:
    change = of_kind(tried(DAM, LEAK), "words")
    bare = LEAK
    for word in change.what:
        title, text = (re.sub(rf"(?i)\b{word}\b", "", said) for said in (bare.title, bare.text))
        bare = replace(bare, title=title, text=text)

    decision = Clusterer(Options()).compare(DAM, bare)

    assert change.joins == (decision.kind == "join")
    assert change.score == pytest.approx(decision.score)


def test_fewest_words_are_those_that_are_needed() -> None:
    found = otherwise(LEAK, [DAM], DAM, counting("Orvelle", "Brandvik"), WEEK)

    change = of_kind(found, "words")

    assert (set(change.what), change.joins) == ({"Orvelle", "Brandvik"}, False)


def test_word_that_turns_out_not_to_be_needed_is_put_back() -> None:
    def held(story: Story) -> tuple[float, bool]:
        # The mayor weighs more than the dam by herself, but it is the dam that decides.
        dam, mayor = "Orvelle" in story.text, "Brandvik" in story.text
        return 0.3 + 0.2 * dam + 0.3 * mayor, dam

    assert of_kind(otherwise(LEAK, [DAM], DAM, held, WEEK), "words").what == ("Orvelle",)


def test_many_words_are_found_where_few_are_not_enough() -> None:
    shared = "harbour ferry captain lantern rigging anchor compass galley keel mast rudder sextant bulkhead".split()
    one, other = story("a", "Sail", " ".join(shared)), story("b", "Boat", " ".join(shared))

    change = of_kind(otherwise(other, [one], one, counting(*shared, "never", "never"), WEEK), "words")

    assert not change.joins
    assert len(change.what) < len(shared)


@pytest.mark.parametrize("kind", ["names", "numbers", "title", "words"])
def test_nothing_is_said_of_what_the_stories_have_not_in_common(kind: str) -> None:
    always: Held = lambda _: (0.9, True)  # noqa: E731
    found = otherwise(replace(SNOW, key="b"), [DAM], DAM, always, WEEK)

    assert kind not in {change.kind for change in found.changes}


def test_last_hour_at_which_it_would_have_joined_is_found() -> None:
    def held(story: Story) -> tuple[float, bool]:
        assert story.published is not None
        late = story.published - NOON > timedelta(hours=50)
        return 0.2 if late else 0.8, not late

    change = of_kind(otherwise(LEAK, [DAM], DAM, held, WEEK), "time")

    assert (change.apart, change.joins, change.score) == (timedelta(hours=50), False, 0.2)


@pytest.mark.parametrize("sign", [1, -1])
def test_hours_that_would_have_been_near_enough_are_found(sign: int) -> None:
    def held(story: Story) -> tuple[float, bool]:
        assert story.published is not None
        near = abs(story.published - NOON) <= timedelta(hours=30)
        return 0.5, near

    late = replace(LEAK, published=NOON + sign * timedelta(days=20))
    change = of_kind(otherwise(late, [DAM], DAM, held, WEEK), "time")

    assert (change.apart, change.joins) == (timedelta(hours=30), True)


def test_time_is_not_told_where_any_is_as_good() -> None:
    always: Held = lambda _: (0.9, True)  # noqa: E731

    assert [one for one in otherwise(LEAK, [DAM], DAM, always, WEEK).changes if one.kind == "time"] == []
    assert otherwise(replace(LEAK, published=None), [DAM], DAM, always, WEEK).joins


def test_other_language_is_told_where_it_is_what_parts_them() -> None:
    change = tried(DAM, replace(LEAK, language="sv")).changes[0]

    assert (change.kind, change.joins) == ("language", True)


def test_changes_that_would_have_changed_the_decision_come_first_and_the_smallest_of_them() -> None:
    changes = otherwise(LEAK, [DAM], DAM, counting("Orvelle"), WEEK).changes

    assert [change.joins for change in changes] == sorted(change.joins for change in changes)
    assert changes[0].what == ("Orvelle",)


def test_short_way_asks_five_times_at_most() -> None:
    asked = []

    def held(story: Story) -> tuple[float, bool]:
        asked.append(story)
        return 0.1, False

    found = briefly(replace(LEAK, language="sv"), SNOW, held)

    assert {change.kind for change in found.changes} <= {"names", "numbers", "title", "language"}
    assert len(asked) <= 5


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("zh", "奥维尔大坝发现裂缝,三千居民撤离。", "大坝出现裂缝,奥维尔居民连夜撤离。"),
        ("th", "พบรอยร้าวที่เขื่อน ชาวบ้านอพยพ", "ชาวบ้านอพยพหลังพบรอยร้าวที่เขื่อน"),
        ("ru", "Трещины найдены в плотине Орвель", "В плотине Орвель нашли трещины"),
        (None, "", ""),
    ],
)
def test_any_language_can_be_asked(language: str | None, one: str, other: str) -> None:
    found = tried(story("a", "1", one, language=language), story("b", "2", other, language=language))

    assert found.as_dict()["changes"] == [change.as_dict() for change in found.changes]


def test_long_text_costs_no_more_than_its_begin() -> None:
    long = replace(LEAK, text=LEAK.text + " And so it goes on in the valley of the dam." * 20_000)
    began = process_time()

    found = tried(replace(DAM, text=DAM.text + long.text), long)

    assert process_time() - began < 5
    assert found.joins


def test_asking_teaches_the_clusterer_nothing() -> None:
    clusterer = Clusterer(Options())
    clusterer.apply(DAM, clusterer.decide(DAM))
    before = clusterer.decide(LEAK)

    otherwise(LEAK, [DAM], DAM, clusterer.held_against([DAM]), WEEK)

    assert len(clusterer) == 1
    assert clusterer.decide(LEAK) == before
