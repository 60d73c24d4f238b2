"""What stands behind the last sentence of the story: credits, rights, signs of the wire, lines that lead elsewhere."""

from bot.cleaning import names
from bot.cleaning.furniture import (
    authors,
    boxes,
    bylines,
    contacts,
    endings,
    highlights,
    initials,
    lines,
    said,
    tails,
    times,
    top,
    wire_lines,
    writers,
)
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block, Mark, cut

_SIGNS = frozenset({reasons.END_SIGN, reasons.CREDIT, reasons.CONTACT})
_LAST_INITIALS = 6  # blocks from the last
_FEWEST_DIGITS = 2
_MOST_NAMES = 4  # lines that may be names, one after the other


def trim(draft: Draft, page: Page) -> None:
    """Take off what is behind the last real sentence, and keep what all that was taken off says of authors and agency."""
    _trim(draft, page)
    _trim_initials(draft, page)
    if draft.cuts:
        said.read(draft, page)


def _trim_initials(draft: Draft, page: Page) -> None:
    """Take initials off that have a stroke or an agency, where lines stay below them that nobody knows."""
    for at in range(len(draft.blocks) - 2, max(len(draft.blocks) - _LAST_INITIALS, 0), -1):
        block = draft.blocks[at]
        if block.path or block.has_picture or highlights.is_bullet(block) or boxes.is_heading(block):
            continue
        found = initials.find(block.text)
        if found and (found.agency or block.text.count("/") > 1):
            _keep(draft, block.text, reasons.END_SIGN, page)
            draft.take(at, reasons.END_SIGN)
            return


def _trim(draft: Draft, page: Page) -> None:
    """Take lines off from the last upwards.

    A short line that may be a name, a number or an address goes if there is a line above it that is proven to be furniture.
    """
    known = frozenset(
        filter(None, map(lines.fold, (*page.outlets, draft.credit or "", *(part.strip() for part in page.outlets))))
    )
    doubtful = 0
    is_above_sign = False
    at = len(draft.blocks) - 1
    while at >= 0:
        block = draft.blocks[at]
        because = _line(draft, at, page, known) or (_name(draft, at, page) if is_above_sign else None)
        if because:
            is_above_sign = doubtful == 0 and because in _SIGNS
            _keep(draft, block.text, because, page)
            draft.take(at, because)
        elif (found := _cut(block, known)) and _leaves_words(block.text[: found[0]]):
            is_above_sign = False
            end, because, credit = found
            draft.credit = draft.credit or credit
            draft.cut_end(at, end, because)
            at += at < len(draft.blocks) and draft.blocks[at].at == block.at  # what is left of it is asked again
        elif doubtful < _MOST_NAMES and _is_doubtful(block) and at > block.text.isdigit():
            doubtful += 1
            is_above_sign = False
            at -= 1
            continue
        else:
            return
        at -= 1
        for below in range(at + doubtful, at, -1):
            draft.take(below, top.keep_writer(draft, draft.blocks[below].text, page))
        doubtful = 0


def _leaves_words(text: str) -> bool:
    """Whether nothing is left, or something to read: a bullet alone is neither."""
    return not text or any(map(str.isalnum, text))


def _name(draft: Draft, at: int, page: Page) -> str | None:
    """Say that a line is the name of somebody who is not in the news, which stands above initials or an agency's sign."""
    block = draft.blocks[at]
    if at == 0 or block.path or block.has_picture or boxes.is_heading(block):
        return None
    found = writers.find(block.text)
    return reasons.BYLINE if found and not any(top.is_in_news(draft, name, page) for name in found.people) else None


def _keep(draft: Draft, text: str, because: str, page: Page) -> None:
    """Keep whom a line names that goes."""
    if because == reasons.CREDIT:
        draft.credit = draft.credit or names.agency(text) or wire_lines.signature(text, frozenset())
    elif because == reasons.END_SIGN and (found := initials.find(text)):
        draft.credit = draft.credit or found.agency
    elif because == reasons.BYLINE:
        top.keep_writer(draft, text, page)


