"""What agencies write beside a story in telex text: kills, corrections, updates, embargoes, notes. Their dialects, as one table.

A sign counts where agencies put it: alone on a line or in brackets above the headline, before a colon or dash, in capitals
at the beginning, or as a part of the keyword line. In the middle of a headline it is a word like any other.
"""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple


class Sign(Enum):
    """What a line says of the message."""

    KILL = auto()  #: what it names must not be used any more
    CORRECTION = auto()
    REPEAT = auto()  #: the same again
    UPDATE = auto()  #: a further version; its number may stand beside
    PART = auto()  #: a further part of a story: the others stay valid
    FLASH = auto()
    URGENT = auto()
    GENRE = auto()  #: report, summary, background: says nothing of the version
    EMBARGO = auto()
    NOTE = auto()  #: to editors


class Agency(NamedTuple):
    """One agency's ways."""

    name: str  #: as it is credited
    marks: frozenset[str]  #: what it calls itself in header and dateline, lower case, up to the first `-` or `/`
    hours: (
        int | None
    )  #: its clock where a line names no zone: hours ahead of UTC in winter, with summer time; None is UTC


def _agency(name: str, hours: int | None, *marks: str) -> Agency:
    return Agency(name, frozenset(marks), hours)


AGENCIES = (
    _agency("AP", None, "ap", "apw"),
    _agency("AFP", None, "afp"),
    _agency("Reuters", None, "reuters", "reu", "rtr"),
    # With its regional services
    _agency("dpa", 1, "dpa", "lah", "lby", "lbn", "lhe", "lmv", "lni", "lno", "lnw", "lrs", "lsn", "lsw", "lth"),
    _agency("APA", 1, "apa"),
    _agency("PA", 0, "pa"),
    _agency("EFE", 1, "efe"),
    _agency("ANSA", 1, "ansa"),
    _agency("NTB", 1, "ntb"),
    _agency("STT", 2, "stt", "fnb"),
)

