"""Bullets at the top of a story that only repeat its text; other bullets are news."""

import re

from bot.cleaning.furniture import endings
from bot.cleaning.furniture.draft import Draft
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

MOST = 12  #: arbitrary; a longer list is the story
_BULLET = re.compile(r"[-–—•*·▪►●] +")
# A highlight repeats the text when this share of its words, and all of its numbers, is in one paragraph. The user's
# three have 0.92 to 1.0; an agency's own summary of new facts had 0.2 to 0.8.
_REPEATED_SHARE = 0.85
_WORD = re.compile(r"\w+")


def is_bullet(block: Block) -> bool:
    """Whether the block is a list item, as markup or as people type it."""
    return block.is_item or (_BULLET.match(block.text) is not None and not endings.is_rule(block.text))


def without_bullet(text: str) -> str:
    """Take the typed mark of a list item off."""
    return text[match.end() :] if (match := _BULLET.match(text)) else text


def trim(draft: Draft) -> None:
    """Take off the bullets at the top that only repeat the text, and remember what they say."""
    blocks = draft.blocks
    count = 0
    while count < len(blocks) and is_bullet(blocks[count]):
        count += 1
    if not 0 < count <= MOST or count == len(blocks):
        return
    texts = [_words(block.text) for block in blocks[count:]]
    repeated = [
        index
        for index, block in enumerate(blocks[:count])
        if not block.has_picture and _is_repeated(_words(without_bullet(block.text)), texts)
    ]
    for taken, index in enumerate(repeated):
        draft.highlights.append(without_bullet(draft.blocks[index - taken].text))
        draft.take(index - taken, reasons.HIGHLIGHT)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _is_repeated(bullet: frozenset[str], texts: list[frozenset[str]]) -> bool:
    numbers = {word for word in bullet if any(map(str.isdigit, word))}
    return bool(bullet) and any(
        numbers <= words and len(bullet & words) >= _REPEATED_SHARE * len(bullet) for words in texts
    )
