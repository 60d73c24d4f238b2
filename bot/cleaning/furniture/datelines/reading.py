"""The start of a paragraph in; how much of it is a dateline, and what the dateline says, out.

    TAIPEI, Taiwan (AP) —      BEIJING, Oct 17, 2023 (Xinhua) --      Feb 5 (Reuters) -      Pekín, 18 oct (EFE).-
    (ANSA) - ROMA, 12 MAR -    МОСКВА, 12 мар — РИА Новости.          ТУЛА, 11 марта. /Корр. ТАСС Ирина Долгушина/.

Parts stand before a mark; some agencies put two or three of that behind each other, so it is read again behind each mark.
"""

import re
from itertools import islice

from bot.cleaning import names, places
from bot.cleaning.furniture.datelines import east_asian, parts, proofs
from bot.cleaning.furniture.datelines.dateline import Dateline
from bot.cleaning.furniture.datelines.parts import Parts

SEEN = 400  #: characters of a paragraph that are looked at; the text behind a dateline may prove it
_HEAD = 160  # characters of a dateline; the longest seen (two cities, country, date, two agencies) has 96
# Each choice begins with a character of its own, which makes it quick to search for.
_MARK = re.compile(
    r"[—–―]{1,3}|\.-{1,2}|-{1,3}|[_=ـ](?= )|[.:](?= )|:(?=\()|/(?=[. ])|[)\]](?=[ ]?\w)|[)\]](?= [\"“„«‘'»])"
)
# The Saudi, the Kuwaiti and the Qatari agency set no mark at all behind their names.
_ARABIC_MARK = re.compile(_MARK.pattern + r"|(?<= واس)(?= )|(?<= كونا)(?= )|(?<= قنا)(?= )")
_KINDS = {"—": "-", "–": "-", "―": "-", "_": "-", "=": "-", "ـ": "-", "-": "-", "]": ")", "": ")"}
_BY = ("By ", "BY ", "by ")
_MOST_WORDS_OF_NAMES = 9
_LONGEST_ALONE = 100  # characters
_TIME_BEHIND = re.compile(
    r",? (?:[-–|] )?\d{1,2}[:.h]\d{2}(?: ?(?:am|pm|a\.m\.|p\.m\.))?(?: ?(?:uhr|[A-Z]{2,4}))?$", re.IGNORECASE
)
# What a desk writes behind a dateline in a line of its own: "12.03. Białystok (PAP) - aktl. - dochodzi wypowiedź straży"
_NOTED = re.compile(r"(?<=\)) [-–—] (?=[^\W\d_A-Z]).{3,90}$")
_MOST_MARKS = 8  # that are tried
_MOST_UNITS = 4  # parts with a mark behind; no agency writes more than three
_SMALL = frozenset(
    "al am and auf da de del den der des di do dos du el en in la las le les los of on sur the upon und y в w i na в".split()
)
_CAPITALS = r"(?:[A-ZÇĞİÖŞÜ]{2,20} ){1,3}[A-ZÇĞİÖŞÜ]{2,20}"
_IN_CAPITALS = re.compile(rf"({_CAPITALS}(?: ?[/,] ?{_CAPITALS}){{0,3}}) ?[-–] (?=\S)")


def read(text: str, outlets: tuple[str, ...] = ()) -> Dateline | None:
    """Recognise a dateline at the start of *text*; *outlets* are names that count as agencies."""
    if not text or _is_plain(text):
        return None
    head = text[:SEEN]
    if found := east_asian.read(head):
        return found
    known = frozenset(map(str.casefold, outlets))
    said, at = Parts(), 0
    if head.startswith(_BY):
        return _behind_byline(head, known)
    for _ in range(_MOST_UNITS):
        unit = _unit(head, at, said, known)
        if unit is None:
            break
        at = unit
    if at == 0:
        return None
    if said.credit in parts.TURKISH and (reporter := _IN_CAPITALS.match(head, at)):
        said.authors += [name.strip() for name in re.split("[/,]", reporter[1])]
        at = reporter.end()
    named = [place for place in said.places if not parts.is_word_of_desk(place)]  # "BREAKING (AP) -"
    return Dateline(at, ", ".join(named) or None, said.credit, tuple(said.authors))


