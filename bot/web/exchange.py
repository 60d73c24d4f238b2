"""One connection at a front: requests for published files are answered, with all others the connection is handed over.

A request is taken as it is written: its head is given to the parser alone, so that the bytes to hand over are known. What is
in any way unusual is the service's business, which knows more of HTTP.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Protocol

import httptools

from bot.web.guests import HEAD, Limits
from bot.web.public import Place, locate
from bot.web.replying import HEEDED, Reply

_END: Final = b"\r\n\r\n"
#: Seconds for the rest of what is written when the connection is closed on our side.
CLOSING_S: Final = 5.0


def refusal(status: str, text: str) -> bytes:
    """Return an answer after which the connection is closed. `status` is code and reason."""
    body = f"{text}\n".encode()
    return (
        f"HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {len(body)}\r\n"
        "x-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
    ).encode() + body


MALFORMED: Final = refusal("400 Bad Request", "not a request")
TOO_LARGE: Final = refusal("431 Request Header Fields Too Large", f"more than {HEAD} bytes before the body")
TOO_SLOW: Final = refusal("408 Request Timeout", "the request took too long")
TOO_MANY: Final = refusal("503 Service Unavailable", "too many connections, please come again").replace(
    b"connection: close", b"retry-after: 10\r\nconnection: close"
)


class House(Protocol):
    """The front, as its connections know it."""

    now: Callable[[], float]  #: seconds of a clock that never goes back
    date: bytes  #: the line with the time, and its end
    limits: Limits

    def enter(self, exchange: "Exchange", address: str) -> str | None:
        """Let a connection in, or say None."""

    def leave(self, exchange: "Exchange", name: str | None) -> None:
        """A connection is over; it was let in by this name."""

    def reply(self, place: Place, asked: dict[bytes, str]) -> Reply | None:
        """Return the answer, if it is to be had here."""

    def hand(self, transport: asyncio.Transport, read: bytes) -> None:
        """Have the service go on with a connection, with what was read and not answered."""


class Exchange(asyncio.Protocol):
    """One connection."""

    __slots__ = (
        "_asked",
        "_deadline",
        "_hosts",
        "_house",
        "_is_closing",
        "_is_full",
        "_is_kept",
        "_is_unusual",
        "_is_whole",
        "_name",
        "_parser",
        "_read",
        "_transport",
        "_url",
    )

    _transport: asyncio.Transport

    def __init__(self, house: House) -> None:
        self._house = house
        self._name: str | None = None
        self._parser = httptools.HttpRequestParser(self)
        self._read = bytearray()  # and not answered
        self._is_full = False  # what was written is not all taken
        self._is_closing = False
        self._deadline = house.now() + house.limits.head_s
        self.on_message_begin()

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let it in, if there is room."""
        self._transport = transport
        # Above nothing: what the system does not take at once is waited for, and reading with it.
        transport.set_write_buffer_limits(high=0)
        peer = transport.get_extra_info("peername")
        self._name = self._house.enter(self, peer[0] if peer else "")
        if self._name is None:
            self._close(TOO_MANY)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 (the loop gives it)
        """Give its place to another one."""
        self._is_closing = True
        self._house.leave(self, self._name)

    def pause_writing(self) -> None:
        """Stop until the answer is taken: who does not read is not read."""
        self._is_full = True
        self._deadline = self._house.now() + (CLOSING_S if self._is_closing else self._house.limits.taking_s)
        if not self._is_closing:
            self._transport.pause_reading()

    def resume_writing(self) -> None:
        """Go on with what was read."""
        self._is_full = False
        if not self._is_closing:
            self._deadline = self._house.now() + self._house.limits.idle_s
            self._transport.resume_reading()
            self._go_on()

    def expire(self, now: float) -> None:
        """End it if it is too slow."""
        if now < self._deadline:
            return
        if self._is_full or self._is_closing:
            self._transport.abort()
        else:
            self._close(TOO_SLOW if self._read else b"")

    def end(self) -> None:
        """Close it after what is written already."""
        self._close(b"")

    def _close(self, last: bytes) -> None:
        if self._is_closing:
            return
        self._is_closing = True
        self._deadline = self._house.now() + CLOSING_S
        if last:
            self._transport.write(last)
        self._transport.close()

    # Requests

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._is_closing:
            return
        if not self._read:
            self._deadline = self._house.now() + self._house.limits.head_s
        self._read += data
        if not self._is_full:
            self._go_on(len(data))

    def _go_on(self, new: int | None = None) -> None:
        """Answer what is there as a whole; the *new* last bytes are those that were not looked at yet."""
        read = self._read
        while read and not self._is_full and not self._is_closing:
            if read[0] in b"\r\n":  # before a request these mean nothing
                start = len(read) - len(read.lstrip(b"\r\n"))
                del read[:start]
                continue
            end = read.find(_END, 0 if new is None else max(0, len(read) - new - len(_END)))
            if end < 0:
                if new is None:  # it came behind another request
                    self._deadline = self._house.now() + self._house.limits.head_s
                self._wait()
                return
            new = None
            if end > HEAD:
                self._close(TOO_LARGE)
                return
            head = bytes(read[: end + len(_END)])
            if not self._take(head):
                return
            del read[: len(head)]

    def _wait(self) -> None:
        if len(self._read) > HEAD:
            self._close(TOO_LARGE)
        elif b"\n\n" in self._read or b"\n\r\n" in self._read:  # lines without CR
            self._hand()

    def _take(self, head: bytes) -> bool:
        """Answer a request; False ends the reading here."""
        try:
            self._parser.feed_data(head)
        except httptools.HttpParserUpgrade:
            self._is_unusual = True
        except httptools.HttpParserError:
            self._close(MALFORMED)
            return False
        method, version = self._parser.get_method(), self._parser.get_http_version()
        is_closed = version != "1.1" or not self._is_kept
        # Of this version each request has to say the host, once; that is all it is good for here.
        is_usual = self._is_whole and not self._is_unusual and (self._hosts == 1 or version == "1.0")
        place = None
        if is_usual and method in {b"GET", b"HEAD"}:
            place = locate(self._url.partition(b"?")[0].decode("latin-1"))
        reply = None if place is None else self._house.reply(place, self._asked)
        if reply is None:
            self._hand()
            return False
        self._answer(reply, is_whole=method == b"GET", is_closed=is_closed)
        return not is_closed

    def _answer(self, reply: Reply, *, is_whole: bool, is_closed: bool) -> None:
        end = b"connection: close\r\n" + self._house.date if is_closed else self._house.date
        head = reply.head + end
        self._deadline = self._house.now() + self._house.limits.idle_s
        if is_whole and reply.body:
            self._transport.writelines((head, reply.body))
        else:
            self._transport.write(head)
        if is_closed:
            self._close(b"")

    def _hand(self) -> None:
        self._is_closing = True
        self._transport.pause_reading()
        self._house.hand(self._transport, bytes(self._read))

    # The parser

    def on_message_begin(self) -> None:
        """Forget the last request."""
        self._url = b""
        self._asked: dict[bytes, str] = {}
        self._hosts = 0
        self._is_whole = self._is_unusual = self._is_kept = False

    def on_url(self, url: bytes) -> None:
        """Keep what is asked for."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep what the answer depends on."""
        name = name.lower()
        if name in HEEDED:
            text, former = value.decode("latin-1"), self._asked.get(name)
            self._asked[name] = text if former is None else f"{former}, {text}"
        elif name == b"host":
            self._hosts += 1
        elif name == b"expect":
            self._is_unusual = True

    def on_message_complete(self) -> None:
        """There is no body."""
        self._is_whole = True
        self._is_kept = self._parser.should_keep_alive()  # it knows no more of this once it is done
