"""Turn bytes into entries. Pure: no files, no network, no clock; what a document says about its format is checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.errors import FormatError
from bot.formats import archives
from bot.formats.agencies import newsml1, newsml_g2, ninjs, nitf, telex
from bot.formats.detect import Format, detect
from bot.formats.feeds import identity as identities
from bot.formats.feeds import jsonfeed, syndication
from bot.formats.feeds.found import Found
from bot.formats.mails import mail
from bot.formats.pages import page
from bot.formats.parts import Parts
from bot.formats.texts import markdown, text
from bot.model import Document, Entry, Feed, Identity

#: Formats of single items, each with a function of its own.
_PARSERS: Mapping[Format, Callable[[Document], Parts]] = {
    Format.NITF: nitf.parse,
    Format.NEWSML_G2: newsml_g2.parse,
    Format.NEWSML_1: newsml1.parse,
    Format.NINJS: ninjs.parse,
    Format.TELEX: telex.parse,
    Format.MAIL: lambda document: mail.parse(document, _attached),
    Format.PAGE: page.parse,
    Format.MARKDOWN: markdown.parse,
    Format.TEXT: text.parse,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a document holds."""

    entries: tuple[Entry, ...]  #: in the order of the document; their keys are unique in it
    feed: Feed | None = None  #: None for a document that is no feed
    identity: Identity | None = None  #: what told the entries apart; None for a document that is no feed
    identity_because: str = ""  #: why that, for people; "" where nothing changed
    cut: int = 0  #: entries beyond the limit, the oldest, that were left out
    skipped: tuple[str, ...] = ()  #: one line for every part of the document that gave no entry


#: What may come from a feed's address. Else the page of a failure or a login would become a story, again and again.
_FROM_WEB = frozenset({Format.FEED, Format.JSON_FEED, Format.NITF, Format.NEWSML_G2, Format.NEWSML_1, Format.NINJS})


def parse(
    document: Document,
    *,
    identity: Identity | None = None,
    max_entries: int | None = None,
    is_polled: bool = False,
) -> Parsed:
    """Parse a document of any known format.

    *identity* is what told the entries of the feed's former documents apart; None if there was none. Of more than
    *max_entries* entries, the newest are kept. *is_polled* tells that a feed's address answered with it.

    May cost any amount of time and memory on hostile input: run it in `isolation.Isolated`.

    Raises:
        FormatError: the bytes are no document of a known format, or give no story.
    """
    kind = detect(document)
    if is_polled and kind not in _FROM_WEB:
        raise FormatError(
            document.location, f"is {kind.value}, expected a feed (<rss>, <rdf:RDF>, <feed> or JSON Feed)"
        )
    match kind:
        case Format.ARCHIVE:
            return _unpacked(document, max_entries)
        case Format.JSON_FEED:
            return _told_apart(jsonfeed.read(document, max_entries), identity)
        case Format.FEED:
            return _told_apart(syndication.read(document, max_entries), identity)
        case _:
            parts = _PARSERS[kind](document)
            return Parsed(entries=parts.entries, skipped=parts.skipped)


def _attached(part: Document) -> Parts:
    """Read what a mail brings, which is neither another mail nor an archive."""
    kind = detect(part)
    if kind in {Format.MAIL, Format.ARCHIVE}:
        raise FormatError(part.location, f"is {kind.value} in a mail, expected a single item")
    parsed = parse(part)
    return Parts(parsed.entries, parsed.skipped)


def _unpacked(document: Document, max_entries: int | None) -> Parsed:
    entries: list[Entry] = []
    skipped: list[str] = []
    told: set[str] = set()
    for part in archives.unpack(document, told):
        if isinstance(part, FormatError):
            skipped.append(str(part))
            continue
        try:
            inside = parse(part, max_entries=max_entries)
        except FormatError as error:
            skipped.append(str(error))
        else:
            entries += inside.entries
            if inside.entries:
                told.add(part.location)
            skipped += inside.skipped
    if not entries:
        raise FormatError(document.location, f"no story in it: {skipped[0] if skipped else 'an empty archive'}")
    return Parsed(entries=tuple(entries), skipped=tuple(skipped))


def _told_apart(found: Found, former: Identity | None) -> Parsed:
    claims = found.claims()
    learnt, because = identities.learn(claims, former)
    keys = identities.keys(claims, learnt)
    entries = tuple(found.entry(number, key) for number, key in enumerate(keys) if key is not None)
    return Parsed(entries=entries, feed=found.feed, identity=learnt, identity_because=because, cut=found.cut)
