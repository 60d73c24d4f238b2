"""Who reports an event on their own account: ten outlets that carry one agency's text are one voice. Pure.

The unit is the text, which is a story with its copies. It belongs to the agency that one of its stories credits, else to the
publisher of the first of them; what belongs to one is one voice. So an outlet that prints an agency's text and a report of its
own is a part of the agency's voice, and has a voice beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.model import Cluster, Coverage, Member, Story, Voice
from bot.topics.families import Families, folded, is_agency

__all__ = ["Families", "Text", "arrival", "earliest", "heard", "said", "texts", "who_was_first"]


class Text(NamedTuple):
    """A story and its copies."""

    members: tuple[Member, ...]  #: the earliest first
    origin: str  #: whose it is

    def is_own(self, member: Member, families: Families) -> bool:
        """Tell whether a story of it is put up by whose text it is."""
        return folded(families.publisher(member.story)) == folded(self.origin)


class _Carried(NamedTuple):
    time: datetime
    is_sighting: bool  #: behind the stories of that time
    order: tuple[datetime, str]  #: among those of that time
    outlet: str
    story: str  #: key


def earliest(story: Story) -> tuple[datetime, datetime, str]:
    """By the story's own time, then by its arrival."""
    return story.time, *arrival(story)


def arrival(story: Story) -> tuple[datetime, str]:
    """By the arrival; the key parts those that came together, so that no order of reading counts."""
    return story.first_seen, story.key


def texts(members: Iterable[Member], families: Families) -> list[Text]:
    """Part the stories by their texts; the text that was there first stands first."""
    copies: dict[str, list[Member]] = {}
    for member in sorted(members, key=lambda member: earliest(member.story)):
        copies.setdefault(member.decision.copy, []).append(member)
    return [Text(tuple(group), _origin([member.story for member in group], families)) for group in copies.values()]


def heard(cluster: Cluster, families: Families) -> Coverage:
    """Say who reports an event. Without stories there is nobody, and the first has no key."""
    if not cluster.members:
        return Coverage(outlets=(), voices=(), first="")
    voices: dict[str, list[Text]] = {}
    for text in texts(cluster.members, families):
        voices.setdefault(folded(text.origin), []).append(text)
    carried = {member.story.key: _carried(member, families) for member in cluster.members}
    return Coverage(
        outlets=_outlets(one for several in carried.values() for one in several),
        voices=tuple(_voice(own, carried, families) for own in voices.values()),
        first=min((member.story for member in cluster.members), key=earliest).key,
    )


def said(coverage: Coverage) -> str:
    """Say how many report it: `7 outlets, 3 independent`."""
    outlets, voices = len(coverage.outlets), len(coverage.voices)
    told = _counted(outlets, "outlet")
    return told if voices >= outlets else f"{told}, {voices} independent"


def who_was_first(coverage: Coverage) -> str:
    """Say who had it first: `Reuters, in Harbour Post`; nothing where only one outlet has it."""
    if len(coverage.outlets) <= 1:
        return ""
    first = coverage.voices[0]
    return first.name if first.name in first.outlets else f"{first.name}, in {first.outlets[0]}"


def _origin(stories: Sequence[Story], families: Families) -> str:
    """Whose text it is: the earliest word on that counts, so that a later copy which credits another changes nothing."""
    for story in stories:
        if found := families.credited(story):
            return found
        if is_agency(publisher := families.publisher(story)):
            return publisher
    return families.publisher(stories[0])


def _carried(member: Member, families: Families) -> list[_Carried]:
    """List who carries a story: its outlet, and other publishers' sources that show it too."""
    story = member.story
    outlet = story.outlet if folded(story.outlet) else families.outlet_of(story.source)
    found = [_Carried(story.time, False, arrival(story), outlet, story.key)]
    publisher = folded(families.publisher(story))
    for sighting in member.sightings:
        if sighting.source != story.source and folded(families.of_source(sighting.source)) != publisher:
            # Never before its story: who passes it on is not the first, whatever the clocks say.
            time, order = max(sighting.seen, story.time), (sighting.seen, sighting.source)
            found.append(_Carried(time, True, order, families.outlet_of(sighting.source), story.key))
    return found


def _outlets(carried: Iterable[_Carried]) -> tuple[str, ...]:
    """Return the outlets, each once, the first to have it first."""
    found: dict[str, str] = {}
    for one in sorted(carried):
        found.setdefault(folded(one.outlet), one.outlet)
    return tuple(found.values())


def _voice(own: Sequence[Text], carried: Mapping[str, Sequence[_Carried]], families: Families) -> Voice:
    origin = own[0].origin
    published: list[_Carried] = []
    credited: list[_Carried] = []
    passed_on: list[_Carried] = []
    crediting = 0  # texts
    for text in own:
        before = len(credited)
        for member in text.members:
            whose = [one for one in carried[member.story.key] if not one.is_sighting]
            if text.is_own(member, families):
                published += whose
            elif folded(families.credited(member.story) or "") == folded(origin):
                credited += whose
            else:
                passed_on += whose
            passed_on += [one for one in carried[member.story.key] if one.is_sighting]
        crediting += len(credited) > before
    outlets = _outlets(published)
    because = (
        f"one publisher: {origin}" if len(outlets) > 1 else "",
        _credited(origin, _outlets(credited), crediting),
        _copied(own, carried) if passed_on else "",
    )
    return Voice(
        name=outlets[0] if len(outlets) == 1 and not credited and not is_agency(origin) else origin,
        because="; ".join(filter(None, because)),
        stories=tuple(
            story.key for story in sorted((each.story for text in own for each in text.members), key=arrival)
        ),
        outlets=_outlets([*published, *credited, *passed_on]),
    )


def _credited(origin: str, outlets: Sequence[str], count: int) -> str:
    if not outlets:
        return ""
    those = "the text is" if count == 1 else "the texts are"
    return f"{those} {origin}'s: credited by {outlets[0] if len(outlets) == 1 else _counted(len(outlets), 'outlet')}"


def _copied(own: Iterable[Text], carried: Mapping[str, Sequence[_Carried]]) -> str:
    """Say how far those texts went that several carry."""
    every = [_outlets([one for member in text.members for one in carried[member.story.key]]) for text in own]
    shared = [outlets for outlets in every if len(outlets) > 1]
    if not shared:
        return ""
    count = len({folded(outlet) for outlets in shared for outlet in outlets})
    return f"{'one text' if len(shared) == 1 else f'{len(shared)} texts'}, carried by {_counted(count, 'outlet')}"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
