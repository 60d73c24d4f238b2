"""Hold the clusterer against its peers: what other systems do, each with a sane implementation, on every labelled set.

    python -m benchmarks.against --data DIR [--limit N] [--cache DIR] [--only WORD]

Prints a Markdown table and writes it to `benchmarks/results/peers.md`; with `--only` it only prints.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.peers.everyone import peers
from benchmarks.peers.peer import Peer
from benchmarks.sets import LABELLED, Stream, grouped, load
from bot.clustering import Options, evaluate
from bot.clustering.trees import Forest

RESULTS = Path(__file__).parent / "results/peers.md"
STORIES = 1200
OWN = "storyfold"
LEFT_OUT = f"{OWN}, each set left out"
HEADER = "| | default | B³ F1 | false merges | one threshold | B³ F1 | false merges | threshold a set: B³ F1 | false merges | stories/s |"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What counts in the table, of one set or as a mean over sets."""

    f1: float
    false_merges: float

    def cells(self) -> list[str]:
        """Return the figures as they are shown."""
        return [f"{self.f1:.3f}", f"{self.false_merges:.3f}"]


NOTHING = ["–", "–"]
NOTES = """\
Columns: at the documented default; with the threshold of the grid that is best for all sets together, picked on these very sets;
with the best one for each set, an upper bound that no user could have. False merges: of the stories in clusters of two or more,
the share in a cluster that mixes events.

Every peer gets the same cleaned stories in the same order. Which feed a story is from is not known, so that each counts as from
another. Peers whose authors name no other time remember for seven days, as storyfold does. For lemon24/reader the threshold is
what is added to those of its table. The weights of storyfold were fitted on parts of these very sets: fair is its last row, where each
set is grouped by weights that were fitted without it; word table and threshold are the shipped ones. Speed is features and clustering
of these sets one after another, by the processor's time of one thread; the peers compare all pairs within a set and would slow down
with a larger window.""".splitlines()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A peer on all sets."""

    peer: Peer[Any]
    scores: list[dict[float, Score]]  # a set each: threshold -> score
    speed: float  # stories a second: features and clustering, over all sets

    def at(self, threshold: float) -> Score:
        """Return the mean over the sets at one threshold."""
        return mean([scores[threshold] for scores in self.scores])

    def tuned(self) -> float:
        """Return the threshold that is best for all sets together; of equals the one with fewer false merges."""
        return float(max(self.peer.grid, key=lambda threshold: _better(self.at(threshold))))

    def bound(self) -> Score:
        """Return the mean over the sets with the best threshold of each."""
        return mean([max(scores.values(), key=_better) for scores in self.scores])

    def row(self) -> str:
        """Return the peer's line of the table."""
        default, tuned = self.peer.default, self.tuned()
        documented = ["–", *NOTHING] if default is None else [f"{default:g}", *self.at(default).cells()]
        cells = [*documented, f"{tuned:g}", *self.at(tuned).cells(), *self.bound().cells()]
        return line(self.peer.name, cells, self.speed)


def mean(scores: Sequence[Score]) -> Score:
    count = len(scores)
    return Score(f1=sum(s.f1 for s in scores) / count, false_merges=sum(s.false_merges for s in scores) / count)


def _better(score: Score) -> tuple[float, float]:
    return score.f1, -score.false_merges


def line(name: str, cells: Sequence[str], speed: float) -> str:
    return f"| {' | '.join([name, *cells, f'{speed:,.0f}'])} |"


def score(stream: Stream, labels: Sequence[str]) -> Score:
    scores = evaluate(stream.events, labels)
    return Score(f1=scores.bcubed_f1, false_merges=scores.false_merge_rate)


