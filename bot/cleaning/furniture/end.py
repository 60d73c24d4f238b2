"""What stands behind the last sentence of the story: credits, rights, signs of the wire, lines that lead elsewhere."""

import re

from bot.cleaning import names
from bot.cleaning.furniture import bylines, endings, lines
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block, Mark, cut

_TAIL = 400  # characters at the end of a block in which furniture is looked for behind a sentence
_RIGHTS = re.compile(r".{0,200}\ball rights reserved\.?", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\) ?\d{4}).{0,280}", re.IGNORECASE)
_MADE_BY = "(?:additional )?(?:compiled|editing|edited|report|reporting|translated|translation|writing|written) by "
_STAFF = re.compile(rf"{_MADE_BY}(.{{2,280}}?)\.?", re.IGNORECASE)
_BETWEEN_STAFF = re.compile(rf"; ?{_MADE_BY}", re.IGNORECASE)
_STAFF_AT_END = re.compile(rf" ?\({_MADE_BY}[^()]{{2,280}}\)\.?$", re.IGNORECASE)
_SOURCE_AT_END = re.compile(
    r"(?:^|(?<=[.!?…”\"’'»)\]]) ?)\(?(info ?|information )?source ?[:–—-] ?([^.:;!?()]{2,60}?)\)?\.?$", re.IGNORECASE
)
# Where a sentence may end, with what may close it: what is behind is held against the tables.
_SENTENCE_ENDS = re.compile(r"[.!?…。！？؟।][”\"’'»)\]」』]{0,2}(?: |(?<=[。！？]))")
_MOST_TAILS = 4  # sentences at the end of a block that may be furniture


def trim(draft: Draft, page: Page) -> None:
    """Take off what is behind the last real sentence."""
    while draft.blocks:
        last = len(draft.blocks) - 1
        block = draft.blocks[last]
        if because := _line(block, is_only=last == 0):
            draft.credit = draft.credit or names.agency(block.text)
            draft.take(last, because)
        elif (length := _before_link_line(block)) is not None:
            draft.cut_end(last, length, reasons.RELATED)
        elif found := _tail(block.text):
            end, because, credit = found
            draft.credit = draft.credit or credit
            draft.cut_end(last, end, because)
        else:
            return


def _line(block: Block, *, is_only: bool) -> str | None:
    """Say why a last block is no part of the story; None if it is one."""
    text = block.text
    if not 0 < len(text) <= lines.LONGEST:
        return None
    if _COPYRIGHT.fullmatch(text) or ("reserved" in text[-9:].casefold() and _RIGHTS.fullmatch(text)):
        return reasons.COPYRIGHT
    staff = _STAFF.fullmatch(text)
    if staff and all(map(bylines.are_names, _BETWEEN_STAFF.split(staff[1]))):
        return reasons.STAFF
    folded = lines.fold(text)
    if because := lines.END.reason(folded) or lines.ANYWHERE.reason(folded):
        return because
    # A sign alone is all there is of a story.
    return _sign(block) if not is_only else None


def _sign(block: Block) -> str | None:
    """Say what sign a last block is: one of the wire, or an agency's name; a list or a table may end in any word."""
    if block.path or block.has_picture:
        return None
    if endings.is_sign(block.text):
        return reasons.END_SIGN
    return reasons.CREDIT if names.agency(block.text) else None


def _tail(text: str) -> tuple[int, str, str | None] | None:
    """Find furniture behind a sentence: where it begins, why it is none of the story, and the agency it names."""
    begin = max(len(text) - _TAIL, 0)
    tail = text[begin:]
    if ")" in tail[-3:] and (staff := _STAFF_AT_END.search(tail)):
        return begin + len(tail[: staff.start()].rstrip()), reasons.STAFF, None
    if source := _source_at_end(tail, is_whole=begin == 0):
        return begin + len(tail[: source.start()].rstrip()), reasons.CREDIT, names.agency(source[2]) or source[2]
    for match in [*_SENTENCE_ENDS.finditer(tail)][-_MOST_TAILS:]:
        folded = lines.fold(tail[match.end() :])
        if because := lines.END.reason(folded) or lines.ANYWHERE.reason(folded):
            return begin + len(tail[: match.end()].rstrip()), because, None
    return None


def _source_at_end(tail: str, *, is_whole: bool) -> re.Match[str] | None:
    """Find "Source: AP" behind a sentence, or in a line of its own; a sentence that quotes a source is another thing."""
    match = _SOURCE_AT_END.search(tail) if "source" in tail[-80:].casefold() else None
    if match is None or (match.start() == 0 and not is_whole):
        return None
    is_own_line = match.start() == 0 and is_whole
    return match if match[1] or is_own_line or names.agency(match[2]) else None


def _before_link_line(block: Block) -> int | None:
    """Find a last line that is nothing but a short link: the section or topic that a feed files the story under."""
    if len(block.pieces) < 4:  # a line break, and the three of a link
        return None
    breaks = [at for at, piece in enumerate(block.pieces) if isinstance(piece, Mark) and piece.tag == "br"]
    last = block.pieces[breaks[-1] + 1 :] if breaks else ()
    if len(last) != 3 or not (isinstance(last[0], Mark) and last[0].tag == "a" and isinstance(last[1], str)):
        return None
    is_label = len(last[1]) <= 40 and last[1][-1:].isalnum()
    return len(cut(block, 0, len(block.text) - len(last[1])).text) if is_label else None
