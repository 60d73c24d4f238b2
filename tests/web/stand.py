"""A server as the service runs it, in a thread: over real sockets, with or without a front."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from bot.serving.server import Server, listen
from bot.web.app import Application
from bot.web.entrance import Entrance
from bot.web.front import values
from bot.web.guests import Limits
from bot.web.replying import Manner

#: Who answers: the service itself, or a front.
WAYS = ("service", "front")


@dataclass
class Stand:
    """A running server."""

    port: int
    public: Path
    server: Server
    loop: asyncio.AbstractEventLoop
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", trust_env=False)

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=8)

    def raw(self, request: bytes) -> bytes:
        """All that comes until the server closes."""
        with self.connect() as connection:
            connection.sendall(request)
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def go_by(self, public: Path, manner: Manner, limits: Limits) -> None:
        """Change what fronts go by."""
        self.loop.call_soon_threadsafe(self.server.go_by, limits, values(public, manner, limits))

    def children(self) -> list[int]:
        """The processes of the fronts."""
        return list(self.server._fronts._running)

    def until_ready(self) -> None:
        deadline = time.monotonic() + 20
        while not any(front.is_ready for front in self.server._fronts._running.values()):
            assert time.monotonic() < deadline
            time.sleep(0.01)


@contextmanager
def stand(
    app: Application,
    public: Path,
    way: str,
    manner: Manner | None = None,
    limits: Limits | None = None,
) -> Iterator[Stand]:
    """A server over a public directory, until the end of the block."""
    limits = limits or Limits()
    listening = listen("127.0.0.1", 0)
    port = listening.getsockname()[1]
    made: list[tuple[Server, asyncio.AbstractEventLoop]] = []
    is_made = threading.Event()

    async def run() -> None:
        server = Server(Entrance(app, limits.proxies), listening, limits)
        server.go_by(limits, values(public, manner or Manner(), limits))
        made.append((server, asyncio.get_running_loop()))
        asyncio.get_running_loop().call_soon(is_made.set)
        await server.serve(1 if way == "front" else 0)

    thread = threading.Thread(target=lambda: asyncio.run(run()))
    thread.start()
    is_made.wait()
    [(server, loop)] = made
    running = Stand(port, public, server, loop)
    try:
        if way == "front":
            running.until_ready()
        yield running
    finally:
        running.client.close()
        loop.call_soon_threadsafe(server.end)
        thread.join(10)
        assert not thread.is_alive()
