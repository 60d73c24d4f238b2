"""`storyfold explain`: why two stories are together or apart; why a story is in its cluster."""

import json
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer

from bot.cleaning.characters import shorten
from bot.cli.options import DEFAULT_CONFIG, Config
from bot.clustering.path import explain_path as in_words
from bot.config import Settings, load
from bot.errors import StoreError, UnknownStory
from bot.model import Decision, Story, Wire
from bot.pipeline import read_back
from bot.reasons import clustering_options, named, what_is_taken_off
from bot.store import clusters, stories
from bot.store.database import Database, open_database

_LONGEST_CUT = 160  # characters that are shown of something that was taken off
NAMED = "A key or its beginning, a URL, or the name of a file."


def explain(
    story: Annotated[str, typer.Argument(metavar="STORY", help=NAMED)],
    other: Annotated[str | None, typer.Argument(metavar="[STORY]", help="The same, to compare with.")] = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Say why stories are together or apart.

    With one story: why it is in its cluster. In words at a terminal, as JSON elsewhere.
    """
    settings = load(config)
    if not settings.database.exists():
        raise StoreError(str(settings.database), "there is no database yet; run `storyfold once` first")
    database = open_database(settings.database, migrate=False)
    try:
        first = _find(database, story)
        said = (
            _place(settings, database, first)
            if other is None
            else _compare(settings, database, first, _find(database, other))
        )
    finally:
        database.close()
    if sys.stdout.isatty():
        print("\n".join([said["summary"], *(f"- {line}" for line in said["why"])]))
    else:
        print(json.dumps(said, ensure_ascii=False))


def _find(database: Database, name: str) -> Story:
    with database.reading() as connection:
        found = stories.find(connection, name)
    if not found:
        raise UnknownStory(
            str(database.path), f"no story is called {name!r}; expected {NAMED[:1].lower()}{NAMED[1:-1]}"
        )
    if len(found) > 1:
        raise UnknownStory(
            str(database.path),
            f"more than one story is called {name!r}, e.g. {found[0].key} and {found[1].key}; name a key",
        )
    return what_is_taken_off(database).without(found[0])


def _place(settings: Settings, database: Database, story: Story) -> dict[str, Any]:
    with database.reading() as connection:
        cluster = clusters.of_story(connection, story.key)
    if cluster is None:
        summary = f"“{story.title}” has no cluster yet; {_awaited(story)}"
        return {"story": _named(story), "cluster": None, "summary": summary, "why": [*_said(story), *_taken_off(story)]}
    member = next(member for member in cluster.members if member.story.key == story.key)
    others = len(cluster.members) - 1
    summary = f"“{story.title}” is in cluster {cluster.key} with {others} other(s)"
    reasons = _reasons(settings, database, member.decision, member.merges)
    return {
        "story": _named(story),
        "cluster": {"key": cluster.key, "id": cluster.id, "stories": len(cluster.members)},
        "summary": summary,
        **reasons,
        "why": [*_said(story), *reasons["why"], *_taken_off(story)],
    }


def _awaited(story: Story) -> str:
    wire = story.wire or Wire()
    if wire.status == "canceled":
        return "its agency withdrew it"
    if wire.status == "withheld":
        return "its agency withholds it"
    return "the first pass after its embargo gives it one" if wire.embargo else "the next pass gives it one"


def _said(story: Story) -> list[str]:
    """What its agency says of it to editors, for whoever runs the program: pages never show it."""
    wire = story.wire
    if wire is None:
        return []
    version = "" if wire.version is None else f", version {wire.version}"
    correction = ", a correction" if wire.is_correction else ""
    said = [f"Its agency's item {wire.item or '(without an id)'}{version}{correction}: {wire.status}."]
    if wire.embargo is not None:
        said.append(f"Under an embargo until {wire.embargo.isoformat()}.")
    if wire.note:
        said.append(f"Note to editors: {' '.join(wire.note.split())}")
    return said


def _taken_off(story: Story) -> list[str]:
    """What readers do not see of it, and why not."""
    return [f"Taken off: “{shorten(' '.join(cut.text.split()), _LONGEST_CUT)}” ({cut.because})." for cut in story.cuts]


def _compare(settings: Settings, database: Database, first: Story, second: Story) -> dict[str, Any]:
    with database.reading() as connection:
        one, two = clusters.of_story(connection, first.key), clusters.of_story(connection, second.key)
    together = one is not None and two is not None and one.key == two.key
    decision = read_back(settings, database).compare(first, second)
    summary = f"“{first.title}” and “{second.title}” are {'together' if together else 'apart'}"
    return {
        "stories": [_named(first), _named(second)],
        "together": together,
        "summary": summary,
        **_reasons(settings, database, decision),
    }


def _reasons(
    settings: Settings, database: Database, decision: Decision, merges: Sequence[Decision] = ()
) -> dict[str, Any]:
    name = named(database, [decision, *merges], what_is_taken_off(database))
    return {
        "kind": decision.kind,
        "score": decision.score,
        "why": in_words(decision, merges, clustering_options(settings), name),
        "evidence": decision.evidence.as_dict(),
    }


def _named(story: Story) -> dict[str, Any]:
    return {"key": story.key, "title": story.title, "outlet": story.outlet, "url": story.url}
