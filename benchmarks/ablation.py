"""What each kind of evidence is worth: how well stories are grouped without it, each labelled set left out once.

    OMP_NUM_THREADS=1 python -m benchmarks.ablation --data DIR [--jobs N] [--limit N] [--scored N]

For each row the forest is fitted anew on all sets but one, without a kind of measure (its columns are 0, so that no tree asks
for them) or with other settings, and the set that was left out is grouped at the shipped threshold. Prints Markdown, and writes
it to `benchmarks/results/ablation.md` if sizes are those of the defaults. Needs `pip install -e .[bench]`.
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

from benchmarks.replaying import NO_TABLE, UNCHANGED, Conditions, Memory, word_table
from benchmarks.sets import LABELLED, Stream, load, written
from benchmarks.train_score import COUNTS, JUDGED, SLOPES, Pairs, fit, learned_from
from bot.clustering import Options, Scores, background, evaluate, matching
from bot.clustering.scoring import AGAINST, MEASURES
from bot.clustering.trees import Forest

RESULTS = Path(__file__).parent / "results/ablation.md"
LIMIT, SCORED = 1500, 1200
SHIPPED = Options().threshold
THRESHOLDS = (round(SHIPPED - 0.07, 2), SHIPPED, round(SHIPPED + 0.08, 2))
OWN = "look-alikes"  #: the set that is scored with the forest of all sets

CALENDARS = tuple(name for name in MEASURES if name.endswith(("_day", "_month")))
#: Kinds of measures, each with the names of its columns; some columns are of two kinds.
KINDS: Mapping[str, tuple[str, ...]] = {
    "all words (`words`, `set`, `rare`)": ("words", "set", "rare"),
    "titles": tuple(name for name in MEASURES if "title" in name),
    "names": tuple(name for name in MEASURES if "names" in name),
    "numbers": tuple(name for name in MEASURES if "numbers" in name),
    "first words found in the other (`lead_*`)": tuple(name for name in MEASURES if name.startswith("lead_")),
    "very rare words (`heavy_*`)": tuple(name for name in MEASURES if name.startswith("heavy_")),
    "words repeated or in the title (`often_*`)": tuple(name for name in MEASURES if name.startswith("often_")),
    "what only one has (`other_*`)": tuple(name for name in AGAINST if name not in CALENDARS),
    "word pairs": tuple(name for name in MEASURES if name == "pairs"),
    "weekdays and months": CALENDARS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """The engine with one thing changed."""

    name: str
    without: tuple[str, ...] = ()  #: measures
    unused: tuple[str, ...] = ()  #: sets that nothing is learned from
    counts: Mapping[str, float] = field(default_factory=lambda: COUNTS)  #: of sets, in training
    seed: int = 1
    slopes: bool = True
    conditions: Conditions = UNCHANGED
    grid: bool = True  #: also at other thresholds than the shipped one

    @property
    def trained(self) -> tuple[object, ...]:
        """What the forest depends on."""
        return self.without, self.unused, tuple(sorted(self.counts.items())), self.seed, self.slopes


AS_SHIPPED = Variant(name="**all**")
SECTIONS: Mapping[str, tuple[Variant, ...]] = {
    "without": (
        AS_SHIPPED,
        Variant(name="all, other random numbers in training", seed=2),
        *(Variant(name=kind, without=columns) for kind, columns in KINDS.items()),
        Variant(
            name="all but `words`, `set` and `rare`",
            without=tuple(name for name in MEASURES if name not in {"words", "set", "rare"}),
        ),
        Variant(name="slopes (contradictions as the trees learn them)", slopes=False),
        Variant(name="claimed times", conditions=Conditions(dated=False)),
        Variant(name="look-alikes in training", unused=(OWN,)),
        Variant(name="pairs judged by people in training", unused=(JUDGED,)),
        Variant(name="second thoughts", conditions=Conditions(settles=False)),
    ),
    "log odds that a day takes off": tuple(
        Variant(name=f"{value:g}", conditions=Conditions(per_day=value), grid=False)
        for value in (0.0, 0.3, matching._PER_DAY, 1.0)  # noqa: SLF001
    ),
    "look-alikes count in training": tuple(
        Variant(name=f"{value:g} ×", counts={**COUNTS, OWN: value}, grid=False)
        for value in sorted({1, 10, COUNTS[OWN]})
    ),
    "the few seeds count in training": tuple(
        Variant(name=f"{value:g} ×", counts={**COUNTS, "seeds": value}, grid=False)
        for value in sorted({1, 10, COUNTS["seeds"]})
    ),
}
TABLE = "texts that the word table counts as"
TEXTS = (NO_TABLE, 10_000, background._STANDING_TEXTS)  # noqa: SLF001
HEADER = "| F1 | change | false merges | change | best F1 | at | false merges | look-alikes: false merges |"

Row = Mapping[float, Scores]  # by threshold


def trained(pairs: Mapping[str, Pairs], variant: Variant) -> Forest:
    """Return the forest of a variant, of these sets."""
    columns = [MEASURES.index(name) for name in variant.without]
    used = {name: one for name, one in pairs.items() if name not in variant.unused}
    sets = {name: Pairs(one.measures.copy(), one.labels, one.stories) for name, one in used.items()}
    for one in sets.values():
        one.measures[:, columns] = 0
    slopes = {name: one for name, one in SLOPES.items() if variant.slopes and name not in variant.without}
    return fit(sets, counts=variant.counts, slopes=slopes, seed=variant.seed)


def scored(
    stream: Stream, pairs: Mapping[str, Pairs], variants: Sequence[Variant], texts: int, *, itself: bool
) -> list[Row]:
    """Group one set in all ways. Its own pairs are left out of what the forests learn from, unless it counts *itself*."""
    known = {name: one for name, one in pairs.items() if itself or name != stream.name}
    forests: dict[tuple[object, ...], Forest] = {}
    done: dict[tuple[object, ...], Row] = {}
    has_dates, rows = any(story.published for story in stream.stories), []
    with word_table(texts):
        memory = Memory(stream)
        for variant in variants:
            if variant.trained not in forests:
                forests[variant.trained] = trained(known, variant)
            conditions = variant.conditions
            if not has_dates:
                conditions = replace(conditions, per_day=None, dated=True)
            what = (variant.trained, conditions)
            if what not in done:
                forest = forests[variant.trained]
                done[what] = {
                    threshold: evaluate(stream.events, memory.grouped(forest, threshold, conditions))
                    for threshold in (THRESHOLDS if variant.grid and not itself else (SHIPPED,))
                }
            rows.append(done[what])
        if AS_SHIPPED in variants:
            memory.prove(forests[AS_SHIPPED.trained])
    return rows


def learned(folder: Path, limit: int, texts: int) -> dict[str, Pairs]:
    """Return what `train_score` learns from, with another word table."""
    with word_table(texts):
        return learned_from(folder, limit)


def everything(folder: Path, limit: int, size: int, jobs: int) -> dict[str, list[tuple[Variant, list[Row]]]]:
    """Return the rows of all sections; of each variant the labelled sets, and last the look-alikes."""
    begin = time.monotonic()
    plain = [variant for variants in SECTIONS.values() for variant in variants]
    todo = {texts: [replace(AS_SHIPPED, grid=False)] for texts in TEXTS} | {TEXTS[-1]: plain}
    streams = [*(load(folder, name, size) for name in LABELLED), *(one for one in written() if one.name == OWN)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        learning = {texts: pool.submit(learned, folder, limit, texts) for texts in reversed(todo)}
        running = {
            (texts, stream.name): pool.submit(
                scored, stream, learning[texts].result(), todo[texts], texts, itself=stream.name == OWN
            )
            for texts in reversed(todo)
            for stream in streams
        }
        found = {}
        for key, one in running.items():
            found[key] = one.result()
            print(*key, f"{time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
    by_variant = [list(rows) for rows in zip(*(found[TEXTS[-1], stream.name] for stream in streams), strict=True)]
    rows = iter(zip(plain, by_variant, strict=True))
    sections = {title: [next(rows) for _ in variants] for title, variants in SECTIONS.items()}
    names = {texts: "no table" if texts == NO_TABLE else f"{texts:,}" for texts in TEXTS}
    sections[TABLE] = [
        (replace(AS_SHIPPED, name=names[texts]), [found[texts, stream.name][0] for stream in streams])
        for texts in TEXTS
    ]
    return sections


def mean(rows: Sequence[Row], threshold: float) -> tuple[float, float]:
    """Return F1 and false merges over the labelled sets."""
    found = [row[threshold] for row in rows[:-1]]
    return sum(one.bcubed_f1 for one in found) / len(found), sum(one.false_merge_rate for one in found) / len(found)


def line(name: str, rows: Sequence[Row], full: Sequence[Row]) -> str:
    (f1, merged), (full_f1, full_merged) = mean(rows, SHIPPED), mean(full, SHIPPED)
    cells = [name, f"{f1:.3f}", f"{f1 - full_f1:+.3f}", f"{merged:.3f}", f"{merged - full_merged:+.3f}"]
    tried = [threshold for threshold in THRESHOLDS if all(threshold in row for row in rows[:-1])]
    if len(tried) > 1:
        best = max(tried, key=lambda threshold: mean(rows, threshold)[0])
        best_f1, best_merged = mean(rows, best)
        cells += [f"{best_f1:.3f}", f"{best:g}", f"{best_merged:.3f}"]
    else:
        cells += ["–"] * 3
    cells.append(f"{rows[-1][SHIPPED].false_merge_rate:.3f}")
    return f"| {' | '.join(cells)} |"


def tables(sections: Mapping[str, list[tuple[Variant, list[Row]]]]) -> Iterator[str]:
    full = sections["without"][0][1]
    for title, rows in sections.items():
        yield ""
        yield f"| {title} {HEADER}"
        yield "|---" * 9 + "|"
        yield from (line(variant.name, found, full) for variant, found in rows)


NOTES = f"""\
- B-cubed F1 and false merges: means over six sets, each grouped by a forest that was fitted without it, at the shipped threshold ({SHIPPED:g});
  changes are those to the first row. Best: of the thresholds {", ".join(f"{one:g}" for one in THRESHOLDS)}.
- Look-alikes: false merges of the set written for this project, which all forests but those "without look-alikes in training" have seen.
- Other random numbers show what is chance: what changes no more than these rows is not known to matter.
- What is taken away is partly told by what is left: columns of one kind help where another is missing, so that the changes do not add up.""".splitlines()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled sets as *.jsonl")
    parser.add_argument("--jobs", type=int, default=1, help="processes; each takes some 1 GB")
    parser.add_argument("--limit", type=int, default=LIMIT, help="stories of each set to learn from, whole clusters")
    parser.add_argument("--scored", type=int, default=SCORED, help="stories of each set to group, whole clusters")
    arguments = parser.parse_args()
    sections = everything(arguments.data, arguments.limit, arguments.scored, arguments.jobs)
    lines = [
        "# What each kind of evidence is worth",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores.",
        f"Forests learn from {arguments.limit:,} stories of each set in whole clusters; {arguments.scored:,} of each are grouped.",
        "Command: `OMP_NUM_THREADS=1 python -m benchmarks.ablation --data DIR`",
        *tables(sections),
        "",
        *NOTES,
    ]
    print("\n".join(lines))
    if (arguments.limit, arguments.scored) == (LIMIT, SCORED):
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
