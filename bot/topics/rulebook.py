"""All topics' rules, held against a cluster at once. Pure.

A story is read once for all topics: `lookup` says which of their phrases and patterns are in it, and only the topics that
ask for one of them are looked at more closely, and those few that ask for no words at all. What was read of a story is
remembered, so that a cluster of many stories costs what is new in it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b, sha256
from itertools import chain
from typing import Any, Final, NamedTuple, Protocol

from bot.model import Cluster, Coverage, Member, Story
from bot.topics import rules
from bot.topics.conditions import Condition, Event, View, at, prepared
from bot.topics.lookup import Found, Lookup, Passage
from bot.topics.rules import About, Hit, Matched, MaxAge, Node, Pattern, Phrase, Rules, Where, leaves

#: Stories of which it is remembered what was read. Arbitrary: some 4 MB.
_MOST_REMEMBERED: Final = 1_000
#: An `about` without a threshold asks for this much; as `bot.topics.about` has it, which is not imported for this alone.
THRESHOLD: Final = 0.5


class Meaning(Protocol):
    """Scores what stories are about; `bot.topics.about` has one."""

    version: int  #: changes with what scores mean

    def vector(self, title: str, text: str) -> Any:
        """Return what a story means."""

    def prepare(self, abouts: Sequence[About]) -> Any:
        """Make all that is asked for ready; it is told apart from one another."""

    def scores(self, prepared: Any, vector: Any) -> list[float]:
        """Return how surely a story is about each of them, 0-1."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Topic:
    number: int  #: in the order of the configuration
    slug: str
    rules: Rules
    condition: Condition
    ages: tuple[MaxAge, ...]
    abouts: tuple[About, ...]
    order: Mapping[str, int]  #: of its conditions, as they are written
    is_narrow: bool  #: only the story that represents the cluster counts
    is_of_story: bool  #: what it says of a story never changes with the cluster or the time


class _Read(NamedTuple):
    """What is remembered of a story."""

    found: dict[int, Found]
    likeness: dict[About, float]
    hits: dict[_Topic, tuple[Hit, ...]]  #: of the topics that let it in, whatever its cluster
    open: list[_Topic]  #: topics that may let it in, as its cluster is


def nobody(_slug: str) -> None:
    """No story represents the cluster yet."""


