"""Blocks of a story in, the same without what belongs to the page or the wire and not to the story out.

Every rule asks for a proof by its place (top, end, a line of its own) and its shape; what is not proven stays. No rule
looks at more than a few hundred characters at a time, and the rules are asked again until nothing changes any more, so
that cleaning twice is cleaning once.
"""

from collections.abc import Sequence

from bot.cleaning.furniture import captions, end, endings, highlights, lines, sections, shapes, top
from bot.cleaning.furniture.draft import Draft, Page, Trimmed, draft
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block


def trim(blocks: Sequence[Block], page: Page) -> Trimmed:
    """Take the furniture off, knowing what else is known of the story."""
    state = draft(blocks)
    while True:
        before = len(state.cuts)
        captions.trim(state)
        sections.trim(state)
        _trim_anywhere(state)
        top.trim(state, page)
        end.trim(state, page)
        highlights.trim(state)
        if len(state.cuts) == before:
            return state.done()


def _trim_anywhere(state: Draft) -> None:
    """Take lines off that send the reader elsewhere, wherever they stand."""
    found = [(at, because) for at, block in enumerate(state.blocks) if (because := _elsewhere(block))]
    for taken, (at, because) in enumerate(found):
        state.take(at - taken, because)


def _elsewhere(block: Block) -> str | None:
    text = block.text
    if not 0 < len(text) <= lines.LONGEST or block.has_picture:
        return None
    if endings.is_separator(text):
        return reasons.RULE
    if any(part.tag == "table" for part in block.path):
        return None
    return lines.ANYWHERE.reason(lines.fold(text)) or lines.WITHIN.reason(text) or shapes.reason(text)
