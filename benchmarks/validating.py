"""What the W3C's feed validator says of published feeds, at level AA (errors and warnings).

    python -m benchmarks.validating --validator DIR [--public DIR]... [--documents DIR] [--hostile N]

DIR of `--validator` is the source of w3c/feedvalidator (it needs html5lib; nothing of it is kept here). Without it, the script
says what is missing and validates nothing.

- `--public` is a folder that Storyfold published into: every `.atom` and `.rss` of it is validated under its own address.
- `--documents` is a folder of feeds as they are on the web: each is read, cleaned and published as one topic, with archives.
- `--hostile` is how many topics are made of text that hypothesis thinks of, put wherever a source can put any.

One line for each kind of finding, with how often it was seen and where first. Exits with 1 if there was an error or a warning
but the one that is allowed: the validator knows no tombstones (RFC 6721).
"""

import argparse
import importlib
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from bot.errors import FormatError
from bot.model import (
    Change,
    Cluster,
    Decision,
    Document,
    Enclosure,
    Member,
    Origin,
    Sighting,
    Site,
    Source,
    Story,
    Tombstone,
    Topic,
    TopicEntry,
    Wire,
)
from bot.publishing import archives
from bot.publishing.items import channel
from bot.publishing.syndication import atom, rss
from bot.publishing.text import web_url
from bot.reading.documents import read
from bot.reading.tasks import Task

SITE = Site(title="Storyfold", base_url="https://feeds.example", id_authority="feeds.example,2026")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_ALLOWED = "http://purl.org/atompub/tombstones/1.0"


@dataclass
class Tally:
    """What was found."""

    documents: int = 0
    entries: int = 0
    found: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--validator", type=Path)
    options.add_argument("--public", type=Path, action="append", default=[])
    options.add_argument("--documents", type=Path)
    options.add_argument("--hostile", type=int, default=0)
    given_ = options.parse_args()
    validate = load(given_.validator)
    if validate is None:
        return 2
    tally = Tally()
    for public in given_.public:
        for path in sorted((*public.rglob("*.atom"), *public.rglob("*.rss"))):
            check(path.read_bytes(), str(path.relative_to(public)), validate, tally)
    if given_.documents is not None:
        for topic, site in of_documents(given_.documents):
            check_topic(topic, site, validate, tally)
    if given_.hostile:
        check_hostile(given_.hostile, validate, tally)
    return report(tally)


def load(directory: Path | None) -> Callable[..., Any] | None:
    """Return the validator's function for texts; None, and a line about it, where something is missing."""
    source = directory / "src" if directory is not None else None
    if source is None or not (source / "feedvalidator" / "__init__.py").is_file():
        print("missing: the source of w3c/feedvalidator; give its folder with --validator", file=sys.stderr)
        return None
    sys.path.insert(0, str(source))
    try:
        feedvalidator = importlib.import_module("feedvalidator")
        compatibility = importlib.import_module("feedvalidator.compatibility")
    except ModuleNotFoundError as exc:
        print(f"missing: {exc.name}, which the validator needs", file=sys.stderr)
        return None

    def validate(text: str, address: str) -> list[Any]:
        events = feedvalidator.validateString(text, base=address)["loggedEvents"]
        return list(compatibility.AA(events))

    return validate


def check(document: bytes, name: str, validate: Callable[..., Any], tally: Tally) -> None:
    root = etree.fromstring(document)
    entries = [*root.iter("{*}entry", "{*}item")]
    own = [str(link.get("href")) for link in root.iter("{*}link") if link.get("rel") == "self"]
    tally.documents += 1
    tally.entries += len(entries)
    for event in validate(document.decode(), own[0]):
        if type(event).__name__ == "UnknownNamespace" and event.params.get("namespace") == _ALLOWED:
            continue
        kind = f"{type(event).__mro__[1].__name__} {type(event).__name__} in {event.params.get('parent')}/{event.params.get('element')}"
        tally.found[kind] += 1
        shown = {
            key: value for key, value in event.params.items() if key in {"value", "attr", "message", "backupcolumn"}
        }
        tally.first.setdefault(kind, f"{name}: {shown!r}"[:400])


def check_topic(topic: Topic, site: Site, validate: Callable[..., Any], tally: Tally) -> None:
    months: dict[str, list[TopicEntry]] = {}
    for entry in sorted(topic.entries, key=lambda entry: (entry.published, entry.cluster.key)):
        months.setdefault(f"{entry.published:%Y-%m}", []).append(entry)
    topic = replace(topic, archives=archives.names((month, len(entries)) for month, entries in months.items()))
    for path, document in archives.documents(topic, site, months).items():
        check(document, path, validate, tally)
    feed = channel(topic, site)
    check(atom(feed), f"{topic.slug}.atom", validate, tally)
    check(rss(feed), f"{topic.slug}.rss", validate, tally)


