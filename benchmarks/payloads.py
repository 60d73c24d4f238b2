"""Feed lists of attacks through the program, from a document to what is published, and look at it as a browser does.

    python -m benchmarks.payloads PATH... [--each N] [--misses]

A path is a list (.txt, one a line), a page or drawing (.html .svg .xml, whole), a notebook (.md, its blocks of code), or
code (.js .mjs .json .py .rs .go, its strings), or a folder of such. None is part of the project; DOMPurify, H5SC,
PayloadsAllTheThings, PortSwigger's cheat sheet and the tests of other sanitisers have some thousands. Each attack comes in
every field of every kind of document. Prints what is wrong with what would be published and, as a control, with what would be
if nothing were cleaned. Exits with 1 if anything is wrong, or if the control finds nothing.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from benchmarks import harm
from bot.cleaning.stories import story_key
from bot.errors import FormatError
from bot.formats.parsing import parse
from bot.model import Cluster, Decision, Document, Entry, Member, Sighting, Site, Source, Story, Topic, TopicEntry
from bot.publishing import site as publishing
from bot.reading.documents import read
from bot.reading.tasks import Task

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SITE = Site(title="Storyfold", base_url="https://feeds.example", id_authority="feeds.example,2026")
PLAIN = "The ferry sailed again at dawn, after nine days of storm, and its owner expects a full deck by Friday."
_LONGEST = 20_000  # characters of an attack; longer strings of code are something else
_TOGETHER = 100  # attacks in one document, where a broken one does not lose the others
_CODE = re.compile(r"```[a-z]{0,20}\n(.{1,20000}?)```", re.DOTALL)
_STRING = re.compile(
    r""""(?:[^"\\\n]|\\.){3,20000}"|'(?:[^'\\\n]|\\.){3,20000}'|`(?:[^`\\]|\\.){3,20000}`|r#?"[^"]{3,20000}\"""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]{2,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # in XML
_MARKUP = re.compile(r"[<&]|(?:script|data|vbscript|blob)\s*:", re.IGNORECASE)


class Wrong(NamedTuple):
    """Something that should not have been published."""

    what: str
    where: str  #: which document
    carried: str  #: how it came


# --- reading lists -----------------------------------------------------------------------------------------------------


def attacks(paths: Sequence[Path]) -> list[str]:
    """Return every attack of these files, each once."""
    files = chain.from_iterable(sorted(path.rglob("*")) if path.is_dir() else [path] for path in paths)
    found: dict[str, None] = {}
    for path in files:
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            found.update(dict.fromkeys(one for one in _attacks(path.suffix, text) if 2 < len(one) <= _LONGEST))
    return list(found)


def _attacks(suffix: str, text: str) -> Iterator[str]:
    if suffix in {".html", ".svg", ".xml"}:
        yield text
    elif suffix == ".json":
        yield from filter(_MARKUP.search, _strings(json.loads(text)))
    elif suffix in {".js", ".mjs", ".py", ".rs", ".go"}:
        yield from filter(_MARKUP.search, (_unescaped(match[0]) for match in _STRING.finditer(text)))
    elif suffix == ".md":
        for block in _CODE.findall(text):
            yield block
            yield from block.splitlines()
    elif suffix == ".txt":
        yield from text.splitlines()
        yield text  # some lists are one long page


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        yield value.replace("<*", "<img").replace("</*", "</img")  # the cheat sheet's sign for any element
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def _unescaped(literal: str) -> str:
    def letter(match: re.Match[str]) -> str:
        code = match[1] or match[2] or match[3]
        if code:
            return chr(int(code, 16)) if int(code, 16) < sys.maxunicode else ""
        return _LETTERS.get(match[4], match[4])

    return _ESCAPE.sub(letter, literal.lstrip("r#")[1:-1])


# --- documents ---------------------------------------------------------------------------------------------------------


def _rss(attacks: Sequence[str]) -> str:
    items = (
        f"<item><guid>{at}</guid><title>{x}</title><link>{x if at % 2 else ''}</link><description>{x}</description>"
        f"<author>{x}</author><dc:creator>{x}</dc:creator><category domain={q}>{x}</category><source url={q}>{x}</source>"
        f"<enclosure url={q} type={q} length='1'/><media:content url={q} medium='image'/></item>"
        for at, x, q in _written(attacks)
    )
    names = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
    return f"<rss version='2.0' {names}><channel><title>t</title>{''.join(items)}</channel></rss>"


def _rss_content(attacks: Sequence[str]) -> str:
    items = (
        f"<item><guid>{at}</guid><title>Ferry {at}</title><link>https://a.example/{at}</link><description>{PLAIN}</description>"
        f"<content:encoded>&lt;p&gt;{PLAIN}&lt;/p&gt;{x}&lt;p&gt;{PLAIN}</content:encoded></item>"
        for at, x, _ in _written(attacks)
    )
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f"<rss version='2.0' {names}><channel><title>t</title><link>https://a.example/</link>{''.join(items)}</channel></rss>"


def _atom(attacks: Sequence[str]) -> str:
    items = (
        f"<entry><id>urn:a:{at}</id><title type='html'>Ferry {x}</title><updated>2026-03-02T11:00:00Z</updated><link href={q}/>"
        f"<link rel='enclosure' href={q} type={q}/><author><name>{x}</name><uri>{x}</uri></author><category term={q} label={q}/>"
        f"<summary type='html'>{x}</summary><content type='html'>{x}</content><source><title>{x}</title></source></entry>"
        for at, x, q in _written(attacks)
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id><title>t</title>{''.join(items)}</feed>"


def _json(attacks: Sequence[str]) -> str:
    items = [
        {
            "id": str(at), "url": x, "external_url": x, "title": x, "content_html": x, "summary": x, "image": x, "tags": [x],
            "authors": [{"name": x, "url": x}], "attachments": [{"url": x, "mime_type": x}],
        }
        for at, x in enumerate(attacks)
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items})


def _written(attacks: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    for at, attack in enumerate(attacks):
        legal = _ILLEGAL.sub("", attack)
        yield at, escape(legal), quoteattr(legal)


def _xhtml(attack: str) -> str:
    entry = "<id>urn:a:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>Ferry</div></title>"
    content = f"<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>{PLAIN}</p>{attack}</div></content>"
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><id>urn:a</id><title>t</title><entry>{entry}{content}</entry></feed>"


def _rss_bare(attack: str) -> str:
    return f"<rss version='2.0'><channel><title>t</title><item><title>Ferry</title><description>{attack}</description></item></channel></rss>"


def _page(attack: str) -> str:
    head = f"<title>Ferry {attack}</title><meta name=author content={quoteattr(attack)}><meta property=og:image content={quoteattr(attack)}>"
    text = f"<p>{PLAIN}</p>" * 4
    return f"<!doctype html><html><head>{head}</head><body><article><h1>Ferry sails</h1>{text}{attack}{text}</article></body></html>"


def _nitf(attack: str) -> str:
    body = f"<body><body.head><hedline><hl1>Ferry {attack}</hl1></hedline><byline>{attack}</byline></body.head>"
    return f"<?xml version='1.0'?><nitf>{body}<body.content><p>{PLAIN}</p>{attack}</body.content></body></nitf>"


def _newsml(attack: str) -> str:
    about = f"<contentMeta><headline>{escape(_ILLEGAL.sub('', attack))}</headline></contentMeta>"
    text = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><p>{PLAIN}</p>{attack}</body></html>"
    names = "xmlns='http://iptc.org/std/nar/2006-10-01/' guid='g:1' version='1'"
    return f"<newsItem {names}>{about}<contentSet><inlineXML>{text}</inlineXML></contentSet></newsItem>"


def _markdown(attack: str) -> str:
    return f"---\ntitle: {json.dumps(attack)}\nauthor: {json.dumps(attack)}\n---\n\n{PLAIN}\n\n{attack}\n\n[a]({attack}) ![b]({attack}) <{attack}>\n"


def _text(attack: str) -> str:
    return f"{attack}\n\n{PLAIN}\n\n{attack}\n"


Together = Callable[[Sequence[str]], str]
Alone = Callable[[str], str]
TOGETHER: dict[str, tuple[Together, str]] = {
    "RSS, every field": (_rss, "application/rss+xml"),
    "RSS, content": (_rss_content, "application/rss+xml"),
    "Atom, every field": (_atom, "application/atom+xml"),
    "JSON Feed, every field": (_json, "application/feed+json"),
}
ALONE: dict[str, tuple[Alone, str]] = {
    "RSS, not escaped": (_rss_bare, "application/rss+xml"),
    "Atom, XHTML": (_xhtml, "application/atom+xml"),
    "saved page": (_page, "page.html"),
    "NITF": (_nitf, "item.xml"),
    "NewsML-G2": (_newsml, "item.xml"),
    "Markdown": (_markdown, "story.md"),
    "plain text": (_text, "story.txt"),
}


def documents(attacks: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """Return how it is carried, and the document."""
    for name, (together, kind) in TOGETHER.items():
        for at in range(0, len(attacks), _TOGETHER):
            yield name, _document(together(attacks[at : at + _TOGETHER]), kind)
    for name, (alone, kind) in ALONE.items():
        for attack in attacks:
            yield name, _document(alone(attack), kind)


def _document(text: str, kind: str) -> Document:
    is_feed = "/" in kind
    location = "https://a.example/feed" if is_feed else kind
    content = text.encode("utf-8", "replace")
    media_type = kind if is_feed else None
    return Document(
        source="gazette",
        location=location,
        content=content,
        media_type=media_type,
        base_url="https://a.example/feed",
        arrived=NOON,
    )


# --- through the program -----------------------------------------------------------------------------------------------


def cleaned(document: Document, source: Source) -> list[Story]:
    """Return what the program makes of a document."""
    return [delivery.story for delivery in read(Task(document=document, source=source)).deliveries]


def as_they_are(document: Document, source: Source) -> list[Story]:
    """Return the same without cleaning: what the check has to find fault with."""
    return [_uncleaned(entry, source) for entry in parse(document).entries]


def _uncleaned(entry: Entry, source: Source) -> Story:
    key = story_key(None, source.name, entry.key)
    return Story(
        key=key, url=entry.url, title=entry.title or "t", text=entry.body, html=entry.body, first_seen=NOON, authors=entry.authors,
        source=source.name, outlet=source.title, categories=entry.categories, enclosures=entry.enclosures,
    )  # fmt: skip


def published(stories: Sequence[Story]) -> dict[str, bytes]:
    """Return the files of a site that shows these stories, each an event of its own."""
    entries = []
    for story in {story.key: story for story in stories}.values():
        found = Decision(kind="found", story=story.key, cluster=story.key, copy=story.key, score=0.0)
        seen = Sighting(source=story.source, entry=story.title, story=story.key, url=story.url, seen=NOON)
        member = Member(story=story, sightings=(seen,), decision=found)
        cluster = Cluster(key=story.key, id=f"tag:feeds.example,2026:cluster/{story.key}", members=(member,))
        entries.append(
            TopicEntry(
                cluster=cluster,
                representative=story,
                chosen_because="",
                matched=(story.title,),
                published=NOON,
                updated=NOON,
            )
        )
    topic = Topic(slug="ferries", title="Ferries", description="", language="en", entries=tuple(entries))
    return publishing.render([topic], SITE, lambda _: ())


def faults(files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Say what is wrong with each published file."""
    judges: dict[str, Callable[[bytes], list[str]]] = {
        ".atom": harm.feed,
        ".rss": harm.feed,
        ".json": harm.json_feed,
        ".html": lambda content: harm.page(content.decode()),
    }
    for path, content in files.items():
        judge = judges.get(Path(path).suffix)
        for wrong in judge(content) if judge else ():
            yield wrong, path.partition("/")[0] + Path(path).suffix


class Tally:
    """What was found, counted."""

    def __init__(self, read: Callable[[Document, Source], list[Story]]) -> None:
        self._read = read
        self.stories = 0
        self.refused = 0
        self.by_carrier: Counter[str] = Counter()
        self.plain = 0  #: titles, names and categories that would do harm where plain text is taken for HTML
        self.examples: Counter[Wrong] = Counter()
        self._waiting: dict[str, dict[str, Story]] = {}  # by carrier

    def add(self, carried: str, document: Document) -> None:
        """Take one document through."""
        source = Source(name="gazette", title="The Merrow Gazette", family="gazette")
        try:
            stories = self._read(document, source)
        except FormatError:
            self.refused += 1
            return
        self.stories += len(stories)
        for story in stories:
            self.plain += any(map(harm.plain, (story.title, *story.authors, *story.categories)))
        self._waiting.setdefault(carried, {}).update((f"{self.stories}{story.key}", story) for story in stories)
        if len(self._waiting[carried]) >= _TOGETHER:
            self._publish(carried)

    def finish(self) -> None:
        """Publish what waits."""
        for carried in list(self._waiting):
            self._publish(carried)

    def _publish(self, carried: str) -> None:
        # One site for many stories: the check is on every story, the pages around them cost time.
        stories = [replace(story, key=key[-40:]) for key, story in self._waiting.pop(carried).items()]
        for wrong, where in faults(published(stories)):
            self.by_carrier[carried] += 1
            self.examples[Wrong(wrong, where, carried)] += 1

    @property
    def wrong(self) -> int:
        """How many faults there are."""
        return self.by_carrier.total()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--each", type=int, default=1, help="take every so many-th attack only")
    parser.add_argument("--misses", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    found = attacks(given.paths)[:: given.each]
    tallies = {"as the program does": Tally(cleaned), "nothing cleaned": Tally(as_they_are)}
    for name, tally in tallies.items():
        for carried, document in documents(found):
            tally.add(carried, document)
        tally.finish()
        print(
            f"{name}: {len(found)} attacks, {tally.stories} stories, {tally.refused} documents refused, {tally.wrong} faults;",
            end=" ",
        )
        print(f"{tally.plain} stories with markup in what is plain text")
        for carried in (*TOGETHER, *ALONE):
            print(f"    {carried}: {tally.by_carrier[carried]}")
        if given.misses and name == "as the program does":
            for wrong, times in tally.examples.most_common(40):
                print(f"        {times} x {wrong.what} in {wrong.where} from {wrong.carried}")
    return int(tallies["as the program does"].wrong > 0 or tallies["nothing cleaned"].wrong == 0)


if __name__ == "__main__":
    sys.exit(main())
