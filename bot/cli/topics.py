"""`storyfold topics`: what topics have, what they might ask for, and what others there might be."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot.cleaning.characters import shorten
from bot.cli.borders import Border, Likeness, border
from bot.cli.options import DEFAULT_CONFIG, Config, Since, span_of
from bot.cli.printing import iso, printable, say
from bot.cli.progress import shown_progress
from bot.cli.stories import opened, topic_of
from bot.cli.suggestions import Candidate, Event, Suggestion, as_yaml, candidates, chosen
from bot.cli.suggestions import seen as looked_at
from bot.config import Settings, TopicSettings
from bot.config.kinds import format_duration
from bot.model import Cluster
from bot.reasons import seen, what_is_taken_off
from bot.selection import families_of
from bot.showing import Judge
from bot.store import clusters, remembered
from bot.store import topics as stored
from bot.store.database import Database
from bot.telemetry import Progress
from bot.topics import Rulebook, part
from bot.topics.folding import fold
from bot.topics.rules import About, leaves
from bot.topics.voices import heard

_PORTION = 200  # clusters in memory at once; arbitrary

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON at a terminal too.")]

topics = typer.Typer(help="Look at topics, and find new ones.", no_args_is_help=True)


@topics.command("list")
def list_topics(config: Config = DEFAULT_CONFIG, as_json: AsJson = False) -> None:
    """Show each topic: its entries, its limit, when it last changed, and how many conditions its rules have.

    A table at a terminal, one JSON object a line elsewhere.

    For example:

        storyfold topics list
    """
    with opened(config) as (settings, database), database.reading() as connection:
        facts = stored.facts(connection)
    if not sys.stdout.isatty() or as_json:
        for topic in settings.topics:
            print(json.dumps(_listed(topic, *facts.get(topic.slug, (0, None))), ensure_ascii=False))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for title in ("Topic", "Title", "Entries", "Limit", "Last change", "Order", "Conditions"):
        table.add_column(title, justify="right" if title in {"Entries", "Limit", "Conditions"} else "left")
    for topic in settings.topics:
        entries, updated = facts.get(topic.slug, (0, None))
        changed = f"{updated:%Y-%m-%d %H:%M}" if updated else "never"
        asked = str(len(leaves(topic.selects.tree)))
        table.add_row(topic.slug, Text(topic.title), f"{entries:,}", f"{topic.limit:,}", changed, topic.order, asked)
    Console(file=sys.stdout, highlight=False).print(table)


def _listed(topic: TopicSettings, entries: int, updated: datetime | None) -> dict[str, Any]:
    return {
        "slug": topic.slug,
        "title": topic.title,
        "entries": entries,
        "limit": topic.limit,
        "updated": iso(updated),
        "order": topic.order,
        "conditions": len(leaves(topic.selects.tree)),
    }


@topics.command()
def threshold(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The topic.", show_default=False)],
    since: Since = "14d",
    config: Config = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Show what each threshold of a topic's `about` rules would let in, and the events on both sides of its own.

    The other rules of the topic are not asked. In words at a terminal, as JSON elsewhere.

    For example:

        storyfold topics threshold ferries --since 14d
    """
    span = span_of(since)
    with opened(config) as (settings, database):
        topic_of(settings, slug)
        asked = _abouts(settings, slug)
        if not asked:
            raise typer.BadParameter(f"topic {slug!r} has no `about` in its rules", param_hint="SLUG")
        with shown_progress("reading stories") as progress:
            found = _borders(settings, database, asked, span, progress)
    if sys.stdout.isatty() and not as_json:
        for one in found:
            _show(one)
    else:
        print(json.dumps({"topic": slug, "abouts": [one.as_dict() for one in found]}, ensure_ascii=False))


def _abouts(settings: Settings, slug: str | None = None) -> list[About]:
    """The `about` rules of a topic, or of all, each once."""
    rules = [topic.selects for topic in settings.topics if slug in {None, topic.slug}]
    return list(dict.fromkeys(leaf for one in rules for leaf in leaves(one.tree) if isinstance(leaf, About)))


def _borders(
    settings: Settings, database: Database, asked: Sequence[About], span: timedelta, progress: Progress
) -> list[Border]:
    # Only here: it loads word vectors.
    from bot.topics.about import DEFAULT_THRESHOLD, Meaning  # noqa: PLC0415

    every = _abouts(settings)  # what the others ask for says what is none of it
    meaning = Meaning()
    prepared = meaning.prepare(every)
    found: dict[About, list[Likeness]] = {about: [] for about in asked}
    for number, cluster in enumerate(since_then(database, span, datetime.now(UTC)), 1):
        stories = [member.story for member in cluster.members]
        scores = [meaning.scores(prepared, meaning.vector(story.title, story.text)) for story in stories]
        for about in asked:
            place = every.index(about)
            score, at = max((one[place], -at) for at, one in enumerate(scores))
            found[about].append(Likeness(score, stories[-at].title, stories[-at].outlet))
        progress("events read", number)
    return [border(about, likenesses, DEFAULT_THRESHOLD) for about, likenesses in found.items()]


