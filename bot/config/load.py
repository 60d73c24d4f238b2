"""Read both configuration files and return Settings, or every problem of both. Changes nothing, reads nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bot.config import places, yaml
from bot.config.places import items, named_path, resolved
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
    problems += [*_repeated(tree, "sources", "name"), *places.problems(tree, path.parent)]
    topics, topic_problems = _topics(tree, path.parent)
    problems += topic_problems
    if problems or main is None or topics is None:
        raise ConfigError(_listed(problems))
    sources = tuple(
        source.model_copy(
            update={
                key: resolved(path.parent, value) for key, value in (("folder", source.folder), *source.asides.items())
            }
        )
        if isinstance(source, FolderSource)
        else source
        for source in main.sources
    )
    return Settings(
        data=resolved(path.parent, main.data),
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
    named = named_path(tree, "topics")
    if named is None:
        return None, []  # its name is a problem already
    try:
        topics = yaml.read(base / named)
    except ConfigError as exc:
        return None, exc.problems
    content, problems = check(topics, TopicsFile)
    return content, [*problems, *_repeated(topics, "topics", "slug")]


def _repeated(tree: Tree, key: str, name: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, item in items(tree, key):
        value, keys = item.get(name), (key, index, name)
        if not isinstance(value, str):
            continue
        if value in first:
            yield tree.problem(
                keys, f"seen {shown(value)} a second time, expected once: it is on line {first[value]} already"
            )
        else:
            first[value] = tree.values[keys].line
