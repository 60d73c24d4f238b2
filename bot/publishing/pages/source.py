"""The page of a source: what it carried lately, in all topics that the readers of the page see."""

from collections.abc import Sequence

from bot.model import Site, TopicEntry
from bot.publishing.items import Line, lines
from bot.publishing.layout import counted, fill
from bot.publishing.pages.values import Carried
from bot.publishing.text import one_line, web_url

# So many fill a page; arbitrary, cheap to change.
_MOST_LISTED = 200


def carried(entry: TopicEntry, site: Site) -> list[Carried]:
    """Say what the pages of its sources list of an entry, the same in all topics: one for each source, as it told it first."""
    rows = lines(entry.cluster, site)
    first = _first(entry, rows)
    outlets = len(entry.coverage.outlets) if entry.coverage else len({row.outlet for row in rows})
    by_source: dict[str, Line] = {}
    for row in rows:
        by_source.setdefault(row.source, row)
    return [
        Carried(
            source=source,
            cluster=entry.cluster.key,
            headline=row.headline,
            language=row.member.story.language,
            time=row.time,
            is_first=source == first,
            outlets=outlets,
        )
        for source, row in by_source.items()
    ]


def _first(entry: TopicEntry, rows: Sequence[Line]) -> str:
    """Return the name of the source that was there first."""
    if entry.coverage:
        for member in entry.cluster.members:
            if member.story.key == entry.coverage.first:
                return member.story.source
    return rows[0].source


def source_page(name: str, events: Sequence[Carried], site: Site) -> bytes:
    """Write what the source of this name carried; an event that several topics show counts once."""
    once = {one.cluster: one for one in reversed(events)}
    listed = sorted(once.values(), key=lambda one: (-one.time.timestamp(), one.cluster))
    title = one_line(site.outlets.get(name, "")) or name
    origin = site.origins.get(name)
    return fill(
        "source.html",
        site=site,
        root="../",
        title=title,
        home=web_url(origin.home) if origin else None,
        events=listed[:_MOST_LISTED],
        total=len(listed),
        facts=_facts(listed),
        canonical=f"{site.base_url}/sources/{name}",
        description=f"What {title} reported: {counted(len(listed), 'event', 'events')}.",
    ).encode()


def _facts(events: Sequence[Carried]) -> list[tuple[str, int, int]]:
    """Return what is counted, how many, and of how many in a hundred that is."""
    shared = sum(one.outlets > 1 for one in events)
    first = sum(one.is_first and one.outlets > 1 for one in events)
    counts = (
        ("reported first, before others", first),
        ("reported by others too", shared),
        ("reported by nobody else", len(events) - shared),
    )
    return [(what, number, round(100 * number / len(events)) if events else 0) for what, number in counts]
