"""Find what two stories have in common and what each has for itself, as people would point at it. Nothing here is a score.

All of it is true of the texts as they are read now: a name or a quote that does not stand in them is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import lru_cache
from typing import Any

from bot.clustering import figures, naming
from bot.clustering.naming import Read, read
from bot.clustering.runs import Run, Words, line, runs, size, words
from bot.clustering.words import stem, tokens
from bot.model import MarkerKind, Story

_MOST_WORDS = 600  # of a text in which passages are looked for
_LEAST_QUOTE, _LEAST_PASSAGE = 4, 5  # words
# The last words of a passage, of which nobody knows how they go on.
_NEXT_SENTENCE = re.compile(r"(?<=[.!?])[\"”’»]? \S+(?: \S+)?$")
_MIDNIGHT = time()
_RARE = 5.0  # weight of a word that some people would point at
_MOST_SHOWN = 12  # of each kind
# A shorter run of words in two quotes has to say something: "we are going to do" is in everybody's mouth.
_LONG_QUOTE, _LEAST_SAID = 8, 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one of two stories is, or has, that the other is not, or has not."""

    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    markers: tuple[MarkerKind, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """What two stories have in common, the most telling of each kind first, and what speaks against one event."""

    same_title: bool = False
    same_text: bool = False
    names: tuple[str, ...] = ()
    words: tuple[
        str, ...
    ] = ()  #: rare words, where no name is known: of scripts without capitals, of stories without facts
    quotes: tuple[str, ...] = ()  #: what both quote, or the part of it that both have
    numbers: tuple[str, ...] = ()  #: as people write them, e.g. 1,200 or 4.1 %
    dates: tuple[str, ...] = ()  #: ISO 8601 as far as they are told, see `Facts`
    passages: tuple[str, ...] = ()  #: longest runs of five words and more that both texts have
    verbatim: float = 0.0  #: share of the shorter text's words that stand in such runs; of its first 600 words
    apart: timedelta | None = None  #: between the times at which they were published; None if one of them is unknown
    by_day: bool = False  #: their sources give no time of the day
    later: int | None = None  #: which of them was published later, 0 or 1; None if neither is known to be
    outlet: str | None = None  #: that both are from
    credit: str | None = None  #: agency that both credit, or that one credits and the other is from
    figures: tuple[tuple[str, str], ...] = ()  #: of one kind, that differ: as the one gives it, as the other does
    sides: tuple[Side, Side] = (Side(), Side())  #: what each has for itself

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has; `apart_s` is in seconds."""
        return {
            "same_title": self.same_title,
            "same_text": self.same_text,
            "names": list(self.names),
            "words": list(self.words),
            "quotes": list(self.quotes),
            "numbers": list(self.numbers),
            "dates": list(self.dates),
            "passages": list(self.passages),
            "verbatim": round(self.verbatim, 3),
            "apart_s": None if self.apart is None else self.apart.total_seconds(),
            "outlet": self.outlet,
            "credit": self.credit,
            "differing_figures": [list(pair) for pair in self.figures],
            "only": [
                {"names": list(side.names), "numbers": list(side.numbers), "markers": list(side.markers)}
                for side in self.sides
            ],
        }


@lru_cache(maxsize=8)  # what is told of two stories, and what would have changed, both begin with it
def in_common(one: Story, other: Story) -> Common:
    """Compare two stories. Of stories without facts, what can be seen without them."""
    ours, theirs = read(one), read(other)
    names, numbers = naming.compare(ours, theirs), figures.compare(ours, theirs)
    texts = words(one.text, _MOST_WORDS), words(other.text, _MOST_WORDS)
    passages = runs(*texts, _LEAST_PASSAGE)
    quotes = _quotes(ours, theirs)
    gap = None if one.published is None or other.published is None else other.published - one.published
    return Common(
        same_title=words(one.title).folded == words(other.title).folded != (),
        same_text=texts[0].folded == texts[1].folded != () and line(one.text) == line(other.text),
        names=names.both[:_MOST_SHOWN],
        words=() if names.both else tuple(_rare_words(one, other)[:_MOST_SHOWN]),
        quotes=tuple(quotes[:_MOST_SHOWN]),
        numbers=numbers.both[:_MOST_SHOWN],
        dates=_dates(one.facts.dates, other.facts.dates)[:_MOST_SHOWN],
        passages=tuple(_telling(passages, texts[1], [*names.both, *quotes]))[:_MOST_SHOWN],
        verbatim=_share(passages, texts),
        apart=None if gap is None else abs(gap),
        by_day=all(story.published is not None and story.published.time() == _MIDNIGHT for story in (one, other)),
        later=None if not gap else int(gap > timedelta(0)),
        outlet=one.outlet if one.outlet and one.outlet.casefold() == other.outlet.casefold() else None,
        credit=_credit(one, other),
        figures=numbers.differing[:_MOST_SHOWN],
        sides=(
            _side(one, other, names.only_one, numbers.only_one),
            _side(other, one, names.only_other, numbers.only_other),
        ),
    )


def _side(story: Story, other: Story, names: tuple[str, ...], numbers: tuple[str, ...]) -> Side:
    theirs = {marker.kind for marker in other.markers}
    markers = tuple(marker.kind for marker in story.markers if marker.kind not in theirs)
    return Side(names=names[:_MOST_SHOWN], numbers=numbers[:_MOST_SHOWN], markers=markers)


def _rare_words(one: Story, other: Story) -> list[str]:
    """Return the rarest words that both have, as the one first writes them."""
    theirs = {stem(token, other.language) for token in tokens(_whole(other), other.language)}
    found: dict[str, str] = {}
    for token in tokens(_whole(one), one.language):
        if not token[0].isdigit() and (key := stem(token, one.language)) in theirs:
            found.setdefault(key, token)
    weights = {key: naming.weight([key], one.language) for key in found}
    return [found[key] for key in sorted(found, key=lambda key: (-weights[key], key)) if weights[key] >= _RARE]


def _whole(story: Story) -> str:
    return f"{story.title}\n{story.text}"


def _telling(passages: Iterable[Run], text: Words, told: Iterable[str]) -> Iterator[str]:
    """Leave out what is little more than names and quotes that both have, and the begin of another sentence."""
    known = [words(one).folded for one in told]
    for run in passages:
        passage = words(_NEXT_SENTENCE.sub("", text.written(run.other, run.other + run.length - 1)))
        covered = sum(size(one) for one in known if _has(passage.folded, one))
        if size(passage.folded) >= _LEAST_PASSAGE and size(passage.folded) - covered >= _LEAST_QUOTE:
            yield passage.text


def _share(passages: Iterable[Run], texts: tuple[Words, Words]) -> float:
    shortest = min(len(text.spans) for text in texts)
    # A run that the one text repeats may be found twice in the other.
    return min(sum(run.length for run in passages) / shortest, 1.0) if shortest else 0.0


def _dates(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Return the dates that both give; "22 November" is that day of any year."""
    told = list(theirs)
    both = (max((a, b), key=len) for a in ours for b in told if a == b or _is_day_of(a, b) or _is_day_of(b, a))
    return tuple(dict.fromkeys(both))


def _is_day_of(short: str, long: str) -> bool:
    return short.startswith("--") and len(long) == len("2026-11-22") and long[4:] == short[1:]


def _credit(one: Story, other: Story) -> str | None:
    """Return the agency that both credit, or one of them and the other is of it."""
    told = (agency for agency in (one.credit, other.credit) if agency)
    return next((agency for agency in told if all(_is_of(story, agency.casefold()) for story in (one, other))), None)


def _is_of(story: Story, agency: str) -> bool:
    initials = "".join(word[0] for word in story.outlet.casefold().split())
    return agency in {(story.credit or "").casefold(), story.outlet.casefold(), initials}


def _quotes(ours: Read, theirs: Read) -> list[str]:
    """Return what both quote, or the longest parts that both have of quotes; the longest first."""
    mine = [words(quote) for quote in ours.story.facts.quotes if _stands(quote, ours)]
    found: dict[tuple[str, ...], str] = {}
    for quote in theirs.story.facts.quotes:
        if not _stands(quote, theirs):
            continue
        said = words(quote)
        if any(said.folded == one.folded for one in mine):
            found.setdefault(said.folded, quote.rstrip(" .,;…"))
            continue
        for one in mine:
            for run in runs(one, said, _LEAST_QUOTE):
                folded = said.folded[run.other : run.other + run.length]
                if _says_something(folded, theirs.story.language):
                    found.setdefault(folded, said.written(run.other, run.other + run.length - 1))
    longest = sorted(found, key=lambda folded: (-len(folded), folded))
    return [found[folded] for at, folded in enumerate(longest) if not any(_has(one, folded) for one in longest[:at])]


def _has(longer: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return any(longer[at : at + len(part)] == part for at in range(len(longer) - len(part) + 1))


def _stands(quote: str, story: Read) -> bool:
    return quote in story.story.text or f" {' '.join(words(quote).folded)} " in story.line


def _says_something(folded: tuple[str, ...], language: str | None) -> bool:
    return size(folded) >= _LONG_QUOTE or naming.weight(naming.stems(folded, language), language) >= _LEAST_SAID
