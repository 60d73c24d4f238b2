"""An IPTC NITF document in, what stands before its text by name out; and what agencies do in other ways than the standard.

Everything before the text is found wherever it stands: agencies put parts of `docdata` into `head`, and the reverse.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from typing import Any, NamedTuple

from lxml import etree

from bot.formats.agencies import agency
from bot.formats.agencies.xmltree import Element, attribute, children, first, name, text, within

_GENERAL_METAS = {
    "slug": ("slug", "slugline", "slug-line"),
    "status": ("pubstatus", "pub-status", "publishing-status", "publish-status", "status"),
    "url": ("canonical", "url", "link", "web-url"),
    "language": ("language", "lang"),
    "correction": ("correction", "is-correction", "iscorrection"),
}


class Dialect(NamedTuple):
    """What one agency does in another way than the standard has it."""

    called: str  #: pattern for its name where providers are named, in lower case
    metas: str = ""  #: what the names of its own metas begin with
    item: str = ""  #: the meta with the id that all versions have
    document: str = ""  #: pattern of `doc-id`: groups `item` and, where it has them, `version` and `part`
    slug: tuple[str, ...] = ()  #: metas, or elements of the head, before the standard's `du-key`
    credit: str = ""  #: the meta that names whose text it is
    urgency: str = ""  #: the meta with what is missing in `urgency`
    has_deck: bool = True  #: its second headline is one, not a keyword or a former headline
    signs_with_initials: bool = False  #: its byline has who typed it, such as gr/bp


#: In the order of asking: a name may be part of another one. Agencies that keep to the standard need no line.
_DIALECTS = (
    Dialect(called="ntb|norsk telegrambyrå", metas="ntb", item="ntbid", document=r"(?P<item>.+)_\d{1,4}",
             slug=("ntbstikkord",), credit="ntbkilde", urgency="ntbprioritet"),
    Dialect(called="aap|australian associated press", slug=("anpa-keyword",)),
    Dialect(called="ap|(?:the )?associated press", has_deck=False),
    # Its ids end in the number of the version and the number of the part; its titles are slugs behind a number.
    Dialect(called="pa|pa (?:sport|media).{0,20}|(?:the )?press association",
             document=r"(?P<item>.+)-(?P<version>\d{1,6})-(?:1|(?P<part>\d{1,3}))", slug=("title",)),
    Dialect(called="efe|agencia efe", slug=("keyword",), has_deck=False, signs_with_initials=True),
    Dialect(called="(?:the )?canadian press.{0,40}|la presse canadienne.{0,40}", slug=("title",), has_deck=False),
)  # fmt: skip
_PLAIN = Dialect(called="")
_LINES = frozenset({"byline", "byttl", "dateline", "hedline", "hl1", "hl2", "person"})  #: whose text is one line
_DEEPEST = 6  # levels of what stands before the text; the standard has four
_TAKE = re.compile(r"\d{1,2} (?=\S)")


def plain(root: Element) -> None:
    """Bring names to lower case without namespaces, and entities of HTML to their characters, in place."""
    parents = {entity.getparent() for entity in root.iter(etree.Entity)}
    for parent in parents:
        if parent is not None:
            _resolve(parent)
    for element in root.iter(etree.Element):
        element.tag = name(element).lower()
        if element.tag == "br" and (parent := element.getparent()) is not None and name(parent).lower() in _LINES:
            element.tail = f" {element.tail or ''}"
        elif element.tag == "name.given" and element.getnext() is not None and not element.tail:
            element.tail = " "


def _resolve(parent: Element) -> None:
    """Write the entities between the children of an element as text; all at once, as each would copy what is before it."""
    said = [parent.text]
    before: Element | None = None
    for child in list(parent):
        if child.tag is etree.Entity:
            said += [unescape(str(child.text)), child.tail]
            child.tail = None
            parent.remove(child)
        else:
            _say(parent, before, said)
            said, before = [child.tail], child
    _say(parent, before, said)


def _say(parent: Element, before: Element | None, said: list[Any]) -> None:
    whole = "".join(map(str, filter(None, said))) or None
    if before is None:
        parent.text = whole
    else:
        before.tail = whole


class Item:
    """One document: what it says of its story, and where the story is."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.body = first(root, "body")
        self.top = next(within(root, "body.head"), self.body)
        self._said: dict[str, list[Element]] = {}
        level = [part for part in children(root) if part is not self.body]
        for _ in range(_DEEPEST):
            for element in level:
                self._said.setdefault(name(element), []).append(element)
            level = [child for element in level for child in children(element)]
        self._metas = {
            attribute(meta, "name").lower(): attribute(meta, "content") or attribute(meta, "value") or text(meta)
            for meta in reversed(self.all("meta"))
        }
        self.dialect = self._dialect()

    def all(self, kind: str) -> list[Element]:
        """Return the elements of this name before the text."""
        return self._said.get(kind, [])

    def one(self, kind: str, *keys: str) -> str:
        """Return the first of these attributes, or else the text, of the first element that has one."""
        found = (attribute(element, key) for element in self.all(kind) for key in keys)
        return next(filter(None, found), "") or next(filter(None, map(text, self.all(kind))), "")

    def attribute(self, kind: str, key: str) -> str:
        """Return this attribute of the first element that has one."""
        return next(filter(None, (attribute(element, key) for element in self.all(kind))), "")

    def time(self, kind: str) -> datetime | None:
        """Return the `norm` of an element as a time."""
        return agency.when(self.one(kind, "norm"))

    def meta(self, *names: str) -> str:
        """Return the first of these metas that says something."""
        return next(filter(None, (self._metas.get(name, "") for name in names)), "")

    def general(self, field: str) -> str:
        """Return what a meta of a common name says of a field."""
        return self.meta(*_GENERAL_METAS[field])

    @property
    def title(self) -> str:
        """The headline; "" if there is none."""
        lines = (text(line) for kind in ("hl1", "hedline") for line in within(self.root, kind))
        return next(filter(None, lines), "") or self.name(self.one("title"))

    @property
    def slug(self) -> str:
        """The slug line; "" if there is none."""
        for source in self.dialect.slug:
            if found := self.meta(source) or self.name(self.one(source, "key")):
                return found
        return self.general("slug") or self.attribute("du-key", "key") or self.one("fixture", "fix-id")

    def name(self, title: str) -> str:
        """Take the number off that some put before the name of an item."""
        return _TAKE.sub("", title, count=1) if "title" in self.dialect.slug and _TAKE.match(title) else title

    def providers(self) -> Iterator[str]:
        """Give who is named as the sender, best first."""
        yield text(first(self.top, "distributor"))
        yield from (attribute(source, "src-name") for source in self.all("from-src"))
        yield from (attribute(document, "regsrc") for document in self.all("doc-id"))
        yield text(first(self.top, "rights", "rights.owner"))
        yield from (
            attribute(rights, key) for rights in self.all("doc.rights") for key in ("owner", "provider", "agent")
        )
        yield from (attribute(holder, "holder") for holder in self.all("doc.copyright"))

    def _dialect(self) -> Dialect:
        names = [provider.lower() for provider in self.providers() if provider]
        for dialect in _DIALECTS:
            if dialect.metas and any(name.startswith(dialect.metas) for name in self._metas):
                return dialect
        for provider in names:
            for dialect in _DIALECTS:
                if re.fullmatch(dialect.called, provider):
                    return dialect
        return _PLAIN
