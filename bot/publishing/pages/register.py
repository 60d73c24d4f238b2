"""Keep who carried what, so that of all pages of sources only those are written whose events changed."""

from collections.abc import Mapping, Sequence

from bot.model import Site
from bot.publishing.pages.source import source_page
from bot.publishing.pages.values import Carried


class Register:
    """What sources carried in the topics of one audience. Each event is kept once, however many topics show it."""

    def __init__(self) -> None:
        self._topics: dict[str, tuple[str, ...]] = {}  # slug -> clusters
        self._shown: dict[str, int] = {}  # cluster -> topics that show it
        self._events: dict[str, tuple[Carried, ...]] = {}
        self._sources: dict[str, dict[str, Carried]] = {}
        self._due: set[str] = set()

    def note(self, slug: str, events: Mapping[str, Sequence[Carried]]) -> None:
        """Say what a topic shows now, by cluster."""
        for cluster, rows in events.items():
            self._shown[cluster] = self._shown.get(cluster, 0) + 1
            self._put(cluster, tuple(rows))
        self.drop(slug)
        self._topics[slug] = tuple(events)

    def drop(self, slug: str) -> None:
        """Say that a topic shows nothing any more."""
        for cluster in self._topics.pop(slug, ()):
            self._shown[cluster] -= 1
            if not self._shown[cluster]:
                del self._shown[cluster]
                self._put(cluster, ())

    def keep_only(self, slugs: Sequence[str]) -> None:
        """Say which topics there are; the others show nothing any more."""
        there = set(slugs)
        for slug in [slug for slug in self._topics if slug not in there]:
            self.drop(slug)

    def pages(self, site: Site) -> dict[str, bytes]:
        """Return the pages of sources that changed since they were last asked for, path -> bytes.

        A source that carries nothing any more has a page that says so: others may link to it.
        """
        due, self._due = sorted(self._due), set()
        return {
            f"sources/{name}.html": source_page(name, list(self._sources.get(name, {}).values()), site) for name in due
        }

    def again(self) -> None:
        """Let all pages be asked for once more."""
        self._due.update(self._sources)

    def _put(self, cluster: str, rows: tuple[Carried, ...]) -> None:
        before = self._events.get(cluster, ())
        if rows == before:
            return
        for row in before:
            self._due.add(row.source)
            theirs = self._sources[row.source]
            del theirs[cluster]
            if not theirs:
                del self._sources[row.source]
        for row in rows:
            self._due.add(row.source)
            self._sources.setdefault(row.source, {})[cluster] = row
        if rows:
            self._events[cluster] = rows
        else:
            del self._events[cluster]
