"""One connection at the service: uvicorn's, with limits, and able to go on where a front left off."""

import asyncio
import logging
import socket
from collections.abc import Callable

import httptools
import structlog
import uvicorn
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.server import ServerState

from bot.web.exchange import CLOSING_S, MALFORMED, TOO_LARGE, TOO_MANY, TOO_SLOW
from bot.web.guests import HEAD, Guests
from bot.web.handing import Handed

log = structlog.get_logger()
# Bugs are said; what is no request is the other side's affair, and a line for each would let anybody fill the log.
_errors = logging.getLogger("uvicorn.error.connection")
_errors.setLevel(logging.ERROR)

_AT_ONCE = 64  # connections accepted before something else has its turn
_AGAIN_S = 1.0  # before accepting is tried again
_REST_S = 1.0  # for the rest of a body that nobody wants, before the connection is cut


class Connection(HttpToolsProtocol):
    """A connection. What it answers is the application's."""

    def __init__(self, config: uvicorn.Config, state: ServerState, guests: Guests, read: bytes = b"") -> None:
        """Prepare to go on after *read*, the bytes that came before."""
        super().__init__(config=config, server_state=state, app_state={})
        self._guests = guests
        self.logger = _errors
        self.timeout_keep_alive = guests.limits.idle_s  # type: ignore[assignment]  # it only has to be a number
        self._first = read
        self._name: str | None = None
        self._head = 0  # bytes of the head that is read
        self._is_in_head = self._is_in_message = self._is_refused = False
        self._timer: asyncio.TimerHandle | None = None  # for the request to come
        self._taking: asyncio.TimerHandle | None = None  # for the answer to be taken

    # The connection

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Let it in, if there is room."""
        super().connection_made(transport)
        # Whoever does not take what is written is noticed, however little it is.
        transport.set_write_buffer_limits(high=0)
        self._name = self._guests.enter(self.client[0] if self.client else "")
        if self._name is None:
            self._refuse(TOO_MANY)
            return
        self._wait(self._guests.limits.head_s, self._too_slow)
        if self._first:
            first, self._first = self._first, b""
            self.data_received(first)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give its place to another one."""
        self._wait(None)
        if self._taking is not None:
            self._taking.cancel()
        if self._name is not None:
            self._guests.leave(self._name)
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    def pause_writing(self) -> None:
        """Have the answer taken in time."""
        super().pause_writing()
        self._taking = self.loop.call_later(self._guests.limits.taking_s, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on."""
        if self._taking is not None:
            self._taking.cancel()
        super().resume_writing()

    def _wait(self, seconds: float | None, then: Callable[[], None] = lambda: None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None else self.loop.call_later(seconds, then)

    def _refuse(self, answer: bytes) -> None:
        self._is_refused = True
        self.transport.write(answer)
        self.transport.close()
        self._wait(CLOSING_S, self.transport.abort)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _too_slow(self) -> None:
        if self._is_answering():
            self._wait(self._guests.limits.head_s, self._too_slow)
        elif self._is_in_head:
            self._refuse(TOO_SLOW)
        else:
            self.transport.abort()

    # Requests

    def data_received(self, data: bytes) -> None:
        """Read on."""
        if self._is_refused or self.transport.is_closing():
            return
        super().data_received(data)
        if self._is_refused or self.transport.is_closing():
            return
        if self._is_in_head:
            self._head += len(data)
            if self._head > HEAD:
                self._refuse(TOO_LARGE)
        elif self._timer is None and not self._is_in_message and not self._is_answering():
            self._wait(self._guests.limits.head_s, self._too_slow)  # nothing came but empty lines

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 (uvicorn's signature)
        """Refuse what is no request, or more than one."""
        self._refuse(TOO_LARGE if self._head > HEAD else MALFORMED)

    def on_message_begin(self) -> None:
        """The head begins."""
        super().on_message_begin()
        self._head = 0
        self._is_in_head = self._is_in_message = True
        if self._timer is None:
            self._wait(self._guests.limits.head_s, self._too_slow)

    def on_url(self, url: bytes) -> None:
        """Count."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count."""
        self._count(len(name) + len(value) + 4)
        super().on_header(name, value)

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > HEAD:
            raise httptools.HttpParserError("too large")

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._is_in_head = False
        self._wait(None)
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """The request is there."""
        self._is_in_message = False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """Close it where more of the body would come: nobody wants it."""
        super().on_response_complete()
        if self._is_in_message and not self.transport.is_closing():
            self._wait(_REST_S, self.transport.abort)


class Door:
    """Where connections come in: from the listening socket while nobody else accepts them, and from fronts."""

    def __init__(self, listening: socket.socket, connect: Callable[[bytes], Connection]) -> None:
        """Prepare. *connect* makes the protocol of a connection that goes on after these bytes."""
        self._listening = listening
        self._connect = connect
        self._is_accepting = self._is_closed = False
        self._coming: set[asyncio.Task[None]] = set()

    def accept(self, is_ours: bool) -> None:
        """Accept connections from now on, or leave them to others."""
        loop = asyncio.get_running_loop()
        if is_ours and not self._is_accepting and not self._is_closed:
            self._listening.setblocking(False)
            loop.add_reader(self._listening.fileno(), self._come_in)
        elif not is_ours and self._is_accepting:
            loop.remove_reader(self._listening.fileno())
        self._is_accepting = is_ours and not self._is_closed

    def close(self) -> None:
        """Let nobody in any more."""
        self.accept(is_ours=False)
        self._is_closed = True
        self._listening.close()

    def take(self, handed: Handed) -> None:
        """Go on with a connection."""
        task = asyncio.create_task(self._take(handed))
        self._coming.add(task)
        task.add_done_callback(self._coming.discard)

    async def _take(self, handed: Handed) -> None:
        loop = asyncio.get_running_loop()
        try:
            await loop.connect_accepted_socket(lambda: self._connect(handed.read), handed.connection)
        except OSError:  # gone already
            handed.connection.close()

    def _come_in(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                connection, _ = self._listening.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError as error:  # no descriptors or no memory left
                log.warning("connections wait", problem=str(error), again_s=_AGAIN_S)
                self.accept(is_ours=False)
                asyncio.get_running_loop().call_later(_AGAIN_S, self.accept, True)
                return
            connection.setblocking(False)
            # asyncio does so for sockets that say they are TCP, which those of `create_server` do not: each answer in two
            # pieces would wait 40 ms for the other side.
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.take(Handed(connection, b""))
