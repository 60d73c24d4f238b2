"""When readers are told: published once, updated when what they see has changed, never backwards. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model import Cluster, Story
from bot.topics.holding import was_under_embargo

#: Changes with the meaning of the signature; part of what makes curation look at every entry anew.
SIGNATURE_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The two times of an entry (RFC 4287, 4.2.9 and 4.2.15), and what they stand for."""

    published: datetime
    updated: datetime
    signature: str


def revise(  # noqa: PLR0913 (one value each)
    before: Times | None,
    cluster: Cluster,
    representative: Story,
    arrived: datetime,
    families: Mapping[str, str],
    *,
    released: datetime | None = None,
) -> Times:
    """Return the entry's times now.

    A cluster that is shown for the first time has the times of its stories. Later, whenever what a reader sees has
    changed, `updated` moves to when that *arrived*, at least by a second: a reader tells versions apart by it.
    A story that was under an embargo arrived when it was *released*, whatever time it claims: nobody could read it before.
    """
    arrived = max(arrived, released or arrived)
    seen = signature(cluster, representative, families)
    stories = [member.story for member in cluster.members]
    newest = max(max(story.time, story.updated or story.time) for story in stories)
    newest = min(newest, max(arrived, stories[0].first_seen))  # a claimed time in the future is not believed
    if before is None:
        first = stories[0].time
        published = max(first, released) if released and was_under_embargo(stories[0]) else first
        return Times(published=published, updated=max(newest, published, released or newest), signature=seen)
    if before.signature == seen:
        return before
    updated = max(newest, arrived, before.updated + timedelta(seconds=1))
    return Times(published=before.published, updated=updated, signature=seen)


def signature(cluster: Cluster, representative: Story, families: Mapping[str, str]) -> str:
    """Fingerprint of what is worth telling a reader: who speaks, what is said, and which families carry which versions.

    *families* names each source's. That one more feed of a family carries a version is not worth telling; that an agency
    puts an error right is.
    """
    carried: set[tuple[str, ...]] = {
        (member.story.key, member.story.title, member.story.outlet, families.get(sighting.source, sighting.source))
        for member in cluster.members
        for sighting in member.sightings
    }
    carried |= {(member.story.key, member.story.title, member.story.outlet, "") for member in cluster.members}
    carried |= {_correction(member.story) for member in cluster.members if is_corrected(member.story)}
    spoken = (representative.key, representative.url, representative.title, representative.html)
    return hashlib.sha256(json.dumps([SIGNATURE_VERSION, spoken, sorted(carried)]).encode()).hexdigest()


def is_corrected(story: Story) -> bool:
    """Tell whether the story as it is now puts an error right."""
    says_wire = story.wire is not None and story.wire.is_correction
    return says_wire or any(marker.kind == "correction" for marker in story.markers)


def _correction(story: Story) -> tuple[str, ...]:
    version = story.wire.version if story.wire else None
    return (story.key, "corrected", str(version), str(story.updated), "")
