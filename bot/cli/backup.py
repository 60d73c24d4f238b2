"""`storyfold backup`: all that is stored in one file, while the service runs."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.errors import StoreError
from bot.store.backup import back_up

To = Annotated[
    Path | None,
    typer.Option(
        "--to",
        metavar="FILE",
        help="Where to, instead of `backups` in the data folder; in a folder, under a name with the time.",
        show_default=False,
    ),
]


def backup(to: To = None, config: Config = DEFAULT_CONFIG) -> None:
    """Copy all that is stored into one file, while the service runs.

    The copy is of one moment. It is read back as a whole, held against the database, and only then put in place; a former
    backup of that name stays until then. The configuration is not in it, and published files follow from it.

    For example:

        storyfold backup

        storyfold backup --to /mnt/backups/storyfold.db
    """
    settings = load(config)
    if not settings.database.exists():
        raise StoreError(str(settings.database), "there is no database yet, so there is nothing to back up")
    target = _target(settings, to, datetime.now(UTC))
    with shown_progress("reading the database") as progress:
        contents = back_up(settings.database, target, progress)
    print(json.dumps({"file": str(target), **asdict(contents)}))
    rows = contents.rows
    held = f"{rows.get('story', 0)} stories in {rows.get('cluster', 0)} clusters, {contents.size} bytes"
    say(f"{target}: schema {contents.revision}, {held}, verified")
    say(f"not in it, keep them too: {', '.join(_beside(settings))}")


def _target(settings: Settings, to: Path | None, now: datetime) -> Path:
    name = f"storyfold-{now:%Y%m%dT%H%M%SZ}.db"
    if to is not None:
        return to / name if to.is_dir() else to
    folder = settings.data / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreError(str(folder), f"cannot be made: {error.strerror}; name another place with --to") from error
    return folder / name


def _beside(settings: Settings) -> list[str]:
    """The files that an operator made: the configuration, and the secrets that it names."""
    return [str(path) for path in dict.fromkeys((*settings.files, *settings.secrets))]
