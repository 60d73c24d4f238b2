"""Blocks of a story in, the same without what belongs to the page or the wire and not to the story out.

Every rule asks for a proof by its place (top, end, a line of its own) and its shape; what is not proven stays. No rule
looks at more than a few hundred characters at a time, and each pass ends where nothing changes any more, so that
cleaning twice is cleaning once.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.cleaning import names
from bot.cleaning.furniture import datelines, endings
from bot.cleaning.markup.blocks import Block, Mark, cut

_LONGEST_LINE = 300  # characters of the longest furniture line; longer ones are text
_BULLET = re.compile(r"[-–—•*·▪►●] +")
_MOST_HIGHLIGHTS = 12  # arbitrary; a longer list is the story
# A highlight repeats the text when this share of its words, and all of its numbers, is in one paragraph. The user's
# three have 0.92 to 1.0; an agency's own summary of new facts had 0.2 to 0.8.
_REPEATED_SHARE = 0.85
_WORD = re.compile(r"\w+")

_ELSEWHERE = re.compile(
    r"(?:read more|read also|also read|read next|more on this|see also|related(?: stories| articles| content)?|watch|listen)"
    r" ?[:»>|].{0,250}"
    r"|(?:subscribe|sign up) (?:to|for|now|here|today)\b.{0,250}"
    r"|(?:like|follow|find|join) (?:us|our|@\w{1,40}|.{2,60}?) on (?:bluesky|facebook|google news|instagram|linkedin|mastodon"
    r"|social media|telegram|threads|tiktok|twitter|whatsapp|x|youtube)\b.{0,200}"
    r"|join our (?:channel|group|newsletter|telegram|whatsapp)\b.{0,200}"
    r"|click here (?:to|for)\b.{0,200}"
    r"|(?:get|download) (?:our|the) .{0,40}\bapp\b.{0,150}"
    r"|(?:article continues|story continues|continues) below(?: (?:this )?advertisement)?"
    r"|\W{0,3}(?:ad|advertisement|advertising|anzeige|publicidad|publicité|sponsored|share this(?: article| story)?|continue reading)"
    r"\W{0,4}"
    r"|the post .{1,200} (?:first appeared|appeared first) on .{1,80}",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:(?:first |last )?(?:published|posted|updated)|\d{1,3} min(?:ute)?s? read)\b.{0,100}", re.IGNORECASE
)
_BETWEEN_CRUMBS = re.compile(r" ?[>›»] ?")
_NOTE_TO_EDITORS = re.compile(
    r"\((?:adds|recasts|refiles|releads|rewrites|updates|writes through)\b[^()]{1,250}\)", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI) (.{3,120})")
_IN_NAMES = frozenset(
    [
        "and",
        "auf",
        "bin",
        "correspondent",
        "d'",
        "da",
        "de",
        "del",
        "der",
        "di",
        "du",
        "e",
        "et",
        "for",
        "in",
        "la",
        "le",
        "of",
        "reports",
        "staff",
        "the",
        "und",
        "van",
        "von",
        "wire",
        "writer",
        "y",
    ]
)
_COPYRIGHT = re.compile(r"(?:©|\(c\) ?\d{4}|copyright ?(?:©|\(c\)|\d{4})).{0,280}", re.IGNORECASE)
_RIGHTS = re.compile(r".{0,200}\ball rights reserved\.?", re.IGNORECASE)
_MADE_BY = "(?:additional )?(?:compiled|editing|edited|report|reporting|translated|translation|writing|written) by "
_STAFF = re.compile(rf"{_MADE_BY}(.{{2,280}}?)\.?", re.IGNORECASE)
_STAFF_AT_END = re.compile(rf" ?\({_MADE_BY}[^()]{{2,280}}\)\.?$", re.IGNORECASE)
_SOURCE_AT_END = re.compile(
    r"(?:^|(?<=[.!?…”\"’'»)\]]) ?)\(?(info ?|information )?source ?[:–—-] ?([^.:;!?()]{2,60}?)\)?\.?$", re.IGNORECASE
)


class Trimmed(NamedTuple):
    """What is left of the story's blocks, and what the furniture said."""

    blocks: tuple[Block, ...]
    authors: tuple[str, ...] = ()  #: from bylines, not yet split into people
    credit: str | None = None  #: agency
    dateline: str | None = None  #: place
    highlights: tuple[str, ...] = ()  #: bullets that were taken off as they repeat the text


