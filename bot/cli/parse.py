"""`storyfold parse`: what is in these files?"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.cleaning.habits import Habits, learn
from bot.cli.files import MEMORY_BYTES, SECONDS, document_of
from bot.cli.printing import iso, say
from bot.errors import FormatError
from bot.formats.isolation import Isolated
from bot.model import Source, Story
from bot.reading.documents import read
from bot.reading.tasks import Reading, Task


def parse(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Files to read.", show_default=False)
    ] = None,
    batch: Annotated[
        Path | None, typer.Option(metavar="LISTFILE", help="Read the files named in LISTFILE, one a line.")
    ] = None,
    base_url: Annotated[str | None, typer.Option(help="What relative links are relative to.")] = None,
    content_type: Annotated[str | None, typer.Option(help="The media type that a server claimed.")] = None,
) -> None:
    """Print the stories of files as JSON, one a line.

    Exits with 2 if a file can't be read at all; with --batch the reason stands in its line instead.

    For example:

        storyfold parse wire/*.xml

        storyfold parse feed.xml --base-url https://news.example.org/
    """
    if bool(files) == bool(batch):
        raise typer.BadParameter("name either files or --batch LISTFILE")
    with Isolated(read, seconds=SECONDS, memory_bytes=MEMORY_BYTES) as isolated:
        if batch is not None:
            _parse_batch(batch, isolated, base_url, content_type)
            return
        failed = False
        for path in files or ():
            try:
                reading = isolated(_task(path, base_url, content_type))
            except FormatError as error:
                say(str(error))
                failed = True
                continue
            for line in reading.skipped:
                say(f"skipped: {line}")
            for row in _rows(reading):
                print(_dump(row))
        if failed:
            raise typer.Exit(2)


def _parse_batch(
    batch: Path, isolated: Isolated[Task, Reading], base_url: str | None, content_type: str | None
) -> None:
    try:
        # Names of files are bytes, and may hold anything but a line feed; what is not UTF-8 goes through unharmed.
        listed = batch.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except OSError as error:
        say(f"{batch}: cannot be read: {error.strerror}")
        raise typer.Exit(2) from error
    for name in filter(None, (line.removesuffix("\r") for line in listed)):
        stories: list[dict[str, Any]] = []
        message = None
        try:
            reading = isolated(_task(Path(name), base_url, content_type))
            for line in reading.skipped:
                say(f"skipped: {line}")
            stories = _rows(reading)
        except FormatError as error:
            message = error.message
        print(_dump({"file": name, "stories": stories, "error": message}), flush=True)


def _task(path: Path, base_url: str | None, content_type: str | None) -> Task:
    source = Source(name="parse", title="", family="")
    return Task(document=document_of(path, base_url, content_type), source=source)


def _rows(reading: Reading) -> list[dict[str, Any]]:
    """Write the stories of one document; what all entries of a feed repeat is no part of any of them."""
    stories = [item.story for item in reading.deliveries]
    habits = Habits(learn(stories, in_one_document=True) if reading.feed is not None else ())
    return [_row(item.entry, habits.without(item.story)) for item in reading.deliveries]


def _row(entry: str, story: Story) -> dict[str, Any]:
    return {
        "id": entry,
        "url": story.url,
        "title": story.title,
        "text": story.text,
        "html": story.html,
        "published": iso(story.published),
        "updated": iso(story.updated),
        "authors": list(story.authors),
        "source": story.outlet or None,
        "language": story.language,
        "categories": list(story.categories),
        "enclosures": [
            {"url": enclosure.url, "type": enclosure.media_type, "length": enclosure.length}
            for enclosure in story.enclosures
        ],
    }


def _dump(value: dict[str, Any]) -> str:
    # ASCII: names of files that are not UTF-8 can be printed too, and come back as they were.
    return json.dumps(value, ensure_ascii=True)
