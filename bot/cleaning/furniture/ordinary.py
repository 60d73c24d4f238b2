"""The texts of a story's blocks in, those that are ordinary paragraphs out: sentences of which no table and no shape has anything to say.

Most blocks are, and are not looked at by any rule but those for the first and the last paragraph; without this, rules cost a
story twice as much. What is in doubt is not ordinary. All texts are asked at once, as most stories have nothing to be asked about.
"""

import re
import string
from collections.abc import Iterable

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.tables import UNSPACED

_SHORTEST = 60  # characters; shorter ones may be anything
_ENDS = frozenset('.!?…”"»')
_QUOTES = frozenset("“\"„«‘'")
_BRACKETS = frozenset(")]")
# Signs of links, rights, tags and buttons.
_SIGNS = b"#@|_{}<>*=~"
_OTHER_SIGNS = re.compile(f"[©®→►▶»•·{UNSPACED}]")
# A label stands at the begin and a credit at the end, with a colon or a stroke.
_BEGIN, _END = 60, 90  # characters
_LARGE = frozenset(string.ascii_uppercase)


def ordinary(texts: Iterable[str]) -> set[str]:
    """Return those of the texts that are surely ordinary paragraphs."""
    sentences = [text for text in texts if _SHORTEST <= len(text) <= lines.LONGEST and _is_sentence(text)]
    whole = "\n".join(sentences)
    if _has_signs(whole):
        sentences = [text for text in sentences if not _has_signs(text)]
    if ":" in whole or "/" in whole:
        sentences = [text for text in sentences if not ((":" in text or "/" in text) and _has_label(text))]
    if not lines.straight(whole).isascii():
        sentences = [text for text in sentences if text.isascii() or not _OTHER_SIGNS.search(text)]
    folded = {text: lines.fold(text) for text in sentences}
    # A line that quotes is somebody's, and no outlet's.
    own = {
        text: _first_sentence(text, line)
        for text, line in folded.items()
        if len(line) <= lines.SHORT and '"' not in line
    }
    speaking = lines.WITHIN.may_have([*own.values()])
    return {text for text, line in folded.items() if own.get(text) not in speaking and lines.KNOWN.reason(line) is None}


def _first_sentence(text: str, folded: str) -> str:
    """Cut a folded text behind its first sentence, where that is easy to tell: it alone says whether the outlet speaks."""
    end = text.find(". ", lines.SHORT_SENTENCE)
    if end < 0 or text[end + 2] not in _LARGE or not text.isascii():
        return folded
    first = text[: end + 1]
    return folded if ". " in first or "! " in first or "? " in first else folded[:end]


def _is_sentence(text: str) -> bool:
    """Whether a text begins and ends as sentences do."""
    return text[-1] in _ENDS and text[-2] not in _BRACKETS and (text[0].isupper() or text[0] in _QUOTES)


def _has_signs(text: str) -> bool:
    octets = text.encode("utf-8", "surrogatepass")
    return len(octets.translate(None, _SIGNS)) != len(octets) or "http" in text or "www." in text


def _has_label(text: str) -> bool:
    return ":" in text[:_BEGIN] or ":" in text[-_END:] or "/" in text[-_END:]
