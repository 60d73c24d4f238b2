"""Make digests: find what is new in a topic since the last one, and what changed of what was told before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import structlog

from bot.config import Settings, TopicSettings
from bot.model import Change, Site, Topic
from bot.publication.editions import Editions
from bot.publishing.audience import PRIVATE
from bot.publishing.digest import Digest, Tale, digest, tale
from bot.reasons import what_is_taken_off
from bot.selection import families_of
from bot.store import digests, topics
from bot.store.database import Database
from bot.store.digests import Made
from bot.store.topics import Shown
from bot.telling.schedule import Due, last_due
from bot.topics import heard

log = structlog.get_logger()

#: What came so long before the last digest may have been shown only after it: a day, and one more by which a clock that was
#: ahead may have made that digest too early.
SLACK = timedelta(days=2)
#: No digest goes back further, however long ago the one before was.
LONGEST = timedelta(days=8)
#: Entries that are looked at, those with the last news first.
MOST_ENTRIES = 1000
#: Digests are kept so long.
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class _News:
    """What there is to tell of a topic."""

    new: list[Shown]
    changed: list[Shown]  #: with those changes alone that nobody was told of

    @property
    def tells(self) -> dict[str, datetime]:
        """The clusters, and until when their changes are told."""
        every = [*self.new, *self.changed]
        return {one.cluster: max((change.at for change in one.changes), default=one.updated) for one in every}


class Digests:
    """The digests of one configuration."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._editions = Editions(settings, database, partial(heard, families=families_of(settings)))

    def make_due(self, now: datetime) -> None:
        """Make those digests that are due and not made yet.

        Raises:
            StoreError: the database cannot be read or written.
        """
        for topic in self._settings.topics:
            if topic.digest is None:
                continue
            due = last_due(topic.digest, self._settings.site.timezone, now)
            with self._database.reading() as connection:
                before = digests.last(connection, topic.slug, now)
            if before is None:
                self._begin(topic, due, now)
            elif before.day < due.day and before.at < due.at:
                self.make(topic, due, now, topic.digest.to)

    def make(self, topic: TopicSettings, due: Due, now: datetime, recipients: Sequence[str]) -> Made | None:
        """Make a digest and say who is to get it; None if another process did. Without news nobody gets any.

        Raises:
            StoreError: the database cannot be read or written.
        """
        with self._database.writing() as connection:
            digests.forget_undelivered(connection, topic.slug)
        found, written = self._written(topic, due, now)
        made = Made(topic=topic.slug, day=due.day, at=due.at, subject="", plain="", html="")
        if written is not None:
            made = replace(made, subject=written.subject, plain=written.plain, html=written.html)
        with self._database.writing() as connection:
            if digests.find(connection, topic.slug, due.day) is not None:
                return None
            lost = digests.make(connection, made, found.tells, recipients if written else ())
            oldest = date.fromisoformat(due.day) - KEPT
            digests.prune(connection, topic.slug, oldest.isoformat())
        if lost:
            log.warning(
                "digest never mailed to everybody, given up for the next one", topic=topic.slug, recipients=lost
            )
        log.info("digest made", topic=topic.slug, day=due.day, events=len(found.tells))
        return made

    def preview(self, topic: TopicSettings, now: datetime) -> Digest | None:
        """Return what a digest would say *now*; None if there is nothing to tell.

        Raises:
            StoreError: the database cannot be read.
        """
        return self._written(topic, self.today(now), now)[1]

    def today(self, now: datetime) -> Due:
        """Return what is due when somebody asks for it *now*."""
        return Due(day=now.astimezone(ZoneInfo(self._settings.site.timezone)).date().isoformat(), at=now)

    def _begin(self, topic: TopicSettings, due: Due, now: datetime) -> None:
        """Go on from what is there: the first digest tells what came since it was last due, and is mailed when it is due next."""
        with self._database.writing() as connection:
            if digests.last(connection, topic.slug, now) is None:
                shown = topics.newest(connection, topic.slug, MOST_ENTRIES, now=now)
                tells = _News(new=[one for one in shown if one.updated <= due.at], changed=[]).tells
                made = Made(topic=topic.slug, day=due.day, at=due.at, subject="", plain="", html="")
                digests.make(connection, made, tells, ())

    def _written(self, topic: TopicSettings, due: Due, now: datetime) -> tuple[_News, Digest | None]:
        with self._database.reading() as connection:
            before = digests.last(connection, topic.slug, now)
            since = max(before.at, due.at - LONGEST) if before else due.at
            found = _news(
                topics.newest(connection, topic.slug, MOST_ENTRIES, now=now),
                digests.told(connection, topic.slug),
                since - SLACK - topic.hold,
            )
        if not found.tells:
            return found, None
        most = topic.digest.most if topic.digest else len(found.tells)
        first = sorted([*found.new, *found.changed], key=lambda one: (-one.voices, -one.outlets, one.cluster))[:most]
        site, changes = self._site(topic), {one.cluster: one.changes for one in first}
        made = [
            replace(one, changes=changes[one.cluster.key])
            for one in self._editions.entries(first, now, what_is_taken_off(self._database))
            if one.cluster.key in changes
        ]
        new = {one.cluster for one in found.new}
        tales: dict[bool, list[Tale]] = {True: [], False: []}
        for one in made:
            tales[one.cluster.key in new].append(tale(one, site))
        if not made:
            return found, None
        day = date.fromisoformat(due.day)
        return found, digest(_topic(topic), site, day, tales[True], tales[False], len(found.tells) - len(made))

    def _site(self, topic: TopicSettings) -> Site:
        site = self._settings.as_site()
        # Below this, whoever has a token gives it as a password: no mail has one in it.
        return replace(site, base_url=f"{site.base_url}/{PRIVATE}") if topic.private else site


def _news(shown: Sequence[Shown], told: dict[str, datetime], since: datetime) -> _News:
    """Find what came after *since* and was not *told*, and what changed after it was."""
    new: list[Shown] = []
    changed: list[Shown] = []
    for one in shown:
        until = told.get(one.cluster)
        if until is None and one.published > since:
            new.append(one)
        elif changes := _after(one.changes, until or since):
            changed.append(replace(one, changes=changes))
    return _News(new=new, changed=changed)


def _after(changes: Sequence[Change], until: datetime) -> tuple[Change, ...]:
    return tuple(change for change in changes if change.at > until)


def _topic(topic: TopicSettings) -> Topic:
    return Topic(
        slug=topic.slug,
        title=topic.title,
        description=topic.description,
        language=topic.language,
        entries=(),
        is_private=topic.private,
    )
