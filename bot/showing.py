"""Why a story is in a topic, or not, or not shown there: what curation and publishing make of its cluster, in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Literal, TypeAlias

from bot.cleaning.habits import Habits
from bot.config import Settings, TopicSettings
from bot.config.kinds import format_duration
from bot.model import Cluster, Story, Wire
from bot.publishing.text import spoken
from bot.replay import Held
from bot.selection import Event, Selection
from bot.store import clusters, editorial, topics
from bot.store.database import Database
from bot.store.editorial import NO_WISHES, Wishes
from bot.store.topics import Shown
from bot.topics import part

State: TypeAlias = Literal[
    "shown",  # readers see it
    "due",  # the next pass shows it
    "held",  # the topic holds news back, and the time is not over
    "beyond",  # the limit of the topic ends before it
    "past",  # no news for longer than the topic's window
    "hidden",  # an editor hid it
    "kept back",  # its agency or an embargo does
    "not let in",  # it does not meet the rules
]
_STATES: dict[State, str] = {
    "shown": "In “{title}”",
    "due": "In “{title}” with the next pass",
    "held": "Not yet in “{title}”",
    "beyond": "In “{title}”, but not shown",
    "past": "In “{title}”, but not shown any more",
    "hidden": "Hidden from “{title}”",
    "kept back": "Not in “{title}”",
    "not let in": "Not in “{title}”",
}
_ALL = 1_000_000  # entries of a topic, more than there are
_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Showing:
    """What one topic makes of a story's cluster."""

    topic: str  #: slug
    title: str  #: of the topic
    state: State
    why: tuple[str, ...]  #: for people, the weightiest first, without full stops
    rank: int | None = None  #: place among the entries of the topic, from 1; None where it has none
    entries: int | None = None  #: of the topic, those beyond its limit too
    speaks: str | None = None  #: key of the story that represents the cluster there; None where none does

    @property
    def heading(self) -> str:
        """Say what it is, without the reasons."""
        return _STATES[self.state].format(title=self.title)

    @property
    def line(self) -> str:
        """Return it as one sentence."""
        return f"{self.heading}: {'; '.join(self.why)}."


class Judge:
    """The topics of one configuration, held against clusters in memory: what curation would make of them."""

    def __init__(
        self,
        settings: Settings,
        wishes: Callable[[Cluster], Wishes] = lambda _: NO_WISHES,
        now: datetime | None = None,
    ) -> None:
        """*wishes* says what editors want of a cluster; without *now*, each is seen when its newest story came."""
        self._selection, self._wishes, self._now = Selection(settings), wishes, now

    def entries(self, cluster: Cluster, speaking: Mapping[str, str] = _NOBODY) -> dict[str, Held]:
        """Return what topics make of a cluster, by slug; only of those that let it in, and where no editor hides it.

        *speaking* are keys of the stories that represent it now, by slug.
        """
        if not cluster.members:
            return {}
        return {
            slug: Held(
                cluster=cluster,
                representative=found.choice.story,
                chosen_because=found.choice.because,
                hits=tuple(map(str, found.matched.hits)),
            )
            for slug, found in self._selection.select(self._event(cluster, speaking)).items()
        }

    def why_not(self, cluster: Cluster, slug: str, speaking: Mapping[str, str] = _NOBODY) -> list[str]:
        """Say which conditions of a topic a cluster does not meet."""
        return self._selection.why_not(self._event(cluster, speaking), slug)

    def _event(self, cluster: Cluster, speaking: Mapping[str, str]) -> Event:
        return Event(
            cluster=cluster,
            coverage=self._selection.coverage(cluster),
            now=self._now or max(member.story.first_seen for member in cluster.members),
            wishes=self._wishes(cluster),
            speaking=speaking,
        )


