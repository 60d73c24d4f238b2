"""`storyfold hide`: topics do not show a cluster."""

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import InTopic, OneStory, called, find, opened, topic_of, write_down
from bot.store.editorial import Wanted


def hide(story: OneStory, topic: InTopic = None, config: Config = DEFAULT_CONFIG) -> None:
    """Leave the cluster of a story out of topics, whatever their rules say.

    It counts for the cluster that the story is in, also after it moved. `storyfold undo` shows the cluster again.

    For example:

        storyfold hide fire.txt --topic world
    """
    with opened(config) as (settings, database):
        found = find(database, story)
        wanted = Wanted(kind="hide", story=found.key, topic=topic_of(settings, topic))
        write_down(database, wanted, f"leaves the cluster of {called(found)} out of {topic or 'all topics'}")
