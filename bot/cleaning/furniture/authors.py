"""A paragraph in, whether it is the note about the author that outlets put below a story."""

import re

from bot.cleaning import names
from bot.cleaning.furniture import lines
from bot.cleaning.markup.blocks import Block, Mark

_LONGEST = 600  # characters
_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]{1,30}(?: (?:[^\W\d_a-z][\w.'’-]{0,30}|de|van|von|der|la|bin|al)){1,4}")
_ITALIC = frozenset({"em", "i"})


def is_about(block: Block, claimed: tuple[str, ...]) -> bool:
    """Whether a last paragraph is about one of the *claimed* authors; in italics, also about somebody else with a name."""
    text = block.text
    if len(text) > _LONGEST or text[:1] in '"“„«' or (match := _NAME.match(text)) is None:
        return False
    words = text[match.end() :].lstrip(" ,").split(" ", 1)
    if not words or lines.fold(words[0]) not in lines.AUTHORED:
        return False
    if _is_italic(block):
        return True
    name = match[0].casefold()
    return any(author.casefold() == name for author in names.authors(claimed))


def _is_italic(block: Block) -> bool:
    first, last = block.pieces[0], block.pieces[-1]
    return isinstance(first, Mark) and first.tag in _ITALIC and isinstance(last, Mark) and last.tag == first.tag
