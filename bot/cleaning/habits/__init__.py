"""What a source says in story after story, learned from its stories and taken off them: never of the stories as they are kept.

    learn    stories of one source -> habits
    Habits   a story as it is kept -> the story without them

Nothing is changed for good: stories are kept as the rules cleaned them, and a habit is taken off whenever one is read. So
what is learned works for stories that came before, and is undone by leaving it out.
"""

from collections.abc import Sequence

from bot.cleaning.habits import affixes, lines, shares
from bot.cleaning.habits.folding import mark
from bot.cleaning.habits.view import NONE, Habits
from bot.model import Habit, Story

__all__ = ["NONE", "Habits", "learn", "mark"]


def learn(stories: Sequence[Story], *, in_one_document: bool = False) -> list[Habit]:
    """Find what stories of one source repeat that is none of their own.

    *in_one_document* asks for more of them to agree: there is no second document to tell a habit from a coincidence.
    """
    if len(stories) < shares.FEWEST:
        return []
    share = shares.IN_ONE_DOCUMENT if in_one_document else None
    source = stories[0].source
    parted = lines.part(stories, share)
    ends = affixes.learn(stories, parted.words, share)
    found = [*ends.found, *lines.learn(parted, ends.titles, stories[0].outlet, share)]
    return [Habit(source=source, kind=one.kind, text=one.text, stories=one.stories, of=one.of) for one in found]
