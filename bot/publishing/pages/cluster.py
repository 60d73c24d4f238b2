"""The page of an event: how it grew, all its stories side by side, and why they are together."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.model import Cluster, Coverage, Site, Story, Voice
from bot.publishing.items import cluster_url, entry_headline, headline, lead, lines, reach, written_changes
from bot.publishing.layout import fill
from bot.publishing.pages.graphs import growth
from bot.publishing.pages.pictures import picture
from bot.publishing.pages.values import Apart, Former, Placement, Why, Withdrawn
from bot.publishing.pages.versions import in_order, sheets, texts

_NOTHING_FORMER: Mapping[str, Sequence[Former]] = MappingProxyType({})


def cluster_page(
    placements: Sequence[Placement],
    site: Site,
    why: Why,
    withdrawn: Sequence[Withdrawn] = (),
    former: Mapping[str, Sequence[Former]] = _NOTHING_FORMER,
) -> bytes:
    """Write one cluster: how it grew, each of its stories in full, why they are together.

    `placements` are its entries in all topics that show it, at least one; the first gives the page its headline.
    `withdrawn` are its stories that are no longer there. `former` are, by keys of stories, the texts that they had, oldest
    first.
    """
    first = placements[0].entry
    return _cluster_page(
        first.cluster,
        first.representative,
        placements=placements,
        site=site,
        why=why,
        withdrawn=withdrawn,
        former=former,
    )


def apart_page(
    apart: Apart,
    site: Site,
    why: Why,
    withdrawn: Sequence[Withdrawn] = (),
    former: Mapping[str, Sequence[Former]] = _NOTHING_FORMER,
) -> bytes:
    """Write a cluster that no topic shows; a few words in its place if none of its stories may be read."""
    if apart.representative is not None:
        return _cluster_page(
            apart.cluster,
            apart.representative,
            placements=(),
            site=site,
            why=why,
            withdrawn=withdrawn,
            former=former,
        )
    canonical = cluster_url(site, apart.cluster.key)
    return fill(
        "tombstone.html", site=site, root="../", withdrawn=_in_order(withdrawn), canonical=canonical, description=""
    ).encode()


def merged_page(into: str, site: Site) -> bytes:
    """Write what is left at the address of a cluster that became part of another (its key): a way there, and nothing else.

    It says no word of the stories, so that nothing that is taken back later can be read on it.
    """
    return fill(
        "merged.html", site=site, root="../", into=into, canonical=cluster_url(site, into), description=""
    ).encode()


def _cluster_page(  # noqa: PLR0913 (one value each)
    cluster: Cluster,
    representative: Story,
    *,
    placements: Sequence[Placement],
    site: Site,
    why: Why,
    withdrawn: Sequence[Withdrawn],
    former: Mapping[str, Sequence[Former]],
) -> bytes:
    rows = lines(cluster, site)
    entry = placements[0].entry if placements else None
    made = sheets(cluster, why, former)
    return fill(
        "cluster.html",
        site=site,
        root="../",
        headline=entry_headline(entry) if entry else headline(representative),
        reach=reach(entry.coverage if entry else None, len(rows)),
        voices=_voices(entry.coverage if entry else None),
        changes=written_changes(entry.changes) if entry else (),
        story_language=representative.language,
        picture=picture(representative),
        representative=representative.key,
        placements=placements,
        withdrawn=_in_order(withdrawn),
        lines=rows,
        growth=growth(rows),
        sheets=made,
        texts=texts(made),
        versions=in_order(made),
        began=rows[0].time,
        last=rows[-1].time,
        canonical=cluster_url(site, cluster.key),
        description=lead(representative),
    ).encode()


def _voices(coverage: Coverage | None) -> Sequence[Voice]:
    """Who reports it on their own account; nobody where there is but one outlet."""
    return () if coverage is None or len(coverage.outlets) == 1 else coverage.voices


def _in_order(withdrawn: Sequence[Withdrawn]) -> list[Withdrawn]:
    return sorted(withdrawn, key=lambda one: (one.at, one.key))
