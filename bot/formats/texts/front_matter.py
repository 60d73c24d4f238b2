"""The block that describes a Markdown text in, its fields out: `---` with YAML as people write it by hand, or `+++` with TOML.

Of YAML this reads `key: value`, quoted or not, `[a, b]`, and lists with dashes. What it does not know (nested keys, blocks of
text) it leaves out, key by key: a block is never a reason to lose a story.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

Fields = Mapping[str, tuple[str, ...]]
"""Values by key in lower case."""

_MOST_LINES = 200  # arbitrary; a longer block is a text between two rules
_KEY = re.compile(r"([A-Za-z][\w. -]{0,40}?)[ \t]{0,10}:(?:[ \t]+(.*))?")
_TOML_KEY = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]{0,10}=[ \t]*(.*)")
_ITEM = re.compile(r"[ \t]{0,20}-[ \t]+(.*)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.){0,5000})"[ \t]*(?:#.*)?|\'((?:[^\']|\'\'){0,5000})\'[ \t]*(?:#.*)?')
_PARTS = re.compile(r'"(?:[^"\\]|\\.){0,2000}"|\'(?:[^\']|\'\'){0,2000}\'|[^,"\']+')
_COMMENT = re.compile(r"[ \t]#.*")


class Split(NamedTuple):
    """A text taken apart."""

    fields: Fields
    body: str


def split(text: str) -> Split | None:
    """Take a block at the beginning off; None where there is none, or nothing in it that reads as a field."""
    start = text.lstrip("\ufeff \t\n")
    mark = start[:3]
    if mark not in {"---", "+++"}:
        return None
    lines = start.split("\n", _MOST_LINES + 1)
    if lines[0].rstrip() != mark:
        return None
    ends = {"---", "..."} if mark == "---" else {"+++"}
    end = next(
        (number for number, line in enumerate(lines[1 : _MOST_LINES + 1], start=1) if line.rstrip() in ends), None
    )
    if end is None:
        return None
    fields = _fields(lines[1:end], _KEY if mark == "---" else _TOML_KEY)
    return Split(fields, "\n".join(lines[end + 1 :])) if fields else None


def _fields(lines: list[str], form: re.Pattern[str]) -> Fields:
    fields: dict[str, tuple[str, ...]] = {}
    key = ""
    for number, line in enumerate(lines):
        if match := form.fullmatch(line.rstrip()):
            value = (match[2] or "").strip()
            # TOML spreads a list over lines.
            if value.startswith("[") and "]" not in value:
                value = " ".join((value, *lines[number + 1 : number + 50])).partition("]")[0] + "]"
            key = match[1].lower().replace("_", "-")
            fields.setdefault(key, _values(value))
        elif key and (match := _ITEM.fullmatch(line.rstrip())):
            fields[key] = (*fields[key], *_values(match[1].strip(), is_item=True))
        elif line.strip() and not line.startswith((" ", "\t", "#", "]")):
            key = ""
    return {name: values for name, values in fields.items() if values}


def _values(value: str, *, is_item: bool = False) -> tuple[str, ...]:
    if value.startswith("[") and not is_item:
        inside = value[1:].rpartition("]")[0]
        return tuple(text for part in _PARTS.findall(inside) if (text := _scalar(part.strip())))
    if value in {"|", ">", "|-", ">-"} or value.startswith(("{", "&", "*", "!")):
        return ()
    text = _scalar(value)
    return (text,) if text else ()


def _scalar(value: str) -> str:
    if match := _QUOTED.fullmatch(value):
        if match[1] is not None:
            return re.sub(r"\\(.)", lambda found: {"n": " ", "t": " "}.get(found[1], found[1]), match[1]).strip()
        return match[2].replace("''", "'").strip()
    text = _COMMENT.sub("", value, count=1).strip()
    return "" if text in {"null", "~"} or text.startswith("#") else text
