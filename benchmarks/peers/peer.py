"""What every peer is: a rule with a name, its documented threshold, the thresholds worth a try, and the labels it gives.

The peers stand in for what other systems do. Each is written anew from the rule as its authors document it; the sources
are named in each file. Where the labelled sets lack what a rule asks for (which feed a story is from), the rule is given the
benefit of the doubt: every story counts as from another feed.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import timedelta
from importlib.util import find_spec
from typing import ClassVar, Generic, TypeVar

from benchmarks.sets import Stream

#: How long a peer that documents no such time remembers a cluster after its newest story: what storyfold does by default.
WINDOW = timedelta(days=7)

Prepared = TypeVar("Prepared")


class Peer(ABC, Generic[Prepared]):
    """A rule that groups a stream. What costs time is prepared once for a stream, and kept until the next stream comes."""

    #: Modules that must be importable, beside what storyfold itself depends on: module -> the package that has it.
    needs: ClassVar[dict[str, str]] = {}

    def __init__(self, name: str, grid: Sequence[float], default: float | None = None, origin: str = "") -> None:
        """`default` is the threshold that the authors document, and `origin` where; None where they name none."""
        self.name = name
        self.default = default
        self.origin = origin
        self.grid = tuple(sorted({*grid, *(() if default is None else (default,))}))
        self.spared = 0.0  #: seconds of work that a cache has saved so far
        self._last: tuple[Stream, Prepared] | None = None

    def missing(self) -> list[str]:
        """Return the packages that this peer cannot do without and that are not installed."""
        return [package for module, package in self.needs.items() if find_spec(module) is None]

    def labels(self, stream: Stream, threshold: float) -> list[str]:
        """Return a label for each story of the stream: the key of the first story of its cluster."""
        if self._last is None or self._last[0] is not stream:
            self._last = (stream, self.prepare(stream))
        founders = self.group(self._last[1], threshold)
        return [stream.stories[founder].key for founder in founders]

    @abstractmethod
    def prepare(self, stream: Stream) -> Prepared:
        """Return what all thresholds need of the stream."""

    @abstractmethod
    def group(self, prepared: Prepared, threshold: float) -> list[int]:
        """Return for each story the place in the stream of the first story of its cluster."""


def steps(first: float, last: float, step: float) -> list[float]:
    """Return the numbers from first to last, both included, free of the dust of repeated addition."""
    return [round(first + i * step, 4) for i in range(round((last - first) / step) + 1)]
