"""Sources -> kept stories: folders and feeds, each document in one transaction with what is remembered of its source.

One bad file or feed costs itself one line and nothing else.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from bot.config import FeedSource, FolderSource, Settings
from bot.intake.documents import Taken
from bot.intake.feeds import FeedIntake
from bot.intake.folders import FolderIntake
from bot.polls import Polls
from bot.reading import Reading, Task
from bot.sources.feed import Fetcher
from bot.store.database import Database
from bot.telemetry import Progress

__all__ = ["Intake", "Taken"]


class Intake:
    """Folders and feeds of one configuration, between two passes."""

    def __init__(
        self,
        settings: Settings,
        database: Database,
        fetcher: Fetcher,
        read: Callable[[Task], Reading],
        progress: Progress,
    ) -> None:
        enabled = [source for source in settings.sources if source.enabled]
        feeds = [source for source in enabled if isinstance(source, FeedSource)]
        folders = [source for source in enabled if isinstance(source, FolderSource)]
        self._folders = FolderIntake(folders, settings.folders, database, read, progress)
        self._feeds = FeedIntake(settings, database, Polls(feeds, settings.polling, fetcher), read, progress)

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with folders now, one line by name of the source."""
        return self._folders.problems

    @property
    def has_feeds(self) -> bool:
        """Whether there are feeds to poll."""
        return self._feeds.are_there

    @property
    def is_waiting(self) -> bool:
        """Whether feeds that were asked have yet to answer."""
        return self._feeds.is_waiting

    async def take_in(self, taken: Taken, now: datetime, *, is_patient: bool) -> None:
        """Take in everything that is there now; where *is_patient*, also what feeds have yet to answer.

        *taken* counts as it goes: what was kept before an error is kept.

        Raises:
            StoreError: the database cannot be written.
        """
        await self._feeds.begin(now)
        await asyncio.to_thread(self._folders.take, taken, now)
        await self._feeds.take(taken, now, is_patient=is_patient)

    def stop(self) -> None:
        """Begin no further document and no further request."""
        self._folders.stop()
        self._feeds.stop()

    async def close(self) -> None:
        """Break off the requests under way."""
        await self._feeds.close()
