"""Clusters as they may be published: read from the store, remembered until they change, and who names whose stories."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from sys import getsizeof
from typing import Any, TypeAlias

from bot.cleaning.habits import Habits
from bot.model import Cluster, Coverage, Decision, Evidence, Story, TopicEntry
from bot.publishing.pages import Withdrawn
from bot.store import clusters, habits, private, stories
from bot.store.topics import Shown
from bot.topics import Parted, part

#: Bytes of clusters that are remembered: some 750 with three stories each.
ROOM = 10 * 2**20
#: Bytes of the objects around the texts of one story; measured.
_STORY = 2_000
#: Entries of topics that are remembered as rows: some 50 MB.
MOST_ROWS = 50_000
#: Clusters that are read at once.
_BATCH = 500

Count: TypeAlias = Callable[[Cluster], Coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A cluster as it may be published."""

    cluster: Cluster  #: perhaps without stories
    coverage: Coverage | None  #: None where it has none
    withdrawn: tuple[Withdrawn, ...]
    held_back: frozenset[str]  #: keys of stories that its own were compared with, but that may not be published
    again_at: datetime | None  #: when time alone changes it: an embargo ends; None: never
    entries: dict[str, tuple[Shown, TopicEntry | None]] = field(default_factory=dict, compare=False)
    """Of topics, by slug: what they showed when they were last asked, and what was put together of that."""


class Shelf:
    """The clusters that were read last. They take *room* bytes at most."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[str, tuple[int, Opened]] = OrderedDict()
        self._size = 0

    def get(self, key: str) -> Opened | None:
        """Return a cluster as it was read; None if it has to be read again."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[1]

    def put(self, opened: Mapping[str, Opened]) -> None:
        """Remember clusters, by key, and forget others for them."""
        self.drop(opened)
        for key, one in opened.items():
            size = sum(_size(member.story) for member in one.cluster.members) + _STORY
            self._kept[key] = size, one
            self._size += size
        while self._size > self._room:
            self.drop([next(iter(self._kept))])

    def drop(self, keys: Iterable[str]) -> None:
        """Forget clusters that changed."""
        for key in keys:
            size, _ = self._kept.pop(key, (0, None))
            self._size -= size

    def clear(self) -> None:
        """Forget all of them."""
        self._kept.clear()
        self._size = 0


class Rows:
    """What the topics that changed last show of clusters, at most so many rows."""

    def __init__(self, most: int = MOST_ROWS) -> None:
        self._most = most
        self._topics: OrderedDict[str, dict[str, Shown]] = OrderedDict()
        self._size = 0

    def take(self, slug: str) -> dict[str, Shown]:
        """Return what a topic showed, by cluster, as far as it is known; it is remembered no more."""
        found = self._topics.pop(slug, {})
        self._size -= len(found)
        return found

    def put(self, slug: str, shown: dict[str, Shown]) -> None:
        """Remember what a topic shows; what was not asked for the longest time makes room for it."""
        self._topics[slug] = shown
        self._size += len(shown)
        while self._size > self._most:
            self.take(next(iter(self._topics)))

    def drop(self, slug: str, cluster: str) -> None:
        """Forget what was written anew."""
        if slug in self._topics and self._topics[slug].pop(cluster, None) is not None:
            self._size -= 1

    def clear(self) -> None:
        """Forget all of it."""
        self._topics.clear()
        self._size = 0


