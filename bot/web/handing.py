"""How a front and the service speak: one message a packet over a pair of sockets.

From the service: what to go by, as JSON. From a front: READY, once; then connections that it does not answer itself, each
with the bytes that were read of it. A connection's socket comes with its first packet, the last one is marked.
"""

import json
import socket
import sys
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

#: Elsewhere there are no packets between processes that say when the other side is gone.
IS_SUPPORTED: Final = sys.platform == "linux"
READY: Final = b"r"
_MORE, _LAST = b"m", b"l"
#: Bytes of a connection in one packet: less than any system's buffer.
_PIECE: Final = 48 * 1024
#: Large enough for a packet of either side.
_PACKET: Final = 256 * 1024


class Handed(NamedTuple):
    """A connection that the service is to go on with."""

    connection: socket.socket
    read: bytes  #: of it so far


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends.

    Raises:
        OSError: this system has no such sockets.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setblocking(False)
    theirs.setblocking(False)
    return ours, theirs


def tell(channel: socket.socket, values: dict[str, Any]) -> None:
    """Send a front what to go by."""
    channel.send(json.dumps(values).encode())


def told(packet: bytes) -> dict[str, Any]:
    """Read what to go by."""
    values: dict[str, Any] = json.loads(packet)
    return values


@dataclass(slots=True)
class Sending:
    """A front's end: packets that wait for room, in their order."""

    channel: socket.socket
    _waiting: deque[tuple[bytes, int | None]] = field(default_factory=deque)

    def ready(self) -> None:
        """Say that connections are taken from now on."""
        self._waiting.append((READY, None))

    def hand(self, descriptor: int, read: bytes) -> None:
        """Hand a connection over; the descriptor is closed once it is sent."""
        pieces = [read[start : start + _PIECE] for start in range(0, len(read), _PIECE)] or [b""]
        for number, piece in enumerate(pieces):
            mark = _LAST if number == len(pieces) - 1 else _MORE
            self._waiting.append((mark + piece, None if number else descriptor))

    def flush(self) -> bool:
        """Send what there is room for, and say whether all of it was.

        Raises:
            OSError: the service is no more.
        """
        while self._waiting:
            packet, descriptor = self._waiting[0]
            try:
                if descriptor is None:
                    self.channel.send(packet)
                else:
                    socket.send_fds(self.channel, [packet], [descriptor])
            except BlockingIOError:
                return False
            self._waiting.popleft()
            if descriptor is not None:
                socket.close(descriptor)
        return True


@dataclass(slots=True)
class Receiving:
    """The service's end."""

    channel: socket.socket
    is_over: bool = False
    is_ready: bool = False
    _connection: socket.socket | None = None
    _read: bytearray = field(default_factory=bytearray)

    def take(self) -> Handed | None:
        """Return a connection that was handed over, or None if there is none at the moment."""
        while not self.is_over:
            try:
                packet, descriptors, _, _ = socket.recv_fds(self.channel, _PACKET, 1)
            except BlockingIOError:
                return None
            except OSError:
                packet, descriptors = b"", []
            if descriptors:
                self._connection = socket.socket(fileno=descriptors[0])
                self._connection.setblocking(False)
            mark = packet[:1]
            self.is_over |= not mark
            self.is_ready |= mark == READY
            self._read += packet[1:]
            if mark == _LAST and self._connection is not None:
                handed = Handed(self._connection, bytes(self._read))
                self._connection, self._read = None, bytearray()
                return handed
        return None

    def close(self) -> None:
        """Let go of the channel, and of what is not whole."""
        if self._connection is not None:
            self._connection.close()
        self.channel.close()
