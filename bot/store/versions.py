"""Tell which of two versions of an agency's item is the newer one, whichever came first. Pure."""

from bot.model import Story
from bot.store.shelf import Held


def is_outdated(story: Story, held: Held) -> bool:
    """Tell whether *story* is an older version of what is *held*, and so is to change nothing.

    The agency's count decides, then the time of the version, then the order of arrival. What was withdrawn or withheld is
    brought in again only by what is known to be newer: a text that comes late must not undo a kill.
    """
    wire = story.wire
    if wire is None:
        return held.status != "usable"  # what says nothing of versions undoes nothing
    if wire.version is not None and held.version is not None and wire.version != held.version:
        return wire.version < held.version
    needs_proof = wire.status == "usable" and held.status != "usable"
    if story.updated is None or held.updated is None:
        return needs_proof
    return story.updated <= held.updated if needs_proof else story.updated < held.updated
