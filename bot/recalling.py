"""What is stored of the window -> a clusterer that goes on exactly where the last pass stopped."""

from itertools import groupby
from typing import Literal, NamedTuple

from bot import editing
from bot.cleaning.habits import Habits
from bot.clustering import Clusterer, Place, Stored
from bot.config import Settings
from bot.model import Decision, Story
from bot.reasons import clustering_options, what_is_taken_off
from bot.store import remembered, stories
from bot.store.database import Database
from bot.store.remembered import Remembered


def read_back(settings: Settings, database: Database) -> Clusterer:
    """Return a clusterer that remembers what is stored of the window.

    What was withdrawn is no part of it: it should attract no other story.

    Raises:
        StoreError: the database cannot be read.
    """
    seen_without = what_is_taken_off(database)
    recalled = recall(settings, database, seen_without)
    for story in recalled.due:
        if story.key not in recalled.read:
            recalled.clusterer.revise(seen_without.without(story))
    return recalled.clusterer


def _stored(one: Remembered) -> Stored:
    assert one.packed is not None, "its text is read again"
    place = Place(one.cluster, one.copy, one.has_founded)
    return Stored(one.story, place, one.first_seen, one.published, one.packed)


class Recalled(NamedTuple):
    """A clusterer as it was when the last decision was stored, and what has to be done about it."""

    clusterer: Clusterer
    left_out: tuple[str, ...]  #: keys of stories of the window that it was not told of, in their order
    #: Keys of those of which nothing was kept that it can read: their texts were read again, if it has them.
    read: frozenset[str]
    due: list[Story]  #: that say something else now, in the order in which they are to be revised


def recall(settings: Settings, database: Database, seen_without: Habits) -> Recalled:
    """Return a clusterer with what is stored of the window, and what is not in it yet.

    Raises:
        StoreError: the database cannot be read.
    """
    clusterer = Clusterer(clustering_options(settings))
    with database.reading() as connection:
        newest = remembered.newest(connection)
        # The clusterer counts in whole seconds.
        since = None if newest is None else (newest - clusterer.options.window).replace(microsecond=0)
        stored = [] if since is None else remembered.since(connection, since)
        told = [one for one in stored if one.status != "canceled"]
        lost = [one.story for one in told if one.packed is None or not clusterer.reads(one.packed)]
        texts = {story.key: story for story in stories.named(connection, lost)}
        due = remembered.due(connection)
        clusterer.bind(*editing.bonds(connection))
    for is_read, some in groupby(told, key=lambda one: one.story in texts):
        if is_read:
            for one in some:
                kind: Literal["found", "join"] = "found" if one.has_founded else "join"
                placed = Decision(kind=kind, story=one.story, cluster=one.cluster, copy=one.copy, score=0.0)
                clusterer.apply(seen_without.without(texts[one.story]), placed)
        else:
            clusterer.restore([_stored(one) for one in some])
    left_out = [one for one in stored if one.status == "canceled"]
    read = frozenset([*lost, *(one.story for one in left_out if one.packed is None)])
    return Recalled(clusterer, tuple(one.story for one in left_out), read, due)
