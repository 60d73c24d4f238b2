"""Which story speaks for a cluster. Pure."""

from dataclasses import dataclass

from bot.model import Cluster, Story

#: A challenger has to be this much longer than the story that speaks now, so that two of a length never take turns.
#: Arbitrary; cheap to change.
LONGER_BY = 1.5


@dataclass(frozen=True, slots=True)
class Choice:
    """The story that speaks for a cluster, and why."""

    story: Story
    because: str


def choose(cluster: Cluster, current: str | None) -> Choice:
    """Choose the fullest text, the earliest among equals; *current* (a key) stays unless another is much fuller."""
    stories = [member.story for member in cluster.members]
    if len(stories) == 1:
        return Choice(stories[0], "the only story")
    fullest = min(stories, key=lambda story: (-len(story.text), story.time, story.key))
    holder = next((story for story in stories if story.key == current), fullest)
    if holder is fullest or len(fullest.text) >= LONGER_BY * len(holder.text):
        return Choice(fullest, f"the fullest text of {len(stories)} stories")
    return Choice(holder, f"chosen first; none of {len(stories)} stories is much fuller")
