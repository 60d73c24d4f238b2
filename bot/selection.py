"""The topics of one configuration, held against clusters: which let one in, by what, and which story speaks for it there. Reads nothing."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from bot.config import Settings
from bot.model import Cluster, Coverage
from bot.store.editorial import NO_WISHES, Wishes
from bot.topics import SIGNATURE_VERSION, Choice, Families, Matched, Rulebook, choose, heard
from bot.topics.families import folded
from bot.topics.rules import About, Rules, leaves

if TYPE_CHECKING:
    from bot.topics.about import Meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster as topics look at it."""

    cluster: Cluster  #: as far as it may be published, with a story at least
    coverage: Coverage
    now: datetime
    wishes: Wishes = NO_WISHES
    speaking: Mapping[str, str] = field(
        default_factory=dict
    )  #: keys of the stories that represent it so far, by slug of the topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """A cluster in a topic."""

    matched: Matched
    choice: Choice


class _Chooser(Protocol):
    def __call__(self, slug: str, among: frozenset[str] = ...) -> Choice: ...


class Selection:
    """The topics of one configuration. To be kept: it remembers what it read of stories.

    Raises:
        MissingExtra: rules ask what stories mean, and nothing that can tell is installed.
    """

    def __init__(self, settings: Settings) -> None:
        rules = {topic.slug: topic.selects for topic in settings.topics}
        families = {source.name: source.family for source in settings.sources}
        self._settings = settings
        self._prefer = {topic.slug: topic.prefer for topic in settings.topics}
        self._book = Rulebook(rules, _meaning(rules.values()), families)
        self.families = families_of(settings)

    @cached_property
    def digest(self) -> str:
        """Fingerprint of all that decides about entries: another one means that every cluster has to be looked at again."""
        topics = [
            [
                topic.slug,
                self._book.digest(topic.slug),
                topic.prefer,
                topic.urgent,
                topic.hold.total_seconds(),
                topic.updates,
            ]
            for topic in self._settings.topics
        ]
        sources = [
            [source.name, source.family, source.title, self.families.of_source(source.name)]
            for source in self._settings.sources
        ]
        families = [[family.name, family.names] for family in self._settings.families]
        return hashlib.sha256(json.dumps([SIGNATURE_VERSION, topics, sources, families]).encode()).hexdigest()

    def coverage(self, cluster: Cluster) -> Coverage:
        """Return who reports an event."""
        return heard(cluster, self.families)

    def select(self, event: Event) -> dict[str, Selected]:
        """Return the topics that let a cluster in, by slug; not those from which an editor hides it."""
        chosen = self._choices(event)
        matched = self._book.match(event.cluster, event.coverage, event.now, lambda slug: chosen(slug).story.key)
        return {
            slug: Selected(matched=found, choice=chosen(slug, frozenset(found.stories)))
            for slug, found in matched.items()
            if not event.wishes.hides(slug)
        }

    def why_not(self, event: Event, slug: str) -> list[str]:
        """Say which conditions of a topic a cluster does not meet; nothing if it meets them all."""
        if event.wishes.hides(slug):
            return ["an editor hid it"]
        chosen = self._choices(event)
        return self._book.why_not(event.cluster, event.coverage, event.now, slug, lambda one: chosen(one).story.key)

    def _choices(self, event: Event) -> "_Chooser":
        """Return what says which story speaks for a cluster in a topic, one of these if any are named; the same is asked once."""
        known: dict[tuple[object, ...], Choice] = {}

        def chosen(slug: str, among: frozenset[str] = frozenset()) -> Choice:
            asked = self._prefer[slug], event.wishes.representative(slug), event.speaking.get(slug), among
            if asked not in known:
                prefer, wanted, current, _ = asked
                # What satisfies the topic's rules speaks there; an editor may want another story all the same.
                members = [one for one in event.cluster.members if one.story.key in (among | {wanted})]
                cluster = replace(event.cluster, members=tuple(members)) if among else event.cluster
                known[asked] = choose(cluster, current, prefer=prefer, families=self.families, wanted=wanted)
            return known[asked]

        return chosen


def families_of(settings: Settings) -> Families:
    """Return who is behind sources, outlets, credits and bylines by a configuration."""
    names = {name: family.name for family in settings.families for name in (family.name, *family.names)}
    # Whoever lists a source by its name, as `prefer` does, means what it brings, whatever its outlet is called.
    listed = {folded(name): family for name, family in names.items()}
    return Families(
        {
            source.name: listed.get(folded(source.name), source.name) if source.family == source.name else source.family
            for source in settings.sources
        },
        names,
        {source.name: source.title for source in settings.sources},
    )


def _meaning(rules: Iterable[Rules]) -> "Meaning | None":
    """Return what tells meanings apart, where rules ask for any: it costs a tenth of a second and 44 MB."""
    if not any(isinstance(leaf, About) for one in rules for leaf in leaves(one.tree)):
        return None
    from bot.topics.about import Meaning  # noqa: PLC0415

    return Meaning()
