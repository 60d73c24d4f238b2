"""What pages are made of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from bot.model import Cluster, Member, Story, Topic, TopicEntry
from bot.publishing.pages.pictures import Picture

Shown = TypeVar("Shown")

#: Says in sentences why a story is in its cluster.
Why = Callable[[Member], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A cluster's entry in one topic."""

    topic: Topic
    entry: TopicEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A story that its source took back. Nothing that it said is here: nothing of it is to be published."""

    key: str
    outlet: str
    at: datetime  #: when its source did, as it claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A cluster that no topic shows, but whose page is there."""

    cluster: Cluster  #: perhaps without stories, if its sources hold them all back
    representative: Story | None  #: None if there is no story


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What a story said before its source changed it."""

    title: str
    text: str
    until: datetime  #: when the text that replaced it was first seen


class Place(NamedTuple):
    """What decides where on the pages of a topic an entry stands."""

    cluster: str  #: key
    published: datetime
    updated: datetime
    is_pinned: bool


class Day(NamedTuple, Generic[Shown]):
    """Entries of a topic that stand together on its page, by keys of their clusters or as their cards."""

    day: date | None
    is_pinned: bool
    cards: Sequence[Shown]


class Brief(NamedTuple):
    """An entry as the front page shows it."""

    key: str
    headline: str
    lead: str
    language: str | None
    published: datetime
    reach: str
    picture: Picture | None


class Carried(NamedTuple):
    """An event as the page of a source that reported it lists it."""

    source: str  #: name
    cluster: str  #: key
    headline: str
    language: str | None
    time: datetime  #: of its first report there
    is_first: bool  #: nobody had it earlier
    outlets: int  #: that have it, itself among them
