"""The `rules` of a topic: read from what a file holds into the tree that topics know, every problem at its place, and back.

rules:            any, all, none, and every key of an item beside them; all of it has to hold
an item           "a phrase" or "/a pattern/", or a mapping with one key:
  any, all, none  a list of items
  title, …        a phrase or a pattern that is looked for in that part of a story
  min_sources, min_independent, max_age, about
"""

import difflib
from collections.abc import Callable
from typing import Any, Final, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema

from bot.config import kinds
from bot.config.kinds import MISMATCH, Kind, Mismatch
from bot.config.shown import LENGTH, printable, redacted, shown
from bot.topics import patterns, rules
from bot.topics.rules import FIELDS, About, MaxAge, Node, Number, Pattern, Phrase, Rules

T = TypeVar("T")

PROBLEM: Final = (
    "problem"  #: type of a pydantic error that says all there is to say; its context has `message` and `at_name`
)

_LISTS: Final = ("any", "all", "none")
_KEYS: Final = (*_LISTS, *FIELDS, "min_sources", "min_independent", "max_age", "about")
_MOST: Final = 10_000  # outlets; arbitrary
_LONGEST_EXAMPLE: Final = 20_000  # characters; a whole story
_MOST_EXAMPLES: Final = 50

_COUNT: Final = kinds.whole(1, _MOST)
_AGE: Final = kinds.duration("1m", "3650d")
_EXPECTED_PATTERN: Final = "a pattern without look-around and back-references"


