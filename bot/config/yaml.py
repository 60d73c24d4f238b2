"""Read one strict YAML file into plain values that know their place. Constructs no objects, knows no settings.

PyYAML's parser (libyaml) delivers events, and the tree is built from them here. Events instead of `compose()`, because
a node no longer tells an explicit tag from a resolved one, hides anchors, and is built by recursion as deep as the file
is nested.
"""

import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, NamedTuple, NoReturn

import yaml
from yaml.resolver import Resolver

from bot.config.shown import LENGTH, Keys, dotted, shown
from bot.errors import ConfigError, Problem

MAX_BYTES: Final = 1024 * 1024  # 500 topics take some 100 KiB
MAX_DEPTH: Final = 20  # the settings need 6
MAX_VALUES: Final = 100_000  # 10,000 topics; one problem in each of more values would take minutes to tell
MAX_PROBLEMS: Final = 100  # a person mends some and runs again; a hostile file could have 300,000

# What YAML 1.2 section 5.1 keeps out of a file, and the line breaks of YAML 1.1 that no editor counts as lines.
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)

# The only plain numbers: what they say is what is read. 1.10 would come back as 1.1, 017 as 15 or 17.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.(0|[0-9]{0,14}[1-9])")
# What YAML 1.1 or 1.2 reads as a switch or a number though PyYAML's resolver calls it text.
_SWITCH_LETTER = re.compile(r"[yYnN]")
_NUMBER_LIKE = re.compile(
    r"[-+]?(0o[0-7_]+|0x[0-9a-fA-F_]+|0b[01_]+|(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?)"
)
_RESOLVER: Any = Resolver()  # `resolve` has no types


class Refused:
    """Stands in a tree for a value that is a problem already, so that nothing more is said about it."""


REFUSED: Final = Refused()

Value = str | bool | int | float | tuple[object, ...] | dict[str, object] | Refused


class Place(NamedTuple):
    """Where something begins in a file."""

    line: int  #: 1-based
    column: int  #: 1-based, in characters


