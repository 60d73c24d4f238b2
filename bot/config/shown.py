"""Put values and keys of a configuration into messages: short, on one line, without anybody's password."""

from typing import Final

Keys = tuple[str | int, ...]  #: the way from the top of a file to one value: `("sources", 0, "feed")`

# Arbitrary; enough to recognise a value in the line that the message points at.
LENGTH: Final = 60


def redacted(text: str) -> str:
    """Return *text* without what may be a secret in a URL: the userinfo, and the query with its tokens."""
    # To the last @, as a password may hold any character. Not by regular expressions, which are slow on what is none.
    before, at, host = text.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    if at and slashes:
        text = f"{scheme}//…@{host}"
    elif at and ":" in before:
        text = f"…@{host}"
    path, mark, query = text.partition("?")
    return f"{path}?…" if mark and query else text


def printable(text: str) -> str:
    """Return *text* with what a terminal would obey written as escapes, and cut after LENGTH characters."""
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text[: LENGTH + 1])
    return safe if len(safe) <= LENGTH else safe[:LENGTH] + "…"


def shown(value: object) -> str:
    """Return how a message shows *value*: texts in quotes, mappings and lists by kind only."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{printable(redacted(value))}"'
        case dict():
            return "a mapping"
        case tuple():
            return "a list" if value else "an empty list"
        case _:
            return str(value)


def dotted(keys: Keys) -> str:
    """Return the dotted path, e.g. `sources.0.feed`."""
    return ".".join(printable(redacted(str(key))) for key in keys)
