"""What may be published of a cluster: not what is under an embargo, withheld or withdrawn by its agency. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.model import Cluster, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A cluster as it may be published, and what is kept back of it."""

    open: Cluster  #: without the stories that are kept back; perhaps without any
    withdrawn: tuple[Story, ...]  #: those that are gone for good, as far as anybody knows
    is_whole: bool  #: nothing is kept back
    again_at: datetime | None  #: when the next of its embargoes ends; None if there is none


def is_open(story: Story, now: datetime) -> bool:
    """Tell whether the story may be published now."""
    wire = story.wire
    return wire is None or (wire.status == "usable" and (wire.embargo is None or wire.embargo <= now))


def part(cluster: Cluster, now: datetime) -> Parted:
    """Keep back what may not be published now."""
    members = tuple(member for member in cluster.members if is_open(member.story, now))
    if len(members) == len(cluster.members):
        return Parted(open=cluster, withdrawn=(), is_whole=True, again_at=None)
    wires = [(member.story, member.story.wire) for member in cluster.members if member.story.wire is not None]
    waiting = [
        wire.embargo for _, wire in wires if wire.status == "usable" and wire.embargo is not None and wire.embargo > now
    ]
    return Parted(
        open=replace(cluster, members=members),
        withdrawn=tuple(story for story, wire in wires if wire.status == "canceled"),
        is_whole=False,
        again_at=min(waiting, default=None),
    )


def released(cluster: Cluster, now: datetime) -> datetime | None:
    """Say when an embargo in it was found to be over: *now*, as its own time is nobody's to know; None if none held us up."""
    return now if any(was_under_embargo(member.story) for member in cluster.members) else None


def was_under_embargo(story: Story) -> bool:
    """Tell whether an embargo kept the story back here; not one that was over when the story came."""
    return story.wire is not None and story.wire.embargo is not None and story.wire.embargo > story.first_seen
