"""A link as found in, one address for one page out: what tells stories apart by their URL rests on this.

Canonical means: http or https, no userinfo, no default port, no fragment, no tracking parameters or session ids, RFC 3986
section 6.2.2 normal form; not a redirector's address where it shows its target, nor an AMP or mobile form where its mark
proves that it is one. Nothing else is guessed: parameters keep their order; `www.`, the scheme, slashes and file names stay.

One form serves both as a story's identity and as what readers click at. Taking `www.`, `m.` or the scheme out of the
identity alone would join few more (equal text joins them anyway), and would give new keys to every story that is stored.
"""

import re
import unicodedata
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from bot.cleaning.urls import redirectors, tracking, variants

_PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*")
_IPV6 = re.compile(r"[0-9a-f:.]+")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_IN_PATH = "/%!$&'()*+,;=:@-._~"
_IN_QUERY = _IN_PATH + "?"
_LONGEST = 4096  # arbitrary; browsers and servers refuse about twice as much


# What most addresses look like: nothing in them has to be decoded, encoded or resolved. Escapes are in capitals, and of
# characters that are not unreserved (RFC 3986 section 2.3).
_ESCAPED = "%(?:[0189A-F][0-9A-F]|2[0-9A-CF]|3[A-F]|40|5[B-E]|60|7[BCDF])"
_PLAIN_PATH = rf"[A-Za-z0-9!$&'()*+,;=:@._~/-]*(?:{_ESCAPED}[A-Za-z0-9!$&'()*+,;=:@._~/-]*)*"
_PLAIN_QUERY = rf"[A-Za-z0-9!$&'()*+,;=:@._~/?-]*(?:{_ESCAPED}[A-Za-z0-9!$&'()*+,;=:@._~/?-]*)*"
_PLAIN = re.compile(
    r"(https?)://([a-z0-9_-]{1,40}(?:\.[a-z0-9_-]{1,40}){1,5})"
    rf"(/{_PLAIN_PATH})?(?:\?({_PLAIN_QUERY}))?(?:#({_PLAIN_QUERY}))?"
)
_MOST_REDIRECTORS = 3  # one in the other; links of more are made to be followed, not to lead anywhere


def canonical(url: str, base: str | None = None) -> str | None:
    """Return the canonical form of *url*, seen from *base*; None if it is no address of a web page. Never raises."""
    page = _normal(url, base)
    if page is None:
        return None
    first = page = _bare(page)
    for _ in range(_MOST_REDIRECTORS + 1):
        target = redirectors.target(page)
        behind = _normal(target, None) if target else None
        if behind is None or "." not in behind.netloc:
            return _written(page)
        page = _bare(behind)
    return _written(first)


def absolute(url: str, base: str | None = None, *, mail: bool = False) -> str | None:
    """Return *url*, seen from *base*, safe to publish and otherwise as it is: no userinfo, http(s) or *mail*to only."""
    if mail and url[:7].lower() == "mailto:":
        return f"mailto:{_encode(url[7:], _IN_QUERY)}" if "@" in url else None
    if len(url) <= _LONGEST and "/." not in url and (match := _PLAIN.fullmatch(url)):
        if match[3] and match[4] != "" and match[5] != "":
            return url  # as most are
        return _written(_parts(match))
    page = _normal(url, base)
    return _written(page) if page else None


def _normal(url: str, base: str | None) -> SplitResult | None:
    """Return the parts of *url* in normal form; None if it is no address of a web page."""
    if len(url) <= _LONGEST and "/." not in url and (match := _PLAIN.fullmatch(url)):
        return _parts(match)
    parts = _split(url, base)
    if parts is None or (host := _host(parts)) is None:
        return None
    path = _without_dots(_encode(parts.path, _IN_PATH)) or "/"
    query, fragment = _encode(parts.query, _IN_QUERY), _encode(parts.fragment, _IN_QUERY)
    return SplitResult(parts.scheme, host, path, query, fragment)


def _parts(plain: re.Match[str]) -> SplitResult:
    scheme, host, path, query, fragment = plain.groups("")
    return SplitResult(scheme, host, path or "/", query, fragment)


def _bare(page: SplitResult) -> SplitResult:
    """Take off what does not tell a page from others, until nothing changes: one form may be inside of another."""
    while True:
        scheme, host, path, query, fragment = page
        path = _without_dots(tracking.without_session(path))
        query = tracking.without_marks(query, host)
        # `#!` is how some applications of the 2010s named their pages; any other fragment is a place on one.
        fragment = fragment if fragment.startswith("!") else ""
        bare = SplitResult(scheme, host, path, query, fragment)
        page = variants.for_desktops(bare)
        if page is bare or page == bare:
            return page


def _written(page: SplitResult) -> str | None:
    scheme, host, path, query, fragment = page
    url = f"{scheme}://{host}{path}" + (query and f"?{query}") + (fragment and f"#{fragment}")
    return url if len(url) <= _LONGEST else None  # encoding makes three characters of one


def _split(url: str, base: str | None) -> SplitResult | None:
    url = url.strip()
    if not url or len(url) > _LONGEST:
        return None
    try:
        url.encode()  # lone surrogates name nothing
        if base and not _SCHEME.match(url):
            url = urljoin(base, url)
        elif url.startswith("//"):
            url = f"https:{url}"
        parts = urlsplit(url)
    except ValueError:  # UnicodeEncodeError is one, too
        return None
    return parts if parts.scheme in _PORTS else None


def _host(parts: SplitResult) -> str | None:
    """Return `host` or `host:port`, names in Unicode as punycode."""
    try:
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name:
        return None
    if ":" in name:
        host = f"[{name.lower()}]" if _IPV6.fullmatch(name.lower()) else None
    else:
        # As UTS 46 (non-transitional) does for all but rare letters. Python's own codec follows IDNA 2003, which turns
        # straße.de into another domain.
        labels = unicodedata.normalize("NFKC", name.rstrip(".")).lower().split(".")
        host = ".".join(label if label.isascii() else _punycode(label) for label in labels)
        host = host if len(host) <= 253 and _HOST.fullmatch(host) else None
    return host if host is None or port in {None, _PORTS[parts.scheme]} else f"{host}:{port}"


def _punycode(label: str) -> str:
    """Return the ASCII form of a label in letters, marks and digits; "" for anything else, which is no host."""
    if not all(
        character.isalnum() or character == "-" or unicodedata.category(character)[0] == "M" for character in label
    ):
        return ""
    return "xn--" + unicodedata.normalize("NFC", label).encode("punycode").decode("ascii").lower()


def _encode(part: str, safe: str) -> str:
    """Percent-encode what must be, in one way: unreserved characters plain, hexadecimal digits in upper case."""
    part = _LONE_PERCENT.sub("%25", part)
    part = _ESCAPE.sub(_decode_unreserved, part)
    return quote(part, safe=safe)


def _decode_unreserved(match: re.Match[str]) -> str:
    character = chr(int(match[1], 16))
    return character if character in _UNRESERVED else match[0].upper()


def _without_dots(path: str) -> str:
    """Resolve `.` and `..` (RFC 3986 section 5.2.4)."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == ".." and len(kept) > 1:
            kept.pop()
        elif segment not in {".", ".."}:
            kept.append(segment)
    if segments[-1] in {".", ".."}:
        kept.append("")
    return "/".join(kept) if kept != [""] else "/"
