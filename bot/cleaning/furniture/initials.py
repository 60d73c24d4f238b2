"""A line in, whether it is the initials of whoever wrote and edited a story, as desks of all scripts put them at its end.

    /vac/jha/mis   tys/ mow/ akub/   NTX/RLV/ACG   MAD // JLG   JFX (MPA) // CRS   AB---BI   (MK-ÖD-Y)   (afr)   (mz, PAP)
    кш ав   -0-ид   مب/ص ك/ح س   md/as/ek (AFP, Lusa, EFE)   -0- PANA MS/BEH/IS 12mars2026   (00/0087/12.01.2026)

Initials are no words: strokes stand between them, or no vowel is in one of them.
"""

import re
from typing import NamedTuple

from bot.cleaning import names
from bot.cleaning.furniture.datelines import dates

_LONGEST = 60  # characters
_MOST = 8  # initials in a line
_BETWEEN_WORDS = re.compile(r"[\s/|,;·+*()\[\]]+")
_DASH = re.compile(r"[-–—]+")
_FRAME = " -–—=/(){}[].|*+,;"
_ZERO = re.compile(r"[-–— ]{1,3}(?:0|30)[-–— ]{1,3}(?=\S)")
_VOWELS = frozenset("aeiouyäöüåøæáéíóúàèìòùâêîôûãõıаеёиоуыэюяіїєαεηιουω")
_STAMP = re.compile(r"\d{1,2}[^\W\d_]{3,10}\d{2,4}")  # 12mars2026
_NUMBERED = re.compile(r"\((?=[^)]{0,30}/)[\d/.\s-]{6,40}\)")  # (00/0087/12.01.2026)
_SENT = re.compile(r"[A-Z]{2,8}-\d{4}-\d\d-\d\dT\d\d:\d\d.{0,20}|(?=.{0,60}\d).{0,60}\bNNNN")
_SCISSORS = re.compile(r"[-–— ]{2,20}(?:8<|>8|✂|✁)[-–— ]{2,20}")
# In brackets behind a sentence these say something: how it is said, and that it is quoted as it was.
_WORDS = frozenset(
    "sic lol ja no yes si sí oui non nee nej nie tak da да нет как так там тут это ok haha ha q a b c d e f g h i v x".split()
)
_LONGEST_BRACKETED = 3  # letters of initials in brackets that have a vowel


class Initials(NamedTuple):
    """What a line of initials says."""

    agency: str | None = None  #: short name; several as written, commas between


def find(text: str) -> Initials | None:
    """Read a last line; None if it is no line of initials."""
    if not 2 < len(text) <= _LONGEST or text[-1] in ".!?…:" or text[0] in "\"“„«'":
        return None
    if _NUMBERED.fullmatch(text) or _SENT.fullmatch(text) or _SCISSORS.fullmatch(text):
        return Initials()
    begin = _ZERO.match(text)
    line = text[begin.end() :] if begin else text
    is_framed = line[0] in "(/[" and line[-1] in ")/]"
    words = [word for word in _BETWEEN_WORDS.split(line) if word.strip("-–—")]
    said, agencies = _without_agencies(words)
    if not said or len(said) > _MOST:
        return None
    if not all(map(_is_one, said)) or all(map(str.isdigit, said)):
        return None
    is_proven = begin is not None or bool(agencies) or _is_proven(line.strip(), said, is_framed=is_framed)
    return Initials(", ".join(agencies) or None) if is_proven else None


_LARGE = re.compile(r"[A-Z]{2,4}(?: ?/{1,2} ?[A-Z]{2,4}){1,3}")  # TC/CRB, MAD // JLG


def is_behind(text: str) -> bool:
    """Whether what stands behind the last sentence of a paragraph are initials: `(afr)`, `/vac/jha/mis`, `aw/gk`."""
    if not 3 < len(text) <= 30:
        return False
    if text[0] == "(" and text[-1] == ")":
        inner = text[1:-1]
        is_short = len(inner) <= _LONGEST_BRACKETED or "/" in inner
        return (
            inner.casefold() not in _WORDS and is_short and inner.replace("/", "").isalpha() and find(text) is not None
        )
    if _LARGE.fullmatch(text):
        return True
    return text[0] == "/" and "/" in text[1:] and find(text) is not None


def _without_agencies(words: list[str]) -> tuple[list[str], list[str]]:
    """Part initials from agencies and days: `md/as/ek (AFP, Lusa, EFE)`."""
    agencies: list[str] = []
    said: list[str] = []
    for word in words:
        if short := names.agency(word):
            agencies.append(word if word.isupper() or not word.isascii() else short)
        elif not (_STAMP.fullmatch(word) or dates.is_date(word)):
            said += filter(None, _DASH.split(word))
    return said, agencies


def _is_one(word: str) -> bool:
    """Whether a word may be initials: few letters, all small or all large, perhaps digits behind them."""
    letters = word.rstrip("0123456789")
    return (
        0 < len(letters) <= 5
        and letters.isalpha()
        and len(word) <= 6
        and (letters.islower() or letters.isupper() or len(letters) <= 2)
    )


def _is_proven(line: str, said: list[str], *, is_framed: bool) -> bool:
    if "/" in line and (len(said) > 1 or is_framed):
        # TV/radio and USA/EU are words; initials of one desk have much the same length.
        return line[0] == "/" or line[-1] == "/" or all(len(word) <= 4 for word in said)
    if re.search(r"[A-Z]{2}-{2,3}[A-Z]{2}", line):
        return True
    if is_framed and line[0] == "(":
        return _are_bracketed(line[1:-1], said)
    without_vowel = sum(_VOWELS.isdisjoint(word.casefold()) for word in said)
    is_small = all(word.islower() and 1 < len(word) <= 4 for word in said)
    return is_small and 1 < len(said) <= 4 and without_vowel > 0 and any(len(word) > 1 for word in said)


def _are_bracketed(inner: str, said: list[str]) -> bool:
    if inner.casefold() in _WORDS:
        return False
    if len(said) == 1:
        return inner == said[0] and (len(inner) <= _LONGEST_BRACKETED or _VOWELS.isdisjoint(inner.casefold()))
    return "-" in inner and " " not in inner and inner.isupper()
