"""The feed behind a page's URL: ask the page, then the places it names, and keep what is a feed."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from bot.errors import FetchError, FormatError, TooManyRequests
from bot.formats.detect import Format, detect
from bot.formats.feeds.discovery import Candidate, Why, candidates
from bot.formats.parsing import parse
from bot.model import Document, Source
from bot.sources.feed import FEED_TYPES, Fetcher, Request, without_userinfo

#: Requests for one page at most, with the one for the page itself; redirects are not counted.
MOST_REQUESTS = 10

#: What is asked of a URL that may be a page's.
ACCEPT = FEED_TYPES.replace("*/*;q=0.1", "text/html;q=0.8, */*;q=0.1")

_NOBODY = Source(name="find", title="", family="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFeed:
    """A feed that was read."""

    url: str  #: without userinfo, and after permanent redirects
    title: str  #: what it calls itself; else what the page calls it
    format: str  #: RSS, Atom or JSON Feed
    entries: int
    newest: datetime | None  #: claimed time of its newest entry; None where none has one
    language: str | None  #: as claimed
    why: Why | None  #: how it was found; None if it was the URL that was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a document turned out to be: a feed, or a page with candidates."""

    feed: FoundFeed | None = None
    candidates: tuple[Candidate, ...] = ()


def examine(document: Document) -> Read:
    """Tell whether a document is a feed, and if not, where feeds may be. For a child process: documents are anything."""
    try:
        parsed = parse(document)
    except FormatError:
        parsed = None
    if parsed is None or parsed.feed is None:
        return Read(candidates=candidates(document))
    times = [entry.published or entry.updated for entry in parsed.entries]
    return Read(
        feed=FoundFeed(
            url=document.location,
            title=parsed.feed.title,
            format=_format(document),
            entries=len(parsed.entries),
            newest=max(filter(None, times), default=None),
            language=parsed.feed.language,
            why=None,
        )
    )


class Search:
    """A search for the feeds of one page. `asked` counts its requests."""

    def __init__(self, fetcher: Fetcher, read: Callable[[Document], Read], *, private: bool, now: datetime) -> None:
        self._fetcher = fetcher
        self._read = read
        self._private = private
        self._now = now
        self._origin = ""
        self.asked = 0

    async def feeds(self, url: str) -> AsyncIterator[FoundFeed]:
        """Yield the feeds behind *url*, best first: itself, else what its page announces, links, or has at a usual place.

        What is less sure is asked only where nothing better was a feed.

        Raises:
            FetchError: *url* itself cannot be fetched.
        """
        self._origin = _origin(url)
        here, address = await self._ask(url)
        if here.feed:
            yield _found(here.feed, address, None)
            return
        seen = {address}
        best: Why | None = None
        for candidate in here.candidates:
            if self.asked >= MOST_REQUESTS or (best is not None and candidate.why != best):
                return
            try:
                there, address = await self._ask(candidate.url)
            except TooManyRequests:
                return  # the host wants to be left alone
            except (FetchError, FormatError):
                continue
            if there.feed and address not in seen:
                best = candidate.why
                yield _found(there.feed, address, candidate)
            seen.add(address)
            if best == "guessed":
                return

    async def _ask(self, url: str) -> tuple[Read, str]:
        self.asked += 1
        # A page that leads to another port is no reason to ask there.
        request = Request(
            source=_NOBODY, url=url, private=self._private, configured=_origin(url) == self._origin, accept=ACCEPT
        )
        answer = await self._fetcher.fetch(request, self._now)
        assert answer.document is not None  # no validators were sent
        return self._read(answer.document), answer.moved_to or without_userinfo(url)


def _found(feed: FoundFeed, url: str, candidate: Candidate | None) -> FoundFeed:
    return FoundFeed(
        url=url,
        title=feed.title or (candidate.title if candidate else ""),
        format=feed.format,
        entries=feed.entries,
        newest=feed.newest,
        language=feed.language,
        why=candidate.why if candidate else None,
    )


def _format(document: Document) -> str:
    if detect(document) is Format.JSON_FEED:
        return "JSON Feed"
    head = document.content[:4096].lower()
    return "Atom" if b"<feed" in head or b":feed" in head else "RSS"


def _origin(url: str) -> str:
    try:
        return urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:  # half a bracket; the fetcher says what is wrong with it
        return ""
