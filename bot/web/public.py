"""Find published files by the path of a request and keep their validators at hand. Reads files; writes none."""

import hashlib
import os
import re
import stat
from collections import OrderedDict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import anyio.to_thread

# Bodies held in memory: some thousand pages. Arbitrary, cheap to change.
_CACHE_BYTES = 32 * 2**20

_NAME = "[A-Za-z0-9_-]{1,128}"
# What is published and how it is called: path of the request, path of the file (None: the same), media type.
_ROUTES: tuple[tuple[re.Pattern[str], str | None, str], ...] = (
    (re.compile(r"/"), "index.html", "text/html; charset=utf-8"),
    (re.compile(rf"/topics/{_NAME}"), "{}.html", "text/html; charset=utf-8"),
    (re.compile(rf"/topics/{_NAME}\.atom"), None, "application/atom+xml; charset=utf-8"),
    (re.compile(rf"/topics/{_NAME}\.rss"), None, "application/rss+xml; charset=utf-8"),
    (re.compile(rf"/topics/{_NAME}\.json"), None, "application/feed+json; charset=utf-8"),
    (re.compile(rf"/clusters/{_NAME}"), "{}.html", "text/html; charset=utf-8"),
    (re.compile(r"/topics\.opml"), None, "text/x-opml; charset=utf-8"),
    (re.compile(rf"/static/{_NAME}\.css"), None, "text/css; charset=utf-8"),
)

_Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request leads: always one of the forms above, so that no path leaves the directory."""

    file: str  #: relative to the public directory
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A published file as it is now."""

    place: Place
    body: bytes
    etag: str  #: strong, with its quotes: depends on the bytes alone
    modified: datetime  #: in whole seconds, as Last-Modified says it


def locate(path: str) -> Place | None:
    """Return what a decoded request path stands for; None for anything that is never published."""
    for pattern, file, media_type in _ROUTES:
        if pattern.fullmatch(path):
            return Place(file=path[1:] if file is None else file.format(path[1:]), media_type=media_type)
    return None


class Public:
    """The public directory. Each file is read and hashed once for each time it changes."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._kept: OrderedDict[str, tuple[_Signature, Found]] = OrderedDict()
        self._size = 0

    async def find(self, place: Place) -> Found | None:
        """Return the file, or None where there is none (any more)."""
        path = self._directory / place.file
        try:
            # One stat is some microseconds: less than handing it to a thread.
            status = path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            self._forget(place.file)
            return None
        if not stat.S_ISREG(status.st_mode):
            return None
        signature = _signature(status)
        kept = self._kept.get(place.file)
        if kept is not None and kept[0] == signature:
            self._kept.move_to_end(place.file)
            return kept[1]
        read = await anyio.to_thread.run_sync(_read, path, place)
        if read is not None:
            self._keep(*read)
        return None if read is None else read[1]

    def _keep(self, signature: _Signature, found: Found) -> None:
        self._forget(found.place.file)
        self._kept[found.place.file] = (signature, found)
        self._size += len(found.body)
        while self._size > _CACHE_BYTES:
            self._forget(next(iter(self._kept)))

    def _forget(self, file: str) -> None:
        kept = self._kept.pop(file, None)
        if kept is not None:
            self._size -= len(kept[1].body)


def _signature(status: os.stat_result) -> _Signature:
    # Files are replaced by rename, so that a changed file has another inode even within one tick of the clock.
    return status.st_mtime_ns, status.st_size, status.st_ino


def _read(path: Path, place: Place) -> tuple[_Signature, Found] | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:  # removed since it was looked at
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        body = file.read()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    modified = datetime.fromtimestamp(status.st_mtime_ns // 10**9, UTC)
    return _signature(status), Found(place=place, body=body, etag=etag, modified=modified)
