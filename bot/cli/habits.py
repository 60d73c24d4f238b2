"""`storyfold habits`: what do sources say in story after story, and is it taken off?"""

import json
import sys
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cleaning.habits import mark
from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import iso, printable, say
from bot.config import load
from bot.errors import StoreError
from bot.store import habits as stored
from bot.store.database import Database, open_database
from bot.store.habits import Learned

SHORTEST_MARK = 4  #: hex digits of a mark that are enough to mean it


def habits(
    source: Annotated[
        str | None, typer.Argument(metavar="[SOURCE]", help="Only of this source.", show_default=False)
    ] = None,
    keep: Annotated[
        str | None, typer.Option(metavar="TEXT-OR-MARK", help="Leave it in the stories of SOURCE from now on.")
    ] = None,
    take_off: Annotated[
        str | None, typer.Option(metavar="TEXT-OR-MARK", help="Take it off the stories of SOURCE again.")
    ] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Show what was learned of each source: lines, and parts of titles, that it repeats.

    They are taken off stories when these are read; what is stored has them still. With --keep a source's stories have one
    again, the former ones too, from the next pass on. A table at a terminal, one JSON object a line elsewhere.

    For example:

        storyfold habits gazette

        storyfold habits gazette --keep 3fa2
    """
    if keep is not None and take_off is not None:
        raise typer.BadParameter("say either --keep or --take-off")
    named = keep if keep is not None else take_off
    if named is not None and source is None:
        raise typer.BadParameter("name the SOURCE whose habit it is")
    settings = load(config)
    if not settings.database.exists():
        raise StoreError(str(settings.database), "there is no database yet; run `storyfold once` first")
    database = open_database(settings.database, migrate=False)
    try:
        if named is not None and source is not None:
            _decide(database, source, named, is_kept=keep is not None)
        with database.reading() as connection:
            found = stored.known(connection, source)
    finally:
        database.close()
    if sys.stdout.isatty():
        _show(found)
    else:
        for one in found:
            print(json.dumps(_row(one), ensure_ascii=False))


def _decide(database: Database, source: str, named: str, *, is_kept: bool) -> None:
    with database.writing() as connection:
        found = [one for one in stored.known(connection, source) if _is_meant(one, named)]
        if len(found) != 1:
            seen = f"{len(found)} habits of source {source!r} are" if found else f"no habit of source {source!r} is"
            raise StoreError(str(database.path), f"{seen} called {named!r}; `storyfold habits` shows the marks")
        stored.decide(connection, found[0], is_kept=is_kept)
    say("the next pass publishes the stories with it" if is_kept else "the next pass publishes the stories without it")


def _is_meant(one: Learned, named: str) -> bool:
    is_mark = len(named) >= SHORTEST_MARK and one.mark.startswith(named.lower())
    spoken = {one.habit.text, one.habit.text.strip()}
    return is_mark or named in spoken or mark(one.habit.kind, named) == one.mark


def _show(found: list[Learned]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Source", "Kind", "Mark", "Stories", "Since"):
        table.add_column(title, no_wrap=True)
    table.add_column("State", no_wrap=True)
    table.add_column("Text", overflow="fold", ratio=1)
    for one in found:
        state = Text("kept", "yellow") if one.is_kept else Text("taken off", "green")
        habit = one.habit
        table.add_row(
            Text(habit.source),
            habit.kind,
            one.mark[:8],
            f"{habit.stories} of {habit.of}",
            f"{one.learned_at:%Y-%m-%d}",
            state,
            Text(printable(habit.text.strip())),
        )
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(table if found else "nothing was learned yet")
    for line in captured.get().splitlines():
        print(line.rstrip())


def _row(one: Learned) -> dict[str, Any]:
    habit = one.habit
    return {
        "source": habit.source,
        "kind": habit.kind,
        "mark": one.mark,
        "text": habit.text,
        "stories": habit.stories,
        "of": habit.of,
        "since": iso(one.learned_at),
        "state": "kept" if one.is_kept else "taken off",
    }
