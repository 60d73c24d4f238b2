"""Fit how probably two stories of different languages report one event; write `bot/clustering/weights/tongues.json`.

    python -m benchmarks.train_tongues --data DIR [--check]

A logistic regression over `bot.clustering.tongues.MEASURES`. It learns from two halves that count the same: pairs of the
stories in `benchmarks/written/tongues/`, where look-alikes of one week are the negatives that count most; and rated pairs of
real articles in two languages (`pairs_semeval_other.jsonl`: what is rated alike, against what is only of one topic).
Pairs of one event count ONE_EVENT together, less than they are, since a wrong merge costs more than a missed one.

`--check` fits on one half of the written groups and of the real pairs, and measures on the other. Needs `pip install -e .[multilingual]`.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray

from benchmarks import tongues as benchmark
from benchmarks.written import Written
from bot.clustering import across
from bot.clustering.encoder import LANGUAGES, shipped
from bot.clustering.linking import Options
from bot.clustering.tongues import AGAINST, MEASURES, Gist, Gists, Model, gist
from bot.model import Story
from bot.rows import as_line, as_rows

WEIGHTS = Path(__file__).parents[1] / "bot/clustering/weights/tongues.json"
ALIKE, TOPIC_ONLY = 2.5, 1.7  # ratings from 0 to 3; what is between is left out
UNRELATED = 0.3
NEAR = 0.35  # cosine; what is less alike is never a candidate
ONE_EVENT, LOOK_ALIKES = 0.14, 0.58
RIDGE = 1.0
ROUNDS = 80


@dataclass(frozen=True, slots=True)
class Pairs:
    """Measures of pairs, and what they are."""

    measures: NDArray[np.float32]
    same: NDArray[np.bool_]
    alike: NDArray[np.bool_]  #: of two events of one topic
    half: NDArray[np.intp]  #: 0 or 1; -1 for a pair of both

    def some(self, wanted: NDArray[np.bool_]) -> "Pairs":
        """Return some of them."""
        return Pairs(self.measures[wanted], self.same[wanted], self.alike[wanted], self.half[wanted])

    def weights(self) -> NDArray[np.float64]:
        """Return weights of sum 200."""
        unrelated = ~self.same & ~self.alike
        shares = ((self.same, ONE_EVENT), (self.alike, LOOK_ALIKES), (unrelated, 1 - ONE_EVENT - LOOK_ALIKES))
        return np.asarray(sum(200 * share * part / max(part.sum(), 1) for part, share in shares))


def together(gists: Sequence[Gist]) -> Gists:
    """Return a window that remembers all, so that what many have says little."""
    window = Gists()
    for number, one in enumerate(gists):
        window.put(number, "en", one)
    return window


def written_pairs(stories: Sequence[Written]) -> Pairs:
    rows = as_rows(as_line(json.dumps(story.row()), "tongues", n) for n, story in enumerate(stories, 1))
    gists = [_gist(row.story) for row in rows]
    window = together(gists)
    _, even = benchmark.halves(stories)
    held = {story.id for story in even}
    rows_, same, alike, half = [], [], [], []
    for (a, one), (b, other) in combinations(enumerate(stories), 2):
        if one.lang == other.lang:
            continue
        [measures] = window.measure(gists[b], [a])
        if measures[0] < NEAR:
            continue
        rows_.append(measures)
        same.append(one.event == other.event)
        alike.append(not same[-1] and benchmark.group_of(one) == benchmark.group_of(other))
        sides = {one.id in held, other.id in held}
        half.append(-1 if len(sides) == 2 else int(sides.pop()))
    return Pairs(np.array(rows_), np.array(same), np.array(alike), np.array(half))


def rated_pairs(path: Path) -> Pairs:
    rows, same, alike, half = [], [], [], []
    found = [(_gist(one), _gist(other), rating) for one, other, rating in _rated(path)]
    window = together([one for pair in found for one in pair[:2]])
    for number, (_, other, rating) in enumerate(found):
        [measures] = window.measure(other, [2 * number])
        if measures[0] < NEAR:
            continue
        rows.append(measures)
        same.append(rating >= ALIKE)
        alike.append(UNRELATED < rating <= TOPIC_ONLY)
        half.append(number % 2)
    return Pairs(np.array(rows), np.array(same), np.array(alike), np.array(half))


def _rated(path: Path) -> Iterator[tuple[Story, Story, float]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            pair = json.loads(line)
            languages = pair["lang"].split("-")
            if len(set(languages)) == 1 or TOPIC_ONLY < pair["grade"] < ALIKE:
                continue
            texts = (json.dumps(pair[side] | {"lang": lang}) for side, lang in zip("ab", languages, strict=True))
            one, other = (row.story for row in as_rows(as_line(text, str(path), number) for text in texts))
            if one.language in LANGUAGES and other.language in LANGUAGES:
                yield one, other, pair["grade"]


def _gist(story: Story) -> Gist:
    found = gist(story, shipped())
    assert found is not None, f"{story.key}: no language that the encoder knows"
    return found


def fit(sets: Sequence[Pairs]) -> Model:
    """Return the regression, by Newton's method; a weight that would have the wrong sign is left out."""
    rows = np.concatenate([one.measures for one in sets]).astype(np.float64)
    labels = np.concatenate([one.same for one in sets]).astype(np.float64)
    weights = np.concatenate([one.weights() for one in sets])
    signs = np.array([-1 if name in AGAINST else 1 for name in MEASURES])
    kept = np.ones(len(MEASURES), dtype=np.bool_)
    while True:
        found = np.zeros(len(MEASURES))
        found[kept], bias = _newton(rows[:, kept], labels, weights)
        wrong = kept & (found * signs < 0)
        if not wrong.any():
            return Model(weights=tuple(round(float(w), 3) for w in found), bias=round(float(bias), 3))
        kept &= ~wrong


