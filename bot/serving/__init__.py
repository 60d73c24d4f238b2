"""The web server beside the passes: what it answers with, by the settings in force."""

import asyncio
import socket
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from bot.config import Settings
from bot.desk import Desk
from bot.health import Health, status, unready
from bot.pipeline import Pipeline
from bot.publishing.links import link_header
from bot.searching import Searching
from bot.serving.server import Server, listen
from bot.store import private
from bot.subscribers import Registry
from bot.telemetry import Metrics
from bot.web.app import Application, Replaceable, create_app
from bot.web.editing import Editors
from bot.web.entrance import Entrance
from bot.web.front import values
from bot.web.guests import Limits
from bot.web.private import Private
from bot.web.public import Former
from bot.web.replying import PATH, Manner
from bot.web.search import Search
from bot.web.status import Status
from bot.web.websub import Callbacks

# Stand for every feed and every archive: what is said of them is made of their path.
_A_FEED: Final = "/topics/a.atom"
_AN_ARCHIVE: Final = "/topics/a/2000-01.atom"


class Serving:
    """Everything that is asked over HTTP, by one configuration at a time."""

    def __init__(
        self,
        settings: Settings,
        pipeline: Pipeline,
        health: Health,
        metrics: Metrics,
        clock: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._pipeline = pipeline
        self._health = health
        self._metrics = metrics
        self._clock = clock
        self._editors = Editors(Desk(lambda: self._settings, pipeline.database, clock))
        self._registry = Registry(lambda: self._settings, pipeline.database, clock)
        self._searching = Searching(lambda: self._settings, pipeline.database, clock)
        self._app = Replaceable(self._create_app())
        self._entrance = Entrance(self._app, settings.web.trusted_proxies)
        self._server: Server | None = None  # once it is started

    def listen(self) -> socket.socket:
        """Return the socket to serve on.

        Raises:
            ServeError: the address cannot be listened on.
        """
        return listen(self._settings.web.host, self._settings.web.port)

    def start(self, listening: socket.socket) -> asyncio.Task[None]:
        """Serve on the socket until `end`."""
        self._server = Server(self._entrance, listening, self._limits())
        self._server.go_by(self._limits(), self._values())
        return asyncio.create_task(self._server.serve(self._settings.web.fronts))

    def end(self) -> None:
        """Let go of who is connected, and end the task."""
        assert self._server is not None, "it was started"
        self._server.end()

    def go_by(self, settings: Settings) -> None:
        """Answer by these settings from now on; requests under way go on by the former ones."""
        self._settings = settings
        self._app.app = self._create_app()
        self._entrance.proxies = settings.web.trusted_proxies
        if self._server is not None:
            self._server.go_by(self._limits(), self._values())

    def _limits(self) -> Limits:
        web = self._settings.web
        return Limits(total=web.max_connections, each=web.max_connections_each, proxies=web.trusted_proxies)

    def _manner(self) -> Manner:
        site = self._settings.as_site()
        forms = {path: (link_header(path, site) or "").replace(path, PATH) for path in (_A_FEED, _AN_ARCHIVE)}
        return Manner(feed_link=forms[_A_FEED], archive_link=forms[_AN_ARCHIVE])

    def _values(self) -> dict[str, Any]:
        return values(self._settings.public, self._manner(), self._limits())

    def _create_app(self) -> Application:
        subscriptions = self._pipeline.intake.subscriptions
        most = self._settings.polling.max_body
        callbacks = Callbacks(hubs=subscriptions, clock=self._clock, max_body=most) if subscriptions else None
        app = create_app(
            self._settings.public,
            self.status,
            self._metrics.text,
            callbacks,
            title=self._settings.site.title,
            former=self._former,
            manner=self._manner(),
            unready=self._unready,
            also=[
                *Private(self._settings.private, self._settings.public, self._registry).routes(),
                *Search(self._searching).routes(),
            ],
        )
        return self._editors.before(app)

    def _former(self, slug: str) -> Former | None:
        with self._pipeline.database.reading() as connection:
            found = private.former(connection, slug)
        return None if found is None else Former(moved_to=found.moved_to)

    def _unready(self) -> tuple[str, ...]:
        return unready(self._settings, self._pipeline.database, self._health)

    def status(self) -> Status:
        """Return how the service is doing."""
        return status(
            self._settings, self._pipeline.database, self._health, self._pipeline.intake.problems, self._clock()
        )
