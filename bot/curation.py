"""Clusters -> what topics show: hold the rules against every cluster that changed, and keep what each topic shows of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from bot.cleaning.habits import Habits
from bot.config import Settings, TopicSettings
from bot.model import Cluster
from bot.publication.editions import Editions
from bot.publication.opened import seen
from bot.selection import Event, Selected, Selection
from bot.store import clusters, editorial, tombstones, topics, trimming
from bot.store.database import Database
from bot.store.editorial import NO_WISHES, Wishes
from bot.store.topics import Shown
from bot.topics import Times, held_until, part, released, revise

#: Clusters in one transaction: enough that commits cost little, few enough that a kill loses little work.
BATCH = 200


class Told(NamedTuple):
    """A cluster that changed, as far as it may be published."""

    kept: Cluster  #: its stories as they are kept
    seen: Cluster  #: the same without what their sources always say
    arrived: datetime  #: when something last arrived in it
    wishes: Wishes  #: what editors want of it
    before: Mapping[str, Shown]  #: how topics show it or once did, by slug
    is_trimmed: bool  #: of one of its stories only the beginning is kept


class Looked(NamedTuple):
    """What topics make of a cluster."""

    entries: list[Shown]
    until: datetime | None  #: when time alone changes that; None: it does not


class Curation:
    """The topics of one configuration over one database."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._selection = Selection(settings)
        self._topics = {topic.slug: topic for topic in settings.topics}
        self.editions = Editions(settings, database, self._selection.coverage)

    def curate(self, now: datetime, habits: Habits) -> int:
        """Let every topic look at every cluster that changed, or of which an embargo is over; return how many there were.

        They see stories without the *habits* of their sources.

        Raises:
            StoreError: the database cannot be read or written.
        """
        self._heed_new_rules()
        looked_at = 0
        has_more = True
        while has_more:
            keys = self._curate_batch(now, habits)
            looked_at += len(keys)
            self.editions.touched(keys)
            has_more = len(keys) == BATCH
        with self._database.reading() as connection:
            entries = topics.touched(connection)
        if entries:
            self.editions.touched([], entries)
            with self._database.writing() as connection:
                tombstones.settle(connection, now)
        return looked_at

    def _heed_new_rules(self) -> None:
        digest = self._selection.digest
        with self._database.reading() as connection:
            if topics.setting(connection, "rules") == digest:
                return
        with self._database.writing() as connection:
            clusters.mark_all_changed(connection)
            topics.remember(connection, "rules", digest)

    def _curate_batch(self, now: datetime, habits: Habits) -> list[str]:
        with self._database.reading() as connection:
            keys = clusters.changed(connection, BATCH, now)
            if not keys:
                return []
            changed = {key: part(cluster, now) for key, cluster in clusters.load(connection, keys).items()}
            arrived = clusters.newest_revisions(connection, keys)
            before = topics.shown(connection, keys)
            wishes = editorial.wishes(connection, keys)
            trimmed = trimming.trimmed(connection, keys)
            partial = clusters.once_taken_back(connection, keys) | {key for key in keys if not changed[key].is_whole}
        without = {key: seen(changed[key].open, habits) for key in keys}
        told = [
            Told(
                changed[key].open,
                without[key],
                arrived[key],
                wishes.get(key, NO_WISHES),
                _of(before, key),
                key in trimmed,
            )
            for key in keys
        ]
        looked = {one.kept.key: self._look(one, now) for one in told}
        with self._database.writing() as connection:
            topics.show(connection, [entry for one in looked.values() for entry in one.entries])
            again_at = {key: one.until for key, one in looked.items() if one.until is not None}
            for key, found in changed.items():
                if found.again_at is not None:
                    again_at[key] = min(found.again_at, again_at.get(key, found.again_at))
            clusters.mark_seen(connection, keys, again_at)
            if partial:
                clusters.mark_taken_back(connection, sorted(partial))
        return keys

    def _look(self, told: Told, now: datetime) -> Looked:
        """Hold all topics against a cluster: what they show of it from now on, and what they show no more."""
        if not told.seen.members:
            return Looked([replace(entry, withdrawn=True) for entry in self._there(told.before)], None)
        event = Event(
            cluster=told.seen,
            coverage=self._selection.coverage(told.seen),
            now=now,
            wishes=told.wishes,
            speaking={slug: entry.representative for slug, entry in told.before.items()},
        )
        selected = self._selection.select(event)
        entries = [self._show(self._topics[slug], told, event, found) for slug, found in selected.items()]
        # What the rules once found may be in what is no longer kept.
        gone = [entry for entry in self._there(told.before) if entry.topic not in selected]
        gone = [entry for entry in gone if not told.is_trimmed or told.wishes.hides(entry.topic)]
        untils = [found.matched.until for found in selected.values() if found.matched.until is not None]
        return Looked([*entries, *(replace(entry, withdrawn=True) for entry in gone)], min(untils, default=None))

    def _there(self, before: Mapping[str, Shown]) -> list[Shown]:
        # Rows of topics that left the configuration stay as they are: nobody asks for them.
        return [entry for slug, entry in before.items() if slug in self._topics and not entry.withdrawn]

    def _show(self, topic: TopicSettings, told: Told, event: Event, selected: Selected) -> Shown:
        kept, now, key = told.kept, event.now, selected.choice.story.key
        before = told.before.get(topic.slug)
        # What nobody has seen yet is no news to be told apart from; what somebody has seen is held back no more.
        known = None if before is None or before.held_until is not None else before
        arrived = max([told.arrived, *(sighting.seen for member in kept.members for sighting in member.sightings)])
        # Held against what sources said, not against what is seen of it: that a habit was learned is no news to readers.
        times = revise(
            None if known is None else _times(known),
            kept,
            next(member.story for member in kept.members if member.story.key == key),
            event.coverage,
            arrived,
            self._selection.families,
            updates=topic.updates,
            released=released(kept, now),
        )
        return Shown(
            topic=topic.slug,
            cluster=kept.key,
            representative=key,
            chosen_because=selected.choice.because,
            matched=tuple(map(str, selected.matched.hits)),
            signature=times.signature,
            published=times.published,
            updated=times.updated,
            id=before.id if before else None,
            outlets=len(event.coverage.outlets),
            voices=len(event.coverage.voices),
            held_until=None
            if known is not None
            else held_until(kept, topic.hold, topic.urgent, self._selection.families),
            changes=times.changes,
            told=times.told,
            issue=times.issue,
            is_pinned=told.wishes.pins(topic.slug),
            title=told.wishes.title(topic.slug),
        )


def _of(shown: Mapping[tuple[str, str], Shown], cluster: str) -> dict[str, Shown]:
    return {slug: entry for (slug, key), entry in shown.items() if key == cluster}


def _times(shown: Shown) -> Times:
    return Times(
        published=shown.published,
        updated=shown.updated,
        signature=shown.signature,
        changes=shown.changes,
        told=shown.told,
        issue=shown.issue,
    )
