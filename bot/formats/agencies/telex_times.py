"""When a telex was sent, and when it may be published: end lines of messages, embargo lines, days without a year.

What a line leaves out (year, month, day) is taken from a time near it that the caller has: when the message was sent, or
when it came. The clock is never asked.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from bot.formats.dates import parse_date

#: Beginnings of the months' names in English, German, French, Spanish, Italian, Norwegian and Finnish, lower case.
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen tam", "feb fev fév hel", "mar mär mrz maa", "apr avr abr huh", "may mai mag maj tou", "jun juin giu kes",
            "jul juil lug hei", "aug aou aoû ago elo", "sep set syy", "oct okt ott lok", "nov marr", "dec dez dic des déc jou",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"([^\W\d_]{3,10})\.?"
#: The end line of IPTC 7901: day, hour and minute as one number, zone, month and year where given.
_SENT = re.compile(
    r"(?:[A-Za-z]{2,7} )?(\d{2})(\d{2})(\d{2}) ?(?:([A-Z]{1,5}) )?(?:([^\W\d_]{3,10})\.?(?: ?(\d{4}|\d{2}))?)?"
)
_SENT_APA = re.compile(r"APA\d{3,5}\s{1,8}(\d{4})-(\d\d)-(\d\d)/(\d\d):(\d\d)")
_SENT_ANSA = re.compile(r"(\d\d)-([A-Z]{3})-(\d\d) (\d\d)[:.](\d\d)(?: [A-Z]{3,4})?")
_SENT_EFE = re.compile(r"(\d\d)/(\d\d)/(\d\d)-(\d\d)/(\d\d)")
#: The end line of ANPA 1312: AP-NY-03-12-24 0915EST
_SENT_ANPA = re.compile(r"([A-Z]{2,4})-([A-Z]{2})-(\d\d)-(\d\d)-(\d\d) {1,3}(\d\d)(\d\d) ?([A-Z]{2,4})?")

_DATE_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DATE_DOTS = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?(?!\d)")
_DATE_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:\.|º|er|st|nd|rd|th)? (?:de |of )?" + _MONTH + r"(?:,? (?:de )?((?:19|20)\d\d)\b)?"
)
_DATE_MONTH_FIRST = re.compile(r"\b" + _MONTH + r" (\d{1,2})(?:st|nd|rd|th)?(?!\d|[:.h]\d)(?:,? ((?:19|20)\d\d)\b)?")
_TIMES = (
    re.compile(r"\b(\d{1,2})[:.hH](\d\d)(?::\d\d)?\s?([ap]\.?m\b)?", re.IGNORECASE),
    re.compile(r"\b(\d{1,2})()\s?([ap]\.?m\b|Uhr\b|h\b)", re.IGNORECASE),
    re.compile(r"\b([01]\d|2[0-3])([0-5]\d)\b()"),
)
_ZONE = re.compile(r"[\s.]{0,3}(?:Uhr|hrs|hours|heures|horas|ore|\.)?\s?\(?([A-Z]{1,5}|[+-]\d\d:?\d\d)\b")
_AS_UTC = frozenset({"GMT", "UT", "UTC", "WET", "Z"})
_YEARS = range(1979, 2101)  # from the first edition of IPTC 7901 on


def month(name: str) -> int | None:
    """Return the number of a month's name or its short form, in the languages of the agencies."""
    word = name.lower()
    return _MONTHS.get(word[:4]) or _MONTHS.get(word[:3])


def clock(wall: datetime | None, hours: int | None) -> datetime | None:
    """Return the UTC time at which an agency's clock shows *wall*; it is *hours* ahead of UTC in winter, and has summer time.

    None for *hours* is a clock in UTC. *wall* is what it shows, marked as UTC, or None.
    """
    if wall is None or hours is None:
        return wall
    begins, ends = (_last_sunday(wall.year, number).replace(hour=1) for number in (3, 10))  # Directive 2000/84/EC
    utc = wall - timedelta(hours=hours)
    summer = utc - timedelta(hours=1)
    return summer if begins <= summer < ends else utc


