"""A story's text in, what later stages look for in it out: its lead, numbers, dates, names and quotes."""

from bot.cleaning.facts import figures, people, quotes
from bot.cleaning.titles import sentences
from bot.model import Facts

_LOOKED_THROUGH = 6000  # characters: what a story is about stands there; bounds what a story may cost

_HIGHLIGHTS = 8  # paragraphs that may stand before the first sentence
_ENDS = (".", "!", "?", "…", "”", '"', "»", ")", "“", "。", "！", "？", "」", "』", "؟", "’", "'")


def extract(text: str, language: str | None) -> Facts:
    """Find the facts of a text that has been cleaned; *language* is its ISO 639-1 code.

    Numbers are read as the language writes them ("3,5" and "1.200" in German); of an unknown language, as far as they can be
    read in one way only.
    """
    if not text:
        return Facts()
    head = text if len(text) <= _LOOKED_THROUGH else text[:_LOOKED_THROUGH].rpartition(" ")[0]
    numbers, dates = figures.find(head, language)
    return Facts(
        lead=sentences.first(_first_paragraph(head), language),
        numbers=numbers,
        dates=dates,
        names=people.find(head, language),
        quotes=quotes.find(head, language),
    )


def _first_paragraph(text: str) -> str:
    """The first one that ends as a sentence does: highlights and headings may stand before it; else the first of all."""
    paragraphs = text.split("\n\n", _HIGHLIGHTS)[:_HIGHLIGHTS]
    told = (one for one in paragraphs if one.endswith(_ENDS) and not one.startswith("- "))
    return next(told, paragraphs[0].removeprefix("- "))
