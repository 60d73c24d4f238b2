"""How long an event is held back before a topic shows it. Pure.

The order of what is shown is the database's to make: `bot.store.topics.newest`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.model import Cluster
from bot.topics.families import Families, folded


def held_until(cluster: Cluster, hold: timedelta, urgent: Sequence[str], families: Families) -> datetime | None:
    """Say until when an event is held back: *hold* after its founding story was first seen; None where it never was.

    Sources whose name or family is among the *urgent* ones are not waited for: what one of them carries is shown at once.
    """
    if not hold or not cluster.members:
        return None
    named = {folded(name) for name in urgent} | {folded(families.named(name) or name) for name in urgent}
    sources = {sighting.source for member in cluster.members for sighting in member.sightings}
    sources |= {member.story.source for member in cluster.members}
    if any(folded(source) in named or folded(families.of_source(source)) in named for source in sources):
        return None
    return cluster.members[0].story.first_seen + hold
