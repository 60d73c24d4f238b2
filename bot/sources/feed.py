"""Ask one HTTP feed for its document, with the validators of the last answer. The only home of httpx on the way in.

Nothing is retried here: an answer that is no use is a FetchError, and the next poll is the retry.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Self
from urllib.parse import urlsplit, urlunsplit

import httpx

from bot.errors import FetchError, TooManyRequests
from bot.model import Document, Source
from bot.sources.polling import parse_retry_after

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.8, */*;q=0.1"
)
MAX_REDIRECTS = 5
RAW = "latin-1"  # every byte is a character of it and comes back as that byte


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What makes the next request conditional (RFC 9110, 13); sent back to the last byte as it came."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a feed answered."""

    document: Document | None  #: None: not modified since the validators were given
    validators: Validators


class Fetcher:
    """One HTTP client for all feeds. An asynchronous context manager."""

    def __init__(self, *, user_agent: str, timeout: timedelta, max_body_bytes: int) -> None:
        self._timeout = timeout
        self._max_body_bytes = max_body_bytes
        # Keep-alive gains nothing across hosts, and httpx's pool is many times slower with it than without.
        limits = httpx.Limits(max_connections=32, max_keepalive_connections=0)
        headers = {"User-Agent": user_agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate"}
        self._client = httpx.AsyncClient(
            headers=headers,
            limits=limits,
            timeout=httpx.Timeout(timeout.total_seconds(), connect=10),
            follow_redirects=True,
            max_redirects=MAX_REDIRECTS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=[])),  # takes none, sends none
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def fetch(self, source: Source, url: str, validators: Validators, now: datetime) -> Answer:
        """Ask *url* for its document, unless it is as the *validators* say.

        Raises:
            TooManyRequests: the server asks for a pause.
            FetchError: no answer, a bad one, one that is too large, or none within the time-out.
        """
        shown = without_userinfo(url)
        try:
            async with asyncio.timeout(self._timeout.total_seconds()):
                return await self._fetch(source, url, validators, now)
        except TimeoutError as error:
            message = f"no complete answer within {self._timeout.total_seconds():g} s"
            raise FetchError(source.name, shown, message) from error
        except httpx.HTTPError as error:
            raise FetchError(source.name, shown, _explain(error)) from error
        except (httpx.InvalidURL, httpx.CookieConflict) as error:
            raise FetchError(source.name, shown, f"bad URL: {error}") from error

    async def _fetch(self, source: Source, url: str, validators: Validators, now: datetime) -> Answer:
        headers = {}
        if validators.etag is not None:
            headers[b"If-None-Match"] = validators.etag.encode(RAW)
        if validators.last_modified is not None:
            headers[b"If-Modified-Since"] = validators.last_modified.encode(RAW)
        async with self._client.stream("GET", url, headers=headers) as response:
            given = Validators(etag=_raw(response, b"etag"), last_modified=_raw(response, b"last-modified"))
            if response.status_code == httpx.codes.NOT_MODIFIED:
                kept = Validators(
                    etag=given.etag or validators.etag, last_modified=given.last_modified or validators.last_modified
                )
                return Answer(document=None, validators=kept)
            _refuse_bad_status(source, url, response, now)
            content = await self._read(source, url, response)
            document = Document(
                source=source.name,
                location=without_userinfo(url),
                content=content,
                media_type=response.headers.get("Content-Type"),
                base_url=without_userinfo(str(response.url)),
                arrived=now,
            )
            return Answer(document=document, validators=given)

    async def _read(self, source: Source, url: str, response: httpx.Response) -> bytes:
        content = bytearray()
        async for chunk in response.aiter_bytes(65536):
            content += chunk
            if len(content) > self._max_body_bytes:
                message = f"sent more than {self._max_body_bytes} bytes; `polling.max_body` allows no more"
                raise FetchError(source.name, without_userinfo(url), message)
        return bytes(content)


def _raw(response: httpx.Response, wanted: bytes) -> str | None:
    return next((value.decode(RAW) for name, value in response.headers.raw if name.lower() == wanted), None)


def without_userinfo(url: str) -> str:
    """The URL as it may be shown and stored: without user name and password."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _refuse_bad_status(source: Source, url: str, response: httpx.Response, now: datetime) -> None:
    status = response.status_code
    if status in {httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE}:
        retry_after = parse_retry_after(response.headers.get("Retry-After"), now)
        raise TooManyRequests(source.name, without_userinfo(url), status, retry_after)
    if status != httpx.codes.OK:
        message = f"answered {status} {response.reason_phrase}, expected 200".replace("  ", " ")
        raise FetchError(source.name, without_userinfo(url), message, status=status)


def _explain(error: httpx.HTTPError) -> str:
    # httpx's own texts are empty for some errors; the class name then says more ("ReadTimeout").
    text = str(error) or type(error).__name__
    if isinstance(error, httpx.ConnectError):
        return f"cannot connect: {text}"
    if isinstance(error, httpx.TimeoutException):
        return f"timed out ({type(error).__name__})"
    return f"{text[:1].lower()}{text[1:]}"
