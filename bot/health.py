"""How the service is doing, put together from the database and from what the running service knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from bot.config import FeedSource, FolderSource, Settings
from bot.errors import StoreError
from bot.sources.feed import without_userinfo
from bot.store import clusters, stories, topics
from bot.store.database import Database
from bot.store.status import SourceFacts, facts
from bot.web.status import SourceStatus, Status, TopicStatus


@dataclass(slots=True, kw_only=True)
class Health:
    """What the running service knows about itself."""

    started: datetime
    last_pass: datetime | None = None  #: end of the last pass that went through; None before the first
    problem: str | None = None  #: why the last pass did not go through; None if it did


def status(
    settings: Settings, database: Database, health: Health, folder_problems: Mapping[str, str], now: datetime
) -> Status:
    """Return how the service is doing at *now*. A database that cannot be read is part of the answer, not an error."""
    reasons = [health.problem] if health.problem else []
    if health.last_pass is None:
        reasons.append("the first pass is not done yet")
    try:
        with database.reading() as connection:
            known, counted, shown = facts(connection), stories.count(connection), topics.facts(connection)
            cluster_count = clusters.count(connection)
    except StoreError as error:
        known, counted, shown, cluster_count = {}, {}, {}, 0
        reasons.append(str(error))
    return Status(
        ready=not reasons,
        reasons=tuple(reasons),
        version=version("storyfold"),
        now=now,
        started=health.started,
        last_pass=health.last_pass,
        database=f"SQLite, {settings.database}",
        stories=sum(counted.values()),
        clusters=cluster_count,
        sources=_sources(settings.sources, known, folder_problems),
        topics=tuple(
            TopicStatus(slug=topic.slug, title=topic.title, entries=entries, updated=updated)
            for topic in settings.topics
            for entries, updated in [shown.get(topic.slug, (0, None))]
        ),
    )


def _sources(
    sources: Sequence[FolderSource | FeedSource], known: Mapping[str, SourceFacts], folder_problems: Mapping[str, str]
) -> tuple[SourceStatus, ...]:
    shown = []
    for source in sources:
        fact = known.get(source.name, SourceFacts())
        location = str(source.folder) if isinstance(source, FolderSource) else without_userinfo(source.feed)
        shown.append(
            SourceStatus(
                name=source.name,
                title=source.title,
                location=location,
                last_read=fact.last_read,
                next_read=fact.next_read,
                entries=fact.entries,
                error=folder_problems.get(source.name) or fact.error,
            )
        )
    return tuple(shown)
