"""Give each English text a static vector: the weighted mean of its words' vectors, from the weights in wordllama's wheel.

wordllama itself is not imported: its import is heavy, and its loader looks for the tokenizer where the wheel has none and
then asks a model hub. Nothing is downloaded here.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from tokenizers import Tokenizer

_WEIGHTS = "weights/l2_supercat_256.safetensors"
_TOKENIZER = "tokenizers/l2_supercat_tokenizer_config.json"
# The first 64 or 128 numbers stand for themselves; in a trial with 24 texts 128 told events apart best, of 64 to 256.
_DIMENSIONS = 128
_MOST_WORDS = 60_000  # 30 MB; more words than a week of news has


class Vectors:
    """Word vectors, read from the package at the first use and remembered word by word."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._matrix = np.zeros((1024, _DIMENSIONS), dtype=np.float32)

    def mean(self, words: Sequence[str], weights: NDArray[np.floating]) -> NDArray[np.float32]:
        """Return the weighted mean of the words' vectors, of length 1; zero if nothing has weight."""
        kept = np.flatnonzero(weights)
        rows = self._rows_of([words[i] for i in kept.tolist()])
        mean = weights[kept].astype(np.float32) @ self._matrix[rows]
        length = float(np.linalg.norm(mean))
        return mean / np.float32(length) if length else mean

    def _rows_of(self, words: list[str]) -> list[int]:
        known = self._rows
        missing = [word for word in dict.fromkeys(words) if word not in known]
        if len(known) + len(missing) > _MOST_WORDS:
            known.clear()
            missing = list(dict.fromkeys(words))
        if missing:
            self._learn(missing)
        return [known[word] for word in words]

    def _learn(self, words: list[str]) -> None:
        start = len(self._rows)
        while start + len(words) > len(self._matrix):
            self._matrix = np.concatenate([self._matrix, np.zeros_like(self._matrix)])
        tokenizer, embedding = self._model
        for row, coded in enumerate(tokenizer.encode_batch(words, add_special_tokens=False), start):
            self._matrix[row] = embedding[coded.ids].mean(axis=0, dtype=np.float32)
        self._rows.update(zip(words, range(start, start + len(words)), strict=True))

    @cached_property
    def _model(self) -> tuple[Tokenizer, NDArray[np.float16]]:
        spec = find_spec("wordllama")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("wordllama is not installed, but its wheel holds the word vectors: install it")
        package = Path(spec.origin).parent
        with safe_open(package / _WEIGHTS, framework="numpy") as weights:
            embedding = weights.get_slice("embedding.weight")[:, :_DIMENSIONS]
        return Tokenizer.from_file(str(package / _TOKENIZER)), embedding


SHIPPED = Vectors()  #: costs nothing until it is used
