"""`storyfold sources`: how is each source doing?"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.config import load
from bot.errors import StoreError
from bot.health import sources as how_they_are
from bot.store.database import open_database
from bot.web.status import SourceStatus, State, in_words

STYLES: dict[State, str] = {
    "ok": "green",
    "failing": "red",
    "gone": "bold red",
    "paused": "yellow",
    "never read": "dim",
    "off": "dim",
}
NOTHING = "·"  #: in a picture of days: a day that brought nothing
BLOCKS = NOTHING + "▁▂▃▄▅▆▇█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What there is to say where there is room for it."""

    title: str
    says: Callable[[SourceStatus], list[str]]
    room: int  #: from how many characters on a terminal has the column; below, it stands under the table
    ratio: int | None = None  #: share of the width that is left; None: as wide as its content


def sources(
    config: Config = DEFAULT_CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each source.")] = False,
) -> None:
    """Show how each source is doing.

    State, last success, next poll and why, entries, what each of the last 7 days (UTC) brought, how much of it another
    source had reported before. Only reads the database: a running service is not disturbed.

    For example:

        storyfold sources

        storyfold sources --json | jq -r 'select(.state == "failing") | .name'
    """
    settings = load(config)
    if not settings.database.exists():
        raise StoreError(str(settings.database), "there is no database yet; run `storyfold once` first")
    now = datetime.now(UTC)
    database = open_database(settings.database, migrate=False)
    try:
        found = how_they_are(settings, database, now)
    finally:
        database.close()
    if as_json:
        for source in found:
            print(json.dumps(_row(source), ensure_ascii=False))
        return
    _show(found, now, Console(file=sys.stdout, highlight=False))


def _show(found: Sequence[SourceStatus], now: datetime, console: Console) -> None:
    inside = [column for column in MORE if console.width >= column.room]
    below = [column for column in MORE if console.width < column.room]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Source", no_wrap=True, overflow="ellipsis", min_width=8, max_width=max(console.width // 4, 8))
    table.add_column("State", no_wrap=True)
    for title in ("Read", "Next", "Entries"):
        table.add_column(title, no_wrap=True, justify="right")
    table.add_column("7 days", no_wrap=True)
    table.add_column("Duplicates", justify="right")
    for column in inside:
        table.add_column(column.title, no_wrap=column.ratio is None, ratio=column.ratio, overflow="fold")
    details = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=False)
    details.add_column(style="bold", no_wrap=True, overflow="ellipsis", max_width=24)
    details.add_column(overflow="fold")
    for source in found:
        table.add_row(*_cells(source, now), *(_lines(column.says(source)) for column in inside))
        said = [sentence for column in below for sentence in column.says(source)]
        if _WHY in below and source.because:
            said[0] = f"{_next(source, now)} — {source.because}"
        if said:
            details.add_row(Text(source.name), _lines(said))
    with console.capture() as captured:
        console.print(table)
        if details.row_count:
            console.print()
            console.print(details)
    for line in captured.get().splitlines():
        print(line.rstrip())  # what fills the last column is of no use in a file or a mail


def _cells(source: SourceStatus, now: datetime) -> list[Text]:
    share = source.share_of_duplicates
    return [
        Text(source.name),
        Text(source.state, STYLES[source.state]),
        Text("never" if source.last_read is None else f"{in_words(now - source.last_read)} ago"),
        Text(_next(source, now)),
        Text(str(source.entries)),
        Text.assemble(("".join(BLOCKS[height] for height in source.bars), "cyan"), f"{source.newly:>4}"),
        Text("" if share is None else f"{source.duplicates} ({share:.0%})"),
    ]


def _next(source: SourceStatus, now: datetime) -> str:
    if source.state == "off":
        return "never"
    if source.next_read is None:
        return "on change"
    return "now" if source.next_read <= now else f"in {in_words(source.next_read - now)}"


def _why(source: SourceStatus) -> list[str]:
    return [source.because] if source.because else []


def _requests(source: SourceStatus) -> list[str]:
    requests = source.requests
    if requests is None or not requests.polls:
        return []
    return [f"{requests.polls} polls, {requests.unchanged} unchanged, {requests.failed} failed"]


def _notes(source: SourceStatus) -> list[str]:
    return [*source.notes, *([source.error] if source.error else [])]


#: What a narrow terminal has under the table.
_WHY = Column(title="Why then", says=_why, room=110, ratio=2)
MORE = (
    _WHY,
    Column(title="Requests", says=_requests, room=150),
    Column(title="Notes", says=_notes, room=180, ratio=3),
)


def _lines(sentences: list[str]) -> Text:
    return Text("\n".join(sentences))


def _row(source: SourceStatus) -> dict[str, Any]:
    requests = source.requests
    return {
        "name": source.name,
        "title": source.title,
        "location": source.location,
        "state": source.state,
        "last_read": _iso(source.last_read),
        "next_read": _iso(source.next_read),
        "because": source.because,
        "entries": source.entries,
        "new": {day.isoformat(): number for day, number in source.new},
        "duplicates": source.duplicates,
        "polls": requests and requests.polls,
        "unchanged": requests and requests.unchanged,
        "failed": requests and requests.failed,
        "moved_to": requests and requests.moved_to,
        "identity": requests and requests.identity,
        "websub": requests and requests.websub,
        "notes": list(source.notes),
        "error": source.error,
    }


def _iso(when: datetime | None) -> str | None:
    return when.isoformat(timespec="seconds").replace("+00:00", "Z") if when else None
