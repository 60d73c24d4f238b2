"""A line or the end of a text in, whether it is furniture by its words: credits, staff, rights, what the tables hold."""

import re
from functools import lru_cache

from bot.cleaning import names
from bot.cleaning.furniture import bylines, endings, initials, lines, shapes, times, wire_lines
from bot.cleaning.furniture.phrases import reasons

_TAIL = 700  # characters at the end of a block in which furniture is looked for behind a sentence
_RIGHTS = re.compile(r".{0,400}\ball rights reserved\.?", re.IGNORECASE | re.DOTALL)
_COPYRIGHT = re.compile(r"\(?(?:©|\(c\) ?\d{4}).{0,500}", re.IGNORECASE | re.DOTALL)
_RESERVED = re.compile(
    r"(?:all rights (?:are )?reserved|tous droits(?: de reproduction)? réservés|todos los derechos reservados|reservados todos los derechos|derechos reservados"
    r"|tutti i diritti (?:sono )?riservati|riproduzione riservata|todos os direitos reservados|direitos reservados|alle rechten voorbehouden|alle rechte vorbehalten"
    r"|alla rättigheter (?:förbehållna|reserverade|förbehålles)|alle rettigheter (?:forbeholdt|reservert|forbeholdes)|kaikki oikeudet pidätetään"
    r"|wsz(?:elkie|ystkie) prawa zastrzeżone|(?:tüm|bütün) hakları saklıdır|her hakkı saklıdır|все права защищены|усі права захищені|جميع الحقوق محفوظة|كافة الحقوق محفوظة"
    r"|版权所有|版權所有|無断転載(?:を?禁じます|禁止)|无断转载|不許無斷轉載|未经授权不得转载)[.。!]?$",
    re.IGNORECASE,
)
# The last words of these, in small letters; Turkish ones in capitals lose the form of their i.
_RESERVING = tuple(
    "reserved réservés reservados derechos riservati riservata voorbehouden vorbehalten förbehållna reserverade förbehålles forbeholdt reservert"
    " forbeholdes pidätetään zastrzeżone saklıdır saklidir защищены захищені محفوظة 版权所有 版權所有 無断転載禁じます 無断転載を禁じます 無断転載禁止 无断转载 不許無斷轉載"
    " 未经授权不得转载".split()
)
_MADE_BY = (
    "(?:additional |further |web |with |original )?(?:compiled|curated|editing|edited|fact-checked|files|inputs?|graphics?|illustrations?|photos?|"
    "photographs?|photography|pictures|produced|production|report|reporting|reviewed|story|text|translated|translation|video|words|"
    "writing|written)(?: and (?:editing|photos?|photographs|pictures|video|reporting|writing))? (?:by|from):? "
)
_STAFF = re.compile(rf"\(?{_MADE_BY}(.{{2,280}}?)\)?\.?", re.IGNORECASE)
_BETWEEN_STAFF = re.compile(rf"[;,.] ?{_MADE_BY}", re.IGNORECASE)
_STAFF_AT_END = re.compile(rf" ?\({_MADE_BY}([^()]{{2,280}})\)\.?$", re.IGNORECASE)
_SOURCE_AT_END = re.compile(
    r"(?:^|(?<=[.!?…”\"’'»)\]]) ?)\(?(info ?|information )?source ?[:–—-] ?([^.:;!?()]{2,60}?)\)?\.?$", re.IGNORECASE
)
_EXCERPT = re.compile(r" ?(?:\[ ?(?:…|\.{3}) ?\]|\((?:more|mehr|suite|leer más)(?:…|\.{3})\))$")
# Where a sentence may end, with what may close it: what is behind is held against the tables.
_SENTENCE_ENDS = re.compile(r"[.!?…。！？؟।][”\"’'»)\]」』]{0,2}(?: |(?<=[。！？…\]]))")
# Danish and Austrian desks set initials right behind the last sentence: "… said."/vac/jha
_GLUED = re.compile(r"(?<=[.!?”\"“»]) ?/[^\W\d_A-Z]{2,5}(?:/[^\W\d_A-Z]{2,5}){0,4}/?$")
_LABELLED = frozenset({reasons.VIDEO, reasons.CAPTION, reasons.STAFF, reasons.TAGS, reasons.SECTION})
_LABEL = re.compile(r"[^\W\d_]{2,14} ?[:：] ?(?=\S)")
_FEWEST_SMALL = 3  # words in small letters
_PARTICLES = "とはがをにのでも"
_RESULT = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b")
_QUOTED = re.compile(r"[\"“”„«»「]")
_LONGEST_RESERVED = 60  # characters
_LONGEST_OWNER = 200  # characters
_LONGEST_WORD = 20  # characters of a sentence of one word, which a label of one word is not
_BOXES = "■●◆▪□"  # behind the last word of magazines' stories
_MOST_TAILS = 6  # sentences at the end of a block that may be furniture


@lru_cache(maxsize=1000)  # the rules are asked again when something has changed, mostly for the same lines
def reason(text: str) -> str | None:
    """Say why a line below the story, or its last sentence, is furniture; None if its words do not say so."""
    if _COPYRIGHT.fullmatch(text) or ("reserved" in text[-9:].casefold() and _RIGHTS.fullmatch(text)):
        return reasons.COPYRIGHT
    if _is_reserved(text):
        return reasons.COPYRIGHT
    if is_staff(text):
        return reasons.STAFF
    if " " not in text and text.endswith((".", "!", "?")) and len(text) <= _LONGEST_WORD:
        return None if text.rstrip(".!?").isalpha() and not wire_lines.is_end(text) else shapes.reason(text)
    folded = lines.fold(text)
    because = lines.END.reason(folded) or lines.ANYWHERE.reason(folded)
    if because in _LABELLED and _says_something(text):
        return None
    return because or lines.WITHIN.reason(text) or shapes.reason(text)


