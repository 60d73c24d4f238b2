"""Topics that sources would fill: what many events have in common that no topic lets in. Pure.

A suggestion is a rule that can be pasted. It comes from what desks say themselves (categories, subjects), from names, or from words
that come together; it is good if it lets in many events that are in no topic yet, and if these are more alike than events are.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Literal, NamedTuple, TypeAlias

from bot.cleaning.characters import shorten
from bot.cli.printing import printable
from bot.clustering import naming
from bot.clustering.words import stem, tokens
from bot.model import Cluster, Story
from bot.topics.folding import fold
from bot.topics.rules import Node, Phrase, Rules

Kind: TypeAlias = Literal["category", "subject", "name", "word"]

# Weights of words, by how rare they are (see `naming.weight`): “government” has 4, “election” 5, “earthquake” 7.
_LIGHTEST: Final = 3.5
_SHORTEST_WORD = 3  # letters
_SHARED_BY = 0.5  # of an event's stories: what fewer say is not what it is about
_MOST_WORDS = 120  # of a story that are looked at; its beginning says what it is about
_MOST_MARKS = 400  # that are looked at closely, those of most events first
_MOST_TOGETHER = 4  # words in one rule
# Words come together that share so many events, this share of the rarer one's, and so many times as many as by chance.
_LEAST_SHARED, _TOGETHER, _BEYOND_CHANCE = 3, 0.4, 3.0
_BROADEST = 0.25  # share of all events: what lets in more is no topic but an edition
_MOST_KNOWN = 0.5  # share of a suggestion's events that topics, or suggestions before it, let in
_LEAST_LIFT, _MOST_LIFT = 1.5, 6.0  # how much more alike its events are than events are
_EXAMPLES = 3
_LONGEST_HEADLINE = 100
_LONGEST_MARK = 60
_SLUG = re.compile("[^a-z0-9]+")
_PLAIN = re.compile(r"[^\W\d_][\w .’-]*\w")
_NO_STRINGS: Final = frozenset("y n yes no on off true false null".split())


_SAID: Final[frozenset[Kind]] = frozenset({"category", "subject"})  # by desks themselves


class Mark(NamedTuple):
    """Something that several events have."""

    kind: Kind
    folded: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster, as far as suggestions need it."""

    key: str
    headline: str
    sources: frozenset[str]
    outlets: frozenset[str]
    is_known: bool  #: a topic lets it in
    marks: Mapping[Mark, str]  #: as it is written there
    weights: Mapping[str, float]  #: of the stems of its beginning; as a vector, of length 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A rule that might make a topic."""

    kind: Kind
    title: str
    terms: tuple[str, ...]  #: any of them; categories, subjects or phrases

    @property
    def rules(self) -> Rules:
        """The rule."""
        children: tuple[Node, ...] = tuple(Phrase(term, _FIELDS[self.kind]) for term in self.terms)
        return Rules(any=children)


