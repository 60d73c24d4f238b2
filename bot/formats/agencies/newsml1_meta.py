"""What a NewsML 1 item says of itself in, as values out: ids, status, lines, subjects."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from bot.formats.agencies import agency
from bot.formats.agencies.newsml1_content import number, value
from bot.formats.agencies.xmltree import Element, attribute, children, first, text, within
from bot.model import Status, Subject, Wire


class Dialect(NamedTuple):
    """What one agency does in another way."""

    who: str
    provider: str  #: how its provider id ends
    is_dated: bool = True  #: the date in its ids is the item's, not the revision's
    has_duids: bool = False  #: the id of an item is the `Duid` of its first component
    slug_type: str = ""  #: type of the line that is its slug line
    is_slug_below: bool = False  #: what should be a second headline is the slug line


_STANDARD = Dialect("", "")
_DIALECTS = (
    Dialect("ATS", "sda-ats.ch", slug_type="CatchWord"),
    Dialect("Belga", "belga.be", is_dated=False),
    Dialect("EFE", "efeservicios.com", is_slug_below=True),
    Dialect("TASS", "itar-tass.com", has_duids=True),
)
_SUBJECTS = ("Subject", "SubjectMatter", "SubjectDetail", "SubjectQualifier")
_PLACES = ("City", "CountryArea", "Country")
_COUNTRY_CODE = re.compile(r"[A-Z]{2,3}")
_MOST_SUBJECTS = 200  # arbitrary
#: How editors sign, EFE's in place of a byline.
_INITIALS = re.compile(r"[a-z]{1,5}(?:[/-][a-z]{1,5}){0,9}")
_NOTES = re.compile(r"note|advisory|correction", re.IGNORECASE)


class Identity(NamedTuple):
    """Which item it is, and which revision of it."""

    item: str | None  #: the same in all revisions
    claimed: str | None  #: the public identifier
    version: int | None
    provider: str
    dialect: Dialect


def identity(item: Element) -> Identity:
    """Read who gave the item which id. The public identifier is the id and the revision, as `…:1` or `…:2U`."""
    about = first(item, "Identification", "NewsIdentifier")
    provider, date, own, revision, public = (
        text(first(about, field)) for field in ("ProviderId", "DateId", "NewsItemId", "RevisionId", "PublicIdentifier")
    )
    dialect = next((found for found in _DIALECTS if provider.lower().endswith(found.provider)), _STANDARD)
    version = number(revision)
    if dialect.has_duids and not own:
        own, date = attribute(first(item, "NewsComponent"), "Duid"), ""
    if not dialect.is_dated:
        public, date = "", ""
    own = own.strip("0") and own  # Belga's alerts, say, are all number 0
    ending = re.search(rf":{re.escape(revision)}[NUA]?$", public) if revision else None
    if ending:
        # ANP has the revision in its own ids too: the public one without it is the item's.
        return Identity(public[: ending.start()], public, version, provider, dialect)
    if not own:
        return Identity(public or None, public or None, version, provider, dialect)
    built = ":".join(filter(None, ("urn:newsml", provider, date, own)))
    return Identity(built, public or built, version, provider, dialect)


class About(NamedTuple):
    """An item, and where to look for what it says of itself."""

    identity: Identity
    envelope: Element | None
    management: Element | None
    label: str  #: what the item is called by its name label
    around: Sequence[Element]  #: its components, those around its text first


class Lines:
    """The lines of an item: those of the component that has its text, then those of others."""

    def __init__(self, around: Sequence[Element]) -> None:
        self._around = [lines for component in around for lines in children(component, "NewsLines")]

    def first(self, name: str) -> str:
        """The first line of this name that has a text; "" if there is none."""
        return next((found for lines in self._around for line in children(lines, name) if (found := text(line))), "")

    def typed(self) -> Iterator[tuple[str, str]]:
        """The lines that have a type instead of a name, as (type, text)."""
        for lines in self._around:
            for line in children(lines, "NewsLine"):
                if found := text(first(line, "NewsLineText")):
                    yield value(first(line, "NewsLineType")), found

    def slug(self, about: About) -> str:
        """What the item is called among editors."""
        dialect = about.identity.dialect
        if dialect.slug_type and (found := dict(reversed(list(self.typed()))).get(dialect.slug_type)):
            return found
        if dialect.is_slug_below and (found := self.first("SubHeadLine")):
            return found
        return self.first("SlugLine") or self.first("KeywordLine") or about.label

    def byline(self, said: str) -> tuple[str, ...]:
        """The people who wrote it; *said* is what NITF says of it."""
        line = self.first("ByLine") or said
        return () if _INITIALS.fullmatch(line) else agency.byline(line)

    def note(self) -> str:
        """What is for editors only."""
        return " ".join(found for kind, found in self.typed() if _NOTES.search(kind))


def wire(about: About, lines: Lines, subjects: tuple[Subject, ...]) -> Wire:
    """Read what the agency says of the item beside its story."""
    management = about.management
    title, note, slug = lines.first("HeadLine"), lines.note(), lines.slug(about)
    instructions = list(children(management, "Instruction")) if management is not None else []
    status, embargo = _status(management, instructions)
    return Wire(
        item=about.identity.item,
        version=about.identity.version,
        status="canceled" if agency.is_kill(title, note, slug) else status,
        is_correction=agency.is_correction(note, value(first(management, "NewsItemType")), *map(value, instructions)),
        embargo=embargo,
        slug=slug or None,
        dateline=lines.first("DateLine") or _origin(about.around) or None,
        credit=lines.first("CreditLine") or None,
        copyright=lines.first("CopyrightLine") or _copyright(about.around) or lines.first("RightsLine") or None,
        urgency=agency.urgency(value(first(management, "Urgency")))
        or agency.urgency(value(first(about.envelope, "Priority"))),
        note=note or None,
        subjects=subjects,
    )


def _status(management: Element | None, instructions: Sequence[Element]) -> tuple[Status, datetime | None]:
    """Return the status, and the time from which the item may be published, if it has to wait until then."""
    claimed = value(first(management, "Status"))
    status = agency.status(claimed) or "usable"
    # An instruction about former revisions says nothing of this one.
    own = [value(found) for found in instructions if first(found, "RevisionStatus") is None]
    if status == "canceled" or any(agency.status(word) == "canceled" for word in own):
        return "canceled", None
    if status == "usable" and not claimed.lower().endswith("embargoed"):
        return "usable", None
    change = first(management, "StatusWillChange")
    is_freed = agency.status(value(first(change, "FutureStatus"))) == "usable"
    embargo = agency.when(text(first(change, "DateAndTime"))) if is_freed else None
    return ("usable" if embargo else "withheld"), embargo


def subjects(around: Sequence[Element], topics: dict[str, Subject]) -> Iterator[Subject]:
    """Give what the item is about, each once; *topics* are those that the document itself explains."""
    seen: set[Subject] = set()
    for found in _subjects(around, topics):
        if (found.name or found.code) and found not in seen and len(seen) < _MOST_SUBJECTS:
            seen.add(found)
            yield found


def _subjects(around: Sequence[Element], topics: dict[str, Subject]) -> Iterator[Subject]:
    for about in _metadata(around):
        for found in within(about, *_SUBJECTS):
            code = attribute(found, "FormalName")
            yield topics.get(code) or Subject(name="", code=code)
        for found in children(about, "TopicOccurrence"):
            topic = attribute(found, "Topic")
            yield topics.get(topic) or Subject(name="", code=topic.removeprefix("#"))
        for place in children(about, "Location"):
            if attribute(place, "HowPresent").lower() != "origin" and (name := _place(place)):
                is_code = _COUNTRY_CODE.fullmatch(name) is not None
                yield Subject(name="" if is_code else name, code=name if is_code else "")


def keywords(around: Sequence[Element]) -> Iterator[str]:
    """Give the keywords, as AFP and others have them among the properties."""
    for about in _metadata(around):
        for found in children(about, "Property"):
            if attribute(found, "FormalName").lower() == "keyword":
                # ANP has several in one.
                yield from filter(None, map(str.strip, attribute(found, "Value").split(";")))


def publisher(about: About) -> str | None:
    """Name who published it: the provider, the sender, the source, or whose ids they are."""
    administrative = [found for component in about.around for found in children(component, "AdministrativeMetadata")]
    candidates = (
        *(_party(first(found, "Provider")) for found in administrative),
        _party(first(about.envelope, "SentFrom")),
        *(_party(first(found, "Source")) for found in administrative),
        about.identity.dialect.who,
        about.identity.provider,
    )
    return next(filter(None, candidates), None)


def _party(role: Element | None) -> str:
    return value(first(role, "Party"))


def _metadata(around: Sequence[Element]) -> Iterator[Element]:
    for component in around:
        # TASS leaves the last letters out.
        yield from children(component, "DescriptiveMetadata", "DescriptiveMetada")


def _origin(around: Sequence[Element]) -> str:
    places = (place for about in _metadata(around) for place in children(about, "Location"))
    origin = next((place for place in places if attribute(place, "HowPresent").lower() == "origin"), None)
    return _properties(origin).get("City", "") if origin is not None else ""


def _place(location: Element) -> str:
    properties = _properties(location)
    return next((properties[kind] for kind in _PLACES if properties.get(kind)), "")


def _properties(owner: Element) -> dict[str, str]:
    return {attribute(found, "FormalName"): attribute(found, "Value") for found in children(owner, "Property")}


def _copyright(around: Sequence[Element]) -> str:
    for component in around:
        claimed = first(component, "RightsMetadata", "Copyright")
        if holder := text(first(claimed, "CopyrightHolder")):
            return f"{holder} {text(first(claimed, 'CopyrightDate'))}".strip()
    return ""
