"""The web server: connections from fronts, and from the socket itself while there is none; limits; an orderly end."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from bot.errors import ServeError
from bot.serving.connections import Connection, Door
from bot.serving.fronts import Fronts
from bot.web.app import Application
from bot.web.guests import Guests, Limits
from bot.web.handing import IS_SUPPORTED


class Server:
    """An application on a socket."""

    def __init__(self, app: Application, listening: socket.socket, limits: Limits) -> None:
        """Prepare to serve."""
        self._config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            ws="none",
            proxy_headers=False,  # the entrance heeds them, of proxies that are named
            timeout_graceful_shutdown=1,
        )
        self._server = _Uvicorn(self._config)
        self._guests = Guests(limits)
        self._door = Door(listening, self._connection)
        self._fronts = Fronts(listening, self._door.take, self._door.accept)

    def go_by(self, limits: Limits, values: dict[str, Any]) -> None:
        """Let so many in from now on; fronts go by *values*."""
        self._guests.limits = limits
        self._fronts.go_by(values)

    async def serve(self, fronts: int) -> None:
        """Serve until `end`, with so many processes for published files where the system can have them."""
        self._door.accept(is_ours=True)  # until a front is there, which takes a moment
        running = asyncio.create_task(self._fronts.run(fronts if IS_SUPPORTED else 0))
        try:
            await self._server.serve(sockets=[])
        finally:
            self.end()
            await running

    def end(self) -> None:
        """Take no more connections, and let go of those that are there when their answers are out."""
        self._fronts.end()
        self._door.close()
        self._server.should_exit = True

    def _connection(self, read: bytes) -> Connection:
        return Connection(self._config, self._server.server_state, self._guests, read)


class _Uvicorn(uvicorn.Server):
    """A server that leaves the signals to the service."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def listen(host: str, port: int) -> socket.socket:
    """Return the socket to serve on.

    Raises:
        ServeError: the address cannot be listened on.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise ServeError(f"cannot listen on {host} port {port}: {error.strerror}; choose another `web.port`") from error
