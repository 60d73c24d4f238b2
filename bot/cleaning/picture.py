"""What cleaning took off a story, as a picture: every block as it came, in spans that stayed and spans that went, with the reason."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from bot.cleaning import urls
from bot.cleaning.characters import one_line, squeeze
from bot.cleaning.stories import blocks_of, clean
from bot.model import Cut, Entry, Source, Story


class Span(NamedTuple):
    """A part of a line."""

    text: str
    because: str | None = None  #: why it went; None for what stayed


class Line(NamedTuple):
    """One block of the body as it came."""

    spans: tuple[Span, ...]
    is_item: bool = False  #: of a list


class Picture(NamedTuple):
    """A story beside what it was made of."""

    story: Story
    title: tuple[Span, ...]  #: as claimed; empty where the story came without one
    lines: tuple[Line, ...]


def draw(entry: Entry, source: Source, arrived: datetime, base_url: str | None = None) -> Picture:
    """Clean an entry, and keep what it was made of.

    Raises:
        FormatError: as `clean` does.
    """
    story = clean(entry, source, arrived, base_url)
    by_block: dict[int | None, list[Cut]] = {}
    for cut in story.cuts:
        by_block.setdefault(cut.at, []).append(cut)
    title = _spans(one_line(entry.title), by_block.get(None, ())) if entry.title else ()
    blocks = blocks_of(entry, urls.canonical(entry.url or "", base_url) or base_url)
    lines = []
    for block in blocks:
        text = squeeze(block.text)
        if text:
            spans = _spans(text, by_block.get(block.at, ()))
            if not entry.title and (made := _title(spans, by_block.get(None, ()), story)):
                spans = made
            lines.append(Line(spans, block.is_item))
    return Picture(story, title, tuple(lines))


def _spans(text: str, cuts: Sequence[Cut]) -> tuple[Span, ...]:
    """Lay the cuts of one block over its text."""
    before: list[Span] = []
    behind: list[Span] = []
    rest = text
    for cut in cuts:
        if cut.where == "start" and rest.startswith(cut.text):
            before.append(Span(cut.text, cut.because))
            rest = rest[len(cut.text) :].lstrip()
        elif cut.where == "end" and rest.endswith(cut.text):
            behind.append(Span(cut.text, cut.because))
            rest = rest[: len(rest) - len(cut.text)].rstrip()
        elif cut.where == "all":
            before.append(Span(rest, cut.because))
            rest = ""
    return (*before, *([Span(rest)] if rest else []), *reversed(behind))


def _title(spans: tuple[Span, ...], cuts: Sequence[Cut], story: Story) -> tuple[Span, ...] | None:
    """Say of a line that became the title that it did, and what was taken off it then; None for any other line."""
    if len(spans) != 1 or spans[0].because is not None or spans[0].text in story.text.split("\n\n"):
        return None
    parts = _spans(spans[0].text, cuts)
    if not any(part.because is None and part.text == story.title for part in parts):
        return None
    return tuple(part if part.because else Span(part.text, "is the title") for part in parts)
