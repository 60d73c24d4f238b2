"""A page's address in, the address of the same page in its form for desktops out: AMP and mobile forms undone.

A reader gets the result to click at, and stories are told apart by it, so a form is undone only where its mark proves that
it is one. `m.example.org` may be the only host that there is, or hold other pages than `www.example.org`: hosts are
rewritten for sites that are known to show the same paths under both. Elsewhere the two forms stay two stories, whose
equal text brings them together.
"""

import re
from urllib.parse import SplitResult

# `/amp` behind a path is a form of that page if the path ends as those of articles do, in four words or more, in a long
# number or in the name of a file: `/wiki/amp` and `/gear/amp` are pages of their own.
_ARTICLE = r"(?:[^/]+(?:-[^/-]+){3}|[^/]*[0-9]{5}[^/]*|[^/]+\.(?:html?|php))"
_AMP_BEHIND = re.compile(rf"(.*/{_ARTICLE})/amp(/?)")
# `story.amp.html` (New York Times and sites made with Adobe's tools), `world-12345678.amp` (BBC), `long-slug.amp` (Fox).
_AMP_SUFFIX = re.compile(rf"(.*/[^/]+)\.amp(\.html)|(.*/{_ARTICLE})\.amp")
_AMP_IN_FRONT = {
    "www.bbc.co.uk": "/news/amp/",
    "www.bbc.com": "/news/amp/",
    "www.cnbc.com": "/amp/",
}
# Flags of the WordPress plugin and of Arc. With any other value the parameter may mean something else.
_FLAGS = frozenset({"amp", "amp=", "amp=1", "amp=true", "noamp=mobile", "outputtype=amp"})

_WIKI = re.compile(
    r"([a-z-]+)\.m\.((?:wikipedia|wikinews|wikiquote|wikisource|wiktionary|wikivoyage|wikibooks|wikiversity)\.org)"
)
_HOSTS = {
    f"{mark}.{site}": f"{prefix}{site}"
    for mark, prefix, sites in (
        (
            "amp",
            "www.",
            "axios.com dw.com france24.com ft.com rfi.fr scmp.com smh.com.au theage.com.au theguardian.com",
        ),
        ("m", "www.", "bbc.co.uk bbc.com facebook.com faz.net imdb.com spiegel.de youtube.com"),
        ("m", "", "twitter.com"),
        ("mobile", "www.", "facebook.com nytimes.com reuters.com"),
        ("mobile", "", "twitter.com x.com"),
    )
    for site in sites.split()
}


def for_desktops(page: SplitResult) -> SplitResult:
    """Undo AMP and mobile forms, each once; the page itself if it has none."""
    host, path, query = _HOSTS.get(page.netloc, page.netloc), page.path, page.query
    if ".m." in host and (match := _WIKI.fullmatch(host)):
        host = f"{match[1]}.{match[2]}"
    if "amp" in path:
        path = _without_amp(path, host)
    if "amp" in query.lower():
        query = "&".join(parameter for parameter in query.split("&") if parameter.lower() not in _FLAGS)
    if (host, path, query) == page[1:4]:
        return page
    return SplitResult(page.scheme, host, path, query, page.fragment)


def _without_amp(path: str, host: str) -> str:
    if match := _AMP_BEHIND.fullmatch(path):
        return match[1] + match[2]
    if match := _AMP_SUFFIX.fullmatch(path):
        return f"{match[1]}{match[2]}" if match[1] else match[3]
    front = _AMP_IN_FRONT.get(host)
    return front.removesuffix("amp/") + path.removeprefix(front) if front and path.startswith(front) else path
