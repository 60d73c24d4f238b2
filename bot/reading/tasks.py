"""What children are asked to read, and what they answer. Whoever asks imports no parser."""

from dataclasses import dataclass

from bot.model import Delivery, Document, Feed, Identity, Portable, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Portable):
    """A document to read, and who sent it."""

    document: Document
    source: Source
    identity: Identity | None = None  #: what told the entries of the feed's former documents apart
    max_entries: int | None = None  #: None: all
    is_polled: bool = False  #: a feed's address answered with it

    @property
    def location(self) -> str:
        """How errors name it."""
        return self.document.location


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Portable):
    """What a document gave."""

    deliveries: tuple[Delivery, ...] = ()  #: in the order of the document
    skipped: tuple[str, ...] = ()  #: one line for every entry that gave no story
    feed: Feed | None = None  #: None for a document that is no feed
    identity: Identity | None = None
    identity_because: str = ""
    cut: int = 0  #: entries beyond the limit


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTask:
    """A page to read, and what the feed said of its story."""

    document: Document
    source: Source
    title: str
    text: str  #: as the feed had it, perhaps none; or, if *is_again*, as the page had it
    is_again: bool = False

    @property
    def location(self) -> str:
        """How errors name it."""
        return self.document.location
