"""Where a feed is and which hubs tell of it, as HTTP says it (RFC 8288; WebSub, 4). Pure."""

import re

from bot.model import Site
from bot.publishing.items import hubs

_FEED = re.compile(r"/topics/[a-z0-9-]{1,64}\.(atom|rss|json)")
_ARCHIVE = re.compile(r"/topics/[a-z0-9-]{1,64}/[0-9]{4}-[0-9]{2}(-[0-9]+)?\.(atom|rss)")


def link_header(path: str, site: Site) -> str | None:
    """Return the value of `Link` for what is served at *path*; None where there is nothing to say.

    A feed has itself and its hubs, each as its own document says it; an archive, which nobody subscribes to, itself only.
    What is private is named to nobody.
    """
    is_feed = _FEED.fullmatch(path) is not None
    if not is_feed and not _ARCHIVE.fullmatch(path):
        return None
    links = [(f"{site.base_url}{path}", "self"), *((hub, "hub") for hub in hubs(site) if is_feed)]
    return ", ".join(f'<{url}>; rel="{rel}"' for url, rel in links)
