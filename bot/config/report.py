"""Check one tree against one model, and say what is wrong in our words: what was seen, what is expected, and where."""

import difflib
from typing import Annotated, Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import Tag, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from bot.config.kinds import MISMATCH, Kind
from bot.config.rules import PROBLEM, RulesKind
from bot.config.section import Section
from bot.config.shown import LENGTH, Keys, printable, redacted, shown
from bot.config.sources import FeedSource, FolderSource
from bot.config.yaml import MAX_PROBLEMS, REFUSED, Tree
from bot.errors import Problem
from bot.topics.rules import Rules

M = TypeVar("M", bound=Section)

_ENOUGH = 10 * MAX_PROBLEMS  # more than are listed, so that the listed ones are the first in the file

_SOURCE_KEYS = {"folder", "feed"}


def check(tree: Tree, model: type[M]) -> tuple[M | None, list[Problem]]:
    """Return *tree* as *model*, or None and the problems; the problems of the tree itself are among them."""
    problems = list(tree.problems)
    try:
        valid = model.model_validate(tree.value)
    except ValidationError as exc:
        found = exc.errors(include_url=False)
        told = [error for error in found if not _is_told(error)]
        problems += [_problem(tree, model, error) for error in told[:_ENOUGH]]
        return None, problems
    return (None if problems else valid), problems


def _is_told(error: ErrorDetails) -> bool:
    """Return whether another problem says the same already."""
    value = error["input"]
    return (
        value is REFUSED
        # Only says that the name is wrong or missing.
        or error["type"] == "default_factory_not_called"
        # pydantic counts the valid items only.
        or (error["type"] == "too_short" and bool(value))
    )


class _Spot(NamedTuple):
    """Where in the models an error is."""

    keys: Keys  #: without the tags that pydantic puts between them
    owner: type[Section]  #: the section that has, or should have, the last key
    kind: Any  #: annotation of the value; None for an unknown key


def _spot(model: type[Section], loc: tuple[int | str, ...]) -> _Spot:
    keys: list[int | str] = []
    owner = model
    kind: Any = model
    for part in loc:
        if _is_section(kind):
            keys.append(part)
            owner = kind
            known = _fields(owner).get(str(part))
            kind = _present(known.annotation) if known else None
        elif kind is Rules:
            keys.append(part)  # their reader says where in them it is
        elif get_origin(kind) is tuple:
            keys.append(part)
            kind = get_args(kind)[0]
        else:
            kind = _tagged(kind)[str(part)]
    return _Spot(tuple(keys), owner, kind)


def _fields(owner: type[Section]) -> dict[str, FieldInfo]:
    """Return the fields of a section as a file names them."""
    return {field.alias or name: field for name, field in owner.model_fields.items()}


def _present(kind: Any) -> Any:
    """Return what a section is that may be left out."""
    options = [one for one in get_args(kind) if one is not type(None)]
    return options[0] if len(options) == 1 and _is_section(options[0]) else kind


def _is_section(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)


def _tagged(kind: object) -> dict[str, Any]:
    """Return the models of a union by their tags."""
    assert get_origin(kind) is Annotated
    options = [get_args(option) for option in get_args(get_args(kind)[0])]
    return {tag.tag: option for option, tag in options if isinstance(tag, Tag)}


def _problem(tree: Tree, model: type[Section], error: ErrorDetails) -> Problem:
    spot = _spot(model, error["loc"])
    seen, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "missing":
            return tree.problem(spot.keys, _missing(spot, seen))
        case "extra_forbidden":
            return tree.problem(spot.keys, _unknown(spot), at_name=True)
        case "model_type":
            message = f"seen {shown(seen)}, expected {_mapping(spot.kind)}"
        case "tuple_type":
            message = f"seen {shown(seen)}, expected a list"
        case "too_short":
            message = "seen an empty list, expected at least one item"
        case "too_long":
            message = f"seen {len(seen)} items, expected at most {context['max_length']}"
        case kind if kind == PROBLEM:
            return tree.problem(spot.keys, context["message"], at_name=context["at_name"])
        case kind:
            assert kind == MISMATCH, error["type"]
            hint = f"; {context['hint']}" if context["hint"] else ""
            message = f"seen {shown(seen)}, expected {context['expected']}{hint}"
    return tree.problem(spot.keys, message)


def _missing(spot: _Spot, mapping: object) -> str:
    name = spot.keys[-1]
    if name in _SOURCE_KEYS and isinstance(mapping, dict) and not _SOURCE_KEYS & mapping.keys():
        return "seen neither folder nor feed, expected one of them"
    return f"missing, expected {_expected(_fields(spot.owner)[str(name)])}"


def _unknown(spot: _Spot) -> str:
    name = str(spot.keys[-1])
    if spot.owner in {FolderSource, FeedSource} and name in _SOURCE_KEYS:
        return "seen both folder and feed, expected one of them"
    known = list(_fields(spot.owner))
    close = difflib.get_close_matches(name[:LENGTH], known, n=1)
    mend = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(known)}"
    return f"unknown key {printable(redacted(name))}, {mend}"


def _expected(field: FieldInfo) -> str:
    for kind in field.metadata:
        if isinstance(kind, Kind | RulesKind):
            return kind.expected
    if _is_section(kind := _present(field.annotation)):
        return _mapping(kind)
    return "a list with at least one item"


def _mapping(section: Any) -> str:
    fields = _fields(section)
    names = [name for name, field in fields.items() if field.is_required()] or list(fields)
    return f"a mapping with keys such as {' and '.join(names[:2])}"