_FIELDS: Final[Mapping[Kind, Literal["category", "subject"] | None]] = {
    "category": "category",
    "subject": "subject",
    "name": None,
    "word": None,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A topic that sources would fill."""

    slug: str
    candidate: Candidate
    events: int  #: that it would have let in
    fresh: int  #: of them, those that no topic lets in
    sources: int  #: that report them
    examples: tuple[str, ...]  #: headlines


def seen(cluster: Cluster, headline: str, *, is_known: bool) -> Event:
    """Look at a cluster."""
    marks: dict[Mark, str] = {}
    weights: dict[str, float] = {}
    holders: Counter[Mark] = Counter()
    for member in cluster.members:
        own = dict(_marks(member.story))
        for word, found, weight in _words(member.story):
            weights[found] = max(weight, weights.get(found, 0.0))
            own.setdefault(Mark("word", found), word)
        holders.update(own.keys())
        marks = {**own, **marks}
    # What desks say counts once said; a word of one story in ten is not what the event is about.
    enough = len(cluster.members) * _SHARED_BY
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return Event(
        key=cluster.key,
        headline=headline,
        sources=frozenset(sighting.source for member in cluster.members for sighting in member.sightings),
        outlets=frozenset(member.story.outlet for member in cluster.members),
        is_known=is_known,
        marks={mark: marks[mark] for mark in marks if mark.kind in _SAID or holders[mark] >= enough},
        weights={word: weight / length for word, weight in weights.items()},
    )


def _marks(story: Story) -> Iterator[tuple[Mark, str]]:
    for category in story.categories:
        yield Mark("category", fold(category).strip()), category.strip()
    for subject in story.wire.subjects if story.wire else ():
        if subject.name:
            yield Mark("subject", fold(subject.name).strip()), subject.name.strip()
    for key, name in naming.read(story).names.items():
        if naming.weight(key, story.language) >= _LIGHTEST:
            yield Mark("name", fold(name.text)), name.text


def _words(story: Story) -> Iterator[tuple[str, str, float]]:
    """Yield words of a story's beginning, their stems, and how much they say; those of the text first, as headlines have capitals."""
    said = tokens(f"{story.facts.lead or story.text[:1000]}\n{story.title}", story.language)[:_MOST_WORDS]
    for word in said:
        if len(word) < _SHORTEST_WORD or word[0].isdigit():
            continue
        found = stem(word, story.language)
        weight = naming.weight((found,), story.language)
        if weight >= _LIGHTEST:
            yield word, found, weight


def candidates(events: Sequence[Event], fewest: int, nobody: Collection[str]) -> list[Candidate]:
    """Return rules that might make a topic: each would let in so many events at least, as far as marks tell.

    *nobody* are names that are none of a story: of sources, outlets and agencies, folded.
    """
    holders: dict[Mark, list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        for mark in event.marks:
            holders[mark].append(number)
    most = _most(len(events), fewest)
    fit = [
        mark
        for mark, those in holders.items()
        if fewest <= len(those) <= most and _is_sayable(mark.folded) and mark.folded not in nobody
    ]
    fit.sort(key=lambda mark: (-sum(not events[number].is_known for number in holders[mark]), mark))
    written = {mark: _written(events[number].marks[mark] for number in holders[mark]) for mark in fit[:_MOST_MARKS]}
    words = {mark: set(holders[mark]) for mark in written if mark.kind == "word"}
    return [_candidate(mark, written, words, len(events)) for mark in written]


def _most(events: int, fewest: int) -> float:
    """Return how many events a topic may let in; of a few dozen events, a third is not much."""
    return max(_BROADEST * events, min(3 * fewest, events / 2))


def _is_sayable(text: str) -> bool:
    """Tell whether a phrase can be said in a rule as it is, and finds something."""
    return (
        1 < len(text) <= _LONGEST_MARK and text[0] not in "/\"'" and any(map(str.isalpha, text)) and text.isprintable()
    )


def _written(forms: Iterable[str]) -> str:
    """Return the form that most have, the first in the alphabet among equals."""
    return min(Counter(forms).items(), key=lambda form: (-form[1], form[0]))[0]


def _candidate(mark: Mark, written: Mapping[Mark, str], words: Mapping[Mark, set[int]], events: int) -> Candidate:
    terms = [written[mark]]
    if mark.kind == "word":
        near = [
            (-len(words[mark] & those), other)
            for other, those in words.items()
            if other != mark and _come_together(words[mark], those, events)
        ]
        terms += [written[other] for _, other in sorted(near)[: _MOST_TOGETHER - 1]]
    terms = list({fold(term): term for term in reversed(terms)}.values())[::-1]
    title = " and ".join([", ".join(terms[:-1]), terms[-1]]) if len(terms) > 1 else terms[0]
    return Candidate(kind=mark.kind, title=title[:1].upper() + title[1:], terms=tuple(terms))


def _come_together(one: set[int], other: set[int], events: int) -> bool:
    """Tell whether a word belongs beside another; one that is far more common would make another topic of it."""
    both, rarer = len(one & other), min(len(one), len(other))
    by_chance = len(one) * len(other) / events
    is_near = both >= max(_LEAST_SHARED, _TOGETHER * rarer, _BEYOND_CHANCE * by_chance)
    return is_near and len(other) <= 2 * len(one)


class _Scored(NamedTuple):
    candidate: Candidate
    events: frozenset[int]
    lift: float


def chosen(
    events: Sequence[Event],
    found: Mapping[Candidate, Collection[int]],
    *,
    fewest: int,
    most: int,
    taken: Iterable[str],
) -> list[Suggestion]:
    """Choose suggestions, the best first; *found* says which events each candidate lets in, *taken* are slugs of topics."""
    background = _likeness([event.weights for event in events]) or 1e-9
    scored = [
        _Scored(
            candidate, frozenset(those), _likeness([events[number].weights for number in sorted(those)]) / background
        )
        for candidate, those in found.items()
        if fewest <= len(those) <= _most(len(events), fewest)
    ]
    scored = [one for one in scored if one.lift >= _LEAST_LIFT]
    known = {number for number, event in enumerate(events) if event.is_known}
    slugs = set(taken)
    suggestions: list[Suggestion] = []
    while len(suggestions) < most and scored:
        best = max(scored, key=lambda one: (_score(one, known), _order(one)))
        fresh = len(best.events - known)
        if fresh < fewest or _score(best, known) <= 0:
            break
        suggestions.append(_suggestion(best, fresh, events, known, slugs))
        known |= best.events
        scored.remove(best)
    return suggestions


def _score(one: _Scored, known: Collection[int]) -> float:
    fresh = sum(number not in known for number in one.events)
    share = fresh / len(one.events)
    return fresh * share * min(one.lift, _MOST_LIFT) if share >= 1 - _MOST_KNOWN else 0.0


def _order(one: _Scored) -> tuple[int, tuple[int, ...]]:
    """What a desk says itself before names, and these before words; then any order that is always the same."""
    kinds: Sequence[Kind] = ("word", "name", "subject", "category")
    return kinds.index(one.candidate.kind), tuple(-ord(letter) for letter in one.candidate.title)


def _likeness(vectors: Sequence[Mapping[str, float]]) -> float:
    """Return how much alike two of these are, as a mean over all pairs; 0 where there is none."""
    if len(vectors) < 2:
        return 0.0
    total: Counter[str] = Counter()
    own = 0.0
    for vector in vectors:
        for word, weight in vector.items():
            total[word] += weight  # type: ignore[assignment]  # a Counter of weights
            own += weight * weight
    return (sum(weight * weight for weight in total.values()) - own) / (len(vectors) * (len(vectors) - 1))


def _suggestion(
    one: _Scored, fresh: int, events: Sequence[Event], known: Collection[int], slugs: set[str]
) -> Suggestion:
    slug = _slug(one.candidate.title, slugs)
    slugs.add(slug)
    numbers = sorted(one.events, key=lambda number: (number in known, -len(events[number].sources), number))
    return Suggestion(
        slug=slug,
        candidate=one.candidate,
        events=len(one.events),
        fresh=fresh,
        sources=len(frozenset().union(*(events[number].sources for number in one.events))),
        examples=tuple(events[number].headline for number in numbers[:_EXAMPLES]),
    )


def _slug(title: str, taken: Collection[str]) -> str:
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    name = _SLUG.sub("-", bare)[:50].strip("-") or "topic"
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := name if number == 1 else f"{name}-{number}") not in taken
    )


