"""How a reader gets to follow a topic: the addresses of its feeds, and where web readers take one."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import quote

from bot.model import Site, Topic
from bot.publishing.items import topic_url


class Format(NamedTuple):
    """A topic as one kind of feed."""

    name: str
    url: str
    media_type: str
    path: str  #: relative to the topic's page


class Reader(NamedTuple):
    """A way to add the feed to a reader with one click."""

    name: str
    url: str


_FORMATS = (
    ("Atom", ".atom", "application/atom+xml"),
    ("RSS", ".rss", "application/rss+xml"),
    ("JSON Feed", ".json", "application/feed+json"),
)
# Each takes the address of a feed, with everything escaped that means something in a URL.
_WEB_READERS = (
    ("Feedly", "https://feedly.com/i/subscription/feed/"),
    ("Inoreader", "https://www.inoreader.com/?add_feed="),
    ("NewsBlur", "https://www.newsblur.com/?url="),
    ("The Old Reader", "https://theoldreader.com/feeds/subscribe?url="),
    ("Feedbin", "https://feedbin.com/?subscribe="),
    ("BazQux", "https://bazqux.com/add?url="),
)


def formats(topic: Topic, site: Site) -> Sequence[Format]:
    """Return the topic's feeds, the best first."""
    return [
        Format(name, topic_url(site, topic, suffix), media_type, f"{topic.slug}{suffix}")
        for name, suffix, media_type in _FORMATS
    ]


def readers(topic: Topic, site: Site) -> Sequence[Reader]:
    """Return one-click ways to subscribe: the scheme by which programs on this device are found, then readers on the web.

    A private topic has no ways to others: its address is a secret, and whoever wants to tell it to them can.
    """
    feed = topic_url(site, topic, ".atom")
    app = Reader("An app on this device", f"feed:{feed}")
    if topic.is_private:
        return [app]
    return [app, *(Reader(name, url + quote(feed, safe="")) for name, url in _WEB_READERS)]
