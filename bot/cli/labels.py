"""`storyfold labels`: what editors decided, as rows to learn from."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.cli.stories import opened
from bot.labels import rows

labels = typer.Typer(no_args_is_help=True, help="What editors decided, as rows to learn from.")


@labels.command()
def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.jsonl", help="Where to write them.")],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Write pairs of stories that editors put together (label 1) or apart (label 0), one JSON object a line.

    Of each merge, split and apart that stands: the two stories that were named, and pairs of both sides, 25 at most.

    For example:

        storyfold labels export -o labels.jsonl
    """
    with opened(config) as (_, database):
        found = rows(database)
    output.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in found), encoding="utf-8")
    say(f"{len(found)} pairs written to {output}")
