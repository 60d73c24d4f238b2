"""For how long texts are kept: of the oldest only the beginning stays. Titles, links, ids and what was seen of sources outlive them.

A text goes once it is older than the configuration says, or while the database is larger than it may be; never one that the
clusterer still compares with, nor one of an event that a topic shows. What was published of it is written again without it.
"""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from markupsafe import Markup

from bot.config import Settings
from bot.model import Story
from bot.publishing.items import lead
from bot.store import stories, topics, trimming
from bot.store.database import Database
from bot.store.tombstones import month_of
from bot.store.trimming import Excerpt, Whole

log = structlog.get_logger()

#: Stories in one transaction, and that are looked at in one pass: what is left waits for the next.
BATCH: Final = 200
AT_ONCE: Final = 2_000
#: How often old texts are looked for, and how long it takes until one may go again where none may.
EACH: Final = timedelta(days=1)
AGAIN: Final = timedelta(hours=1)

_DONE = "texts are kept since"  # the setting with the time before which all that may go is gone
_EXCERPT = Markup("<p>{}</p>\n<p><em>Only the beginning of this text is kept.</em></p>")


class Retention:
    """What is kept of texts by one configuration."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._age, self._size = settings.retention.age, settings.retention.size
        self._topics = [topic.slug for topic in settings.topics]
        self._database = database
        self._behind: Whole | None = None  # the last story that was looked at; None: a new walk begins
        self._rests_until: datetime | None = None  # it is too large, and nothing was left that may go

    def keep(self, now: datetime, shown: Callable[[], Collection[str]], is_stopping: Callable[[], bool]) -> int:
        """Trim texts that are too old or too many, some in a pass; return how many. *shown* are keys of clusters that topics show.

        Raises:
            StoreError: the database cannot be read or written.
        """
        trimmed = 0
        if self._age is not None and self._is_due(now - self._age):
            trimmed += self._trim_old(now - self._age, now, shown(), is_stopping)
        if self._size is not None and self._may_be_too_large(now) and self._measured() > self._size:
            trimmed += self._trim_many(self._size, now, shown(), is_stopping)
        if trimmed:
            log.info("texts trimmed", stories=trimmed)
        return trimmed

    def _trim_old(
        self, before: datetime, now: datetime, shown: Collection[str], is_stopping: Callable[[], bool]
    ) -> int:
        looked_at = trimmed = 0
        while looked_at < AT_ONCE and not is_stopping():
            with self._database.reading() as connection:
                found = trimming.oldest(connection, BATCH, before=before, behind=self._behind)
            if not found:
                self._behind = None
                self._mark_done(before)
                break
            looked_at += len(found)
            trimmed += self._trim(found, month_of(before), now, shown)
        return trimmed

    def _trim_many(self, size: int, now: datetime, shown: Collection[str], is_stopping: Callable[[], bool]) -> int:
        looked_at = trimmed = 0
        while looked_at < AT_ONCE and not is_stopping():
            with self._database.reading() as connection:
                found = trimming.oldest(connection, BATCH, before=None, behind=self._behind)
            if not found:
                self._rest(size, now)
                break
            looked_at += len(found)
            trimmed += self._trim(found, month_of(found[-1].revised), now, shown)
            if self._measured() <= size:
                break
        return trimmed

    def _trim(self, found: list[Whole], month: str, now: datetime, shown: Collection[str]) -> int:
        """Trim those of these stories that no topic shows, and have months before one written without them; return how many."""
        self._behind = found[-1]
        due = [one for one in found if one.cluster not in shown]
        if not due:
            return 0
        with self._database.reading() as connection:
            known = stories.named(connection, [one.key for one in due])
        shorter = [
            one for one, story in zip(map(excerpt, known), known, strict=True) if len(one.text) < len(story.text)
        ]
        whole = {one.key for one in due} - {one.key for one in shorter}
        with self._database.writing() as connection:
            trimming.trim(connection, shorter, whole, now)
            trimming.have_written(connection, {one.cluster for one in due}, self._topics, month)
        return len(shorter)

    def _is_due(self, before: datetime) -> bool:
        done = self._done()
        # Back: the clock was set, or texts are to be kept for longer.
        return done is None or before - done >= EACH or self._behind is not None

    def _done(self) -> datetime | None:
        with self._database.reading() as connection:
            at = topics.setting(connection, _DONE)
        return None if at is None else datetime.fromisoformat(at)

    def _mark_done(self, before: datetime) -> None:
        done = self._done()
        with self._database.writing() as connection:
            if done is not None:
                # A month that ended in between had texts that went while it was not all old enough.
                trimming.have_months_written(connection, month_of(done), month_of(before))
            topics.remember(connection, _DONE, before.astimezone(UTC).isoformat())

    def _may_be_too_large(self, now: datetime) -> bool:
        return self._rests_until is None or now >= self._rests_until or self._rests_until - now > AGAIN

    def _rest(self, size: int, now: datetime) -> None:
        if self._rests_until is None:
            log.warning(
                "the database is larger than retention.size",
                bytes=self._measured(),
                expected=size,
                mend="all texts that may go are gone: raise retention.size, or lower clustering.window, or what topics show",
            )
        self._behind, self._rests_until = None, now + AGAIN

    def _measured(self) -> int:
        with self._database.reading() as connection:
            return trimming.size(connection)


def excerpt(story: Story) -> Excerpt:
    """Return what is left of a story: its lead, as cards and summaries show it. Pure."""
    beginning = lead(story)
    return Excerpt(key=story.key, text=beginning, html=str(_EXCERPT.format(beginning)) if beginning else "")
