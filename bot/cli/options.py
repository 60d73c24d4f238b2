"""Options that several commands share."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

import typer

from bot.config.kinds import parse_duration

Config = Annotated[
    Path, typer.Option("-c", "--config", metavar="FILE", help="The configuration.", envvar="STORYFOLD_CONFIG")
]
Granularity = Annotated[
    Literal["tight", "normal", "broad"],
    typer.Option("--granularity", help="How much alike stories have to be to share a cluster."),
]
AcrossLanguages = Annotated[
    bool,
    typer.Option(
        "--across-languages",
        help="Let stories of different languages share a cluster. Needs pip install 'storyfold[multilingual]'.",
    ),
]
Since = Annotated[str, typer.Option(metavar="TIME", help="How long back from the newest story, such as 36h or 14d.")]
DEFAULT_CONFIG = Path("config/storyfold.yaml")


def span_of(since: str) -> timedelta:
    """Read what `--since` says.

    Raises:
        typer.BadParameter: it is no length of time.
    """
    span = parse_duration(since)
    if not span:
        raise typer.BadParameter(f"seen {since!r}, expected a length of time such as 36h or 14d", param_hint="--since")
    return span
