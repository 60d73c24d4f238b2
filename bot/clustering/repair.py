"""Put right what stories that came later show to have been wrong: move stories, and make one cluster of two.

Only what is in doubt is looked at again: stories that nearly went elsewhere, and those of other clusters that are like them.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.clustering.matching import Match, Matcher
from bot.clustering.window import Window
from bot.model import Decision

_DOUBTFUL = 0.5  # share of the threshold that makes a story's place in another cluster doubtful
_MARGIN = 0.02  # by which another cluster has to fit better, so that nothing goes to and fro
_ROUNDS = 2


def doubtful(number: int, cluster: str, matches: Sequence[Match], threshold: float) -> Iterator[int]:
    """Name what may be wrong now that a story is in a cluster, knowing which ones it was held against."""
    for match in matches:
        if match.cluster == cluster:
            continue
        if match.score >= _DOUBTFUL * threshold:
            yield number
        yield from (other for other, score in zip(match.members, match.scores, strict=True) if score >= threshold)


def settle(window: Window, matcher: Matcher, doubts: Iterable[int], threshold: float) -> list[Decision]:
    """Return what is put right, in the order in which it was done to the window."""
    doubts = list(doubts)
    decisions: list[Decision] = []
    for _ in range(_ROUNDS):
        before = len(decisions)
        decisions += _merge(window, matcher, doubts, threshold)
        decisions += _move(window, matcher, doubts, threshold)
        if len(decisions) == before:
            break
    return decisions


def _merge(window: Window, matcher: Matcher, doubts: Sequence[int], threshold: float) -> Iterator[Decision]:
    for cluster in dict.fromkeys(window.cluster(number) for number in doubts if window.has(number)):
        elder = cluster
        while elder in window.members and (found := _same_event(matcher, elder, threshold)):
            other, score = found
            elder, younger = sorted((elder, other), key=lambda key: (window.members[key][0], key))
            for number in list(window.members[younger]):
                window.move(number, elder, window.copy(number))
            yield Decision(kind="merge", story=younger, cluster=elder, copy=younger, score=score)


def _same_event(matcher: Matcher, cluster: str, threshold: float) -> tuple[str, float] | None:
    """Find the cluster that reports the same event as the members of both see it, and how surely."""
    views = matcher.views(cluster)
    for other in sorted(views, key=lambda key: (-views[key], key)):
        if views[other] < threshold:
            return None
        if (back := matcher.views(other).get(cluster, 0.0)) >= threshold:
            return other, min(back, views[other])
    return None


def _move(window: Window, matcher: Matcher, doubts: Sequence[int], threshold: float) -> Iterator[Decision]:
    for number in doubts:
        if not window.has(number):
            continue
        cluster, key = window.cluster(number), window.key(number)
        if key == cluster:
            continue  # the founding story gave the cluster its name: it stays
        matches = matcher.matches(matcher.remembered(number), own=number)
        own = next((match.score for match in matches if match.cluster == cluster), 0.0)
        best = matches[0] if matches else None
        if best and best.cluster != cluster and best.score >= max(threshold, own + _MARGIN):
            window.move(number, best.cluster, key)
            yield Decision(kind="join", story=key, cluster=best.cluster, copy=key, score=best.score)
