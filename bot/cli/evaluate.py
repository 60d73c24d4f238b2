"""`storyfold eval`: how well are labelled stories grouped?"""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import AcrossLanguages, Granularity
from bot.cli.printing import say
from bot.cli.progress import counted, shown_progress
from bot.clustering import THRESHOLDS, Options
from bot.clustering.evaluation import evaluate as measure
from bot.rows import Watch, place, read_rows


def evaluate(
    gold: Annotated[list[Path], typer.Argument(metavar="GOLD.jsonl...", help="Rows with a `cluster` that is right.")],
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write a page there: plots, and the worst mistakes side by side."),
    ] = None,
    granularity: Granularity = "normal",
    across_languages: AcrossLanguages = False,
) -> None:
    """Measure how well labelled stories are grouped.

    Prints B-cubed, pairwise F1, ARI and the false-merge rate for each file.

    For example:

        storyfold eval gold.jsonl --report report/
    """
    options = Options(threshold=THRESHOLDS[granularity], across_languages=across_languages)
    if report is None:
        for path in gold:
            labels, found = _grouped(path, options)
            _print_scores(path, labels, found)
    else:
        _with_report(gold, report, options)


def _with_report(gold: list[Path], report: Path, options: Options) -> None:
    # Only here: the templates cost a tenth of a second.
    from bot.cli.eval_report import Onlooker, Section, render, section  # noqa: PLC0415

    page = report / "index.html"
    try:
        # Before minutes of work, not after.
        report.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise typer.BadParameter(f"{report}: {error.strerror}", param_hint="--report") from error
    sections: list[Section] = []
    for path in gold:
        seen = Onlooker()
        labels, found = _grouped(path, options, seen)
        _print_scores(path, labels, found)
        sections.append(section(_name(path, gold), labels, found, seen))
    try:
        page.write_bytes(render(sections))
    except OSError as error:
        raise typer.BadParameter(f"{page}: {error.strerror}", param_hint="--report") from error
    say(f"report: {page}")


def _name(path: Path, among: list[Path]) -> str:
    """Name a file as short as it can be told from the others."""
    return path.name if sum(other.name == path.name for other in among) == 1 else str(path)


def _grouped(path: Path, options: Options, watch: Watch | None = None) -> tuple[list[str], list[str]]:
    """Return the label and the found cluster of each story that has a label."""
    labels: list[str] = []
    found: list[str] = []
    unlabelled = 0
    try:
        with shown_progress("reading rows") as progress:
            counting = counted(read_rows(path), progress, "rows clustered")
            for label, placed in place(counting, watch, options):
                if label is None:
                    unlabelled += 1
                    continue
                labels.append(label)
                found.append(placed.key)
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror}") from error
    if not labels:
        raise typer.BadParameter(f"{path}: no row has a `cluster`, expected labels to measure against")
    if unlabelled:
        say(f"{path}: {unlabelled} row(s) without a label were clustered and not counted")
    return labels, found


def _print_scores(path: Path, labels: list[str], found: list[str]) -> None:
    print(json.dumps({"file": str(path), **asdict(measure(labels, found))}))
