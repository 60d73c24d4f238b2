"""Plain text in, the same without markup that got into it out: titles, names and subjects hold tags that were escaped twice.

What only looks like a tag stays: `a < b`, a ticker `<SVT>`, an element that a headline is about (`<div>`).
"""

import re

# A tag, a comment or a declaration; one that is never closed goes to the end, as browsers read it.
_MARKUP = re.compile(r"<(?:([!?])|/?([a-zA-Z][a-zA-Z0-9:-]{0,30})(?=[\s/>]|$))([^<>]{0,4000})(?:>|$)")
# Tags in tags; with more of them a text is an attack, and to take them apart one by one would be quadratic.
_DEEPEST = 20
# Tags that feeds leave in titles, and those that do something where they are read as HTML.
_ALWAYS = frozenset(
    "a applet audio b base big br cite em embed font form frame frameset i iframe img isindex link mark marquee math meta noscript"
    " object p q s script small span strike strong style sub sup svg u video xml xss".split()
)


def untagged(text: str) -> str:
    """Take tags out; a space stands in the place of each. Idempotent."""
    for _ in range(_DEEPEST):
        if "<" not in text:
            return text
        before = text
        text = _MARKUP.sub(_without, text)
        if text == before:
            return text
    return text.replace("<", " ")


def _without(match: re.Match[str]) -> str:
    is_markup = match[1] or "=" in match[3] or match[2].lower() in _ALWAYS
    return " " if is_markup else match[0]
