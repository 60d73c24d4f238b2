"""List a folder, tell which files are new and complete, and read them. Never changes the folder, never leaves it.

A file counts once its size and modification time have stayed the same for the settle time. A file that is renamed into
the folder after it was written counts at the next listing.
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

#: Larger files are refused: a wire story has some kilobytes. Arbitrary; cheap to change.
MAX_FILE_BYTES = 25 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What tells one state of a file from the next."""

    size: int  #: bytes
    mtime_ns: int

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


@dataclass(slots=True)
class FolderWatch:
    """A folder between two looks. Remembers only which files it is waiting for, and since when."""

    source: Source
    root: Path
    include: Sequence[str]  #: patterns on the file name, e.g. *.txt, or on the path if they have a /
    settle: timedelta
    _unsettled: dict[str, tuple[Stamp, datetime]] = field(default_factory=dict)

    def look(self, known: Mapping[str, Stamp], now: datetime) -> Listing:
        """List the folder; files whose stamp is in *known* are not mentioned.

        Raises:
            FolderError: the folder itself cannot be listed.
        """
        problems: list[FolderError] = []
        there = list(self._walk(problems))
        changed = [found for found in there if known.get(found.path) != found.stamp]
        # Where a sub-folder could not be listed, nobody knows what is gone.
        gone = () if problems else tuple(sorted(known.keys() - {found.path for found in there}))
        ready = [found for found in changed if self._is_settled(found, now)]
        self._unsettled = {
            found.path: self._unsettled[found.path] for found in changed if found.path in self._unsettled
        }
        ready.sort(key=lambda found: (found.stamp.mtime_ns, found.path))
        return Listing(ready=tuple(ready), waiting=len(changed) - len(ready), gone=gone, problems=tuple(problems))

    def read(self, found: Found, now: datetime) -> Document | None:
        """Read a file; None if it changed since it was listed (the next look decides about it anew).

        Raises:
            FolderError: it cannot be read now.
            FormatError: it is too large to be read.
        """
        if found.stamp.size > MAX_FILE_BYTES:
            raise FormatError(found.path, f"has {found.stamp.size} bytes, at most {MAX_FILE_BYTES} are read")
        path = self.root / os.fsdecode(_from_key(found.path))
        try:
            # O_NOFOLLOW and O_NONBLOCK: it may have been replaced by a link or a pipe since it was listed.
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
            with open(descriptor, "rb") as file:  # noqa: PTH123 (from a descriptor)
                content = file.read(MAX_FILE_BYTES + 1)
                after = os.fstat(descriptor)
        except OSError as error:
            raise FolderError(self.source.name, found.path, f"cannot be read: {error.strerror}") from error
        if _stamp(after) != found.stamp or len(content) != found.stamp.size:
            return None
        arrived = min(found.stamp.modified or now, now)
        return Document(source=self.source.name, location=found.path, content=content, arrived=arrived)

    def _is_settled(self, found: Found, now: datetime) -> bool:
        stamp, since = self._unsettled.get(found.path, (None, now))
        if stamp != found.stamp:
            # Not looked at before: its modification time says since when it is as it is. One in the future says nothing.
            modified = found.stamp.modified
            since = modified if stamp is None and modified is not None and modified <= now else now
            self._unsettled[found.path] = (found.stamp, since)
        return now - since >= self.settle

    def _walk(self, problems: list[FolderError]) -> Iterator[Found]:
        folders = [""]
        while folders:
            inside = folders.pop()
            try:
                with os.scandir(os.fsencode(self.root) + b"/" + _from_key(inside)) as listing:
                    entries = sorted(listing, key=lambda entry: entry.name)
            except OSError as error:
                problem = FolderError(self.source.name, inside or str(self.root), f"cannot be listed: {error.strerror}")
                if not inside:
                    raise problem from error
                problems.append(problem)
                continue
            for entry in entries:
                path = inside + ("/" if inside else "") + _to_key(entry.name)
                if entry.name.startswith(b"."):
                    continue  # also what rsync and most editors write before they rename
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                elif self._is_included(path):
                    yield from self._found(entry, path, problems)

    def _is_included(self, path: str) -> bool:
        name = path.rpartition("/")[2]
        return any(fnmatchcase(path if "/" in pattern else name, pattern) for pattern in self.include)

    def _found(self, entry: os.DirEntry[bytes], path: str, problems: list[FolderError]) -> Iterator[Found]:
        try:
            status = entry.stat(follow_symlinks=False)
        except FileNotFoundError:
            return  # gone since it was listed
        except OSError as error:
            problems.append(FolderError(self.source.name, path, f"cannot be read: {error.strerror}"))
            return
        if stat.S_ISREG(status.st_mode):
            yield Found(path=path, stamp=_stamp(status))
        # Links, pipes and devices are no stories, and may never end or lead out of the folder.


def _stamp(status: os.stat_result) -> Stamp:
    return Stamp(size=status.st_size, mtime_ns=status.st_mtime_ns)


# File names are bytes. Keys are text that any database and any page can hold: bytes that are not UTF-8 stand as \\xNN, and
# a backslash as two, so that the way back is exact.


def _to_key(name: bytes) -> str:
    return name.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def _from_key(key: str) -> bytes:
    out, rest = bytearray(), key
    while rest:
        before, backslash, rest = rest.partition("\\")
        out += before.encode()
        if backslash and rest.startswith("x"):
            out.append(int(rest[1:3], 16))
            rest = rest[3:]
        elif backslash:
            out += b"\\"
            rest = rest[1:]
    return bytes(out)
