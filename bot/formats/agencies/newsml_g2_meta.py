"""How a NewsML-G2 item says things of itself: by codes with or without names, in several languages, in agencies' own ways.

The standard lets most things be said by a code (`qcode`, `uri`) or by a `literal`. What agencies make of that freedom is in
one table, `_DIALECTS`.
"""

import re
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.formats.agencies.newsml_g2_content import number, words
from bot.formats.agencies.xmltree import Element, attribute, children, name


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What one agency does in its own way."""

    name: str | None = None  #: as readers know it; None for what the item says
    signs: frozenset[str] = frozenset()  #: who mints its ids, and codes and names of it as a provider, in lower case
    revision: re.Pattern[str] | None = None  #: splits an id that has the version in it
    correction: str | None = None  #: what headlines of corrections begin with
    notes_left_out: frozenset[str] = frozenset()  #: roles of notes that say nothing, or that are said twice
    has_codes_as_literals: bool = False  #: a subject's literal is a code, never a name


#: RFC 3085: urn:newsml:provider:date:item:revision, where N, U or A says how the revision changes the one before.
RFC_3085 = re.compile(r"(urn:newsml:[^:\s]{1,100}:\d{8}[^:\s]{0,20}:\S{1,200}):(\d{1,4})[NUA]?")
_PLAIN = Dialect()
_DIALECTS = (
    Dialect(name="AP", signs=frozenset({"ap.org", "ap", "associated press"}), correction="Correction:"),
    Dialect(
        name="Reuters",
        signs=frozenset({"reuters.com", "reuters", "thomsonreuters.com", "thomson reuters"}),
        revision=re.compile(r"(tag:reuters\.com,[\d-]{4,10}:newsml_\w{1,60}):(\d{1,4})"),
        correction="CORRECTED",
    ),
    Dialect(name="AFP", signs=frozenset({"afp.com", "afp"}), revision=RFC_3085, correction="CORRECTED"),
    Dialect(
        name="dpa",
        signs=frozenset({"dpa.com", "dpa", "deutsche presse-agentur gmbh"}),
        revision=re.compile(r"(urn:newsml:dpa\.com:\d{8}:[\w-]{1,60})/(\d{1,4})"),
        correction="Berichtigung",
        notes_left_out=frozenset({"notepad", "closingline"}),
    ),
    Dialect(
        name="PA",
        signs=frozenset({"pressassociation.io", "pa.media", "pa", "pa media", "press association"}),
        correction="CORRECTION",
    ),
    Dialect(name="ANSA", signs=frozenset({"ansa.it", "ansa"}), correction="CORREZIONE", has_codes_as_literals=True),
    Dialect(name="EFE", signs=frozenset({"efe.com", "efe.es", "efe"}), revision=RFC_3085, correction="CORRECCIÓN"),
    Dialect(name="NTB", signs=frozenset({"ntb.no", "ntb"}), correction="RETTELSE"),
    Dialect(name="STT", signs=frozenset({"stt.fi", "stt"}), correction="KORJAUS"),
    Dialect(
        name="TT",
        signs=frozenset({"tt.se", "tt"}),
        revision=RFC_3085,
        correction="RÄTTELSE",
        has_codes_as_literals=True,
    ),
)

_AUTHORITY = re.compile(r"(?:urn:newsml:|urn:publicid:|tag:|https?://)([\w.-]{1,100})", re.IGNORECASE)
_LOCAL = re.compile(r"[:/#]")
#: Schemes of the IPTC that everybody has the same short name for.
_IPTC = {
    "http://cv.iptc.org/newscodes/mediatopic/": "medtop:",
    "http://cv.iptc.org/newscodes/subjectcode/": "subj:",
}


Children = Mapping[str, list[Element]]
"""The children of an element by their local names; agencies ask for nothing else of their order."""


class Meta(NamedTuple):
    """Where an item says what of itself, and how its words are to be taken."""

    item: Element
    itself: Children  #: rightsInfo, partMeta, …
    management: Children  #: of itemMeta
    about: Children  #: of contentMeta
    language: str | None
    dialect: Dialect
    schemes: Mapping[str, str]  #: URI by alias, as far as the document itself declares them
    asserted: Mapping[str, Element]  #: concept by code
    headline: str = ""  #: the main one; "" if there is none in contentMeta

    @property
    def guid(self) -> str:
        """The id of the item as claimed, on one line; "" if it has none."""
        return " ".join(attribute(self.item, "guid").split())

    def managed(self, *names: str) -> list[Element]:
        """The children of itemMeta with these names, name by name."""
        return [element for one in names for element in self.management.get(one, ())]

    def said(self, *names: str) -> list[Element]:
        """The children of contentMeta with these names, name by name."""
        return [element for one in names for element in self.about.get(one, ())]

    def value(self, *names: str) -> str:
        """The first of them in contentMeta that is not empty."""
        return next(filter(None, map(words, self.said(*names))), "")

    def in_language(self, elements: Iterable[Element]) -> list[str]:
        """Their texts, those in the item's language first."""
        said = [(found, element) for element in elements if (found := words(element))]
        if len(said) > 1:
            ours = _primary(self.language)
            said.sort(key=lambda one: _primary(attribute(one[1], "lang") or self.language) != ours)
        return [found for found, _ in said]

    def name_of(self, concept: Element) -> str:
        """The name of a concept for people; "" if only codes of it are given."""
        asserted = self.asserted.get(claimed(concept))
        for element in (concept, asserted):
            names = [] if element is None else list(children(element, "name"))
            found = self.in_language(one for one in names if local(attribute(one, "role")) != "mnemonic")
            if found:
                return found[0]
        has_code = attribute(concept, "qcode") or attribute(concept, "uri") or self._is_code(concept)
        return "" if has_code else attribute(concept, "literal")

    def code_of(self, concept: Element) -> str:
        """Its code: as given, unless the document itself says what the scheme before the colon is."""
        alias, colon, code = attribute(concept, "qcode").partition(":")
        if colon and alias in self.schemes:
            uri = self.schemes[alias]
            return _IPTC.get(uri, uri) + code
        literal = attribute(concept, "literal") if self._is_code(concept) else ""
        return attribute(concept, "qcode") or attribute(concept, "uri") or literal

    def _is_code(self, concept: Element) -> bool:
        """Whether its literal is a code, by this agency's use."""
        return self.dialect.has_codes_as_literals and name(concept) == "subject"


