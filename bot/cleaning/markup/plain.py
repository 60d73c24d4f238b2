"""Plain text of a story in, one block a paragraph out, however the sender marked paragraphs."""

import re
from collections.abc import Sequence

from bot.cleaning.characters import scrub, squeeze
from bot.cleaning.markup.blocks import Block, paragraph

_BULLET_LINE = re.compile(r"[-–—•*·▪►●] ")
_INDENTED = re.compile(r"[ \t]{2,}\S")
_SENTENCE_END = (".", "!", "?", "…", ":", "”", '"', "»", ".’", ".)")
# Teleprinter and mail lines have at most about 80 characters; a line beyond this was never wrapped.
_WRAPPED = 100
# In wrapped text, a line this short that is followed by another is a line of its own: a title or a heading.
_FULL_LINE = 40
_SIGN = 20  # characters of a last line in capitals, which signs the text


def parse(text: str) -> list[Block]:
    """Split at blank lines; single line breaks end a paragraph too, unless the lines are wrapped."""
    lines = scrub(text).splitlines()
    if max(map(len, lines), default=0) > _WRAPPED:
        return [paragraph(line, at) for at, line in enumerate(filter(None, map(squeeze, lines)))]
    return [paragraph(text, at) for at, text in enumerate(_unwrapped(lines))]


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Put lines together that go on with a paragraph."""
    has_gaps = any(not line.strip() for line in lines[1:-1])
    is_indented = not has_gaps and any(map(_INDENTED.match, lines))  # then nothing else begins a paragraph
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        stripped = squeeze(line)
        is_sign = is_indented and line is lines[-1] and len(line) < _SIGN and line.isupper()
        if stripped:
            starts_new = is_sign or not before or _BULLET_LINE.match(stripped) or _INDENTED.match(line)
            # A small letter goes on with a sentence, however short the line before it is; in a list it follows a semicolon.
            is_short = len(before) < _FULL_LINE and not (stripped[0].islower() and before[-1:].isalnum())
            is_whole = not is_indented and (is_short or (not has_gaps and before.endswith(_SENTENCE_END)))
            if not starts_new and not is_whole and paragraphs:
                paragraphs[-1] += f" {stripped}"
            else:
                paragraphs.append(stripped)
        before = stripped
    return paragraphs
