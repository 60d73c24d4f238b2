"""A title as claimed, or none, in; the headline as plain text on one line out."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.cleaning import furniture
from bot.cleaning.characters import one_line, shorten
from bot.cleaning.furniture import datelines
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block
from bot.cleaning.titles import markers
from bot.model import Cut, Marker

_LONGEST = 500  # characters; a longer "title" is a text
_LONGEST_MADE = 110  # characters of a title that is made from the text
_LONGEST_HEADING = 140
# With the semicolon only: "Smith&ltd" holds no entity, whatever browsers make of it.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# Tags that feeds leave in titles, escaped twice. Others may be what the title is about.
_TAG = re.compile(
    r"</?(?:a|b|br|cite|em|font|i|img|mark|p|q|script|small|span|strong|style|sub|sup|u)(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r" +[-–—|·»:]{1,2} +")
_STOP = re.compile(r"(?<=[\w%”\"’)])[.!?…][”\"’»)]{0,2}(?= )")
_ABBREVIATED = frozenset(
    "adm al capt col dr etc gen gov inc jr lt ltd maj mr mrs ms no prof rep rev sen sgt sr st vs".split()
)
# Words that open a clause which only sets the scene for the main one, as English agencies write long first sentences.
_SETTING = frozenset(
    "after against ahead although amid as at before by despite during following for if in on since under when while with".split()
)
_CLAUSE = ", "
_FEWEST_WORDS = 6  # fewer are no sentence; arbitrary


class Headline(NamedTuple):
    """A title, and what was taken off it."""

    text: str  #: one line
    markers: tuple[Marker, ...] = ()  #: each kind once
    cuts: tuple[Cut, ...] = ()


def tidy(title: str, outlets: tuple[str, ...]) -> Headline:
    """Take markup, slugs and the outlet's name off; never everything."""
    title = one_line(title[: 4 * _LONGEST])
    found: list[Marker] = []
    cuts: list[Cut] = []
    while True:
        before = title
        if "&" in title or "<" in title:
            title = one_line(_TAG.sub(" ", _ENTITY.sub(_unescape, title)))
        if marked := markers.at_start(title):
            cuts.append(Cut(text=title[: marked.length].strip(), because=reasons.MARKER, where="start"))
            found += marked.markers
            title = title[marked.length :]
        if (end := _before_outlet(title, outlets)) < len(title):
            cuts.append(Cut(text=title[end:].strip(), because=reasons.OUTLET, where="end"))
            title = title[:end]
        if title == before:
            break
        title = one_line(title)
    return Headline(shorten(title, _LONGEST), markers.unique(found), tuple(cuts))


def heading(blocks: Sequence[Block], outlets: tuple[str, ...]) -> str | None:
    """Return the first block's text if it is a headline over the others."""
    if len(blocks) < 2:
        return None
    first, text = blocks[0], blocks[0].text
    if first.tag in {"h1", "h2", "h3"} and 0 < len(text) <= _LONGEST:
        return text
    is_short = len(text.split()) > 1 and len(text) <= min(
        _LONGEST_HEADING, max(len(block.text) for block in blocks[1:4])
    )
    if not is_short or furniture.is_bullet(first) or first.path or text.endswith((".", ",", ";", ":", "…", ".”", '."')):
        return None
    return None if datelines.read(text, outlets) else text


def from_text(blocks: Sequence[Block], highlights: Sequence[str]) -> str:
    """Make a title of the first highlight, else of the first sentence; "" if there is no text."""
    texts = [text for block in blocks if (text := furniture.without_bullet(one_line(block.text)))]
    if not highlights and not texts:
        return ""
    sentence = one_line(highlights[0] if highlights else _first_sentence(texts[0]))
    if sentence.endswith(".") and not sentence.endswith(("..", ".M.", ".S.")):
        sentence = sentence[:-1]
    return _condense(sentence)


def _condense(sentence: str) -> str:
    """Cut a sentence that is too long for a headline at its clauses, else between two words."""
    if len(sentence) <= _LONGEST_MADE:
        return sentence
    setting, _, main = sentence.partition(_CLAUSE)
    if setting.split(" ", 1)[0].lower() in _SETTING and len(main.split()) >= _FEWEST_WORDS:
        return _condense(main[0].upper() + main[1:])
    end = sentence.rfind(_CLAUSE, 0, _LONGEST_MADE)
    if len(sentence[: max(end, 0)].split()) >= _FEWEST_WORDS:
        return sentence[:end] + "…"
    return shorten(sentence, _LONGEST_MADE)


def _unescape(match: re.Match[str]) -> str:
    return html.unescape(match[0])


def _before_outlet(title: str, outlets: tuple[str, ...]) -> int:
    """Return where the outlet's name behind a title begins, its separator included; the title's length if there is none."""
    *_, last = [None, *_SEPARATOR.finditer(title)]
    if last is None or not title[: last.start()].strip():
        return len(title)
    suffix = _plain(title[last.end() :])
    return last.start() if suffix and suffix in {_plain(outlet) for outlet in outlets} else len(title)


def _plain(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold().removeprefix("the ")))


def _first_sentence(text: str) -> str:
    text = text[:1000]
    for stop in _STOP.finditer(text):
        word = text[: stop.start()].rsplit(" ", 1)[-1].strip("“\"(‘'")
        is_initial = len(word) == 1 or "." in word or word.lower() in _ABBREVIATED
        follower = text[stop.end() + 1 : stop.end() + 2]
        if not (is_initial and text[stop.start()] == ".") and not follower.islower():
            return text[: stop.end()]
    return text
