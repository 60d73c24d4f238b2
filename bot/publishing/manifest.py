"""Which files in the public directory are ours: a journal of paths, so that what changes costs a line and not the whole list. Does I/O only.

A line is `+` and a path that is or will be there, or `-` and one that is gone. Lines are synced before anything is done about
them. A line without its end was being written when the process was killed: nothing was done about it yet.
"""

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path

from bot.errors import PublishError

MANIFEST = ".storyfold-manifest"
#: A JSON list of all paths: how the manifest was kept before. It is read once.
FORMER_MANIFEST = ".storyfold-manifest.json"
#: Begins the name of a file that is being written; no published name begins with a dot.
TEMPORARY = ".storyfold-new-"

_HEADER = "storyfold manifest 2\n"
_Signature = tuple[int, int, int]


class Manifest:
    """The manifest of one directory, read and held in memory (some 150 bytes a path); one process writes it at a time."""

    def __init__(self, directory: Path) -> None:
        """Read it; a directory without one holds nothing of ours.

        Raises:
            PublishError: it is damaged, or names what is never published.
            OSError: it cannot be read.
        """
        self._directory = directory
        self._file = directory / MANIFEST
        self._signature: _Signature | None = None
        former = directory / FORMER_MANIFEST
        content = self._read()
        if content is not None:
            self._is_compact, self.paths = _parsed(self._file, content)
        else:
            self._is_compact, self.paths = False, _parsed_former(former)
        for path in self.paths:
            require_safe(directory, path)
        if former.exists():
            self.compact()
            former.unlink()
        elif content is not None and not self._is_compact:
            self.compact()

    def is_as_read(self) -> bool:
        """Tell whether nobody else wrote it since."""
        return self._signature == _signature(self._file)

    def add(self, paths: Iterable[str]) -> None:
        """Say that these are or will be there; synced when it returns."""
        new = sorted({*paths} - self.paths)
        self._append("+", new)
        self.paths.update(new)

    def drop(self, paths: Iterable[str]) -> None:
        """Say that these are gone; synced when it returns."""
        gone = sorted({*paths} & self.paths)
        self._append("-", gone)
        self.paths.difference_update(gone)

    def compact(self) -> None:
        """Write it anew, if need be: what it says depends on nothing but the paths."""
        if self._is_compact:
            return
        temporary = self._file.with_name(TEMPORARY + MANIFEST)
        temporary.unlink(missing_ok=True)
        try:
            write_synced({temporary: (_HEADER + "".join(f"+{path}\n" for path in sorted(self.paths))).encode()})
            temporary.replace(self._file)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(self._directory)
        self._is_compact, self._signature = True, _signature(self._file)

    def _read(self) -> bytes | None:
        self._signature = _signature(self._file)
        return None if self._signature is None else self._file.read_bytes()

    def _append(self, sign: str, paths: Iterable[str]) -> None:
        lines = "".join(f"{sign}{path}\n" for path in paths)
        if not lines:
            return
        if self._signature is None:
            lines = _HEADER + lines
        self._is_compact = False
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        with os.fdopen(os.open(self._file, flags, 0o644), "ab") as file:
            file.write(lines.encode())
            file.flush()
            os.fsync(file.fileno())
        if self._signature is None:
            sync_folder(self._directory)
        self._signature = _signature(self._file)


def named(directory: Path) -> set[str]:
    """Return the paths of all that was published in a directory, as its manifest says; writes nothing.

    Raises:
        PublishError: the manifest is damaged.
        OSError: it cannot be read.
    """
    file = directory / MANIFEST
    return _parsed(file, file.read_bytes())[1] if file.exists() else _parsed_former(directory / FORMER_MANIFEST)


def require_safe(directory: Path, path: str) -> None:
    """Refuse a path that nothing is published under.

    Raises:
        PublishError: it is no relative path of names without a dot in front.
    """
    parts = path.split("/")
    if not all(part and not part.startswith(".") and part.isprintable() and "\\" not in part for part in parts):
        raise PublishError(
            str(directory), f"{path!r} is not a path to publish under, expected relative names without a dot in front"
        )


def write_synced(files: Mapping[Path, bytes], mtime_ns: int | None = None) -> None:
    """Write files that are not there yet, and sync them; with the time of their last change, if one is given.

    Raises:
        OSError: one cannot be written, or is there.
    """
    with ExitStack() as opened:
        descriptors = []
        for path, content in files.items():
            # O_EXCL and O_NOFOLLOW: whatever lies there under our name was swept, so anything that does is somebody's trap.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
            file = opened.enter_context(os.fdopen(descriptor, "wb"))
            file.write(content)
            file.flush()
            if mtime_ns is not None:
                os.utime(descriptor, ns=(mtime_ns, mtime_ns))
            descriptors.append(descriptor)
        for descriptor in descriptors:
            os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Sync which files are in a folder, under which names."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parsed(manifest: Path, content: bytes) -> tuple[bool, set[str]]:
    """Return whether there is nothing to leave out of it, and the paths."""
    text = content.decode(errors="replace")
    lines = text.splitlines(keepends=True)
    if text and not _HEADER.startswith(lines[0]):
        raise _damaged(manifest, "lines that begin with + or -")
    is_whole = text.endswith("\n")
    paths: dict[str, None] = {}
    for line in lines[1:] if is_whole else lines[1:-1]:
        sign, path = line[:1], line[1:-1]
        if sign == "+":
            paths[path] = None
        elif sign == "-":
            paths.pop(path, None)
        else:
            raise _damaged(manifest, "lines that begin with + or -")
    return is_whole and len(paths) == len(lines) - 1 and list(paths) == sorted(paths), {*paths}


def _parsed_former(manifest: Path) -> set[str]:
    try:
        content = manifest.read_bytes()
    except FileNotFoundError:
        return set()
    try:
        paths = json.loads(content)["files"]
        return {str(path) for path in paths}
    except (ValueError, KeyError, TypeError) as exc:
        raise _damaged(manifest, "a list of files") from exc


def _damaged(manifest: Path, expected: str) -> PublishError:
    return PublishError(str(manifest), f"is damaged, expected {expected}; remove it, and the published files with it")


def _signature(path: Path) -> _Signature | None:
    try:
        status = path.lstat()
    except FileNotFoundError:
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns
