"""`storyfold run`: the service."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Final

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.logs import configure_logs
from bot.memory import give_back_early
from bot.pipeline import open_pipeline
from bot.service import Service
from bot.telemetry import Progress

#: How long requests under way, children and the database may take to close, after the service has ended: with what that took
#: (`bot.service.GRACE`), less than the 10 s after which container engines kill. All that counts is committed by then.
CLOSING: Final = timedelta(seconds=1.5)


def run(
    config: Config = DEFAULT_CONFIG,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of `web.host`.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port, instead of `web.port`.")] = None,
) -> None:
    """Poll, watch, cluster, publish and serve, until SIGTERM or Ctrl-C; changed files take effect, at SIGHUP at once.

    For example:

        storyfold run

        storyfold run -c /srv/storyfold/storyfold.yaml --port 8080
    """
    give_back_early()
    configure_logs()
    instead = {name: value for name, value in (("host", host), ("port", port)) if value is not None}

    def load_again() -> Settings:
        settings = load(config)
        return settings.model_copy(update={"web": settings.web.model_copy(update=instead)})

    with shown_progress() as progress:
        asyncio.run(_serve(load_again, progress))


async def _serve(load_again: Callable[[], Settings], progress: Progress) -> None:
    settings = load_again()
    configure_logs(settings.logs.level, settings.logs.format)
    async with open_pipeline(settings, progress, is_service=True) as pipeline:
        await Service(settings, pipeline, load=load_again).run()
        _leave_soon()


def _leave_soon() -> None:
    """Have the process gone in time, whatever is still to be closed; a second signal is heeded till the end.

    The loop has let go of the signals by now, and the first process of a container ignores those that nobody handles.
    """
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: os._exit(1))
    last = threading.Timer(CLOSING.total_seconds(), os._exit, (0,))
    last.daemon = True  # it holds up nobody who is faster
    last.start()
