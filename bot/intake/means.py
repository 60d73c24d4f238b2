"""What the intake of one configuration works with."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.config import Settings
from bot.intake.documents import ReadEach
from bot.intake.pagetext import PageTask
from bot.model import Story
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
    progress: Progress = in_silence
