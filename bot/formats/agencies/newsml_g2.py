"""NewsML-G2 in, entries out: newsItem, packageItem and newsMessage of the versions 2.x, core and power (IPTC NAR)."""

import html
import re
from collections.abc import Collection, Iterator
from datetime import datetime

from bot.errors import FormatError
from bot.formats.agencies import agency, versions
from bot.formats.agencies.newsml_g2_content import Content, content_of, enclosures_of, number, words
from bot.formats.agencies.newsml_g2_meta import RFC_3085, Meta, claimed, local, meta_of, schemes_in
from bot.formats.agencies.xmltree import Element, attribute, children, first, name, tree, within
from bot.formats.parts import Parts
from bot.model import Document, Entry, Link, Status, Subject, Wire

_AGENCY_BEHIND = re.compile(r" ?/ ?[A-ZÅÄÖ]{2,10}$")  # Jane Doe/TT
_COMPANY = re.compile(r"[ ,](?:AG|Corp|GmbH|Inc|LLC|Ltd|S\.?A|S\.?p\.?A)\.?$")
_WRITERS = frozenset({"author", "byline", "journalist", "photographer", "reporter", "writer"})
_MEDIA = frozenset({"animated", "audio", "graphic", "graphics", "photo", "picture", "video"})
_ITEMS = ("newsItem", "packageItem")
#: Other items of the standard: knowledge about the world, plans, vocabularies.
_NO_STORIES = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
_LONGEST_SHOWN = 200  # characters of an id in a line for people
_RELATIONS = {"seealso": "related", "": "related"}
_BEHIND_PLACE = re.compile(r"\(|,(?=[^,\d]{0,20}\d)| [-–—]|[-–—]\s*$")


def parse(document: Document) -> Parts:
    """Read the items.

    Raises:
        FormatError: it is no XML to be read, or none of its items gives a story.
    """
    root = tree(document)
    entries: list[Entry] = []
    skipped: list[str] = []
    items = list(_items(root))
    schemes = {alias: uri for header in children(root, "header") for alias, uri in schemes_in(header).items()}
    present = {attribute(item, "guid") for item in items if name(item) == "newsItem"}
    for place, item in enumerate(items):
        key = document.location if place == 0 else f"{document.location}#{place + 1}"
        found = _read(item, meta_of(item, schemes, attribute(root, "lang")), key, present)
        if isinstance(found, Entry):
            entries.append(found)
        else:
            skipped.append(found)
    if not entries:
        seen = skipped[0] if skipped else f"<{name(root)}> without a newsItem or packageItem"
        raise FormatError(document.location, f"no story in it: {seen}")
    return versions.latest(entries, [f"{document.location}: {line}" for line in skipped], document.location)


def _items(root: Element) -> Iterator[Element]:
    """The items, whatever they are wrapped in; what an item has inside of its content is none."""
    wrapped = [root]
    while wrapped:
        element = wrapped.pop()
        if name(element) in {*_ITEMS, *_NO_STORIES}:
            yield element
        else:
            wrapped += reversed(element)


def _read(item: Element, meta: Meta, fallback: str, present: Collection[str]) -> Entry | str:
    """Return an entry, or what was seen instead, on one line."""
    kind = name(item)
    called = f"{kind} {meta.guid[:_LONGEST_SHOWN] or '(no guid)'}"
    if kind in _NO_STORIES:
        return f"{called} is no news, expected newsItem or packageItem"
    content = content_of(item, meta.headline)
    entry = _entry(meta, content, fallback)
    if entry.wire is not None and entry.wire.status == "canceled":  # with or without anything else
        return entry
    if kind == "packageItem" and not content.body:
        return _references(item, called, present)
    media = next((word for element in meta.managed("itemClass") if (word := local(claimed(element))) in _MEDIA), None)
    if media and not content.body and not (entry.enclosures and (entry.title or entry.body)):
        lacking = "a headline or caption" if entry.enclosures else "a file at an http or https address"
        return f"{called} is a {media} without text and without {lacking}"
    return entry if entry.title or entry.body else f"{called} has neither a headline nor a text"


