"""Turn entries into stories: what the reader sees is the story and nothing but the story. Pure: no clock, no network."""

import hashlib
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache

from bot.cleaning import facts, furniture, language, markup, names, titles, urls
from bot.cleaning.furniture import Page, Trimmed, bylines
from bot.cleaning.furniture.phrases import reasons
from bot.cleaning.markup import Block, pictures, plain
from bot.cleaning.markup import blocks as writing
from bot.cleaning.titles import Headline, markers
from bot.errors import FormatError
from bot.model import Cut, Enclosure, Entry, Marker, Source, Story, Wire

# Nothing that is fed to the program was written before news agencies were, nor after the next century began.
_EARLIEST = datetime(1835, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)

# What is taken off for these reasons may say which kind of item it is.
_SAYING = frozenset({reasons.END_SIGN, reasons.MARKER, reasons.NOTE, reasons.SECTION, reasons.SLUG})

# What a headline of capitals alone may be taken for, and how many spaces one has at least.
_MISTAKEN, _FEWEST_SPACES = frozenset({reasons.BYLINE, reasons.SECTION}), 3

# type/subtype, each a restricted name (RFC 6838, 4.2).
_MEDIA_TYPE = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}")


def clean(entry: Entry, source: Source, arrived: datetime, base_url: str | None = None) -> Story:
    """Make a story of one entry that *source* delivered at *arrived*.

    Relative links are seen from *base_url*, and those in the body from the entry's own URL first.

    Raises:
        FormatError: the entry has neither a title nor a text; the others of its document are not affected.
    """
    url, wire = urls.canonical(entry.url or "", base_url), entry.wire
    outlets = names.unique((entry.publisher or "", source.title))
    body = blocks_of(entry, url or base_url)
    page = Page(outlets=outlets, people=entry.authors)
    headline, trimmed = _title(entry.title, body, page, url)
    headline = headline if headline.text else titles.tidy(_untitled(entry, url, trimmed.blocks), ())
    if not headline.text and wire is not None and wire.status != "usable":
        headline = titles.tidy(wire.slug or wire.item or entry.key, outlets)  # what is not published needs no words
    if not headline.text:
        raise FormatError(entry.url or entry.key, f"entry {entry.key!r} has neither a title nor a text")
    title, text = headline.text, writing.to_text(trimmed.blocks)
    spoken = language.language_of(f"{title}. {text[: language.ENOUGH]}", (entry.language, source.language))
    return Story(
        key=story_key(url, source.name, entry.key),
        url=url,
        title=title,
        text=text,
        html=writing.to_html(trimmed.blocks),
        published=_plausible(entry.published),
        updated=_plausible(entry.updated),
        first_seen=arrived,
        authors=_authors((*entry.authors, *trimmed.authors)),
        source=source.name,
        outlet=_outlet(entry, source, url, trimmed.credit),
        credit=trimmed.credit or (wire.credit if wire else None) or _credited((*entry.authors, *trimmed.authors)),
        dateline=trimmed.dateline or (wire.dateline if wire else None),
        language=spoken,
        categories=names.unique(entry.categories),
        enclosures=_enclosures(entry.enclosures, base_url),
        wire=entry.wire,
        markers=markers.unique((*headline.markers, *_said(trimmed.cuts, wire))),
        facts=facts.extract(text, spoken),
        cuts=(*headline.cuts, *sorted(trimmed.cuts, key=_place)),
    )


def blocks_of(entry: Entry, base_url: str | None) -> list[Block]:
    """Split an entry's body into blocks, its summary if it has no body; nothing is taken off but markup."""
    return _blocks(entry.body, entry, base_url) or _blocks(entry.summary, entry, base_url)


def _blocks(text: str, entry: Entry, base_url: str | None) -> list[Block]:
    return markup.parse(text, base_url) if entry.body_type == "html" else plain.parse(text)


def _untitled(entry: Entry, url: str | None, blocks: Sequence[Block]) -> str:
    # A picture or a link alone is a story too: it is called what its source calls the picture, else by its address.
    described = writing.described(blocks)
    address = url or next((enclosure.url for enclosure in entry.enclosures), "")
    return described or address.partition("://")[2].rstrip("/")


def _outlet(entry: Entry, source: Source, url: str | None, credit: str | None) -> str:
    # A page belongs to the paper that put it up, whoever wrote it; what an agency drops in a folder is the agency's.
    return next(iter(names.unique((entry.publisher or "", "" if url else credit or "", source.title))), "")


