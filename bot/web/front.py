"""A front: a process beside the service that answers for published files, whatever the service is busy with.

It imports little, knows no database and writes nothing. It ends when the service does, however that ends: its channel is
closed then.
"""

import asyncio
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from dataclasses import asdict
from email.utils import formatdate
from pathlib import Path
from typing import Any, Final

import uvloop

from bot.web.exchange import Exchange
from bot.web.guests import Guests, Limits
from bot.web.handing import Sending, told
from bot.web.public import Place
from bot.web.replying import Files, Manner, Reply

#: Seconds between two looks for connections that are too slow; seconds for the last answers at the end.
_LOOK_S, _END_S = 0.5, 1.0
_PACKET: Final = 1024 * 1024


def values(public: Path, manner: Manner, limits: Limits) -> dict[str, Any]:
    """Return what a front goes by, as it is sent to it."""
    return {
        "public": str(public),
        "feed_link": manner.feed_link,
        "archive_link": manner.archive_link,
        "limits": asdict(limits),
    }


class Front:
    """All connections of this process."""

    def __init__(self, channel: socket.socket) -> None:
        self._loop = asyncio.get_running_loop()
        self.now = self._loop.time
        self.date = b""
        self.over = asyncio.Event()
        self._sending = Sending(channel)
        self._exchanges: set[Exchange] = set()
        self.limits = Limits()
        self._guests = Guests(self.limits)
        self._files: Files | None = None
        self._tick()

    # What exchanges ask of it

    def enter(self, exchange: Exchange, address: str) -> str | None:
        """Let a connection in, or say None."""
        self._exchanges.add(exchange)
        return self._guests.enter(address)

    def leave(self, exchange: Exchange, name: str | None) -> None:
        """A connection is over; it was let in by this name."""
        self._exchanges.discard(exchange)
        if name is not None:
            self._guests.leave(name)

    def reply(self, place: Place, asked: dict[bytes, str]) -> Reply | None:
        """Return the answer, if it is to be had here."""
        try:
            return None if self._files is None else self._files.reply(place, asked)
        except OSError:  # a disk that fails, or no descriptors left: the service says so in its own words
            return None

    def hand(self, transport: asyncio.Transport, read: bytes) -> None:
        """Have the service go on with a connection."""
        with suppress(OSError):  # no descriptors left: this one is lost
            self._sending.hand(os.dup(transport.get_extra_info("socket").fileno()), read)
        transport.abort()  # only our descriptor of it
        self._flush()

    # The channel

    def listen_to_service(self) -> None:
        """Heed the channel from now on."""
        self._loop.add_reader(self._sending.channel.fileno(), self._hear)

    def ready(self) -> None:
        """Tell the service that connections are taken here."""
        self._sending.ready()
        self._flush()

    def _hear(self) -> None:
        try:
            packet = self._sending.channel.recv(_PACKET)
        except BlockingIOError:
            return
        except OSError:
            packet = b""
        if packet:
            self._go_by(told(packet))
        else:
            self._loop.remove_reader(self._sending.channel.fileno())
            self.over.set()

    def _go_by(self, values: dict[str, Any]) -> None:
        manner = Manner(feed_link=values["feed_link"], archive_link=values["archive_link"])
        self._files = Files(Path(values["public"]), manner)
        self.limits = self._guests.limits = Limits(**values["limits"])

    def _flush(self) -> None:
        channel = self._sending.channel.fileno()
        try:
            is_sent = self._sending.flush()
        except OSError:
            self.over.set()
            return
        if is_sent:
            self._loop.remove_writer(channel)
        else:
            self._loop.add_writer(channel, self._flush)

    # Time

    def _tick(self) -> None:
        self.date = f"date: {formatdate(usegmt=True)}\r\n\r\n".encode()
        now = self.now()
        for exchange in list(self._exchanges):
            exchange.expire(now)
        self._loop.call_later(_LOOK_S, self._tick)

    async def end(self) -> None:
        """Let the last answers be taken."""
        deadline = self.now() + _END_S
        while self._exchanges and self.now() < deadline:
            for exchange in list(self._exchanges):
                exchange.end()
            await asyncio.sleep(0.02)


async def _run(channel: socket.socket, listening: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    front = Front(channel)
    loop.add_signal_handler(signal.SIGTERM, front.over.set)
    front.listen_to_service()
    server = await loop.create_server(lambda: Exchange(front), sock=listening, backlog=2048)
    front.ready()
    await front.over.wait()
    server.close()
    await front.end()


def main(channel: int, listening: int) -> None:
    """Serve until the channel is closed. Runs in a process of its own only."""
    # Ctrl-C and a closed terminal are for the service, which ends this process in its turn.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 65536) if most > 0 else 65536, most))
    with socket.socket(fileno=channel) as ours, socket.socket(fileno=listening) as theirs:
        ours.setblocking(False)
        uvloop.run(_run(ours, theirs))
    sys.exit(0)
