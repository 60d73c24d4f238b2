"""The body of a story, HTML or plain text, in; blocks out; and HTML and plain text of what is left of them."""

from bot.cleaning.markup.blocks import Block
from bot.cleaning.markup.html import parse

__all__ = ["Block", "parse"]
