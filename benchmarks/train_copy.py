"""Fit how surely a story is a copy of another one of its event, and write `bot/clustering/weights/copy.json` with its report.

    python -m benchmarks.train_copy --data DIR [--check]

A logistic regression over COPY_MEASURES, in which no measure of likeness may lower the score and nothing that speaks against
a copy may raise it, but for EITHER_WAY. It learns from pairs of one event:

- of the written copies (`benchmarks/written/copies`);
- of these and texts mixed of them: another report that repeats up to half of the original as background is no copy of it, the
  original with a paragraph put in is one;
- of the seeds;
- of real texts: articles and what syndication makes of them (cut, sentences left out, furniture added) are copies; reports of
  one event by different outlets are none, nor is such a report that repeats some of the other.

Every group counts the same. Before anything is written, one part of the groups after the other is left out and judged, and
then the groups that are never trained on; with `--check`, that is all.
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import ROOT, Stream, load, seeds
from benchmarks.written import APART, Group, Written, groups
from bot.clustering.background import Frequencies
from bot.clustering.copies import COPY_AGAINST, COPY_MEASURES, Judge, copy_measures
from bot.clustering.features import Features, read
from bot.clustering.scoring import measure, norms, stacked
from bot.model import Story
from bot.rows import as_line, as_rows

WEIGHTS = Path(__file__).parents[1] / "bot/clustering/weights/copy.json"
PARTS = 8  # of the written groups, that are left out one after the other
REAL = 0.3  # what the real texts count, of what the written ones do
EVENTS, PAIRS_OF_EVENT = 250, 4
#: Reports of one event by several outlets, and what share of the word pairs makes two of them suspect to be one text.
REPORTS = {"ecb_plus_dev": 0.15, "fnc1_bodies": 0.06, "allsides_dev": 0.15}
ARTICLES = {"bbc_topics": 300, "reuters21578": 200}
FURNITURE = (
    "Sign up for our newsletter and get the day's most important stories every morning.",
    "This story was first published by our partner and appears here with permission.",
    "Read more: what we know so far, in pictures and charts.",
    "Follow us on all channels. Have a tip? Write to the newsroom.",
    "Listen to this article. Reading time: three minutes.",
)
#: With the same share of words in common, there is less in the rest of a text that repeats paragraphs word for word, or whose
#: likeness rests on the few words that its subject needs again and again. Without this, F1 of the groups left out was lower by .02.
EITHER_WAY = ("pairs_least", "pairs_most", "words")
DECAY = 1.0  # penalty on squared weights, of measures in units of their spread; from 0.3 to 2 F1 of what is left out moves by .005
STEPS = 4000
#: Share of a mixed report that is from the original.
BACKGROUND = ((0.2, 0.35), (0.35, 0.5))
MOST_PUT_IN = 0.25
_LEAST_WORDS = 80  # of an article that is cut or mixed
_SEED = 20261122


class Pair(NamedTuple):
    """Two stories of one event, measured."""

    group: str
    kinds: str
    is_copy: bool
    row: NDArray[np.float32]
    ids: tuple[str, str]


class Sets(NamedTuple):
    """What there is to learn from, and what there is to be judged by."""

    written: Sequence[Pair]
    mixed: Sequence[Pair]
    seeds: Sequence[Pair]
    real: Sequence[Pair]
    apart: Sequence[Pair]  # never to learn from


class Reader:
    """Reads stories and measures pairs of them, without a stream."""

    def __init__(self) -> None:
        self._known: dict[str | None, Frequencies] = {}

    def read(self, story: Story) -> Features:
        """Return the features of a story, its words weighed by the tables alone."""
        return read(story, self._known.setdefault(story.language, Frequencies(story.language)))

    def measure(self, one: Features, other: Features) -> NDArray[np.float32]:
        """Return COPY_MEASURES of two stories."""
        rows = stacked([other])
        measures = measure(one, norms(one.terms), rows)
        return np.asarray(copy_measures(one, rows, measures)[0])


def stories_of(items: Sequence[Written]) -> list[Story]:
    """Return written stories as they would be read."""
    lines = (as_line(json.dumps(item.row()), "written", number) for number, item in enumerate(items, 1))
    return [row.story for row in as_rows(lines)]


def written_pairs(reader: Reader, sets: Iterable[Group]) -> Iterator[Pair]:
    """Compare each story of a group with each other one."""
    for group in sets:
        features = [reader.read(story) for story in stories_of(group.stories)]
        for (one, a), (other, b) in combinations(zip(group.stories, features, strict=True), 2):
            kinds = "-".join(sorted((one.kind, other.kind)))
            yield Pair(group.name, kinds, one.copy == other.copy, reader.measure(a, b), (one.id, other.id))


def seed_pairs(reader: Reader) -> Iterator[Pair]:
    """Compare the stories of the first run that report one event."""
    copies = json.loads((ROOT / "tests/data/seeds/expected.json").read_text(encoding="utf-8"))["copies"]
    words = {path.name: set(path.read_text(encoding="utf-8").split()) for path in (ROOT / "seeds").glob("0*.txt")}
    stream, group = seeds(), {name: copy for copy, names in copies.items() for name in names}
    names = [max(words, key=lambda name: len(words[name] & {*story.text.split()})) for story in stream.stories]
    known = list(zip(names, stream.stories, stream.events, strict=True))
    for (name, one, event), (other_name, other, other_event) in combinations(known, 2):
        if event == other_event:
            row = reader.measure(reader.read(one), reader.read(other))
            is_copy = group.get(name, name) == group.get(other_name, other_name)
            yield Pair(f"seeds/{event}", "seeds", is_copy, row, (name, other_name))


def mixed_pairs(reader: Reader, sets: Iterable[Group]) -> Iterator[Pair]:
    """Compare originals and their paraphrases with other reports that repeat background, and with versions of the original."""
    random_ = random.Random(_SEED)
    for group in sets:
        first = group.stories[0]
        copies = [one for one in group.stories if one.copy == first.copy and one.kind in {"original", "paraphrase"}][:2]
        for other in group.stories:
            if other.copy == first.copy or other.kind == "report":
                continue
            for made in mixed(first, other, random_):
                is_copy = made.copy == first.copy
                features = [reader.read(story) for story in stories_of([made, *copies])]
                for one, ours in zip(copies, features[1:], strict=True):
                    row = reader.measure(ours, features[0])
                    yield Pair(group.name, "version" if is_copy else "mixed", is_copy, row, (one.id, made.id))


def mixed(first: Written, other: Written, random_: random.Random) -> Iterator[Written]:
    """Yield the other report with some of the first one's paragraphs, and the first one with a paragraph of the other."""
    own = [paragraph for paragraph in other.paragraphs if paragraph not in first.paragraphs]
    at = random_.randint(1, len(first.paragraphs) - 1)
    offered = [*first.paragraphs[at:], *first.paragraphs[1:at]]
    for least, most in BACKGROUND:
        repeated: list[str] = []
        for paragraph in offered:
            longer = [*repeated, paragraph]
            if share(longer, [*own, *longer]) <= most:
                repeated = longer
        if share(repeated, [*own, *repeated]) >= least:
            yield replace(other, paragraphs=(*own, *repeated))
    put_in, where = random_.choice(own), random_.randint(1, len(first.paragraphs))
    version = (*first.paragraphs[:where], put_in, *first.paragraphs[where:])
    if share([put_in], version) <= MOST_PUT_IN:
        yield replace(first, paragraphs=version)


