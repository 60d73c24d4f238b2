"""How the service is doing, put together from the database and from what the running service knows."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib.metadata import version
from typing import TypeGuard

from bot.config import FeedSource, FolderSource, Settings
from bot.errors import StoreError
from bot.intake.subscriptions.reliance import planned
from bot.sources.hosts import host_of
from bot.sources.urls import shown as shown_url
from bot.store import clusters, digests, stories, telling, topics
from bot.store.database import Database
from bot.store.digests import Unsent
from bot.store.pulse import Pulse, pulse
from bot.store.sources import FeedState, feed_states
from bot.store.status import Counts, Pause, SourceFacts, count, days, facts, pauses
from bot.store.subscriptions import Subscription, subscriptions
from bot.store.telling import Waiting
from bot.web.status import Activity, Requests, SourceStatus, State, Status, TopicStatus, in_words

#: What takes long to count is counted again after this time, not for each reader of a page and each probe. Arbitrary.
COUNTS_ARE_KEPT = timedelta(minutes=1)

_URL = re.compile(r"https?://[^\s\"'<>]*[^\s\"'<>:,.;)]")


@dataclass(slots=True, kw_only=True)
class Health:
    """What the running service knows about itself."""

    started: datetime
    last_pass: datetime | None = None  #: end of the last pass that went through; None before the first
    problem: str | None = None  #: why the last pass did not go through; None if it did
    config_loaded: datetime | None = None  #: when its files were last loaded without a problem
    config_problems: tuple[str, ...] = ()  #: why what its files say now is not in force, one line each
    counted: tuple[datetime, Counts, Pulse] | None = None  #: what was last counted, and when


def unready(settings: Settings, database: Database, health: Health) -> tuple[str, ...]:
    """Say why the service is not ready, for a fraction of what `status` costs: it may be asked every second."""
    reasons = _reasons(settings, health)
    try:
        with database.reading() as connection:
            topics.facts(connection)
    except StoreError as error:
        reasons.append(str(error))
    return tuple(reasons)


def _reasons(settings: Settings, health: Health) -> list[str]:
    reasons = [health.problem] if health.problem else []
    if health.last_pass is None:
        return [*reasons, "the first pass is not done yet"]
    return reasons + missing(settings)


def status(
    settings: Settings, database: Database, health: Health, folder_problems: Mapping[str, str], now: datetime
) -> Status:
    """Return how the service is doing at *now*. A database that cannot be read is part of the answer, not an error."""
    reasons = _reasons(settings, health)
    try:
        with database.reading() as connection:
            if not _is_fresh(health.counted, now):
                health.counted = (now, count(connection, now), pulse(connection, now))
            known = facts(connection, health.counted[1])
            activity = _activity(settings, health.counted[2])
            pushed = subscriptions(connection)
            states = feed_states(connection) if pushed else {}
            paused = pauses(connection, now)
            shown = topics.facts(connection)
            story_count, cluster_count = stories.count(connection), clusters.count(connection)
            hubs, mails = (
                _hubs(settings, telling.waiting(connection), now),
                _mails(settings, digests.unsent(connection)),
            )
    except StoreError as error:
        hubs, mails, activity = None, None, None
        known, pushed, states, paused, shown, story_count, cluster_count = {}, [], {}, {}, {}, 0, 0
        reasons.append(str(error))
    return Status(
        ready=not reasons,
        reasons=tuple(reasons),
        version=version("storyfold"),
        now=now,
        started=health.started,
        last_pass=health.last_pass,
        config_loaded=health.config_loaded,
        config_problems=tuple(veiled(problem) for problem in health.config_problems),
        database=f"SQLite, {settings.database.name}",
        stories=story_count,
        clusters=cluster_count,
        hubs=hubs,
        mails=mails,
        sources=_sources(
            settings.sources, _in_view_of_hubs(settings, known, states, pushed, now), paused, folder_problems, now
        ),
        topics=tuple(
            TopicStatus(
                slug=topic.slug,
                title=topic.title,
                entries=entries,
                updated=updated,
                is_stale=is_past(topic.stale_after, updated or health.started, now),
            )
            for topic in settings.topics
            if not topic.private  # whoever asks has no token
            for entries, updated in [shown.get(topic.slug, (0, None))]
        ),
        activity=activity,
    )


def missing(settings: Settings) -> list[str]:
    """Say what is no longer there that the service works on: its files may be open still, and nothing of them is kept."""
    places = (
        (settings.data, "the data folder"),
        (settings.database, "the database"),
        (settings.public, "what was published"),
    )
    gone = [(path, what) for path, what in places if not path.exists()]
    return [f"{what} is gone: bring {path.name} back, from a backup if need be, and restart" for path, what in gone[:1]]


def is_past(after: timedelta | None, last: datetime, now: datetime) -> bool:
    """Tell whether more time passed since something *last* happened than may."""
    return after is not None and now - last > after


def _activity(settings: Settings, found: Pulse) -> Activity:
    try:
        free = shutil.disk_usage(settings.data).free
    except OSError:  # gone: a reason of its own not to be ready
        free = None
    queues = found.queues
    return Activity(
        hours=found.hours,
        delays=found.delays,
        queues=(
            ("clustering", "stories to be grouped", queues.clustering),
            ("texts", "texts to be taken from pages", queues.texts),
            ("pages", "pages to be written", queues.pages),
        ),
        database=found.size,
        free=free,
    )


def sources(settings: Settings, database: Database, now: datetime) -> tuple[SourceStatus, ...]:
    """Return how every configured source is doing at *now*, as far as the database knows.

    Raises:
        StoreError: the database cannot be read.
    """
    with database.reading() as connection:
        known, paused = facts(connection, count(connection, now)), pauses(connection, now)
        pushed = subscriptions(connection)
        states = feed_states(connection) if pushed else {}
    return _sources(settings.sources, _in_view_of_hubs(settings, known, states, pushed, now), paused, {}, now)


def veiled(text: str) -> str:
    """Return *text*, which may quote a server, as it may be shown: no secret of a URL, nothing that a terminal obeys."""
    bare = _URL.sub(lambda found: shown_url(found[0]), text)
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "surrogatepass").decode() for c in bare)


def _hubs(settings: Settings, waiting: Waiting, now: datetime) -> str | None:
    if not settings.site.hubs:
        return None
    if waiting.oldest is None:
        return "told of everything"
    error = f": {veiled(waiting.error)}" if waiting.error else ""
    return f"to be told of {waiting.pings} change(s), the first for {in_words(now - waiting.oldest)}{error}"


def _mails(settings: Settings, unsent: Unsent) -> str | None:
    if not any(topic.digest for topic in settings.topics):
        return None
    error = f": {veiled(unsent.error)}" if unsent.error else ""
    return (
        f"{unsent.letters} to be mailed{error}" if unsent.letters else f"mailed{error and ', but not to all' + error}"
    )


def _is_fresh(
    counted: tuple[datetime, Counts, Pulse] | None, now: datetime
) -> TypeGuard[tuple[datetime, Counts, Pulse]]:
    return counted is not None and timedelta(0) <= now - counted[0] < COUNTS_ARE_KEPT


def _in_view_of_hubs(
    settings: Settings,
    known: Mapping[str, SourceFacts],
    states: Mapping[str, FeedState],
    pushed: Iterable[Subscription],
    now: datetime,
) -> Mapping[str, SourceFacts]:
    """Return what is *known*, with the next polls as a service makes them that relies on what hubs push."""
    rows = {row.source: row for row in pushed if row.is_wanted}
    changed = {}
    for source in settings.sources:
        if isinstance(source, FeedSource) and source.websub and source.name in rows and source.name in states:
            state = planned(source, states[source.name], rows[source.name], now)
            changed[source.name] = replace(known[source.name], next_read=state.next_poll_at, because=state.because)
    return {**known, **changed}


def _sources(
    configured: Sequence[FolderSource | FeedSource],
    known: Mapping[str, SourceFacts],
    paused: Mapping[str, Pause],
    folder_problems: Mapping[str, str],
    now: datetime,
) -> tuple[SourceStatus, ...]:
    shown = []
    for source in configured:
        fact = known.get(source.name, SourceFacts())
        error = folder_problems.get(source.name) or fact.error
        if isinstance(source, FeedSource):
            shown.append(_feed(source, fact, paused.get(host_of(fact.moved_to or source.feed)), error, now))
        else:
            shown.append(_source(source, fact, _state(source, fact, None, error, now), error, now))
    return tuple(shown)


def _source(
    source: FolderSource | FeedSource, fact: SourceFacts, state: State, error: str | None, now: datetime
) -> SourceStatus:
    return SourceStatus(
        name=source.name,
        title=source.title,
        location=str(source.folder) if isinstance(source, FolderSource) else shown_url(source.feed),
        state=state,
        last_read=fact.last_read,
        next_read=None,
        entries=fact.entries,
        duplicates=fact.duplicates,
        new=tuple((day, fact.new.get(day, 0)) for day in days(now)),
        error=veiled(error) if error else None,
        is_stale=source.enabled and is_past(source.stale_after, fact.changed or fact.last_read or now, now),
    )


def _feed(source: FeedSource, fact: SourceFacts, pause: Pause | None, error: str | None, now: datetime) -> SourceStatus:
    next_read, because = fact.next_read or now, fact.because
    if pause and pause.until > next_read:
        next_read, because = pause.until, pause.because
    shown = _source(source, fact, _state(source, fact, pause, error, now), error, now)
    return replace(
        shown,
        next_read=next_read if source.enabled else None,
        because=veiled(because) if because and source.enabled else None,
        requests=Requests(
            polls=fact.polls,
            unchanged=fact.unchanged,
            failed=fact.failed,
            moved_to=shown_url(fact.moved_to) if fact.moved_to else None,
            identity=fact.identity,
            websub=_websub(source, fact),
            seconds=fact.answered_in_s,
        ),
        notes=tuple(_notes(source, fact)),
    )


def _state(
    source: FolderSource | FeedSource, fact: SourceFacts, pause: Pause | None, error: str | None, now: datetime
) -> State:
    if not source.enabled:
        return "off"
    if fact.gone_since:
        return "gone"
    if pause:
        return "paused"
    if error:
        return "failing"
    if is_past(source.stale_after, fact.changed or fact.last_read or now, now):
        return "stale"
    return "ok" if fact.last_read else "never read"


def _websub(source: FeedSource, fact: SourceFacts) -> str:
    if not source.websub:
        return "off"
    return fact.push.state if fact.push else "none"


def _notes(source: FeedSource, fact: SourceFacts) -> Iterator[str]:
    if fact.moved_to and shown_url(fact.moved_to) != shown_url(source.feed):
        yield f"moved for good: put {shown_url(fact.moved_to)} into the configuration"
    if fact.gone_since:
        yield f"its server says since {fact.gone_since:%Y-%m-%d} that it is gone; take it out of the configuration"
    if fact.failures > 1:
        yield f"failed {fact.failures} times in a row"
    if fact.identity and fact.identity != "guid":
        because = f": {veiled(fact.identity_because)}" if fact.identity_because else ""
        yield f"its entries are told apart by {fact.identity}{because}"
    if push := fact.push:
        until = f" until {push.expires_at:%Y-%m-%d %H:%M} UTC" if push.expires_at else ""
        yield f"its hub's push is {push.state}{until}" + (f": {veiled(push.error)}" if push.error else "")
