"""Pages that stories take their text from: which are to be read, when, and what came of it.

A story's row here is open while its page is still to be read (`next_at` is a time), read (no `next_at`, no error), or given
up (no `next_at`, an error: the feed's own text stands). A new story is not clustered while its row is open.

The digests of story and sighting stay those of the feed's text, so that a feed that says the same again changes nothing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, RowMapping, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot import fingerprints
from bot.model import Story
from bot.store import tables
from bot.store.columns import of_text
from bot.store.stories import story_of

#: When a page that failed is asked again; it is given up after the last. Arbitrary: a publisher's hiccup is over in five
#: minutes, a page that is published after its feed entry within the hour.
RETRIES = (timedelta(minutes=5), timedelta(hours=1))

#: How long a new story waits for its page at most, counted from when it was first seen.
LONGEST_WAIT = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One entry that was delivered, as far as its page is concerned."""

    entry: str  #: its key inside the source
    story: str  #: key of the story as delivered
    is_partial: bool  #: the feed has only a part of the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A page to read, and what the feed said of its story."""

    story: str  #: key
    source: str
    url: str
    title: str
    text: str
    is_again: bool  #: its text is that of the page already, and the feed has changed its own


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """A page that is not asked again."""

    story: str  #: key
    source: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Why a page could not be read this time."""

    error: str
    is_final: bool = False  #: it would not be otherwise later
    wait: timedelta = timedelta()  #: ask again not before this is over


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A story with a row here, as it was before deliveries were kept."""

    story: Story
    digest: str
    revision: int
    revised: datetime

    @property
    def is_read(self) -> bool:
        """Whether its text is its page's: else it would have the digest of the feed's."""
        return fingerprints.digest(self.story) != self.digest


_story, _page, _sighting = tables.story.c, tables.page.c, tables.sighting.c
_WITH_PAGES = select(tables.story).join(tables.page, _page.story == _story.key)
_OF_STORY = ("key", "source", "url", "title", "digest", "cluster")


@contextmanager
def watching(connection: Connection, source: str, parts: Collection[Part], now: datetime) -> Iterator[None]:
    """Keep the deliveries that *parts* tell of inside of this block, in one transaction with it.

    A row is opened for what is new and has only a part of its text, and again for what the feed has changed. Where a page
    was read, its text stays until it is read again: the feed's shorter one never takes its place.
    """
    known = _before(connection, source, parts) if parts else {}
    yield
    if parts:
        _after(connection, source, parts, known, now)


def _before(connection: Connection, source: str, parts: Collection[Part]) -> dict[str, Known]:
    found: dict[str, Known] = {}
    for some in tables.in_portions(part.entry for part in parts):
        sighted = select(_sighting.story).where(_sighting.source == source, _sighting.entry.in_(some))
        found |= _known(connection, _story.key.in_(sighted))
    # An entry may be known under another key: then its story's own tells.
    for some in tables.in_portions(part.story for part in parts):
        found |= _known(connection, _story.key.in_(some))
    return found


def _known(connection: Connection, wanted: ColumnElement[bool]) -> dict[str, Known]:
    rows = connection.execute(_WITH_PAGES.where(wanted)).mappings()
    return {
        row["key"]: Known(story=story_of(row), digest=row["digest"], revision=row["revision"], revised=row["revised"])
        for row in rows
    }


def _after(
    connection: Connection, source: str, parts: Collection[Part], known: Mapping[str, Known], now: datetime
) -> None:
    by_entry = {part.entry: part for part in parts}
    for some in tables.in_portions(by_entry):
        stories = (
            select(_sighting.entry, _page.story.label("has_row"), *(_story[name] for name in _OF_STORY))
            .join(tables.story, _story.key == _sighting.story)
            .outerjoin(tables.page, _page.story == _story.key)
            .where(_sighting.source == source, _sighting.entry.in_(some), _story.source == source)
        )
        for row in connection.execute(stories).all():
            _follow(connection, row, known.get(row.key), now, is_partial=by_entry[row.entry].is_partial)


def _follow(connection: Connection, row: Row[Any], known: Known | None, now: datetime, *, is_partial: bool) -> None:
    has_changed = known is not None and known.digest != row.digest
    if not is_partial or row.url is None:
        if has_changed:  # the feed has all of it now
            connection.execute(delete(tables.page).where(_page.story == row.key))
        return
    if has_changed and known is not None and known.is_read:
        _put_back(connection, row, known)
    is_new = row.has_row is None and row.cluster is None
    if is_new or has_changed:
        values = {"source": row.source, "url": row.url, "attempts": 0, "next_at": now, "error": None}
        opened = insert(tables.page).values(story=row.key, **values)
        connection.execute(opened.on_conflict_do_update(index_elements=["story"], set_=values))


def _put_back(connection: Connection, row: Row[Any], known: Known) -> None:
    values: dict[str, Any] = {"text": known.story.text, "html": known.story.html}
    if row.title == known.story.title:  # nothing that a reader sees has changed
        revisions = tables.revision.c
        connection.execute(
            delete(tables.revision).where(revisions.story == row.key, revisions.number == known.revision)
        )
        values |= {"revision": known.revision, "revised": known.revised}
    connection.execute(update(tables.story).where(_story.key == row.key).values(**values))


