"""An address that only forwards to another page in, that page's address out, where it can be read off without a request.

Only hosts that are known to forward, and only their exact paths: a page may well have a parameter `url` that is about
another page. What hides its target (Google News since 2024, FeedBurner, t.co) or belongs to a service that is gone
(feedsportal.com) is left as it is.
"""

import binascii
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import SplitResult, unquote

Reader = Callable[[SplitResult, re.Match[str]], str]
"""Takes a page and the match of its path; returns the target, or anything that is no web address."""


def target(page: SplitResult) -> str | None:
    """Return where *page* forwards to, as written there; None if it is no known redirector. Never raises.

    *page* is in normal form: host in lower case, path never empty, everything ASCII.
    """
    if not _forwards(page.netloc):
        return None
    for host, path, read in _KNOWN:
        if host.fullmatch(page.netloc) and (match := path.fullmatch(page.path)):
            found = read(page, match)
            return found if _is_web(found) else None
    return None


@lru_cache(maxsize=1000)  # the entries of a feed are mostly of one host
def _forwards(host: str) -> bool:
    return _HOSTS.fullmatch(host) is not None


def _parameter(*names: str) -> Reader:
    """Make a reader of the first of these parameters that holds a web address."""

    def read(page: SplitResult, _: re.Match[str]) -> str:
        return next((value for name in names if _is_web(value := _unquoted(_value(page, name)))), "")

    return read


def _behind(scheme: str) -> Reader:
    """Make a reader of what the path has behind its mark, with the query."""

    def read(page: SplitResult, match: re.Match[str]) -> str:
        return scheme + match[1] + (page.query and f"?{page.query}")

    return read


def _quoted(_: SplitResult, match: re.Match[str]) -> str:
    return _unquoted(match[1])


def _google_news(_: SplitResult, match: re.Match[str]) -> str:
    # A record in protocol buffers' wire format, as seen in links of 2017 to 2024: field 1 is its kind, 19, and field 4
    # the page's address with its length in front. Later ones have a token there instead.
    record = _decoded(match[1])
    if not record.startswith(b"\x08\x13\x22") or len(record) < 6:
        return ""
    size, at = (record[3], 4) if record[3] < 0x80 else (record[3] & 0x7F | record[4] << 7, 5)
    address = record[at : at + size]
    return address.decode() if len(address) == size and address.isascii() else ""


def _bing_click(page: SplitResult, _: re.Match[str]) -> str:
    value = _value(page, "u")
    address = _decoded(value[2:]) if value.startswith("a1") else b""
    return address.decode() if address.isascii() else ""


def _proofpoint_2(page: SplitResult, _: re.Match[str]) -> str:
    return _unquoted(_value(page, "u").replace("-", "%").replace("_", "/"))


def _proofpoint_3(page: SplitResult, match: re.Match[str]) -> str:
    # What it had to replace it marks with `*`; such links are left alone.
    return "" if "*" in match[1] or page.query else match[1].replace(":/", "://", 1).replace(":///", "://", 1)


def _disqus(page: SplitResult, _: re.Match[str]) -> str:
    return re.sub(r":[A-Za-z0-9_-]{20,}$", "", _unquoted(_value(page, "url")))  # a checksum


def _value(page: SplitResult, name: str) -> str:
    start = f"{name}="
    return next((part[len(start) :] for part in page.query.split("&") if part.startswith(start)), "")


def _unquoted(value: str) -> str:
    try:
        return unquote(value, errors="strict")
    except UnicodeDecodeError:
        return ""  # in an older charset, which nothing tells


def _decoded(value: str) -> bytes:
    value = value.rstrip("=")
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except binascii.Error:
        return b""


def _is_web(address: str) -> bool:
    return address[:8].lower().startswith(("http://", "https://"))


_GOOGLE = r"(?:www\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})"
_AMP_CACHE = r"[a-z0-9-]+\.cdn\.ampproject\.org"
# Host, path and how to read the target: from the services' own documents, and from links in the wild.
_KNOWN: tuple[tuple[re.Pattern[str], re.Pattern[str], Reader], ...] = tuple(
    (re.compile(host), re.compile(path), read)
    for host, path, read in (
        # Search engines and aggregators; the `s` in a path of AMP is for https
        (_GOOGLE, r"/url", _parameter("url", "q")),
        (_GOOGLE, r"/amp/s/(.+)", _behind("https://")),
        (_GOOGLE, r"/amp/(.+)", _behind("http://")),
        (_AMP_CACHE, r"/(?:c|v|wp)/s/(.+)", _behind("https://")),
        (_AMP_CACHE, r"/(?:c|v|wp)/(.+)", _behind("http://")),
        (r"news\.google\.com", r"/(?:rss/|__i/rss/rd/)?(?:articles|read)/(CBMi[A-Za-z0-9_=-]+)", _google_news),
        (r"www\.bing\.com", r"/news/apiclick\.aspx", _parameter("url")),
        (r"www\.bing\.com", r"/ck/a", _bing_click),
        (r"www\.bing\.com", r"/amp/s/(.+)", _behind("https://")),
        (r"r\.search\.yahoo\.com", r".*/RU=([^/]+)/RK=.*", _quoted),
        (r"(?:[a-z]+\.)?rd\.yahoo\.com", r".*?/\*(.+)", _quoted),
        (r"duckduckgo\.com", r"/l/", _parameter("uddg")),
        (r"getpocket\.com", r"/redirect", _parameter("url")),
        # Social networks
        (r"(?:l|lm|m|www)\.facebook\.com|l\.messenger\.com", r"/l\.php", _parameter("u")),
        (r"l\.instagram\.com|l\.threads\.(?:com|net)", r"/", _parameter("u")),
        (r"t\.umblr\.com", r"/redirect", _parameter("z")),
        (r"out\.reddit\.com", r"/.*", _parameter("url")),
        (r"www\.youtube\.com", r"/redirect", _parameter("q")),
        (r"www\.linkedin\.com", r"/(?:redir/redirect|safety/go)", _parameter("url")),
        (r"(?:m\.)?vk\.com", r"/away(?:\.php)?", _parameter("to")),
        (r"steamcommunity\.com", r"/linkfilter/?", _parameter("u", "url")),
        (r"medium\.com", r"/r/", _parameter("url")),
        (r"t\.me", r"/iv", _parameter("url")),
        (r"disq\.us", r"/url", _disqus),
        # Mail filters: Microsoft's; Proofpoint's three versions, of which the second writes `%` as `-` and `/` as `_`
        (r"[a-z0-9]+\.safelinks\.protection\.outlook\.com", r"/(?:GetUrlReputation)?", _parameter("url")),
        (r"urldefense\.proofpoint\.com", r"/v1/url", _parameter("u")),
        (r"urldefense\.proofpoint\.com", r"/v2/url", _proofpoint_2),
        (r"urldefense\.(?:com|us)|urldefense\.proofpoint\.com", r"/v3/__(.+?)__;.*", _proofpoint_3),
    )
)
_HOSTS = re.compile("|".join(dict.fromkeys(host.pattern for host, _, _ in _KNOWN)))
