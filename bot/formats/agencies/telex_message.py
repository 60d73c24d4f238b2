"""One telex message, read: what IPTC 7901 and ANPA 1312 say alike, before it becomes an entry."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.formats.agencies.telex_signs import SILENT, Agency, Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one message says; None or empty where it says nothing."""

    number: str | None = None  #: service and number, as sent, e.g. bdt0123
    refers: str | None = None  #: number, or keyword, of the message that this one corrects, replaces or takes back
    story: str | None = None  #: keyword that all messages of one story share on a day; None where keywords are no ids
    day: date | None = None  #: that it belongs to
    priority: int | None = None  #: 1 to 9, as IPTC counts
    category: str = ""  #: code, as sent
    slug: str | None = None
    version: str | None = None  #: of the story, as its keyword line has it behind the keyword: "3rd Ld-Writethru"
    headline: str = ""
    summary: str = ""
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    agency: Agency | None = None
    credit: str | None = None  #: as written; an agency that is not known has one too
    paragraphs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  #: to editors, one a line
    told: Told = SILENT
    embargoes: tuple[str, ...] = ()  #: lines that ask to wait
    sent: datetime | None = None
