"""One watched folder through a pass: look, take in what is complete, put aside what was read, say what is wrong once."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.config import FolderSource
from bot.errors import FolderError, SourceError
from bot.intake.documents import Taken
from bot.intake.folders.batches import Batches, File
from bot.intake.folders.company import structured_beside
from bot.intake.means import Means
from bot.sources import aside
from bot.sources.folder import FolderWatch, Found, Listing, Stamp
from bot.store import files

log = structlog.get_logger()

#: How long what failed for a reason that may pass by itself is left alone: a disk, a right, a network mount.
AGAIN = timedelta(minutes=1)

#: Files that cannot be put aside before the others are left alone too: most often, a folder cannot be written.
MOST_FAILURES = 3


class Folder:
    """One watched folder, between two passes."""

    def __init__(self, source: FolderSource, means: Means) -> None:
        self.name = source.name
        self._source = source
        self._means = means
        self._watch = FolderWatch(source.as_source(), source.folder, source.include, means.settings.folders.settle)
        self._batches = Batches(self._watch, means)
        self._known: dict[str, Stamp] | None = None  # None: not looked up yet
        self._reasons: dict[str, str] = {}  # of known files that gave no story
        self._unreadable: dict[str, datetime] = {}  # when to try them again
        self._said: set[str] = set()  # problems outside the database, so that each is said once, not at every look
        self._is_stopping = False
        self._not_aside: list[FolderError] = []
        self._aside_again: datetime | None = None

    def is_as(self, source: FolderSource, means: Means) -> bool:
        """Whether another one, made of these, would do the same."""
        return source == self._source and means.settings.folders == self._means.settings.folders

    @property
    def problems(self) -> set[str]:
        """What is wrong with the folder now, one line each."""
        return self._said

    def stop(self) -> None:
        """Begin no further file."""
        self._is_stopping = True
        self._batches.stop()

    def take(self, taken: Taken, now: datetime) -> None:
        """Take in every file that is complete.

        Raises:
            StoreError: the database cannot be written.
        """
        known = self._known_files(now)
        try:
            listing = self._watch.look(known, now)
        except FolderError as error:
            self._say_once([error], taken)
            return
        for line in listing.passed_over:
            log.warning("passed over", source=self.name, file=line)
        taken.waiting += listing.waiting
        self._forget_gone(listing.gone, known, now)
        self._put_aside(listing.unchanged, now)
        for found in _in_turn(listing):
            for batch in self._batches.take(found, listing.there, taken, now):
                self._remember(batch, known, now)
                self._put_aside([file.found for file in batch], now)
        self._say_once([*listing.problems, *self._not_aside], taken)

    def _remember(self, batch: Iterable[File], known: dict[str, Stamp], now: datetime) -> None:
        for file in batch:
            path, error = file.found.path, file.outcome.error
            known[path] = file.found.stamp
            self._reasons.pop(path, None)
            self._unreadable.pop(path, None)
            if file.is_unreadable:
                self._unreadable[path] = now + AGAIN
            elif error is not None:
                self._reasons[path] = str(error)

    def _forget_gone(self, gone: Sequence[str], known: dict[str, Stamp], now: datetime) -> None:
        if not gone:
            return
        with self._means.database.writing() as connection:
            files.forget_gone(connection, self.name, gone, now)
        for path in gone:
            del known[path]
            self._reasons.pop(path, None)
            self._unreadable.pop(path, None)

    def _known_files(self, now: datetime) -> dict[str, Stamp]:
        if self._known is None:
            with self._means.database.reading() as connection:
                states = files.file_states(connection, self.name)
            self._known = {}
            for path, state in states.items():
                if state.error is not None and state.digest is None:
                    continue  # nobody could read it; perhaps now
                self._known[path] = Stamp(size=state.size, mtime_ns=state.mtime_ns, ctime_ns=state.ctime_ns)
                if state.error is not None:
                    self._reasons[path] = state.error
        for path in [path for path, when in self._unreadable.items() if when <= now]:
            del self._unreadable[path]
            self._known.pop(path, None)
        return self._known

    # After

    def _put_aside(self, read: Iterable[Found], now: datetime) -> None:
        """Do with files that were read, and stored, what the configuration says."""
        if self._aside_again is not None and now < self._aside_again:
            return
        self._aside_again = None
        failed: list[FolderError] = []
        for found in read:
            if self._is_stopping or len(failed) >= MOST_FAILURES:
                break
            try:
                self._put_one_aside(found)  # where it is gone by then, the next look finds out
            except FolderError as error:
                failed.append(error)
        self._not_aside = failed
        if failed:
            self._aside_again = now + AGAIN

    def _put_one_aside(self, found: Found) -> None:
        source, reason = self._source, self._reasons.get(found.path)
        if found.path in self._unreadable:
            return
        if reason is not None:
            if source.quarantine is not None:
                aside.move(source.name, source.folder, found, source.quarantine, reason)
        elif source.after == "archive" and source.archive is not None:
            aside.move(source.name, source.folder, found, source.archive)
        elif source.after == "delete":
            aside.remove(source.name, source.folder, found)

    def _say_once(self, problems: Iterable[SourceError], taken: Taken) -> None:
        seen = {str(problem) for problem in problems}
        for line in sorted(seen - self._said):
            taken.fail(self.name, line, "folder failed")
        self._said = seen


def _in_turn(listing: Listing) -> tuple[list[Found], list[Found]]:
    """Part the files that are ready: texts beside which there is a structured file come after all of these."""
    is_beside = {found.path: not listing.there.isdisjoint(structured_beside(found.path)) for found in listing.ready}
    return (
        [found for found in listing.ready if not is_beside[found.path]],
        [found for found in listing.ready if is_beside[found.path]],
    )
