"""Documents -> stories: formats, then cleaning. Pure, so that it can run in a child process with limits."""

from dataclasses import dataclass

from bot import cleaning, formats
from bot.errors import FormatError
from bot.model import Document, Source, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read, and who sent it."""

    document: Document
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a document gave."""

    stories: tuple[tuple[str, Story], ...]  #: (entry key, story), in the order of the document
    skipped: tuple[str, ...] = ()  #: one line for every entry that gave no story


def read(task: Task) -> Reading:
    """Read a document; one bad entry is skipped with its reason and never loses the others.

    Raises:
        FormatError: the document as a whole cannot be read.
    """
    document, source = task.document, task.source
    stories: list[tuple[str, Story]] = []
    skipped: list[str] = []
    for entry in formats.parse(document):
        try:
            stories.append((entry.key, cleaning.clean(entry, source, document.arrived, document.base_url)))
        except FormatError as error:
            skipped.append(str(error))
    return Reading(stories=tuple(stories), skipped=tuple(skipped))


def location(task: Task) -> str:
    """Name a task in errors."""
    return task.document.location
