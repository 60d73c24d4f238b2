"""What readers are shown of stories that their sources changed: the former texts, seen as the present ones are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.cleaning.habits import Habits
from bot.model import Cluster
from bot.publishing.pages import Former
from bot.store import former
from bot.store.database import Database


def formers(database: Database, shown: Iterable[Cluster], seen_without: Habits) -> Mapping[str, Sequence[Former]]:
    """Return the former texts of the stories of some clusters, by key, oldest first; without what their sources always say.

    Raises:
        StoreError: the database cannot be read.
    """
    stories = {member.story.key: member.story for cluster in shown for member in cluster.members}
    with database.reading() as connection:
        found = former.said(connection, sorted(stories))
    told: dict[str, list[Former]] = {}
    for key, texts in found.items():
        for one in texts:
            # Under no key, so that nothing that is remembered of the story itself makes room for it.
            then = replace(stories[key], key="", title=one.title, text=one.text, html=one.html, cuts=())
            seen = seen_without.without(then)
            told.setdefault(key, []).append(Former(title=seen.title, text=seen.text, until=one.until))
    return told