def _read_threshold(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise Mismatch
    return float(value)


def _read_example(value: object) -> str:
    if not isinstance(value, str) or not 0 < len(value.strip()) <= _LONGEST_EXAMPLE or not any(map(str.isalpha, value)):
        raise Mismatch("put it in quotes" if isinstance(value, bool | int | float) else "")
    return value.strip()


def _same(value: object) -> object:
    return value


_THRESHOLD: Final = Kind(
    expected="a number above 0, at most 1, such as 0.4",
    read=_read_threshold,
    write=_same,
    schema={"type": "number", "exclusiveMinimum": 0, "maximum": 1},
)
_EXAMPLE: Final = Kind(
    expected=f"a sentence or a story, at most {_LONGEST_EXAMPLE} characters",
    read=_read_example,
    write=_same,
    schema={"type": "string", "minLength": 1, "maxLength": _LONGEST_EXAMPLE},
)

_EXPECTED: Final = "a mapping with keys such as any and all"

_Keys = tuple[int | str, ...]


class _Reader:
    """Reads one topic's rules; what is wrong is collected, and reading goes on."""

    def __init__(self) -> None:
        self.problems: list[InitErrorDetails] = []

    def whole(self, value: object) -> Rules | None:
        if not isinstance(value, dict):
            self._say((), value, f"seen {shown(value)}, expected {_EXPECTED}")
            return None
        lists: dict[str, tuple[Node, ...]] = dict.fromkeys(_LISTS, ())
        beside: list[Node] = []
        for key, held in value.items():
            if key in lists:
                lists[key] = self._items((key,), held, in_none=key == "none")
            elif (node := self._keyed((), key, held, in_none=False)) is not None:
                beside.append(node)
        read = Rules(any=lists["any"], all=(*beside, *lists["all"]), none=lists["none"])
        if not self.problems and not read.can_match:
            self._say((), value, "seen no phrase in any or all, expected at least one")
        return read

    def _items(self, at: _Keys, value: object, *, in_none: bool) -> tuple[Node, ...]:
        if not isinstance(value, tuple | list):
            self._say(at, value, f"seen {shown(value)}, expected a list")
            return ()
        if not value:
            self._say(at, value, "seen an empty list, expected at least one item")
        read = [self._item((*at, number), item, in_none=in_none) for number, item in enumerate(value)]
        return tuple(node for node in read if node is not None)

    def _item(self, at: _Keys, value: object, *, in_none: bool) -> Node | None:
        if not isinstance(value, dict):
            return self._worded(at, value, None)
        if len(value) != 1:
            self._say(at, value, f"seen a mapping with {len(value)} keys, expected one: put each in an item of its own")
            return None
        ((key, held),) = value.items()
        return self._keyed(at, key, held, in_none=in_none)

    def _keyed(self, at: _Keys, key: str, value: object, *, in_none: bool) -> Node | None:  # noqa: PLR0911 - one for each key
        here = (*at, key)
        match key:
            case "any" | "all" | "none":
                return _GROUPS[key](self._items(here, value, in_none=in_none or key == "none"))
            case "min_sources" | "min_independent":
                count = self._kind(here, value, _COUNT)
                return None if count is None else Number(key, count)
            case "max_age":
                if in_none:
                    self._say(
                        here, value, "seen max_age in none, expected it outside: entries leave with age, and none come"
                    )
                age = self._kind(here, value, _AGE)
                return None if age is None else MaxAge(age)
            case "about":
                return self._about(here, value)
            case "language":
                code = self._kind(here, value, kinds.LANGUAGE)
                return None if code is None else Phrase(code, "language")
        for field in FIELDS:
            if key == field:
                return self._worded(here, value, field)
        self._say(here, value, _unknown(key, _KEYS), at_name=True)
        return None

    def _worded(self, at: _Keys, value: object, field: rules.Field | None) -> Node | None:
        if isinstance(value, str) and is_pattern(value):
            return self._pattern(at, value, field)
        phrase = self._kind(at, value, kinds.PHRASE)
        return None if phrase is None else Phrase(phrase, field)

    def _pattern(self, at: _Keys, value: str, field: rules.Field | None) -> Pattern | None:
        pattern = value[1:-1]
        if len(pattern) > patterns.LONGEST:
            self._say(at, value, f"seen a pattern of {len(pattern)} characters, expected at most {patterns.LONGEST}")
            return None
        try:
            patterns.compiled(pattern)
        except patterns.PatternError as exc:
            self._say(at, value, f'seen "{printable(value)}", expected {_EXPECTED_PATTERN}; {printable(str(exc))}')
            return None
        return Pattern(pattern, field)

    def _about(self, at: _Keys, value: object) -> About | None:
        if not isinstance(value, dict):
            example = self._kind(at, value, _EXAMPLE)
            return None if example is None else About((example,))
        for key in value.keys() - {"examples", "threshold"}:
            self._say((*at, key), value[key], _unknown(key, ("examples", "threshold")), at_name=True)
        threshold = self._kind((*at, "threshold"), value["threshold"], _THRESHOLD) if "threshold" in value else None
        return About(self._examples((*at, "examples"), value), threshold)

    def _examples(self, at: _Keys, about: dict[str, object]) -> tuple[str, ...]:
        if "examples" not in about:
            self._say(at, about, f"missing, expected a list of {_EXAMPLE.expected}")
            return ()
        examples = about["examples"]
        if not isinstance(examples, tuple | list):
            self._say(at, examples, f"seen {shown(examples)}, expected a list")
            return ()
        if not 0 < len(examples) <= _MOST_EXAMPLES:
            self._say(at, examples, f"seen {len(examples)} examples, expected 1 to {_MOST_EXAMPLES}")
        read = [self._kind((*at, number), example, _EXAMPLE) for number, example in enumerate(examples)]
        return tuple(example for example in read if example is not None)

    def _kind(self, at: _Keys, value: object, kind: Kind[T]) -> T | None:
        try:
            return kind.read(value)
        except Mismatch as exc:
            context = {"expected": kind.expected, "hint": exc.hint}
            self._add(at, value, PydanticCustomError(MISMATCH, "expected {expected}", context))
            return None

    def _say(self, at: _Keys, value: object, message: str, *, at_name: bool = False) -> None:
        self._add(at, value, PydanticCustomError(PROBLEM, "{message}", {"message": message, "at_name": at_name}))

    def _add(self, at: _Keys, value: object, error: PydanticCustomError) -> None:
        self.problems.append(InitErrorDetails(type=error, loc=at, input=value))


_GROUPS: Final[dict[str, Callable[[tuple[Node, ...]], Node]]] = {
    "any": rules.Any,
    "all": rules.All,
    "none": rules.None_,
}


def is_pattern(text: str) -> bool:
    """Tell whether a file means a pattern by it: there are strokes around it."""
    return len(text) > 2 and text[0] == text[-1] == "/"


def _unknown(key: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(key[:LENGTH], known, n=1)
    mend = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(known)}"
    return f"unknown key {printable(redacted(key))}, {mend}"


def read(value: object) -> Rules:
    """Return what a file holds as rules.

    Raises:
        ValidationError: with every problem, at its place inside *value*.
    """
    if isinstance(value, Rules):
        return value
    reader = _Reader()
    found = reader.whole(value)
    if reader.problems or found is None:
        raise ValidationError.from_exception_data("rules", reader.problems)
    return found


def written(asked: Rules) -> dict[str, object]:
    """Return rules as a file has them: what `read` reads as the same."""
    lists = {"any": asked.any, "all": asked.all, "none": asked.none}
    return {key: [_written(node) for node in nodes] for key, nodes in lists.items() if nodes}


def _written(node: Node) -> object:  # noqa: PLR0911 - one for each kind
    match node:
        case Phrase(text, field):
            return text if field is None else {field: text}
        case Pattern(text, field):
            return f"/{text}/" if field is None else {field: f"/{text}/"}
        case Number(kind, value):
            return {kind: value}
        case MaxAge(age):
            return {"max_age": _AGE.write(age)}
        case About((example,), None):
            return {"about": example}
        case About(examples, threshold):
            told: dict[str, object] = {"examples": list(examples)}
            return {"about": told if threshold is None else told | {"threshold": threshold}}
    key = next(key for key, group in _GROUPS.items() if group is type(node))
    return {key: [_written(child) for child in node.children]}


class RulesKind:
    """Stands in the annotation of rules and takes over the checking from pydantic."""

    expected: Final = _EXPECTED  #: completes "expected …"

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        serialization = core_schema.plain_serializer_function_ser_schema(written, when_used="json-unless-none")
        return core_schema.no_info_plain_validator_function(read, serialization=serialization)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "object"}  # the place of DEFINITIONS["Rules"]: pydantic makes no recursive schema of one value


