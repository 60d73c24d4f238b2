"""`storyfold retitle`: a cluster has another title."""

from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import InTopic, OneStory, called, find, opened, topic_of, write_down
from bot.editing import title_of
from bot.store.editorial import Wanted


def retitle(
    story: OneStory,
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Plain text, one line.", show_default=False)],
    topic: InTopic = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Give the cluster of a story another title than that of the story that speaks for it.

    It counts for the cluster that the story is in, also after it moved. The last title counts.

    For example:

        storyfold retitle fire.txt "Mill burns down in Dunmore"
    """
    said = title_of(title)
    if said is None:
        raise typer.BadParameter("the title is empty, or longer than 300 characters")
    with opened(config) as (settings, database):
        found = find(database, story)
        wanted = Wanted(kind="retitle", story=found.key, topic=topic_of(settings, topic), title=said)
        write_down(database, wanted, f"calls the cluster of {called(found)} “{said}” in {topic or 'all topics'}")
