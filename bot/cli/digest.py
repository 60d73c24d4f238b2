"""`storyfold digest`: what a topic's digest says, or said; or mail it now."""

import asyncio
import sys
from datetime import UTC, date, datetime
from typing import Annotated

import typer

from bot.cli.options import DEFAULT_CONFIG, Config
from bot.cli.printing import say
from bot.cli.stories import opened
from bot.config import Settings, TopicSettings
from bot.errors import InUse, MailError
from bot.publishing.digest import Digest
from bot.store import digests as stored
from bot.store.database import Database, alone
from bot.telling.digests import Digests
from bot.telling.mails import Mails

Slug = Annotated[str, typer.Argument(metavar="SLUG", help="The topic.", show_default=False)]
Send = Annotated[bool, typer.Option("--send", help="Mail it to those who get it and did not get it yet.")]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--day",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="The one of that day, as it was made.",
        show_default="now",
    ),
]
Html = Annotated[bool, typer.Option("--html", help="Print the HTML, not the plain text.")]


def digest(
    slug: Slug, send: Send = False, day: Day = None, html: Html = False, config: Config = DEFAULT_CONFIG
) -> None:
    """Print what a topic's digest would say now: what is new since the last one, and what changed.

    With `--send` it is mailed, and what it tells is not told again; a day has one digest. Beside a running service,
    the service does the mailing.

    For example:

        storyfold digest world
        storyfold digest world --send
        storyfold digest world --day 2026-03-02 --html > monday.html
    """
    with opened(config) as (settings, database):
        topic = _topic(settings, slug)
        now = datetime.now(UTC)
        if send:
            _send(settings, database, topic, day.date() if day else None, now)
        else:
            _print(_found(settings, database, topic, day.date() if day else None, now), slug, is_html=html)


def _found(
    settings: Settings, database: Database, topic: TopicSettings, day: date | None, now: datetime
) -> Digest | None:
    if day is None:
        return Digests(settings, database).preview(topic, now)
    made = _made(database, topic, day)
    return Digest(subject=made.subject, plain=made.plain, html=made.html) if made.subject else None


def _print(found: Digest | None, slug: str, *, is_html: bool) -> None:
    if found is None:
        say(f"there is nothing to tell of {slug}")
        return
    say(found.subject)
    sys.stdout.write(found.html if is_html else found.plain)


def _send(settings: Settings, database: Database, topic: TopicSettings, day: date | None, now: datetime) -> None:
    if topic.digest is None:
        raise typer.BadParameter(f"{topic.slug!r} has no digest in the configuration", param_hint="SLUG")
    digests = Digests(settings, database)
    due = digests.today(now)
    wanted = due.day if day is None else _made(database, topic, day).day
    with database.reading() as connection:
        is_made = stored.find(connection, topic.slug, wanted) is not None
    if not is_made:
        digests.make(topic, due, now, topic.digest.to)
    with database.writing() as connection:
        waiting = stored.again(connection, topic.slug, wanted, now)
    if not waiting:
        say(
            f"the digest of {topic.slug} of {wanted} is to be mailed to nobody: there was nothing to tell, or all have it"
        )
        return
    try:
        with alone(settings.data):
            asyncio.run(Mails(settings, database, lambda: datetime.now(UTC), _Silent()).mail())
    except InUse:
        say(f"the running service mails the digest of {topic.slug} of {wanted} to {waiting} within a minute")
        return
    with database.reading() as connection:
        left, error = stored.missing(connection, topic.slug, wanted)
    if left:
        raise MailError(f"digest of {topic.slug} of {wanted}", f"not mailed to {left} of {waiting}: {error}")
    say(f"the digest of {topic.slug} of {wanted} was mailed to {waiting}")


def _made(database: Database, topic: TopicSettings, day: date) -> stored.Made:
    with database.reading() as connection:
        made = stored.find(connection, topic.slug, day.isoformat())
        days = stored.days(connection, topic.slug)
    if made is None:
        known = f"there is {', '.join(days[-5:])}" if days else "none was made yet"
        raise MailError(f"digest of {topic.slug}", f"none was made on {day}; {known}")
    return made


def _topic(settings: Settings, slug: str) -> TopicSettings:
    found = next((topic for topic in settings.topics if topic.slug == slug), None)
    if found is None:
        known = ", ".join(topic.slug for topic in settings.topics[:20])
        raise typer.BadParameter(f"no topic is called {slug!r}; there are {known}", param_hint="SLUG")
    return found


class _Silent:
    """Counts nothing."""

    def mail(self, outcome: str) -> None:
        """Count nothing."""
