"""A text in, its numbers and dates out: decimal numbers, and dates in ISO 8601 as far as they are told.

    1.2 million -> 1200000      3,5 Prozent -> 3.5%      1.234.567 -> 1234567      $40bn -> 40000000000
    12. März 2026 -> 2026-03-12      March 12 -> --03-12      mars 2026 -> 2026-03      2026年3月12日 -> 2026-03-12

A time of day is neither. What has letters before it ("A320", "COVID-19") is a name.
"""

import re
from functools import cache
from typing import NamedTuple

from bot.cleaning.facts import vocabulary

MOST = 40  #: of each
# Characters in which numbers in words are looked for: to look at every word costs as much as all else.
_WRITTEN_WITHIN = 1000

# A number with the word behind it and what parts them, which mostly say all that is to be known of it. It begins with the
# digits that news is written in: to look for any digit takes twice as long.
_TOKEN = re.compile(r"([0-9٠-٩۰-۹０-９](?:[\d.,:/’'٫٬]{0,30}\d)?)(?:( |-|\. )([^\W\d_]{2,14}))?")
# What is a number and neither a date nor a time, its whole part and the rest, in languages with a decimal point, in those
# with a comma, and in those of which nobody knows.
_POINTED = re.compile(r"(?!\d\d?\.\d\d$)([1-9]\d{0,2}(?:,\d{3})+|\d+)(?:\.(\d+))?")
_WITH_COMMA = re.compile(r"(?!\d\d?\.\d\d$)([1-9]\d{0,2}(?:\.\d{3})+|\d+)(?:,(\d+))?")
_NEITHER = re.compile(r"(?!)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")
_HAN = re.compile(r"(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月(?: ?(\d{1,2}) ?日)?")
_DAY_FIRST = re.compile(
    r"(?:st|nd|rd|th|er|ª|º|\.)? (?:of |de |d')?([^\W\d_]{3,12})\.?(?:,? (?:de |del |do )?((?:19|20)\d\d)(?!\d|[.,]\d))?"
)
_YEAR_BEHIND = re.compile(r"(?:st|nd|rd|th)?,? ((?:19|20)\d\d)(?![\d]|[.,]\d)")
_CLOCK = re.compile(r" ?(?:uhr|h|hrs?|[ap]\.?m\.?|gmt|utc|cet|[ecmp]st|[ecmp]dt|o'clock)\b|[时時点點]", re.IGNORECASE)
_SPACED = re.compile(r"(?: \d{3}){1,4}(?![\d.]|,\d)(?:,\d{1,2})?")
_UNIT = re.compile(r"[ -]?([^\W\d_]{1,14}|[%％٪])\.?(?: ([^\W\d_]{1,12}))?")
_MEASURES = (
    frozenset("m km kg cm mm mg ha kw kwh mw mwh gw ghz mhz mb gb tb mph kmh bn mn mln k ft lb lbs x".split())
    | vocabulary.SHARES
)
_GROUPED = re.compile(r"\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*")
_HOUR = re.compile(r"\d{1,2}\.\d\d")
_DATE_IN_DIGITS = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4}|\d{2})")
_CURRENCIES = frozenset("$€£¥₽")
_IN_HAN = frozenset("年月")
# What stands around a number and says what it is; nothing else needs to be looked into.
_TELLING = (
    frozenset(vocabulary.MONTHS)
    | vocabulary.SHARES
    | set(vocabulary.MAGNITUDES)
    | set(vocabulary.SHARES_OF_TWO)
    | {"of", "de", "uhr", "am", "pm", "hrs", "gmt", "utc", "cet", "st"}
    | {word for words in vocabulary.LONG_SCALE.values() for word in words}
)
_TOLD_BEFORE = frozenset(vocabulary.MONTHS) | vocabulary.BEFORE_YEARS | vocabulary.BEFORE_HOURS | {"yüzde"}
# In front of a number that may be read at once: nothing that tells, or what tells of years and hours alone.
_BEFORE_PLAIN = ((vocabulary.BEFORE_YEARS | vocabulary.BEFORE_HOURS) - set(vocabulary.MONTHS)) | {""}
_IN_NAMES = frozenset("-‑_/.#%")  # in front of a number, they make a name of it, or a share
_ENDS = frozenset((*",;:)]?!\"'”’–—\n", ""))  # right behind a number, they end all that belongs to it
_BRIEF = 2  # digits of a day or month
_YEAR = 4  # digits
_GROUP = 3  # digits
_HOUR_LENGTH = 5  # characters: 06.00
_MONTHS = 12


