"""`storyfold watch`: what arrives in a directory, and what is made of it? Needs no configuration and stores nothing."""

import json
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.files import MEMORY_BYTES, SECONDS
from bot.cli.printing import printable
from bot.errors import FolderError, FormatError
from bot.formats.detect import Format, detect
from bot.formats.isolation import Isolated
from bot.model import Delivery, Portable, Source, Status, Story, Wire
from bot.reading.documents import read
from bot.reading.tasks import Reading, Task
from bot.sources.folder import FolderWatch, Found, Stamp

#: Between two looks at least; a look that takes long is followed by a longer pause, so that it costs a fifth of a core.
PAUSE_S, PAUSE_PER_LOOK = 0.25, 4.0
#: Stories of one file that are shown to people; a feed has hundreds.
MOST_SHOWN = 10

STYLES: dict[Status, str] = {"usable": "", "withheld": "yellow", "canceled": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined(Portable):
    """What a file is, and what is in it."""

    format: Format | None = None  #: None where even that cannot be told
    reading: Reading = field(default_factory=Reading)
    error: str | None = None  #: why there is nothing in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to a file."""

    time: datetime
    file: str  #: path inside the directory
    what: str  #: new, changed or gone
    examined: Examined = field(default_factory=Examined)


def watch(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The directory to watch.", show_default=False)],
    once: Annotated[bool, typer.Option("--once", help="Show what is there and exit.")] = False,
    only_new: Annotated[bool, typer.Option("--new", help="Leave out what is there already.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each file.")] = False,
    settle: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long a file has to stay as it is to be complete.")
    ] = 1.0,
) -> None:
    """Show live what arrives in a directory and what is made of it. Stores nothing, until Ctrl-C.

    Each file that is complete is a line: time (UTC), file, format, its story or their number, language, dateline, credit,
    version, status, embargo and urgency; or the reason why it cannot be read. With --once, exits with 1 if there was one.

    For example:

        storyfold watch /srv/wire

        storyfold watch --once --json /srv/wire | jq -r 'select(.error) | .file'
    """
    settle_time = timedelta(seconds=0 if once else settle)
    source = Source(name="watch", title="", family="")
    with Isolated(examine, seconds=SECONDS, memory_bytes=MEMORY_BYTES) as isolated:
        desk = _Desk(FolderWatch(source, directory, ("*",), settle_time), isolated)
        console = Console(file=sys.stdout, highlight=False)
        try:
            if once:
                desk.show(as_json, console)
                raise typer.Exit(1 if desk.failures else 0)
            if only_new:
                desk.pass_over()
            print(f"watching {directory}, times are UTC, Ctrl-C ends", file=sys.stderr, flush=True)
            while True:
                desk.show(as_json, console)
                time.sleep(max(PAUSE_S, PAUSE_PER_LOOK * desk.look_s))
        except KeyboardInterrupt:
            return


def examine(task: Task) -> Examined:
    """Read a file and say what it is. Runs in the child."""
    try:
        found = detect(task.document)
    except FormatError as error:
        return Examined(error=error.message)
    try:
        return Examined(format=found, reading=read(task))
    except FormatError as error:
        # Of a file in an archive, the place is part of the reason.
        place = "" if error.location == task.document.location else f"{error.location}: "
        return Examined(format=found, error=place + error.message)


