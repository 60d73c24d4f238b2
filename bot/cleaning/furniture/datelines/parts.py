"""What stands between the begin of a paragraph and the mark that closes its dateline, taken apart: places, a date, a credit."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from bot.cleaning import names, places
from bot.cleaning.furniture.datelines import dates

_SMALL_WORDS = frozenset(
    "a al am an and auf aux bei da das de del dell den der des di do dos du e el en i in la las les lez los of on près"
    " s sous sur the und upon van von y на ob dem le lès over aan zum zur".split()
)
# Words that open a sentence and no name of a place.
_OPENERS = frozenset(
    "A Am An As At Auf Aus Bei By Das Der Die Ein Eine En Es He I Il Im In It No On She They This To We".split()
)
# Words in capitals that open a sentence or a slug before a dash and are no places.
_NO_PLACES = frozenset(
    "ADVISORY AIDS ALERTE ANALISI ANALISIS ANÁLISE ANÁLISIS ANALIZ ANALIZA ANALYSE ANALYSIS APP ASEAN ATTENTION AUDIO AVIS BBC BERICHT BILD BILDER"
    " BLICKPUNKT BLOG BOX BREAKING BRICS BRIEF CHRONIK CHRONOLOGIE CIA CLARIFICATION CNN COMMENT COMMENTARY CORREÇÃO CORRECCIÓN CORRECTED CORRECTIE CORRECTIF"
    " CORRECTION COVID CRONACA CRÓNICA CRONOLOGIA DOCUMENTAIRE DOSSIER DOSYA DRINGEND ECB EDITORIAL EILMELDUNG ENTRETIEN ENTREVISTA"
    " ESA ESCLUSIVA ESPECIAL EU EUROPA EXCLUSIEF EXCLUSIF EXCLUSIVA EXCLUSIVE EXCLUSIVO EXKLUSIV EXPLAINER FACTBOX FAKTA FBI FEATURE FIFA FLASH FOCUS FOKUS FOTO FOTOS"
    " FRAGE G20 G7 GALERIE GALLERY GEWINNER GRAFIK GRAPHIC GÜNCELLEME HABER HINTERGRUND HIV IAEA ICC ILO IMF INFOGRAPHIC INSIGHT INTERVIEW INTERVISTA INTERVJU IOC KGB"
    " KOMMENTAR KOMMENTAAR KORREKTUR KORREKTION LEAD LETTURA LIVE LIVEBLOG MEINUNG MERCADOS MARKETS NACHRUF NASA NATO NEWS NEWSBLOG NFL NHL NIEUWS NOTA NOTE NOTICIAS OAS"
    " OBITUARY OECD OPEC OPINIE OPINIÃO OPINIÓN OPINION OPINIONE OSCE OTS OTAN ONU OPINIA PERFIL PHOTO PHOTOS PILNE PODCAST POLIZEI POLL PORTRAIT PORTRÄT POWTÓRKA POSTED PRESS PREVIEW PUBLISHED"
    " PRIMEUR PROFILE QUIZ RECTIFICATIE RECTIFICATIF RELEASE REPETICIÓN REPETIÇÃO REPORTAGE REPORTAJE REPORTAŻ REPORTAGEM RESUMEN RESUMO RETTELSE REVIEW ROUNDUP RÖPORTAJ SCHEDA SCHLAGLICHT SCHWERPUNKT"
    " SINTESI SLIDESHOW SONDAGGIO SPECIAL SPORT SPORTS STATEMENT STORY SYNTHÈSE TEST TIMELINE TOPSHOT UEFA UHR UN UNESCO UNHCR UNICEF UPDATE UPDATED UPDATES URGENT URGENTE USA US UK UAE USA VIDEO VÍDEO VIDÉO"
    " WAHL WARNING WATCH WEATHER WFP WHO WIEDERHOLUNG WRAPUP WTO WYWIAD ZITAT ZITATE ZUSAMMENFASSUNG ÜBERBLICK ÖZEL SONDAKİKA ANALİZ"
    " АНАЛИЗ АУДИО ВАЖНО ВИДЕО ДОСЬЕ ИНТЕРВЬЮ КОММЕНТАРИЙ МНЕНИЕ МОЛНИЯ НОВОСТИ ОБЗОР ОПРОС ПОВТОР РЕПОРТАЖ СПРАВКА СРОЧНО УТОЧНЕНИЕ ФОТО ХРОНИКА ЭКСКЛЮЗИВ"
    .split()
)  # fmt: skip
# Words in capitals that a paragraph may open with, so that readers see where it begins.
_OPENERS = frozenset(
    "AFTER ALSO BEFORE EARLIER ELSEWHERE FINALLY FIRST HOW HOWEVER LATER LASTLY MEANWHILE NEXT NOW ONCE SECOND SOON THEN THIRD TODAY TOMORROW TONIGHT WHAT WHEN WHERE WHILE WHY YESTERDAY"
    " DANACH DANN FAZIT GESTERN HEUTE INZWISCHEN MORGEN UNTERDESSEN ZUVOR DEMAIN ENFIN ENSUITE HIER PENDANT PUIS AYER ENTONCES HOY LUEGO MAÑANA MIENTRAS DOMANI IERI INFINE INTANTO OGGI"
    " AMANHÃ DEPOIS ENQUANTO HOJE ONTEM ВЧЕРА ЗАВТРА ПОТОМ РАНЕЕ СЕГОДНЯ".split()
)  # fmt: skip
_FORBIDDEN = re.compile(r"[\d\"“”„«»:;?!()\[\]…*@#&|=+_%$€£<>{}]")
_BRACKET = re.compile(r"[(\[]")
_IN_BRACKETS = re.compile(r"(?:(?<=[\s.,])|^|(?<=\w))[(\[] ?([^()\[\]]{2,60}?) ?[)\]]$")
_IN_SLASHES = re.compile(r"(?:(?<=[\s.,])|^)/ ?([^/]{2,60}?) ?/$")
_UNCLOSED = re.compile(r"(?:^|\s)/\w")
_REGION = re.compile(r"(.{2,50}?) [(\[]([^()\[\]]{2,40})[)\]]")
_SEGMENTS = re.compile(r"(?:,|،| /|/(?= ))\s?")
_YEAR = re.compile(r"\b[12]\d{3}\b")
_SPACED_NUMBERS = re.compile(r"(\d) - (\d)")
_BETWEEN_CREDITS = re.compile(r" ?/ ?| ?, ?| - | & | and | und | et | e | y |＝|=")
_SMALL_WORD = re.compile(r"(?<!\S)[a-z]{2,}(?!\S)")
_OF_DATELINES = _SMALL_WORDS | names.OF_AGENCIES
_CORRESPONDENT = re.compile(r"(?:Корр|корр|Corr|corr|Спецкорр?)\. ?")
_TOWN = re.compile(r"^(?:г|м|гор|сел?|пос)\. ?")
#: Agencies that put reporters' names in or behind the dateline.
TURKISH = frozenset({"AA", "Anadolu", "ANKA", "DHA", "İHA"})


@dataclass(slots=True, kw_only=True)
class Parts:
    """What was found so far."""

    places: list[str] = field(default_factory=list)  #: as written
    dated: bool = False
    has_year: bool = False
    has_day_only: bool = False  #: "São Paulo, 12 -": a number that may be a day
    credit: str | None = None
    is_known: bool = False  #: whether the credit is an agency's or the outlet's
    is_framed: bool = False  #: whether the credit stands in brackets or between strokes
    authors: list[str] = field(default_factory=list)


def end_of_parts(head: str, start: int, end: int, outlets: frozenset[str]) -> int:
    """Return behind the begin of the first word that no dateline has: no mark further on closes one, so nothing is read there.

    In brackets any word may stand, and before a stroke.
    """
    if "/" in head[start:end]:
        return end
    bracket = _BRACKET.search(head, start, end)
    for word in _SMALL_WORD.finditer(head, start, bracket.start() if bracket else end):
        said = word[0]
        if said not in _OF_DATELINES and dates.kind(said) is None and not any(said in outlet for outlet in outlets):
            return word.start() + 1
    return end


@lru_cache(maxsize=1000)  # places and agencies have datelines in common, but for the day
def parse(before: str, outlets: frozenset[str]) -> Parts | None:
    """Take apart what stands before a mark; None where anything in it is no part of a dateline.

    *outlets* are casefolded names that count as agencies. What is returned is remembered, and not to be changed.
    """
    found = Parts()
    rest = before.strip()
    if framed := _framed(rest):
        if framed.start() == 0 and places.is_city(framed[1]) and not names.agency(framed[1]):
            return Parts(places=[framed[1]])  # "(VAN) -", "[LONDON]"
        if not _read_credit(framed[1], found, outlets):
            return None
        rest = rest[: framed.start()].rstrip(" ,.-–،")
        found.is_framed = True
    if "/" in rest and _UNCLOSED.search(rest):
        return None
    found.has_year = _YEAR.search(rest) is not None
    for segment in _split(rest if rest.isascii() else _SPACED_NUMBERS.sub(r"\1/\2", rest)):
        if not _read_segment(segment, found, outlets):
            return None
    return found if len(found.places) <= 3 else None


def _framed(text: str) -> re.Match[str] | None:
    """Find what stands in brackets or between strokes at the end of a text."""
    if text.endswith((")", "]")):
        return _IN_BRACKETS.search(text)
    return _IN_SLASHES.search(text) if text.endswith("/") else None


def is_in_capitals(place: str) -> bool:
    """Whether a name stands in capitals, in a script that has them."""
    return place.isupper() and sum(map(str.isalpha, place)) > 2


def is_word_of_desk(place: str) -> bool:
    """Whether capitals are those of a slug, of an organisation or of how a paragraph opens: UPDATE, NATO, MEANWHILE."""
    first = place.split(maxsplit=1)[0].rstrip(".:,")
    return place in _NO_PLACES or first in _NO_PLACES or first in _OPENERS or place.startswith(("BC-", "BC "))


def _split(rest: str) -> list[str]:
    segments: list[str] = []
    for segment in _SEGMENTS.split(rest):
        pieces = [segment]
        if ". " in segment:  # "Москва. 12 марта. ИНТЕРФАКС", and not "ST. PETERSBURG"
            parted = segment.split(". ")
            pieces = parted if any(dates.is_date(one) or names.agency(one) for one in parted) else pieces
        segments += [bare for piece in pieces if (bare := piece.strip().removesuffix(" -").strip())]
    return segments


def _read_segment(segment: str, found: Parts, outlets: frozenset[str]) -> bool:
    if dates.is_date(segment):
        found.dated = True
        return True
    if (kind := dates.kind(segment)) in {"year", "weekday"}:
        return found.dated or bool(found.places)
    if kind == "number":
        found.has_day_only = bool(found.places)
        return found.has_day_only
    if found.credit is None and (names.agency(segment) or segment.casefold() in outlets):
        return _read_credit(segment, found, outlets)
    if found.credit is not None and not found.is_framed:
        return _read_author(segment, found)  # "РИА Новости, Артем Лыткин"
    return _read_place_and_date(segment, found)


def _read_place_and_date(segment: str, found: Parts) -> bool:
    rest, is_dated = dates.split(segment)
    if short := names.agency(rest if is_dated else rest.rpartition(" ")[2]):  # "London CNN", "تيماء 12 مارس واس"
        rest, is_dated_before = ("", is_dated) if is_dated else dates.split(rest.rpartition(" ")[0])
        if not is_dated_before and not places.is_city(rest):
            return False
        found.credit, found.is_known, is_dated = short, True, is_dated_before
    found.dated = found.dated or is_dated
    return not rest or _read_place(rest, found)


def _read_place(segment: str, found: Parts) -> bool:
    written = _TOWN.sub("", segment).rstrip(" -–")
    if found.credit in TURKISH and "/" in written:  # "Veysel KARACA/KOZAN"
        people, _, town = written.partition("/")
        if " " in people and not people.isupper():
            found.authors += [name.strip() for name in people.split("-")]
            written = town
    region = _REGION.fullmatch(written)
    named = region[1] if region else written
    if (region and not is_place(region[2])) or not is_place(named, most=9 if found.is_known and named.isupper() else 5):
        return False
    found.places.append(written)
    return True


def _read_author(segment: str, found: Parts) -> bool:
    words = segment.split()
    is_name = 1 < len(words) <= 4 and all(word[0].isupper() for word in words) and not _FORBIDDEN.search(segment)
    if is_name:
        found.authors.append(segment)
    return is_name


def _read_credit(text: str, found: Parts, outlets: frozenset[str]) -> bool:
    text = _CORRESPONDENT.sub("", text.strip())
    if short := names.agency(text):
        found.credit, found.is_known = short, True
        return True
    for piece in _BETWEEN_CREDITS.split(text):
        short = names.agency(piece) or (piece if piece.casefold() in outlets else None)
        if short and not found.is_known:
            found.credit, found.is_known = short, True
        elif short is None and found.is_known:
            _read_author(piece, found)
    if found.is_known:
        return True
    if service := _service(text):
        found.credit, found.is_known = service[0], True
        return not service[1] or _read_author(service[1], found)
    found.credit = text
    return _is_credit(text)


def _service(text: str) -> tuple[str, str] | None:
    """Read "dpa-infocom" and "ТАСС Ирина Долгушина": the agency, and what may be a reporter behind it."""
    words = text.split()
    for count in range(min(len(words) - 1, 3), 0, -1):
        if short := names.agency(" ".join(words[:count])):
            return short, " ".join(words[count:])
    stem, _, behind = text.partition("-")
    short = names.agency(stem) if behind and len(words) == 1 else None
    return (short, "") if short else None


def _is_credit(name: str) -> bool:
    return (
        2 <= len(name) <= 40
        and len(name.split()) <= 5
        and (name[0].isupper() or name.isupper())
        and not any(character in "();:!?" for character in name)
        and not dates.is_date(name)
        and not name[0].isdigit()
    )


def is_place(segment: str, most: int = 5) -> bool:
    """Whether a text may be the name of a place, by its letters alone."""
    words = segment.replace("/", " ").split()
    return (
        0 < len(words) <= most
        and len(segment) <= 12 * most
        and _FORBIDDEN.search(segment) is None
        and not words[0][0].islower()
        and all(not word[0].islower() or word in _SMALL_WORDS or word[1:2] in "'’" for word in words)
        and any(map(str.isalpha, segment))
        and words[-1].casefold() not in _SMALL_WORDS
        and (words[0] not in _OPENERS or places.is_city(segment))
        and not any(dates.kind(word) == "weekday" for word in words)
    )
