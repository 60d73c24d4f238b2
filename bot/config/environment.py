"""Let variables of the environment say what the main file says: STORYFOLD__SITE__BASE_URL is base_url of site. They win over it.

The names of keys stand between double underscores, in any case. A value is read as in the file, so that [a, b] is a list; lists are
given whole. What is wrong with one is told under the name of the variable.
"""

from collections.abc import Mapping
from typing import Final

from bot.config import yaml
from bot.config.shown import Keys, printable
from bot.config.yaml import REFUSED, Tree, Value
from bot.errors import ConfigError, Problem

PREFIX: Final = "STORYFOLD__"
_BETWEEN = "__"


def named(environment: Mapping[str, str]) -> list[str]:
    """Return the names of the variables that are about the configuration, sorted."""
    return sorted(name for name in environment if name.upper().startswith(PREFIX))


def overlaid(tree: Tree, environment: Mapping[str, str]) -> Tree:
    """Return *tree* with what the *environment* says in the place of what the file does."""
    problems: list[Problem] = []
    given: dict[Keys, str] = {}
    for name in named(environment):
        keys: Keys = tuple(name[len(PREFIX) :].lower().split(_BETWEEN))
        if not all(keys):
            problems.append(_problem(name, (), "seen no key, expected names of keys with __ between them"))
        elif keys in given:
            problems.append(_problem(name, keys, f"seen a second time, expected once: it is in {given[keys]} already"))
        else:
            given[keys] = name
    value, origins = tree.value, dict(tree.origins)
    # A mapping that is given whole comes before what is said of a key in it.
    for keys, name in sorted(given.items(), key=lambda one: len(one[0])):
        found, wrong = _read(name, keys, environment[name])
        problems += wrong
        whole = _no_mapping(value, keys)
        if whole is not None:
            mend = f"expected all of it in {PREFIX}{_BETWEEN.join(map(str, whole)).upper()}"
            problems.append(_problem(name, keys, f"seen a key of {_dotted(whole)}, which is no mapping, {mend}"))
        value = _put(value, keys, found)
        origins[keys] = name
    return tree.with_origins(value, origins, problems)


def _read(name: str, keys: Keys, text: str) -> tuple[Value, list[Problem]]:
    if not text.strip():
        return REFUSED, [_problem(name, keys, "seen nothing, expected a value: unset the variable to leave it out")]
    try:
        tree = yaml.parse(name, text)
    except ConfigError as error:
        return REFUSED, [_problem(name, keys, one.message) for one in error.problems]
    return tree.value, [_problem(name, keys, one.message) for one in tree.problems]


def _no_mapping(value: Value, keys: Keys) -> Keys | None:
    """Return the first part of the way to *keys* that leads to something which has no keys; None if there is none."""
    for length, key in enumerate(keys):
        if value is REFUSED:
            return None  # a problem already
        if not isinstance(value, dict):
            return keys[:length] or None
        if key not in value:
            return None
        value = value[str(key)]  # type: ignore[assignment]
    return None


def _put(value: Value, keys: Keys, found: Value) -> Value:
    if not keys:
        return found
    first, *others = keys
    # What is no mapping there is a problem of the file.
    if not isinstance(value, dict):
        return value
    inside = value.get(str(first), {} if others else REFUSED)
    return value | {str(first): _put(inside, tuple(others), found)}  # type: ignore[arg-type]


def _problem(name: str, keys: Keys, message: str) -> Problem:
    return Problem(printable(name), 0, 0, _dotted(keys), message)


def _dotted(keys: Keys) -> str:
    return printable(".".join(map(str, keys)))
