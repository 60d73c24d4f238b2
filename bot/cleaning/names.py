"""Authors and agencies as found in, names of people and short names of agencies out."""

import re
from functools import lru_cache

from bot.cleaning.characters import one_line

# Short name by the names that agencies are credited with (in lower case, "the" and "news agency" taken off).
_AGENCIES = {
    name: short
    for short, names in {
        "AAP": ("aap", "australian associated press"),
        "AFP": ("afp", "agence france-presse", "agence france presse"),
        "ANI": ("ani",),
        "ANSA": ("ansa",),
        "AP": ("ap", "ap news", "associated press", "apnews"),
        "Bloomberg": ("bloomberg", "bloomberg news"),
        "CNA": ("cna", "central news agency"),
        "dpa": ("dpa", "deutsche presse-agentur"),
        "EFE": ("efe", "agencia efe"),
        "IANS": ("ians",),
        "Interfax": ("interfax",),
        "Kyodo": ("kyodo", "kyodo news"),
        "PA": ("pa", "pa media", "press association"),
        "PTI": ("pti", "press trust of india"),
        "Reuters": ("reuters", "thomson reuters"),
        "RIA": ("ria", "ria novosti"),
        "STT": ("stt",),
        "TASS": ("tass", "itar-tass"),
        "TT": ("tt",),
        "UPI": ("upi", "united press international"),
        "Xinhua": ("xinhua", "新华社"),
        "Yonhap": ("yonhap",),
    }.items()
    for name in names
}
_FRAME = re.compile(r"^(?:the|agency|info) |(?: news agency| newswires?| wires?)$")
_IN_BRACKETS = re.compile(r"^\S{1,200}@\S{1,200} ?\(([^()]{2,100})\)$")
_MAIL = re.compile(r"[<(]?[^\s<>()@]{1,100}@[^\s<>()@]{1,100}[>)]?")
_BY = re.compile(r"^(?:by|von|par|por|di|text:) ", re.IGNORECASE)
_BETWEEN = re.compile(r" ?; ?| and | & | und | et | y ")
_AT_PLACE = re.compile(r"(?:^| )in [A-Z][^,]{1,40}$")  # where a correspondent is
_NOBODY = frozenset({"agencies", "correspondent", "reports", "staff", "wire reports", "wire services"})
_WORD = re.compile(r"[^\W\d_]")


def agency(name: str) -> str | None:
    """Return the short name of the agency that *name* means, if it is one."""
    return _AGENCIES.get(_FRAME.sub("", one_line(name).strip(" .()").lower()))


def authors(claims: tuple[str, ...]) -> tuple[str, ...]:
    """Return the people, in order and once each: bylines split, mail addresses and agencies left out."""
    people: dict[str, str] = {}
    for claim in dict.fromkeys(claims):
        for name in _split(one_line(claim)[:500]):
            if _WORD.search(name) and agency(name) is None:
                people.setdefault(name.casefold(), name)
    return tuple(people.values())


def _split(claim: str) -> list[str]:
    if bracketed := _IN_BRACKETS.match(claim):
        claim = bracketed[1]
    claim = _BY.sub("", _MAIL.sub("", claim) if "@" in claim else claim)
    found: list[str] = []
    for part in _BETWEEN.split(claim):
        pieces = [piece for text in part.split(",") if (piece := _AT_PLACE.sub("", text.strip()))]
        # "Doe, Jane" is one person; "Jane Doe, John Smith" are two; in "Jane Doe, Northwire" the second is an outlet.
        if pieces and " " not in pieces[0] and agency(pieces[0]) is None:
            pieces = [", ".join(pieces)]
        found += [piece for number, piece in enumerate(pieces) if number == 0 or " " in piece]
    return [name for text in found if (name := text.strip(" ,;|-")) and name.lower() not in _NOBODY]


@lru_cache(maxsize=1000)  # the entries of a feed mostly have the same outlets, and few categories
def unique(names: tuple[str, ...]) -> tuple[str, ...]:
    """Scrub, drop the empty ones, and keep the first of those that differ in case only."""
    found: dict[str, str] = {}
    for name in map(one_line, names):
        if name:
            found.setdefault(name.casefold(), name)
    return tuple(found.values())
