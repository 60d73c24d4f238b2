"""`storyfold parse`: what is in these files?"""

import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.errors import FormatError
from bot.formats.isolation import Isolated
from bot.model import Document, Source, Story
from bot.reading import Reading, Task, location, read
from bot.sources.folder import MAX_FILE_BYTES

#: What reading one file may cost at most, whatever is in it: with the start of another child after a file that was stopped,
#: and with this process beside the child, less than 5 s and 400 MB.
SECONDS, MEMORY_BYTES = 4.5, 320 * 2**20

#: What a path may lead to instead of a file.
_KINDS = {
    stat.S_IFBLK: "device",
    stat.S_IFCHR: "device",
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
}


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
                _say(str(error))
                failed = True
                continue
            for line in reading.skipped:
                _say(f"skipped: {line}")
            for item in reading.deliveries:
                print(_dump(_row(item.entry, item.story)))
        if failed:
            raise typer.Exit(2)


def _parse_batch(
    batch: Path, isolated: Isolated[Task, Reading], base_url: str | None, content_type: str | None
) -> None:
    try:
        # Names of files are bytes, and may hold anything but a line feed; what is not UTF-8 goes through unharmed.
        listed = batch.read_bytes().decode("utf-8", "surrogateescape").split("\n")
    except OSError as error:
        _say(f"{batch}: cannot be read: {error.strerror}")
        raise typer.Exit(2) from error
    for name in filter(None, (line.removesuffix("\r") for line in listed)):
        stories: list[dict[str, Any]] = []
        message = None
        try:
            reading = isolated(_task(Path(name), base_url, content_type))
            for line in reading.skipped:
                _say(f"skipped: {line}")
            stories = [_row(item.entry, item.story) for item in reading.deliveries]
        except FormatError as error:
            message = error.message
        print(_dump({"file": name, "stories": stories, "error": message}), flush=True)


def _task(path: Path, base_url: str | None, content_type: str | None) -> Task:
    try:
        content, modified_s = _content(path)
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
        arrived=arrival(modified_s, datetime.now(UTC)),
    )
    return Task(document=document, source=Source(name="parse", title="", family=""))


def _content(path: Path) -> tuple[bytes, float]:
    """Return what the file holds, and when it was modified; never wait for bytes that may not come."""
    # O_NONBLOCK: opening a fifo waits for a writer otherwise. O_NOCTTY: a terminal stays nobody's.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = _KINDS.get(stat.S_IFMT(status.st_mode), "special file")
            raise FormatError(str(path), f"is a {kind}, expected a file")
        content, size = bytearray(), status.st_size
        # A file may grow while it is read, and those of /proc claim to be empty.
        while size <= MAX_FILE_BYTES and (part := os.read(descriptor, MAX_FILE_BYTES + 1 - len(content))):
            content += part
            size = len(content)
    finally:
        os.close(descriptor)
    if size > MAX_FILE_BYTES:
        raise FormatError(str(path), f"has {size} bytes, at most {MAX_FILE_BYTES // 2**20} MiB are read")
    return bytes(content), status.st_mtime


def arrival(modified_s: float, now: datetime) -> datetime:
    """Return when a file arrived: when it was modified, or *now* if no calendar has that time (some disks hold any)."""
    try:
        return datetime.fromtimestamp(modified_s, UTC)
    except (OverflowError, ValueError, OSError):
        return now


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


def _say(message: str) -> None:
    """Print one line for people: a name of a file may hold line feeds, and orders to the terminal."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in message)
    print(f"storyfold: {shown}", file=sys.stderr)


def _dump(value: dict[str, Any]) -> str:
    # ASCII: names of files that are not UTF-8 can be printed too, and come back as they were.
    return json.dumps(value, ensure_ascii=True)
