"""A line in, who wrote the story out, where no word such as "By" says so: names with what outlets set around and behind them.

    Hélène Vasseur (Clermont-Ferrand, envoyée spéciale)     Kashif Mirza-Lodhi Published March 12, 2026     /Денис Кровопусков/
    Noemí Tarrazona · Edición: Santi Boix     Malena Ferrúa PARA CRÓNICA RIOPLATENSE     Кирилл Ястребов Корреспондент отдела транспорта

What stands behind a name proves it; a name alone is proven by the lines beside it, and that is for others to see.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from bot.cleaning import names, places
from bot.cleaning.furniture import bylines, lines
from bot.cleaning.furniture.datelines import dates

_LONGEST = 170  # characters
_SHORTEST = 5  # characters of names
_MOST_FIELDS = 6
_MOST_BESIDE = 12  # words of a name and a job
_LONGEST_NAME = 45  # characters
_MOST_WORDS = 4  # of a name that nothing announces, small ones aside
_STOPS = ".!?…:;。！？”»"  # no line of names ends in one of them
_FRAMES = {"/": "/", "[": "]", "【": "】", "(": ")", "（": "）", "〔": "〕", "［": "］"}
_BRACKETS = re.compile(r" ?\(([^()]{2,60})\)")
_FIELDS = re.compile(r" ?[|｜·•●⋅] ?| [/–—-] |, ?(?=\S)|(?<=\w)/(?=[A-Z]{2})|\. (?=[^\W\d_a-z])")
_TIMED = re.compile(
    r"(?:,|\.)? ?(?:published|updated|posted|last updated|first published|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|actualizado|atualizado"
    r"|pubblicato|aggiornato|gepubliceerd|bijgewerkt|laatste update|publicerad|uppdaterad|opublikowano|aktualizacja|опубликовано|обновлено|güncelleme|yayınlanma)"
    r"\b[^\d]{0,25}\d.{0,120}",
    re.IGNORECASE,
)
_DATE_BEHIND = re.compile(r" (?=\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\b|\d{1,2} [^\W\d_]{3,10} \d{4}\b).{6,110}")
_FOR_OUTLET = re.compile(r" (?:PARA|POUR|FOR|FÜR|PER|VOOR|FÖR|DLA|para|pour|for|für|per|voor|för|dla) (\S.{2,50})")
_WITH_AGENCY = re.compile(
    r"(?: -|,)? (?:avec|mit|con|com|with|met|z|with inputs from|en collaboration avec|y|und|et|e|and) (\S.{1,30})",
    re.IGNORECASE,
)
_AND_DESK = re.compile(
    r" (?:and|und|et|y|e|en|och|og|i|ve) (?:onze |our |die |the |la |l'|notre |unsere )?[\w-]{0,20}(?:redactie|redaktion|rédaction|redacción|redazione|redação|desk|staff|agencies|agenturen|agences|agencias)\b.*",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"[^\W\d_]{3,14}(?: (?:y|und|and|et|e|i) [^\W\d_]{3,14})?: ?\S.{2,60}")
_ADDRESS = re.compile(r"[(]?(?:@\w{2,30}|[^\s@]{1,60}@[^\s@]{1,60}\.\w{2,15})[)]?")
_WROTE = re.compile(
    r"(?:text|texte|texto|testo|tekst|текст|words|text und fotos?|texto y fotos|texte et photos|now|earlier)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_TITLE = re.compile(r"(?:(?:Doç|Prof|Dr|Mag|Dott|Ing|Yrd|Öğr)\. ?){1,3}(?=\S)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff]{1,4}[ 　]?[\u3400-\u9fff\u3040-\u30ff]{1,5}")
_NO_HAN_NAME = re.compile(
    "記|报|報|新|速|写|真|動|画|特|集|載|社|説|独|解|更|限|全|会|員|料|告|広|編|論|評|話|題|者|局|部|版|図|表|続|経|済|政|治|国|際|地|域|今|年|月|日|注|要|快|讯|訊|视|频|图|点|焦|专|直|播"
)
# A line has one of these if it names a part of the outlet, or none.
_NO_PEOPLE = frozenset(
    """
    news sport sports football politics business world local national economy culture opinion opinions life style lifestyle health science tech technology media
    travel food weather features feature entertainment arts music film tv radio video videos photo photos live updates update latest breaking top stories story home
    money markets market education environment climate crime courts court community events obituaries letters editorial comment analysis exclusive premium subscriber
    subscribers only more read share save print listen watch follow us topics related general international regional district city town county state region country
    inland ausland politik wirtschaft kultur sport lokales panorama wissen gesundheit reise leben meinung kommentar digital regional nachrichten aktuell thema themen
    politique économie monde société culture sports région régions faits divers santé sciences actualité actualités débats idées opinion afrique europe france
    política economía sociedad cultura deportes mundo internacional nacional opinión salud ciencia tecnología actualidad noticias últimas sucesos reportaje exclusivo
    economia esporte esportes desporto sociedade saúde ciência cidades brasil notícias cotidiano geral cronaca politica esteri sport cultura spettacoli salute notizie
    binnenland buitenland economie nieuws politiek cultuur sport regio wetenschap inrikes utrikes ekonomi nyheter kultur sport inrikesnyheter
    kraj świat gospodarka polityka kultura sport wiadomości nauka zdrowie region gündem ekonomi spor dünya siyaset kültür sanat sağlık teknoloji haber haberler özel yaşam
    новости политика экономика общество культура спорт мир россия регионы происшествия наука мнение мнения интервью главное лента сегодня служба отдел газета
    أخبار اقتصاد سياسة رياضة ثقافة محليات عربية دولية العالم المحلية صحة علوم تكنولوجيا منوعات رأي مقالات تقارير وكالة قناة خبر عاجل
    street road park bank club united college university council ministry party north south east west new old great big day days week year review report guide
    with us you your our my we be is are was has not this that here now connect join sign log register click tap see find look subscribe
    key points facts quick questions answers questions question what how why who the and for about advertisement sponsored partner content contact newsletter podcast
    tüm bütün yazıları yazılar alle artikel tous articles todos artículos artigos tutti articoli wszystkie artykuły все статьи
    agency service press associated company group inc ltd gmbh ag corp sa foundation institute centre center association society office department team desk
    """.split()
)


class Writer(NamedTuple):
    """Who wrote it, as a line says that has no word for it."""

    people: tuple[str, ...]
    agency: str | None = None  #: short name
    is_proven: bool = False  #: by what stands behind the names


@lru_cache(maxsize=1000)
def find(text: str, outlets: tuple[str, ...] = ()) -> Writer | None:
    """Read a line; None where it is no names, or has anything beside them that bylines have not."""
    if not 3 < len(text) <= _LONGEST or text[0].islower() or text[0].isdigit() or text[-1] in _STOPS:
        return None
    if (framed := _framed(text)) is not None:
        return framed
    rest, agency, proofs = _without_rest(text, outlets)
    fields = [field for part in _FIELDS.split(rest) if part and (field := part.strip())]
    if len(fields) > 1 and fields[0].casefold() in {name.casefold() for name in outlets}:
        del fields[0]
    if not 0 < len(fields) <= _MOST_FIELDS:
        return None
    people, has_role = _people(fields[0])
    seen = [_is_proof(field, outlets) for field in fields[1:]]
    if not people or None in seen:
        return None
    agency = agency or next(filter(None, map(names.agency, fields[1:])), None)
    return Writer(people, agency, is_proven=proofs > 0 or has_role or any(seen))


def _without_rest(text: str, outlets: tuple[str, ...]) -> tuple[str, str | None, int]:
    """Take times, brackets, outlets and agencies off behind names; return the agency, and how many of these are proofs."""
    agency: str | None = None
    rest, proofs = _AND_DESK.subn("", text, count=1)
    for pattern in (_TIMED, _DATE_BEHIND):
        if (found := pattern.search(rest)) and found.start() >= _SHORTEST:
            rest, proofs, agency = rest[: found.start()], proofs + 1, agency or _source(found[0])
    rest = rest.strip(" ,.|·•–—-*")
    if "(" in rest:
        proofs += any(map(_is_note, _BRACKETS.findall(rest)))
        rest = _BRACKETS.sub("", _without_pictures(rest))
    for pattern in (_FOR_OUTLET, _WITH_AGENCY):
        if (found := pattern.search(rest)) and found.end() == len(rest) and _is_outlet(found[1], outlets):
            rest, proofs, agency = rest[: found.start()], proofs + 1, agency or names.agency(found[1])
    return rest, agency, proofs


def is_person(text: str) -> bool:
    """Whether a text may be the name of one person, and no part of an outlet: two to four words in large letters."""
    if len(text) > _LONGEST_NAME:
        return False
    words = text.split()
    big = [word for word in words if not word[0].islower()]
    return (
        2 <= len(big) <= _MOST_WORDS
        and bylines.is_name(text)
        and _NO_PEOPLE.isdisjoint(word for part in words for word in part.casefold().split("-"))
        and not names.is_role(text)
        and not any(places.is_city(part) or places.is_country(part) for part in (text, words[0], words[-1]))
        and names.agency(text) is None
        and not any(dates.is_word_of_time(word) for word in words)
        and lines.TOP.reason(lines.fold(text)) is None
        and (not text.isupper() or len(words) < _MOST_WORDS)
    )


def _framed(text: str) -> Writer | None:
    """Read a name in brackets or between strokes: `/Денис Кровопусков/`, `【岡本健】`."""
    if _FRAMES.get(text[0]) != text[-1]:
        return None
    inner = text[1:-1].strip()
    if lines.is_unspaced(inner):
        is_name = _HAN_NAME.fullmatch(inner) is not None and len(inner) > 2 and not _NO_HAN_NAME.search(inner)
        is_name = is_name and not places.is_city(inner) and names.agency(inner) is None
    else:
        is_name = text[0] != "(" and is_person(inner)
    return Writer((inner,)) if is_name else None


def _people(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the names in a text, and whether a job stands behind them: "Holly Tranmer News Editor"."""
    bare = _TITLE.sub("", text, count=1)
    parts = [one.strip() for one in names.BETWEEN.split(bare) if one.strip()]
    if parts and all(map(is_person, parts)):
        return tuple(parts), False
    words = bare.split()
    job = (
        next((at for at, word in enumerate(words) if at > 1 and _has_role(word)), 0)
        if len(words) <= _MOST_BESIDE
        else 0
    )
    for count in range(job, 1, -1):
        if is_person(" ".join(words[:count])):
            return (" ".join(words[:count]),), True
    return (), False


