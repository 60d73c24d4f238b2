"""Lines of telex text in, paragraphs and lines without its signs out. What IPTC 7901 and ANPA 1312 have in common."""

import re
from collections.abc import Iterable
from itertools import pairwise

#: C0 and C1 but tab and line feed. X'10' is the space band of typesetting (TTS), the others are not for readers.
_CONTROL = {code: "" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in {0x09, 0x0A, 0x85}} | {
    0x10: " ",
    0x85: "\n",
}
_FIRST_MARKS = re.compile(r"^[ \t]*(?:\^[@ ]?|<(?![^<>]{1,60}>)|@(?=\s|$))+")
_LAST_MARKS = re.compile(r"[ \t]*(?:[<^]|=(?=[!<^ \t]*$))[!<=^ \t]*$")
_BULLET = re.compile(r"(?:[-*+•–]|\d{1,2}[.)])\s")
_RULE = re.compile(r"[\s_*=.\u2014-]{2,}")
_INDENT = re.compile(r" {2,}|[ ]*\t")
_WRAPPED = 100  # characters; no telex line is as long, so longer lines are paragraphs
_DATELINE = re.compile(
    r"([^\W\d_a-z][^()\n_]{1,80}?)[,.]?\s?\(([^()\n]{2,40})\)\s?(?:[-–—_]{1,2}|\.\s?[-–—]|:)(?=\s|$)"
)
_DAY = re.compile(r",? (?:\d{1,2}[.º]?(?: de)? [^\W\d_]{3,10}\.?|[^\W\d_]{3,10}\.? \d{1,2})(?:,? (?:de )?\d{4})?\Z")


def unified(text: str) -> str:
    """Return text with LF as its only end of line; telex ends lines with CR CR LF too. NUL, a filler, goes."""
    return re.sub(r"\r{1,3}\n|\r", "\n", text.lstrip("\ufeff").replace("\0", ""))


def clean(line: str) -> str:
    """Return a line without control characters and without the marks of beginnings, ends and centred lines."""
    line = line.strip() if line.isprintable() else line.translate(_CONTROL).strip()
    if line.startswith(("^", "<", "@")):
        line = _FIRST_MARKS.sub("", line)
    return _LAST_MARKS.sub("", line).strip() if line.endswith(("<", "=", "^", "!")) else line


def readable(text: str) -> str:
    """Return text with the quotes and dashes that telex writes in ASCII."""
    if "``" in text:
        text = text.replace("``", "“").replace("''", "”")
    return re.sub(r"(?<=[^\s_]) _ (?=[^\s_])", " — ", text.replace("''", '"'))


def paragraphs(lines: Iterable[str]) -> tuple[str, ...]:
    """Join lines to paragraphs: they begin after an empty line, with an indent, with a mark, or after a line that ends with one.

    Tables (`|`) and lists keep their lines.
    """
    lines = list(lines)
    is_wrapped = all(len(line) <= _WRAPPED for line in lines)
    filled = [line for line in lines if line.strip()]
    # Where all lines are indented, indents say nothing.
    is_indented = is_wrapped and len(filled) > 1 and all(_INDENT.match(line) for line in filled)
    found: list[list[str]] = [[]]
    ends = False
    item = 0  # indent of the list's item above
    for line in lines:
        text = clean(line)
        begins = not text or ends or not is_wrapped or line.startswith(("<", "^"))
        if not begins and not is_indented and (indent := _INDENT.match(line)):
            is_item = bool(_BULLET.match(text))
            # The further lines of an item stand below its text.
            begins = not (found[-1] and _BULLET.match(found[-1][0]) and (is_item or 0 < item < len(indent[0])))
            item = len(indent[0]) if is_item else item
        if begins and found[-1]:
            found.append([])
        ends = line.rstrip().endswith("<")
        if text and not _RULE.fullmatch(text):
            found[-1].append(text)
    return tuple(readable(_joined(block)) for block in found if block)


def dateline(paragraph: str) -> tuple[str | None, str | None]:
    """Return place and source of a paragraph that begins as stories do: `PARIS, March 12 (AFP) - …`."""
    match = _DATELINE.match(paragraph[:160])
    if match is None:
        return None, None
    place = _DAY.sub("", match[1].strip()).rstrip(" ,.")
    return (place or None), match[2]


def _joined(block: list[str]) -> str:
    """Join the lines of a paragraph; those of a table or list stay lines."""
    joined = block[0]
    for former, line in pairwise(block):
        is_table = line.startswith("|") and former.startswith("|")
        joined += ("\n" if is_table or _BULLET.match(line) else " ") + line
    return joined
