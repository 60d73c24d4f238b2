"""What all values have in common."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any, ClassVar


class Portable:
    """A value that pickle takes apart and puts together by its fields: half of what frozen dataclasses with slots cost."""

    __slots__ = ()
    _values: ClassVar[Callable[[Any], tuple[Any, ...]]]
    _writers: ClassVar[tuple[Callable[[Any, Any], None], ...]]

    def __init_subclass__(cls) -> None:
        """Learn the fields, which are there when a dataclass makes the class again with slots."""
        if names := cls.__dict__.get("__slots__"):
            cls._values = attrgetter(*names)
            cls._writers = tuple([getattr(cls, name).__set__ for name in names])

    def __reduce__(self) -> tuple[Any, ...]:
        """Say how to make it again, for pickle; what is made again is not checked again."""
        return _made_again, (type(self), *type(self)._values(self))  # noqa: SLF001 - of this class


def _made_again(kind: type[Portable], *values: object) -> Portable:
    again = object.__new__(kind)
    for write, value in zip(kind._writers, values, strict=True):  # noqa: SLF001 - of this module
        write(again, value)
    return again


def require_utc(when: datetime | None, what: str) -> None:
    """Refuse a time that is not aware UTC: a naive one would be published as whatever the machine's zone is."""
    if when is not None and when.tzinfo is not UTC and when.utcoffset() != timedelta(0):
        raise ValueError(f"{what} must be an aware UTC time, got {when!r}")
