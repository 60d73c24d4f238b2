"""A message after ANPA 1312 in, what it says out.

a0512-----                                              service and number, receivers
r i BC-HalcyonBay-Ferry 1stLd-Writethru   03-12 0250    priority, category, keyword and version, day, words
^BC-Halcyon Bay-Ferry, 1st Ld-Writethru,a0498,250<      the same at length, with the number of the former version
^Two dead as ferry runs aground<                        headline
^Eds: UPDATES with rescue.<                             notes, By BYLINE=, Title=
(tab) PORT MERROW (AP) _ …                              paragraphs
AP-NY-03-12-24 0915EST<                                 end line
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.formats.agencies import telex_times
from bot.formats.agencies.telex_message import Message
from bot.formats.agencies.telex_signs import Sign, agency, read, together
from bot.formats.agencies.telex_text import clean, dateline, paragraphs, readable

LEVEL_1 = re.compile(r"(?P<number>[A-Za-z]\d{4}) ?(?P<receivers>[A-Za-z0-9-]{0,60})")
LEVEL_2 = re.compile(
    r"(?P<priority>[abdefhnrsuwxz]) (?P<category>[a-z0-9]) {1,6}(?P<keyword>\S.{0,80}?) {1,8}"
    r"(?:(?P<refers>[a-z]\d{3,4}) {1,4})?(?P<month>\d{1,2})-(?P<day>\d{1,2})(?: {1,6}(?P<words>\d{1,5}))?"
)
#: AP's priorities as IPTC counts: flash, bulletin, urgent, regular, deferred; the others are for a later day.
_URGENCIES = {"f": 1, "b": 2, "u": 3, "r": 4, "z": 5, "d": 5}
_FOR_LATER = 6
#: Morning and afternoon papers, both, and what AP has put in their place
_CYCLE = re.compile(r"(?:AM|PM|BC|AP)-{1,2}(?=\S)", re.IGNORECASE)
_REFERS = re.compile(r"[a-z]\d{3,4}", re.IGNORECASE)
#: For machines, before the keywords
_CODE = re.compile(r"\*?\d{1,8}")
#: Keywords that many stories of a day share.
_STANDING = re.compile(
    r"alert|advisory|digest|headlines?|hea\b|glance|budget|briefs?|summary|update|almanac|history|lottery|scores?|standings|stocks|markets"
    r"|weather|planner|index|lineups?|box|agate|deals|transactions|birthdays|quotes?|question",
    re.IGNORECASE,
)  # fmt: skip
_KILLED = re.compile(r"\b((?:AM|PM|BC|AP)-{1,2}[A-Z][\w.' -]{2,40}?)(?=[,;:.]|$| and\b| of\b| moved\b| sent\b)")
_BYLINE = re.compile(r"By (?P<names>\S.{1,120})", re.IGNORECASE)
_ROLE = re.compile(r".{0,60}\b(?:writer|editor|correspondent|reporter|press|columnist|analyst|staff)s?", re.IGNORECASE)
_PICTURE = re.compile(
    r"(?:AP )?(?:Photos?|Graphics?|Video|Audio|Interactive)\b.{0,200}|With AP Photos?.{0,100}", re.IGNORECASE
)
_FEWEST_WORDS = 4  # of a headline
_LONGEST_HEADLINE = 200
_LAST_LINES = 8  # the end line is among these


def message(lines: Sequence[str], near: datetime) -> Message:
    """Read a message. *near* is when it came."""
    lines = list(lines)
    first, second, begins = _header(lines)
    above, text = _parts(lines[begins:])
    sent_by, sent, text = _end(text, near)
    slug, fields = _keyword(above, second.get("keyword") or "")
    if is_titled := _is_headline(above, second.get("keyword") or ""):
        slug, fields = _keyword([], second.get("keyword") or "")
    headline, summary, authors, notes, rest = _above(above if is_titled else above[1:])
    body = paragraphs(text)
    if not body:  # lists of headlines have nothing else
        body, summary = tuple(filter(None, (summary, *rest))), ""
    place, source = dateline(body[0]) if body else (None, None)
    sender = agency(source, sent_by, first.get("receivers"))
    told = together((*fields, *notes, headline, *(body[:1])))
    day = telex_times.day_near(int(second["month"]), int(second["day"]), sent or near) if second else None
    story = _story(slug, told.signs, (*above, *body[:2]))
    priority = second.get("priority")
    return Message(
        number=first.get("number"),
        refers=second.get("refers") or next((field for field in fields if _REFERS.fullmatch(field)), None),
        story=story,
        day=day or (sent or near).date(),
        priority=_URGENCIES.get(priority, _FOR_LATER) if priority else None,
        category=second.get("category") or "",
        slug=slug,
        version=next((field for field in fields if Sign.UPDATE in read(field).signs), None),
        headline=headline,
        summary=summary,
        authors=authors,
        dateline=place,
        agency=sender,
        credit=sender.name if sender else source or sent_by,
        paragraphs=body,
        notes=notes,
        told=told,
        embargoes=tuple(note for note in notes if Sign.EMBARGO in read(note).signs),
        sent=sent,
    )


def is_header(line: str, following: str) -> bool:
    """Whether a message begins with a line: with both levels of the header, or with the second alone, and marks below."""
    if LEVEL_1.fullmatch(clean(line)):
        return LEVEL_2.fullmatch(_spaced(following)) is not None
    return LEVEL_2.fullmatch(_spaced(line)) is not None and following.lstrip("\x02 ").startswith("^")


def _header(lines: list[str]) -> tuple[dict[str, str], dict[str, str], int]:
    """Return the fields of both levels, and where the lines behind them begin."""
    first: dict[str, str] = {}
    for number, line in enumerate(lines[:4]):
        if match := LEVEL_2.fullmatch(_spaced(line)):
            return first, {name: text for name, text in match.groupdict().items() if text}, number + 1
        if (match := LEVEL_1.fullmatch(clean(line))) and not first:
            first = match.groupdict()
        elif clean(line):
            return first, {}, number
    return first, {}, min(len(lines), 4)


def _spaced(line: str) -> str:
    """Return a header line with spaces for the codes of format and version (X'11' to X'14')."""
    return clean(re.sub(r"[\x11-\x14\x1c-\x1f]", " ", line))


def _parts(lines: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines with marks above the text, clean, and the text."""
    above: list[str] = []
    for number, raw in enumerate(lines):
        line = raw.lstrip("\x02 ")
        if line.startswith("^") or (not above and line.strip() and not raw.startswith("\t")):
            above += (
                text for part in re.split(r"<[ \t]{0,4}\^", line) if (text := clean(part)) and not _CODE.fullmatch(text)
            )
        elif line.strip():
            return above, lines[number:]
    return above, []


