"""Ask one HTTP feed for its document, with the validators of the last answer: politely, and within limits.

Redirects are followed here, hop by hop, because each hop is another request: to another host, whose turn it takes, with
other rights. Nothing is retried: an answer that is no use is a FetchError, and the next poll is the retry.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from http import HTTPStatus
from ssl import SSLContext
from typing import NoReturn, Self
from urllib.parse import urlencode

import httpx

from bot.errors import FetchError, ForbiddenAddress, TooManyRequests
from bot.model import Document, Source
from bot.sources.bodies import Body, BodyError
from bot.sources.headers import MOST_HUBS, Fields, links, max_age, server_time
from bot.sources.pace import Pace
from bot.sources.polling import parse_retry_after
from bot.sources.urls import (
    DEFAULT_PORTS,
    bare,
    basic_authorization,
    joined,
    may_see_password,
    parse,
    port_of,
    shown,
    turn_of,
    without_userinfo,
)
from bot.sources.wire import MOST_BYTES, PRIVATE, AddressForbidden, Resolve, Wire

__all__ = ["FEED_TYPES", "Answer", "Fetcher", "Request", "Turn", "Validators", "shown", "without_userinfo"]

FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)
MAX_REDIRECTS = 5
MAX_URL = 8 * 1024  #: characters; redirects that grow their URL end here
CONNECTIONS = 32

_PERMANENT = frozenset({301, 308})
_REDIRECTS = _PERMANENT | {302, 303, 307}
_WHOLE = frozenset({200, 203})
_PAUSES = frozenset({429, 503})
RAW = "latin-1"  # every byte is a character of it and comes back as that byte

Turn = Callable[[str], AbstractAsyncContextManager[None]]
"""Wait for a host's turn and hold it. The host is `name`, or `name:port` where the port is neither 80 nor 443."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional (RFC 9110, 13); sent back to the last byte as it came."""

    etag: str | None = None
    last_modified: str | None = None
    url: str | None = None  #: who issued them, without userinfo; they are sent to exactly this URL and to no other


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What to ask for."""

    source: Source
    url: str
    validators: Validators = field(default_factory=Validators)
    private: bool = False  #: it may lead into private networks and to this machine, and from https to http
    configured: bool = True  #: somebody entrusted us with this URL: its port and its userinfo count
    accept: str = FEED_TYPES


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a feed answered. No URL in it has userinfo."""

    status: int
    document: Document | None  #: None: not modified since the validators were given (304)
    validators: Validators
    url: str  #: the one that answered
    moved_to: str | None  #: where 301 and 308 lead from the asked URL; None if none of them came first
    max_age: timedelta | None  #: for how long it is fresh; None if it does not say
    hubs: tuple[str, ...] = ()  #: URLs of WebSub hubs, from Link fields
    topic: str | None = None  #: what it calls its own URL, from Link fields
    seconds: float | None = None  #: from the first request to the end of the answer; waiting for turns is no part of it


@dataclass(slots=True, kw_only=True)
class _Way:
    """The way of one fetch, from URL to URL."""

    request: Request
    start: httpx.URL  #: without userinfo and fragment
    authorization: bytes | None
    ports: frozenset[int]
    seconds: float  #: left of the time-out; waiting for turns takes none of it
    seen: set[str] = field(default_factory=set)
    moved_to: str | None = None
    is_permanent: bool = True  #: so far, all redirects were

    at: httpx.URL | None = None  #: the one that was asked last

    def fail(self, message: str, kind: type[FetchError] = FetchError, *, status: int | None = None) -> NoReturn:
        is_elsewhere = self.at is not None and self.at != self.start
        where = f" (redirected to {shown(str(self.at))[:200]})" if is_elsewhere else ""
        raise kind(self.request.source.name, shown(self.request.url), message + where, status=status)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    """What came before the body."""

    url: httpx.URL
    status: int
    fields: Fields
    now: datetime


