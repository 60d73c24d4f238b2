"""What makes a dateline certain. "NATO — the alliance — said" begins like one, so each shape asks for its own proof."""

import re

from bot.cleaning import places
from bot.cleaning.furniture.datelines import dates
from bot.cleaning.furniture.datelines.parts import Parts, is_in_capitals, is_word_of_desk

_LONGEST_ACRONYM = 5  # letters: shorter words in capitals are rather organisations than towns
_FEWEST_LETTERS = 60  # of what stands behind "Mumbai: "; a shorter text may be a headline or a line of a list
_FEWEST_WORDS = 8  # of the sentence behind "Berlin. "; a shorter one may be how a tale begins
_LONGEST_TITLE = 160  # characters; what is longer and has no full stop is a sentence all the same
_SENTENCE = re.compile(r"[.!?…。؟।][\"”“»’)\]]{0,2}(?:\s|$)")
_ANOTHER_LABEL = re.compile(r"(?:^|[,.;!?] )[^\W\d_a-z][\w-]{2,20}: ")
# Words that a lead of a news story has, and a scene that begins with the name of a town rarely.
_NEWS = re.compile(
    r"\d|\b(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|\bMittwoch|\b(?:heute|gestern|Angaben|teilte|teilten|laut|zufolge|Polizei|Regierung|Minister\w*|Präsident\w*|police|minister|president"
    r"|government|policía|gobierno|presidente|governo|polizia|ministro|ministre|gouvernement|politie|minister|polis\w*|rząd\w*)\b"
)
_IN_TEXT = r"(?:in|In|IN|near|Near|nahe|en|En|em|Em|à|À|w|we|W|We|i|I|te|Te|в|во|В|во|ve|bei|Bei|at) "


def starts_sentence(rest: str) -> bool:
    """Whether a text may be the begin of a sentence."""
    first = rest[:1]
    return bool(first) and not first.islower() and not first.isspace() and first not in ",.;:)]/—–-=_"


def is_proven(found: Parts, mark: str, rest: str) -> bool:
    """Whether parts before *mark* ("-" any dash, ":", ".", ")" or "/") and before *rest* are a dateline."""
    if not starts_sentence(rest) or (mark == "." and rest[0] in "([/"):
        return False
    if not found.places:
        return _is_proven_without_place(found, mark)
    if found.is_known:
        return mark in "-)/" or found.is_framed or found.dated or _is_city(found)
    if is_word_of_desk(found.places[0]) or mark in ")/":
        return mark == ")" and found.credit is None and _is_certain(found, rest)
    if found.credit is not None:
        is_dashed = mark == "-" and (found.dated or _is_certain(found, rest))
        return is_dashed or (mark in "-:" and _is_city(found))
    return _is_proven_by_date(found, mark, rest) if found.dated else _is_proven_by_place(found, mark, rest)


def _is_proven_by_date(found: Parts, mark: str, rest: str) -> bool:
    is_named = is_in_capitals(found.places[0]) and _has_sentence(rest)
    return mark == "-" or _is_city(found) or (found.has_year if mark == "." else is_named)


def is_proven_alone(found: Parts) -> bool:
    """Whether parts that are all there is of a line are a dateline."""
    if found.is_known:
        is_short = bool(found.places) and (len(found.places[0].split()) < 3 or is_in_capitals(found.places[0]))
        return is_short and (found.is_framed or found.dated or _is_city(found))
    return found.dated and found.credit is None and bool(found.places) and _is_city(found)


def _is_proven_without_place(found: Parts, mark: str) -> bool:
    if found.credit is None:
        return False
    if found.dated:
        return mark == "-" or (found.is_known and found.is_framed)
    return found.is_known and (mark == "-" or (found.is_framed and mark in "):/."))


