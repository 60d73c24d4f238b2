"""Tell a WebSub hub that a feed changed, and judge what it answers. How long to wait is a rule; the request is the only I/O.

WebSub (W3C Recommendation of 23 January 2018, section 6) leaves open how a hub is told. Hubs take a form as PubSubHubbub had it
(Core 0.3, section 7.1): `hub.mode=publish` with the feed as `hub.url`; some look at `hub.topic` in its place, and none minds both.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus
from types import TracebackType
from typing import Any, Final, Literal, Self
from urllib.parse import urlsplit

import httpx

Result = Literal["told", "failed", "away", "gone"]
"""told: the hub took it. failed: it refused this feed. away: it takes nothing now. gone: it says that it never will."""

#: Pauses between two attempts: each twice as long as the one before.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=15), timedelta(hours=1)
#: What no hub took for so long is given up. By then every subscriber has asked by himself.
GIVEN_UP_AFTER: Final = timedelta(days=3)
#: A hub has so long to answer, from the look-up of its name on.
TIMEOUT: Final = timedelta(seconds=15)

MOST_REDIRECTS: Final = 3
_KEEPS_METHOD: Final = frozenset({307, 308})
_AWAY: Final = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of telling a hub."""

    result: Result
    error: str | None = None  #: one line; None if it took it
    retry_after: str | None = None  #: when to come again, as it said


def pause_after(failures: int) -> timedelta:
    """Return how long to wait after so many failures in a row (1 or more)."""
    return min(FIRST_PAUSE * (1 << min(failures - 1, 20)), LONGEST_PAUSE)


class Publisher:
    """Tells hubs. An asynchronous context manager; requests go through the transport that is given, which owns all connections."""

    def __init__(
        self,
        transport: httpx.AsyncBaseTransport,
        *,
        user_agent: str,
        extensions: Mapping[str, Any],
        timeout: timedelta = TIMEOUT,
    ) -> None:
        """Prepare to tell; *extensions* are handed to the transport with every request."""
        self._client = httpx.AsyncClient(
            transport=transport,
            headers={"User-Agent": user_agent, "Accept": "*/*;q=0.1"},
            timeout=timeout.total_seconds(),
            follow_redirects=False,
            trust_env=False,
        )
        self._extensions = dict(extensions)
        self._timeout = timeout.total_seconds()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def tell(self, hub: str, feed: str) -> Answer:
        """Tell a hub that the feed of this URL changed. What goes wrong is an answer too."""
        try:
            async with asyncio.timeout(self._timeout):
                return await self._tell(hub, {"hub.mode": "publish", "hub.url": feed, "hub.topic": feed})
        except TimeoutError:
            return Answer(result="away", error=f"no answer within {self._timeout:g} s")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Answer(result="away", error=str(error) or type(error).__name__)

    async def _tell(self, url: str, form: Mapping[str, str]) -> Answer:
        for _ in range(1 + MOST_REDIRECTS):
            async with self._client.stream("POST", url, data=form, extensions=self._extensions) as response:
                # What it says beside the status is not read: nobody would know what to do with it.
                if response.status_code not in _KEEPS_METHOD:
                    return judge(response.status_code, response.headers.get("retry-after"))
                target = _redirected(url, response.headers.get("location"))
            if target is None:
                return Answer(result="failed", error="redirects to another host; put that one into site.hubs")
            url = target
        return Answer(result="failed", error=f"redirects more than {MOST_REDIRECTS} times")


def judge(status: int, retry_after: str | None) -> Answer:
    """Return what an answer with this status, which no redirect leads on from, means."""
    if 200 <= status < 300:
        return Answer(result="told")
    error = f"answered {_named(status)}"
    if status == HTTPStatus.GONE:
        return Answer(result="gone", error=error)
    if status >= 500 or status in _AWAY:
        return Answer(result="away", error=error, retry_after=retry_after)
    return Answer(result="failed", error=error, retry_after=retry_after)


def _redirected(url: str, location: str | None) -> str | None:
    """Return where a redirect leads, if that is on the same host and no less safe."""
    if location is None:
        return None
    with suppress(httpx.InvalidURL, ValueError):
        target = httpx.URL(url).join(location)
        before, after = urlsplit(url), urlsplit(str(target))
        is_safe = after.scheme == before.scheme or (before.scheme, after.scheme) == ("http", "https")
        if is_safe and after.hostname == before.hostname and "@" not in after.netloc:
            return str(target)
    return None


def _named(status: int) -> str:
    with suppress(ValueError):
        return f"{status} {HTTPStatus(status).phrase.lower()}"
    return str(status)
