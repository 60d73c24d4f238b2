"""Write the list of topics as OPML 2.0, for readers that subscribe to all of them at once. Pure."""

from collections.abc import Sequence

from lxml import etree

from bot.model import Site, Topic
from bot.publishing.items import topic_url
from bot.publishing.text import one_line


def opml(topics: Sequence[Topic], site: Site) -> bytes:
    """Write one outline a topic, in the order given. It has no date, so that it changes only with the topics."""
    document = etree.Element("opml", version="2.0")
    head = etree.SubElement(document, "head")
    etree.SubElement(head, "title").text = one_line(site.title) or site.id_authority
    outlines = etree.SubElement(document, "body")
    for topic in topics:
        title = one_line(topic.title) or topic.slug
        outline = etree.SubElement(outlines, "outline", type="rss", text=title, title=title)
        outline.set("description", one_line(topic.description))
        outline.set("xmlUrl", topic_url(site, topic, ".atom"))
        outline.set("htmlUrl", topic_url(site, topic))
        if topic.language:
            outline.set("language", topic.language)
    return etree.tostring(document, encoding="UTF-8", xml_declaration=True, pretty_print=True)
