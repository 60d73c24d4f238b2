"""What becomes of a file that was read: moved to another folder, or deleted. Overwrites nothing, loses nothing unread.

A file may be replaced at any moment by one that nobody has read yet. So it is first taken, by a rename, and then looked
at; what is not the file that was read is put back. After a kill at any point the same call does what is left.
"""

import errno
import filecmp
import os
import shutil
import stat
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from bot.errors import FolderError
from bot.sources.folder import Found, Stamp
from bot.sources.inside import folder_of, from_key

#: What is appended to the name of a file that gave no story, for the file that says why.
REASON = b".reason.txt"

_LONGEST_NAME = 255  # bytes; what every file system here allows
_FEW = 9  # numbers that are tried one by one; behind them, the file's time is its number
_TAKEN = b".storyfold-taken"
_COPYING = b".storyfold-copying"


def remove(source: str, root: Path, found: Found) -> bool:
    """Delete a file; False if it is no longer the one that was read.

    Raises:
        FolderError: it cannot be deleted; it is where it was.
    """
    try:
        with folder_of(root, found.path) as (folder, name):
            status = _as_read(folder, name, found)
            if status is None:
                return False
            os.rename(name, _TAKEN, src_dir_fd=folder, dst_dir_fd=folder)
            if not _is_it(os.stat(_TAKEN, dir_fd=folder, follow_symlinks=False), status):
                _put_back(_TAKEN, folder, name, folder)
                return False
            os.unlink(_TAKEN, dir_fd=folder)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise FolderError(source, found.path, f"cannot be deleted after it was read: {error.strerror}") from error
    return True


def move(source: str, root: Path, found: Found, to: Path, reason: str | None = None) -> bool:
    """Move a file to the same place below *to*, with *reason* in a file beside it; False if it is not the one that was read.

    Where there is one of its name, a number is put into the name.

    Raises:
        FolderError: it cannot be moved; it is where it was.
    """
    try:
        return _move(source, root, found, to, reason)
    except FileNotFoundError as error:
        if error.filename is not None and os.fsencode(error.filename).startswith(os.fsencode(to)):
            raise _refused(source, found, to, error) from error
        return False
    except OSError as error:
        raise _refused(source, found, to, error) from error


def _refused(source: str, found: Found, to: Path, error: OSError) -> FolderError:
    return FolderError(source, found.path, f"cannot be moved to {to}: {error.strerror}")


def _move(source: str, root: Path, found: Found, to: Path, reason: str | None) -> bool:
    with folder_of(root, found.path) as (folder, name):
        status = _as_read(folder, name, found)
        if status is None:
            return False
        there = os.path.dirname(os.fsencode(to) + b"/" + from_key(found.path))  # noqa: PTH120 - bytes
        os.makedirs(there, exist_ok=True)  # noqa: PTH103 - bytes
        if status.st_dev == os.stat(there).st_dev:  # noqa: PTH116 - bytes
            free = _claim(there, name, status, reason)
            try:
                os.rename(name, free, src_dir_fd=folder)
            except OSError as error:
                _give_up(free, reason)
                if error.errno != errno.EXDEV:  # one file system that is mounted twice is two to a rename
                    raise
            else:
                if _is_it(os.lstat(free), status):
                    return True
                _put_back(free, None, name, folder)
                if reason is not None:
                    os.unlink(free + REASON)  # noqa: PTH108 - bytes
                return False
        if not _copy(folder, name, there, status, reason):
            return False
    return remove(source, root, found)


def _copy(folder: int, name: bytes, there: bytes, status: os.stat_result, reason: str | None) -> bool:
    copy = there + b"/" + _COPYING
    with open(os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=folder), "rb") as file:  # noqa: PTH123
        with open(copy, "wb") as written:  # noqa: PTH123 - bytes
            shutil.copyfileobj(file, written)
            written.flush()
            os.utime(written.fileno(), ns=(status.st_atime_ns, status.st_mtime_ns))
            os.fsync(written.fileno())
        if not _is_it(os.fstat(file.fileno()), status):
            return False
    for path in _names(there, name, status, reason):
        # A kill may have come between the copy and the end of the original.
        if _is_file(path) and os.lstat(path).st_mtime_ns == status.st_mtime_ns and filecmp.cmp(path, copy, False):
            os.unlink(copy)  # noqa: PTH108 - bytes
            return True
        if not os.path.lexists(path):
            break
    os.replace(copy, _claim(there, name, status, reason))  # noqa: PTH105 - bytes
    descriptor = os.open(there, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return True


def _claim(there: bytes, name: bytes, status: os.stat_result, reason: str | None) -> bytes:
    """Take a name that nobody has, by an empty file without permissions; one such that is there was left by a kill."""
    for path in _names(there, name, status, reason):
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0))
        except FileExistsError:
            if not _is_claim(path):
                continue
            if reason is not None:
                _write(path + REASON, reason)
            return path
        if reason is None:
            return path
        if not os.path.lexists(path + REASON):
            _write(path + REASON, reason)
            return path
        os.unlink(path)  # noqa: PTH108 - bytes
    raise AssertionError("numbers do not end")


def _names(there: bytes, name: bytes, status: os.stat_result, reason: str | None) -> Iterator[bytes]:
    longest = _LONGEST_NAME - (0 if reason is None else len(REASON))
    stem, dot, suffix = name.rpartition(b".")
    if not stem or len(suffix) > 16:
        stem, dot, suffix = name, b"", b""
    for number in chain(range(_FEW + 1), count(max(status.st_mtime_ns, _FEW + 1))):
        end = (b".%d" % number if number else b"") + dot + suffix
        yield there + b"/" + stem[: longest - len(end)] + end


def _write(path: bytes, line: str) -> None:
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123 - bytes
        file.write(f"{line}\n")


def _give_up(claim: bytes, reason: str | None) -> None:
    os.unlink(claim)  # noqa: PTH108 - bytes
    if reason is not None:
        os.unlink(claim + REASON)  # noqa: PTH108 - bytes


def _as_read(folder: int, name: bytes, found: Found) -> os.stat_result | None:
    status = os.stat(name, dir_fd=folder, follow_symlinks=False)
    return status if stat.S_ISREG(status.st_mode) and Stamp.of(status).is_same(found.stamp) else None


def _is_it(status: os.stat_result, before: os.stat_result) -> bool:
    """Tell whether it is the same file with the same text; a rename has changed its third time."""
    return (status.st_ino, status.st_size, status.st_mtime_ns) == (before.st_ino, before.st_size, before.st_mtime_ns)


def _is_file(path: bytes) -> bool:
    return os.path.lexists(path) and stat.S_ISREG(os.lstat(path).st_mode) and not _is_claim(path)


def _is_claim(path: bytes) -> bool:
    status = os.lstat(path)
    return stat.S_ISREG(status.st_mode) and status.st_size == 0 and stat.S_IMODE(status.st_mode) == 0


def _put_back(taken: bytes, taken_folder: int | None, name: bytes, folder: int) -> None:
    try:
        os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        os.rename(taken, name, src_dir_fd=taken_folder, dst_dir_fd=folder)
    else:
        os.unlink(taken, dir_fd=taken_folder)  # it was replaced once more, by what is there now
