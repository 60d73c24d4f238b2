"""What desks put around headlines: UPDATE 2-, CORRECTED-, LIVE:, (2nd LD), – video. Text in, markers as data out.

A word is a marker by its place, at one end of the title or in a line of its own, and by the sign that sets it off. What
else begins with such a word ("Live Nation sues", "Video games boom") is a headline.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from bot.cleaning.titles import words
from bot.model import Marker, MarkerKind

_LONGEST = 60  # characters of a marker with its signs; the longest of an agency's has 40
_LONGEST_NOTE = 250  # characters of a note in brackets, which says what is new

_UNMARKED = str.maketrans({"İ": "i", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "`": "'"})
_SIGNS = " \t+*#!¡.…:：|｜•●■□▪►▶◆★☆<>«»‹›-–—_/~=,;،\ufe0f🔴🟥🟢⚡❗‼🚨⭕📹📷📸🎥🎬🎙🎧📰🗞👉➡⏩📺🆕✅📝💬🔊‍"
_OPENING, _CLOSING = "([【［（《〔", ")]】］）》〕"
SIGNS = f"{_SIGNS}{_OPENING}{_CLOSING}"  #: one at least is in a title that has a marker which is no word in capitals, or a take


def fold(text: str) -> str:
    """Small letters without accents and without the signs around them."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_UNMARKED))
        text = "".join(character for character in text if not unicodedata.combining(character))
    return text.casefold().strip(_SIGNS)


def _folded(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split(";"))) - {""}


_KINDS: dict[str, MarkerKind | None] = {}
for _kind, _listed in words.MARKERS.items():
    for _listed_word in _folded(_listed):
        _KINDS.setdefault(_listed_word, _kind)
_WIRE, _BARE, _COMMON, _ONLY_CAPITALS, _SAID_SO = map(
    _folded, (words.WIRE, words.BARE, words.COMMON, words.ONLY_CAPITALS, words.SAID_SO)
)
# In a title of nothing but capitals, only these are no part of a name when glued to what follows.
_SENT = frozenset({"update", "wrapup", "rpt", "refile", "corrected", "correction"})
_MOST_SIGNS = 4  # in front of a headline that are looked at
_MOST_BARE_WORDS = max(len(word.split()) for word in _BARE)
# Markers that follow a headline in small letters behind a colon, too: "Cyclone Hana: live updates".
_SHOWN: frozenset[MarkerKind] = frozenset({"live", "video", "photos", "audio"})
_COUNTED: frozenset[MarkerKind | None] = frozenset({"photos", "video"})
_TAKES: frozenset[MarkerKind | None] = frozenset({"update", "wrapup", "correction", "repeat", "breaking", None})

