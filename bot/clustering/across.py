"""Hold a story against clusters of other languages too, where somebody asked for it (`Options.across_languages`).

Within its own language a story is judged as ever, and that comes first: other languages decide nothing about two stories, or
two clusters, that have a language in common. So they never bridge what the words of one language keep apart.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.clustering.kernel import Numbers
from bot.clustering.matching import Match, Matcher, Reading, core
from bot.clustering.tongues import Gists, in_common, model
from bot.clustering.trees import Forest
from bot.clustering.window import Window
from bot.model import Story

_MOST_CANDIDATES = 16  # of other languages
_MOST_CLUSTERS = 4


class MatcherAcross(Matcher):
    """Compares stories with those of a window that has gists."""

    def __init__(self, window: Window, forest: Forest, *, threshold: float, most_apart: float) -> None:
        super().__init__(window, forest, threshold=threshold, most_apart=most_apart)
        assert window.gists is not None, "the window keeps no gists"
        self._gists: Gists = window.gists
        self._threshold = threshold

    def matches(self, reading: Reading, own: int | None = None, without: str | None = None) -> list[Match]:
        """Return the likeliest clusters: where the story is at home in its own language, then the others, the best first."""
        found = super().matches(reading, own, without)
        if own is None or without is not None:
            found += self._foreign(reading, own, without)
        elif not self.comparable(reading, self._window.cluster(own), own):
            # It is alone in its language there: any home in its language is better, and then no other cluster counts.
            is_at_home = any(match.score >= self._threshold for match in found)
            found += [] if is_at_home else self._foreign(reading, own, without)

        def rank(match: Match) -> tuple[bool, float, str]:
            return match.across or match.score < self._threshold, -match.score, match.cluster

        return sorted(found, key=rank)

    def against(self, reading: Reading, cluster: str) -> Match:
        """Compare the story with one cluster: with all members in its language, or if there is none, with all others."""
        members = self._window.members[cluster]
        own = self.comparable(reading, cluster)
        foreign = [number for number in members if number in self._gists]
        if own or reading.features.gist is None or not foreign:
            match = Match(cluster, len(own or members))
            self.look(reading, {cluster: match}, own or members)
        else:
            match = Match(cluster, len(foreign), across=True)
            self._look_abroad(reading, {cluster: match}, foreign)
        return match

    def allows(self, reading: Reading, match: Match) -> bool:
        """Tell whether a story may be in a cluster that it was held against."""
        if match.across:
            return not self.ties.refuses(reading.key, match.cluster) and self._times_fit(
                reading, self._window.members[match.cluster]
            )
        return super().allows(reading, match)

    def comparable(self, reading: Reading, cluster: str, own: int | None = None) -> Sequence[int]:
        """Return the members of a cluster, but *own*, whose words can be compared with the story's."""
        language, members = reading.features.language, self._window.speaking(cluster, own)
        if language is None:
            return members
        return [number for number in members if self._window.language(number) in {None, language}]

    def _count(self, reading: Reading, cluster: str, own: int | None) -> int:
        return len(self.comparable(reading, cluster, own))

    def candidates(self, reading: Reading) -> list[int]:
        """Return the stories whose words are most like the story's, as far as its language goes."""
        language = reading.features.language
        found = super().candidates(reading)
        if language is None:
            return found
        return [number for number in found if self._window.language(number) in {None, language}]

    def fits(self, reading: Reading, cluster: str, own: int | None = None) -> bool:
        """Tell whether the story has its own language in the cluster, or no language stands between them; and the times."""
        if self.ties.refuses(reading.key, cluster):
            return False
        members = [number for number in self._window.members[cluster] if number != own]
        languages, language = self._languages(members), reading.features.language
        speaks = len(languages) <= 1 if language is None else not languages or language in languages
        return speaks and self._times_fit(reading, members)

    def nearest(self, reading: Reading, own: int | None) -> list[tuple[int, float]]:
        """Return the stories most like the story in its own and in other languages, and how probably each reports its event."""
        abroad = self._abroad(reading, own)
        scores = self._foreign_scores(reading, abroad)[1] if abroad else []
        return super().nearest(reading, own) + list(zip(abroad, scores, strict=True))

    def at_home(self, number: int) -> float:
        """Return the score of a remembered story in its own cluster: with those of its language, or if it is alone, with the others."""
        window, reading = self._window, self.remembered(number)
        cluster = window.cluster(number)
        foreign = [other for other in window.members[cluster] if other != number and other in self._gists]
        if self.comparable(reading, cluster, number) or reading.features.gist is None or not foreign:
            return super().at_home(number)
        home = Match(cluster, len(foreign), across=True)
        self._look_abroad(reading, {cluster: home}, core(foreign))
        return home.score

    def among(self, numbers: Sequence[int]) -> NDArray[np.float64]:
        """Return how probably each two of some stories report one event; of two languages, what their gists say."""
        scores = super().among(numbers)
        languages = [self._window.language(number) for number in numbers]
        for at, number in enumerate(numbers):
            reading, mine = self.remembered(number), languages[at]
            foreign = [
                place for place in range(at) if languages[place] not in {None, mine} and numbers[place] in self._gists
            ]
            if mine is not None and reading.features.gist is not None and foreign:
                found = self._foreign_scores(reading, [numbers[place] for place in foreign])[1]
                scores[at, foreign] = scores[foreign, at] = found
        return scores

    def views(self, cluster: str) -> dict[str, float]:
        """Return how the members of a cluster see others: each of their common languages by itself has to see one event.

        Only of a cluster with which there is no common language, the languages are taken together.
        """
        parts = self._parts(cluster)
        if len(parts) == 1:
            return super().views(cluster)
        seen: dict[str, dict[str, float]] = {language: self._view(part, cluster) for language, part in parts.items()}
        views: dict[str, float] = {}
        for other in sorted({key for view in seen.values() for key in view}):
            common = parts.keys() & self._languages(self._window.members[other])
            if common:
                views[other] = min(seen[language].get(other, 0.0) for language in common)
            else:
                views[other] = sum(view.get(other, 0.0) for view in seen.values()) / len(seen)
        return views

    def _foreign(self, reading: Reading, own: int | None, without: str | None) -> list[Match]:
        window, language = self._window, reading.features.language
        found: dict[str, Match] = {}
        candidates = []
        for number in self._abroad(reading, own):
            cluster = window.cluster(number)
            if cluster == without or self.ties.refuses(reading.key, cluster):
                continue
            if cluster not in found:
                members = [other for other in window.members[cluster] if other != own]
                if language in self._languages(members) or not self._times_fit(reading, members):
                    continue
                found[cluster] = Match(cluster, sum(other in self._gists for other in members), across=True)
            candidates.append(number)
        self._look_abroad(reading, found, candidates)
        likely = sorted(found.values(), key=lambda match: (-max(match.scores), match.cluster))[:_MOST_CLUSTERS]
        for match in likely:
            if max(match.scores) >= self._hopeful:
                members = [n for n in window.members[match.cluster] if n != own and n in self._gists]
                self._look_abroad(reading, found, [n for n in core(members) if n not in match.members])
        return likely

    def _abroad(self, reading: Reading, own: int | None) -> list[int]:
        """Return the candidates of other languages."""
        if reading.features.gist is None:
            return []
        found = self._gists.nearest(reading.features.gist, reading.features.language, _MOST_CANDIDATES)
        return [number for number in found if number != own]

    def _look_abroad(self, reading: Reading, matches: dict[str, Match], numbers: Sequence[int]) -> None:
        if not numbers:
            return
        measures, scores = self._foreign_scores(reading, numbers)
        for number, score, row in zip(numbers, scores, measures, strict=True):
            matches[self._window.cluster(number)].add(number, score, row)

    def _foreign_scores(self, reading: Reading, numbers: Sequence[int]) -> tuple[Numbers, list[float]]:
        assert reading.features.gist is not None, "no candidates without a gist"
        measures = self._gists.measure(reading.features.gist, numbers)
        rows, odds = self._window.rows(numbers), model().log_odds(measures)
        return measures, self._in_time(reading, rows, odds).tolist()

    def _view(self, part: Sequence[int], cluster: str) -> dict[str, float]:
        return self._seen_by(core(list(part)), cluster)

    def _parts(self, cluster: str) -> dict[str, list[int]]:
        """Return the members of a cluster by language; those of unknown language are with its first one."""
        members = self._window.members[cluster]
        first = next((known for number in members if (known := self._window.language(number))), "")
        parts: dict[str, list[int]] = {}
        for number in members:
            parts.setdefault(self._window.language(number) or first, []).append(number)
        return parts

    def _times_fit(self, reading: Reading, members: Sequence[int]) -> bool:
        if reading.claimed is None:
            return True
        claims = (self._window.claimed(number) for number in members)
        gaps = [abs(reading.claimed - claimed) for claimed in claims if claimed is not None]
        return not gaps or min(gaps) <= self._most_apart

    def _languages(self, members: Sequence[int]) -> set[str]:
        return {language for number in members if (language := self._window.language(number)) is not None}


def shared_abroad(story: Story, number: int, window: Window) -> list[str]:
    """Return the numbers and names of a story that one of another language has too, as the story writes them."""
    theirs = None if window.gists is None else window.gists.gist(number)
    return [] if theirs is None else in_common(story, theirs)
