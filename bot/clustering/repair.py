"""Put right what stories that came later show to have been wrong: part clusters, make one cluster of two, move stories.

Only what is in doubt is looked at again: stories that nearly went elsewhere, those of other clusters that are like them, and
clusters that a story joined which is unlike some of the others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from bot.clustering import parting
from bot.clustering.matching import Match, Matcher
from bot.clustering.window import Window
from bot.model import Decision

#: Share of the threshold that the parts of a cluster have to score with each other in the mean, else they are parted.
LASTING = 0.85
_DOUBTFUL = 0.5  # share of the threshold that makes a story's place in another cluster doubtful
_MARGIN = 0.02  # by which another cluster has to fit better, so that nothing goes to and fro
_ROUNDS = 2
# Of two stories, one is what the other was compared with. The cost of a large cluster grows with the square.
_FEWEST, _MOST = 3, 40
_ONE_TEXT = 2.0  # score of copies, above all others: they are never parted


@dataclass(slots=True)
class Doubts:
    """What may be wrong since the last time."""

    stories: dict[int, None] = field(default_factory=dict)  #: numbers of those that may be in the wrong cluster
    clusters: dict[str, None] = field(default_factory=dict)  #: keys of those that may have to be parted

    def note(self, number: int, cluster: str, matches: Sequence[Match], threshold: float) -> None:
        """Note what may be wrong now that a story is in a cluster, knowing which ones it was held against."""
        for match in matches:
            if match.cluster == cluster:
                if min(match.scores) < LASTING * threshold:
                    self.clusters[cluster] = None
                continue
            if match.score >= _DOUBTFUL * threshold:
                self.stories[number] = None
            likely = zip(match.members, match.scores, strict=True)
            self.stories |= dict.fromkeys(other for other, score in likely if score >= threshold)


def settle(window: Window, matcher: Matcher, doubts: Doubts, threshold: float) -> list[Decision]:
    """Return what is put right, in the order in which it was done to the window."""
    repairs = _Repairs(window, matcher, doubts, threshold)
    decisions: list[Decision] = []
    for _ in range(_ROUNDS):
        before = len(decisions)
        decisions += repairs.split()
        decisions += repairs.merge()
        decisions += repairs.move()
        if len(decisions) == before:
            break
    return decisions


class _Repairs:
    """Each does to the window what it yields."""

    def __init__(self, window: Window, matcher: Matcher, doubts: Doubts, threshold: float) -> None:
        self._window = window
        self._matcher = matcher
        self._ties = matcher.ties
        self._threshold = threshold
        self._stories = list(doubts.stories)
        self._clusters = dict(doubts.clusters)  # that changed since it was last seen whether they hold together
        self._new: list[str] = []  # clusters that were split off
        self._parted: set[frozenset[str]] = set()  # they do not become one again at once
        self._went: set[int] = set()  # stories that left a cluster: once is enough

    def split(self) -> Iterator[Decision]:
        window, clusters, self._clusters = self._window, self._clusters, {}
        for cluster in clusters:
            numbers = list(window.speaking(cluster)) if cluster in window.members else []
            if not _FEWEST <= len(numbers) <= _MOST:
                continue
            scores = self._scores(numbers)
            parts = parting.parts(scores, LASTING * self._threshold, self._threshold)
            # The cluster is named after its founding story. Where that is forgotten, the elder part is the cluster.
            founder = next((at for at, number in enumerate(numbers) if window.key(number) == cluster), 0)
            staying = next(part for part in parts if founder in part)
            leaving = [part for part in parts if part is not staying]
            founders = [self._founder([numbers[at] for at in part]) for part in leaving]
            for at, part in enumerate(leaving):
                if self._ties.hold([window.key(numbers[place]) for place in part], cluster):
                    founders[at] = None  # with a story that is forgotten, as for the others they are in one part
            for part, key in zip(leaving, founders, strict=True):
                staying += part if key is None else []
            for part, key in zip(leaving, founders, strict=True):
                if key is not None:
                    score = float(scores[part][:, staying].mean())
                    yield from self._split_off([numbers[at] for at in part], cluster, key, score)

    def _scores(self, numbers: Sequence[int]) -> parting.Scores:
        scores = self._matcher.among(numbers)
        for unit in self._units(numbers):
            scores[np.ix_(unit, unit)] = _ONE_TEXT
        return scores

    def _units(self, numbers: Sequence[int]) -> list[list[int]]:
        """Return the places of the stories that go nowhere without each other: copies, and what an editor put together."""
        window = self._window
        units: dict[object, list[int]] = {}
        for at, number in enumerate(numbers):
            units.setdefault((window.cluster(number), window.copy(number)), []).append(at)
        if not self._ties.bonds:
            return list(units.values())
        found: list[list[int]] = []
        keys = [window.key(number) for number in numbers]
        for unit in units.values():
            mates = {mate for at in unit for mate in self._ties.bonds.mates(keys[at])}
            linked = [one for one in found if any(keys[at] in mates for at in one)]
            found = [one for one in found if one not in linked] + [
                sorted([*unit, *(at for one in linked for at in one)])
            ]
        return found

    def _would_stay(self, ones: Sequence[int], others: Sequence[int]) -> bool:
        """Whether the first of some stories would not be parted from that of a cluster which they join; it would only be to and fro."""
        numbers = [*ones, *others]
        if len(numbers) > _MOST:
            return True
        parts = parting.parts(self._scores(numbers), LASTING * self._threshold, self._threshold)
        return len(ones) in parts[0]

    def _founder(self, part: Sequence[int]) -> str | None:
        """Return the key of the first story that can found a cluster: not one whose cluster was merged, as its address leads away."""
        keys = [self._window.key(number) for number in part]
        return next((key for key in keys if key not in self._window.merged), None)

    def _split_off(self, part: Sequence[int], cluster: str, new: str, score: float) -> Iterator[Decision]:
        self._new.append(new)
        self._went.update(part)
        self._parted.add(frozenset((cluster, new)))
        originals = self._originals(part)
        for number in sorted(part, key=lambda number: (self._window.key(number) != new, number)):
            key, copy = self._window.key(number), originals[number]
            self._window.move(number, new, copy)
            yield Decision(kind="split", story=key, cluster=new, copy=copy, score=score)

    def merge(self) -> Iterator[Decision]:
        """Merge the surest pair first."""
        window, changed = self._window, set[str]()
        for (elder, younger), was in self._same_events():
            if elder not in window.members or younger not in window.members or self._ties.parts(elder, younger):
                continue
            score = was if changed.isdisjoint({elder, younger}) else self._agreed(elder, younger)
            if score < self._threshold or not self._would_stay(window.speaking(elder), window.speaking(younger)):
                continue
            for number in list(window.members[younger]):
                window.move(number, elder, window.copy(number))
            window.mark_merged(younger)
            self._ties.merge(younger, elder)
            changed |= {elder, younger}
            self._clusters[elder] = None
            yield Decision(kind="merge", story=younger, cluster=elder, copy=younger, score=score)

    def _same_events(self) -> list[tuple[tuple[str, str], float]]:
        """Find pairs of clusters that report one event as the members of both see it, the elder one first, and how surely."""
        window, views, pairs = self._window, dict[str, dict[str, float]](), dict[tuple[str, str], float]()
        doubtful = [window.cluster(number) for number in self._stories if window.has(number)]
        for cluster in dict.fromkeys([*doubtful, *(key for key in self._new if key in window.members)]):
            views.setdefault(cluster, self._matcher.views(cluster))
            for other in [key for key, score in views[cluster].items() if score >= self._threshold]:
                if other not in views:
                    views[other] = self._matcher.views(other)
                score = min(views[cluster][other], views[other].get(cluster, 0.0))
                if score >= self._threshold and frozenset((cluster, other)) not in self._parted:
                    elder, younger = sorted((cluster, other), key=self._age)
                    pairs[elder, younger] = score
        return sorted(pairs.items(), key=lambda pair: (-pair[1], self._age(pair[0][0]), self._age(pair[0][1])))

    def _age(self, cluster: str) -> tuple[int, str]:
        return self._window.members[cluster][0], cluster

    def _agreed(self, one: str, other: str) -> float:
        return min(self._matcher.views(one).get(other, 0.0), self._matcher.views(other).get(one, 0.0))

    def move(self) -> Iterator[Decision]:
        """Move stories, each with all copies of its text."""
        window, matcher = self._window, self._matcher
        for number in self._stories:
            if not window.has(number) or number in self._went or window.key(number) == window.cluster(number):
                continue  # the founding story gave the cluster its name: it stays
            cluster = window.cluster(number)
            matches = matcher.matches(matcher.remembered(number), own=number)
            best = matches[0] if matches else None
            if best is None or best.cluster == cluster or best.score < self._threshold:
                continue
            own = next((match.score for match in matches if match.cluster == cluster), None)
            if best.score < _MARGIN + (matcher.at_home(number) if own is None else own):
                continue
            text = [one for one in window.members[cluster] if window.copy(one) == window.copy(number)]
            if self._may_go(text, best.cluster) and self._would_stay(window.speaking(best.cluster), text):
                yield from self._move(text, best)

    def _may_go(self, text: Sequence[int], cluster: str) -> bool:
        window, matcher = self._window, self._matcher
        if self._ties.hold([window.key(number) for number in text], window.cluster(text[0])):
            return False
        return all(
            window.key(number) != window.cluster(number) and matcher.fits(matcher.remembered(number), cluster)
            for number in text
        )

    def _move(self, text: Sequence[int], best: Match) -> Iterator[Decision]:
        originals = self._originals(text)
        self._clusters |= {self._window.cluster(text[0]): None, best.cluster: None}
        self._went.update(text)
        for number in text:
            key, copy = self._window.key(number), originals[number]
            self._window.move(number, best.cluster, copy)
            yield Decision(kind="join", story=key, cluster=best.cluster, copy=copy, score=best.score)

    def _originals(self, leaving: Sequence[int]) -> dict[int, str]:
        """Return what stories that go elsewhere together are copies of: what they were, if it goes along; else the first of them."""
        keys = {self._window.key(number) for number in leaving}
        firsts: dict[str, str] = {}
        for number in sorted(leaving):
            copy = self._window.copy(number)
            firsts.setdefault(copy, copy if copy in keys else self._window.key(number))
        return {number: firsts[self._window.copy(number)] for number in leaving}
