"""What outlets of each language write around their stories.

A module has some of the tables below; each is a dict of a reason for people (as `storyfold clean --diff` shows it) and
patterns, which are regular expressions over folded lines (small letters, straight quotation marks, no signs at the ends)
that begin with a word written out; `.{0,80}` stands for whatever may follow.

- ANYWHERE: the whole line, wherever it stands in the story, and a last sentence
- TOP: the whole line, above the first paragraph of the story
- END: the whole line, or the last sentence, behind the last paragraph of the story
- LABELS: a heading or a line of its own, above links, a box or the like: it goes with what belongs to it
- CLOSINGS: the whole line, behind the first paragraph: it goes with all that follows
"""

from types import ModuleType

from bot.cleaning.furniture.phrases import english

TABLES: tuple[ModuleType, ...] = (english,)
