"""`storyfold pin`: topics show a cluster first."""

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import InTopic, OneStory, called, find, opened, topic_of, write_down
from bot.store.editorial import Wanted


def pin(story: OneStory, topic: InTopic = None, config: Config = DEFAULT_CONFIG) -> None:
    """Show the cluster of a story first, in the topics that have it.

    It counts for the cluster that the story is in, also after it moved. `storyfold undo` puts it back in its place.

    For example:

        storyfold pin fire.txt
    """
    with opened(config) as (settings, database):
        found = find(database, story)
        wanted = Wanted(kind="pin", story=found.key, topic=topic_of(settings, topic))
        write_down(database, wanted, f"shows the cluster of {called(found)} first in {topic or 'all topics'}")
