"""What reads like furniture at the ends of a story, where no rule knows it.

Furniture stands in runs: the one at the end begins where the odds of all that is behind it, taken together, are highest.
"""

import math
import re
from collections.abc import Iterator

from bot.cleaning.furniture import boxes, highlights, judging, lines, outline
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.judging import Place
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block

# Log odds, chosen so that hardly a sentence goes of stories that the model was not fitted on; cheap to change.
# `python -m benchmarks.train_lines --check` shows what single lines score, `python -m benchmarks.copy` what whole stories lose.
_SHORT = 1.5  # of a line at an end that is no sentence
_SENTENCE: dict[Place, float] = {"top": 4.0, "end": 2.0}  # of a sentence there
_DOUBTFUL = -0.5  # a line in a run may have this little, if the lines around it have more
_FEW, _DIGITS = 6, 4  # spaces and digits at most of a line that only its shape speaks for
_OF_FIGURES = 0.15  # share of digits in lines that may be figures alone
_TOLD = 5  # spaces in a line that may tell something
_FIRST, _LAST = 0.5, 2.0  # the first or last of several sentences alone has that much less to go by
_TAIL = 3.5  # of what is behind a sentence
_SAID = 1.5  # of which the words have to bring that much
_TAILS = 3  # sentences behind which it may be
_ZONE = 30  # blocks at either end

_NUMBERED = re.compile(r"\d{1,3}(?:[.)°º]? (?=[^\W\d_])|[-:–]\d)(?!min|мин|分)")


def trim(draft: Draft, page: Page) -> None:
    """Take off what reads like furniture; at the top only beside what rules found, and where the title is known: else it is there."""
    before = -1
    while len(draft.cuts) > before and _has_sentence(draft.blocks):
        before = len(draft.cuts)
        cut = [cut.at for cut in draft.cuts if cut.at is not None]
        is_below, is_above = max(cut, default=-1) > draft.blocks[-1].at, min(cut, default=0) < draft.blocks[0].at
        if length := _run(draft.blocks[::-1], "end", is_beside=is_below):
            _take(draft, len(draft.blocks) - length, len(draft.blocks))
        _trim_tail(draft)
        if page.title and is_above and (length := _run(draft.blocks, "top", is_beside=True)):
            _take(draft, 0, length)


def _trim_tail(draft: Draft) -> None:
    """Take off what reads like furniture behind a sentence of the last paragraph."""
    block = draft.blocks[-1]
    text = block.text
    if block.path or block.has_picture:
        return
    ends = [match.end() for match in outline.SENTENCE.finditer(text, max(len(text) - judging.LONGEST, 0))]
    is_told = judging.is_told(text)  # of the sentences of such a text no word speaks for furniture
    for end in reversed(ends[-_TAILS:]):
        if tail := text[end:].strip():
            if (is_told and judging.is_sentence(tail)) or judging.is_told(tail):
                continue
            if judging.weigh_words(tail) < _SAID or _score(tail, "end") < _TAIL:
                continue
            if judging.spoken(tail) and not lines.is_quoting(tail):
                draft.cut_end(len(draft.blocks) - 1, end, _reason(tail))
                return


def _run(blocks: list[Block], place: Place, *, is_beside: bool) -> int:
    """Return how many blocks from the outer end inwards are furniture; a story remains behind them.

    A line that no word speaks for has to be a short one beside furniture: *is_beside* says that there was some at that end.
    """
    total = best = 0.0
    length = 0
    for count, (block, score) in enumerate(_scores(blocks[:_ZONE], place), 1):
        total += score
        is_sure = score >= _needed(block, place) and (
            bool(judging.spoken(block.text)) or (length == count - 1 and is_beside)
        )
        if is_sure and total >= best and _has_sentence(blocks[count:]) and _is_less(blocks, count):
            length, best, is_beside = count, total, True
    return length


def _is_less(blocks: list[Block], count: int) -> bool:
    """Whether so many blocks say less than the others: a text that reads like furniture for the most part is what it is."""
    lengths = [len(highlights.without_bullet(block.text)) for block in blocks]
    return sum(lengths[:count]) < sum(lengths[count:])


def _needed(block: Block, place: Place) -> float:
    """What a line needs to begin a run, or to be one: long ones may be told without a full stop, as standfirsts are."""
    digits = sum(map(str.isdigit, block.text))
    is_figures = digits >= _OF_FIGURES * len(block.text) and not judging.is_dated(block.text)
    if is_figures and not judging.has_strong_word(block.text):
        return math.inf  # the row of a table, a result
    if not judging.spoken(block.text) and (block.text.count(" ") >= _FEW or digits > _DIGITS):
        return math.inf
    is_told = judging.is_sentence(block.text) or block.text.count(" ") >= _TOLD
    return _SENTENCE[place] if is_told else _SHORT


def _scores(blocks: list[Block], place: Place) -> Iterator[tuple[Block, float]]:
    for block in blocks:
        # Results and demands read much like furniture.
        if not _may_be_judged(block) or highlights.is_bullet(block) or _NUMBERED.match(block.text):
            return
        if boxes.is_heading(block):
            return  # headings are for those who know labels; what puts an error right is part of the story, whoever it speaks to
        if lines.is_quoting(block.text):
            return
        score = _score(block.text, place)
        if score < _DOUBTFUL or lines.is_correction(block.text):
            return
        yield block, score


def _score(text: str, place: Place) -> float:
    """Judge a line; of several sentences, the first and the last count too, if they speak less for furniture."""
    score = judging.judge(text, place)
    ends = [match.end() for match in outline.SENTENCE.finditer(text) if match.end() < len(text) - 1]
    if score < 0 or not ends:
        return score
    first, last = text[: ends[0]], text[ends[-1] :].strip()
    if judging.is_sentence(first):
        score = min(score, judging.judge(first, place, is_part=True) + _FIRST)
    return min(score, judging.judge(last, place, is_part=True) + _LAST) if judging.is_sentence(last) else score


def _may_be_judged(block: Block) -> bool:
    is_in_table = any(part.tag == "table" for part in block.path)
    return 0 < len(block.text) <= judging.LONGEST and not block.has_picture and not is_in_table


def _has_sentence(blocks: list[Block]) -> bool:
    """Whether anything is surely a part of the story; what is cheap to tell is asked of all blocks first, and of short ones sooner."""
    texts = sorted([block.text for block in blocks], key=len)
    return any(map(judging.is_told, texts)) or any(map(_is_sentence, blocks))


def _is_sentence(block: Block) -> bool:
    """Whether a block is surely a part of the story."""
    text = highlights.without_bullet(block.text)  # an item is judged alike, marked up or typed
    return len(text) > judging.LONGEST or (bool(text) and judging.judge(text, "any") < 0)


def _take(draft: Draft, start: int, end: int) -> None:
    for at in range(end - 1, start - 1, -1):
        draft.take(at, _reason(draft.blocks[at].text))


def _reason(text: str) -> str:
    words = judging.spoken(text)
    return f"{reasons.READS} ({', '.join(words)})" if words else reasons.READS
