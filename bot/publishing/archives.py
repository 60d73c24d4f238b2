"""What a topic showed in the months that are over, as Atom and RSS documents that hardly ever change (RFC 5005, 4). Pure.

A month's documents hold every entry that the topic ever showed and still lets in, by when it was published, in UTC; the newest
first. They change when one of these entries does, and where they lead when a neighbour comes or goes. JSON Feed has nothing of
the kind: its `next_url` leads to the next page of what is new, and pages would move with every story.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.model import Site, Topic, TopicEntry
from bot.publishing.items import channel
from bot.publishing.syndication import atom, rss

#: Entries of one document: some 5 MB. What is more goes on in a second one of the month, and so on.
MOST = 1000

#: How the files of a document's formats end.
ENDINGS = ("atom", "rss")

_PATH = re.compile(r"topics/[a-z0-9-]+/[0-9]{4}-[0-9]{2}(-[0-9]+)?\.(atom|rss)")


def names(months: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Name the documents of months, given as `2026-03` with their numbers of entries, oldest first: `2026-03`, `2026-03-2` and so on."""
    return tuple(name for month, entries in sorted(months) for name in names_of(month, -(-entries // MOST)))


def names_of(month: str, documents: int) -> tuple[str, ...]:
    """Name the documents of one month, oldest first."""
    return tuple(month if number == 1 else f"{month}-{number}" for number in range(1, documents + 1))


def documents(topic: Topic, site: Site, months: Mapping[str, Sequence[TopicEntry]]) -> dict[str, bytes]:
    """Write some *months* of a topic, each with all of its entries; return path -> bytes.

    The names of all that the topic has are in `Topic.archives`; its own entries do not count here.
    """
    written: dict[str, bytes] = {}
    for month, entries in sorted(months.items()):
        # From the oldest on, so that one that comes late in the month moves no other.
        in_order = sorted(entries, key=lambda entry: (entry.published, entry.cluster.key))
        for number, name in enumerate(name for name in topic.archives if month_of(name) == month):
            part = in_order[number * MOST : (number + 1) * MOST]
            # What went is said where readers look for what is new.
            shown = replace(topic, entries=tuple(reversed(part)), tombstones=(), last=None)
            feed = channel(shown, site, name)
            for ending, write in zip(ENDINGS, (atom, rss), strict=True):
                written[f"topics/{topic.slug}/{name}.{ending}"] = write(feed)
    return written


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
