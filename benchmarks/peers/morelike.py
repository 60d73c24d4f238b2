"""What a search index finds alike: Elasticsearch's "more like this" for titles, over titles and texts.

Sources: Elasticsearch's reference of that query (a word is looked for in the field where more stories have it, the 25 most telling
words, 30 % of them must match); Robertson and Zaragoza 2009 for BM25. Scores grow with the size of an index: the document
frequencies of storyfold's shipped table stand in for those of a large one.
"""

import math
from collections import Counter, defaultdict

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.words import stems
from benchmarks.peers.wordtable import english
from bot.model import Story

_K1, _B = 1.2, 0.75  # Elasticsearch's defaults
_TERMS, _LEAST_LETTERS, _LEAST_STORIES = 25, 3, 2
_LEAST_MATCH = 0.3


class Index:
    """Titles and texts of stories, by their words."""

    def __init__(self, stories: list[Story]) -> None:
        self._titles = _Field([story.title for story in stories])
        self._texts = _Field([story.text for story in stories])

    def hits(self, place: int, most: int) -> list[tuple[int, float]]:
        """Return the stories most like the title of the one at a place, with their scores, the best first."""
        asked = {term: self._field(term) for term in self._titles.counts[place] if len(term) >= _LEAST_LETTERS}
        weights = {t: self._weight(t) for t, field in asked.items() if len(field.places[t]) >= _LEAST_STORIES}
        terms = sorted(weights, key=lambda term: (-weights[term], term))[:_TERMS]
        scores, matches = np.zeros((2, len(self._titles.counts)))
        for term in terms:
            places, strength = asked[term].strength(term)
            scores[places] += weights[term] * strength
            matches[places] += 1
        scores[matches < int(_LEAST_MATCH * len(terms))] = 0
        scores[place] = 0
        best = np.argsort(-scores, kind="stable")[:most]
        return [(other, float(scores[other])) for other in best.tolist() if scores[other] > 0]

    def _field(self, term: str) -> "_Field":
        return max((self._titles, self._texts), key=lambda field: len(field.places[term]))

    @staticmethod
    def _weight(term: str) -> float:
        texts, counts = english()
        count = counts.get(term, 0)
        return math.log(1 + (texts - count + 0.5) / (count + 0.5))


class _Field:
    """One field of all stories: in which of them a word is, and how strongly."""

    def __init__(self, texts: list[str]) -> None:
        self.counts = [Counter(stems(text)) for text in texts]
        self.places: dict[str, list[int]] = defaultdict(list)
        for place, count in enumerate(self.counts):
            for term in count:
                self.places[term].append(place)
        lengths = np.array([count.total() for count in self.counts], dtype=np.float64)
        self._lengths = lengths / max(float(lengths.mean()), 1.0)

    def strength(self, term: str) -> tuple[list[int], NDArray[np.float64]]:
        """Return the stories that have the word, and its count in each, which saturates at 1."""
        places = self.places[term]
        counts = np.array([self.counts[place][term] for place in places], dtype=np.float64)
        return places, counts / (counts + _K1 * (1 - _B + _B * self._lengths[places]))
