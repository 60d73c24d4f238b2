"""Which story speaks for a cluster. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.model import Cluster, MarkerKind, Story

#: A challenger has to be this much longer than the story that speaks now, so that two of a length never take turns.
#: Arbitrary; cheap to change.
LONGER_BY = 1.5
#: Characters of a text that can speak for an event: a lead paragraph. Arbitrary; cheap to change.
ENOUGH = 200
#: What such items are about is the event and something else (a day's other news, a view), or nothing to read; a live page
#: changes all day long.
ASIDE: tuple[MarkerKind, ...] = ("live", "video", "photos", "audio", "opinion", "wrapup")


@dataclass(frozen=True, slots=True)
class Choice:
    """The story that speaks for a cluster, and why."""

    story: Story
    because: str


def choose(cluster: Cluster, current: str | None) -> Choice:
    """Choose the fullest text, the earliest among equals; *current* (a key) stays unless another is much fuller.

    A story that its desk calls live, a video, an opinion or the like speaks only if no other has text enough.
    """
    every = [member.story for member in cluster.members]
    if len(every) == 1:
        return Choice(every[0], "the only story")
    stories, aside = _apart(every)
    fullest = min(stories, key=lambda story: (-len(story.text), story.time, story.key))
    holder = next((story for story in stories if story.key == current), fullest)
    if len(stories) == 1:
        return Choice(fullest, f"the only report{aside}")
    if holder is fullest or len(fullest.text) >= LONGER_BY * len(holder.text):
        return Choice(fullest, f"the fullest text of {len(stories)} stories{aside}")
    return Choice(holder, f"chosen first; none of {len(stories)} stories is much fuller{aside}")


def _apart(stories: Sequence[Story]) -> tuple[Sequence[Story], str]:
    """Set those aside that are no report, if one is left with text enough; say what they are."""
    reports = [story for story in stories if not _kinds(story)]
    if len(reports) == len(stories) or not any(len(story.text) >= ENOUGH for story in reports):
        return stories, ""
    kinds = {kind for story in stories for kind in _kinds(story)}
    return reports, f"; set aside: {', '.join(kind for kind in ASIDE if kind in kinds)}"


def _kinds(story: Story) -> list[MarkerKind]:
    return [marker.kind for marker in story.markers if marker.kind in ASIDE]
