"""A text in, what somebody said in it out: what stands between quotation marks, if it is more than a word or two."""

import re

MOST = 40
_FEWEST_WORDS = 3
_FEWEST_CHARACTERS = 15
_MARKS = ("“", '"', "„", "«", "”", "「", "»", "『")
# One way of quoting by its opening mark; what is between holds no mark of the kind, and no end of a paragraph.
_QUOTED = re.compile(
    r"“([^“”„\n]{3,900})[”\"]|„([^“”„\n\"]{3,900})[“”\"]|«([^«»\n]{3,900})»|\"([^\"\n“”]{3,900})\"|「([^「」\n]{3,900})」|『([^『』\n]{3,900})』"
    r"|»([^«»\n]{3,900})[«»]|”([^“”\n]{3,900})”"
)


def find(text: str, language: str | None) -> tuple[str, ...]:  # noqa: ARG001 - marks tell more than languages, which papers mix
    """Return the quotes in the order of the text and once."""
    found: dict[str, None] = {}
    done = 0
    for at in _opened(text):
        if at < done or (match := _QUOTED.match(text, at)) is None:
            continue
        done = match.end()
        said = match[match.lastindex or 0].strip(" \u00a0\u202f,،，")
        if len(said) >= _FEWEST_CHARACTERS or said.count(" ") >= _FEWEST_WORDS - 1:
            found[said] = None
            if len(found) == MOST:
                break
    return tuple(found)


def _opened(text: str) -> list[int]:
    """Return where marks stand that may open a quote: each is looked for by itself, which is far faster than a pattern."""
    if text.isascii() and '"' not in text:
        return []
    found: list[int] = []
    for mark in _MARKS:
        at = text.find(mark)
        while at != -1:
            found.append(at)
            at = text.find(mark, at + 1)
    found.sort()
    return found
