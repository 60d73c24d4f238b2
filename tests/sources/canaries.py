"""Run by test_egress.py inside an empty network namespace: every forbidden address is ours, and counts who connects.

Reads a list of addresses from standard input; writes what was asked, who was reached and the positive controls.
"""

import asyncio
import fcntl
import json
import socket
import struct
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.errors import FetchError
from bot.model import Source
from bot.sources.feed import Fetcher, Request

PUBLIC = "93.184.216.34"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOURCE = Source(name="wire", title="Wire", family="wire")
SIOCSIFADDR, SIOCSIFNETMASK, SIOCSIFFLAGS, IFF_UP = 0x8916, 0x891C, 0x8914, 1
#: Notations that some resolver takes for an address.
HOSTS = [
    "0177.0.0.1", "2130706433", "0x7f.1", "0x7f000001", "127.1", "127.0.1", "0", "0.0.0.0", "①②⑦.0.0.1", "127。0。0。1",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::]", "[::1]", "localhost", "LOCALHOST",
    "localhost.", "127.0.0.1.", "127.0.0.1%2e", "2852039166", "0xa9fea9fe", "169.254.43518", "0251.0376.0251.0376",
    "[fe80::1%25lo]", "[fe80::1%lo]", "user@127.0.0.1", "8.8.8.8@127.0.0.1", "127.0.0.1#@8.8.8.8", "127.0.0.1\\@8.8.8.8",
]  # fmt: skip


def lend_addresses(addresses: list[str]) -> int:
    """Put the loopback interface up and give it the addresses; return how many it took."""
    taken = 0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
        for number, address in enumerate(address for address in addresses if ":" not in address):
            name = f"lo:{number}".encode()
            packed = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, socket.inet_aton(address))
            mask = struct.pack("16sHH4s8x", name, socket.AF_INET, 0, b"\xff" * 4)
            try:
                fcntl.ioctl(control, SIOCSIFADDR, packed)
                fcntl.ioctl(control, SIOCSIFNETMASK, mask)
                taken += 1
            except OSError:
                continue  # multicast, broadcast and the like are nobody's
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as control:
        for address in (address for address in addresses if ":" in address):
            packed = socket.inet_pton(socket.AF_INET6, address)
            try:
                fcntl.ioctl(control, SIOCSIFADDR, packed + struct.pack("Ii", 128, socket.if_nametoindex("lo")))
                taken += 1
            except OSError:
                continue
    return taken


class Canaries:
    """Listeners on every address, who note by which of them they were reached."""

    def __init__(self) -> None:
        self.reached: list[str] = []
        self.location = ""  #: where to redirect to; "" for a document
        for port in (80, 443, 8080):
            listener = socket.create_server(("::", port), family=socket.AF_INET6, dualstack_ipv6=True, backlog=256)
            threading.Thread(target=self._listen, args=(listener,), daemon=True).start()

    def _listen(self, listener: socket.socket) -> None:
        while True:
            connection, _ = listener.accept()
            with connection:
                address = connection.getsockname()[0].removeprefix("::ffff:")
                self.reached.append(address)
                connection.settimeout(1)
                connection.recv(65536)
                location = f"Location: {self.location}\r\n" if self.location else ""
                status = "302 Found" if self.location else "200 OK"
                body = b"" if self.location else b"<rss/>"
                length = f"Content-Length: {len(body)}\r\n"
                connection.sendall(f"HTTP/1.1 {status}\r\n{location}{length}\r\n".encode() + body)


def urls(addresses: list[str]) -> Iterator[str]:
    for address in addresses:
        host = f"[{address}]" if ":" in address else address
        yield from (f"http://{host}/feed", f"https://{host}/feed", f"http://{host}:8080/feed")
    for host in HOSTS:
        yield f"http://{host}/feed"
    for number in range(len(addresses)):
        yield f"http://name{number}.example/feed"  # a name server that answers with the address
    yield "http://mixed.example/feed"


async def main() -> None:  # noqa: C901 (one scene after the other)
    addresses: list[str] = json.load(sys.stdin)
    if not socket.has_dualstack_ipv6():
        json.dump({"canaries": 0}, sys.stdout)
        return
    taken = lend_addresses([*addresses, PUBLIC])
    canaries = Canaries()
    names = {f"name{number}.example": [address] for number, address in enumerate(addresses)}
    names |= {"mixed.example": addresses, "public.example": [PUBLIC]}
    rebinding = iter([[PUBLIC], ["127.0.0.1"]])

    async def resolve(name: str, port: int) -> list[str]:
        if name == "rebinding.example":
            return next(rebinding)
        if name in names:
            return names[name]
        found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
        return [str(address[0]) for *_, address in found]

    asked, unexpected = 0, []
    seconds = timedelta(seconds=5)
    async with Fetcher(user_agent="t", timeout=seconds, max_body_bytes=10_000, resolve=resolve) as fetcher:

        async def ask(url: str, *, private: bool = False) -> None:
            nonlocal asked
            asked += 1
            try:
                await fetcher.fetch(Request(source=SOURCE, url=url, private=private), NOW)
            except FetchError:
                return
            if not private:
                unexpected.append(url)

        for url in urls(addresses):
            await ask(url)
        for url in urls(addresses):  # the same by way of a redirect from an honest address
            canaries.location = url
            await ask(f"http://{PUBLIC}/feed")
        canaries.location = "http://rebinding.example/second"
        await ask("http://rebinding.example/first")
        reached = sorted({address for address in canaries.reached if address != PUBLIC})

        canaries.location = ""
        canaries.reached.clear()
        await fetcher.fetch(Request(source=SOURCE, url="http://public.example/feed"), NOW)
        await fetcher.fetch(Request(source=SOURCE, url="http://localhost/feed", private=True), NOW)
        control = {"public": canaries.reached[0], "private": canaries.reached[1].replace("::1", "127.0.0.1")}
        canaries.reached.clear()
        for url in urls(addresses):
            await ask(url, private=True)

    seen = {"canaries": taken, "asked": asked, "reached": reached, "unexpected": unexpected, "control": control}
    json.dump(seen | {"private_reached": sorted(set(canaries.reached))}, sys.stdout)


asyncio.run(main())
