"""Find in the texts, when somebody asks, why stories are where they are. Nothing of it is stored: the texts are.

A decision names the story that was most like the new one. Moves and merges do not: then the most alike ones are looked for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.clustering.common import Common, in_common
from bot.clustering.counterfactuals import Otherwises, briefly, otherwise
from bot.clustering.linking import Clusterer
from bot.model import Cluster, Decision, Member, Story

_MOST_COMPARED = 8  # stories of each side that are held against each other: spread over the cluster, as its core is


class Pair(NamedTuple):
    """Two stories, and what they have in common."""

    one: str  #: key
    other: str  #: key
    common: Common


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found about one story and the others of its cluster, or of the one that refused it."""

    nearest: str | None = None  #: key of the story that `common` is about, which is first in it
    common: Common | None = None
    otherwise: Otherwises | None = None  #: None where it was not asked for
    alike: Mapping[str, Pair] = field(
        default_factory=dict
    )  #: of merged clusters, by key: their stories most like the others


NOTHING = Found()


class Between(NamedTuple):
    """How two stories stand to each other in the clusters that they are in."""

    together: bool
    stories: int = 0  #: of the cluster that both are in; if they are apart, of the one's
    link: str | None = None  #: key of the story of their cluster that is most like both; None if they are apart
    scores: tuple[float, float] = (
        0.0,
        0.0,
    )  #: of the link with each; if they are apart, of each with the other's cluster


def found_of_pair(one: Story, other: Story, scale: Clusterer) -> Found:
    """Look at two stories as if there were no others."""
    held = scale.held_against([one])
    changes = otherwise(other, [one], one, held, scale.options.window)
    return Found(nearest=one.key, common=in_common(one, other), otherwise=changes)


def found_of_member(
    member: Member, cluster: Cluster, scale: Clusterer, *, refused: Cluster | None = None, thorough: bool = True
) -> Found:
    """Look at a story and those that were there when it came; *refused* is the cluster that it might have joined instead.

    What would have changed the decision costs some 30 ms. Unless *thorough*, single words and times are not tried, and nothing
    is in large clusters: it costs a tenth.
    """
    story, decision = member.story, member.decision
    others = _others(member, cluster, refused)
    if not others:
        return Found(alike=_alike(member, cluster, scale))
    nearest = next((one for one in others if one.key == decision.evidence.nearest), None)
    if nearest is None:
        nearest, _ = most_alike(others, [story], scale)
    changes = None
    if thorough:
        changes = otherwise(story, others, nearest, scale.held_against(others), scale.options.window)
    elif len(others) <= _MOST_COMPARED:
        changes = briefly(story, nearest, scale.held_against(others))
    return Found(
        nearest=nearest.key,
        common=in_common(nearest, story),
        otherwise=changes,
        alike=_alike(member, cluster, scale),
    )


def between(one: Story, other: Story, first: Cluster | None, second: Cluster | None, scale: Clusterer) -> Between:
    """Look at what is between two stories that are in these clusters; None for one that has no cluster yet."""
    if first is None or second is None:
        return Between(together=False)
    if first.key != second.key:
        scores = _score(other, first, scale), _score(one, second, scale)
        return Between(together=False, stories=len(first.members), scores=scores)
    others = [member.story for member in first.members if member.story.key not in {one.key, other.key}]
    helds = scale.held_against([one]), scale.held_against([other])
    linked = [(story.key, (helds[0](story)[0], helds[1](story)[0])) for story in others]
    link, scores = max(linked, key=lambda each: (min(each[1]), each[0]), default=(None, (0.0, 0.0)))
    return Between(together=True, stories=len(first.members), link=link, scores=scores)


def _score(story: Story, cluster: Cluster, scale: Clusterer) -> float:
    return scale.held_against([member.story for member in cluster.members])(story)[0]


def most_alike(ones: Sequence[Story], others: Sequence[Story], scale: Clusterer) -> tuple[Story, Story]:
    """Return the pair of one of each that most probably reports one event; of large clusters, some stories are looked at."""
    helds = [(one, scale.held_against([one])) for one in _some(ones)]
    pairs = [(held(other)[0], one, other) for one, held in helds for other in _some(others)]
    _, one, other = max(pairs, key=lambda pair: (pair[0], pair[1].key, pair[2].key))
    return one, other


def _others(member: Member, cluster: Cluster, refused: Cluster | None) -> list[Story]:
    decision = member.decision
    if decision.kind == "found" and not member.merges:
        there = () if refused is None else refused.members
        return [one.story for one in there if one.story.first_seen <= member.story.first_seen]
    stories = [one.story for one in cluster.members]
    if decision.kind == "join" and decision.former is None and not member.merges:
        # Stories came in the order of the members; a later one had no part in it.
        at = next(number for number, one in enumerate(cluster.members) if one.story.key == member.story.key)
        return stories[:at]
    return [one for one in stories if one.key != member.story.key]


def _alike(member: Member, cluster: Cluster, scale: Clusterer) -> dict[str, Pair]:
    found = {}
    for merge in _merges(member):
        younger = [one.story for one in cluster.members if _came_by(one, merge)]
        elder = [one.story for one in cluster.members if not _came_by(one, merge)]
        if younger and elder:
            one, other = most_alike(elder, younger, scale)
            found[merge.story] = Pair(one.key, other.key, in_common(one, other))
    return found


def _merges(member: Member) -> Iterator[Decision]:
    if member.decision.kind == "merge":
        yield member.decision
    yield from member.merges


def _came_by(member: Member, merge: Decision) -> bool:
    return any(one.story == merge.story and one.cluster == merge.cluster for one in _merges(member))


def _some(stories: Sequence[Story]) -> list[Story]:
    if len(stories) <= _MOST_COMPARED:
        return list(stories)
    return [stories[at * (len(stories) - 1) // (_MOST_COMPARED - 1)] for at in range(_MOST_COMPARED)]
