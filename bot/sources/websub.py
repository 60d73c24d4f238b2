"""What WebSub asks of a subscriber, as rules: who can reach us, how a hub is asked, which push is trusted. No I/O, no clock.

Source: WebSub, W3C Recommendation of 23 January 2018; sections are named where a rule comes from one.
"""

import hashlib
import hmac
import re
from datetime import timedelta
from typing import Final, Literal
from urllib.parse import urlsplit, urlunsplit

from bot.sources.egress import forbidden

#: What we ask for; hubs decide. "10 days is a good default" (section 8.2).
LEASE: Final = timedelta(days=10)
LONGEST_LEASE: Final = timedelta(days=30)  #: longer ones are cut to this: nobody renews what he believes to be for ever
SHORTEST_RENEWAL: Final = timedelta(minutes=5)  #: no hub is asked more often, however short its leases
RENEWED_AFTER: Final = 0.8  #: fraction of the lease; the rest is for further attempts

#: After a failure; doubles up to a day. Polling goes on meanwhile, so nothing hurries.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(days=1)
#: After a denial the subscription "is not possible anymore" (section 5.2); hubs and their rules change all the same.
PAUSE_AFTER_DENIAL: Final = timedelta(days=7)

LONGEST_URL: Final = 2000  #: characters; what common servers take in a query
LONGEST_CHALLENGE: Final = 1000  #: characters; section 8.2 wants a limit, hubs send some 20 to 100
LONGEST_REASON: Final = 200

#: Names that no public DNS answers for. Sources: RFC 6761, RFC 6762, RFC 8375, RFC 9476, ICANN resolution 2024.07.29.06.
LOCAL_NAMES: Final = ("localhost", "local", "internal", "home.arpa", "lan", "test", "invalid", "alt", "onion")

Trust = Literal["content", "hint", "none"]
"""What a push is good for: its body is the publisher's, it is a reason to ask the publisher, or nothing."""

_SIGNATURE = re.compile(r"(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})", re.ASCII)
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*", re.ASCII)


def can_be_reached(base_url: str) -> bool:
    """Whether a hub on the public internet could reach *base_url*, judged by its letters alone."""
    host = (urlsplit(base_url).hostname or "").rstrip(".")
    try:
        return forbidden(host) is None
    except ValueError:  # a name
        return _is_public_name(host)


def _is_public_name(host: str) -> bool:
    labels = host.lower().split(".")
    if len(labels) < 2 or not all(labels):
        return False
    if _NUMERIC_LABEL.fullmatch(labels[-1]):  # 127.1, 0x7f.1: addresses in disguise
        return False
    return not any(host.lower().endswith(f".{name}") for name in LOCAL_NAMES)


def is_usable(url: str | None) -> bool:
    """Whether a hub or a topic that a feed names can be one at all."""
    if url is None or len(url) > LONGEST_URL or not url.isprintable() or " " in url:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is none, a bracket without its other half
        return False


def where_to_ask(hub: str, *, is_private: bool, failures: int) -> str:
    """Return the URL to ask a hub at: over TLS even if it is advertised without (section 8.2), then as advertised."""
    parts = urlsplit(hub)
    if parts.scheme == "https" or is_private or parts.port not in {None, 80} or failures % 2:
        return hub
    user, at, _ = parts.netloc.rpartition("@")
    host = parts.hostname or ""
    return urlunsplit(parts._replace(scheme="https", netloc=f"{user}{at}{f'[{host}]' if ':' in host else host}"))


def keeps_secrets(url: str, *, is_private: bool) -> bool:
    """Whether a secret may be sent there: over TLS only (section 5.1), or inside the network of who runs us."""
    return is_private or url[:8].lower() == "https://"


def request(mode: Literal["subscribe", "unsubscribe"], topic: str, callback: str, secret: str | None) -> dict[str, str]:
    """Return the form that a hub is sent (section 5.1)."""
    form = {"hub.mode": mode, "hub.topic": topic, "hub.callback": callback}
    if mode == "subscribe":
        form["hub.lease_seconds"] = str(int(LEASE.total_seconds()))
        if secret is not None:
            form["hub.secret"] = secret
    return form


def read_lease(claimed: str | None) -> timedelta:
    """Return for how long a hub says that it pushes. Old hubs do not say; ours is then what we asked for."""
    text = (claimed or "").strip()
    if not (text.isascii() and text.isdigit()):
        return LEASE
    # Seven digits are more than the longest lease; more of them would take long to convert.
    significant = text.lstrip("0") or "0"
    return LONGEST_LEASE if len(significant) > 7 else min(timedelta(seconds=int(significant)), LONGEST_LEASE)


def until_renewal(lease: timedelta) -> timedelta:
    """Return how long after it was confirmed a lease is renewed."""
    return max(lease * RENEWED_AFTER, SHORTEST_RENEWAL)


def pause_after(failures: int) -> timedelta:
    """Return how long a hub is left alone after so many failures in a row (1 or more)."""
    doublings = min(failures - 1, 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def read_challenge(challenge: str | None) -> str | None:
    """Return the text to give back, or None if no hub would send it: it is shown to whoever calls (section 8.2)."""
    fits = challenge is not None and 0 < len(challenge) <= LONGEST_CHALLENGE and challenge.isprintable()
    return challenge if fits else None


def read_reason(reason: str | None) -> str:
    """Return a hub's words on one line, as they may be stored and shown; "" if there are none."""
    line = " ".join((reason or "")[: 4 * LONGEST_REASON].split())
    return "".join(letter if letter.isprintable() else "?" for letter in line)[:LONGEST_REASON]


def judge(body: bytes, signature: str | None, secret: str | None) -> Trust:
    """Return what a push is good for, by its `X-Hub-Signature` (section 7.1).

    Section 8.3 asks for SHA-256 at least, while most hubs sign with SHA-1. Such a push says truly that there is news, and the
    publisher is asked for it. The same goes for hubs without TLS, which were given no secret: only the address is unguessable.
    """
    if secret is None:
        return "hint"
    given = _SIGNATURE.fullmatch((signature or "").strip().lower())
    if given is None:
        return "none"
    method, digest = given.groups()
    expected = hmac.new(secret.encode(), body, method).hexdigest()
    if not hmac.compare_digest(expected, digest):
        return "none"
    return "hint" if method == "sha1" else "content"


def fingerprint(body: bytes) -> str:
    """Return what tells one pushed body from another."""
    return hashlib.sha256(body).hexdigest()
