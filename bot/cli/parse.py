"""`storyfold parse`: what is in these files?"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.errors import FormatError
from bot.formats.isolation import Isolated
from bot.model import Document, Source, Story
from bot.reading import Reading, Task, location, read

#: What one file may cost at most, whatever is in it.
SECONDS, MEMORY_BYTES = 5.0, 400 * 2**20


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
    """
    if bool(files) == bool(batch):
        raise typer.BadParameter("name either files or --batch LISTFILE")
    with Isolated(read, seconds=SECONDS, memory_bytes=MEMORY_BYTES, name=location) as isolated:
        if batch is not None:
            _parse_batch(batch, isolated, base_url, content_type)
            return
        failed = False
        for path in files or ():
            try:
                reading = isolated(_task(path, base_url, content_type))
            except FormatError as error:
                print(f"storyfold: {error}", file=sys.stderr)
                failed = True
                continue
            for line in reading.skipped:
                print(f"storyfold: skipped: {line}", file=sys.stderr)
            for entry, story in reading.stories:
                print(_dump(_row(entry, story)))
        if failed:
            raise typer.Exit(2)


def _parse_batch(
    batch: Path, isolated: Isolated[Task, Reading], base_url: str | None, content_type: str | None
) -> None:
    try:
        # Names of files are bytes; what is not UTF-8 goes through unharmed, in and out.
        names = batch.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError as error:
        raise typer.BadParameter(f"{batch}: cannot be read: {error.strerror}") from error
    for name in filter(None, names):
        stories: list[dict[str, Any]] = []
        message = None
        try:
            reading = isolated(_task(Path(name), base_url, content_type))
            stories = [_row(entry, story) for entry, story in reading.stories]
        except FormatError as error:
            message = error.message
        print(_dump({"file": name, "stories": stories, "error": message}), flush=True)


def _task(path: Path, base_url: str | None, content_type: str | None) -> Task:
    try:
        content, modified = path.read_bytes(), path.stat().st_mtime
    except OSError as error:
        raise FormatError(str(path), f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in the name
        raise FormatError(str(path), f"cannot be read: {error}") from error
    document = Document(
        source="parse",
        location=str(path),
        content=content,
        media_type=content_type,
        base_url=base_url,
        arrived=datetime.fromtimestamp(modified, UTC),
    )
    return Task(document=document, source=Source(name="parse", title="", family=""))


def _row(entry: str, story: Story) -> dict[str, Any]:
    return {
        "id": entry,
        "url": story.url,
        "title": story.title,
        "text": story.text,
        "html": story.html,
        "published": _iso(story.published),
        "updated": _iso(story.updated),
        "authors": list(story.authors),
        "source": story.outlet or None,
        "language": story.language,
        "categories": list(story.categories),
        "enclosures": [
            {"url": enclosure.url, "type": enclosure.media_type, "length": enclosure.length}
            for enclosure in story.enclosures
        ],
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat().replace("+00:00", "Z") if when else None


def _dump(value: dict[str, Any]) -> str:
    # ASCII: names of files that are not UTF-8 can be printed too, and come back as they were.
    return json.dumps(value, ensure_ascii=True)
