"""Turn bytes into entries. Pure: no files, no network, no clock; what a document says about its format is checked."""

from collections.abc import Callable, Mapping

from bot.formats import syndication, text
from bot.formats.detect import Format, detect
from bot.model import Document, Entry

_PARSERS: Mapping[Format, Callable[[Document], list[Entry]]] = {
    Format.FEED: syndication.parse,
    Format.TEXT: text.parse,
}


def parse(document: Document) -> list[Entry]:
    """Parse a document of any known format; entry keys are unique in it.

    May cost any amount of time and memory on hostile input: run it in `isolation.Isolated`.

    Raises:
        FormatError: the bytes are no document of a known format, or give no story.
    """
    return _PARSERS[detect(document)](document)