def share(some: Iterable[str], every: Iterable[str]) -> float:
    """Return what share of the characters some paragraphs are."""
    return sum(map(len, some)) / sum(map(len, every))


def real_pairs(reader: Reader, data: Path) -> Iterator[Pair]:
    """Yield pairs of real texts: copies made of articles, and what is none."""
    random_ = random.Random(_SEED)
    for name, count in ARTICLES.items():
        stories = [story for story in load(data, name).stories if len(story.text.split()) > _LEAST_WORDS]
        for number, story in enumerate(random_.sample(stories, count)):
            row = reader.measure(reader.read(story), reader.read(altered(story, random_)))
            yield Pair(f"{name}/{number}", "altered", True, row, (story.key, story.key))
    for name, suspect in REPORTS.items():
        for event, one, other in _reports(load(data, name), random_):
            row = reader.measure(reader.read(one), reader.read(other))
            if row[COPY_MEASURES.index("pairs_most")] > suspect:
                continue
            yield Pair(f"{name}/{event}", "reports", False, row, (one.key, other.key))
            if min(len(story.text.split()) for story in (one, other)) > _LEAST_WORDS:
                row = reader.measure(reader.read(one), reader.read(updated(one, other, random_)))
                yield Pair(f"{name}/{event}", "mixed", False, row, (one.key, other.key))


