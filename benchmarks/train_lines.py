"""Fit the model that judges single lines (`bot/cleaning/furniture/judging.py`) on what is marked in `benchmarks/marked/`.

    python -m benchmarks.train_lines [--check]

Writes `bot/cleaning/furniture/weights/lines.txt.gz`. With --check, writes nothing: leaves out one fifth of the stories and
lines after the other, and prints what the model finds and loses at several thresholds.
"""

import argparse
import gzip
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from benchmarks.copydesk import HOME, Line, Marked, squeeze, stories
from bot.cleaning.furniture.judging import LONGEST, Place, features, is_sentence
from bot.cleaning.furniture.outline import SENTENCE

OUT = Path(__file__).parent.parent / "bot/cleaning/furniture/weights/lines.txt.gz"
FEWEST = 2  # examples that have a word, for it to have a weight
PARTS = 5
ROUNDS, RATE, DECAY = 400, 0.05, 5e-5
_TAG = re.compile(r"<[^>]*>")
_PART = re.compile(r"\[\[.*?\]\]")


class Example(NamedTuple):
    """One line."""

    group: str  #: what it must not be parted from when testing
    text: str
    place: Place
    is_furniture: bool
    weight: float = 1.0


def of_stories() -> list[Example]:
    """Lines of marked stories, at the places where cleaning meets them."""
    found: list[Example] = []
    for name in ("stories", "apart"):
        for marked in stories(HOME / name):
            found += _of_story(marked)
    return found


def _of_story(marked: Marked) -> list[Example]:
    texts = [
        squeeze(
            _TAG.sub(
                " ",
                _PART.sub(" ", line.source)
                if not line.is_furniture
                else line.source.replace("[[", "").replace("]]", ""),
            )
        )
        for line in marked.lines
    ]
    kept = [at for at, line in enumerate(marked.lines) if not line.is_furniture and line.kind == "p" and texts[at]]
    if not kept:
        return []
    found = []
    for at, (line, text) in enumerate(zip(marked.lines, texts, strict=True)):
        if not text or len(text) > LONGEST:
            continue
        place: Place = "top" if at < kept[0] else "end" if at > kept[-1] else "any"
        found.append(Example(marked.name, text, place, line.is_furniture))
        found += _of_sentences(marked.name, line, text)
        # The first and last paragraphs are asked at their ends, too.
        if at == kept[0]:
            found.append(Example(marked.name, text, "top", False))
        if at >= kept[-1] and not line.is_furniture:
            found.append(Example(marked.name, text, "end", False))
    return found


def _of_sentences(group: str, line: Line, text: str) -> Iterator[Example]:
    """What is behind the sentences of a paragraph, and its last sentence; and the paragraph where furniture is in it."""
    if line.is_furniture or line.kind != "p":
        return
    whole = squeeze(_TAG.sub(" ", line.source.replace("[[", "").replace("]]", "")))
    if line.parts and len(whole) <= LONGEST:
        yield from (Example(group, whole, place, False) for place in get_args(Place))
    for part in line.parts:
        if whole.endswith(squeeze(part)):
            yield Example(group, squeeze(part), "end", True)
    *_, begin = [0, *(match.end() for match in SENTENCE.finditer(text) if match.end() < len(text) - 1)]
    if begin and len(text) - begin <= LONGEST:
        yield Example(group, text[begin:].strip(), "end", False, 0.5)