def of_documents(folder: Path) -> Iterator[tuple[Topic, Site]]:
    """Make a topic of each feed: its stories cleaned, each two that follow one another in a cluster."""
    for number, path in enumerate(sorted(path for path in folder.rglob("*") if path.is_file())):
        url = f"https://source.example/{number}/feed"
        document = Document(source="source", location=url, content=path.read_bytes(), base_url=url, arrived=NOON)
        try:
            found = read(Task(document=document, source=Source(name="source", title="Source", family="source")))
        except FormatError:
            continue
        members = list({one.story.key: member_of(one.story, one.entry) for one in found.deliveries}.values())
        pairs = [tuple(members[place : place + 2]) for place in range(0, len(members), 2)]
        entries = tuple(entry_of(pair[0].story.key, pair) for pair in pairs)
        topic = Topic(slug=f"feed-{number}", title="News & <more>", description="", language="en", entries=entries)
        origin = Origin(title=f"Source {number} & Sons", url=url, home="https://source.example/")
        yield topic, replace(SITE, outlets={"source": origin.title}, origins={"source": origin})


def member_of(story: Story, entry: str) -> Member:
    return Member(
        story=story,
        sightings=(Sighting(source="source", entry=entry, story=story.key, url=story.url, seen=NOON),),
        decision=Decision(kind="found", story=story.key, cluster=story.key, copy=story.key, score=0.0),
    )


def entry_of(key: str, members: tuple[Member, ...], **given_: Any) -> TopicEntry:
    story = members[-1].story
    return TopicEntry(
        cluster=Cluster(key=key, id=f"tag:feeds.example,2026:cluster/{key}", members=members),
        representative=story,
        chosen_because="it came last",
        matched=("everything",),
        published=story.time,
        updated=max(story.time, story.first_seen),
        **given_,
    )


_CHARACTERS = st.one_of(
    st.characters(),
    st.characters(categories=["Cs", "Cc", "Cf", "Co", "Cn"]),
    st.sampled_from("&<>\"'] \t\r\n\0\x0b\ufffe\uffff\ufffd\u202e\u200f😀é/;#[]%"),
)
_MARKUP = ("</b>", "<b>", "&copy;", "&#10;", "&amp;", "]]>", "<!--", "<?", "<script>", "javascript:", "a@b.example")
TEXT = st.lists(st.text(_CHARACTERS, max_size=12) | st.sampled_from(_MARKUP), min_size=1, max_size=6).map("".join)
URL = st.one_of(TEXT, TEXT.map(lambda text: f"https://a.example/{text}"), TEXT.map(lambda text: f"http://{text}"))


def hostile(text: str, url: str, number: int) -> tuple[Topic, Site]:
    """Put a text and a URL wherever a source can."""
    story = Story(
        key="a1",
        url=web_url(url),
        title=text,
        text=text,
        html="",
        first_seen=NOON,
        authors=(text, url),
        source="source",
        outlet=text,
        language="en",
        categories=(text, url),
        enclosures=(
            Enclosure(url=url, media_type=text, length=number),
            Enclosure(url=f"https://p.example/{text}", media_type="image/png", width=number, height=number),
        ),
        wire=Wire(copyright=text),
    )
    members = [member_of(one, text) for one in (story, replace(story, key="b2", url=None))]
    change = Change(at=NOON, text=text, outlet=text)
    entry = entry_of("a1", tuple(members), title=text, changes=(change,))
    twin = replace(entry, cluster=replace(entry.cluster, id="tag:feeds.example,2026:cluster/b2"))
    gone = (Tombstone(id="tag:feeds.example,2026:cluster/c3", at=NOON + timedelta(hours=1), into="a1"),)
    topic = Topic(slug="hostile", title=text, description=text, language="en", entries=(entry, twin), tombstones=gone)
    origin = Origin(title=text, url=url, id=url, home=url, media_type=text)
    return topic, replace(SITE, title=text, origins={"source": origin}, hubs=(url, "https://hub.example/"))


def check_hostile(number: int, validate: Callable[..., Any], tally: Tally) -> None:
    @seed(1)
    @settings(
        max_examples=number,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TEXT, URL, st.integers(min_value=-5, max_value=2**40))
    def examples(text: str, url: str, number: int) -> None:
        check_topic(*hostile(text, url, number), validate, tally)

    examples()


def report(tally: Tally) -> int:
    print(f"{tally.documents} documents, {tally.entries} entries: {sum(tally.found.values())} errors and warnings")
    for kind, count in tally.found.most_common():
        print(f"{count:6}  {kind}\n        first in {tally.first[kind]}")
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
