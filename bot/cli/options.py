"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, Literal

import typer

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
DEFAULT_CONFIG = Path("config/storyfold.yaml")
