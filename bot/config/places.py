"""Where the directories of a configuration are to each other: nothing that the program writes may be read as stories."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from bot.config import kinds
from bot.config.settings import StoryfoldFile
from bot.config.shown import shown
from bot.config.sources import ASIDES, FolderSource
from bot.config.yaml import Tree
from bot.errors import Problem


def named_path(tree: Tree, key: str) -> Path | None:
    """Return the path at *key* of the file, or its default; None where it cannot be used."""
    if not isinstance(tree.value, dict):
        return None
    return _path(tree.value.get(key, StoryfoldFile.model_fields[key].default))


def resolved(base: Path, path: Path) -> Path:
    """Return *path*, which is relative to *base*, as the system would: a link is followed before a `..` behind it."""
    return Path(os.path.realpath(base / path))


def items(tree: Tree, key: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the mappings in the list at *key*, with their positions; whether they are valid is not known."""
    found = tree.value.get(key) if isinstance(tree.value, dict) else None
    if isinstance(found, tuple):
        yield from ((index, item) for index, item in enumerate(found) if isinstance(item, dict))


def problems(tree: Tree, base: Path) -> Iterator[Problem]:
    """Yield what is wrong with the places of folders, archives and quarantines."""
    sources = list(items(tree, "sources"))
    folders = {
        resolved(base, folder): _include(item)
        for _, item in sources
        if (folder := _path(item.get("folder"))) is not None
    }
    data = named_path(tree, "data")
    for index, item in sources:
        folder = _path(item.get("folder"))
        if folder is not None and data is not None and _touch(resolved(base, folder), resolved(base, data)):
            mend = f"expected a folder apart from data ({data}): what is written there would be read as stories"
            yield tree.problem(("sources", index, "folder"), f"seen {shown(str(folder))}, {mend}")
        for key in ASIDES if folder is not None else ():
            aside = _path(item.get(key))
            if aside is not None and (wrong := _wrong(resolved(base, aside), folders, data and resolved(base, data))):
                hint = f"such as ../{key}/{item.get('name', 'name')}"
                yield tree.problem(("sources", index, key), f"seen {shown(str(aside))}, {wrong}, {hint}")


def _wrong(aside: Path, folders: Mapping[Path, Iterable[str]], data: Path | None) -> str | None:
    if data is not None and aside.is_relative_to(data):
        return "expected a directory outside data"
    if any(_touch(aside, folder) and not _is_passed_over(aside, folder, folders[folder]) for folder in folders):
        return (
            "expected a directory apart from every watched folder, or hidden in it, else its files would be read again"
        )
    return None


def _is_passed_over(aside: Path, folder: Path, include: Iterable[str]) -> bool:
    """Tell whether nothing in *aside* would be read by who watches *folder*, which it is in."""
    if aside == folder or not aside.is_relative_to(folder):
        return False
    inside = aside.relative_to(folder)
    return any(part.startswith(".") for part in inside.parts) or not any(_can_match(inside, one) for one in include)


def _can_match(inside: Path, pattern: str) -> bool:
    if "/" not in pattern:
        return True  # it is held against the name alone
    begin = f"{inside.as_posix()}/"
    fixed = pattern[: min((at for sign in "*?[" if (at := pattern.find(sign)) >= 0), default=len(pattern))]
    return fixed.startswith(begin) or begin.startswith(fixed)


def _touch(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _include(item: Mapping[str, object]) -> tuple[str, ...]:
    include = item.get("include", FolderSource.model_fields["include"].default)
    return tuple(one for one in include if isinstance(one, str)) if isinstance(include, tuple) else ()


def _path(value: object) -> Path | None:
    try:
        return kinds.PATH.read(value)
    except kinds.Mismatch:
        return None
