"""`storyfold split`: some stories of a cluster report another event."""

from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.stories import NAMED, called, find, opened, write_down
from bot.store.editorial import Wanted


def split(
    stories: Annotated[list[str], typer.Argument(metavar="STORY...", help=NAMED, show_default=False)],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Take stories out of their cluster, together: they report another event than the others.

    Those that leave are a cluster of their own from then on, named after the first of them; they stay together, and never
    come back to those that they left. The story that founded a cluster stays in it: where it is named, the others leave.

    For example:

        storyfold split fire-2.txt fire-3.txt
    """
    with opened(config) as (_, database):
        found = list({one.key: one for one in (find(database, name) for name in stories)}.values())
        wanted = Wanted(kind="split", story=found[0].key, sides=(tuple(one.key for one in found), ()))
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        write_down(database, wanted, f"splits {called(found[0])}{more} off")
