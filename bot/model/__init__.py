"""The values that the stages exchange, in the order in which they arise. Frozen; all times are aware UTC.

    Document  came in            Feed, Entry  were parsed      Story, Delivery  are ours
    Decision  is to write        Cluster  was read back        TopicEntry, Topic  are to publish

Each stage imports this module and no other stage.
"""

from bot.model.audience import Reach
from bot.model.base import Portable, require_utc
from bot.model.clusters import Cluster, Decision, Evidence, Member, Ruling, Sighting
from bot.model.incoming import (
    Cut,
    Delivery,
    Document,
    Enclosure,
    Entry,
    Facts,
    Feed,
    Habit,
    Identity,
    Link,
    Marker,
    MarkerKind,
    Source,
    Status,
    Story,
    Subject,
    Wire,
)
from bot.model.published import Change, Coverage, Origin, Site, Tombstone, Topic, TopicEntry, Voice

__all__ = [
    "Change",
    "Cluster",
    "Coverage",
    "Cut",
    "Decision",
    "Delivery",
    "Document",
    "Enclosure",
    "Entry",
    "Evidence",
    "Facts",
    "Feed",
    "Habit",
    "Identity",
    "Link",
    "Marker",
    "MarkerKind",
    "Member",
    "Origin",
    "Portable",
    "Reach",
    "Ruling",
    "Sighting",
    "Site",
    "Source",
    "Status",
    "Story",
    "Subject",
    "Tombstone",
    "Topic",
    "TopicEntry",
    "Voice",
    "Wire",
    "require_utc",
]
