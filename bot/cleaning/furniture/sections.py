"""Boxes inside of a story with the line above them, and all that follows a line that closes the story."""

from functools import lru_cache

from bot.cleaning.furniture import boxes, contacts, endings, highlights, lines, wire_lines
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

_MOST_LINKS = 6  # behind the story, without a label; arbitrary: a longer list is what the story is about
_FEWEST_BEFORE_CLOSING = 1  # paragraphs; a line above all of them closes nothing
_STOPS = (".", "!", "。")
_FEW_WORDS = 3  # of a heading that may end in a stop
_TOP = 14  # blocks in which a summary may begin
_MOST_ABOUT = 12  # blocks about the sender, contacts included
_MOST_BEHIND = 40  # blocks behind a sign of the end in which an address is looked for
_FEW_ABOUT = 2  # blocks that need not name an address, as nothing else follows


def trim(draft: Draft, _: Page) -> None:
    """Take off every label with what belongs to it, links at the end, and what is behind a closing line."""
    while True:
        before = len(draft.cuts)
        _trim_boxes(draft)
        _trim_links(draft)
        if len(draft.cuts) == before:
            return


def _trim_boxes(draft: Draft) -> None:
    blocks = draft.blocks
    at = next((at for at, block in draft.doubtful() if _is_heading(block)), len(blocks))
    while at < len(blocks):
        if draft.is_ordinary(blocks[at]) or not _is_heading(blocks[at]):
            at += 1
            continue
        line = boxes.first_line(blocks[at])
        folded = lines.fold(line)
        if at >= _FEWEST_BEFORE_CLOSING and (because := _closes(draft, at, folded)):
            draft.take_run(at, len(blocks), because)
        elif line.endswith(_STOPS) and len(line.split()) > _FEW_WORDS:
            at += 1
        elif (because := lines.LABELS.reason(folded)) and (end := _end_of_box(blocks, at)) > at:
            draft.take_run(at, end, because)
        elif (
            folded
            and at < _TOP
            and lines.SUMMARIES.reason(folded)
            and (end := boxes.end_of_summary(blocks, at)) > at + 1
        ):
            _take_summary(draft, at, end)
        else:
            at += 1


def _is_heading(block: Block) -> bool:
    line = boxes.first_line(block)
    return len(line) <= lines.LONGEST and not block.has_picture and _is_known(line)


@lru_cache(maxsize=1000)  # the rules are asked again when something has changed, mostly for the same lines
def _is_known(line: str) -> bool:
    """Whether a line is a label of any kind, or a sign of the end."""
    if wire_lines.is_end(line):
        return True
    return lines.HEADINGS.reason(lines.fold(line)) is not None


def _trim_links(draft: Draft) -> None:
    begin = len(draft.blocks)
    while begin > 1 and (boxes.is_link(draft.blocks[begin - 1]) or boxes.is_report(draft.blocks[begin - 1])):
        begin -= 1
    if begin + 1 == len(draft.blocks) and not boxes.is_link(draft.blocks[begin]):
        return  # one item alone may be the story's
    is_announced = draft.blocks[begin - 1].text.endswith((":", "：")) if begin else False
    if len(draft.blocks) - begin <= _MOST_LINKS and not is_announced:
        draft.take_run(begin, len(draft.blocks), reasons.RELATED)


def _take_summary(draft: Draft, start: int, end: int) -> None:
    draft.highlights += [
        highlights.without_bullet(block.text)
        for block in draft.blocks[start:end]
        if not lines.SUMMARIES.reason(lines.fold(block.text))
    ]
    draft.take_run(start, end, reasons.HIGHLIGHT)


def _end_of_box(blocks: list[Block], at: int) -> int:
    """Return where a box ends; its begin if the line is no label of one: something else follows."""
    if boxes.first_line(blocks[at]) != blocks[at].text:
        return at
    end = boxes.end_of_links(blocks, at)
    return end if end > at + 1 or end == len(blocks) > 1 else at


def _closes(draft: Draft, at: int, folded: str) -> str | None:
    """Say why nothing from a block on is part of the story; None if it may be."""
    blocks = draft.blocks
    if because := lines.CLOSINGS.reason(folded):
        return because
    is_heading = not boxes.first_line(blocks[at]).rstrip().endswith(_STOPS)
    if is_heading and (because := lines.SENDERS.reason(folded)):
        was_closed = any(cut.because == reasons.PRESS and (cut.at or 0) > blocks[-1].at for cut in draft.cuts)
        if (was_closed and len(blocks) - at <= _FEW_ABOUT) or _is_about_sender(blocks, at):
            return because
    if wire_lines.is_end(blocks[at].text) and _is_for_desks(blocks, at + 1):
        return reasons.END_SIGN
    return None


def _is_for_desks(blocks: list[Block], start: int) -> bool:
    """Whether what is behind a sign of the end is for desks: it says how to reach somebody, or closes the story again."""
    for block in blocks[start : start + _MOST_BEHIND]:
        folded = lines.fold(boxes.first_line(block))
        if contacts.has_contact(block.text) or lines.CLOSINGS.reason(folded) or lines.SENDERS.reason(folded):
            return True
    return False


def _is_about_sender(blocks: list[Block], at: int) -> bool:
    """Whether the blocks behind a heading are about the one that it names, and tell how to reach him."""
    heading = boxes.first_line(blocks[at])
    rest = [blocks[at].text[len(heading) :].strip(), *(block.text for block in blocks[at + 1 : at + _MOST_ABOUT + 2])]
    rest = [text for text in rest if text]
    if not rest or len(rest) > _MOST_ABOUT:
        return False
    named = [word for word in heading.split()[1:] if word[0].isupper()]
    is_named = bool(named) and any(word.strip(":,.") in rest[0].split(" ")[:6] for word in named[:3])
    can_be_reached = any(map(contacts.has_contact, rest))
    is_closed_again = any(
        (folded := lines.fold(text)) and (lines.CLOSINGS.reason(folded) or lines.SENDERS.reason(folded))
        for text in rest[1:]
    )
    is_behind_end = wire_lines.is_end(blocks[at - 1].text) or endings.is_rule(blocks[at - 1].text)
    return (
        (is_named and (can_be_reached or is_closed_again or is_behind_end))
        or (is_named and len(rest) <= _FEW_ABOUT and not _has_speech(rest))
        or (can_be_reached and is_behind_end)
    )


def _has_speech(texts: list[str]) -> bool:
    return any(mark in text for text in texts for mark in '"“”„«»')
