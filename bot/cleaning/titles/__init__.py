"""Titles as claimed, or none, in; headlines out."""

from bot.cleaning.titles.titles import Headline, from_text, heading, tidy

__all__ = ["Headline", "from_text", "heading", "tidy"]
