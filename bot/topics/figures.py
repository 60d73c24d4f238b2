"""The figures of an event that stand in the title and the lead of a story: how many are dead, and what else is counted. Pure.

    At least 12 people were killed      -> dead 12            Zahl der Toten steigt auf 12   -> dead 12
    Blast kills five, injures 31 others -> dead 5, hurt 31    burned 22,000 acres of forest  -> 22,000 acres

What stands further down is background. Years, dates, ages, times, guesses (“feared”, “up to”), parts (“including three children”)
and sentences about something earlier give no figure: a wrong one would be told to readers as news.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from bot.model import MarkerKind, Story
from bot.topics.tokens import Token, Words, sentences, words_of
from bot.topics.tollwords import LABELS, TABLES

#: Items that are about more than the event, or about what was before: their figures are not the event's last ones.
_ASIDE: Final[frozenset[MarkerKind]] = frozenset(
    {"wrapup", "opinion", "analysis", "feature", "explainer", "advisory", "interview"}
)

_LOOKED_AT = 500  # characters of a title or a paragraph: a lead is shorter
_PARAGRAPHS = 2
_AMONG = 6  # paragraphs among which those are: highlights may stand above
_MOST_UNKNOWN = 2  # words between a number and what became of them: “12 Orvanian soldiers were killed”
_AS_FAR = 8  # words between “death toll” and its number
_FEWEST_LETTERS = 3  # of what is counted
_LEAST_COUNTED = 10  # smaller numbers that are no shares count something else in every story

_MAGNITUDES = {
    word: power
    for power, words in {
        1_000_000: "million millions mln mn millionen mio millones milioni milhões miljoen miljoner millioner mln млн миллиона миллионов мільйонів",
        1_000_000_000: "billion billions bn milliarden mrd milliards miliardi miljard miljarder milliarder mld млрд миллиарда миллиардов мільярдів",
    }.items()
    for word in words.split()
}
_MONEY = frozenset(
    "euro euros dollar dollars dólares pounds pesos reais kronor kroner złotych dolarów евро рублей гривень".split()
)
#: Said of those beside the dead: a number of its own for whoever is hurt, but not for all of the dead.
_OTHERS = frozenset(
    "others weitere otros otras autres altri altre outros outras anderen andra andre innych других інших".split()
)
_FROM = frozenset("from von de desde da van från fra z с з".split())
_RISING = re.compile(
    r"rise|rose|climb|jump|increas|grow|grew|soar|steig|stieg|gestieg|erhöht|sube|subió|suben|asciend|aument|eleva|élève|monte|sale|salit|sobe"
    r"|subiu|stijg|gesteg|stiger|steg|stigit|wzros|вырос|возрос|увелич|зросл|збільш|reach|hits?$"
)
# Chinese, Japanese, Korean: no spaces, and the word stands right behind the number's counter, or right before the number.
_EAST = {
    "dead": re.compile(r"(\d[\d,]*) ?(?:余|多)?[人名명](?:이|가|が|は|の)?(?:[^\d，。、]{0,2})(?:死亡|遇难|遇難|丧生|喪生|사망|숨)|死者(?:は|数は|数が)?(\d[\d,]*)人"),
    "hurt": re.compile(r"(\d[\d,]*) ?[人名명](?:이|가|が|は)?(?:受伤|受傷|负伤|けが|負傷|부상)"),
    "missing": re.compile(r"(\d[\d,]*) ?[人名명](?:이|가|が|は)?(?:失踪|失联|行方不明|실종)"),
}  # fmt: skip


class Toll(NamedTuple):
    """How many people something became of."""

    kind: str  #: of `LABELS`
    value: int
    is_over: bool  #: more than that


class Counted(NamedTuple):
    """Something else that is counted, with the words around it that say which it is."""

    unit: str
    before: str  #: "" where no word tells
    behind: str
    value: str  #: decimal
    written: str


class Figures(NamedTuple):
    """All of one story."""

    tolls: tuple[Toll, ...] = ()  #: each kind once
    counted: tuple[Counted, ...] = ()


def figures(story: Story) -> Figures:
    """Find the figures of the event that the story tells in its title and its lead."""
    if any(marker.kind in _ASIDE for marker in story.markers):
        return Figures()
    return _figures(_head(story), story.language or "en", story.time.year)


def _head(story: Story) -> tuple[str, ...]:
    paragraphs = story.text.split("\n\n", _AMONG)[:_AMONG]
    told = [one for one in paragraphs if one and one[0] not in "*-•(["][:_PARAGRAPHS]
    return story.title[:_LOOKED_AT], *(one[:_LOOKED_AT] for one in told)


@lru_cache(maxsize=4096)  # every pass asks for each story of a changed cluster, in each topic
def _figures(places: tuple[str, ...], language: str, year: int) -> Figures:
    if language in {"zh", "ja", "ko"}:
        return Figures(_settled([_eastern(place) for place in places]))
    if language not in TABLES:
        return Figures()
    words = words_of(language)
    read = [[*sentences(place, words, language, year)] for place in places]
    tolls = _settled([[toll for sentence in place for toll in _tolls(sentence, words)] for place in read])
    counted = [one for place in read[:2] for sentence in place for one in _counted(sentence, words, language)]
    return Figures(tolls, _unambiguous(counted))


def _settled(places: Sequence[Sequence[Toll]]) -> tuple[Toll, ...]:
    """Take each kind from the first place that tells it; a place that tells two numbers tells of two things."""
    found: dict[str, Toll] = {}
    for kind in LABELS:
        said = next(filter(None, ({toll for toll in place if toll.kind == kind} for place in places)), set())
        if len({toll.value for toll in said}) == 1:
            found[kind] = min(said)
    return tuple(found.values())


def _unambiguous(counted: Sequence[Counted]) -> tuple[Counted, ...]:
    """Leave out what is counted to two numbers in the same words."""
    return tuple(
        dict.fromkeys(
            one for one in counted if all(one.value == other.value or not alike(one, other) for other in counted)
        )
    )


def alike(one: Counted, other: Counted, *, wholly: bool = False) -> bool:
    """Tell whether the same is counted by their words; *wholly*: by all of them."""
    if one.unit != other.unit:
        return False
    before, behind = one.before == other.before != "", one.behind == other.behind != ""
    return (before and behind) if wholly else (before or behind)


# People


def _tolls(sentence: Sequence[Token], words: Words) -> Iterator[Toll]:
    for at, token in enumerate(sentence):
        if token.mark in {"", "in words"} and token.text.isdigit() and (kind := _kind(sentence, at, words)):
            yield Toll(kind, int(token.text), _hedged(sentence, at, words)[1])


def _kind(sentence: Sequence[Token], at: int, words: Words) -> str | None:
    """What became of those whom a number counts; None if nobody is counted, or nobody knows."""
    first, _ = _hedged(sentence, at, words)
    if sentence[at].kind != "number" or _is_void(sentence, first, at, words):
        return None
    kind = _behind(sentence, at, words) or _before(sentence, first, words) or _turned(sentence, first, at, words)
    return None if kind == "dead" and _word(sentence, at + 1) in _OTHERS else kind


def _word(sentence: Sequence[Token], at: int) -> str:
    return sentence[at].text if 0 <= at < len(sentence) and sentence[at].kind == "word" else ""


def _hedged(sentence: Sequence[Token], at: int, words: Words) -> tuple[int, bool]:
    """Return where a number begins with “at least” and the like, and whether more than that is meant."""
    is_over = False
    while (word := _word(sentence, at - 1)) in words.least or word in words.over:
        is_over = is_over or word in words.over
        at -= 1
    return at, is_over


def _is_void(sentence: Sequence[Token], first: int, at: int, words: Words) -> bool:
    """Whether a number is a guess, a part of another, a part of a longer one, or of something that nobody becomes."""
    around = (_word(sentence, first - 1), _word(sentence, at + 1))
    if any(word in words.voids and word not in _OTHERS for word in (*around, _word(sentence, first - 2))):
        return True
    joins = sentence[first - 2].text if first > 1 and around[0] in words.ends else ""
    return around[1] in words.units or around[1] in _MAGNITUDES or not words.tens.isdisjoint((*around, joins))


def _outcome(token: Token, table: dict[str, str], words: Words) -> str | None:
    kind = table.get(token.text) if token.kind == "word" else None
    return None if token.text in words.capitals and not token.written[0].isupper() else kind


def _behind(sentence: Sequence[Token], at: int, words: Words) -> str | None:
    """What the words behind a number say became of them."""
    unknown = 0
    for place in range(at + 1, len(sentence)):
        token = sentence[place]
        if token.kind != "word":
            return None
        if kind := _outcome(token, words.plain, words):
            return kind
        if kind := _outcome(token, words.participles, words):
            follower = _word(sentence, place + 1)
            is_last = place + 1 == len(sentence) or sentence[place + 1].kind == "comma"
            return kind if is_last or follower in words.ends or follower in words.days else None
        if token.text in words.helps or token.text in _OTHERS:
            continue
        unknown += 1
        is_over = token.text in words.ends or token.text in words.voids or token.text in words.causes
        if is_over or token.text in words.units or unknown > _MOST_UNKNOWN:
            return None
    return None


def _before(sentence: Sequence[Token], first: int, words: Words) -> str | None:
    """What the verb before a number does to them, or the count before it counts."""
    place = first - 1
    if _word(sentence, place) in {"a", "à"}:
        place -= 1
    if place >= 0 and (kind := _outcome(sentence[place], words.causes, words)):
        earlier, still_earlier = _word(sentence, place - 1), _word(sentence, place - 2)
        # “attacks that have killed 430”: they are others, or more than this one.
        is_summed_up = earlier in {"have", "has", "had"} and still_earlier in {"that", "which", "who"}
        return None if is_summed_up or earlier in words.voids or earlier == "to" else kind
    if _word(sentence, first - 1) not in words.rises:
        return None
    rises = any(_RISING.match(_word(sentence, place)) for place in (first - 1, first - 2))
    for place in range(first - 1, max(first - 1 - _AS_FAR, -1), -1):
        token = sentence[place]
        if token.kind in {"number", "other"} and _word(sentence, place - 1) in _FROM:
            continue
        if token.kind != "word":
            return None
        if token.text in words.counts:
            return "dead"
        if rises and (kind := _outcome(token, words.plain, words)):
            return None if place and sentence[place - 1].kind == "number" else kind
    return None


def _turned(sentence: Sequence[Token], first: int, at: int, words: Words) -> str | None:
    """What is counted where the count follows: “sube a 12 la cifra de muertos”."""
    if _word(sentence, first - 1) not in words.rises or not _RISING.match(_word(sentence, first - 2)):
        return None
    for token in sentence[at + 1 : at + 6]:
        if token.kind != "word":
            return None
        if kind := _outcome(token, words.plain, words):
            return kind
    return None


def _eastern(text: str) -> list[Toll]:
    return [
        Toll(kind, int((match[1] or match[match.lastindex or 1]).replace(",", "")), is_over=False)
        for kind, pattern in _EAST.items()
        for match in pattern.finditer(text)
    ]


# Whatever else is counted


def _counted(sentence: Sequence[Token], words: Words, language: str) -> Iterator[Counted]:
    """Yield what is counted in digits, no people of whom something became among it."""
    for at, token in enumerate(sentence):
        first, _ = _hedged(sentence, at, words)
        if token.kind != "number" or token.mark == "in words" or _is_guess(sentence, first, at, words):
            continue
        if _kind(sentence, at, words):
            continue
        value, last = token.text, at
        if power := _MAGNITUDES.get(_word(sentence, at + 1)):
            value, last = f"{value}e{len(str(power)) - 1}", at + 1
        unit = token.mark
        if not unit:
            last += 1
            unit = _word(sentence, last)
            if not _is_unit(unit, words) or (sentence[last].written[0].isupper() and language != "de"):
                continue
        if unit != "%" and "e" not in value and float(value) < _LEAST_COUNTED:
            continue
        before, behind = (
            _content(sentence, range(first - 1, first - 4, -1), words),
            _content(sentence, range(last + 1, last + 4), words),
        )
        if unit == "%" and behind != _word(sentence, last + 1):
            behind = before = ""  # of what it is a share is said further off
        written = " ".join(each.written for each in sentence[at : last + 1])
        yield Counted(unit, before, behind, value, f"{written} {behind}" if unit == "%" else written)


def _is_guess(sentence: Sequence[Token], first: int, at: int, words: Words) -> bool:
    around = (_word(sentence, first - 2), _word(sentence, first - 1), _word(sentence, at + 1))
    return not words.voids.isdisjoint(around)


def _is_unit(word: str, words: Words) -> bool:
    if word in _MONEY:
        return True
    others = (
        words.units,
        words.ends,
        words.helps,
        words.tens,
        words.plain,
        words.participles,
        words.causes,
        words.rises,
    )
    return len(word) >= _FEWEST_LETTERS and not any(word in each for each in others)


def _content(sentence: Sequence[Token], places: range, words: Words) -> str:
    """The next word in these places that is more than grammar; "" if none is, or something else comes first."""
    for place in places:
        word = _word(sentence, place)
        if not word:
            return ""
        if not (word in words.ends or word in words.helps or word in words.rises or _RISING.match(word)):
            return word
    return ""
