"""What an agency says of its NITF item beside the story: which version, whether it may be published, what it is about."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.formats.agencies import agency, nitf_body
from bot.formats.agencies.nitf_item import Item
from bot.formats.agencies.xmltree import Element, attribute, children, first, name, text, within
from bot.model import Status, Subject, Wire

_LARGEST = 2**31 - 1  # of a version, as databases have it
_NO = frozenset({"", "0", "false", "n", "no", "none"})


def wire(item: Item) -> Wire:
    """Return all of it."""
    own, counted = _identity(item)
    replaced = _replaced(item)
    status, embargo = _status(item)
    noted = tuple(dict.fromkeys(filter(None, notes(item))))
    slug = item.slug
    is_taken_back = agency.is_kill(item.title, slug, *noted, *_types(item))
    return Wire(
        item=replaced or own or None,
        # The count is that of the document; the one that it replaces has another.
        version=None if replaced and replaced != own else counted,
        status="canceled" if is_taken_back else status,
        is_correction=_is_correction(item, noted),
        embargo=embargo,
        slug=slug or None,
        dateline=_dateline(item) or None,
        credit=_credit(item) or None,
        copyright=_copyright(item) or None,
        urgency=agency.urgency(item.one("urgency", "ed-urg")) or agency.urgency(item.meta(item.dialect.urgency)),
        note="\n".join(noted) or None,
        subjects=tuple(dict.fromkeys(_subjects(item))),
    )


def _identity(item: Item) -> tuple[str, int | None]:
    """Return the id that all versions have, and the version."""
    dialect = item.dialect
    claimed = item.one("doc-id", "id-string")
    match = re.fullmatch(dialect.document, claimed) if dialect.document else None
    own = item.meta(dialect.item) or (_without_version(match) if match else claimed)
    version = _version(item)
    if version is None and match and "version" in match.groupdict():
        version = int(match["version"])
    return own, version


def _without_version(document: re.Match[str]) -> str:
    part = document.groupdict().get("part")
    return f"{document['item']}-{part}" if part else document["item"]


def _version(item: Item) -> int | None:
    """Read the version of `du-key`, which may start again with each generation."""
    version = count(item.attribute("du-key", "version"))
    generation = count(item.attribute("du-key", "generation"))
    if version is None or generation is None:
        return generation if version is None else version
    return min(max(generation - 1, 0) * 1000 + version, _LARGEST)


def count(claimed: str) -> int | None:
    """Read a number that is not negative; what is larger than a database has becomes the largest."""
    return min(int(claimed), _LARGEST) if claimed.isascii() and claimed.isdigit() and len(claimed) < 16 else None


def _replaced(item: Item) -> str:
    """Return the id of the document in whose place this one is to stand."""
    if corrected := item.attribute("correction", "id-string"):
        return corrected
    # With a status of its own, the other document stays another one.
    has_status = item.attribute("docdata", "management-idref-status")
    return "" if has_status else item.attribute("docdata", "management-doc-idref")


def _status(item: Item) -> tuple[Status, datetime | None]:
    """Return the status, and until when the item waits."""
    claimed = item.attribute("docdata", "management-status")
    said = [agency.status(claimed), agency.status(item.general("status"))]
    status: Status = "canceled" if "canceled" in said else "withheld" if "withheld" in said else "usable"
    issued, released = item.time("date.issue"), item.time("date.release")
    if "embargo" in claimed.lower():
        # Superdesk has the end of the embargo in `date.expire`. Without any, only another version can end it.
        until = released or item.time("date.expire")
        return ("withheld" if until is None and status == "usable" else status), until
    return status, released if issued and released and released > issued else None


def notes(item: Item) -> Iterator[str]:
    """Give what is said to editors; some may be empty or come twice."""
    for kind in ("ed-msg", "correction"):
        yield from (" ".join(attribute(note, "info").split()) or text(note) for note in item.all(kind))
    yield from (attribute(revision, "comment") for revision in item.all("revision-history"))
    for note in within(item.root, "note"):
        if nitf_body.is_editorial(note) and next(note.iterancestors("note"), None) is None:
            yield " ".join(map(text, within(note, "p"))) or text(note)


def _types(item: Item) -> Iterator[str]:
    return (attribute(note, "msg-type") for note in item.all("ed-msg"))


def _is_correction(item: Item, noted: Iterable[str]) -> bool:
    is_claimed = item.general("correction").lower() not in _NO
    is_noted = agency.is_correction(*noted, *_types(item))
    return bool(item.all("correction")) or is_claimed or is_noted or any(map(_is_marked, (item.title, item.slug)))


def _is_marked(line: str) -> bool:
    """Whether a headline or slug has the sign of a correction before its first mark, or behind its last one."""
    opening = re.split(r"[:;/)-]", line := line.strip(" (*"), maxsplit=1)[0]
    ending = re.split(r"[,/(-]", line)[-1]
    is_sure = opening.isupper() or line[len(opening) :][:1] in tuple(":/)")
    return (is_sure and opening != line and agency.is_correction(*opening.split()[-1:])) or (
        ending != line and len(ending) < 20 and agency.is_correction(ending)
    )


def _dateline(item: Item) -> str:
    dateline = first(item.top, "dateline")
    if dateline is None:
        return ""
    place = first(dateline, "location")
    if place is None:
        said = (dateline.text, *(part for child in children(dateline) for part in _not_a_date(child)))
        return " ".join("".join(map(str, filter(None, said))).split()).rstrip(" ,")
    parts = [text(part) for part in children(place)]
    between = "".join(str(said) for said in (place.text, *(part.tail for part in children(place))) if said)
    is_only_parts = not re.search(r"\w", between)
    return ", ".join(filter(None, parts)) if parts and is_only_parts else text(place)


def _not_a_date(element: Element) -> Iterator[str]:
    if name(element) not in ("story.date", "chron"):
        yield text(element)
    yield str(element.tail or "")


def _credit(item: Item) -> str:
    named = (item.meta(item.dialect.credit), item.one("credit"), item.meta("credit"), *item.providers())
    return next(filter(None, named), "")


def _copyright(item: Item) -> str:
    said = [f"{attribute(each, 'year')} {attribute(each, 'holder')}".strip() for each in item.all("doc.copyright")]
    written = (text(element) for element in within(item.root, "copyrite"))
    return next(filter(None, (*said, *written, text(first(item.top, "rights")))), "")


def _subjects(item: Item) -> Iterator[Subject]:
    for subject in item.all("tobject.subject"):
        said = (attribute(subject, f"tobject.subject.{level}") for level in ("detail", "matter", "type"))
        code = attribute(subject, "tobject.subject.refnum") or attribute(subject, "tobject.subject.code")
        if (label := next(filter(None, said), "")) or code:
            yield Subject(name=label, code=code)
    for identified in item.all("identified-content"):
        for about in children(identified):
            scheme, value = attribute(about, "type") or attribute(about, "idsrc"), attribute(about, "value")
            if text(about) or value:
                yield Subject(name=text(about), code=f"{scheme}:{value}" if scheme and value else value)
