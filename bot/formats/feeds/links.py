"""Links as feedparser resolves them, and the relative ones in a body."""

import re
from urllib.parse import urljoin

_SLASHES = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]*://)/*")
#: An absolute URL that nobody has to resolve; nearly all are. Others with a scheme may need normalising.
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9.:@_%-]++(?:/[^\x00-\x20\x7f-\xa0?#;\\]*+)?(?:\?[^\x00-\x20\x7f-\xa0#\\]++)?(?:#[^\x00-\x20\x7f-\xa0\\]++)?"
)
_TAG = re.compile(r"<[a-zA-Z][^<>]*+>")
_ATTRIBUTES = ("action", "background", "cite", "data", "href", "longdesc", "poster", "src")
#: Begins with the sign, which is searched for faster than any name.
_RELATIVE = re.compile(
    "=(?:" + "|".join(f"(?<={name}=)" for name in _ATTRIBUTES) + r")\s*[\"']?+\s*(?![\"'#\s]|[a-zA-Z][a-zA-Z0-9+.-]*:)",
    re.IGNORECASE,
)
_LINK = re.compile(rf"(\s(?:{'|'.join(_ATTRIBUTES)})\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_ABSOLUTE = re.compile(r"\s*(?:[a-zA-Z][a-zA-Z0-9+.-]*:|#)")
#: Elements without content. XML writes them with an end, which HTML would read as a second one.
_VOID = re.compile(r"</(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)>")


def joined(base: str, url: str) -> str:
    """Resolve a URL; "" where it cannot be a URL at all. Superfluous slashes after `http://` are dropped."""
    if _PLAIN.fullmatch(url):
        return url
    try:
        return urljoin(base, _SLASHES.sub(r"\1", url, count=1) if "://" in url else url)
    except ValueError:  # a broken IPv6 address
        return ""


def absolute(url: str, base_url: str | None) -> str:
    """Resolve a URL if there is anything to resolve it by; what is done with broken ones is not decided here."""
    if _PLAIN.fullmatch(url):
        return url
    try:
        return urljoin(base_url, url) if base_url and url else url
    except ValueError:
        return url


def resolved(markup: str, base: str) -> str:
    """Make the relative links of HTML absolute. Those to a place in the same text stay."""
    if not base or "<" not in markup or not _RELATIVE.search(markup):
        return markup

    def link(found: re.Match[str]) -> str:
        value = found[2].strip("\"'")
        if not value or _ABSOLUTE.match(value):
            return found[0]
        quote = found[2][0] if found[2][0] in "\"'" else '"'
        return f"{found[1]}{quote}{absolute(value.strip(), base)}{quote}"

    return _TAG.sub(lambda tag: _LINK.sub(link, tag[0]) if "=" in tag[0] else tag[0], markup)


def unclosed(xhtml: str) -> str:
    """Write XHTML's empty elements as HTML has them."""
    return _VOID.sub("", xhtml)
