"""Clusters -> what topics show: hold the rules against every cluster that changed, and keep what each topic shows of it."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import NamedTuple

from bot.cleaning.habits import Habits
from bot.config import Settings, TopicSettings
from bot.model import Cluster, Evidence, Story, Topic, TopicEntry
from bot.publishing.pages import Apart, Withdrawn
from bot.store import clusters, stories, topics
from bot.store.database import Database
from bot.store.repairs import merged_into
from bot.store.topics import Shown
from bot.topics import SIGNATURE_VERSION, Matcher, Rules, Times, choose, part, released, revise

#: Clusters in one transaction: enough that commits cost little, few enough that a kill loses little work.
BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is to be published at one time."""

    topics: tuple[Topic, ...]
    withdrawn: Mapping[str, tuple[Withdrawn, ...]]  #: what sources took back, by key of the cluster
    apart: tuple[Apart, ...]  #: clusters that no topic shows, but whose pages show what they may not, or are led to
    merged: Mapping[str, str]  #: where pages lead whose clusters became part of others: key of the one, of the other
    due: tuple[str, ...]  #: keys of the clusters whose pages do
    held_back: frozenset[str]  #: keys of stories that others were compared with, but that may not be published
    again_at: datetime | None  #: when the next embargo in a cluster that is to be published ends; None if there is none


class Told(NamedTuple):
    """A cluster that changed, as far as it may be published."""

    kept: Cluster  #: its stories as they are kept
    seen: Cluster  #: the same without what their sources always say
    arrived: datetime  #: when something last arrived in it


class Curation:
    """The topics of one configuration over one database."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._families = {source.name: source.family for source in settings.sources}
        self._matchers = {topic.slug: Matcher(_rules(topic)) for topic in settings.topics}

    def curate(self, now: datetime, habits: Habits) -> int:
        """Let every topic look at every cluster that changed, or of which an embargo is over; return how many there were.

        They see stories without the *habits* of their sources.

        Raises:
            StoreError: the database cannot be read or written.
        """
        self._heed_new_rules()
        looked_at = 0
        while keys := self._curate_batch(now, habits):
            looked_at += len(keys)
        return looked_at

    def edition(self, now: datetime, habits: Habits) -> Edition:
        """Read what is to be published, without the *habits* of sources; the newest entries of each topic first.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._database.reading() as connection:
            shown = {topic.slug: topics.newest(connection, topic.slug, topic.limit) for topic in self._settings.topics}
            due = clusters.due_pages(connection)
            merged = merged_into(connection, due)
            keys = sorted({entry.cluster for entries in shown.values() for entry in entries} | {*due} - merged.keys())
            parted = {key: part(cluster, now) for key, cluster in clusters.load(connection, keys).items()}
            compared = _compared(found.open for found in parted.values())
            held_back = frozenset(stories.held_back(connection, compared, now))
        opened = {key: _untold(_seen(found.open, habits), held_back) for key, found in parted.items()}
        published = [_topic(topic, shown[topic.slug], opened) for topic in self._settings.topics]
        placed = {entry.cluster.key for topic in published for entry in topic.entries}
        return Edition(
            topics=tuple(published),
            withdrawn={key: _withdrawn(found.withdrawn) for key, found in parted.items() if found.withdrawn},
            apart=tuple(_apart(opened[key]) for key in due if key in opened and key not in placed),
            merged=merged,
            due=tuple(due),
            held_back=held_back,
            again_at=min((found.again_at for found in parted.values() if found.again_at is not None), default=None),
        )

    def mark_written(self, edition: Edition) -> None:
        """Say that all of it is published.

        Raises:
            StoreError: the database cannot be written.
        """
        if edition.due:
            with self._database.writing() as connection:
                clusters.mark_pages_written(connection, edition.due)

    def _heed_new_rules(self) -> None:
        rules = json.dumps(
            [SIGNATURE_VERSION, [(topic.slug, asdict(_rules(topic))) for topic in self._settings.topics]]
        )
        digest = hashlib.sha256(rules.encode()).hexdigest()
        with self._database.reading() as connection:
            if topics.setting(connection, "rules") == digest:
                return
        with self._database.writing() as connection:
            clusters.mark_all_changed(connection)
            topics.remember(connection, "rules", digest)

    def _curate_batch(self, now: datetime, habits: Habits) -> list[str]:
        with self._database.reading() as connection:
            keys = clusters.changed(connection, BATCH, now)
            changed = {key: part(cluster, now) for key, cluster in clusters.load(connection, keys).items()}
            arrived = clusters.newest_revisions(connection, keys)
            before = topics.shown(connection, keys)
            partial = clusters.once_taken_back(connection, keys) | {key for key in keys if not changed[key].is_whole}
        told = {key: Told(changed[key].open, _seen(changed[key].open, habits), arrived[key]) for key in keys}
        after = {
            (topic.slug, key): self._show(topic, told[key], before.get((topic.slug, key)), now)
            for key in keys
            for topic in self._settings.topics
        }
        if keys:
            with self._database.writing() as connection:
                topics.show(connection, [entry for entry in after.values() if entry is not None])
                # Rows of topics that left the configuration stay as they are: nobody asks for them.
                gone = [entry for place, entry in before.items() if place in after and after[place] is None]
                topics.show(connection, [replace(entry, withdrawn=True) for entry in gone])
                again_at = {key: found.again_at for key, found in changed.items() if found.again_at is not None}
                clusters.mark_seen(connection, keys, again_at)
                if partial:
                    clusters.mark_taken_back(connection, sorted(partial))
        return keys

    def _show(self, topic: TopicSettings, told: Told, before: Shown | None, now: datetime) -> Shown | None:
        kept, seen = told.kept, told.seen
        matched = self._matchers[topic.slug].match(seen)  # a cluster without stories satisfies no rules
        if matched is None:
            return None
        choice = choose(seen, before.representative if before else None)
        arrived = max([told.arrived, *(sighting.seen for member in kept.members for sighting in member.sightings)])
        # Held against what sources said, not against what is seen of it: that a habit was learned is no news to readers.
        times = revise(
            _times(before) if before else None,
            kept,
            next(member.story for member in kept.members if member.story.key == choice.story.key),
            arrived,
            self._families,
            released=released(kept, now),
        )
        return Shown(
            topic=topic.slug,
            cluster=kept.key,
            representative=choice.story.key,
            chosen_because=choice.because,
            matched=matched,
            signature=times.signature,
            published=times.published,
            updated=times.updated,
            id=before.id if before else None,
        )


