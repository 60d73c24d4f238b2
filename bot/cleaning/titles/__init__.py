"""Titles as claimed, or none, in; headlines out."""

from bot.cleaning.titles.titles import from_text, heading, tidy

__all__ = ["from_text", "heading", "tidy"]
