"""Make the documents of topics out of what was made before: of an entry that did not change, no byte is written anew. Pure.

An entry is kept with all that was made of it, and made again as soon as it is another, by comparison and not by a mark that
somebody may forget. What can change it besides is compared too: the site, the fraction of a second by which it is told apart
from its neighbours, and the day that its card stands under.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from sys import getsizeof
from typing import TypeAlias

from markupsafe import Markup

from bot.model import Site, Topic, TopicEntry
from bot.publishing.digest import Tale, daily_page, tale
from bot.publishing.items import Channel, channel, item, told_apart
from bot.publishing.jsonfeed import json_parts
from bot.publishing.opml import opml
from bot.publishing.pages import (
    HEADLINES_ON_INDEX,
    Brief,
    Carried,
    Day,
    Register,
    brief,
    by_day,
    card,
    carried,
    front,
    place,
    section,
    source_page,
    topic_frame,
)
from bot.publishing.syndication import atom_parts, rss_parts

_Key: TypeAlias = tuple[str | None, str]  # audience and slug

#: Bytes of what is kept: some 500 entries with three stories each. What topics last changed is kept, whole topics at a time.
ROOM = 16 * 2**20
#: Bytes of the objects around the texts of one story; measured.
_STORY = 2_000


@dataclass(slots=True, kw_only=True)
class _Made:
    """What was made of an entry."""

    entry: TopicEntry
    updated: datetime  #: as the feeds say it
    atom: bytes
    rss: bytes
    json: bytes
    brief: Brief
    day: date | None  #: that its card stands under
    card: Markup
    carried: list[Carried]
    tale: Tale
    size: int = 0  #: bytes

    def __post_init__(self) -> None:
        stories = (member.story for member in self.entry.cluster.members)
        texts = sum(getsizeof(story.text) + getsizeof(story.html) + _STORY for story in stories)
        self.size = texts + sum(map(getsizeof, (self.atom, self.rss, self.json, self.card)))


@dataclass(slots=True, kw_only=True)
class _Kept:
    """What was made of the entries of a topic, by cluster, for one site."""

    site: Site | None = None
    entries: dict[str, _Made] = field(default_factory=dict)
    size: int = 0


class Store:
    """What was made of entries, of whole topics, by audience and slug; *room* bytes at most."""

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._size = 0
        self._topics: OrderedDict[_Key, _Kept] = OrderedDict()

    def take(self, key: _Key) -> _Kept:
        """Return what was made for a topic, which is stored no more; nothing if it was not, or was dropped."""
        kept = self._topics.pop(key, None) or _Kept()
        self._size -= kept.size
        return kept

    def put(self, key: _Key, kept: _Kept) -> None:
        """Store what was made for a topic; what was not asked for the longest time makes room for it."""
        self._topics[key] = kept
        self._size += kept.size
        while self._size > self._room:
            _, dropped = self._topics.popitem(last=False)
            self._size -= dropped.size


class Press:
    """What was made for one audience, that of a private topic or everybody (None). What was made of entries is in a store.

    Beside that it holds a few kilobytes of each topic, and some 300 bytes of each event for each of its sources.
    """

    def __init__(self, store: Store, audience: str | None = None) -> None:
        self._store = store
        self._audience = audience
        self._site: Site | None = None
        self._sections: dict[str, Markup] = {}
        self._register = Register()
        self._printed: list[tuple[Topic, Markup]] | None = None  # what the front page was made of
        self._listed: tuple[Topic, ...] | None = None  # what the list of feeds was made of

    def heed(self, site: Site) -> None:
        """Go by this site from here on: where it is another one, nothing that was made is of any use."""
        if self._site != site:
            self.reprint()
            self._site = site

    def reprint(self) -> None:
        """Make what is about all topics once more, whether or not it is as it was: each topic is going to be made."""
        self._printed = self._listed = None
        self._sections.clear()
        self._register = Register()

    def documents(self, topic: Topic) -> dict[str, bytes]:
        """Return the page and the feeds of a topic, path -> bytes."""
        assert self._site is not None, "nobody said for which site"
        places = [place(entry) for entry in topic.entries]
        under = by_day(places)
        made = self._made(topic, self._site, {key: one.day for one in under for key in one.cards})
        order = [made[entry.cluster.key] for entry in topic.entries]
        days = [Day(one.day, one.is_pinned, [made[key].card for key in one.cards]) for one in under]
        feed = _head(topic, self._site, order)
        path = f"topics/{topic.slug}"
        self._register.note(topic.slug, {key: one.carried for key, one in made.items()})
        self._sections[topic.slug] = section(topic, [one.brief for one in order[:HEADLINES_ON_INDEX]], places)
        return {
            f"{path}/daily.html": daily_page(_without_entries(topic), [one.tale for one in order], self._site),
            f"{path}.html": topic_frame(_without_entries(topic), self._site, days, len(order)),
            f"{path}.atom": atom_parts(feed).whole([one.atom for one in order]),
            f"{path}.rss": rss_parts(feed).whole([one.rss for one in order]),
            f"{path}.json": json_parts(feed).whole([one.json for one in order]),
        }

    def front(self, topics: Sequence[Topic]) -> dict[str, bytes]:
        """Return what is about all *topics*, whose entries do not count here, as far as it is not as it was."""
        assert self._site is not None, "nobody said for which site"
        files: dict[str, bytes] = {}
        heads = tuple(map(_bare, topics))
        self._register.keep_only([head.slug for head in heads])
        files |= self._register.pages(self._site)
        if heads != self._listed:
            files["topics.opml"] = opml(heads, self._site)
        sections = [(head, self._sections[head.slug]) for head in heads]
        if sections != self._printed:
            files["index.html"] = front(sections, self._site)
        self._listed, self._printed = heads, sections
        return files

    def nothing_of(self, source: str) -> bytes:
        """Return the page of a source of which no topic shows anything."""
        assert self._site is not None, "nobody said for which site"
        return source_page(source, [], self._site)

    def _made(self, topic: Topic, site: Site, days: Mapping[str, date | None]) -> Mapping[str, _Made]:
        """Make what has to be made anew of a topic's entries, and keep all; *days* are those that they stand under, by cluster."""
        place_of = self._audience, topic.slug
        before = self._store.take(place_of)
        if before.site != site:
            before = _Kept()
        updated = told_apart({_id(entry): entry.updated.replace(microsecond=0) for entry in topic.entries})
        kept = _Kept(site=site)
        fresh: list[TopicEntry] = []
        for entry in topic.entries:
            key, one = entry.cluster.key, before.entries.get(entry.cluster.key)
            if one is None or one.updated != updated[_id(entry)] or not (one.entry is entry or one.entry == entry):
                fresh.append(entry)
                continue
            if one.day != days[key]:
                one.day, one.card = days[key], card(entry, site, days[key])
            one.entry = entry
            kept.entries[key] = one
        if fresh:
            kept.entries |= _make(topic, site, fresh, updated, days)
        kept.size = sum(one.size for one in kept.entries.values())
        self._store.put(place_of, kept)
        return kept.entries