TOP: Final = Place(1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The values of one file: mappings are dicts, lists are tuples, the rest is text, switches and numbers."""

    file: str  #: as the user named it
    value: Value = REFUSED
    values: dict[Keys, Place] = field(default_factory=dict)  #: where each value begins; () is the document
    names: dict[Keys, Place] = field(default_factory=dict)  #: where the key of each value of a mapping begins
    problems: tuple[Problem, ...] = ()  #: found so far; none ended the reading
    origins: dict[Keys, str] = field(default_factory=dict)  #: what says some of it in the place of the file

    def with_origins(self, value: Value, origins: dict[Keys, str], problems: Iterable[Problem]) -> "Tree":
        """Return the tree with another value, some of which something else than the file says, and more problems."""
        return replace(self, value=value, origins=origins, problems=(*self.problems, *problems))

    def line(self, keys: Keys) -> int:
        """Return the line on which a value begins; the first where something else than the file says it."""
        return self.values.get(keys, TOP).line

    def problem(self, keys: Keys, message: str, *, at_name: bool = False) -> Problem:
        """Return the problem *message* about *keys*.

        It is placed at the value, or at its name, or where both are missing at the mapping that lacks them.
        """
        for length in range(len(keys), 0, -1):
            if origin := self.origins.get(keys[:length]):
                return Problem(origin, 0, 0, dotted(keys), message)
        place = self.names.get(keys) if at_name else self.values.get(keys)
        above = keys
        while place is None and above:
            above = above[:-1]
            place = self.values.get(above)
        line, column = place or TOP
        return Problem(self.file, line, column, dotted(keys), message)


def read(path: Path) -> Tree:
    """Read the file at *path*, which messages call what it is called here.

    Raises:
        ConfigError: there is no such file, or nothing in it can be used. Lesser problems are in the tree.
    """
    return parse(str(path), _text(str(path), _content(path)))


def parse(file: str, text: str) -> Tree:
    """Parse *text*, whose problems are reported as those of *file*.

    Raises:
        ConfigError: the text is not YAML, or not YAML of one document without surprises in its structure.
    """
    return _Builder(file, text).build()


def _content(path: Path) -> bytes:
    file = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _end(file, "seen a directory, expected a YAML file")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for its writer
            _end(file, "seen a pipe or a device, expected a YAML file")
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _end(file, "no such file, expected a YAML file")
    except OSError as exc:
        _end(file, f"cannot be read: {(exc.strerror or type(exc).__name__).lower()}")
    if len(content) > MAX_BYTES:
        _end(file, f"seen {max(status.st_size, len(content))} bytes, expected at most {MAX_BYTES} (1MiB)")
    return content


def _text(file: str, content: bytes) -> str:
    try:
        # A byte order mark is harmless, and some editors cannot be talked out of it.
        text = content.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as exc:
        place = _place(content[: exc.start].decode("utf-8"))
        _end(file, f"seen the byte 0x{content[exc.start]:02x}, expected text in UTF-8", place)
    if found := _FORBIDDEN.search(text):
        seen = f"U+{ord(found[0]):04X}"
        _end(
            file, f"seen the character {seen}, expected text without control characters", _place(text[: found.start()])
        )
    if found := _TAB_INDENT.search(text):
        _end(file, "seen a tab in the indentation, expected spaces", _place(text[: found.end() - 1]))
    return text


def _place(before: str) -> Place:
    lines = _LINE_BREAK.split(before)
    return Place(len(lines), len(lines[-1]) + 1)


def _end(file: str, message: str, place: Place = TOP) -> NoReturn:
    raise ConfigError([Problem(file, place.line, place.column, "", message)])


class _Builder:
    """Builds the tree of one text from its events; recursion ends at MAX_DEPTH."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.length = len(text)
        self.end = _place(text.rstrip())  # libyaml reports what is missing at the end on the line after it
        self.events: Iterator[yaml.Event] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self.values: dict[Keys, Place] = {}
        self.names: dict[Keys, Place] = {}
        self.problems: list[Problem] = []

    def build(self) -> Tree:
        try:
            value = self._document()
        except yaml.MarkedYAMLError as exc:
            self._end(min(_mark(exc, self.length), self.end), (), _syntax(exc))
        except yaml.YAMLError as exc:
            self._end(TOP, (), f"not YAML: {exc}")
        return Tree(file=self.file, value=value, values=self.values, names=self.names, problems=tuple(self.problems))

    def _document(self) -> Value:
        next(self.events)  # the start of the stream
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            self._end(TOP, (), "seen an empty file, expected a mapping of settings")
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            self._say(TOP, (), "seen a % directive, expected none: directives are not used here")
        value = self._node(next(self.events), ())
        next(self.events)  # the end of the document
        after = next(self.events)
        if isinstance(after, yaml.DocumentStartEvent):
            self._end(_start(after), (), "seen a second document, expected one in a file")
        return value

    def _node(self, event: yaml.Event, keys: Keys) -> Value:
        place = _start(event)
        self.values[keys] = place
        if isinstance(event, yaml.CollectionStartEvent) and len(keys) >= MAX_DEPTH:
            self._end(place, (), f"nested too deeply, expected at most {MAX_DEPTH} levels")
        if len(self.values) > MAX_VALUES:
            self._end(place, (), f"too many values, expected at most {MAX_VALUES}")
        if self._is_marked(event, keys):
            self._skip_content(event, keys)
            return REFUSED
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(keys)
            case yaml.SequenceStartEvent():
                return self._list(keys)
            case yaml.ScalarEvent():
                return self._scalar(event, keys)
        raise AssertionError(f"not the event of a node: {event!r}")

    def _is_marked(self, event: yaml.Event, keys: Keys) -> bool:
        """Report an alias, an anchor or a tag: with none of them, a file is as large as it looks."""
        if isinstance(event, yaml.AliasEvent):
            self._say(_start(event), keys, "seen an alias (*), aliases are not used here: write the value out")
            return True
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            return False
        if event.anchor is not None:
            self._say(_start(event), keys, "seen an anchor (&), aliases are not used here: write the value out")
        if event.tag is not None:
            self._say(_start(event), keys, f"seen the tag {shown(event.tag)}, expected a value: tags are not used here")
        return event.anchor is not None or event.tag is not None

    def _skip_content(self, event: yaml.Event, keys: Keys) -> None:
        if isinstance(event, yaml.MappingStartEvent):
            self._mapping(keys)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._list(keys)

    def _list(self, keys: Keys) -> tuple[object, ...]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*keys, len(items))))
        return tuple(items)

    def _mapping(self, keys: Keys) -> dict[str, object]:
        mapping: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            name = self._name(event, keys)
            if name is None:
                self._node(next(self.events), (*keys, "?"))
            elif name in mapping:
                first = self.names[*keys, name].line
                self._say(
                    _start(event), (*keys, name), f"seen a second time, expected once: it is on line {first} already"
                )
                self._node(next(self.events), (*keys, f"{name} (again)"))
            else:
                self.names[*keys, name] = _start(event)
                mapping[name] = self._node(next(self.events), (*keys, name))
        return mapping

    def _name(self, event: yaml.Event, keys: Keys) -> str | None:
        if not isinstance(event, yaml.ScalarEvent):
            self._say(_start(event), keys, "seen a mapping, a list or an alias as a key, expected a name")
            if not isinstance(event, yaml.AliasEvent):
                self._node(event, (*keys, "?"))
            return None
        if self._is_marked(event, keys):
            return None
        if _is_plain(event) and event.value == "<<":
            self._say(_start(event), keys, "seen the key <<, merge keys are not used here: write the values out")
            return None
        if _is_plain(event) and (_plain(event.value) != event.value or not event.value):
            seen = shown(event.value) if event.value else "nothing"
            self._say(_start(event), keys, f"seen {seen} without quotes as a key, expected a name")
            return None
        return event.value

    def _scalar(self, event: yaml.ScalarEvent, keys: Keys) -> Value:
        if not _is_plain(event):
            return event.value
        value = _plain(event.value)
        if value is REFUSED:
            self._say(_start(event), keys, _surprise(event.value, in_list=bool(keys) and isinstance(keys[-1], int)))
        return value

    def _say(self, place: Place, keys: Keys, message: str) -> None:
        self.problems.append(Problem(self.file, place.line, place.column, dotted(keys), message))
        if len(self.problems) >= MAX_PROBLEMS:
            self._end(place, (), "more problems are not listed")

    def _end(self, place: Place, keys: Keys, message: str) -> NoReturn:
        raise ConfigError([*self.problems, Problem(self.file, place.line, place.column, dotted(keys), message)])


