"""The start of a paragraph in; how much of it is a dateline, the place and the agency named there out.

    TAIPEI, Taiwan (AP) —      BEIJING, Oct 17, 2023 (Xinhua) --      Feb 5 (Reuters) -      Pekín, 18 oct (EFE).-

A dateline looks like the start of many sentences ("NATO — the alliance — said"), so each shape asks for its own proof.
"""

import re
from typing import NamedTuple

from bot.cleaning import names

_HEAD = 160  # characters; the longest seen (two cities, country, date, two agencies) has 96
_DASH = re.compile(r"— ?|– ?|-- ?| - |\.- ?| _ |: (?=\()")  # every choice begins with a character: quick to search for
_MARKS = ("-", "–", "—", "_", ": (")  # one of these is in every match
_DATE = re.compile(
    r"(?:[A-Z][a-zéû]{2,8}\.? \d{1,2}|\d{1,2}\.? (?:de )?[A-Za-zéû]{3,10}\.?)(?:,? \d{4})?|\d{4}|\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?"
)
_DATE_AT_END = re.compile(r" (?:[A-Z][a-zéû]{2,8}\.? \d{1,2}|\d{1,2}\.? [A-Za-zéû]{3,10}\.?)$")
_SMALL_WORDS = frozenset(
    [
        "al",
        "am",
        "an",
        "and",
        "auf",
        "da",
        "de",
        "del",
        "den",
        "der",
        "des",
        "di",
        "du",
        "el",
        "en",
        "in",
        "la",
        "las",
        "les",
        "los",
        "of",
        "on",
        "sur",
        "the",
        "upon",
        "y",
    ]
)
# Words in capitals that open a sentence or a slug before a dash and are no places.
_NO_PLACES = frozenset(
    "ADVISORY AIDS ANALYSIS ASEAN BBC BREAKING BRICS CIA CNN CORRECTION CORRECTED COVID ECB ESA EU EXCLUSIVE EXPLAINER FBI FIFA"
    " G20 G7 HIV IAEA ICC ILO IMF INTERVIEW IOC KGB LIVE NASA NATO NEWS NFL NHL NOTE OAS OECD OPEC OPINION OSCE PHOTOS"
    " POLL PREVIEW REVIEW SPORT SPORTS TIMELINE UEFA UN UNESCO UNHCR UNICEF UPDATE URGENT US USA VIDEO WATCH WFP WHO WTO"
    .split()
)  # fmt: skip


class Dateline(NamedTuple):
    """What stood before the story."""

    length: int  #: characters to take off, white space behind them included
    place: str | None  #: as written
    agency: str | None  #: short name where it is a known agency, else as written


def read(text: str, outlets: tuple[str, ...] = ()) -> Dateline | None:
    """Recognise a dateline at the start of *text*; *outlets* are names that count as agencies."""
    head = text[:_HEAD]
    # Most texts have no dash there at all, which is asked faster than where the first one is.
    dash = _DASH.search(head) if any(mark in head for mark in _MARKS) else None
    if dash is None or not _starts_sentence(text[dash.end() : dash.end() + 1]):
        return None
    before = head[: dash.start()].strip()
    credit: str | None = None
    if before.endswith(")") and "(" in before:
        before, _, credit = before[:-1].rpartition("(")
        before, credit = before.strip(), credit.strip()
        if not _is_credit(credit):
            return None
    elif names.agency(before):
        before, credit = "", before  # "AP - ", as some aggregators write
    known = credit is not None and (
        names.agency(credit) is not None or credit.casefold() in {outlet.casefold() for outlet in outlets}
    )
    place = _place(before, has_credit=credit is not None, credit_is_known=known)
    if place is None:
        return None
    return Dateline(dash.end(), place or None, credit and (names.agency(credit) or credit))


def _place(before: str, *, has_credit: bool, credit_is_known: bool) -> str | None:
    """Return the place, "" for a dateline without one, None for no dateline."""
    segments = [segment for part in before.split(",") if (segment := part.strip())]
    places: list[str] = []
    dated = False
    for segment in segments:
        if _DATE.fullmatch(segment):
            dated = True
            continue
        undated = _DATE_AT_END.sub("", segment)
        dated = dated or undated != segment
        if not _is_place(undated) or len(places) == 3:
            return None
        places.append(undated)
    if not places:
        return "" if (dated and has_credit) or (not segments and credit_is_known) else None
    in_capitals = places[0].upper() == places[0] and sum(map(str.isalpha, places[0])) > 2
    if in_capitals and not places[0].isascii() and not any(map(str.isupper, places[0])):
        in_capitals = False  # scripts without capitals
    certain = in_capitals and places[0] not in _NO_PLACES
    return ", ".join(places) if certain or dated or credit_is_known else None


def _is_place(segment: str) -> bool:
    words = segment.replace("/", " ").split()
    return (
        0 < len(words) <= 5
        and len(segment) <= 50
        and not any(character.isdigit() or character in '"“”«»:;?!()[]' for character in segment)
        and all(not word[0].islower() or word in _SMALL_WORDS for word in words)
        and not words[0][0].islower()
    )


def _is_credit(name: str) -> bool:
    return (
        2 <= len(name) <= 40
        and len(name.split()) <= 5
        and (name[0].isupper() or names.agency(name) is not None)
        and not any(character in "();:!?" for character in name)
        and not _DATE.fullmatch(name)
    )


def _starts_sentence(character: str) -> bool:
    return bool(character) and not character.islower() and not character.isspace() and character not in ",.;:)—–-"
