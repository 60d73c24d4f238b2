"""Phrases are whole words, in any case and accent; one story has to satisfy the rules."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Decision, Member, Story
from bot.topics.rules import Matcher, Rules, fold

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def story(text: str, title: str = "") -> Story:
    return Story(key="00aa", title=title, text=text, html="", first_seen=NOW, source="wire", outlet="Wire")


def cluster(*texts: str) -> Cluster:
    decision = Decision(kind="join", story="00aa", cluster="00aa", copy="00aa", score=1.0)
    members = tuple(Member(story=story(text), sightings=(), decision=decision) for text in texts)
    return Cluster(key="00aa", id="tag:storyfold.example,2026:cluster/00aa", members=members)


@pytest.mark.parametrize(
    "phrase, text",
    [
        ("ferry", "The FERRY sank."),
        ("cafe", "A new Café opens"),
        ("Café", "a new cafe opens"),
        ("belt and road", "the Belt-and-Road plan"),
        ("Straße", "in der STRASSE"),
        ("北京", "普京抵达北京访问"),
        ("AT&T", "shares of AT&T rose"),
    ],
)
def test_phrase_is_found(phrase: str, text: str) -> None:
    assert Matcher(Rules(any=(phrase,))).match_story(story(text)) == (phrase,)


@pytest.mark.parametrize("phrase, text", [("art", "the party"), ("Putin", "Putinism"), ("belt road", "belt and road")])
def test_part_of_a_word_or_phrase_is_not_found(phrase: str, text: str) -> None:
    assert Matcher(Rules(any=(phrase,))).match_story(story(text)) is None


@pytest.mark.parametrize(
    "rules, expected",
    [
        (Rules(any=("ferry", "storm")), ("ferry",)),
        (Rules(all=("ferry", "island")), ("ferry", "island")),
        (Rules(all=("ferry", "storm")), None),
        (Rules(all=("ferry",), any=("island", "storm")), ("ferry", "island")),
        (Rules(all=("ferry",), any=("storm",)), None),
        (Rules(any=("ferry",), none=("island",)), None),
        (Rules(any=("ferry",), none=("storm",)), ("ferry",)),
        (Rules(), ()),
    ],
)
def test_any_all_none_are_combined(rules: Rules, expected: tuple[str, ...] | None) -> None:
    assert Matcher(rules).match_story(story("to the island", title="Ferry aground")) == expected


def test_one_member_lets_the_cluster_in() -> None:
    matcher = Matcher(Rules(all=("ferry", "island")))

    assert matcher.match(cluster("Nothing here", "The ferry to the island")) == ("ferry", "island")


def test_words_of_two_members_do_not_add_up() -> None:
    matcher = Matcher(Rules(all=("ferry", "island")))

    assert matcher.match(cluster("The ferry", "The island")) is None


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(whitelist_categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=20))
def test_every_word_is_found_in_itself(word: str) -> None:
    assert Matcher(Rules(any=(word,))).match_story(story(f"before {word} after")) is not None
