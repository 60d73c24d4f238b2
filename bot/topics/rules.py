"""What a topic asks of a cluster, as a tree, and what was found in it. Pure values; `rulebook` holds them against clusters.

Any, All, None_   of their children      Phrase, Pattern   words of a story, or of one of its fields
Number, MaxAge    of the whole cluster   About             what a story means
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias, get_args

#: Changes with the meaning of rules; part of their digest, so that curation looks at every cluster anew.
RULES_VERSION: Final = 1

Field: TypeAlias = Literal[
    "title", "source", "family", "author", "category", "language", "dateline", "subject", "outlet"
]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

MatchOn: TypeAlias = Literal["any", "representative"]
NumberKind: TypeAlias = Literal["min_sources", "min_independent"]

_UNITS = (("d", timedelta(days=1)), ("h", timedelta(hours=1)), ("m", timedelta(minutes=1)), ("s", timedelta(seconds=1)))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Whole words in their order, in any case and accent, with other endings where the story's language is known.

    In quotation marks the endings count as well: `"Putin visits"`.
    """

    text: str
    field: Field | None = None  #: None: title and text

    @property
    def is_exact(self) -> bool:
        """Whether its words have to be there as they are written, case and accents aside."""
        return len(self.text) > 2 and self.text[0] == self.text[-1] == '"'

    @property
    def words(self) -> str:
        """The text without its quotation marks."""
        return self.text[1:-1] if self.is_exact else self.text

    def __str__(self) -> str:
        return self.text if self.field is None else f"{self.field}: {self.text}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of RE2, in any case; ^ and $ are those of a line."""

    text: str  #: without the strokes around it
    field: Field | None = None  #: None: title and text, each by itself

    def __str__(self) -> str:
        return f"/{self.text}/" if self.field is None else f"{self.field}: /{self.text}/"


@dataclass(frozen=True, slots=True)
class Number:
    """At least so many carry the event."""

    kind: NumberKind
    value: int

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"


@dataclass(frozen=True, slots=True)
class MaxAge:
    """The newest story of the cluster, by its own time, is younger than this."""

    age: timedelta

    def __str__(self) -> str:
        return f"max_age: {duration(self.age)}"


@dataclass(frozen=True, slots=True)
class About:
    """The story means what one of the examples means."""

    examples: tuple[str, ...]  #: sentences, or whole stories
    threshold: float | None = None  #: 0-1; None: the program's own

    def __str__(self) -> str:
        more = f" and {len(self.examples) - 1} more" if len(self.examples) > 1 else ""
        return f"about: {shortened(self.examples[0])}{more}"


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of them."""

    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class All:
    """Every one of them."""

    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class None_:  # noqa: N801 - None is taken
    """Not one of them."""

    children: "tuple[Node, ...]"


Leaf: TypeAlias = Phrase | Pattern | Number | MaxAge | About
Node: TypeAlias = Leaf | Any | All | None_


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What one topic asks: one of `any` (if there are any), each of `all`, none of `none`; one story has to satisfy all of it."""

    any: tuple[Node, ...] = ()
    all: tuple[Node, ...] = ()
    none: tuple[Node, ...] = ()
    match_on: MatchOn = "any"  #: any story of the cluster, or only the one that represents it

    @property
    def tree(self) -> All:
        """The same as one tree."""
        some = (Any(self.any),) if self.any else ()
        return All((*self.all, *some, *((None_(self.none),) if self.none else ())))

    @property
    def can_match(self) -> bool:
        """Whether they ask for anything: what only keeps out lets in all the rest of the world."""
        return asks(self.tree)

    def digest(self) -> str:
        """Fingerprint: another one for other rules, and for another way to read them."""
        return hashlib.sha256(f"{RULES_VERSION} {self!r}".encode()).hexdigest()


def asks(node: Node) -> bool:
    """Tell whether a story has to have anything to satisfy *node*."""
    match node:
        case Any(children):
            return all(map(asks, children))
        case All(children):
            return any(map(asks, children))
        case None_():
            return False
    return True


def leaves(node: Node) -> tuple[Leaf, ...]:
    """Return the conditions of a tree, in the order in which they are written."""
    if isinstance(node, Any | All | None_):
        return tuple(leaf for child in node.children for leaf in leaves(child))
    return (node,)


Where: TypeAlias = Literal[
    "title",
    "text",
    "source",
    "family",
    "author",
    "category",
    "language",
    "dateline",
    "subject",
    "outlet",
    "meaning",
    "coverage",
]
"""A part of the story; `meaning` is all of it, `coverage` is not of one story but of the cluster."""

#: How a sentence goes on from the words to the story that has them.
PLACES: Final[dict[Where, str]] = {
    "title": "in the title of",
    "text": "in the text of",
    "source": "as a source of",
    "family": "as the publisher of",
    "author": "as an author of",
    "category": "in the categories of",
    "language": "as the language of",
    "dateline": "in the dateline of",
    "subject": "in the subjects of",
    "outlet": "in the name of",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A condition that is met: by which words, and where they are."""

    rule: str  #: as the configuration has it
    words: str  #: as the story has them; of numbers and meanings, what there is to say
    where: Where
    story: str  #: key; "" for what is of the whole cluster
    outlet: str = ""  #: whose story it is, for people

    def __str__(self) -> str:
        if self.where == "coverage":
            return self.words
        if self.where == "meaning":
            return f"{self.outlet} is about {self.words}"
        return f"“{shortened(self.words)}” {PLACES[self.where]} {self.outlet}"


@dataclass(frozen=True, slots=True)
class Matched:
    """Why a cluster is in a topic, and for how long if nothing but time goes on."""

    hits: tuple[Hit, ...]  #: of each condition the first, in the order of the rules
    until: datetime | None = None  #: then it leaves; None: it stays
    stories: tuple[str, ...] = ()  #: keys of those that satisfy the rules


def shortened(text: str, most: int = 80) -> str:
    """Return *text* on one line, cut after so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def duration(age: timedelta) -> str:
    """Return *age* in the largest unit that says it exactly, e.g. 3d; parts of a second are dropped."""
    unit, size = next(((unit, size) for unit, size in _UNITS if age and not age % size), _UNITS[-1])
    return f"{age // size}{unit}"
