"""What a topic showed in the months that are over, as Atom and RSS documents that hardly ever change (RFC 5005, 4). Pure.

A month's documents hold every entry that the topic ever showed and still lets in, by when it was published, in UTC; the newest
first. They change when one of these entries does, and where they lead when a neighbour comes or goes. JSON Feed has nothing of
the kind: its `next_url` leads to the next page of what is new, and pages would move with every story.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from typing import Final

from bot.model import Site, Topic, TopicEntry
from bot.publishing.items import Channel, channel, item, told_apart
from bot.publishing.parts import Parts
from bot.publishing.syndication import atom_parts, rss_parts

#: Entries of one document: some 5 MB. What is more goes on in a second one of the month, and so on.
MOST = 1000

#: Entries that are held at a time, each with all its stories: those of a month could be a hundred megabytes.
AT_ONCE = 100

_WRITERS: Final[Mapping[str, Callable[[Channel], Parts]]] = {"atom": atom_parts, "rss": rss_parts}

#: How the files of a document's formats end.
ENDINGS = tuple(_WRITERS)

_PATH = re.compile(r"topics/[a-z0-9-]+/[0-9]{4}-[0-9]{2}(-[0-9]+)?\.(atom|rss)")


def names(months: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Name the documents of months, given as `2026-03` with their numbers of entries, oldest first: `2026-03`, `2026-03-2` and so on."""
    return tuple(name for month, entries in sorted(months) for name in names_of(month, -(-entries // MOST)))


def names_of(month: str, documents: int) -> tuple[str, ...]:
    """Name the documents of one month, oldest first."""
    return tuple(month if number == 1 else f"{month}-{number}" for number in range(1, documents + 1))


def documents(topic: Topic, site: Site, months: Mapping[str, Iterable[TopicEntry]]) -> dict[str, bytes]:
    """Write some *months* of a topic, each with all of its entries, oldest first; return path -> bytes.

    The names of all that the topic has are in `Topic.archives`; its own entries do not count here. Of the entries that come,
    a few are held at a time.
    """
    written: dict[str, bytes] = {}
    for month, entries in sorted(months.items()):
        # From the oldest on, so that one that comes late in the month moves no other.
        rest = iter(entries)
        for name in topic.archives:
            if month_of(name) == month:
                made = _document(topic, site, name, islice(rest, MOST))
                written |= {f"topics/{topic.slug}/{name}.{ending}": document for ending, document in made.items()}
    return written


def _document(topic: Topic, site: Site, name: str, entries: Iterable[TopicEntry]) -> dict[str, bytes]:
    # What went is said where readers look for what is new.
    feed = channel(replace(topic, entries=(), tombstones=(), last=None), site, name)
    made: dict[str, list[bytes]] = {ending: [] for ending in _WRITERS}
    taken: set[datetime] = set()
    rest = iter(entries)
    while some := [item(entry, site) for entry in islice(rest, AT_ONCE)]:
        told = told_apart({one.id: one.updated for one in some}, taken)
        items = tuple(replace(one, updated=told[one.id]) for one in some)
        for ending, parts in _WRITERS.items():
            made[ending] += parts(replace(feed, items=items)).entries
    feed = replace(feed, updated=max(taken, default=feed.updated))
    return {ending: parts(feed).whole(made[ending][::-1]) for ending, parts in _WRITERS.items()}


def paths(topic: Topic) -> frozenset[str]:
    """Return the paths of all archives that a topic has."""
    return frozenset(f"topics/{topic.slug}/{name}.{ending}" for name in topic.archives for ending in ENDINGS)


def month_of(name: str) -> str:
    """Return the month that a document of this name is of."""
    return name[:7]


def is_archive(path: str) -> bool:
    """Tell whether a published file is an archive of a topic."""
    return _PATH.fullmatch(path) is not None


def moved(before: Sequence[str], now: Sequence[str]) -> frozenset[str]:
    """Return the months whose documents have other neighbours than they had, given the names of all of them then and now."""
    led = {one: (earlier, later) for earlier, one, later in _neighbours(before)}
    return frozenset(month_of(one) for earlier, one, later in _neighbours(now) if led.get(one) != (earlier, later))


def _neighbours(chain: Sequence[str]) -> Iterable[tuple[str | None, str, str | None]]:
    return zip((None, *chain), chain, (*chain[1:], None), strict=False)
