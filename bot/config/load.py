"""Read both configuration files and return Settings, or every problem of both. Changes nothing, reads nothing else."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.config import kinds, yaml
from bot.config.report import check
from bot.config.settings import (
    FolderSource,
    Settings,
    StoryfoldFile,
    TopicsFile,
)
from bot.config.shown import shown
from bot.config.yaml import MAX_PROBLEMS, Tree
from bot.errors import ConfigError, Problem


def load(path: Path) -> Settings:
    """Return what the file at *path*, and the file with topics that it names, configure.

    Relative paths in it are relative to the directory that *path* names it in; in the result they are absolute.

    Raises:
        ConfigError: with all problems of both files, under the names that the user gave them.
    """
    tree = yaml.read(path)
    main, problems = check(tree, StoryfoldFile)
    problems += [*_repeated(tree, "sources", "name"), *_folders_in_data(tree, path.parent)]
    topics, topic_problems = _topics(tree, path.parent)
    problems += topic_problems
    if problems or main is None or topics is None:
        raise ConfigError(_listed(problems))
    sources = tuple(
        source.model_copy(update={"folder": _resolved(path.parent, source.folder)})
        if isinstance(source, FolderSource)
        else source
        for source in main.sources
    )
    return Settings(
        data=_resolved(path.parent, main.data),
        site=main.site,
        web=main.web,
        folders=main.folders,
        polling=main.polling,
        clustering=main.clustering,
        sources=sources,
        topics=topics.topics,
        files=(path, path.parent / main.topics),
    )


def _listed(problems: list[Problem]) -> list[Problem]:
    """Return the first problems, with a word about the others: nobody reads thousands."""
    first = sorted(problems)[:MAX_PROBLEMS]
    if len(problems) > len(first):
        first.append(replace(first[-1], key="", message="more problems are not listed"))
    return first


def _topics(tree: Tree, base: Path) -> tuple[TopicsFile | None, list[Problem]]:
    named = _path(tree, "topics")
    if named is None:
        return None, []  # its name is a problem already
    try:
        topics = yaml.read(base / named)
    except ConfigError as exc:
        return None, exc.problems
    content, problems = check(topics, TopicsFile)
    return content, [*problems, *_repeated(topics, "topics", "slug")]


def _path(tree: Tree, key: str) -> Path | None:
    """Return the path at *key* of the file, or its default; None where it cannot be used."""
    if not isinstance(tree.value, dict):
        return None
    try:
        return kinds.PATH.read(tree.value.get(key, StoryfoldFile.model_fields[key].default))
    except kinds.Mismatch:
        return None


def _resolved(base: Path, path: Path) -> Path:
    # As the system would: a link in the middle is followed before a `..` behind it.
    return Path(os.path.realpath(base / path))


def _items(tree: Tree, key: str) -> Iterator[tuple[int, dict[str, object]]]:
    """Yield the mappings in the list at *key*, with their positions; whether they are valid is not known."""
    items = tree.value.get(key) if isinstance(tree.value, dict) else None
    if isinstance(items, tuple):
        yield from ((index, item) for index, item in enumerate(items) if isinstance(item, dict))


def _repeated(tree: Tree, key: str, name: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, item in _items(tree, key):
        value, keys = item.get(name), (key, index, name)
        if not isinstance(value, str):
            continue
        if value in first:
            yield tree.problem(
                keys, f"seen {shown(value)} a second time, expected once: it is on line {first[value]} already"
            )
        else:
            first[value] = tree.values[keys].line


def _folders_in_data(tree: Tree, base: Path) -> Iterator[Problem]:
    data = _path(tree, "data")
    if data is None:
        return
    for index, item in _items(tree, "sources"):
        try:
            folder = kinds.PATH.read(item.get("folder"))
        except kinds.Mismatch:
            continue
        read, written = _resolved(base, folder), _resolved(base, data)
        if read.is_relative_to(written) or written.is_relative_to(read):
            mend = f"expected a folder apart from data ({data}): what is written there would be read as stories"
            yield tree.problem(("sources", index, "folder"), f"seen {shown(str(folder))}, {mend}")
