"""IPTC ninjs 1.0 to 3.1 (JSON) in, entries out: one item, an array of them, or an array inside of another object.

Generation 1 has one value under most names (`headline`, `body_html`, `person`); 2 has arrays of objects with roles
(`headlines`, `bodies`, `people`); 3 is 2 with capitals inside of the names, which are read in lower case here.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.errors import FormatError
from bot.formats.agencies import agency, jsontree, ninjs_text, versions
from bot.formats.agencies.jsontree import Object
from bot.formats.parts import Parts
from bot.model import Document, Enclosure, Entry, Status, Subject, Wire

#: What the three generations call a field, in the order in which they count.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("uri", "guid"),
    "title": ("headlines", "headline", "headline_main", "title"),
    "byline": ("by", "byline"),
    "published": ("firstcreated", "contentcreated"),
    "updated": ("versioncreated",),
    "embargo": ("embargoeduntil", "embargoed"),
    "status": ("pubstatus",),
    "publisher": ("infosources", "infosource", "copyrightholder"),
    "credit": ("creditline",),
    "copyright": ("copyrightnotice", "copyrightholder"),
    "dateline": ("located",),
    "note": ("ednote",),
    "slug": ("slugline",),
    "signals": ("signal", "signals", "genres", "genre"),
    "keywords": ("keywords",),
    "url": ("url", "canonicalurl"),
}


class Dialect(NamedTuple):
    """What one agency, or its software, does in another way."""

    who: str
    sign: str  #: a path that its items have and others do not
    names: Mapping[str, tuple[str, ...]]  #: by field; they come before those of the standard


_DIALECTS = (
    # The uri has the version in it. A byline is an object. Kills and corrections are editorial types.
    Dialect(
        "AP",
        "altids.itemid",
        {
            "id": ("altids.itemid",),
            "title": ("headline_extended",),
            "byline": ("bylines.by",),
            "dateline": ("datelinelocation.city",),
            "signals": ("editorialtypes",),
        },
    ),
    # What is corrected has the word in an object of marks.
    Dialect("TT", "signals.updatetype", {"signals": ("signals.updatetype",)}),
    # An item has a guid, since the page that a uri would name is not there yet; authors stand beside the byline.
    Dialect(
        "Superdesk, with it NTB, STT, AAP",
        "guid",
        {"id": ("guid",), "published": ("firstpublished",), "publisher": ("source",), "credit": ("source",)},
    ),
)
_OF_AP = re.compile(r"https?://api\.ap\.org/", re.IGNORECASE)
#: Where items are inside of another object: `item` is PA's, `_items` Superdesk's, `data` AP's.
_WRAPPERS = ("items", "results", "item", "_items", "data")
_DEEPEST_WRAPPER = 4
_OF_ITEMS = frozenset("uri guid altids headline headlines bodies pubstatus versioncreated".split())
#: Types of items that are no story without a text, and never one.
_MEDIA = frozenset("picture photo graphic audio video animation".split())
_PLANS = frozenset({"event", "planning"})
_CONCEPTS = (
    "subject", "subjects", "service", "person", "people", "organisation", "organisations", "place", "places",
    "event", "events", "object", "objects",
)  # fmt: skip
_MOST_SUBJECTS = 200  # arbitrary; machines that tag give about fifty
#: What a signal or an editorial type says of the status, without blanks.
_KILLS = frozenset({"kill", "mandatorykill", "elimination", "retraction", "withdrawal"})
_HOLDS = frozenset({"withhold", "holdforrelease"})


def parse(document: Document) -> Parts:
    """Read the items, in the order of the document; members of packages follow their package.

    Raises:
        FormatError: it is no JSON, is built to cost time and memory, or has no story in it.
    """
    reader = _Reader(document)
    for number, item in enumerate(_items(jsontree.tree(document), 0), start=1):
        reader.read(item, f"item {number}")
    parts = versions.latest(reader.entries, reader.skipped, document.location)
    if not parts.entries:
        seen = parts.skipped[0].removeprefix(f"{document.location}: ") if parts.skipped else "JSON without an item"
        raise FormatError(document.location, f"no story in it ({seen}), expected ninjs with a headline or a body")
    return parts


def _items(value: object, depth: int) -> Iterator[Object]:
    """Give the objects that may be items."""
    for found in jsontree.objects(value):
        inside = next((found[name] for name in _WRAPPERS if isinstance(found.get(name), dict | list)), None)
        if inside is None or _has_story(found) or depth == _DEEPEST_WRAPPER:
            yield found
        else:
            yield from _items(inside, depth + 1)


def _has_story(item: Object) -> bool:
    return any(name.startswith(("headline", "bod")) for name in item)


class _Reader:
    """Collects what the items of one document give."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.entries: list[Entry] = []
        self.skipped: list[str] = []

    def read(self, item: Object, where: str) -> None:
        """Read an item, and what belongs to it if it is a package."""
        kind = jsontree.text(item.get("type")).lower()
        if not (_OF_ITEMS & item.keys() or _has_story(item)):
            self._skip(where, f"an object with {_seen(item)}, expected an item")
            return
        fault, entry = _entry(item, self._document)
        if fault:
            self._skip(where, fault)
        if kind in _PLANS:
            self._skip(where, f"is an {kind}, expected a story ({entry.key})")
        elif kind in _MEDIA and not ninjs_text.has_body(item) and not entry.enclosures:
            self._skip(where, f"is a {kind} without a text, or a file on the web ({entry.key})")
        elif entry.title or entry.body or (entry.wire and entry.wire.status == "canceled"):
            if kind != "composite" or entry.body:
                self.entries.append(entry)
        elif kind != "composite":
            self._skip(where, f"neither a headline nor a text ({entry.key})")
        for name, member in _associations(item):
            self._member(member, f"{where}, association {name}")

    def _member(self, item: Object, where: str) -> None:
        """Read a text of a package; what has a title only is a reference."""
        kind = jsontree.text(item.get("type")).lower()
        if kind in _MEDIA | _PLANS or not (_OF_ITEMS & item.keys()):
            return
        fault, entry = _entry(item, self._document)
        if fault:
            self._skip(where, fault)
        if entry.body or (entry.wire and entry.wire.status == "canceled"):
            self.entries.append(entry)
        else:
            self._skip(where, f"a reference without a text ({entry.key})")

    def _skip(self, where: str, what: str) -> None:
        self.skipped.append(f"{self._document.location}: {where}: {what}")