class Rulebook:
    """The rules of all topics, by slug.

    Raises:
        PatternError: a pattern cannot be used.
        ValueError: rules ask for meanings, and there is no *meaning*.
    """

    def __init__(
        self, topics: Mapping[str, Rules], meaning: Meaning | None = None, families: Mapping[str, str] | None = None
    ) -> None:
        self._families = families or {}
        self._meaning = meaning
        self._version = meaning.version if meaning else 0
        every = {slug: leaves(asked.tree) for slug, asked in topics.items()}
        worded = dict.fromkeys(leaf for found in every.values() for leaf in found if isinstance(leaf, Phrase | Pattern))
        numbers: dict[rules.Leaf, int] = {leaf: number for number, leaf in enumerate(worded)}
        self._lookup = Lookup(list(worded))
        self._abouts = list(
            dict.fromkeys(leaf for found in every.values() for leaf in found if isinstance(leaf, About))
        )
        if self._abouts and meaning is None:
            raise ValueError("rules ask for meanings, and nobody can tell them")
        self._prepared = meaning.prepare(self._abouts) if meaning and self._abouts else None
        self._topics = {
            slug: _topic(number, slug, asked, numbers) for number, (slug, asked) in enumerate(topics.items())
        }
        self._asking: dict[int, list[_Topic]] = {}  # by phrase or pattern: the topics that it may open
        self._always: list[_Topic] = []
        for topic in self._topics.values():
            needs = _needs(topic.rules.tree, numbers)
            for number in sorted(needs or ()):
                self._asking.setdefault(number, []).append(topic)
            if needs is None:
                self._always.append(topic)
        self._remembered: dict[bytes, _Read] = {}

    def digest(self, slug: str) -> str:
        """Fingerprint of a topic's rules; where it asks for a meaning, of all meanings, as they are told apart from one another."""
        topic = self._topics[slug]
        meanings = f"{self._version} {self._abouts}" if topic.abouts else ""
        return sha256(f"{topic.rules.digest()} {meanings}".encode()).hexdigest()

    def match(
        self, cluster: Cluster, coverage: Coverage, now: datetime, speaks: Callable[[str], str | None] = nobody
    ) -> dict[str, Matched]:
        """Return the topics that let the cluster in, in their order, and why.

        *speaks* gives the key of the story that represents the cluster in a topic. One story has to satisfy all of a topic's rules.
        """
        event = _event(cluster, coverage, now)
        let_in: dict[_Topic, list[tuple[View, tuple[Hit, ...]]]] = {}
        for member in cluster.members:
            read = self._read(member, coverage)
            view = self._view(member.story, read, event)
            for topic, hits in chain(read.hits.items(), _hits_now(read.open, view)):
                if not topic.is_narrow or speaks(topic.slug) == member.story.key:
                    let_in.setdefault(topic, []).append((view, hits))
        return {topic.slug: _matched(topic, let_in[topic]) for topic in sorted(let_in, key=lambda topic: topic.number)}

    def why_not(
        self,
        cluster: Cluster,
        coverage: Coverage,
        now: datetime,
        slug: str,
        speaks: Callable[[str], str | None] = nobody,
    ) -> list[str]:
        """Say which conditions of a topic the cluster does not meet, one sentence each; nothing if it meets them all."""
        topic = self._topics[slug]
        event = _event(cluster, coverage, now)
        views = [
            self._view(member.story, self._read(member, coverage), event)
            for member in cluster.members
            if not topic.is_narrow or member.story.key == speaks(slug)
        ]
        if not views:
            return ["no story of it represents it yet" if topic.is_narrow else "it has no story that may be shown"]
        if any(map(topic.condition.is_met, views)):
            return []
        return topic.condition.lacks(views, "the story that represents it lacks" if topic.is_narrow else "no story has")

    def _view(self, story: Story, read: _Read, event: Event) -> View:
        return View(story=story, found=read.found, event=event, likeness=self._likeness(story, read))

    def _likeness(self, story: Story, read: _Read) -> Callable[[About], float]:
        def likeness(about: About) -> float:
            if about not in read.likeness:
                assert self._meaning is not None  # else there are no such rules
                scores = self._meaning.scores(self._prepared, self._meaning.vector(story.title, story.text))
                read.likeness.update(zip(self._abouts, scores, strict=True))
            return read.likeness[about]

        return likeness

    def _read(self, member: Member, coverage: Coverage) -> _Read:
        story = member.story
        passages = _passages(member, coverage, self._families)
        seen = "\0".join(
            [story.key, story.outlet, story.language or "", *[part for passage in passages for part in passage]]
        )
        key = blake2b(seen.encode("utf-8", "replace"), digest_size=16).digest()
        read = self._remembered.get(key)
        if read is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            read = self._remembered[key] = self._read_anew(story, self._lookup.found(passages, story.language))
        return read

    def _read_anew(self, story: Story, found: dict[int, Found]) -> _Read:
        opened = {topic.number: topic for topic in self._always}
        for number in found:
            opened.update((topic.number, topic) for topic in self._asking.get(number, ()))
        read = _Read(found, {}, {}, [])
        view = self._view(story, read, _NO_EVENT)
        for topic in opened.values():
            if not topic.is_of_story:
                read.open.append(topic)
            elif topic.condition.is_met(view):
                read.hits[topic] = tuple(topic.condition.hits(view))
        asked_again = {about for topic in read.open for about in topic.abouts}
        for about in read.likeness.keys() - asked_again:  # hundreds, perhaps, of each story
            del read.likeness[about]
        return read


_NO_EVENT: Final = Event(now=datetime.min, newest=datetime.min, sources=0, voices=0)  # noqa: DTZ901 - nobody looks at it


