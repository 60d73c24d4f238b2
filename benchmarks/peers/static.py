"""wordllama's static vectors in one pass: every token's vector, all 256 numbers of it, their mean, and nearest centroid.

Source: wordllama 0.4.0, whose `WordLlama.deduplicate` has a threshold of 0.9 by default. Its weights and tokenizer are in its
wheel; they are read from there, as its own loader would ask a model hub.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.grouping import Gram, single_pass
from benchmarks.peers.peer import WINDOW, Peer, steps
from benchmarks.peers.words import content
from benchmarks.sets import Stream


class StaticVectors(Peer[Gram]):
    """The mean of the tokens' vectors, and nearest centroid."""

    needs: ClassVar[dict[str, str]] = {
        "wordllama": "wordllama",
        "safetensors": "safetensors",
        "tokenizers": "tokenizers",
    }

    def __init__(self, name: str) -> None:
        super().__init__(name, steps(0.4, 0.96, 0.02), default=0.9, origin="`WordLlama.deduplicate`")

    def prepare(self, stream: Stream) -> Gram:
        """Return the cosines of all stories."""
        vectors = self.vectors([content(story) for story in stream.stories])
        return Gram(vectors @ vectors.T, [story.first_seen for story in stream.stories])

    def group(self, prepared: Gram, threshold: float) -> list[int]:
        """Return the clusters of one pass."""
        return single_pass(prepared, threshold, WINDOW)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text; zero for an empty one."""
        tokenizer, embedding = self._model
        rows = np.zeros((len(texts), embedding.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            ids = tokenizer.encode(text, add_special_tokens=False).ids
            if ids:
                row[:] = embedding[ids].mean(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.where(lengths > 0, lengths, 1), dtype=np.float32)

    @cached_property
    def _model(self) -> tuple[Any, NDArray[np.float32]]:
        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("wordllama is not installed")
        package = Path(spec.origin).parent
        weights = import_module("safetensors.numpy").load_file(package / "weights/l2_supercat_256.safetensors")
        tokenizer = import_module("tokenizers").Tokenizer.from_file(
            str(package / "tokenizers/l2_supercat_tokenizer_config.json")
        )
        return tokenizer, weights["embedding.weight"].astype(np.float32)
