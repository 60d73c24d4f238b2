"""What topics show, ready to be written in any format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.model.base import require_utc
from bot.model.clusters import Cluster
from bot.model.incoming import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One that reports on its own account: ten outlets that carry one agency's text are one voice."""

    name: str  #: the family, agency or outlet, as readers know it
    because: str  #: why these are one, for people; "" where there is but one outlet
    stories: tuple[str, ...]  #: keys, in the order of arrival
    outlets: tuple[str, ...]  #: that carry them, each once, in the order of arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Who reports an event."""

    outlets: tuple[str, ...]  #: each once, the first to have it first
    voices: tuple[Voice, ...]  #: the first to have it first; of these the first reported it first
    first: str  #: key of the story that was there first, by its own time


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became new in an entry that readers may have read, e.g. "death toll 5 → 12"."""

    at: datetime
    text: str  #: plain, one line, without a full stop
    outlet: str = ""  #: whose story says so; "" where nobody's does

    def __post_init__(self) -> None:
        require_utc(self.at, "Change.at")


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicEntry:
    """A cluster as one topic shows it."""

    cluster: Cluster
    representative: Story  #: speaks for the cluster
    chosen_because: str  #: why this one represents it, for people
    matched: tuple[str, ...]  #: what the topic's rules found, for people
    published: datetime  #: set once
    updated: datetime  #: last change that readers should know of; never goes back
    id: str | None = None  #: that of a merged cluster whose entry this one goes on; None: the cluster's own
    title: str | None = None  #: an editor's; None: the representative's
    is_pinned: bool = False  #: an editor wants it first
    coverage: Coverage | None = None  #: None where nobody counted
    changes: tuple[Change, ...] = ()  #: newest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What is left of an entry that readers may have and that is no more (RFC 6721)."""

    id: str  #: the entry's
    at: datetime  #: when it went; the same whenever it is asked
    into: str | None = None  #: key of the cluster that has its stories now; None: they are in this topic no more

    def __post_init__(self) -> None:
        require_utc(self.at, "Tombstone.at")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A published selection of clusters, ready to be written in any format."""

    slug: str  #: [a-z0-9-]{1,64}
    title: str
    description: str
    language: str | None
    entries: tuple[TopicEntry, ...]  #: in the order of publication
    tombstones: tuple[Tombstone, ...] = ()  #: of entries that went, newest first; none of an entry that is here
    began: datetime | None = None  #: when it was first published; None where nobody knows
    last: datetime | None = None  #: the newest time that any entry of it ever had; None: that of those that are here
    minted: str | None = None  #: what the ids of its feeds say in place of the slug, after it got another one
    archives: tuple[str, ...] = ()  #: names of the documents that hold its closed months (RFC 5005, 4), oldest first
    is_private: bool = False  #: only for those who have a token; nothing of it is public

    @property
    def updated(self) -> datetime:
        """When an entry last came or changed, also one that left: never back, never the clock. Before the first one, when it began."""
        there = (*(entry.updated for entry in self.entries), *(one.at for one in self.tombstones))
        last = max((*there, *([self.last] if self.last else [])), default=None)
        return last or self.began or datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A feed that stories are taken from, as entries name it that show one of them."""

    title: str  #: as readers know it
    url: str  #: of the feed, without anything that is secret
    id: str | None = None  #: what it calls itself (Atom); None: nothing that is known
    home: str | None = None  #: URL of the site that it is the feed of
    media_type: str | None = None  #: of the feed; None where nobody knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every published document says about where it is from."""

    title: str
    base_url: str  #: absolute, without a trailing slash
    id_authority: str  #: RFC 4151 tagging entity `domain,date` for the ids of topics and of new clusters
    outlets: Mapping[str, str] = field(default_factory=dict)  #: source name -> title
    origins: Mapping[str, Origin] = field(default_factory=dict)  #: source name -> its feed, if that may be named
    hubs: tuple[str, ...] = ()  #: URLs of the WebSub hubs that tell subscribers
    is_served: bool = True  #: by our own server, which can search; False: as files of any other
    timezone: str = "UTC"  #: name of the zone in which a day begins and ends
