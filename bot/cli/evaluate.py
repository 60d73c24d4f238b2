"""`storyfold eval`: how well are labelled stories grouped?"""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.clustering.evaluation import evaluate as measure
from bot.rows import place, read_rows


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl...", help="Rows with a `cluster` that is right.")],
) -> None:
    """Measure how well labelled stories are grouped.

    Prints B-cubed, pairwise F1, ARI and the false-merge rate for each file, with the shipped defaults.
    """
    for path in gold:
        labels: list[str] = []
        found: list[str] = []
        unlabelled = 0
        try:
            for row, placed in place(read_rows(path)):
                if row.label is None:
                    unlabelled += 1
                    continue
                labels.append(row.label)
                found.append(placed.key)
        except OSError as error:
            raise typer.BadParameter(f"{path}: {error.strerror}") from error
        if not labels:
            raise typer.BadParameter(f"{path}: no row has a `cluster`, expected labels to measure against")
        if unlabelled:
            print(
                f"storyfold: {path}: {unlabelled} row(s) without a label were clustered and not counted",
                file=sys.stderr,
            )
        print(json.dumps({"file": str(path), **asdict(measure(labels, found))}))
