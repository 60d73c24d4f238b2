"""Two configurations compared event by event, without any storage: what is found, and the laws that it keeps to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Decision, Member, Sighting, Story
from bot.replay import Comparison, Held, Outcome, Pairing, events
from tests.desk import MORNING

OUTLETS = {"gazette": "The Gazette", "echo": "The Echo"}
TOPIC = Pairing("harbour", "harbour")


def member(name: str, source: str = "gazette") -> Member:
    story = Story(
        key=name, title=f"Title {name}", text="", html="", first_seen=MORNING, source=source, outlet=OUTLETS[source]
    )
    sighting = Sighting(source=source, entry=name, story=name, url=None, seen=MORNING)
    decision = Decision(kind="found", story=name, cluster=name, copy=name, score=0.0)
    return Member(story=story, sightings=(sighting,), decision=decision)


def cluster(*names: str) -> Cluster:
    """A cluster of stories, in a word such as `ferry` or `ferry@echo`."""
    members = tuple(member(*name.split("@")) for name in names)
    return Cluster(key=members[0].story.key, id=f"tag:{names[0]}", members=members)


@dataclass
class Judge:
    """Lets clusters in by the keys of their stories; the story that is first in the alphabet speaks, or the last."""

    words: frozenset[str] | None = None  # None: all
    speaks_last: bool = False
    asked: list[str] = field(default_factory=list)  # keys of clusters that are not let in

    def entries(self, one: Cluster) -> Mapping[str, Held]:
        found = sorted(
            member.story.key for member in one.members if self.words is None or member.story.key in self.words
        )
        if not found:
            return {}
        keys = sorted(member.story.key for member in one.members)
        speaker = keys[-1 if self.speaks_last else 0]
        story = next(member.story for member in one.members if member.story.key == speaker)
        return {"harbour": Held(cluster=one, representative=story, chosen_because="its place", hits=(f"“{found[0]}”",))}

    def why_not(self, one: Cluster, slug: str) -> Sequence[str]:
        assert slug == "harbour"
        self.asked.append(one.key)
        return [] if self.entries(one) else [f"no story says {' or '.join(sorted(self.words or ()))}"]


def outcome(
    before: Sequence[Cluster], after: Sequence[Cluster], old: Judge | None = None, new: Judge | None = None
) -> Outcome:
    comparison = Comparison(old or Judge(), new or Judge(), [TOPIC], OUTLETS)
    comparison.add(before, after)
    return comparison.outcomes[TOPIC]


def only(found: Outcome) -> tuple[str, tuple[str, ...]]:
    [one] = found.differences
    return one.kind, one.why


def test_entry_is_gained_by_the_words_that_let_it_in_and_by_what_was_missing_so_far() -> None:
    found = outcome([cluster("ferry")], [cluster("ferry")], Judge(frozenset({"port"})), Judge(frozenset({"ferry"})))

    assert only(found) == ("gained", ("then: “ferry”", "so far: no story says port"))
    assert (found.before, found.after) == (0, 1)


def test_entry_is_lost_by_the_conditions_that_it_does_not_meet() -> None:
    found = outcome([cluster("ferry")], [cluster("ferry")], Judge(frozenset({"ferry"})), Judge(frozenset({"port"})))

    assert only(found) == ("lost", ("no story says port",))
    assert found.differences[0].before[0].title == "Title ferry"


def test_entry_is_lost_with_its_only_source() -> None:
    assert only(outcome([cluster("ferry@echo")], [])) == ("lost", ("only source removed: The Echo",))
    assert only(outcome([cluster("ferry@echo", "boat")], [])) == (
        "lost",
        ("all its sources removed: The Echo, The Gazette",),
    )


def test_entry_that_only_the_removed_source_let_in_says_both() -> None:
    found = outcome([cluster("boat", "ferry@echo")], [cluster("boat")], new=Judge(frozenset({"ferry"})))

    kind, why = only(found)
    assert kind == "lost"
    assert why == ("without 1 story of The Echo, which is removed", "no story says ferry")


def test_entry_whose_event_is_parted_is_told_by_the_part_that_has_most_of_it() -> None:
    new = Judge(frozenset({"other"}))

    outcome([cluster("a", "b", "c")], [cluster("a"), cluster("b", "c")], new=new)

    assert new.asked == ["b"]


def test_entry_that_is_split_names_its_parts() -> None:
    found = outcome([cluster("ferry", "fire", "flood")], [cluster("ferry", "flood"), cluster("fire")])

    assert only(found) == ("regrouped", ("split in two: “Title ferry” (2); “Title fire” (1)",))
    assert [entry.stories for entry in found.differences[0].after] == [2, 1]


def test_entries_that_become_one_are_named() -> None:
    found = outcome([cluster("ferry"), cluster("fire")], [cluster("ferry", "fire")])

    assert only(found) == ("regrouped", ("two entries become one: “Title ferry” (1); “Title fire” (1)",))


def test_entry_says_which_stories_of_no_entry_join_it_and_which_leave_it() -> None:
    sees = Judge(frozenset({"ferry"}))

    joined = outcome([cluster("ferry"), cluster("boat")], [cluster("ferry", "boat")], sees, sees)
    apart = outcome([cluster("ferry", "boat")], [cluster("ferry"), cluster("boat")], sees, sees)

    assert only(joined) == ("regrouped", ("joined with “Title boat” (The Gazette)",))
    assert only(apart) == ("regrouped", ("apart from “Title boat” (The Gazette)",))


def test_other_story_that_speaks_is_told_with_the_reason() -> None:
    same = [cluster("boat", "ferry")]

    kind, why = only(outcome(same, same, Judge(), Judge(speaks_last=True)))

    assert kind == "speaks"
    assert why == ("“Title ferry” (The Gazette) speaks instead of “Title boat” (The Gazette): its place",)


def test_key_of_a_cluster_is_nothing_to_readers() -> None:
    assert outcome([cluster("boat", "ferry")], [cluster("ferry", "boat")]).differences == []


@pytest.mark.parametrize("pairing", [Pairing("harbour", None), Pairing(None, "harbour")])
def test_topic_of_one_side_is_counted_and_not_listed(pairing: Pairing) -> None:
    comparison = Comparison(Judge(), Judge(), [pairing], OUTLETS)
    comparison.add([cluster("ferry")], [cluster("ferry")])

    found = comparison.outcomes[pairing]
    assert (found.before, found.after, found.differences) == (pairing.old is not None, pairing.new is not None, [])


NAMES = [f"s{number}" for number in range(8)]
groupings = st.lists(st.integers(0, 3), min_size=8, max_size=8).map(
    lambda places: {name: f"c{place}" for name, place in zip(NAMES, places, strict=True)}
)
judges = st.builds(Judge, words=st.one_of(st.none(), st.frozensets(st.sampled_from(NAMES), max_size=4)))


def grouped(grouping: Mapping[str, str], stories: Sequence[str]) -> list[Cluster]:
    places = dict.fromkeys(grouping[story] for story in stories if story in grouping)
    return [cluster(*(story for story in stories if grouping.get(story) == place)) for place in places]


@given(groupings, groupings, judges, judges)
def test_every_entry_of_either_side_is_told_of_once_or_is_the_same(
    before: dict[str, str], after: dict[str, str], old: Judge, new: Judge
) -> None:
    comparison = Comparison(old, new, [TOPIC], OUTLETS)
    for event in events(before, after):
        comparison.add(grouped(before, event), grouped(after, event))

    found = comparison.outcomes[TOPIC]
    gained, lost = len(found.of("gained")), len(found.of("lost"))
    between = sum(len(one.after) - len(one.before) for one in found.of("regrouped"))
    assert found.after == found.before + gained - lost + between
    told = [entry.cluster for one in found.differences for entry in one.before]
    assert len(told) == len(set(told))
    assert all(one.why for one in found.differences)
    if before == after and old.words == new.words:
        assert found.differences == []


@given(groupings, groupings, judges, judges)
def test_what_one_side_gains_the_other_loses(
    before: dict[str, str], after: dict[str, str], old: Judge, new: Judge
) -> None:
    there, back = (Comparison(*sides, [TOPIC], OUTLETS) for sides in ((old, new), (new, old)))
    for event in events(before, after):
        there.add(grouped(before, event), grouped(after, event))
        back.add(grouped(after, event), grouped(before, event))

    ahead, behind = there.outcomes[TOPIC], back.outcomes[TOPIC]
    assert [one.after for one in ahead.of("gained")] == [one.before for one in behind.of("lost")]
    assert len(ahead.of("regrouped")) == len(behind.of("regrouped"))


@given(groupings, groupings)
def test_events_part_the_stories_and_no_cluster_of_either_side(before: dict[str, str], after: dict[str, str]) -> None:
    found = events(before, after)

    assert sorted(story for event in found for story in event) == NAMES
    for grouping in (before, after):
        places = [{grouping[story] for story in event} for event in found]
        assert sum(map(len, places)) == len(set(grouping.values()))