@dataclass(slots=True)
class _Desk:
    """A directory between two looks."""

    folder: FolderWatch
    isolated: Isolated[Task, Examined]
    failures: int = 0
    look_s: float = 0.0  #: what the last look at the directory took, without what was read then
    _known: dict[str, Stamp] = field(default_factory=dict)
    _has_looked: bool = False
    _said: set[str] = field(default_factory=set)  # what is wrong now, so that it is said once, not at every look

    def pass_over(self) -> None:
        """Take what is there as known."""
        now = datetime.now(UTC)
        here = FolderWatch(self.folder.source, self.folder.root, self.folder.include, timedelta(0))
        self._known = {found.path: found.stamp for found in here.look({}, now).ready}

    def show(self, as_json: bool, console: Console) -> None:
        """Print what happened since the last look."""
        for event in self._events():
            if event.examined.error is not None:
                self.failures += 1
            if as_json:
                print(json.dumps(_row(event)), flush=True)
                continue
            for line in _lines(event):
                console.print(line, soft_wrap=True)

    def _events(self) -> Iterator[Event]:
        now = datetime.now(UTC)
        began = time.monotonic()
        try:
            listing = self.folder.look(self._known, now)
        except FolderError as error:
            if not self._has_looked:
                raise  # it was never there: a slip of the keyboard
            self._say_once([error])
            return
        self.look_s, self._has_looked = time.monotonic() - began, True
        problems = list(listing.problems)
        for line in listing.passed_over:  # links, pipes and devices: nothing that was to be read
            print(f"storyfold: passed over {printable(line)}", file=sys.stderr, flush=True)
        for path in listing.gone:
            del self._known[path]
            yield Event(time=now, file=path, what="gone")
        for found in listing.ready:
            what = "changed" if found.path in self._known else "new"
            try:
                examined = self._examined(found)
            except FolderError as error:
                problems.append(error)
                continue
            if examined is not None:  # else it changes at this moment, and is complete at a later look
                self._known[found.path] = found.stamp
                yield Event(time=datetime.now(UTC), file=found.path, what=what, examined=examined)
        self._say_once(problems)

    def _examined(self, found: Found) -> Examined | None:
        try:
            document = self.folder.read(found, datetime.now(UTC))
            if document is None:
                return None
            return self.isolated(Task(document=document, source=self.folder.source))
        except FormatError as error:
            return Examined(error=error.message)

    def _say_once(self, problems: list[FolderError]) -> None:
        lines = {printable(str(problem)) for problem in problems}
        for line in sorted(lines - self._said):
            self.failures += 1
            print(f"storyfold: {line}", file=sys.stderr, flush=True)
        self._said = lines


# For people


def _lines(event: Event) -> Iterator[Text]:
    examined = event.examined
    head = Text.assemble((f"{event.time:%H:%M:%S}", "dim"), "  ", (printable(event.file), "bold"))
    if event.what != "new":
        head.append(f"  {event.what}", "dim")
    if examined.format is not None:
        head.append(f"  {examined.format.value}", "cyan")
    if examined.error is not None:
        head.append(f"  not read: {printable(examined.error)}", "red")
    deliveries = examined.reading.deliveries
    if len(deliveries) == 1:
        head.append("  ").append_text(_told(deliveries[0].story))
    elif event.what != "gone" and examined.error is None:
        head.append(f"  {len(deliveries)} stories")
    yield head
    if len(deliveries) > 1:
        yield from (Text("          ").append_text(_told(item.story)) for item in deliveries[:MOST_SHOWN])
    if len(deliveries) > MOST_SHOWN:
        yield Text(f"          … and {len(deliveries) - MOST_SHOWN} more", "dim")
    yield from (Text(f"          skipped: {printable(line)}", "yellow") for line in examined.reading.skipped)


def _told(story: Story) -> Text:
    facts = [(printable(fact), "") for fact in (story.language, story.dateline, story.credit) if fact]
    if story.wire:
        facts += _wire_facts(story.wire)
    shown = Text(f"“{printable(story.title)}”")
    for number, (fact, style) in enumerate(facts):
        shown.append(" · " if number else "  ").append(fact, style)
    return shown


def _wire_facts(wire: Wire) -> Iterator[tuple[str, str]]:
    if wire.version is not None:
        yield f"version {wire.version}", ""
    if wire.is_correction:
        yield "correction", "yellow"
    if wire.status != "usable":
        yield wire.status, STYLES[wire.status]
    if wire.embargo is not None:
        yield f"embargo until {wire.embargo:%Y-%m-%d %H:%M}", "yellow"
    if wire.urgency is not None:
        yield f"urgency {wire.urgency}", ""


# For machines


def _row(event: Event) -> dict[str, Any]:
    examined = event.examined
    return {
        "time": _iso(event.time),
        "file": event.file,
        "event": event.what,
        "format": examined.format.name.lower() if examined.format else None,
        "stories": [_story(delivery) for delivery in examined.reading.deliveries],
        "skipped": list(examined.reading.skipped),
        "error": examined.error,
    }


def _story(delivery: Delivery) -> dict[str, Any]:
    story = delivery.story
    return {
        "id": delivery.entry,
        "url": story.url,
        "title": story.title,
        "language": story.language,
        "published": _iso(story.published),
        "updated": _iso(story.updated),
        "dateline": story.dateline,
        "credit": story.credit,
        "wire": story.wire and _wire(story.wire),
    }


def _wire(wire: Wire) -> dict[str, Any]:
    return {
        "item": wire.item,
        "version": wire.version,
        "status": wire.status,
        "is_correction": wire.is_correction,
        "embargo": _iso(wire.embargo),
        "slug": wire.slug,
        "urgency": wire.urgency,
        "note": wire.note,
        "subjects": [{"name": subject.name, "code": subject.code} for subject in wire.subjects],
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z") if when else None