def _start(event: yaml.Event) -> Place:
    assert event.start_mark is not None  # the C parser marks every event
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


def _mark(exc: yaml.MarkedYAMLError, length: int) -> Place:
    mark = exc.problem_mark or exc.context_mark
    if mark and exc.context_mark and mark.index >= length:
        mark = exc.context_mark  # what is never closed is found at the end, and mended where it began
    return Place(mark.line + 1, mark.column + 1) if mark else TOP


def _syntax(exc: yaml.MarkedYAMLError) -> str:
    context = f" {exc.context}" if exc.context else ""
    began = f" that began on line {exc.context_mark.line + 1}" if exc.context and exc.context_mark else ""
    mend = ': a text that holds ": " is put in quotes' if "mapping values" in (exc.problem or "") else ""
    return f"not YAML: {exc.problem}{context}{began}{mend}"


def _is_plain(event: yaml.ScalarEvent) -> bool:
    return not event.style


def _resolved(text: str) -> str:
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    return tag.rpartition(":")[2]


def _plain(text: str) -> Value:
    if text in {"true", "false"}:
        return text == "true"
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if _resolved(text) != "str" or _SWITCH_LETTER.fullmatch(text) or _NUMBER_LIKE.fullmatch(text):
        return REFUSED
    return text


def _surprise(text: str, *, in_list: bool) -> str:
    """Say what a plain scalar that readers of YAML disagree about should have been."""
    quoted = f"{shown(text)} in quotes for the text"
    kind = _resolved(text)
    if kind == "null":
        what = "item" if in_list else "key"
        return f"seen {text or 'nothing'}, expected a value: leave the {what} out if it has none"
    if kind == "bool" or _SWITCH_LETTER.fullmatch(text):
        return f"seen {text}, expected true or false, or {quoted}"
    if kind in {"merge", "value"}:
        return f"seen {text}, expected {quoted}"
    return f"seen {text[:LENGTH]}, expected a plain decimal number such as 10 or 0.5, or {quoted}"
