"""Values to publish: two topics over three events, with a file-borne story, a reprint and a founder that refused another."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.model import (
    Change,
    Cluster,
    Coverage,
    Decision,
    Enclosure,
    Evidence,
    Member,
    Origin,
    Sighting,
    Site,
    Story,
    Tombstone,
    Topic,
    TopicEntry,
    Voice,
    Wire,
)

NOON = datetime(2024, 5, 6, 12, 0, 0, 250_000, UTC)


@dataclass(frozen=True)
class Desk:
    """Makes values with defaults."""

    site: Site

    def story(self, key: str, **given: Any) -> Story:
        fields: dict[str, Any] = {
            "key": key,
            "url": f"https://{key}.example/story?a=1&b=2",
            "title": f"Ferry & freight <line> reopens, says {key}",
            "text": "The ferry sailed again at dawn, after nine days of storm.\n\nIts owner expects a full deck by Friday.",
            "html": "<p>The ferry sailed again at <em>dawn</em>, after nine days of storm.</p>"
            "<p>Its owner expects a full deck by Friday &amp; more.</p>",
            "published": NOON,
            "first_seen": NOON + timedelta(minutes=20),
            "authors": ("Ada Brandt",),
            "source": "harbour",
            "outlet": "Harbour Post",
            "language": "en",
            "categories": ("Transport & trade",),
        }
        return Story(**fields | given)

    def member(
        self, story: Story, *, founder: bool = False, carried: tuple[str, ...] = (), entry: str = "guid-1"
    ) -> Member:
        sightings = tuple(
            Sighting(
                source=name, entry=entry, story=story.key, url=story.url, seen=story.first_seen + timedelta(hours=i)
            )
            for i, name in enumerate((story.source, *carried))
        )
        evidence = Evidence(
            nearest=None if founder else "a1",
            measures={} if founder else {"words": 0.412345, "vectors": 0.9},
            shared=() if founder else ("ferry", "storm"),
            gap=None if founder else timedelta(hours=2, minutes=5),
        )
        decision = Decision(
            kind="found" if founder else "join",
            story=story.key,
            cluster="a1",
            copy="a1",
            score=0.123456 if founder else 0.81,
            evidence=evidence,
        )
        return Member(story=story, sightings=sightings, decision=decision)

    def cluster(self, key: str, *members: Member) -> Cluster:
        return Cluster(key=key, id=f"tag:feeds.example,2024:cluster/{key}", members=members)

    def entry(
        self, cluster: Cluster, representative: Story | None = None, *, age: timedelta = timedelta()
    ) -> TopicEntry:
        return TopicEntry(
            cluster=cluster,
            representative=representative or cluster.members[0].story,
            chosen_because="it is the longest & newest text",
            matched=("“ferry” in the title",),
            published=NOON - age,
            updated=NOON - age + timedelta(hours=3),
        )

    def topic(self, *entries: TopicEntry, slug: str = "ferries") -> Topic:
        return Topic(
            slug=slug, title="Ferries & <ports>", description="Ships & schedules", language="en", entries=entries
        )

    def hostile(self, text: str, url: str = "https://a.example/", number: int = 0) -> tuple[Topic, Site]:
        """Put a text, a URL and a number wherever a source can."""
        story = self.story(
            "a1",
            url=url,
            title=text,
            text=text,
            html="",
            authors=(text, url),
            outlet=text,
            categories=(text, url),
            enclosures=(
                Enclosure(url=url, media_type=text, length=number),
                Enclosure(url=f"https://p.example/{text}", media_type="image/png", width=number, height=number),
            ),
            wire=Wire(copyright=text),
        )
        cluster = self.cluster("a1", self.member(story, founder=True, entry=text, carried=("coast",)))
        change = Change(at=NOON, text=text, outlet=text)
        entry = replace(self.entry(cluster), chosen_because=text, matched=(text,), changes=(change,))
        origin = Origin(title=text, url=url, id=url, home=url, media_type=text)
        site = replace(self.site, title=text, origins={"harbour": origin}, hubs=(url,))
        return replace(self.topic(entry), title=text, description=text), site


def told(member: Member) -> list[str]:
    return [f"{member.story.outlet} says so <twice> & more"]


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(
        site=Site(
            title="The Quay & Co",
            base_url="https://feeds.example/news",
            id_authority="feeds.example,2024",
            outlets={"harbour": "Harbour Post", "coast": "Coast <Radio>", "drop": "Drop folder"},
        )
    )


@pytest.fixture(scope="session")
def topic(desk: Desk) -> Topic:
    picture = Enclosure(url="https://a1.example/deck.jpg", media_type="image/jpeg", length=4321)
    founder = desk.member(desk.story("a1", enclosures=(picture,)), founder=True, carried=("coast",))
    filed = desk.story(
        "b2",
        url=None,
        source="drop",
        outlet="Drop folder",
        title="Ferry back after storm",
        published=None,
        first_seen=NOON + timedelta(hours=2),
        authors=(),
    )
    second = desk.member(filed, entry="000_late.txt")
    single = desk.member(desk.story("c3", title="Zwölf Fähren für den Norden", language="de"), founder=True)
    return desk.topic(
        desk.entry(desk.cluster("a1", founder, second)),
        desk.entry(desk.cluster("c3", single), age=timedelta(days=1)),
    )


@pytest.fixture(scope="session")
def whole(topic: Topic) -> Topic:
    """A topic with everything that can be published of one."""
    first, second = topic.entries
    pictures = (
        Enclosure(url="https://a1.example/deck.jpg", media_type="image/jpeg", length=4321, width=640, height=480),
        Enclosure(url="https://a1.example/sailing.mp3", media_type="audio/mpeg", length=99_000),
        Enclosure(url="https://a1.example/mystery"),
    )
    spoken = replace(first.representative, enclosures=pictures, wire=Wire(copyright="© Harbour Post & Sons"))
    voices = (Voice(name="Harbour Post", because="", stories=("a1",), outlets=("Harbour Post",)),)
    shown = replace(
        first,
        representative=spoken,
        coverage=Coverage(outlets=("Harbour Post", "Coast Radio"), voices=voices, first="a1"),
        changes=(Change(at=NOON, text="death toll 5 → 12", outlet="Harbour Post"),),
        is_pinned=True,
    )
    gone = (
        Tombstone(id="tag:feeds.example,2024:cluster/m1", at=NOON + timedelta(hours=4), into="a1"),
        Tombstone(id="tag:feeds.example,2024:cluster/w1", at=NOON + timedelta(hours=2)),
    )
    return replace(topic, entries=(shown, second), tombstones=gone)


@pytest.fixture(scope="session")
def linked(desk: Desk) -> Site:
    """A site whose sources are feeds, and that has a hub."""
    origin = Origin(
        title="Harbour Post: all & everything",
        url="https://post.example/feed?all=1&b=2",
        id="tag:post.example,2001:all",
        home="https://post.example/",
        media_type="application/rss+xml",
    )
    return replace(desk.site, origins={"harbour": origin}, hubs=("https://hub.example/",))


@pytest.fixture(scope="session")
def why() -> Callable[[Member], list[str]]:
    return told
