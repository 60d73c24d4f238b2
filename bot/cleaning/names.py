"""Authors and agencies as found in, names of people and short names of agencies out."""

import re
from functools import lru_cache

from bot.cleaning import places
from bot.cleaning.agencies import SHORT
from bot.cleaning.characters import one_line
from bot.cleaning.tags import untagged

_LONGEST_AGENCY = 60  # characters
_FRAME = re.compile(
    r"^(?:con información de|mit material von|with inputs from|avec|with|the|agency|agence|agencia|agência|agenzia|info|via|com|con|mit|foto|photo|агентство|وكالة|وكالة أنباء|סוכנות) "
    r"|(?: (?:news agency|news service|newswires?|wires?|haber ajansı|ajansı|nyhetsbyrå|news|notizie|통신|通信社))$",
    re.IGNORECASE,
)
#: Words in small letters that names of agencies have, or what stands around them; those of the Latin alphabet without accents.
OF_AGENCIES = frozenset(
    word for name in SHORT for word in name.split() if word.isascii() and word.islower()
) | frozenset(
    "agence agencia agency agenzia avec com con de foto from haber info inputs material mit news newswire newswires notizie photo service the via"
    " von wire wires with".split()
)
_IN_BRACKETS = re.compile(r"^\S{1,200}@\S{1,200} ?\(([^()]{2,100})\)$")
_MAIL = re.compile(r"[<(]?[^\s<>()@]{1,100}@[^\s<>()@]{1,100}[>)]?")
_HANDLE = re.compile(r"[(]?(?<!\w)@\w{2,30}[)]?")
_REMARK = re.compile(r" ?[(（][^()（）]{1,60}[)）]")
_BY = re.compile(
    r"^(?:by|von|par|por|di|door|av|af|de|od|przez|oleh|texto?e?s?|tekst|teksti|text and photos?|words|story|written|reported|autorin|autore?a?"
    r"|автор|текст|автори|бقلم|بقلم|كتب|كتبت|إعداد|תאת|מאת|文|作者|撰文|记者|記者|本报记者|글)(?: by| von| par| por| di| af| av)? ?[:：/／] ?"
    r"|^(?:by|von|par|por|di|door|av|af|oleh|بقلم|كتبت?|מאת|记者|記者|本报记者|本報記者)[ 　]"
    r"|^(?:written|reported|story|words|text|texte|geschrieben|ein beitrag|publié|escrito|scritto|a cura|door onze redactie|skrevet|skriven)"
    r" (?:by|von|par|por|da|di|av|af) |^文[/／｜|]? ?",
    re.IGNORECASE,
)
#: What stands between two names.
BETWEEN = re.compile(
    r" ?[;；、] ?| (?:and|und|et|y|e|en|och|og|i|a|ve|и|и|та|και|ja|és|dan|và) | & | \+ | (?:و)(?=\w)| و | ו(?=\w)"
)
_PARTED = re.compile(r" ?[|｜•·] ?| [/／] ?| [-–—] |(?<=\w{2})[/／](?=\w)")
_AT_PLACE = re.compile(
    r"(?:^| )(?:in|à|en|em|aus|i|w|v|в|a|a|at|from|for|für|pour|para|per|reporting from) (?:the |der |den |die |le |la )?[^\W\d_a-z][^,]{1,40}$"
)  # where a correspondent is
_NOBODY = frozenset(
    "agencies|agences|agencias|agências|agenzie|agenturen|agentschappen|agencje|ajanslar|агентства|وكالات|correspondent|reports|staff|staff reporter|staff writer"
    "|wire reports|wire services|redaktion|redacción|redaccion|redação|redazione|rédaction|redactie|redakcja|redaksi|redactia|редакция|desk|web desk|news desk|newsroom"
    "|our correspondent|our staff reporter|our reporter|editor|editorial|admin|administrator|haber merkezi|editör|toimitus|redaktionen|la rédaction|la redacción|a redação|la redazione"
    "|die redaktion|de redactie|onze redactie|guest author|contributor|contributors|staff reports|staff and agencies|wires|unknown|anonymous|n/a".split(
        "|"
    )
)
# Words that a job or an outlet has in its name and a person has not; folded.
_ROLES = frozenset(
    "correspondent correspondents correspondant correspondante corresponsal correspondente corrispondente korrespondent korrespondentin korrespondenten korespondent korespondentka muhabiri muhabir"
    " reporter reporters reporterin reporterka reportero reportera repórter journalist journalistin journaliste journalisten journalista periodista giornalista dziennikarz dziennikarka gazeteci toimittaja"
    " editor editors éditeur editora redakteur redakteurin redacteur redactrice rédacteur rédactrice redaktor redaktør redaktör redaktorka redattore redactor redactora editör"
    " writer writers columnist columnista chroniqueur chroniqueuse kolumnist kolumnistin producer analyst specialist envoyé envoyée enviado enviada inviato inviata verslaggever verslaggeefster"
    " freelance freier freie chief bureau desk newsroom staff team redaktion redactie redacción redazione rédaction redakcja redacao agency agencies agentur news newspaper magazine media tv radio"
    " times herald gazette tribune zeitung anzeiger nachrichten press service services network contributor special guest photographer fotograf fotografin fotógrafo photographe volontär volontärin"
    " корреспондент журналист обозреватель редактор корр спецкор кореспондент редакция агентство مراسل مراسلة مراسلنا محرر الصحفي كاتب صحيفة وكالة كתב כתב כתבת 记者 記者 特派員 기자 특파원"
    " portal jornal diario diário rede site blog journal university institute department ministry school college".split()
)
_TITLES = re.compile(r"^(?:dr|prof|mr|mrs|ms|herr|frau|ir|drs)\.? (?=\S+ \S)", re.IGNORECASE)
_KOREAN_TITLE = re.compile(r" ?(?:선임|수습|인턴|객원|전문)?(?:기자|특파원)$")
_WORD = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=4000)  # lines are asked part by part, and the parts of datelines and credits are few
def agency(name: str) -> str | None:
    """Return the short name of the agency that *name* means, if it is one.

    Short names that are words as well ("MAP", "PA") count as they are written by the agency, and no other way.
    """
    if len(name) > _LONGEST_AGENCY:
        return None
    bare = (name if name.isprintable() and "  " not in name else one_line(name)).strip(" .()[]/،,:")
    return _short(bare) or (_short(_FRAME.sub("", bare)) if " " in bare else None)


