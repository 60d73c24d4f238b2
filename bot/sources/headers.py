"""What an answer's header fields say about how long it is fresh, when to ask again, and whose hub it has. Pure."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: No answer is fresh for longer; the scheduler has a shorter bound of its own.
LONGEST_FRESHNESS = timedelta(days=365)
MOST_HUBS = 10

_DIRECTIVE = re.compile(r'([!#$%&\'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]*))?')
_LINK = re.compile(r'<([^<>]*)>((?:\s*;\s*[^\s=;,<>"]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,<>"]*))?)*)')
_PARAMETER = re.compile(r';\s*([^\s=;,<>"]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,<>"]*)))?')


class Fields:
    """Header fields of one answer; names in any case, values as text of one character per byte (Latin-1)."""

    def __init__(self, raw: Sequence[tuple[bytes, bytes]]) -> None:
        self._values: dict[bytes, list[str]] = {}
        for name, value in raw:
            self._values.setdefault(name.lower(), []).append(value.decode("latin-1"))

    def all(self, name: bytes) -> list[str]:
        """Return the values of all lines of a field; *name* in lower case."""
        return self._values.get(name, [])

    def first(self, name: bytes) -> str | None:
        """Return the value of a field's first line that is not empty."""
        return next((value for value in self.all(name) if value), None)


def parse_date(value: str | None) -> datetime | None:
    """Read an HTTP date (RFC 9110, 5.6.7) in any form that e-mail knows too; None if there is no sense in it."""
    try:
        when = parsedate_to_datetime(value or "")
        return (when.replace(tzinfo=UTC) if when.tzinfo is None else when).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def server_time(fields: Fields, now: datetime) -> datetime:
    """Return the server's own time, against which its other dates are meant; ours if it tells none."""
    return parse_date(fields.first(b"date")) or now


def max_age(fields: Fields, now: datetime) -> timedelta | None:
    """Tell how much longer an answer is fresh (RFC 9111, 4.2), at least 0; None if it does not say, or must not be kept.

    `s-maxage` is for caches that many share, and is passed over.
    """
    directives: dict[str, str] = {}
    for name, value in _DIRECTIVE.findall(", ".join(fields.all(b"cache-control"))):
        directives.setdefault(name.lower(), value.strip('"'))
    # With an argument, no-cache speaks of some header fields only.
    if directives.get("no-cache") == "" or "no-store" in directives:
        return None
    if (age := _seconds(directives.get("max-age"))) is not None:
        return max(age - (_seconds(fields.first(b"age")) or timedelta(0)), timedelta(0))
    expires = fields.first(b"expires")
    if expires is None:
        return None
    until = parse_date(expires)  # what is no date, such as 0, means: already stale
    left = until - server_time(fields, now) if until is not None else timedelta(0)
    return min(max(left, timedelta(0)), LONGEST_FRESHNESS)


def _seconds(value: str | None) -> timedelta | None:
    if value is None or not (value.isascii() and value.isdecimal()):
        return None
    # Python refuses to read numbers of thousands of digits; nine are more than thirty years.
    return min(timedelta(seconds=int(value[:9])), LONGEST_FRESHNESS) if len(value) < 10 else LONGEST_FRESHNESS


def links(fields: Fields, relation: str) -> Iterator[str]:
    """Yield the targets of the Link fields with a relation (RFC 8288), as written; *relation* in lower case."""
    for line in fields.all(b"link"):
        for target, parameters in _LINK.findall(line):
            given: dict[str, str] = {}
            for name, quoted, plain in _PARAMETER.findall(parameters):
                given.setdefault(name.lower(), re.sub(r"\\(.)", r"\1", quoted) or plain)
            # With an anchor it is a link of another document.
            if relation in given.get("rel", "").lower().split() and "anchor" not in given:
                yield target.strip()
