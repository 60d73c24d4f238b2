"""What a document of single items gives."""

from typing import NamedTuple

from bot.model import Entry


class Parts(NamedTuple):
    """The items of one document. An agency's item has its id as key, so that its versions are one entry."""

    entries: tuple[Entry, ...]  #: in the order of the document
    skipped: tuple[str, ...] = ()  #: one line for every part that gave none: where, what was seen
