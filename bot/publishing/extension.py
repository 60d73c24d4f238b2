"""Write into Atom and RSS what feedgen has no words for, or has the wrong ones. Pure: changes the lxml nodes that it is given.

Of an Atom feed and entry: links with their titles and types, `atom:source` (RFC 4287, 4.2.11), tombstones (RFC 6721), rights.
Of both formats: exact times, languages, pictures (MediaRSS), hubs (WebSub), archives (RFC 5005).
"""

from collections.abc import Mapping

from lxml import etree

from bot.model import Enclosure, Origin
from bot.publishing.items import Channel, Item
from bot.publishing.text import instant, rfc822, rfc3339

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
HTML = "text/html"

ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_NAMESPACE = "http://search.yahoo.com/mrss/"
TOMBSTONE_NAMESPACE = "http://purl.org/atompub/tombstones/1.0"
DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
HISTORY_NAMESPACE = "http://purl.org/syndication/history/1.0"
#: What a document declares, whatever it holds: its first bytes are the same for ever.
ATOM_PREFIXES: Mapping[str, str] = {"at": TOMBSTONE_NAMESPACE, "fh": HISTORY_NAMESPACE, "media": MEDIA_NAMESPACE}
RSS_PREFIXES: Mapping[str, str] = {"dc": DC_NAMESPACE, "fh": HISTORY_NAMESPACE, "media": MEDIA_NAMESPACE}

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def finish_atom_feed(node: etree._Element, feed: Channel) -> None:
    """Write what is left of a feed, its entries aside."""
    _time(node, "updated", instant(feed.updated))
    _category(node, feed.category.term, feed.category.scheme, feed.category.label)
    _link(node, "self", f"{feed.document}.atom", ATOM)
    _link(node, "alternate", feed.address, HTML)
    for rel, address in _history(node, feed):
        _link(node, rel, f"{address}.atom", ATOM)
    for hub in feed.hubs:
        _link(node, "hub", hub)
    for one, page in zip(feed.tombstones, feed.gone_to, strict=True):
        gone = etree.SubElement(node, _tombstone("deleted-entry"), ref=one.id, when=rfc3339(one.at))
        comment = etree.SubElement(gone, _tombstone("comment"))
        comment.text = "Its stories are in another entry now." if page else "It is in this topic no more."
        if page:
            _link(gone, "related", page, HTML)


def finish_atom_entry(node: etree._Element, shared: Item) -> None:
    """Write what is left of an entry."""
    if shared.language:
        node.set(_LANGUAGE, shared.language)
    _time(node, "updated", instant(shared.updated))
    _time(node, "published", rfc3339(shared.published))
    for category in shared.categories:
        _category(node, *category)
    _link(node, "alternate", shared.url, HTML, shared.title)
    if shared.origin is not None:
        _link(node, "via", shared.origin.url, shared.origin.media_type, shared.origin.title)
    for url, title in shared.related.items():
        _link(node, "related", url, HTML, title)
    for enclosure in shared.enclosures:
        link = _link(node, "enclosure", enclosure.url, enclosure.media_type)
        if enclosure.length is not None:
            link.set("length", str(enclosure.length))
    if shared.rights:
        etree.SubElement(node, "rights").text = shared.rights
    if shared.origin is not None:
        _source(node, shared.origin, _said(shared))
    _pictures(node, shared)


def finish_rss_channel(node: etree._Element, feed: Channel) -> None:
    """Write what is left of a channel, its items aside."""
    _time(node, "lastBuildDate", rfc822(feed.updated))
    category = etree.SubElement(node, "category", domain=feed.category.scheme)
    category.text = feed.category.label
    for rel, address in _history(node, feed):
        href = f"{address}.rss"
        etree.SubElement(node, f"{{{ATOM_NAMESPACE}}}link", rel=rel, href=href, type=RSS)
    for hub in feed.hubs:
        etree.SubElement(node, f"{{{ATOM_NAMESPACE}}}link", rel="hub", href=hub)


