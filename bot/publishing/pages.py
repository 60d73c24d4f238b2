"""Write the pages that people read: the index, a topic, a cluster. Pure; needs no script in the browser.

Pages link to each other relatively, so that they work under any host and path, as served or as files behind any server;
only what is to be copied elsewhere (feed addresses, the canonical link) is absolute.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.model import Cluster, Decision, MarkerKind, Member, Site, Story, Topic, TopicEntry, Wire
from bot.publishing.items import Line, body, cluster_url, headline, lead, lines, topic_url
from bot.publishing.layout import fill
from bot.publishing.text import one_line, web_url

#: Says in sentences why a story is in its cluster.
Why = Callable[[Member], Sequence[str]]

# The index shows what is new, the topic's page all of it; arbitrary, cheap to change.
_HEADLINES_ON_INDEX = 4
# More sources than these are folded on a card; the cluster's page lists all. Arbitrary, cheap to change.
_SOURCES_ON_CARD = 5
_SCORE_DIGITS = 2
#: Urgency of what agencies send as a flash or a bulletin (IPTC: 1 is the most urgent, 5 is usual).
_URGENT = 2
_NO_WIRE = Wire()
#: What readers are told of a story's kind; that it is urgent or corrected stands beside it.
_LABELS: Mapping[MarkerKind, str] = {
    "live": "live",
    "video": "video",
    "photos": "photos",
    "audio": "audio",
    "wrapup": "round-up",
    "exclusive": "exclusive",
    "analysis": "analysis",
    "opinion": "opinion",
    "interview": "interview",
    "feature": "feature",
    "explainer": "explainer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A cluster's entry in one topic."""

    topic: Topic
    entry: TopicEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """A story that its source took back. Nothing that it said is here: nothing of it is to be published."""

    key: str
    outlet: str
    at: datetime  #: when its source did, as it claimed


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A cluster that no topic shows, but whose page is there."""

    cluster: Cluster  #: perhaps without stories, if its sources hold them all back
    representative: Story | None  #: None if there is no story


@dataclass(frozen=True, slots=True, kw_only=True)
class _Card:
    key: str
    headline: str
    lead: str
    language: str | None
    lines: Sequence[Line]
    folded: Sequence[Line]
    published: datetime
    updated: datetime | None  #: None where it is the same as published

    @property
    def sources(self) -> int:
        return len(self.lines) + len(self.folded)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reference:
    key: str
    headline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Version:
    """A member as the cluster's page shows it."""

    story: Story
    headline: str
    byline: str
    facts: Sequence[str]  #: what its agency says to readers too
    copyright: str
    labels: Sequence[str]  #: what kind of item it is, as its desk calls it
    is_urgent: bool
    is_corrected: bool
    corrected_at: datetime | None  #: None if that is not known
    url: str | None
    body: Markup
    sentences: Sequence[str]
    summary: str  #: of the reasons
    score: str
    founded: bool
    nearest: _Reference | None
    measures: Mapping[str, str]
    shared: Sequence[str]
    gap: timedelta | None


def index(topics: Sequence[Topic], site: Site) -> bytes:
    """Write the front page: each topic with its newest clusters."""
    sections = [
        (topic, [_card(entry, site) for entry in topic.entries[:_HEADLINES_ON_INDEX]], len(topic.entries))
        for topic in topics
    ]
    return fill("index.html", site=site, root="", sections=sections).encode()


def topic_page(topic: Topic, site: Site) -> bytes:
    """Write one topic: a card for each cluster, under the day on which it was published."""
    cards = (_card(entry, site) for entry in topic.entries)
    days = [(day, list(group)) for day, group in groupby(cards, key=lambda card: card.published.date())]
    addresses = [
        (name, topic_url(site, topic, suffix), media_type, f"{topic.slug}{suffix}")
        for name, suffix, media_type in (
            ("Atom", ".atom", "application/atom+xml"),
            ("RSS", ".rss", "application/rss+xml"),
            ("JSON Feed", ".json", "application/feed+json"),
        )
    ]
    canonical = topic_url(site, topic)
    return fill(
        "topic.html", site=site, root="../", topic=topic, days=days, addresses=addresses, canonical=canonical
    ).encode()


def cluster_page(placements: Sequence[Placement], site: Site, why: Why, withdrawn: Sequence[Withdrawn] = ()) -> bytes:
    """Write one cluster: timeline, why its stories are together, and each of them in full.

    `placements` are its entries in all topics that show it, at least one; the first gives the page its headline.
    `withdrawn` are its stories that are no longer there.
    """
    first = placements[0].entry
    return _cluster_page(
        first.cluster, first.representative, placements=placements, site=site, why=why, withdrawn=withdrawn
    )