def _seen(item: Object) -> str:
    return ", ".join(sorted(item)[:5])[:200] or "nothing in it"


def _associations(item: Object) -> Iterator[tuple[str, Object]]:
    """Give the associated items: objects by name in generation 1, an array of objects with names later."""
    claimed = item.get("associations")
    if isinstance(claimed, dict):
        yield from ((name[:100], found) for name, found in claimed.items() if isinstance(found, dict))
    else:
        for number, found in enumerate(jsontree.objects(claimed), start=1):
            yield jsontree.text(found.get("name"))[:100] or str(number), found


def _entry(item: Object, document: Document) -> tuple[str, Entry]:
    """Return the entry, and what of its text cannot be read, if it has no other; "" for nothing."""
    says = _Says(_with_ids_by_role(item))
    text = ninjs_text.read(item, document)
    claimed_id = _item_id(says)
    published, updated = agency.when(says.first("published")), agency.when(says.first("updated"))
    subjects = tuple(_subjects(item))
    return text.fault, Entry(
        key=claimed_id or document.location,
        id=jsontree.text(item.get("uri")) or claimed_id or None,
        url=_web(says.first("url")),
        title=" ".join(says.first("title").split()),
        summary=text.summary,
        body=text.body,
        body_type=text.body_type,
        published=published or updated,
        updated=updated or published,
        authors=_authors(item, says),
        publisher=says.first("publisher") or None,
        language=jsontree.text(item.get("language")) or None,
        categories=tuple(dict.fromkeys([*(found.name for found in subjects if found.name), *says.all("keywords")])),
        enclosures=tuple(_enclosures(item)),
        wire=_wire(item, says, text, subjects),
    )


def _with_ids_by_role(item: Object) -> Object:
    """Return the item with its other ids as generation 1 has them: by role, not in an array."""
    listed = jsontree.objects(item.get("altids")) if isinstance(item.get("altids"), list) else []
    by_role = {jsontree.text(found.get("role")).lower(): found.get("value") for found in listed}
    return {**item, "altids": by_role} if listed else item


def _item_id(says: "_Says") -> str:
    """The id without what changes from version to version: AP has the version in the query of its uri."""
    claimed = says.first("id")
    return claimed.partition("?")[0] if _OF_AP.match(claimed) else claimed


def _wire(item: Object, says: "_Says", text: ninjs_text.Text, subjects: tuple[Subject, ...]) -> Wire:
    note, signals = says.first("note"), says.all("signals")
    embargo = agency.when(says.first("embargo"))
    return Wire(
        item=_item_id(says) or None,
        version=_number(item.get("version")),
        status="canceled"
        if agency.is_kill(says.first("title"), note)
        else _status(says.first("status"), signals, is_dated=embargo is not None),
        is_correction=agency.is_correction(note, *signals),
        embargo=embargo,
        slug=says.first("slug") or None,
        dateline=says.first("dateline") or None,
        credit=text.credit or says.first("credit") or None,
        copyright=says.first("copyright") or None,
        urgency=agency.urgency(jsontree.text(item.get("urgency"))),
        note=note or None,
        subjects=subjects,
    )


