"""What stands above the first paragraph of the story: the headline again, mastheads, bylines, times, notes, the dateline."""

import re

from bot.cleaning.furniture import bylines, datelines, endings, lines
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.highlights import MOST, is_bullet
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

_BETWEEN_CRUMBS = re.compile(r" ?[>›»] ?")
_LONGEST_CRUMB = 40  # characters; arbitrary
_NOTE_TO_EDITORS = re.compile(
    r"\((?:adds|recasts|refiles|releads|rewrites|updates|writes through)\b[^()]{1,250}\)", re.IGNORECASE
)
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s? read\b.{0,100}", re.IGNORECASE)


def trim(draft: Draft, page: Page) -> None:
    """Take lines off above the first real paragraph, and its dateline. Bullets that stay are stepped over."""
    mastheads = {outlet.casefold() for outlet in page.outlets}
    at = 0
    while at < min(len(draft.blocks), MOST) and is_bullet(draft.blocks[at]):
        at += 1
    while at < len(draft.blocks):
        block = draft.blocks[at]
        if byline := bylines.read(block.text):
            draft.authors.append(byline)
            draft.take(at, reasons.BYLINE)
        elif because := _line(block, page, mastheads, is_last=at + 1 == len(draft.blocks)):
            draft.take(at, because)
        elif not _trim_dateline(draft, at, page.outlets):
            return


def _trim_dateline(draft: Draft, at: int, outlets: tuple[str, ...]) -> bool:
    """Take a dateline off a block; tell whether what is behind it may be furniture, too."""
    text = draft.blocks[at].text
    length = 0
    while found := datelines.read(text[length : length + 200], outlets):
        length += found.length
        draft.credit, draft.dateline = draft.credit or found.agency, draft.dateline or found.place
    if length == 0:
        return False
    draft.cut_start(at, length, reasons.DATELINE)
    return at < len(draft.blocks) and bool(draft.blocks[at].text)


def _line(block: Block, page: Page, mastheads: set[str], *, is_last: bool) -> str | None:
    """Say why a line above the story belongs to the page; None if it does not."""
    text = block.text
    if _repeats(text, page.title) and not is_last:
        return reasons.REPEATS_TITLE
    if len(text) > lines.LONGEST:
        return None
    if text.casefold() in mastheads:
        return reasons.MASTHEAD
    if _NOTE_TO_EDITORS.fullmatch(text):
        return reasons.NOTE
    if any(map(str.isdigit, text)) and not text.endswith("."):
        if _READING_TIME.fullmatch(text):
            return reasons.PUBLISHED
        if because := lines.TOP.reason(lines.fold(text)):
            return because
    crumbs = _BETWEEN_CRUMBS.split(text) if any(mark in text for mark in ">›»") else ()
    if len(crumbs) > 2 and all(0 < len(crumb) <= _LONGEST_CRUMB for crumb in crumbs):
        return reasons.CRUMBS
    return reasons.RULE if endings.is_rule(text) and not block.has_picture else None


def _repeats(text: str, title: str) -> bool:
    # Longer ones need not be folded; folding makes three characters of one at most, and never fewer.
    return (
        len(text) <= 3 * len(title) and bool(title) and text.casefold() == title.casefold() and not text.endswith(".")
    )
