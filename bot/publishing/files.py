"""Put rendered files into the public directory, so that no reader and no crash ever sees half of one. Does I/O only.

The order of one write, and what a kill leaves behind at each point:

1. The manifest comes to name everything that is or will be there. From here on no file of ours is unknown to the next run.
2. Each changed file is written and synced under a temporary name. A full disk ends here, with nothing published changed;
   what a killed run leaves is swept by the next.
3. The temporary files are renamed into place, in the order given. Each reader sees the old file or the new one.
4. What is no longer published is removed, if the manifest says that it is ours.
5. The manifest comes to name what is there now.
"""

import errno
import fcntl
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.errors import PublishError

MANIFEST = ".storyfold-manifest.json"
#: Begins the name of a file that is being written; no published name begins with a dot.
TEMPORARY = ".storyfold-new-"

_HINTS = {
    errno.ENOSPC: "free some space on the disk",
    errno.EDQUOT: "raise the quota or free some space",
    errno.EFBIG: "raise the limit on the size of files",
    errno.EACCES: "let the user that storyfold runs as write there",
    errno.EPERM: "let the user that storyfold runs as write there",
    errno.EROFS: "mount the file system writable",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one write did; paths are relative to the public directory."""

    written: tuple[str, ...]  #: new or changed, in the order in which they were put in place
    unchanged: int  #: files that hold these bytes already and were not touched
    removed: tuple[str, ...]  #: published earlier and no longer part of it, sorted


def write(directory: Path, files: Mapping[str, bytes], *, keeps: Callable[[str], bool] = lambda _: False) -> Written:
    """Make `directory` hold `files` (relative path with `/` -> bytes), in their order; leave all that is not ours alone.

    What was published earlier and is not among them is removed, unless *keeps* says of its path that it stays.
    A file that holds its bytes already keeps its modification time. Other writers wait until this one is done.

    Raises:
        PublishError: the directory or a file cannot be read or written, or something that Storyfold did not publish is in
            the way. What was published before is still there, whole.
    """
    for path in files:
        _require_safe(directory, path)
    with _reported(directory):
        directory.mkdir(parents=True, exist_ok=True)
        with _locked(directory):
            return _write(directory, files, keeps)


def _write(directory: Path, files: Mapping[str, bytes], keeps: Callable[[str], bool]) -> Written:
    known = _published(directory)
    wanted = frozenset(files) | {path for path in known if keeps(path)}
    changed = tuple(path for path, content in files.items() if _differs(directory, path, content, known))
    removed = tuple(sorted(known - wanted))
    _sweep(directory, known | wanted)
    if changed and wanted - known:
        known |= wanted
        _replace(directory, {MANIFEST: _manifest(known)})
    _replace(directory, {path: files[path] for path in changed})
    _remove(directory, removed)
    if known != wanted:
        _replace(directory, {MANIFEST: _manifest(wanted)})
    return Written(written=changed, unchanged=len(files) - len(changed), removed=removed)


def _require_safe(directory: Path, path: str) -> None:
    parts = path.split("/")
    if not all(part and not part.startswith(".") and part.isprintable() and "\\" not in part for part in parts):
        raise PublishError(
            str(directory), f"{path!r} is not a path to publish under, expected relative names without a dot in front"
        )


def _published(directory: Path) -> frozenset[str]:
    """Read the manifest; a directory without one holds nothing of ours."""
    manifest = directory / MANIFEST
    try:
        content = manifest.read_bytes()
    except FileNotFoundError:
        return frozenset()
    try:
        paths = json.loads(content)["files"]
        ours = frozenset(str(path) for path in paths)
    except (ValueError, KeyError, TypeError) as exc:
        raise PublishError(
            str(manifest), "is damaged, expected a list of files; remove it, and the published files with it"
        ) from exc
    for path in ours:
        _require_safe(directory, path)
    return ours


def _manifest(paths: Iterable[str]) -> bytes:
    return (json.dumps({"files": sorted(paths)}, ensure_ascii=False, indent=1) + "\n").encode()


def _differs(directory: Path, path: str, content: bytes, ours: frozenset[str]) -> bool:
    target = directory / path
    _require_inside(directory, target)
    try:
        status = target.lstat()
    except FileNotFoundError:
        return True
    if stat.S_ISREG(status.st_mode) and status.st_size == len(content) and target.read_bytes() == content:
        return False
    if path not in ours or not stat.S_ISREG(status.st_mode):
        raise PublishError(
            str(target), "is in the way and was not published by storyfold; move it, or publish to another directory"
        )
    return True


def _require_inside(directory: Path, target: Path) -> None:
    """Refuse a link among the folders on the way: what is written through it would land outside."""
    link = next(
        (
            folder
            for folder in target.parents
            if folder.is_relative_to(directory) and folder != directory and folder.is_symlink()
        ),
        None,
    )
    if link is not None:
        raise PublishError(
            str(link), "is a symbolic link, expected a folder inside the public directory; remove the link"
        )


def _sweep(directory: Path, paths: Iterable[str]) -> None:
    """Remove what a killed run left half written."""
    for folder in _folders(directory, (*paths, MANIFEST)):
        if not folder.is_dir():
            continue
        with os.scandir(folder) as found:
            leftovers = [Path(entry.path) for entry in found if entry.name.startswith(TEMPORARY)]
        for leftover in leftovers:
            leftover.unlink()


def _replace(directory: Path, files: Mapping[str, bytes]) -> None:
    staged: dict[Path, Path] = {}
    try:
        for path, content in files.items():
            target = directory / path
            _make_folders(directory, target.parent)
            temporary = target.with_name(TEMPORARY + target.name)
            staged[temporary] = target
            _write_synced(temporary, content)
        for temporary, target in staged.items():
            temporary.replace(target)
    finally:
        # Nothing is left of them after the renames; after a failure the space they take may be what is missing.
        for temporary in staged:
            temporary.unlink(missing_ok=True)
    for folder in _folders(directory, files):
        _sync_folder(folder)


def _write_synced(path: Path, content: bytes) -> None:
    # O_EXCL and O_NOFOLLOW: whatever lies there under our name was swept, so anything that does is somebody's trap.
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _remove(directory: Path, paths: Iterable[str]) -> None:
    removed = tuple(paths)
    for path in removed:
        target = directory / path
        _require_inside(directory, target)
        target.unlink(missing_ok=True)
    for folder in _folders(directory, removed):
        if folder.is_dir():
            _sync_folder(folder)


def _make_folders(directory: Path, folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folders(directory, folder.parent)
    folder.mkdir(exist_ok=True)
    _sync_folder(folder.parent)


def _folders(directory: Path, paths: Iterable[str]) -> list[Path]:
    return [directory / parent for parent in sorted({PurePosixPath(path).parent for path in paths})]


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def _reported(directory: Path) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        path = os.fsdecode(exc.filename) if isinstance(exc.filename, (str, bytes)) else str(directory)
        path = path.replace(TEMPORARY, "")
        reason = (exc.strerror or type(exc).__name__).lower()
        hint = _HINTS.get(exc.errno or 0)
        raise PublishError(path, f"cannot be published: {reason}" + (f"; {hint}" if hint else "")) from exc