class Names:
    """Which clusters name stories of other clusters, and what these are known as; some 400 bytes for each that is named."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}  # story -> fingerprint of what is said of it, good for this process
        self._namers: dict[str, tuple[str, ...]] = {}  # story -> clusters

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()
        self._namers.clear()

    def note(self, connection: Any, opened: Iterable[Cluster], now: datetime) -> None:
        """Remember whose stories these clusters name. What they no longer name stays: it costs a look and changes nothing."""
        new: set[str] = set()
        for cluster in opened:
            own = {member.story.key for member in cluster.members}
            decisions = (one for member in cluster.members for one in (member.decision, *member.merges))
            for key in {key for decision in decisions for key in _named_by(decision) if key} - own:
                namers = self._namers.get(key, ())
                if cluster.key not in namers:
                    self._namers[key] = (*namers, cluster.key)
                if key not in self._known:
                    new.add(key)
        self._known |= _known_as(connection, new, now)

    def news(self, connection: Any, changed: Collection[str], now: datetime) -> set[str]:
        """Return the clusters that name a story of these *changed* ones which is known as something else now."""
        named = [key for key in clusters.members(connection, changed) if key in self._known]
        found = _known_as(connection, named, now)
        other = [key for key in named if found[key] != self._known[key]]
        self._known |= found
        return {cluster for key in other for cluster in self._namers[key]}


def read(connection: Any, keys: Sequence[str], now: datetime, seen_without: Habits, count: Count) -> dict[str, Opened]:
    """Read clusters as they may be published *now*, without the habits of sources, by key; *count* says who reports them."""
    found: dict[str, Opened] = {}
    for begin in range(0, len(keys), _BATCH):
        loaded = clusters.load(connection, keys[begin : begin + _BATCH])
        parted = {key: part(cluster, now) for key, cluster in loaded.items()}
        nearest = sorted(set().union(*(nearest_elsewhere(one.open) for one in parted.values())))
        held_back = frozenset(stories.held_back(connection, nearest, now))
        secret = private.secret_stories(connection, nearest, now)
        for key, one in parted.items():
            found[key] = _opened(one, seen_without, held_back, secret, count)
    return found


def seen(cluster: Cluster, habits: Habits) -> Cluster:
    """See a cluster's stories without what their sources always say."""
    found = [habits.without(member.story) for member in cluster.members]
    if all(story is member.story for story, member in zip(found, cluster.members, strict=True)):
        return cluster
    members = zip(cluster.members, found, strict=True)
    return replace(cluster, members=tuple(replace(member, story=story) for member, story in members))


def nearest_elsewhere(cluster: Cluster) -> set[str]:
    """The stories of other clusters that this one's were found to be most like."""
    own = {member.story.key for member in cluster.members}
    nearest = {member.decision.evidence.nearest for member in cluster.members} - own
    return {key for key in nearest if key is not None}


def _opened(
    one: Parted, seen_without: Habits, held_back: frozenset[str], secret: frozenset[str], count: Count
) -> Opened:
    cluster = _untold(seen(one.open, seen_without), held_back | secret)
    return Opened(
        cluster=cluster,
        coverage=count(cluster) if cluster.members else None,
        withdrawn=_withdrawn(one.withdrawn),
        held_back=held_back & nearest_elsewhere(one.open),
        again_at=one.again_at,
    )


def _untold(cluster: Cluster, held_back: frozenset[str]) -> Cluster:
    """Leave out how stories are alike that may not be published here: words in common say what is in them."""
    held_back -= {member.story.key for member in cluster.members}
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


def _withdrawn(gone: Iterable[Story]) -> tuple[Withdrawn, ...]:
    # The store dates what withdraws a story, by its arrival if by nothing else.
    return tuple(Withdrawn(key=one.key, outlet=one.outlet, at=one.updated or one.first_seen) for one in gone)


def _named_by(decision: Decision) -> tuple[str | None, ...]:
    story = decision.story if decision.kind == "merge" else None
    return (story, decision.cluster, decision.copy, decision.refused, decision.former, decision.evidence.nearest)


def _known_as(connection: Any, keys: Iterable[str], now: datetime) -> dict[str, int]:
    """Fingerprint all that is said of stories where another cluster names them."""
    wanted = sorted(keys)
    titles = habits.titles(connection, wanted)
    held_back = stories.held_back(connection, wanted, now)
    secret = private.secret_stories(connection, wanted, now)
    return {key: hash((titles.get(key), key in held_back, key in secret)) for key in wanted}


def _size(story: Story) -> int:
    return getsizeof(story.text) + getsizeof(story.html) + _STORY
