"""What subscribers may read, over the configuration and the store. Each call is a transaction of its own."""

from collections.abc import Callable
from datetime import date, datetime

import structlog

from bot.config import Settings, TopicSettings
from bot.errors import StoreError
from bot.model import Topic
from bot.publishing.opml import opml
from bot.store import private, subscribers
from bot.store.database import Database
from bot.store.subscribers import Subscriber
from bot.web.private import Listed, Reader

log = structlog.get_logger()

# Days of tokens in memory. Where there are more, some days are written more than once.
_MOST_DAYS = 10_000


class Registry:
    """The subscribers of one service; the configuration may be another one with each call."""

    def __init__(self, settings: Callable[[], Settings], database: Database, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._veil = ""  # once there is one, it is for ever
        self._private: tuple[Settings | None, tuple[TopicSettings, ...]] = (None, ())  # the topics of which settings
        self._days: dict[str, date] = {}  # on which each token was last used, as it is stored

    def find(self, token: str) -> Reader | None:
        """Return who has this token and what of it is there; None if nobody has.

        Raises:
            StoreError: the database cannot be read.
        """
        settings = self._settings()
        with self._database.reading() as connection:
            found = subscribers.with_token(connection, token)
            if found is None:
                return None
            if not self._veil:
                self._veil = private.veil(connection) or ""
        topics = [topic for topic in self._topics(settings) if _is_for(topic, found)]
        mark = subscribers.digest(token)
        return Reader(
            mark=mark,
            topics=tuple(Listed(topic.slug, topic.title, topic.description) for topic in topics),
            title=settings.site.title,
            base_url=settings.site.base_url,
            veil=self._veil,
            is_first_today=self._clock().date() not in {found.last_used_on, self._days.get(mark)},
        )

    def mark(self, token: str) -> str:
        """Return what stands for a token."""
        return subscribers.digest(token)

    def moved_to(self, reader: Reader, slug: str) -> str | None:
        """Return the slug that a topic of the reader's has now; None if this one was not its former one.

        Raises:
            StoreError: the database cannot be read.
        """
        with self._database.reading() as connection:
            found = private.moved_to(connection, slug)
        return found if found in {topic.slug for topic in reader.topics} else None

    def feeds(self, reader: Reader, root: str) -> bytes:
        """Return the list of the reader's feeds below *root* as OPML."""
        settings = self._settings()
        mine = {topic.slug for topic in reader.topics}
        listed = [_bare(topic) for topic in settings.topics if topic.slug in mine]
        site = settings.site.model_copy(update={"base_url": root}).as_site(())
        return opml(listed, site)

    def _topics(self, settings: Settings) -> tuple[TopicSettings, ...]:
        # There may be thousands that are public, and this is asked with each request.
        if self._private[0] is not settings:
            self._private = settings, tuple(topic for topic in settings.topics if topic.private)
        return self._private[1]

    def used(self, reader: Reader) -> None:
        """Write down that a token was used today, once a day."""
        today = self._clock().date()
        if self._days.get(reader.mark) == today:  # several requests at once
            return
        if len(self._days) >= _MOST_DAYS:
            self._days.clear()
        self._days[reader.mark] = today
        try:
            with self._database.writing() as connection:
                subscribers.mark_used(connection, [(reader.mark, today)])
        except StoreError as error:
            self._days.pop(reader.mark, None)  # the next request tries again
            log.warning("last use of a token not written", problem=str(error))


def _is_for(topic: TopicSettings, subscriber: Subscriber) -> bool:
    return subscriber.topics is None or topic.slug in subscriber.topics


def _bare(topic: TopicSettings) -> Topic:
    return Topic(slug=topic.slug, title=topic.title, description=topic.description, language=topic.language, entries=())
