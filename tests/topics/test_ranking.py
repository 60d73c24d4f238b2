"""How long an event is held back before it is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.model import Cluster, Decision, Member, Sighting, Story
from bot.topics.families import Families
from bot.topics.ranking import held_until

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
FAMILIES = Families({"nw-feed": "Northwire", "gazette": "gazette"}, {"Thomson Reuters": "Reuters"})


def member(key: str, source: str, seen: datetime = MONDAY, also: str | None = None) -> Member:
    story = Story(
        key=key,
        title=key,
        text="Text.",
        html="",
        first_seen=seen,
        published=MONDAY - 9 * HOUR,
        source=source,
        outlet="",
    )
    sightings = [Sighting(source=one, entry=key, story=key, url=None, seen=seen) for one in (source, also) if one]
    decision = Decision(kind="join", story=key, cluster="a", copy=key, score=1.0)
    return Member(story=story, sightings=tuple(sightings), decision=decision)


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def test_event_is_held_back_after_its_founding_story_was_first_seen() -> None:
    two = cluster(member("a", "gazette"), member("b", "echo", MONDAY + 5 * HOUR))

    assert held_until(two, HOUR, ("northwire",), FAMILIES) == MONDAY + HOUR


def test_nothing_is_held_back_where_nobody_asked() -> None:
    assert held_until(cluster(member("a", "gazette")), timedelta(0), (), FAMILIES) is None
    assert held_until(cluster(), HOUR, (), FAMILIES) is None


@pytest.mark.parametrize("urgent", ["nw-feed", "NW-Feed", "Northwire", "northwire "])
def test_urgent_source_is_named_by_its_name_or_its_family(urgent: str) -> None:
    two = cluster(member("a", "gazette"), member("b", "nw-feed", MONDAY + HOUR))

    assert held_until(two, HOUR, (urgent,), FAMILIES) is None


def test_urgent_source_counts_that_only_carries_the_story() -> None:
    assert held_until(cluster(member("a", "gazette", also="nw-feed")), HOUR, ("Northwire",), FAMILIES) is None
    assert held_until(cluster(member("a", "gazette", also="echo")), HOUR, ("Northwire",), FAMILIES) is not None
