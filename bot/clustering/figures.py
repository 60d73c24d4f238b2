"""Find the figures that two stories have in common, and those in which they differ: 12 killed here, 14 killed there."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bot.clustering.background import shares, term_number
from bot.clustering.naming import Read, stems, weight
from bot.clustering.runs import words
from bot.clustering.words import stem

_LOOKED_THROUGH = 6000  # characters, as for the facts
_AROUND = 60  # characters before and behind a figure that say what it is about
_SMALL = 13  # whole numbers below are in every story
_ROUND = ((1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million"))
_YEARS = range(1900, 2101)
# A word in so many of all texts is no unit ("12 were", "12 from"), and one in so many does not say what a figure is about.
_NO_UNIT, _NO_SUBJECT = 0.12 * 160_000, 0.05 * 160_000
# The digits of one number; what is counted; the word behind it. What stands before it may make a name, a date or a time of it.
_FIGURE = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[.,]\d{3}){1,4}|\d{1,9}(?:[.,]\d{1,2})?)(?![\d.,:/]\d)[ \u00a0-]?(%|[^\W\d_]{3,20})(?:[ -]([^\W\d_]{3,20}))?"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_NOUNS_IN_CAPITALS = frozenset({"de", "lb"})  # elsewhere a capital makes a month or a name of it
_MAGNITUDES = {
    "thousand": 3, "million": 6, "billion": 9, "millions": 6, "billions": 9, "tausend": 3, "millionen": 6, "milliarden": 9, "mille": 3, "milliards": 9,
    "mil": 3, "millones": 6, "mila": 3, "milioni": 6, "miliardi": 9, "milhões": 6, "miljoen": 6, "miljard": 9, "miljoner": 6, "miljarder": 9, "tysięcy": 3,
    "тысяч": 3, "млн": 6, "млрд": 9,
}  # fmt: skip
_PERCENT = frozenset("% percent prozent procent pourcent процентов процента".split())


class Figure(NamedTuple):
    """A number that something is counted to."""

    number: str  #: as in `Facts`
    written: str
    about: frozenset[str]  #: stems of the words around it


class Shared(NamedTuple):
    """What two stories say in figures, the most telling first."""

    both: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]
    differing: tuple[tuple[str, str], ...]  #: as the one gives a figure, as the other does


def compare(one: Read, other: Read) -> Shared:
    """Say which figures both give, which only one of them, and in which they differ."""
    ours, theirs = set(one.story.facts.numbers), set(other.story.facts.numbers)
    return Shared(
        tuple(_telling(one, ours & theirs)),
        tuple(_telling(one, ours - theirs)),
        tuple(_telling(other, theirs - ours)),
        tuple(_differing(one, other)),
    )


def shown(number: str) -> str:
    """Write a number as it is kept for people: 1,200; 1.2 million; 4.1 %."""
    whole, point, rest = number.removesuffix("%").partition(".")
    if not whole.isdecimal():
        return number
    for size, name in _ROUND:
        if int(whole) >= size and int(whole) % (size // 1000) == 0:
            return f"{int(whole) / size:,.10g} {name}"
    return f"{int(whole):,}{point}{rest}{' %' if number.endswith('%') else ''}"


def _telling(story: Read, numbers: set[str]) -> Iterator[str]:
    language = story.story.language
    wanted = [number for number in numbers if not (number.isdecimal() and int(number) < _SMALL)]
    return map(
        shown, sorted(wanted, key=lambda number: (-weight([number.removesuffix("%")], language), -len(number), number))
    )


def _differing(one: Read, other: Read) -> Iterator[tuple[str, str]]:
    """Find what each counts to one number only, and not to the same, in like words: of anything else nobody knows."""
    ours, theirs = _counted(one), _counted(other)
    for unit in sorted(ours.keys() & theirs.keys()):
        mine, yours = ours[unit], theirs[unit]
        # Either may say the other's number in other words: "the twelve".
        is_said = mine.number in other.story.facts.numbers or yours.number in one.story.facts.numbers
        if mine.number != yours.number and not is_said and len(mine.about & yours.about) > (unit == "%"):
            yield mine.written, yours.written


def _counted(story: Read) -> Mapping[str, Figure]:
    """Return what is counted to one number in all of the story, by the stem of what is counted."""
    found: dict[str, dict[str, Figure]] = {}
    language, text = story.story.language, story.story.text[:_LOOKED_THROUGH]
    for match in _FIGURE.finditer(text):
        digits, unit, behind = match.groups()
        number = re.sub("[.,]", "", digits) if _THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
        end = match.end(2)
        if unit.casefold() in _MAGNITUDES and "." not in number:
            number, unit, end = number + "0" * _MAGNITUDES[unit.casefold()], behind or "", match.end()
        if unit.casefold() in _PERCENT:
            number, unit = f"{number}%", "%"
        is_year = number.isdecimal() and len(digits) == len("2026") and int(number) in _YEARS
        if not unit or is_year or (unit[0].isupper() and language not in _NOUNS_IN_CAPITALS):
            continue
        key = unit if unit == "%" else stem(unit, language)
        if _is_rarer(key, language, _NO_UNIT):
            around = text[max(match.start() - _AROUND, 0) : match.start()], text[end : end + _AROUND]
            written = " ".join(text[match.start() : end].split())
            found.setdefault(key, {}).setdefault(number, Figure(number, written, _about(around, key, language)))
    return {key: next(iter(values.values())) for key, values in found.items() if len(values) == 1}


def _about(around: tuple[str, str], unit: str, language: str | None) -> frozenset[str]:
    # A word that the cut goes through is as good as another: it is the same in no text.
    found = {one for text in around for one in stems(words(text).folded, language)}
    return frozenset(one for one in found - {unit} if not one[0].isdigit() and _is_rarer(one, language, _NO_SUBJECT))


def _is_rarer(key: str, language: str | None, texts: float) -> bool:
    table = shares(language)
    return table is None or table.of(term_number(key)) <= texts
