"""Titles as claimed, or none, in; headlines out."""

from bot.cleaning.titles.titles import Headline, above, announced, from_text, heading, tidy

__all__ = ["Headline", "above", "announced", "from_text", "heading", "tidy"]
