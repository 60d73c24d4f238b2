"""Where to look whether configuration files have changed, and what tells one state of them from the next. Opens none."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

#: As many as the system follows on one way (Linux: 40).
MOST_LINKS: Final = 40

State = tuple[tuple[int, ...] | None, ...]
"""Equal as long as every file is the same one and nothing was written to it."""


def state(files: Iterable[Path]) -> State:
    """Return the state of these files; one that is not there, or cannot be looked at, has one too."""
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, ...] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def folders(files: Iterable[Path]) -> frozenset[Path]:
    """Return every folder in which something happens when one of these files becomes another one.

    That is the folder that a file is in, and those of all links on the way to it: Kubernetes changes a mounted
    ConfigMap by renaming one link, and the files themselves never change.
    """
    return frozenset(folder for file in files for folder in _on_the_way(file))


def _on_the_way(file: Path) -> Iterable[Path]:
    found = set()
    rest, links = list(reversed(file.absolute().parts)), 0
    at = Path(rest.pop())
    while rest:
        part = rest.pop()
        if part == "..":
            at = at.parent
            continue
        link = at / part
        try:
            target = link.readlink() if links < MOST_LINKS else None
        except OSError:  # no link; or not there
            target = None
        if target is None:
            if not rest or not _is_folder(link):
                found.add(at)
                break
            at = link
            continue
        links += 1
        found.add(at)
        rest.extend(reversed(target.parts))
        if target.is_absolute():
            at = Path(rest.pop())
    return found


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # nobody may look at it
        return False
