"""When digests are due. Pure."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from bot.config.mail import DigestSettings

_WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A digest that is due, or was."""

    day: str  #: in the time zone of the site: 2026-03-02
    at: datetime


def last_due(digest: DigestSettings, timezone: str, now: datetime) -> Due:
    """Return which digest was due last at *now*. A time that clocks leave out in spring is when they would have shown it."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    for back in range(9):
        day = today - timedelta(days=back)
        at = datetime.combine(day, time.fromisoformat(digest.at), zone).astimezone(UTC)
        if at <= now and (not digest.days or _WEEKDAYS[day.weekday()] in digest.days):
            return Due(day=day.isoformat(), at=at)
    raise AssertionError  # every week has each day


def cron(digest: DigestSettings, timezone: str) -> dict[str, Any]:
    """Return the same as fields of a cron."""
    hour, minute = digest.at.split(":")
    return {
        "hour": int(hour),
        "minute": int(minute),
        "day_of_week": ",".join(digest.days) or "*",
        "timezone": ZoneInfo(timezone),
    }
