"""Turn bytes into entries. Pure: no files, no network, no clock; what a document says about its format is checked."""

from dataclasses import dataclass

from bot.formats import identity as identities
from bot.formats import jsonfeed, syndication, text
from bot.formats.detect import Format, detect
from bot.formats.found import Found
from bot.model import Document, Entry, Feed, Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a document holds."""

    entries: tuple[Entry, ...]  #: in the order of the document; their keys are unique in it
    feed: Feed | None = None  #: None for a document that is no feed
    identity: Identity | None = None  #: what told the entries apart; None for a document that is no feed
    identity_because: str = ""  #: why that, for people; "" where nothing changed
    cut: int = 0  #: entries beyond the limit, the oldest, that were left out


def parse(document: Document, *, identity: Identity | None = None, max_entries: int | None = None) -> Parsed:
    """Parse a document of any known format.

    *identity* is what told the entries of the feed's former documents apart; None if there was none. Of more than
    *max_entries* entries, the newest are kept.

    May cost any amount of time and memory on hostile input: run it in `isolation.Isolated`.

    Raises:
        FormatError: the bytes are no document of a known format, or give no story.
    """
    match detect(document):
        case Format.TEXT:
            return Parsed(entries=tuple(text.parse(document)))
        case Format.JSON_FEED:
            return _told_apart(jsonfeed.read(document, max_entries), identity)
        case Format.FEED:
            return _told_apart(syndication.read(document, max_entries), identity)


def _told_apart(found: Found, former: Identity | None) -> Parsed:
    claims = found.claims()
    learnt, because = identities.learn(claims, former)
    keys = identities.keys(claims, learnt)
    entries = tuple(found.entry(number, key) for number, key in enumerate(keys) if key is not None)
    return Parsed(entries=entries, feed=found.feed, identity=learnt, identity_because=because, cut=found.cut)
