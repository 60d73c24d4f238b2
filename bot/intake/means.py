"""What the intake of one configuration works with."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.config import Settings
from bot.intake.pagetext import PageTask
from bot.model import Story
from bot.reading import Reading, Task
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
    read: Callable[[Task], Reading]  #: raises FormatError; may be called from several threads
    read_page: Callable[[PageTask], Story]  #: the same
    readers: int = 1  #: documents that `read` reads at once
    progress: Progress = in_silence
