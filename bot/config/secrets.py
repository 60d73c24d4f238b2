"""Read what the main file keeps in files of its own, as nobody else is to know it: addresses of feeds that hold a password or token."""

from pathlib import Path
from typing import Final

from bot.config import kinds
from bot.config.places import items, resolved
from bot.config.shown import Keys
from bot.config.yaml import REFUSED, Tree, Value

FEED_FILE: Final = "feed_file"
MAX_BYTES: Final = 8192
_EXPECTED: Final = "expected the http or https URL of a feed on its first line"


def named(tree: Tree, base: Path) -> list[Path]:
    """Return the files that a tree names, be they there or not; their paths are relative to *base*."""
    return [resolved(base, path) for _, path in _named(tree)]


def filled(tree: Tree, base: Path) -> Tree:
    """Return *tree* with the addresses of feeds from their files. What they hold is in no problem."""
    problems = []
    sources = dict(items(tree, "sources"))
    origins = dict(tree.origins)
    for index, path in _named(tree):
        keys: Keys = ("sources", index, FEED_FILE)
        if "feed" in sources[index]:
            problems.append(tree.problem(keys, f"seen both feed and {FEED_FILE}, expected one of them", at_name=True))
            continue
        value, wrong = _read(resolved(base, path))
        if wrong:
            problems.append(tree.problem(keys, f"{path}: {wrong}"))
        sources[index] = sources[index] | {"feed": value}
        origins["sources", index, "feed"] = str(path)
    if not isinstance(tree.value, dict) or not isinstance(listed := tree.value.get("sources"), tuple):
        return tree
    filled_in = tuple(sources.get(index, item) for index, item in enumerate(listed))
    return tree.with_origins(tree.value | {"sources": filled_in}, origins, problems)


def _named(tree: Tree) -> list[tuple[int, Path]]:
    found = []
    for index, item in items(tree, "sources"):
        try:
            found.append((index, kinds.PATH.read(item[FEED_FILE]) if FEED_FILE in item else None))
        except kinds.Mismatch:
            continue  # the model says it
    return [(index, path) for index, path in found if path is not None]


def _read(path: Path) -> tuple[Value, str]:
    """Return the address in a file, or what is wrong with it."""
    try:
        if not path.is_file():
            return REFUSED, f"{'is no file' if path.exists() else 'no such file'}, {_EXPECTED}"
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        return REFUSED, f"cannot be read: {(error.strerror or type(error).__name__).lower()}"
    if len(content) > MAX_BYTES:
        return REFUSED, f"seen more than {MAX_BYTES} bytes, {_EXPECTED}"
    first = content.decode("utf-8", "replace").partition("\n")[0].strip()
    if not first:
        return REFUSED, f"seen nothing, {_EXPECTED}"
    try:
        return kinds.FEED_URL.read(first), ""
    except kinds.Mismatch:
        return REFUSED, f"seen something else, {_EXPECTED}"
