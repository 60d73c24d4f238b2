"""Stories whose content overlaps by more than 85 %, in the way of Feedly.

Source: Feedly's help page on deduplication: articles whose content overlaps by more than 85 % are near duplicates, across
sources only. How it counts is not said. Two readings: of the different words of the smaller story, or of those of both, the
share that the two have in common.
"""

import numpy as np

from benchmarks.peers.grouping import Pairs, nearest_earlier, shared, within
from benchmarks.peers.peer import WINDOW, Peer, steps
from benchmarks.peers.words import Numbering, content, words
from benchmarks.sets import Stream


class ContentOverlap(Peer[tuple[int, Pairs]]):
    """Each story joins the one with which it has the largest overlap."""

    def __init__(self, name: str, *, of_both: bool) -> None:
        grid = steps(0.06, 0.3, 0.02) + steps(0.35, 0.95, 0.05) if of_both else steps(0.2, 0.95, 0.025)
        super().__init__(name, grid, default=0.85, origin="Feedly's help page")
        self._of_both = of_both

    def prepare(self, stream: Stream) -> tuple[int, Pairs]:
        """Return the number of stories, and the overlaps of those that have one."""
        numbering = Numbering()
        sets = [numbering.of(words(content(story))) for story in stream.stories]
        sizes = np.array([len(own) for own in sets])
        pairs = shared(sets)
        one, other = sizes[pairs.later], sizes[pairs.earlier]
        whole = one + other - pairs.likeness if self._of_both else np.minimum(one, other)
        overlap = (pairs.likeness / whole).astype(np.float32)
        return len(sets), within(pairs._replace(likeness=overlap), stream, WINDOW)

    def group(self, prepared: tuple[int, Pairs], threshold: float) -> list[int]:
        """Return the clusters of links of more than the threshold."""
        count, pairs = prepared
        return nearest_earlier(count, pairs, float(np.nextafter(np.float32(threshold), np.float32(2))))
