"""A message after IPTC 7901 in, what it says out. Agencies leave the control characters out as often as not.

bdt0123 3 pl 250  dpa 0145              service, number, priority, category, words, further information
Schifffahrt/Unfälle/                    keywords
(Berichtigung: Zahl im ersten Absatz)   signs
Fähre läuft auf Grund - zwei Tote       headline
Von Anders Tellmark, dpa =              byline
                                        the text; its end line is day, hour, minute, month and year
"""

import re
from collections.abc import Sequence
from datetime import datetime

from bot.formats.agencies import telex_times
from bot.formats.agencies.telex_message import Message
from bot.formats.agencies.telex_signs import Sign, agency, is_apart, read, together
from bot.formats.agencies.telex_text import clean, dateline, paragraphs

HEADER = re.compile(
    r"(?P<service>[a-z]{2,4}|[A-Z]{2,4})[ -]?(?P<number>\d{3,5}) {1,4}(?P<priority>[1-9]) {1,4}(?P<category>[A-Za-z]{1,4}) {1,4}"
    r"(?P<words>\d{1,5})(?: {1,6}(?P<info>[^\s.,;!?][^.,;!?]{0,39}))?"
)
#: The telex line before the header, or in its place
ENVELOPE = re.compile(r"ZCZC ?(?P<service>[A-Za-z]{1,4})?(?P<number>\d{1,5})?(?:[ /].{0,60})?")
_NUMBER = re.compile(r"\b([a-z]{2,4}\d{3,5})\b", re.IGNORECASE)
_KEYWORDS = re.compile(r"[^\s/-]{1,60}(?:[-/]{1,2}[^\s/-]{1,60}){1,10}")
_BYLINE = re.compile(r"(?:By|Von|Par|Por|Di|Da|Av|Door|Unser(?:er|em)? .{1,30}) (?=[A-ZÀ-Þ]|dpa\b|unse)(.{2,120})")
_CAPITAL_BYLINE = re.compile(r"(?:BY|VON|PAR|POR) ([A-ZÀ-Þ].{2,80})")
_MOST_ABOVE = 16  # lines between header and text; arbitrary, the longest seen had seven
_LONGEST_HEADLINE = 300
#: What follows is for editors, up to the end.
_NOTEBOOK = re.compile(
    r"#{1,2} ?(?:(?:dpa-)?Notizblock|Notebook|Bloc[- ]?notes|Redaktionelle Hinweise|Note to editors)|\* \* \* \*"
    r"|(?:The following information is not (?:intended )?for publication|Die folgenden Informationen sind nicht zur Ver.ffentlichung bestimmt).{0,5}",
    re.IGNORECASE,
)  # fmt: skip
#: Initials of those who wrote and edited: `dpa al rmo hct`, `ab/cd/ef`, `(Schluss) abc`, `R31`
_INITIALS = re.compile(
    r"\(?(?:Schluss|Forts\.?|Fin|FIN|MORE|ENDS?)\)?(?: [a-z/]{2,20})?|(?:dpa|afp|apa|efe|ap)(?:[ -/][a-z0-9]{1,6}){1,9}"
    r"|[a-z]{2,5}(?:[/.-][a-z]{2,6}){1,4}|[A-Z]{3}(?:[-/][A-Z]{2,3}){0,2}|EFE|NNNN"
)
#: The same behind the last sentence; the agency's name, too
_SIGNED = re.compile(
    r"(?<=[.!?\"”»)]) {1,3}(?:(?:[a-z]{2,5} )?[a-z]{1,5}(?:/[a-z]{1,5}){1,4}|EFE|AFP|ANSA|APA|dpa|ap)\Z"
)
_LAST_LINES = 8  # the end line is among these


def message(lines: Sequence[str], pre: int | None, near: datetime) -> Message:
    """Read a message. *pre* is how many lines come before STX, None where there is none; *near* is when it came."""
    lines = list(lines)
    fields, begins = _header(lines)
    sender = agency(fields.get("info"), fields.get("service"))
    opening = next(
        (found for block in paragraphs(lines[begins : begins + 40]) if (found := dateline(block))[0]), (None, None)
    )
    sender = sender or agency(opening[1])
    lines, notebook = _without_notebook(lines)
    lines, sent = _without_end(lines, near, sender.hours if sender else None)
    if sent is None:
        notebook, sent = _without_end(notebook, near, sender.hours if sender else None)
    slug, above, text = _parts(lines, begins, pre)
    headline, authors, apart = _above(above)
    body, notes = _without_notes(paragraphs(text))
    body = (*body[:-1], *(_SIGNED.sub("", last) for last in body[-1:]))
    signs = together((*apart, headline, *(notes if not body else ()), *re.split(r"[/,]", slug or ""), *body[:1]))
    return Message(
        number=_joined(fields.get("service"), fields.get("number")),
        refers=_refers(fields, (*apart, headline, *body[:3])),
        day=(sent or near).date(),
        priority=int(fields.get("priority") or 0) or None,
        category=fields.get("category") or "",
        slug=slug,
        headline=headline,
        authors=authors,
        dateline=opening[0],
        agency=sender,
        credit=sender.name if sender else opening[1],
        paragraphs=body,
        notes=(*apart, *notes, *filter(None, map(clean, notebook))),
        told=signs,
        embargoes=tuple(line for line in (*apart, *notes) if Sign.EMBARGO in read(line).signs),
        sent=sent,
    )


def _header(lines: list[str]) -> tuple[dict[str, str | None], int]:
    """Return the fields of the header, and where the lines behind it begin."""
    fields: dict[str, str | None] = {}
    begins = 0
    for number, line in enumerate(lines[:6]):
        text = clean(line)
        if match := HEADER.fullmatch(text):
            return match.groupdict(), number + 1
        if match := ENVELOPE.fullmatch(text):
            fields, begins = match.groupdict(), number + 1
        elif text:
            break
    return fields, begins


