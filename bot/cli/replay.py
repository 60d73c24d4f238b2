"""`storyfold replay`: what would another configuration have made of the stored stories?"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Since, span_of
from bot.cli.printing import say
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.errors import StoreError
from bot.store.database import open_database


def replay(
    new: Annotated[Path, typer.Option("--config", metavar="NEW.yaml", help="The configuration to try.")],
    since: Since = "14d",
    old: Annotated[
        Path,
        typer.Option(
            "-c", "--against", metavar="OLD.yaml", help="The configuration as it is.", envvar="STORYFOLD_CONFIG"
        ),
    ] = DEFAULT_CONFIG,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="PAGE.html", help="Write a page there too.", dir_okay=False)
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON at a terminal too.")] = False,
) -> None:
    """Show what another configuration would change: entries that topics gain, lose and regroup, with the reasons.

    Reads the stories of the configuration as it is, and changes nothing. They are grouped again, as both would, where
    `clustering` or the sources differ. A table at a terminal, JSON elsewhere.

    For example:

        storyfold replay --config new.yaml --since 14d -o changes.html
    """
    span = span_of(since)
    ours, theirs = load(old), load(new)
    if not ours.database.exists():
        raise StoreError(str(ours.database), "there is no database yet; run `storyfold once` first")
    if output is not None and not output.parent.is_dir():  # before minutes of work, not after
        raise typer.BadParameter(f"{output}: No such directory", param_hint="-o")
    # Only here: the clusterer and the templates cost a second, and a configuration that is wrong should say so at once.
    from bot.cli.replay_report import as_json as told  # noqa: PLC0415
    from bot.cli.replay_report import print_tables, render, replayed  # noqa: PLC0415

    database = open_database(ours.database, migrate=False)
    try:
        with shown_progress("reading stories") as progress:
            found = replayed(ours, theirs, database, span, datetime.now(UTC), progress)
    finally:
        database.close()
    if output is not None:
        page = render(found, _titles(ours, theirs), ours.as_site())
        try:
            output.write_bytes(page)
        except OSError as error:
            raise typer.BadParameter(f"{output}: {error.strerror}", param_hint="-o") from error
        say(f"page: {output}")
    if _at_a_terminal() and not as_json:
        print_tables(found)
    else:
        print(json.dumps(told(found), ensure_ascii=False))


def _at_a_terminal() -> bool:
    return sys.stdout.isatty()


def _titles(ours: Settings, theirs: Settings) -> dict[str, str]:
    return {topic.slug: topic.title for topic in (*ours.topics, *theirs.topics)}
