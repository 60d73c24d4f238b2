"""A line in, whether it says nothing but when: a date, a clock time, how long ago, how long to read. In many languages."""

import re

from bot.cleaning.furniture import lines
from bot.cleaning.furniture.phrases import words

_LONGEST = 120  # characters
_BETWEEN = re.compile(r"[\s,;|·•()\[\]]+")
_SEGMENTS = re.compile(r" [|·•–—/-] |\||(?<=[a-z]):(?= )")
_NUMBER = re.compile(
    r"\d{1,6}(?:[.:/h-](?:[a-z]{3,9}[.-])?\d{1,4}){0,3}(?:t\d\d:\d\d(?::\d\d)?)?(?:[a-z]{1,4}|[+-]\d\d:\d\d|a\.m|p\.m|º|ª)?"
)
_CLOCK = re.compile(r"\b\d{1,2}(?::\d\d|h\d\d|[.]\d\d ?(?:[ap]m|[ap]\.m|uhr|gmt|bst|h))")
_FULL_DATE = re.compile(r"\b(?:\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-](?:\d{1,2}|[a-z]{3,9})[./-]\d{2,4})\b")
_CHINESE = re.compile(
    r"[\w:： ]{0,8}?(?:\d{2,4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日일][\d年月日時时分秒点년월일시분초오전후午前后後上下()曜火水木金土: ]{0,30}"
)
# "Am 12. März." is a sentence of a story, "Thu 12 Mar 2026, 2 p.m." is none.
_SENTENCE = re.compile(r"[^\W\d_]{2,12} [^:|]{1,60}[^.][^\W\d_]{2}\.$")
_MOST_WORDS = 7  # of a name or section beside a time
_FIRMS = (" Inc.", " Ltd.", " Corp.", " Co.", " S.A.", " S.p.A.", " Jr.")
_MOST_UNSPACED = 12  # characters of a name in a script without spaces
_MOST_BEFORE = 3  # words before a time without a sign between: "News Release 12-Mar-2026"


def is_time(text: str) -> bool:
    """Whether a line is a time alone: `Thu 12 Mar 2026 14.05 GMT`, `2 hours ago`, `Stand: 12.03.2026, 14:05 Uhr`."""
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return False
    if text.endswith(".") and _SENTENCE.match(text):
        return False
    folded = lines.fold(text)
    if _CHINESE.fullmatch(folded):
        return True
    is_dated = _CLOCK.search(folded) is not None or _FULL_DATE.search(folded) is not None
    for token in _BETWEEN.split(folded):
        word = token.strip(".:–—-/*@")
        if not word or _NUMBER.fullmatch(word):
            continue
        if word not in lines.CALENDAR:
            return False
        is_dated = is_dated or word in words.DATES
    return is_dated


def is_stamp(text: str) -> bool:
    """Whether a line is a time beside names of outlets, sections or people: `ANI | Updated: Mar 12, 2026 15:44 IST`."""
    if is_time(text):
        return True
    if text[:7].casefold() == "correct":
        return False  # "Correction, 13 March" is news
    if len(text) > _LONGEST or text.endswith((".", "!", "?")) or not any(map(str.isdigit, text)):
        return False
    segments = [segment for part in _SEGMENTS.split(text) if part and (segment := part.strip())]
    if 1 < len(segments) <= 6 and any(map(is_time, segments)):
        return all(is_label(segment) or is_time(segment) for segment in segments)
    before = text.split(" ", _MOST_BEFORE)
    return any(
        is_label(" ".join(before[:count])) and is_time(" ".join(before[count:])) and not is_time(before[0])
        for count in range(1, len(before))
    )


def is_label(text: str) -> bool:
    """Whether a line may be a name or a section: few words, none of them a sentence."""
    text = text[3:] if text.startswith("by ") else text.removesuffix(".") if text.endswith(_FIRMS) else text
    return (
        0 < len(text) <= 50
        and len(text.split()) <= _MOST_WORDS
        and text[-1] not in '.!?…,;:"”»。！？，；：」』।॥؟۔،؛'
        and not text[0].islower()
        and (len(text) <= _MOST_UNSPACED or text.isascii() or not lines.is_unspaced(text))
        and any(map(str.isalpha, text))
        and not any(mark in text for mark in '"“”„«»')
    )
