"""Turn text and times into what every published format accepts. Pure; knows no format and no locale."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from urllib.parse import quote

# What XML 1.0 forbids (section 2.2: C0 controls, surrogates, U+FFFE, U+FFFF) and what it discourages as invisible (C1
# controls, the noncharacters at the end of every plane and among the Arabic ones). One of those that it forbids makes
# feedgen and lxml refuse the whole document.
_PLANES = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
_LEGAL = f"\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}"
_ILLEGAL = re.compile(f"[^{_LEGAL}]")
# Nearly every text is: to go through it once takes half as long as to look for what is not.
_ALL_LEGAL = re.compile(f"[{_LEGAL}]*+")
_GAP = re.compile("[ \t\r\n]+")
# How an end tag begins that is text. Readers that decode once too often would take it for markup.
_END_TAG = re.compile(r"</(?=\w)")
_WORD_JOINER = "\u2060"
# RFC 3987 without the characters that no URL may hold unescaped: address, path and query, fragment.
_WEB_URL = re.compile(
    r"(https?)://([^\s<>\"{}|\\^`/?#]+)((?:[/?][^\s<>\"{}|\\^`#]*)?)(?:#([^\s<>\"{}|\\^`]*))?", re.IGNORECASE
)
# RFC 3986: what stands in paths, queries and fragments as it is.
_RESERVED = "/?:@!$&'()*+,;=~%"
_URI = re.compile(
    r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?"
    r"(?:[/?](?:[A-Za-z0-9/?:@!$&'()*+,;=~._-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[A-Za-z0-9/?:@!$&'()*+,;=~._-]|%[0-9A-Fa-f]{2})*)?"
)
_AUTHORITY = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:%-]*@)?(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Ids that are compared letter by letter, in forms that nobody writes otherwise: RFC 9562, RFC 8141, RFC 4151, RFC 3986 (6.2).
_IDENTIFIER = re.compile(
    r"urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
    r"|urn:(?!uuid:)[a-z0-9][a-z0-9-]{1,31}:[A-Za-z0-9()+,.:=@;$_!*'-]+"
    r"|tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9;/?:@&=+$._!~*'(),-]*"
    r"|https?://[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::(?!0|80/|443/)\d+)?/[A-Za-z0-9/._~-]*(?:\?[A-Za-z0-9/._~&=-]*)?"
)
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")

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
    """Remove the characters that XML 1.0 forbids or discourages; a question mark stands for one that was lost on the way."""
    legal = text if _ALL_LEGAL.fullmatch(text) else _ILLEGAL.sub("", text)
    return legal.replace("\ufffd", "?")


def one_line(text: str) -> str:
    """Scrub and put on one line, without white space at the ends."""
    return _GAP.sub(" ", scrub(text)).strip()


def plain(text: str) -> str:
    """Put on one line; what looks like an end tag gets a character that nobody sees and that lets nobody take it for one."""
    return _END_TAG.sub(f"<{_WORD_JOINER}/", one_line(text))


def web_url(url: str | None) -> str | None:
    """Return the URL as a URI of ASCII (RFC 3986) if it is one that a reader may be sent to (absolute, http or https), else None."""
    if url is None or _URI.fullmatch(url):
        return url
    parts = _WEB_URL.fullmatch(url) if scrub(url) == url else None
    if parts is None:
        return None
    scheme, host, path, fragment = parts.groups()
    try:
        authority = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not _AUTHORITY.fullmatch(authority):
        return None
    return f"{scheme}://{authority}{_escaped(path)}" + ("" if fragment is None else f"#{_escaped(fragment)}")


def identifier(claimed: str | None) -> str | None:
    """Return what somebody calls himself if it is a URI in its canonical form (http, https, urn or tag), else None."""
    is_canonical = claimed is not None and _IDENTIFIER.fullmatch(claimed) and "/." not in claimed
    return claimed if is_canonical else None


def _escaped(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe=_RESERVED)


def media_type(claimed: str | None) -> str | None:
    """Return type and subtype (RFC 6838) in lower case, without parameters; None for what is no media type."""
    plain_type = (claimed or "").partition(";")[0].strip().lower()
    return plain_type if _MEDIA_TYPE.fullmatch(plain_type) else None


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


def instant(when: datetime) -> str:
    """Write as `2023-10-16T09:12:00.250417Z`, to the microsecond."""
    return when.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


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