def _topic(number: int, slug: str, asked: Rules, numbers: Mapping[rules.Leaf, int]) -> _Topic:
    found = leaves(asked.tree)
    return _Topic(
        number=number,
        slug=slug,
        rules=asked,
        condition=prepared(asked.tree, numbers, THRESHOLD),
        ages=tuple(leaf for leaf in found if isinstance(leaf, MaxAge)),
        abouts=tuple(leaf for leaf in found if isinstance(leaf, About)),
        order={str(leaf): place for place, leaf in enumerate(found)},
        is_narrow=asked.match_on == "representative",
        is_of_story=not any(isinstance(leaf, rules.Number | MaxAge) for leaf in found),
    )


def _needs(node: Node, numbers: Mapping[rules.Leaf, int]) -> frozenset[int] | None:
    """Return phrases and patterns without one of which no story satisfies *node*; None if it may do without any."""
    match node:
        case Phrase() | Pattern():
            return frozenset({numbers[node]})
        case rules.Any(children):
            every = [_needs(child, numbers) for child in children]
            known = [needs for needs in every if needs is not None]
            return frozenset[int]().union(*known) if len(known) == len(every) else None
        case rules.All(children):
            some = [(_commonness(child), needs) for child in children if (needs := _needs(child, numbers)) is not None]
            return min(some, key=lambda one: one[0])[1] if some else None
    return None


def _commonness(node: Node) -> int:
    """Guess how many stories satisfy *node*, in no unit: names of sources and languages are in many, words in few."""
    found = [leaf for leaf in leaves(node) if isinstance(leaf, Phrase | Pattern)]
    return sum(1 if leaf.field in {None, "title", "author", "dateline"} else 100 for leaf in found)


def _event(cluster: Cluster, coverage: Coverage, now: datetime) -> Event:
    newest = max((member.story.time for member in cluster.members), default=now)
    return Event(now=now, newest=newest, sources=len(coverage.outlets), voices=len(coverage.voices))


def _passages(member: Member, coverage: Coverage, families: Mapping[str, str]) -> list[Passage]:
    story, wire = member.story, member.story.wire
    sources = dict.fromkeys([story.source, *(sighting.source for sighting in member.sightings)])
    publishers = dict.fromkeys(families[source] for source in sources if source in families)
    publishers |= dict.fromkeys(voice.name for voice in coverage.voices if story.key in voice.stories)
    subjects = [said for subject in wire.subjects for said in (subject.name, subject.code) if said] if wire else []
    datelines = dict.fromkeys(said for said in (story.dateline, wire.dateline if wire else None) if said)
    parts: tuple[tuple[Where, Iterable[str]], ...] = (
        ("title", (story.title,)),
        ("text", (story.text,)),
        ("source", sources),
        ("family", publishers),
        ("author", story.authors),
        ("category", (*story.categories, *subjects)),
        ("language", (story.language,) if story.language else ()),
        ("dateline", datelines),
        ("subject", subjects),
        ("outlet", (story.outlet,) if story.outlet else ()),
    )
    return [Passage(where, value) for where, values in parts for value in values]


def _hits_now(topics: Iterable[_Topic], view: View) -> Iterator[tuple[_Topic, tuple[Hit, ...]]]:
    for topic in topics:
        if topic.condition.is_met(view):
            yield topic, tuple(topic.condition.hits(view))


def _matched(topic: _Topic, let_in: Sequence[tuple[View, tuple[Hit, ...]]]) -> Matched:
    until = _until(topic, [view for view, _ in let_in]) if topic.ages else None
    stories = tuple(view.story.key for view, _ in let_in)
    if len(let_in) == 1:
        return Matched(let_in[0][1], until, stories)
    first: dict[str, Hit] = {}
    for _, hits in let_in:
        for hit in hits:
            first.setdefault(hit.rule, hit)
    return Matched(tuple(sorted(first.values(), key=lambda hit: topic.order[hit.rule])), until, stories)


def _until(topic: _Topic, views: Sequence[View]) -> datetime | None:
    """Say when time alone takes the cluster out of the topic: `max_age` is never under `none`, so it never lets one in."""
    event = views[0].event
    for then in sorted({event.newest + rule.age for rule in topic.ages}):
        if not any(topic.condition.is_met(at(view, then)) for view in views):
            return then
    return None
