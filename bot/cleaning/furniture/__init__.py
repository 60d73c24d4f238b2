"""Blocks of a story in, the same without what belongs to the page or the wire and not to the story out."""

from bot.cleaning.furniture.draft import Page, Trimmed
from bot.cleaning.furniture.highlights import is_bullet, without_bullet
from bot.cleaning.furniture.trimming import trim

__all__ = ["Page", "Trimmed", "is_bullet", "trim", "without_bullet"]
