"""Times of entries: published once, updated with news, never backwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Coverage, Decision, Member, Sighting, Story, Voice, Wire
from bot.topics.families import Families
from bot.topics.policy import MOST_CHANGES, Times, Updates, revise, signature

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
SECOND = timedelta(seconds=1)
FAMILIES = Families({"wire": "agency", "wire-world": "agency", "paper": "paper"}, {})
EVERY: tuple[Updates, ...] = ("silent", "bump", "new_entry")


def member(
    key: str, title: str = "", seen: datetime = MONDAY, published: datetime | None = None, text: str = "Text."
) -> Member:
    story = Story(
        key=key, title=title or f"Title {key}", text=text, html=f"<p>{text}</p>", first_seen=seen, published=published,
        source="wire", outlet="Wire", language="en",
    )  # fmt: skip
    sighting = Sighting(source="wire", entry=key, story=key, url=None, seen=seen)
    decision = Decision(kind="join", story=key, cluster="a", copy=key, score=1.0)
    return Member(story=story, sightings=(sighting,), decision=decision)


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def changed(one: Member, **values: Any) -> Member:
    return replace(one, story=replace(one.story, **values))


def wired(one: Member, **wire: Any) -> Member:
    return changed(one, wire=Wire(item="i", **wire))


def voices(number: int) -> Coverage:
    every = [Voice(name=str(one), because="", stories=(), outlets=(str(one),)) for one in range(number)]
    return Coverage(outlets=tuple(one.name for one in every), voices=tuple(every), first="a")


def told(
    before: Times | None,
    *members: Member,
    at: datetime = MONDAY,
    speaker: Member | None = None,
    updates: Updates = "bump",
    coverage: Coverage | None = None,
    released: datetime | None = None,
) -> Times:
    """What `revise` says of a cluster of *members*, of which the first speaks."""
    speaks = (speaker or members[0]).story
    return revise(before, cluster(*members), speaks, coverage, at, FAMILIES, updates=updates, released=released)


@pytest.mark.parametrize("updates", EVERY)
def test_new_entry_has_the_times_its_stories_claim(updates: Updates) -> None:
    times = told(None, member("a", published=MONDAY - 3 * HOUR), member("b", published=MONDAY - HOUR), updates=updates)

    assert (times.published, times.updated, times.issue) == (MONDAY - 3 * HOUR, MONDAY - HOUR, 1)
    assert times.changes == ()


def test_undated_entry_has_the_time_it_was_seen() -> None:
    times = told(None, member("a"))

    assert (times.published, times.updated) == (MONDAY, MONDAY)


def test_claimed_time_in_the_future_is_not_believed() -> None:
    times = told(None, member("a", published=MONDAY + timedelta(days=400)))

    assert (times.published, times.updated) == (MONDAY, MONDAY)


@pytest.mark.parametrize("updates", EVERY)
def test_nothing_changed_means_the_same_entry(updates: Updates) -> None:
    before = told(None, member("a"), updates=updates, coverage=voices(4))
    again = told(before, member("a"), updates=updates, coverage=voices(4))

    assert again == before


@pytest.mark.parametrize("updates", EVERY)
def test_one_more_outlet_calls_no_reader(updates: Updates) -> None:
    before = told(None, member("a"), coverage=voices(1))
    also = changed(member("b", seen=MONDAY + HOUR), source="paper", outlet="Paper")
    after = told(before, member("a"), also, at=MONDAY + HOUR, updates=updates, coverage=voices(2))

    assert (after.published, after.updated, after.issue) == (before.published, before.updated, 1)
    assert after.signature != before.signature


@pytest.mark.parametrize("updates", EVERY)
def test_another_speaker_calls_no_reader(updates: Updates) -> None:
    two = member("a"), member("b")
    before = told(None, *two)

    assert told(before, *two, speaker=two[1], at=MONDAY + HOUR, updates=updates).updated == before.updated


FIVE = member("a", "Mill blast kills 5 people")
TWELVE = member("b", "Mill blast kills 12 people", seen=MONDAY + HOUR)


@pytest.mark.parametrize(
    ("updates", "published", "updated", "issue"),
    [
        ("silent", MONDAY, MONDAY, 1),
        ("bump", MONDAY, MONDAY + HOUR, 1),
        ("new_entry", MONDAY + HOUR, MONDAY + HOUR, 2),
    ],
)
def test_news_does_what_the_topic_says(updates: Updates, published: datetime, updated: datetime, issue: int) -> None:
    after = told(told(None, FIVE), FIVE, TWELVE, at=MONDAY + HOUR, updates=updates)

    assert (after.published, after.updated, after.issue) == (published, updated, issue)
    assert [change.text for change in after.changes] == ["death toll 5 → 12"]
    again = told(after, FIVE, TWELVE, at=MONDAY + 2 * HOUR, updates=updates)
    assert (again.published, again.updated, again.issue) == (published, updated, issue)
    assert again.changes == after.changes


@pytest.mark.parametrize("updates", ["bump", "new_entry"])
def test_news_of_a_file_with_an_old_time_is_a_second_later_at_least(updates: Updates) -> None:
    before = told(None, FIVE, coverage=voices(1))
    after = told(before, FIVE, member("b", seen=MONDAY - 9 * HOUR), at=MONDAY, updates=updates, coverage=voices(3))

    assert after.updated == MONDAY + SECOND


def test_changes_are_newest_first_and_the_oldest_are_forgotten() -> None:
    members = [FIVE]
    times = told(None, FIVE)
    for number in range(MOST_CHANGES + 5):
        at = MONDAY + (number + 1) * HOUR
        members.append(member(f"n{number}", f"Mill blast kills {number + 20} people", seen=at))
        times = told(times, *members, at=at)

    assert len(times.changes) == MOST_CHANGES
    assert times.changes[0].text == f"death toll {MOST_CHANGES + 23} → {MOST_CHANGES + 24}"
    assert [one.at for one in times.changes] == sorted((one.at for one in times.changes), reverse=True)


@pytest.mark.parametrize(("updates", "moves"), [("silent", False), ("bump", True), ("new_entry", False)])
def test_corrected_headline_of_the_speaker_is_worth_a_mark_but_no_entry(updates: Updates, moves: bool) -> None:
    before = told(None, member("a"))
    after = told(before, member("a", "Another title"), at=MONDAY + HOUR, updates=updates)

    assert after.updated == (MONDAY + HOUR if moves else MONDAY)
    assert (after.published, after.issue) == (MONDAY, 1)
    assert [(one.text, one.outlet) for one in after.changes] == [("new headline", "Wire")]


def test_headline_that_a_desk_comes_back_to_is_none() -> None:
    first = told(None, member("a"))
    second = told(first, member("a", "Another title"), at=MONDAY + HOUR)

    assert told(second, member("a"), at=MONDAY + 2 * HOUR).updated == second.updated
    assert told(second, member("a", "ANOTHER  title"), at=MONDAY + 2 * HOUR).updated == second.updated


def test_headline_of_another_story_is_not_the_entrys() -> None:
    before = told(None, member("a"), member("b"))

    assert told(before, member("a"), member("b", "Another"), at=MONDAY + HOUR).updated == before.updated


@pytest.mark.parametrize(("updates", "moves"), [("silent", False), ("bump", True), ("new_entry", True)])
def test_story_that_left_or_came_from_another_entry_is_seen(updates: Updates, moves: bool) -> None:
    two = member("a"), member("b")
    moved = replace(
        member("c"), decision=Decision(kind="join", story="c", cluster="a", copy="c", score=1.0, former="x")
    )
    merge = Decision(kind="merge", story="c", cluster="a", copy="c", score=1.0)
    founder, other = replace(member("c"), decision=merge), replace(member("d"), merges=(merge,))
    before = told(None, *two)

    for now in (two[:1], (*two, moved), (*two, founder), (*two, other)):
        after = told(before, *now, at=MONDAY + HOUR, updates=updates)
        assert after.updated == (MONDAY + HOUR if moves else MONDAY)
        assert (after.published, after.issue, after.changes) == (MONDAY, 1, ())
        assert told(after, *now, at=MONDAY + HOUR, updates=updates) == after


def test_entry_that_goes_on_as_that_of_an_elder_event_is_marked() -> None:
    younger = told(None, member("b"))
    both = replace(cluster(member("a"), member("b")), key="elder")

    after = revise(younger, both, member("a").story, None, MONDAY, FAMILIES, updates="bump")
    assert (after.published, after.updated, after.changes) == (MONDAY, MONDAY + SECOND, ())


def test_another_feed_of_the_family_is_no_other_entry() -> None:
    one = member("a")
    again = Sighting(source="wire-world", entry="again", story="a", url=None, seen=MONDAY + HOUR)
    also = Sighting(source="paper", entry="again", story="a", url=None, seen=MONDAY + HOUR)
    before = told(None, one)

    assert told(before, replace(one, sightings=(*one.sightings, again))).signature == before.signature
    assert told(before, replace(one, sightings=(*one.sightings, also))).signature != before.signature


def test_correction_is_worth_telling_whoever_speaks() -> None:
    two = member("a"), wired(member("b"), version=1)
    first = told(None, *two)
    second = told(first, two[0], wired(two[1], version=2, is_correction=True), at=MONDAY + HOUR)
    third = told(second, two[0], wired(two[1], version=3, is_correction=True), at=MONDAY + 2 * HOUR)

    assert (second.updated, third.updated) == (MONDAY + HOUR, MONDAY + 2 * HOUR)
    assert [one.text for one in third.changes] == ["corrected by Wire"] * 2


def test_what_an_agency_says_beside_the_story_is_not_seen() -> None:
    one, other = cluster(member("a")), cluster(wired(member("a"), version=4, urgency=1))

    assert signature(one, one.members[0].story, FAMILIES) == signature(other, other.members[0].story, FAMILIES)


def test_released_story_is_as_new_as_its_release() -> None:
    free = wired(member("a"), embargo=MONDAY + HOUR)
    times = told(None, free, released=MONDAY + 2 * HOUR)

    assert (times.published, times.updated) == (MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)
    again = told(times, free, released=MONDAY + 3 * HOUR)
    assert (again.published, again.updated) == (times.published, times.updated)


def test_release_in_an_older_event_moves_updated_alone() -> None:
    times = told(None, member("b"), wired(member("a"), embargo=MONDAY + HOUR), released=MONDAY + 2 * HOUR)

    assert (times.published, times.updated) == (MONDAY, MONDAY + 2 * HOUR)


@pytest.mark.parametrize("updates", EVERY)
def test_entry_from_before_it_was_kept_what_readers_were_told_is_not_news(updates: Updates) -> None:
    old = Times(published=MONDAY, updated=MONDAY, signature="from another version")
    now = FIVE, TWELVE, wired(member("c"), is_correction=True)
    after = told(old, *now, at=MONDAY + HOUR, updates=updates, coverage=voices(9))

    assert (after.published, after.updated, after.issue, after.changes) == (MONDAY, MONDAY, 1, ())
    later = told(after, *now, member("d", "Mill blast kills 13", seen=MONDAY + 2 * HOUR), at=MONDAY + 2 * HOUR)
    assert [one.text for one in later.changes] == ["death toll 12 → 13"]


Step = tuple[Literal["join", "leave", "toll", "title", "correct"], int, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["join", "leave", "toll", "title", "correct"]), st.integers(0, 5), st.integers(-99, 99)),
    max_size=12,
)


def after_step(members: list[Member], step: Step, number: int) -> list[Member]:
    kind, which, hours = step
    at = which % len(members)
    if kind == "join":
        return [*members, member(f"m{number}", seen=MONDAY + hours * HOUR, published=MONDAY + which * HOUR)]
    if kind == "leave":
        return members if at == 0 else members[:at] + members[at + 1 :]
    values = {"toll": {"text": f"The blast killed {abs(hours) + 1} people."}, "title": {"title": f"Title {hours}"}}
    new = (
        wired(members[at], version=number, is_correction=True)
        if kind == "correct"
        else changed(members[at], **values[kind])
    )
    return [*members[:at], new, *members[at + 1 :]]


@pytest.mark.parametrize("updates", EVERY)
@given(steps=STEPS)
def test_times_keep_their_promises_whatever_happens(updates: Updates, steps: list[Step]) -> None:
    members = [member("m")]
    times = told(None, *members, updates=updates)
    for number, step in enumerate(steps):
        members = after_step(members, step, number)
        arrived = max(sighting.seen for each in members for sighting in each.sightings)
        coverage = voices(len(members))
        before, times = times, told(times, *members, at=arrived, updates=updates, coverage=coverage)
        assert times.updated == before.updated or times.updated >= before.updated + SECOND
        assert times.issue == before.issue or (updates == "new_entry" and times.issue == before.issue + 1)
        assert (times.published == before.published) == (times.issue == before.issue)
        assert updates != "silent" or times.updated == before.updated
        again = told(times, *members, at=arrived, updates=updates, coverage=coverage)
        assert (again.updated, again.issue, again.changes) == (times.updated, times.issue, times.changes)
