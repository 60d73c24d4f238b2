"""Turn a topic's entries into items: what Atom, RSS and JSON Feed say alike. Pure.

Every text of an item is scrubbed, every URL is absolute, every time is whole-second UTC; the writers of the formats only
write. That ids, order and titles agree between the formats follows from there being one place that makes them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from bot.model import Cluster, Enclosure, Member, Sighting, Site, Story, Topic, TopicEntry
from bot.publishing.layout import fill
from bot.publishing.text import one_line, scrub, shorten, web_url

# Two to three lines on a phone; arbitrary, cheap to change.
LEAD_CHARACTERS = 280
UNTITLED = "Untitled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One source carrying one story of the cluster, as readers see it listed."""

    member: Member
    source: str  #: name of the source
    outlet: str  #: who published it, as readers know it
    headline: str
    url: str  #: the story at this source; its place on the cluster's page where it has no URL
    file: str | None  #: the entry's key where the story has no URL: tells two files of one folder apart
    time: datetime  #: the story's own time in its first source, else when this source was seen to carry it
    seen: datetime  #: first time in this source


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One cluster in one topic, in the words that all feed formats share."""

    id: str
    title: str
    url: str  #: the representative's own page, else the cluster's
    page: str  #: the cluster's page
    lead: str  #: plain text, "" where the story has none
    content: str  #: HTML: the representative, then every source
    published: datetime
    updated: datetime
    authors: tuple[str, ...]  #: never empty; the outlet where no author is named
    language: str | None
    categories: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]  #: with http or https URLs only
    lines: tuple[Line, ...]  #: oldest first


def item(entry: TopicEntry, site: Site) -> Item:
    """Say about a cluster what every format says about it."""
    story = entry.representative
    page = cluster_url(site, entry.cluster.key)
    rows = lines(entry.cluster, site)
    return Item(
        id=entry.id or entry.cluster.id,
        title=headline(story),
        url=web_url(story.url) or page,
        page=page,
        lead=lead(story),
        content=fill("entry.html", body=body(story), lines=rows, page=page),
        published=entry.published.replace(microsecond=0),
        updated=entry.updated.replace(microsecond=0),
        authors=_distinct(story.authors) or _distinct((story.outlet, story.source))[:1],
        language=story.language,
        categories=_distinct(story.categories),
        enclosures=tuple(enclosure for enclosure in story.enclosures if web_url(enclosure.url)),
        lines=rows,
    )


def lines(cluster: Cluster, site: Site) -> tuple[Line, ...]:
    """List every source of the cluster, oldest first."""
    rows = (row for member in cluster.members for row in _member_lines(cluster, member, site))
    return tuple(sorted(rows, key=lambda row: (row.time, row.member.story.key, row.source, row.file or row.url)))


def headline(story: Story) -> str:
    """Return the story's title as plain text on one line, never empty."""
    return one_line(story.title) or UNTITLED


def lead(story: Story) -> str:
    """Return the beginning of the story's text, for cards and summaries: its first paragraph, or sentence if that is too long."""
    paragraph = one_line(story.text.split("\n\n", 1)[0])
    if len(paragraph) > LEAD_CHARACTERS and (sentence := one_line(story.facts.lead)):
        paragraph = sentence
    return shorten(paragraph, LEAD_CHARACTERS)


def body(story: Story) -> Markup:
    """Return the story as HTML; it was sanitised when the story was cleaned."""
    html = scrub(story.html)
    if html.strip():
        # Sanitised by contract: Story.html is the one value that goes out as markup.
        return Markup(html)  # noqa: S704
    paragraphs = (one_line(part) for part in story.text.split("\n\n"))
    return Markup("\n").join(Markup("<p>{}</p>").format(escape(part)) for part in paragraphs if part)


def topic_url(site: Site, topic: Topic, suffix: str = "") -> str:
    """Return where a topic is served; `suffix` is `.atom`, `.rss`, `.json`, or nothing for the page."""
    return f"{site.base_url}/topics/{topic.slug}{suffix}"


def cluster_url(site: Site, cluster: str, story: str | None = None) -> str:
    """Return the page of the cluster with this key, or the place of one story on it."""
    anchor = f"#{story}" if story else ""
    return f"{site.base_url}/clusters/{cluster}{anchor}"


def _member_lines(cluster: Cluster, member: Member, site: Site) -> Iterable[Line]:
    story = member.story
    origin = next((sighting for sighting in member.sightings if sighting.source == story.source), None)
    if origin is None:
        yield _line(cluster, member, site, None)
    listed: set[tuple[str, str]] = set()
    for sighting in member.sightings:
        # One source may list one page under several entry keys, when it changes its guids: one line says it.
        place = (sighting.source, sighting.url or sighting.entry)
        if place not in listed:
            listed.add(place)
            yield _line(cluster, member, site, sighting, is_origin=sighting is origin)


def _line(cluster: Cluster, member: Member, site: Site, sighting: Sighting | None, *, is_origin: bool = True) -> Line:
    story = member.story
    source = sighting.source if sighting else story.source
    seen = sighting.seen if sighting else story.first_seen
    url = (web_url(sighting.url) if sighting else None) or web_url(story.url)
    outlet = story.outlet if is_origin else site.outlets.get(source, source)
    return Line(
        member=member,
        source=source,
        outlet=one_line(outlet) or source,
        headline=headline(story),
        url=url or cluster_url(site, cluster.key, story.key),
        file=None if url or sighting is None or _is_item(sighting, story) else one_line(sighting.entry) or None,
        time=(story.time if is_origin else seen).replace(microsecond=0),
        seen=seen.replace(microsecond=0),
    )


def _is_item(sighting: Sighting, story: Story) -> bool:
    """Tell whether the entry's key is the agency's id of the item, which tells a reader nothing."""
    return story.wire is not None and story.wire.item == sighting.entry


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in map(one_line, texts) if text))
