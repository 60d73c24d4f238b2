"""Decide for each story, in the order of arrival, which cluster it joins; remember the window, never the texts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import numpy as np

from bot.clustering.background import Frequencies
from bot.clustering.candidates import Index
from bot.clustering.features import Features, Reading, read
from bot.clustering.scoring import MEASURES, Models, Numbers, Scratch, copy_score, measure
from bot.clustering.vectors import SHIPPED, Vectors
from bot.model import Decision, Evidence, Story

# Between 12 and 40 the macro B-cubed F1 moved by .007; the cost grows with it.
_MOST_CANDIDATES = 16
# A cluster is judged by this many of its members, spread evenly over their order of arrival.
_CORE = 8
# The score is the mean over the members most like the story. Macro B-cubed F1 and false merges, 1,000 stories a set, at
# the best threshold tried: 3 of them .854, .19; 4 .849, .18; 5 .842, .18; the whole core .804, .26. One alone chains.
_NEAREST = 3
_SHOWN_WORDS = 12  # arbitrary; what a person reads


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the clusterer may be told. The defaults were measured; see benchmarks/README.md."""

    window: timedelta = timedelta(days=7)  #: how long a story is remembered, and how far apart claimed times may be
    threshold: float = 0.44  #: a story joins a cluster whose score is at least this, 0-1
    copy_threshold: float = 0.57  #: a story is a copy of the member whose copy score is at least this, 0-1

    def __post_init__(self) -> None:
        if self.window <= timedelta(0):
            raise ValueError(f"window must be positive, got {self.window}")
        for name, value in (("threshold", self.threshold), ("copy_threshold", self.copy_threshold)):
            if not 0 <= value <= 1:
                raise ValueError(f"{name} must be between 0 and 1, got {value}")


@dataclass(frozen=True, slots=True, eq=False)
class _Remembered:
    """One story of the window."""

    number: int  # grows in the order of arrival
    features: Features
    seen: datetime  # when it arrived; never before the stories that arrived earlier
    published: datetime | None
    cluster: str
    copy: str


@dataclass(frozen=True, slots=True, eq=False)
class _Match:
    """A cluster, or the part of it that was looked at, against one story."""

    score: float  # mean over the members most like it
    cluster: str
    members: list[_Remembered]
    scores: Numbers  # of each member
    measures: Numbers


@dataclass(slots=True)
class _Window:
    """The remembered stories, by every key they are asked for."""

    stories: dict[int, _Remembered] = field(default_factory=dict)  # number -> story, in the order of arrival
    numbers: dict[str, int] = field(default_factory=dict)  # story key -> number
    clusters: dict[str, list[int]] = field(default_factory=dict)  # cluster key -> numbers, ascending
    index: Index = field(default_factory=Index)


