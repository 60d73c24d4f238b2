"""Find published files by the path of a request and keep them at hand, with what HTTP says of them. Reads files; writes none."""

import hashlib
import os
import re
import stat
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final, Generic, Literal, NamedTuple, TypeVar

from bot.web.coding import SUFFIXES

# Bodies held in memory: some thousand pages. Arbitrary, cheap to change.
_CACHE_BYTES = 32 * 2**20

#: What readers subscribe to or page through; what a program reads; what a browser shows; what belongs to pages.
Kind = Literal["feed", "archive", "data", "page", "static"]

_HTML: Final = "text/html; charset=utf-8"
_FEEDS: Final = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
_STATIC: Final = {
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "xsl": "text/xsl; charset=utf-8",
    "png": "image/png",
    "ico": "image/x-icon",
}
_NAME = "[A-Za-z0-9_-]{1,128}"


class _Route(NamedTuple):
    pattern: re.Pattern[str]  # the group `topic` is a slug, the group `ending` chooses the type
    file: str  # path of the file; `{}` is the path of the request
    kind: Kind
    types: str | dict[str, str]


_ROUTES: Final = (
    _Route(re.compile(rf"/topics/(?P<topic>{_NAME})\.(?P<ending>atom|rss|json)"), "{}", "feed", _FEEDS),
    _Route(re.compile(rf"/topics/(?P<topic>{_NAME})"), "{}.html", "page", _HTML),
    _Route(re.compile(rf"/clusters/{_NAME}"), "{}.html", "page", _HTML),
    _Route(re.compile(r"/"), "index.html", "page", _HTML),
    _Route(
        re.compile(rf"/topics/(?P<topic>{_NAME})/[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{1,4}})?\.(?P<ending>atom|rss)"),
        "{}",
        "archive",
        _FEEDS,
    ),
    _Route(re.compile(rf"/topics/(?P<topic>{_NAME})/daily"), "{}.html", "page", _HTML),
    _Route(re.compile(rf"/sources/{_NAME}"), "{}.html", "page", _HTML),
    _Route(re.compile(r"/topics\.opml"), "{}", "data", "text/x-opml; charset=utf-8"),
    _Route(re.compile(rf"/static/{_NAME}\.(?P<ending>css|svg|xsl|png|ico)"), "{}", "static", _STATIC),
    _Route(re.compile(r"/favicon\.(?P<ending>ico)"), "{}", "static", _STATIC),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a request leads: always one of the forms above, so that no path leaves the directory."""

    path: str  #: of the request
    file: str  #: relative to the public directory
    media_type: str
    kind: Kind = "page"
    topic: str | None = None  #: slug of the topic whose page or feed it is; None for all else


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A topic that is no longer at its address."""

    moved_to: str | None  #: the slug that it has now; None: it is gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A published file as it is now, in one coding."""

    place: Place
    body: bytes
    etag: str  #: strong, with its quotes: depends on the bytes alone
    modified: datetime  #: in whole seconds, as Last-Modified says it
    coding: str | None = None  #: None: the plain bytes


class _Signature(NamedTuple):
    modified_ns: int
    size: int
    inode: int


@lru_cache(maxsize=8192)
def locate(path: str) -> Place | None:
    """Return what a decoded request path stands for; None for anything that is never published."""
    for route in _ROUTES:
        if found := route.pattern.fullmatch(path):
            groups = found.groupdict()
            media_type = route.types if isinstance(route.types, str) else route.types[groups["ending"]]
            file = route.file.format(path[1:])
            return Place(path=path, file=file, media_type=media_type, kind=route.kind, topic=groups.get("topic"))
    return None


Kept = TypeVar("Kept")


class Public(Generic[Kept]):
    """A directory of published files. Each is read once for each time it changes, and kept as what *make* makes of it.

    A file that was replaced is seen by the next request: every one looks at the file's status, which costs some
    microseconds. Files are read at once, not in a thread: they are small, and what was just written is in memory.
    """

    def __init__(self, directory: Path, make: Callable[[Found], Kept]) -> None:
        self._directory = f"{directory}{os.sep}"
        self._make = make
        self._kept: OrderedDict[str, tuple[_Signature, Kept]] = OrderedDict()
        self._size = 0

    def find(self, place: Place, codings: Sequence[str] = ()) -> Kept | None:
        """Return the file, or None where there is none (any more); in the first of the *codings* that it is there in.

        A coded file counts if it has the time of the plain one: else it is of another state.
        """
        plain = self._signature(place.file)
        if plain is None:
            return None
        for coding in codings:
            coded = self._signature(place.file + SUFFIXES[coding])
            if coded is not None and coded.modified_ns == plain.modified_ns:
                found = self._find(place, coding, coded)
                if found is not None:
                    return found
        return self._find(place, None, plain)

    def _signature(self, file: str) -> _Signature | None:
        try:
            status = os.lstat(self._directory + file)
        except (FileNotFoundError, NotADirectoryError):
            self._forget(file)
            return None
        return _signature(status) if stat.S_ISREG(status.st_mode) else None

    def _find(self, place: Place, coding: str | None, signature: _Signature) -> Kept | None:
        file = place.file if coding is None else place.file + SUFFIXES[coding]
        kept = self._kept.get(file)
        if kept is not None and kept[0] == signature:
            self._kept.move_to_end(file)
            return kept[1]
        read = _read(self._directory + file, place, coding)
        return None if read is None else self._keep(file, *read)

    def _keep(self, file: str, signature: _Signature, found: Found) -> Kept:
        self._forget(file)
        made = self._make(found)
        self._kept[file] = (signature, made)
        self._size += signature.size
        while self._size > _CACHE_BYTES:
            self._forget(next(iter(self._kept)))
        return made

    def _forget(self, file: str) -> None:
        kept = self._kept.pop(file, None)
        if kept is not None:
            self._size -= kept[0].size


def _signature(status: os.stat_result) -> _Signature:
    # Files are replaced by rename, so that a changed file has another inode even within one tick of the clock.
    return _Signature(status.st_mtime_ns, status.st_size, status.st_ino)


def _read(path: str, place: Place, coding: str | None) -> tuple[_Signature, Found] | None:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:  # removed since it was looked at
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        body = file.read()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    modified = datetime.fromtimestamp(status.st_mtime_ns // 10**9, UTC)
    return _signature(status), Found(place=place, body=body, etag=etag, modified=modified, coding=coding)
