"""A line in, the people that it names as the story's authors out."""

import re

_BYLINE = re.compile(r"(?:By|BY|Von|VON|Par|PAR|Por|POR|Di|DI) (.{3,120})")
_IN_NAMES = frozenset(
    "and auf bin correspondent d' da de del der di du e et for in la le of reports staff the und van von wire writer y".split()
)


def read(text: str) -> str | None:
    """Return what a byline says after its "By"; None for a line that is none."""
    match = _BYLINE.fullmatch(text)
    if match is None or text.endswith((".", "!", "?", ":")):
        return None
    return match[1] if are_names(match[1]) and len(match[1].split()) > 1 else None


def are_names(text: str) -> bool:
    """Whether a text may be nothing but names of people, with what stands between them."""
    words = text.replace(",", " ").replace(";", " ").split()
    return (
        bool(words) and not words[0][0].islower() and all(not word[0].islower() or word in _IN_NAMES for word in words)
    )