def sent(line: str, near: datetime, hours: int | None) -> datetime | None:
    """Read the end line of a message; None for a line that is none. *hours*: see `clock`, for lines without a zone."""
    line = line.strip(" <=")
    if match := _SENT_ANPA.fullmatch(line):
        month_, day, year, hour, minute = map(int, match.group(3, 4, 5, 6, 7))
        return _zoned(_wall(_full(year), month_, day, hour, minute), match[8] or "UTC")
    if match := _SENT_APA.fullmatch(line):
        return clock(_wall(*map(int, match.groups())), hours)
    if match := _SENT_EFE.fullmatch(line):
        month_, day, hour, minute, year = map(int, match.groups())
        return clock(_wall(_full(year), month_, day, hour, minute), hours)
    if (match := _SENT_ANSA.fullmatch(line)) and (number := month(match[2])):
        return clock(_wall(_full(int(match[3])), number, int(match[1]), int(match[4]), int(match[5])), hours)
    if match := _SENT.fullmatch(line):
        return _sent(match, near, hours)
    return None


def day_near(month: int, day: int, near: datetime) -> date | None:
    """Return that day in the year in which it is nearest to a time; None for what is no day."""
    found = [made for year in (near.year - 1, near.year, near.year + 1) if (made := _date(year, month, day))]
    return min(found, key=lambda made: (abs(made - near.date()), made), default=None)


def release(line: str, near: datetime, hours: int | None) -> datetime | None:
    """Read until when an embargo line asks to wait; None where it gives no hour or is not clear."""
    day, rest = _day(line, near)
    for pattern in _TIMES:
        for match in pattern.finditer(rest):
            half = (match[3] or "").lower().replace(".", "")
            hour, minute = int(match[1]), int(match[2] or 0)
            if half in {"am", "pm"}:
                hour = hour % 12 + (12 if half == "pm" else 0)
            zone = _ZONE.match(rest, match.end())
            wall = _wall(day.year, day.month, day.day, hour, minute)
            return _zoned(wall, zone[1]) if zone and zone[1] else clock(wall, hours)
    return None


def _sent(match: re.Match[str], near: datetime, hours: int | None) -> datetime | None:
    day, hour, minute = int(match[1]), int(match[2]), int(match[3])
    zone = match[4]
    number = month(match[5]) if match[5] else None
    if match[5] and number is None:
        return None
    for year, month_ in _candidates(number, _full(int(match[6])) if match[6] else None, near):
        wall = _wall(year, month_, day, hour, minute)
        found = _zoned(wall, zone) if zone else clock(wall, hours)
        # A message is not sent after it came; a day is for clocks that are wrong.
        if found and (match[6] or found <= near + timedelta(days=1)):
            return found
    return None


def _candidates(month: int | None, year: int | None, near: datetime) -> Iterator[tuple[int, int]]:
    """Yield years and months that a line can mean, the latest first."""
    if year is not None and month is not None:
        yield year, month
    elif month is not None:
        yield from ((near.year + step, month) for step in (1, 0, -1))
    else:
        first = near.replace(day=1) + timedelta(days=32)
        for _ in range(3):
            yield first.year, first.month
            first = first.replace(day=1) - timedelta(days=1)


def _day(line: str, near: datetime) -> tuple[date, str]:
    """Return the day that a line names, else that of *near*, and the line without it."""
    for pattern, order in (
        (_DATE_ISO, "ymd"),
        (_DATE_DOTS, "dmy"),
        (_DATE_DAY_FIRST, "dmy"),
        (_DATE_MONTH_FIRST, "mdy"),
    ):
        for match in pattern.finditer(line):
            parts = dict(zip(order, match.groups(), strict=True))
            number = int(parts["m"]) if parts["m"].isdigit() else month(parts["m"])
            if number is None:
                continue
            year, day = parts["y"], int(parts["d"])
            found = _date(_full(int(year)), number, day) if year else day_near(number, day, near)
            if found:
                return found, f"{line[: match.start()]} {line[match.end() :]}"
    return near.date(), line


def _zoned(wall: datetime | None, zone: str) -> datetime | None:
    """Return a time in a named zone; None for a zone that nobody knows, which would else be taken for UTC."""
    found = parse_date(f"{wall:%Y-%m-%dT%H:%M:%S} {zone}") if wall else None
    return None if found == wall and zone not in _AS_UTC and not zone.startswith(("+", "-")) else found


def _wall(*parts: int) -> datetime | None:
    """Return year, month, day, hour and minute as a time that is marked as UTC; None for what is none."""
    try:
        wall = datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]  # five numbers
    except ValueError:
        return None
    return wall if wall.year in _YEARS else None


def _full(year: int) -> int:
    """Return the year that two digits mean: no telex in this format is older than 1979."""
    return year if year > 99 else year + (1900 if year >= 79 else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
