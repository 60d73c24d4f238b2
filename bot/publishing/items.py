"""Turn a topic and its entries into what Atom, RSS and JSON Feed say alike. Pure.

Every text is scrubbed and never looks like an end tag, every URL is absolute and a URI of ASCII, every time is UTC; the
writers of the formats only write. That ids, order and titles agree between the formats follows from there being one place
that makes them.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from bot.model import (
    Change,
    Cluster,
    Coverage,
    Enclosure,
    Member,
    Origin,
    Sighting,
    Site,
    Story,
    Tombstone,
    Topic,
    TopicEntry,
)
from bot.publishing.layout import counted, fill
from bot.publishing.text import identifier, media_type, one_line, plain, scrub, shorten, web_url

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


class Category(NamedTuple):
    """A word of one vocabulary. The vocabulary's name is the same in all topics, wherever they are served."""

    term: str
    scheme: str  #: `tag:` URI
    label: str  #: for people


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One cluster in one topic, in the words that all feed formats share."""

    entry: TopicEntry  #: that it is made of
    id: str
    title: str
    url: str  #: the representative's own page, else the cluster's
    page: str  #: the cluster's page
    lead: str  #: plain text, "" where the story has none
    content: str  #: HTML: the representative, then every source
    published: datetime  #: whole seconds
    updated: datetime  #: whole seconds, and a fraction that tells it from other entries of the same second
    authors: tuple[str, ...]  #: never empty; the outlet where no author is named
    rights: str  #: "" where nobody claims any
    language: str | None
    categories: tuple[Category, ...]  #: the representative's own
    enclosures: tuple[Enclosure, ...]  #: each once; a web URL, a well-formed type or none, no length or size below 1
    lines: tuple[Line, ...]  #: oldest first
    changes: tuple[Change, ...]  #: what became new in it, newest first; as it is written
    origin: (
        Origin | None
    )  #: the feed that the representative came from, as it is written; None: no feed, or a secret one

    @property
    def images(self) -> tuple[Enclosure, ...]:
        """The pictures among the enclosures."""
        return tuple(one for one in self.enclosures if (one.media_type or "").startswith("image/"))

    @property
    def related(self) -> dict[str, str]:
        """Where else to read about it: URL -> title; never `url` itself."""
        found = {line.url: plain(f"{line.outlet}: {line.headline}") for line in self.lines}
        found[self.page] = "All versions, and why they are together"
        return {url: title for url, title in found.items() if url != self.url}


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One topic, in the words that all feed formats share."""

    slug: str
    id: str
    title: str
    description: str
    author: str
    language: str | None
    category: Category  #: the topic itself
    address: str  #: of the topic's page; with `.atom`, `.rss` or `.json` that of the feed
    document: str  #: the address of this document without its ending: the feed's, or that of an archive of it
    is_archive: bool  #: all of a month that is over (RFC 5005, 4), and not what is new
    previous: str | None  #: address, without its ending, of the archive that holds what was before; None: nothing was
    next: str | None  #: the same of the archive that follows; None: there is none, or this is the feed itself
    hubs: tuple[str, ...]
    updated: datetime
    items: tuple[Item, ...]  #: in the topic's order
    tombstones: tuple[Tombstone, ...]  #: whole seconds
    gone_to: tuple[str | None, ...]  #: the page of the cluster that has its stories now, tombstone by tombstone


def channel(topic: Topic, site: Site, archive: str | None = None) -> Channel:
    """Say about a topic what every format says about it, or about one of its archives, of which it has the entries."""
    feed = topic_url(site, topic)
    place = len(topic.archives) if archive is None else topic.archives.index(archive)
    before, after = topic.archives[max(place - 1, 0) : place], topic.archives[place + 1 : place + 2]
    title = plain(topic.title) or topic.slug
    made = [item(entry, site) for entry in topic.entries]
    updated = told_apart({one.id: one.updated for one in made})
    items = tuple(replace(one, updated=updated[one.id]) for one in made)
    tombstones = tuple(replace(one, at=one.at.replace(microsecond=0)) for one in topic.tombstones)
    # To the end of its second: no fraction of an entry that left is later.
    ever = [] if topic.last is None else [topic.last.replace(microsecond=999_999)]
    last = max((*(one.updated for one in items), *(one.at for one in tombstones), *ever), default=topic.updated)
    return Channel(
        slug=topic.slug,
        id=f"tag:{site.id_authority}:topic/{topic.minted or topic.slug}",
        title=title,
        description=plain(topic.description) or title,
        author=plain(site.title) or site.id_authority,
        language=topic.language,
        category=Category(topic.slug, f"tag:{site.id_authority}:topics", title),
        address=feed,
        document=feed if archive is None else f"{feed}/{archive}",
        is_archive=archive is not None,
        previous=f"{feed}/{before[0]}" if before else None,
        next=f"{feed}/{after[0]}" if after else None,
        # Nobody subscribes to what does not change.
        hubs=hubs(site) if archive is None else (),
        updated=last if items or tombstones or ever else last.replace(microsecond=0),
        items=items,
        tombstones=tombstones,
        gone_to=tuple(one.into and cluster_url(site, one.into) for one in tombstones),
    )


