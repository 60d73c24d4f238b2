"""Which addresses a feed may lead to. Pure; `wire.py` asks for each address at the moment at which it is dialled.

A URL is only a name for an address: a redirect, a name server or a notation such as 0x7f.1 may turn a harmless one into
our own machine, the network around it, or a cloud's metadata service, which hands out credentials. So names are never
judged, only the addresses that they end in.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

#: What `private: true` lets a source lead to, beside the open web: this machine and the networks that people build.
_PRIVATE: tuple[tuple[str, str], ...] = (
    ("127.0.0.0/8", "this machine (loopback)"),
    ("10.0.0.0/8", "a private network (RFC 1918)"),
    ("172.16.0.0/12", "a private network (RFC 1918)"),
    ("192.168.0.0/16", "a private network (RFC 1918)"),
    ("100.64.0.0/10", "a carrier's private network (RFC 6598)"),
    ("198.18.0.0/15", "a network for benchmarks (RFC 2544)"),
    ("::1/128", "this machine (loopback)"),
    ("fc00::/7", "a private network (RFC 4193)"),
    ("fec0::/10", "a private network (site-local, RFC 3879)"),
)
#: Where no source leads: metadata services, and what is no address of a server (RFC 6890 and its registries).
_NEVER: tuple[tuple[str, str], ...] = (
    ("169.254.169.254/32", "a cloud's metadata service"),
    ("100.100.100.200/32", "a cloud's metadata service (Alibaba)"),
    ("192.0.0.192/32", "a cloud's metadata service (Oracle)"),
    ("168.63.129.16/32", "a cloud's metadata service (Azure)"),
    ("fd00:ec2::/32", "a cloud's metadata service (AWS)"),
    ("fd20:ce::254/128", "a cloud's metadata service (Google)"),
    ("fd00:42::42/128", "a cloud's metadata service (Scaleway)"),
    ("169.254.0.0/16", "link-local (RFC 3927)"),
    ("fe80::/10", "link-local (RFC 4291)"),
    ("0.0.0.0/8", "no address of a server (this network, RFC 1122)"),
    ("::/128", "no address of a server (unspecified, RFC 4291)"),
    ("224.0.0.0/4", "multicast (RFC 5771)"),
    ("ff00::/8", "multicast (RFC 4291)"),
    ("255.255.255.255/32", "the broadcast address"),
    ("240.0.0.0/4", "reserved (RFC 1112)"),
    ("192.0.0.0/24", "reserved for protocols (RFC 6890)"),
    ("192.88.99.0/24", "reserved (a relay of 6to4, RFC 7526)"),
    ("192.0.2.0/24", "for documentation (RFC 5737)"),
    ("198.51.100.0/24", "for documentation (RFC 5737)"),
    ("203.0.113.0/24", "for documentation (RFC 5737)"),
    ("2001:db8::/32", "for documentation (RFC 3849)"),
    ("3fff::/20", "for documentation (RFC 9637)"),
    ("2001::/32", "a tunnel (Teredo, RFC 4380)"),
    ("2001:2::/48", "a network for benchmarks (RFC 5180)"),
    ("2001::/23", "reserved for protocols (RFC 2928)"),
    ("64:ff9b:1::/48", "a translation of a private network (RFC 8215)"),
    ("100::/64", "for discarding (RFC 6666)"),
)

_Network = IPv4Network | IPv6Network


def _networks(version: int, table: tuple[tuple[str, str], ...]) -> tuple[tuple[int, int, str], ...]:
    """Read a table as (network, mask, reason): whole numbers, because this is asked for each connection."""
    kind: type[_Network] = IPv4Network if version == 4 else IPv6Network
    networks = [(kind(text), reason) for text, reason in table if (":" in text) == (version == 6)]
    return tuple((int(network.network_address), int(network.netmask), reason) for network, reason in networks)


_NEVER_BY_VERSION = {4: _networks(4, _NEVER), 6: _networks(6, _NEVER)}
_PRIVATE_BY_VERSION = {4: _networks(4, _PRIVATE), 6: _networks(6, _PRIVATE)}

_GLOBAL_IPV6 = IPv6Network("2000::/3")
_MAPPED = IPv6Network("::ffff:0:0/96")
#: IPv4 addresses inside IPv6 ones: (network, how many bits follow the IPv4 address, what it is).
_TRANSLATED: tuple[tuple[IPv6Network, int, str], ...] = (
    (IPv6Network("::/96"), 0, "an IPv4-compatible address"),
    (IPv6Network("::ffff:0:0:0/96"), 0, "a translated address (SIIT)"),
    (IPv6Network("64:ff9b::/96"), 0, "a translated address (NAT64)"),
    (IPv6Network("2002::/16"), 80, "a tunnel (6to4)"),
)
_REACHABLE_TRANSLATIONS = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"))
#: The third and fourth 16 bits from the end of an ISATAP address (RFC 5214), with and without its universal bit.
_ISATAP = frozenset({0x0000_5EFE, 0x0200_5EFE})


@lru_cache(4096)  # asked several times for each connection
def forbidden(address: str, *, private: bool = False) -> str | None:
    """Say what is at an address that a source may not lead to, in words for people; None: it may be dialled.

    Args:
        address: an IPv4 or IPv6 address as a name server gives it, never a name; with or without a zone (`%eth0`).
        private: the source may lead into private networks and to this machine. Metadata services, link-local and
            multicast addresses and the like stay forbidden.

    Raises:
        ValueError: it is no address.
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return _forbidden_number(4, int(found), private=private)
    if found in _MAPPED:  # the very IPv4 address in another notation
        return forbidden(str(IPv4Address(int(found) & 0xFFFF_FFFF)), private=private)
    reason = _forbidden_number(6, int(found), private=private)
    return reason or _forbidden_inside(found) or _forbidden_outside_the_web(found, private=private)


def may_be_private(address: str) -> bool:
    """Tell whether `private: true` would allow an address that is forbidden without it."""
    return forbidden(address) is not None and forbidden(address, private=True) is None


def _forbidden_number(version: int, number: int, *, private: bool) -> str | None:
    for network, mask, reason in _NEVER_BY_VERSION[version]:
        if number & mask == network:
            return reason
    for network, mask, reason in () if private else _PRIVATE_BY_VERSION[version]:
        if number & mask == network:
            return reason
    return None


def _forbidden_inside(found: IPv6Address) -> str | None:
    """Judge the IPv4 address that an IPv6 one carries. What comes out of a tunnel has to be public in any case."""
    for network, bits_after, what in _TRANSLATED:
        if found in network and found != IPv6Address("::1"):
            inside = IPv4Address(int(found) >> bits_after & 0xFFFF_FFFF)
            reason = forbidden(str(inside))
            return reason and f"{what} of {inside}: {reason}"
    if int(found) >> 32 & 0xFFFF_FFFF in _ISATAP:
        inside = IPv4Address(int(found) & 0xFFFF_FFFF)
        reason = forbidden(str(inside))
        return reason and f"a tunnel (ISATAP) to {inside}: {reason}"
    return None


def _forbidden_outside_the_web(found: IPv6Address, *, private: bool) -> str | None:
    if found in _GLOBAL_IPV6 or any(found in network for network in _REACHABLE_TRANSLATIONS):
        return None
    if private and _forbidden_number(6, int(found), private=False) is not None:
        return None
    return "no address of the public internet (outside 2000::/3, RFC 4291)"
