"""Files that are named on the command line."""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

from bot.errors import FormatError
from bot.model import Document
from bot.sources.folder import MAX_FILE_BYTES

#: What reading one file may cost at most, whatever is in it: with the start of another child after a file that was stopped,
#: and with this process beside the child, less than 5 s and 400 MB.
SECONDS, MEMORY_BYTES = 4.5, 320 * 2**20

#: What a path may lead to instead of a file.
_KINDS = {
    stat.S_IFBLK: "device",
    stat.S_IFCHR: "device",
    stat.S_IFDIR: "directory",
    stat.S_IFIFO: "fifo",
    stat.S_IFSOCK: "socket",
}


def document_of(path: Path, base_url: str | None = None, content_type: str | None = None) -> Document:
    """Read a file; it arrived when it was modified.

    Raises:
        FormatError: it cannot be read, is no file or too large.
    """
    try:
        content, modified_s = _content(path)
    except OSError as error:
        raise FormatError(str(path), f"cannot be read: {error.strerror}") from error
    except ValueError as error:  # a NUL in the name
        raise FormatError(str(path), f"cannot be read: {error}") from error
    return Document(
        source="files",
        location=str(path),
        content=content,
        media_type=content_type,
        base_url=base_url,
        arrived=arrival(modified_s, datetime.now(UTC)),
    )


def _content(path: Path) -> tuple[bytes, float]:
    """Return what the file holds, and when it was modified; never wait for bytes that may not come."""
    # O_NONBLOCK: opening a fifo waits for a writer otherwise. O_NOCTTY: a terminal stays nobody's.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = _KINDS.get(stat.S_IFMT(status.st_mode), "special file")
            raise FormatError(str(path), f"is a {kind}, expected a file")
        content, size = bytearray(), status.st_size
        # A file may grow while it is read, and those of /proc claim to be empty.
        while size <= MAX_FILE_BYTES and (part := os.read(descriptor, MAX_FILE_BYTES + 1 - len(content))):
            content += part
            size = len(content)
    finally:
        os.close(descriptor)
    if size > MAX_FILE_BYTES:
        raise FormatError(str(path), f"has {size} bytes, at most {MAX_FILE_BYTES // 2**20} MiB are read")
    return bytes(content), status.st_mtime


def arrival(modified_s: float, now: datetime) -> datetime:
    """Return when a file arrived: when it was modified, or *now* if no calendar has that time (some disks hold any)."""
    try:
        return datetime.fromtimestamp(modified_s, UTC)
    except (OverflowError, ValueError, OSError):
        return now
