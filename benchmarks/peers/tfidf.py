"""TF-IDF and nearest centroid in one pass: the text-book way to detect events in a news stream.

Sources: Salton and Buckley 1988 (sublinear counts, idf, cosine); Yang, Pierce and Carbonell 1998 (single pass clustering).
No threshold is documented.
"""

from collections import Counter
from math import log

import numpy as np

from benchmarks.peers.grouping import Gram, single_pass
from benchmarks.peers.peer import WINDOW, Peer, steps
from benchmarks.peers.words import Numbering, content, stems
from benchmarks.peers.wordtable import english
from benchmarks.sets import Stream


class TfIdf(Peer[Gram]):
    """Words under their stems, weighted by (1 + ln count) and ln((texts + 2) / (texts with the word + 1)).

    A story is weighted by what was counted when it arrived, itself included, as a service must. `background` begins the
    count with storyfold's shipped table of English words, which other systems do not have.
    """

    def __init__(self, name: str, *, background: bool) -> None:
        super().__init__(name, steps(0.04, 0.6, 0.02))
        self._background = background

    def prepare(self, stream: Stream) -> Gram:
        """Return the cosines of all stories."""
        numbering = Numbering()
        texts, counts = english() if self._background else (0, {})
        counted = Counter(counts)
        rows, weights = [], []
        for texts_now, story in enumerate(stream.stories, texts + 1):
            own = Counter(stems(content(story)))
            counted.update(own.keys())
            weight = np.array([(1 + log(n)) * log((texts_now + 2) / (counted[stem] + 1)) for stem, n in own.items()])
            rows.append(numbering.each(own))
            weights.append((weight / max(float(np.linalg.norm(weight)), 1e-12)).astype(np.float32))
        return Gram(_products(rows, weights), [story.first_seen for story in stream.stories])

    def group(self, prepared: Gram, threshold: float) -> list[int]:
        """Return the clusters of one pass."""
        return single_pass(prepared, threshold, WINDOW)


def _products(rows: list[np.ndarray], weights: list[np.ndarray]) -> np.ndarray:
    starts = np.cumsum([0, *map(len, rows)])
    terms = np.concatenate(rows)
    values = np.concatenate(weights)
    dense = np.zeros(int(terms.max(initial=0)) + 1, dtype=np.float32)
    products = np.zeros((len(rows), len(rows)), dtype=np.float32)
    for story, own in enumerate(weights):
        start, end = starts[story : story + 2].tolist()
        place = terms[start:end]
        dense[place] = own
        totals = np.concatenate([[0.0], np.cumsum(dense[terms[:end]] * values[:end], dtype=np.float64)])
        products[story, : story + 1] = np.diff(totals[starts[: story + 2]])
        dense[place] = 0
    return products + np.tril(products, -1).T