def _references(item: Element, called: str, present: Collection[str]) -> str:
    referred = [attribute(one, "residref") or attribute(one, "href") for one in within(item, "itemRef")]
    if not referred:
        return f"{called} has no text and refers to nothing"
    elsewhere = sum(one not in present for one in referred)
    return f"{called} has no text, only references to {len(referred)} items, {elsewhere} of them not in this document"


def _entry(meta: Meta, content: Content, fallback: str) -> Entry:
    wire = _wire(meta, content)
    title = meta.headline or content.title or _title_of_part(meta)
    summary = _description(meta) or content.summary
    published = _time(*meta.managed("firstCreated"), *meta.said("contentCreated"), *meta.managed("versionCreated"))
    subjects = [subject.name for subject in wire.subjects]
    return Entry(
        key=wire.item or fallback,
        id=meta.guid or None,
        links=tuple(_links(meta)),
        title=title,
        summary=(html.escape(summary, quote=False) if content.body_type == "html" else summary) if content.body else "",
        body=content.body or (f"<p>{html.escape(summary, quote=False)}</p>" if summary else ""),
        body_type=content.body_type,
        published=published,
        updated=_time(*meta.managed("versionCreated"), *meta.said("contentModified")) or published,
        authors=_authors(meta, content),
        publisher=_publisher(meta),
        language=content.language or meta.language,
        categories=tuple(dict.fromkeys(filter(None, [*subjects, *map(words, meta.said("keyword")), *_genres(meta)]))),
        enclosures=enclosures_of(meta.item),
        wire=wire,
    )


def _wire(meta: Meta, content: Content) -> Wire:
    item, version = _identity(meta)
    subjects = [Subject(name=meta.name_of(one), code=meta.code_of(one)) for one in meta.said("subject")]
    status, embargo = _status(meta)
    place = (
        meta.value("dateline") or content.dateline or next(filter(None, map(meta.name_of, meta.said("located"))), "")
    )
    return Wire(
        item=item,
        version=version,
        status=status,
        is_correction=_is_correction(meta),
        embargo=embargo,
        slug=meta.value("slugline") or None,
        dateline=_BEHIND_PLACE.split(place, maxsplit=1)[0].strip(" ,") or None,
        credit=meta.value("creditline").strip(" -–—") or None,
        copyright=_copyright(meta) or None,
        urgency=agency.urgency(meta.value("urgency")),
        note=_note(meta) or None,
        subjects=tuple(subject for subject in subjects if (subject.name or subject.code) not in {"", meta.headline}),
    )


def _identity(meta: Meta) -> tuple[str | None, int | None]:
    """Return the id without the version that some agencies put into it, and the version.

    Where nobody knows that an agency does so, an end like a version is one only if it is no other than @version.
    """
    guid, version = meta.guid, number(attribute(meta.item, "version"))
    pattern = meta.dialect.revision or RFC_3085
    if (found := pattern.fullmatch(guid)) and (meta.dialect.revision or version in {None, int(found[2])}):
        return found[1], max(int(found[2]), version or 0)
    return guid or None, version


def _status(meta: Meta) -> tuple[Status, datetime | None]:
    """Return what may be done, and until when not. A status that nobody knows is none to publish by."""
    embargoes = meta.managed("embargoed")
    embargo = _time(*embargoes)
    claims = [claimed(element) for element in meta.managed("pubStatus")]
    said: set[Status | None] = {agency.status(claim) or "withheld" for claim in claims if claim}
    said |= {agency.status(claimed(signal)) for signal in meta.managed("signal")}
    if "canceled" in said or agency.is_kill(meta.headline, meta.value("slugline"), *_notes(meta)):
        return "canceled", embargo
    return ("withheld" if "withheld" in said or (embargoes and embargo is None) else "usable"), embargo


