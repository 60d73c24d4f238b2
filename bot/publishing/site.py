"""Turn topics into every file that is published. Pure: paths and bytes, in the order in which they are safe to write."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from bot.model import Site, Topic
from bot.publishing.layout import static_files
from bot.publishing.pages import (
    Apart,
    Former,
    Placement,
    Why,
    Withdrawn,
    apart_page,
    cluster_page,
    merged_page,
)
from bot.publishing.press import Press, Store


def render(  # noqa: PLR0913 (one value each)
    topics: Sequence[Topic],
    site: Site,
    why: Why,
    *,
    withdrawn: Mapping[str, Sequence[Withdrawn]] = MappingProxyType({}),
    apart: Sequence[Apart] = (),
    merged: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return all that is published, path -> bytes; paths are relative, with `/`.

    *withdrawn* says what sources took back, by key of the cluster; *apart* are clusters that are in no topic; *merged*
    says of clusters that became part of others which these are.

    What is linked to comes before what links to it, so that a reader who comes in between finds no dead link.
    """
    press = Press(Store(room=0))
    published = render_changed(topics, site, why, press, withdrawn=withdrawn, apart=apart, merged=merged)
    return {**render_assets(), **published, **render_front(topics, site, press)}


def render_changed(  # noqa: PLR0913 (one value each)
    topics: Sequence[Topic],
    site: Site,
    why: Why,
    press: Press,
    *,
    pages: Collection[str] | None = None,
    elsewhere: Sequence[Topic] = (),
    order: Sequence[str] = (),
    withdrawn: Mapping[str, Sequence[Withdrawn]] = MappingProxyType({}),
    apart: Sequence[Apart] = (),
    merged: Mapping[str, str] = MappingProxyType({}),
    former: Mapping[str, Sequence[Former]] = MappingProxyType({}),
) -> dict[str, bytes]:
    """Return some *topics* and the pages of clusters, as `render` does; the *press* knows what was made before.

    Where *pages* are given, of the clusters in topics only those with these keys have their page written. Topics that are
    *elsewhere* are not written themselves, but their entries are named on these pages, which name topics in the *order* of
    these slugs. *former* are, by keys of stories, the texts that they had, oldest first.
    """
    press.heed(site)
    published: dict[str, bytes] = {}
    named = [*topics, *elsewhere]
    if elsewhere:
        place = {slug: number for number, slug in enumerate(order)}
        named.sort(key=lambda topic: place.get(topic.slug, len(place)))
    for key, placements in _clusters(named, pages).items():
        published[f"clusters/{key}.html"] = cluster_page(placements, site, why, withdrawn.get(key, ()), former)
    for one in apart:
        key = one.cluster.key
        published[f"clusters/{key}.html"] = apart_page(one, site, why, withdrawn.get(key, ()), former)
    for key, into in merged.items():
        published[f"clusters/{key}.html"] = merged_page(into, site)
    for topic in topics:
        published |= press.documents(topic)
    return published


def render_front(topics: Sequence[Topic], site: Site, press: Press) -> dict[str, bytes]:
    """Return what is about all *topics*, of which the press made each; their entries do not count here. Only what changed."""
    press.heed(site)
    return press.front(topics)


def render_assets() -> dict[str, bytes]:
    """Return what is the same whatever is published."""
    return dict(static_files())


def _clusters(topics: Sequence[Topic], pages: Collection[str] | None) -> dict[str, list[Placement]]:
    placed: dict[str, list[Placement]] = {}
    for topic in topics:
        for entry in topic.entries:
            if pages is None or entry.cluster.key in pages:
                placed.setdefault(entry.cluster.key, []).append(Placement(topic=topic, entry=entry))
    return placed
