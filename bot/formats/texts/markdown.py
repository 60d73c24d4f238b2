"""A story in Markdown in, one entry out: front matter if there is some, a headline, the text as simple HTML."""

import html
import re
from datetime import datetime

from bot.errors import FormatError
from bot.formats.agencies import wire_fields
from bot.formats.dates import parse_date
from bot.formats.decoding import charset, decode
from bot.formats.parts import Parts
from bot.formats.texts import front_matter, markdown_html
from bot.model import Document, Enclosure, Entry, Status, Wire

#: What people call a field, by ours.
_NAMES = {
    name: field
    for field, names in {
        "title": ("title", "headline"),
        "published": ("date", "published", "publishdate", "pubdate", "created", "created-at", "published-at"),
        "updated": ("updated", "lastmod", "modified", "last-modified-at", "updated-at"),
        "authors": ("author", "authors", "byline", "by"),
        "publisher": ("source", "publisher", "agency"),
        "url": ("canonical", "canonical-url", "canonicalurl", "url", "link", "permalink"),
        "language": ("language", "lang", "locale"),
        "categories": ("tags", "categories", "category", "keywords"),
        "summary": ("description", "summary", "abstract", "excerpt"),
        "draft": ("draft",),
    }.items()
    for name in names
}
_URL = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PICTURE = re.compile(r'<img src="([^"]{1,3000})"')
_HEADER_LINE = re.compile(r"[A-Za-z][A-Za-z -]{0,29}:(?:\s|$)")
_MOST_LINES = 400  # that are looked at for signs; arbitrary
#: What plain text does not have, beside a heading.
_SIGNS = (
    re.compile(r" {0,3}#{1,6} \S"),
    re.compile(r" {0,3}> ?\S"),
    re.compile(r" {0,3}(?:```|~~~)"),
    re.compile(r" {0,3}[-*+] \S"),
    re.compile(r" {0,3}(?:={3,}|-{3,})\s{0,10}\Z"),
    re.compile(r".{0,2000}?\[[^\[\]\n]{1,300}\]\([^\s()]{1,500}\)"),
    re.compile(r".{0,2000}?(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?!\w)"),
    re.compile(r".{0,2000}?(?<![\w*])\*[^\s*][^*\n]{0,300}\*(?![\w*])"),
    re.compile(r".{0,2000}?(?<!\w)_[^\s_][^_\n]{0,300}_(?!\w)"),
    re.compile(r".{0,2000}?`[^`\n]{1,200}`"),
)


def is_one(head: str) -> bool:
    """Tell whether a document begins as one does: with front matter, or with a heading and one more sign."""
    text = _unified(head)
    if found := front_matter.split(text):
        return bool(
            {_NAMES.get(name) or wire_fields.NAMES.get(name) for name in found.fields} & {"title", "published", "item"}
        )
    lines = text.lstrip().split("\n", _MOST_LINES)[:_MOST_LINES]
    heading = markdown_html.heading(lines[:2])
    if heading is None or not heading[1] or _HEADER_LINE.match(lines[0]):
        return False
    return any(sign.match(line) for line in lines[heading[2] :] for sign in _SIGNS)


def parse(document: Document) -> Parts:
    """Read one story. The key is its id where the front matter has one, else the location.

    Raises:
        FormatError: there is neither text nor a title in it.
    """
    text = _unified(decode(document.content, charset(document.media_type)))
    found = front_matter.split(text) or front_matter.Split({}, text)
    fields = _named(found.fields)
    title, body = _titled(_first(fields, "title"), found.body)
    rendered = markdown_html.rendered(body)
    wire = _wire(found.fields, draft=_first(fields, "draft"), published=_first(fields, "published"))
    if not title and not rendered and (wire is None or wire.status != "canceled"):
        raise FormatError(document.location, f"no text: {len(document.content)} bytes of Markdown, expected a story")
    summary = _first(fields, "summary")
    url = next((value for value in fields.get("url", ()) if _URL.fullmatch(value)), None)
    item = wire.item if wire else None
    entry = Entry(
        key=item or document.location,
        id=item,
        url=url,
        title=title,
        summary=f"<p>{markdown_html.inline(summary)}</p>" if summary and rendered else "",
        body=rendered or (f"<p>{markdown_html.inline(summary)}</p>" if summary else ""),
        body_type="html",
        published=_date(_first(fields, "published")),
        updated=_date(_first(fields, "updated")),
        authors=_listed(fields.get("authors", ()), r";|,(?! (?:Jr|Sr)\b)| and (?=[A-Z])"),
        publisher=_first(fields, "publisher") or None,
        language=_first(fields, "language") or None,
        categories=_listed(fields.get("categories", ()), "[,;]"),
        enclosures=tuple(Enclosure(url=html.unescape(url)) for url in dict.fromkeys(_PICTURE.findall(rendered))),
        wire=wire,
    )
    return Parts((entry,))


def _unified(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").lstrip("\ufeff")


def _named(fields: front_matter.Fields) -> dict[str, tuple[str, ...]]:
    """Return the values by our names; of several names for one field the first counts, of categories all."""
    named: dict[str, tuple[str, ...]] = {}
    for name, values in fields.items():
        field = _NAMES.get(name)
        if field in {"categories", "url"}:
            named[field] = (*named.get(field, ()), *values)
        elif field:
            named.setdefault(field, values)
    return named


def _titled(title: str, body: str) -> tuple[str, str]:
    """Return the headline, and the body without it where it stands on top."""
    lines = body.strip("\n").split("\n")
    heading = markdown_html.heading(lines[:2])
    above = markdown_html.plain(heading[1]) if heading else ""
    if heading is None or (title and above.casefold() != title.casefold()) or (not title and not above):
        return title, body
    return title or above, "\n".join(lines[heading[2] :])


def _wire(fields: front_matter.Fields, *, draft: str, published: str) -> Wire | None:
    named: dict[str, str] = {}
    for name, values in fields.items():
        if field := wire_fields.NAMES.get(name.replace("-", " ")):
            named.setdefault(field, values[0])
    held: Status | None = "withheld" if draft.lower() == "true" or published.lower() == "false" else None
    if held and "status" not in named:
        named["status"] = held
    # Site builders have a slug too, which makes no agency's item of a page.
    return wire_fields.wire(named) if named.keys() - {"slug"} else None


def _first(fields: dict[str, tuple[str, ...]], field: str) -> str:
    return next(iter(fields.get(field, ())), "")


def _date(value: str) -> datetime | None:
    return parse_date(value) if value else None


def _listed(values: tuple[str, ...], separators: str) -> tuple[str, ...]:
    """Return a list; a list in one value is taken apart."""
    parts = values if len(values) != 1 else tuple(re.split(separators, values[0]))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))