#: Sign, whose words, the words; a group is the number of an update or part. Matched without regard to case.
_DIALECTS: tuple[tuple[Sign, str, str], ...] = (
    (Sign.KILL, "AP Reuters PA", r"(?:bulletin |mandatory |urgent |advisory |story |item )?kill(?:(?:[\s-]{1,3}kill){1,4}| notice| advisory)?|(?:story|item) (?:killed|withdrawn|removed|retracted)"),
    (Sign.KILL, "dpa APA", r"r(?:ü|ue)ckziehung|meldung zur(?:ü|ue)ckgezogen|stornierung"),
    (Sign.KILL, "AFP", r"annul[ée]e?|annulation|d[ée]p[êe]che annul[ée]e"),
    (Sign.KILL, "EFE", r"anula|anulaci[óo]n|nota anulada|noticia anulada"),
    (Sign.KILL, "ANSA", r"annullamento|notizia annullata"),
    (Sign.KILL, "NTB", r"melding(?:en)? (?:er )?trukket"),
    (Sign.KILL, "STT", r"juttu (?:peruttu|vedetty pois)"),
    (Sign.CORRECTION, "AP Reuters PA", r"corrected|corrects|correction|correcting|corrective"),
    (Sign.CORRECTION, "dpa APA", r"berichtigung|berichtigt|korrektur|korrigiert|korrigierte fassung"),
    (Sign.CORRECTION, "AFP", r"rectificatif|rectification|correctif|corrig[ée]e?"),
    (Sign.CORRECTION, "EFE", r"correcci[óo]n|corrige|corregid[ao]|versi[óo]n corregida|rectificaci[óo]n"),
    (Sign.CORRECTION, "ANSA", r"correzione|rettifica|corretta"),
    (Sign.CORRECTION, "NTB", r"rettelse|retting|korrigert|rettet"),
    (Sign.CORRECTION, "STT", r"korjaus|korjattu|oikaisu"),
    (Sign.REPEAT, "all", r"refile|repeat|repeating|resending|rpt(?: rpt)?|wiederholung|r[ée]p[ée]tition|repetici[óo]n|ripetizione|gjentatt|toisto"),
    (Sign.UPDATE, "AP", r"(\d{1,2})(?:st|nd|rd|th) ?(?:ld|lead)(?:[ -]{0,3}writethru)?|(?:ld|lead)?[ -]{0,3}writethru"),
    (Sign.UPDATE, "Reuters", r"(?:update|wrapup) ?(\d{0,2})"),
    (Sign.UPDATE, "dpa APA", r"(\d{1,2})(?:\.|st|nd|rd|th) (?:zusammenfassung|roundup|lead|update|neufassung)|roundup (\d{1,2})|aktualisierung|neufassung"),
    (Sign.UPDATE, "AFP", r"lead ?(\d{0,2})|(\d{1,2})(?:e|[èe]me) lead|actualisation|mise à jour"),
    (Sign.UPDATE, "EFE", r"(?:ampliaci[óo]n|actualizaci[óo]n|ampl) ?(\d{0,2})"),
    (Sign.UPDATE, "ANSA", r"aggiornamento ?(\d{0,2})|nuova versione"),
    (Sign.UPDATE, "NTB", r"(?:ny melding|ny versjon|oppdatert|oppdatering) ?(\d{0,2})"),
    (Sign.UPDATE, "STT", r"p[äa]ivitys ?(\d{0,2})|p[äa]ivitetty"),
    (Sign.PART, "all", r"(\d{1,2})(?:st|nd|rd|th) ?(?:add|take)|(?:add|take|suite|teil|fortsetzung) ?(\d{1,2})|(\d{1,2})\. (?:teil|fortsetzung|lis[äa]ys)"),
    (Sign.FLASH, "all", r"flash|blitz|blitzmeldung|lynmelding|salama"),
    (Sign.URGENT, "all", r"urgent|eil|eilmeldung|d'urgence|bulletin|urgente|alerte|alert|newsalert|hastemelding|kiire"),
    (Sign.GENRE, "all", r"meldung|zusammenfassung|roundup|vorschau|hintergrund|feature|korr-bericht|reportage|analyse|interview|synth[èe]se|papier g[ée]n[ée]ral|pr[ée]v|cr[óo]nica|resumen|sintesi|advisory|focus"),
)  # fmt: skip
#: Words that take an item back only where they stand alone: a headline may begin with them.
_KILLED = r"killed|withdrawn|retracted|retraction|zur(?:ü|ue)ckgezogen|storniert|anulad[ao]|annullat[ao]|trukket|trekkes|peruttu|mit[äa]t[öo]ity"
_BEFORE = r"[\s(*+=/#\[\"-]{0,12}"
_WAIT = (
    r"embargoed (?:for|until|till)|embargad[ao] (?:hasta|para)|sous embargo|sperrfrist|(?:held|hold) for release|for release at"
    r"|not for (?:use|publication|release) (?:before|until)|sperrefrist|julkaisuvapaa"
)
_PATTERNS = tuple(
    (sign, re.compile(rf"{_BEFORE}(?:{words})(?=[\s*+=/#]{{0,8}}(?:[:;,)\]–—-]|$))", re.IGNORECASE))
    for sign, _, words in _DIALECTS
)
_ALONE = tuple(
    (sign, re.compile(rf"{_BEFORE}(?:{words})[\s)*+=/#\]\":.-]{{0,12}}", re.IGNORECASE))
    for sign, _, words in (*_DIALECTS, (Sign.KILL, "all", _KILLED))
)
_ANY = re.compile(rf"{_BEFORE}(?:{_KILLED}|{'|'.join(words for _, _, words in _DIALECTS)})\b", re.IGNORECASE)
_LONGEST = 300  # characters of a line that are looked at; signs stand at the beginning
#: Here more words may follow: what is killed, what is corrected, until when to wait.
_OPEN = (
    (Sign.KILL, re.compile(rf"{_BEFORE}(?:BULLETIN|MANDATORY|URGENT|ADVISORY) KILL\b")),
    (Sign.KILL, re.compile(rf"{_BEFORE}KILL (?:[A-Z]{{2}}-|[A-Za-z]{{1,4}}\d{{3,5}}\b)")),
    (Sign.KILL, re.compile(rf"{_BEFORE}(?i:please kill) (?:[A-Za-z' -]{{1,30}} )?[A-Za-z]{{1,4}}\d{{3,5}}\b")),
    (Sign.CORRECTION, re.compile(r"(?i:eds|editors)\b.{0,80}?\bCORRECT(?:S|ED|ING|IVE|ION)\b")),
    (Sign.EMBARGO, re.compile(rf"{_BEFORE}(?:{_WAIT})\b", re.IGNORECASE)),
    # "Embargo" alone is what states do to each other, too.
    (Sign.EMBARGO, re.compile(rf"{_BEFORE}(?:EMBARGO\b ?[:=)]|(?i:embargo\b[\s:]{{1,3}}(?:\d|until|till|bis|jusqu|hasta|fino|til)|embargo$))")),
)  # fmt: skip
#: Notes begin with these, wherever they stand.
_NOTE = re.compile(
    r"[\s(*+=/#-]{0,8}(?:eds|editors|(?:note to )?editors?'? ?note|note to editors?|notes? to (?:editors|users)|achtung redaktion(?:en)?|an die redaktion(?:en)?"
    r"|hinweise? an die redaktion(?:en)?|redaktionelle hinweise?|(?:note )?aux r[ée]dactions|note aux r[ée]dactions|a los editores|nota a(?:i|lle)? redattori|redazioni"
    r"|til redaksjonene?|toimituksille|huom(?:io)?|aviso (?:a los editores|al editor)|attention editors)\b\s?[:.)—–-]",
    re.IGNORECASE,
)  # fmt: skip
#: "ACHTUNG: Meldung bdt0123 zurückgezogen": an item and what became of it, behind a call for attention
_TAKEN_BACK = re.compile(
    r"[\s(*+=/-]{0,12}(?:(?:achtung|attention|atenci[óo]n|attenzione|obs|huom|advisory)\b.{0,40}?"
    r"\b(?:meldung|nachricht|beitrag|text|story|item|dispatch|d[ée]p[êe]che|nota|noticia|notizia|melding|juttu)\b.{0,40}?"
    r"(?:zur[üu]e?ckgezogen|nicht (?:mehr )?verwenden|withdrawn|killed|do not use|annul[ée]e|ne pas utiliser|anulada|annullata|trukket|peruttu)"
    r"|(?:eds|editors|attention)\b.{0,20}?(?:(?-i:\bKILL\b)|\b(?:story|item) (?:is|was|has been) (?:killed|withdrawn)\b))",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """What the lines beside a story say of it."""

    signs: frozenset[Sign] = frozenset()
    update: int | None = None  #: number of the update, where one is named; the first message has none
    part: int | None = None  #: number of the part


SILENT = Told()


def agency(*claims: str | None) -> Agency | None:
    """Find the agency that one of the claims names, e.g. `dpa 0123`, `FRA /AFP-AB12`, `dpa/lni`; the first that does."""
    for claim in claims:
        for word in re.findall(r"[^\W\d_]{2,12}", (claim or "").lower()):
            for known in AGENCIES:
                if word in known.marks:
                    return known
    return None


def read(line: str) -> Told:
    """Say what a line is a sign of; nothing for a line that is part of the story."""
    return _read(line[:_LONGEST])


@lru_cache(maxsize=1024)  # one line is asked for as headline, note and embargo
def _read(line: str) -> Told:
    is_any = _ANY.match(line)
    matches = [(sign, match) for sign, pattern in _ALONE if (match := pattern.fullmatch(line))] if is_any else []
    if is_any and not matches:
        matches = [(sign, match) for sign, pattern in _PATTERNS if (match := pattern.match(line))]
        # "Anulada: …" is a headline, "ANULA:" is none.
        matches = [(sign, match) for sign, match in matches if sign is not Sign.KILL or match[0].isupper()]
    found = {sign for sign, _ in matches} | {sign for sign, pattern in _OPEN if pattern.match(line)}
    if _NOTE.match(line):
        found.add(Sign.NOTE)
    if _TAKEN_BACK.match(line):
        found.add(Sign.KILL)
    return Told(frozenset(found), _number(matches, Sign.UPDATE), _number(matches, Sign.PART))


def together(lines: Iterable[str]) -> Told:
    """Say what several lines are signs of; the highest numbers."""
    told = [read(line) for line in lines]
    return Told(
        frozenset(sign for one in told for sign in one.signs),
        max((one.update for one in told if one.update is not None), default=None),
        max((one.part for one in told if one.part is not None), default=None),
    )


def is_apart(line: str) -> bool:
    """Whether a line above the headline belongs to no headline: it is in brackets, a note, or nothing but a sign."""
    if line.startswith("(") and line.rstrip(" =*").endswith(")"):
        return True
    if read(line).signs & {Sign.NOTE, Sign.EMBARGO}:
        return True
    return len(line) <= _LONGEST and bool(_ANY.match(line)) and any(pattern.fullmatch(line) for _, pattern in _ALONE)


def _number(matches: Iterable[tuple[Sign, re.Match[str]]], wanted: Sign) -> int | None:
    numbers = [int(group) for sign, match in matches if sign is wanted for group in match.groups() if group]
    return max(numbers, default=None)