def _reports(stream: Stream, random_: random.Random) -> Iterator[tuple[str, Story, Story]]:
    """Draw pairs of stories of one event."""
    events: dict[str, list[Story]] = {}
    for story, event in zip(stream.stories, stream.events, strict=True):
        events.setdefault(event, []).append(story)
    for event in random_.sample(sorted(events), min(EVENTS, len(events))):
        pairs = list(combinations(events[event], 2))
        for one, other in random_.sample(pairs, min(PAIRS_OF_EVENT, len(pairs))):
            yield event, one, other


def altered(story: Story, random_: random.Random) -> Story:
    """Return what syndication may make of a text: cut, thinned out, with furniture, under another title."""
    parts = sentences(story.text)
    kept = list(parts)
    if random_.random() < 0.5:
        kept = kept[: max(2, round(len(kept) * random_.uniform(0.35, 0.9)))]
    if random_.random() < 0.6:
        share = random_.uniform(0.05, 0.35)
        kept = [part for part in kept if random_.random() > share] or kept
    if random_.random() < 0.4:
        kept.insert(0, random_.choice(FURNITURE))
    if random_.random() < 0.4:
        kept.append(random_.choice(FURNITURE))
    title = story.title if random_.random() < 0.5 else " ".join(parts[-1].split()[:9])
    return replace(story, title=title, text=" ".join(kept))