def _keyword(above: list[str], short: str) -> tuple[str | None, tuple[str, ...]]:
    """Return the keyword line without version, and all that stands behind its commas and in the header's short form."""
    name, *fields = [field.strip() for field in (above[0] if above else short).split(",")]
    _, _, version = short.partition(" ")
    versions = tuple(field for field in (*fields, version.strip()) if field and not field.isdigit())
    return name or None, versions


def _is_headline(above: Sequence[str], short: str) -> bool:
    """Whether the first line is the headline, as the keyword stands in the header alone: words of a sentence, none of them the keyword's."""
    if not above or _CYCLE.match(above[0]) or len(above[0].split()) < _FEWEST_WORDS:
        return False
    keyword = _CYCLE.sub("", short).partition(" ")[0].partition("-")[0].casefold()
    return (
        bool(keyword)
        and not above[0].casefold().startswith(keyword)
        and not read(above[0]).signs & {Sign.NOTE, Sign.EMBARGO, Sign.KILL}
    )


def _above(lines: list[str]) -> tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return headline, summary, authors, notes, and what is none of them."""
    headline = summary = ""
    authors: tuple[str, ...] = ()
    notes: list[str] = []
    rest: list[str] = []
    for line in map(readable, lines):
        if (match := _BYLINE.fullmatch(line)) and headline and not authors:
            authors = tuple(
                part for name in re.split(r",| and ", match["names"]) if (part := _capitalised(name.strip()))
            )
        elif read(line).signs & {Sign.NOTE, Sign.EMBARGO, Sign.KILL} or _PICTURE.fullmatch(line):
            notes.append(line)
        elif authors and not rest and _ROLE.fullmatch(line):
            continue
        elif not headline and len(line) <= _LONGEST_HEADLINE:
            headline = line
        elif not summary and len(line) > len(headline):
            summary = line
        else:
            rest.append(line)
    return headline, summary, authors, tuple(notes), tuple(rest)


def _end(lines: list[str], near: datetime) -> tuple[str | None, datetime | None, list[str]]:
    """Return who sent it, when, and the lines above the end line."""
    filled = [number for number, line in enumerate(lines) if clean(line)]
    for number in filled[-_LAST_LINES:]:
        line = clean(lines[number])
        if sent := telex_times.sent(line, near, None):
            return line.split("-")[0], sent, lines[:number]
    return None, None, lines


def _story(slug: str | None, signs: frozenset[Sign], lines: tuple[str, ...]) -> str | None:
    """Return the keyword by which the messages of one story know each other; the one that a kill names, if it is another's."""
    own = slug or ""
    if Sign.KILL in signs and _STANDING.search(own):
        own = next((match[1] for line in lines for match in _KILLED.finditer(line) if match[1] != own), own)
    own = re.sub(r"[\W_]+", "-", _CYCLE.sub("", own)).strip("-").lower()
    return own if own and not _STANDING.search(own) else None


def _capitalised(name: str) -> str:
    """Return a name that is written in capitals as names are written."""
    return name.title() if name.isupper() else name
