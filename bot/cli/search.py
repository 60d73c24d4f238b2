"""`storyfold search WORDS`: what readers would find."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import iso, printable, say
from bot.cli.stories import opened
from bot.searching import Searching
from bot.web.search import Shown

Words = Annotated[list[str], typer.Argument(metavar="WORDS...", help="What to look for.", show_default=False)]
Page = Annotated[int, typer.Option(min=1, max=100, help="Which page of what was found.")]


def search(words: Words, page: Page = 1, config: Config = DEFAULT_CONFIG) -> None:
    """Find events that public topics show: with all of the words, the best first.

    "PHRASE" for words in a row, WORD* for a beginning, -WORD for what is not to be there; outlet:NAME, source:NAME, topic:SLUG.
    A line each at a terminal, a JSON object a line elsewhere.

    For example:

        storyfold search 'mill "six brigades" -drill topic:fires'
    """
    with opened(config) as (settings, database):
        results = Searching(lambda: settings, database, lambda: datetime.now(UTC)).find(" ".join(words), page)
    for note in results.notes:
        say(note)
    for one in results.found:
        print(_in_words(one) if sys.stdout.isatty() else json.dumps(_row(one), ensure_ascii=False))
    if results.pages > results.page:
        say(f"page {results.page} of {results.pages}; --page {results.page + 1} shows more")
    if not results.found:
        say("nothing was found")


def _plain(parts: Sequence[tuple[str, bool]]) -> str:
    return "".join(text for text, _ in parts)


def _row(one: Shown) -> dict[str, object]:
    return {
        "key": one.key,
        "title": _plain(one.title),
        "published": iso(one.published),
        "sources": one.outlets,
        "independent": one.voices,
        "topics": [slug for slug, _ in one.topics],
        "outlet": one.outlet,
        "snippet": _plain(one.piece),
    }


def _in_words(one: Shown) -> str:
    topics = ", ".join(slug for slug, _ in one.topics)
    lines = (f"{one.key}  {_plain(one.title)}", f"    {one.when}, {one.reach}; {topics}", f"    {_plain(one.piece)}")
    return "\n".join(map(printable, lines))
