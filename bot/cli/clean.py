"""`storyfold clean`: what is left of the stories in these files, and what was taken off, and why?"""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cleaning.picture import Line, Picture, Span, draw
from bot.cli.files import MEMORY_BYTES, SECONDS, document_of
from bot.cli.printing import iso, printable, say
from bot.errors import FormatError
from bot.formats import parsing
from bot.formats.isolation import Isolated
from bot.model import Source, Story
from bot.reading.tasks import Task

#: What went, why it went, and what was read out of it.
GONE, WHY, DATA = "red strike", "dim italic", "cyan"


def clean(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to clean.", show_default=False)],
    diff: Annotated[bool, typer.Option("--diff", help="Show what was taken off, and why.")] = False,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="What the source is called, as titles repeat it.")] = "",
    base_url: Annotated[str | None, typer.Option(help="What relative links are relative to.")] = None,
    content_type: Annotated[str | None, typer.Option(help="The media type that a server claimed.")] = None,
) -> None:
    """Show the stories of files as readers would see them.

    In words at a terminal, as JSON elsewhere, one object a line. With --diff, always a picture: lines that begin with "-" went,
    for the reason behind them; what went of other lines stands in [-brackets-]. Exits with 2 if a file cannot be read at all.

    For example:

        storyfold clean --diff story.txt | less -R
    """
    console = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    failed = False
    with Isolated(pictures, seconds=SECONDS, memory_bytes=MEMORY_BYTES) as isolated:
        for path in files:
            try:
                document = document_of(path, base_url, content_type)
                drawn, skipped = isolated(Task(document=document, source=Source(name="clean", title=outlet, family="")))
            except FormatError as error:
                say(str(error))
                failed = True
                continue
            for line in skipped:
                say(f"skipped: {line}")
            for picture in drawn:
                if not diff and not sys.stdout.isatty():
                    print(json.dumps(_row(path, picture.story)))
                else:
                    _show(path, picture, console, is_diff=diff)
    if failed:
        raise typer.Exit(2)


def pictures(task: Task) -> tuple[list[Picture], list[str]]:
    """Read a document, and keep what its stories were made of; entries that give none are the second list. Runs in the child."""
    parsed = parsing.parse(task.document)
    drawn: list[Picture] = []
    skipped = list(parsed.skipped)
    for entry in parsed.entries:
        try:
            drawn.append(draw(entry, task.source, task.document.arrived, task.document.base_url))
        except FormatError as error:
            skipped.append(str(error))
    return drawn, skipped


# For people


def _show(path: Path, picture: Picture, console: Console, *, is_diff: bool) -> None:
    console.print(Text(f"── {printable(str(path))}", "dim"))
    title = picture.title if is_diff and picture.title else (Span(picture.story.title),)
    console.print(_inline("  " * is_diff, title, "bold"))
    for line in _data(picture.story):
        console.print(Text("  " * is_diff + line, DATA))
    console.print()
    if is_diff:
        for drawn in picture.lines:
            console.print(_line(drawn))
    else:
        for paragraph in picture.story.text.split("\n\n"):
            console.print(Text(printable(paragraph) + "\n"))
    console.print()


def _data(story: Story) -> Iterator[str]:
    found = {
        "dateline": story.dateline,
        "credit": story.credit,
        "by": ", ".join(story.authors),
        "markers": ", ".join(map(str, story.markers)),
        "language": story.language,
    }
    if said := [f"{name}: {printable(value)}" for name, value in found.items() if value]:
        yield " · ".join(said)


def _line(line: Line) -> Text:
    spans = line.spans
    if all(span.because for span in spans):
        gone = " ".join(printable(span.text) for span in spans)
        written = Text("- ", GONE.split(maxsplit=1)[0]).append(gone, GONE)
        return written.append(f"  ({'; '.join(dict.fromkeys(span.because or '' for span in spans))})", WHY)
    return _inline("  • " if line.is_item else "  ", spans, "")


def _inline(indent: str, spans: Iterable[Span], style: str) -> Text:
    """Write a line of which some went; brackets tell where colours do not."""
    written = Text(indent)
    reasons: dict[str, None] = {}
    for number, span in enumerate(spans):
        written.append(" " if number else "")
        if span.because is None:
            written.append(printable(span.text), style)
        else:
            reasons[span.because] = None
            written.append(f"[-{printable(span.text)}-]", GONE)
    return written.append(f"  ({'; '.join(reasons)})", WHY) if reasons else written


# For machines


def _row(path: Path, story: Story) -> dict[str, Any]:
    return {
        "file": str(path),
        "title": story.title,
        "text": story.text,
        "html": story.html,
        "url": story.url,
        "published": iso(story.published),
        "updated": iso(story.updated),
        "authors": list(story.authors),
        "dateline": story.dateline,
        "credit": story.credit,
        "language": story.language,
        "markers": [str(marker) for marker in story.markers],
        "facts": asdict(story.facts),
        "cuts": [asdict(cut) for cut in story.cuts],
    }
