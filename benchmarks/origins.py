"""A thousand small publishers on loopback: one server, many addresses, each a host of its own with one feed.

    python -m benchmarks.origins --feeds N [--paragraphs P] [--port PORT]

Prints its port when it is ready. The feed of host 127.0.a.b is `/feed`; it has a strong ETag and answers 304. All of
127.0.0.0/8 is this machine on Linux; elsewhere the addresses have to be set up first.
"""

import argparse
import asyncio
import hashlib
import random
from typing import cast

SUBJECTS = "The minister|A court|The city council|Two companies|Researchers|The harbour authority|Farmers|The central bank|Police|Teachers".split(
    "|"
)
VERBS = "announced|rejected|approved|delayed|opened|sold|questioned|doubled|closed|repaired".split("|")
OBJECTS = "a bridge|the budget|a new tax|the school reform|the old mill|a rail line|its forecast|the contract|an inquiry|the hospital wing".split(
    "|"
)
PLACES = "Tolland|Dunmore|Esker|Varnby|Port Leda|Kessel|Norhaven|Aldby|Mirova|San Telmo".split("|")
PEOPLE = "Maria Lopez|Ann Corley|Piet Vos|Runa Skeld|Anders Tellmark|Ivo Marin|Hana Sato|Lena Okafor".split("|")
TAILS = (
    "after years of delay, officials said on Monday",
    "although opponents had asked for more time",
    "and the work is to cost {money} million euros",
    "which {people} people had demanded in a petition",
    "as prices rose by {percent} percent within a year",
    "while talks with the neighbouring region went on",
)
ENTRIES = 20


def sentence(chance: random.Random) -> str:
    tail = chance.choice(TAILS).format(
        money=chance.randint(2, 900), people=chance.randint(20, 9000), percent=chance.randint(2, 40)
    )
    who, did, what, where = (chance.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, PLACES))
    return f"{who} {did} {what} in {where}, {tail}, said {chance.choice(PEOPLE)}, who follows the matter."


def paragraph(chance: random.Random) -> str:
    return "&lt;p&gt;" + " ".join(sentence(chance) for _ in range(3)) + "&lt;/p&gt;"


def item(host: str, number: int, paragraphs: int, chance: random.Random) -> str:
    who, did, what, where = (chance.choice(words) for words in (SUBJECTS, VERBS, OBJECTS, PLACES))
    url = f"http://{host}/2026/11/{number}"
    body = "".join(paragraph(chance) for _ in range(paragraphs))
    return (
        f"<item><title>{who} {did} {what} in {where}</title><link>{url}</link><guid>{url}</guid>"
        f"<pubDate>Sun, 22 Nov 2026 {number % 24:02d}:00:00 GMT</pubDate><category>News</category>"
        f"<description>{body}</description></item>"
    )


def feed(number: int, paragraphs: int) -> bytes:
    """One RSS document; the same for the same number."""
    host, chance = host_of(number), random.Random(number)
    items = "".join(item(host, entry, paragraphs, chance) for entry in range(ENTRIES))
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Paper {number}</title>'
        f"<link>http://{host}/</link><description>News</description><language>en</language>{items}</channel></rss>"
    ).encode()


def host_of(number: int) -> str:
    """The address of a publisher, from 127.0.1.1 on."""
    return f"127.0.{number // 250 + 1}.{number % 250 + 1}"


Answers = dict[str, tuple[bytes, bytes, bytes]]  # address -> ETag, whole answer, answer without news


class Publisher(asyncio.Protocol):
    """One connection, one answer; as cheap as can be, since the two that are compared share their cores with it."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._asked = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer once the request is whole."""
        self._asked += data
        if self._asked.endswith(b"\r\n\r\n"):
            etag, whole, unchanged = self._answers[self._transport.get_extra_info("sockname")[0]]
            self._transport.write(unchanged if etag in self._asked else whole)
            self._transport.close()


async def serve(feeds: int, paragraphs: int, port: int) -> None:
    """Serve until killed."""
    answers: Answers = {}
    for number in range(feeds):
        body = feed(number, paragraphs)
        etag = b'"' + hashlib.sha256(body).hexdigest()[:32].encode() + b'"'
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\nContent-Length: %d\r\nETag: %b\r\n\r\n"
        unchanged = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\nETag: %b\r\n\r\n" % etag
        answers[host_of(number)] = (etag, head % (len(body), etag) + body, unchanged)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Publisher(answers), "0.0.0.0", port, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=1000)
    parser.add_argument("--paragraphs", type=int, default=2)
    parser.add_argument("--port", type=int, default=0)
    given = parser.parse_args()
    asyncio.run(serve(given.feeds, given.paragraphs, given.port))


if __name__ == "__main__":
    main()
