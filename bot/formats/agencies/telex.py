"""Telex text in, one entry for each message out: IPTC 7901 and ANPA 1312, with their control characters or without.

An item's id is service, number and day, or that of the message that it corrects, replaces or takes back. In ANPA 1312
all versions of a story have one keyword on one day: that is its id, and the leads are its versions.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from bot.errors import FormatError
from bot.formats.agencies import anpa1312, iptc7901, telex_times
from bot.formats.agencies.telex_message import Message
from bot.formats.agencies.telex_signs import Sign
from bot.formats.agencies.telex_text import clean, unified
from bot.formats.decoding import charset, decode
from bot.formats.parts import Parts
from bot.model import Document, Entry, Status, Subject, Wire

_SOH, _STX, _ETX, _EOT = "\x01", "\x02", "\x03", "\x04"
_FILLERS = "\x00\x16\x04\x03\x7f \t\n\ufeff"  # may come before a message
_MOST_BEFORE = 3000  # characters; from SOH to STX or the second line
#: What a code of one to three letters stands for: ANPA's, dpa's desks, IPTC's (IIM 2:15). Lower case.
_CATEGORIES = {
    "a": "domestic", "c": "features", "d": "food", "e": "entertainment", "f": "finance", "i": "international", "k": "commentary",
    "l": "lifestyle", "n": "regional", "o": "weather", "p": "politics", "q": "results", "s": "sports", "t": "travel",
    "v": "advisories", "w": "Washington",
    "ku": "Kultur", "pl": "Politik", "sp": "Sport", "vm": "Vermischtes", "wi": "Wirtschaft",
    "ace": "arts, culture and entertainment", "clj": "crime, law and justice", "dis": "disasters and accidents",
    "edu": "education", "evn": "environment", "fin": "economy, business and finance", "hth": "health",
    "hum": "human interest", "lab": "labour", "lif": "lifestyle and leisure", "pol": "politics", "rel": "religion",
    "sci": "science and technology", "soi": "social issues", "spo": "sport", "war": "unrest, conflicts and war",
    "wea": "weather",
}  # fmt: skip


class _Raw(NamedTuple):
    """One message as it came."""

    lines: list[str]
    pre: int | None  #: lines before STX; None where there is none


def is_one(head: str) -> bool:
    """Tell whether a document begins as a message does."""
    start = unified(head).lstrip(_FILLERS)
    if start.startswith(_SOH):
        lines = start[1:_MOST_BEFORE].split("\n")
        return _STX in start[:_MOST_BEFORE] or _begins(lines, 0)
    lines = start[:_MOST_BEFORE].split("\n")
    return _begins(lines, 0) and any(clean(line) for line in lines[1:])


def parse(document: Document) -> Parts:
    """Read all messages of a document. A later version of an item in it replaces an earlier one.

    Raises:
        FormatError: there is no message in it, or none with a story.
    """
    text = unified(decode(document.content, charset(document.media_type)))
    entries: dict[str, Entry] = {}
    skipped: list[str] = []
    for place, raw in enumerate(_messages(text), start=1):
        if isinstance(raw, str):
            skipped.append(f"{document.location}: {raw}")
            continue
        message = _read(raw, document)
        where = document.location if place == 1 else f"{document.location}#{place}"
        entry = _entry(message, where, document.arrived)
        if not entry.title and not entry.body and (entry.wire is None or entry.wire.status != "canceled"):
            skipped.append(f"{where}: a message without text ({message.number or 'no number'}), expected a story")
        else:
            _add(entries, entry, where, skipped)
    if not entries:
        seen = skipped[0].removeprefix(f"{document.location}: ") if skipped else "no header of a message"
        raise FormatError(document.location, f"no story: {seen}, expected IPTC 7901 or ANPA 1312")
    return Parts(tuple(entries.values()), tuple(skipped))


def _messages(text: str) -> Iterator[_Raw | str]:
    """Yield the messages, and a line for what is none."""
    if _SOH in text:
        before, *rest = text.split(_SOH)
        if found := clean(before).strip(_FILLERS):
            yield f"{len(found)} characters before the first message"
        for one in rest:
            if clean(one.strip(_FILLERS)):
                yield _raw(one)
        return
    lines = text.split("\n")
    begins = [number for number in range(len(lines)) if _is_free(lines, number) and _begins(lines, number)]
    # A second line of one header is no header.
    begins = [number for at, number in enumerate(begins) if not at or number - begins[at - 1] > 1]
    if begins and (found := clean("\n".join(lines[: begins[0]])).strip(_FILLERS)):
        yield f"{len(found)} characters before the first message"
    for begin, end in pairwise([*begins, len(lines)]):
        yield _raw("\n".join(lines[begin:end]))


def _raw(text: str) -> _Raw:
    """Take a message apart at STX and ETX; what comes after EOT and before the next message is filling."""
    text = text.partition(_EOT)[0]
    pre, stx, _ = text.partition(_STX)
    before = pre.count("\n") + (1 if pre.split("\n")[-1].strip() else 0) if stx else None
    # STX may stand behind the header, in its line.
    if stx and pre.split("\n")[-1].strip():
        text = text.replace(_STX, "\n", 1)
    lines = text.replace(_STX, "").replace(_ETX, "\n").split("\n")
    while lines and clean(lines[-1]) in {"", "NNNN"}:
        lines.pop()
    return _Raw(lines, before)


def _is_free(lines: list[str], number: int) -> bool:
    """Whether a message can begin in a line: it is the first, or what is above it is empty or an end."""
    above = clean(lines[number - 1]) if number else ""
    return (
        not above
        or above == "NNNN"
        or lines[number - 1].rstrip().endswith((_ETX, _EOT, "<"))
        or above.startswith("ZCZC")
    )


def _begins(lines: list[str], number: int) -> bool:
    line = clean(lines[number])
    following = lines[number + 1] if number + 1 < len(lines) else ""
    if iptc7901.HEADER.fullmatch(line) or anpa1312.is_header(lines[number], following):
        return True
    return iptc7901.ENVELOPE.fullmatch(line) is not None


def _read(raw: _Raw, document: Document) -> Message:
    first = next((number for number, line in enumerate(raw.lines) if clean(line)), 0)
    lines = raw.lines[first:]
    if lines and anpa1312.is_header(lines[0], lines[1] if len(lines) > 1 else ""):
        return anpa1312.message(lines, document.arrived)
    return iptc7901.message(lines, None if raw.pre is None else max(raw.pre - first, 0), document.arrived)


def _entry(message: Message, where: str, near: datetime) -> Entry:
    key, version = _identity(message)
    status, embargo = _status(message, near)
    code = message.category
    subjects = (Subject(name=_CATEGORIES.get(code.lower(), ""), code=code),) if code else ()
    names = tuple(subject.name for subject in subjects if subject.name)
    return Entry(
        key=key or where,
        id=message.number,
        title=message.headline,
        summary=message.summary,
        body="\n\n".join(message.paragraphs),
        published=message.sent,
        updated=message.sent if message.told.signs & {Sign.UPDATE, Sign.CORRECTION} else None,
        authors=message.authors,
        publisher=message.credit,
        categories=names,
        wire=Wire(
            item=key,
            version=version,
            status=status,
            is_correction=Sign.CORRECTION in message.told.signs,
            embargo=embargo,
            slug=", ".join(filter(None, (message.slug, message.version))) or None,
            dateline=message.dateline,
            credit=message.credit,
            urgency=_urgency(message),
            note="\n".join(message.notes) or None,
            subjects=subjects,
        ),
    )


def _identity(message: Message) -> tuple[str | None, int | None]:
    """Return the item's id, the same in all its versions, and the version; corrections and kills count none."""
    signs, day = message.told.signs, message.day
    update = message.told.update
    version = update + 1 if update is not None else 2 if Sign.UPDATE in signs else None
    part = f"/part {message.told.part or 2}" if Sign.PART in signs else ""
    aside = signs & {Sign.KILL, Sign.CORRECTION, Sign.REPEAT}
    if message.story:
        return f"{message.story}/{day}{part}", version if version or aside else 1
    refers = message.refers if aside or version else None
    number = refers or message.number
    return (f"{number.lower()}/{day}{part}" if number else None), version or (2 if refers and not aside else None)


