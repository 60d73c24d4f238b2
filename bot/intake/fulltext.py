"""The full text of stories whose feed has only a part of it, from their pages; for sources with `full_text: true`.

Pages are asked beside the passes, as feeds are, within the same limits, egress rules and turns of hosts, and under our own
name. This is a subscriber's reader that opens each new story once, no crawler: no link of a page is followed, nothing is
asked that the feed did not list as new, and so robots.txt, which is for robots that find their own way, is not asked for.

A new story waits for its page before it is clustered: `store.pages` says for how long.
"""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from weakref import WeakValueDictionary

import structlog

from bot.config import FeedSource, Settings
from bot.errors import FetchError, ForbiddenAddress, FormatError, TooManyRequests
from bot.intake.upkeep import pause_after
from bot.model import Delivery, Document, Story
from bot.reading.tasks import PageTask
from bot.sources.feed import Fetcher, Request
from bot.sources.hosts import HostPaused, Hosts, host_of
from bot.sources.urls import shown
from bot.store import pages
from bot.store.database import Database
from bot.store.pages import Failure, Part, Wanted
from bot.store.sources import save_pause

log = structlog.get_logger()

PAGE_TYPES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"

#: Pages in flight at once, one of each host. Arbitrary; feeds come first.
AT_ONCE = 4

#: Pages of one source in one pass: a new source brings its whole feed at once.
MOST_OF_SOURCE = 20

#: Characters from which on a feed's text is taken for all of it. Arbitrary; teasers have 100 to 600.
FULL = 1500

# How a text ends that goes on elsewhere.
_CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|\+)\s*\]|\b(?:read|see) (?:more|on)|(?:continue|keep) reading|weiterlesen|mehr lesen"
    r"|lire la suite|leer más|seguir leyendo|leia mais|continua a leggere|leggi tutto|lees verder|läs mer)\W*$",
    re.IGNORECASE,
)
# Worth another try: the server was too slow or too early, which is its own matter, not the request's.
_PASSING = frozenset({408, 425, 429})


def is_partial(text: str) -> bool:
    """Tell whether a feed's text is likely only a part of the story."""
    return len(text) < FULL or _CUT.search(text[-60:]) is not None