def measure(peer: Peer[Any], streams: Sequence[Stream]) -> Measured:
    """Try all thresholds on all sets. The clock runs for the first threshold, which has to make the features."""
    scores, seconds = [], 0.0
    first = peer.grid[len(peer.grid) // 2] if peer.default is None else peer.default
    for stream in streams:
        begin, spared = time.process_time(), peer.spared
        labels = peer.labels(stream, first)
        seconds += time.process_time() - begin + peer.spared - spared
        found = {first: score(stream, labels)}
        scores.append({t: found[t] if t in found else score(stream, peer.labels(stream, t)) for t in peer.grid})
    return Measured(peer=peer, scores=scores, speed=sum(len(stream.stories) for stream in streams) / seconds)


def storyfold(stream: Stream, forest: Forest | None) -> list[str]:
    """Return where the clusterer leaves each story, with the shipped defaults."""
    return grouped(stream, Options(), forest)


def fitted_without_them(folder: Path, streams: Sequence[Stream]) -> list[Forest | None]:
    """Return for each set the forest that was fitted on all the others, as `train_score --check` does."""
    from benchmarks import train_score  # noqa: PLC0415 (needs an extra that the other rows do without)

    pairs = train_score.learned_from(folder, train_score.LIMIT)
    return [train_score.fit({name: one for name, one in pairs.items() if name != stream.name}) for stream in streams]


def own_row(name: str, streams: Sequence[Stream], forests: Sequence[Forest | None]) -> str:
    """Return storyfold's line: one setting, the default; with a forest for each set, None for the shipped one."""
    begin = time.process_time()
    labels = [storyfold(stream, forest) for stream, forest in zip(streams, forests, strict=True)]
    speed = sum(len(stream.stories) for stream in streams) / (time.process_time() - begin)
    result = mean([score(stream, found) for stream, found in zip(streams, labels, strict=True)])
    return line(f"**{name}**", ["shipped", *result.cells(), "–", *NOTHING, *NOTHING], speed)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets as *.jsonl")
    parser.add_argument("--limit", type=int, default=STORIES, help="about so many stories of each set, whole clusters")
    parser.add_argument("--cache", type=Path, help="folder for what is slow to make, outside of the repository")
    parser.add_argument("--only", default="", help="only rows with this in their name; writes no file")
    arguments = parser.parse_args()
    only = arguments.only.lower()
    chosen = [peer for peer in peers(arguments.cache) if only in peer.name.lower()]
    if not chosen and only not in OWN:
        parser.error(f"--only {arguments.only}: no row has this in its name")
    present = [name for name in LABELLED if (arguments.data / f"{name}.jsonl").is_file()]
    if not present:
        parser.error(f"{arguments.data}: none of the labelled sets is there")
    streams = [load(arguments.data, name, arguments.limit) for name in present]
    notes = left_out(chosen, streams)
    for note in notes:
        print(note, file=sys.stderr)
    ready = [peer for peer in chosen if not peer.missing()]
    rows = list(table(ready, streams, own=only in OWN))
    if only in OWN:
        if find_spec("lightgbm") is None:
            notes.append(f"- {LEFT_OUT}: not measured, not installed: lightgbm")
        else:
            rows.append(own_row(LEFT_OUT, streams, fitted_without_them(arguments.data, streams)))
    text = "\n".join([*heading(streams, arguments.limit), *rows, "", *notes, *explained(ready)]) + "\n"
    print(text)
    if not only:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(text)


def left_out(chosen: Sequence[Peer[Any]], streams: Sequence[Stream]) -> list[str]:
    """Name the peers that cannot run with what they lack, and the sets that are not there."""
    needs = [(peer.name, ", ".join(peer.missing())) for peer in chosen]
    measured = {stream.name for stream in streams}
    return [
        *(f"- {name}: not measured, not installed: {packages}" for name, packages in needs if packages),
        *(f"- {name}: set not there" for name in LABELLED if name not in measured),
    ]


def table(ready: Sequence[Peer[Any]], streams: Sequence[Stream], *, own: bool) -> Iterator[str]:
    """Yield the lines of the table as they are measured; they are shown on stderr, too."""
    yield HEADER
    yield "|---" * 10 + "|"
    for peer in ready:
        row = measure(peer, streams).row()
        print(row, file=sys.stderr, flush=True)
        yield row
    if own:
        yield own_row(OWN, streams, [None] * len(streams))


def heading(streams: Sequence[Stream], limit: int) -> list[str]:
    stories = sum(len(stream.stories) for stream in streams)
    machine = f"CPython {platform.python_version()}, {os.cpu_count()} cores (one used, the machine shared)"
    return [
        "# The clusterer and its peers",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, {machine}.",
        f"Command: `OMP_NUM_THREADS=1 python -m benchmarks.against --data DIR --limit {limit}`",
        "",
        f"Means over {len(streams)} sets of {stories:,} stories together.",
        "",
    ]


def explained(ready: Sequence[Peer[Any]]) -> list[str]:
    """Return what a reader of the table has to know."""
    origins = [f"- {peer.name}: {peer.default:g}, {peer.origin}" for peer in ready if peer.default is not None]
    return [*NOTES, "", "Where the defaults are documented:", "", *origins]


if __name__ == "__main__":
    main()
