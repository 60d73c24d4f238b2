"""Add feeds to `sources` of a configuration file: as text, at the end of the list, and nothing else in it changes.

The result is held against the loader before it takes the place of the file, by rename; on any problem the file stays.
"""

import json
import os
import re
import tempfile
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import yaml

from bot.config import kinds
from bot.config import yaml as strict
from bot.config.load import load
from bot.config.sources import FeedSource
from bot.errors import ConfigError, Problem

_LONGEST_NAME: Final = 64
_LONGEST_TITLE: Final = 200
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_COMMENT = re.compile(r"( *)#")
_OFTEN_FIRST = ("www", "feeds", "feed", "rss")  #: labels of host names that name nobody


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFeed:
    """A feed to add."""

    feed: str  #: URL
    name: str  #: unique among all sources
    title: str = ""  #: "": the name
    language: str | None = None  #: ISO 639-1
    private: bool = False


def new_feed(
    url: str, title: str, taken: Collection[str], *, language: str | None = None, private: bool = False
) -> NewFeed | None:
    """Return the feed at *url* under a name that is not among the *taken* ones; None if that is no http or https URL."""
    try:
        feed = kinds.FEED_URL.read(url)
    except kinds.Mismatch:
        return None
    line = "".join(c for c in " ".join(title.split()) if c.isprintable())[:_LONGEST_TITLE].strip()
    code = (language or "").strip().lower()[:2]
    is_code = re.fullmatch(r"[a-z]{2}(?:[-_].*)?", (language or "").strip().lower())
    return NewFeed(
        feed=feed,
        name=unique(slug(line) or slug(_site(feed)) or "feed", taken),
        title=line,
        language=code if is_code else None,
        private=private,
    )


def configured(path: Path) -> list[tuple[str, str | None]]:
    """Return name and URL of every source in the file; the URL is None for a folder. The list may be empty yet.

    Raises:
        ConfigError: with all problems, if the file cannot be used.
    """
    tree = strict.read(path)
    if isinstance(tree.value, dict) and tree.value.get("sources") == ():
        return []
    return [(source.name, source.feed if isinstance(source, FeedSource) else None) for source in load(path).sources]


def block(feeds: Iterable[NewFeed], indent: int = 2) -> str:
    """Return *feeds* as items of a list in YAML, the dashes after *indent* spaces; lines end with a line feed."""
    lines = []
    for feed in feeds:
        keys = [("name", scalar(feed.name)), ("feed", scalar(feed.feed))]
        keys += [("title", scalar(feed.title))] if feed.title else []
        keys += [("language", scalar(feed.language))] if feed.language else []
        keys += [("private", "true")] if feed.private else []
        lines += [
            f"{' ' * indent}{'  ' if number else '- '}{key}: {value}\n" for number, (key, value) in enumerate(keys)
        ]
    return "".join(lines)


def add(path: Path, feeds: Sequence[NewFeed]) -> None:
    """Add *feeds* to the file at *path*.

    Raises:
        ConfigError: the list is not written as one can add to it, the result would not be valid, or it cannot be written.
    """
    strict.read(path)  # for its checks of size, encoding and kind of file
    try:
        content = path.read_bytes().decode("utf-8")
        bare = content.removeprefix("\ufeff")
        text = content[: len(content) - len(bare)] + _added(str(path), bare, feeds)
        _check(path, text)
        _put(path.resolve(), text.encode())
    except OSError as error:
        problem = f"cannot be written: {(error.strerror or type(error).__name__).lower()}; it stays as it was"
        raise ConfigError([Problem(str(path), 1, 1, "", problem)]) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the list ends."""

    line: int  #: index of the last line that belongs to it
    indent: int  #: spaces before its dashes
    empty: tuple[int, int] | None = None  #: columns of the `[]` in that line


def _added(file: str, text: str, feeds: Sequence[NewFeed]) -> str:
    lines = _LINE.findall(text)
    place = _place(file, text)
    last = place.line
    if place.empty:
        begin, end = place.empty
        lines[last] = lines[last][:begin].rstrip(" ") + lines[last][end:]
    else:
        last = _behind_comments(lines, last, place.indent)
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    if not lines[last].endswith(("\n", "\r")):
        lines[last] += newline
    gap = "" if place.empty else newline
    new = gap + block(feeds, place.indent).replace("\n", newline)
    return "".join(lines[: last + 1]) + new + "".join(lines[last + 1 :])


def _behind_comments(lines: list[str], last: int, indent: int) -> int:
    """Return the index of the last line of the comments that follow and are indented as the list: they belong to it."""
    for number in range(last + 1, len(lines)):
        comment = _COMMENT.match(lines[number])
        if comment and len(comment[1]) >= max(indent, 1):
            last = number
        elif lines[number].strip():
            break
    return last


def _place(file: str, text: str) -> _Place:
    """Find the end of `sources`, a mapping's key at the top of the file."""
    events = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
    depth, key = 0, None
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and not isinstance(event, yaml.CollectionEndEvent):
            if key == "sources":
                return _place_of(file, event, events)
            key = event.value if key is None and isinstance(event, yaml.ScalarEvent) else None
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
    raise _refused(file, 1, 1, "missing, expected a list to add to: write `sources: []`")


