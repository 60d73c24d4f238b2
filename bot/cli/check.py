"""`storyfold check`: is the configuration right?"""

import os
import sys

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.config import load
from bot.config.environment import named
from bot.selection import Selection


def check(config: Config = DEFAULT_CONFIG) -> None:
    """Validate the configuration.

    Every problem is named as file:line:column. Exits with 2 if there is one.

    For example:

        storyfold check

        storyfold check -c /srv/storyfold/storyfold.yaml
    """
    settings = load(config)
    Selection(settings)  # whether all that its rules ask for can be told here
    print(f"{config}: fine, {len(settings.sources)} source(s), {len(settings.topics)} topic(s)", file=sys.stderr)
    if variables := named(os.environ):
        print(f"with {', '.join(variables)} from the environment", file=sys.stderr)
