"""`storyfold opml`: take the feeds of another reader over, and give ours to one."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from bot.cleaning.urls import canonical
from bot.cli.options import DEFAULT_CONFIG, Config
from bot.config import FeedSource, Settings, load
from bot.config.edit import NewFeed, add, block, configured, new_feed
from bot.errors import FormatError, StoreError
from bot.formats.feeds.opml import MAX_BYTES, Outline, Outlines, read
from bot.formats.isolation import Isolated
from bot.publishing.opml import listed
from bot.sources.urls import HIDDEN, shown, without_userinfo
from bot.store.database import open_database
from bot.store.status import homes

opml = typer.Typer(help="Take the feeds of another reader over, or give ours to one.", no_args_is_help=True)

#: What reading a list may cost. The largest that is allowed takes half a second and 100 MB.
SECONDS, MEMORY_BYTES = 10.0, 512 * 2**20

#: The schemes that podcast players and old readers write, and what they stand for (RFC 3986 knows neither).
_SCHEMES = {"feed://": "http://", "feed:": "", "rss://": "http://"}


@dataclass(slots=True)
class Sorted:
    """The outlines of a list, by what becomes of them."""

    added: list[NewFeed] = field(default_factory=list)
    present: int = 0  #: configured already, or earlier in the list
    skipped: list[tuple[Outline, str]] = field(default_factory=list)  #: with the reason


@opml.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE|-", help="The list; - reads standard input.")],
    config: Config = DEFAULT_CONFIG,
    print_only: Annotated[
        bool, typer.Option("--print", help="Print the lines for `sources`, and leave the file as it is.")
    ] = False,
) -> None:
    """Add the feeds of an OPML file to `sources` of the configuration.

    What is there already, by its URL, is left out. Comments and all else in the file stay; if the result would not be
    valid, so does the file.

    For example:

        storyfold opml import subscriptions.opml

        curl -s https://example.org/list.opml | storyfold opml import - --print
    """
    found = feeds_of(file, configured(config))
    if print_only:
        print(block(found.added), end="")
    elif found.added:
        add(config, found.added)
    would = "would add" if print_only else "added"
    _say(f"{would} {len(found.added)}, {found.present} were there already, {len(found.skipped)} skipped{_why(found)}")
    if not print_only and not sys.stdout.isatty():
        names = [feed.name for feed in found.added]
        print(json.dumps({"added": names, "present": found.present, "skipped": len(found.skipped)}))


def feeds_of(file: Path, known: Sequence[tuple[str, str | None]]) -> Sorted:
    """Read a list of feeds, and say what of it cannot be taken; *known* are names and URLs of sources that are there.

    Raises:
        FormatError: it cannot be read.
    """
    with Isolated(_read, seconds=SECONDS, memory_bytes=MEMORY_BYTES, name=_name) as isolated:
        outlines = isolated((_content(file), str(file)))
    found = _sorted(outlines.feeds, known)
    if outlines.broken:
        _say(f"{file}: {outlines.broken}; what could be read was taken")
    for outline, reason in found.skipped:
        _say(f"skipped {shown(outline.url)[:200]!r}: {reason}")
    return found


@opml.command("export")
def export(
    config: Config = DEFAULT_CONFIG,
    out: Annotated[Path | None, typer.Option("-o", "--out", metavar="FILE", help="Where to; else printed.")] = None,
) -> None:
    """Write the configured feeds as OPML 2.0, without user names and passwords.

    Tokens in a URL's query stay, as no reader could ask for the feed without them; each such feed is named.

    For example:

        storyfold opml export -o feeds.opml
    """
    settings = load(config)
    sites = _sites(settings)
    feeds = [source for source in settings.sources if isinstance(source, FeedSource)]
    outlines = []
    for feed in feeds:
        url = without_userinfo(feed.feed)
        if url != feed.feed:
            _say(f"{feed.name}: its user and password are not in the list")
        if HIDDEN in shown(url):
            _say(f"{feed.name}: its URL may hold a token, which is in the list: keep it to yourself")
        home = {"htmlUrl": without_userinfo(sites[feed.name])} if feed.name in sites else {}
        language = {"language": feed.language} if feed.language else {}
        outlines.append({"text": feed.title, "title": feed.title, "xmlUrl": url, **home, **language})
    document = listed(settings.site.title, outlines)
    if out is None:
        sys.stdout.buffer.write(document)
    else:
        out.write_bytes(document)
        _say(f"{out}: {len(feeds)} feeds")


def _content(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise FormatError(str(file), f"cannot be read: {(error.strerror or type(error).__name__).lower()}") from error


def _read(question: tuple[bytes, str]) -> Outlines:
    return read(*question)


def _name(question: tuple[bytes, str]) -> str:
    return question[1]


def _sorted(outlines: Sequence[Outline], known: Sequence[tuple[str, str | None]]) -> Sorted:
    found = Sorted()
    names = {name for name, _ in known}
    urls = {_key(url) for _, url in known if url}
    for outline in outlines:
        url = _with_scheme(outline.url)
        feed = new_feed(url, outline.title, names, language=outline.language)
        if feed is None:
            found.skipped.append((outline, "no http or https URL"))
        elif _key(feed.feed) in urls:
            found.present += 1
        else:
            found.added.append(feed)
            names.add(feed.name)
            urls.add(_key(feed.feed))
    return found


def _with_scheme(url: str) -> str:
    for scheme, meant in _SCHEMES.items():
        if url.lower().startswith(scheme):
            url = meant + url[len(scheme) :]
            break
    scheme, colon, rest = url.partition(":")
    return scheme.lower() + colon + rest if scheme.lower() in {"http", "https"} else url


def _key(url: str) -> str:
    # A URL that cleaning cannot read is its own.
    return canonical(url) or url


def _why(found: Sorted) -> str:
    reasons = Counter(reason for _, reason in found.skipped)
    return f" ({', '.join(reasons)})" if reasons else ""


def _sites(settings: Settings) -> dict[str, str]:
    """What feeds said that their sites are; nothing of it is needed."""
    if not settings.database.exists():
        return {}
    try:
        database = open_database(settings.database, migrate=False)
    except StoreError as error:
        _say(f"{error}; the list has no addresses of sites")
        return {}
    try:
        with database.reading() as connection:
            return homes(connection)
    finally:
        database.close()


def _say(message: str) -> None:
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in message)
    print(f"storyfold: {safe}", file=sys.stderr)
