"""`storyfold run`: the service."""

import asyncio
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.progress import shown_progress
from bot.config import Settings, load
from bot.pipeline import open_pipeline
from bot.service import Service
from bot.telemetry import Progress, configure_logs


def run(
    config: Config = DEFAULT_CONFIG,
    host: Annotated[str | None, typer.Option(help="Address to listen on, instead of `web.host`.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port, instead of `web.port`.")] = None,
) -> None:
    """Poll, watch, cluster, publish and serve, until SIGTERM or Ctrl-C."""
    configure_logs()
    settings = load(config)
    web = settings.web.model_copy(
        update={name: value for name, value in (("host", host), ("port", port)) if value is not None}
    )
    with shown_progress() as progress:
        asyncio.run(_serve(settings.model_copy(update={"web": web}), progress))


async def _serve(settings: Settings, progress: Progress) -> None:
    async with open_pipeline(settings, progress, hubs_reach_us=True) as pipeline:
        await Service(settings, pipeline).run()
