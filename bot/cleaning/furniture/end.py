"""What stands behind the last sentence of the story: credits, rights, signs of the wire, lines that lead elsewhere."""

from bot.cleaning import names
from bot.cleaning.furniture import (
    authors,
    boxes,
    bylines,
    contacts,
    endings,
    highlights,
    lines,
    tails,
    times,
    top,
    wire_lines,
)
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block, Mark, cut

_MOST_NAMES = 4  # lines that may be names, one after the other


def trim(draft: Draft, page: Page) -> None:
    """Take off what is behind the last real sentence.

    A short line that may be a name, a number or an address goes if there is a line above it that is proven to be furniture.
    """
    known = frozenset(
        filter(None, map(lines.fold, (*page.outlets, draft.credit or "", *(part.strip() for part in page.outlets))))
    )
    doubtful = 0
    at = len(draft.blocks) - 1
    while at >= 0:
        block = draft.blocks[at]
        if because := _line(draft, at, page, known):
            credit = names.agency(block.text) or wire_lines.signature(block.text, frozenset())
            draft.credit = draft.credit or (credit if because == reasons.CREDIT else None)
            draft.take(at, because)
        elif found := _cut(block, known):
            end, because, credit = found
            draft.credit = draft.credit or credit
            draft.cut_end(at, end, because)
            at += at < len(draft.blocks) and draft.blocks[at].at == block.at  # what is left of it is asked again
        elif doubtful < _MOST_NAMES and _is_doubtful(block) and at > 0:
            doubtful += 1
            at -= 1
            continue
        else:
            return
        at -= 1
        draft.take_run(at + 1, at + 1 + doubtful, reasons.SECTION)
        doubtful = 0


def _is_doubtful(block: Block) -> bool:
    if block.path or highlights.is_bullet(block) or boxes.is_heading(block) or block.has_picture:
        return False
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
    if endings.is_sign(text) or wire_lines.is_end(text) or wire_lines.is_sent(text):
        return reasons.END_SIGN
    if wire_lines.is_known(text, known) or wire_lines.signature(text, known) or wire_lines.is_bracketed_sign(text):
        return reasons.CREDIT
    if "@" in text and contacts.is_contact(text):
        return reasons.CONTACT
    if contacts.is_site(text) and not text.startswith("http"):
        return reasons.RELATED
    if times.is_stamp(text):
        return reasons.PUBLISHED
    person, comma, outlet = text.rpartition(", ")
    is_signed = comma and wire_lines.is_known(outlet, known) and bylines.are_names(person)
    return reasons.BYLINE if is_signed or top.is_role(text) else None


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
