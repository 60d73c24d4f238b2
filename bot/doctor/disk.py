"""Is there room on the disk, and may the service write where it has to, and nobody else read what is not theirs?"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.config import FolderSource, Settings
from bot.doctor.findings import Finding

_MIB = 2**20
#: Below this, a busy day may fill the disk. Arbitrary; cheap to change.
LEAST_FREE = 512 * _MIB
LEAST_INODES = 10_000
#: A log of writes that is larger was not folded into the database for long: something reads it without an end.
LARGEST_LOG = 256 * _MIB


def space(settings: Settings) -> Iterator[Finding]:
    """Yield what is short on the disk of the data folder."""
    folder = settings.data
    if not folder.is_dir():
        return  # permissions say it
    found = os.statvfs(folder)
    free = found.f_bavail * found.f_frsize
    size = _size(settings.database)
    least = max(LEAST_FREE, size)
    if free < least:
        expected = f"{least // _MIB:,} MiB or more, as much as the database has, for a migration or a backup"
        yield Finding("disk", str(folder), f"{free // _MIB:,} MiB free", expected, "free some space")
    if found.f_files and found.f_favail < LEAST_INODES:
        expected = f"{LEAST_INODES:,} or more: each page is one"
        yield Finding("disk", str(folder), f"room for {found.f_favail:,} more files", expected, "remove files")
    log = settings.database.with_name(settings.database.name + "-wal")
    if _size(log) > LARGEST_LOG:
        seen, expected = f"{_size(log) // _MIB:,} MiB", f"less than {LARGEST_LOG // _MIB} MiB"
        yield Finding(
            "disk", str(log), seen, expected, "end what reads the database for long, then restart the service"
        )


def permissions(settings: Settings) -> Iterator[Finding]:
    """Yield what cannot be read or written, and what others may read or write that should not."""
    folder = settings.data
    if not folder.is_dir():
        is_file = folder.exists()
        seen = "something else" if is_file else "nothing"
        mend = "name another `data` folder" if is_file else "run `storyfold once`, which makes it"
        yield Finding("permissions", str(folder), seen, "the data folder", mend, is_problem=is_file)
        return
    ours = [folder, settings.database, settings.public, settings.private]
    for path in filter(Path.exists, ours):
        yield from _ours(path, folder)
    for source in settings.sources:
        if isinstance(source, FolderSource) and source.enabled:
            yield from _watched(source)
    yield from _secrets(settings)


def _secrets(settings: Settings) -> Iterator[Finding]:
    for secret in settings.secrets:
        if not os.access(secret, os.R_OK):
            yield Finding(
                "permissions", str(secret), "no file that can be read", "a secret", "make it, or name another"
            )
        elif _mode(secret) & 0o044:
            yield _open_to_all(secret, 0o600)
    if any(topic.private for topic in settings.topics) and _mode(settings.data) & 0o005:
        for path in (settings.database, settings.private):
            if path.exists() and _mode(path) & 0o004:
                yield _open_to_all(path, 0o700 if path.is_dir() else 0o600)


def _ours(path: Path, folder: Path) -> Iterator[Finding]:
    if not os.access(path, os.R_OK | os.W_OK):
        mend = "let the user that the service runs as own it: chown -R"
        yield Finding("permissions", str(path), "it cannot be written", "a place to write", mend)
    elif path.stat().st_uid != folder.stat().st_uid:
        seen = f"user {path.stat().st_uid} owns it, and {folder.stat().st_uid} the data folder"
        yield Finding("permissions", str(path), seen, "one owner", f"chown -R --reference {folder} {path}")
    if _mode(path) & stat.S_IWOTH:
        seen = f"everybody may write it ({_mode(path):o})"
        yield Finding("permissions", str(path), seen, "its owner alone", f"chmod -R o-w {path}")


def _watched(source: FolderSource) -> Iterator[Finding]:
    if not source.folder.is_dir():
        mend = "make it, mount it, or set `enabled: false`"
        yield Finding("permissions", f"source {source.name}", f"no folder {source.folder}", "a folder", mend)
    elif not os.access(source.folder, os.R_OK | os.X_OK):
        mend = "let the service's user read it"
        yield Finding("permissions", f"source {source.name}", f"{source.folder} cannot be read", "a folder", mend)
    elif source.after != "keep" and not os.access(source.folder, os.W_OK):
        mend = "let the service's user write it, or set `after: keep`"
        seen = f"{source.folder} cannot be written"
        yield Finding("permissions", f"source {source.name}", seen, f"a folder to {source.after} from", mend)


def _open_to_all(path: Path, mode: int) -> Finding:
    seen = f"others may read it ({_mode(path):o})"
    return Finding(
        "permissions", str(path), seen, f"its owner alone ({mode:o})", f"chmod {mode:o} {path}", is_problem=False
    )


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0
