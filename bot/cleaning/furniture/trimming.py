"""Blocks of a story in, the same without what belongs to the page or the wire and not to the story out.

Every rule asks for a proof by its place (top, end, a line of its own) and its shape; what is not proven stays. No rule
looks at more than a few hundred characters at a time, and the rules are asked again until nothing changes any more, so
that cleaning twice is cleaning once.
"""

from collections.abc import Callable, Sequence

from bot.cleaning.furniture import boxes, captions, end, highlights, judged, lines, sections, tails, times, top
from bot.cleaning.furniture.draft import Draft, Page, Trimmed, draft
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

_LONGEST_TIME = 40  # characters; arbitrary


def trim(blocks: Sequence[Block], page: Page) -> Trimmed:
    """Take the furniture off, knowing what else is known of the story."""
    state = draft(blocks)
    # Above and below the story, what may stand anywhere proves what is beside it; so it goes last.
    rules: tuple[Callable[[Draft, Page], None], ...] = (
        top.trim,
        captions.trim,
        sections.trim,
        end.trim,
        _trim_anywhere,
        highlights.trim,
        judged.trim,
    )
    asked = quiet = 0
    while quiet < len(rules):
        before = len(state.cuts)
        rules[asked % len(rules)](state, page)
        asked += 1
        # A rule that has found something has found all; the others may find more, now.
        quiet = quiet + 1 if len(state.cuts) == before else 1
    return state.done()


def _trim_anywhere(state: Draft, _: Page) -> None:
    """Take lines off that send the reader elsewhere, wherever they stand."""
    for at, block in reversed(state.doubtful()):
        because = _elsewhere(block)
        if because is None and len(block.text) <= _LONGEST_TIME and at + 1 < len(state.blocks):
            because = _of_entry(block, state.blocks[at + 1])
        if because:
            state.take(at, because)


def _elsewhere(block: Block) -> str | None:
    because = tails.anywhere(block.text) if 0 < len(block.text) <= lines.LONGEST else None
    if because is None or block.has_picture:
        return None
    if because == reasons.RULE or not any(part.tag == "table" for part in block.path):
        return because
    return None


def _of_entry(block: Block, after: Block) -> str | None:
    """Say that a line is when an entry of a live blog was written, as it stands above its heading."""
    if block.path or not boxes.is_heading(after):
        return None
    return reasons.PUBLISHED if not boxes.is_heading(block) and times.is_time(block.text) else None
