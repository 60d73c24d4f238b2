"""How fast feeds are parsed, beside feedparser.

    python -m benchmarks.parsing [--entries N] [--runs N]

Generates an RSS and an Atom document of N entries with bodies of about 3 kB of HTML (paragraphs, links, a picture, a list,
entities), escaped or in CDATA, and parses each with `feedparser.parse` as it comes, with its sanitiser and its resolver
of links off (what we fall back to), and with `formats.parse`. Medians of processor time, so that other work on the machine
counts little; the ways take turns, so that it counts for all of them.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from html import escape

import feedparser

from bot.formats.feeds import syndication
from bot.formats.parsing import parse
from bot.model import Document

_WORDS = (
    "the a of to in and minister harbour ferry council said on Tuesday after storm price budget vote court island"
    " «réunion» über city's report — growth “talks” river bridge school strike police water rail new old first two"
).split()
_START = datetime(2024, 3, 12, 9, 15, tzinfo=UTC)
_URL = "https://www.northwire.example"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--entries", type=int, default=200)
    options.add_argument("--runs", type=int, default=9)
    given = options.parse_args()
    print("| document | size | feedparser | sanitiser and resolver off | storyfold | ratio | ratio to off |")
    print("|---|---|---|---|---|---|---|")
    for name, content in documents(given.entries):
        document = Document(
            source="parsing", location=name, content=content, base_url=f"{_URL}/feed", arrived=_START, media_type=None
        )
        assert syndication.read_strictly(document), f"{name} does not take the fast way"
        default, off, ours = medians(
            given.runs,
            partial(feedparser.parse, content),
            partial(feedparser.parse, content, sanitize_html=False, resolve_relative_uris=False),
            partial(parse, document),
        )
        sizes = f"{len(content) / 1000:,.0f} kB | {default * 1000:.0f} ms | {off * 1000:.0f} ms | {ours * 1000:.1f} ms"
        print(f"| {name} | {sizes} | {default / ours:.1f} × | {off / ours:.1f} × |")


def medians(runs: int, *ways: Callable[[], object]) -> list[float]:
    """Return the median processor seconds of each way, after one run that does not count."""
    taken: list[list[float]] = [[] for _ in ways]
    for run in range(runs + 1):
        for way, seconds in zip(ways, taken, strict=True):
            start = time.process_time()
            way()
            if run:
                seconds.append(time.process_time() - start)
    return [statistics.median(seconds) for seconds in taken]


def documents(count: int) -> Iterator[tuple[str, bytes]]:
    """Generate the documents, the same ones every time."""
    bodies = [_body(random.Random(number)) for number in range(count)]
    yield "RSS 2.0, escaped", _rss(bodies, escape).encode()
    yield "RSS 2.0, CDATA", _rss(bodies, lambda body: f"<![CDATA[{body}]]>").encode()
    yield "Atom 1.0, escaped", _atom(bodies, "html", escape).encode()
    yield "Atom 1.0, XHTML", _atom(bodies, "xhtml", _xhtml).encode()


def _rss(bodies: list[str], written: Callable[[str], str]) -> str:
    items = "".join(
        f"<item><title>{_title(number)}</title><link>{_URL}/news/{number}?ref=feed&amp;n={number}</link>"
        f'<guid isPermaLink="false">nw-{number}</guid><pubDate>{format_datetime(_when(number))}</pubDate>'
        f"<dc:creator>Reporter {number % 17}</dc:creator><category>news</category><category>islands</category>"
        f"<description>{escape(_title(number))}, in short.</description>"
        f"<content:encoded>{written(body)}</content:encoded>"
        f'<media:content url="{_URL}/pictures/{number}.jpg" medium="image" width="800" height="450"/></item>\n'
        for number, body in enumerate(bodies)
    )
    spaces = (
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"'
    )
    head = (
        f"<title>Northwire</title><link>{_URL}/</link><description>News</description><language>en-gb</language>"
        f'<atom:link rel="self" href="{_URL}/feed" type="application/rss+xml"/><ttl>30</ttl>'
    )
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {spaces}><channel>{head}{items}</channel></rss>'


def _atom(bodies: list[str], kind: str, written: Callable[[str], str]) -> str:
    entries = "".join(
        f"<entry><title>{_title(number)}</title><id>tag:northwire.example,2024:{number}</id>"
        f'<link href="{_URL}/news/{number}"/><published>{_when(number).isoformat()}</published>'
        f"<updated>{_when(number).isoformat()}</updated><author><name>Reporter {number % 17}</name></author>"
        f'<category term="islands"/><summary>{escape(_title(number))}, in short.</summary>'
        f'<content type="{kind}">{written(body)}</content></entry>\n'
        for number, body in enumerate(bodies)
    )
    head = f'<title>Northwire</title><id>{_URL}/</id><link rel="self" href="{_URL}/feed"/><link href="{_URL}/"/>'
    return f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">{head}{entries}</feed>'


def _xhtml(body: str) -> str:
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{body}</div>'


def _title(number: int) -> str:
    return " ".join(random.Random(-number - 1).choices(_WORDS, k=9)).capitalize()


def _when(number: int) -> datetime:
    return _START - timedelta(minutes=17 * number)


def _body(chance: random.Random) -> str:
    paragraphs = [f"<p>{' '.join(chance.choices(_WORDS, k=70))} &amp; more.</p>" for _ in range(5)]
    link = f'<a href="{_URL}/topic/{chance.randrange(99)}?a=1&amp;b=2" title="x">{chance.choice(_WORDS)}</a>'
    picture = f'<figure><img src="{_URL}/i/{chance.randrange(999)}.jpg" alt="A ferry" width="800" /></figure>'
    rows = "".join(f"<li><b>{chance.choice(_WORDS)}</b> {' '.join(chance.choices(_WORDS, k=8))}</li>" for _ in range(6))
    paragraphs[1:1] = [f"<p>{link}, <em>{chance.choice(_WORDS)}</em>.<br/>{link}</p>", picture, f"<ul>{rows}</ul>"]
    return "\n".join(paragraphs)


if __name__ == "__main__":
    main()
