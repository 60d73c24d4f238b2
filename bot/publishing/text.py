"""Turn text and times into what every published format accepts. Pure; knows no format and no locale."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

# What XML 1.0 forbids (section 2.2: C0 controls, surrogates, U+FFFE, U+FFFF) and what it discourages as invisible (C1
# controls, the noncharacters at the end of every plane and among the Arabic ones). One of those that it forbids makes
# feedgen and lxml refuse the whole document.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
_ILLEGAL = re.compile(f"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}]")
_GAP = re.compile("[ \t\r\n]+")
# RFC 3987 without the characters that no URL may hold unescaped.
_WEB_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)

# strftime follows the locale of the process, and so would the published bytes.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def scrub(text: str) -> str:
    """Remove the characters that XML 1.0 forbids or discourages."""
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """Scrub and put on one line, without white space at the ends."""
    return _GAP.sub(" ", scrub(text)).strip()


def web_url(url: str | None) -> str | None:
    """Return the URL if it is one that a reader may be sent to (absolute, http or https), else None."""
    return url if url is not None and scrub(url) == url and _WEB_URL.fullmatch(url) else None


def shorten(text: str, limit: int) -> str:
    """Cut after a whole word; at most `limit` characters, the ellipsis among them."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    words = head[: head.rfind(" ")] if " " in head else head[:-1]
    return words.rstrip(" ,;:–—-") + "…"


def rfc3339(when: datetime) -> str:
    """Write as `2023-10-16T09:12:00Z`, whole seconds."""
    return when.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def rfc822(when: datetime) -> str:
    """Write as RSS wants it (RFC 822 with a year of four digits)."""
    return format_datetime(when.astimezone(UTC).replace(microsecond=0), usegmt=True)


def spoken(when: datetime) -> str:
    """Write for people: `16 Oct 2023, 09:12 UTC`."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}, {clock(when)} UTC"


def clock(when: datetime) -> str:
    """Write the time of day: `09:12`."""
    return f"{when.hour:02}:{when.minute:02}"


def day(when: datetime) -> str:
    """Write the day: `Monday 16 October 2023`."""
    return f"{_DAYS[when.weekday()]} {when.day} {_LONG_MONTHS[when.month - 1]} {when.year}"


def spell(gap: timedelta) -> str:
    """Write a length of time by its two largest units: `2 d 3 h`, `1 h 5 min`, `0 min`."""
    minutes = int(abs(gap).total_seconds()) // 60
    parts = ((minutes // 1440, "d"), (minutes // 60 % 24, "h"), (minutes % 60, "min"))
    first = next((place for place, (count, _) in enumerate(parts) if count), len(parts) - 1)
    return " ".join(f"{count} {unit}" for count, unit in parts[first : first + 2] if count) or "0 min"
