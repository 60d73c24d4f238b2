"""Times of entries: published once, updated when something changed, never backwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Decision, Member, Sighting, Story, Wire
from bot.topics.policy import revise, signature
from bot.topics.ranking import choose

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAMILIES = {"wire": "agency", "wire-world": "agency", "paper": "paper"}


def member(key: str, text: str = "Text.", seen: datetime = MONDAY, published: datetime | None = None) -> Member:
    story = Story(
        key=key, title=f"Title {key}", text=text, html=f"<p>{text}</p>", first_seen=seen, published=published,
        source="wire", outlet="Wire",
    )  # fmt: skip
    sighting = Sighting(source="wire", entry=key, story=key, url=None, seen=seen)
    decision = Decision(kind="join", story=key, cluster="a", copy=key, score=1.0)
    return Member(story=story, sightings=(sighting,), decision=decision)


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def test_new_entry_has_the_times_its_stories_claim() -> None:
    one = cluster(member("a", published=MONDAY - 3 * HOUR), member("b", published=MONDAY - HOUR))

    times = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    assert (times.published, times.updated) == (MONDAY - 3 * HOUR, MONDAY - HOUR)


def test_undated_entry_has_the_time_it_was_seen() -> None:
    one = cluster(member("a"))

    times = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    assert (times.published, times.updated) == (MONDAY, MONDAY)


def test_nothing_changed_means_the_same_times() -> None:
    one = cluster(member("a"))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    assert revise(before, one, one.members[0].story, MONDAY + HOUR, FAMILIES) == before


def test_new_member_moves_updated_to_its_arrival_and_leaves_published() -> None:
    one = cluster(member("a", published=MONDAY - HOUR))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)
    two = cluster(*one.members, member("b", seen=MONDAY + HOUR, published=MONDAY - 9 * HOUR))

    times = revise(before, two, two.members[0].story, MONDAY + HOUR, FAMILIES)

    assert (times.published, times.updated) == (before.published, MONDAY + HOUR)


def test_member_with_an_old_file_time_still_moves_updated_forward() -> None:
    one = cluster(member("a"))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)
    two = cluster(*one.members, member("b", seen=MONDAY - 9 * HOUR))

    assert revise(before, two, two.members[0].story, MONDAY, FAMILIES).updated == MONDAY + timedelta(seconds=1)


def test_claimed_time_in_the_future_is_not_believed() -> None:
    one = cluster(member("a", published=MONDAY + timedelta(days=400)))

    times = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    assert (times.published, times.updated) == (MONDAY, MONDAY)


@given(st.lists(st.tuples(st.integers(-99, 99), st.integers(-99, 99)), min_size=1, max_size=6))
def test_updated_never_goes_back_and_published_never_moves(arrivals: list[tuple[int, int]]) -> None:
    members: list[Member] = []
    before = None
    for number, (seen, claimed) in enumerate(arrivals):
        members.append(member(str(number), seen=MONDAY + seen * HOUR, published=MONDAY + claimed * HOUR))
        now = cluster(*members)
        arrived = max(sighting.seen for each in members for sighting in each.sightings)
        times = revise(before, now, choose(now, None).story, arrived, FAMILIES)
        if before is not None:
            assert times.published == before.published
            assert times.updated > before.updated
        before = times


def test_fullest_text_speaks() -> None:
    two = cluster(member("a", "Short."), member("b", "A much longer text."))

    choice = choose(two, None)

    assert (choice.story.key, choice.because) == ("b", "the fullest text of 2 stories")


def test_earliest_speaks_among_equals_whatever_the_order() -> None:
    early, late = member("z", seen=MONDAY), member("a", seen=MONDAY + HOUR)

    assert choose(cluster(late, early), None).story.key == "z"
    assert choose(cluster(early, late), None).story.key == "z"


def test_speaker_stays_unless_another_is_much_fuller() -> None:
    holder = member("a", "x" * 100)

    assert choose(cluster(holder, member("b", "x" * 149)), "a").story.key == "a"
    assert choose(cluster(holder, member("b", "x" * 150)), "a").story.key == "b"


def test_reason_does_not_depend_on_what_was_chosen_before() -> None:
    two = cluster(member("a", "Short."), member("b", "A much longer text."))

    assert choose(two, "b") == choose(two, None)


def test_changed_title_of_the_speaker_is_a_change_readers_see() -> None:
    one = cluster(member("a"))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)
    retitled = replace(one.members[0], story=replace(one.members[0].story, title="Another title"))

    assert revise(before, cluster(retitled), retitled.story, MONDAY + HOUR, FAMILIES).updated == MONDAY + HOUR


def carried_by(member: Member, source: str) -> Member:
    sighting = Sighting(source=source, entry="again", story=member.story.key, url=None, seen=MONDAY + HOUR)
    return replace(member, sightings=(*member.sightings, sighting))


def test_another_feed_of_the_family_is_not_worth_telling() -> None:
    one = cluster(member("a"))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    again = cluster(carried_by(one.members[0], "wire-world"))
    assert revise(before, again, one.members[0].story, MONDAY + HOUR, FAMILIES) == before


def test_another_family_is_worth_telling() -> None:
    one = cluster(member("a"))
    before = revise(None, one, one.members[0].story, MONDAY, FAMILIES)

    also = cluster(carried_by(one.members[0], "paper"))
    assert revise(before, also, one.members[0].story, MONDAY + HOUR, FAMILIES).updated == MONDAY + HOUR


def wired(one: Member, **wire: Any) -> Member:
    return replace(one, story=replace(one.story, wire=Wire(item="i", **wire)))


def test_correction_is_worth_telling_whoever_speaks() -> None:
    two = cluster(member("a"), wired(member("b"), version=1))
    before = revise(None, two, two.members[0].story, MONDAY, FAMILIES)
    updated = revise(before, two, two.members[0].story, MONDAY + HOUR, FAMILIES)
    corrected = cluster(two.members[0], wired(member("b"), version=2, is_correction=True))
    again = cluster(two.members[0], wired(member("b"), version=3, is_correction=True))

    assert updated == before
    second = revise(before, corrected, two.members[0].story, MONDAY + HOUR, FAMILIES)
    assert second.updated == MONDAY + HOUR
    third = revise(second, again, two.members[0].story, MONDAY + 2 * HOUR, FAMILIES)
    assert third.updated == MONDAY + 2 * HOUR


def test_story_of_an_agency_has_the_signature_that_it_had_before_its_word_was_kept() -> None:
    one = cluster(member("a"))
    other = cluster(wired(member("a"), version=4, urgency=1))

    plain, wire = (signature(of, of.members[0].story, FAMILIES) for of in (one, other))
    assert plain == wire == "f83e8dd63218b3c7a8df3f60c78734e2c4024652ae4af0e29ae254fdcacbf848"


def test_released_story_is_as_new_as_its_release() -> None:
    free = cluster(wired(member("a"), embargo=MONDAY + HOUR))

    times = revise(None, free, free.members[0].story, MONDAY, FAMILIES, released=MONDAY + 2 * HOUR)
    assert (times.published, times.updated) == (MONDAY + 2 * HOUR, MONDAY + 2 * HOUR)
    assert revise(times, free, free.members[0].story, MONDAY, FAMILIES, released=MONDAY + 3 * HOUR) == times


def test_release_in_an_older_event_moves_updated_alone() -> None:
    two = cluster(member("b"), wired(member("a"), embargo=MONDAY + HOUR))

    times = revise(None, two, two.members[0].story, MONDAY, FAMILIES, released=MONDAY + 2 * HOUR)
    assert (times.published, times.updated) == (MONDAY, MONDAY + 2 * HOUR)
