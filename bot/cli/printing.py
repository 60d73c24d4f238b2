"""How commands print what comes from outside: it may hold line feeds, and orders to the terminal."""

import sys
from datetime import datetime


def printable(text: str) -> str:
    """Return it on one line, with what cannot be printed written out."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def say(message: str) -> None:
    """Print one line for people, on stderr."""
    print(f"storyfold: {printable(message)}", file=sys.stderr, flush=True)


def iso(when: datetime | None) -> str | None:
    """Write a time as machines read it, to the microsecond where it has any."""
    return when.isoformat().replace("+00:00", "Z") if when else None