def _is_proven_by_place(found: Parts, mark: str, rest: str) -> bool:
    place = found.places[0]
    if found.has_day_only:
        return mark == "-" and _is_city(found)
    if not _has_sentence(rest):  # it may be a headline
        return False
    if mark == "-":
        return _is_certain(found, rest) or _is_city_before_sentence(found, rest) or _is_named_in(place, rest)
    if len(rest) < _FEWEST_LETTERS:
        return False
    if mark == ":":
        is_sure = _is_city(found) or (
            is_in_capitals(place) and not is_word_of_desk(place) and _is_named_in(place, rest)
        )
        return is_sure and _ANOTHER_LABEL.search(rest) is None
    is_lead = _words_of_sentence(rest) >= _FEWEST_WORDS and (_NEWS.search(rest) is not None or _has_day(rest))
    return is_lead and not rest[0].isdigit() and _is_named(found, rest)


def _is_certain(found: Parts, rest: str) -> bool:
    """Whether capitals prove a place: those of a city, of several words, or of one that is no acronym."""
    place = found.places[0]
    if not is_in_capitals(place) or is_word_of_desk(place):
        return False
    return (
        len(found.places) > 1
        or len(place) > _LONGEST_ACRONYM
        or _is_city(found)
        or places.is_country(place)
        or _is_named_in(place, rest)
    )


def _is_city(found: Parts) -> bool:
    place = found.places[0]
    return (
        places.is_city(place)
        or places.is_city(place.partition("/")[0].strip())
        or places.is_city(", ".join(found.places))
    )


def _is_city_before_sentence(found: Parts, rest: str) -> bool:
    """Whether "Berlin - " is one: "Paris - Nice" and "Washington – Moskau" are not."""
    words = rest.split(maxsplit=2)
    second = words[0].strip(",.:").upper()
    is_pair = places.is_city(second) or places.is_country(second) or rest[0].isdigit()
    return _is_city(found) and not is_pair and len(words) > 2


def _is_named_in(place: str, rest: str) -> bool:
    """Whether the text says that something is there: "in Niederwenden"."""
    if is_word_of_desk(place.upper()):
        return False
    if place.isascii() and rest.isascii() and place.lower() not in rest.lower():
        return False  # most places are named once; a pattern for each costs more than the rest of the dateline
    return re.search(_IN_TEXT + re.escape(place) + r"\b", rest, re.IGNORECASE if place.isupper() else 0) is not None


# What names of towns in German end in; with the town named again, "Niederwenden. Ein Wolf" is a dateline.
_TOWN = re.compile(
    r"(?:au|ach|bach|berg|born|broich|brück|brücken|brunn|burg|büttel|dorf|eck|feld|felde|fels|fleth|furt|graben|gard|hafen|hagen"
    r"|haus|hausen|heide|heim|hof|hofen|horn|horst|ig|ingen|itz|kirch|kirchen|land|leben|loh|lohe|lar|moos|mühl|münde|münster|ow|rade"
    r"|reuth|ried|rode|roda|scheid|see|stadt|stätten|stedt|stein|stetten|tal|ungen|wald|walde|weier|weiler|werder|wenden|wil|zell)$"
)


def _is_town(place: str, rest: str) -> bool:
    pattern = rf"\b(?:in|In|von|aus|nach|bei|Bei|nahe|um) {re.escape(place)}\b"
    is_like_town = is_in_capitals(place) or (" " not in place and _TOWN.search(place) is not None)
    return is_like_town and re.search(pattern, rest, re.IGNORECASE if place.isupper() else 0) is not None


def _is_named(found: Parts, rest: str) -> bool:
    """Whether the place before a stop is known, or is one by its name and named again: "NORRÅSA. Kommunen i Norråsa …"."""
    place = found.places[0]
    is_loud = is_in_capitals(place) and _is_named_in(place, rest)
    return _is_city(found) or _is_town(place, rest) or is_loud


def _has_sentence(rest: str) -> bool:
    return _SENTENCE.search(rest) is not None or len(rest) > _LONGEST_TITLE


def _words_of_sentence(rest: str) -> int:
    end = _SENTENCE.search(rest)
    return len(rest[: end.end() if end else len(rest)].split())


def _has_day(rest: str) -> bool:
    return any(map(dates.is_word_of_time, rest[:300].replace(",", " ").replace(".", " ").split()))
