"""Write a topic as Atom (RFC 4287) and as RSS 2.0. Pure: the same topic gives the same bytes, at any time and anywhere.

The only home of feedgen 1.0, whose defaults would break that and the formats; what is done about it:

- dates default to now: each is set, lastBuildDate through `updated`;
- entries are put in front: `order="append"`;
- an entry's links lose rel, type and title in Atom: they are written here, through its extension interface;
- RSS drops authors without an e-mail address: dc:creator, through the extension;
- an item's dates switch the locale of the whole process while they are written: pubDate, through the extension;
- a channel's link is the last one added: the page is;
- one illegal character refuses the whole document: items are scrubbed where they are made.
"""

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from bot.model import Site, Topic
from bot.publishing.items import Item, item, topic_url
from bot.publishing.text import one_line, rfc822, rfc3339

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
HTML = "text/html"

_ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
_DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: The attribute under which feedgen keeps the extension of a feed or an entry.
_EXTENSION = "storyfold"


def atom(topic: Topic, site: Site) -> bytes:
    """Write the topic as an Atom feed, entries in the topic's order."""
    feed = _feed(topic, site, ".atom", ATOM, _AtomExtension)
    for entry in topic.entries:
        shared = item(entry, site)
        written = _entry(feed, shared)
        written.content(shared.content, type="html")
        if shared.lead:
            written.summary(shared.lead)
        written.published(shared.published)
        written.author([{"name": name} for name in shared.authors])
    return _document(feed.atom_str())


def rss(topic: Topic, site: Site) -> bytes:
    """Write the topic as an RSS 2.0 channel, items in the topic's order.

    `&` and `<` of the text become `&#x26;` and `&#x3C;`, as the RSS Best Practices Profile asks for plain-text elements:
    readers that decode one time too many then still show the text instead of markup.
    """
    feed = _feed(topic, site, ".rss", RSS, _RssExtension)
    for entry in topic.entries:
        shared = item(entry, site)
        written = _entry(feed, shared)
        written.link(href=shared.url)
        written.content(shared.content)
        written.description(f"<p>{_escaped(shared.lead or shared.title)}</p>")
    # The serialiser writes no CDATA here, so every &amp; and &lt; in the document is an escaped character.
    return _document(feed.rss_str().replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;"))


class _AtomExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What is still to be written into an entry once feedgen is done with it."""

    item: Item | None = None  #: None for the feed itself

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        if self.item is not None:
            _finish_atom(feed, self.item)
        return feed


class _RssExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What is still to be written into an item once feedgen is done with it."""

    item: Item | None = None  #: None for the channel itself, which only declares the namespace

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC_NAMESPACE}

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        if self.item is not None:
            _finish_rss(feed, self.item)
        return feed


def _feed(topic: Topic, site: Site, suffix: str, media_type: str, extension: type[BaseExtension]) -> FeedGenerator:
    feed = FeedGenerator()
    feed.register_extension(_EXTENSION, extension, extension)
    title = one_line(topic.title) or topic.slug
    feed.id(f"tag:{site.id_authority}:topic/{topic.slug}")
    feed.title(title)
    feed.subtitle(one_line(topic.description) or title)
    feed.description(one_line(topic.description) or title)
    feed.updated(topic.updated.replace(microsecond=0))
    feed.author(name=one_line(site.title) or site.id_authority)
    feed.generator("Storyfold")
    if topic.language:
        feed.language(topic.language)
    feed.link(href=topic_url(site, topic, suffix), rel="self", type=media_type)
    feed.link(href=topic_url(site, topic), rel="alternate", type=HTML)
    return feed


def _entry(feed: FeedGenerator, shared: Item) -> FeedEntry:
    entry = feed.add_entry(order="append")
    getattr(entry, _EXTENSION).item = shared
    entry.guid(shared.id, permalink=False)
    entry.title(shared.title)
    entry.updated(shared.updated)
    entry.category([{"term": category} for category in shared.categories])
    return entry


def _finish_atom(node: etree._Element, shared: Item) -> None:
    if shared.language:
        node.set(_XML_LANGUAGE, shared.language)
    _atom_link(node, "alternate", shared.url)
    related = {line.url: f"{line.outlet}: {line.headline}" for line in shared.lines}
    related[shared.page] = "All versions, and why they are together"
    for url, title in related.items():
        if url != shared.url:
            _atom_link(node, "related", url, title)
    for enclosure in shared.enclosures:
        link = etree.SubElement(node, "link", rel="enclosure", href=enclosure.url)
        if enclosure.media_type:
            link.set("type", one_line(enclosure.media_type))
        if enclosure.length is not None:
            link.set("length", str(enclosure.length))


def _atom_link(node: etree._Element, rel: str, url: str, title: str | None = None) -> None:
    link = etree.SubElement(node, "link", rel=rel, type=HTML, href=url)
    if title:
        link.set("title", title)


def _finish_rss(node: etree._Element, shared: Item) -> None:
    etree.SubElement(node, "pubDate").text = rfc822(shared.published)
    for author in shared.authors:
        etree.SubElement(node, f"{{{_DC_NAMESPACE}}}creator").text = author
    etree.SubElement(node, f"{{{_ATOM_NAMESPACE}}}updated").text = rfc3339(shared.updated)
    typed = next((enclosure for enclosure in shared.enclosures if enclosure.media_type), None)
    if typed is not None:
        # The length is required; 0 is how the Best Practices Profile writes that it is not known.
        media_type, length = one_line(typed.media_type or ""), str(typed.length or 0)
        etree.SubElement(node, "enclosure", url=typed.url, length=length, type=media_type)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _document(xml: bytes) -> bytes:
    return xml + b"\n"
