"""What stands above the first paragraph of the story: the headline again, mastheads, bylines, times, notes, the dateline."""

import operator
import re
from functools import lru_cache

from bot.cleaning import places
from bot.cleaning.furniture import (
    boxes,
    bylines,
    datelines,
    endings,
    highlights,
    lines,
    tails,
    times,
    wire_lines,
    writers,
)
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.highlights import MOST, is_bullet
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block
from bot.cleaning.names import agency

_BETWEEN_CRUMBS = re.compile(r" ?[>›»] ?")
_LONGEST_CRUMB = 40  # characters; arbitrary
_READING_TIME = re.compile(r"\d{1,3} min(?:ute)?s? read\b.{0,100}", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_NAMES = 4  # lines that may be names of sections or people, one after the other
_NO_SENTENCES = frozenset({reasons.PUBLISHED, reasons.SECTION, reasons.CRUMBS})
_ZONE = 30  # blocks
_NOTES = 4  # blocks at the end
_LONGEST_BYLINE = 170  # characters
_LONGEST_SAID = 200  # characters of lines that name authors
_LONGEST_DATELINE = 160  # characters
_FEWEST_BELOW = 3  # blocks below a byline that stands below more than one paragraph
_LAST_DATELINE = 5  # blocks from the first in which one is looked for
_FRAME_OF_AGENCY = re.compile(r"[()/\[\]]")
_LONGEST_LINE = 80  # characters of lines that may be bylines
_SEEN = 1000  # characters of a paragraph in which a name is looked for
_SMALL = 3  # letters of the longest words that names have in small letters: "of", "the"
_dateline = lru_cache(maxsize=1000)(datelines.read)
_TELEPRINTER = "^"  # what old wires put before lines that are centred


def trim(draft: Draft, page: Page) -> None:
    """Take lines off above the first real paragraph, and its dateline. Bullets and pictures that stay are stepped over.

    A short line that may be the name of a section or of somebody goes if there is a line below it that is proven to be
    furniture, and the title is known: else it may be that.
    """
    begin = draft.blocks[:_ZONE]
    if len(begin) == len(draft.above) and all(map(operator.is_, begin, draft.above)):
        return  # nothing has changed here since it was asked
    _trim(draft, page)
    before = -1
    while before != len(draft.cuts):  # what is taken off uncovers what is below it
        before = len(draft.cuts)
        _trim_below_standfirst(draft, _first(draft), page)
    draft.above = draft.blocks[:_ZONE]


def _first(draft: Draft) -> int:
    """Find the first paragraph, or what the rules for lines above it left there."""
    at = 0
    while at + 1 < len(draft.blocks) and (is_bullet(draft.blocks[at]) or not draft.blocks[at].text):
        at += 1
    return at


def _trim(draft: Draft, page: Page) -> None:
    mastheads = {outlet.casefold() for outlet in page.outlets}
    names: list[int] = []
    is_below = False  # of a proven line
    at = bullets = 0
    while at < len(draft.blocks):
        block = draft.blocks[at]
        if (is_bullet(block) and bullets < MOST) or (block.has_picture and not block.text):
            bullets, at = bullets + is_bullet(block), at + 1
        elif block.text[:1] == _TELEPRINTER:
            draft.cut_start(at, 1, reasons.SLUG)
        elif (not draft.is_ordinary(block) or _by_phrase(block.text)) and _take_line(draft, at, page, mastheads):
            at, is_below = _take_names(draft, names, at, page), True
        elif (
            page.title
            and len(names) < _MOST_NAMES
            and _may_be_name(block, draft.blocks[at + 1 : at + highlights.READ], page)
        ):
            names.append(at)
            at += 1
        elif _trim_dateline(draft, at, page.outlets):
            at = _take_names(draft, names, at, page)
            if at == len(draft.blocks) or not draft.blocks[at].text:
                return
        else:
            break
    if is_below and len(names) == 1 and names[0] + 1 < len(draft.blocks):
        _take_name_below(draft, names[0], page)


def _take_line(draft: Draft, at: int, page: Page, mastheads: set[str]) -> bool:
    """Take a block off that belongs to the page, or its first line; tell whether there was anything."""
    if because := _reason(draft, at, page, mastheads):
        draft.take(at, because)
        return True
    if length := _first_line(draft.blocks[at], page):
        draft.cut_start(at, length, reasons.PUBLISHED)
    return length > 0


def _trim_below_standfirst(draft: Draft, at: int, page: Page) -> None:
    """Take a byline off that stands below the first paragraph, with what is beside it; and a dateline with its agency."""
    if not page.title:
        return  # the first line may be the title, which what is below it proves
    at = _above_byline(draft, at, page)
    run = 0
    is_proven = is_name = False
    for block in draft.blocks[at + 1 : at + 1 + _MOST_NAMES]:
        if block.path or is_bullet(block) or block.has_picture or boxes.is_heading(block):
            break
        if not 0 < len(block.text) <= _LONGEST_BYLINE:
            break
        is_time = times.is_stamp(block.text) or datelines.alone(block.text, page.outlets) is not None
        is_byline = not is_time and _byline(block.text, page) is not None
        is_proven = is_proven or is_byline or (is_name and is_time)
        is_name = not is_byline and _is_writer(draft, block.text, page)
        if not (is_time or is_byline or is_name or _line(block.text)):
            break
        run += 1
    if is_proven and at + 1 + run < len(draft.blocks):
        for _ in range(run):
            because = _reason(draft, at + 1, page, set())
            draft.take(at + 1, because or keep_writer(draft, draft.blocks[at + 1].text, page))
    _trim_dateline_below(draft, at, page)


def _trim_dateline_below(draft: Draft, at: int, page: Page) -> None:
    """Take a dateline with its agency off one of the first paragraphs, and the name of its author above it."""
    for below in range(at + 1, min(_LAST_DATELINE, len(draft.blocks))):
        block = draft.blocks[below]
        if block.path or not _FRAME_OF_AGENCY.search(block.text, 0, _LONGEST_DATELINE) or is_bullet(block):
            continue
        found = _dateline(block.text[: datelines.SEEN], page.outlets)
        if found and found.agency and agency(found.agency) and _FRAME_OF_AGENCY.search(block.text, 0, found.length):
            _trim_dateline(draft, below, page.outlets)
            if below == at + 1 and _is_writer(draft, draft.blocks[at].text, page):
                draft.take(at, keep_writer(draft, draft.blocks[at].text, page))
            return


def _above_byline(draft: Draft, at: int, page: Page) -> int:
    """Find the paragraph above a byline; below more than one it has to say that it is one."""
    for further in range(at + 1, min(at + 4, len(draft.blocks) - _FEWEST_BELOW)):
        text = draft.blocks[further].text
        if not (0 < len(text) <= _LONGEST_BYLINE and text[-1].isalnum()) or is_bullet(draft.blocks[further]):
            continue
        found = bylines.find(text, (), page.outlets)
        if found and found.people:
            return further - 1
    return at


def _is_writer(draft: Draft, text: str, page: Page) -> bool:
    found = writers.find(text, page.outlets) if text[:1].isalpha() else None
    return found is not None and not any(is_in_news(draft, name, page) for name in found.people)


def _take_names(draft: Draft, names: list[int], at: int, page: Page) -> int:
    """Take off what stands above a line that is proven; return where that one stood."""
    for index in reversed(names):
        draft.take(index, keep_writer(draft, draft.blocks[index].text, page))
    taken = len(names)
    names.clear()
    return at - taken


def keep_writer(draft: Draft, text: str, page: Page) -> str:
    """Say what a line of names or of a section is that goes, and keep whom it names as authors; none who is in the news."""
    if places.is_city(text):
        draft.dateline = draft.dateline or text
        return reasons.DATELINE
    found = writers.find(text, page.outlets)
    if found is None or (not found.is_proven and any(is_in_news(draft, name, page) for name in found.people)):
        return reasons.SECTION
    if not draft.authors and not page.people:
        draft.authors += found.people
    draft.credit = draft.credit or found.agency
    return reasons.BYLINE


def is_in_news(draft: Draft, name: str, page: Page) -> bool:
    """Whether a title or a paragraph has somebody's last name; short lines may be bylines themselves."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    named = re.compile(re.escape(last) if lines.is_unspaced(last) else rf"\b{re.escape(last)}\b")
    last_ones = len(draft.blocks) - _NOTES  # among which may be one about the author
    text = (
        block.text
        for at, block in enumerate(draft.blocks[:_ZONE])
        if len(block.text) > _LONGEST_LINE and not (at >= last_ones and block.text.startswith(name))
    )
    return any(
        last in (seen := words[:_SEEN].casefold()) and named.search(seen) is not None for words in (page.title, *text)
    )


def _take_name_below(draft: Draft, at: int, page: Page) -> None:
    """Take off a name between the lines above the story and its first sentence: all its words are written large."""
    words = [word for word in draft.blocks[at].text.split() if word.isalpha() and len(word) > _SMALL]
    if words and all(word[0].isupper() for word in words) and draft.blocks[at + 1].text.endswith((".", "”", '"')):
        draft.take(at, keep_writer(draft, draft.blocks[at].text, page))


def _may_be_name(block: Block, after: list[Block], page: Page) -> bool:
    if len(block.text) > _LONGEST_LINE and block.text.endswith(boxes.SENTENCE_ENDS):
        return False  # a sentence, as most are
    if block.path or boxes.is_heading(block) or block.has_picture:
        return False
    crumbs = _BETWEEN_CRUMBS.split(block.text) if len(block.text) <= _LONGEST_LINE else ()
    if len(crumbs) == 2 and all(0 < len(crumb) <= _LONGEST_CRUMB for crumb in crumbs) and block.text[-1].isalnum():
        return True
    return times.is_label(block.text) or (
        boxes.is_headline(block) and highlights.are_in([block.text], [page.title, *(other.text for other in after)])
    )


def _first_line(block: Block, page: Page) -> int:
    """Return how long the first line of a block is, the others behind a line break, if it is furniture; else 0."""
    line = boxes.first_line(block)
    if line == block.text or len(line) > lines.LONGEST or not line.strip():
        return 0
    is_furniture = line.casefold() in map(str.casefold, page.outlets) or _line(line.strip())
    return len(line) if is_furniture else 0


def _reason(draft: Draft, at: int, page: Page, mastheads: set[str]) -> str | None:
    """Say why a line above the story belongs to the page, and keep the byline; None if it does not."""
    block = draft.blocks[at]
    if len(block.text) <= _LONGEST_SAID and (byline := _byline(block.text, page)):
        draft.authors += byline.people
        draft.credit = draft.credit or byline.agency
        return reasons.BYLINE
    is_last = at + 1 == len(draft.blocks)
    if not is_last and not is_bullet(block) and (line := datelines.alone(block.text, page.outlets)):
        draft.credit, draft.dateline = draft.credit or line.agency, draft.dateline or line.place
        return reasons.DATELINE
    if _repeats(block.text, page.title) and not is_last:
        return reasons.REPEATS_TITLE
    if not 0 < len(block.text) <= lines.LONGEST or block.has_picture:
        return None
    if block.text.casefold() in mastheads:
        return reasons.MASTHEAD
    return _line(block.text) if not block.path else _by_phrase(block.text)


def _byline(text: str, page: Page) -> bylines.Byline | writers.Writer | None:
    """Read a line that says who wrote the story, with a word for it or a proof beside the name."""
    if found := _found(text, page.people, page.outlets):
        return found
    writer = writers.find(text, page.outlets) if text[:1].isalpha() else None
    return writer if writer and writer.is_proven else None


_found = lru_cache(maxsize=1000)(bylines.find)  # who writes for a paper writes often


def _trim_dateline(draft: Draft, at: int, outlets: tuple[str, ...]) -> bool:
    """Take a dateline off a block; tell whether there was one."""
    text = draft.blocks[at].text
    length = 0
    if is_bullet(draft.blocks[at]):
        return False
    while found := _dateline(text[length : length + datelines.SEEN], outlets):
        length += found.length
        draft.authors += found.authors
        draft.credit, draft.dateline = draft.credit or found.agency, draft.dateline or found.place
    if length == 0:
        return False
    draft.cut_start(at, length, reasons.DATELINE)
    return True


@lru_cache(maxsize=1000)  # the rules are asked again when something has changed, mostly for the same lines
def _line(text: str) -> str | None:
    return _by_phrase(text) or _by_shape(text) or tails.anywhere(text)


@lru_cache(maxsize=100)  # as above, of one story
def _by_phrase(text: str) -> str | None:
    """Say why a line belongs to the page that a table knows; notes between desks stand in brackets."""
    folded = lines.fold(text)
    if text[0] in "([" and text[-1] in ")]" and (because := lines.NOTES.reason(folded)):
        return because
    because = lines.TOP.reason(folded)
    if because and because != reasons.NOTE and lines.is_correction(text):
        return None
    is_sentence = text.endswith(".") and text[-4:].lower() not in {"a.m.", "p.m."}
    if because == reasons.CRUMBS and len(text.split()) > _SMALL and not any(mark in text for mark in ">›»/|:•→"):
        return None
    return None if is_sentence and because in _NO_SENTENCES else because


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
    if tails.is_staff(text) and not text.endswith("."):
        return reasons.STAFF
    return reasons.BYLINE if is_role(text) else None


def is_role(text: str) -> bool:
    """Whether a line is a name or none with what a journalist is called: `Business reporter`, `Holly Tranmer, News Editor`."""
    return times.is_label(text) and not lines.ROLES.isdisjoint(_WORD.findall(text.casefold()))


def _repeats(text: str, title: str) -> bool:
    # Longer ones need not be folded; folding makes three characters of one at most, and never fewer.
    return (
        len(text) <= 3 * len(title) and bool(title) and text.casefold() == title.casefold() and not text.endswith(".")
    )
