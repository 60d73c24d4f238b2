"""What the intake of one configuration works with."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from importlib.metadata import version
from typing import Self, TypedDict

from bot.config import PollingSettings, Settings
from bot.intake.documents import ReadEach
from bot.model import Story
from bot.reading.tasks import PageTask
from bot.sources.feed import Fetcher
from bot.sources.hosts import Hosts
from bot.store.database import Database
from bot.telemetry import Progress, in_silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What the intake of one configuration works with."""

    settings: Settings
    database: Database
    fetcher: Fetcher
    hosts: Hosts  #: whose turns the fetcher takes
    read_each: ReadEach  #: may be called from several threads
    readers: int = 1  #: how many of them it works for at once
    read_page: Callable[[PageTask], Story]  #: raises FormatError; may be called from several threads
    rest: Callable[[], None] = lambda: (
        None
    )  #: ends what reads and had nothing to do for a while; it starts again by itself
    progress: Progress = in_silence

    def adjusted(self, settings: Settings) -> Self:
        """Make the same parts go by other settings; requests under way keep what they began with."""
        self.hosts.space(settings.polling.spacing)
        self.fetcher.adjust(**fetching(settings.polling))
        return replace(self, settings=settings)


class Fetching(TypedDict):
    """What the configuration tells who asks feeds."""

    user_agent: str
    timeout: timedelta
    max_body_bytes: int


def fetching(polling: PollingSettings) -> Fetching:
    """Return what the configuration tells who asks feeds."""
    return Fetching(user_agent=user_agent(polling.contact), timeout=polling.timeout, max_body_bytes=polling.max_body)


def user_agent(contact: str | None) -> str:
    """Who we are to a publisher, and where one of them can complain."""
    return f"storyfold/{version('storyfold')}" + (f" (+{contact})" if contact else "")
