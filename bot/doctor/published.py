"""Are the published files those that the journal of the folder names, and does the database know them?"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot.config import Settings
from bot.doctor.findings import Finding
from bot.errors import PublishError, StoreError
from bot.publishing.files import SIBLINGS
from bot.publishing.manifest import named
from bot.store import checkup
from bot.store.database import open_database

_CLUSTERS = "clusters/"


def files(settings: Settings) -> Iterator[Finding]:
    """Yield what is missing of what was published, and what is there that nobody published."""
    known = _known(settings)
    for folder in (settings.public, settings.private):
        if not folder.is_dir():
            continue
        try:
            ours = named(folder)
        except (PublishError, OSError) as error:
            mend = "stop the service, remove the folder, and let `storyfold restore` of a new backup write it again"
            yield Finding("published files", str(folder), str(error), "a journal that can be read", mend)
            continue
        there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        yield from _compared(folder, ours, there, known)


def _compared(folder: Path, ours: set[str], there: set[str], known: set[str] | None) -> Iterator[Finding]:
    missing = sorted(ours - there)
    if missing:
        mend = "restart the service; pages of past events come back with `storyfold restore` of a new backup"
        yield _finding(folder, missing, "are not there", "every file that was published", mend)
    foreign = sorted(path for path in there - ours if not _is_beside(path, ours))
    if foreign:
        mend = "remove them, unless you put them there: they are served"
        yield _finding(folder, foreign, "were published by nobody", "published files alone", mend, is_problem=False)
    if known is not None:
        pages = (path for path in sorted(ours & there) if path.startswith(_CLUSTERS) or f"/{_CLUSTERS}" in path)
        strays = [path for path in pages if Path(path).stem not in known]
        if strays:
            mend = "none is needed after a restore: they are written again once their stories come; else remove them"
            yield _finding(folder, strays, "are of events that are not stored", "known events", mend, is_problem=False)


def _finding(  # noqa: PLR0913 (one value each)
    folder: Path, paths: list[str], seen: str, expected: str, mend: str, *, is_problem: bool = True
) -> Finding:
    some = ", ".join(paths[:3]) + (", …" if len(paths) > 3 else "")
    return Finding("published files", str(folder), f"{len(paths)} that {seen} ({some})", expected, mend, is_problem)


def _is_beside(path: str, ours: set[str]) -> bool:
    if any(part.startswith(".") for part in path.split("/")):
        return True  # the journal, and what is being written
    return any(path.endswith(ending) and path.removesuffix(ending) in ours for ending in SIBLINGS)


def _known(settings: Settings) -> set[str] | None:
    """The keys of all clusters; None where the database cannot say."""
    if not settings.database.exists():
        return None
    try:
        with closing(open_database(settings.database, migrate=False)) as store, store.reading() as connection:
            return checkup.known_clusters(connection)
    except StoreError:
        return None  # said of the database