def meta_of(item: Element, shared: dict[str, str], spoken: str | None) -> Meta:
    """Find the parts of an item.

    *shared* are the schemes that the message around it declares, *spoken* the language that it says it is in.
    """
    itself = _by_name(item)
    management = _by_name(*itself.get("itemMeta", ())[:1])
    about = _by_name(*itself.get("contentMeta", ())[:1])
    tags = [attribute(element, "tag") for element in about.get("language", ())]
    meta = Meta(
        item=item,
        itself=itself,
        management=management,
        about=about,
        language=next(filter(None, [*tags, attribute(item, "lang"), spoken]), None),
        dialect=_dialect(item, *management.get("provider", ())[:1]),
        schemes=ChainMap(schemes_in(item), shared),
        asserted={code: element for element in itself.get("assert", ()) if (code := claimed(element))},
    )
    return meta._replace(headline=_headline(meta))


def _by_name(*parents: Element) -> Children:
    found: dict[str, list[Element]] = {}
    for parent in parents:
        for child in children(parent):
            found.setdefault(name(child), []).append(child)
    return found


def _headline(meta: Meta) -> str:
    """The first in the item's language of those that are said to be the main one, else that have no role."""
    return next(iter(meta.in_language(sorted(meta.said("headline"), key=_subordination))), "")


def _subordination(headline: Element) -> tuple[int, int]:
    role = local(attribute(headline, "role"))
    order = 0 if "main" in role or role in {"hl1", "headline"} else 1 if not role else 3 if "sub" in role else 2
    return order, number(attribute(headline, "rank")) or 1000


def schemes_in(owner: Element) -> dict[str, str]:
    """The schemes that a catalog inside declares; what a catalogRef points to is not fetched."""
    return {
        attribute(scheme, "alias"): uri
        for catalog in children(owner, "catalog")
        for scheme in children(catalog, "scheme")
        if (uri := attribute(scheme, "uri"))
    }


def _dialect(item: Element, provider: Element | None = None) -> Dialect:
    """Known by who minted the id, else by the provider."""
    authority = _AUTHORITY.match(attribute(item, "guid"))
    host = authority[1].lower() if authority else ""
    for dialect in _DIALECTS:
        if any(f".{host}".endswith(f".{sign}") for sign in dialect.signs if "." in sign):
            return dialect
    if provider is None:
        return _PLAIN
    called = {local(claimed(provider)), *(words(one).lower() for one in children(provider, "name"))}
    return next((dialect for dialect in _DIALECTS if not dialect.signs.isdisjoint(called)), _PLAIN)


def claimed(element: Element) -> str:
    """Its code in whichever way it is given."""
    return attribute(element, "qcode") or attribute(element, "uri") or attribute(element, "literal")


def local(code: str) -> str:
    """A code without its scheme, in lower case."""
    return _LOCAL.split(code.rstrip("/#"))[-1].lower()


def _primary(tag: str | None) -> str:
    return (tag or "").partition("-")[0].lower()
