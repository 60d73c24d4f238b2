"""`storyfold explain`: why two stories are together or apart; why a story is in its cluster, in a topic, or not shown there."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from bot import editing
from bot.cleaning.characters import shorten
from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import printable
from bot.cli.stories import NAMED, InTopic, find, opened, topic_of
from bot.clustering.explain import explain_despite, explain_pair
from bot.clustering.finding import Found, between, found_of_member, found_of_pair
from bot.clustering.path import explain_path
from bot.config import Settings
from bot.model import Decision, Story, Wire
from bot.reasons import clustering_options, named, seen, what_is_taken_off, with_facts
from bot.recalling import read_back
from bot.showing import Showing, showings
from bot.store import clusters
from bot.store.database import Database

_FEW_TOPICS = 10  #: of so many, each is told of
_LONGEST_CUT = 160  # characters that are shown of something that was taken off


def explain(
    story: Annotated[str, typer.Argument(metavar="STORY", help=NAMED)],
    other: Annotated[str | None, typer.Argument(metavar="[STORY]", help="The same, to compare with.")] = None,
    topic: InTopic = None,
    config: Config = DEFAULT_CONFIG,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON at a terminal too.")] = False,
) -> None:
    """Say why stories are together or apart, and what would have changed that.

    With one story: why it is in its cluster, and what each topic makes of it. With --topic: why it is there, not there, or
    not shown. In words at a terminal, as JSON elsewhere; docs/clustering.md has its keys.

    For example:

        storyfold explain fire.txt --topic disasters
    """
    if other is not None and topic is not None:
        raise typer.BadParameter("name one STORY", param_hint="--topic")
    with opened(config) as (settings, database):
        slug, first = topic_of(settings, topic), _find(database, story)
        if other is not None:
            said = _compare(settings, database, first, _find(database, other))
        elif slug is None:
            said = _place(settings, database, first)
        else:
            said = _in_topic(settings, database, first, slug)
    if _at_a_terminal() and not as_json:
        lines = [*said["why"], *([] if topic else _of_topics(said.get("topics", ())))]
        print("\n".join([printable(said["summary"]), *(f"- {printable(line)}" for line in lines)]))
    else:
        print(json.dumps(said, ensure_ascii=False))


def _at_a_terminal() -> bool:
    return sys.stdout.isatty()


def _find(database: Database, name: str) -> Story:
    return with_facts(what_is_taken_off(database).without(find(database, name)))


def _place(settings: Settings, database: Database, story: Story) -> dict[str, Any]:
    with database.reading() as connection:
        cluster = clusters.of_story(connection, story.key)
    if cluster is None:
        summary = f"“{story.title}” has no cluster yet; {_awaited(story)}"
        why = [*_said(story), *_taken_off(story)]
        return {"story": _named(story), "cluster": None, "summary": summary, "why": why, "topics": []}
    taken_off, options = what_is_taken_off(database), clustering_options(settings)
    cluster = seen(cluster, taken_off)
    member = next(member for member in cluster.members if member.story.key == story.key)
    with database.reading() as connection:
        refused = clusters.load(connection, filter(None, [member.decision.refused])).get(member.decision.refused or "")
    against = None if refused is None else seen(refused, taken_off)
    found = found_of_member(member, cluster, read_back(settings, database), refused=against)
    compared = [key for pair in found.alike.values() for key in (pair.one, pair.other)]
    keys = compared if found.nearest is None else [*compared, found.nearest]
    name = named(database, [member.decision, *member.merges], taken_off, others=keys)
    why = explain_path(member.decision, member.merges, options, name, found)
    return {
        "story": _named(story),
        "cluster": {"key": cluster.key, "id": cluster.id, "stories": len(cluster.members)},
        "summary": f"“{story.title}” is in cluster {cluster.key} with {len(cluster.members) - 1} other(s)",
        **_decided(member.decision),
        **_found(found, story),
        "alike": [
            {"merged": key, "stories": [pair.one, pair.other], "common": pair.common.as_dict()}
            for key, pair in found.alike.items()
        ],
        "why": [*_said(story), *why, *_taken_off(story)],
        "topics": [_topic(one) for one in showings(settings, database, story, taken_off, datetime.now(UTC))],
    }


def _in_topic(settings: Settings, database: Database, story: Story, slug: str) -> dict[str, Any]:
    """What one topic makes of a story."""
    found = showings(settings, database, story, what_is_taken_off(database), datetime.now(UTC), slug)
    if not found:
        summary = f"“{story.title}” has no cluster yet; {_awaited(story)}"
        return {"story": _named(story), "cluster": None, "summary": summary, "why": _said(story), "topics": []}
    with database.reading() as connection:
        cluster = clusters.of_story(connection, story.key)
    assert cluster is not None
    [one] = found
    return {
        "story": _named(story),
        "cluster": {"key": cluster.key, "id": cluster.id, "stories": len(cluster.members)},
        "summary": f"“{story.title}”: {one.heading[:1].lower()}{one.heading[1:]}",
        "why": [f"{reason[:1].upper()}{reason[1:]}." for reason in one.why],
        "topics": [_topic(one)],
    }


def _topic(one: Showing) -> dict[str, Any]:
    told = {"topic": one.topic, "title": one.title, "state": one.state, "line": one.line, "why": list(one.why)}
    return told | {"rank": one.rank, "entries": one.entries, "speaks": one.speaks}


def _of_topics(topics: Sequence[dict[str, Any]]) -> list[str]:
    """One line for each topic; of many, only of those that have to do with it."""
    near = [one for one in topics if len(topics) <= _FEW_TOPICS or one["state"] != "not let in"]
    far = len(topics) - len(near)
    more = [f"Not in {far} other topics; --topic says why not in one of them."] if far else []
    return [*(one["line"] for one in near), *more]


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
    taken_off = what_is_taken_off(database)
    with database.reading() as connection:
        placed = [clusters.of_story(connection, story.key) for story in (first, second)]
    one, two = (None if cluster is None else seen(cluster, taken_off) for cluster in placed)
    together = one is not None and two is not None and one.key == two.key
    scale = read_back(settings, database)
    decision, found = scale.compare(first, second), found_of_pair(first, second, scale)
    despite = between(first, second, one, two, scale)
    name = named(database, [], taken_off, others=[key for key in (despite.link,) if key])
    return {
        "stories": [_named(first), _named(second)],
        "together": together,
        "summary": f"“{first.title}” and “{second.title}” are {'together' if together else 'apart'}",
        **_decided(decision),
        **_found(found, second),
        "why": [
            *explain_pair(decision, clustering_options(settings), found),
            *explain_despite(decision, despite, name),
            *_edited(database, first, second),
        ],
    }


def _edited(database: Database, first: Story, second: Story) -> list[str]:
    """What an editor decided about two stories; the next pass heeds what was decided just now."""
    with database.reading() as connection:
        ruling = editing.bonds(connection)[0].between(first.key, second.key)
    if ruling is None:
        return []
    done = {"merge": "put them together", "split": "split them"}.get(ruling.kind, "keeps them apart")
    return [f"An editor {done}: decision {ruling.number} of {ruling.at:%Y-%m-%d}."]


def _decided(decision: Decision) -> dict[str, Any]:
    return {"kind": decision.kind, "score": decision.score, "evidence": decision.evidence.as_dict()}


def _found(found: Found, story: Story) -> dict[str, Any]:
    return {
        "compared": None if found.nearest is None else [found.nearest, story.key],
        "common": None if found.common is None else found.common.as_dict(),
        "otherwise": None if found.otherwise is None else found.otherwise.as_dict(),
    }


def _named(story: Story) -> dict[str, Any]:
    return {"key": story.key, "title": story.title, "outlet": story.outlet, "url": story.url}