@lru_cache(maxsize=1000)
def anywhere(text: str) -> str | None:
    """Say why a line is furniture wherever it stands; None if its words do not say so. It is not empty, and not long."""
    if endings.is_separator(text):
        return reasons.RULE
    because = lines.ANYWHERE.reason(lines.fold(text))
    if because == reasons.ADVERTISEMENT and text.endswith((".", "!", "?")) and " " not in text:
        return None  # a label has no stop; a sentence of one word has
    if because in _LABELLED and _says_something(text):
        return None
    return because or lines.WITHIN.reason(text) or shapes.reason(text)


def _says_something(text: str) -> bool:
    """Whether a sentence stands behind a label: "Video: det är allt vi har.", "写真：と書くべき欄に、…。", "Marcadores: 0-1, Kelvin. 1-1, …"."""
    found = _LABEL.match(text)
    if found is None or text[-1] not in ".!。":
        return False
    said = text[found.end() :]
    words = said.split()
    is_sentence = said[0].islower() and sum(word[0].islower() for word in words) >= _FEWEST_SMALL
    return is_sentence or said[0] in _PARTICLES or (". " in said and _RESULT.search(said) is not None)


def _is_reserved(text: str) -> bool:
    """Whether a line ends in what reserves rights, with nothing before it but whose they are: a name, a year, a sign."""
    end = text[-_LONGEST_RESERVED:]
    # Only a line that ends in one of these words is looked at.
    found = _RESERVED.search(end) if end.rstrip(" .。!").casefold().endswith(_RESERVING) else None
    if found is None:
        return False
    before = text[: len(text) - len(found[0])].strip()
    bare = before.strip(" .,;|–—-/")
    is_said = before.endswith(":") or (before.endswith(",") and any(word[0].islower() for word in bare.split()))
    is_marked = any(sign in before.casefold() for sign in ("©", "(c)", "copyright", "℗"))
    return not bare or (
        len(before) <= _LONGEST_OWNER
        and not _QUOTED.search(before)
        and (is_marked or (times.is_label(bare) and not is_said))
    )


def leads_elsewhere(text: str) -> bool:
    """Whether the words of a link say that it leads on: "Read more", "Continue reading"."""
    folded = lines.fold(text)
    return bool(folded) and (lines.ANYWHERE.reason(folded) or lines.LABELS.reason(folded)) is not None


def find(text: str, known: frozenset[str]) -> tuple[int, str, str | None] | None:
    """Find furniture behind a sentence: where it begins, why it is none of the story, and the agency it names."""
    begin = max(len(text) - _TAIL, 0)
    found = _find(text[begin:], known, is_whole=begin == 0)
    return (begin + found[0], *found[1:]) if found else None


@lru_cache(maxsize=1000)
def _find(tail: str, known: frozenset[str], *, is_whole: bool) -> tuple[int, str, str | None] | None:
    if (staff := _STAFF_AT_END.search(tail) if ")" in tail[-3:] else None) and _are_staff(staff[1]):
        return len(tail[: staff.start()].rstrip()), reasons.STAFF, None
    if source := _source_at_end(tail, is_whole=is_whole):
        return len(tail[: source.start()].rstrip()), reasons.CREDIT, names.agency(source[2]) or source[2]
    if excerpt := _EXCERPT.search(tail[-20:]):
        return len(tail) - len(excerpt[0]), reasons.RELATED, None
    if glued := _GLUED.search(tail[-30:]):
        return len(tail) - len(glued[0]), reasons.END_SIGN, None
    for match in [*_SENTENCE_ENDS.finditer(tail)][-_MOST_TAILS:]:
        rest = tail[match.end() :]
        if rest and (found := _after_sentence(rest, known)):
            return len(tail[: match.end()].rstrip()), *found
    return None


def _after_sentence(rest: str, known: frozenset[str]) -> tuple[str, str | None] | None:
    """Say why a last sentence is furniture, and which agency it names."""
    if agency := wire_lines.signature(rest, known):
        return reasons.CREDIT, agency
    if wire_lines.is_bracketed_sign(rest):
        return reasons.CREDIT, rest.strip("()[]-–—=/. ")
    is_sign = wire_lines.is_end(rest) or rest in _BOXES or initials.is_behind(rest)
    because = reason(rest) or (reasons.END_SIGN if is_sign else None)
    return (because, None) if because else None


def is_staff(text: str) -> bool:
    """Whether a line says who worked on the story: `Edited by Greta Lowe, reviewed by Tomas Ruud`."""
    staff = _STAFF.fullmatch(text)
    return staff is not None and _are_staff(staff[1])


def _are_staff(text: str) -> bool:
    return all(map(bylines.are_names, _BETWEEN_STAFF.split(text)))


def _source_at_end(tail: str, *, is_whole: bool) -> re.Match[str] | None:
    """Find "Source: AP" behind a sentence, or in a line of its own; a sentence that quotes a source is another thing."""
    match = _SOURCE_AT_END.search(tail) if "source" in tail[-80:].casefold() else None
    if match is None or (match.start() == 0 and not is_whole):
        return None
    is_own_line = match.start() == 0 and is_whole
    return match if match[1] or is_own_line or names.agency(match[2]) else None
