"""A line in, whether a wire desk wrote it for another: slugs, takes, signatures of agencies. By shape, in no language."""

import re

from bot.cleaning import names
from bot.cleaning.furniture import lines, times

_LONGEST = 120  # characters
_TAKE = (
    r"(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|1er|2e|3e|1a|2a|last)[ -]?"
    r"(?:take|ld|lead|add|adds|update|nl|writethru|write-thru|roundup|version|optional)"
    r"|(?:lead|ld|take|add|adds|writethru|update|newslead|zusammenfassung|eil|kor)[ -]?\d{1,2}|writethru|write-thru|pickup|newslead"
)
_SLUG = re.compile(
    # BC-Halcyon-Ferry, BC-US--Ferry Fire,3rd Ld-Writethru,0287, AM-NY--Trial
    r"(?:BC|AM|PM|BN|ZZ|AP)-[A-Z][^.!?]{2,100}"
    # a0533-----, r f BC-SPT
    r"|[a-z]\d{4}[-–— ]{1,10}[\w -]{0,40}|[rudbnipfa] [a-z] [A-Z].{0,80}"
    # Philippines-quake,2ndlead / HALCYON FERRY (2nd Lead) / Halcyon-Ferry 1st Ld-Writethru
    rf"|[A-Z](?-i:[\w'’/-]){{2,30}}(?: [\w'’/-]{{1,20}}){{0,4}}[ ,(-]{{1,3}}(?i:{_TAKE})[\w ,()/-]{{0,50}}"
    # GHOST PUB (BROKEN HILL)
    r"|[A-Z][A-Z0-9'’/-]{1,30}(?: [A-Z0-9'’/-]{2,30}){0,4} \([A-Z][A-Z0-9 ,'’/-]{2,40}\)"
    r"|/{2,}|={1,}|zczc|ZCZC(?: .{0,40})?|(?i:urgent|bulletin|flash|newsalert|alert|eilmeldung|blitz)[:! ]{0,3}"
    rf"|\(?(?i:{_TAKE})\)?(?:[ ,:-]{{1,3}}[\w ,-]{{0,30}})?"
    r"|\(?\d{1,5} ?(?i:words|wds|wörter|zeichen|mots|palabras|parole|palavras|woorden|ord|lines|zeilen)\)?"
)
_LONGEST_END = 20  # characters
_END_OF_MESSAGE = re.compile(
    r"[-–—*(\[ ]{0,4}(?:end of (?:message|transmission|release)|ende der (?:meldung|mitteilung)|einde (?:bericht|persbericht)|fin de (?:transmission|la transmisión|dépêche|la dépêche|nota)"
    r"|fine (?:comunicato|notizia|dispaccio)|fim (?:da (?:mensagem|notícia)|de transmissão)|slut på (?:meddelandet|telegrammet)|koniec (?:depeszy|komunikatu)|haberin sonu"
    r"|конец (?:сообщения|новости)|النهاية|انتهى)[-–—*)\] .]{0,4}(?: ?[A-Z]{2,8}\b)?(?: ?[-–—] ?.{3,90}|[ ]?[\u0600-\u06ff]{1,2}(?:[ /]{1,3}[\u0600-\u06ff]{1,2}){1,8})?",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"\(?\[?(?:[A-Z]{1,5}|[a-z]{1,3}|[A-Za-z0-9]{1,5}(?:[/-][A-Za-z0-9]{1,6}){1,5}|[\d:.-]{1,10}[A-Za-z]{0,3}|[a-z]{1,2}\d{1,2})[.,)\]]?"
)
_IN_BRACKETS = re.compile(r"\((?P<agency>[^(),–-]{2,30}?)(?:, | ?[-–] ?)[^\W\d_a-zа-я][^(),.]{1,30}\)")
_FRAME = " -–—=/(){}[].|*+"
_MOST_CODES = 7
_SENT = re.compile(r"(?:.{0,60}\d\d?:\d\d:\d\d ?)?(?:RTRS|AFP|DPA|dpa|APA|ANSA)?[ .]{0,2}\[?n[A-Z0-9]{6,14}\]?.{0,20}")
_STRONG_END = re.compile(
    r"[ (\[*#-]{0,6}(?:ends|end|the end|enditem|ende|fin|fine|koniec|slut|slutt|einde|son|конец|final)[ )\]*#.-]{0,6}|# ?# ?#|[-– ]{1,3}(?:30|0)[-– ]{1,3}|\*{3}ends\*{3}",
    re.IGNORECASE,
)


def is_slug(text: str) -> bool:
    """Whether a line above a story names it for desks: `BC-Halcyon-Ferry`, `HALCYON FERRY (2nd Lead)`, `1st Ld-Writethru`."""
    return len(text) <= _LONGEST and _SLUG.fullmatch(text) is not None


def is_end(text: str) -> bool:
    """Whether a line says that the story ends here, whatever follows: `ENDS`, `-30-`, `###`, `EINDE BERICHT ANP - …`."""
    if len(text) <= _LONGEST_END and _STRONG_END.fullmatch(text):
        return True
    return len(text) <= _LONGEST and _END_OF_MESSAGE.fullmatch(text) is not None


def signature(text: str, agencies: frozenset[str]) -> str | None:
    """Return the agency of a line that is its sign with desks' codes: `PTI KLM SVD`, `-- BERNAMA`, `dpa abr pwe n1`.

    *agencies* are names in small letters that count besides those that everybody knows.
    """
    if len(text) > _LONGEST or (text.endswith((".", "!", "?")) and len(text.split()) > 2):
        return None
    if (framed := _IN_BRACKETS.fullmatch(text)) and (short := names.agency(framed["agency"])):
        return short  # "(TT-Halmstad)", "(РИА Новости, Сибирь)"
    words = text.strip(_FRAME).split()
    for count in range(min(len(words), 5), 0, -1):
        name = " ".join(words[:count]).strip(_FRAME)
        agency = names.agency(name) or (name if name.casefold() in agencies else None)
        rest = words[count:]
        if (
            agency
            and len(rest) <= _MOST_CODES
            and (all(map(_CODES.fullmatch, rest)) or times.is_time(" ".join(rest).strip(_FRAME)))
        ):
            return agency
    return None


def is_sent(text: str) -> bool:
    """Whether a line is when and under which number an agency sent the story."""
    return len(text) <= _LONGEST and "[n" in text and _SENT.fullmatch(text) is not None


def is_bracketed_sign(text: str) -> bool:
    """Whether a text is an unknown agency's name in brackets or behind dashes: `(NAN)`, `==Kyodo`, `--IANS`."""
    inner = text.strip(_FRAME)
    return (
        text != inner
        and text[0] in "(-–—=/["
        and 2 <= len(inner) <= 10
        and inner.isalpha()
        and inner.isupper()
        and inner.isascii()
    )


def is_known(text: str, agencies: frozenset[str]) -> bool:
    """Whether a line is the name of an agency or outlet alone."""
    return bool(text) and (names.agency(text) is not None or lines.fold(text) in agencies)
