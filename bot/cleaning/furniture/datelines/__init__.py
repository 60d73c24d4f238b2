"""The start of a paragraph in; how much of it is a dateline, and the place, the agency and the reporters named there, out."""

from bot.cleaning.furniture.datelines.dateline import Dateline
from bot.cleaning.furniture.datelines.reading import SEEN, alone, read

__all__ = ["SEEN", "Dateline", "alone", "read"]