def _newton(
    rows: NDArray[np.float64], labels: NDArray[np.float64], weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    scaled = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    ridge = np.diag([RIDGE] * rows.shape[1] + [0.0])
    found = np.zeros(scaled.shape[1])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-scaled @ found))
        slope = scaled.T @ (weights * (chance - labels)) + ridge @ found
        bend = (scaled.T * (weights * chance * (1 - chance))) @ scaled + ridge
        found -= np.linalg.solve(bend, slope)
    unscaled = found[:-1] / spread
    return unscaled, float(found[-1] - unscaled @ mean)


def check(sets: dict[str, Pairs]) -> Iterator[str]:
    threshold = Options().threshold
    yield "| fitted on half | measured on | one event found | look-alikes taken | unrelated taken |"
    yield "|---" * 5 + "|"
    for half in (0, 1):
        fitted = fit([one.some(one.half == half) for one in sets.values()])
        for name, one in sets.items():
            rest = one.some(one.half == 1 - half)
            taken = 1 / (1 + np.exp(-fitted.log_odds(rest.measures))) >= threshold
            parts = (rest.same, rest.alike, ~rest.same & ~rest.alike)
            counts = " | ".join(f"{(taken & part).sum()} of {part.sum()}" for part in parts)
            yield f"| {half} | {name} | {counts} |"
    yield ""
    yield "| fitted on half | the other half's stories as a stream | B³ F1 | false merges | pairs across found | wrong |"
    yield "|---" * 6 + "|"
    for half in (0, 1):
        fitted = fit([one.some(one.half == half) for one in sets.values()])
        stories = benchmark.halves(benchmark.told())[1 - half]
        for name, dated in (("dated", True), ("undated", False)):
            with mock.patch.object(across, "model", partial(_the, fitted)):
                judged = benchmark.judge(benchmark.stream(name, stories, dated=dated), Options(across_languages=True))
            found = f"{judged.across[0]} of {judged.across[1]} | {len(judged.wrong)}"
            yield f"| {half} | {name} | {judged.bcubed_f1:.3f} | {judged.false_merges:.3f} | {found} |"


def _the(fitted: Model) -> Model:
    return fitted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--check", action="store_true", help="measure on halves that were left out instead of writing")
    arguments = parser.parse_args()
    sets = {"written": written_pairs(benchmark.told()), "rated": rated_pairs(arguments.data / benchmark.RATED)}
    if arguments.check:
        print("\n".join(check(sets)))
        return
    fitted = fit(list(sets.values()))
    table = {"weights": dict(zip(MEASURES, fitted.weights, strict=True)), "bias": fitted.bias}
    WEIGHTS.write_text(json.dumps(table) + "\n", encoding="utf-8")
    report = [
        f"# How `{WEIGHTS.name}` was made",
        "",
        f"`python -m benchmarks.train_tongues --data DIR` on {datetime.now(UTC):%Y-%m-%d}.",
        "",
        *(
            f"- {name}: {one.same.sum():,} pairs of one event, {one.alike.sum():,} look-alikes, "
            f"{(~one.same & ~one.alike).sum():,} unrelated"
            for name, one in sets.items()
        ),
        "",
        "Fitted on one half and measured on the other, at the threshold that stories of one language have; no times are looked at:",
        "",
        *check(sets),
    ]
    WEIGHTS.with_suffix(".md").write_text("\n".join(report) + "\n", encoding="utf-8")
    print("\n".join(report))
    print(json.dumps(table))


if __name__ == "__main__":
    main()
