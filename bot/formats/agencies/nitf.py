"""An IPTC NITF 2 or 3 document in, its item as an entry out (schema: NITF 3.6; fields as agencies fill them)."""

import re
from collections.abc import Iterator
from datetime import datetime

from bot.errors import FormatError
from bot.formats.agencies import agency, nitf_body
from bot.formats.agencies.nitf_item import Item, plain
from bot.formats.agencies.nitf_wire import count, notes, wire
from bot.formats.agencies.xmltree import attribute, children, first, language, text, tree, within
from bot.formats.parts import Parts
from bot.model import Document, Enclosure, Entry, Wire

_INITIALS = re.compile(r"[a-zñáéíóú]{1,4}(?:[/ -][a-zñáéíóú]{1,4}){0,4}")
_OFFICE = re.compile(
    r",[^,]{0,60}\b(?:associated press|correspondent|editor|press association|reporter|writer)\b[^,]{0,60}",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MEDIA_TYPE = re.compile(r"\w{1,40}/[\w.+-]{1,80}")
_ANY_NEWS = frozenset({"current", "news"})


def parse(document: Document) -> Parts:
    """Read the item; a document that takes another one back gives an entry for that one too.

    Raises:
        FormatError: it is no whole XML document, or has no text and takes nothing back.
    """
    root = tree(document)
    plain(root)
    item = Item(root)
    entry = _entry(item, document.location)
    entries = tuple(_taken_back(item, entry))
    if entry.title or entry.body or (entry.wire and entry.wire.status != "usable"):
        entries = (entry, *entries)
    if not entries:
        raise FormatError(document.location, "no text: an NITF document without headline and body, expected a story")
    return Parts(entries)


def _entry(item: Item, location: str) -> Entry:
    said = wire(item)
    body = _body(item)
    summary = _summary(item, body)
    issued = item.time("date.issue") or _published(item)
    return Entry(
        key=said.item or location,
        id=item.one("doc-id", "id-string") or None,
        url=_absolute(item.one("pubdata", "ex-ref")) or _absolute(item.general("url")),
        title=item.title,
        summary=summary if body else "",
        body=body or summary,
        body_type="html",
        published=issued,
        updated=max(filter(None, (issued, *_revised(item))), default=None),
        authors=_authors(item),
        publisher=next(filter(None, item.providers()), None),
        language=_language(item),
        categories=_categories(item, said),
        enclosures=_enclosures(item),
        wire=said,
    )


def _taken_back(item: Item, entry: Entry) -> Iterator[Entry]:
    """Give what `management-idref-status` says of another document, as a version of that one without text."""
    other = item.attribute("docdata", "management-doc-idref")
    status = agency.status(item.attribute("docdata", "management-idref-status"))
    if other and other != entry.key and status in ("canceled", "withheld"):
        said = Wire(item=other, status=status, note=entry.wire.note if entry.wire else None)
        yield Entry(key=other, id=other, body_type="html", updated=entry.updated, language=entry.language, wire=said)


def _language(item: Item) -> str | None:
    claims = (attribute(item.root, "baselang"), language(item.root), language(item.body), item.general("language"))
    return next(filter(None, claims), None)


def _body(item: Item) -> str:
    holder = item.body if item.body is not None else item.root
    contents = list(children(holder, "body.content")) or [holder]
    story = nitf_body.html(*contents)
    to_editors = set(notes(item))
    end = first(item.body, "body.end")
    # Some write their note to editors once more as the last line of the text.
    lines = (
        ()
        if end is None
        else (line for line in children(end, "tagline", "bibliography") if text(line) not in to_editors)
    )
    return story + "".join(map(nitf_body.html, lines))


def _summary(item: Item, body: str) -> str:
    """Return the abstract, or the second headline; "" for what the text says too."""
    abstract = first(item.top, "abstract")
    summary = nitf_body.html(abstract) if abstract is not None else ""
    if not summary and item.dialect.has_deck:
        headline = next(within(item.root, "hedline"), None)
        decks = () if headline is None else map(text, children(headline, "hl2"))
        summary = "".join(nitf_body.paragraphs(deck) for deck in decks if deck != item.title)
    # Some have the beginning of the text for an abstract, and cut it off.
    repeated = summary.removeprefix("<p>").removesuffix("</p>").rstrip(" .…")
    return "" if repeated in body else summary


def _authors(item: Item) -> tuple[str, ...]:
    people: list[str] = []
    for byline in children(item.top, "byline") if item.top is not None else ():
        persons = [text(person) for person in children(byline, "person")]
        said = (byline.text, *(child.tail for child in children(byline)))
        line = " ".join("".join(map(str, filter(None, said))).split()).split(" / ")[0]
        if not persons and item.dialect.signs_with_initials and _INITIALS.fullmatch(line):
            continue
        people += [name for claim in persons or [line] for name in agency.byline(_OFFICE.sub("", claim[:500]))]
    return tuple(dict.fromkeys(people))


def _categories(item: Item, wire: Wire) -> tuple[str, ...]:
    keywords = [
        part.strip() for word in item.all("keyword") for part in (attribute(word, "key") or text(word)).split(",")
    ]
    kinds = [attribute(kind, "tobject.type") for kind in item.all("tobject")]
    kinds += [attribute(kind, "tobject.property.type") for kind in item.all("tobject.property")]
    scopes = [attribute(scope, "scope") for scope in item.all("doc-scope")]
    named = (*(subject.name for subject in wire.subjects), *kinds, *scopes, *keywords)
    return tuple(dict.fromkeys(said for said in named if said and said != wire.slug and said.lower() not in _ANY_NEWS))


def _enclosures(item: Item) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    for reference in within(item.root, "media-reference"):
        if url := _absolute(attribute(reference, "source")):
            claimed = attribute(reference, "mime-type").lower()
            found.setdefault(
                url,
                Enclosure(
                    url=url,
                    media_type=claimed if _MEDIA_TYPE.fullmatch(claimed) else None,
                    width=count(attribute(reference, "width")),
                    height=count(attribute(reference, "height")),
                ),
            )
    return tuple(found.values())


def _absolute(claimed: str) -> str | None:
    return claimed if _URL.fullmatch(claimed) else None


def _published(item: Item) -> datetime | None:
    """Return when it came out by what else has a time."""
    story_date = first(item.top, "dateline", "story.date")
    claims = (item.one("date.release", "norm"), item.one("pubdata", "date.publication"), attribute(story_date, "norm"))
    return next(filter(None, map(agency.when, claims)), None)


def _revised(item: Item) -> Iterator[datetime]:
    return filter(None, (agency.when(attribute(revision, "norm")) for revision in item.all("revision-history")))
