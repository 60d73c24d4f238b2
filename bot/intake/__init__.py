"""Sources -> kept stories: folders and feeds, each document in one transaction with what is remembered of its source.

One bad file or feed costs itself one line and nothing else.
"""

import asyncio
from datetime import datetime

from bot.config import FeedSource, FolderSource, Settings
from bot.intake.documents import Taken
from bot.intake.feeds import FeedIntake
from bot.intake.folders import FolderIntake
from bot.intake.fulltext import FullText
from bot.intake.means import Means
from bot.intake.polls import Polls
from bot.intake.pushes import PushIntake
from bot.intake.subscriptions import Subscriptions
from bot.intake.upkeep import Upkeep

__all__ = ["Intake", "Means", "Taken"]


class Intake:
    """Folders and feeds of one configuration, between two passes."""

    def __init__(self, means: Means, *, hubs_reach_us: bool = False) -> None:
        """Prepare to take in; with *hubs_reach_us*, feeds that have a hub are subscribed to there."""
        settings, feeds, folders = means.settings, *_enabled(means.settings)
        upkeep = Upkeep(settings.polling)
        self._polls = Polls(feeds, upkeep, means.fetcher, means.hosts)
        self.subscriptions = (
            Subscriptions(settings, means.database, means.fetcher, means.hosts.pause) if hubs_reach_us else None
        )
        self._pages = FullText(settings, means.database, means.fetcher, means.hosts, means.read_page)
        self._folders = FolderIntake(folders, means)
        self._feeds = FeedIntake(self._polls, upkeep, means, self._pages, self.subscriptions)
        self._pushes = PushIntake(self.subscriptions.pushes, means, self._pages) if self.subscriptions else None

    def replace(self, means: Means) -> None:
        """Go by other settings from the next pass on. Never call it while one is under way.

        Requests under way, answers and pushes that are still to be taken, and subscriptions at hubs stay, as far as their
        sources do. *means* has the same parts but for the settings.
        """
        settings, feeds, folders = means.settings, *_enabled(means.settings)
        upkeep = Upkeep(settings.polling)
        self._polls.replace(feeds, upkeep)
        self._feeds.replace(means, upkeep)
        self._pages.replace(settings)
        self._folders.replace(folders, means)
        if self.subscriptions is not None and self._pushes is not None:
            self.subscriptions.replace(settings)
            self._pushes.replace(means)

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
        """Whether feeds, pages or hubs that were asked have yet to answer."""
        is_asking_hubs = self.subscriptions is not None and self.subscriptions.is_asking
        return self._feeds.is_waiting or self._pages.is_waiting or is_asking_hubs

    @property
    def is_behind(self) -> bool:
        """Whether a hub pushed something that waits for the next pass."""
        return self.subscriptions is not None and bool(self.subscriptions.pushes.taken())

    async def take_in(self, taken: Taken, now: datetime, *, is_patient: bool) -> None:
        """Take in everything that is there now; where *is_patient*, also what feeds have yet to answer.

        *taken* counts as it goes: what was kept before an error is kept.

        Raises:
            StoreError: the database cannot be written.
        """
        await self._feeds.begin(now)
        await asyncio.to_thread(self._folders.take, taken, now)
        await self._feeds.take(taken, is_patient=is_patient)
        if self._pushes is not None:
            await self._pushes.take(taken, now)
        await self._take_pages(taken, now, is_patient=is_patient)

    def stop(self) -> None:
        """Begin no further document and no further request."""
        self._folders.stop()
        self._feeds.stop()
        self._pages.stop()
        if self.subscriptions is not None:
            self.subscriptions.stop()

    async def close(self) -> None:
        """Break off the requests under way."""
        await self._feeds.close()
        await self._pages.close()
        if self.subscriptions is not None:
            await self.subscriptions.close()

    async def _take_pages(self, taken: Taken, now: datetime, *, is_patient: bool) -> None:
        await self._pages.begin(now)
        filled = await self._pages.take(now, is_patient=is_patient)
        taken.pages += filled.read
        taken.revised += len(filled.revised)
        taken.changed |= filled.revised
        taken.failures += filled.failures


def _enabled(settings: Settings) -> tuple[list[FeedSource], list[FolderSource]]:
    enabled = [source for source in settings.sources if source.enabled]
    feeds = [source for source in enabled if isinstance(source, FeedSource)]
    return feeds, [source for source in enabled if isinstance(source, FolderSource)]
