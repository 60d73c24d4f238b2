"""Put rendered files into the public directory, so that no reader and no crash ever sees half of one. Does I/O only.

The order of one write, and what a kill leaves behind at each point:

1. The manifest comes to name every new file that will be there. From here on no file of ours is unknown to the next run.
2. Each changed file is written and synced under a temporary name. A full disk ends here, with nothing published changed;
   what a killed run leaves is swept by the next.
3. The temporary files are renamed into place, in the order given. Each reader sees the old file or the new one.
4. What is no longer published is removed, if the manifest says that it is ours; first what was compressed of it.
5. The manifest comes to name what is there now.
"""

import errno
import fcntl
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from bot.errors import PublishError
from bot.publishing.manifest import MANIFEST, TEMPORARY, Manifest, require_safe, sync_folder, write_synced

#: Files that are open at the same time, before they are synced: one sync after the other, when all are written, takes half as long.
_AT_ONCE = 64
#: Files beside a published one that hold the same, compressed: its name goes on with these.
SIBLINGS = (".gz", ".br")

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


class Folder:
    """A public directory that is written again and again: what is published there is remembered from one write to the next.

    Only what a write names is looked at. Somebody else may write in between: the manifest tells.
    """

    def __init__(self, directory: Path, before: Callable[[Sequence[str]], None] = lambda _: None) -> None:
        """Prepare to write; *before* files are put in place it hears which of them are others than those that are there."""
        self._directory = directory
        self._before = before
        self._manifest: Manifest | None = None

    def write(self, files: Mapping[str, bytes], removed: Collection[str] = ()) -> Written:
        """Put `files` (relative path with `/` -> bytes) in place, in their order; remove what is ours of *removed*.

        A file that holds its bytes already keeps its modification time. Other writers wait until this one is done.

        Raises:
            PublishError: the directory or a file cannot be read or written, or something that Storyfold did not publish is in
                the way. What was published before is still there, whole.
        """
        for path in files:
            require_safe(self._directory, path)
        with self._ours() as manifest:
            changed = tuple(path for path, content in files.items() if self._differs(path, content, manifest))
            manifest.add(files)
            self._before(changed)
            _replace(self._directory, {path: files[path] for path in changed})
            gone = self._drop(manifest, manifest.paths.intersection(removed) - files.keys())
        return Written(written=changed, unchanged=len(files) - len(changed), removed=gone)

    def keep_only(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Remove all that is ours but is not *wanted*; return it, sorted.

        Raises:
            PublishError: something cannot be removed.
        """
        with self._ours() as manifest:
            gone = self._drop(manifest, manifest.paths.difference(wanted))
            manifest.compact()
        return gone

    def paths(self) -> list[str]:
        """Return the paths of all that is published, sorted.

        Raises:
            PublishError: the manifest cannot be read.
        """
        with self._ours() as manifest:
            return sorted(manifest.paths)

    def _differs(self, path: str, content: bytes, manifest: Manifest) -> bool:
        return _differs(self._directory, path, content, manifest.paths)

    def _drop(self, manifest: Manifest, paths: Iterable[str]) -> tuple[str, ...]:
        removed = tuple(sorted(paths))
        _remove(self._directory, removed)
        manifest.drop(removed)
        return removed

    @contextmanager
    def _ours(self) -> Iterator[Manifest]:
        with _reported(self._directory):
            self._directory.mkdir(parents=True, exist_ok=True)
            with _locked(self._directory):
                # After a failure nobody knows what the manifest says: it is read again.
                known, self._manifest = self._manifest, None
                if known is None or not known.is_as_read():
                    known = Manifest(self._directory)
                    _sweep(self._directory, known.paths)
                yield known
                self._manifest = known


def write(directory: Path, files: Mapping[str, bytes], *, keeps: Callable[[str], bool] = lambda _: False) -> Written:
    """Make `directory` hold `files` as `Folder.write` puts them in place; leave all that is not ours alone.

    What was published earlier and is not among them is removed, unless *keeps* says of its path that it stays.

    Raises:
        PublishError: as for `Folder.write`.
    """
    folder = Folder(directory)
    written = folder.write(files)
    return replace(written, removed=folder.keep_only({*files, *filter(keeps, folder.paths())}))


def _differs(directory: Path, path: str, content: bytes, ours: Collection[str]) -> bool:
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
        paths = iter(files)
        while some := list(islice(paths, _AT_ONCE)):
            drafts = {path: directory / path for path in some}
            for target in drafts.values():
                _make_folders(directory, target.parent)
            drafted = {target.with_name(TEMPORARY + target.name): target for target in drafts.values()}
            staged |= drafted
            write_synced(dict(zip(drafted, map(files.__getitem__, some), strict=True)))
        for temporary, target in staged.items():
            temporary.replace(target)
    finally:
        # Nothing is left of them after the renames; after a failure the space they take may be what is missing.
        for temporary in staged:
            temporary.unlink(missing_ok=True)
    for folder in _folders(directory, files):
        sync_folder(folder)


def _remove(directory: Path, paths: Iterable[str]) -> None:
    removed = tuple(paths)
    for path in removed:
        target = directory / path
        _require_inside(directory, target)
        for ending in (*SIBLINGS, ""):
            target.with_name(target.name + ending).unlink(missing_ok=True)
    for folder in _folders(directory, removed):
        if folder.is_dir():
            sync_folder(folder)


def _make_folders(directory: Path, folder: Path) -> None:
    if folder.is_dir():
        return
    _make_folders(directory, folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def _folders(directory: Path, paths: Iterable[str]) -> list[Path]:
    return [directory / parent for parent in sorted({PurePosixPath(path).parent for path in paths})]


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
