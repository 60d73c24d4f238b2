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
    if not any(mark in text for mark in _MARKS):
        return ()
    found: dict[str, None] = {}
    for match in _QUOTED.finditer(text):
        said = match[match.lastindex or 0].strip(" \u00a0\u202f,،，")
        if len(said) >= _FEWEST_CHARACTERS or said.count(" ") >= _FEWEST_WORDS - 1:
            found[said] = None
            if len(found) == MOST:
                break
    return tuple(found)
