"""What hubs pushed -> kept stories. The feed's own state stays as it is: a push may hold the newest entries only."""

import asyncio
from datetime import datetime

from bot.cleaning.lineage import is_another, is_repost
from bot.config import FeedSource
from bot.intake.documents import Outcome, Taken, read
from bot.intake.fulltext import FullText
from bot.intake.means import Means
from bot.intake.subscriptions.pushes import Push, Pushes
from bot.reading.tasks import Task
from bot.store.keeping import Kept, keep
from bot.store.pages import watching
from bot.store.sources import feed_states


class PushIntake:
    """The pushes of one configuration, between two passes."""

    def __init__(self, pushes: Pushes, means: Means, pages: FullText) -> None:
        self._pages = pages
        self._pushes = pushes
        self.replace(means)

    def replace(self, means: Means) -> None:
        """Go by other settings from the next pass on."""
        self._means = means
        self._sources = {
            source.name: source.as_source() for source in means.settings.sources if isinstance(source, FeedSource)
        }

    async def take(self, taken: Taken, now: datetime) -> None:
        """Take in what hubs have pushed. What cannot be read is answered as if it were stored: it is the same next time.

        Raises:
            StoreError: the database cannot be written; the hubs are asked to come again.
        """
        for push in self._pushes.taken():
            outcome, kept = await asyncio.to_thread(self._take, push, now)
            outcome.count(push.source, taken)
            taken.keep(kept)
            push.stored()

    def _take(self, push: Push, now: datetime) -> tuple[Outcome, Kept]:
        database = self._means.database
        with database.reading() as connection:
            state = feed_states(connection).get(push.source)
        task = Task(
            document=push.document(now),
            source=self._sources[push.source],
            identity=state.identity if state else None,
            max_entries=self._means.settings.polling.max_entries,
            is_polled=True,
        )
        outcome = read(task, self._means.read_each)
        found, identity = outcome.reading.deliveries, outcome.reading.identity
        parts = self._pages.parts(push.source, found)
        with database.writing() as connection, watching(connection, push.source, parts, now):
            kept = keep(connection, found, now, is_another, is_repost=is_repost, identity=identity)
        return outcome, kept
