"""Which story speaks for a cluster."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Decision, Marker, MarkerKind, Member, Sighting, Story
from bot.topics.families import Families
from bot.topics.representative import ASIDE, ENOUGH, LONGER_BY, choose

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
REPORT = "x" * ENOUGH
FAMILIES = Families({"echo-world": "Echo Group"}, {"Evening News": "Halcyon Group"}, {"echo-world": "Echo World"})


def member(key: str, text: str, *kinds: MarkerKind, copy: str = "", at: int = 0, **more: Any) -> Member:
    told: dict[str, Any] = {"source": "wire", "outlet": "Wire", "first_seen": MONDAY + at * MINUTE, **more}
    story = Story(key=key, title=key, text=text, html="", markers=tuple(map(Marker, kinds)), **told)
    return Member(
        story=story, sightings=(), decision=Decision(kind="join", story=key, cluster="a", copy=copy or key, score=1.0)
    )


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def chosen(one: Cluster, current: str | None = None, **more: Any) -> tuple[str, str]:
    choice = choose(one, current, families=FAMILIES, **more)
    return choice.story.key, choice.because


# What is no report


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


# An editor's choice, and whom the topic prefers


def test_an_editor_s_choice_comes_before_everything():
    two = cluster(member("a", REPORT * 9), member("b", "Text.", "live"))

    assert chosen(two, "a", wanted="b", prefer=["wire"]) == ("b", "an editor's choice")
    assert chosen(two, "a", wanted="gone") == chosen(two, "a")


@pytest.mark.parametrize("wish", ["echo-world", "Echo Group", "echo world", "ECHO GROUP"])
def test_a_preferred_source_speaks_by_its_name_its_family_or_its_outlet(wish: str):
    two = cluster(member("a", REPORT * 9), member("b", "Text.", source="echo-world", outlet="Echo World"))

    assert chosen(two, "a", prefer=[wish]) == ("b", "preferred here")


def test_the_best_preferred_source_that_reports_it_speaks():
    two = cluster(
        member("a", REPORT * 9), member("b", REPORT, outlet="Evening News"), member("c", REPORT, outlet="Gazette")
    )

    assert chosen(two, prefer=["nobody", "halcyon group", "Gazette"])[0] == "b"
    assert chosen(two, prefer=["nobody", "Gazette", "halcyon group"])[0] == "c"
    assert chosen(two, prefer=["nobody"]) == ("a", "the fullest text of 3 stories")


def test_a_story_that_a_preferred_source_shows_too_is_preferred():
    shown = member("b", "Text.")
    sighting = Sighting(source="echo-world", entry="b", story="b", url=None, seen=MONDAY)

    assert chosen(cluster(member("a", REPORT), replace(shown, sightings=(sighting,))), prefer=["echo-world"])[0] == "b"


def test_an_agency_is_preferred_by_any_of_its_names_but_one_paper_is_not_its_group():
    two = cluster(member("a", REPORT, outlet="Reuters UK"), member("b", REPORT * 2, outlet="Halcyon Gazette"))
    families = Families({}, {"Evening News": "Halcyon Group", "Halcyon Gazette": "Halcyon Group"})

    assert choose(two, None, prefer=["Thomson Reuters"], families=families).story.key == "a"
    assert choose(two, "a", prefer=["Evening News"], families=families).because.startswith("the fullest")
    assert choose(two, None, prefer=["Halcyon Group"], families=families).because == "preferred here"


def test_what_an_aggregator_brings_is_preferred_by_the_aggregator_s_family():
    families = Families({"agg": "Agg & Co"}, {}, {"agg": "Agg News"})
    two = cluster(member("a", REPORT, outlet="Gazette", source="agg"), member("b", REPORT * 2))

    assert choose(two, None, prefer=["agg & co"], families=families).story.key == "a"


def test_among_a_preferred_source_s_stories_the_other_rules_count():
    four = cluster(
        member("a", REPORT * 9), *(member(key, text, *kinds, outlet="Echo") for key, text, kinds in (
            ("b", REPORT, ()), ("c", REPORT * 2, ()), ("d", REPORT * 3, ("live",))))
    )  # fmt: skip

    assert chosen(four, prefer=["Echo"]) == ("c", "preferred here; the fullest text of 2 stories; set aside: live")


# The original before its reprints


def test_an_agency_s_own_story_speaks_before_those_that_credit_it():
    three = cluster(
        member("a", REPORT * 9, outlet="Post", credit="AP"),
        member("b", REPORT * 9, outlet="Gazette", authors=("Jane Doe, AP",)),
        member("c", REPORT, outlet="Associated Press", at=9),
    )

    assert chosen(three, "a") == ("c", "the original text; set aside: 2 reprints")


def test_the_first_of_several_copies_speaks_before_the_others():
    two = cluster(member("a", REPORT, outlet="Post", at=3), member("b", REPORT * 2, outlet="Gazette", copy="a", at=5))

    assert chosen(two, "b") == ("a", "the original text; set aside: 1 reprint")


def test_an_outlet_s_new_version_of_its_own_text_is_no_reprint():
    two = cluster(member("a", REPORT, outlet="Post"), member("b", REPORT * 2, outlet="Post", copy="a", at=5))

    assert chosen(two, "a")[0] == "b"


def test_reprints_speak_where_the_agency_has_no_story_of_its_own():
    two = cluster(member("a", REPORT, outlet="Post"), member("b", REPORT * 2, outlet="Gazette", credit="AP"))

    assert chosen(two) == ("b", "the fullest text of 2 stories")


def test_of_several_copies_of_an_absent_agency_s_text_the_first_speaks():
    two = cluster(
        member("a", REPORT, outlet="Post", credit="AP", copy="b", at=1),
        member("b", REPORT * 2, outlet="Gazette", credit="AP", at=2),
    )

    assert chosen(two) == ("a", "the original text; set aside: 1 reprint")


def test_a_reprint_speaks_before_an_agency_s_bare_headline():
    two = cluster(member("a", REPORT[:-1], outlet="AP"), member("b", REPORT, outlet="Gazette", credit="AP", at=2))

    assert chosen(two, "a")[0] == "a"  # not fuller by much
    assert chosen(cluster(two.members[0], member("b", REPORT * 2, outlet="Gazette", credit="AP", at=2)), "a")[0] == "b"


# The fullest text, and who stays


def test_of_equally_full_texts_the_earliest_speaks():
    three = cluster(member("a", REPORT, at=2), member("b", REPORT, at=1), member("c", REPORT[:-1]))

    assert chosen(three) == ("b", "the fullest text of 3 stories")


def test_who_speaks_gives_way_to_a_much_fuller_text_alone():
    much, less = int(ENOUGH * LONGER_BY), int(ENOUGH * LONGER_BY) - 1

    assert chosen(cluster(member("a", REPORT), member("b", "y" * less)), "a") == (
        "a", "chosen first; none of 2 stories is much fuller"
    )  # fmt: skip
    assert chosen(cluster(member("a", REPORT), member("b", "y" * much)), "a")[0] == "b"


# Laws


def reports(fewest: int) -> st.SearchStrategy[Cluster]:
    story = st.fixed_dictionaries(
        {
            "text": st.integers(0, 9).map(lambda count: "x" * (count * ENOUGH // 3)),
            "outlet": st.sampled_from(["Post", "Gazette", "AP", "Evening News", "Echo World"]),
            "source": st.sampled_from(["wire", "echo-world"]),
            "credit": st.sampled_from([None, None, "AP", "Gazette", "Northwire"]),
            "at": st.integers(0, 3),
        }
    )
    kinds = st.lists(st.sampled_from(["live", "update"]), max_size=1)

    def made(drawn: list[tuple[dict[str, Any], list[MarkerKind], int]]) -> Cluster:
        members: list[Member] = []
        for number, (told, marks, like) in enumerate(drawn):
            copy = members[like].decision.copy if like < number else f"{number}"
            values = dict(told)
            members.append(member(f"{number}", values.pop("text"), *marks, copy=copy, **values))
        return cluster(*members)

    return st.lists(st.tuples(story, kinds, st.integers(0, 9)), min_size=fewest, max_size=7).map(made)


WISHES = st.lists(st.sampled_from(["echo-world", "AP", "Gazette", "Halcyon Group"]), max_size=2, unique=True)


@given(reports(1), WISHES, st.none() | st.integers(0, 6).map(str))
def test_choosing_again_changes_nothing(one: Cluster, prefer: list[str], current: str | None):
    choice = choose(one, current, prefer=prefer, families=FAMILIES)

    assert choose(one, choice.story.key, prefer=prefer, families=FAMILIES).story == choice.story
    assert choice.because


@given(reports(1), WISHES, st.none() | st.integers(0, 6).map(str), st.randoms(use_true_random=False))
def test_the_order_of_reading_changes_nothing(one: Cluster, prefer: list[str], current: str | None, random: Any):
    shuffled = list(one.members)
    random.shuffle(shuffled)

    assert choose(cluster(*shuffled), current, prefer=prefer, families=FAMILIES) == choose(
        one, current, prefer=prefer, families=FAMILIES
    )


@given(reports(1), WISHES, st.booleans(), st.integers(0, 3 * ENOUGH), st.data())
def test_a_story_that_is_no_better_never_takes_over(
    one: Cluster, prefer: list[str], is_copy: bool, length: int, data: st.DataObject
):
    before = choose(one, None, prefer=prefer, families=FAMILIES).story
    held = choose(one, before.key, prefer=prefer, families=FAMILIES).story
    copied = data.draw(st.sampled_from(one.members)).decision.copy if is_copy else "z"
    is_aside = any(marker.kind == "live" for marker in before.markers)
    most = min(length, int(LONGER_BY * len(before.text)) - 1, *([ENOUGH - 1] if is_aside else []))
    worse = member("z", "y" * most, copy=copied, outlet="Tattler", at=9)

    after = choose(replace(one, members=(*one.members, worse)), held.key, prefer=prefer, families=FAMILIES)

    assert after.story == held


@given(reports(2), st.none() | st.integers(0, 6).map(str))
def test_an_agency_s_full_report_is_never_passed_over_for_those_that_credit_it(one: Cluster, current: str | None):
    own_texts = [replace(each, decision=replace(each.decision, copy=each.story.key)) for each in one.members]
    choice = choose(cluster(*own_texts), current, families=FAMILIES).story
    wire = [each.story for each in one.members if each.story.outlet == "AP" and each.story.credit in (None, "AP")]

    if choice.credit == "AP" and choice.outlet != "AP":
        assert all(len(story.text) < min(ENOUGH, len(choice.text)) or _is_live(story) for story in wire)


def _is_live(story: Story) -> bool:
    return any(marker.kind == "live" for marker in story.markers)
