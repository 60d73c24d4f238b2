"""What people are told of why stories are where they are: sentences of the clusterer, with titles from the store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import TypeAlias

from bot.cleaning import facts
from bot.cleaning.habits import Habits
from bot.clustering import THRESHOLDS, Clusterer, Options
from bot.clustering.explain import in_brief
from bot.clustering.finding import Found, found_of_member
from bot.clustering.path import came_by, explain_path
from bot.config import Settings
from bot.model import Cluster, Decision, Facts, Member, Story
from bot.publication.editions import Edition
from bot.store import habits, private, stories
from bot.store.database import Database

#: What a story is called in the reasons for others' places while it may not be published itself.
NAMELESS = "a story that its source does not publish"
#: The reasons for the place of one that was most like such a story: how they are alike would say what is in it.
UNTOLD = ("The story most like it is one that its source does not publish.",)
#: The same where it is in another cluster, which is not for everybody.
ELSEWHERE = "a story that is not shown here"
LIKE_ELSEWHERE = ("The story most like it is one that is not shown here.",)

# Pages are written again at every pass in which something changed, and most are as they were: what was found in the texts of
# a cluster is found once. Some 5 KB each.
_Place: TypeAlias = tuple[str, int, Options]
_found: dict[_Place, Found] = {}
_MOST_FOUND = 2_000

#: What readers are told in one sentence of the story that was there first, with others and without.
FOUNDED = "The first report; the others were put with it."
ALONE = "No other story of this event has come so far."


def told(
    settings: Settings, database: Database, edition: Edition, seen_without: Habits, now: datetime
) -> Callable[[Member], Sequence[str]]:
    """Return what says to readers of an edition why a story is in its cluster: in one sentence, then at length.

    Stories are held against those on the same page alone, which all may be read, by the weights of words that we ship: so
    the same stories make the same page, whatever else came.

    Raises:
        StoreError: the database cannot be read.
    """
    shown = edition.clusters
    options = clustering_options(settings)
    members = [member for cluster in shown for member in cluster.members]
    decisions = [decision for member in members for decision in (member.decision, *member.merges)]
    name = named(database, decisions, seen_without, now, [member.story.key for member in members])
    with database.reading() as connection:
        keys = {key for one in decisions for key in _named_by(one) if key}
        secret = private.secret_stories(connection, sorted(keys), now)
    clusters = {member.story.key: cluster for cluster in shown for member in cluster.members}
    scale = Clusterer(options)

    def why(member: Member) -> Sequence[str]:
        decision, merges = member.decision, member.merges
        if decision.evidence.nearest in edition.held_back:
            return (*UNTOLD, *came_by(decision, merges, options, name))
        cluster = clusters[member.story.key]
        elsewhere = secret - {one.story.key for one in cluster.members} if secret else secret

        def name_here(key: str) -> str:
            return ELSEWHERE if key in elsewhere else name(key)

        if decision.evidence.nearest in elsewhere:
            return (*LIKE_ELSEWHERE, *came_by(decision, merges, options, name_here))
        place = (member.story.key, _mark(member, cluster), options)
        if place not in _found:
            _remember(place, _look(member, cluster, scale))
        found = _found[place]
        brief = in_brief(found, name_here) or (FOUNDED if len(cluster.members) > 1 else ALONE)
        return (brief, *explain_path(decision, merges, options, name_here, found))

    return why


def _mark(member: Member, cluster: Cluster) -> int:
    """Return what is another number as soon as something else would be found for the story, in this process."""
    at = next(number for number, one in enumerate(cluster.members) if one.story.key == member.story.key)
    is_plain = member.decision.kind != "merge" and member.decision.former is None and not member.merges
    # A story that simply joined was held against those before it: later ones are nothing to it.
    looked_at = cluster.members[: at + 1] if is_plain else cluster.members
    marks = []
    for story, decision, merges in ((one.story, one.decision, one.merges) for one in looked_at):
        how = decision.kind, decision.former, decision.evidence.nearest, *(merge.story for merge in merges)
        marks.append((story, how))
    return hash(tuple(marks))


def _look(member: Member, cluster: Cluster, scale: Clusterer) -> Found:
    read = _with_facts(cluster)
    member = next(one for one in read.members if one.story.key == member.story.key)
    return found_of_member(member, read, scale, thorough=False)


def _remember(place: _Place, found: Found) -> None:
    if len(_found) >= _MOST_FOUND:
        for old in list(islice(_found, _MOST_FOUND // 2)):
            del _found[old]
    _found[place] = found


def with_facts(story: Story) -> Story:
    """Return the story with the facts of its text, where it was kept before facts were."""
    return story if story.facts != Facts() else replace(story, facts=facts.extract(story.text, story.language))


def seen(cluster: Cluster, seen_without: Habits) -> Cluster:
    """Return the cluster as it is explained: stories without what their sources always say, and all with facts."""
    members = (replace(one, story=seen_without.without(one.story)) for one in cluster.members)
    return _with_facts(replace(cluster, members=tuple(members)))


def _with_facts(cluster: Cluster) -> Cluster:
    return replace(cluster, members=tuple(replace(one, story=with_facts(one.story)) for one in cluster.members))


def named(
    database: Database,
    decisions: Iterable[Decision],
    seen_without: Habits,
    now: datetime | None = None,
    others: Iterable[str] = (),
) -> Callable[[str], str]:
    """Return what people know the stories in these decisions by, and those with the keys *others*: their titles.

    Where *now* is given, it is for readers: no story has a title that may not be published then.

    Raises:
        StoreError: the database cannot be read.
    """
    keys = {key for one in decisions for key in _named_by(one) if key} | {*others}
    with database.reading() as connection:
        titles = habits.titles(connection, sorted(keys))
        held_back = set() if now is None else stories.held_back(connection, sorted(keys), now)
    return lambda key: NAMELESS if key in held_back else f"“{seen_without.title(*titles[key])}”"


def _named_by(decision: Decision) -> tuple[str | None, ...]:
    story = decision.story if decision.kind == "merge" else None
    return (story, decision.cluster, decision.copy, decision.refused, decision.former, decision.evidence.nearest)


def what_is_taken_off(database: Database) -> Habits:
    """Return what sources always say, as far as nobody wants it kept.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        return Habits(habits.taken_off(connection))


def clustering_options(settings: Settings) -> Options:
    """What the configuration tells the clusterer."""
    clustering = settings.clustering
    return Options(
        window=clustering.window,
        threshold=THRESHOLDS[clustering.granularity],
        across_languages=clustering.across_languages,
    )