def _place_of(file: str, value: yaml.Event, events: Iterator[yaml.Event]) -> _Place:
    start = value.start_mark
    assert start is not None  # the C parser marks every event
    if not isinstance(value, yaml.SequenceStartEvent):
        raise _refused(file, start.line + 1, start.column + 1, "expected a list to add to")
    if value.flow_style:
        following = next(events)
        closing = following.end_mark
        if isinstance(following, yaml.SequenceEndEvent) and closing is not None and closing.line == start.line:
            return _Place(line=start.line, indent=2, empty=(start.column, closing.column))
        seen = "seen a list in [ ], expected one with a - before each item: write it so, or paste what --print prints"
        raise _refused(file, start.line + 1, start.column + 1, seen)
    last, depth = start.line, 1
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if not depth:
            break
        begin, end = event.start_mark, event.end_mark
        assert begin is not None
        assert end is not None
        # The end of a mapping or list in lines has no length, and is where the next token begins, behind comments.
        if isinstance(event, yaml.ScalarEvent) or begin.index != end.index:
            last = max(last, end.line if end.column else end.line - 1)
    return _Place(line=last, indent=start.column)


def _refused(file: str, line: int, column: int, message: str) -> ConfigError:
    return ConfigError([Problem(file, line, column, "sources", message)])


def _check(path: Path, text: str) -> None:
    """Load *text* as if it were the file at *path*, from a draft beside it."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as draft:
            draft.write(text.encode())
        load(Path(name))
    except ConfigError as error:
        problems = [replace(one, file=str(path)) if one.file == name else one for one in error.problems]
        raise ConfigError(problems) from error
    finally:
        Path(name).unlink()


def _put(path: Path, content: bytes) -> None:
    """Replace the file at *path*, whole or not at all; owner and permissions stay."""
    former = path.stat()
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as draft:
            draft.write(content)
            os.fchmod(descriptor, former.st_mode & 0o7777)
            if (former.st_uid, former.st_gid) != (os.geteuid(), os.getegid()):
                os.fchown(descriptor, former.st_uid, former.st_gid)
            draft.flush()
            os.fsync(descriptor)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def scalar(text: str) -> str:
    """Write *text* without quotes where it is then read back as it is, else in quotes as JSON has them."""
    try:
        tree = strict.parse("", f"- k: {text}\n")
    except ConfigError:
        return json.dumps(text, ensure_ascii=False)
    is_plain = not tree.problems and tree.value == ({"k": text},) and not text.startswith(('"', "'", "|", ">"))
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def slug(text: str) -> str:
    """Return a name of a-z, 0-9 and - that a title makes; "" where it would say nothing."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    letters = sum(map(str.isalnum, text))
    short = _NOT_IN_NAMES.sub("-", plain.replace("'", "")).strip("-")[:_LONGEST_NAME].strip("-")
    # Of a title in another script, what is left in Latin letters would be a name that says nothing.
    return short if 2 * len(short.replace("-", "")) > letters else ""


def _site(url: str) -> str:
    labels = (urlsplit(url).hostname or "").split(".")
    while len(labels) > 2 and labels[0] in _OFTEN_FIRST:
        labels = labels[1:]
    return "-".join(labels)


def unique(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number behind it where it is among the *taken* ones."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name[: _LONGEST_NAME - len(str(number)) - 1].rstrip('-')}-{number}"
    return free
