"""List a folder, tell which files are new and complete, and read them. Never changes the folder, never leaves it.

A file counts once its size and times have stayed the same for the settle time. A file that is renamed into the folder
after it was written counts at the next listing.
"""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from bot.errors import FolderError, FormatError
from bot.model import Document, Source
from bot.sources.inside import folder_of, from_key, is_temporary, to_key

#: Larger files are refused: a wire story has some kilobytes. Arbitrary; cheap to change.
MAX_FILE_BYTES = 25 * 2**20

_KINDS = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells one state of a file from the next."""

    size: int  #: bytes
    mtime_ns: int
    ctime_ns: int | None = None  #: when anything of it changed, which nobody can set; None from before it was kept

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """Return the stamp of a file that has this *status*."""
        return cls(size=status.st_size, mtime_ns=status.st_mtime_ns, ctime_ns=status.st_ctime_ns)

    def is_same(self, other: "Stamp | None") -> bool:
        """Whether nothing was written between the two."""
        if other is None or (self.size, self.mtime_ns) != (other.size, other.mtime_ns):
            return False
        return self.ctime_ns == other.ctime_ns or None in (self.ctime_ns, other.ctime_ns)

    @property
    def modified(self) -> datetime | None:
        """When the file was changed; None for a time that no calendar of ours has, which file systems can hold."""
        try:
            return datetime.fromtimestamp(self.mtime_ns / 1e9, UTC)
        except (ValueError, OverflowError, OSError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file in the folder."""

    path: str  #: inside the folder, with /
    stamp: Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What a look at the folder gave."""

    ready: tuple[Found, ...]  #: new or changed, and complete; by modification time, then path
    waiting: int  #: new or changed, but perhaps still being written
    gone: tuple[str, ...] = ()  #: known paths that are no longer there
    problems: tuple[FolderError, ...] = ()
    passed_over: tuple[str, ...] = ()  #: links, pipes and devices, with the reason; each is named at one look only
    unchanged: tuple[Found, ...] = field(default=(), compare=False)  #: known, and as they were
    there: frozenset[str] = field(default=frozenset(), compare=False)  #: all paths, whatever became of them


@dataclass(slots=True)
class FolderWatch:
    """A folder between two looks. Remembers only which files it is waiting for, since when, and what it passed over."""

    source: Source
    root: Path
    include: Sequence[str]  #: patterns on the file name, e.g. *.txt, or on the path if they have a /
    settle: timedelta
    _unsettled: dict[str, tuple[Stamp, datetime]] = field(default_factory=dict)
    _passed_over: dict[str, str] = field(default_factory=dict)

    def look(self, known: Mapping[str, Stamp], now: datetime) -> Listing:
        """List the folder; files whose stamp is in *known* are unchanged.

        Raises:
            FolderError: the folder itself cannot be listed.
        """
        problems: list[FolderError] = []
        passed_over: dict[str, str] = {}
        there = list(self._walk(problems, passed_over))
        paths = frozenset(found.path for found in there)
        changed = [found for found in there if not found.stamp.is_same(known.get(found.path))]
        changed_paths = {found.path for found in changed}
        # Where a sub-folder could not be listed, nobody knows what is gone.
        gone = () if problems else tuple(sorted(known.keys() - paths))
        ready = [found for found in changed if self._is_settled(found, now)]
        waiting = changed_paths - {found.path for found in ready}
        self._unsettled = {path: since for path, since in self._unsettled.items() if path in waiting}
        ready.sort(key=lambda found: (found.stamp.mtime_ns, found.path))
        news = sorted(passed_over.items() - self._passed_over.items())
        self._passed_over = passed_over
        return Listing(
            ready=tuple(ready),
            waiting=len(waiting),
            gone=gone,
            problems=tuple(problems),
            passed_over=tuple(f"{path}: {reason}" for path, reason in news),
            unchanged=tuple(found for found in there if found.path not in changed_paths),
            there=paths,
        )

    def read(self, found: Found, now: datetime) -> Document | None:
        """Read a file; None if it changed since it was listed (the next look decides about it anew).

        Raises:
            FolderError: it cannot be read now.
            FormatError: it is too large to be read.
        """
        if found.stamp.size > MAX_FILE_BYTES:
            raise FormatError(found.path, f"has {found.stamp.size} bytes, at most {MAX_FILE_BYTES} are read")
        try:
            with folder_of(self.root, found.path) as (folder, name):
                # O_NOFOLLOW and O_NONBLOCK: it may have been replaced by a link or a pipe since it was listed.
                flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
                descriptor = os.open(name, flags, dir_fd=folder)
            with open(descriptor, "rb", buffering=0) as file:  # noqa: PTH123 (from a descriptor)
                content = file.read(found.stamp.size + 1)
                after = os.fstat(descriptor)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise FolderError(self.source.name, found.path, f"cannot be read: {error.strerror}") from error
        if not Stamp.of(after).is_same(found.stamp) or len(content) != found.stamp.size:
            return None
        arrived = min(found.stamp.modified or now, now)
        return Document(source=self.source.name, location=found.path, content=content, arrived=arrived)

    def has(self, found: Found) -> bool:
        """Whether a file is at its place at this moment as it was found, whatever the last look saw."""
        try:
            with folder_of(self.root, found.path) as (folder, name):
                return Stamp.of(os.stat(name, dir_fd=folder, follow_symlinks=False)).is_same(found.stamp)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError:
            return True  # nobody can tell

    def _is_settled(self, found: Found, now: datetime) -> bool:
        stamp, since = self._unsettled.get(found.path, (None, now))
        if stamp != found.stamp:
            # Not looked at before: its modification time says since when it is as it is. One in the future says nothing.
            modified = found.stamp.modified
            since = modified if stamp is None and modified is not None and modified <= now else now
            self._unsettled[found.path] = (found.stamp, since)
        return now - since >= self.settle

    def _walk(self, problems: list[FolderError], passed_over: dict[str, str]) -> Iterator[Found]:
        folders = [""]
        while folders:
            inside = folders.pop()
            for entry in self._entries(inside, problems):
                if entry.name.startswith(b"."):
                    continue  # also what rsync and most editors write before they rename
                path = inside + ("/" if inside else "") + to_key(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif not is_temporary(entry.name) and self._is_included(path):
                    yield from self._found(entry, path, problems, passed_over)

    def _entries(self, inside: str, problems: list[FolderError]) -> list[os.DirEntry[bytes]]:
        try:
            with os.scandir(os.fsencode(self.root) + b"/" + from_key(inside)) as listing:
                return sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            problem = FolderError(self.source.name, inside or str(self.root), f"cannot be listed: {error.strerror}")
            if not inside:
                raise problem from error
            if not isinstance(error, FileNotFoundError | NotADirectoryError):  # else gone since it was listed
                problems.append(problem)
            return []

    def _is_included(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return any(fnmatchcase(path if "/" in pattern else name, pattern) for pattern in self.include)

    def _found(
        self, entry: os.DirEntry[bytes], path: str, problems: list[FolderError], passed_over: dict[str, str]
    ) -> Iterator[Found]:
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return  # gone since it was listed
        except OSError as error:
            problems.append(FolderError(self.source.name, path, f"cannot be read: {error.strerror}"))
            return
        if stat.S_ISREG(status.st_mode):
            yield Found(path=path, stamp=Stamp.of(status))
        else:
            # Links, pipes and devices are no stories, and may never end or lead out of the folder.
            passed_over[path] = self._passed_over.get(path) or self._reason(entry, status)

    def _reason(self, entry: os.DirEntry[bytes], status: os.stat_result) -> str:
        if not stat.S_ISLNK(status.st_mode):
            kind = next((name for is_one, name in _KINDS if is_one(status.st_mode)), "no file")
            return f"is {kind}, expected a file"
        target, root = os.path.realpath(entry.path), os.path.realpath(os.fsencode(self.root))
        if target.startswith(root + b"/"):
            return "is a link inside the folder: what it leads to is read in its own place"
        return "is a link that leads out of the folder, put the file itself there"
