"""Who gets to read what: everybody the public topics, and whoever has a token for a private topic that one. Pure.

Each audience has documents of its own, as if nothing else were published: a page for everybody says no word of private
topics, and one private topic says none of another.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.model import Reach, Site, Topic
from bot.publishing.pages import Apart, Former, Why, Withdrawn
from bot.publishing.press import Press
from bot.publishing.site import render_changed

#: Below the site's own address, and below that whatever stands for the token.
PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """What one audience may read."""

    private: str | None  #: slug of the private topic whose readers they are; None: everybody
    topics: tuple[Topic, ...]
    apart: tuple[Apart, ...]  #: clusters to be written that none of its topics shows
    merged: Mapping[
        str, str
    ]  #: clusters that are part of others, as far as its pages may say it: key of the one, of the other
    gone: frozenset[str]  #: keys of clusters whose pages it may not have (any more)
    elsewhere: tuple[Topic, ...] = ()  #: others of its topics, with the entries that pages which are to be written name
    order: tuple[str, ...] = ()  #: slugs of all topics, in the order in which pages name them; empty: any
    archived: Mapping[str, frozenset[str]] = field(
        default_factory=dict
    )  #: paths of the archives of its topics, by topic


def audiences(  # noqa: PLR0913 (one value each)
    topics: Sequence[Topic],
    apart: Sequence[Apart],
    merged: Mapping[str, str],
    secret: Mapping[str, Reach],
    *,
    elsewhere: Sequence[Topic] = (),
    every: Sequence[Topic] = (),
) -> tuple[Audience, ...]:
    """Split what is to be published: everybody first, then the readers of each private topic, in their order.

    *apart* are the clusters whose pages are to be written whether or not a topic shows them; *secret* says of these, of the
    *merged* ones and of those that tombstones lead to which are not for everybody. *elsewhere* are topics that are not to be
    written themselves; of *every* topic that is private the readers are heard of if such pages are for them. Pages name topics
    in the order of *every* one.
    """
    shown = {topic.slug: topic for topic in topics if topic.is_private}
    others = {topic.slug: topic for topic in elsewhere if topic.is_private}
    slugs = {**shown, **others} | ({one.slug: one for one in every if one.is_private} if apart or merged else {})
    split = [
        (None, [one for one in topics if not one.is_private], [one for one in elsewhere if not one.is_private]),
        *((slug, [shown[slug]] if slug in shown else [], [others[slug]] if slug in others else []) for slug in slugs),
    ]
    order = tuple(one.slug for one in every)
    return tuple(
        replace(_audience(slug, those, further, apart, merged, secret), order=order) for slug, those, further in split
    )


def documents(  # noqa: PLR0913, PLR0917 (one value each)
    audience: Audience,
    site: Site,
    why: Why,
    withdrawn: Mapping[str, Sequence[Withdrawn]],
    press: Press,
    pages: Collection[str],
    former: Mapping[str, Sequence[Former]],
) -> dict[str, bytes]:
    """Return the documents of an audience's topics by path, and of the clusters in them those of these *pages*.

    *site* is as the audience knows it; *former* are the texts that stories had, by key; the *press* has kept what was made for it before.
    """
    return render_changed(
        audience.topics,
        site,
        why,
        press,
        pages=pages,
        elsewhere=audience.elsewhere,
        order=audience.order,
        withdrawn=withdrawn,
        apart=audience.apart,
        merged=audience.merged,
        former=former,
    )


def site_of(private: str | None, site: Site, veil: str) -> Site:
    """Return the site as an audience knows it: private documents have addresses below *veil*, which stands for the token."""
    if private is None:
        return site
    # Searching is for everybody, in what everybody may read; and no hub is told of what is private.
    return replace(site, base_url=f"{site.base_url}/{PRIVATE}/{veil}", is_served=False, hubs=())


def _audience(  # noqa: PLR0913, PLR0917 (one value each)
    private: str | None,
    topics: Iterable[Topic],
    elsewhere: Sequence[Topic],
    apart: Sequence[Apart],
    merged: Mapping[str, str],
    secret: Mapping[str, Reach],
) -> Audience:
    def may_see(cluster: str) -> bool:
        found = secret.get(cluster)
        if private is None:
            return found is None or found.is_public
        return found is not None and private in found.topics

    theirs = tuple(_told(topic, may_see) for topic in topics)
    placed = {entry.cluster.key for topic in (*theirs, *elsewhere) for entry in topic.entries}
    leads = {key: into for key, into in merged.items() if may_see(key) and (into in placed or may_see(into))}
    others = [one for one in apart if one.cluster.key not in placed]
    return Audience(
        private=private,
        topics=theirs,
        elsewhere=tuple(elsewhere),
        apart=tuple(one for one in others if may_see(one.cluster.key)),
        merged=leads,
        gone=frozenset(one.cluster.key for one in others if not may_see(one.cluster.key))
        | merged.keys() - leads.keys(),
    )


def _told(topic: Topic, may_see: Callable[[str], bool]) -> Topic:
    """Return the topic without ways to pages that its readers do not have."""
    if all(one.into is None or may_see(one.into) for one in topic.tombstones):
        return topic
    left = (one if one.into is None or may_see(one.into) else replace(one, into=None) for one in topic.tombstones)
    return replace(topic, tombstones=tuple(left))
