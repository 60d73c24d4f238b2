"""A line in, whether it is a sign of the wire out: rules, marks of the end, initials, addresses. Judged by place elsewhere."""

import re

_LONGEST = 300  # characters; Reuters' lines of contacts have up to 200
_RULE = re.compile(r"[-–—_=*~#•·]{3,}|(?:[-–—_=*~#•·] ){2,}[-–—_=*~#•·]")
_UNDERSCORES = re.compile(r"_{2,}|(?:_ ){1,40}_")
_FRAME = "[-–—*#.()/<>= ]{0,6}"
_WIRE = re.compile(
    # In English, German, French, Spanish, Italian; Italian agencies set it in brackets.
    rf"{_FRAME}(?:(?:the )?ends?|the end|more(?: follows?| to come| later)?|mf|mfl|nnnn|ende|folgt|fin|fine|segue|sigue|à suivre|suite)"
    rf"{_FRAME}"
    r"|[-– ]{1,3}(?:0|30)[-– ]{1,3}"
    # Initials: nw/at/is, nw at/is
    r"|(?-i:(?:[a-z]{2,5} )?[a-z]{1,5}(?:[/-][a-z]{1,5}){0,4}/[a-z]{1,5})"
    r"|AP-[A-Z]{2}-\d\d-\d\d-\d\d \d{4}[A-Z]{3}"
    r"|\(\(.{1,290}\)\)|keywords?: .{1,280}"
    r"|(?:e-?mail: ?)?[^\s@<>()]{1,80}@[^\s@<>()]{1,80}\.[a-z]{2,20}"
    r"|\((?:©|copyright|\(c\)) ?[^()]{1,80}\)",
    re.IGNORECASE,
)


def is_rule(text: str) -> bool:
    """Whether a line is drawn, not written: `---`, `* * *`."""
    return _RULE.fullmatch(text[:_LONGEST]) is not None


def is_separator(text: str) -> bool:
    """Whether a line is what agencies draw between parts of a text, `___`, which nobody reads as a part of it."""
    return text.startswith("_") and _UNDERSCORES.fullmatch(text[:_LONGEST]) is not None


def is_sign(text: str) -> bool:
    """Whether a last line says nothing but that it is the last, or who wrote it: `(more)`, `-0-`, `ENDS`, `ab/cd`."""
    return len(text) <= _LONGEST and (is_rule(text) or is_separator(text) or _WIRE.fullmatch(text) is not None)
