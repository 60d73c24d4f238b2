"""Which story speaks for a cluster, where desks say what kind of item theirs are."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.model import Cluster, Decision, Marker, MarkerKind, Member, Story
from bot.topics.ranking import ASIDE, ENOUGH, choose

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
REPORT = "x" * ENOUGH


def member(key: str, text: str, *kinds: MarkerKind) -> Member:
    story = Story(
        key=key, title=key, text=text, html="", first_seen=MONDAY, source="wire", outlet="Wire", markers=tuple(map(Marker, kinds))
    )  # fmt: skip
    decision = Decision(kind="join", story=key, cluster="a", copy=key, score=1.0)
    return Member(story=story, sightings=(), decision=decision)


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


@pytest.mark.parametrize("kind", ASIDE)
def test_a_report_speaks_before_a_longer_item_of_another_kind(kind: MarkerKind):
    two = cluster(member("a", REPORT * 9, kind), member("b", REPORT))

    choice = choose(two, None)

    assert (choice.story.key, choice.because) == ("b", f"the only report; set aside: {kind}")
    assert choose(two, "a") == choice  # what spoke before does not count, either


@pytest.mark.parametrize("kind", ["update", "correction", "breaking", "exclusive", "analysis", "interview", "feature"])
def test_other_markers_set_nothing_aside(kind: MarkerKind):
    choice = choose(cluster(member("a", REPORT * 9, kind), member("b", REPORT)), None)

    assert (choice.story.key, choice.because) == ("a", "the fullest text of 2 stories")


def test_an_item_of_another_kind_speaks_where_no_report_has_text_enough():
    choice = choose(cluster(member("a", REPORT, "live"), member("b", REPORT[:-1])), None)

    assert (choice.story.key, choice.because) == ("a", "the fullest text of 2 stories")


def test_the_reason_names_what_was_set_aside_once_each():
    three = cluster(
        member("a", REPORT * 9, "opinion", "update"), member("b", REPORT * 9, "live"), member("c", REPORT), member("d", REPORT * 2)
    )  # fmt: skip

    assert choose(three, None).because == "the fullest text of 2 stories; set aside: live, opinion"
    assert choose(three, "c").story.key == "d"


def test_an_item_of_another_kind_alone_speaks():
    only = member("a", "Text.", "video")

    assert choose(cluster(only), None).story == only.story
    assert choose(cluster(only, replace(only, story=replace(only.story, key="b"))), "b").story.key == "b"
