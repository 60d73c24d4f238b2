"""Put compressed siblings beside published files, for a server to send as they are. Does I/O only.

A sibling belongs to a file that has the same time of last change, to the nanosecond; any other is stale and not to be served.
It is made after the file is in place, so that no reader waits for it. A kill leaves a file without siblings at worst, which
the next call makes.
"""

import os
import stat
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

import brotli  # type: ignore[import-untyped]

from bot.errors import PublishError
from bot.publishing.manifest import TEMPORARY, write_synced

#: Bytes; what is smaller goes in one packet either way.
LEAST = 1024
#: What shrinks; pictures are compressed already.
_ENDINGS = (".html", ".atom", ".rss", ".json", ".opml", ".xml", ".css", ".js", ".svg", ".txt")


#: Bytes that are read at a time: feeds of several megabytes are never in memory whole.
_CHUNK: Final = 64 * 1024
#: How far back brotli looks, as a power of two. Beyond that it takes 8 MB instead of 3, for two percent of the largest feeds.
_WINDOW: Final = 18

_Pack: TypeAlias = Callable[[Iterable[bytes]], Iterator[bytes]]


def _gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    # With gzip's head, which has no time then: the same file, the same bytes.
    packer = zlib.compressobj(level=6, wbits=16 + zlib.MAX_WBITS)
    yield from map(packer.compress, chunks)
    yield packer.flush()


def _brotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    # 2 MB of text take 90 ms and are 11 % smaller than of gzip, which takes 80 ms.
    packer = brotli.Compressor(mode=brotli.MODE_TEXT, quality=5, lgwin=_WINDOW)
    yield from map(packer.process, chunks)
    yield packer.finish()


_CODINGS: Mapping[str, _Pack] = {".gz": _gzip, ".br": _brotli}


def compress(directory: Path, paths: Iterable[str]) -> int:
    """Let those of these published files that shrink have siblings, and such that do not have none; return how many were made.

    Siblings that belong to their files already are not touched. A file that went in the meantime is passed over.

    Raises:
        PublishError: a sibling cannot be written; the files are there all the same.
    """
    made = 0
    for path in paths:
        file = directory / path
        if file.suffix in _ENDINGS:
            try:
                made += _beside(file)
            except OSError as exc:
                reason = (exc.strerror or type(exc).__name__).lower()
                raise PublishError(str(file), f"cannot be compressed beside itself: {reason}") from exc
    return made


def _beside(file: Path) -> int:
    status = _status(file)
    if status is None or not stat.S_ISREG(status.st_mode):
        return 0
    siblings = {file.with_name(file.name + ending): pack for ending, pack in _CODINGS.items()}
    found = {sibling: _status(sibling) for sibling in siblings}
    if status.st_size < LEAST:
        for sibling in (one for one, there in found.items() if there is not None):
            sibling.unlink(missing_ok=True)
        return 0
    stale = [one for one, there in found.items() if there is None or there.st_mtime_ns != status.st_mtime_ns]
    if not stale:
        return 0
    with file.open("rb") as opened:  # one file throughout, also if another takes its place meanwhile
        mtime_ns = os.fstat(opened.fileno()).st_mtime_ns
        for sibling in stale:
            opened.seek(0)
            packed = siblings[sibling](iter(partial(opened.read, _CHUNK), b""))
            _replace(sibling, b"".join(packed), mtime_ns)
    return len(stale)


def _replace(sibling: Path, content: bytes, mtime_ns: int) -> None:
    temporary = sibling.with_name(TEMPORARY + sibling.name)
    try:
        write_synced({temporary: content}, mtime_ns)
        temporary.replace(sibling)
    finally:
        temporary.unlink(missing_ok=True)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except FileNotFoundError:
        return None
