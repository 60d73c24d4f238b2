"""`storyfold feeds find`: which feed is behind this page?"""

import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Annotated

import typer

from bot.config.edit import NewFeed, block, new_feed
from bot.discovery import FoundFeed, Search, examine
from bot.formats.isolation import Isolated
from bot.sources.feed import Fetcher, shown, without_userinfo
from bot.sources.hosts import Hosts
from bot.web.status import in_words

feeds = typer.Typer(help="Find the feed behind a page.", no_args_is_help=True)

#: What asking and reading one document may cost at most.
TIMEOUT, MAX_BYTES = timedelta(seconds=30), 10 * 2**20
SECONDS, MEMORY_BYTES = 5.0, 400 * 2**20
SPACING = timedelta(seconds=1)  #: between two requests to a host


@feeds.callback()
def _together() -> None:
    # A callback makes typer keep the name `find`, the only one there is.
    pass


@feeds.command("find")
def find(
    url: Annotated[str, typer.Argument(metavar="URL", help="Of a page, or of a feed.")],
    private: Annotated[
        bool, typer.Option("--private", help="It may be in a private network or on this machine.")
    ] = False,
) -> None:
    """Find the feeds behind a page's URL, and print what to put into the configuration.

    Asks for at most ten documents, one a second: the page, what it announces, what it links, and where feeds often are.
    One JSON object a line for each feed where nobody watches. Exits with 1 if there is none.

    For example:

        storyfold feeds find https://news.example.org/

        storyfold feeds find news.example.org | jq -r .url
    """
    url = url if "://" in url else f"https://{url}"
    now = datetime.now(UTC)
    found, asked = asyncio.run(_search(url, private=private, now=now))
    if not found:
        _say(f"{shown(url)}: no feed found, in {asked} document(s)")
        raise typer.Exit(1)
    if without_userinfo(url) != url and any(feed.url == without_userinfo(url) for feed in found):
        _say("user and password are left out below; put them into the URL again")
    named = _named(found, private=private)
    if sys.stdout.isatty():
        for feed, _ in named:
            print(_printable(_in_words(feed, now)))
        print(f"\nFor `sources` in the configuration:\n\n{block(new for _, new in named)}", end="")
    else:
        for feed, new in named:
            print(json.dumps(_row(feed, new), ensure_ascii=False))


def _named(found: list[FoundFeed], *, private: bool) -> list[tuple[FoundFeed, NewFeed]]:
    named: list[tuple[FoundFeed, NewFeed]] = []
    for feed in found:
        taken = {new.name for _, new in named}
        # A redirect may lead to a URL that can be asked and not be written.
        if new := new_feed(feed.url, feed.title, taken, language=feed.language, private=private):
            named.append((feed, new))
    return named


async def _search(url: str, *, private: bool, now: datetime) -> tuple[list[FoundFeed], int]:
    agent = f"storyfold/{version('storyfold')}"
    turn = Hosts(SPACING).turn
    with Isolated(examine, seconds=SECONDS, memory_bytes=MEMORY_BYTES) as isolated:
        async with Fetcher(user_agent=agent, timeout=TIMEOUT, max_body_bytes=MAX_BYTES, turn=turn) as fetcher:
            search = Search(fetcher, isolated, private=private, now=now)
            found = [feed async for feed in search.feeds(url)]
    return found, search.asked


def _row(feed: FoundFeed, new: NewFeed) -> dict[str, object]:
    return {
        "url": feed.url,
        "title": feed.title,
        "format": feed.format,
        "entries": feed.entries,
        "newest": feed.newest.isoformat().replace("+00:00", "Z") if feed.newest else None,
        "language": feed.language,
        "found": feed.why or "asked",
        "yaml": block([new]),
    }


def _in_words(feed: FoundFeed, now: datetime) -> str:
    newest = ""
    if feed.newest:
        newest = f", newest {in_words(now - feed.newest)} ago" if feed.newest <= now else ", newest dated in the future"
    said = f"{feed.format}, {feed.entries} entries{newest}; {feed.why or 'the URL itself'}"
    return f"{feed.url}  {feed.title or '(no title)'} ({said})"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in text)


def _say(message: str) -> None:
    print(f"storyfold: {_printable(message)}", file=sys.stderr)