def _is_note(inside: str) -> bool:
    """Whether what stands in brackets behind a name says that it is an author's: `(texto)`, `(Lyon, envoyée spéciale)`."""
    return _has_role(inside) or _WROTE.fullmatch(inside) is not None or names.agency(inside) is not None


def _without_pictures(text: str) -> str:
    """Leave those out who took the pictures: "Inês Cabral (texto) e Rui Dias (fotografia)"."""
    parts = [part for part in names.BETWEEN.split(text) if part]
    wrote = [
        part
        for part in parts
        if not any(lines.PICTURES & set(_WORD.findall(inside.casefold())) for inside in _BRACKETS.findall(part))
    ]
    return " & ".join(wrote) if len(wrote) < len(parts) else text


def _is_proof(field: str, outlets: tuple[str, ...]) -> bool | None:
    """Whether a field behind a name proves it; None where no byline has such a field."""
    if _ADDRESS.fullmatch(field) or _has_role(field) or _is_outlet(field, outlets):
        return True
    if dates.is_time_of_publication(field) or places.is_city(field) or _LABELLED.fullmatch(field):
        return True
    if is_person(field):
        return False
    return None


def _has_role(text: str) -> bool:
    words = (word.strip(".,()'’«»").casefold() for word in text.split())
    return names.is_role(text) or not lines.ROLES.isdisjoint(words)


def _is_outlet(text: str, outlets: tuple[str, ...]) -> bool:
    return names.agency(text) is not None or text.isupper() or text.casefold() in {name.casefold() for name in outlets}


def _source(text: str) -> str | None:
    """The agency behind a time: "09-12-25, 18:45 Bron: Belga"."""
    _, colon, behind = text.rpartition(":")
    return names.agency(behind) if colon else None
