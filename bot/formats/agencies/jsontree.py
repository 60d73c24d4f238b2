"""An agency's JSON in, its values out: numbers as they are written, nothing that costs more than it can be worth."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.errors import FormatError
from bot.formats.decoding import charset, decode
from bot.model import Document

Object = dict[str, Any]

#: How many of a sign there may be: an object takes about 200 bytes of memory, a member of a list 60.
_MOST = {b"{": 200_000, b"[": 200_000, b",": 1_000_000}
#: An escape; the group is half of a pair without the other half.
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(u[dD][89a-fA-F]..)|.)", re.DOTALL)


def tree(document: Document) -> object:
    """Return the value. Names are in lower case: version 3 of ninjs writes `versionCreated`, version 1 `versioncreated`.

    Of values under one name the last that says something counts.

    Raises:
        FormatError: it is no JSON, or is built to cost time and memory.
    """
    location = document.location
    for sign, most in _MOST.items():
        if (count := document.content.count(sign)) > most:
            seen = f"{count} of {sign.decode()!r}"
            raise FormatError(location, f"JSON built to cost time and memory ({seen}), expected at most {most}")
    text = decode(document.content, charset(document.media_type)).replace("\0", "").lstrip("\ufeff")
    try:
        value: object = json.loads(
            _ESCAPE.sub(_whole, text),
            object_pairs_hook=_object,
            # Nobody calculates with them, and Python refuses to read numbers of thousands of digits.
            parse_int=str,
            parse_float=str,
            parse_constant=str,
        )
    except json.JSONDecodeError as error:
        seen = f"{error.msg} at line {error.lineno} column {error.colno}"
        raise FormatError(location, f"is no JSON ({seen}), expected a whole document") from error
    except RecursionError as error:
        raise FormatError(location, "JSON nested too deep, expected at most some hundred levels") from error
    return value


def listed(value: object) -> list[Any]:
    """Return the members of an array, the values of an object of objects, or the value alone; [] for null."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def objects(value: object) -> list[Object]:
    """Return the objects of an array; one that stands alone counts as an array of it."""
    return [found for found in listed(value) if isinstance(found, dict)]


def text(value: object) -> str:
    """Return a text, or a number as written, without blanks around it; "" for anything else."""
    return value.strip() if isinstance(value, str) else ""


def texts(owner: Object, path: str) -> Iterator[str]:
    """Give the texts at a path of names, such as `bylines.by`; arrays on the way count as each of their members."""
    values: list[Any] = [owner]
    for step in path.split("."):
        values = [inside for value in values if isinstance(value, dict) for inside in listed(value.get(step))]
    for value in values:
        if found := text(value.get("value") or value.get("name") if isinstance(value, dict) else value):
            yield found


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found: Object = {}
    for name, value in pairs:
        lower = name.lower()
        if lower not in found or value not in (None, "", [], {}):
            found[lower] = value
    return found


def _whole(escape: re.Match[str]) -> str:
    """Replace half a character, which JSON can escape and nothing can write."""
    return r"\ufffd" if escape[1] else escape[0]
