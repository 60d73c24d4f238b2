"""When readers are told: published once, updated when what they see has changed, never backwards. Pure."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Cluster, Story

#: Changes with the meaning of the signature; part of what makes curation look at every entry anew.
SIGNATURE_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The two times of an entry (RFC 4287, 4.2.9 and 4.2.15), and what they stand for."""

    published: datetime
    updated: datetime
    signature: str


def revise(before: Times | None, cluster: Cluster, representative: Story, arrived: datetime) -> Times:
    """Return the entry's times now.

    A cluster that is shown for the first time has the times of its stories. Later, whenever what a reader sees has
    changed, `updated` moves to when that *arrived*, at least by a second: a reader tells versions apart by it.
    """
    seen = signature(cluster, representative)
    stories = [member.story for member in cluster.members]
    newest = max(max(story.time, story.updated or story.time) for story in stories)
    newest = min(newest, max(arrived, stories[0].first_seen))  # a claimed time in the future is not believed
    if before is None:
        return Times(published=stories[0].time, updated=max(newest, stories[0].time), signature=seen)
    if before.signature == seen:
        return before
    updated = max(newest, arrived, before.updated + timedelta(seconds=1))
    return Times(published=before.published, updated=updated, signature=seen)


def signature(cluster: Cluster, representative: Story) -> str:
    """Fingerprint of what a reader sees of a cluster: who speaks, what is said, and who carries it."""
    carried = [
        (member.story.key, member.story.title, member.story.outlet, sighting.source, sighting.entry, sighting.url)
        for member in cluster.members
        for sighting in member.sightings
    ]
    spoken = (representative.key, representative.title, representative.html)
    return hashlib.sha256(json.dumps([SIGNATURE_VERSION, spoken, carried]).encode()).hexdigest()
