"""What the lines say that were taken off: who wrote the story and which agency it is from, if nothing better said so.

Autorin: Maike Thomsen, +49 431 …    (Reporting by Ana Ruiz; editing by …)    Propos recueillis par Quentin Lemoal
Quelle: dpa    (avec AFP)    © PA Media. Not for resale
"""

import re

from bot.cleaning import names
from bot.cleaning.furniture import bylines, lines, writers
from bot.cleaning.furniture.draft import Draft, Page
from bot.cleaning.furniture.phrases import reasons
from bot.model import Cut

_SEEN = 300  # characters of a line
_LONGEST_CREDIT = 160  # characters of a line whose agency is the story's
_MOST_WORDS = 3  # of an agency's name
_OF_AUTHORS = frozenset(
    {
        reasons.STAFF,
        reasons.CREDIT,
        reasons.AUTHOR_BOX,
        reasons.CONTACT,
        reasons.BYLINE,
        reasons.NOTE,
        reasons.SECTION,
        reasons.END_SIGN,
    }
)
_OF_CREDIT = frozenset({reasons.STAFF, reasons.CREDIT, reasons.END_SIGN, reasons.BYLINE, reasons.SECTION})
_LABEL = (
    r"(?:autor(?:in)?|autora|autore|autrice|auteure?|author|writer|muhabir|haber|yazan|text|texte|texto|testo|tekst|автор|текст|журналист|корреспондент|reporter|verslaggever"
    r"|auteur|skribent|författare|forfatter|zebrała?|opracowała?|oprac\.|rozmawiała?|об авторе|о авторе|bericht|بقلم|كتبت?|تقرير|إعداد) ?[:：]"
    r"|to contact the (?:reporter|author)s? (?:on|of) this story:"
)
_LABELLED = re.compile(rf"(?:{_LABEL}) ?(?=\S)", re.IGNORECASE)
_WROTE = re.compile(
    rf"(?:^|[(\[*#—–/-] ?|\b)(?:{_LABEL}"
    r"|reporting by|reported by|written by|story by|posted by|report by|bericht von|von|ein bericht von|geschrieben von|^from"
    r"|reportage(?: de| par)?|par|propos recueillis par|recueilli par|écrit par|rédigé par|por|reportagem de|reportaje de|escrito por|a cura di|scritto da|articolo di"
    r"|rapportage(?: van| door)?|verslag(?: van| door)?|door|av|rapportering av|napisał[ay]?|autorstwa|napisane przez|(?:подготовил|написал|записал|беседовал)[аи]?:?|haberi yazan|تغطية صحفية|تغطية|مراسل"
    r")(?: +|(?<=[:：]))(?=\S)",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?:本文作者|作者|文|記者|记者|撰文|取材・文|文・写真|ライター|筆者|執筆) ?[:：/／ ] ?(?P<one>[^\s:：/／;；()（）、,，]{2,8})|^[(（](?P<two>[\u3400-\u9fff]{2,3}[\u3040-\u30ff\u3400-\u9fff]{1,4})[ 　](?:編集|翻訳)"
)
_STOP = re.compile(
    r"[;|()<>@\d+\[\]/·:]|\.(?= |$)(?<![ .][^\W\d_]\.)| [-–—] | (?:in|at|à|aus|for|für|pour|para|editing|edited|w dniu|am|on|dans|is|ist|est|è|es|är|пишет)\b"
)
_ABOUT = re.compile(
    r"(?:(?:opini\w{1,4}|over de auteur|about the author)[ :]{1,3})?(?P<name>[^\W\d_a-z][^\W\d_]\S{0,30}(?: [^\s,;.]{1,20}){1,3}?),? (?P<word>[^\W\d_]{1,12})\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\s:;,()\[\]|/–—*©=-]+")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)[ ©]{0,3}(?:\d{4},? ?)?(?P<name>[^.,;|]{2,40})", re.IGNORECASE)
# Short names that are words or names of people: they count where a line is that and nothing else.
_WORDS = frozenset("Petra Saba Trend Mehr Rador Fides Novum Novosti Cision Sputnik Élan TT PA AP".split()) - {
    "TT",
    "PA",
    "AP",
}


def read(draft: Draft, page: Page) -> None:
    """Keep the authors and the agency that the cuts name, where none is known."""
    if not draft.credit:
        draft.credit = next(filter(None, map(_credit, draft.cuts)), None)
    if not draft.authors and not page.people:
        last = draft.cuts[::-1]
        said = next(filter(None, map(_called_author, last)), None) or next(filter(None, map(_authors, last)), ())
        draft.authors += said


def _called_author(cut: Cut) -> tuple[str, ...]:
    """Whom a line calls the author or the reporter, which is better proof than "with assistance from"."""
    return _labelled(cut.text[:_SEEN], _LABELLED) if cut.because in _OF_AUTHORS else ()


def _authors(cut: Cut) -> tuple[str, ...]:
    """Whom a line names as who wrote the story."""
    if cut.because not in _OF_AUTHORS:
        return ()
    text = cut.text[:_SEEN]
    if cut.because == reasons.PRESS:  # nobody but whom it calls so is an author
        return ()
    if (byline := bylines.find(text)) and not byline.people:
        return ()  # "By Harrow Ledger Staff"
    if found := writers.find(text):
        return found.people if found.is_proven or not text[0].isalpha() else ()
    about = _ABOUT.match(text) if cut.because == reasons.AUTHOR_BOX else None
    if about and lines.fold(about["word"]) in lines.AUTHORED and writers.is_person(about["name"]):
        return (about["name"],)
    return _labelled(text, _WROTE)


def _labelled(text: str, pattern: re.Pattern[str]) -> tuple[str, ...]:
    for label in pattern.finditer(text):
        if people := _people(text[label.end() :]):
            return people
    han = _HAN.search(text)
    return (han["one"] or han["two"],) if han else ()


def _people(text: str) -> tuple[str, ...]:
    """Return the names that a text begins with."""
    stop = _STOP.search(text)
    people: list[str] = []
    for piece in (text[: stop.start()] if stop else text).split(","):
        parts = [part.strip(" .*") for part in names.BETWEEN.split(piece) if part.strip(" .*")]
        if not parts or not all(map(writers.is_person, parts)):
            break
        people += parts
    return tuple(people)


def _credit(cut: Cut) -> str | None:
    """The agency that a line names as where the story is from."""
    if cut.because == reasons.COPYRIGHT:
        found = _COPYRIGHT.match(cut.text)
        return names.agency(found["name"]) if found else None
    if cut.because not in _OF_CREDIT or len(cut.text) > _LONGEST_CREDIT:
        return None
    words = [word for word in _WORD.split(cut.text) if word]
    for at in range(len(words)):
        for count in range(_MOST_WORDS, 0, -1):
            short = names.agency(" ".join(words[at : at + count]))
            if short and (short not in _WORDS or len(words) == 1):
                return short
    return None
