"""Run the clusterer over events that are told in several languages, with and without `storyfold[multilingual]`.

    python -m benchmarks.tongues [--data DIR] [--misses] [--rows FILE]

The stories are in `benchmarks/written/tongues/`; `README.md` beside it says how they are written. Half of the groups were kept
from the model while its form was chosen. The stream is run with its dates; without any date, so that all events are of one
time; and among the look-alikes and copies of `benchmarks/written/`, other events in several languages. Prints Markdown, and
writes it to `benchmarks/results/tongues.md`. With `--data`, real articles too: all of `pairs_semeval_other.jsonl` as one
undated stream, of which it is known how alike people found some pairs. Needs `pip install -e .[multilingual]`.
"""

import argparse
import json
import os
import platform
import random
import re
import time
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks import written
from benchmarks.sets import Stream, grouped
from benchmarks.written import Written, WrittenError
from bot.clustering import Options, encoder, evaluate
from bot.rows import Line, as_line, as_rows

HOME = written.HOME / "tongues"
RESULTS = Path(__file__).parent / "results/tongues.md"
RATED = "pairs_semeval_other.jsonl"
_SEED = 20261122
_HEAD = re.compile(r"-- (?P<event>[A-Z]) (?P<lang>[a-z]{2}) (?P<date>\d{4}-\d\d-\d\dT\d\d:\d\d) (?P<source>.+)")


def told(folder: Path = HOME) -> list[Written]:
    """Return the stories, by file and in the order of the file.

    Raises:
        WrittenError: a file is not written as it should be; named with the story.
    """
    return [story for path in sorted(folder.glob("*.txt")) for story in _stories(path.read_text(encoding="utf-8"))]


def _stories(text: str) -> Iterator[Written]:
    for group in re.split(r"^== ", text, flags=re.MULTILINE)[1:]:
        head, *stories = re.split(r"^(?=-- )", group, flags=re.MULTILINE)
        name = head.partition("\n")[0].strip()
        for number, story in enumerate(stories, 1):
            yield _story(f"{name}-{number}", name, story)


def _story(key: str, group: str, text: str) -> Written:
    first, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = _HEAD.fullmatch(first)
    if found is None or len(lines) < 2:
        raise WrittenError(
            f"{key}: cannot read {first!r}, expected -- A de 2024-05-02T07:10 Source, a title and a text"
        )
    return Written(
        id=key,
        event=f"{group}/{found['event']}",
        copy=key,
        kind="report",
        lang=found["lang"],
        date=f"{found['date']}:00+00:00",
        source=found["source"],
        title=lines[0],
        paragraphs=tuple(lines[1:]),
    )


def halves(stories: Sequence[Written]) -> tuple[list[Written], list[Written]]:
    """Return the stories of the odd groups and of the even ones: look-alikes stay together."""
    groups = sorted({group_of(story) for story in stories})
    even = set(groups[1::2])
    return [s for s in stories if group_of(s) not in even], [s for s in stories if group_of(s) in even]


def group_of(story: Written) -> str:
    """Return the group of an event."""
    return story.event.partition("/")[0]


def stream(name: str, stories: Iterable[Written], *, dated: bool = True) -> Stream:
    """Return stories in the order of their dates; without dates, in an order drawn with a fixed seed."""
    ordered = list(stories)
    random.Random(_SEED).shuffle(ordered)
    if dated:
        ordered.sort(key=lambda story: str(story.date))
    else:
        ordered = [replace(story, date=None) for story in ordered]
    rows = (as_line(json.dumps(story.row()), name, number) for number, story in enumerate(ordered, 1))
    return Stream(name, [row.story for row in as_rows(rows)], [story.event for story in ordered])


def among_others(stories: Sequence[Written]) -> list[Written]:
    """Return the stories among all others that the project wrote, all as if of the first ones' week."""
    others = [story for name in written.SETS for story in written.stream(name)]
    return [*stories, *others]


class Judged(NamedTuple):
    """How well a stream was grouped."""

    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    false_merges: float  #: share of the stories in clusters of two or more that are in one which mixes events
    across: tuple[int, int]  #: pairs of one event and two languages: together, of how many
    wrong: tuple[
        tuple[str, str], ...
    ]  #: pairs of two events and two languages that are together, with nobody between of both languages
    seconds: float  #: for each story


