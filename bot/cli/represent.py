"""`storyfold represent`: a story speaks for its cluster."""

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import InTopic, OneStory, called, find, opened, topic_of, write_down
from bot.store.editorial import Wanted


def represent(story: OneStory, topic: InTopic = None, config: Config = DEFAULT_CONFIG) -> None:
    """Let a story speak for its cluster, whatever topics would choose.

    Of several of one cluster the last one that was chosen does. It counts wherever the story is, also after it moved.

    For example:

        storyfold represent fire.txt
    """
    with opened(config) as (settings, database):
        found = find(database, story)
        wanted = Wanted(kind="represent", story=found.key, topic=topic_of(settings, topic))
        write_down(database, wanted, f"lets {called(found)} speak for its cluster in {topic or 'all topics'}")
