"""What a replay found, in a table for people and as JSON for programs."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cleaning.characters import shorten
from bot.cli.printing import iso, printable
from bot.cli.replay_report.gathering import Replay
from bot.replay import Difference, Glimpse, Kind, Outcome, Pairing

#: How a list of one kind is headed, and its sign in it.
KINDS: Final[Mapping[Kind, tuple[str, str]]] = {
    "gained": ("gained", "+"),
    "lost": ("lost", "−"),
    "regrouped": ("regrouped", "~"),
    "speaks": ("other story speaks", "»"),
}
_STYLES: Final[Mapping[Kind, str]] = {"gained": "green", "lost": "red", "regrouped": "yellow", "speaks": "cyan"}
_MOST_SHOWN = 10  # differences of a kind in a topic; the page and the JSON have all
_LONGEST_TITLE = 100
_LONGEST_REASON = 240


def as_json(found: Replay) -> dict[str, Any]:
    """Return all of it as values that JSON has."""
    return {
        "since": iso(found.since),
        "until": iso(found.until),
        "stories": found.stories,
        "clusters": {"before": found.events, "after": found.events_after},
        "regrouped": found.is_regrouped,
        "notes": list(found.changes.notes),
        "topics": [_topic(pairing, outcome) for pairing, outcome in found.outcomes.items()],
    }


def _topic(pairing: Pairing, outcome: Outcome) -> dict[str, Any]:
    return {
        "slug": pairing.new or pairing.old,
        "formerly": pairing.old if pairing.new and pairing.old != pairing.new else None,
        "state": state_of(pairing),
        "before": outcome.before,
        "after": outcome.after,
        **{kind: [_difference(one) for one in outcome.of(kind)] for kind in KINDS},
    }


def state_of(pairing: Pairing) -> str:
    """Say whether a topic is in both configurations."""
    if pairing.old is None:
        return "new"
    return "gone" if pairing.new is None else "kept"


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "before": [_glimpse(entry) for entry in one.before],
        "after": [_glimpse(entry) for entry in one.after],
        "why": list(one.why),
    }


def _glimpse(entry: Glimpse) -> dict[str, Any]:
    return {name: getattr(entry, name) for name in Glimpse.__slots__}


def in_short(found: Replay) -> str:
    """Say in one sentence what was compared."""
    stories = f"{found.stories:,} {'story' if found.stories == 1 else 'stories'}"
    span = f"{found.since:%Y-%m-%d %H:%M} to {found.until:%Y-%m-%d %H:%M} UTC"
    if not found.is_regrouped:
        return f"{stories} in {found.events:,} clusters, {span}; both configurations group them as they are stored"
    return f"{stories}, {span}; grouped again, in {found.events:,} clusters as it is and {found.events_after:,} as it would be"


def print_tables(found: Replay) -> None:
    """Print a line for each topic, then what changes in it, as far as a person reads it."""
    console = Console(file=sys.stdout, highlight=False)
    with console.capture() as captured:
        console.print(Text(in_short(found)))
        for note in found.changes.notes:
            console.print(Text(f"· {printable(note)}", "dim"))
        console.print()
        console.print(_summary(found))
        for pairing, outcome in found.outcomes.items():
            for change in _lines(pairing, outcome):
                console.print(change)
    for line in captured.get().splitlines():
        print(line.rstrip())


def _summary(found: Replay) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Topic", no_wrap=True, overflow="ellipsis", min_width=8)
    for title in ("so far", "then", *(title for title, _ in KINDS.values())):
        table.add_column(title, justify="right")
    for pairing, outcome in found.outcomes.items():
        state = state_of(pairing)
        name = (pairing.new or pairing.old or "") + ("" if state == "kept" else f" ({state})")
        counts = [
            Text(str(len(outcome.of(kind)) or "·"), _STYLES[kind] if outcome.of(kind) else "dim") for kind in KINDS
        ]
        if state != "kept":
            counts = [Text("")] * len(KINDS)
        table.add_row(Text(name), Text(f"{outcome.before:,}"), Text(f"{outcome.after:,}"), *counts)
    return table


def _lines(pairing: Pairing, outcome: Outcome) -> Iterator[Text]:
    if not outcome.differences:
        return
    yield Text(f"\n{pairing.new}", "bold")
    for kind, (title, sign) in KINDS.items():
        differences = outcome.of(kind)
        for one in differences[:_MOST_SHOWN]:
            yield Text.assemble((f"{sign} ", _STYLES[kind]), printable(shorten(one.title, _LONGEST_TITLE)))
            for reason in one.why:
                yield Text(f"    {printable(shorten(reason, _LONGEST_REASON))}", "dim")
        if (more := len(differences) - _MOST_SHOWN) > 0:
            yield Text(f"{sign} and {more:,} more {title}; -o page.html and --json have all", _STYLES[kind])
