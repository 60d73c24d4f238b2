"""In front of the application: who asks, whether HTTP allows it so, and how much one of them may have answered at once.

What a proxy says of the client is believed only of proxies that were named, and only about the client's address. What it
says of the host is believed of nobody: addresses are made of the configured URL of the site.
"""

import ipaddress
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from bot.web.guests import is_within

#: Requests of one client that are answered at the same time, and seconds to wait for those that are not.
AT_ONCE: Final = 32
AGAIN_S: Final = 2

_FOR = re.compile(r'for\s*=\s*("[^"]*"|[^;,\s]+)', re.IGNORECASE)
_BRACKETS = re.compile(r"\[([^\]]*)\](?::[0-9_]+)?")


def client_of(peer: str, headers: Iterable[tuple[bytes, bytes]], proxies: Sequence[str]) -> str:
    """Return the address that a request is from: the last one that was not said by a proxy to be trusted.

    Each proxy adds the address that it was asked by, so the line is read from its end. `Forwarded` (RFC 7239) is heeded
    where there is no `X-Forwarded-For`. What is no address ends the reading: then it is the proxy itself that asks.
    """
    if not is_within(peer, proxies):
        return peer
    said: dict[bytes, list[str]] = {b"x-forwarded-for": [], b"forwarded": []}
    for name, value in headers:
        if name in said:
            said[name].append(value.decode("latin-1"))
    way = ",".join(said[b"x-forwarded-for"]).split(",") if said[b"x-forwarded-for"] else _forwarded(said[b"forwarded"])
    client = peer
    for named in reversed(way):
        address = _address(named)
        if address is None:
            break
        client = address
        if not is_within(address, proxies):
            break
    return client


def _forwarded(values: Iterable[str]) -> list[str]:
    return [found[1].strip('"') for value in values for found in _FOR.finditer(value)]


def _address(text: str) -> str | None:
    text = text.strip()
    bracketed = _BRACKETS.fullmatch(text)
    text = bracketed[1] if bracketed else text.partition(":")[0] if text.count(":") == 1 else text
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


class Entrance:
    """An application behind the rules above."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str] = ()) -> None:
        self.app = app
        self.proxies = proxies
        self._under_way: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            return
        # Of this version each request has to say the host, once.
        if scope["http_version"] == "1.1" and sum(name == b"host" for name, _ in scope["headers"]) != 1:
            await _refuse(send, 400, "expected one Host", (b"connection", b"close"))
            return
        peer, port = scope["client"] or ("", 0)
        client = client_of(peer, scope["headers"], self.proxies)
        scope["client"] = (client, port if client == peer else 0)
        if self._under_way[client] >= AT_ONCE:
            await _refuse(send, 503, "too many requests at once", (b"retry-after", b"%d" % AGAIN_S))
            return
        self._under_way[client] += 1
        try:
            await self.app(scope, receive, send)
        finally:
            self._under_way[client] -= 1
            if not self._under_way[client]:
                del self._under_way[client]


async def _refuse(send: Send, status: int, text: str, header: tuple[bytes, bytes]) -> None:
    body = f"{text}\n".encode()
    lines = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        header,
    ]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": body})