def _is_doubtful(block: Block) -> bool:
    if block.path or highlights.is_bullet(block) or boxes.is_heading(block) or block.has_picture:
        return False
    if block.text.isdigit() and len(block.text) > _FEWEST_DIGITS:
        return True  # how many words or characters it has, or its number
    return times.is_label(block.text) or contacts.is_contact(block.text) or contacts.is_site(block.text)


def _line(draft: Draft, at: int, page: Page, known: frozenset[str]) -> str | None:
    """Say why a last block is no part of the story; None if it is one."""
    block = draft.blocks[at]
    text = block.text
    if not 0 < len(text) <= lines.LONGEST or block.has_picture:
        return None
    if because := tails.reason(text):
        return because
    if authors.is_about(block, (*page.people, *draft.authors)):
        return reasons.AUTHOR_BOX
    # A sign alone is all there is of a story; and a list or a table may end in any word.
    if at == 0 or _is_listed(draft.blocks, at):
        return None
    return reasons.END_SIGN if endings.is_sign(text) else _sign(highlights.without_bullet(text), known)


def _is_listed(blocks: list[Block], at: int) -> bool:
    """Whether a block is in a table, or one of more than one items, marked up or typed: "- Reuters" alone is a sign."""
    is_inside = any(part.tag not in {"ul", "li"} for part in blocks[at].path)
    return is_inside or (highlights.is_bullet(blocks[at]) and highlights.is_bullet(blocks[at - 1]))


def _sign(text: str, known: frozenset[str]) -> str | None:
    """Say what sign a last line is: one of the wire, a name that signs it, how to reach somebody, or when it was sent."""
    if endings.is_sign(text) or wire_lines.is_end(text) or wire_lines.is_sent(text) or initials.find(text):
        return reasons.END_SIGN
    if wire_lines.is_known(text, known) or wire_lines.signature(text, known) or wire_lines.is_bracketed_sign(text):
        return reasons.CREDIT
    if "@" in text and contacts.is_contact(text):
        return reasons.CONTACT
    if contacts.is_site(text) and not text.startswith("http"):
        return reasons.RELATED
    if times.is_stamp(text):
        return reasons.PUBLISHED
    return reasons.BYLINE if _is_signed(text, known) else None


def _is_signed(text: str, known: frozenset[str]) -> bool:
    """Whether a last line is the name of who wrote it, with an outlet, a job or an address behind, or in brackets."""
    person, comma, outlet = text.rpartition(", ")
    if (comma and wire_lines.is_known(outlet, known) and bylines.are_names(person)) or top.is_role(text):
        return True
    writer = writers.find(text)
    return writer is not None and (writer.is_proven or not text[0].isalpha())


def _cut(block: Block, known: frozenset[str]) -> tuple[int, str, str | None] | None:
    """Find furniture at the end of a block: where it begins, why it is none of the story, and the agency it names."""
    if (length := _before_last_line(block)) is not None:
        return length, reasons.RELATED, None
    return tails.find(block.text, known)


def _before_last_line(block: Block) -> int | None:
    """Find a last line, or a link at the end, that is furniture as a line; also a short link, which names a section."""
    if len(block.pieces) < 4:  # a line break or text, and the three of a link
        return None
    breaks = [at for at, piece in enumerate(block.pieces) if isinstance(piece, Mark) and piece.tag == "br"]
    last = block.pieces[breaks[-1] + 1 :] if breaks else ()
    text = "".join(piece for piece in last if isinstance(piece, str))
    if last and len(last) == 3 and isinstance(last[0], Mark) and last[0].tag == "a" and isinstance(last[1], str):
        is_label = len(text) <= 40 and text[-1:].isalnum()
    else:
        is_label = 0 < len(text) <= lines.LONGEST and tails.reason(text) is not None
    if is_label:
        return len(cut(block, 0, len(block.text) - len(text)).text)
    *_, mark, words, closing = block.pieces
    is_link = (
        isinstance(mark, Mark) and mark.tag == "a" and isinstance(words, str) and closing == Mark("a", closing=True)
    )
    if is_link and isinstance(words, str) and tails.leads_elsewhere(words):
        return len(block.text) - len(words)
    return None
