"""Run the clusterer with its shipped defaults over every labelled set of a data folder, and write down how well it does.

    python -m benchmarks.labelled --data DIR [--limit N]

Prints a Markdown table and writes it to `benchmarks/results/labelled.md`; with `--limit` it only prints.
"""

import argparse
import os
import platform
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.sets import LABELLED, Stream, grouped, load
from bot.clustering import Options, Scores, evaluate

RESULTS = Path(__file__).parent / "results/labelled.md"
COLUMNS = ("bcubed_precision", "bcubed_recall", "bcubed_f1", "pairwise_precision", "pairwise_recall", "pairwise_f1")
HEADER = "| set | stories | events | clusters | B³ P | B³ R | B³ F1 | pair P | pair R | pair F1 | ARI | false merges | stories/s |"


def run(stream: Stream) -> tuple[Scores, float]:
    """Return the scores and the seconds that clustering took, features included."""
    begin = time.perf_counter()
    found = grouped(stream, Options())
    return evaluate(stream.events, found), time.perf_counter() - begin


def row(name: str, counts: list[str], figures: dict[str, float], speed: float) -> str:
    values = [f"{figures[column]:.3f}" for column in (*COLUMNS, "ari", "false_merge_rate")]
    return f"| {' | '.join([name, *counts, *values, f'{speed:,.0f}'])} |"


def table(streams: list[Stream]) -> list[str]:
    lines = [HEADER, "|---" * 13 + "|"]
    results, seconds = [], 0.0
    for stream in streams:
        scores, took = run(stream)
        results.append(scores.as_dict())
        seconds += took
        counts = [f"{n:,}" for n in (scores.stories, scores.gold_clusters, scores.found_clusters)]
        lines.append(row(stream.name, counts, scores.as_dict(), scores.stories / took))
        print(lines[-1], file=sys.stderr, flush=True)
    if results:
        means = {key: sum(result[key] for result in results) / len(results) for key in results[0]}
        stories = sum(int(result["stories"]) for result in results)
        lines.append(row("**macro average**", [f"{stories:,}", "", ""], means, stories / seconds))
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets as *.jsonl")
    parser.add_argument("--limit", type=int, help="about so many stories of each set, whole clusters; writes no file")
    arguments = parser.parse_args()
    missing = [name for name in LABELLED if not (arguments.data / f"{name}.jsonl").is_file()]
    for name in missing:
        print(f"{arguments.data / name}.jsonl: not there, left out of the table", file=sys.stderr)
    present = [name for name in LABELLED if name not in missing]
    if not present:
        parser.error(f"{arguments.data}: none of the labelled sets is there")
    lines = [
        "# The labelled sets with the shipped defaults",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores (one used, the machine shared).",
        "Command: `python -m benchmarks.labelled --data DIR`",
        "",
        *table([load(arguments.data, name, arguments.limit) for name in present]),
        "",
        *(f"- {name}: not there" for name in missing),
    ]
    print("\n".join(lines))
    if arguments.limit is None:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text("\n".join(lines).rstrip() + "\n")


if __name__ == "__main__":
    main()
