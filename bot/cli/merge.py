"""`storyfold merge`: two clusters report one event."""

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import OneStory, OtherStory, called, find, opened, write_down
from bot.store.editorial import Wanted


def merge(story: OneStory, other: OtherStory, config: Config = DEFAULT_CONFIG) -> None:
    """Put the clusters of two stories together: they report one event.

    The elder cluster stays, and the address of the other leads to it. No later second thoughts part the stories of both.
    What was decided before against it (split, apart) is void. The next pass does it; a service may be running.

    For example:

        storyfold merge fire.txt https://news.example.org/mill-fire
    """
    with opened(config) as (_, database):
        one, two = find(database, story), find(database, other)
        sides = (one.key,), (two.key,)
        wanted = Wanted(kind="merge", story=one.key, other=two.key, sides=sides)
        write_down(database, wanted, f"puts {called(one)} and {called(two)} together")
