"""`storyfold undo`: take back what an editor decided; show what was."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import iso, printable, say
from bot.cli.stories import opened
from bot.editing import undo as take_back
from bot.store import editorial, stories
from bot.store.editorial import Entry


def undo(
    number: Annotated[
        int | None, typer.Argument(metavar="[N]", min=1, help="Its number.", show_default="the last one that stands")
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="Show all decisions, and take nothing back.")] = False,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Take back what an editor decided: merge, split, apart, hide, pin, represent or retitle.

    After a merge, the stories of the younger cluster leave again, under its former address. After a split, or an apart that
    parted a cluster, what was split off is merged back, unless it is elsewhere by now. Stories that came since stay where
    they are, and so does what another decision holds. From then on the clusterer decides as if nobody had. The next pass
    does it. With --list a table at a terminal, one JSON object a line elsewhere.

    For example:

        storyfold undo --list

        storyfold undo 7
    """
    with opened(config) as (_, database):
        if not list_all:
            entry = take_back(database, number, datetime.now(UTC))
            say(f"the next pass takes back decision {entry.number} ({entry.wanted.kind} {entry.wanted.story})")
            return
        with database.reading() as connection:
            found = editorial.log(connection)
            keys = {key for one in found for key in (one.wanted.story, one.wanted.other) if key}
            titles = stories.titles(connection, sorted(keys))
    if sys.stdout.isatty():
        _show(found, titles)
    else:
        for one in found:
            print(json.dumps(_row(one, titles), ensure_ascii=False))


def _row(one: Entry, titles: dict[str, str]) -> dict[str, Any]:
    wanted = one.wanted
    return {
        "number": one.number,
        "at": iso(one.at),
        "by": one.by,
        "kind": wanted.kind,
        "story": wanted.story,
        "story_title": titles[wanted.story],
        "other": wanted.other,
        "other_title": titles[wanted.other] if wanted.other else None,
        "topic": wanted.topic,
        "title": wanted.title,
        "undone_at": iso(one.undone_at),
        "heeded": not one.is_due,
    }


def _show(found: list[Entry], titles: dict[str, str]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("N", "When", "By", "What", "Topic", "State"):
        table.add_column(title, no_wrap=True)
    table.add_column("Stories", overflow="fold", ratio=1)
    for one in found:
        state = Text("undone", "yellow") if one.undone_at else Text("waits" if one.is_due else "done", "green")
        named = [titles[key] for key in (one.wanted.story, one.wanted.other) if key]
        told = " / ".join([*named, *([f"→ {one.wanted.title}"] if one.wanted.title else [])])
        when, topic = f"{one.at:%Y-%m-%d %H:%M}", one.wanted.topic or "all"
        table.add_row(str(one.number), when, one.by, one.wanted.kind, topic, state, Text(printable(told)))
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(table if found else "nobody decided anything yet")
    for line in captured.get().splitlines():
        print(line.rstrip())
