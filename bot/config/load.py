"""Read both configuration files and return Settings, or every problem of both. Changes nothing, reads nothing else."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bot.config import places, secrets, yaml
from bot.config.environment import overlaid
from bot.config.places import items, named_path, resolved
from bot.config.report import check
from bot.config.settings import Settings, StoryfoldFile, TopicsFile
from bot.config.shown import shown
from bot.config.sources import FolderSource
from bot.config.yaml import MAX_PROBLEMS, Tree
from bot.errors import ConfigError, Problem


def load(path: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Return what the file at *path*, the file with topics that it names, and the *environment* configure.

    Relative paths in it are relative to the directory that *path* names it in; in the result they are absolute.

    Raises:
        ConfigError: with all problems of both files, under the names that the user gave them.
    """
    tree = _main(path, environment)
    main, problems = check(tree, StoryfoldFile)
    problems += [*_repeated(tree, "sources", "name"), *places.problems(tree, path.parent)]
    topics, topic_problems = _topics(tree, path.parent, can_mail=main is None or main.smtp is not None)
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
        else source.model_copy(
            update={"feed_file": None if source.feed_file is None else resolved(path.parent, source.feed_file)}
        )
        for source in main.sources
    )
    return Settings(
        data=resolved(path.parent, main.data),
        site=main.site,
        web=main.web
        if main.web.editor_token is None
        else main.web.model_copy(update={"editor_token": resolved(path.parent, main.web.editor_token)}),
        smtp=main.smtp
        if main.smtp is None or main.smtp.password_file is None
        else main.smtp.model_copy(update={"password_file": resolved(path.parent, main.smtp.password_file)}),
        folders=main.folders,
        polling=main.polling,
        clustering=main.clustering,
        logs=main.logs,
        retention=main.retention,
        families=main.families,
        sources=sources,
        topics=topics.topics,
        files=(path, path.parent / main.topics, *secrets.named(tree, path.parent)),
    )


def _main(path: Path, environment: Mapping[str, str]) -> Tree:
    return secrets.filled(overlaid(yaml.read(path), environment), path.parent)


def named_files(path: Path, environment: Mapping[str, str] = os.environ) -> tuple[Path, ...]:
    """Return the files that *path* and what it says at this moment make a configuration of, whether they are right or not."""
    try:
        tree = _main(path, environment)
    except ConfigError:
        return (path,)
    topics = named_path(tree, "topics")
    return (path, *([] if topics is None else [path.parent / topics]), *secrets.named(tree, path.parent))


def fixed(running: Settings, wanted: Settings) -> list[Problem]:
    """Return what *wanted*, as its file says, has otherwise than *running* and cannot while the program runs.

    Raises:
        ConfigError: the file has become unreadable since.
    """
    values = {
        ("data",): (running.data, wanted.data),
        ("web", "host"): (running.web.host, wanted.web.host),
        ("web", "port"): (running.web.port, wanted.web.port),
        ("web", "fronts"): (running.web.fronts, wanted.web.fronts),
    }
    changed = {keys: pair for keys, pair in values.items() if pair[0] != pair[1]}
    if not changed:
        return []
    tree = _main(wanted.files[0], os.environ)
    told = "expected {} for as long as it runs; restart to change it"
    return [tree.problem(keys, f"seen {_told(new)}, {told.format(_told(old))}") for keys, (old, new) in changed.items()]


def _told(value: object) -> str:
    # Paths are told whole: what sets two apart is at the end.
    return f'"{value}"' if isinstance(value, Path) and str(value).isprintable() else shown(value)


def _listed(problems: list[Problem]) -> list[Problem]:
    """Return the first problems, with a word about the others: nobody reads thousands."""
    first = sorted(problems)[:MAX_PROBLEMS]
    if len(problems) > len(first):
        first.append(replace(first[-1], key="", message="more problems are not listed"))
    return first


def _topics(tree: Tree, base: Path, *, can_mail: bool) -> tuple[TopicsFile | None, list[Problem]]:
    named = named_path(tree, "topics")
    if named is None:
        return None, []  # its name is a problem already
    try:
        topics = yaml.read(base / named)
    except ConfigError as exc:
        return None, exc.problems
    content, problems = check(topics, TopicsFile)
    problems += [*_repeated(topics, "topics", "slug"), *_claimed(topics)]
    return content, problems if can_mail else [*problems, *_unmailed(topics)]


def _unmailed(tree: Tree) -> Iterator[Problem]:
    """Yield the digests that nobody would ever get."""
    for index, item in items(tree, "topics"):
        if isinstance(item.get("digest"), dict):
            seen = "seen a digest without a server that mails it, expected smtp in the main file"
            yield tree.problem(("topics", index, "digest"), seen)


def _claimed(tree: Tree) -> Iterator[Problem]:
    """Yield what is wrong with former slugs: an address can lead to one topic only."""
    slugs = [(item.get("slug"), index) for index, item in items(tree, "topics")]
    present = {slug: tree.line(("topics", index, "slug")) for slug, index in slugs if isinstance(slug, str)}
    claimed: dict[str, int] = {}
    for index, item in items(tree, "topics"):
        formerly = item.get("formerly")
        for number, slug in enumerate(formerly if isinstance(formerly, tuple) else ()):
            keys = ("topics", index, "formerly", number)
            if not isinstance(slug, str):
                continue
            if slug in present:
                told = f"expected a slug that no topic has now: line {present[slug]} has it"
                yield tree.problem(keys, f"seen {shown(slug)}, {told}")
            elif slug in claimed:
                told = f"expected once: it is on line {claimed[slug]} already"
                yield tree.problem(keys, f"seen {shown(slug)} a second time, {told}")
            else:
                claimed[slug] = tree.line(keys)


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
            first[value] = tree.line(keys)
