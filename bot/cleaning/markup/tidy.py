"""HTML in, its tags and texts out if a parser would read it as it is written, as it would most of what feeds carry.

What is well nested, by rules far narrower than those of HTML, and has nothing in it but paragraphs, headings, lists, links,
emphasis and pictures, a parser reads and writes as it is. It need not be asked then, which takes longer than to find that
out. Whether it is asked changes nothing: elements and attributes are written anew from tables after either.
"""

import html
import re
from collections.abc import Iterable
from operator import itemgetter

from bot.cleaning.characters import scrub
from bot.cleaning.markup.elements import FORMATTING, HEADINGS

Token = tuple[str, str, str, str, str, str]
"""A whole paragraph of nothing but text; or text, the slash, the name and the attributes of the tag behind it; or text with no
tag behind it, or a "<" that begins none."""

TOKEN = re.compile(
    r'(?:\n(?=<p>))?(?:<p>([^<]+)</p>|([^<]*)<(/?)([a-z][a-z0-9]*)((?: [a-z][a-z0-9:_-]*="[^"]*")*)(?: ?/)?>|([^<]+|<))'
)
_rest = itemgetter(5)
_VOID = frozenset({"br", "hr", "img"})
_IN_TEXT = FORMATTING | {"br", "img"}
_CONTAINERS = frozenset({"", "blockquote", "div", "figcaption", "figure", "li", "section"})  # "": no element at all
_IN_CONTAINERS = (_IN_TEXT | _CONTAINERS | HEADINGS | {"hr", "ol", "p", "ul"}) - {"", "li"}
#: What may stand in what, so that a parser moves nothing and adds nothing.
_HOLDS = {
    **dict.fromkeys(_CONTAINERS, _IN_CONTAINERS),
    **dict.fromkeys(FORMATTING | HEADINGS | {"p"}, _IN_TEXT),
    **dict.fromkeys(("ol", "ul"), frozenset({"li"})),
}
# An address that is not surely one nh3 may drop. Behind the host nothing can be wrong with it.
_DOUBTFUL = re.compile(r' (?:href|src)="(?!https?://(?:[a-z0-9]+(?:-[a-z0-9]+)*\.){1,5}[a-z]{2,20}[/"?#])')
_REFERENCE = re.compile(r"&(?:#?[a-zA-Z0-9]{1,8};)?")
_KEPT = frozenset({"&amp;", "&gt;", "&lt;", "&quot;"})  # decoded, they may be taken for markup
# Each is looked for in all of the markup, and each link in all that is open; no story has more.
_MOST_REFERENCES = 40
_DEEPEST = 20


def tokens(markup: str) -> list[Token] | None:
    """Return the tokens of markup that is read as it is written, scrubbed; None of any other."""
    decoded = _decoded(markup) if "&" in markup else markup
    if decoded is None or "\r" in decoded:
        return None
    found = TOKEN.findall(decoded)
    is_read = _is_nested(found) and "<" not in map(_rest, found)
    return found if is_read and scrub(decoded) == decoded else None


def _decoded(markup: str) -> str | None:
    """Decode character references, those aside that may be taken for markup; None if any is none, or one that is not read alike."""
    references = set(_REFERENCE.findall(markup)) - _KEPT
    if len(references) > _MOST_REFERENCES:
        return None
    for reference in references:
        letter = html.unescape(reference)
        if len(letter) != 1 or not (letter.isprintable() or letter == "\xa0"):
            return None
        if letter.isascii() and letter != "'":
            return None  # what tags are written with: "<&#112;>" is text, and so is "<p&#32;"
        markup = markup.replace(reference, letter)
    return markup


def _is_nested(found: Iterable[Token]) -> bool:
    opened = [""]
    held = _HOLDS[""]
    for whole, _, slash, tag, attributes, _ in found:
        if whole:
            if "p" not in held:
                return False
        elif slash:
            if opened.pop() != tag:
                return False
            held = _HOLDS[opened[-1]]
        elif tag:
            if tag not in held or len(opened) > _DEEPEST or (tag == "a" and "a" in opened):
                return False
            if attributes and _DOUBTFUL.search(attributes):
                return False
            if tag not in _VOID:
                opened.append(tag)
                held = _HOLDS[tag]
    return len(opened) == 1