class Clusterer:
    """Groups a stream of stories. Its state depends on what was applied, and on nothing else.

    Within a language the weights of words follow the remembered stories, on top of the shipped table.
    """

    def __init__(self, options: Options, vectors: Vectors | None = SHIPPED, *, models: Models | None = None) -> None:
        self.options = options
        self._models = models or Models.shipped()
        self._vectors = vectors
        self._window = _Window()
        self._frequencies: dict[str | None, Frequencies] = {}
        self._scratch = Scratch()
        self._next = 0
        self._newest = datetime.min.replace(tzinfo=UTC)
        self._last: tuple[Story, Reading] | None = None

    def __len__(self) -> int:
        """Return how many stories are remembered."""
        return len(self._window.stories)

    def decide(self, story: Story) -> Decision:
        """Return where the story belongs. Changes nothing; a story that is known already is compared with the others."""
        reading = self._read(story)
        matches = self._match(reading.features, self._reachable(story, reading.features))
        if not matches:
            return Decision(kind="found", story=story.key, cluster=story.key, copy=story.key, score=0.0)
        best = min(matches, key=lambda match: (-match.score, match.cluster))
        return self._decision(story, reading, best, joins=best.score >= self.options.threshold)

    def compare(self, a: Story, b: Story) -> Decision:
        """Return what `decide` would say of `b` if `a` were all that is remembered, with today's weights of words."""
        one = _Remembered(-1, self._read(a).features, a.first_seen, a.published, a.key, a.key)
        reading = self._read(b)
        [match] = self._match(reading.features, [(a.key, [one])])
        near = _fits(b, reading.features, [one], self.options.window)
        return self._decision(b, reading, match, joins=near and match.score >= self.options.threshold)

    def apply(self, story: Story, decision: Decision) -> None:
        """Remember the story where the decision puts it, and forget what the window has left behind.

        Stored decisions are loaded by applying them in their old order. A story that is known already is replaced.
        """
        features = self._read(story).features
        if story.key in self._window.numbers:
            self._drop(self._window.stories[self._window.numbers[story.key]])
        self._newest = max(self._newest, story.first_seen)
        remembered = _Remembered(self._next, features, self._newest, story.published, decision.cluster, decision.copy)
        self._next += 1
        self._window.stories[remembered.number] = remembered
        self._window.numbers[story.key] = remembered.number
        self._window.clusters.setdefault(decision.cluster, []).append(remembered.number)
        self._window.index.add(remembered.number, features.terms)
        self._frequencies_of(features.language).add(features.terms)
        self.forget(self._newest - self.options.window)

    def revise(self, story: Story) -> None:
        """Remember what a known story says now: where it is, and for as long as before. Nothing if it is not remembered.

        The state is then the one that loading all stored decisions with this story would give.
        """
        number = self._window.numbers.get(story.key)
        if number is None:
            return
        former, features = self._window.stories[number], self._read(story).features
        self._window.index.remove(number, former.features.terms)
        self._window.index.add(number, features.terms)
        self._frequencies_of(former.features.language).remove(former.features.terms)
        self._frequencies_of(features.language).add(features.terms)
        self._window.stories[number] = replace(former, features=features, published=story.published)

    def forget(self, before: datetime) -> None:
        """Forget all stories that arrived before a time. `apply` does so by itself as newer stories come."""
        window = self._window
        while window.stories:
            oldest = next(iter(window.stories.values()))
            if oldest.seen >= before:
                return
            self._drop(oldest)

    def _drop(self, story: _Remembered) -> None:
        window = self._window
        del window.stories[story.number]
        del window.numbers[story.features.key]
        members = window.clusters[story.cluster]
        members.remove(story.number)
        if not members:
            del window.clusters[story.cluster]
        window.index.remove(story.number, story.features.terms)
        self._frequencies_of(story.features.language).remove(story.features.terms)

    def _read(self, story: Story) -> Reading:
        # `apply` follows `decide` for the same story: read it once.
        if self._last is None or self._last[0] is not story:
            self._last = (story, read(story, self._vectors))
        return self._last[1]

    def _frequencies_of(self, language: str | None) -> Frequencies:
        if language not in self._frequencies:
            self._frequencies[language] = Frequencies.of(language)
        return self._frequencies[language]

    def _reachable(self, story: Story, features: Features) -> list[tuple[str, list[_Remembered]]]:
        """Return the clusters that may be joined: their cores, and the other members that are candidates themselves."""
        window = self._window
        weights = self._frequencies_of(features.language).idf(features.terms)
        near: dict[str, list[_Remembered]] = {}
        for number in window.index.nearest(features.terms, weights, _MOST_CANDIDATES):
            candidate = window.stories[number]
            near.setdefault(candidate.cluster, []).append(candidate)
        parts = []
        for cluster, candidates in near.items():
            members = [window.stories[number] for number in window.clusters[cluster]]
            members = [member for member in members if member.features.key != story.key]
            if members and _fits(story, features, members, self.options.window):
                core = _core(members)
                chosen = {member.number for member in core} | {window.numbers.get(story.key)}
                others = [candidate for candidate in candidates if candidate.number not in chosen]
                parts.append((cluster, core + others))
        return parts

    def _match(self, features: Features, parts: list[tuple[str, list[_Remembered]]]) -> list[_Match]:
        others = [member.features for _, members in parts for member in members]
        measures = measure(features, others, self._frequencies_of(features.language), self._scratch)
        has_vectors = np.array([features.vector is not None and other.vector is not None for other in others])
        scores = self._models.probability(measures, has_vectors)
        matches, end = [], 0
        for cluster, members in parts:
            start, end = end, end + len(members)
            likeness = float(np.sort(scores[start:end])[-_NEAREST:].mean())
            matches.append(_Match(likeness, cluster, members, scores[start:end], measures[start:end]))
        return matches

    def _decision(self, story: Story, reading: Reading, match: _Match, *, joins: bool) -> Decision:
        nearest = min(range(len(match.members)), key=lambda i: (-match.scores[i], match.members[i].features.key))
        copies = copy_score(match.measures)
        original = min(range(len(match.members)), key=lambda i: (-copies[i], match.members[i].number))
        is_copy = joins and copies[original] >= self.options.copy_threshold
        return Decision(
            kind="join" if joins else "found",
            story=story.key,
            cluster=match.cluster if joins else story.key,
            copy=match.members[original].copy if is_copy else story.key,
            score=match.score,
            refused=None if joins else match.cluster,
            evidence=self._evidence(story, reading, match, nearest, float(copies[nearest])),
        )

    def _evidence(self, story: Story, reading: Reading, match: _Match, nearest: int, copy: float) -> Evidence:
        member = match.members[nearest]
        values = dict(zip(MEASURES, match.measures[nearest].tolist(), strict=True))
        values |= {"likeness": float(match.scores[nearest]), "copy": copy}
        terms = reading.features.terms
        shared = np.flatnonzero(np.isin(terms, member.features.terms))
        weights = self._frequencies_of(reading.features.language).idf(terms[shared])
        heaviest = shared[np.argsort(-weights, kind="stable")[:_SHOWN_WORDS]]
        claimed = (story.published, member.published)
        return Evidence(
            nearest=member.features.key,
            measures={name: round(value, 4) for name, value in values.items()},
            shared=tuple(reading.words[term] for term in terms[heaviest].tolist()),
            gap=None if claimed[0] is None or claimed[1] is None else abs(claimed[0] - claimed[1]),
        )


def _core(members: list[_Remembered]) -> list[_Remembered]:
    if len(members) <= _CORE:
        return members
    return [members[i * (len(members) - 1) // (_CORE - 1)] for i in range(_CORE)]


def _fits(story: Story, features: Features, members: Sequence[_Remembered], window: timedelta) -> bool:
    """Tell whether language and claimed times allow the story among these members, whatever the likeness."""
    languages = {member.features.language for member in members} | {features.language}
    if len(languages - {None}) > 1:
        return False
    claimed = [member.published for member in members if member.published is not None]
    return story.published is None or not claimed or min(abs(story.published - other) for other in claimed) <= window
