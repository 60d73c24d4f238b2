"""Bullets at the top of a story that only repeat its text; other bullets are news."""

import re
from collections.abc import Sequence

from bot.cleaning.furniture import endings
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

MOST = 12  #: arbitrary; a longer list is the story
READ = 60  #: paragraphs of the text that are asked whether they say the same
_BULLETS = frozenset("-–—•*·▪►●")
_BULLET = re.compile(r"[-–—•*·▪►●] +")
# A highlight repeats the text when this share of its words, and all of its numbers, is in one paragraph. The user's
# three have 0.92 to 1.0; an agency's own summary of new facts had 0.2 to 0.8.
_REPEATED_SHARE = 0.85
# Below a label that says that they sum the story up, or above its byline, less is proof enough.
_LABELLED_SHARE, _LEAST_SHARE = 0.6, 0.3
_PROOFS = frozenset({reasons.BYLINE, reasons.DATELINE})
_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"20\d\d")
_STEM = 5  # characters, so that "towns" and "town's" are one
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def is_bullet(block: Block) -> bool:
    """Whether the block is a list item, as markup or as people type it."""
    text = block.text
    return block.is_item or (text[:1] in _BULLETS and _BULLET.match(text) is not None and not endings.is_rule(text))


def without_bullet(text: str) -> str:
    """Take the typed mark of a list item off."""
    return text[match.end() :] if (match := _BULLET.match(text)) else text


def trim(draft: Draft, page: Page) -> None:
    """Take off the bullets at the top that only repeat the text, and remember what they say.

    Above a byline or a dateline, bullets are there to sum the story up: it is enough if all of the text has their words.
    """
    blocks = draft.blocks
    count = 0
    while count < len(blocks) and is_bullet(blocks[count]):
        count += 1
    if not 0 < count <= MOST or count == len(blocks):
        return
    text = [block.text for block in blocks[count : count + READ]]
    texts = [_stems(paragraph) for paragraph in text]
    last = blocks[count - 1].at
    is_above = any(cut.because in _PROOFS and cut.at is not None and cut.at > last for cut in draft.cuts)
    are_above = is_above and are_in([block.text for block in blocks[:count]], [*text, page.title])
    repeated = [
        index
        for index, block in enumerate(blocks[:count])
        if not block.has_picture
        and (
            _is_repeated(_stems(without_bullet(block.text)), texts)
            or are_above
            or (is_above and are_in([block.text], [*text, page.title]))
        )
    ]
    for taken, index in enumerate(repeated):
        draft.highlights.append(without_bullet(draft.blocks[index - taken].text))
        draft.take(index - taken, reasons.HIGHLIGHT)


def are_in(points: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether some sentences say what the texts say: their numbers are there, most of all their words, and some of each one's."""
    said = {stem for text in texts for stem in _stems(text)}
    shares = [_share(_stems(without_bullet(point)), said) for point in points]
    return bool(shares) and sum(shares) >= _LABELLED_SHARE * len(shares) and min(shares) >= _LEAST_SHARE


def _share(point: set[str], said: set[str]) -> float:
    """The share of a sentence's words that the text has; 0 if one of its numbers is not there."""
    numbers = {
        stem for stem in point if stem[0].isdigit() and not _YEAR.fullmatch(stem)
    }  # of years, the last one is not named
    return len(point & said) / len(point) if point and numbers <= said else 0.0


def _stems(text: str) -> set[str]:
    folded = text.casefold()
    if _UNSPACED.search(folded):
        return {folded[at : at + 2] for at in range(len(folded) - 1) if folded[at : at + 2].isalnum()}
    return {word[:_STEM] if not word[0].isdigit() else word for word in _WORD.findall(folded)}


def _is_repeated(bullet: set[str], texts: list[set[str]]) -> bool:
    numbers = {word for word in bullet if any(map(str.isdigit, word))}
    return bool(bullet) and any(
        numbers <= words and len(bullet & words) >= _REPEATED_SHARE * len(bullet) for words in texts
    )
