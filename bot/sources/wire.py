"""One request, one connection: what httpx speaks through here, in place of its own transport. The only home of h11.

httpx's transport asks the system to connect to a *name*, so nobody sees which address it dialled; and its connections
hold back whatever a server sends until it has an end. This one resolves the name itself, has each address judged by
`egress.py`, dials the address that was judged (so a name server that answers differently the second time gains nothing),
and reads no faster than it is asked to. TLS and the Host field keep the name. Connections are never kept: nothing is
gained by that across hosts, and none is ever shared between a source that may enter private networks and one that may not.

A transport is httpx's documented way to do so; nothing private of it is touched.
"""

import asyncio
import os
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from ipaddress import ip_address
from itertools import chain, count, zip_longest

import h11
import httpx

from bot.sources.egress import forbidden, may_be_private
from bot.sources.urls import DEFAULT_PORTS

#: Most bytes of an answer's head, with all interim answers (1xx) before it.
MOST_HEAD_BYTES = 64 * 1024
#: Of a name's addresses, so many are tried, each for so long if another follows (a dead IPv6 is the usual case).
MOST_ADDRESSES = 4
ADDRESS_SECONDS = 3.0
#: At most so many names are looked up at once; a look-up cannot be broken off, so a dead name server keeps its thread.
LOOKUPS = 32
#: One read may hold thousands of chunks of a byte each; after so many of them the others have their turn.
PIECES_AT_ONCE = 32
#: A request's `extensions`: whether private addresses may be dialled, and the most bytes to take from the wire.
PRIVATE = "storyfold.private"
MOST_BYTES = "storyfold.most_bytes"

_HEAD_READ = 16 * 1024
_BODY_READ = 64 * 1024

_LOOKUP_FAILURES = {
    socket.EAI_NONAME: "there is no such name",
    socket.EAI_NODATA: "its name has no address",
    socket.EAI_AGAIN: "the name server does not answer",
}

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""A name and a port -> the addresses of the name, best first. Raises OSError."""


class AddressForbidden(httpx.ConnectError):
    """All addresses of the name are forbidden; the text says which and why."""


class Wire(httpx.AsyncBaseTransport):
    """The transport. Errors are httpx's, with texts for people that quote nothing of the URL or the answer."""

    def __init__(self, *, resolve: Resolve | None = None, tls: ssl.SSLContext | None = None) -> None:
        self._resolve = resolve or _Lookups()
        self._tls = tls

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Connect, ask, and return the answer's head, with the body still on the wire.

        Raises:
            AddressForbidden: the name leads where this request may not lead.
            httpx.TransportError: no connection, no trust, or no answer in HTTP/1.1.
        """
        reader, writer = await self._dial(request.url, private=bool(request.extensions.get(PRIVATE)))
        connection = _Connection(reader, writer, int(request.extensions.get(MOST_BYTES, 0)))
        try:
            head = await connection.ask(request)
        except BaseException:
            await connection.aclose()
            raise
        return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=connection)

    async def _dial(self, url: httpx.URL, *, private: bool) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        name, port = url.raw_host.decode("ascii"), url.port or DEFAULT_PORTS[url.scheme]
        tls = (self._tls or trust()) if url.scheme == "https" else None
        server_name = name.rstrip(".") if tls else None
        addresses = await self._permitted(name, port, private=private)
        for left, address in zip(range(len(addresses) - 1, -1, -1), addresses, strict=True):
            try:
                async with asyncio.timeout(ADDRESS_SECONDS if left else None):
                    return await asyncio.open_connection(address, port, ssl=tls, server_hostname=server_name)
            except ssl.SSLError as error:
                raise httpx.ConnectError(_explain_tls(error)) from error
            except OSError as error:  # TimeoutError is one
                if not left:
                    raise httpx.ConnectError(f"cannot connect: {_explain(error)}") from error
        raise AssertionError  # the last address returns or raises

    async def _permitted(self, name: str, port: int, *, private: bool) -> Sequence[str]:
        """Return the addresses of a name that may be dialled, families by turns; at least one."""
        try:
            found = [name] if _is_address(name) else await self._resolve(name, port)
        except OSError as error:
            raise httpx.ConnectError(f"cannot find the host: {_explain(error)}") from error
        allowed = [address for address in dict.fromkeys(found) if forbidden(address, private=private) is None]
        if allowed:
            preferred = [address for address in allowed if (":" in address) == (":" in allowed[0])]
            others = [address for address in allowed if address not in preferred]
            turns = chain.from_iterable(zip_longest(preferred, others))
            return [address for address in turns if address is not None][:MOST_ADDRESSES]
        if not found:
            raise httpx.ConnectError("cannot find the host: its name has no address")
        mend = "; `private: true` would allow it" if may_be_private(found[0]) else ""
        raise AddressForbidden(f"leads to {found[0]}, which is {forbidden(found[0], private=private)}{mend}")


class _Lookups:
    """What the system says of names, in threads that nobody waits for: an executor's would hold up the end of the process."""

    def __init__(self) -> None:
        self._places = asyncio.Semaphore(LOOKUPS)

    async def __call__(self, name: str, port: int) -> Sequence[str]:
        await self._places.acquire()  # until the thread ends, which may be long after nobody wants to know any more
        found: asyncio.Future[Sequence[str]] = asyncio.get_running_loop().create_future()
        try:
            threading.Thread(target=self._look_up, args=(name, port, found), name="lookup", daemon=True).start()
        except RuntimeError as error:  # there can be no more threads
            self._places.release()
            raise OSError from error
        return await found

    def _look_up(self, name: str, port: int, found: asyncio.Future[Sequence[str]]) -> None:
        seen: Sequence[str] | Exception
        try:
            # As bytes, the name is looked up as it is; as text, Python would encode it once more, by an older standard.
            rows = socket.getaddrinfo(name.encode("ascii"), port, type=socket.SOCK_STREAM)
            seen = [str(address[0]) for *_, address in rows]
        except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
            seen = error
        with suppress(RuntimeError):  # the loop is closed
            found.get_loop().call_soon_threadsafe(self._settle, found, seen)

    def _settle(self, found: asyncio.Future[Sequence[str]], seen: Sequence[str] | Exception) -> None:
        self._places.release()
        if found.done():  # given up
            return
        if isinstance(seen, Exception):
            found.set_exception(seen)
        else:
            found.set_result(seen)


