"""What people are told of why stories are where they are: sentences of the clusterer, with titles from the store."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.cleaning import facts
from bot.cleaning.habits import Habits
from bot.clustering import Clusterer, Options
from bot.clustering.explain import in_brief
from bot.clustering.finding import found_of_member
from bot.clustering.path import came_by, explain_path
from bot.config import Settings
from bot.curation import Edition
from bot.model import Cluster, Decision, Facts, Member, Story
from bot.store import habits, stories
from bot.store.database import Database

#: What a story is called in the reasons for others' places while it may not be published itself.
NAMELESS = "a story that its source does not publish"
#: The reasons for the place of one that was most like such a story: how they are alike would say what is in it.
UNTOLD = ("The story most like it is one that its source does not publish.",)

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
    placed = [entry.cluster for topic in edition.topics for entry in topic.entries]
    shown = [*placed, *(apart.cluster for apart in edition.apart)]
    options = clustering_options(settings)
    members = [member for cluster in shown for member in cluster.members]
    decisions = [decision for member in members for decision in (member.decision, *member.merges)]
    name = named(database, decisions, seen_without, now, [member.story.key for member in members])
    clusters = {member.story.key: cluster for cluster in shown for member in cluster.members}
    scale = Clusterer(options)

    def why(member: Member) -> Sequence[str]:
        decision, merges = member.decision, member.merges
        if decision.evidence.nearest in edition.held_back:
            return (*UNTOLD, *came_by(decision, merges, options, name))
        cluster = clusters[member.story.key]
        found = found_of_member(member, cluster, scale, changes=False)
        brief = in_brief(found, name) or (FOUNDED if len(cluster.members) > 1 else ALONE)
        return (brief, *explain_path(decision, merges, options, name, found))

    return why


def with_facts(story: Story) -> Story:
    """Return the story with the facts of its text, where it was kept before facts were."""
    return story if story.facts != Facts() else replace(story, facts=facts.extract(story.text, story.language))


def seen(cluster: Cluster, seen_without: Habits) -> Cluster:
    """Return the cluster as it is explained: stories without what their sources always say, and all with facts."""
    members = (replace(one, story=with_facts(seen_without.without(one.story))) for one in cluster.members)
    return replace(cluster, members=tuple(members))


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
    return Options(window=settings.clustering.window)
