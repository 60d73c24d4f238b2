"""A story's text in, what later stages look for in it out: its lead, numbers, dates, names and quotes."""

from bot.cleaning.titles import sentences
from bot.model import Facts


def extract(text: str, language: str | None) -> Facts:
    """Find the facts of a text that has been cleaned."""
    return Facts(lead=sentences.first(text.split("\n\n", 1)[0], language))
