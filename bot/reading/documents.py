"""Documents -> stories: formats, then cleaning. Pure, so that it can run in a child process with limits."""

from bot import fingerprints
from bot.cleaning.stories import clean, story_key
from bot.errors import FormatError
from bot.formats.parsing import parse
from bot.model import Delivery
from bot.reading.tasks import Reading, Task


def read(task: Task) -> Reading:
    """Read a document; one bad entry is skipped with its reason and never loses the others.

    Raises:
        FormatError: the document as a whole cannot be read.
    """
    document, source = task.document, task.source
    parsed = parse(document, identity=task.identity, max_entries=task.max_entries, is_polled=task.is_polled)
    deliveries: list[Delivery] = []
    skipped = list(parsed.skipped)
    for entry in parsed.entries:
        try:
            story = clean(entry, source, document.arrived, document.base_url)
            own_key = story_key(None, source.name, entry.key)
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
