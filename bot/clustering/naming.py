"""Find the names that two stories have in common, and those that only one has: "Gabuev" and "Alexander Gabuev" are one.

A name is compared by the stems of its words, so that "Путина" and "Путин" are one too.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple

from bot.clustering.background import shares, term_number
from bot.clustering.runs import Words, line, words
from bot.clustering.words import stem
from bot.model import Story

Key = tuple[str, ...]

_RAREST = 12.0  # what a word weighs that no table knows; about ln of the texts that a table stands for
_TOO_COMMON = 4.0  # a name whose words weigh less together is "Monday" or "President"
_TELLING = 5.0  # a single word that weighs less is in many names: "Center", "Islands"
_SHORTEST_START = 4  # letters that a word of a name keeps when endings are taken off it, to look for it in a text
_LONGEST_ENDING = 3
_SEAT = re.compile(r"[DRI]-[A-Z]")  # the party and state of a senator: D-Calif
_BRIEF = 2  # letters
_CONTRACTED = tuple(f"{mark}{end}" for mark in "'’" for end in ("ve", "d", "m", "re", "ll", "t"))
# Agencies that stories quote, and what stands in front of a name and is none: they say nothing of the event.
_NOBODY = frozenset(
    "reuters|ap|afp|dpa|the associated press|associated press|agence france-presse|bloomberg|efe|ansa|tass|xinhua|getty images|twitter|facebook|instagram"
    "|youtube|cnn|bbc|mr|mrs|ms|dr|breaking|exclusive|update|photo|video|image|source|read more|related|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|et|est|edt|gmt|utc|am|pm|a.m|p.m|republican gov|gov|sen|rep".split(
        "|"
    )
)


class Read(NamedTuple):
    """A story as it is looked at here."""

    story: Story
    line: str  #: of title and text
    names: Mapping[Key, Words]  #: by the stems of its words, as first written


class _Part(NamedTuple):
    """A part of a name."""

    written: str
    is_end: bool  # the name ends with it


class Shared(NamedTuple):
    """What two stories name, the most telling names first."""

    both: tuple[str, ...]
    only_one: tuple[str, ...]
    only_other: tuple[str, ...]


def read(story: Story) -> Read:
    """Look at a story; names that do not stand in it as it is seen now are left out."""
    said = line(f"{story.title}\n{story.text}")
    names: dict[Key, Words] = {}
    nobody = _NOBODY | {one.casefold() for one in (story.outlet, story.credit or "", *story.authors)}
    for name in story.facts.names:
        parts = words(name)
        is_name = parts.folded and name.casefold().rstrip(".") not in nobody and not _is_word(name, story.text)
        if is_name and _line_of(parts) in said:
            names.setdefault(tuple(stems(parts.folded, story.language)), parts)
    return Read(story, said, names)


def compare(one: Read, other: Read) -> Shared:
    """Say which names both have, and which only one of them."""
    both: dict[Key, str] = {}
    for mine, theirs in ((one, other), (other, one)):
        for key, name in mine.names.items():
            # Where names are declined, the shortest form is mostly the one that they are known by.
            if _is_in(key, name, theirs) and len(name.text) < len(both.get(key, f"{name.text} ")):
                both[key] = name.text
            elif len(key) > 1 and _is_known_as(key[-1:], name.written(len(key) - 1, len(key) - 1), theirs):
                both.setdefault(key[-1:], name.written(len(key) - 1, len(key) - 1))
    first, second = _parts_of(one), _parts_of(other)
    for key in first.keys() | second.keys():
        parts = [part for part in (first.get(key), second.get(key)) if part is not None]
        # "President Donald" begins two names, and is none.
        if key in both or (len(parts) > 1 and any(part.is_end for part in parts)):
            forms = [*(part.written for part in parts), both.get(key, parts[0].written)]
            both[key] = min(forms, key=lambda name: (len(name), name))
    told = _most_telling(_whole(both), one.story.language)
    return Shared(
        # A name may have one stem in each of two languages.
        tuple(dict.fromkeys(_with_article(both[key], one, other) for key in told)),
        tuple(_only(one, other, both)),
        tuple(_only(other, one, both)),
    )


def _line_of(name: Words) -> str:
    return f" {' '.join(name.folded)} "


def _is_word(name: str, text: str) -> bool:
    """Tell what is no name: a word that is written small elsewhere ("Phase"), too short ("Re") or no noun ("I've"); a cry."""
    if " " in name:
        return name.isupper() or name.startswith(("I'", "I’"))
    is_brief = len(name) <= _BRIEF and not name.isupper()
    return (
        is_brief or bool(_SEAT.match(name)) or name.casefold().endswith(_CONTRACTED) or f" {name.casefold()} " in text
    )


def stems(folded: Iterable[str], language: str | None) -> list[str]:
    """Return the stems of words as `runs.words` finds them."""
    # What only looks like a digit (²) is no number for `stem`, which gets texts in which it is one.
    return [word if word[0].isdigit() and not word.isdecimal() else stem(word, language) for word in folded]


def weight(key: Iterable[str], language: str | None) -> float:
    """Return how much some stems say together: the rarer they are, the more."""
    table = shares(language)
    if table is None:
        return sum(_RAREST for _ in key)
    return sum(_RAREST - log(table.of(term_number(part, is_number=part[0].isdigit())) + 1) for part in key)


def _is_in(key: Key, name: Words, story: Read) -> bool:
    if key in story.names or _line_of(name) in story.line:
        return True
    for other, longer in story.names.items():
        begin = len(other) - len(key)
        # Behind a small word stands a part of a name that names something else: the England of the Bank of England.
        if begin > 0 and other[begin:] == key and not longer.text[longer.spans[begin - 1][0]].islower():
            return True
    return False


def _is_known_as(last: Key, written: str, story: Read) -> bool:
    """Tell whether a story has the last word of a name by itself, where it is no proven name: at the begin of a sentence."""
    if not written[0].isupper() or written not in story.story.text or f" {written.casefold()} " not in story.line:
        return False
    is_part = any(last[0] in other for other in story.names)
    return not is_part and weight(last, story.story.language) >= _TELLING


def _parts_of(story: Read) -> dict[Key, _Part]:
    """Name the runs of two words and more in its names that begin and end as names do."""
    found: dict[Key, _Part] = {}
    for key, name in story.names.items():
        small = [name.text[begin].islower() for begin, _ in name.spans]
        for begin in range(len(key) - 1):
            for last in range(begin + 1, len(key)):
                if last - begin < len(key) - 1 and not (small[begin] or small[last]):
                    part = _Part(name.written(begin, last), last == len(key) - 1)
                    found.setdefault(key[begin : last + 1], part)
    return found


def _whole(names: Mapping[Key, str]) -> list[Key]:
    """Leave out what is a part of another."""
    kept: list[Key] = []
    for key in sorted(names, key=lambda key: (-len(key), names[key])):
        if not any(_has(longer, key) for longer in kept):
            kept.append(key)
    return kept


def _has(longer: Key, key: Key) -> bool:
    return any(longer[at : at + len(key)] == key for at in range(len(longer) - len(key) + 1))


def _most_telling(keys: Sequence[Key], language: str | None) -> list[Key]:
    weights = {key: weight(key, language) for key in keys}
    return sorted((key for key in keys if weights[key] >= _TOO_COMMON), key=lambda key: (-weights[key], key))


def _only(mine: Read, theirs: Read, both: Mapping[Key, str]) -> list[str]:
    """Name what the other story does not say in any form: none of a name's words begins one of its words."""
    lacking = {
        key: name.text
        for key, name in mine.names.items()
        if key not in both and not any(f" {_start(word)}" in theirs.line for word in name.folded if len(word) > 1)
    }
    return [lacking[key] for key in _most_telling(_whole(lacking), mine.story.language)]


def _start(word: str) -> str:
    return word[: max(_SHORTEST_START, len(word) - _LONGEST_ENDING)]


def _with_article(name: str, one: Read, other: Read) -> str:
    """Put "the" before what both say it of: the Carnegie Russia Eurasia Center."""
    if "en" not in {one.story.language, other.story.language} or " " not in name:
        return name
    told = f" the{_line_of(words(name))}"
    return f"the {name}" if told in one.line and told in other.line else name
