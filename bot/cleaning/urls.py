"""A link as found in, one address for one page out: what tells stories apart by their URL rests on this.

Canonical means: http or https, no userinfo, no default port, no fragment, no tracking parameters, RFC 3986 section 6.2.2
normal form. Nothing else is guessed: parameters keep their order, `www.` and the scheme stay.
"""

import re
import unicodedata
from urllib.parse import SplitResult, quote, urljoin, urlsplit

# Parameters that say where a reader came from, never what is shown; written by the named vendor's tools.
_TRACKING = frozenset(
    {
        # Google: Analytics client and linker ids, Ads and Merchant click ids (utm_ is below)
        "_ga", "_gac", "_gl", "dclid", "gad_source", "gbraid", "gclid", "gclsrc", "srsltid", "wbraid",
        # Meta: Facebook click and action ids, Instagram share ids
        "fb_action_ids", "fb_action_types", "fb_ref", "fb_source", "fbclid", "igsh", "igshid",
        # Microsoft Advertising, X, TikTok, LinkedIn, Reddit: click ids
        "li_fat_id", "msclkid", "rdt_cid", "ttclid", "twclid",
        # Yandex: Direct and search click ids, Openstat marks
        "_openstat", "yclid", "ysclid",
        # Mail senders: Mailchimp, HubSpot, Marketo, Vero, Omeda, Drip
        "__hsfp", "__hssc", "__hstc", "__s", "_hsenc", "_hsmi", "hsctatracking", "mc_cid", "mc_eid", "mkt_tok",
        "oly_anon_id", "oly_enc_id", "vero_conv", "vero_id",
        # Newspapers' own campaign marks: Adobe Analytics (CNN, Guardian and others), New York Times, Wickes, ICID
        "cmpid", "icid", "ncid", "smid", "smtyp", "wt.mc_id", "xtor",
    }
)  # fmt: skip
# Families of parameters: Google Analytics campaigns, Matomo (mtm_, pk_, piwik_), Piano/AT Internet campaigns,
# comScore (ns_).
_TRACKING_FAMILIES = (
    "at_campaign", "at_custom", "at_link", "at_medium", "at_ptr", "at_bbc", "at_format", "mtm_", "ns_", "piwik_", "pk_",
    "utm_",
)  # fmt: skip
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


def canonical(url: str, base: str | None = None) -> str | None:
    """Return the canonical form of *url*, seen from *base*; None if it is no address of a web page. Never raises."""
    parts = _split(url, base)
    if parts is None or (host := _host(parts)) is None:
        return None
    path = _without_dots(_encode(parts.path, _IN_PATH)) or "/"
    query = "&".join(
        parameter
        for parameter in _encode(parts.query, _IN_QUERY).split("&")
        if parameter and not _is_tracking(parameter)
    )
    # `#!` is how some applications of the 2010s named their pages; any other fragment is a place on one.
    fragment = _encode(parts.fragment, _IN_QUERY) if parts.fragment.startswith("!") else ""
    return f"{parts.scheme}://{host}{path}" + (query and f"?{query}") + (fragment and f"#{fragment}")


def absolute(url: str, base: str | None = None, *, mail: bool = False) -> str | None:
    """Return *url*, seen from *base*, safe to publish and otherwise as it is: no userinfo, http(s) or *mail*to only."""
    if mail and url[:7].lower() == "mailto:":
        return f"mailto:{_encode(url[7:], _IN_QUERY)}" if "@" in url else None
    parts = _split(url, base)
    if parts is None or (host := _host(parts)) is None:
        return None
    query, fragment = _encode(parts.query, _IN_QUERY), _encode(parts.fragment, _IN_QUERY)
    path = _without_dots(_encode(parts.path, _IN_PATH)) or "/"
    return f"{parts.scheme}://{host}{path}" + (query and f"?{query}") + (fragment and f"#{fragment}")


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


def _is_tracking(parameter: str) -> bool:
    name = parameter.split("=", 1)[0].lower()
    return name in _TRACKING or name.startswith(_TRACKING_FAMILIES)
