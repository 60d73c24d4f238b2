"""The conditions of a topic's rules, made ready to be held against stories: is it met, by what, and if not, why not. Pure."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from bot.model import Story
from bot.topics import rules
from bot.topics.lookup import Found
from bot.topics.rules import About, Field, Hit, MaxAge, Number, Pattern, Phrase, Where, duration, shortened


class Event(NamedTuple):
    """What is to know of a cluster beside its stories."""

    now: datetime
    newest: datetime  #: time of its newest story
    sources: int
    voices: int


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One story of a cluster, as far as rules look at it."""

    story: Story
    found: Mapping[int, Found]  #: by number of the phrase or pattern
    event: Event
    likeness: Callable[[About], float]  #: 0-1

    def hit(self, rule: str, words: str, where: Where) -> Hit:
        """Return that *rule* is met by this story."""
        return Hit(rule, words, where, self.story.key, self.story.outlet or self.story.source)


class Condition(ABC):
    """A node of the tree."""

    __slots__ = ()

    @abstractmethod
    def is_met(self, view: View) -> bool:
        """Tell whether the story meets it."""

    @abstractmethod
    def hits(self, view: View, /) -> Iterator[Hit]:
        """Yield by what the story meets it; nothing if it does not."""

    @abstractmethod
    def lacks(self, views: Sequence[View], who: str, /) -> list[str]:
        """Say why none of the stories meets it; *who* begins a sentence about what they lack."""


class _Words(Condition):
    """A phrase or a pattern."""

    __slots__ = ("_number", "_rule", "_written")

    def __init__(self, rule: Phrase | Pattern, number: int) -> None:
        self._rule, self._number, self._written = rule, number, str(rule)

    def is_met(self, view: View) -> bool:
        return self._number in view.found

    def hits(self, view: View, /) -> Iterator[Hit]:
        if found := view.found.get(self._number):
            yield view.hit(self._written, found.words, found.where)

    def lacks(self, _views: Sequence[View], who: str, /) -> list[str]:
        return [f"{who} {self.asked} {_PLACES[self.field]}"]

    @property
    def field(self) -> Field | None:
        """The part of the story that it is about."""
        return self._rule.field

    @property
    def asked(self) -> str:
        """What it looks for, for people."""
        return f"“{shortened(self._rule.words)}”" if isinstance(self._rule, Phrase) else f"/{self._rule.text}/"


#: How a sentence about a story goes on from the words.
_PLACES: Mapping[Field | None, str] = {
    None: "in its title or text",
    "title": "in its title",
    "source": "as its source",
    "family": "as its publisher",
    "author": "as an author",
    "category": "in its categories",
    "language": "as its language",
    "dateline": "in its dateline",
    "subject": "in its subjects",
    "outlet": "in the name of its outlet",
}


class _Count(Condition):
    """At least so many carry the event."""

    __slots__ = ("_rule",)

    def __init__(self, rule: Number) -> None:
        self._rule = rule

    def is_met(self, view: View) -> bool:
        return self._counted(view.event) >= self._rule.value

    def hits(self, view: View, /) -> Iterator[Hit]:
        if self.is_met(view):
            yield Hit(str(self._rule), self._said(view.event), "coverage", "")

    def lacks(self, views: Sequence[View], _who: str, /) -> list[str]:
        value = self._rule.value
        return [f"{self._said(views[0].event)}, {value} {'is' if value == 1 else 'are'} needed"]

    def _counted(self, event: Event) -> int:
        return event.voices if self._rule.kind == "min_independent" else event.sources

    def _said(self, event: Event) -> str:
        count = self._counted(event)
        what = "independent source" if self._rule.kind == "min_independent" else "source"
        return f"{count} {what}{'' if count == 1 else 's'}"


class _Fresh(Condition):
    """The newest story is younger than this."""

    __slots__ = ("rule",)

    def __init__(self, rule: MaxAge) -> None:
        self.rule = rule

    def is_met(self, view: View) -> bool:
        return view.event.now < self.until(view.event)

    def until(self, event: Event) -> datetime:
        """Return when it is met no more."""
        return event.newest + self.rule.age

    def hits(self, view: View, /) -> Iterator[Hit]:
        if self.is_met(view):
            words = f"the newest story is younger than {duration(self.rule.age)}"
            yield Hit(str(self.rule), words, "coverage", "")

    def lacks(self, views: Sequence[View], _who: str, /) -> list[str]:
        event = views[0].event
        return [
            f"the newest story is {_age(event.now - event.newest)} old, under {duration(self.rule.age)} is asked for"
        ]


def _age(age: timedelta) -> str:
    if age >= timedelta(days=2):
        return f"{age.days} days"
    return (
        f"{age // timedelta(hours=1)} hours" if age >= timedelta(hours=2) else f"{age // timedelta(minutes=1)} minutes"
    )


