"""Documents -> stories: formats, then cleaning. Pure, so that it can run in a child process with limits."""

from dataclasses import dataclass

from bot import cleaning, fingerprints, formats
from bot.errors import FormatError
from bot.model import Delivery, Document, Feed, Identity, Portable, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Portable):
    """A document to read, and who sent it."""

    document: Document
    source: Source
    identity: Identity | None = None  #: what told the entries of the feed's former documents apart
    max_entries: int | None = None  #: None: all
    is_polled: bool = False  #: a feed's address answered with it


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Portable):
    """What a document gave."""

    deliveries: tuple[Delivery, ...] = ()  #: in the order of the document
    skipped: tuple[str, ...] = ()  #: one line for every entry that gave no story
    feed: Feed | None = None  #: None for a document that is no feed
    identity: Identity | None = None
    identity_because: str = ""
    cut: int = 0  #: entries beyond the limit


def read(task: Task) -> Reading:
    """Read a document; one bad entry is skipped with its reason and never loses the others.

    Raises:
        FormatError: the document as a whole cannot be read.
    """
    document, source = task.document, task.source
    parsed = formats.parse(document, identity=task.identity, max_entries=task.max_entries, is_polled=task.is_polled)
    deliveries: list[Delivery] = []
    skipped = list(parsed.skipped)
    for entry in parsed.entries:
        try:
            story = cleaning.clean(entry, source, document.arrived, document.base_url)
            own_key = cleaning.story_key(None, source.name, entry.key)
            deliveries.append(fingerprints.marked(story, entry=entry.key, own_key=own_key, guid=entry.id))
        except FormatError as error:
            skipped.append(str(error))
    return Reading(
        deliveries=tuple(deliveries),
        skipped=tuple(skipped),
        feed=parsed.feed,
        identity=parsed.identity,
        identity_because=parsed.identity_because,
        cut=parsed.cut,
    )


def location(task: Task) -> str:
    """Name a task in errors."""
    return task.document.location