def judge(one: Stream, options: Options) -> Judged:
    """Cluster a stream and hold it against its labels."""
    if options.across_languages:
        load_anew()
    begin = time.process_time()
    found = grouped(one, options)
    took = time.process_time() - begin
    scores = evaluate(one.events, found)
    clusters: dict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(found):
        clusters[cluster].append(index)
    languages = [story.language for story in one.stories]
    pairs = [
        (a, b)
        for members in clusters.values()
        for a in members
        for b in members
        if a < b and languages[a] != languages[b]
    ]
    events = Counter(zip(one.events, languages, strict=True))
    total = Counter(one.events)
    possible = sum(n * (n - 1) // 2 for n in total.values()) - sum(n * (n - 1) // 2 for n in events.values())
    together = sum(one.events[a] == one.events[b] for a, b in pairs)
    wrong = [(_id(one, a), _id(one, b)) for a, b in pairs if one.events[a] != one.events[b]]
    return Judged(
        scores.bcubed_precision,
        scores.bcubed_recall,
        scores.bcubed_f1,
        scores.false_merge_rate,
        (together, possible),
        tuple(wrong),
        took / len(found),
    )


def load_anew() -> None:
    """Load the encoder, which then remembers no text; so that no time is of that."""
    encoder.shipped.cache_clear()
    encoder.shipped().encode("")


def _id(one: Stream, index: int) -> str:
    return one.stories[index].key.partition("\n")[2]


def streams() -> list[Stream]:
    """Return what is measured."""
    stories = told()
    odd, even = halves(stories)
    return [
        stream("all, dated", stories),
        stream("odd groups, dated", odd),
        stream("even groups, dated", even),
        stream("all, undated", stories, dated=False),
        stream("among other events, undated", among_others(stories), dated=False),
    ]


def rated(path: Path) -> Iterator[str]:
    """Yield a table of which rated pairs of real articles end in one cluster, by rating and by one language or two."""
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    numbers: dict[str, int] = {}
    rows: list[Line] = []
    ends: list[int] = []
    for pair in pairs:
        first, _, last = pair["lang"].partition("-")
        for side, lang in (("a", first), ("b", last or first)):
            text = pair[side]["text"]
            if text not in numbers:
                numbers[text] = len(rows)
                rows.append(as_line(json.dumps(pair[side] | {"lang": lang}), str(path), len(rows) + 1))
            ends.append(numbers[text])
    stories = [row.story for row in as_rows(rows)]
    yield "| languages crossed | pairs | one event | partly | one topic | unrelated | ms/story |"
    yield "|---" * 7 + "|"
    for across in (False, True):
        if across:
            load_anew()
        begin = time.process_time()
        found = grouped(Stream("rated", stories, []), Options(across_languages=across))
        took = 1000 * (time.process_time() - begin) / len(stories)
        for name, crossed in (("of one language", False), ("of two languages", True)):
            counts: Counter[tuple[int, bool]] = Counter()
            for pair, one, other in zip(pairs, ends[::2], ends[1::2], strict=True):
                if (len(set(pair["lang"].split("-"))) > 1) == crossed:
                    counts[bisect(_RATINGS, pair["grade"]), found[one] == found[other]] += 1
            cells = [
                f"{counts[rating, True]} of {counts[rating, True] + counts[rating, False]}" for rating in (3, 2, 1, 0)
            ]
            yield f"| {'yes' if across else 'no'} | {name} | {' | '.join(cells)} | {took:.1f} |"


_RATINGS = (0.3, 1.7, 2.5)  # from 0 to 3: what is below is unrelated, of one topic, partly of one event

HEADER = "| stream | stories | events | languages crossed | B³ P | B³ R | B³ F1 | false merges | pairs across found | wrong | ms/story |"


def table(*, misses: bool) -> Iterator[str]:
    yield HEADER
    yield "|---" * 11 + "|"
    notes: list[str] = []
    for one in streams():
        for across in (False, True):
            judged = judge(one, Options(across_languages=across))
            figures = " | ".join(f"{figure:.3f}" for figure in judged[:4])
            yield (
                f"| {one.name} | {len(one.stories)} | {len(set(one.events))} | {'yes' if across else 'no'} | {figures} "
                f"| {judged.across[0]} of {judged.across[1]} | {len(judged.wrong)} | {1000 * judged.seconds:.1f} |"
            )
            notes += [f"{one.name}: {a} {b}" for a, b in judged.wrong]
    if misses:
        yield ""
        yield from notes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--misses", action="store_true", help="name the pairs that went wrong; writes no file")
    parser.add_argument("--rows", type=Path, metavar="FILE", help="write the stories there as rows, and run nothing")
    parser.add_argument(
        "--data", type=Path, help="folder with pairs_semeval_other.jsonl, which is no part of the project"
    )
    arguments = parser.parse_args()
    if arguments.rows:
        rows = sorted(told(), key=lambda story: str(story.date))
        text = "".join(json.dumps(story.row(), ensure_ascii=False) + "\n" for story in rows)
        arguments.rows.write_text(text, encoding="utf-8")
        return
    lines = [
        "# Events told in several languages",
        "",
        f"{datetime.now(UTC):%Y-%m-%d}, CPython {platform.python_version()}, {os.cpu_count()} cores (one used, the machine shared; times are those of the processor).",
        "Command: `python -m benchmarks.tongues --data DIR`. The model has seen these stories and pairs; what it does with those that it has not, says",
        "[its report](../../bot/clustering/weights/tongues.md). False merges without crossing are of the few clusters that are not single stories.",
        "The last stream adds the look-alikes and copies of `written/`, which differ in nothing but their figures.",
        "",
        *table(misses=arguments.misses),
    ]
    if arguments.data:
        lines += [
            "",
            "Real articles, undated, by how alike people found pairs of them:",
            "",
            *rated(arguments.data / RATED),
        ]
    print("\n".join(lines))
    if not arguments.misses:
        RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