class _Means(Condition):
    """The story means what the examples mean."""

    __slots__ = ("_rule", "_threshold")

    def __init__(self, rule: About, threshold: float) -> None:
        self._rule, self._threshold = rule, threshold

    def is_met(self, view: View) -> bool:
        return view.likeness(self._rule) >= self._threshold

    def hits(self, view: View, /) -> Iterator[Hit]:
        if self.is_met(view):
            yield view.hit(str(self._rule), f"{self._said()} ({view.likeness(self._rule):.2f})", "meaning")

    def lacks(self, views: Sequence[View], _who: str, /) -> list[str]:
        nearest = max(views, key=lambda view: view.likeness(self._rule))
        likeness = f"{nearest.likeness(self._rule):.2f}, {self._threshold:.2f} is needed"
        return [f"{_name(nearest)} is not enough about {self._said()}: {likeness}"]

    def _said(self) -> str:
        more = len(self._rule.examples) - 1
        return f"“{shortened(self._rule.examples[0])}”{f' and {more} more' if more else ''}"


class _Some(Condition):
    """At least one of them."""

    __slots__ = ("_children",)

    def __init__(self, children: Sequence[Condition]) -> None:
        self._children = children

    def is_met(self, view: View) -> bool:
        for child in self._children:  # noqa: SIM110 - a third faster than `any`, and this is asked most
            if child.is_met(view):
                return True
        return False

    def hits(self, view: View, /) -> Iterator[Hit]:
        for child in self._children:
            yield from child.hits(view)

    def lacks(self, views: Sequence[View], who: str, /) -> list[str]:
        by_field: dict[Field | None, list[str]] = {}
        for child in self._children:
            if isinstance(child, _Words):
                by_field.setdefault(child.field, []).append(child.asked)
        said = [f"{who} {_either(asked)} {_PLACES[field]}" for field, asked in by_field.items()]
        said += [_and(child.lacks(views, who)) for child in self._children if not isinstance(child, _Words)]
        return [said[0] if len(said) == 1 else f"one of these would do: {'; '.join(said)}"]


class _Every(Condition):
    """All of them."""

    __slots__ = ("_children",)

    def __init__(self, children: Sequence[Condition]) -> None:
        self._children = children

    def is_met(self, view: View) -> bool:
        for child in self._children:  # noqa: SIM110 - as above
            if not child.is_met(view):
                return False
        return True

    def hits(self, view: View, /) -> Iterator[Hit]:
        if self.is_met(view):
            for child in self._children:
                yield from child.hits(view)

    def lacks(self, views: Sequence[View], who: str, /) -> list[str]:
        nowhere = [child for child in self._children if not any(map(child.is_met, views))]
        if nowhere or len(views) == 1:
            return [said for child in nowhere for said in child.lacks(views, who)]
        nearest = max(views, key=lambda view: sum(child.is_met(view) for child in self._children))
        missed = [child for child in self._children if not child.is_met(nearest)]
        said = [said for child in missed for said in child.lacks([nearest], f"{_name(nearest)}, the closest, lacks")]
        is_kept_out = all(isinstance(child, _Nothing) for child in missed)
        return said if is_kept_out else [f"no one story meets all of it: {_and(said)}"]


class _Nothing(Condition):
    """Not one of them."""

    __slots__ = ("_children",)

    def __init__(self, children: Sequence[Condition]) -> None:
        self._children = children

    def is_met(self, view: View) -> bool:
        return not any(child.is_met(view) for child in self._children)

    def hits(self, _view: View, /) -> Iterator[Hit]:
        return iter(())

    def lacks(self, views: Sequence[View], _who: str, /) -> list[str]:
        first: dict[str, Hit] = {}
        for view in views:
            for child in self._children:
                for hit in child.hits(view):
                    first.setdefault(hit.rule, hit)
        # Of a `none` inside this one there is nothing to show: it is met by what is not there.
        return [f"kept out by {hit}" for hit in first.values()] or [
            "kept out, as it has nothing of what would let it in"
        ]


def prepared(node: rules.Node, numbers: Mapping[rules.Leaf, int], threshold: float) -> Condition:
    """Make a tree ready; *numbers* are those of its phrases and patterns, *threshold* is of an `about` that has none."""
    match node:
        case rules.Phrase() | rules.Pattern():
            return _Words(node, numbers[node])
        case rules.Number():
            return _Count(node)
        case rules.MaxAge():
            return _Fresh(node)
        case rules.About():
            return _Means(node, threshold if node.threshold is None else node.threshold)
    children = [prepared(child, numbers, threshold) for child in node.children]
    kinds: dict[type[Any], Callable[[Sequence[Condition]], Condition]]
    kinds = {rules.Any: _Some, rules.All: _Every, rules.None_: _Nothing}
    return kinds[type(node)](children)


def at(view: View, now: datetime) -> View:
    """Return the view at another time."""
    return replace(view, event=view.event._replace(now=now))


def _name(view: View) -> str:
    return f"the story of {view.story.outlet or view.story.source}"


def _either(asked: Sequence[str]) -> str:
    return asked[0] if len(asked) == 1 else f"{', '.join(asked[:-1])} or {asked[-1]}"


def _and(said: Sequence[str]) -> str:
    return ", and ".join(said)