_NUMBER_BEHIND = re.compile(r"(\D{1,40}?)(?: no?[.°º]?)?[ .-]{0,2}(\d{1,2}) ?[.枚点本張]?")
_NUMBER_BEFORE = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|eme|e|o|a|\.|-)? ?(\D{2,40})")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "erste": 1, "zweite": 2, "dritte": 3}
_LETTERS = re.compile(r"[^\W\d_]+")
# What comes first in every marker; in small letters, as they are compared.
_BEGINS = {begin[0] for word in (*_KINDS, *_ORDINALS) if (begin := _LETTERS.search(word))}
_BETWEEN_WORDS = re.compile(r" ?[/,&+|()] ?| (?:and|with|und|mit|et|y|e|con|avec|och|og|en|i|ve|и|та) |-| (?=\d)")
_IN_FRONT = re.compile(r" ?(?:\+{2,3}|\*{2,3}|>{2,3}|[-–—:|/.!·»：｜]{1,3}|\.\.|…) ?")
_FRONT_SIGN = re.compile(r"[-–—:/|.!·»：｜…+*>]")  # which one of the above has
_AT_END = re.compile(r" (?:-{1,2}|[–—|·/:]|//|\+{2,3}|::)(?= )|[:|｜;.](?= )")
_END_SIGN = re.compile(r"[-–—|·/:+｜;.] ")  # which one of the above has, with the space behind it
# The first words of notes in brackets, which go on to say what is new.
_NOTE = re.compile(
    r"(?P<correction>correct(?:s|ed|ion|ing)\b|korrigiert\b|berichtigt\b|korrektur\b|corrige\b|rectifica\b|corregg?e\b|corrig|rett|wraca depesza z popr|исправ|уточн)"
    r"|(?P<repeat>repeat(?:s|ing)?\b|refil(?:es|ing)\b|wiederholung\b|repite\b|ripete\b|повтор)"
    r"|(?P<wrapup>zusammenfassung\b|gesamtzusammenfassung\b|overview\b|uberblick\b)"
    r"|(?P<update>adds?\b|updat(?:es|ed|ing)\b|recasts?\b|releads?\b|rewrites?\b|writes through\b|neu\b|aktualisier|erganzt|mehr\b"
    r"|ampl[ia]|actualiza|anade\b|agrega\b|atualiza|acrescenta|aggiorn|aggiunge|ajoute|actualis|mise? a jour|avec precision|bijgewerkt|uppdater|opdater|oppdater|aktualiz|uzupeln"
    r"|guncelle|обновл|дополн|добавл|оновл|доповн|تحديث|لاضافة|يضيف|اضافة)"
    r"|(?:meldung|mit |note d'angle|avant[- ]papier)"
)
_NOTE_GOES_ON = re.compile(r"[ :,;-]")
_EARLIER = re.compile(
    r" ?\(v(?:edi|\.) ?['‘’\"“][^'‘’\"”()]{1,80}['‘’\"”](?: del(?:le|l')? ?[\d.:, ore]{1,20})?\)$", re.IGNORECASE
)
_TAKE_AT_END = re.compile(
    r"[ ,;/-]+(\d{1,2})(?:st|nd|rd|th)[- ](?:ld|lead|take|update)(?:-?\s?writethru)?$", re.IGNORECASE
)
_TAKE_NUMBER = re.compile(r" \((\d)\)$")
# Inside of lines that are furniture.
_FLASH = re.compile(r"\+{2,3} .{1,200} \+{2,3}")
_PARTS = re.compile(r"[,;.:()\[\]=·*|]+|--")
_TAKE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)[- ]?(?:ld|lead|take)\b", re.IGNORECASE)
_BEFORE_PICTURES = r"\W{0,3}(?:[^\W\d_]{1,12}[ /:.]{1,2}){0,4}"
_WITH: tuple[tuple[MarkerKind, re.Pattern[str]], ...] = (
    (
        "photos",
        re.compile(
            rf"{_BEFORE_PICTURES}(?:ap |dpa |afp )?(?:photos?|fotos?|pictures|bilder|zdjęcia|фото|photos?\+)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "video",
        re.compile(
            rf"{_BEFORE_PICTURES}(?:videos?|vidéos?|vídeos?|wideo|materiał filmowy|видео|视频|動画)\b", re.IGNORECASE
        ),
    ),
)
_ON = frozenset("zur zum zu uber on sur sobre sulla sul over om o".split())
_DOSSIER = re.compile(r">{0,3} ?ANSA/ ?(?=\S)")
# What a paper for subscribers puts before its markers: "W+ Interview:".
_PLUS = re.compile(r"\(?[A-Z]{0,7}\+\)? ")


class Marked(NamedTuple):
    """Markers at one end of a title."""

    length: int  #: characters to take off
    markers: tuple[Marker, ...]


def at_start(title: str) -> Marked | None:
    """Read markers at the begin of a title that goes on behind them."""
    lead = len(title) - len(title.lstrip(_SIGNS))
    first = title[lead : lead + 1]
    if first in _OPENING and first:
        return _bracketed_at_start(title, lead)
    # Most titles have none of these signs, which is asked in no time.
    if "ANSA/" in title and (dossier := _DOSSIER.match(title)):
        return Marked(dossier.end(), (Marker("wrapup"),))
    if "+" in title and (plus := _PLUS.match(title, lead)):
        return _set_off(title, plus.end())
    return _set_off(title, lead) or _bare(title, lead)


def at_end(title: str) -> Marked | None:
    """Read markers behind a title."""
    if title[-1:] in _CLOSING and title:
        return _bracketed_at_end(title)
    if (
        title[-1:] in "dDeEuU"
        and any(map(str.isdigit, title[-20:]))
        and (match := _TAKE_AT_END.search(title, max(len(title) - _LONGEST, 1)))
    ):
        return Marked(len(title) - match.start(), (Marker("update", int(match[1])),))
    within = max(len(title) - _LONGEST, 1)
    sign = _END_SIGN.search(title, within)
    separators = [*_AT_END.finditer(title, max(sign.start() - 3, within))] if sign else ()
    if not separators or not _goes_before(title[: separators[-1].start()]):
        return None
    found = _behind(title[separators[-1].end() :].strip(), separators[-1][0].strip())
    return found if found is None else Marked(len(title) - separators[-1].start(), found)


def _behind(said: str, sign: str) -> tuple[Marker, ...] | None:
    """Read what a sign sets off at the end of a title."""
    found = _phrase(said)
    if found is None:
        return None
    folded = fold(said)
    if folded in _SAID_SO or (folded in _ONLY_CAPITALS and not _in_capitals(said)):
        return None
    is_shown = any(marker.kind in _SHOWN for marker in found)
    return found if is_shown or sign not in {":", "/", ";", "."} else None


def of_line(text: str) -> tuple[Marker, ...] | None:
    """Read a line of the text that is nothing but markers ("URGENT", "2nd take", "(Adds quotes)"); None for other lines.

    An empty result is a line that is furniture and says nothing of use, such as FACTBOX.
    """
    if not 0 < len(text) <= _LONGEST_NOTE:
        return None
    stripped = text.strip(_SIGNS)
    if stripped[:1] in _OPENING and stripped[-1:] in _CLOSING and stripped:
        return _of_brackets(stripped[1:-1])
    if len(text) > _LONGEST or text[-1:] in ".?":
        return None
    found = _phrase(stripped)
    if found is None:
        return None
    is_sure = _in_capitals(stripped) or fold(stripped) not in _COMMON | _ONLY_CAPITALS
    return found if is_sure else None


def of_furniture(text: str) -> tuple[Marker, ...]:
    """Read the markers in a line that is known to be a note, a slug or a marker: any part of it may be one."""
    if (found := of_line(text)) is not None:
        return found
    if _FLASH.fullmatch(text):
        return (Marker("breaking"),)
    read: list[Marker] = []
    for part in _PARTS.split(text[:_LONGEST_NOTE]):
        said = _phrase(part) if len(part) <= _LONGEST else None
        if said is None and (note := _NOTE.match(fold(part))) and note.lastgroup:
            said = (Marker(note.lastgroup),)  # type: ignore[arg-type]  # as above
        if said is None and (take := _TAKE.search(part)):
            said = (Marker("update", int(take[1])),)
        read += said or ()
    read += [Marker(kind) for kind, pattern in _WITH if pattern.match(text)]
    return unique(read)


def unique(found: Iterable[Marker]) -> tuple[Marker, ...]:
    """Keep the first of each kind, or the first that has a number."""
    kinds: dict[str, Marker] = {}
    for marker in found:
        before = kinds.setdefault(marker.kind, marker)
        if before.number is None and marker.number is not None:
            kinds[marker.kind] = marker
    return tuple(kinds.values())


def _set_off(title: str, lead: int) -> Marked | None:
    """Read words that a sign sets off: the longest that are markers."""
    sign = _FRONT_SIGN.search(title, lead + 1, lead + _LONGEST)
    if sign is None:
        return None
    separators = _IN_FRONT.finditer(title, max(sign.start() - 1, lead + 1), lead + _LONGEST)
    for separator in reversed([*islice(separators, _MOST_SIGNS)]):
        rest = title[separator.end() :]
        said = title[lead : separator.start()]
        found = _phrase(said) if _goes_on(rest) else None
        found = _on_a_matter(said, separator[0]) if found is None and rest else found
        if found is not None and _is_set_off(said, separator[0], rest):
            return Marked(separator.end(), found)
    return None


def _on_a_matter(said: str, sign: str) -> tuple[Marker, ...] | None:
    """Read "Analyse zur Hafenkrise:"."""
    words_said = fold(said).split(" ", 2)
    kind = _KINDS.get(words_said[0])
    if len(words_said) < 3 or kind not in {"analysis", "opinion"} or words_said[1] not in _ON or sign.strip() != ":":
        return None
    return (Marker(kind),) if kind else None


def _is_set_off(said: str, separator: str, rest: str) -> bool:
    """Whether the sign behind these words proves that they are a marker."""
    folded, sign = fold(said), separator.strip()
    in_capitals = _in_capitals(said)
    if not in_capitals and folded in _ONLY_CAPITALS:
        return False
    if sign in {":", "|", "：", "｜", "||", "·", "»"}:
        return True
    if rest[0].islower():
        return False
    if separator in {"-", "/", "."}:  # glued to the headline
        is_name = rest.isupper() and folded.partition(" ")[0] not in _SENT  # SNAP-ON TOOLS
        return in_capitals and not is_name and (separator == "/" or (separator == "-" and _is_wire(folded)))
    return in_capitals or folded not in _COMMON


def _is_wire(folded: str) -> bool:
    return folded in _WIRE or all(part.strip(" 0123456789.") in _WIRE | {""} for part in re.split("[-/ ()]", folded))


def _bare(title: str, lead: int) -> Marked | None:
    """Read a marker in capitals that nothing but a space sets off from a headline in small letters."""
    second = title[lead + 1 : lead + 2]
    if second != second.upper():
        return None  # as in most titles
    parts = title[lead : lead + _LONGEST].split(" ")
    if not _in_capitals(parts[0]):
        return None
    for count in range(min(_MOST_BARE_WORDS, len(parts) - 1), 0, -1):
        said = " ".join(parts[:count])
        rest = title[lead + len(said) :].lstrip()
        if _in_capitals(said) and fold(said) in _BARE and _goes_on(rest):
            is_told_apart = not rest.isupper() and not rest.split(" ", 1)[0].isupper() and not rest[0].islower()
            if is_told_apart or lead or not _has_case(said):
                return Marked(len(title) - len(rest), _phrase(said) or ())
    return None


def _bracketed_at_start(title: str, lead: int) -> Marked | None:
    closing = _CLOSING[_OPENING.index(title[lead])]
    end = title.find(closing, lead, lead + _LONGEST_NOTE)
    if end == -1 or not _goes_on(title[end + 1 :]):
        return None
    found = _of_brackets(title[lead + 1 : end])
    rest = title[end + 1 :].lstrip(" -–—:|：")
    return None if found is None or not rest else Marked(len(title) - len(rest), found)


def _bracketed_at_end(title: str) -> Marked | None:
    if earlier := _EARLIER.search(title, max(len(title) - _LONGEST_NOTE, 1)):
        return Marked(len(title) - earlier.start(), ())
    if take := _TAKE_NUMBER.search(title):
        return Marked(len(title) - take.start(), (Marker("update", int(take[1])),)) if int(take[1]) > 1 else None
    opening = _OPENING[_CLOSING.index(title[-1])]
    begin = title.rfind(opening, max(len(title) - _LONGEST_NOTE, 1))
    if begin == -1 or not _goes_before(title[:begin]):
        return None
    found = _of_brackets(title[begin + 1 : -1])
    return None if found is None else Marked(len(title) - len(title[:begin].rstrip()), found)


def _of_brackets(inside: str) -> tuple[Marker, ...] | None:
    """Read what stands in brackets: markers, or a note that says what is new."""
    if len(inside) <= _LONGEST and (found := _phrase(inside)) is not None:
        return found
    note = _NOTE.match(folded := fold(inside))
    if note is None or not (note.lastgroup is None or _NOTE_GOES_ON.search(folded, note.end() - 1) or " " in folded):
        return None
    if inside[-1:] in ".!?":
        return None  # a sentence, which tells the reader something
    return (Marker(note.lastgroup),) if note.lastgroup else ()  # type: ignore[arg-type]  # the groups are called as kinds are


@lru_cache(maxsize=4000)
def _phrase(text: str) -> tuple[Marker, ...] | None:
    """Read words that are nothing but markers; None if any is something else."""
    folded = fold(text)
    if not folded or len(folded) > _LONGEST:
        return None
    begin = _LETTERS.search(folded)
    if begin and begin[0] not in _BEGINS and not folded[0].isdigit():
        return None  # as most
    found = _word(folded)
    if found is not None:
        return found
    parts = [part for part in _BETWEEN_WORDS.split(folded) if part and part.strip(_SIGNS)]
    read = [_word(part.strip(_SIGNS)) for part in parts]
    if len(read) < 2 or any(one is None for one in read):
        return None
    return unique(marker for one in read if one for marker in one)


def _word(folded: str) -> tuple[Marker, ...] | None:
    if folded in _KINDS:
        kind = _KINDS[folded]
        return (Marker(kind),) if kind else ()
    word, number = "", 0
    if match := _NUMBER_BEHIND.fullmatch(folded):
        word, number = match[1], int(match[2])
    elif match := _NUMBER_BEFORE.fullmatch(folded):
        word, number = match[2], int(match[1])
    elif folded.partition(" ")[0] in _ORDINALS:
        first, _, word = folded.partition(" ")
        number = _ORDINALS[first]
    word = word.strip(_SIGNS)
    kind = _KINDS.get(word)
    if kind and kind in _COUNTED:
        return (Marker(kind),)  # "(12 photos)"
    if word not in _KINDS or kind not in _TAKES or number == 0:
        return None
    return (Marker(kind, number),) if kind else ()


def _in_capitals(text: str) -> bool:
    """Whether it is in capitals, or in a script that has none."""
    return text.upper() == text


def _has_case(text: str) -> bool:
    return text.upper() != text.lower()


def _goes_on(rest: str) -> bool:
    return any(map(str.isalnum, rest[:200]))


def _goes_before(head: str) -> bool:
    return any(map(str.isalnum, head[-200:]))
