"""Fit the weights by which measures of likeness become one score, and write `bot/clustering/weights/score.json`.

    python -m benchmarks.train_score --data DIR [--check]

A logistic regression whose weights cannot be negative. It learns from the pairs that the clusterer itself would look at:
each story of a labelled set against the candidates that the index finds for it. Every set counts the same, and in each
the pairs of one event count 0.3 together. `--check` leaves out one set after the other: weights and threshold are chosen
on the others, and the set that was left out is scored.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.sets import LABELLED, Stream, load
from bot.clustering.background import Frequencies
from bot.clustering.candidates import Index
from bot.clustering.evaluation import Scores, evaluate
from bot.clustering.features import Features, read
from bot.clustering.linking import Clusterer, Options
from bot.clustering.scoring import MEASURES, Model, Models, Scratch, measure
from bot.clustering.vectors import SHIPPED

WEIGHTS = Path(__file__).parents[1] / "bot/clustering/weights/score.json"
CANDIDATES = 16
ONE_EVENT = 0.3  # the share of one-event pairs, as the candidates of a news stream have it
THRESHOLDS = (0.36, 0.42, 0.48)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Measures of pairs, whether each is of one event, and how much it counts."""

    measures: NDArray[np.float64]
    labels: NDArray[np.bool_]

    def weights(self) -> NDArray[np.float64]:
        """Return weights of sum 1: ONE_EVENT for all pairs of one event together."""
        positive = self.labels.sum()
        return np.asarray(np.where(self.labels, ONE_EVENT / positive, (1 - ONE_EVENT) / (len(self.labels) - positive)))


def pairs_of(stream: Stream) -> Pairs:
    frequencies, scratch, index = Frequencies.of("en"), Scratch(), Index()
    seen: list[Features] = []
    measures, labels = [], []
    for number, story in enumerate(stream.stories):
        features = read(story, SHIPPED).features
        found = index.nearest(features.terms, frequencies.idf(features.terms), CANDIDATES)
        measures.append(measure(features, [seen[i] for i in found], frequencies, scratch))
        labels += [stream.events[i] == stream.events[number] for i in found]
        seen.append(features)
        index.add(number, features.terms)
        frequencies.add(features.terms)
    return Pairs(np.concatenate(measures), np.array(labels))


def models_of(parts: list[Pairs]) -> Models:
    """Return the models. In the one for pairs with static vectors these have a quarter of the weight that would fit best.

    Of long texts the vectors tell subjects, not events: at full weight, another visit of the same president comes too near to
    the seeds' report. Word pairs tell copies only.
    """
    without, full = fit(parts, without=("pairs", "vectors")), fit(parts, without=("pairs",))
    weights = np.average([without.weights, full.weights], axis=0, weights=[3, 1])
    mixed = Model(weights=tuple(weights.tolist()), bias=(3 * without.bias + full.bias) / 4)
    return Models(with_vectors=mixed, without_vectors=without)


def fit(parts: list[Pairs], *, without: tuple[str, ...]) -> Model:
    """Return the model of greatest likelihood without negative weights: Newton steps, dropping what turns negative."""
    x = np.concatenate([part.measures for part in parts])
    x = np.column_stack([x, np.ones(len(x))])
    y = np.concatenate([part.labels for part in parts])
    w = np.concatenate([part.weights() for part in parts])
    used = [i for i, name in enumerate(MEASURES) if name not in without]
    while True:
        columns = x[:, [*used, len(MEASURES)]]
        beta = np.zeros(len(used) + 1)
        for _ in range(25):
            p = 1 / (1 + np.exp(-columns @ beta))
            penalty = np.diag([1e-3] * len(used) + [0.0])
            hessian = (columns * (w * p * (1 - p))[:, None]).T @ columns + penalty
            beta += np.linalg.solve(hessian, columns.T @ (w * (y - p)) - penalty @ beta)
        if (beta[:-1] >= 0).all():
            break
        used.pop(int(np.argmin(beta[:-1])))
    weights = dict(zip(used, beta[:-1].tolist(), strict=True))
    return Model(weights=tuple(weights.get(i, 0.0) for i in range(len(MEASURES))), bias=float(beta[-1]))


def score(stream: Stream, models: Models, threshold: float) -> Scores:
    clusterer = Clusterer(Options(threshold=threshold), models=models)
    found = []
    for story in stream.stories:
        decision = clusterer.decide(story)
        clusterer.apply(story, decision)
        found.append(decision.cluster)
    return evaluate(stream.events, found)


def check(streams: list[Stream], pairs: list[Pairs]) -> None:
    print("| left out | threshold | B3 P | B3 R | B3 F1 | false merges |\n|---|---|---|---|---|---|")
    results = []
    for left_out, stream in enumerate(streams):
        models = models_of([part for i, part in enumerate(pairs) if i != left_out])
        others = [other for i, other in enumerate(streams) if i != left_out]
        means = {t: float(np.mean([score(s, models, t).bcubed_f1 for s in others])) for t in THRESHOLDS}
        threshold = max(means, key=lambda t: means[t])
        result = score(stream, models, threshold)
        results.append(result)
        print(
            f"| {stream.name} | {threshold} | {result.bcubed_precision:.3f} | {result.bcubed_recall:.3f} "
            f"| {result.bcubed_f1:.3f} | {result.false_merge_rate:.3f} |",
            flush=True,
        )
    print(
        f"| macro | | | | {np.mean([r.bcubed_f1 for r in results]):.3f} | {np.mean([r.false_merge_rate for r in results]):.3f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--limit", type=int, default=3000, help="stories of each set, whole clusters")
    parser.add_argument("--check", action="store_true", help="leave one set out at a time instead of writing")
    arguments = parser.parse_args()
    streams = [load(arguments.data, name, arguments.limit) for name in LABELLED]
    pairs = [pairs_of(stream) for stream in streams]
    if arguments.check:
        check(streams, pairs)
        return
    models = models_of(pairs)
    table = {
        kind: {"weights": {n: round(v, 3) for n, v in zip(MEASURES, m.weights, strict=True)}, "bias": round(m.bias, 3)}
        for kind, m in (("with_vectors", models.with_vectors), ("without_vectors", models.without_vectors))
    }
    WEIGHTS.write_text(json.dumps(table, indent=1) + "\n")
    print(json.dumps(table, indent=1))


if __name__ == "__main__":
    main()
