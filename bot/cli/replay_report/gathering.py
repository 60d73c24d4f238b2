"""Read the stories of some weeks, group them as two configurations would, and compare what their topics make of them.

Nothing is written. Events are read and judged some at a time, so that weeks of texts need not be in memory at once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.cleaning.habits import Habits
from bot.cli.replay_report.configurations import Changes, changes
from bot.clustering import Clusterer
from bot.clustering.bonds import Bonds
from bot.config import Settings
from bot.editing import bonds
from bot.model import Cluster, Member, Story
from bot.reasons import clustering_options, what_is_taken_off, with_facts
from bot.replay import Comparison, Outcome, Pairing, events
from bot.rows import Placement
from bot.showing import Judge
from bot.store import clusters, editorial, remembered, stories
from bot.store.database import Database
from bot.store.editorial import NO_WISHES, Wishes
from bot.telemetry import Progress
from bot.topics import part

_PORTION = 500  # stories in memory at once; arbitrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What another configuration would have made of the stored stories."""

    since: datetime
    until: datetime  #: when the newest story came
    stories: int  #: that came in this time
    events: int  #: clusters with one of them, as they are grouped by the old configuration
    events_after: int  #: the same by the new one
    is_regrouped: bool  #: stories were grouped again, as both configurations would
    changes: Changes
    outcomes: Mapping[Pairing, Outcome]


class _Placed(NamedTuple):
    story: str
    first_seen: datetime
    cluster: str  # as it is stored


class _Grouping(NamedTuple):
    """Where stories are, by their keys."""

    clusters: dict[str, str]
    copies: dict[str, str]  # empty: as they are stored


def replayed(  # noqa: PLR0913, PLR0917 (one value each)
    old: Settings, new: Settings, database: Database, span: timedelta, now: datetime, progress: Progress
) -> Replay:
    """Compare two configurations over the stories that came within a *span* before the newest one.

    Raises:
        StoreError: the database cannot be read.
    """
    found = changes(old, new)
    with database.reading() as connection:
        until = remembered.newest(connection) or now
    since = until - span
    known = _placed(database, since, max(old.clustering.window, new.clustering.window))
    fresh = {one.story for one in known if one.first_seen >= since}
    habits = what_is_taken_off(database)
    if found.regroup:
        before, after = _regrouped(old, new, found.removed, known, database, habits, progress)
    else:
        before = after = _Grouping({one.story: one.cluster for one in known}, {})
    told = [event for event in events(before.clusters, after.clusters) if any(key in fresh for key in event)]
    archive = _Archive(database, habits, now, {one.story: one.cluster for one in known})
    judges = Judge(old, archive.wishes), Judge(new, archive.wishes)
    outlets = {source.name: source.title for source in old.sources}
    comparison = Comparison(*judges, found.topics, outlets)
    done = 0
    for event in archive.with_texts(told):
        comparison.add(
            archive.grouped(event, before, frozenset()), archive.grouped(event, after, frozenset(found.removed))
        )
        done += len(event)
        progress("stories compared", done)
    return Replay(
        since=since,
        until=until,
        stories=len(fresh),
        events=_count(told, before),
        events_after=_count(told, after),
        is_regrouped=found.regroup,
        changes=found,
        outcomes=comparison.outcomes,
    )


def _count(told: Iterable[Sequence[str]], grouping: _Grouping) -> int:
    return len({grouping.clusters[story] for event in told for story in event if story in grouping.clusters})


def _placed(database: Database, since: datetime, window: timedelta) -> list[_Placed]:
    """The clustered stories since then in the order in which they came, and what they may have been compared with."""
    with database.reading() as connection:
        found = remembered.since(connection, since - window)
    return [_Placed(one.story, one.first_seen, one.cluster) for one in found if one.status != "canceled"]


def _regrouped(  # noqa: PLR0913, PLR0917 (one value each)
    old: Settings,
    new: Settings,
    removed: Sequence[str],
    known: Sequence[_Placed],
    database: Database,
    habits: Habits,
    progress: Progress,
) -> tuple[_Grouping, _Grouping]:
    """Group stories as both configurations would, in the order in which they came.

    The old one's too: what is stored was decided by former releases and with longer memories, and that is no difference
    between the two.
    """
    with database.reading() as connection:
        ties, _ = bonds(connection)
    ours, theirs = _Stream(old, ties), _Stream(new, ties)
    gone = frozenset(removed)
    for number, (story, carriers) in enumerate(_texts(database, [one.story for one in known]), 1):
        seen = with_facts(habits.without(story))
        ours.add(seen)
        if not carriers <= gone:
            theirs.add(seen)
        progress("stories grouped", number)
    return ours.end(), theirs.end()


