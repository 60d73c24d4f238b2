"""How two configurations differ, as far as it changes what readers see. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.config import Settings, TopicSettings
from bot.config.kinds import format_duration
from bot.reasons import clustering_options
from bot.replay import Pairing


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What differs between two configurations."""

    topics: tuple[Pairing, ...]  #: in the order of the new configuration, then those that it has no more
    removed: tuple[str, ...]  #: names of sources that are there, or switched on, no more
    regroup: bool  #: stories are grouped otherwise
    notes: tuple[str, ...]  #: what is not seen in entries, or not from them, for people


def changes(old: Settings, new: Settings) -> Changes:
    """Compare two configurations."""
    removed, added = _gone(old, new), _gone(new, old)
    pairings = _pairings(old.topics, new.topics)
    titles = {source.name: source.title for source in (*new.sources, *old.sources)}
    options = clustering_options(old) != clustering_options(new)
    notes = [
        *_clustering(old, new),
        *(f"without {_called(name, titles)}: what only this source carries is gone" for name in removed),
        *(
            f"with {_called(name, titles)}: it has no stored stories, so nobody knows what it would bring"
            for name in added
        ),
        *_families(old, new, titles),
        *(note for pairing in pairings for note in _topic(pairing, old.topics, new.topics)),
    ]
    return Changes(topics=tuple(pairings), removed=removed, regroup=options or bool(removed), notes=tuple(notes))


def _gone(of: Settings, others: Settings) -> tuple[str, ...]:
    left = {source.name for source in others.sources if source.enabled}
    return tuple(source.name for source in of.sources if source.enabled and source.name not in left)


def _called(name: str, titles: Mapping[str, str]) -> str:
    return titles[name] if titles[name] == name else f"{titles[name]} ({name})"


def _pairings(old: Iterable[TopicSettings], new: Iterable[TopicSettings]) -> list[Pairing]:
    left = {topic.slug for topic in old}
    kept = {topic.slug for topic in new}
    found: list[Pairing] = []
    for topic in new:
        former = next((slug for slug in (topic.slug, *topic.formerly) if slug in left), None)
        # A slug that another topic has by now is that topic's.
        former = None if former != topic.slug and former in kept else former
        left.discard(former or "")
        found.append(Pairing(former, topic.slug))
    return [*found, *(Pairing(topic.slug, None) for topic in old if topic.slug in left)]


def _clustering(old: Settings, new: Settings) -> Iterator[str]:
    was, will_be = old.clustering, new.clustering
    if was.granularity != will_be.granularity:
        yield f"granularity: {was.granularity} → {will_be.granularity}"
    if was.window != will_be.window:
        yield f"window: {_spell(was.window)} → {_spell(will_be.window)}"
    if was.across_languages != will_be.across_languages:
        yield f"across_languages: {_spell(was.across_languages)} → {_spell(will_be.across_languages)}"


def _families(old: Settings, new: Settings, titles: Mapping[str, str]) -> Iterator[str]:
    was = {source.name: source.family for source in old.sources}
    for source in new.sources:
        if source.name in was and was[source.name] != source.family:
            yield f"family of {_called(source.name, titles)}: {was[source.name]} → {source.family}"
    known = {family.name: family.names for family in old.families}
    wanted = {family.name: family.names for family in new.families}
    for name in dict.fromkeys([*wanted, *known]):
        if known.get(name) != wanted.get(name):
            yield f"family {name}: {_names(known.get(name))} → {_names(wanted.get(name))}"


def _names(names: tuple[str, ...] | None) -> str:
    return "none" if names is None else ", ".join(names)


def _topic(pairing: Pairing, old: Iterable[TopicSettings], new: Iterable[TopicSettings]) -> Iterator[str]:
    """Say what changes how a topic shows what its rules let in: `limit`, `order` and the like are no business of a replay."""
    was = next((topic for topic in old if topic.slug == pairing.old), None)
    will_be = next((topic for topic in new if topic.slug == pairing.new), None)
    if was is None or will_be is None:
        return
    if was.slug != will_be.slug:
        yield f"topic {will_be.slug}: was {was.slug}; its subscribers keep their entries"
    names = ("limit", "order", "window", "hold", "urgent", "updates")
    parts = [
        f"{name} {_spell(getattr(was, name))} → {_spell(getattr(will_be, name))}"
        for name in names
        if getattr(was, name) != getattr(will_be, name)
    ]
    if parts:
        yield f"topic {will_be.slug}: {', '.join(parts)}; how long and where entries stand is not replayed"


def _spell(value: object) -> str:
    match value:
        case None | ():
            return "none"
        case bool():
            return str(value).lower()
        case timedelta():
            return format_duration(value)
        case tuple():
            return ", ".join(map(str, value))
    return str(value)
