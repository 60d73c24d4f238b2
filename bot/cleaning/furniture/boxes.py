"""What belongs to a label: links, headlines and buttons under "Related stories"; sentences under "Key points" that repeat the text."""

import re

from bot.cleaning.furniture import highlights, lines
from bot.cleaning.markup.blocks import Block, Mark

_MOST_HEADLINES = 15  # below a label, without links; a longer list is the story
_LONGEST_HEADLINE = 160  # characters
_LONGEST_POINT = 320  # characters of one of the sentences that sum the story up
_MOST_POINTS = 10
_LONGEST_OUTLET = 40  # characters
_REPORT = re.compile(r".{15,200} [-–—|] [A-Z][^.!?:;,]{1,39}")
SENTENCE_ENDS = (".", "!", "…", "。", "！", "؟", "।", ";", ":", ",", ".”", '."', "”", "۔", "،", "॥", "」", "』")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def is_link(block: Block) -> bool:
    """Whether a block is nothing but links: every letter of it is inside of one."""
    if len(block.pieces) == 1:
        return False  # which most are
    is_inside, has_words = False, False
    for piece in block.pieces:
        if isinstance(piece, Mark):
            is_inside = not piece.closing if piece.tag == "a" else is_inside
        elif any(map(str.isalnum, piece)):
            if not is_inside:
                return False
            has_words = True
    return has_words and not block.has_picture


def is_report(block: Block) -> bool:
    """Whether an item of a list is a headline and its outlet, as portals list who reports the same: a link and a name, or a dash between."""
    if not block.is_item or block.has_picture:
        return False
    *link, outlet = block.pieces
    if link and isinstance(outlet, str) and 0 < len(outlet.strip()) <= _LONGEST_OUTLET and outlet[-1].isalnum():
        return is_link(Block(tuple(link)))
    return _REPORT.fullmatch(block.text) is not None


def is_heading(block: Block) -> bool:
    """Whether a block is a heading, by its tag or as all of it is bold."""
    if block.tag in _HEADINGS:
        return True
    first = block.pieces[0] if len(block.pieces) > 2 else ""
    last = block.pieces[-1] if block.pieces else ""
    return isinstance(first, Mark) and first.tag in {"b", "strong"} and isinstance(last, Mark) and last.tag == first.tag


def is_headline(block: Block) -> bool:
    """Whether a block may be the headline of another story: a line that does not end as a sentence does."""
    text = highlights.without_bullet(block.text)
    return 0 < len(text) <= _LONGEST_HEADLINE and not block.has_picture and not text.endswith(SENTENCE_ENDS)


def end_of_links(blocks: list[Block], label: int) -> int:
    """Return where the links and headlines under a label end; labels may follow each other."""
    end = label + 1
    while True:
        begin = end
        while end < len(blocks) and is_link(blocks[end]):
            end += 1
        end = end if end > begin else _end_of_headlines(blocks, begin)
        if end == len(blocks) or not _is_label(blocks[end]):
            return end
        end += 1


def _is_label(block: Block) -> bool:
    return not block.has_picture and lines.LABELS.reason(lines.fold(block.text)) is not None


def _end_of_headlines(blocks: list[Block], start: int) -> int:
    is_list = start < len(blocks) and highlights.is_bullet(blocks[start])
    end = start
    while (
        end < len(blocks)
        and highlights.is_bullet(blocks[end]) == is_list
        and (is_list or not is_heading(blocks[end]))
        and is_headline(blocks[end])
        and not _is_label(blocks[end])
        and not any(part.tag == "table" for part in blocks[end].path)
    ):
        end += 1
    is_cut_short = is_list and end < len(blocks) and highlights.is_bullet(blocks[end])  # one of the items is a sentence
    return start if is_cut_short or end - start > _MOST_HEADLINES else end


def end_of_summary(blocks: list[Block], label: int) -> int:
    """Return where the sentences under a summary's heading end that the text behind them repeats; its begin if none does."""
    end = label + 1
    while (
        end < len(blocks)
        and end - label <= _MOST_POINTS
        and len(blocks[end].text) <= _LONGEST_POINT
        and not blocks[end].has_picture
    ):
        if not lines.SUMMARIES.reason(lines.fold(blocks[end].text)) and is_heading(blocks[end]):
            break
        end += 1
    while end > label + 1 and not _are_repeated(blocks, label + 1, end):
        end -= 1
    return end


def _are_repeated(blocks: list[Block], start: int, end: int) -> bool:
    """Whether the sentences are in the text behind all of them."""
    points = [block.text for block in blocks[start:end] if not lines.SUMMARIES.reason(lines.fold(block.text))]
    return highlights.are_in(points, [block.text for block in blocks[end : end + highlights.READ]])


def first_line(block: Block) -> str:
    """The text up to the first line break."""
    if len(block.pieces) == 1:
        return block.text
    length = 0
    for piece in block.pieces:
        if isinstance(piece, Mark) and piece.tag == "br":
            return block.text[:length]
        length += len(piece) if isinstance(piece, str) else 0
    return block.text