def apart_page(apart: Apart, site: Site, why: Why, withdrawn: Sequence[Withdrawn] = ()) -> bytes:
    """Write a cluster that no topic shows; a few words in its place if none of its stories may be read."""
    if apart.representative is not None:
        return _cluster_page(
            apart.cluster, apart.representative, placements=(), site=site, why=why, withdrawn=withdrawn
        )
    canonical = cluster_url(site, apart.cluster.key)
    return fill("tombstone.html", site=site, root="../", withdrawn=_in_order(withdrawn), canonical=canonical).encode()


def merged_page(into: str, site: Site) -> bytes:
    """Write what is left at the address of a cluster that became part of another (its key): a way there, and nothing else.

    It says no word of the stories, so that nothing that is taken back later can be read on it.
    """
    return fill("merged.html", site=site, root="../", into=into, canonical=cluster_url(site, into)).encode()


def _cluster_page(  # noqa: PLR0913 (one value each)
    cluster: Cluster,
    representative: Story,
    *,
    placements: Sequence[Placement],
    site: Site,
    why: Why,
    withdrawn: Sequence[Withdrawn],
) -> bytes:
    rows = lines(cluster, site)
    return fill(
        "cluster.html",
        site=site,
        root="../",
        headline=headline(representative),
        story_language=representative.language,
        lead=lead(representative),
        representative=representative.key,
        placements=placements,
        withdrawn=_in_order(withdrawn),
        lines=rows,
        versions=list(_versions(cluster, why)),
        began=rows[0].time,
        last=rows[-1].time,
        canonical=cluster_url(site, cluster.key),
    ).encode()


def _in_order(withdrawn: Sequence[Withdrawn]) -> list[Withdrawn]:
    return sorted(withdrawn, key=lambda one: (one.at, one.key))


def _card(entry: TopicEntry, site: Site) -> _Card:
    story = entry.representative
    rows = lines(entry.cluster, site)
    # A fold that would hide a single line costs more than it saves.
    shown = len(rows) if len(rows) <= _SOURCES_ON_CARD + 1 else _SOURCES_ON_CARD
    return _Card(
        key=entry.cluster.key,
        headline=headline(story),
        lead=lead(story),
        language=story.language,
        lines=rows[:shown],
        folded=rows[shown:],
        published=entry.published,
        updated=entry.updated if entry.updated > entry.published else None,
    )


def _versions(cluster: Cluster, why: Why) -> Iterator[_Version]:
    headlines = {member.story.key: headline(member.story) for member in cluster.members}
    for member in sorted(cluster.members, key=lambda member: (member.story.time, member.story.key)):
        story, decision, wire = member.story, member.decision, member.story.wire or _NO_WIRE
        nearest = decision.evidence.nearest
        kinds = [marker.kind for marker in story.markers]
        is_corrected = wire.is_correction or "correction" in kinds
        yield _Version(
            story=story,
            headline=headlines[story.key],
            byline=", ".join(filter(None, map(one_line, story.authors))),
            facts=_facts(story, wire),
            copyright=one_line(wire.copyright or ""),
            labels=[_LABELS[kind] for kind in kinds if kind in _LABELS],
            is_urgent="breaking" in kinds or (wire.urgency is not None and wire.urgency <= _URGENT),
            is_corrected=is_corrected,
            corrected_at=story.updated if is_corrected else None,
            url=web_url(story.url),
            body=body(story),
            sentences=why(member),
            summary=_summary(decision),
            score=_score(decision.score),
            founded=decision.kind == "found",
            nearest=_Reference(key=nearest, headline=headlines[nearest]) if nearest in headlines else None,
            measures={name: _score(value) for name, value in sorted(decision.evidence.measures.items())},
            shared=decision.evidence.shared,
            gap=decision.evidence.gap,
        )


def _facts(story: Story, wire: Wire) -> list[str]:
    """Where it is from, for readers. The note and the embargo are for editors, and slug, item and version are furniture."""
    said = (one_line(wire.dateline or ""), one_line(wire.credit or ""))
    return [fact for fact in dict.fromkeys(said) if fact and fact != one_line(story.outlet)]


def _summary(decision: Decision) -> str:
    if decision.kind == "found":
        return "Founded this event"
    how = "Merged" if decision.kind == "merge" else "Moved" if decision.former else "Joined"
    return f"{how} with a likeness of {_score(decision.score)}"


def _score(value: float) -> str:
    return f"{value:.{_SCORE_DIGITS}f}"
