"""What one configuration shows of stories and another does not: entries gained, lost and regrouped, with the reasons. Pure.

Both sides see the same stories. Clusters of the two are known again by the stories that they share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol, TypeAlias

from bot.model import Cluster, Story

#: What becomes of an entry: `speaks` says that only another story speaks for it.
Kind: TypeAlias = Literal["gained", "lost", "regrouped", "speaks"]
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_MOST_NAMED = 5  # stories of one reason; arbitrary


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A cluster that a topic lets in."""

    cluster: Cluster
    representative: Story
    chosen_because: str  #: why that one speaks, for people
    hits: tuple[str, ...]  #: what the rules found, for people


class Side(Protocol):
    """One configuration, as far as it judges clusters."""

    def entries(self, cluster: Cluster) -> Mapping[str, Held]:
        """Return what its topics make of a cluster, by slug; only of those that let it in."""

    def why_not(self, cluster: Cluster, slug: str) -> Sequence[str]:
        """Say which conditions of a topic a cluster does not meet."""


class Pairing(NamedTuple):
    """A topic in both configurations, perhaps under two slugs; None where it is in one of them only."""

    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glimpse:
    """An entry, as far as a person needs it to know the event again."""

    cluster: str  #: key
    title: str
    outlet: str
    url: str | None
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What becomes of one event in one topic."""

    kind: Kind
    before: tuple[Glimpse, ...]  #: entries of the topic as it is
    after: tuple[Glimpse, ...]  #: entries of the topic as it would be
    why: tuple[str, ...]  #: for people, without full stops

    @property
    def title(self) -> str:
        """The headline that the event is known by."""
        return (*self.before, *self.after)[0].title


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What becomes of one topic."""

    before: int = 0  #: entries
    after: int = 0
    differences: list[Difference] = field(default_factory=list)

    def of(self, kind: Kind) -> list[Difference]:
        """Return the differences of one kind."""
        return [one for one in self.differences if one.kind == kind]


def events(*groupings: Mapping[str, str]) -> list[list[str]]:
    """Put stories together that share a cluster in any of the groupings (story -> cluster); in the order of the stories."""
    leader: dict[str, str] = {}

    def find(story: str) -> str:
        while (above := leader.setdefault(story, story)) != story:
            leader[story] = leader[above]
            story = leader[story]
        return story

    for grouping in groupings:
        founder: dict[str, str] = {}
        for story, cluster in grouping.items():
            leader[find(story)] = find(founder.setdefault(cluster, story))
    found: dict[str, list[str]] = defaultdict(list)
    for story in dict.fromkeys(story for grouping in groupings for story in grouping):
        found[find(story)].append(story)
    return list(found.values())


class Comparison:
    """Two configurations, event by event."""

    def __init__(self, old: Side, new: Side, pairings: Sequence[Pairing], outlets: Mapping[str, str]) -> None:
        """*outlets* are the titles of sources, by name."""
        self._old, self._new, self._pairings, self._outlets = old, new, pairings, outlets
        self.outcomes: dict[Pairing, Outcome] = {pairing: Outcome() for pairing in pairings}

    def add(self, before: Sequence[Cluster], after: Sequence[Cluster]) -> None:
        """Compare what both make of one event: all clusters of either that share stories, at first or second hand."""
        told = _Event(before, after, self._outlets)
        shown = {cluster.key: self._old.entries(cluster) for cluster in before}
        wanted = {cluster.key: self._new.entries(cluster) for cluster in after}
        for pairing in self._pairings:
            ours = _held(before, shown, pairing.old)
            theirs = _held(after, wanted, pairing.new)
            outcome = self.outcomes[pairing]
            outcome.before += len(ours)
            outcome.after += len(theirs)
            if None in pairing or not (ours or theirs):
                continue  # a topic that is gone or new: it would be a list of all that it holds
            for some, others in _matched(ours, theirs):
                found = self._difference(pairing, some, others, told)
                if found is not None:
                    outcome.differences.append(found)

    def _difference(
        self, pairing: Pairing, ours: Sequence[Held], theirs: Sequence[Held], told: "_Event"
    ) -> Difference | None:
        kind: Kind
        if not theirs:
            kind, why = "lost", self._why_lost(ours[0].cluster, pairing.new or "", told)
        elif not ours:
            kind, why = "gained", self._why_gained(theirs[0], pairing.old or "", told)
        elif len(ours) == len(theirs) == 1:
            kind, why = told.of_one(ours[0], theirs[0])
        else:
            kind, why = "regrouped", told.of_many(ours, theirs)
        if not why:
            return None
        before, after = tuple(map(_glimpse, ours)), tuple(map(_glimpse, theirs))
        return Difference(kind=kind, before=before, after=after, why=tuple(why))

    def _why_lost(self, cluster: Cluster, slug: str, told: "_Event") -> list[str]:
        gone = told.gone(cluster)
        partner = _most_alike(cluster, told.after)
        if partner is None:
            return [told.say_gone(gone, is_all=True)]
        why = list(self._new.why_not(partner, slug))
        return [*told.regrouped(cluster, partner), *(why or ["its rules let it in no more"])]

    def _why_gained(self, held: Held, slug: str, told: "_Event") -> list[str]:
        partner = _most_alike(held.cluster, told.before)
        hits = [f"then: {' and '.join(held.hits)}"] if held.hits else []
        if partner is None:
            return hits
        former = [f"so far: {sentence}" for sentence in self._old.why_not(partner, slug)]
        return [*hits, *former, *told.regrouped(partner, held.cluster)] or ["its rules let it in now"]


