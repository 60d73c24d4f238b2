"""The ablation table: every measure is of a kind, and what is left out is asked by no tree."""

import numpy as np
import pytest

pytest.importorskip("lightgbm", reason="of the extra 'bench'")

from benchmarks import ablation
from benchmarks.train_score import Pairs
from bot.clustering.scoring import AGAINST, MEASURES


def learnable(count: int = 4000) -> dict[str, Pairs]:
    """Pairs of which all measures tell something."""
    dice = np.random.default_rng(1)
    labels = dice.random(count) < 0.4
    signs = np.array([-1 if name in AGAINST else 1 for name in MEASURES])
    rows = np.where(labels[:, None], 0.5 + 0.2 * signs, 0.5) + dice.normal(0, 0.2, (count, len(MEASURES)))
    return {"made up": Pairs(rows.clip(0, 1).astype(np.float32), labels, np.arange(len(labels)))}


def asked(variant: ablation.Variant) -> set[str]:
    forest = ablation.trained(learnable(), variant)
    return {MEASURES[column] for column in forest.columns[np.isfinite(forest.limits)]} | set(forest.slopes)


def test_every_measure_is_of_a_kind() -> None:
    assert {name for names in ablation.KINDS.values() for name in names} == set(MEASURES)
    assert all(ablation.KINDS.values())


@pytest.mark.parametrize("kind", ablation.KINDS)
def test_what_is_left_out_is_asked_by_no_tree_and_no_slope(kind: str) -> None:
    without = set(ablation.KINDS[kind])
    assert not asked(ablation.Variant(name=kind, without=ablation.KINDS[kind])) & without
    assert asked(ablation.AS_SHIPPED) & without


def test_the_first_row_is_the_engine_as_it_is_shipped() -> None:
    pairs = learnable()
    before = pairs["made up"].measures.copy()
    forest = ablation.trained(pairs, ablation.AS_SHIPPED)
    assert forest.as_table() == ablation.fit(pairs).as_table()
    ablation.trained(pairs, ablation.Variant(name="", without=MEASURES[:1]))
    assert (pairs["made up"].measures == before).all(), "training without a measure took it from the next row"