def story_key(url: str | None, source: str, entry: str) -> str:
    """Return the key of the story at a canonical URL, or of an entry without one inside its source: 20 hex digits."""
    identity = f"url\n{url}" if url else f"entry\n{source}\n{entry}"
    return hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _title(claimed: str, body: Sequence[Block], page: Page, url: str | None) -> tuple[Headline, Trimmed]:
    """Find the title, and trim the body knowing it: pages repeat the title above the text."""
    if not claimed and (found := titles.announced(body)):
        claimed, body = found, body[1:]
    headline = titles.above(titles.tidy(claimed, page.outlets, url), body)
    trimmed = furniture.trim(body, page._replace(title=headline.text))
    if headline.text:
        return headline, trimmed
    if body and _was_title(body[0], trimmed.cuts):
        return _title(body[0].text, body[1:], page, url)
    blocks = trimmed.blocks
    if found := titles.heading(blocks, page.outlets):
        headline, blocks = titles.tidy(found, page.outlets), blocks[1:]
    again = furniture.trim(blocks, page._replace(title=headline.text))
    highlights = trimmed.highlights + again.highlights
    cuts = trimmed.cuts + again.cuts
    if not headline.text:
        headline = titles.tidy(titles.from_text(again.blocks, highlights), page.outlets)
        again = furniture.trim(again.blocks, page._replace(title=headline.text))
        cuts += again.cuts
    return headline, Trimmed(
        again.blocks,
        authors=trimmed.authors + again.authors,
        credit=trimmed.credit or again.credit,
        dateline=trimmed.dateline or again.dateline,
        highlights=highlights,
        cuts=cuts,
    )


def _was_title(first: Block, cuts: Sequence[Cut]) -> bool:
    """Whether the first line of a text without a title was taken for the name of somebody or of a section, and may be the title."""
    taken = any(cut.at == first.at and cut.where == "all" and cut.because in _MISTAKEN for cut in cuts)
    return taken and first.text.count(" ") >= _FEWEST_SPACES and bylines.read(first.text) is None


def _said(cuts: Sequence[Cut], wire: Wire | None) -> list[Marker]:
    """Read the markers in lines that were taken off the text ("URGENT", "(Adds quotes)"), and in what an agency says beside it."""
    lines = [cut.text for cut in cuts if cut.because in _SAYING]
    if wire is not None:
        lines += filter(None, (wire.slug, wire.note))
    return [marker for line in lines for marker in markers.of_furniture(line)]


def _place(cut: Cut) -> tuple[int, int]:
    """Where it stood. What was cut from one end of a block is in the order of the cuts, which is right for its start."""
    return (-1 if cut.at is None else cut.at, ("start", "all", "end").index(cut.where))


def _plausible(when: datetime | None) -> datetime | None:
    return when if when is not None and _EARLIEST <= when < _LATEST else None


def _enclosures(claimed: tuple[Enclosure, ...], base_url: str | None) -> tuple[Enclosure, ...]:
    """Keep what has an address, once each; feeds name one picture in several elements, of which each may tell more."""
    if not claimed:
        return ()
    found: dict[str, Enclosure] = {}
    for enclosure in claimed:
        if url := urls.absolute(enclosure.url, base_url):
            before = found.get(url, enclosure)
            found[url] = Enclosure(
                url=url,
                media_type=_media_type(before.media_type) or _media_type(enclosure.media_type),
                length=_positive(before.length) or _positive(enclosure.length),
                width=_positive(before.width) or _positive(enclosure.width),
                height=_positive(before.height) or _positive(enclosure.height),
            )
    return tuple(enclosure for enclosure in found.values() if not _counts(enclosure))


def _counts(enclosure: Enclosure) -> bool:
    """Whether it is there to count readers, not for them to see: one pixel, or a picture of a counter's address."""
    if enclosure.width == enclosure.height == 1:
        return True
    is_picture = enclosure.media_type is None or enclosure.media_type.startswith("image/")
    return is_picture and pictures.counts(enclosure.url)


@lru_cache(maxsize=1000)  # there are some dozen
def _media_type(claimed: str | None) -> str | None:
    bare = (claimed or "").split(";")[0].strip().lower()
    return bare if _MEDIA_TYPE.fullmatch(bare) else None


@lru_cache(maxsize=4000)  # who writes for a paper writes often
def _authors(claims: tuple[str, ...]) -> tuple[str, ...]:
    return names.authors(claims)


@lru_cache(maxsize=4000)
def _credited(claims: tuple[str, ...]) -> str | None:
    return names.credited(claims)


def _positive(number: int | None) -> int | None:
    return number if number and number > 0 else None
