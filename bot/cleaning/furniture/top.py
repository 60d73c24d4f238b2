"""What stands above the first paragraph of the story: the headline again, mastheads, bylines, times, notes, the dateline."""

import re

from bot.cleaning.furniture import boxes, bylines, datelines, endings, lines, times, wire_lines
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.highlights import MOST, is_bullet
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

_BETWEEN_CRUMBS = re.compile(r" ?[>›»] ?")
_LONGEST_CRUMB = 40  # characters; arbitrary
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s? read\b.{0,100}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_NAMES = 4  # lines that may be names of sections or people, one after the other
_TELEPRINTER = "^"  # what old wires put before lines that are centred


def trim(draft: Draft, page: Page) -> None:
    """Take lines off above the first real paragraph, and its dateline. Bullets and pictures that stay are stepped over.

    A short line that may be the name of a section or of somebody goes if there is a line below it that is proven to be
    furniture, and the title is known: else it may be that.
    """
    mastheads = {outlet.casefold() for outlet in page.outlets}
    names: list[int] = []
    at = bullets = 0
    while at < len(draft.blocks):
        block = draft.blocks[at]
        if (is_bullet(block) and bullets < MOST) or (block.has_picture and not block.text):
            bullets, at = bullets + is_bullet(block), at + 1
        elif block.text[:1] == _TELEPRINTER:
            draft.cut_start(at, 1, reasons.SLUG)
        elif because := _reason(draft, at, page, mastheads):
            draft.take(at, because)
            at = _take_names(draft, names, at)
        elif page.title and len(names) < _MOST_NAMES and _may_be_name(block):
            names.append(at)
            at += 1
        elif _trim_dateline(draft, at, page.outlets):
            at = _take_names(draft, names, at)
            if at == len(draft.blocks) or not draft.blocks[at].text:
                return
        else:
            return


def _take_names(draft: Draft, names: list[int], at: int) -> int:
    """Take off what stands above a line that is proven; return where that one stood."""
    for index in reversed(names):
        draft.take(index, reasons.SECTION)
    taken = len(names)
    names.clear()
    return at - taken


def _may_be_name(block: Block) -> bool:
    return not block.path and not boxes.is_heading(block) and not block.has_picture and times.is_label(block.text)


def _reason(draft: Draft, at: int, page: Page, mastheads: set[str]) -> str | None:
    """Say why a line above the story belongs to the page, and keep the byline; None if it does not."""
    block = draft.blocks[at]
    if byline := bylines.read(block.text):
        draft.authors.append(byline)
        return reasons.BYLINE
    is_last = at + 1 == len(draft.blocks)
    if _repeats(block.text, page.title) and not is_last:
        return reasons.REPEATS_TITLE
    if not 0 < len(block.text) <= lines.LONGEST or block.has_picture:
        return None
    if block.text.casefold() in mastheads:
        return reasons.MASTHEAD
    return _by_phrase(block) or (_by_shape(block.text) if not block.path else None)


def _trim_dateline(draft: Draft, at: int, outlets: tuple[str, ...]) -> bool:
    """Take a dateline off a block; tell whether there was one."""
    text = draft.blocks[at].text
    length = 0
    while found := datelines.read(text[length : length + 200], outlets):
        length += found.length
        draft.credit, draft.dateline = draft.credit or found.agency, draft.dateline or found.place
    if length == 0:
        return False
    draft.cut_start(at, length, reasons.DATELINE)
    return True


def _by_phrase(block: Block) -> str | None:
    """Say why a line belongs to the page that a table knows; notes between desks stand in brackets."""
    text = block.text
    folded = lines.fold(text)
    if text[0] in "([" and text[-1] in ")]" and (because := lines.NOTES.reason(folded)):
        return because
    because = lines.TOP.reason(folded)
    is_sentence = text.endswith(".") and text[-4:].lower() not in {"a.m.", "p.m."}
    return None if because == reasons.PUBLISHED and is_sentence else because


def _by_shape(text: str) -> str | None:
    """Say why a line belongs to the page or the wire whatever its language."""
    if times.is_stamp(text) or (text[0].isdigit() and _READING_TIME.fullmatch(text)):
        return reasons.PUBLISHED
    if wire_lines.is_slug(text):
        return reasons.SLUG
    crumbs = _BETWEEN_CRUMBS.split(text) if any(mark in text for mark in ">›»") else ()
    if len(crumbs) > 2 and all(0 < len(crumb) <= _LONGEST_CRUMB for crumb in crumbs):
        return reasons.CRUMBS
    if endings.is_rule(text):
        return reasons.RULE
    return reasons.BYLINE if is_role(text) else None


def is_role(text: str) -> bool:
    """Whether a line is a name or none with what a journalist is called: `Business reporter`, `Holly Tranmer, News Editor`."""
    return times.is_label(text) and not lines.ROLES.isdisjoint(_WORD.findall(text.casefold()))


def _repeats(text: str, title: str) -> bool:
    # Longer ones need not be folded; folding makes three characters of one at most, and never fewer.
    return (
        len(text) <= 3 * len(title) and bool(title) and text.casefold() == title.casefold() and not text.endswith(".")
    )
