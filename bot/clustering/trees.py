"""Trees of decisions that were fitted elsewhere (`benchmarks/train_score.py`): a row of measures in, log odds out.

A few measures count by themselves, whatever the trees say: what contradicts is rare in the stories that they learned from, and decisive
where it is there.

All trees are complete and three levels deep, so that a forest is three arrays and its answer a handful of array operations.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Self, TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Measure -> what of it counts for nothing, and the log odds that each unit beyond adds.
Slopes: TypeAlias = Mapping[str, tuple[float, float]]

DEPTH = 3
NODES, LEAVES = 2**DEPTH - 1, 2**DEPTH


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """A sum of trees and slopes. No value is ever lower for more likeness: they were fitted so."""

    measures: tuple[str, ...]  #: what the columns are
    columns: NDArray[np.intp]  #: trees x NODES, level by level: the column that a node asks for
    limits: NDArray[np.float32]  #: the same: what is greater goes right
    leaves: NDArray[np.float32]  #: trees x LEAVES: log odds that are added
    slopes: Slopes
    bias: float
    # As the columns and limits, but the first node of each tree, then the second of each, …
    _asked: NDArray[np.intp] = field(init=False)
    _limits: NDArray[np.float32] = field(init=False)
    _bits: NDArray[np.uint8] = field(init=False)
    _answers: NDArray[np.float32] = field(init=False)  # trees x 2**NODES: the leaf that these answers lead to
    _of_trees: NDArray[np.intp] = field(init=False)  # where each tree's begin
    _sloping: NDArray[np.intp] = field(init=False)  # columns
    _free: NDArray[np.float32] = field(init=False)
    _slopes: NDArray[np.float32] = field(init=False)

    def __post_init__(self) -> None:
        trees, answers = len(self.leaves), np.arange(1 << NODES)
        at = np.zeros_like(answers)
        for level in range(DEPTH):
            at += at + (answers >> ((1 << level) - 1 + at) & 1)
        prepared = {
            "_asked": self.columns.T.ravel(),
            "_limits": self.limits.T.reshape(-1, 1),
            "_bits": (1 << np.arange(NODES, dtype=np.uint8)).repeat(trees).reshape(-1, 1),
            "_answers": self.leaves[:, at].ravel(),
            "_of_trees": (np.arange(trees) << NODES).reshape(-1, 1),
            "_sloping": np.array([self.measures.index(name) for name in self.slopes], dtype=np.intp),
            "_free": np.array([free for free, _ in self.slopes.values()], dtype=np.float32),
            "_slopes": np.array([slope for _, slope in self.slopes.values()], dtype=np.float32),
        }
        for name, value in prepared.items():
            object.__setattr__(self, name, value)

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log odds for each row."""
        # All nodes answer at once, a bit each; those of a tree together are the place of its leaf.
        goes_right = np.ascontiguousarray(rows.T).take(self._asked, axis=0) > self._limits
        bits = (goes_right.view(np.uint8) * self._bits).reshape(NODES, len(self.leaves), len(rows))
        found = self._answers.take(np.add.reduce(bits, axis=0, dtype=np.uint8) + self._of_trees)
        return np.asarray(np.add.reduce(found, axis=0, dtype=np.float64) + self.sloping(rows) + self.bias)

    def sloping(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log odds that the slopes add for each row."""
        beyond = np.maximum(rows.take(self._sloping, axis=1) - self._free, 0)
        return np.asarray(np.add.reduce(beyond * self._slopes, axis=1, dtype=np.float64))

    def probability(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the probability for each row."""
        return np.asarray(1 / (1 + np.exp(-self.log_odds(rows))))

    @classmethod
    def of(cls, table: dict[str, Any]) -> Self:
        """Read what `as_table` wrote."""
        return cls(
            measures=tuple(table["measures"]),
            columns=np.array(table["columns"], dtype=np.intp).reshape(-1, NODES),
            limits=np.array(table["limits"], dtype=np.float32).reshape(-1, NODES),
            leaves=np.array(table["leaves"], dtype=np.float32).reshape(-1, LEAVES),
            slopes={name: (float(free), float(slope)) for name, (free, slope) in table["slopes"].items()},
            bias=float(table["bias"]),
        )

    def as_table(self) -> dict[str, Any]:
        """Write it as values that JSON has."""
        return {
            "measures": list(self.measures),
            "columns": self.columns.tolist(),
            "limits": [[round(float(limit), 5) for limit in tree] for tree in self.limits],
            "leaves": [[round(float(leaf), 5) for leaf in tree] for tree in self.leaves],
            "slopes": {name: list(slope) for name, slope in self.slopes.items()},
            "bias": round(self.bias, 5),
        }


@cache
def shipped(name: str) -> Forest:
    """Return a forest of this package, by its name there: "event"."""
    return Forest.of(json.loads(files(__package__).joinpath("weights", f"{name}.json").read_bytes()))
