"""mail."""

from bot.errors import FormatError
from bot.formats.parts import Parts
from bot.model import Document


def is_one(head: str) -> bool:  # noqa: ARG001 - to be written
    """Tell whether a document begins as one does."""
    return False


def parse(document: Document) -> Parts:
    """Read the items.

    Raises:
        FormatError: there is none in it.
    """
    raise FormatError(document.location, "cannot be read yet")
