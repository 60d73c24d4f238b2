"""Write the pages that people read: the index, a topic, a cluster. Pure; needs no script in the browser.

Pages link to each other relatively, so that they work under any host and path, as served or as files behind any server;
only what is to be copied elsewhere (feed addresses, the canonical link) is absolute.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from bot.model import Member, Site, Story, Topic, TopicEntry
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A cluster's entry in one topic."""

    topic: Topic
    entry: TopicEntry


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
    url: str | None
    body: Markup
    sentences: Sequence[str]
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


def cluster_page(placements: Sequence[Placement], site: Site, why: Why) -> bytes:
    """Write one cluster: timeline, why its stories are together, and each of them in full.

    `placements` are its entries in all topics that show it, at least one; the first gives the page its headline.
    """
    first = placements[0].entry
    cluster = first.cluster
    rows = lines(cluster, site)
    return fill(
        "cluster.html",
        site=site,
        root="../",
        headline=headline(first.representative),
        story_language=first.representative.language,
        lead=lead(first.representative),
        representative=first.representative.key,
        placements=placements,
        lines=rows,
        versions=list(_versions(first, why)),
        began=rows[0].time,
        last=rows[-1].time,
        canonical=cluster_url(site, cluster.key),
    ).encode()


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


def _versions(entry: TopicEntry, why: Why) -> Iterator[_Version]:
    headlines = {member.story.key: headline(member.story) for member in entry.cluster.members}
    for member in sorted(entry.cluster.members, key=lambda member: (member.story.time, member.story.key)):
        story, decision = member.story, member.decision
        nearest = decision.evidence.nearest
        yield _Version(
            story=story,
            headline=headlines[story.key],
            byline=", ".join(filter(None, map(one_line, story.authors))),
            url=web_url(story.url),
            body=body(story),
            sentences=why(member),
            score=_score(decision.score),
            founded=decision.kind == "found",
            nearest=_Reference(key=nearest, headline=headlines[nearest]) if nearest in headlines else None,
            measures={name: _score(value) for name, value in sorted(decision.evidence.measures.items())},
            shared=decision.evidence.shared,
            gap=decision.evidence.gap,
        )


def _score(value: float) -> str:
    return f"{value:.{_SCORE_DIGITS}f}"