def trim(blocks: Sequence[Block], title: str, outlets: tuple[str, ...]) -> Trimmed:
    """Take the furniture off; *title* and *outlets* are lines that a page repeats above the story."""
    state = Trimmed(tuple(blocks))
    while True:
        before = state.blocks
        kept = tuple([block for block in state.blocks if not _is_elsewhere(block)])
        if len(kept) < len(before):
            state = state._replace(blocks=kept)
        state = _trim_end(_trim_top(state, title, outlets))
        state = _without_highlights(state)
        if state.blocks == before:
            return state


def is_bullet(block: Block) -> bool:
    """Whether the block is a list item, as markup or as people type it."""
    return block.is_item or (_BULLET.match(block.text) is not None and not endings.is_rule(block.text))


def without_bullet(text: str) -> str:
    """Take the typed mark of a list item off."""
    return text[match.end() :] if (match := _BULLET.match(text)) else text


def _is_elsewhere(block: Block) -> bool:
    """Whether a line sends the reader somewhere else, wherever it stands."""
    text = block.text
    if len(text) > _LONGEST_LINE or block.has_picture:
        return False
    return _ELSEWHERE.fullmatch(text) is not None or endings.is_separator(text)


def _trim_top(state: Trimmed, title: str, outlets: tuple[str, ...]) -> Trimmed:
    """Take lines off above the first real paragraph, and its dateline. Bullets that stay are stepped over."""
    blocks = list(state.blocks)
    mastheads = {outlet.casefold() for outlet in outlets}
    longest = max(map(len, mastheads), default=0)
    authors = list(state.authors)
    credit, place = state.credit, state.dateline
    first = 0
    while first < min(len(blocks), _MOST_HIGHLIGHTS) and is_bullet(blocks[first]):
        first += 1
    start = end = first
    while end < len(blocks):
        block = blocks[end]
        text = block.text
        if byline := _byline(text):
            authors.append(byline)
            end += 1
            continue
        is_title = _repeats(text, title) and len(blocks) - (end - start) > 1
        is_line = (
            is_title
            or (len(text) <= longest and text.casefold() in mastheads)
            or _is_page_line(text)
            or _is_elsewhere(block)
            or (endings.is_rule(text) and not block.has_picture)
        )
        if not is_line:
            offset = 0
            while found := datelines.read(text[offset : offset + 200], outlets):
                offset += found.length
                credit, place = credit or found.agency, place or found.place
            if offset == 0:
                break
            blocks[end] = cut(block, offset)
            if blocks[end].text:
                continue  # what was behind the dateline may be furniture, too
            if blocks[end].has_picture:
                break
        end += 1
    rest = (*blocks[:start], *blocks[end:])
    if rest == state.blocks:  # nothing was said either
        return state
    return state._replace(blocks=rest, authors=tuple(authors), credit=credit, dateline=place)


def _repeats(text: str, title: str) -> bool:
    # Longer ones need not be folded; folding makes three characters of one at most, and never fewer.
    return (
        len(text) <= 3 * len(title) and bool(title) and text.casefold() == title.casefold() and not text.endswith(".")
    )


def _byline(text: str) -> str | None:
    match = _BYLINE.fullmatch(text)
    if match is None or text.endswith((".", "!", "?", ":")):
        return None
    return match[1] if _are_names(match[1]) and len(match[1].split()) > 1 else None


def _are_names(text: str) -> bool:
    words = text.replace(",", " ").replace(";", " ").split()
    return (
        bool(words) and not words[0][0].islower() and all(not word[0].islower() or word in _IN_NAMES for word in words)
    )


def _is_page_line(text: str) -> bool:
    """Whether a line above the story belongs to the page: times, breadcrumbs, notes to editors."""
    if len(text) > _LONGEST_LINE:
        return False
    crumbs = _BETWEEN_CRUMBS.split(text) if any(mark in text for mark in ">›»") else ()
    return (
        (_PUBLISHED.fullmatch(text) is not None and any(map(str.isdigit, text)) and not text.endswith("."))
        or _NOTE_TO_EDITORS.fullmatch(text) is not None
        or (len(crumbs) > 2 and all(0 < len(crumb) <= 40 for crumb in crumbs))
    )