def _is_correction(meta: Meta) -> bool:
    codes = (claimed(element) for element in meta.managed("signal", "role"))
    mark = meta.dialect.correction
    is_marked = bool(mark and meta.headline.lstrip("([ ").startswith(mark))
    return is_marked or agency.is_correction(*codes, *_notes(meta))


def _title_of_part(meta: Meta) -> str:
    """What a part is called, else the item; a name without a blank is one for machines."""
    parts = [words(one) for part in meta.itself.get("partMeta", ()) for one in children(part, "headline")]
    return next((one for one in [*parts, *meta.in_language(meta.managed("title"))] if " " in one), "")


def _description(meta: Meta) -> str:
    """The summary, else the caption, else any; else the sub-headline, else what is said of the parts."""
    ranks = {"summary": 0, "caption": 1, "": 2}
    found = sorted(meta.said("description"), key=lambda element: ranks.get(local(attribute(element, "role")), 3))
    parts = [one for part in meta.itself.get("partMeta", ()) for one in children(part, "description")]
    subs = [one for one in meta.said("headline") if "sub" in local(attribute(one, "role"))]
    return next(iter([*meta.in_language(found), *filter(None, map(words, subs)), " ".join(map(words, parts))]), "")


def _notes(meta: Meta) -> list[str]:
    """What editors are told."""
    notes = meta.managed("edNote")
    return [words(one) for one in notes if local(attribute(one, "role")) not in meta.dialect.notes_left_out]


def _note(meta: Meta) -> str:
    """What editors are told, and what they may use the item for."""
    return "\n".join(dict.fromkeys(filter(None, [*_notes(meta), *_rights(meta, "usageTerms")[:1]])))


def _copyright(meta: Meta) -> str:
    holders = [
        meta.name_of(one) for rights in meta.itself.get("rightsInfo", ()) for one in children(rights, "copyrightHolder")
    ]
    return next(filter(None, [*_rights(meta, "copyrightNotice"), *holders]), "")


def _rights(meta: Meta, what: str) -> list[str]:
    return meta.in_language(one for rights in meta.itself.get("rightsInfo", ()) for one in children(rights, what))


def _links(meta: Meta) -> Iterator[Link]:
    for element in meta.managed("link"):
        target = attribute(element, "href") or attribute(element, "residref") or attribute(element, "guidref")
        if target:
            relation = local(attribute(element, "rel"))
            yield Link(
                rel=_RELATIONS.get(relation, relation),
                url=target,
                media_type=attribute(element, "contenttype") or None,
                title=words(first(element, "title")) or None,
            )


def _authors(meta: Meta, content: Content) -> tuple[str, ...]:
    """The byline; else the people who are named as such. Logins and initials, which have no blank, are no names."""
    bylines = [said for one in meta.said("by") if (said := words(one))] or list(content.authors)
    if not bylines:
        bylines = [meta.name_of(one) for one in meta.said("creator", "contributor") if _is_writer(one)]
        bylines = [said for said in bylines if " " in said and not _COMPANY.search(said)]
    publisher = _publisher(meta)
    people = (_AGENCY_BEHIND.sub("", person) for said in bylines for person in agency.byline(said))
    return tuple(dict.fromkeys(person for person in people if person not in {"", publisher}))


def _is_writer(concept: Element) -> bool:
    role, kind = local(attribute(concept, "role")), local(attribute(concept, "type"))
    is_organisation = kind == "organisation" or first(concept, "organisationDetails") is not None
    return not is_organisation and (role in _WRITERS or (name(concept) == "creator" and not role))


def _publisher(meta: Meta) -> str | None:
    if meta.dialect.name:
        return meta.dialect.name
    sources = [*meta.managed("provider"), *meta.said("infoSource")]
    return next(filter(None, map(meta.name_of, sources)), None)


def _genres(meta: Meta) -> list[str]:
    """What kind of text it is; agencies also count its versions here, which readers need not know."""
    return [meta.name_of(one) for one in meta.said("genre") if local(attribute(one, "type")) != "versiontype"]


def _time(*elements: Element) -> datetime | None:
    return next(filter(None, (agency.when(words(element)) for element in elements)), None)
