"""Clusters -> what topics show: hold the rules against every cluster that changed, and keep what each topic shows of it."""

import hashlib
import json
from dataclasses import asdict, replace
from datetime import datetime

from bot.config import Settings, TopicSettings
from bot.model import Cluster, Topic, TopicEntry
from bot.store import clusters, topics
from bot.store.database import Database
from bot.store.topics import Shown
from bot.topics import SIGNATURE_VERSION, Matcher, Rules, Times, choose, revise

#: Clusters in one transaction: enough that commits cost little, few enough that a kill loses little work.
BATCH = 200


class Curation:
    """The topics of one configuration over one database."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._families = {source.name: source.family for source in settings.sources}
        self._matchers = {topic.slug: Matcher(_rules(topic)) for topic in settings.topics}

    def curate(self) -> int:
        """Let every topic look at every cluster that changed; return how many there were.

        Raises:
            StoreError: the database cannot be read or written.
        """
        self._heed_new_rules()
        looked_at = 0
        while keys := self._curate_batch():
            looked_at += len(keys)
        return looked_at

    def topics(self) -> list[Topic]:
        """Read the topics as they are to be published, newest entries first."""
        with self._database.reading() as connection:
            shown = {topic.slug: topics.newest(connection, topic.slug, topic.limit) for topic in self._settings.topics}
            keys = sorted({entry.cluster for entries in shown.values() for entry in entries})
            loaded = clusters.load(connection, keys)
        return [_topic(topic, shown[topic.slug], loaded) for topic in self._settings.topics]

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

    def _curate_batch(self) -> list[str]:
        with self._database.reading() as connection:
            keys = clusters.changed(connection, BATCH)
            changed = clusters.load(connection, keys)
            arrived = clusters.newest_revisions(connection, keys)
            before = topics.shown(connection, keys)
        now = {
            (topic.slug, key): self._show(topic, changed[key], before.get((topic.slug, key)), arrived[key])
            for key in keys
            for topic in self._settings.topics
        }
        if keys:
            with self._database.writing() as connection:
                topics.show(connection, [entry for entry in now.values() if entry is not None])
                # Rows of topics that left the configuration stay as they are: nobody asks for them.
                gone = [entry for place, entry in before.items() if place in now and now[place] is None]
                topics.show(connection, [replace(entry, withdrawn=True) for entry in gone])
                clusters.mark_seen(connection, keys)
        return keys

    def _show(self, topic: TopicSettings, cluster: Cluster, before: Shown | None, arrived: datetime) -> Shown | None:
        matched = self._matchers[topic.slug].match(cluster)
        if matched is None:
            return None
        choice = choose(cluster, before.representative if before else None)
        arrived = max([arrived, *(sighting.seen for member in cluster.members for sighting in member.sightings)])
        times = revise(_times(before) if before else None, cluster, choice.story, arrived, self._families)
        return Shown(
            topic=topic.slug,
            cluster=cluster.key,
            representative=choice.story.key,
            chosen_because=choice.because,
            matched=matched,
            signature=times.signature,
            published=times.published,
            updated=times.updated,
        )


def _times(shown: Shown) -> Times:
    return Times(published=shown.published, updated=shown.updated, signature=shown.signature)


def _rules(topic: TopicSettings) -> Rules:
    return Rules(any=topic.rules.any, all=topic.rules.all, none=topic.rules.none)


def _topic(topic: TopicSettings, shown: list[Shown], loaded: dict[str, Cluster]) -> Topic:
    return Topic(
        slug=topic.slug,
        title=topic.title,
        description=topic.description,
        language=topic.language,
        entries=tuple(_entry(entry, loaded[entry.cluster]) for entry in shown),
    )


def _entry(shown: Shown, cluster: Cluster) -> TopicEntry:
    representative = next(member.story for member in cluster.members if member.story.key == shown.representative)
    return TopicEntry(
        cluster=cluster,
        representative=representative,
        chosen_because=shown.chosen_because,
        matched=shown.matched,
        published=shown.published,
        updated=shown.updated,
    )
