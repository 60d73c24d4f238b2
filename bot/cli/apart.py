"""`storyfold apart`: two stories are never to be together."""

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import OneStory, OtherStory, called, find, opened, write_down
from bot.store.editorial import Wanted


def apart(story: OneStory, other: OtherStory, config: Config = DEFAULT_CONFIG) -> None:
    """Keep two stories apart: never in one cluster from now on.

    If they are in one, the later one leaves it with the copies of its text. What was decided before against it (merge) is void.

    For example:

        storyfold apart 000_6e312d93a44bed07.txt 001_43d9e74bc21d4ef2.txt
    """
    with opened(config) as (_, database):
        one, two = find(database, story), find(database, other)
        wanted = Wanted(kind="apart", story=one.key, other=two.key, sides=((two.key,), (one.key,)))
        write_down(database, wanted, f"keeps {called(one)} and {called(two)} apart")
