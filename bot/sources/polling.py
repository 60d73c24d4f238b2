"""When a feed is polled next. Pure: no clock, no network; a failed poll is never repeated at once, the next poll is the retry."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: A feed that fails is asked less and less often, but never given up: this is the longest pause.
LONGEST_PAUSE = timedelta(days=1)


def next_poll(
    now: datetime, interval: timedelta, *, failures: int = 0, retry_after: timedelta | None = None
) -> datetime:
    """When to poll next, after a poll at *now* that was the *failures*-th failure in a row (0: it went well).

    The pause doubles with each failure. A server's Retry-After may lengthen it, never shorten it; both end at a day.
    """
    pause = min(interval * (1 << min(failures, 20)), max(LONGEST_PAUSE, interval))
    if retry_after is not None:
        pause = max(pause, min(retry_after, LONGEST_PAUSE))
    return now + pause


def is_due(next_poll_at: datetime | None, now: datetime, interval: timedelta) -> bool:
    """Tell whether a poll is due.

    A time further ahead than any pause comes from another interval, or from a clock that was wrong: it is not believed.
    """
    return next_poll_at is None or not now < next_poll_at <= now + max(interval, LONGEST_PAUSE)


def parse_retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Read a Retry-After header in either form, seconds or a date (RFC 9110, 10.2.3); None if there is no sense in it."""
    if value is None:
        return None
    if (digits := value.strip()).isdecimal():
        # Python refuses to read numbers of thousands of digits; nine are more than a day.
        return min(timedelta(seconds=int(digits[:9])) if len(digits) < 10 else LONGEST_PAUSE, LONGEST_PAUSE)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    return max(when - now, timedelta(0))
