"""Which story speaks for a cluster. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.model import Cluster, MarkerKind, Member, Story
from bot.topics.families import Families, folded, is_agency
from bot.topics.voices import Text, earliest, texts

#: A challenger has to be this much longer than the story that speaks now, so that two of a length never take turns.
#: Arbitrary; cheap to change.
LONGER_BY = 1.5
#: Characters of a text that can speak for an event: a lead paragraph. Arbitrary; cheap to change.
ENOUGH = 200
#: What such items are about is the event and something else (a day's other news, a view), or nothing to read; a live page
#: changes all day long.
ASIDE: tuple[MarkerKind, ...] = ("live", "video", "photos", "audio", "opinion", "wrapup")

#: For those who know no families: every source is its own, and the agencies of the world are known.
NO_FAMILIES = Families({}, {})


@dataclass(frozen=True, slots=True)
class Choice:
    """The story that speaks for a cluster, and why."""

    story: Story
    because: str


def choose(
    cluster: Cluster,
    current: str | None,
    *,
    prefer: Sequence[str] = (),
    families: Families = NO_FAMILIES,
    wanted: str | None = None,
) -> Choice:
    """Choose who speaks: the story that an editor *wanted* (a key), or the best by these rules, strongest first.

        prefer        what comes from these sources, families or outlets; the best first
        no aside      what its desk calls live, a video, an opinion or the like speaks only if no other has text enough
        the original  an agency's own story, not one that credits it; the first of several copies, not another outlet's
        fullest text  the earliest among equals

    *current* (a key) stays where none is better by a rule above the last, or much fuller: it never goes to and fro.
    """
    members = cluster.members
    if found := next((member.story for member in members if member.story.key == wanted), None):
        return Choice(found, "an editor's choice")
    if len(members) == 1:
        return Choice(members[0].story, "the only story")
    candidates, is_preferred = _preferred(members, prefer, families)
    reports, aside = _reports(candidates)
    originals = _originals(reports, families)
    if reprints := len(reports) - len(originals):
        aside = [*aside, "1 reprint" if reprints == 1 else f"{reprints} reprints"]
    stories = [member.story for member in originals]
    only = "the original text" if reprints else "" if is_preferred else "the only report"
    choice, why = _fullest(stories, current, only)
    told = ("preferred here" if is_preferred else "", why, f"set aside: {', '.join(aside)}" if aside else "")
    return Choice(choice, "; ".join(filter(None, told)))


def _preferred(members: Sequence[Member], prefer: Sequence[str], families: Families) -> tuple[Sequence[Member], bool]:
    """Return the stories that come from the best of those that are preferred; all of them if none does."""
    for wanted in prefer:
        # An agency by any of its names; but one paper of a group is not the group.
        names = {folded(wanted), folded((is_agency(wanted) and families.named(wanted)) or wanted)}
        if found := [member for member in members if not names.isdisjoint(_names(member, families))]:
            return found, True
    return members, False


def _names(member: Member, families: Families) -> set[str]:
    """Whom it comes from: its outlet and the publisher of that, and the sources that show it with their families."""
    story = member.story
    sources = {story.source, *(sighting.source for sighting in member.sightings)}
    named = {story.outlet, families.publisher(story), *sources, *map(families.of_source, sources)}
    return set(map(folded, named)) - {""}


def _reports(members: Sequence[Member]) -> tuple[Sequence[Member], list[str]]:
    """Set those aside that are no report, if one is left with text enough; say what they are."""
    reports = [member for member in members if not _kinds(member.story)]
    if len(reports) == len(members) or not any(len(member.story.text) >= ENOUGH for member in reports):
        return members, []
    kinds = {kind for member in members for kind in _kinds(member.story)}
    return reports, [kind for kind in ASIDE if kind in kinds]


def _kinds(story: Story) -> list[MarkerKind]:
    return [marker.kind for marker in story.markers if marker.kind in ASIDE]


def _originals(members: Sequence[Member], families: Families) -> list[Member]:
    """Leave out what reprints another of them; what nobody else can stand for stays, so there is always one left."""
    every = texts(members, families)
    own: defaultdict[str, list[Story]] = defaultdict(list)
    for text in every:
        own[folded(text.origin)] += [member.story for member in text.members if text.is_own(member, families)]
    return [member for text in every for member in text.members if not _is_reprint(member, text, own, families)]


def _is_reprint(member: Member, text: Text, own: Mapping[str, Sequence[Story]], families: Families) -> bool:
    if text.is_own(member, families):
        return False
    first = text.members[0].story
    is_copy = folded(families.publisher(member.story)) != folded(families.publisher(first))
    return any(_stands_for(one, member.story) for one in (*own[folded(text.origin)], *([first] if is_copy else [])))


def _stands_for(original: Story, reprint: Story) -> bool:
    """An agency's headline alone says less than the text that a paper made of it."""
    return len(original.text) >= min(ENOUGH, len(reprint.text))


def _fullest(stories: Sequence[Story], current: str | None, only: str) -> tuple[Story, str]:
    fullest = min(stories, key=lambda story: (-len(story.text), *earliest(story)))
    if len(stories) == 1:
        return fullest, only
    holder = next((story for story in stories if story.key == current), fullest)
    if holder is fullest or len(fullest.text) >= LONGER_BY * len(holder.text):
        return fullest, f"the fullest text of {len(stories)} stories"
    return holder, f"chosen first; none of {len(stories)} stories is much fuller"
