"""A title as claimed, or none, in; the headline as plain text on one line out."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from bot.cleaning import furniture
from bot.cleaning.characters import one_line, shorten, squeeze
from bot.cleaning.furniture import bylines, datelines, endings
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup.blocks import Block
from bot.cleaning.tags import untagged
from bot.cleaning.titles import markers, sentences
from bot.cleaning.titles import outlets as naming
from bot.model import Cut, Marker

_BEYOND = "\U00010000"
_LONGEST = 500  # characters; a longer "title" is a text
_LONGEST_MADE = 110  # characters of a title that is made from the text
_LONGEST_HEADING = 140
_HEADING_WITHIN = 3  # blocks from the top in which a page's heading is looked for
_LOOKED_THROUGH = 5  # blocks that may be no text of the story, before its first sentence
_FEWEST_WORDS = 3  # of a heading that proves what the title is
_FEWEST_UNSPACED = 6  # characters of a headline in a script without spaces
_NO_END = (".", ",", ";", ":", "…", ".”", '."', "。", "，", "：", "؛", "،")  # of a headline
_SEPARATED = re.compile(r" (?:[-–—|·•»«:]{1,2}|//?) |[|_]")
_SEPARATING = re.compile(r"(?: (?:[-–—|·•»«:]{1,2}|//?)|[|_:]) ?$")
# What sets off markers, sections and outlets, and what markup begins with; the signs beyond the BMP are found sooner as a range.
_SIGN = re.compile(
    f"[&－{re.escape(''.join(sign for sign in markers.SIGNS if ' ' < sign < _BEYOND))}{_BEYOND}-\U0010ffff]"
)
_ENDS_OF_TAKES = frozenset({"ad", "ke", "ld", "ru", "te"})  # lead, take, LD, writethru, update
# With the semicolon only: "Smith&ltd" holds no entity, whatever browsers make of it.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
# A line in front of a story that belongs to a letter, a release or a file, not to the story.
_NO_HEADLINE = re.compile(
    r"```|eds?: |editors: |editors' |(?:dear|hi|hello|sehr geehrte|liebe|guten|bonjour|madame|chers?|estimad|hola|buenos|prezad|caro|gentil|spett|beste|geachte|szanown|sayın|уважаем)\w{0,8}\b.{0,60}[,!]?$"
    r"|for (?:immediate )?release\b|embargo|not for |attn\b|attention |to:|from:|subject:|date:|an:|von:|betreff:|objet ?:|asunto:|assunto:|oggetto:|tema:|slug|keywords?:|contact|www\.|https?:"
    r"|(?:read|see|learn) more\b|by [^\W\d_]|sperrfrist|zur sofortigen|pour diffusion|para su publicación|para publicación|[\d\W_]+$",
    re.IGNORECASE,
)


class Headline(NamedTuple):
    """A title, and what was taken off it."""

    text: str  #: one line
    markers: tuple[Marker, ...] = ()  #: each kind once
    cuts: tuple[Cut, ...] = ()


def tidy(title: str, outlets: tuple[str, ...], url: str | None = None) -> Headline:
    """Take markup, markers, sections and the outlet's name off; never everything. *url* is the story's."""
    title = one_line(title[: 4 * _LONGEST])
    outlet = naming.known(outlets, url)
    found: list[Marker] = []
    cuts: list[Cut] = []
    while not _is_bare(title):
        before = title
        if "&" in title or "<" in title:
            title = one_line(untagged(_ENTITY.sub(_unescape, title)))
        if marked := markers.at_start(title):
            found += marked.markers
            title = _without_start(title, marked.length, reasons.MARKER, cuts)
        elif length := naming.before(title, outlet):
            title = _without_start(title, length, reasons.SECTION, cuts)
        if marked := markers.at_end(title):
            found += marked.markers
            title = _without_end(title, len(title) - marked.length, reasons.MARKER, cuts)
        elif (end := naming.behind(title, outlet)) < len(title):
            title = _without_end(title, end, reasons.OUTLET, cuts)
        if title == before:
            break
        title = one_line(title)
    return Headline(shorten(title, _LONGEST), markers.unique(found), tuple(cuts))


def _is_bare(title: str) -> bool:
    """Whether nothing can be taken off a title: none of the signs is in it that set something off, and no word in capitals begins it."""
    return (
        _SIGN.search(title) is None
        and title[1:2] != title[1:2].upper()
        and ", " not in title[-14:]
        and title[-2:].lower() not in _ENDS_OF_TAKES
    )


def above(headline: Headline, blocks: Sequence[Block]) -> Headline:
    """Cut what stands around the headline in the title and not in the headline above the text, which proves that it is the page's."""
    title = headline.text
    for block in blocks[:_HEADING_WITHIN]:
        text = squeeze(block.text)
        is_heading = block.tag in {"h1", "h2"} and not block.path
        if not is_heading or len(text.split()) < _FEWEST_WORDS or not 0 < len(text) < len(title):
            continue
        if title.startswith(text) and _SEPARATED.match(title, len(text)):
            cut = Cut(text=title[len(text) :].strip(), because=reasons.OUTLET, where="end")
        elif title.endswith(text) and _SEPARATING.search(title[: -len(text)][-5:]):
            cut = Cut(text=title[: -len(text)].strip(), because=reasons.OUTLET, where="start")
        else:
            continue
        return Headline(text, headline.markers, (*headline.cuts, cut))
    return headline