def as_yaml(suggestions: Sequence[Suggestion], span: str) -> str:
    """Write suggestions as items of the list in topics.yaml, with what speaks for them as comments."""
    return "\n".join(_item(one, span) for one in suggestions)


def _item(one: Suggestion, span: str) -> str:
    terms = ", ".join(_term(one.candidate, term) for term in one.candidate.terms)
    sources = f"{one.sources} source{'s' if one.sources != 1 else ''}"
    lines = [
        f"  # {one.events} events in {span}, {one.fresh} of them in no topic; {sources}",
        *(f"  #   {printable(shorten(headline, _LONGEST_HEADLINE))}" for headline in one.examples),
        f"  - slug: {_scalar(one.slug)}",
        f"    title: {_scalar(one.candidate.title)}",
        "    rules:",
        f"      any: [{terms}]",
    ]
    return "\n".join(lines) + "\n"


def _term(candidate: Candidate, term: str) -> str:
    field = _FIELDS[candidate.kind]
    return _scalar(term) if field is None else f"{field}: {_scalar(term)}"


def _scalar(text: str) -> str:
    """Write a string as YAML reads it back; what JSON writes is YAML too."""
    is_plain = _PLAIN.fullmatch(text) and text.lower() not in _NO_STRINGS
    return text if is_plain else json.dumps(text, ensure_ascii=False)
