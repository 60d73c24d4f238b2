"""Who is connected, and how much of the server one of them may take."""

import ipaddress
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

#: Bytes of a request's head; what real ones have is a tenth of it.
HEAD: Final = 32 * 1024
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many connections there may be, and how slow."""

    total: int = 4096
    each: int = 512  #: from one address, or one network of 64 bits (IPv6)
    proxies: tuple[str, ...] = ()  #: networks of reverse proxies, which speak for many: only the total counts for them
    head_s: float = 10.0  #: for the head of a request to come, from its first byte or from the connection
    idle_s: float = 75.0  #: for the next request
    taking_s: float = 60.0  #: for an answer to be taken


class Guests:
    """The connections that are open."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> str | None:
        """Count a connection and return what to `leave` by; None if it is one too many."""
        name = _name(address)
        if self._open.total() >= self.limits.total:
            return None
        if self._open[name] >= self.limits.each and not is_within(address, self.limits.proxies):
            return None
        self._open[name] += 1
        return name

    def leave(self, name: str) -> None:
        """Count a connection no more."""
        self._open[name] -= 1
        if not self._open[name]:
            del self._open[name]


def is_within(address: str, networks: Iterable[str]) -> bool:
    """Say whether an address is in one of the networks; what is no address is in none."""
    try:
        found = _plain(address)
    except ValueError:
        return False
    return any(found in _network(network) for network in networks)


@lru_cache(maxsize=256)
def _network(text: str) -> Network:
    return ipaddress.ip_network(text)


def _plain(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    found = ipaddress.ip_address(address)
    mapped = found.ipv4_mapped if isinstance(found, ipaddress.IPv6Address) else None
    return mapped or found


def _name(address: str) -> str:
    if ":" not in address:
        return address
    try:
        found = _plain(address)
    except ValueError:
        return address
    # Whoever has one IPv6 address has 2^64 of them.
    return str(found) if found.version == 4 else str(ipaddress.ip_network((int(found) >> 64 << 64, 64)))
