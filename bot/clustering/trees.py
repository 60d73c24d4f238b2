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

from bot.clustering import kernel
from bot.clustering.kernel import Constants

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
    _trees: Constants = field(init=False)
    _sloping: Constants = field(init=False)  # columns, what is free, slopes

    def __post_init__(self) -> None:
        sloping = np.array([self.measures.index(name) for name in self.slopes], dtype=np.int64)
        free = np.array([free for free, _ in self.slopes.values()], dtype=np.float32)
        slopes = np.array([slope for _, slope in self.slopes.values()], dtype=np.float32)
        object.__setattr__(self, "_trees", Constants(self.columns.astype(np.int64), self.limits, self.leaves))
        object.__setattr__(self, "_sloping", Constants(sloping, free, slopes))

    def log_odds(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """Return the log odds for each row."""
        return kernel.log_odds(np.ascontiguousarray(rows), self._trees, self._sloping, self.bias)

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
