"""`storyfold cluster`: group an archive of stories, as the live service would have."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import AcrossLanguages, Granularity
from bot.cli.progress import counted, shown_progress
from bot.clustering import THRESHOLDS, Options
from bot.rows import place, read_rows


def cluster(
    rows: Annotated[
        Path, typer.Argument(metavar="INPUT.jsonl", help="Rows {id, title, text, date, lang, source, url}.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="OUT.jsonl", help="Rows {id, cluster, copy}.")],
    granularity: Granularity = "normal",
    across_languages: AcrossLanguages = False,
) -> None:
    """Group an archive of stories.

    Writes which cluster and which copy group each row belongs to, in the same order.

    For example:

        storyfold cluster stories.jsonl -o clusters.jsonl
    """
    options = Options(threshold=THRESHOLDS[granularity], across_languages=across_languages)
    try:
        with shown_progress("reading rows") as progress:
            counting = counted(read_rows(rows), progress, "rows clustered")
            placed = [placed for _, placed in place(counting, options=options)]
    except OSError as error:
        raise typer.BadParameter(f"{rows}: {error.strerror}") from error
    try:
        with output.open("w", encoding="utf-8") as lines:
            for place_ in placed:
                lines.write(json.dumps({"id": place_.id, "cluster": place_.cluster, "copy": place_.copy}) + "\n")
    except OSError as error:
        raise typer.BadParameter(f"{output}: {error.strerror}") from error