def _short(name: str) -> str | None:
    return SHORT.get(name) or SHORT.get(name.replace("İ", "i").lower() if "İ" in name else name.lower())


def authors(claims: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people, in order and once each: bylines split, mail addresses, agencies, jobs and outlets left out."""
    people: dict[str, str] = {}
    for claim in dict.fromkeys(claims):
        for name in _split(one_line(untagged(claim))[:500]):
            if _WORD.search(name) and agency(name) is None:
                people.setdefault(name.casefold(), name)
    return tuple(people.values())


def credited(claims: tuple[str, ...]) -> str | None:
    """Return the short name of the first agency among authors as claimed: "Reuters", "Jane Doe, Reuters", "AP staff"."""
    for claim in dict.fromkeys(claims):
        line = _BY.sub("", one_line(untagged(claim))[:500].strip()).replace("(", ",").replace(")", ",")
        parts = (part for field in _PARTED.split(line) for part in BETWEEN.split(field) if part)
        for piece in (piece.strip(" ,;|-–—:/.") for part in parts for piece in part.split(",")):
            words = piece.split()
            ends = [" ".join(words[-count:]) for count in (1, 2, 3) if len(words) - count >= 2]
            plain = " ".join(word for word in words if not is_role(word))
            if found := next((short for name in (piece, plain, *ends) if (short := agency(name))), None):
                return found
    return None


def is_role(text: str) -> bool:
    """Whether a text says what somebody's job or outlet is: "Health Correspondent", "BBC News"."""
    return any(word.strip(".,'’").casefold() in _ROLES for word in text.replace("-", " ").split())


def _split(claim: str) -> list[str]:
    if bracketed := _IN_BRACKETS.match(claim):
        claim = bracketed[1]
    claim = _HANDLE.sub("", _MAIL.sub("", claim)) if "@" in claim else claim
    claim = _REMARK.sub("", _BY.sub("", claim.strip()))
    found: list[str] = []
    for field in _PARTED.split(claim):
        for part in BETWEEN.split(field):
            if part:
                found += _people(part, is_first=not found)
    return [name for text in found if (name := _bare(text)) and name.casefold() not in _NOBODY]


def _people(part: str, *, is_first: bool) -> list[str]:
    pieces = [piece for text in part.split(",") if (piece := _AT_PLACE.sub("", text.strip()))]
    # "Doe, Jane" is one person; "Jane Doe, John Smith" are two; in "Jane Doe, Northwire" the second is an outlet.
    is_surname = len(pieces) == 2 and " " not in pieces[0] and not _UNSPACED.search(pieces[0])
    if is_surname and agency(pieces[0]) is None and not is_role(pieces[1]) and agency(pieces[1]) is None:
        pieces = [", ".join(pieces)]
    return [
        piece
        for number, piece in enumerate(pieces)
        if (number == 0 and is_first) or ((" " in piece or _UNSPACED.search(piece)) and not _is_no_name(piece))
    ]


def _is_no_name(piece: str) -> bool:
    return is_role(piece) or places.is_city(piece) or places.is_country(piece) or any(map(str.isdigit, piece))


def _bare(text: str) -> str:
    name = _KOREAN_TITLE.sub("", _TITLES.sub("", text.strip(" ,;|-–—:/.")))
    words = name.split()
    for count in (1, 2, 3):  # "HANNAH BRIGHTWATER Associated Press"
        if len(words) - count >= 2 and agency(" ".join(words[-count:])):
            return " ".join(words[:-count])
    return name


@lru_cache(maxsize=1000)  # the entries of a feed mostly have the same outlets, and few categories
def unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Scrub, drop the empty ones, and keep the first of those that differ in case only."""
    found: dict[str, str] = {}
    for name in map(one_line, map(untagged, names)):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
