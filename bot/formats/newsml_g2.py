"""newsml_g2."""

from bot.errors import FormatError
from bot.formats.parts import Parts
from bot.model import Document


def parse(document: Document) -> Parts:
    """Read the items.

    Raises:
        FormatError: there is none in it.
    """
    raise FormatError(document.location, "cannot be read yet")