def _times(shown: Shown) -> Times:
    return Times(published=shown.published, updated=shown.updated, signature=shown.signature)


def _rules(topic: TopicSettings) -> Rules:
    return Rules(any=topic.rules.any, all=topic.rules.all, none=topic.rules.none)


def _topic(topic: TopicSettings, shown: list[Shown], opened: dict[str, Cluster]) -> Topic:
    entries = [_entry(entry, opened[entry.cluster]) for entry in shown]
    return Topic(
        slug=topic.slug,
        title=topic.title,
        description=topic.description,
        language=topic.language,
        entries=tuple(entry for entry in entries if entry is not None),
    )


def _entry(shown: Shown, cluster: Cluster) -> TopicEntry | None:
    """Put together what a topic shows; None where its story may not be published: the clock went back behind an embargo."""
    representative = next((one.story for one in cluster.members if one.story.key == shown.representative), None)
    if representative is None:
        return None
    return TopicEntry(
        cluster=cluster,
        representative=representative,
        chosen_because=shown.chosen_because,
        matched=shown.matched,
        published=shown.published,
        updated=shown.updated,
        id=shown.id,
    )


def _compared(shown: Iterable[Cluster]) -> set[str]:
    """The stories that those of these clusters were found to be most like, as far as they are not there themselves."""
    members = [member for cluster in shown for member in cluster.members]
    nearest = {member.decision.evidence.nearest for member in members}
    return {key for key in nearest if key is not None} - {member.story.key for member in members}


def _seen(cluster: Cluster, habits: Habits) -> Cluster:
    """See a cluster's stories without what their sources always say."""
    seen = [habits.without(member.story) for member in cluster.members]
    if all(story is member.story for story, member in zip(seen, cluster.members, strict=True)):
        return cluster
    members = zip(cluster.members, seen, strict=True)
    return replace(cluster, members=tuple(replace(member, story=story) for member, story in members))


def _untold(cluster: Cluster, held_back: frozenset[str]) -> Cluster:
    """Leave out how stories are alike that may not be published: words in common say what is in them."""
    if not any(member.decision.evidence.nearest in held_back for member in cluster.members):
        return cluster
    return replace(
        cluster,
        members=tuple(
            replace(member, decision=replace(decision, evidence=Evidence(nearest=decision.evidence.nearest)))
            if (decision := member.decision).evidence.nearest in held_back
            else member
            for member in cluster.members
        ),
    )


def _apart(cluster: Cluster) -> Apart:
    return Apart(cluster=cluster, representative=choose(cluster, None).story if cluster.members else None)


def _withdrawn(gone: Iterable[Story]) -> tuple[Withdrawn, ...]:
    # The store dates what withdraws a story, by its arrival if by nothing else.
    return tuple(Withdrawn(key=one.key, outlet=one.outlet, at=one.updated or one.first_seen) for one in gone)
