"""archives."""

from collections.abc import Iterator

from bot.errors import FormatError
from bot.model import Document


def unpack(document: Document) -> Iterator[Document | FormatError]:
    """Yield the documents in an archive, or why one is left out.

    Raises:
        FormatError: it is none, or a bomb.
    """
    raise FormatError(document.location, "cannot be read yet")
