"""The one address that hubs call: they ask whether we want a subscription (GET), and push what is new (POST).

What a call means is decided by whoever gives the `Hubs`; this knows sizes, times and status codes.
Source: WebSub, W3C Recommendation of 23 January 2018, sections 5.3, 7 and 8.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, Protocol

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.errors import StoreError

#: For a body as a whole; a hub sends it in one go.
READING: Final = timedelta(seconds=10)
#: Pushes under way at once: in all, and of one subscription. A hub sends what it has one after the other.
AT_ONCE, OF_ONE_AT_ONCE = 64, 4
#: Bytes of bodies held at once, or one body where the configuration allows a larger one.
HELD: Final = 32 * 1024**2
AGAIN_S: Final = 30  #: when a hub that we had no time for may come again, in seconds

_ANSWER = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",  # section 8.2
}


class Hubs(Protocol):
    """Whoever knows the subscriptions. All of it may raise StoreError: the hub is asked to come again."""

    async def standing(self, token: str) -> Literal["unknown", "ended", "wanted"]:
        """Return whether we want pushes for a callback."""

    async def verify(self, token: str, parameters: Mapping[str, str], now: datetime) -> str | None:
        """Take what a hub says or asks of a subscription; return the answer, or None if we want none of it."""

    async def receive(
        self, token: str, *, signature: str | None, media_type: str | None, body: bytes, now: datetime
    ) -> bool:
        """Take a push; True once it is stored (or ignored for good), False if the hub is to send it again."""


@dataclass(slots=True)
class _Room:
    """How many pushes are under way, of whom, and how much of them is held."""

    of_each: Counter[str] = field(default_factory=Counter)
    held: int = 0

    @contextmanager
    def place(self, token: str) -> "Iterator[_Place | None]":
        """Give a push a place for as long as it is under way, or None if there is none."""
        if self.of_each.total() >= AT_ONCE or self.of_each[token] >= OF_ONE_AT_ONCE:
            yield None
            return
        place = _Place(self)
        self.of_each[token] += 1
        try:
            yield place
        finally:
            self.of_each[token] -= 1
            if not self.of_each[token]:
                del self.of_each[token]
            self.held -= place.held


@dataclass(slots=True)
class _Place:
    room: _Room
    held: int = 0

    def hold(self, size: int, *, most: int) -> bool:
        if self.room.held + size > most:
            return False
        self.held += size
        self.room.held += size
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Callbacks:
    """The address, and what it leads to."""

    hubs: Hubs
    clock: Callable[[], datetime]
    max_body: int  #: bytes; larger pushes are refused
    _room: _Room = field(default_factory=_Room, repr=False)

    def route(self) -> Route:
        """Return the route to put before those that know every path."""
        return Route("/websub/{token}", self._called, methods=["GET", "POST"])

    async def _called(self, request: Request) -> Response:
        try:
            match request.method:
                case "POST":
                    return await self._pushed(request, request.path_params["token"])
                case "GET":
                    return await self._asked(request, request.path_params["token"])
        except StoreError:
            return _busy()  # the pass that meets the same error says what it is
        except ClientDisconnect:
            return _answer(400, "the connection was closed before the end of the body")
        # Starlette allows HEAD wherever GET is allowed; here a GET may change something.
        raise HTTPException(405, headers={"Allow": "GET, POST"})

    async def _asked(self, request: Request, token: str) -> Response:
        given = request.query_params.multi_items()
        # A parameter that is there twice could mean one thing to a proxy and another to us.
        parameters = dict(given) if len({name for name, _ in given}) == len(given) else {}
        answer = await self.hubs.verify(token, parameters, self.clock())
        if answer is None:
            return _answer(404, "no such subscription is wanted")
        return PlainTextResponse(answer, headers=_ANSWER)

    async def _pushed(self, request: Request, token: str) -> Response:
        standing = await self.hubs.standing(token)
        if standing != "wanted":
            return _answer(410, "the subscription was ended") if standing == "ended" else _answer(404, "unknown")
        if request.headers.get("Content-Encoding", "identity").strip().lower() not in {"", "identity"}:
            return _answer(415, "send it without Content-Encoding")
        with self._room.place(token) as place:
            if place is None:
                return _busy()
            try:
                async with asyncio.timeout(READING.total_seconds()):
                    body = await self._read(request, place)
            except TimeoutError:
                return _answer(408, f"the body took longer than {READING.total_seconds():g} s")
            if isinstance(body, Response):
                return body
            is_taken = await self.hubs.receive(
                token,
                signature=request.headers.get("X-Hub-Signature"),
                media_type=request.headers.get("Content-Type"),
                body=body,
                now=self.clock(),
            )
        # The same whether it was stored or ignored: nobody learns here which signature would have been right.
        return _answer(200, "thank you") if is_taken else _busy()

    async def _read(self, request: Request, place: _Place) -> bytes | Response:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > self.max_body:
                return _answer(413, f"more than {self.max_body} bytes")
            if not place.hold(len(chunk), most=max(HELD, self.max_body)):
                return _busy()
        return bytes(body)


def _answer(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status_code=status, headers=_ANSWER)


def _busy() -> Response:
    return PlainTextResponse(
        "busy, please send it again\n", status_code=503, headers={**_ANSWER, "Retry-After": str(AGAIN_S)}
    )