def _status(message: Message, near: datetime) -> tuple[Status, datetime | None]:
    """Return what may be done with it, and from when on. An embargo without a clear end keeps it back."""
    if Sign.KILL in message.told.signs:
        return "canceled", None
    hours = message.agency.hours if message.agency else None
    ends = [telex_times.release(line, message.sent or near, hours) for line in message.embargoes]
    if None in ends:
        return "withheld", None
    return "usable", max((end for end in ends if end), default=None)


def _urgency(message: Message) -> int | None:
    if message.priority is not None:
        return message.priority
    signs = message.told.signs
    return 1 if Sign.FLASH in signs else 2 if Sign.URGENT in signs else None


def _add(entries: dict[str, Entry], entry: Entry, where: str, skipped: list[str]) -> None:
    """Add an entry. Of two versions of an item one stays; two texts that are no versions of each other are two entries."""
    former = entries.get(entry.key)
    if former is None:
        entries[entry.key] = entry
    elif _replaces(entry, former):
        skipped.append(f"{where}: replaces an earlier message on {entry.key} in the same document")
        entries[entry.key] = entry
    elif _replaces(former, entry) or replace(entry, id=former.id, published=former.published) == former:
        skipped.append(f"{where}: the document has a later message on {entry.key}, or the same twice")
    else:
        _add(entries, replace(entry, key=f"{entry.key}#{where.rpartition('#')[2]}"), where, skipped)


def _replaces(new: Entry, old: Entry) -> bool:
    if new.wire is None or old.wire is None or old.wire.status == "canceled":
        return False
    if new.wire.status == "canceled":
        return True
    if new.wire.version is None or old.wire.version is None:
        return new.wire.is_correction
    return new.wire.version > old.wire.version
