"""lemon24/reader's `entry_dedupe`: the same title, link or second, and nearly the same content.

Source: reader 3.27, `plugins/entry_dedupe.py` and the `reader.entry_dedupe` part of its documentation. Two entries are
duplicates if their contents of at least 48 words, the longer cut to the shorter's length when it has more than 1.5 times
its words, have a Jaccard similarity of n-grams (repeats counted) that reaches a threshold: n, its unit and the threshold depend
on the mean length. It asks only within groups of at most four entries with the same link, title or second of
publication. Left out here: prefixes that a feed's titles share, and the padding of texts under 100 words.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, combinations
from typing import NamedTuple
from urllib.parse import urlsplit

import numpy as np

from benchmarks.peers.grouping import Pairs, connected, spanning
from benchmarks.peers.peer import Peer, steps
from benchmarks.sets import Stream
from bot.model import Story

_LEAST_WORDS = 48
_MOST_RATIO = 1.5
_MOST_MEMBERS = 4
# Up to this mean number of characters in words: characters or words, n, threshold. The last holds for longer ones, too.
_RULES = (
    (12, "characters", 3, 0.6),
    (20, "characters", 3, 0.7),
    (40, "characters", 3, 0.8),
    (80, "characters", 4, 0.7),
    (120, "characters", 4, 0.8),
    (200, "characters", 4, 0.825),
    (400, "characters", 4, 0.85),
    (800, "characters", 4, 0.875),
    (1600, "words", 3, 0.8),
    (2400, "words", 4, 0.8),
    (3600, "words", 4, 0.85),
    (4800, "words", 4, 0.9),
)
_LENGTHS = np.array([rule[0] for rule in _RULES])
# Dates and versions are one word.
_WORD = re.compile(r"\b(?:\d{1,4}(?:[/-]\d{1,4}){1,2}|\d{1,4}(?:\.\d{1,3}){1,2}(?:[._-]?[a-z]{1,5}\d{1,2})?|\w+)\b")

Words = tuple[str, ...]


class Compared(NamedTuple):
    """The links of a stream: by how much their similarity is above what the rule asks for; negative where below."""

    stories: int  # how many
    links: Pairs


class Reader(Peer[Compared]):
    """The rule as it is shipped; the threshold is added to those of the rule."""

    def __init__(self, name: str) -> None:
        super().__init__(name, steps(-0.74, 0.04, 0.02), default=0.0, origin="its source")

    def prepare(self, stream: Stream) -> Compared:
        """Compare all stories that share a title, link or second of publication with at most three others."""
        contents = [tokens(story.text) for story in stream.stories]
        candidates = sorted({pair for key in (_link, _title, _second) for pair in _grouped(stream.stories, key)})
        found = [(b, a, by) for a, b in candidates if (by := margin(contents[a], contents[b])) is not None]
        later, earlier, likeness = zip(*found, strict=True) if found else ((), (), ())
        pairs = Pairs(np.array(later, np.int32), np.array(earlier, np.int32), np.array(likeness, np.float32))
        return Compared(len(contents), pairs)

    def group(self, prepared: Compared, threshold: float) -> list[int]:
        """Return what the links connect."""
        count, links = prepared
        kept = links.likeness >= np.float32(threshold)
        return connected(count, zip(links.later[kept].tolist(), links.earlier[kept].tolist(), strict=True))


class ReaderContent(Reader):
    """What it asks of contents alone, of all pairs: reader itself never does this."""

    def prepare(self, stream: Stream) -> Compared:
        """Compare all stories."""
        contents = [tokens(story.text) for story in stream.stories]
        return Compared(len(contents), spanning(len(contents), margins(contents, least=self.grid[0])))


def tokens(text: str) -> Words:
    """Return the words in lower case, without accents; dates and versions are one word."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return tuple(_WORD.findall(text.lower()))


def margin(one: Words, two: Words) -> float | None:
    """Return by how much the similarity is above the threshold of the rule; None if a text is too short for it."""
    short, long = sorted((one, two), key=len)
    if len(short) < _LEAST_WORDS:
        return None
    if len(long) > _MOST_RATIO * len(short):
        long = long[: len(short)]
    _, unit, n, least = _RULES[_rule((_characters(short) + _characters(long)) / 2)]
    a, b = (Counter(_grams(text, unit, n)) for text in (short, long))
    return (a & b).total() / (a | b).total() - least