def told_apart(updated: Mapping[str, datetime], taken: set[datetime] | None = None) -> dict[str, datetime]:
    """Give entries (id -> time) that changed in one second fractions of it: feeds are read by the order of these times.

    Those that are *taken* already are given to nobody; the new ones are added.

    The fraction follows from the id alone, so that an entry that did not change has the same time for ever; but for the
    one in a million that meets another's, which goes a microsecond on.
    """
    taken = set() if taken is None else taken
    told: dict[str, datetime] = {}
    for one in sorted(updated):
        fraction = _fraction(one)
        while (at := updated[one].replace(microsecond=fraction)) in taken:
            fraction = (fraction + 1) % 1_000_000
        taken.add(at)
        told[one] = at
    return told


# The entries of a topic are told apart again for each story that comes.
@lru_cache(maxsize=20_000)
def _fraction(id_: str) -> int:
    return int.from_bytes(hashlib.sha256(id_.encode()).digest()[:8]) % 1_000_000


def hubs(site: Site) -> tuple[str, ...]:
    """Return the URLs of the site's hubs as they are written."""
    return tuple(url for url in map(web_url, site.hubs) if url)


def item(entry: TopicEntry, site: Site) -> Item:
    """Say about a cluster what every format says about it; `updated` in whole seconds."""
    story = entry.representative
    page = cluster_url(site, entry.cluster.key)
    rows = lines(entry.cluster, site)
    changes = written_changes(entry.changes)
    return Item(
        entry=entry,
        id=entry.id or entry.cluster.id,
        title=plain(entry_headline(entry)),
        url=web_url(story.url) or page,
        page=page,
        lead=plain(lead(story)),
        content=fill(
            "entry.html",
            body=body(story),
            lines=rows,
            page=page,
            reach=reach(entry.coverage, len(rows)),
            changes=changes,
        ),
        published=entry.published.replace(microsecond=0),
        updated=entry.updated.replace(microsecond=0),
        authors=_distinct(story.authors) or _distinct((story.outlet, story.source))[:1],
        rights=plain((story.wire and story.wire.copyright) or ""),
        language=story.language,
        categories=tuple(
            Category(word, f"tag:{site.id_authority}:categories", word) for word in _distinct(story.categories)
        ),
        enclosures=_enclosures(story.enclosures),
        lines=rows,
        changes=changes,
        origin=_origin(story.source, site),
    )


def _enclosures(claimed: Iterable[Enclosure]) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for one in claimed:
        if url := web_url(one.url):
            found.setdefault(
                url,
                Enclosure(
                    url=url,
                    media_type=media_type(one.media_type),
                    length=_positive(one.length),
                    width=_positive(one.width),
                    height=_positive(one.height),
                ),
            )
    return tuple(found.values())


def _positive(number: int | None) -> int | None:
    return number if number is not None and number > 0 else None


def _origin(source: str, site: Site) -> Origin | None:
    """Name the feed as it is written: with its own id, or with one of ours that stays when it moves."""
    origin = site.origins.get(source)
    url = web_url(origin.url) if origin else None
    if origin is None or url is None:
        return None
    return Origin(
        title=plain(origin.title) or url,
        url=url,
        id=identifier(origin.id) or f"tag:{site.id_authority}:source/{quote(source, safe='')}",
        home=web_url(origin.home),
        media_type=media_type(origin.media_type),
    )


def entry_headline(entry: TopicEntry) -> str:
    """Return an editor's title, else the representative's, as plain text on one line, never empty."""
    return one_line(entry.title or "") or headline(entry.representative)


def reach(coverage: Coverage | None, sources: int) -> str:
    """Say how many report it, and how many of them on their own account: `7 sources, 3 independent`."""
    if coverage is None:
        return counted(sources, "source", "sources")
    outlets, voices = len(coverage.outlets), len(coverage.voices)
    told = counted(outlets, "source", "sources")
    return told if voices >= outlets else f"{told}, {voices} independent"


def written_changes(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes as readers get them: one line each, whole seconds."""
    return tuple(
        replace(one, at=one.at.replace(microsecond=0), text=one_line(one.text), outlet=one_line(one.outlet))
        for one in changes
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
    return tuple(dict.fromkeys(text for text in map(plain, texts) if text))