def showings(  # noqa: PLR0913, PLR0917 (one value each)
    settings: Settings, database: Database, story: Story, seen_without: Habits, now: datetime, slug: str | None = None
) -> list[Showing]:
    """Say of each topic, or of one, what it makes of a story's cluster; nothing while the story has none.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        cluster = clusters.of_story(connection, story.key)
        if cluster is None:
            return []
        wishes = editorial.wishes(connection, [cluster.key]).get(cluster.key, NO_WISHES)
        rows = {row.topic: row for row in topics.shown(connection, [cluster.key]).values()}
        wanted = [topic for topic in settings.topics if slug in {None, topic.slug}]
    there = [topic for topic in wanted if topic.slug in rows and not rows[topic.slug].withdrawn]
    ranked = {topic.slug: _ranked(database, topic, now) for topic in there}
    opened = part(cluster, now).open
    members = tuple(replace(member, story=seen_without.without(member.story)) for member in opened.members)
    of_event = _OfEvent(
        story=next(member.story for member in cluster.members if member.story.key == story.key),
        cluster=replace(opened, members=members),
        judge=Judge(settings, lambda _: wishes, now),
        wishes=wishes,
        speaking={slug: row.representative for slug, row in rows.items() if not row.withdrawn},
        now=now,
    )
    return [of_event.showing(topic, rows.get(topic.slug), ranked.get(topic.slug, [])) for topic in wanted]


def _ranked(database: Database, topic: TopicSettings, now: datetime) -> list[str]:
    """The keys of a topic's clusters in its order, also of those beyond its limit."""
    with database.reading() as connection:
        found = topics.newest(connection, topic.slug, _ALL, order=topic.order, now=now, window=topic.window)
    return [row.cluster for row in found]


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfEvent:
    """A story, and its cluster as far as it may be published."""

    story: Story
    cluster: Cluster
    judge: Judge
    wishes: Wishes
    speaking: Mapping[str, str]  # keys of the stories that represent it now, by topic
    now: datetime

    def showing(self, topic: TopicSettings, row: Shown | None, ranked: Sequence[str]) -> Showing:
        state, why = self._state(topic, row, ranked)
        is_in = state in {"shown", "held", "beyond", "past"}
        place = ranked.index(self.cluster.key) + 1 if is_in and self.cluster.key in ranked else None
        if state == "shown" and place is not None:
            why = [*why, f"entry {place} of {len(ranked)}"]
        if is_in and row is not None:
            why = [*why, *self._spoken(row)]
        return Showing(
            topic=topic.slug,
            title=topic.title,
            state=state,
            why=tuple(why),
            rank=place,
            entries=len(ranked) if place is not None else None,
            speaks=row.representative if is_in and row is not None else None,
        )

    def _state(self, topic: TopicSettings, row: Shown | None, ranked: Sequence[str]) -> tuple[State, list[str]]:
        is_there = row is not None and not row.withdrawn
        still = ["readers see it until the next pass"] if is_there else []
        if not self.cluster.members:
            return "kept back", [kept_back(self.story, self.now) or "its stories are kept back", *still]
        if self.wishes.hides(topic.slug):
            return "hidden", ["an editor hid it", *still]
        held = self.judge.entries(self.cluster, self.speaking).get(topic.slug)
        if held is None:
            once = ["it was there once"] if row is not None and row.withdrawn else still
            return "not let in", [*self.judge.why_not(self.cluster, topic.slug, self.speaking), *once]
        hits = [" and ".join(held.hits)] if held.hits else []
        if row is None or not is_there:
            return "due", hits
        state, because = self._time_and_place(topic, row, ranked)
        return state, [*because, *hits]

    def _time_and_place(self, topic: TopicSettings, row: Shown, ranked: Sequence[str]) -> tuple[State, list[str]]:
        if row.held_until is not None and row.held_until > self.now:
            return "held", [f"held back until {spoken(row.held_until)}"]
        if topic.window is not None and row.updated <= self.now - topic.window:
            return "past", [f"no news since {spoken(row.updated)}, and its window is {format_duration(topic.window)}"]
        place = ranked.index(row.cluster) + 1 if row.cluster in ranked else 0
        if place > topic.limit:
            return "beyond", [f"it is entry {place} of {len(ranked)}, and the topic shows {topic.limit}"]
        return "shown", ["an editor pinned it"] if row.is_pinned else []

    def _spoken(self, row: Shown) -> list[str]:
        """Say which story speaks for the event, and whether this one can be read there at all."""
        said = [] if row.title is None else [f"an editor calls it “{row.title}”"]
        because = kept_back(self.story, self.now)
        if because is not None:
            said.append(f"of its stories, this one is not shown: {because}")
        if row.representative == self.story.key:
            return [*said, f"this story speaks for the event: {row.chosen_because}"]
        speaker = next((one.story for one in self.cluster.members if one.story.key == row.representative), None)
        if speaker is None:
            return said
        outlet = f" ({speaker.outlet})" if speaker.outlet else ""
        return [*said, f"“{speaker.title}”{outlet} speaks for the event: {row.chosen_because}"]


def kept_back(story: Story, now: datetime) -> str | None:
    """Say why a story may not be published; None if it may."""
    wire = story.wire or Wire()
    if wire.status == "canceled":
        return "its agency withdrew it"
    if wire.status == "withheld":
        return "its agency withholds it"
    if wire.embargo is not None and wire.embargo > now:
        return f"under an embargo until {spoken(wire.embargo)}"
    return None