def finish_rss_item(node: etree._Element, shared: Item) -> None:
    """Write what is left of an item."""
    etree.SubElement(node, "pubDate").text = rfc822(shared.published)
    for author in shared.authors:
        etree.SubElement(node, _dublin("creator")).text = author
    if shared.language:
        etree.SubElement(node, _dublin("language")).text = shared.language
    if shared.rights:
        etree.SubElement(node, _dublin("rights")).text = shared.rights
    etree.SubElement(node, f"{{{ATOM_NAMESPACE}}}updated").text = instant(shared.updated)
    for _, scheme, label in shared.categories:
        etree.SubElement(node, "category", domain=scheme).text = label
    if shared.origin is not None:
        etree.SubElement(node, "source", url=shared.origin.url).text = shared.origin.title
    typed = _one_enclosure(shared)
    if typed is not None:
        # The length is required; 0 is how the Best Practices Profile writes that it is not known.
        length, media_type = str(typed.length or 0), typed.media_type or ""
        etree.SubElement(node, "enclosure", url=typed.url, length=length, type=media_type)
    _pictures(node, shared)


def _history(node: etree._Element, feed: Channel) -> list[tuple[str, str]]:
    """Mark an archive as one; return which documents come before and after, as relation and address without its ending."""
    # An archive is marked once it is one of several: a mark beside no link to another is told off as incomplete.
    if feed.is_archive and (feed.previous or feed.next):
        etree.SubElement(node, f"{{{HISTORY_NAMESPACE}}}archive")
    related = [("current", feed.address if feed.is_archive else None)]
    related += [("prev-archive", feed.previous), ("next-archive", feed.next)]
    return [(rel, address) for rel, address in related if address is not None]


def _one_enclosure(shared: Item) -> Enclosure | None:
    """Choose the one that players are for: readers find the pictures elsewhere."""
    typed = [one for one in shared.enclosures if one.media_type]
    played = (one for one in typed if (one.media_type or "").startswith(("audio/", "video/")))
    return next(played, typed[0] if typed else None)


def _source(node: etree._Element, origin: Origin, updated: str) -> None:
    source = etree.SubElement(node, "source")
    etree.SubElement(source, "id").text = origin.id
    etree.SubElement(source, "title").text = origin.title
    etree.SubElement(source, "updated").text = updated
    _link(source, "self", origin.url, origin.media_type)
    if origin.home:
        _link(source, "alternate", origin.home, HTML)


def _said(shared: Item) -> str:
    """When the feed last changed as far as the story tells: the time of the last poll would change every entry each time."""
    story = shared.entry.representative
    return rfc3339(min(story.updated or story.time, shared.updated))


def _pictures(node: etree._Element, shared: Item) -> None:
    for image in shared.images:
        content = etree.SubElement(node, _media("content"), url=image.url, medium="image", type=image.media_type or "")
        _size(content, image)
        if image.length is not None:
            content.set("fileSize", str(image.length))
    if shared.images:
        _size(etree.SubElement(node, _media("thumbnail"), url=shared.images[0].url), shared.images[0])


def _size(node: etree._Element, image: Enclosure) -> None:
    for name, pixels in (("width", image.width), ("height", image.height)):
        if pixels is not None:
            node.set(name, str(pixels))


def _link(
    node: etree._Element, rel: str, url: str, media_type: str | None = None, title: str | None = None
) -> etree._Element:
    # Elements of feedgen are in no namespace, but for the declaration that it writes: so are ours beside them.
    link = etree.SubElement(node, "link", rel=rel, href=url)
    if media_type:
        link.set("type", media_type)
    if title:
        link.set("title", title)
    return link


def _category(node: etree._Element, term: str, scheme: str, label: str) -> None:
    etree.SubElement(node, "category", term=term, scheme=scheme, label=label)


def _time(node: etree._Element, name: str, written: str) -> None:
    found = node.find(name)
    (etree.SubElement(node, name) if found is None else found).text = written


def _media(name: str) -> str:
    return f"{{{MEDIA_NAMESPACE}}}{name}"


def _dublin(name: str) -> str:
    return f"{{{DC_NAMESPACE}}}{name}"


def _tombstone(name: str) -> str:
    return f"{{{TOMBSTONE_NAMESPACE}}}{name}"