class _Connection(httpx.AsyncByteStream):
    """One connection, and the body of the one answer that comes through it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most_bytes: int) -> None:
        self._reader = reader
        self._writer = writer
        self._left = self._most = MOST_HEAD_BYTES + most_bytes
        # h11 looks at its own limit only when it needs more; ours in `_receive` is the one that holds.
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=MOST_HEAD_BYTES)

    async def ask(self, request: httpx.Request) -> h11.Response:
        try:
            sent = self._http.send(
                h11.Request(method=request.method, target=request.url.raw_path, headers=request.headers.raw)
            )
            if request.content:
                sent = (sent or b"") + (self._http.send(h11.Data(data=request.content)) or b"")
            self._writer.write((sent or b"") + (self._http.send(h11.EndOfMessage()) or b""))
        except h11.LocalProtocolError as error:
            raise httpx.LocalProtocolError("cannot be asked: the request is not HTTP/1.1") from error
        head_left = MOST_HEAD_BYTES
        while True:
            event = self._next_event()
            if isinstance(event, h11.Response):
                return event
            if event is h11.NEED_DATA:
                if head_left == 0:
                    raise httpx.RemoteProtocolError(f"sent more than {MOST_HEAD_BYTES} bytes of header fields")
                head_left -= await self._receive(min(_HEAD_READ, head_left))
            elif not isinstance(event, h11.InformationalResponse) or event.status_code == 101:
                raise httpx.RemoteProtocolError("did not answer in HTTP/1.1")

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for number in count(1):
            event = self._next_event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
                if number % PIECES_AT_ONCE == 0:
                    await asyncio.sleep(0)
            elif event is h11.NEED_DATA:
                await self._receive(_BODY_READ)
            else:
                return

    async def aclose(self) -> None:
        self._writer.transport.abort()

    def _next_event(self) -> object:
        try:
            return self._http.next_event()
        except h11.RemoteProtocolError as error:
            # What follows the colon is quoted from the answer.
            text = str(error).partition(":")[0].partition("(")[0].strip()
            what = "broke off" if text.startswith("peer closed") else "did not answer in HTTP/1.1"
            raise httpx.RemoteProtocolError(f"{what}: {text[:1].lower()}{text[1:]}") from error

    async def _receive(self, most: int) -> int:
        try:
            data = await self._reader.read(most)
        except OSError as error:
            raise httpx.ReadError(f"broke off: {_explain(error)}") from error
        if not data and self._left == self._most:
            raise httpx.RemoteProtocolError("closed the connection without an answer")
        if not data and self._http.their_state is h11.SEND_RESPONSE:
            raise httpx.RemoteProtocolError("did not answer in HTTP/1.1: the connection ended in its head")
        self._left -= len(data)
        if self._left < 0:
            raise httpx.ReadError("sent more than `polling.max_body` allows")
        self._http.receive_data(data)
        return len(data)


@cache
def trust() -> ssl.SSLContext:
    """Return how servers are trusted: certificates checked, TLS 1.2 or later. SSL_CERT_FILE may name other authorities."""
    context = httpx.create_ssl_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return context


@lru_cache(4096)
def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _explain_tls(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        text = f"{error.verify_message[:1].lower()}{error.verify_message[1:]}".rstrip(".")
        return f"its certificate is refused: {text}"
    return f"no TLS with it: {(error.reason or 'handshake failed').replace('_', ' ').lower()}"


def _explain(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return _LOOKUP_FAILURES.get(error.errno or 0, "the look-up failed")
    if isinstance(error, TimeoutError):
        return "no answer"
    # Not its own text, in which asyncio quotes the address.
    return os.strerror(error.errno).lower() if error.errno else "the connection broke off"
