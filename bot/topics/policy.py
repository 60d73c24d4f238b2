"""When readers are told: published once, updated with news, never backwards. Pure.

    silent      `updated` stays what it was when the entry was first shown
    bump        `updated` moves with news, a new headline, and when stories come from another entry or leave for one
    new_entry   news makes a new entry in place of the former one; `updated` moves when stories come or leave as above

That one more outlet reports the same, or another story speaks, moves nothing: the entry is written anew, no reader is called.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from bot.model import Change, Cluster, Coverage, Story
from bot.topics.changes import News, is_corrected, news
from bot.topics.families import Families
from bot.topics.holding import was_under_embargo

#: Changes with the meaning of the signature, and of what readers are told; part of what makes curation look at every entry anew.
SIGNATURE_VERSION = 2

MOST_CHANGES: Final = 20  #: that an entry keeps

_TICK: Final = timedelta(seconds=1)  # readers tell versions apart by `updated`, in whole seconds

Updates = Literal["silent", "bump", "new_entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The two times of an entry (RFC 4287, 4.2.9 and 4.2.15), and what they stand for."""

    published: datetime
    updated: datetime
    signature: str
    changes: tuple[Change, ...] = ()  #: newest first
    told: Mapping[str, Any] | None = (
        None  #: what readers were told last, as `changes` keeps it; None from before it was kept
    )
    issue: int = 1  #: which entry of the cluster this is, from 1


def revise(  # noqa: PLR0913, PLR0917 (one value each)
    before: Times | None,
    cluster: Cluster,
    representative: Story,
    coverage: Coverage | None,
    arrived: datetime,
    families: Families,
    *,
    updates: Updates,
    released: datetime | None = None,
) -> Times:
    """Return the entry's times now; *arrived* is when the newest of the cluster did.

    A cluster that is shown for the first time has the times of its stories. Later, news has the time of its arrival, and comes a
    second after what was before, at least. A story that was under an embargo arrived when it was *released*, whatever time it
    claims: nobody could read it before. Where nobody kept what readers were told, all of it counts as told.
    """
    arrived = max(arrived, released or arrived)
    seen = signature(cluster, representative, families)
    found = news(before.told if before else None, cluster, representative, coverage, arrived)
    if before is None:
        return _first(cluster, arrived, seen, found, released)
    headline = () if found.changes or found.headline is None else (found.headline,)
    written = (*reversed(found.changes), *headline, *before.changes)[:MOST_CHANGES]
    told = replace(before, signature=seen, told=found.told, changes=written)
    calling = (*found.changes, *headline) if updates == "bump" else found.changes
    if updates == "silent" or not (calling or found.is_regrouped):
        return told
    updated = max([before.updated + _TICK, *([change.at for change in calling] or [arrived])])
    if updates == "new_entry" and found.changes:
        return replace(told, published=updated, updated=updated, issue=before.issue + 1)
    return replace(told, updated=updated)


def _first(cluster: Cluster, arrived: datetime, seen: str, found: News, released: datetime | None) -> Times:
    stories = [member.story for member in cluster.members]
    newest = max(max(story.time, story.updated or story.time) for story in stories)
    newest = min(newest, max(arrived, stories[0].first_seen))  # a claimed time in the future is not believed
    first = stories[0].time
    published = max(first, released) if released and was_under_embargo(stories[0]) else first
    return Times(
        published=published, updated=max(newest, published, released or newest), signature=seen, told=found.told
    )


def signature(cluster: Cluster, representative: Story, families: Families) -> str:
    """Fingerprint of what readers see: who speaks, what is said, which families carry which versions, and corrections.

    Another one alone moves no time; it says that the entry is not what it was.
    """
    carried: set[tuple[str, ...]] = {
        (member.story.key, member.story.title, member.story.outlet, families.of_source(sighting.source))
        for member in cluster.members
        for sighting in member.sightings
    }
    carried |= {(member.story.key, member.story.title, member.story.outlet, "") for member in cluster.members}
    carried |= {_correction(member.story) for member in cluster.members if is_corrected(member.story)}
    spoken = (representative.key, representative.url, representative.title, representative.html)
    return hashlib.sha256(json.dumps([SIGNATURE_VERSION, spoken, sorted(carried)]).encode()).hexdigest()


def _correction(story: Story) -> tuple[str, ...]:
    version = story.wire.version if story.wire else None
    return (story.key, "corrected", str(version), str(story.updated), "")
