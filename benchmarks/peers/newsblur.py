"""NewsBlur's story clusters: equal titles, titles that share most of their words, and what its search index finds alike.

Source: NewsBlur's `apps/clustering` (2026). Within five days, two stories of different feeds are linked

- if their titles of at least ten characters are equal without case and punctuation;
- if both titles have at least five different words that are not function words, share at least three, one of them in at most 50
  such titles, and what they share is at least 0.6 of the smaller one's words;
- if one is among the five best hits of Elasticsearch's "more like this" for the other's title, with a score of at least 30,
  and their titles share three words.

What is linked is one cluster, of the ten earliest stories; the others stay alone. There is no Elasticsearch here; see `morelike`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

import numpy as np

from benchmarks.peers.grouping import Ids, Pairs, connected, shared, within
from benchmarks.peers.morelike import Index
from benchmarks.peers.peer import Peer, steps
from benchmarks.peers.words import Numbering
from benchmarks.sets import Stream
from bot.model import Story

_LOOKBACK = timedelta(hours=120)
_MOST_MEMBERS = 10
_LEAST_TITLE = 10  # characters
_LEAST_WORDS = 5
_LEAST_SHARED = 3
_MOST_TITLES = 50  # a word that more titles have finds no candidates
_LEAST_SCORE, _HITS = 30.0, 5

# The function words that its authors list.
_FUNCTION_WORDS = frozenset(
    "a am an and are as at be been being but by can could did do does for from go had has have he her his if in is it its"
    " may me might my no not of oh ok on or our shall she should so that the their this to up us was we were will with"
    " would your".split()
)


class Links(NamedTuple):
    """What is known of the pairs of a stream before a threshold is chosen."""

    stories: int  # how many
    sure: list[tuple[int, int]]  # linked whatever the threshold
    titles: Pairs  # with the overlap of their titles' words


class NewsBlur(Peer[Links]):
    """The rule; the threshold is that of the overlap. Without `capped`, clusters may have more than ten stories."""

    def __init__(self, name: str, *, capped: bool) -> None:
        super().__init__(name, steps(0.2, 1.0, 0.05), default=0.6, origin="its source")
        self._capped = capped

    def prepare(self, stream: Stream) -> Links:
        """Return the links, and the overlaps of the titles."""
        numbering = Numbering()
        sets = [numbering.of(significant(story.title)) for story in stream.stories]
        sure = [*_equal_titles(stream.stories), *_hits(stream.stories, sets)]
        seen = [story.first_seen for story in stream.stories]
        sure = [(a, b) for a, b in sure if abs(seen[a] - seen[b]) <= _LOOKBACK]
        return Links(len(sets), sure, within(_overlaps(sets, len(numbering)), stream, _LOOKBACK))

    def group(self, prepared: Links, threshold: float) -> list[int]:
        """Return what the links connect, cut to the ten earliest."""
        count, sure, titles = prepared
        kept = titles.likeness >= np.float32(threshold)
        close = zip(titles.later[kept].tolist(), titles.earlier[kept].tolist(), strict=True)
        founders = connected(count, [*sure, *close])
        return _cut(founders) if self._capped else founders


def normal(title: str) -> str:
    """Return the title in lower case, hyphens and slashes as blanks, other punctuation gone."""
    return " ".join(re.sub(r"[^\w\s]", "", re.sub(r"[-/]", " ", title.lower())).split())


def significant(title: str) -> set[str]:
    """Return the title's words of two letters and more, without function words and the s of a plural."""
    found = [word for word in normal(title).split() if word not in _FUNCTION_WORDS and len(word) > 1]
    return {word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word for word in found}


def _equal_titles(stories: list[Story]) -> Iterable[tuple[int, int]]:
    last: dict[str, int] = {}
    for place, story in enumerate(stories):
        title = normal(story.title)
        if len(title) >= _LEAST_TITLE:
            yield place, last.get(title, place)
            last[title] = place


def _overlaps(sets: list[Ids], words: int) -> Pairs:
    enough = [own if len(own) >= _LEAST_WORDS else own[:0] for own in sets]
    titles = np.bincount(np.concatenate(enough), minlength=words)
    pairs = shared(enough, least=_LEAST_SHARED)
    rare = shared([own[titles[own] <= _MOST_TITLES] for own in enough])
    known = set(zip(rare.later.tolist(), rare.earlier.tolist(), strict=True))
    kept = [pair in known for pair in zip(pairs.later.tolist(), pairs.earlier.tolist(), strict=True)]
    pairs = pairs.only(np.array(kept, dtype=np.bool_))
    sizes = np.array([len(own) for own in sets], dtype=np.float32)
    smaller = np.minimum(sizes[pairs.later], sizes[pairs.earlier])
    return pairs._replace(likeness=(pairs.likeness / smaller).astype(np.float32))


def _hits(stories: list[Story], sets: list[Ids]) -> Iterable[tuple[int, int]]:
    index = Index(stories)
    for place, story in enumerate(stories):
        if len(story.title) >= _LEAST_TITLE:
            for other, score in index.hits(place, _HITS):
                if score >= _LEAST_SCORE and len(np.intersect1d(sets[place], sets[other])) >= _LEAST_SHARED:
                    yield place, other


def _cut(founders: list[int]) -> list[int]:
    """Leave each cluster its first ten stories, in the order of arrival."""
    sizes: Counter[int] = Counter()
    cut = []
    for story, founder in enumerate(founders):
        sizes[founder] += 1
        cut.append(founder if sizes[founder] <= _MOST_MEMBERS else story)
    return cut