def _make(
    topic: Topic,
    site: Site,
    fresh: Sequence[TopicEntry],
    updated: Mapping[str, datetime],
    days: Mapping[str, date | None],
) -> dict[str, _Made]:
    made: dict[str, _Made] = {}
    items = tuple(replace(item(entry, site), updated=updated[_id(entry)]) for entry in fresh)
    feed = replace(channel(replace(topic, entries=()), site), items=items)
    forms = (atom_parts(feed).entries, rss_parts(feed).entries, json_parts(feed).entries)
    for entry, shared, atom, rss, json in zip(fresh, items, *forms, strict=True):
        key = entry.cluster.key
        made[key] = _Made(
            entry=entry,
            updated=shared.updated,
            atom=atom,
            rss=rss,
            json=json,
            brief=brief(entry, site),
            day=days[key],
            card=card(entry, site, days[key]),
            carried=carried(entry, site),
            tale=tale(entry, site),
        )
    return made


def _id(entry: TopicEntry) -> str:
    return entry.id or entry.cluster.id


def _head(topic: Topic, site: Site, order: Sequence[_Made]) -> Channel:
    """Say of a topic what its feeds say before their entries."""
    feed = channel(replace(topic, entries=()), site)
    if not order:
        return feed
    times = [one.updated for one in order]
    if topic.tombstones or topic.last:
        times.append(feed.updated)
    return replace(feed, updated=max(times))


def _without_entries(topic: Topic) -> Topic:
    """Return a topic without its entries, which is as new as with them."""
    newest = max((entry.updated for entry in topic.entries), default=None)
    times = [time for time in (topic.last, newest) if time is not None]
    return replace(topic, entries=(), last=max(times, default=None))


def _bare(topic: Topic) -> Topic:
    """Return a topic without what comes and goes."""
    return replace(topic, entries=(), tombstones=(), archives=(), last=None, began=None, minted=None)
