"""The page of a topic: a card for each event, and how to subscribe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise
from typing import NamedTuple

from markupsafe import Markup

from bot.model import Change, Coverage, Site, Topic, TopicEntry
from bot.publishing.items import Line, cluster_url, entry_headline, lead, lines, reach, topic_url, written_changes
from bot.publishing.layout import counted, fill, part
from bot.publishing.pages.graphs import strip
from bot.publishing.pages.pictures import Picture, picture
from bot.publishing.pages.subscribing import formats, readers
from bot.publishing.pages.values import Day, Place
from bot.publishing.text import one_line

# More sources than these are folded on a card; the cluster's page lists all. Arbitrary, cheap to change.
_SOURCES_ON_CARD = 7
_CHANGES_ON_CARD = 3


class Chip(NamedTuple):
    """An outlet on a card."""

    outlet: str
    url: str  #: of its first report; relative where that is on the cluster's page
    is_outside: bool
    time: datetime  #: of its first report
    reports: int
    is_own: bool  #: it reports on its own account


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    key: str
    headline: str
    lead: str
    language: str | None
    picture: Picture | None
    chips: Sequence[Chip]
    folded: Sequence[Chip]
    published: datetime
    updated: datetime | None  #: None where it is the same as published
    reach: str  #: how many report it
    changes: Sequence[Change]  #: newest first
    strip: str  #: a dot for each report, on a line of 0 to 100
    span: timedelta  #: from the first report to the last
    reports: str
    is_pinned: bool


def topic_page(topic: Topic, site: Site) -> bytes:
    """Write one topic: a card for each cluster, pinned ones first, the others under their days."""
    entries = {entry.cluster.key: entry for entry in topic.entries}
    days = [
        Day(one.day, one.is_pinned, [card(entries[key], site, one.day) for key in one.cards])
        for one in by_day([place(entry) for entry in topic.entries])
    ]
    return topic_frame(topic, site, days, len(topic.entries))


def topic_frame(topic: Topic, site: Site, days: Sequence[Day[Markup]], events: int) -> bytes:
    """Write the page of a topic around its cards; of its entries, only their number *events* and `updated` count here."""
    return fill(
        "topic.html",
        site=site,
        root="../",
        topic=topic,
        events=events,
        # Joined here: a template would go through hundreds of them one by one.
        days=[(one.day, one.is_pinned, Markup("".join(one.cards))) for one in days],  # noqa: S704 (they are markup)
        formats=formats(topic, site),
        readers=readers(topic, site),
        canonical=topic_url(site, topic),
        description=one_line(topic.description),
    ).encode()


def by_day(places: Sequence[Place]) -> list[Day[str]]:
    """Put entries under the days by which they are in order: of publication, else of their last news, else under none."""
    pinned = [one for one in places if one.is_pinned]
    others = [one for one in places if not one.is_pinned]
    first = [_day(None, pinned)] if pinned else []
    for day in (lambda one: one.published.date(), lambda one: max(one.updated, one.published).date()):
        days = [(each, list(group)) for each, group in groupby(others, key=day)]
        if all(one > other for (one, _), (other, _) in pairwise(days)):
            return first + [_day(each, group) for each, group in days]
    return [*first, _day(None, others)]


def _day(day: date | None, places: Sequence[Place]) -> Day[str]:
    return Day(day, places[0].is_pinned, [one.cluster for one in places])


def place(entry: TopicEntry) -> Place:
    """Say what decides where on the pages of a topic an entry stands."""
    return Place(entry.cluster.key, entry.published, entry.updated, entry.is_pinned)


def card(entry: TopicEntry, site: Site, day: date | None) -> Markup:
    """Write the card of an entry that stands under a day, or under none."""
    return part("card.html", card=_card(entry, site), day=day)


def _card(entry: TopicEntry, site: Site) -> _Card:
    story = entry.representative
    rows = lines(entry.cluster, site)
    chips = _chips(rows, entry.coverage, cluster_url(site, entry.cluster.key))
    # A fold that would hide a single one costs more than it saves.
    shown = len(chips) if len(chips) <= _SOURCES_ON_CARD + 1 else _SOURCES_ON_CARD
    return _Card(
        key=entry.cluster.key,
        headline=entry_headline(entry),
        lead=lead(story),
        language=story.language,
        picture=picture(story),
        chips=chips[:shown],
        folded=chips[shown:],
        published=entry.published,
        updated=entry.updated if entry.updated > entry.published else None,
        reach=reach(entry.coverage, len(rows)),
        changes=written_changes(entry.changes)[:_CHANGES_ON_CARD],
        strip=strip(rows),
        span=rows[-1].time - rows[0].time,
        reports=counted(len(rows), "report", "reports"),
        is_pinned=entry.is_pinned,
    )


def _chips(rows: Sequence[Line], coverage: Coverage | None, page: str) -> list[Chip]:
    """Make a chip for each outlet, in the order of their first reports."""
    own = {one_line(voice.outlets[0]) for voice in coverage.voices if voice.outlets} if coverage else set()
    of: dict[str, list[Line]] = {}
    for row in rows:
        of.setdefault(row.outlet, []).append(row)
    return [
        Chip(
            outlet=outlet,
            url=here(theirs[0], page),
            is_outside=not theirs[0].url.startswith(f"{page}#"),
            time=theirs[0].time,
            reports=len(theirs),
            is_own=outlet in own,
        )
        for outlet, theirs in of.items()
    ]


def here(line: Line, page: str) -> str:
    """Return where the line leads from another page of ours: relative, if that is a place on the cluster's *page*."""
    return (
        f"../clusters/{page.rsplit('/', 1)[1]}{line.url[len(page) :]}" if line.url.startswith(f"{page}#") else line.url
    )
