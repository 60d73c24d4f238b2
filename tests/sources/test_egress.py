import json
import shutil
import subprocess
import sys
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sources.egress import forbidden, may_be_private

#: Every row of the rules, with an address in it; the last column: `private: true` allows it.
TABLE = [
    ("127.0.0.1", "loopback", True),
    ("127.255.255.254", "loopback", True),
    ("::1", "loopback", True),
    ("10.0.0.1", "RFC 1918", True),
    ("172.16.0.1", "RFC 1918", True),
    ("172.31.255.255", "RFC 1918", True),
    ("192.168.1.1", "RFC 1918", True),
    ("100.64.0.1", "RFC 6598", True),
    ("198.18.0.1", "RFC 2544", True),
    ("198.19.255.255", "RFC 2544", True),
    ("fc00::1", "RFC 4193", True),
    ("fd12:3456::1", "RFC 4193", True),
    ("fec0::1", "site-local", True),
    ("169.254.169.254", "metadata", False),
    ("100.100.100.200", "metadata service (Alibaba)", False),
    ("192.0.0.192", "metadata service (Oracle)", False),
    ("168.63.129.16", "metadata service (Azure)", False),
    ("fd00:ec2::254", "metadata service (AWS)", False),
    ("fd00:ec2::23", "metadata service (AWS)", False),
    ("fd20:ce::254", "metadata service (Google)", False),
    ("fd00:42::42", "metadata service (Scaleway)", False),
    ("169.254.170.2", "link-local", False),
    ("fe80::1", "link-local", False),
    ("fe80::1%eth0", "link-local", False),
    ("febf::1", "link-local", False),
    ("0.0.0.0", "this network", False),
    ("0.1.2.3", "this network", False),
    ("::", "unspecified", False),
    ("224.0.0.1", "multicast", False),
    ("239.255.255.250", "multicast", False),
    ("ff02::1", "multicast", False),
    ("255.255.255.255", "broadcast", False),
    ("240.0.0.1", "reserved", False),
    ("192.0.0.8", "reserved for protocols", False),
    ("192.88.99.1", "6to4", False),
    ("192.0.2.1", "documentation", False),
    ("198.51.100.1", "documentation", False),
    ("203.0.113.1", "documentation", False),
    ("2001:db8::1", "documentation", False),
    ("3fff::1", "documentation", False),
    ("2001:2::1", "benchmarks", False),
    ("2001:20::1", "reserved for protocols", False),
    ("100::1", "discarding", False),
    ("4000::1", "outside 2000::/3", False),
    ("5f00::1", "outside 2000::/3", False),
    # IPv4 inside IPv6
    ("::ffff:127.0.0.1", "loopback", True),
    ("::ffff:10.0.0.1", "RFC 1918", True),
    ("::ffff:169.254.169.254", "metadata", False),
    ("::ffff:0.0.0.0", "this network", False),
    ("::127.0.0.1", "IPv4-compatible address of 127.0.0.1: this machine", False),
    ("::8.8.8.8", "outside 2000::/3", False),
    ("::ffff:0:127.0.0.1", "SIIT) of 127.0.0.1", False),
    ("64:ff9b::127.0.0.1", "NAT64) of 127.0.0.1", False),
    ("64:ff9b::a9fe:a9fe", "NAT64) of 169.254.169.254", False),
    ("64:ff9b:1::1", "RFC 8215", False),
    ("2002:7f00:1::", "6to4) of 127.0.0.1", False),
    ("2002:a9fe:a9fe::1", "6to4) of 169.254.169.254", False),
    ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo", False),
    ("2001:4860::5efe:10.0.0.1", "ISATAP) to 10.0.0.1", False),
    ("2001:4860::200:5efe:127.0.0.1", "ISATAP) to 127.0.0.1", False),
    ("fd00::5efe:169.254.169.254", "RFC 4193|ISATAP", False),
]
PUBLIC = [
    "8.8.8.8", "1.1.1.1", "93.184.216.34", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1",
    "169.253.255.255", "192.0.1.1", "198.17.255.255", "198.20.0.1", "223.255.255.255", "2606:4700::1111",
    "2a00:1450:4001::200e", "2001:4860:4860::8888", "64:ff9b::8.8.8.8", "2002:808:808::1", "::ffff:8.8.8.8",
]  # fmt: skip


@pytest.mark.parametrize("address, reason, is_for_private", TABLE, ids=[row[0] for row in TABLE])
def test_address_that_is_no_server_of_the_open_web_is_forbidden(
    address: str, reason: str, is_for_private: bool
) -> None:
    said = forbidden(address)

    assert said is not None
    assert any(part in said for part in reason.split("|"))
    assert (forbidden(address, private=True) is None) == may_be_private(address) == is_for_private


@pytest.mark.parametrize("address", PUBLIC)
def test_address_of_the_open_web_may_be_dialled(address: str) -> None:
    assert forbidden(address) is None
    assert forbidden(address, private=True) is None
    assert not may_be_private(address)


@given(st.ip_addresses(v=4))
def test_address_is_judged_alike_in_all_its_ipv6_notations(address: IPv4Address) -> None:
    mapped = str(IPv6Address(0xFFFF << 32 | int(address)))
    nat64 = str(IPv6Address(0x64_FF9B << 96 | int(address)))

    assert forbidden(mapped) == forbidden(str(address))
    assert forbidden(mapped, private=True) == forbidden(str(address), private=True)
    assert (forbidden(nat64) is None) == (forbidden(str(address)) is None)


@given(st.ip_addresses())
def test_what_python_calls_private_or_reserved_is_never_allowed(address: IPv4Address | IPv6Address) -> None:
    if address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified:
        assert forbidden(str(address)) is not None
    if forbidden(str(address)) is None:
        assert address.is_global or address.version == 6


@given(st.ip_addresses())
def test_private_sources_may_do_all_that_others_may(address: IPv4Address | IPv6Address) -> None:
    if forbidden(str(address)) is None:
        assert forbidden(str(address), private=True) is None


@pytest.mark.parametrize("name", ["localhost", "127.1", "0x7f.1", "2130706433", ""])
def test_name_is_no_address(name: str) -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        forbidden(name)


def test_nothing_forbidden_is_dialled_in_a_network_full_of_canaries() -> None:
    """In a network of its own, where each forbidden address has somebody who listens and counts."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("no unshare(1) here")
    may_unshare = subprocess.run([unshare, "-n", "true"], capture_output=True, check=False).returncode == 0
    flags = ["-n"] if may_unshare else ["-rn"]
    if subprocess.run([unshare, *flags, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine permits no network namespaces (unshare -n, unshare -rn)")
    addresses = [row[0] for row in TABLE if "%" not in row[0]]

    done = subprocess.run(
        [unshare, *flags, sys.executable, str(Path(__file__).with_name("canaries.py"))],
        input=json.dumps(addresses),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    if seen["canaries"] == 0:
        pytest.skip("the network namespace has no IPv6")
    assert seen["canaries"] > 40
    assert seen["asked"] > 2 * len(addresses)
    assert seen["reached"] == []
    assert seen["unexpected"] == []
    # The same canaries are reached once that is allowed: the counting works.
    assert seen["control"]["public"] == "93.184.216.34"
    assert seen["control"]["private"] == "127.0.0.1"
    allowed = {ip_address(row[0].removeprefix("::ffff:")) for row in TABLE if row[2]}
    reached = {ip_address(address) for address in seen["private_reached"]}
    assert {ip_address("127.0.0.1"), ip_address("10.0.0.1"), ip_address("fd12:3456::1")} <= reached <= allowed
