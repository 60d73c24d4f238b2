"""Write lists of feeds as OPML 2.0: the topics, for readers that subscribe to all of them at once. Pure."""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from bot.model import Site, Topic
from bot.publishing.items import topic_url
from bot.publishing.text import one_line


def opml(topics: Sequence[Topic], site: Site) -> bytes:
    """Write one outline a topic, in the order given. It has no date, so that it changes only with the topics."""
    return listed(one_line(site.title) or site.id_authority, (_outline(topic, site) for topic in topics))


def listed(title: str, outlines: Iterable[Mapping[str, str]]) -> bytes:
    """Write a list called *title* of feeds, each by the attributes of its outline; `xmlUrl` is its URL."""
    document = etree.Element("opml", version="2.0")
    head = etree.SubElement(document, "head")
    etree.SubElement(head, "title").text = one_line(title)
    body = etree.SubElement(document, "body")
    for attributes in outlines:
        outline = etree.SubElement(body, "outline", type="rss")
        for name, value in attributes.items():
            outline.set(name, one_line(value))
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _outline(topic: Topic, site: Site) -> dict[str, str]:
    title = one_line(topic.title) or topic.slug
    attributes = {
        "text": title,
        "title": title,
        "description": topic.description,
        "xmlUrl": topic_url(site, topic, ".atom"),
        "htmlUrl": topic_url(site, topic),
    }
    return attributes | ({"language": topic.language} if topic.language else {})
