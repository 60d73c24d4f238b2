"""MinHash with locality-sensitive hashing over runs of three words: how near-duplicates are found at scale.

Sources: Broder 1997; Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3; datasketch 2.0, whose `MinHashLSH`
has 128 permutations and a threshold of 0.9 by default and chooses bands so that misses and false candidates weigh the same.
"""

from collections import defaultdict
from functools import cache
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.grouping import Pairs, nearest_earlier, within
from benchmarks.peers.peer import WINDOW, Peer, steps
from benchmarks.peers.words import content, runs, words
from benchmarks.sets import Stream

_PERMUTATIONS = 128
_PRIME = np.uint64((1 << 31) - 1)
_SEED = 20261122

Signatures = NDArray[np.uint32]


class Signed(NamedTuple):
    """A stream and a signature for each of its stories."""

    stream: Stream
    signatures: Signatures  # stories x permutations


class MinHash(Peer[Signed]):
    """Stories that share a bucket in any band are compared; each joins the one with the most equal hashes."""

    def __init__(self, name: str) -> None:
        grid = [0.01, *steps(0.02, 0.2, 0.02), *steps(0.25, 0.9, 0.05)]
        super().__init__(name, grid, default=0.9, origin="datasketch's `MinHashLSH`")

    def prepare(self, stream: Stream) -> Signed:
        """Return the signatures."""
        return Signed(stream, np.stack([signature(content(story)) for story in stream.stories]))

    def group(self, prepared: Signed, threshold: float) -> list[int]:
        """Return the clusters of links to the nearest candidate."""
        pairs = within(_candidates(prepared.signatures, *bands(threshold)), prepared.stream, WINDOW)
        return nearest_earlier(len(prepared.signatures), pairs, threshold)


def signature(text: str) -> NDArray[np.uint32]:
    """Return the least hash of the text's runs of three words, under each permutation."""
    factors, offsets = _permutations()
    hashed = {crc32(" ".join(run).encode()) >> 1 for run in runs(words(text), 3)} or {0}
    runs_of_text = np.array(sorted(hashed), dtype=np.uint64)
    least: NDArray[np.uint32] = ((runs_of_text[:, None] * factors + offsets) % _PRIME).min(axis=0).astype(np.uint32)
    return least


@cache
def _permutations() -> NDArray[np.uint64]:
    return np.random.default_rng(_SEED).integers(1, int(_PRIME), size=(2, _PERMUTATIONS), dtype=np.uint64)


@cache
def bands(threshold: float) -> tuple[int, int]:
    """Return how many bands of how many rows make misses above the threshold and candidates below it rarest, together."""
    likeness = (np.arange(1000) + 0.5) / 1000
    best, choice = np.inf, (_PERMUTATIONS, 1)
    for count in range(1, _PERMUTATIONS + 1):
        for rows in range(1, _PERMUTATIONS // count + 1):
            found = 1 - (1 - likeness**rows) ** count
            cost = float(np.where(likeness < threshold, found, 1 - found).sum())
            if cost < best:
                best, choice = cost, (count, rows)
    return choice


def _candidates(signatures: Signatures, count: int, rows: int) -> Pairs:
    found: set[tuple[int, int]] = set()
    for band in range(count):
        buckets: dict[bytes, list[int]] = defaultdict(list)
        part = np.ascontiguousarray(signatures[:, band * rows : (band + 1) * rows])
        for story, key in enumerate(part):
            bucket = buckets[key.tobytes()]
            found.update((story, earlier) for earlier in bucket)
            bucket.append(story)
    pairs = np.array(sorted(found), dtype=np.int32).reshape(-1, 2)
    later, earlier = pairs[:, 0], pairs[:, 1]
    return Pairs(later, earlier, (signatures[later] == signatures[earlier]).mean(axis=1, dtype=np.float32))
