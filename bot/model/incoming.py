"""What sources say, from bytes to stories."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.model.base import Portable, require_utc


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
