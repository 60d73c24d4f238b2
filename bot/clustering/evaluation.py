"""Compare a clustering with the right one. Pure; both are given as one label per story, in the same order of stories."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well found clusters agree with the right ones. All fractions are between 0 and 1, except `ari`, 1 at most."""

    stories: int
    gold_clusters: int
    found_clusters: int
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    pairwise_precision: float
    pairwise_recall: float
    pairwise_f1: float
    ari: float
    false_merge_rate: float

    def as_dict(self) -> dict[str, float]:
        """Return the figures by name, in this order."""
        return asdict(self)


def evaluate(gold: Sequence[str], found: Sequence[str]) -> Scores:
    """Return the agreement of the found labels with the right ones.

    - B-cubed (Bagga and Baldwin 1998): for each story, the share of its found cluster that belongs to its event
      (precision), and the share of its event that is in its found cluster (recall), itself included; means over the
      stories, and the harmonic mean of these two means.
    - pairwise: the same over pairs of stories; 1 where there is no pair to be wrong about.
    - ari: the adjusted Rand index (Hubert and Arabie 1985); 1 where both are all singletons or both are one cluster.
    - false_merge_rate: of the stories in found clusters of two or more, the share in a cluster that holds stories of
      more than one event; 0 where there is no such cluster.

    Raises:
        ValueError: there are no stories, or the two do not have the same length.
    """
    if len(gold) != len(found) or not gold:
        raise ValueError(f"gold and found must have the same length, at least 1, got {len(gold)} and {len(found)}")
    cells, golds, founds = Counter(zip(gold, found, strict=True)), Counter(gold), Counter(found)
    n = len(gold)
    precision = sum(c * c / founds[f] for (_, f), c in cells.items()) / n
    recall = sum(c * c / golds[g] for (g, _), c in cells.items()) / n
    both, in_gold, in_found = (sum(c * (c - 1) // 2 for c in counts.values()) for counts in (cells, golds, founds))
    pair_precision = both / in_found if in_found else 1.0
    pair_recall = both / in_gold if in_gold else 1.0
    return Scores(
        stories=n,
        gold_clusters=len(golds),
        found_clusters=len(founds),
        bcubed_precision=precision,
        bcubed_recall=recall,
        bcubed_f1=_harmonic(precision, recall),
        pairwise_precision=pair_precision,
        pairwise_recall=pair_recall,
        pairwise_f1=_harmonic(pair_precision, pair_recall),
        ari=_ari(both, in_gold, in_found, n * (n - 1) // 2),
        false_merge_rate=_false_merges(cells, founds),
    )


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0


def _ari(both: int, in_gold: int, in_found: int, pairs: int) -> float:
    expected = in_gold * in_found / pairs if pairs else 0.0
    most = (in_gold + in_found) / 2
    return (both - expected) / (most - expected) if most != expected else 1.0


def _false_merges(cells: Counter[tuple[str, str]], founds: Counter[str]) -> float:
    events = Counter(f for _, f in cells)
    grouped = sum(size for size in founds.values() if size > 1)
    mixed = sum(size for f, size in founds.items() if events[f] > 1)
    return mixed / grouped if grouped else 0.0