def _definitions() -> dict[str, dict[str, Any]]:
    item, items, worded = {"$ref": "#/$defs/RuleItem"}, {"$ref": "#/$defs/RuleItems"}, {"$ref": "#/$defs/Phrase"}
    described = {
        "any": (items, "At least one of these holds."),
        "all": (items, "Every one of these holds."),
        "none": (items, "None of these holds."),
        "title": (worded, "In its title."),
        "source": (worded, "A source that carries it, by its name."),
        "family": (worded, "A publisher or agency that it is from."),
        "author": (worded, "One of its authors."),
        "category": (worded, "A category, or a subject's name or code."),
        "language": (kinds.LANGUAGE.schema, "Its language."),
        "dateline": (worded, "The place in its dateline."),
        "subject": (worded, "The name or code of what an agency says it is about."),
        "outlet": (worded, "The name of the publisher as readers know it."),
        "min_sources": (_COUNT.schema, "So many outlets carry the event, at least."),
        "min_independent": (_COUNT.schema, "So many report it on their own account, at least."),
        "max_age": (_AGE.schema, "The newest story of the event is younger than this."),
        "about": ({"$ref": "#/$defs/About"}, "It means what one of these examples means."),
    }
    keys = {key: held | {"description": description} for key, (held, description) in described.items()}
    examples = {"type": "array", "items": _EXAMPLE.schema, "minItems": 1, "maxItems": _MOST_EXAMPLES}
    about = {"examples": examples, "threshold": _THRESHOLD.schema}
    mapping = {"type": "object", "properties": keys, "additionalProperties": False}
    return {
        "Rules": mapping | {"anyOf": [{"required": [key]} for key in _KEYS if key != "none"]},
        "RuleItems": {"type": "array", "items": item, "minItems": 1},
        "RuleItem": {"anyOf": [worded, mapping | {"minProperties": 1, "maxProperties": 1}]},
        "Phrase": kinds.PHRASE.schema
        | {"maxLength": patterns.LONGEST + 2, "description": "Words, or a pattern between strokes: /ferr(y|ies)/"},
        "About": {
            "anyOf": [
                _EXAMPLE.schema,
                {"type": "object", "properties": about, "required": ["examples"], "additionalProperties": False},
            ]
        },
    }


DEFINITIONS: Final = _definitions()  #: JSON Schema of rules and what they are made of
RULES: Final = RulesKind()
