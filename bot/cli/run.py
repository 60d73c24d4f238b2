"""`storyfold run`: the service."""

import asyncio
from collections.abc import Callable
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.logs import configure_logs
from bot.pipeline import open_pipeline
from bot.service import Service
from bot.telemetry import Progress


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
    async with open_pipeline(settings, progress, hubs_reach_us=True) as pipeline:
        await Service(settings, pipeline, load=load_again).run()
