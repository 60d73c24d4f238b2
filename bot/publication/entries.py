"""What a topic shows of a cluster, and what was read of the cluster -> the entry that is published. Pure, but that a cluster remembers its entries."""

from collections.abc import Iterable, Mapping

from bot.model import Cluster, Coverage, TopicEntry
from bot.publication.opened import Opened
from bot.publishing.pages import Apart
from bot.store import tombstones
from bot.store.topics import Shown
from bot.topics import choose


def put_together(shown: Iterable[Shown], opened: Mapping[str, Opened]) -> tuple[TopicEntry, ...]:
    """Put together what a topic shows of clusters that were opened, by key; without what may not be published now."""
    made = (_of(one, opened[one.cluster]) for one in shown)
    return tuple(one for one in made if one is not None)


def _of(shown: Shown, opened: Opened) -> TopicEntry | None:
    """Put an entry together, unless it was when the topic showed the same of the same cluster."""
    before, entry = opened.entries.get(shown.topic, (None, None))
    if before is not shown:
        entry = entry_of(shown, opened.cluster, opened.coverage)
        opened.entries[shown.topic] = shown, entry
    return entry


def entry_of(shown: Shown, cluster: Cluster, coverage: Coverage | None) -> TopicEntry | None:
    """Put together what a topic shows; None where its story may not be published: the clock went back behind an embargo."""
    representative = next((one.story for one in cluster.members if one.story.key == shown.representative), None)
    if representative is None:
        return None
    return TopicEntry(
        cluster=cluster,
        representative=representative,
        chosen_because=shown.chosen_because,
        matched=shown.matched,
        published=shown.published,
        updated=shown.updated,
        id=tombstones.entry_id(shown.id, cluster.id, shown.issue),
        title=shown.title,
        is_pinned=shown.is_pinned,
        coverage=coverage,
        changes=shown.changes,
    )


def apart_of(cluster: Cluster) -> Apart:
    """Put together what the page of a cluster shows that is in no topic."""
    return Apart(cluster=cluster, representative=choose(cluster, None).story if cluster.members else None)
