"""Find what would have changed a decision, by asking the scorer itself about stories that differ a little from the one that came.

Counterfactual explanations (Wachter, Mittelstadt and Russell 2017); the fewest words whose absence changes the class are
searched for as by Martens and Provost (2014): the ones that matter most first, then all that turn out not to be needed are
put back. It is a greedy search: there may be a smaller set.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from math import ceil
from typing import Any, Literal

from bot.clustering import naming
from bot.clustering.common import Common, in_common
from bot.clustering.segments import UNSPACED
from bot.clustering.words import stem, tokens
from bot.model import Story

#: Scores a story against a cluster, and tells whether it may join: `Clusterer.held_against`.
Held = Callable[[Story], tuple[float, bool]]
Kind = Literal["names", "numbers", "title", "words", "time", "language"]

_TRIED = 24  # words that are tried one by one, the rarest
_MOST_WORDS = 8  # more words than these are no small change
_LOOKED_AT = 12_000  # characters; the score looks at some 5,000
_HOUR = timedelta(hours=1)
_LONGEST = timedelta(days=30)  # that is looked at between two stories
_UNSPACED = re.compile(f"[{UNSPACED}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwise:
    """One change to a story, and what the scorer says then."""

    kind: Kind
    joins: bool
    score: float
    what: tuple[str, ...] = ()  #: words or names, where it is about some
    apart: timedelta | None = None  #: between the stories, where it is about times

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has; `apart_s` is in seconds."""
        apart_s = None if self.apart is None else self.apart.total_seconds()
        return {
            "kind": self.kind,
            "joins": self.joins,
            "score": round(self.score, 4),
            "what": list(self.what),
            "apart_s": apart_s,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Otherwises:
    """What a story scores as it is, and with some changes: first those that would have changed the decision, the smallest first."""

    score: float
    joins: bool
    changes: tuple[Otherwise, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        return {"score": round(self.score, 4), "joins": self.joins, "changes": [one.as_dict() for one in self.changes]}


def otherwise(story: Story, members: Sequence[Story], nearest: Story, held: Held, window: timedelta) -> Otherwises:
    """Try changes to a story, one kind of evidence at a time, against the members of a cluster; *nearest* is most like it."""
    found = briefly(story, nearest, held)
    story, nearest = _begin(story), _begin(nearest)
    if found.joins:
        last = max((member.published for member in members if member.published is not None), default=None)
        more = [*_fewest_words(story, nearest, held), *_later(story, last, held, window)]
    else:
        more = [*_nearer(story, nearest, held)]
    return replace(found, changes=tuple(_smallest_first([*found.changes, *more], joins=found.joins)))


def briefly(story: Story, nearest: Story, held: Held) -> Otherwises:
    """The same of names, numbers, title and language alone, which takes four or five scores."""
    score, joins = held(story)
    common = in_common(nearest, story)
    story, nearest = _begin(story), _begin(nearest)
    tried = _lacking(story, nearest, common, held) if joins else _more(story, nearest, common, held)
    return Otherwises(score=score, joins=joins, changes=tuple(_smallest_first(tried, joins=joins)))


def _begin(story: Story) -> Story:
    """Return the story as far as it may be looked at for its score, whatever is left out of it."""
    return replace(story, text=story.text[:_LOOKED_AT])


def _smallest_first(changes: Iterable[Otherwise], *, joins: bool) -> list[Otherwise]:
    """Put those first that would have changed the decision, and times behind what the stories say."""
    return sorted(changes, key=lambda one: (one.joins == joins, one.apart is not None, len(one.what), one.kind))


def _lacking(story: Story, nearest: Story, common: Common, held: Held) -> Iterator[Otherwise]:
    """Take away what speaks for one event."""
    if common.names:
        yield _tried("names", _without(story, _stems(story, " ".join(common.names))), held, common.names)
    if shared := _numbers(story) & _numbers(nearest):
        yield _tried("numbers", _without(story, shared), held, _written(story, shared))
    if shared := _stems(story, story.title) & _stems(nearest, nearest.title):
        title = _without(story, shared).title
        yield _tried("title", replace(story, title=title), held, _written(story, shared))


def _more(story: Story, nearest: Story, common: Common, held: Held) -> Iterator[Otherwise]:
    """Give it what it lacks, and take away what speaks against."""
    theirs, ours = common.sides
    if theirs.names:
        bare = _without(story, _stems(story, " ".join(ours.names)))
        yield _tried("names", replace(bare, text=f"{', '.join(theirs.names)}. {bare.text}"), held, theirs.names)
    mine, yours = _numbers(story), _numbers(nearest)
    if lacking := yours - mine:
        bare, added = _without(story, mine - yours), _written(nearest, lacking)
        yield _tried("numbers", replace(bare, text=f"{bare.text} {' '.join(added)}"), held, added)
    if lacking := _stems(nearest, nearest.title) - _stems(story, story.title):
        yield _tried("title", replace(story, title=nearest.title), held, _written(nearest, lacking))
    if story.language != nearest.language:
        yield _tried("language", replace(story, language=nearest.language), held)


def _tried(
    kind: Kind, story: Story, held: Held, what: tuple[str, ...] = (), apart: timedelta | None = None
) -> Otherwise:
    score, joins = held(story)
    return Otherwise(kind=kind, joins=joins, score=score, what=what, apart=apart)


def _fewest_words(story: Story, nearest: Story, held: Held) -> Iterator[Otherwise]:
    """Find few words without which the story would not have joined; if it takes many, about how many of the rarest."""
    shared = _shared(story, nearest)
    rarest = sorted(shared, key=lambda one: (-naming.weight([one], story.language), one))
    effects = {one: held(_without(story, [one]))[0] for one in rarest[:_TRIED]}
    removed: list[str] = []
    for one in sorted(effects, key=lambda one: (effects[one], one))[:_MOST_WORDS]:
        removed.append(one)
        if not held(_without(story, removed))[1]:
            break
    else:
        removed = _many_words(story, rarest, held)
    if len(removed) <= _MOST_WORDS:
        for one in removed[:-1]:
            fewer = [other for other in removed if other != one]
            if not held(_without(story, fewer))[1]:
                removed = fewer
    if removed:
        yield _tried("words", _without(story, removed), held, _written(story, set(removed)))


def _many_words(story: Story, rarest: Sequence[str], held: Held) -> list[str]:
    """Find by halves how many of the rarest words it takes; none if all of them are not enough."""
    joins, apart = 0, len(rarest)
    if held(_without(story, rarest))[1]:
        return []
    while apart - joins > 1:
        middle = (joins + apart) // 2
        if held(_without(story, rarest[:middle]))[1]:
            joins = middle
        else:
            apart = middle
    return list(rarest[:apart])


def _later(story: Story, last: datetime | None, held: Held, window: timedelta) -> Iterator[Otherwise]:
    """Find how long after the last of the others it could have been published; nothing if it may be as long as is looked at."""
    if story.published is None or last is None:
        return
    apart = int(min(window, _LONGEST) / _HOUR) + 1

    def moved(hours: int) -> Story:
        return replace(story, published=last + hours * _HOUR)

    for hours in _until(0, apart, moved, held):
        yield _tried("time", moved(hours + 1), held, apart=hours * _HOUR)


def _nearer(story: Story, nearest: Story, held: Held) -> Iterator[Otherwise]:
    """Find how near to the other it had to be published, if that would have been enough."""
    if story.published is None or nearest.published is None or story.published == nearest.published:
        return
    gap, at = story.published - nearest.published, nearest.published
    ahead = _HOUR if gap > timedelta(0) else -_HOUR

    def moved(hours: int) -> Story:
        return replace(story, published=at + hours * ahead)

    for hours in _until(0, ceil(abs(gap) / _HOUR), moved, held):
        yield _tried("time", moved(hours), held, apart=hours * _HOUR)


def _until(joins: int, apart: int, moved: Callable[[int], Story], held: Held) -> Iterator[int]:
    """Find the last hour between these at which it joins, by halves; none unless it joins at the one and not at the other."""
    if not held(moved(joins))[1] or held(moved(apart))[1]:
        return
    while apart - joins > 1:
        middle = (joins + apart) // 2
        if held(moved(middle))[1]:
            joins = middle
        else:
            apart = middle
    yield joins


def _stems(story: Story, text: str) -> set[str]:
    return {stem(token, story.language) for token in tokens(text, story.language)}


def _numbers(story: Story) -> set[str]:
    return {one for one in _forms(story) if one[0].isdigit()}


def _shared(story: Story, other: Story) -> set[str]:
    return _forms(story).keys() & _forms(other).keys()


@lru_cache(maxsize=8)  # asked for each change to one story
def _forms(story: Story) -> dict[str, list[str]]:
    """Return how its words are written in a story: by stem, in the order of the text. Not to be changed."""
    found: dict[str, dict[str, None]] = {}
    for token in tokens(f"{story.title}\n{story.text}", story.language):
        found.setdefault(stem(token, story.language), {})[token] = None
    return {key: list(forms) for key, forms in found.items()}


def _written(story: Story, stems: AbstractSet[str]) -> tuple[str, ...]:
    """Return these words as a story first writes them, the rarest first."""
    forms = _forms(story)
    rarest = sorted(stems & forms.keys(), key=lambda one: (-naming.weight([one], story.language), one))
    return tuple(forms[one][0] for one in rarest)


def _without(story: Story, stems: Collection[str]) -> Story:
    """Return the story as if it did not say these words."""
    forms = _forms(story)
    written = {form for one in stems for form in forms.get(one, ())}
    if not written:
        return story
    longest = sorted(written, key=lambda form: (-len(form), form))
    # What is written without spaces has no ends of words that could be looked for.
    alternatives = [
        re.escape(form) if _UNSPACED.match(form) else rf"(?<!\w){re.escape(form)}(?!\w)" for form in longest
    ]
    pattern = re.compile("|".join(alternatives))
    return replace(story, title=pattern.sub("", story.title), text=pattern.sub("", story.text))
