"""A line in, whether it is how to reach somebody: names beside mail addresses, telephone numbers, addresses on the web."""

import re

_LONGEST = 300  # characters
_MAIL = re.compile(r"<?[^\s@<>()]{1,80}@[^\s@<>()]{1,80}\.[a-zA-Z]{2,20}>?")
# With a country, an area, or a label; or parted as in America: a date and a result are none.
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+ ?\d|\(\+?\d|0\d)[\d()/ .-]{5,20}\d(?![\w,])|(?<![\w.,-])(?:1[-. ])?(?:\d{3}[-. ])?\d{3}[-.]\d{4}(?![\w,-])"
    r"|(?:[Tt]el|[Pp]hone|[Mm]obile|[Ff]ax|[Cc]ell|T|M|P)[.:]{1,2} ?\d[\d()/ .-]{5,20}\d(?![\w,])"
)
_SITE = re.compile(r"<?(?:https?://|www\.)[^\s<>]{3,300}>?")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 7  # of a telephone number
_ENOUGH_DIGITS = re.compile(rf"\d(?:\D*+\d){{{_FEWEST_DIGITS - 1}}}")
_STOPS = (".", "!", "?")
_FIRST = 12  # words of a sentence that are looked at
_MOST_WORDS = 14
_MOST_SMALL = 4  # words in small letters


def has_contact(text: str) -> bool:
    """Whether an address or a telephone number is in a line."""
    text = text[: 2 * _LONGEST]
    return ("@" in text and _MAIL.search(text) is not None) or _SITE.search(text) is not None or _has_phone(text)


def is_contact(text: str) -> bool:
    """Whether a line is a mail address or a telephone number, with the name it belongs to or what it is for."""
    if len(text) > _LONGEST or not ("@" in text or _DIGIT.search(text)) or _is_told(text):
        return False
    rest, mails = _MAIL.subn(" ", text) if "@" in text else (text, 0)
    rest = _SITE.sub(" ", rest)
    if not mails and not _has_phone(rest):
        return False
    words = _WORD.findall(_PHONE.sub(" ", rest))
    small = sum(word[0].islower() for word in words)
    is_sentence = text.endswith(_STOPS) and small > 1
    return not is_sentence and len(words) <= _MOST_WORDS and small <= _MOST_SMALL


def is_site(text: str) -> bool:
    """Whether a line is addresses on the web and what they lead to: `AP MLB: https://ap.example/mlb`."""
    if len(text) > _LONGEST or ("://" not in text and "www." not in text):
        return False
    rest, count = _SITE.subn(" ", text)
    words = _WORD.findall(rest)
    return count > 0 and len(words) <= 6 and not text.rstrip().endswith((".", "!", "?")) and (not words or ":" in rest)


def _is_told(text: str) -> bool:
    """Whether a line has a stop and small words among its first; that is cheap to see of most sentences."""
    if not text.endswith(_STOPS):
        return False
    return sum(word.isalpha() and word.islower() for word in text.split(" ", _FIRST)) > 1


def _has_phone(text: str) -> bool:
    if _ENOUGH_DIGITS.search(text) is None:
        return False  # of most lines, at a tenth of the price
    return any(sum(map(str.isdigit, phone)) >= _FEWEST_DIGITS for phone in _PHONE.findall(text))