def _trim_end(state: Trimmed) -> Trimmed:
    """Take credits and rights off behind the last real sentence."""
    blocks = list(state.blocks)
    credit = state.credit
    while blocks:
        block = _without_link_line(blocks[-1])
        text = block.text
        if _is_end_line(text) or (len(blocks) > 1 and _is_sign(block)):  # a sign alone is all there is of a story
            credit = credit or names.agency(text)
            blocks.pop()
            continue
        if block is not blocks[-1]:
            blocks[-1] = block
            continue
        end = len(text)
        while True:
            window = max(end - 400, 0)
            tail = text[window:end]
            staff = _STAFF_AT_END.search(tail) if ")" in tail[-3:] else None
            match = staff or _source_at_end(tail, is_whole=window == 0)
            if match is None:
                break
            if match.re is _SOURCE_AT_END:
                credit = credit or names.agency(match[2]) or match[2]
            end = window + len(tail[: match.start()].rstrip())
        if end == len(text):
            break
        blocks[-1] = cut(block, 0, end)
        if blocks[-1].text:
            break
        blocks.pop()
    rest = tuple(blocks)
    return state if rest == state.blocks else state._replace(blocks=rest, credit=credit)


def _without_link_line(block: Block) -> Block:
    """Take a last line off that is nothing but a short link: the section or topic that a feed files the story under."""
    if len(block.pieces) < 4:  # a line break, and the three of a link
        return block
    breaks = [at for at, piece in enumerate(block.pieces) if isinstance(piece, Mark) and piece.tag == "br"]
    last = block.pieces[breaks[-1] + 1 :] if breaks else ()
    if len(last) != 3 or not (isinstance(last[0], Mark) and last[0].tag == "a" and isinstance(last[1], str)):
        return block
    is_label = len(last[1]) <= 40 and last[1][-1:].isalnum()
    return cut(block, 0, len(block.text) - len(last[1])) if is_label else block


def _is_end_line(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST_LINE:
        return False
    staff = _STAFF.fullmatch(text)
    return (
        _COPYRIGHT.fullmatch(text) is not None
        or ("reserved" in text[-9:].casefold() and _RIGHTS.fullmatch(text) is not None)
        or _ELSEWHERE.fullmatch(text) is not None
        or (staff is not None and all(map(_are_names, re.split(rf"; ?{_MADE_BY}", staff[1], flags=re.IGNORECASE))))
    )


def _is_sign(block: Block) -> bool:
    """Whether a last block is a sign of the wire, or an agency's name; a list or a table may end in any word."""
    is_line = not block.path and not block.has_picture
    return is_line and (endings.is_sign(block.text) or names.agency(block.text) is not None)


def _source_at_end(tail: str, *, is_whole: bool) -> re.Match[str] | None:
    """Find "Source: AP" behind a sentence, or in a line of its own; a sentence that quotes a source is another thing."""
    match = _SOURCE_AT_END.search(tail) if "source" in tail[-80:].casefold() else None
    if match is None or (match.start() == 0 and not is_whole):
        return None
    is_own_line = match.start() == 0 and is_whole
    return match if match[1] or is_own_line or names.agency(match[2]) else None


def _without_highlights(state: Trimmed) -> Trimmed:
    """Take the bullets at the top off that only repeat the text; the others are news."""
    count = 0
    while count < len(state.blocks) and is_bullet(state.blocks[count]):
        count += 1
    if not 0 < count <= _MOST_HIGHLIGHTS or count == len(state.blocks):
        return state
    texts = [_words(block.text) for block in state.blocks[count:]]
    bullets = {
        index: without_bullet(block.text)
        for index, block in enumerate(state.blocks[:count])
        if not block.has_picture and _is_repeated(_words(without_bullet(block.text)), texts)
    }
    blocks = tuple(block for index, block in enumerate(state.blocks) if index not in bullets)
    return state._replace(blocks=blocks, highlights=state.highlights + tuple(bullets.values()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))


def _is_repeated(bullet: frozenset[str], texts: list[frozenset[str]]) -> bool:
    numbers = {word for word in bullet if any(map(str.isdigit, word))}
    return bool(bullet) and any(
        numbers <= words and len(bullet & words) >= _REPEATED_SHARE * len(bullet) for words in texts
    )
