"""`storyfold publish --to DIR`: the whole site as files, for any host of files."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.cli.progress import shown_progress
from bot.cli.stories import opened
from bot.config.settings import SiteSettings
from bot.exporting import export

To = Annotated[
    Path, typer.Option("--to", metavar="DIR", help="Where to put it; what others have there stays.", show_default=False)
]
BaseUrl = Annotated[
    str | None,
    typer.Option("--base-url", metavar="URL", help="Where readers reach it.", show_default="that of the configuration"),
]


def publish(to: To, base_url: BaseUrl = None, config: Config = DEFAULT_CONFIG) -> None:
    """Publish what is stored as a whole site into a folder, for a host of files.

    Nothing is fetched and the database is only read, so that a service may be running. Files that are as they were are not
    touched, and what is published no more is removed. Pages have no search, which takes a server.

    For example:

        storyfold publish --to site/ --base-url https://news.example.org
    """
    with opened(config) as (settings, database), shown_progress() as progress:
        done = export(settings, database, to, datetime.now(UTC), base_url=_checked(base_url), progress=progress)
    print(json.dumps(asdict(done)))
    say(f"{done.written} file(s) written to {to}, {done.unchanged} left untouched, {done.removed} removed")


def _checked(base_url: str | None) -> str | None:
    if base_url is None:
        return None
    try:
        return SiteSettings(base_url=base_url).base_url
    except ValueError as error:
        raise typer.BadParameter(
            f"seen {base_url!r}, expected an absolute http or https URL without user, query and fragment",
            param_hint="--base-url",
        ) from error