def announced(blocks: Sequence[Block]) -> str | None:
    """Return the first block's text if markers say that it is a headline, whatever else it looks like ("Watch: How it sank")."""
    if len(blocks) < 2 or not 0 < len(text := squeeze(blocks[0].text)) <= _LONGEST_HEADING:
        return None
    if text.endswith(_NO_END) or furniture.is_bullet(blocks[0]) or _is_furniture(text):
        return None
    return text if markers.at_start(text) or markers.at_end(text) else None


def heading(blocks: Sequence[Block], outlets: tuple[str, ...]) -> str | None:
    """Return the first block's text if it is a headline over the others."""
    if len(blocks) < 2:
        return None
    first, text = blocks[0], blocks[0].text
    if first.tag in {"h1", "h2", "h3"} and 0 < len(text) <= _LONGEST:
        return text
    bulleted = furniture.is_bullet(first)
    if bulleted and (first.is_item or furniture.is_bullet(blocks[1])):
        return None
    text = furniture.without_bullet(text) if bulleted else text
    longest = max(len(block.text) for block in blocks[1:4])
    is_short = (len(text.split()) > 1 or _is_unspaced(text)) and len(text) <= min(_LONGEST_HEADING, longest)
    if not is_short or first.path or text.endswith(_NO_END) or _is_furniture(text):
        return None
    # What may be a dateline in a line of its own is read as if a sentence followed.
    return None if datelines.read(f"{text} A", outlets) else text


def from_text(blocks: Sequence[Block], highlights: Sequence[str], language: str | None = None) -> str:
    """Make a title of the first highlight, else of the first sentence; "" if there is no text."""
    texts = [text for block in blocks if (text := furniture.without_bullet(one_line(block.text)))]
    if not highlights and not texts:
        return ""
    told = next((text for text in texts[:_LOOKED_THROUGH] if not _is_furniture(text)), texts[0] if texts else "")
    sentence = one_line(highlights[0] if highlights else sentences.first(told, language))
    if sentence.endswith((".", "。")) and not sentence.endswith(("..", ".M.", ".S.")):
        sentence = sentence[:-1]
    return sentences.condense(sentence, _LONGEST_MADE)


def _is_furniture(text: str) -> bool:
    """Whether a line is no headline: a slug, a marker, a byline, an address, a sign."""
    return (
        _NO_HEADLINE.match(text) is not None
        or markers.of_line(text) is not None
        or naming.is_slug(_without_take(text))
        or bylines.read(text) is not None
        or endings.is_sign(text)
    )


def _without_take(text: str) -> str:
    marked = markers.at_end(text)
    return text[: -marked.length] if marked else text


def _is_unspaced(text: str) -> bool:
    return (
        len(text) >= _FEWEST_UNSPACED
        and not text.isascii()
        and any("\u3040" <= character <= "\u9fff" for character in text)
    )


def _without_start(title: str, length: int, because: str, cuts: list[Cut]) -> str:
    cuts.append(Cut(text=title[:length].strip(), because=because, where="start"))
    return title[length:]


def _without_end(title: str, end: int, because: str, cuts: list[Cut]) -> str:
    cuts.append(Cut(text=title[end:].strip(), because=because, where="end"))
    return title[:end]


def _unescape(match: re.Match[str]) -> str:
    return html.unescape(match[0])
