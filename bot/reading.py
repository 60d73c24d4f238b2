"""Documents -> stories: formats, then cleaning. Pure, so that it can run in a child process with limits."""

from dataclasses import dataclass

from bot import cleaning, formats
from bot.errors import FormatError
from bot.model import Document, Feed, Identity, Source, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read, and who sent it."""

    document: Document
    source: Source
    identity: Identity | None = None  #: what told the entries of the feed's former documents apart
    max_entries: int | None = None  #: None: all


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry and the story that it became."""

    entry: str  #: key of the entry
    guid: str | None  #: as claimed
    story: Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document gave."""

    items: tuple[Item, ...] = ()  #: in the order of the document
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
    parsed = formats.parse(document, identity=task.identity, max_entries=task.max_entries)
    items: list[Item] = []
    skipped: list[str] = []
    for entry in parsed.entries:
        try:
            story = cleaning.clean(entry, source, document.arrived, document.base_url)
            items.append(Item(entry=entry.key, guid=entry.id, story=story))
        except FormatError as error:
            skipped.append(str(error))
    return Reading(
        items=tuple(items),
        skipped=tuple(skipped),
        feed=parsed.feed,
        identity=parsed.identity,
        identity_because=parsed.identity_because,
        cut=parsed.cut,
    )


def location(task: Task) -> str:
    """Name a task in errors."""
    return task.document.location
