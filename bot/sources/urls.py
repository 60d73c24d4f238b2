"""URLs of feeds: how they are shown, which hosts and ports they name, whose password they carry. Pure, no lookups."""

import re
from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import unquote_to_bytes, urlsplit, urlunsplit

import httpx

DEFAULT_PORTS: Mapping[str, int] = {"http": 80, "https": 443}
HIDDEN = "***"

#: A part of a parameter's name that says that its value opens a door.
_SECRET_NAME = re.compile(r"tok|key|auth|sig|secret|pass|pwd|session|sid|cred|jwt|code|hash|login|user", re.IGNORECASE)
#: Values that cannot be a secret worth having: short words and numbers, such as `rss2`, `12` or `en-GB`.
_HARMLESS_VALUE = re.compile(r"[A-Za-z0-9_.,-]{0,15}")


def without_userinfo(url: str) -> str:
    """Return the URL without user name and password, and otherwise as it is: what a feed is stored under."""
    try:
        parts = urlsplit(url)
    except ValueError:  # no URL: cut at the last @ before a path
        scheme, slashes, rest = url.partition("//")
        host, slash, path = rest.partition("/")
        return scheme + slashes + host.rpartition("@")[2] + slash + path
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def shown(url: str) -> str:
    """Return the URL as people and logs may see it: nothing that opens a door, on one line.

    Without userinfo and fragment; of the query, the names of all parameters and only those values that are short and
    whose name does not sound like a secret. Relative links resolve against it as against the URL itself.
    """
    if parse(url) is None:  # nobody knows where its password ends
        return f"{url.partition(':')[0][:10]}:{HIDDEN}" if url[:4].lower() == "http" else HIDDEN
    one_line = re.sub(r"[\x00-\x20\x7f-\x9f\u2028\u2029]", "", without_userinfo(url).partition("#")[0])
    base, _, query = one_line.partition("?")
    if not query:
        return base  # what was one may have been of control characters alone
    return f"{base}?" + re.sub(r"[^&;]+", lambda parameter: _shown_parameter(parameter.group()), query)


def _shown_parameter(parameter: str) -> str:
    name, equals, value = parameter.partition("=")
    if not equals:  # `?rss2`, or a token with no name
        return name if _HARMLESS_VALUE.fullmatch(name) else HIDDEN
    is_harmless = _HARMLESS_VALUE.fullmatch(value) and not _SECRET_NAME.search(name)
    return f"{name}={value if is_harmless else HIDDEN}"


def turn_of(url: httpx.URL) -> str:
    """Name the host whose turn a request takes: `name`, or `name:port` where the port is neither 80 nor 443."""
    name = url.raw_host.decode("ascii").rstrip(".")
    return name if url.port in {None, *DEFAULT_PORTS.values()} else f"{name}:{url.port}"


def basic_authorization(userinfo: bytes) -> bytes:
    """Return the Authorization header of a URL's `user:password`, percent-decoded (RFC 7617)."""
    user, _, password = userinfo.partition(b":")
    return b"Basic " + b64encode(unquote_to_bytes(user) + b":" + unquote_to_bytes(password))


@lru_cache(8192)  # a feed's URL is read several times for each poll
def parse(url: str) -> httpx.URL | None:
    """Read a URL that has a host; None if it is none. What is wrong with it is not said: that would quote a password."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return None
    return parsed if parsed.raw_host and _can_be_asked(parsed) else None


def _can_be_asked(url: httpx.URL) -> bool:
    host = url.raw_host
    if url.port is not None and not 0 < url.port < 2**16:
        return False
    if b":" in host or not host:  # an IPv6 address; one with a zone (%) is nobody else's business
        return b"%" not in host
    # httpx has quoted what is no letter of a name; labels have 1 to 63 of them (RFC 1035, 2.3.4).
    return b"%" not in host and all(0 < len(label) < 64 for label in host.removesuffix(b".").split(b"."))


def bare(url: httpx.URL) -> httpx.URL:
    """Return the URL as it is asked: without userinfo and fragment."""
    return url.copy_with(userinfo=b"", fragment=None) if url.userinfo or url.fragment else url


def port_of(url: httpx.URL) -> int:
    """Return the port that an http or https URL leads to."""
    return DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def may_see_password(start: httpx.URL, url: httpx.URL) -> bool:
    """Tell whether a URL is of the origin that the password is for, or of that origin's own https."""
    if url.raw_host != start.raw_host:
        return False
    is_upgrade = (start.scheme, port_of(start), url.scheme, port_of(url)) == ("http", 80, "https", 443)
    return is_upgrade or (url.scheme, port_of(url)) == (start.scheme, port_of(start))


def joined(base: httpx.URL, reference: str) -> httpx.URL | None:
    """Resolve a reference as a header field has it (in Latin-1, whatever was meant); None if it is no URL."""
    raw = reference.encode("latin-1")
    try:
        target = bare(base.join(raw.decode()))
        return target if _can_be_asked(target) else None
    except UnicodeDecodeError:
        return joined(base, "".join(f"%{byte:02X}" if byte > 127 else chr(byte) for byte in raw))
    except (httpx.InvalidURL, ValueError):
        return None
