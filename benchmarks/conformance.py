"""How far the strict reader of feeds agrees with feedparser, document by document.

    python -m benchmarks.conformance --documents DIR [--show N]

DIR is a folder of feeds: the `tests` of feedparser's own source distribution (`pip download --no-deps --no-binary :all:
feedparser`, unpacked), or any other. Both readers get the same bytes and make the same values of them: every field of
every entry and of the feed itself. A value is one field; a document that one reader refuses has no values to compare.
Headers are those that feedparser's tests name in a comment (`Header: Content-type: …`), and no others.
"""

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import FormatError
from bot.formats.detect import Format, detect
from bot.formats.feeds import syndication
from bot.formats.feeds.found import Found
from bot.formats.feeds.identity import keys, learn
from bot.model import Document, Entry, Feed

_HEADER = re.compile(rb"^Header:\s+([^:\s]+):(.+)$", re.MULTILINE)
_SEED = datetime(2024, 3, 13, tzinfo=UTC)  # arbitrary; no value depends on it


@dataclass
class Tally:
    """What was seen."""

    documents: int = 0
    known: int = 0  #: that `formats.detect` takes for RSS, RDF or Atom
    read: int = 0  #: of these, that the feedparser path reads
    accepted: int = 0  #: of these, that the strict reader reads
    more: int = 0  #: read by the strict reader only
    values: int = 0
    equal: int = 0
    same: int = 0  #: documents without a difference
    differing: Counter[str] = field(default_factory=Counter)  #: by field
    seconds: dict[str, float] = field(default_factory=lambda: {"strict": 0.0, "feedparser": 0.0})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=Path, required=True)
    options.add_argument("--show", type=int, default=0, help="differences to print")
    given = options.parse_args()
    tally = Tally()
    for path in sorted(path for path in given.documents.rglob("*") if path.is_file() and path.suffix != ".py"):
        for line in compare(document(path), tally):
            if sum(tally.differing.values()) <= given.show:
                print(f"{path.relative_to(given.documents)}: {line}")
    report(tally)


def document(path: Path) -> Document:
    content = path.read_bytes()
    headers = {name.decode().lower(): value.decode().strip() for name, value in _HEADER.findall(content)}
    return Document(
        source="conformance",
        location=path.name,
        content=content,
        media_type=headers.get("content-type"),
        base_url=headers.get("content-location"),
        arrived=_SEED,
    )


def compare(given: Document, tally: Tally) -> Iterator[str]:
    """Read a document both ways, count, and say what differs."""
    tally.documents += 1
    try:
        if detect(given) is not Format.FEED:
            return
    except FormatError:
        return
    tally.known += 1
    strict = timed(tally, "strict", given)
    loose = timed(tally, "feedparser", given)
    tally.read += loose is not None
    tally.accepted += strict is not None and loose is not None
    tally.more += strict is not None and loose is None
    if strict is None or loose is None:
        return
    before = tally.values - tally.equal
    yield from _compared(tally, strict, loose)
    tally.same += tally.values - tally.equal == before


def _compared(tally: Tally, strict: Found, loose: Found) -> Iterator[str]:
    pairs: list[tuple[Entry | Feed | None, Entry | Feed | None]] = [(strict.feed, loose.feed)]
    ours, theirs = _entries(strict), _entries(loose)
    count = max(len(ours), len(theirs))
    pairs += zip(ours + [None] * (count - len(ours)), theirs + [None] * (count - len(theirs)), strict=True)
    for mine, other in pairs:
        kind = Feed if isinstance(mine or other, Feed) else Entry
        for named in fields(kind):
            tally.values += 1
            got, expected = getattr(mine, named.name, None), getattr(other, named.name, None)
            if mine is not None and other is not None and got == expected:
                tally.equal += 1
            else:
                tally.differing[f"{kind.__name__}.{named.name}"] += 1
                yield f"{kind.__name__}.{named.name}: {got!r}, feedparser {expected!r}"


def timed(tally: Tally, name: str, given: Document) -> Found | None:
    start = time.perf_counter()
    try:
        return syndication.read_strictly(given) if name == "strict" else syndication.read_loosely(given)
    except FormatError:
        return None
    finally:
        tally.seconds[name] += time.perf_counter() - start


def _entries(found: Found) -> list[Entry | Feed | None]:
    claims = found.claims()
    named = keys(claims, learn(claims)[0])
    return [found.entry(number, key) for number, key in enumerate(named) if key is not None]


def report(tally: Tally) -> None:
    def share(part: int, whole: int) -> str:
        return f"{part:,} of {whole:,} ({100 * part / whole:.2f} %)" if whole else "none"

    print(f"documents                            {tally.documents:,}")
    print(f"taken for RSS, RDF or Atom           {share(tally.known, tally.documents)}")
    print(f"read by the feedparser path          {share(tally.read, tally.known)}")
    print(f"accepted by the strict reader        {share(tally.accepted, tally.read)}")
    print(f"  of all documents                   {share(tally.accepted, tally.documents)}")
    print(f"  read by the strict reader only     {tally.more:,}")
    print(f"values that agree in these           {share(tally.equal, tally.values)}")
    print(f"documents that agree wholly          {share(tally.same, tally.accepted)}")
    for name, count in tally.differing.most_common():
        print(f"  differs: {name} {count}")
    print(
        "seconds                              "
        + ", ".join(f"{name} {taken:.2f}" for name, taken in tally.seconds.items())
    )


if __name__ == "__main__":
    main()
