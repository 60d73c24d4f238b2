"""A date as somebody wrote it in, an aware UTC time out, or None. The machine's zone and clock have no say in it."""

import re
import warnings
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dateutil import parser
from feedparser.datetimes import _parse_date as parse_claimed

# A feed item outside of these years was dated by a broken clock: no feed is older, none is from the next century.
_YEARS = range(1990, 2101)
_LONGEST = 100  # characters; the longest real one ("Wednesday, …, Eastern Daylight Time") has about 70
_LEAP_SECOND = re.compile(r"(\d{1,2}:\d{2}):6[01](?!\d)")
_SHORT_OFFSET = re.compile(r"(?<=:\d\d) ?[+-]\d\d$")
_MAIL_ZONE = re.compile(r"[+-]\d{4}|GMT|UTC?|Z")
_DOTTED = re.compile(r"(?<!\d)\d{1,2}\.\d{1,2}\.\d{2,4}(?!\d)")  # who writes dates with dots begins with the day
_YEAR = re.compile(r"\d{4}|\d{1,2}[ /.-]\w{1,9}[ /.-]'?\d{2}\b|\d{1,2}/\d{1,2}/\d{2}")

# Minutes from UTC of the zones that feeds and agencies name (RFC 822 section 5, then what newspapers write). Where one
# name means several zones, the one with most readers of news wires: BST British, CST and EST American, IST Indian.
_ZONES: dict[str, int] = {
    # everywhere
    "GMT": 0, "UT": 0, "UTC": 0, "WET": 0, "Z": 0,
    # America
    "ADT": -180, "AKDT": -480, "AKST": -540, "AST": -240, "BRT": -180, "CDT": -300, "CST": -360, "CT": -360, "EDT": -240,
    "EST": -300, "ET": -300, "HST": -600, "MDT": -360, "MST": -420, "NST": -210, "PDT": -420, "PST": -480, "PT": -480,
    # Europe and Africa
    "BST": 60, "CAT": 120, "CEST": 120, "CET": 60, "EAT": 180, "EEST": 180, "EET": 120, "MEST": 120, "MESZ": 120, "MEZ": 60,
    "MSD": 240, "MSK": 180, "SAST": 120, "TRT": 180, "WAT": 60, "WEST": 60,
    # Asia and Australia
    "ACDT": 630, "ACST": 570, "AEDT": 660, "AEST": 600, "AWST": 480, "HKT": 480, "IST": 330, "JST": 540, "KST": 540,
    "NZDT": 780, "NZST": 720, "PHT": 480, "PKT": 300, "SGT": 480, "WIB": 420,
}  # fmt: skip
# dateutil fills what a text does not say from a default. A day that depends on the default was not said.
_DEFAULTS = (datetime(2000, 1, 1), datetime(2001, 2, 2))  # noqa: DTZ001 - only their fields are used, zones come later


def parse_date(text: str) -> datetime | None:
    """Read RFC 822 and 2822, ISO 8601, and most other full dates.

    A date without a time is midnight, a time without a zone is UTC, a date without a year (or a time alone) is None.
    Never raises.
    """
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST or (text.isdigit() and len(text) != 8):  # a number is no date, 20240312 is
        return None
    naive_or_aware = _iso(text) or _mail(text) or _other(text)
    if naive_or_aware is None:
        return None
    aware = naive_or_aware if naive_or_aware.tzinfo else naive_or_aware.replace(tzinfo=UTC)
    try:
        return aware.astimezone(UTC)
    except (OverflowError, ValueError):  # year 1 or 9999 at the edge
        return None


@lru_cache(maxsize=8192)  # an item's dates are asked for twice, to choose among items and to make an entry
def read_date(claimed: str) -> datetime | None:
    """Read a time that some entry of a feed may have; None for what is none, or far from any entry's."""
    when = parse_date(claimed)
    if when is None and claimed:
        parsed = parse_claimed(claimed)  # knows months in Korean, Greek or Hungarian
        # feedparser completes dates without a year from the clock.
        if parsed and str(parsed[0]) in claimed:
            try:
                year, month, day, hour, minute, second = parsed[:6]
                when = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
            except (ValueError, OverflowError):
                return None
    return when if when is not None and when.year in _YEARS else None


def _iso(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _mail(text: str) -> datetime | None:
    # The standard library knows the American zones only, and reads any other name as no zone.
    name = text.rsplit(" ", 1)[-1]
    if not _MAIL_ZONE.fullmatch(name):
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _other(text: str) -> datetime | None:
    if not _YEAR.search(text):
        return None
    # Leap seconds exist, datetime does not know them; dateutil takes +13 for minutes.
    text = _SHORT_OFFSET.sub(r"\g<0>00", _LEAP_SECOND.sub(r"\1:59", text))
    is_dotted = _DOTTED.search(text) is not None
    read = []
    for default in _DEFAULTS:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                read.append(parser.parse(text, default=default, tzinfos=_zone, dayfirst=is_dotted))
        except (ValueError, OverflowError, TypeError, AttributeError, RecursionError, Warning):
            return None
    return read[0] if read[0] == read[1] else None


def _zone(name: str | None, seconds: int | None) -> tzinfo:
    """Answer for every zone: left alone, dateutil asks the machine's zone about names, and drops the unknown ones."""
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))  # ValueError from a day on: such a zone is none
    return timezone(timedelta(minutes=_ZONES.get((name or "").upper(), 0)))
