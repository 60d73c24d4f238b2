"""`storyfold restore FILE`: a backup takes the place of the database."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.cli.progress import shown_progress
from bot.config import load
from bot.store.backup import restore as restored

File = Annotated[Path, typer.Argument(metavar="FILE", help="What `storyfold backup` wrote.", show_default=False)]


def restore(file: File, config: Config = DEFAULT_CONFIG) -> None:
    """Put a backup in the place of the database, while no service works on it.

    The backup is verified first, and brought up to the schema of this release; it stays as it is. The former database is
    kept in a folder beside it. Published files are written anew by the next pass.

    For example:

        storyfold restore data/backups/storyfold-20260302T060000Z.db
    """
    settings = load(config)
    with shown_progress("reading the backup") as progress:
        done = restored(file, settings.database, datetime.now(UTC), progress)
    rows = done.contents.rows
    print(
        json.dumps(
            {
                "database": str(settings.database),
                "schema": done.revision,
                "schema_of_backup": done.contents.revision,
                "stories": rows.get("story", 0),
                "clusters": rows.get("cluster", 0),
                "former": str(done.former) if done.former else None,
            }
        )
    )
    of = "" if done.contents.revision == done.revision else f", brought up from {done.contents.revision}"
    say(f"{settings.database} is {file}: {rows.get('story', 0)} stories, schema {done.revision}{of}")
    if done.former:
        say(f"the former database is in {done.former}; remove that folder once nobody misses it")
    say("the next pass writes what is published from it: storyfold run, or storyfold once")
