"""Lists of links and boxes inside of a story, with the line above them; and all that follows a line that closes the story."""

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.draft import Draft
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block, Mark

_MOST_LINKS = 6  # behind the story, without a label; arbitrary: a longer list is what the story is about
_FEWEST_BEFORE_CLOSING = 1  # paragraphs; a line above all of them closes nothing


def trim(draft: Draft) -> None:
    """Take off every label with what belongs to it, links at the end, and what is behind a closing line."""
    at = 0
    while at < len(draft.blocks):
        block = draft.blocks[at]
        folded = lines.fold(block.text) if not block.has_picture else ""
        if at >= _FEWEST_BEFORE_CLOSING and (because := lines.CLOSINGS.reason(folded)):
            draft.take_run(at, len(draft.blocks), because)
        elif (because := lines.LABELS.reason(folded)) and (end := _end_of_box(draft.blocks, at)) > at + 1:
            draft.take_run(at, end, because)
        else:
            at += 1
    begin = len(draft.blocks)
    while begin > 1 and is_link(draft.blocks[begin - 1]):
        begin -= 1
    is_announced = draft.blocks[begin - 1].text.endswith((":", "：")) if begin else False
    if len(draft.blocks) - begin <= _MOST_LINKS and not is_announced:
        draft.take_run(begin, len(draft.blocks), reasons.RELATED)


def is_link(block: Block) -> bool:
    """Whether a block is nothing but links: every letter of it is inside of one."""
    is_inside, has_words = False, False
    for piece in block.pieces:
        if isinstance(piece, Mark):
            is_inside = not piece.closing if piece.tag == "a" else is_inside
        elif any(map(str.isalnum, piece)):
            if not is_inside:
                return False
            has_words = True
    return has_words and not block.has_picture


def _end_of_box(blocks: list[Block], label: int) -> int:
    """Return where the links under a label end: behind the last block that is nothing but a link."""
    end = label + 1
    while end < len(blocks) and is_link(blocks[end]):
        end += 1
    return end