class _Says:
    """What an item says, whichever name it says it under."""

    def __init__(self, item: Object) -> None:
        self._item = item
        signs = (found for found in _DIALECTS if found.sign.partition(".")[0] in item)
        self._theirs = next((found.names for found in signs if any(jsontree.texts(item, found.sign))), {})

    def all(self, field: str) -> list[str]:
        """The texts under the first name that has any."""
        for name in (*self._theirs.get(field, ()), *_NAMES[field]):
            if name.partition(".")[0] in self._item and (found := self._under(name)):
                return found
        return []

    def first(self, field: str) -> str:
        """The first of them; that of the main role if there are several."""
        return next(iter(self.all(field)), "")

    def _under(self, name: str) -> list[str]:
        values = self._item.get(name)
        if isinstance(values, list):
            main = [found for found in jsontree.objects(values) if jsontree.text(found.get("role")).lower() == "main"]
            return [*jsontree.texts({name: main}, name), *jsontree.texts(self._item, name)]
        return list(jsontree.texts(self._item, name))


def _status(claimed: str, signals: list[str], *, is_dated: bool) -> Status:
    words = {"".join(signal.split()).lower() for signal in signals}
    status = agency.status(claimed)
    if status == "canceled" or words & _KILLS:
        return "canceled"
    # Embargoed until nobody knows when
    if words & _HOLDS or (claimed.lower() == "embargoed" and not is_dated):
        return "withheld"
    return status or "usable"


def _authors(item: Object, says: "_Says") -> tuple[str, ...]:
    """The people of the byline; without one, the authors that Superdesk lists, who may be editors too."""
    people = [person for line in says.all("byline") for person in agency.byline(line)]
    if not people:
        listed = jsontree.objects(item.get("authors"))
        people = [
            jsontree.text(found.get("name"))
            for found in listed
            if jsontree.text(found.get("role")).lower() not in {"editor", "sub-editor"}
        ]
    nobody = {"", says.first("publisher").casefold(), says.first("credit").casefold()}
    return tuple(dict.fromkeys(name for name in people if name.casefold() not in nobody))


def _subjects(item: Object) -> Iterator[Subject]:
    seen: set[Subject] = set()
    for name in _CONCEPTS:
        for found in jsontree.listed(item.get(name)):
            concept = found if isinstance(found, dict) else {"name": found}
            subject = Subject(name=jsontree.text(concept.get("name")), code=_code(concept))
            if (subject.name or subject.code) and subject not in seen and len(seen) < _MOST_SUBJECTS:
                seen.add(subject)
                yield subject


def _code(concept: Object) -> str:
    """The uri of generations 2 and 3, or scheme and code of 1; where there is no scheme, the code alone."""
    uri, scheme = jsontree.text(concept.get("uri")), jsontree.text(concept.get("scheme"))
    code = jsontree.text(concept.get("code")) or jsontree.text(concept.get("literal"))
    if uri or not (scheme and code):
        return uri or code
    return f"{scheme}{code}" if scheme.endswith(("/", "#", ":", "=")) else f"{scheme}:{code}"


def _enclosures(item: Object) -> Iterator[Enclosure]:
    """Give the largest form of each picture, recording or film: the item's own, then those associated with it."""
    seen: set[str] = set()
    for owner in (item, *(member for _, member in _associations(item))):
        claimed = owner.get("renditions")
        forms = jsontree.objects(list(claimed.values()) if isinstance(claimed, dict) else claimed)
        media = [found for form in forms if (found := _enclosure(form))]
        best = max(media, key=lambda found: found.width or 0, default=None)
        if best is not None and best.url not in seen:
            seen.add(best.url)
            yield best


def _enclosure(form: Object) -> Enclosure | None:
    media_type = jsontree.text(form.get("contenttype")) or jsontree.text(form.get("mimetype"))
    url = _web(jsontree.text(form.get("href")))
    if url is None or (media_type and not media_type.lower().startswith(("image/", "audio/", "video/"))):
        return None
    return Enclosure(
        url=url,
        media_type=media_type or None,
        length=_number(form.get("sizeinbytes")),
        width=_number(form.get("width")),
        height=_number(form.get("height")),
    )


def _web(url: str) -> str | None:
    return url if url.lower().startswith(("http://", "https://")) and " " not in url else None


def _number(claimed: object) -> int | None:
    """Read a whole number; 1.0 is one."""
    digits = jsontree.text(claimed).removesuffix(".0")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 16 else None
