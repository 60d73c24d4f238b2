"""Blocks of a story in, the same without what belongs to the page or the wire and not to the story out."""

from bot.cleaning.furniture.trimming import Trimmed, is_bullet, trim, without_bullet

__all__ = ["Trimmed", "is_bullet", "trim", "without_bullet"]