def _behind_byline(head: str, outlets: frozenset[str]) -> Dateline | None:
    """Read "By JANE DOE LONDON (AP) --", which is two lines run together; only an agency in brackets proves it."""
    words = head.split(" ", _MOST_WORDS_OF_NAMES + 1)
    best: Dateline | None = None
    for count in range(2, len(words) - 1):
        people, begin = " ".join(words[1 : count + 1]), len(" ".join(words[: count + 1])) + 1
        said = Parts()
        end = _unit(head, begin, said, outlets, is_first=True)
        if end is None or not (
            said.is_framed and said.is_known and said.places and parts.is_in_capitals(said.places[0])
        ):
            continue
        found = Dateline(end, ", ".join(said.places), said.credit, (people,))
        if places.is_city(said.places[0]):
            return found
        best = best or found
    return best


def alone(text: str, outlets: tuple[str, ...] = ()) -> Dateline | None:
    """Recognise a line that is nothing but a dateline, as some put it above the story."""
    if len(text) > _LONGEST_ALONE or not text[:1].isalnum() or text.endswith((".", "!", "?", "。", "！", "？")):
        return None
    place, dash, agency = text.partition("-")
    if dash and (short := names.agency(agency)) and parts.is_place(place):
        return Dateline(len(text), place, short)  # "اللاذقية-سانا"
    bare = _TIME_BEHIND.sub("", _NOTED.sub("", text).rstrip(" -–—:/"))
    found = parts.parse(
        bare.replace(" – ", ", ").replace(" - ", ", ").replace(" | ", ", "), frozenset(map(str.casefold, outlets))
    )
    if found is None or not proofs.is_proven_alone(found):
        return None
    return Dateline(len(text), ", ".join(found.places), found.credit, tuple(found.authors))


def _is_plain(text: str) -> bool:
    """Whether a text begins as most sentences do, which is asked fast: with a word in small letters among the first four."""
    for word in text[:_HEAD].split(" ", 4)[:4]:
        if not word.isalpha():
            return False
        if word[0].islower() and word not in _SMALL:
            return True
    return False


def _is_mark(found: re.Match[str]) -> bool:
    """Whether a sign closes something: "Jean-Luc" and "Vrå_2" have none."""
    text, sign = found.string, found[0]
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    if not sign:
        return True
    if sign[0] in "_=ـ":
        return before == " "
    if sign == "-":
        return after == " " or before == ")"
    return sign[0] != "-" or after in " (" or before == ")"


def _unit(head: str, at: int, said: Parts, outlets: frozenset[str], *, is_first: bool = False) -> int | None:
    """Read the parts before the next mark into *said*; return where the text behind that begins."""
    pattern = _MARK if head[:1].isascii() else _ARABIC_MARK
    end = parts.end_of_parts(head, at, at + _HEAD, outlets)
    for mark in islice(filter(_is_mark, pattern.finditer(head, at, end)), _MOST_MARKS):
        kind = _KINDS.get(mark[0][-1:], mark[0][-1:])
        before = head[at : mark.end() if kind in ")/" else mark.start()]
        rest = head[mark.end() :].lstrip()
        if not proofs.starts_sentence(rest):
            continue
        found = parts.parse(before, outlets)
        if found is None:
            continue
        if _goes_on(said, found, kind) if at and not is_first else proofs.is_proven(found, kind, rest):
            _add(said, found)
            return len(head) - len(rest)
    return None


def _goes_on(said: Parts, found: Parts, kind: str) -> bool:
    """Whether parts go on with what was said: an agency behind a place, or a place behind an agency."""
    if said.credit is None:
        return found.is_known and not found.places
    if kind == "/" and found.dated and found.credit is None and not found.places:
        return True  # "/ ACCESSWIRE / March 12, 2026 /"
    if said.places or found.credit is not None or not found.places:
        return False
    place = found.places[0]
    is_named = parts.is_in_capitals(place) and not parts.is_word_of_desk(place)
    return kind == "-" and (found.dated or is_named)


def _add(said: Parts, found: Parts) -> None:
    said.places += found.places
    said.credit = said.credit or found.credit
    said.is_known, said.is_framed = said.is_known or found.is_known, said.is_framed or found.is_framed
    said.dated = said.dated or found.dated
    said.authors += found.authors
