"""Turn topics into every file that is published. Pure: paths and bytes, in the order in which they are safe to write."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from bot.model import Site, Topic
from bot.publishing.jsonfeed import json_feed
from bot.publishing.opml import opml
from bot.publishing.pages import (
    Apart,
    Placement,
    Why,
    Withdrawn,
    apart_page,
    cluster_page,
    index,
    merged_page,
    topic_page,
)
from bot.publishing.syndication import atom, rss


def render(  # noqa: PLR0913 (one value each)
    topics: Sequence[Topic],
    site: Site,
    why: Why,
    *,
    withdrawn: Mapping[str, Sequence[Withdrawn]] = MappingProxyType({}),
    apart: Sequence[Apart] = (),
    merged: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return path -> bytes; paths are relative, with `/`.

    *withdrawn* says what sources took back, by key of the cluster; *apart* are clusters that are in no topic; *merged*
    says of clusters that became part of others which these are.

    What is linked to comes before what links to it, so that a reader who comes in between finds no dead link.
    """
    published = {"static/style.css": _stylesheet()}
    for key, placements in _clusters(topics).items():
        published[f"clusters/{key}.html"] = cluster_page(placements, site, why, withdrawn.get(key, ()))
    for one in apart:
        key = one.cluster.key
        published[f"clusters/{key}.html"] = apart_page(one, site, why, withdrawn.get(key, ()))
    for key, into in merged.items():
        published[f"clusters/{key}.html"] = merged_page(into, site)
    for topic in topics:
        published[f"topics/{topic.slug}.html"] = topic_page(topic, site)
        published[f"topics/{topic.slug}.atom"] = atom(topic, site)
        published[f"topics/{topic.slug}.rss"] = rss(topic, site)
        published[f"topics/{topic.slug}.json"] = json_feed(topic, site)
    published["topics.opml"] = opml(topics, site)
    published["index.html"] = index(topics, site)
    return published


def _clusters(topics: Sequence[Topic]) -> dict[str, list[Placement]]:
    placed: dict[str, list[Placement]] = {}
    for topic in topics:
        for entry in topic.entries:
            placed.setdefault(entry.cluster.key, []).append(Placement(topic=topic, entry=entry))
    return placed


@cache
def _stylesheet() -> bytes:
    return files("bot.publishing").joinpath("static", "style.css").read_bytes()
