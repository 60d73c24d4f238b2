"""What a host of files needs to know that a server of ours knows by itself: where topics went, and what type files have. Pure.

`_headers` and `_redirects` are read by Netlify, Cloudflare Pages, GitLab Pages (redirects only) and others; all of them
find `x.html` for `/x` by themselves. A path in a rule is whole: some hosts take nothing after a `*`.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from bot.model import Site
from bot.publishing.layout import fill

#: Endings of the feeds of a topic, and of files of them that hosts may not know.
FEEDS: Final = (".atom", ".rss", ".json")
_TYPES: Final = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
}
#: Pages of other sites may read feeds, as they may where we serve.
_READ_BY_ALL: Final = "Access-Control-Allow-Origin: *"


def notices(site: Site, gone: Iterable[str], moved: Mapping[str, str]) -> dict[str, bytes]:
    """Return the pages at the addresses of topics that are gone, and of those that have another slug; and of what never was."""
    pages = {f"topics/{slug}.html": _page("gone.html", site, f"topics/{slug}") for slug in gone}
    for old, slug in moved.items():
        pages[f"topics/{old}.html"] = _page("moved.html", site, f"topics/{slug}", to=slug)
    # Asked for at any depth.
    return {**pages, "404.html": _page("missing.html", site, "", root=f"{site.base_url}/")}


def rules(site: Site, paths: Collection[str], moved: Mapping[str, str], headers: Mapping[str, str]) -> dict[str, bytes]:
    """Return what hosts read: the types of the published *paths* that they may not know, *headers* of all, and redirects.

    Hosts read a limited number of rules (Cloudflare 100 of headers): those for feeds that people subscribe to come first.
    """
    below = urlsplit(site.base_url).path.rstrip("/")
    typed = [path for path in paths if f".{path.rpartition('.')[2]}" in _TYPES]
    said = [_block(f"{below}/*", [f"{name}: {value}" for name, value in headers.items()])]
    said += [
        _block(f"{below}/{path}", [f"Content-Type: {_TYPES['.' + path.rpartition('.')[2]]}", _READ_BY_ALL])
        for path in sorted(typed, key=lambda path: (path.count("/"), path))
    ]
    return {"_headers": "".join(said).encode(), "_redirects": "".join(_redirects(below, moved)).encode()}


def _redirects(below: str, moved: Mapping[str, str]) -> list[str]:
    topics = {f"{below}/topics/{old}": f"{below}/topics/{slug}" for old, slug in sorted(moved.items())}
    whole = [f"{old}{ending} {new}{ending} 301\n" for old, new in topics.items() for ending in ("", *FEEDS)]
    return [*whole, *(f"{old}/* {new}/:splat 301\n" for old, new in topics.items())]


def _block(path: str, lines: Sequence[str]) -> str:
    return "\n  ".join([path, *lines]) + "\n"


def _page(template: str, site: Site, path: str, root: str = "../", **values: object) -> bytes:
    canonical = f"{site.base_url}/{path}"
    return fill(template, site=site, root=root, canonical=canonical, description="", **values).encode()
