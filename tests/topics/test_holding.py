"""What may be published of a cluster at a time."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.model import Cluster, Decision, Member, Story, Wire
from bot.topics.holding import Parted, part, released

MONDAY = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def member(key: str, **wire: Any) -> Member:
    story = Story(
        key=key, title=key, text=key, html=key, first_seen=MONDAY, source="wire", outlet="Wire",
        wire=Wire(**wire) if wire else None,
    )  # fmt: skip
    return Member(
        story=story,
        sightings=(),
        decision=Decision(kind="join", story=key, cluster="a", copy=key, score=1.0),
    )


def cluster(*members: Member) -> Cluster:
    return Cluster(key="a", id="tag:storyfold.example,2026:cluster/a", members=members)


def shown(cluster: Cluster, now: datetime) -> str:
    return "".join(member.story.key for member in part(cluster, now).open.members)


def test_what_may_be_published_is_whole() -> None:
    whole = cluster(member("a"), member("b", version=2), member("c", embargo=MONDAY))

    assert part(whole, MONDAY) == Parted(open=whole, withdrawn=(), is_whole=True, again_at=None)


def test_embargoed_stories_come_in_as_their_embargoes_end() -> None:
    some = cluster(member("a"), member("b", embargo=MONDAY + 2 * HOUR), member("c", embargo=MONDAY + HOUR))

    ends = [(shown(some, MONDAY + hour * HOUR), part(some, MONDAY + hour * HOUR).again_at) for hour in range(3)]
    assert ends == [("a", MONDAY + HOUR), ("ac", MONDAY + 2 * HOUR), ("abc", None)]


def test_withheld_and_withdrawn_stories_come_in_at_no_time() -> None:
    gone = cluster(
        member("a", status="canceled"),
        member("b", status="withheld"),
        member("c", status="canceled", embargo=MONDAY + HOUR),
    )

    parted = part(gone, MONDAY)
    assert (parted.open.members, parted.is_whole, parted.again_at) == ((), False, None)
    assert [story.key for story in parted.withdrawn] == ["a", "c"]
    assert shown(gone, MONDAY + 9999 * HOUR) == ""


def test_release_is_told_where_there_was_an_embargo() -> None:
    assert released(cluster(member("a"), member("b", version=1)), MONDAY) is None
    assert released(cluster(member("a"), member("b", embargo=MONDAY + HOUR)), MONDAY + 2 * HOUR) == MONDAY + 2 * HOUR


def test_story_whose_embargo_was_over_when_it_came_was_never_released() -> None:
    assert released(cluster(member("a", embargo=MONDAY)), MONDAY + HOUR) is None
