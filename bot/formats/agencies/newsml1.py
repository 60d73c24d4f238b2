"""IPTC NewsML 1.0 to 1.2 (XML) in, entries out: one for every item, and for every language that an item is written in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Literal

from bot.errors import FormatError
from bot.formats.agencies import agency, blocks, newsml1_content, newsml1_meta, versions, xmltree
from bot.formats.agencies.newsml1_content import Component, Content, Text
from bot.formats.agencies.xmltree import Element, attribute, first, text, within
from bot.formats.parts import Parts
from bot.model import Document, Entry, Subject

#: A DTD in modules, as the standard shows it and Kyodo and ATS have it. It is taken out: nothing is read from it.
_MODULES = re.compile(
    rb"(<!DOCTYPE\s{1,20}NewsML\b[^\[\]<>]{0,600})"
    rb"\[(?:\s|<!ENTITY\s{1,20}%\s{1,20}[\w.-]{1,60}\s{1,20}(?:SYSTEM|PUBLIC)\s[^<>\[\]%]{1,600}>|%[\w.-]{1,60};){0,2000}+\]"
)
_HEAD = 16 * 1024  # bytes
_MOST_LANGUAGES = 50  # of one item; arbitrary, press releases come in twenty

#: Kinds of components whose lines and metadata are those of the story; of texts that are more than a caption.
_READ = frozenset({"body", "summary"})

_Type = Literal["html", "text"]


def parse(document: Document) -> Parts:
    """Read the items, in the order of the document.

    Raises:
        FormatError: it is no XML, is built to cost time and memory, or has no story in it.
    """
    root = xmltree.tree(replace(document, content=_without_modules(document.content)))
    topics = _topics(root)
    entries: list[Entry] = []
    skipped: list[str] = []
    for number, item in enumerate(list(within(root, "NewsItem")), start=1):
        reader = _Item(item, first(root, "NewsEnvelope"), topics, document)
        entries += reader.entries()
        skipped += (f"{document.location}: item {number}: {fault}" for fault in reader.faults)
    skipped += _references(root, document.location)
    parts = versions.latest(entries, skipped, document.location)
    if not parts.entries:
        seen = parts.skipped[0].removeprefix(f"{document.location}: ") if parts.skipped else "no NewsItem"
        raise FormatError(document.location, f"no story in it ({seen}), expected NewsML with a headline or a text")
    return parts


def _without_modules(content: bytes) -> bytes:
    return _MODULES.sub(rb"\1", content[:_HEAD], count=1) + content[_HEAD:]


def _topics(root: Element) -> dict[str, Subject]:
    """Return what the document itself says of the topics that it names, by `#` and `Duid`, and by their formal names."""
    found: dict[str, Subject] = {}
    for topic in within(root, "Topic"):
        subject = Subject(name=text(first(topic, "Description")), code=text(first(topic, "FormalName")))
        if subject.name:
            found[f"#{attribute(topic, 'Duid')}"] = subject
            found[subject.code] = subject
    return found


def _references(root: Element, location: str) -> Iterator[str]:
    for reference in within(root, "NewsItemRef"):
        target = attribute(reference, "NewsItem") or attribute(reference, "Href") or "nothing"
        yield f"{location}: a reference to {target[:200]} without its text"


class _Item:
    """Reads one item."""

    def __init__(self, item: Element, envelope: Element | None, topics: dict[str, Subject], document: Document) -> None:
        self._item = item
        self._envelope = envelope
        self._management = first(item, "NewsManagement")
        self._label = text(first(item, "Identification", "NameLabel"))
        self._topics = topics
        self._document = document
        self._identity = newsml1_meta.identity(item)
        self.faults: list[str] = []

    def entries(self) -> Iterator[Entry]:
        """Give an entry for each language; those behind the first have it in their ids."""
        content = newsml1_content.read(self._item, self._document)
        self.faults += content.faults
        languages = list(_by_language(content.texts).items())
        if len(languages) > _MOST_LANGUAGES:
            self.faults.append(f"is in {len(languages)} languages, expected at most {_MOST_LANGUAGES}")
        for number, (claimed, texts) in enumerate(languages[:_MOST_LANGUAGES]):
            entry = self._entry(texts, _around(content.components, texts, claimed), content)
            if number:
                entry = _of_language(entry, claimed)
            is_kill = entry.wire is not None and entry.wire.status == "canceled"
            is_picture = content.has_files and not any(found.component.kind in _READ for found in texts)
            if is_kill or ((entry.title or entry.body) and (entry.enclosures or not is_picture)):
                yield entry
            else:
                lacking = "a text, or a file on the web" if is_picture else "a headline or a text"
                self.faults.append(f"is without {lacking} ({entry.key})")

    def _entry(self, texts: list[Text], around: Sequence[Element], content: Content) -> Entry:
        lines, management = newsml1_meta.Lines(around), self._management
        about = newsml1_meta.About(self._identity, self._envelope, management, self._label, around)
        body, body_type, summary = _body(texts)
        subjects = tuple(newsml1_meta.subjects(around, self._topics))
        updated = agency.when(text(first(management, "ThisRevisionCreated")))
        published = agency.when(text(first(management, "FirstCreated"))) or updated or self._sent()
        wire = newsml1_meta.wire(about, lines, subjects)
        return Entry(
            key=self._identity.item or self._document.location,
            id=self._identity.claimed,
            title=lines.first("HeadLine") or _title(texts),
            summary=summary,
            body=body,
            body_type=body_type,
            published=published,
            updated=updated or published,
            authors=lines.byline(_said(texts, "byline")),
            publisher=newsml1_meta.publisher(about),
            language=_language(texts, content.components),
            categories=tuple(
                dict.fromkeys([*(found.name for found in subjects if found.name), *newsml1_meta.keywords(around)])
            ),
            enclosures=content.enclosures,
            wire=replace(wire, dateline=wire.dateline or _said(texts, "dateline") or None),
        )

    def _sent(self) -> datetime | None:
        return agency.when(text(first(self._envelope, "DateAndTime")))


def _of_language(entry: Entry, claimed: str) -> Entry:
    key = f"{entry.key}#{claimed}"
    return replace(entry, key=key, wire=replace(entry.wire, item=key) if entry.wire else None)


def _by_language(texts: Sequence[Text]) -> dict[str, list[Text]]:
    """Return the texts of each language that the item has a body in, or all under one name if there are not several."""
    bodies = [found for found in texts if found.component.kind == "body"]
    languages: dict[str, list[Text]] = {
        found.component.language.lower(): [] for found in bodies if found.component.language
    }
    if len(languages) < 2:
        return {"": list(texts)}
    default = next(iter(languages))
    for found in texts:
        if (known := (found.component.language or default).lower()) in languages:
            languages[known].append(found)
    return languages


def _around(components: Sequence[Component], texts: Sequence[Text], claimed: str) -> list[Element]:
    """Return the components that speak for these texts: those around the body, then others that are for no picture."""
    main = next((found.component for found in texts if found.component.kind == "body"), None)
    near = list(main.lineage()) if main else []
    far = [
        found
        for found in components
        if found.kind != "other"
        and found not in near
        and (not claimed or (found.language or claimed).lower() == claimed)
    ]
    return [found.element for found in (*near, *far)]


def _body(texts: Sequence[Text]) -> tuple[str, _Type, str]:
    """Return body, its type, and the summary in that type; a summary that stands alone is the body."""
    body, body_type = _joined(texts, "body")
    summary, summary_type = _joined(texts, "summary")
    if not body:
        alone, alone_type = (summary, summary_type) if summary else _joined(texts, "caption")
        return alone, alone_type, ""
    if summary and summary_type != body_type:
        summary = blocks.from_text(summary) if body_type == "html" else blocks.unmarked(summary)
    return body, body_type, "" if summary == body else summary


def _joined(texts: Sequence[Text], kind: str) -> tuple[str, _Type]:
    """Return the texts of a kind one after the other; of several forms of one, the best."""
    best: dict[object, Text] = {}
    for number, found in enumerate(texts):
        if found.component.kind != kind:
            continue
        # The same words in another form are the same text, whether it says so or not.
        same = "".join(blocks.unmarked(found.content).split()).casefold()
        group: object = same or number
        if found.component.choice is not None:
            group = found.component.choice
        if group not in best or (found.is_html and not best[group].is_html):
            best[group] = found
    chosen = list(best.values())
    if not any(found.is_html for found in chosen):
        return "\n\n".join(found.content for found in chosen), "text"
    return "".join(found.content if found.is_html else blocks.from_text(found.content) for found in chosen), "html"


def _title(texts: Sequence[Text]) -> str:
    joined, _ = _joined(texts, "title")
    return blocks.unmarked(joined) or _said(texts, "title")


def _said(texts: Sequence[Text], field: str) -> str:
    return next((said for found in texts if (said := found.head.get(field, ""))), "")


def _language(texts: Sequence[Text], components: Sequence[Component]) -> str | None:
    bodies = [found.component for found in texts if found.component.kind == "body"]
    return next((found.language for found in (*bodies, *components) if found.language), None)