def margins(contents: Sequence[Words], *, least: float) -> Pairs:
    """Return `margin` of all pairs that have one of at least so much."""
    order = sorted(
        (i for i, words in enumerate(contents) if len(words) >= _LEAST_WORDS), key=lambda i: len(contents[i])
    )
    indexed = [_Indexed(contents[i]) for i in order]
    counts = np.array([len(text.words) for text in indexed])
    characters = np.array([text.sums[-1] for text in indexed])
    table = cache(lambda unit, n: _Table(indexed, unit, n))
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for place, long in enumerate(indexed):
        if not place:
            continue
        own = np.where(counts[place] > _MOST_RATIO * counts[:place], counts[:place], counts[place])
        rules = np.minimum(np.searchsorted(_LENGTHS, (characters[:place] + long.sums[own]) / 2), len(_RULES) - 1)
        values = np.full(place, -1.0, dtype=np.float32)
        for rule in np.unique(rules).tolist():
            _, unit, n, threshold = _RULES[rule]
            chosen = np.flatnonzero(rules == rule)
            values[chosen] = table(unit, n).jaccard(place, chosen, own[chosen]) - threshold
        kept = np.flatnonzero(values >= least)
        found.append((np.full(len(kept), place), kept, values[kept]))
    a, b, values = (np.concatenate(parts) for parts in zip(*found, strict=True)) if found else (np.zeros(0, int),) * 3
    ends = np.array(order, dtype=np.int32)[np.stack([a, b])] if len(a) else np.zeros((2, 0), dtype=np.int32)
    return Pairs(ends.max(axis=0), ends.min(axis=0), values.astype(np.float32))


class _Indexed:
    """A text and how many characters its first words have."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.sums = np.array([0, *accumulate(map(len, words))])

    def grams(self, unit: str, n: int, words: np.ndarray) -> np.ndarray:
        """Return how many n-grams the first so many words have."""
        length = self.sums[words] + words - 1 if unit == "characters" else words
        return np.asarray(np.maximum(length - n + 1, 0))


class _Table:
    """The n-grams of all texts, numbered. An n-gram's second time in a text has another number than its first.

    So a text's n-grams are a set, those of its first words are the first of them, and sets are compared by one look-up.
    """

    def __init__(self, texts: list[_Indexed], unit: str, n: int) -> None:
        self._texts, self._unit, self._n = texts, unit, n
        numbers: dict[tuple[object, int], int] = {}
        rows = [[numbers.setdefault(g, len(numbers)) for g in _told_apart(_grams(t.words, unit, n))] for t in texts]
        self._starts = np.cumsum([0, *map(len, rows)])
        self._joined = np.array([number for row in rows for number in row], dtype=np.int32)
        self._place = np.full(len(numbers), np.iinfo(np.int32).max, dtype=np.int32)

    def jaccard(self, text: int, others: np.ndarray, words: np.ndarray) -> np.ndarray:
        """Return the similarity of the text, cut to so many words for each of the others, with them."""
        own = self._joined[self._starts[text] : self._starts[text + 1]]
        sizes = np.diff(self._starts)[others]
        limits = self._texts[text].grams(self._unit, self._n, words)
        self._place[own] = np.arange(len(own), dtype=np.int32)
        spans = np.repeat(self._starts[others] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes)
        hits = self._place[self._joined[spans + np.arange(len(spans))]] < np.repeat(limits, sizes)
        self._place[own] = np.iinfo(np.int32).max
        totals = np.concatenate([[0], np.cumsum(hits)])
        ends = np.cumsum(sizes)
        common = totals[ends] - totals[ends - sizes]
        return np.asarray(common / (limits + sizes - common))


def _rule(length: float) -> int:
    return min(int(np.searchsorted(_LENGTHS, length)), len(_RULES) - 1)


def _characters(words: Words) -> int:
    return sum(map(len, words))


def _grams(words: Words, unit: str, n: int) -> list[Sequence[str]]:
    whole: Sequence[str] = " ".join(words) if unit == "characters" else words
    return [whole[i : i + n] for i in range(len(whole) - n + 1)]


def _told_apart(grams: list[Sequence[str]]) -> Iterator[tuple[object, int]]:
    times: Counter[object] = Counter()
    for gram in grams:
        yield gram, times[gram]
        times[gram] += 1


def _grouped(stories: list[Story], key: Callable[[Story], object]) -> Iterator[tuple[int, int]]:
    groups: dict[object, list[int]] = defaultdict(list)
    for place, story in enumerate(stories):
        groups[key(story)].append(place)
    for value, members in groups.items():
        if value and len(members) <= _MOST_MEMBERS:
            yield from combinations(members, 2)


def _title(story: Story) -> Words:
    return tokens(story.title)


def _link(story: Story) -> str:
    if not story.url:
        return ""
    parts = urlsplit(story.url)
    scheme = "https" if parts.scheme == "http" else parts.scheme
    return parts._replace(scheme=scheme, netloc=parts.netloc.lower(), path=parts.path.rstrip("/")).geturl()


def _second(story: Story) -> str:
    return story.published.isoformat(timespec="seconds") if story.published else ""