class _Habits(NamedTuple):
    """How a language writes numbers."""

    plain: re.Pattern[str]  #: of those with signs in them that can be read at once
    powers: dict[str, int]  #: of ten, by their words


class _Read(NamedTuple):
    """What a token turned out to be."""

    end: int  #: where it ends, with what belongs to it
    number: str | None = None
    date: str | None = None


def find(text: str, language: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the numbers and the dates, each in the order of the text and once."""
    found: list[tuple[int, str]] = []
    dates: dict[str, None] = {}
    habits = _habits(language)
    done = 0
    while token := _TOKEN.search(text, done):
        done = token.end(1)
        before = _word_before(text, token.start())
        number = _plainly(text, token, habits) if before in _BEFORE_PLAIN else None
        if number is None:
            read = _date(text, token, before, language) or _number(text, token, before, language)
            done, number = read.end, read.number
            if read.date:
                dates[read.date] = None
        if number:
            found.append((token.start(), number))
    if written := _written(text, language):
        found = sorted(found + written)
    numbers = dict.fromkeys([number for _, number in found])
    return tuple(numbers)[:MOST], tuple(dates)[:MOST]


@cache
def _habits(language: str | None) -> _Habits:
    long_scale = vocabulary.LONG_SCALE.get(language or "", {})
    powers = {word: power for word, power in vocabulary.MAGNITUDES.items() if word not in long_scale}
    if language is None:
        return _Habits(_NEITHER, powers)
    return _Habits(_POINTED if language in vocabulary.POINT_LANGUAGES else _WITH_COMMA, powers)


def _plainly(text: str, token: re.Match[str], habits: _Habits) -> str | None:
    """Read a number that nothing around it makes anything else of, as most are; "" for a year, None if it is not that plain."""
    said, sign, word = token.groups()
    end = token.end(1)
    power, share = 0, ""
    if word is None:
        follower, next_one = text[end : end + 1], text[end + 1 : end + 2]
        if follower == "%":
            share = "%"
        elif follower not in _ENDS and not (
            (follower == "." and next_one != " ") or (follower == "-" and next_one.isdigit() and len(said) != _YEAR)
        ):
            return None
    elif (word := word.lower()) in _TELLING:
        if sign != " ":
            return None
        power, share = habits.powers.get(word, 0), "%" if word in vocabulary.SHARES else ""
        if not (power or share):
            return None
    if said.isdigit():
        if _is_year(said) and (power or share or int(said) % 50 == 0 or text[end - 5 : end - 4] in _CURRENCIES):
            return None
        number = "" if _is_year(said) else str(int(said))
    elif match := habits.plain.fullmatch(said):
        number = _decimal(match[1].replace(",", "").replace(".", ""), match[2] or "")
    else:
        return None
    return (_shifted(number, power) if power else number) + share


def _date(text: str, token: re.Match[str], before: str, language: str | None) -> _Read | None:
    """Read a date at a token, or say that it is a time or a year; None if it is a number."""
    start, end, said = token.start(), token.end(1), token[1]
    if ":" in said:
        return _Read(end)
    follower = text[end : end + 1]
    if not said.isdigit():
        return _in_digits(text, said, end, before, language)
    if follower in _IN_HAN and (han := _HAN.match(text, start)):
        return _Read(han.end(), date=_iso(int(han[1] or 0), int(han[2]), int(han[3] or 0)))
    if follower == "-" and (iso := _ISO.match(text, start)):
        return _Read(iso.end(), date=_iso(int(iso[1]), int(iso[2]), int(iso[3])))
    if len(said) <= _BRIEF:
        return _with_month(text, start, end, said, before)
    return _year(text, end, said, before) if _is_year(said) else None


def _is_year(said: str) -> bool:
    return len(said) == _YEAR and said[:2] in {"19", "20"}


def _year(text: str, end: int, said: str, before: str) -> _Read | None:
    """Read "March 2026", or say that it is a year: no number, and no date that tells more."""
    if month := vocabulary.MONTHS.get(before):
        return _Read(end, date=_iso(int(said), month, 0))
    unit = _UNIT.match(text, end)
    is_counted = unit is not None and (
        unit[1].casefold() in vocabulary.MAGNITUDES or unit[1].casefold() in vocabulary.SHARES
    )
    # A round one may count something; others hardly do, without a sign between their digits.
    is_round = int(said) % 50 == 0 or text[end - 5 : end - 4] in _CURRENCIES
    is_year = before in vocabulary.BEFORE_YEARS or text[end : end + 1] == "年" or not is_round
    return _Read(end) if is_year and not is_counted else None


def _with_month(text: str, start: int, end: int, said: str, before: str) -> _Read | None:
    """Read "12 March 2026" or "March 12, 2026" at a number of one or two digits."""
    behind = _DAY_FIRST.match(text, end)
    if behind and (month := vocabulary.MONTHS.get(behind[1].casefold())) and behind[1] != "may":
        return _Read(behind.end(), date=_iso(int(behind[2] or 0), month, int(said)))
    if (month := vocabulary.MONTHS.get(before)) and text[start - 1] == " " and text[start - 4 : start - 1] != "may":
        year = _YEAR_BEHIND.match(text, end)
        return _Read(year.end() if year else end, date=_iso(int(year[1]) if year else 0, month, int(said)))
    return _Read(end) if _CLOCK.match(text, end) else None


def _in_digits(text: str, said: str, end: int, before: str, language: str | None) -> _Read | None:
    """Read "12.03.2026" or "12/03/2026"; a date of which nobody can say what is the day is none, nor is 14.05 Uhr."""
    is_hour = _HOUR.fullmatch(said) is not None
    if is_hour and (
        (said[0] == "0" and len(said) == _HOUR_LENGTH) or before in vocabulary.BEFORE_HOURS or _CLOCK.match(text, end)
    ):
        return _Read(end)
    match = _DATE_IN_DIGITS.fullmatch(said)
    if match is None:
        return _Read(end) if "/" in said else None  # a fraction, a season
    day, month, year = int(match[1]), int(match[3]), int(match[4])
    if month > _MONTHS:
        day, month = month, day
    elif match[2] == "/" and language == "en" and day <= _MONTHS and day != month:
        return _Read(end)
    return _Read(end, date=_iso(year if year >= 100 else 2000 + year, month, day))


def _iso(year: int, month: int, day: int) -> str | None:
    if not 1 <= month <= 12 or not 0 <= day <= 31 or not (year or day):
        return None
    told = f"{year:04}-{month:02}" if year else f"--{month:02}"
    return f"{told}-{day:02}" if day else told


def _number(text: str, token: re.Match[str], before: str, language: str | None) -> _Read:
    start, end, said = token.start(), token.end(1), token[1]
    if _is_in_name(text, start):
        return _Read(end)
    is_spaced = len(said) <= _GROUP and language not in vocabulary.POINT_LANGUAGES and text[end : end + 1] == " "
    if spaced := _SPACED.match(text, end) if is_spaced else None:
        said += spaced[0].replace(" ", "")
        end = spaced.end()
    number = normal(said, language)
    if number is None:
        return _Read(end)
    if text[start - 1 : start] == "%" or before == "yüzde":
        return _Read(end, number=f"{number}%")
    return _with_unit(text, end, number, language)


def _with_unit(text: str, end: int, number: str, language: str | None) -> _Read:
    """Read what stands behind a number that belongs to it: per cent, millions."""
    follower = text[end : end + 1]
    if follower and follower in vocabulary.HAN_MAGNITUDES:
        return _Read(end + 1, number=_shifted(number, vocabulary.HAN_MAGNITUDES[follower]))
    unit = _UNIT.match(text, end)
    if unit is None:
        return _Read(end, number=None if follower.isalpha() and follower.isascii() else number)
    word = unit[1].casefold()
    is_glued = follower == unit[1][0] and follower.isascii() and follower.isalpha()
    if is_glued and word not in _MEASURES:
        return _Read(unit.end(1))  # 1st, 5G, 90s
    if word in vocabulary.SHARES or (unit[2] and unit[2].startswith(vocabulary.SHARES_OF_TWO.get(word, "\0"))):
        return _Read(unit.end(), number=f"{number}%")
    power = vocabulary.LONG_SCALE.get(language or "", {}).get(word) or vocabulary.MAGNITUDES.get(word, 0)
    if word in {"m", "k"} and not is_glued:
        power = 0  # metres
    return _Read(unit.end(1) if power else end, number=_shifted(number, power))


def _is_in_name(text: str, start: int) -> bool:
    """Whether letters before a number make a name of it: A320, COVID-19."""
    before = text[start - 1 : start]
    if not before or before in " (و":  # the Arabic "and" is written in one with what follows
        return False
    is_letter = before.isalpha() and not "\u3040" <= before <= "\u9fff"
    return is_letter or (before in "-‑_/.#" and start > 1 and text[start - 2].isalpha())


def normal(said: str, language: str | None) -> str | None:
    """Write a number as decimals have it; None for what is none, such as a version 1.2.3."""
    if said.isdigit():
        return str(int(said))
    said = said.replace("٫", ".").replace("٬", ",").replace("’", "'")
    marks = [character for character in said if not character.isdigit()]
    if marks.count(marks[-1]) == 1 and len(set(marks)) == 2:
        whole, _, rest = said.rpartition(marks[-1])
        return _decimal(whole.replace(marks[0], ""), rest) if _GROUPED.fullmatch(whole) else None
    is_grouped = _GROUPED.fullmatch(said) is not None and said[0] != "0"
    is_point = (marks[0] == ".") == (language in vocabulary.POINT_LANGUAGES)
    if is_grouped and (len(marks) > 1 or marks[0] == "'" or language is None or not is_point):
        return str(int(said.replace(marks[0], "")))
    whole, _, rest = said.partition(marks[0])
    return _decimal(whole, rest) if len(marks) == 1 and marks[0] != "'" else None


def _decimal(whole: str, rest: str) -> str:
    rest = rest.rstrip("0")
    return f"{int(whole)}.{rest}" if rest else str(int(whole))


def _shifted(number: str, power: int) -> str:
    """Multiply by a power of ten."""
    if power == 0:
        return number
    whole, _, rest = number.partition(".")
    digits = whole + rest[:power].ljust(power, "0")
    return _decimal(digits, rest[power:])


def _word_before(text: str, start: int) -> str:
    """The word before a number if it says what the number is, in small letters; else "", or "-" if it may be a part of a name."""
    mark = text[start - 1 : start]
    if mark != " ":
        is_range = mark == "-" and text[start - 2 : start - 1].isdigit()
        return "-" if mark.isalpha() or (mark in _IN_NAMES and not is_range) else ""
    word = text[max(start - 14, 0) : start - 1].rpartition(" ")[2].rstrip(".,").lower()
    return word if word in _TOLD_BEFORE else ""


@cache
def _written_words(language: str) -> re.Pattern[str]:
    # Begins with a space, which is found sooner than a letter, and asks for the first letter before all words.
    words = vocabulary.WRITTEN[language]
    first = "".join(sorted({word[0] for word in words}))
    return re.compile(f" (?=[{first}])({'|'.join(map(re.escape, words))})(?= )")


def _written(text: str, language: str | None) -> list[tuple[int, str]]:
    """Find numbers that are written out, with where they stand."""
    table = vocabulary.WRITTEN.get(language or "")
    if table is None:
        return []
    found = []
    for word in dict.fromkeys(_written_words(language or "").findall(f" {text[:_WRITTEN_WITHIN]} ")):
        at = text.find(f" {word} ") + 1
        unit = _UNIT.match(text, at + len(word))
        power = vocabulary.MAGNITUDES.get(unit[1].casefold(), 0) if unit else 0
        is_share = unit is not None and unit[1].casefold() in vocabulary.SHARES
        found.append((at, f"{table[word]}%" if is_share else _shifted(table[word], power)))
    return found
