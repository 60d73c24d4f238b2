"""The front page: each topic with its pulse and its newest events."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.model import Site, Topic, TopicEntry
from bot.publishing.items import entry_headline, lead, lines, reach
from bot.publishing.layout import fill, part
from bot.publishing.pages.graphs import pulse
from bot.publishing.pages.pictures import picture
from bot.publishing.pages.topic import place
from bot.publishing.pages.values import Brief, Place
from bot.publishing.text import one_line

# The front page shows what is new, the topic's page all of it; arbitrary, cheap to change.
HEADLINES_ON_INDEX = 5
#: Topics whose feeds the head of the front page offers: readers show them as a menu. All of them are in the OPML.
_OFFERED = 30
_NAMED = 12  # topics that search engines and previews are told of


def index(topics: Sequence[Topic], site: Site) -> bytes:
    """Write the front page: each topic with its newest clusters."""
    return front([(topic, section(topic, *_at_a_glance(topic, site))) for topic in topics], site)


def _at_a_glance(topic: Topic, site: Site) -> tuple[list[Brief], list[Place]]:
    briefs = [brief(entry, site) for entry in topic.entries[:HEADLINES_ON_INDEX]]
    return briefs, [place(entry) for entry in topic.entries]


def front(sections: Sequence[tuple[Topic, Markup]], site: Site) -> bytes:
    """Write the front page of topics, whose entries do not count here, with their sections."""
    topics = [topic for topic, _ in sections]
    named = ", ".join(one_line(topic.title) for topic in topics[:_NAMED])
    ending = "." if len(topics) <= _NAMED else " …"
    return fill(
        "index.html",
        site=site,
        root="",
        sections=sections,
        offered=topics[:_OFFERED],
        canonical=f"{site.base_url}/",
        description=f"One entry for each event, with every source. Topics: {named}{ending}" if named else "",
    ).encode()


def section(topic: Topic, briefs: Sequence[Brief], places: Sequence[Place]) -> Markup:
    """Write what the front page has of a topic: its first entries in brief; *places* are those of all."""
    return part("section.html", topic=topic, briefs=briefs, total=len(places), pulse=pulse(places))


def brief(entry: TopicEntry, site: Site) -> Brief:
    """Say about an entry what the front page does."""
    story = entry.representative
    return Brief(
        key=entry.cluster.key,
        headline=entry_headline(entry),
        lead=lead(story),
        language=story.language,
        published=entry.published,
        reach=reach(entry.coverage, len(lines(entry.cluster, site))),
        picture=picture(story),
    )