def of_lines() -> list[Example]:
    """Single lines, with the place that stands before them."""
    found: list[Example] = []
    for path in sorted((HOME / "lines").glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            mark, _, text = line.partition(" ")
            is_furniture, kind = mark[:1] == "~", mark[1:]
            places: tuple[Place, ...] = (kind,) if kind in get_args(Place) else get_args(Place)
            if kind == "any":
                places = ("any", "end") if is_furniture else get_args(Place)
            text = squeeze(text)
            if text and len(text) <= LONGEST:
                found += [
                    Example(f"{path.stem}{number // 10}", text, place, is_furniture, 1 / len(places))
                    for place in places
                ]
    return found


class Model:
    """A logistic regression."""

    def __init__(self, examples: Sequence[Example]) -> None:
        seen = [features(one.text, one.place) for one in examples]
        counts = Counter(name for names in seen for name in names)
        self.names = {
            name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= FEWEST))
        }
        rows = [[self.names[name] for name in names if name in self.names] for names in seen]
        columns = np.array([at for row in rows for at in row])
        owners = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
        labels = np.array([one.is_furniture for one in examples], dtype=float)
        weights = np.array([one.weight for one in examples])
        self.bias, self.values = _fit(columns, owners, labels, weights, len(self.names))

    def score(self, one: Example) -> float:
        """Return the log odds that a line is furniture."""
        at = [self.names[name] for name in features(one.text, one.place) if name in self.names]
        return float(self.bias + self.values[at].sum())

    def as_dict(self) -> dict[str, float]:
        """Return the weights that matter, by the name of what they are of."""
        kept = {
            name: round(float(self.values[at]), 3) for name, at in self.names.items() if abs(self.values[at]) >= 0.02
        }
        return {"bias": round(self.bias, 3), **kept}


def _fit(
    columns: NDArray[np.int64],
    owners: NDArray[np.int64],
    labels: NDArray[np.float64],
    weights: NDArray[np.float64],
    width: int,
) -> tuple[float, NDArray[np.float64]]:
    """Adam over the whole set; the same result every time."""
    values, bias = np.zeros(width), 0.0
    moment, power = np.zeros(width + 1), np.zeros(width + 1)
    for step in range(1, ROUNDS + 1):
        score = np.bincount(owners, values[columns], len(labels)) + bias
        error = (1 / (1 + np.exp(-score)) - labels) * weights
        slope = np.append(
            np.bincount(columns, error[owners], width) / weights.sum() + DECAY * values, error.sum() / weights.sum()
        )
        moment = 0.9 * moment + 0.1 * slope
        power = 0.999 * power + 0.001 * slope**2
        change = RATE * (moment / (1 - 0.9**step)) / (np.sqrt(power / (1 - 0.999**step)) + 1e-8)
        values, bias = values - change[:-1], bias - float(change[-1])
    return bias, values


def check(examples: Sequence[Example]) -> None:
    """Print what a model finds of lines that it was not fitted on."""
    groups = sorted({one.group for one in examples})
    random.Random(1).shuffle(groups)
    part_of = {group: at % PARTS for at, group in enumerate(groups)}
    scored: list[tuple[Example, float]] = []
    for part in range(PARTS):
        model = Model([one for one in examples if part_of[one.group] != part])
        scored += [(one, model.score(one)) for one in examples if part_of[one.group] == part]
    print("| place | sentence | threshold | furniture found | of | story lines lost | of |\n" + "|---" * 7 + "|")
    for place, is_told in product(get_args(Place), (False, True)):
        for threshold in (0.0, 1.0, 2.0, 3.0, 4.0, 5.0):
            here = [(one, score) for one, score in scored if one.place == place and is_sentence(one.text) == is_told]
            furniture = [score for one, score in here if one.is_furniture]
            story = [score for one, score in here if not one.is_furniture]
            found, lost = (sum(score >= threshold for score in some) for some in (furniture, story))
            print(
                f"| {place} | {is_told} | {threshold} | {found / len(furniture):.1%} | {len(furniture)} | {lost} | {len(story)} |"
            )
    worst = sorted(((score, one) for one, score in scored if not one.is_furniture), key=lambda pair: -pair[0])[:40]
    for score, one in worst:
        print(f"{score:.1f} {one.place} {one.group}: {one.text[:110]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="measure, and write nothing")
    is_check = parser.parse_args().check
    examples = of_stories() + of_lines()
    print(f"{len(examples)} examples, {sum(one.is_furniture for one in examples)} of them furniture")
    if is_check:
        check(examples)
        return
    model = Model(examples)
    rows = "".join(f"{weight} {name}\n" for name, weight in sorted(model.as_dict().items()))
    OUT.write_bytes(gzip.compress(rows.encode(), mtime=0))
    print(f"{len(model.as_dict())} weights, {OUT.stat().st_size} bytes in {OUT.name}")


if __name__ == "__main__":
    main()
