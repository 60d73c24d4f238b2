"""A block's text in, whether it is an ordinary paragraph out: sentences of which no table and no shape has anything to say.

Most blocks are, and are not looked at by any rule but those for the first and the last paragraph; without this, rules cost a
story twice as much. What is in doubt is not ordinary.
"""

import re

from bot.cleaning.furniture import lines

_SHORTEST = 60  # characters; shorter ones may be anything
_ENDS = frozenset('.!?…”"»')
_QUOTES = frozenset("“\"„«‘'")
_BRACKETS = frozenset(")]")
# Signs of links, rights, tags and buttons.
_SIGNS = b"#@|_{}<>*=~"
_OTHER_SIGNS = re.compile("[©®→►▶»•·]")
# A label stands at the begin and a credit at the end, with one of these.
_BEGIN, _END = 60, 90  # characters


def is_ordinary(text: str) -> bool:
    """Tell whether a text is surely an ordinary paragraph."""
    if not _SHORTEST <= len(text) <= lines.LONGEST or text[-1] not in _ENDS or text[-2] in _BRACKETS:
        return False
    if not (text[0].isupper() or text[0] in _QUOTES) or _has_signs(text):
        return False
    folded = lines.fold(text)
    return not (lines.WITHIN.may_have(folded) or lines.begins_as_known(folded))


def _has_signs(text: str) -> bool:
    octets = text.encode("utf-8", "surrogatepass")
    if len(octets.translate(None, _SIGNS)) != len(octets) or "http" in text or "www." in text:
        return True
    if ":" in text[:_BEGIN] or ":" in text[-_END:] or "/" in text[-_END:]:
        return True
    return not text.isascii() and (_OTHER_SIGNS.search(text) is not None or lines.is_unspaced(text))
