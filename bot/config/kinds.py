"""The kinds of values that a configuration holds: how each is written, read, explained and described in the schema.

A kind stands in an annotation, `Annotated[timedelta, duration("200ms", "1h")]`. It takes over the checking from pydantic,
so that one sentence says what is expected whichever way a value is wrong.
"""

import ipaddress
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final, Generic, TypeVar
from urllib.parse import urlsplit

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

T = TypeVar("T")

MISMATCH: Final = "mismatch"  #: type of the pydantic error of a kind; its context has `expected` and `hint`

_DURATION = re.compile(r"(0|[1-9][0-9]{0,8})(ms|s|m|h|d)")
_UNITS = {
    "d": timedelta(days=1),
    "h": timedelta(hours=1),
    "m": timedelta(minutes=1),
    "s": timedelta(seconds=1),
    "ms": timedelta(milliseconds=1),
}
_SIZE = re.compile(r"([1-9][0-9]{0,8})(KiB|MiB|GiB)")
_BYTES = {"GiB": 1024**3, "MiB": 1024**2, "KiB": 1024}

# Control characters and line breaks; joiners (U+200C, U+200D) are letters' business and stay allowed.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SLUG = r"[a-z0-9-]{1,64}"
_LANGUAGE = r"[a-z]{2}"
_HOST = r"[A-Za-z0-9._:-]{1,253}"
_URL = r"https?://[^\s]+"
EMAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*"
# RFC 4151 section 2.1: a DNS name or an e-mail address, a comma, a date in three precisions.
_DNS_NAME = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
_AUTHORITY = rf"([A-Za-z0-9._-]+@)?{_DNS_NAME},([0-9]{{4}}(-[0-9]{{2}}){{0,2}})"


class Mismatch(ValueError):
    """The value is not of the kind; *hint* says more than what is expected of every value, or nothing."""

    def __init__(self, hint: str = "") -> None:
        self.hint = hint
        super().__init__(hint)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Generic[T]):
    """One kind of value."""

    expected: str  #: completes "expected …"
    read: Callable[[object], T]  #: raises Mismatch
    write: Callable[[T], object]  #: back to how a file has it
    schema: dict[str, Any]  #: JSON Schema

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        def check(value: object) -> T:
            try:
                return self.read(value)
            except Mismatch as exc:
                context = {"expected": self.expected, "hint": exc.hint}
                raise PydanticCustomError(MISMATCH, "expected {expected}", context) from exc

        written = core_schema.plain_serializer_function_ser_schema(self.write, when_used="json-unless-none")
        return core_schema.no_info_plain_validator_function(check, serialization=written)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return dict(self.schema)


def _same(value: object) -> object:
    return value


def is_line(text: str, longest: int) -> bool:
    """Tell whether it fits on one line, without control characters and without blanks at its ends."""
    return 0 < len(text) <= longest and text == text.strip() and not _CONTROL.search(text)


def text_of(value: object) -> str:
    """Return a value that is text.

    Raises:
        Mismatch: it is none.
    """
    if isinstance(value, str):
        return value
    raise Mismatch("put it in quotes" if isinstance(value, bool | int | float) else "")


def line(expected: str = "text on one line", longest: int = 200) -> Kind[str]:
    """Return the kind of text that fits on one line: no control characters, no blanks at its ends."""

    def read(value: object) -> str:
        text = text_of(value)
        if not is_line(text, longest):
            raise Mismatch
        return text

    schema = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"^\S(.*\S)?$"}
    return Kind(expected=f"{expected}, at most {longest} characters", read=read, write=_same, schema=schema)


def matching(expected: str, pattern: str, *examples: str) -> Kind[str]:
    """Return the kind of text that *pattern* (ASCII) matches as a whole."""
    compiled = re.compile(pattern, re.ASCII)

    def read(value: object) -> str:
        text = text_of(value)
        if not compiled.fullmatch(text):
            raise Mismatch
        return text

    schema = {"type": "string", "pattern": f"^{pattern}$", "examples": list(examples)}
    return Kind(expected=expected, read=read, write=_same, schema=schema)


def one_of(*words: str) -> Kind[str]:
    """Return the kind of text that is one of *words*."""

    def read(value: object) -> str:
        text = text_of(value)
        if text not in words:
            raise Mismatch
        return text

    expected = f"{', '.join(words[:-1])} or {words[-1]}"
    return Kind(expected=expected, read=read, write=_same, schema={"type": "string", "enum": list(words)})