class _Stream:
    """Stories as one configuration groups them."""

    def __init__(self, settings: Settings, ties: Bonds) -> None:
        clusterer = Clusterer(clustering_options(settings))
        clusterer.bind(ties, {})
        self._placement = Placement(clusterer)
        self._keys: list[str] = []

    def add(self, story: Story) -> None:
        self._placement.add(story)
        self._keys.append(story.key)

    def end(self) -> _Grouping:
        self._placement.settle()
        return _Grouping(
            {key: self._placement.cluster(key) for key in self._keys},
            {key: self._placement.copy(key) for key in self._keys},
        )


def _texts(database: Database, keys: Sequence[str]) -> Iterator[tuple[Story, frozenset[str]]]:
    """Yield stories in the order of their keys here, with the sources that carry them."""
    for start in range(0, len(keys), _PORTION):
        some = keys[start : start + _PORTION]
        with database.reading() as connection:
            found = {story.key: story for story in stories.named(connection, some)}
            sightings = stories.sightings_of(connection, some)
        for key in some:
            carriers = frozenset(one.source for one in sightings[key]) or frozenset({found[key].source})
            yield found[key], carriers


class _Archive:
    """Clusters as they are stored, put together otherwise where a configuration groups otherwise."""

    def __init__(self, database: Database, habits: Habits, now: datetime, places: Mapping[str, str]) -> None:
        self._database, self._habits, self._now, self._places = database, habits, now, places
        self._members: dict[str, Member] = {}  # of the events in memory
        self._stored: dict[str, Cluster] = {}
        self._wishes: dict[str, Wishes] = {}  # by the stored cluster

    def wishes(self, cluster: Cluster) -> Wishes:
        """Return what editors want of a cluster: of the stored one that its first story is in."""
        return self._wishes.get(self._places.get(cluster.members[0].story.key, ""), NO_WISHES)

    def with_texts(self, told: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
        """Yield events, of which the texts are in memory until the next is asked for."""
        waiting: list[Sequence[str]] = []
        size = 0
        for event in told:
            waiting.append(event)
            size += len(event)
            if size >= _PORTION:
                self._read(waiting)
                yield from waiting
                waiting, size = [], 0
        self._read(waiting)
        yield from waiting

    def _read(self, waiting: Sequence[Sequence[str]]) -> None:
        keys = sorted({self._places[story] for event in waiting for story in event})
        with self._database.reading() as connection:
            self._stored = clusters.load(connection, keys)
            self._wishes = editorial.wishes(connection, keys)
        self._members = {one.story.key: one for cluster in self._stored.values() for one in cluster.members}

    def grouped(self, event: Sequence[str], grouping: _Grouping, gone: frozenset[str]) -> list[Cluster]:
        """Return the clusters of an event, as far as they may be published, without what only sources carry that are *gone*."""
        found: dict[str, list[Member]] = defaultdict(list)
        for place, copy, member in self._as_grouped(event, grouping):
            kept = self._kept(member, gone)
            if kept is not None:
                found[place].append(replace(kept, decision=replace(member.decision, copy=copy)))
        made = (Cluster(key=key, id=self._id(key), members=tuple(members)) for key, members in found.items())
        return [cluster for one in made if (cluster := part(one, self._now).open).members]

    def _as_grouped(self, event: Sequence[str], grouping: _Grouping) -> Iterator[tuple[str, str, Member]]:
        """Yield the members of an event with their clusters and copies."""
        if not grouping.copies:  # as they are stored: also what came before all that was asked for
            for place in dict.fromkeys(self._places[key] for key in event):
                for member in self._stored[place].members:
                    yield place, member.decision.copy, member
            return
        for key in event:
            # One that was withdrawn this moment is there no more.
            if key in grouping.clusters and key in self._members:
                yield grouping.clusters[key], grouping.copies[key], self._members[key]

    def _kept(self, member: Member, gone: frozenset[str]) -> Member | None:
        sightings = tuple(one for one in member.sightings if one.source not in gone)
        if gone and not sightings:
            return None
        return replace(member, sightings=sightings, story=self._habits.without(member.story))

    def _id(self, key: str) -> str:
        stored = self._stored.get(key)
        return stored.id if stored else ""