class Fetcher:
    """One HTTP client for all feeds. An asynchronous context manager."""

    def __init__(  # noqa: PLR0913 (the last two are for tests)
        self,
        *,
        user_agent: str,
        timeout: timedelta,
        max_body_bytes: int,
        turn: Turn = lambda _: nullcontext(),
        resolve: Resolve | None = None,
        tls: SSLContext | None = None,
    ) -> None:
        """Prepare to ask.

        Args:
            user_agent: who we say that we are.
            timeout: for one fetch with all its redirects; waiting for turns takes none of it.
            max_body_bytes: most bytes of a body, as sent and as decompressed.
            turn: how to wait for a host's turn; by default nobody waits.
            resolve: how names become addresses; by default as the system does it.
            tls: whom to trust; by default the usual authorities.
        """
        self._turn = turn
        self._places = asyncio.Semaphore(CONNECTIONS)
        self._wire = Wire(resolve=resolve, tls=tls)
        self.adjust(user_agent=user_agent, timeout=timeout, max_body_bytes=max_body_bytes)

    def adjust(self, *, user_agent: str, timeout: timedelta, max_body_bytes: int) -> None:
        """Go by other options from the next request on."""
        self._seconds = timeout.total_seconds()
        self._max_body_bytes = max_body_bytes
        self._headers = (
            (b"User-Agent", user_agent.encode(RAW)),
            (b"Accept-Encoding", b"gzip, deflate"),
            (b"Connection", b"close"),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._wire.aclose()

    async def fetch(self, request: Request, now: datetime) -> Answer:
        """Ask for a document, unless it is as the validators say.

        Raises:
            TooManyRequests: the server asks for a pause.
            ForbiddenAddress: the URL, or a redirect, leads to an address, a port or a scheme that is not allowed.
            FetchError: no answer, a bad one, one that is too large or too slow.
        """
        way = self._way(request)
        url = way.start
        while len(way.seen) <= MAX_REDIRECTS:
            _check(way, url)
            end = await self._hop(way, url, now)
            if isinstance(end, Answer):
                return replace(end, seconds=self._seconds - way.seconds)
            url = end
        return way.fail(f"redirects more than {MAX_REDIRECTS} times")

    async def post_form(
        self, source: Source, url: str, form: Mapping[str, str], now: datetime, *, private: bool
    ) -> int:
        """Send a form, as WebSub's requests to hubs are, and return the status of the answer. Follows no redirect.

        Raises:
            TooManyRequests: the server asks for a pause.
            ForbiddenAddress: the URL leads to an address, a port or a scheme that is not allowed.
            FetchError: no answer, or none in time.
        """
        way = self._way(Request(source=source, url=url, private=private, configured=False))
        _check(way, way.start)
        form_type = (b"Content-Type", b"application/x-www-form-urlencoded")
        message = self._message(way, "POST", way.start, [form_type], urlencode(form).encode("ascii"))
        async with self._asking(way, message) as (response, _):
            fields = Fields(response.headers.raw)
            _refuse_pause(way, _Head(url=way.start, status=response.status_code, fields=fields, now=now))
            return response.status_code

    def _way(self, request: Request) -> _Way:
        url = parse(request.url)
        if url is None or url.scheme not in DEFAULT_PORTS:
            raise FetchError(request.source.name, shown(request.url), "is no http or https URL that can be asked")
        is_trusted = request.configured
        return _Way(
            request=request,
            start=bare(url),
            authorization=basic_authorization(url.userinfo) if url.userinfo and is_trusted else None,
            ports=frozenset({*DEFAULT_PORTS.values(), port_of(url)} if is_trusted else DEFAULT_PORTS.values()),
            seconds=self._seconds,
        )

    def _message(
        self, way: _Way, method: str, url: httpx.URL, headers: list[tuple[bytes, bytes]], content: bytes | None = None
    ) -> httpx.Request:
        if way.authorization is not None and may_see_password(way.start, url):
            headers = [*headers, (b"Authorization", way.authorization)]
        extensions = {PRIVATE: way.request.private, MOST_BYTES: self._max_body_bytes}
        return httpx.Request(method, url, headers=[*self._headers, *headers], content=content, extensions=extensions)

    async def _hop(self, way: _Way, url: httpx.URL, now: datetime) -> Answer | httpx.URL:
        """Ask one URL; return its answer, or where it redirects to."""
        validators = way.request.validators
        sent = validators if validators.url == str(url) else Validators()
        headers = [(b"Accept", way.request.accept.encode(RAW))]
        if sent.etag is not None:
            headers.append((b"If-None-Match", sent.etag.encode(RAW)))
        if sent.last_modified is not None:
            headers.append((b"If-Modified-Since", sent.last_modified.encode(RAW)))
        async with self._asking(way, self._message(way, "GET", url, headers)) as (response, pace):
            head = _Head(url=url, status=response.status_code, fields=Fields(response.headers.raw), now=now)
            if head.status in _REDIRECTS:
                return _redirect(way, head)
            if head.status == HTTPStatus.NOT_MODIFIED:
                return _not_modified(way, head, sent)
            _refuse_bad_status(way, head)
            return _whole(way, head, await self._read(response, head.fields, pace))

    @asynccontextmanager
    async def _asking(self, way: _Way, message: httpx.Request) -> AsyncIterator[tuple[httpx.Response, Pace]]:
        """Take the host's turn and a place, send the request, and hand out the head of the answer, within the limits."""
        async with self._turn(turn_of(message.url)), self._places:
            pace = Pace(way.seconds)
            try:
                async with pace.limit:
                    response = await self._wire.handle_async_request(message)
                    assert isinstance(response.stream, httpx.AsyncByteStream)
                    try:
                        yield response, pace
                    finally:
                        await response.stream.aclose()
            except TimeoutError:
                way.fail(pace.why(self._seconds))
            except AddressForbidden as error:
                way.fail(str(error), ForbiddenAddress)
            except (httpx.TransportError, BodyError) as error:
                way.fail(str(error))
            finally:
                way.seconds -= pace.spent()

    async def _read(self, response: httpx.Response, fields: Fields, pace: Pace) -> bytes:
        assert isinstance(response.stream, httpx.AsyncByteStream)
        body = Body(", ".join(fields.all(b"content-encoding")), self._max_body_bytes)
        body.expect(fields.first(b"content-length"))
        pace.go_on(0)
        async for piece in response.stream:
            body.add(piece)
            pace.go_on(body.received)
        return body.end()


def _check(way: _Way, url: httpx.URL) -> None:
    """Refuse a URL that may not be asked; which address it leads to is judged when it is dialled."""
    way.at = url
    if not way.request.private and port_of(url) not in way.ports:
        allowed = ", ".join(map(str, sorted(way.ports)))
        way.fail(f"leads to port {port_of(url)}, expected one of {allowed}", ForbiddenAddress)
    text = str(url)
    if len(text) > MAX_URL:
        way.fail(f"leads to a URL of more than {MAX_URL} characters")
    if text in way.seen:
        way.fail("redirects in a circle")
    way.seen.add(text)


def _redirect(way: _Way, head: _Head) -> httpx.URL:
    """Return where an answer redirects to, and note whether for good."""
    location = head.fields.first(b"location")
    if location is None:
        way.fail(f"answered {_named(head.status)} without a Location")
    target = joined(head.url, location)
    if target is None:
        way.fail(f"answered {_named(head.status)} with a Location that is no URL")
    if target.scheme not in DEFAULT_PORTS:
        way.fail(f"redirects to a {target.scheme[:20]}: URL, expected http or https", ForbiddenAddress)
    if not target.raw_host:
        way.fail(f"answered {_named(head.status)} with a Location that has no host")
    if (head.url.scheme, target.scheme) == ("https", "http") and not way.request.private:
        way.fail("redirects from https to http", ForbiddenAddress)
    way.is_permanent = way.is_permanent and head.status in _PERMANENT
    if way.is_permanent:
        way.moved_to = str(target)
    return target


def _not_modified(way: _Way, head: _Head, sent: Validators) -> Answer:
    if sent.etag is None and sent.last_modified is None:
        way.fail(f"answered {_named(head.status)} to a request without conditions")
    given = _validators(head)
    kept = replace(given, etag=given.etag or sent.etag, last_modified=given.last_modified or sent.last_modified)
    return _answer(way, head, None, kept)


def _whole(way: _Way, head: _Head, content: bytes) -> Answer:
    document = Document(
        source=way.request.source.name,
        location=shown(way.request.url),
        content=content,
        media_type=head.fields.first(b"content-type"),
        base_url=shown(str(head.url)),
        arrived=head.now,
    )
    return _answer(way, head, document, _validators(head))


def _answer(way: _Way, head: _Head, document: Document | None, validators: Validators) -> Answer:
    hubs = [hub for target in links(head.fields, "hub") if (hub := joined(head.url, target))]
    topic = next((topic for target in links(head.fields, "self") if (topic := joined(head.url, target))), None)
    return Answer(
        status=head.status,
        document=document,
        validators=validators,
        url=str(head.url),
        moved_to=way.moved_to,
        max_age=max_age(head.fields, head.now),
        hubs=tuple([str(hub) for hub in hubs if hub.scheme in DEFAULT_PORTS][:MOST_HUBS]),
        topic=None if topic is None else str(topic),
    )


def _validators(head: _Head) -> Validators:
    fields = head.fields
    return Validators(etag=fields.first(b"etag"), last_modified=fields.first(b"last-modified"), url=str(head.url))


def _refuse_bad_status(way: _Way, head: _Head) -> None:
    """Raise for every answer that is no whole document."""
    if head.status in _WHOLE:
        return
    _refuse_pause(way, head)
    way.fail(f"answered {_named(head.status)}, expected 200", status=head.status)


def _refuse_pause(way: _Way, head: _Head) -> None:
    """Raise for every answer that asks to be left alone."""
    retry_after = parse_retry_after(head.fields.first(b"retry-after"), server_time(head.fields, head.now))
    # Some ask for a pause with another status, such as GitHub with 403. Who is gone asks for more than a pause.
    asks_for_pause = head.status >= 400 and head.status != HTTPStatus.GONE and retry_after is not None
    if asks_for_pause or head.status in _PAUSES:
        source, url = way.request.source.name, shown(way.request.url)
        raise TooManyRequests(source, url, head.status, retry_after, turn_of(head.url))


def _named(status: int) -> str:
    """Name a status in our own words: a server's may hold anything."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