def whole(low: int, high: int) -> Kind[int]:
    """Return the kind of whole numbers from *low* to *high*."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Mismatch
        return value

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Kind(expected=f"a whole number from {low} to {high}", read=read, write=_same, schema=schema)


def parse_duration(text: str) -> timedelta | None:
    """Return what `500ms`, `30s`, `15m`, `1h` or `7d` says; None for anything else."""
    found = _DURATION.fullmatch(text)
    return int(found[1]) * _UNITS[found[2]] if found else None


def format_duration(duration: timedelta) -> str:
    """Return *duration* in the largest unit that says it exactly; parts of a millisecond are dropped."""
    unit = next((unit for unit, size in _UNITS.items() if duration and not duration % size), "ms")
    return f"{duration // _UNITS[unit]}{unit}"


def duration(low: str, high: str) -> Kind[timedelta]:
    """Return the kind of durations from *low* to *high*."""
    least, most = parse_duration(low), parse_duration(high)
    assert least is not None
    assert most is not None

    def read(value: object) -> timedelta:
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise Mismatch(f"write {value}s if seconds are meant")
        got = parse_duration(value) if isinstance(value, str) else value
        if not isinstance(got, timedelta) or not least <= got <= most:
            raise Mismatch
        return got

    expected = f"a duration with its unit from {low} to {high}, such as 500ms, 30s, 15m, 1h or 7d"
    schema = {"type": "string", "pattern": f"^{_DURATION.pattern}$", "examples": ["30s", "15m", "1h"]}
    return Kind(expected=expected, read=read, write=format_duration, schema=schema)


def parse_size(text: str) -> int | None:
    """Return the bytes that `512KiB`, `10MiB` or `2GiB` says; None for anything else."""
    found = _SIZE.fullmatch(text)
    return int(found[1]) * _BYTES[found[2]] if found else None


def format_size(size: int) -> str:
    """Return *size* (bytes, a multiple of 1024) in the largest unit that says it exactly."""
    unit = next((unit for unit, factor in _BYTES.items() if size % factor == 0), "KiB")
    return f"{size // _BYTES[unit]}{unit}"


def size(low: str, high: str) -> Kind[int]:
    """Return the kind of sizes from *low* to *high*; the value is in bytes."""
    least, most = parse_size(low), parse_size(high)
    assert least is not None
    assert most is not None

    def read(value: object) -> int:
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise Mismatch(f"write {value}KiB or {value}MiB")
        got = parse_size(value) if isinstance(value, str) else None
        if got is None or not least <= got <= most:
            raise Mismatch
        return got

    expected = f"a size with its unit from {low} to {high}, such as 512KiB, 10MiB or 2GiB"
    schema = {"type": "string", "pattern": f"^{_SIZE.pattern}$", "examples": ["512KiB", "10MiB"]}
    return Kind(expected=expected, read=read, write=format_size, schema=schema)


def _read_switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Mismatch
    return value


def _read_path(value: object) -> Path:
    if isinstance(value, Path):
        return value
    text = text_of(value)
    # A shell turns ~ into a home; here it would make a directory of that name.
    if not is_line(text, 1000) or text.startswith("~"):
        raise Mismatch
    return Path(text)


def _read_glob(value: object) -> str:
    text = text_of(value)
    if not is_line(text, 200) or "\\" in text or text.startswith(("/", "~")) or {"", ".", ".."} & set(text.split("/")):
        raise Mismatch
    return text


def _read_phrase(value: object) -> str:
    text = text_of(value)
    if not is_line(text, 200) or not any(map(str.isalnum, text)):
        raise Mismatch
    return text


def _is_url(text: str) -> bool:
    if not re.fullmatch(_URL, text) or not text.isprintable():
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # a port that is none, a bracket without its other half
        return False
    return bool(parts.hostname) and port != 0


def _read_url(value: object) -> str:
    """Read a text, a scheme at its beginning in small letters: it means the same in any (RFC 3986, 3.1)."""
    text = text_of(value)
    scheme, separator, rest = text.partition("://")
    return scheme.lower() + separator + rest if separator else text


def _read_feed(value: object) -> str:
    text = _read_url(value)
    if not _is_url(text):
        raise Mismatch
    return text


def _read_base_url(value: object) -> str:
    text = _read_url(value)
    if not _is_url(text) or not text.isascii() or {"?", "#", "@"} & set(text):
        raise Mismatch
    return text.rstrip("/")


def _read_hub(value: object) -> str:
    text = _read_url(value)
    if not _is_url(text) or not text.isascii() or {"#", "@"} & set(text):
        raise Mismatch
    return text


def _read_network(value: object) -> str:
    text = text_of(value)
    try:
        return str(ipaddress.ip_network(text))
    except ValueError as exc:
        raise Mismatch(str(exc)) from exc


def _read_contact(value: object) -> str:
    text = _read_url(value)
    if not text.isascii() or not (_is_url(text) or re.fullmatch(EMAIL, text)):
        raise Mismatch
    return text


def _read_authority(value: object) -> str:
    text = text_of(value)
    found = re.fullmatch(_AUTHORITY, text)
    if not found:
        raise Mismatch
    day = text.rpartition(",")[2]
    try:
        date.fromisoformat(day + "-01-01"[len(day) - 4 :])
    except ValueError as exc:
        raise Mismatch(f"{day} is no date") from exc
    return text


SWITCH: Final = Kind(expected="true or false", read=_read_switch, write=_same, schema={"type": "boolean"})
TITLE: Final = line()
DESCRIPTION: Final = line(longest=1000)
SLUG: Final = matching("1 to 64 of the characters a-z, 0-9 and -", _SLUG, "world")
LANGUAGE: Final = matching("a language as two small letters (ISO 639-1) such as en", _LANGUAGE, "en", "de")
HOST: Final = matching("a host name or an address such as 127.0.0.1", _HOST, "127.0.0.1", "0.0.0.0")  # noqa: S104 — an example
NETWORK: Final = Kind(
    expected="a network such as 10.0.0.0/8 or an address such as 10.0.0.1",
    read=_read_network,
    write=_same,
    schema={"type": "string", "pattern": r"^[0-9a-fA-F.:]+(/[0-9]{1,3})?$", "examples": ["10.0.0.0/8", "127.0.0.1"]},
)
PATH: Final = Kind(
    expected="a path without ~ at its beginning, at most 1000 characters",
    read=_read_path,
    write=Path.as_posix,
    schema={"type": "string", "minLength": 1, "maxLength": 1000, "pattern": "^[^~]"},
)
GLOB: Final = Kind(
    expected="a pattern of file names inside the folder, such as *.txt or **/*.txt",
    read=_read_glob,
    write=_same,
    schema={"type": "string", "minLength": 1, "maxLength": 200, "examples": ["*.txt", "**/*.txt"]},
)
PHRASE: Final = Kind(
    expected="a phrase with a letter or digit on one line, at most 200 characters",
    read=_read_phrase,
    write=_same,
    schema={"type": "string", "minLength": 1, "maxLength": 200},
)
FEED_URL: Final = Kind(
    expected="an absolute http or https URL",
    read=_read_feed,
    write=_same,
    schema={"type": "string", "pattern": f"^{_URL}$", "examples": ["https://example.org/feed.xml"]},
)
BASE_URL: Final = Kind(
    expected="an absolute http or https URL in ASCII without user, query and fragment",
    read=_read_base_url,
    write=_same,
    schema={"type": "string", "pattern": r"^https?://[^\s?#@]+$", "examples": ["https://news.example.org"]},
)
HUB_URL: Final = Kind(
    expected="an absolute http or https URL in ASCII without user and fragment",
    read=_read_hub,
    write=_same,
    schema={"type": "string", "pattern": r"^https?://[^\s#@]+$", "examples": ["https://hub.example.org/"]},
)
CONTACT: Final = Kind(
    expected="an http or https URL or an e-mail address",
    read=_read_contact,
    write=_same,
    schema={"type": "string", "pattern": f"^({_URL}|{EMAIL})$", "examples": ["https://example.org/about"]},
)
AUTHORITY: Final = Kind(
    expected="a domain or an e-mail address, a comma and a date (RFC 4151) such as example.org,2026",
    read=_read_authority,
    write=_same,
    schema={
        "type": "string",
        "pattern": f"^{_AUTHORITY}$",
        "examples": ["example.org,2026", "me@example.org,2026-05-01"],
    },
)
