"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Config = Annotated[
    Path, typer.Option("-c", "--config", metavar="FILE", help="The configuration.", envvar="STORYFOLD_CONFIG")
]
AcrossLanguages = Annotated[
    bool,
    typer.Option(
        "--across-languages",
        help="Let stories of different languages share a cluster. Needs pip install 'storyfold[multilingual]'.",
    ),
]
DEFAULT_CONFIG = Path("config/storyfold.yaml")
