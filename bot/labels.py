"""What editors decided about which stories are together, as pairs to learn from (`benchmarks/train_score.py`)."""

from collections.abc import Sequence
from typing import Any

from bot import editing
from bot.cleaning.habits import Habits
from bot.model import Story
from bot.store import editorial, habits, stories
from bot.store.database import Database
from bot.store.editorial import Entry

#: Stories of each side that are paired, beside the two that were named: spread over the side. Arbitrary; more of one
#: decision say little more.
OF_EACH = 5


def rows(database: Database) -> list[dict[str, Any]]:
    """Return a row for each pair, in the order of the decisions; what a later decision made void is left out.

    Stories are as the clusterer reads them, without what their sources always say; those that were withdrawn are left out.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        decided = editorial.bonds(connection)
        holding, _ = editing.bonds(connection)
        seen_without = Habits(habits.taken_off(connection))
        pairs = {frozenset(pair): (pair, entry) for entry in decided for pair in _pairs(entry)}
        keys = {key for pair in pairs for key in pair}
        told = {one.key: seen_without.without(one) for one in stories.named(connection, keys)}
    found = []
    for (one, other), entry in pairs.values():
        is_one_event = entry.wanted.kind == "merge"
        holds = other in holding.mates(one) if is_one_event else other in holding.enemies(one)
        if holds and _is_there(told[one]) and _is_there(told[other]):
            a, b, at = _told(told[one]), _told(told[other]), entry.at.isoformat()
            found.append({"a": a, "b": b, "label": int(is_one_event), "by": entry.by, "at": at})
    return found


def _pairs(entry: Entry) -> list[tuple[str, str]]:
    wanted = entry.wanted
    named = [] if wanted.other is None else [(wanted.story, wanted.other)]
    ones, others = (_some(side) for side in wanted.sides)
    return [*named, *((one, other) for one in ones for other in others if {one, other} not in map(set, named))]


def _some(side: Sequence[str]) -> Sequence[str]:
    if len(side) <= OF_EACH:
        return side
    return [side[at * (len(side) - 1) // (OF_EACH - 1)] for at in range(OF_EACH)]


def _is_there(story: Story) -> bool:
    return story.wire is None or story.wire.status == "usable"


def _told(story: Story) -> dict[str, Any]:
    published = None if story.published is None else story.published.isoformat()
    named = {"key": story.key, "url": story.url, "outlet": story.outlet, "language": story.language}
    return {"title": story.title, "text": story.text, "published": published, **named}