@dataclass(slots=True, kw_only=True)
class Filled:
    """What one pass made of pages."""

    read: int = 0  #: stories that have the text of their page now
    revised: set[str] = field(default_factory=set)  #: keys of those that readers may have seen without it
    given_up: int = 0  #: stories whose feed's own text stands
    failures: list[str] = field(default_factory=list)  #: one line each


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What came of asking for one page."""

    wanted: Wanted
    answer: Document | Failure | TooManyRequests | None  #: None: it was not asked, as its host wants to be left alone


class FullText:
    """The pages that are asked, or are to be. Use from one event loop; `parts` from any thread."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        fetcher: Fetcher,
        hosts: Hosts,
        extract: Callable[[PageTask], Story],
    ) -> None:
        """Prepare to ask.

        Args:
            settings: which sources want full text.
            database: where pages are queued and stories kept.
            fetcher: as for feeds.
            hosts: whose turns the *fetcher* takes.
            extract: `reading.pages.read_page`, best in a child process with limits; it is called in threads.
        """
        self._database = database
        self._fetcher = fetcher
        self._hosts = hosts
        self._extract = extract
        self._sources = _with_full_text(settings)
        self._places = asyncio.Semaphore(AT_ONCE)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._under_way: dict[str, tuple[str, asyncio.Task[_Asked]]] = {}  # with their sources, by key of the story
        self._is_stopping = False

    def replace(self, settings: Settings) -> None:
        """Go by other settings from now on; pages that nobody wants any more are forgotten."""
        self._sources = _with_full_text(settings)
        for story, (source, task) in list(self._under_way.items()):
            if source not in self._sources:
                task.cancel()
                del self._under_way[story]

    def parts(self, source: str, deliveries: Sequence[Delivery]) -> list[Part]:
        """What `pages.watching` is to watch while *deliveries* of a feed are kept; nothing where it wants no full text."""
        if source not in self._sources:
            return []
        return [Part(entry=one.entry, story=one.story.key, is_partial=is_partial(one.story.text)) for one in deliveries]

    @property
    def is_waiting(self) -> bool:
        """Whether a page is still to come, or to be taken."""
        return bool(self._under_way)

    async def begin(self, now: datetime) -> None:
        """Ask for every page that is due, the newest stories of each source first.

        Raises:
            StoreError: the database cannot be read or written.
        """
        if self._is_stopping:
            return
        for wanted in await asyncio.to_thread(self._due, now):
            if wanted.story not in self._under_way:
                self._under_way[wanted.story] = wanted.source, asyncio.create_task(self._ask(wanted, now))

    async def take(self, now: datetime, *, is_patient: bool) -> Filled:
        """Take the pages that are there, and store what they say.

        Where *is_patient*, wait for all that are due, and try none again later: nobody says when the next pass is, and
        stories wait for their pages.

        Raises:
            StoreError: the database cannot be written. What was not stored is taken again in the next pass.
        """
        filled = Filled()
        while True:
            if is_patient and self._under_way and not self._is_stopping:
                await asyncio.wait(self._tasks(), return_when=asyncio.FIRST_COMPLETED)
            there = [task.result() for task in self._tasks() if task.done() and not task.cancelled()]
            for asked in there:
                await asyncio.to_thread(self._take, asked, now, filled, is_patient=is_patient)
                del self._under_way[asked.wanted.story]
            if not is_patient or self._is_stopping:
                return filled
            await self.begin(now)
            if not self._under_way:
                return filled

    def stop(self) -> None:
        """Begin no further request, and break off those under way; the next start asks again."""
        self._is_stopping = True
        for task in self._tasks():
            task.cancel()

    async def close(self) -> None:
        """Break off the requests under way, and wait until they have ended."""
        self.stop()
        await asyncio.gather(*self._tasks(), return_exceptions=True)

    def _tasks(self) -> list[asyncio.Task[_Asked]]:
        return [task for _, task in self._under_way.values()]

    def _due(self, now: datetime) -> list[Wanted]:
        with self._database.reading() as connection:
            is_any = pages.is_any_open(connection)
        if not is_any:
            return []
        with self._database.writing() as connection:
            given_up = pages.expire(connection, self._sources, now)
            due = pages.due(connection, self._sources, now, MOST_OF_SOURCE)
        for one in given_up:
            log.warning("page given up", source=one.source, story=one.story, because=one.because)
        return due

    async def _ask(self, wanted: Wanted, now: datetime) -> _Asked:
        # First the host, then a place: who waits for a slow host must not keep others from theirs.
        turn = self._turns.setdefault(host_of(wanted.url), asyncio.Lock())
        async with turn, self._places:
            return _Asked(wanted=wanted, answer=await self._answer(wanted, now))

    async def _answer(self, wanted: Wanted, now: datetime) -> Document | Failure | TooManyRequests | None:
        source = self._sources[wanted.source]
        # `configured`: the URL is the feed's word, not the user's. Its port must be a usual one, unless `private`.
        request = Request(
            source=source.as_source(), url=wanted.url, private=source.private, configured=False, accept=PAGE_TYPES
        )
        try:
            answer = await self._fetcher.fetch(request, now)
        except TooManyRequests as error:
            pause = pause_after(error)
            self._hosts.pause(pause.host, pause.wait)
            return error
        except FetchError as error:
            return Failure(error=str(error), is_final=_is_final(error))
        except HostPaused:
            return None
        # What an HTTP library raises on hostile answers cannot be listed, and must cost this page only. It is reported as
        # what it is: unexpected.
        except Exception as error:  # noqa: BLE001 (see above)
            seen = f"unexpected error: {type(error).__name__}: {' '.join(str(error).split())[:300]}"
            return Failure(error=f"{source.name}: {shown(wanted.url)}: {seen}", is_final=True)
        assert answer.document is not None  # no validators were sent
        return answer.document

    def _take(self, asked: _Asked, now: datetime, filled: Filled, *, is_patient: bool) -> None:
        wanted, answer, pause = asked.wanted, asked.answer, None
        if isinstance(answer, TooManyRequests):
            pause = pause_after(answer)
            answer = Failure(error=str(answer), wait=pause.wait)
        if answer is None:
            answer = Failure(error=f"{wanted.source}: {shown(wanted.url)}: its host wants to be left alone")
            if not is_patient:
                with self._database.writing() as connection:
                    pages.put_off(connection, wanted, answer.error, now + pages.RETRIES[0])
                return
        outcome = self._read(wanted, answer) if isinstance(answer, Document) else answer
        with self._database.writing() as connection:
            if pause is not None:
                save_pause(connection, pause.host, now + pause.wait, pause.because)
            if isinstance(outcome, Story):
                is_revised = pages.done(connection, wanted, outcome, now)
            else:
                outcome = Failure(error=outcome.error, is_final=outcome.is_final or is_patient, wait=outcome.wait)
                is_given_up = pages.failed(connection, wanted, outcome, now)
        if isinstance(outcome, Story):
            filled.read += 1
            if is_revised:
                filled.revised.add(wanted.story)
            log.info("page read", title=wanted.title, story=wanted.story, characters=len(outcome.text))
            return
        filled.given_up += is_given_up
        filled.failures.append(outcome.error)
        log.warning("page failed", source=wanted.source, problem=outcome.error, given_up=is_given_up)

    def _read(self, wanted: Wanted, document: Document) -> Story | Failure:
        source = self._sources[wanted.source].as_source()
        task = PageTask(
            document=document, source=source, title=wanted.title, text=wanted.text, is_again=wanted.is_again
        )
        try:
            return self._extract(task)
        except FormatError as error:
            return Failure(error=f"{wanted.source}: {error}", is_final=True)


def _with_full_text(settings: Settings) -> dict[str, FeedSource]:
    return {
        source.name: source
        for source in settings.sources
        if isinstance(source, FeedSource) and source.enabled and source.full_text
    }


def _is_final(error: FetchError) -> bool:
    status = error.status or 0
    return isinstance(error, ForbiddenAddress) or (400 <= status < 500 and status not in _PASSING)