def _parts(lines: list[str], begins: int, pre: int | None) -> tuple[str | None, list[str], list[str]]:
    """Return the keyword line, the lines above the text, and the text."""
    at = _filled(lines, begins)
    slug, at = _keywords(lines, at, pre)
    at = _filled(lines, at)
    # A headline ends with `=`.
    for end in range(at, min(at + _MOST_ABOVE, len(lines))):
        if lines[end].rstrip("\x00\x07 \t<!").endswith("=") and not dateline(clean(lines[end]))[0]:
            return slug, lines[at : end + 1], lines[end + 1 :]
    end = at
    while (
        end < len(lines)
        and lines[end].strip()
        and not re.match(r" {2,}|\t", lines[end])
        and not dateline(clean(lines[end]))[0]
    ):
        end += 1
        if lines[end - 1].rstrip().endswith("<"):
            break
    above = lines[at:end]
    if len(above) > _MOST_ABOVE or len(" ".join(above)) > _LONGEST_HEADLINE:
        return slug, [], lines[at:]
    after = _filled(lines, end)
    # Signs stand above the headline with a line between, too.
    if above and all(is_apart(clean(line)) for line in above) and after > end:
        further = _parts(["", *lines[after:]], 1, 0)
        return slug, above + further[1], further[2]
    return slug, above, lines[end:]


def _keywords(lines: list[str], at: int, pre: int | None) -> tuple[str | None, int]:
    """Return the keyword line, which may be wrapped, and where the lines behind it begin."""
    if pre is not None and (before := [clean(line) for line in lines[at:pre] if line.strip()]):
        return " ".join(before).rstrip("/ ") or None, pre
    if pre == 0:
        return None, at
    for end in range(at, min(at + 3, len(lines))):
        if not lines[end].strip():
            break
        if clean(lines[end]).endswith("/"):
            return "".join(clean(line) for line in lines[at : end + 1]).rstrip("/ ") or None, end + 1
    first = clean(lines[at]) if at < len(lines) else ""
    has_more = at + 1 < len(lines) and bool(lines[at + 1].strip())
    # Keywords in capitals (EFE) are no headline if one follows.
    in_capitals = has_more and first.isupper() and len(first.split()) <= 4 and not clean(lines[at + 1]).isupper()
    if Sign.KILL in read(first).signs:  # agencies put it where keywords stand
        return None, at
    if _KEYWORDS.fullmatch(first) or (in_capitals and not is_apart(first) and not lines[at].rstrip().endswith("=")):
        return first, at + 1
    return None, at


def _above(lines: list[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return headline, authors, and the lines that are neither."""
    headline: list[str] = []
    apart: list[str] = []
    authors: tuple[str, ...] = ()
    open_bracket = ""
    for raw in lines:
        line = " ".join(filter(None, (open_bracket, clean(raw))))
        open_bracket = ""
        if line.startswith("(") and ")" not in line and len(line) < _LONGEST_HEADLINE:
            open_bracket = line
        elif not line:
            continue
        elif is_apart(line):
            apart.append(re.sub(r"\s+(?=\)$)", "", line))
        elif headline and (match := _BYLINE.fullmatch(line) or _CAPITAL_BYLINE.fullmatch(line)):
            authors = (match[1].strip(" ,"),)
        else:
            headline.append(line)
    if open_bracket:
        headline.append(open_bracket)
    return " ".join(headline), authors, tuple(apart)


def _without_notebook(lines: list[str]) -> tuple[list[str], list[str]]:
    for number, line in enumerate(lines):
        if _NOTEBOOK.fullmatch(line.strip()):
            rest = [one for one in lines[number:] if not _NOTEBOOK.fullmatch(one.strip())]
            return lines[:number], [re.sub(r"^#{1,2} ?", "", one) for one in rest]
    return lines, []


def _without_end(lines: list[str], near: datetime, hours: int | None) -> tuple[list[str], datetime | None]:
    """Take off the end line and the initials above it, and read when the message was sent."""
    kept = list(lines)
    while kept and not clean(kept[-1]):
        kept.pop()
    for back in range(1, min(_LAST_LINES, len(kept)) + 1):
        sent = telex_times.sent(clean(kept[-back]), near, hours)
        if sent is not None:
            kept = kept[:-back]
            break
    else:
        sent = None
    while kept and (not clean(kept[-1]) or _INITIALS.fullmatch(clean(kept[-1]))):
        kept.pop()
    return kept, sent


def _without_notes(blocks: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    notes = tuple(block for block in blocks if read(block.split("\n")[0][:200]).signs & {Sign.NOTE, Sign.EMBARGO})
    return tuple(block for block in blocks if block not in notes), notes


def _refers(fields: dict[str, str | None], lines: tuple[str, ...]) -> str | None:
    """Return the number of another message that these lines name, if they name just one."""
    own = _joined(fields.get("service"), fields.get("number"))
    found = [match.lower() for line in ((fields.get("info") or ""), *lines) for match in _NUMBER.findall(line)]
    others = {number for number in found if own and number != own.lower() and len(number) == len(own)}
    return others.pop() if len(others) == 1 else None


def _joined(service: str | None, number: str | None) -> str | None:
    """Return the number with its service; 0000 is written by who has none."""
    if not (number or "").strip("0"):
        return None
    return f"{service or ''}{number}" if number else None


def _filled(lines: list[str], at: int) -> int:
    """Return the next line from *at* on that is not empty."""
    while at < len(lines) and not clean(lines[at]):
        at += 1
    return at
