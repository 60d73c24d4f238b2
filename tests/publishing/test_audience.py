"""Who gets to read what: no audience gets a topic, a page or a way to one that is not for it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.model import Cluster, Reach, Site, Story, Tombstone, Topic, TopicEntry
from bot.publishing.audience import Audience, audiences, site_of
from bot.publishing.pages import Apart

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
STORY = Story(key="s", title="s", text="s", html="s", first_seen=NOON, source="wire", outlet="Wire")
SITE = Site(
    title="Wire", base_url="https://site.example", id_authority="site.example,2026", hubs=("https://hub.example/",)
)
KEYS = st.sampled_from("abcdef")
SLUGS = ("one", "two", "three")


def cluster(key: str) -> Cluster:
    return Cluster(key=key, id=f"tag:{key}", members=())


def topic(slug: str, *, is_private: bool, keys: frozenset[str], led_to: frozenset[str]) -> Topic:
    entries = tuple(
        TopicEntry(
            cluster=cluster(key), representative=STORY, chosen_because="", matched=(), published=NOON, updated=NOON
        )
        for key in sorted(keys)
    )
    gone = tuple(Tombstone(id=f"tag:gone-{key}", at=NOON, into=key) for key in sorted(led_to))
    return Topic(
        slug=slug,
        title=slug,
        description="",
        language=None,
        entries=entries,
        tombstones=gone,
        is_private=is_private,
    )


@st.composite
def published(draw: st.DrawFn) -> tuple[list[Topic], list[Apart], dict[str, str], dict[str, Reach]]:
    """Topics, and what is known of clusters, so that it agrees: who shows a cluster now may see it."""
    some = st.frozensets(KEYS, max_size=4)
    topics = [topic(slug, is_private=draw(st.booleans()), keys=draw(some), led_to=draw(some)) for slug in SLUGS]
    secret = {}
    for key in "abcdef":
        showing = [one for one in topics if any(entry.cluster.key == key for entry in one.entries)]
        once = draw(st.frozensets(st.sampled_from([one.slug for one in topics if one.is_private] or [""])))
        private = frozenset(one.slug for one in showing if one.is_private) | once - {""}
        is_public = any(not one.is_private for one in showing) or draw(st.booleans())
        if private:
            secret[key] = Reach(is_public, private)
    apart = [Apart(cluster=cluster(key), representative=None) for key in sorted(draw(some))]
    there = {entry.cluster.key for one in topics for entry in one.entries} | {one.cluster.key for one in apart}
    merged = {key: draw(KEYS) for key in sorted(draw(some) - there)}
    return topics, apart, merged, secret


def may_see(audience: Audience, key: str, secret: Mapping[str, Reach]) -> bool:
    reach = secret.get(key)
    if audience.private is None:
        return reach is None or reach.is_public
    return reach is not None and audience.private in reach.topics


@given(published())
def test_no_audience_gets_what_is_not_for_it(
    given_: tuple[list[Topic], list[Apart], dict[str, str], dict[str, Reach]],
) -> None:
    topics, apart, merged, secret = given_

    everybody, *readers = split = audiences(topics, apart, merged, secret)

    assert [one.slug for one in everybody.topics] == [one.slug for one in topics if not one.is_private]
    assert [one.private for one in readers] == [one.slug for one in topics if one.is_private]
    for audience in split:
        assert all(one.slug == audience.private for one in audience.topics if one.is_private)
        pages = {one.cluster.key for one in audience.apart} | audience.merged.keys() | {*audience.merged.values()}
        led_to = {gone.into for one in audience.topics for gone in one.tombstones if gone.into is not None}
        assert all(may_see(audience, key, secret) for key in pages | led_to)
        assert not audience.gone & {entry.cluster.key for one in audience.topics for entry in one.entries}
        assert all(not may_see(audience, key, secret) or key in merged for key in audience.gone)


@given(published())
def test_nothing_is_lost_of_what_everybody_may_read(
    given_: tuple[list[Topic], list[Apart], dict[str, str], dict[str, Reach]],
) -> None:
    topics, apart, merged, _ = given_
    public = [replace(one, is_private=False) for one in topics]

    [everybody] = audiences(public, apart, merged, {})

    placed = {entry.cluster.key for one in public for entry in one.entries}
    assert everybody.topics == tuple(public)
    assert everybody.merged == merged
    assert everybody.apart == tuple(one for one in apart if one.cluster.key not in placed)
    assert everybody.gone == frozenset()


def test_addresses_of_private_documents_are_below_the_veil_and_no_hub_is_named() -> None:
    topics = [topic("one", is_private=True, keys=frozenset(), led_to=frozenset())]
    everybody, readers = audiences(topics, [], {}, {})

    assert site_of(everybody.private, SITE, "veil") == SITE
    private = site_of(readers.private, SITE, "veil")
    assert (private.base_url, private.hubs, private.is_served) == ("https://site.example/private/veil", (), False)
    assert private.id_authority == SITE.id_authority