def is_any_open(connection: Connection) -> bool:
    """Whether a page is to be read, now or later."""
    return bool(connection.execute(select(exists().where(_page.next_at.is_not(None)))).scalar_one())


def due(connection: Connection, sources: Iterable[str], now: datetime, limit: int) -> list[Wanted]:
    """Pages that are to be asked now, at most *limit* of each of *sources*, the newest stories first."""
    newest = func.row_number().over(
        partition_by=_page.source, order_by=(_story.first_seen.desc(), _story.published.desc(), _story.key)
    )
    ranked = (
        select(_page.story, newest.label("rank"))
        .join(tables.story, _story.key == _page.story)
        # What was not asked yet is due whatever the clock says: its feed may have answered after the pass began.
        .where((_page.next_at <= now) | _page.error.is_(None), _page.next_at.is_not(None))
        .where(_page.source.in_(list(sources)))
        .subquery()
    )
    rows = connection.execute(
        select(tables.story, _page.source.label("page_source"), _page.url.label("page_url"))
        .join(tables.page, _story.key == _page.story)
        .join(ranked, ranked.c.story == _page.story)
        .where(ranked.c.rank <= limit)
        .order_by(ranked.c.rank, _page.source)
    ).mappings()
    return [_wanted(row) for row in rows]


def _wanted(row: RowMapping) -> Wanted:
    story = story_of(row)
    return Wanted(
        story=story.key,
        source=row["page_source"],
        url=row["page_url"],
        title=story.title,
        text=story.text,
        is_again=fingerprints.digest(story) != row["digest"],
    )


def expire(connection: Connection, sources: Collection[str], now: datetime) -> list[GivenUp]:
    """Give up what new stories have waited for too long, and what is wanted by no source of *sources*."""
    rows = connection.execute(
        select(_page.story, _page.source)
        .join(tables.story, _story.key == _page.story)
        .where(
            _page.next_at.is_not(None),
            _page.source.not_in(list(sources)) | (_story.cluster.is_(None) & (_story.first_seen <= now - LONGEST_WAIT)),
        )
        .order_by(_page.story)
    ).all()
    late = f"not read within {LONGEST_WAIT.total_seconds() / 3600:g} h"
    given_up = [
        GivenUp(
            story=row.story,
            source=row.source,
            because=late if row.source in sources else "its source has no `full_text: true` any more",
        )
        for row in rows
    ]
    for one in given_up:
        connection.execute(update(tables.page).where(_page.story == one.story).values(next_at=None, error=one.because))
    return given_up


def done(connection: Connection, wanted: Wanted, read: Story, now: datetime) -> bool:
    """Let a story say what its page said; tell whether readers may have seen the former text.

    They have not while the story is not clustered: then there was no other text. Else the former one is kept. If the feed
    has changed the story since, *read* is not what it says now, and its row stays open.
    """
    stored = connection.execute(select(tables.story).where(_story.key == wanted.story)).one()
    if (stored.title, stored.text) != (wanted.title, wanted.text):
        return False
    close = update(tables.page).where(_page.story == wanted.story)
    connection.execute(close.values(attempts=_page.attempts + 1, next_at=None, error=None))
    is_shown = stored.cluster is not None
    if is_shown and (stored.text, stored.html) == (read.text, read.html):
        return False
    values: dict[str, Any] = {"text": read.text, "html": read.html, **of_text(read)}
    for name in ("language", "credit", "dateline"):  # the longer text tells better
        values[name] = getattr(read, name) or getattr(stored, name)
    for name in ("authors", "published"):  # of these the feed knows best
        values[name] = getattr(stored, name) or getattr(read, name)
    if is_shown:
        _keep_former(connection, stored)
        values |= {"revision": stored.revision + 1, "revised": max(now, stored.revised)}
        connection.execute(update(tables.cluster).where(tables.cluster.c.key == stored.cluster).values(changed=True))
    connection.execute(update(tables.story).where(_story.key == wanted.story).values(**values))
    return is_shown


def _keep_former(connection: Connection, stored: Row[Any]) -> None:
    former = {name: getattr(stored, name) for name in ("title", "text", "html", "updated", "revised")}
    kept = insert(tables.revision).values(story=stored.key, number=stored.revision, **former)
    connection.execute(kept.on_conflict_do_nothing())


def failed(connection: Connection, wanted: Wanted, failure: Failure, now: datetime) -> bool:
    """Note a failure, and ask again later; tell whether the page is given up instead."""
    at = _page.story == wanted.story
    attempts = connection.execute(select(_page.attempts).where(at)).scalar_one() + 1
    is_given_up = failure.is_final or attempts > len(RETRIES) or failure.wait > LONGEST_WAIT
    next_at = None if is_given_up else now + max(RETRIES[attempts - 1], failure.wait)
    connection.execute(update(tables.page).where(at).values(attempts=attempts, next_at=next_at, error=failure.error))
    return is_given_up


def put_off(connection: Connection, wanted: Wanted, because: str, until: datetime) -> None:
    """Ask for a page later: nobody was asked this time."""
    connection.execute(update(tables.page).where(_page.story == wanted.story).values(next_at=until, error=because))
