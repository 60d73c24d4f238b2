"""Write a topic as Atom (RFC 4287) and as RSS 2.0. Pure: the same topic gives the same bytes, at any time and anywhere.

The only home of feedgen 1.0, whose defaults would break that and the formats; what is done about it, in `extension`:

- dates default to now: each is set; they are written without `Z` and in RSS switch the locale of the whole process: written anew;
- entries are put in front: `order="append"`;
- an entry's links lose rel, type and title in Atom, and `atom:source` its id and time: written there;
- RSS drops authors without an e-mail address, and all links but self: dc:creator, and links written there;
- a channel's link is the last one added: the page is;
- one illegal character refuses the whole document: items are scrubbed where they are made.
"""

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from bot.publishing import extension
from bot.publishing.items import Channel, Item
from bot.publishing.parts import Parts, parted

#: The attribute under which feedgen keeps the extension of a feed or an entry.
_EXTENSION = "storyfold"


def atom(feed: Channel) -> bytes:
    """Write the topic as an Atom feed, entries in the topic's order.

    `&` and `<` of the text become `&#x26;` and `&#x3C;`, as in RSS.
    """
    written = _feed(feed, _AtomExtension)
    for shared in feed.items:
        entry = _entry(written, shared)
        entry.content(shared.content, type="html")
        if shared.lead:
            entry.summary(shared.lead)
        entry.author([{"name": name} for name in shared.authors])
    return _document(written.atom_str(), feed)


def rss(feed: Channel) -> bytes:
    """Write the topic as an RSS 2.0 channel, items in the topic's order.

    `&` and `<` of the text become `&#x26;` and `&#x3C;`, as the RSS Best Practices Profile asks for plain-text elements:
    readers that decode one time too many then still show the text instead of markup.
    """
    written = _feed(feed, _RssExtension)
    written.link(href=f"{feed.document}.rss", rel="self", type=extension.RSS)
    written.link(href=feed.address, rel="alternate", type=extension.HTML)
    for shared in feed.items:
        item = _entry(written, shared)
        item.link(href=shared.url)
        item.content(shared.content)
        item.description(f"<p>{_escaped(shared.lead or shared.title)}</p>")
    return _document(written.rss_str(), feed)


def atom_parts(feed: Channel) -> Parts:
    """Write the topic as an Atom feed in parts, so that entries can be kept."""
    return parted(atom(feed), b"entry", b"</feed>")


def rss_parts(feed: Channel) -> Parts:
    """Write the topic as an RSS 2.0 channel in parts, so that items can be kept."""
    return parted(rss(feed), b"item", b"</channel>")


class _AtomExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What is still to be written into a feed or an entry once feedgen is done with it."""

    value: Channel | Item

    def extend_ns(self) -> dict[str, str]:
        return dict(extension.ATOM_PREFIXES)

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        if isinstance(self.value, Channel):
            extension.finish_atom_feed(feed, self.value)
        else:
            extension.finish_atom_entry(feed, self.value)
        return feed


class _RssExtension(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """What is still to be written into a channel or an item once feedgen is done with it."""

    value: Channel | Item

    def extend_ns(self) -> dict[str, str]:
        return dict(extension.RSS_PREFIXES)

    def extend_rss(self, feed: etree._Element) -> etree._Element:
        if isinstance(self.value, Channel):
            extension.finish_rss_channel(feed[0], self.value)
        else:
            extension.finish_rss_item(feed, self.value)
        return feed


def _feed(feed: Channel, kind: type[BaseExtension]) -> FeedGenerator:
    written = FeedGenerator()
    written.register_extension(_EXTENSION, kind, kind)
    getattr(written, _EXTENSION).value = feed
    written.id(feed.id)
    written.title(feed.title)
    written.subtitle(feed.description)
    written.description(feed.description)
    written.updated(feed.updated)
    written.author(name=feed.author)
    written.generator("Storyfold")
    if feed.language:
        written.language(feed.language)
    return written


def _entry(feed: FeedGenerator, shared: Item) -> FeedEntry:
    entry = feed.add_entry(order="append")
    getattr(entry, _EXTENSION).value = shared
    entry.guid(shared.id, permalink=False)
    entry.title(shared.title)
    entry.updated(shared.updated)
    return entry


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _document(xml: bytes, feed: Channel) -> bytes:
    # The serialiser writes no CDATA here, so every &amp; and &lt; in the document is an escaped character.
    declaration, _, root = xml.replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").partition(b"\n")
    # For people who open it in a browser; programs pass over it. Archives stand one folder deeper.
    style = b'<?xml-stylesheet type="text/css" href="%s../static/feed.css"?>' % (b"../" if feed.is_archive else b"")
    return b"\n".join((declaration, style, root, b""))
