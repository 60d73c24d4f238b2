r"""Files inside a folder: what they are called where names are text, and a way to them that no link leads out of.

File names are bytes. Keys are text that any database, page and line of a log can hold: bytes that are not UTF-8, and
characters that would break a line, stand as \xNN, and a backslash as two, so that the way back is exact.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# C0, DEL, C1, and the line and paragraph separators: in a log, each could pass for the end of the line.
_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")

# What programs call a file that they are still writing, or that is their own affair: uploaders, browsers, editors.
_UNFINISHED = (b"~", b".tmp", b".temp", b".part", b".partial", b".filepart", b".crdownload", b".download", b".swp")
_PRIVATE = (b".", b"~", b"#")

_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def to_key(name: bytes) -> str:
    """Return the key of a file name, or of a path of them."""
    text = name.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")
    return _BREAKING.sub(_escaped, text)


def from_key(key: str) -> bytes:
    """Return the name that *key* is of."""
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


def is_temporary(name: bytes) -> bool:
    """Tell whether a file of this name is not complete, or nobody else's business."""
    return name.startswith(_PRIVATE) or name.lower().endswith(_UNFINISHED)


@contextmanager
def folder_of(root: Path, key: str) -> Iterator[tuple[int, bytes]]:
    """Open the sub-folder of *root* that the file *key* is in; give its descriptor, and the file's name in it.

    Raises:
        OSError: it is not there, cannot be opened, or a link is on the way.
    """
    *folders, name = from_key(key).split(b"/")
    descriptor = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        for folder in folders:
            inner = os.open(folder, _FOLDER, dir_fd=descriptor)
            os.close(descriptor)
            descriptor = inner
        yield descriptor, name
    finally:
        os.close(descriptor)


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode())
