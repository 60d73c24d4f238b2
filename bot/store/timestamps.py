"""Times in the database: ISO 8601 text in UTC with microseconds, so that their order as text is their order in time."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Dialect, String
from sqlalchemy.types import TypeDecorator

from bot.model import require_utc


def written(when: datetime | None) -> str | None:
    """Turn a time into 27 characters, e.g. 2026-11-22T08:30:00.000000Z."""
    if when is None:
        return None
    # strftime does not pad years below 1000 on every platform; isoformat does.
    text = when.isoformat(timespec="microseconds")
    if not text.endswith("+00:00"):
        require_utc(when, "stored time")
    return f"{text[:26]}Z"


def read_back(text: str | None) -> datetime | None:
    """Turn what `written` gave back into an aware time."""
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC time; anything else is refused when it is written."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002 (given by SQLAlchemy)
        """Turn a time into what `written` says."""
        return written(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 (given by SQLAlchemy)
        """Turn the text back into an aware time."""
        return read_back(value)
