"""What the service says about itself, as values; `/readyz` and `/status` show them. No I/O, no clock."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """How one source is doing."""

    name: str
    title: str
    location: str  #: the folder, or the feed's URL without userinfo
    last_read: datetime | None  #: last time it was read without an error; None if never
    next_read: datetime | None  #: when it is read again; None for a folder that is watched
    entries: int  #: entries it has delivered so far
    error: str | None  #: one line, of the last attempt; None if that went well


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicStatus:
    """How much one topic shows."""

    slug: str
    title: str
    entries: int
    updated: datetime | None  #: None for a topic without entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How the service is doing at one moment."""

    ready: bool  #: published files are there and the last pass went through
    reasons: tuple[str, ...]  #: why it is not ready, one line each; may also hold warnings when it is
    version: str
    now: datetime
    started: datetime
    last_pass: datetime | None  #: end of the last pass that went through; None before the first
    database: str  #: what it is and where, without a password
    stories: int
    clusters: int
    sources: tuple[SourceStatus, ...]  #: in the order of the configuration
    topics: tuple[TopicStatus, ...]  #: in the order of the configuration
