"""Do sources still bring something, and do their names lead where they may lead? Asks name servers, never a publisher."""

import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime, timedelta

from bot.config import FeedSource, Settings
from bot.doctor.findings import Finding
from bot.errors import StoreError
from bot.health import sources as how_they_are
from bot.sources.egress import forbidden, may_be_private
from bot.sources.urls import parse
from bot.store.database import open_database
from bot.web.status import SourceStatus

#: What a name server says of a name; OSError if nothing.
Resolve = Callable[[str], Sequence[str]]
#: A feed that was not read for so long, and for three of its longest intervals, is stale.
STALE = timedelta(days=3)
_LOOKUPS = 16


def states(settings: Settings, now: datetime) -> Iterator[Finding]:
    """Yield the sources that fail, are gone, or were not read for long."""
    if not settings.database.exists():
        return
    try:
        with closing(open_database(settings.database, migrate=False)) as store:
            found = how_they_are(settings, store, now)
    except StoreError:
        return  # said of the database
    stale = max(STALE, 3 * settings.polling.max_interval)
    feeds = {source.name for source in settings.sources if isinstance(source, FeedSource)}
    for source in found:
        yield from _state(source, now, stale if source.name in feeds else None)


def _state(source: SourceStatus, now: datetime, stale: timedelta | None) -> Iterator[Finding]:
    where = f"source {source.name}"
    if source.state == "failing":
        error = source.error or "an error"
        yield Finding(
            "sources", where, error, "an answer that can be read", "see `storyfold sources`; it is tried again"
        )
    elif source.state == "gone":
        seen = "its server says that it is gone for good"
        yield Finding("sources", where, seen, "a feed", "find its new address (storyfold feeds find), or take it out")
    elif source.state in {"ok", "paused"} and stale and (source.last_read is None or now - source.last_read > stale):
        seen = "never read" if source.last_read is None else f"last read on {source.last_read:%Y-%m-%d}"
        yield Finding(
            "sources", where, seen, f"every {stale.days} days at least", "is the service running? see /status"
        )
    elif source.state == "never read":
        yield Finding(
            "sources", where, "never read", "stories", "start the service, or run `storyfold once`", is_problem=False
        )
    if source.requests and source.requests.moved_to:
        seen = f"it moved for good to {source.requests.moved_to}"
        yield Finding(
            "sources", where, seen, "its present address", "put that into the configuration", is_problem=False
        )


def system_resolve(name: str) -> Sequence[str]:
    """Ask the system for the addresses of a name.

    Raises:
        OSError: it has none, or nobody answers.
    """
    return [str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]


def egress(settings: Settings, resolve: Resolve) -> Iterator[Finding]:
    """Yield the feeds whose names have no address that they may lead to. Each name is looked up once."""
    feeds = [source for source in settings.sources if isinstance(source, FeedSource) and source.enabled]
    names = {source.name: url.host for source in feeds if (url := parse(source.feed)) is not None}
    with ThreadPoolExecutor(_LOOKUPS) as threads:
        asked = dict.fromkeys(sorted({*names.values()}))
        answers = dict(zip(asked, threads.map(lambda name: _addresses(name, resolve), asked), strict=True))
    for source in feeds:
        if source.name in names:
            yield from _judged(source, names[source.name], answers[names[source.name]])


def _addresses(name: str, resolve: Resolve) -> Sequence[str] | OSError:
    try:
        forbidden(name)
    except ValueError:  # a name, no address
        try:
            return resolve(name)
        except OSError as error:
            return error
    return [name]


def _judged(source: FeedSource, name: str, found: Sequence[str] | OSError) -> Iterator[Finding]:
    where = f"source {source.name}"
    if isinstance(found, OSError) or not found:
        seen = f"{name} has no address" + (f" ({found.strerror})" if isinstance(found, OSError) else "")
        yield Finding(
            "network", where, seen, "a name that is known", "check the URL, and the name servers of this machine"
        )
        return
    if any(forbidden(address, private=source.private) is None for address in found):
        return
    reason = forbidden(found[0], private=source.private)
    mend = "`private: true` allows it" if may_be_private(found[0]) else "nothing allows it: name another URL"
    yield Finding(
        "network", where, f"{name} leads to {found[0]}, which is {reason}", "an address of the open web", mend
    )