class _Event:
    """All clusters of both sides that have to do with one event."""

    def __init__(self, before: Sequence[Cluster], after: Sequence[Cluster], outlets: Mapping[str, str]) -> None:
        self.before, self.after, self._outlets = before, after, outlets
        self._was = {member.story.key: cluster for cluster in before for member in cluster.members}
        self._will_be = {member.story.key: cluster for cluster in after for member in cluster.members}

    def gone(self, cluster: Cluster) -> list[Story]:
        """The stories of a cluster that the other side has no more."""
        return [one.story for one in cluster.members if one.story.key not in self._will_be]

    def say_gone(self, gone: Sequence[Story], *, is_all: bool) -> str:
        names = list(dict.fromkeys(self._carriers(gone)))
        those, are = ", ".join(names), "is" if len(names) == 1 else "are"
        if is_all:
            return f"only source removed: {those}" if len(names) == 1 else f"all its sources removed: {those}"
        stories = f"{len(gone)} {'story' if len(gone) == 1 else 'stories'}"
        return f"without {stories} of {those}, which {are} removed"

    def regrouped(self, old: Cluster, new: Cluster) -> list[str]:
        """Say what leaves one cluster, and what comes to it in the other."""
        why: list[str] = []
        if gone := self.gone(old):
            why.append(self.say_gone(gone, is_all=False))
        kept, held = _stories(new), _stories(old)
        left = [one.story for one in old.members if one.story.key in self._will_be and one.story.key not in kept]
        came = [one.story for one in new.members if one.story.key not in held]
        why += [f"apart from {_listed(stories)}" for stories in _by_cluster(left, self._will_be)]
        return [*why, *(f"joined with {_listed(stories)}" for stories in _by_cluster(came, self._was))]

    def of_one(self, ours: Held, theirs: Held) -> tuple[Kind, list[str]]:
        if why := self.regrouped(ours.cluster, theirs.cluster):
            return "regrouped", why
        was, speaks = ours.representative, theirs.representative
        if was.key == speaks.key:
            return "speaks", []
        return "speaks", [f"{_named(speaks)} speaks instead of {_named(was)}: {theirs.chosen_because}"]

    def of_many(self, ours: Sequence[Held], theirs: Sequence[Held]) -> list[str]:
        gone = [story for held in ours for story in self.gone(held.cluster)]
        why = [self.say_gone(gone, is_all=False)] if gone else []
        if len(ours) == 1:
            return [*why, f"split in {_number(len(theirs))}: {_titles(theirs)}"]
        if len(theirs) == 1:
            return [*why, f"{_number(len(ours))} entries become one: {_titles(ours)}"]
        before, after = _number(len(ours)), _number(len(theirs))
        return [*why, f"{before} entries become {after}: {_titles(ours)} are now {_titles(theirs)}"]

    def _carriers(self, stories: Iterable[Story]) -> Iterator[str]:
        for story in stories:
            members = self._was[story.key].members
            carried = next(one.sightings for one in members if one.story.key == story.key)
            for name in [sighting.source for sighting in carried] or [story.source]:
                yield self._outlets.get(name, name)


def _held(clusters: Sequence[Cluster], judged: Mapping[str, Mapping[str, Held]], slug: str | None) -> list[Held]:
    return [] if slug is None else [judged[one.key][slug] for one in clusters if slug in judged[one.key]]


def _matched(ours: Sequence[Held], theirs: Sequence[Held]) -> Iterator[tuple[list[Held], list[Held]]]:
    """Yield entries of both sides that share stories, at first or second hand."""
    left = {member.story.key: f"o{number}" for number, held in enumerate(ours) for member in held.cluster.members}
    right = {member.story.key: f"n{number}" for number, held in enumerate(theirs) for member in held.cluster.members}
    for stories in events(left, right):
        some = sorted({int(left[story][1:]) for story in stories if story in left})
        others = sorted({int(right[story][1:]) for story in stories if story in right})
        yield [ours[number] for number in some], [theirs[number] for number in others]


def _most_alike(cluster: Cluster, others: Sequence[Cluster]) -> Cluster | None:
    """Return the cluster that shares most stories, the first of equals; None if none does."""
    stories = _stories(cluster)
    shared = [len(stories & _stories(other)) for other in others]
    most = max(shared, default=0)
    return others[shared.index(most)] if most else None


def _stories(cluster: Cluster) -> set[str]:
    return {member.story.key for member in cluster.members}


def _by_cluster(stories: Sequence[Story], places: Mapping[str, Cluster]) -> Iterator[list[Story]]:
    """Yield those of one cluster together, the most of them first."""
    keys = {story.key: places[story.key].key if story.key in places else "" for story in stories}
    for key, _ in Counter(keys.values()).most_common():
        yield [story for story in stories if keys[story.key] == key]


def _glimpse(held: Held) -> Glimpse:
    story = held.representative
    return Glimpse(
        cluster=held.cluster.key,
        title=story.title,
        outlet=story.outlet,
        url=story.url,
        stories=len(held.cluster.members),
    )


def _named(story: Story) -> str:
    return f"“{story.title}”" + (f" ({story.outlet})" if story.outlet else "")


def _listed(stories: Sequence[Story]) -> str:
    names = [_named(story) for story in stories[:_MOST_NAMED]]
    more = len(stories) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")


def _titles(entries: Sequence[Held]) -> str:
    return "; ".join(f"“{held.representative.title}” ({len(held.cluster.members)})" for held in entries)


def _number(number: int) -> str:
    return _WORDS[number] if number < len(_WORDS) else str(number)
