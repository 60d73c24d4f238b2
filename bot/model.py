"""The values that the stages exchange, in the order in which they arise. Frozen; all times are aware UTC.

    Document  came in            Feed, Entry  were parsed      Story, Delivery  are ours
    Decision  is to write        Cluster  was read back        TopicEntry, Topic  are to publish

Each stage imports this module and no other stage.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, ClassVar, Literal, Self


class Portable:
    """A value that pickle takes apart and puts together by its fields: half of what frozen dataclasses with slots cost."""

    __slots__ = ()
    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]
    _writers: ClassVar[tuple[Callable[[Any, Any], None], ...]]

    def __init_subclass__(cls) -> None:
        """Learn the fields, which are there when a dataclass makes the class again with slots."""
        if names := cls.__dict__.get("__slots__"):
            cls._values = attrgetter(*names)
            cls._writers = tuple([getattr(cls, name).__set__ for name in names])

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again, for pickle; what is made again is not checked again."""
        return _made_again, (type(self), *type(self)._values(self))  # noqa: SLF001 - of this class


def _made_again(kind: type[Portable], *values: object) -> Portable:
    again = object.__new__(kind)
    for write, value in zip(kind._writers, values, strict=True):  # noqa: SLF001 - of this module
        write(again, value)
    return again


def require_utc(when: datetime | None, what: str) -> None:
    """Refuse a time that is not aware UTC: a naive one would be published as whatever the machine's zone is."""
    if when is not None and when.tzinfo is not UTC and when.utcoffset() != timedelta(0):
        raise ValueError(f"{what} must be an aware UTC time, got {when!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Portable):
    """A folder or a feed as configured, as far as the stages need to know it."""

    name: str  #: unique; the key of everything that is stored about it
    title: str  #: what readers see
    family: str  #: the publisher or agency behind it; sources of one family are one voice
    language: str | None = None  #: ISO 639-1 of its stories where neither they nor the text tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Portable):
    """Bytes that a source delivered: one file, or one answer of a feed."""

    source: str  #: name of the source
    location: str  #: path inside the folder (with /), or the feed's URL
    content: bytes
    media_type: str | None = None  #: as the server claimed it, with its parameters; None for files
    base_url: str | None = None  #: what relative links are relative to; None where nothing is known
    arrived: datetime  #: a file's modification time, or the time of the poll

    def __post_init__(self) -> None:
        require_utc(self.arrived, "Document.arrived")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure(Portable):
    """A picture, recording or film that belongs to a story."""

    url: str
    media_type: str | None = None
    length: int | None = None  #: bytes, as claimed
    width: int | None = None  #: pixels, as claimed
    height: int | None = None  #: pixels, as claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of an entry, with its relation."""

    rel: str  #: in lower case, e.g. alternate, related, via, enclosure
    url: str
    media_type: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed(Portable):
    """What a feed says about itself, beside its entries."""

    title: str = ""  #: plain text
    home: str | None = None  #: URL of the site that it is the feed of
    language: str | None = None  #: as claimed
    ttl: timedelta | None = None  #: how long it may be kept (RSS)
    update_period: timedelta | None = None  #: between two updates (RSS 1.0 syndication module: period / frequency)
    skip_hours: frozenset[int] = frozenset()  #: 0–23 in UTC: no poll in these (RSS)
    skip_days: frozenset[int] = frozenset()  #: 0–6, Monday is 0, in UTC: no poll on these (RSS)
    hubs: tuple[str, ...] = ()  #: URLs of WebSub hubs
    self_url: str | None = None  #: what it calls its own URL; the topic of a WebSub subscription


Identity = Literal["guid", "link", "link+title", "content"]
"""What tells the entries of one feed apart, strongest first."""


Status = Literal["usable", "withheld", "canceled"]
"""What may be done with an agency's item: publish it, wait, or take it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject(Portable):
    """What an agency says that an item is about."""

    name: str  #: "" where only the code is given
    code: str = ""  #: qcode, URI or number, as given, e.g. medtop:20000574


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire(Portable):
    """What an agency says of an item beside its story; None or empty where it says nothing."""

    item: str | None = None  #: the agency's id of the item, the same in all of its versions
    version: int | None = None  #: a higher one replaces a lower one, whichever comes first
    status: Status = "usable"
    is_correction: bool = False  #: this version puts an error right
    embargo: datetime | None = None  #: not to be published before
    slug: str | None = None  #: slug line, keyword line
    dateline: str | None = None  #: place, as written
    credit: str | None = None  #: as written, e.g. AP
    copyright: str | None = None
    urgency: int | None = None  #: 1 (flash) to 9, as IPTC counts
    note: str | None = None  #: to editors, never to readers
    subjects: tuple[Subject, ...] = ()  #: in the order given

    def __post_init__(self) -> None:
        require_utc(self.embargo, "Wire.embargo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a source said: parsed, not yet cleaned. Any field may hold markup, furniture or nonsense."""

    key: str  #: identity inside its source: a feed's by the feed's `Identity`, a file's is its path
    id: str | None = None  #: guid or atom:id as claimed, whatever it is worth
    url: str | None = None
    links: tuple[Link, ...] = ()  #: all of them, in the order of the document
    title: str = ""  #: plain text
    summary: str = ""  #: what it has beside its body, in the body's type; "" if there is but one text
    body: str = ""  #: the fuller of content and summary
    body_type: Literal["html", "text"] = "text"
    published: datetime | None = None  #: as the source claimed
    updated: datetime | None = None  #: as the source claimed
    authors: tuple[str, ...] = ()
    publisher: str | None = None  #: who published it, where an aggregator or a file header names somebody
    language: str | None = None  #: as claimed
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    wire: Wire | None = None  #: None for what is no agency's item

    def __post_init__(self) -> None:
        require_utc(self.published, "Entry.published")
        require_utc(self.updated, "Entry.updated")


MarkerKind = Literal[
    "update",
    "correction",
    "repeat",
    "live",
    "breaking",
    "video",
    "photos",
    "audio",
    "wrapup",
    "exclusive",
    "analysis",
    "opinion",
    "interview",
    "feature",
    "explainer",
    "advisory",
]


@dataclass(frozen=True, slots=True)
class Marker(Portable):
    """What a desk put in front of a headline to say which kind of item follows, e.g. UPDATE 2-."""

    kind: MarkerKind  #: "repeat" is a refile: sent again, unchanged; "wrapup" a round-up
    number: int | None = None  #: of the update or take, from 1; None if none is given

    def __str__(self) -> str:
        return self.kind if self.number is None else f"{self.kind} {self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts(Portable):
    """What is looked for in a story again and again, found once; each list in the order of the text, each value once.

    At most 40 of each, from the first 6,000 characters. Times of day and years are neither numbers nor dates; a number has no
    unit but the share's sign.
    """

    lead: str = ""  #: first sentence of the text, highlights and headings above it aside
    numbers: tuple[str, ...] = ()  #: decimal, e.g. 1200000 for “1.2 million”; 3.5 for “3,5” in German; 12% for a share
    dates: tuple[str, ...] = ()  #: ISO 8601 as far as they are told: 2026-11-22, 2026-11, --11-22
    names: tuple[str, ...] = ()  #: people, places, organisations, as first written; none in scripts without capitals
    quotes: tuple[
        str, ...
    ] = ()  #: what stands between quotation marks, without them; three words or 15 characters at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut(Portable):
    """Something that was taken off a story, and why: so that every cut can be seen, and undone."""

    text: str  #: as it was, plain
    because: str  #: for people, e.g. "dateline"
    at: int | None = None  #: which block of the body it was (a part of), from 0; None for the title
    where: Literal["all", "start", "end"] = "all"  #: of the block


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit(Portable):
    """What a source says in story after story, as learned from its stories: a line, or a part of titles."""

    source: str  #: name
    kind: Literal["line", "prefix", "suffix"]  #: a paragraph of texts; the begin or end of titles
    text: str  #: as first seen; of titles with its separator, e.g. " | The Gazette"
    stories: int  #: how many had it when it was learned
    of: int  #: of how many that were looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Portable):
    """One cleaned wire item. Two stories with the same key are revisions of one."""

    key: str  #: hex; from the canonical URL, else from source and entry key; never changes
    url: str | None = None  #: canonical, http or https
    title: str  #: plain text, one line, never empty
    text: str  #: plain text; paragraphs are separated by a blank line
    html: str  #: sanitised
    published: datetime | None = None  #: as the source claimed; None if it gave no time
    updated: datetime | None = None  #: as the source claimed
    first_seen: datetime  #: when the first source delivered it; never changes
    authors: tuple[str, ...] = ()
    source: str  #: name of the source that delivered it first
    outlet: str  #: the publisher's name as readers know it; "" where nobody said
    credit: str | None = None  #: agency credited in the text, e.g. AP
    dateline: str | None = None  #: place named in the dateline, as written
    language: str | None = None  #: ISO 639-1; None where it cannot be told
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    wire: Wire | None = None  #: None for what is no agency's item
    markers: tuple[Marker, ...] = ()  #: each kind once
    facts: Facts = Facts()
    cuts: tuple[Cut, ...] = ()  #: what cleaning took off, in the order of the story

    def __post_init__(self) -> None:
        require_utc(self.published, "Story.published")
        require_utc(self.updated, "Story.updated")
        require_utc(self.first_seen, "Story.first_seen")

    @property
    def time(self) -> datetime:
        """When the story is from: as claimed, but never later than it was seen."""
        return min(self.published or self.first_seen, self.first_seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery(Portable):
    """One story as one source delivered it now; made by `fingerprints.marked`."""

    story: Story
    entry: str  #: the entry's key inside the source; unique in its document
    own_key: str  #: the story's key if its URL turns out to belong to another story of the source
    guid: str | None = None  #: as claimed
    digest: str  #: fingerprint of what a reader sees of the story
    title_mark: str  #: fingerprint of its title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One source carrying one story."""

    source: str  #: name of the source
    entry: str  #: the entry's key inside the source
    story: str  #: key
    url: str | None  #: as this source links it, canonical
    seen: datetime  #: first time in this source


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a score is what it is: the compared stories, the measures, and words a person can check."""

    nearest: str | None = None  #: key of the cluster's story that is most like it; None if there was no candidate
    measures: Mapping[str, float] = field(default_factory=dict)  #: name -> value, e.g. words: 0.41
    shared: tuple[str, ...] = ()  #: the shared words that count most, heaviest first
    gap: timedelta | None = None  #: between the claimed times; None if one of them is unknown
    languages: tuple[str, ...] | None = None  #: ISO 639-1, of the story and of *nearest*, if compared across languages

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has; `gap_s` is in seconds."""
        gap_s = None if self.gap is None else self.gap.total_seconds()
        told = {"nearest": self.nearest, "measures": dict(self.measures), "shared": list(self.shared), "gap_s": gap_s}
        return told if self.languages is None else told | {"languages": list(self.languages)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Read back what `as_dict` gave."""
        gap = None if values["gap_s"] is None else timedelta(seconds=values["gap_s"])
        languages = tuple(values["languages"]) if "languages" in values else None
        told = {"nearest": values["nearest"], "measures": values["measures"], "shared": tuple(values["shared"])}
        return cls(**told, gap=gap, languages=languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where one story belongs, as a value: the store applies it, `explain` shows it.

    A story that is in a cluster already moves. A "merge" is about all stories of a cluster, and names its founding one.
    """

    kind: Literal["found", "join", "merge"]
    story: str  #: key
    cluster: str  #: key; when founding, the story's own key; when merging, that of the elder cluster, which stays
    copy: str  #: key of the copy group (its first story) inside the cluster; a merge changes none
    score: float  #: 0–1: likeness to the cluster; when founding, to the best cluster that was refused
    refused: str | None = None  #: when founding: key of the best cluster that was refused
    former: str | None = None  #: when moving: key of the cluster that the story was in; the store knows it
    evidence: Evidence = Evidence()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A story in its cluster, with everybody who carries it and the reason why it is there."""

    story: Story
    sightings: tuple[Sighting, ...]  #: by time, then source
    decision: Decision  #: the last one about it; names the cluster that it was put in then
    merges: tuple[Decision, ...] = ()  #: by which that cluster became part of this one, in their order


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """All stories about one event."""

    key: str  #: key of the founding story; in URLs of pages
    id: str  #: `tag:` URI, minted once
    members: tuple[Member, ...]  #: the first founded it, the others in the order of their arrival


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A published selection of clusters, ready to be written in any format."""

    slug: str  #: [a-z0-9-]{1,64}
    title: str
    description: str
    language: str | None
    entries: tuple[TopicEntry, ...]  #: in the order of publication

    @property
    def updated(self) -> datetime:
        """The newest entry's time; the Unix epoch for a topic without entries, so that the bytes depend on nothing else."""
        return max((entry.updated for entry in self.entries), default=datetime.fromtimestamp(0, UTC))


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What every published document says about where it is from."""

    title: str
    base_url: str  #: absolute, without a trailing slash
    id_authority: str  #: RFC 4151 tagging entity `domain,date` for the ids of topics and of new clusters
    outlets: Mapping[str, str] = field(default_factory=dict)  #: source name -> title