def _show(one: Border) -> None:
    own = "its own" if one.is_own else "the program's"
    print(f"{printable(str(one.about))}\n\n  threshold  events of {one.events:,}")
    for step, count in one.counts:
        print(f"  {step:9.2f}  {count:6,}")
    print(f"\n  around {one.threshold:.2f}, {own} threshold:")
    for likeness in reversed(one.above):
        print(f"  + {likeness.score:.2f}  {printable(shorten(likeness.title, 100))}")
    for likeness in one.below:
        print(f"  − {likeness.score:.2f}  {printable(shorten(likeness.title, 100))}")
    print(f"\n  proposed: {one.proposed}")
    print()


@topics.command()
def suggest(
    since: Since = "14d",
    fewest: Annotated[int, typer.Option(min=2, metavar="N", help="Events that a topic has at least.")] = 4,
    most: Annotated[int, typer.Option("--limit", min=1, max=100, metavar="N", help="Most suggestions.")] = 8,
    config: Config = DEFAULT_CONFIG,
    as_json: AsJson = False,
) -> None:
    """Propose topics that the sources would fill, and that no topic lets in yet.

    They come from categories, subjects, names and words that many events share. Prints items for topics.yaml, to paste there.

    For example:

        storyfold topics suggest --since 30d >> config/topics.yaml
    """
    span = span_of(since)
    with opened(config) as (settings, database), shown_progress("reading stories") as progress:
        found, count = _suggested(settings, database, span, fewest, most, progress)
    if as_json:
        print(json.dumps([_row(one) for one in found], ensure_ascii=False))
    elif found:
        print(as_yaml(found, format_duration(span)))
    if not found:
        say(
            f"nothing to suggest: no {fewest} of {count:,} events of the last {format_duration(span)} make a topic that is new"
        )


def _suggested(  # noqa: PLR0913, PLR0917 (one value each)
    settings: Settings, database: Database, span: timedelta, fewest: int, most: int, progress: Progress
) -> tuple[list[Suggestion], int]:
    now = datetime.now(UTC)
    judge = Judge(settings)
    events: list[Event] = []
    for cluster in since_then(database, span, now):
        held = judge.entries(cluster)
        headline = next((one.representative.title for one in held.values()), cluster.members[0].story.title)
        events.append(looked_at(cluster, headline, is_known=bool(held)))
        progress("events looked at", len(events))
    asked = candidates(events, fewest, _nobody(settings, events))
    found = _let_in(settings, database, span, asked, progress)
    slugs = [slug for topic in settings.topics for slug in (topic.slug, *topic.formerly)]
    return chosen(events, found, fewest=fewest, most=most, taken=slugs), len(events)


def _nobody(settings: Settings, events: Sequence[Event]) -> set[str]:
    """Names of sources and outlets: a topic of what one of them says is no topic."""
    titles = {name for source in settings.sources for name in (source.name, source.title, source.family)}
    return {fold(name) for name in titles} | {fold(outlet) for event in events for outlet in event.outlets}


def _let_in(
    settings: Settings, database: Database, span: timedelta, asked: Sequence[Candidate], progress: Progress
) -> Mapping[Candidate, list[int]]:
    """Return the numbers of the events that each candidate lets in: by its rules, as a topic would."""
    found: dict[Candidate, list[int]] = {candidate: [] for candidate in asked}
    if not asked:
        return found
    slugs = {f"suggestion-{number}": candidate for number, candidate in enumerate(asked)}
    book = Rulebook({slug: candidate.rules for slug, candidate in slugs.items()})
    families, now = families_of(settings), datetime.now(UTC)
    for number, cluster in enumerate(since_then(database, span, now)):
        for slug in book.match(cluster, heard(cluster, families), now):
            found[slugs[slug]].append(number)
        progress(f"events held against {len(asked)} proposals", number + 1)
    return found


def since_then(database: Database, span: timedelta, now: datetime) -> Iterator[Cluster]:
    """Yield the clusters that a story came to within a *span* before the newest one, as far as they may be published.

    Always the same in the same order, as long as nothing is written.
    """
    habits = what_is_taken_off(database)
    with database.reading() as connection:
        newest = remembered.newest(connection)
        came = [] if newest is None else remembered.since(connection, newest - span)
    keys = list(dict.fromkeys(one.cluster for one in came))
    for start in range(0, len(keys), _PORTION):
        some = keys[start : start + _PORTION]
        with database.reading() as connection:
            found = clusters.load(connection, some)
        for key in some:
            cluster = part(seen(found[key], habits), now).open
            if cluster.members:
                yield cluster


def _row(one: Suggestion) -> dict[str, Any]:
    return {
        "slug": one.slug,
        "title": one.candidate.title,
        "kind": one.candidate.kind,
        "any": list(one.candidate.terms),
        "events": one.events,
        "fresh": one.fresh,
        "sources": one.sources,
        "examples": [printable(headline) for headline in one.examples],
    }
