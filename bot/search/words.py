"""Text -> words as they are searched for: the same letters, whatever their case, accents and forms. Pure.

A word is written with letters, digits and the marks that belong to letters. Scripts that set no space between words (Chinese,
Japanese, Thai, Lao, Khmer, Burmese), and Korean, where endings are part of them, are cut into pairs of characters, each a word,
and the last character once more by itself: what is asked for is cut the same way and has to stand there in this order, so that
it is found wherever it begins.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

#: Whoever cuts texts in another way has all of them indexed anew. To be counted up with every change of what `indexed` gives.
EDITION: Final = "1"
#: Characters of one text that can be searched for: some forty pages. Arbitrary; keeps one endless text from filling the index.
LONGEST: Final = 100_000

# Accents and vowel points that are written above and below letters: many leave them out.
_MARKS: Final = (
    range(0x0300, 0x0370),
    range(0x0483, 0x048A),
    range(0x0591, 0x05C8),
    range(0x0610, 0x061B),
    range(0x064B, 0x0660),
    range(0x0670, 0x0671),
    range(0x06D6, 0x06EE),
    range(0x0711, 0x074B),
    range(0x1AB0, 0x1B00),
    range(0x1DC0, 0x1E00),
    range(0x20D0, 0x2100),
    range(0xFE00, 0xFE30),
)
# Letters that Unicode does not take apart.
_PLAIN: Final = dict(zip("øłđħıŧðæœþ", ("o", "l", "d", "h", "i", "t", "d", "ae", "oe", "th"), strict=True))
_TATWEEL: Final = "\u0640"  # makes a word longer and says nothing
_PAIRED: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f"  # Burmese
    "\u1780-\u17ff\u1950-\u19df"  # Khmer, Tai
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Chinese
    "\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"  # Japanese, Zhuyin
    "\uac00-\ud7a3"  # Korean
)
_RUN: Final = re.compile(f"[{_PAIRED}]+")
_BEYOND_ASCII: Final = re.compile("[^\0-\x7f]+")
#: What the database takes for a word: it knows no letters but those of ASCII, and leaves the others to us.
_WORD: Final = re.compile("[0-9a-z\u0080-\U0010ffff]+")


class _Folding(dict[int, str]):
    """How each character beyond ASCII is written in the index; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = chr(code) if code < 0x80 else _folded(chr(code))
        return found


_FOLDING: Final = _Folding()


def folded(text: str) -> str:
    """Return the text in small letters without accents, with a blank for each character that belongs to no word."""
    # Few characters of most texts are beyond ASCII, and only these have to be looked up.
    return _BEYOND_ASCII.sub(lambda some: some[0].translate(_FOLDING), text).lower()


def located(text: str) -> tuple[str, Sequence[int]]:
    """Return the text folded, and for each of its characters which one of the text it comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    found: list[str] = []
    places: list[int] = []
    at = 0
    for some in _BEYOND_ASCII.finditer(text):
        found.append(text[at : some.start()].lower())
        places.extend(range(at, some.start()))
        for at, character in enumerate(some[0], some.start()):
            said = _FOLDING[ord(character)].lower()
            found.append(said)
            places += [at] * len(said)
        at = some.end()
    found.append(text[at:].lower())
    places.extend(range(at, len(text)))
    return "".join(found), places


def indexed(text: str) -> str:
    """Return what the database is to index of a text: its words, with blanks or other ASCII characters between them."""
    text = text[:LONGEST]
    text = text.replace("\0", " ")
    if text.isascii():
        return text
    found = folded(unicodedata.normalize("NFC", text))
    return _RUN.sub(lambda run: f" {' '.join(_pairs(run[0]))} ", found)


def words_of(text: str) -> list[str]:
    """Return the words that the database finds in a text, in their order."""
    return _WORD.findall(indexed(text).lower())


def is_paired(word: str) -> bool:
    """Tell whether a word is of a script that is cut into pairs."""
    return _RUN.match(word) is not None


def _pairs(run: str) -> list[str]:
    return [*(run[at : at + 2] for at in range(len(run) - 1)), run[-1]]


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf" or character == _TATWEEL:
        return ""  # joins, parts or turns letters, and is none
    if category[0] not in "LNM":
        return " "
    parts = unicodedata.normalize("NFKD", character).casefold()
    kept = "".join(_PLAIN.get(part, part) for part in unicodedata.normalize("NFKD", parts) if not _is_mark(part))
    kept = unicodedata.normalize("NFC", kept)
    return "".join(part if unicodedata.category(part)[0] in "LNM" else " " for part in kept)


def _is_mark(character: str) -> bool:
    return any(ord(character) in marks for marks in _MARKS)