def updated(story: Story, other: Story, random_: random.Random) -> Story:
    """Return another report that repeats some of this one as background."""
    new, old = sentences(other.text), sentences(story.text)
    start = random_.randint(1, max(1, len(old) // 2))
    goal, repeated = random_.uniform(*BACKGROUND[0]), list[str]()
    for sentence in old[start:]:
        if share([*repeated, sentence], [*new, *repeated, sentence]) > goal:
            break
        repeated.append(sentence)
    return replace(other, text=" ".join([*new, *repeated]))


def sentences(text: str) -> list[str]:
    """Cut a text behind full stops, roughly."""
    return [part + "." for part in text.replace("\n", " ").split(". ") if part.strip()]


def fit(written: Sequence[Pair], real: Sequence[Pair]) -> Judge:
    """Return the judge: the most probable weights of the right sign, by accelerated projected gradient descent."""
    pairs = [*written, *real]
    rows = np.array([pair.row for pair in pairs], dtype=np.float64)
    labels = np.array([pair.is_copy for pair in pairs], dtype=np.float64)
    counts = weights_of(written, real)
    means, spreads = np.average(rows, axis=0, weights=counts), rows.std(axis=0)
    spreads[spreads == 0] = 1
    units = np.column_stack([(rows - means) / spreads, np.ones(len(rows))])
    signs = np.array([-1.0 if name in COPY_AGAINST else 1.0 for name in COPY_MEASURES])
    bound = np.append([name not in EITHER_WAY for name in COPY_MEASURES], False)
    signs = np.append(signs, 1.0)
    decay = np.where(np.arange(len(signs)) < len(COPY_MEASURES), DECAY, 0.0)
    rate = 1 / (0.25 * np.linalg.norm(units * np.sqrt(counts)[:, None], 2) ** 2 + DECAY)
    at = ahead = np.zeros(units.shape[1])
    for step in range(STEPS):
        miss = 1 / (1 + np.exp(-units @ ahead)) - labels
        after = ahead - rate * (units.T @ (counts * miss) + decay * ahead)
        after[bound & (signs * after < 0)] = 0
        ahead, at = after + step / (step + 3) * (after - at), after
    weights = at[:-1] / spreads
    return Judge(COPY_MEASURES, weights, float(at[-1] - weights @ means))


def weights_of(written: Sequence[Pair], real: Sequence[Pair]) -> NDArray[np.float64]:
    """Return what each pair counts: each group the same; all real texts together REAL of the written ones."""
    found = []
    for pairs, total in ((written, len(written)), (real, REAL * len(written))):
        sizes = Counter(pair.group for pair in pairs)
        found += [total / len(sizes) / sizes[pair.group] for pair in pairs]
    return np.array(found)


def part_of(pairs: Sequence[Pair]) -> Mapping[str, int]:
    """Deal the groups out."""
    names = sorted({pair.group for pair in pairs})
    random.Random(_SEED).shuffle(names)
    return {name: number % PARTS for number, name in enumerate(names)}


def judged(pairs: Sequence[Pair], said: NDArray[np.float64], name: str) -> Iterator[str]:
    """Say how good the probabilities are, with and without heavy rewrites, and what goes wrong."""
    labels = np.array([pair.is_copy for pair in pairs])
    light = np.array(["rewrite" not in pair.kinds for pair in pairs])
    loss = -np.log(np.clip(np.where(labels, said, 1 - said), 1e-6, 1)).mean()
    yield (
        f"- {name}: {len({pair.group for pair in pairs})} groups, {len(pairs)} pairs: F1 {_f1(labels, said):.3f}, "
        f"without rewrites {_f1(labels[light], said[light]):.3f}; log loss {loss:.3f}"
    )
    kinds = Counter((pair.kinds, bool(pair.is_copy)) for pair in pairs)
    right = Counter(
        (pair.kinds, bool(pair.is_copy)) for pair, p in zip(pairs, said, strict=True) if (p >= 0.5) == pair.is_copy
    )
    counts = (
        f"{kind}{'' if same else ' (none)'} {right[kind, same]} of {n}" for (kind, same), n in sorted(kinds.items())
    )
    yield "  - called what they are: " + ", ".join(counts)
    edges = np.digitize(said, (0.1, 0.3, 0.5, 0.7, 0.9))
    bins = (
        f"{said[edges == n].mean():.2f} is {labels[edges == n].mean():.2f} ({(edges == n).sum()})"
        for n in range(6)
        if (edges == n).any()
    )
    yield "  - calibration: " + ", ".join(bins)


def _f1(labels: NDArray[np.bool_], said: NDArray[np.float64]) -> float:
    called = said >= 0.5
    return float(2 * (called & labels).sum() / max(1, called.sum() + labels.sum()))


def check(sets: Sets) -> Iterator[str]:
    """Leave out one part of the groups after the other; then judge the groups apart."""
    parts, said = part_of(sets.written), np.zeros(len(sets.written))
    for part in range(PARTS):
        out = np.array([parts[pair.group] == part for pair in sets.written])
        kept = [pair for pair in (*sets.written, *sets.mixed) if parts[pair.group] != part]
        judge = fit([*kept, *sets.seeds], sets.real)
        said[out] = judge.probability(rows_of(sets.written)[out])
    yield from judged(sets.written, said, "left out")
    judge = fit([*sets.written, *sets.mixed, *sets.seeds], sets.real)
    yield from judged(sets.apart, judge.probability(rows_of(sets.apart)), "never trained on")
    yield from judged(sets.mixed, judge.probability(rows_of(sets.mixed)), "mixed texts, trained on")
    yield from judged(sets.seeds, judge.probability(rows_of(sets.seeds)), "seeds, trained on")
    yield from judged(sets.real, judge.probability(rows_of(sets.real)), "real texts, trained on")


def rows_of(pairs: Sequence[Pair]) -> NDArray[np.float32]:
    return np.array([pair.row for pair in pairs], dtype=np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="only validate")
    arguments = parser.parse_args()
    reader = Reader()
    sets = Sets(
        written=list(written_pairs(reader, groups("copies"))),
        mixed=list(mixed_pairs(reader, groups("copies"))),
        seeds=list(seed_pairs(reader)),
        real=list(real_pairs(reader, arguments.data)),
        apart=list(written_pairs(reader, groups(APART))),
    )
    report = list(check(sets))
    if not arguments.check:
        judge = fit([*sets.written, *sets.mixed, *sets.seeds], sets.real)
        WEIGHTS.write_text(json.dumps(judge.as_table(), indent=1) + "\n")
        report = [
            f"# How `{WEIGHTS.name}` was made",
            "",
            f"`python -m benchmarks.train_copy --data DIR` on {datetime.now(UTC):%Y-%m-%d}; the same sets give the same bytes.",
            "",
            *report,
        ]
        WEIGHTS.with_suffix(".md").write_text("\n".join(report) + "\n")
    print("\n".join(report))


if __name__ == "__main__":
    main()
