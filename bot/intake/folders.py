"""Watched folders -> kept stories: look, read what is complete, store each file with its stories in one transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.cleaning.lineage import is_another
from bot.config import FolderSource
from bot.errors import FolderError, FormatError, SourceError
from bot.intake.documents import Outcome, Taken, read
from bot.intake.means import Means
from bot.model import Document
from bot.reading import Task
from bot.sources.folder import FolderWatch, Found, Stamp
from bot.store import stories
from bot.store.sources import FileState, file_states, forget_failed, save_file


class FolderIntake:
    """The folders of one configuration, between two passes. Not for two threads at once."""

    def __init__(self, folders: Iterable[FolderSource], means: Means) -> None:
        self._means = means
        settle = means.settings.folders.settle
        self._watches = [FolderWatch(source.as_source(), source.folder, source.include, settle) for source in folders]
        self._known: dict[str, dict[str, Stamp]] = {}
        # Problems outside the database (a folder that cannot be listed), so that each is said once, not at every look.
        self._said: dict[str, set[str]] = {}
        self._is_stopping = False

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with folders now, one line by name of the source."""
        return {source: min(lines) for source, lines in self._said.items() if lines}

    def stop(self) -> None:
        """Begin no further file."""
        self._is_stopping = True

    def take(self, taken: Taken, now: datetime) -> None:
        """Take in every file that is complete.

        Raises:
            StoreError: the database cannot be written.
        """
        for watch in self._watches:
            self._take_folder(watch, now, taken)

    def _take_folder(self, watch: FolderWatch, now: datetime, taken: Taken) -> None:
        name = watch.source.name
        known = self._known_files(name)
        try:
            listing = watch.look(known, now)
        except FolderError as error:
            self._say_once(name, [error], taken)
            return
        taken.waiting += listing.waiting
        self._forget_gone(name, listing.gone)
        problems = list(listing.problems)
        for found in listing.ready:
            if self._is_stopping:
                break
            try:
                self._take_file(watch, found, now, taken)
            except FolderError as error:
                problems.append(error)
        self._say_once(name, problems, taken)

    def _take_file(self, watch: FolderWatch, found: Found, now: datetime, taken: Taken) -> None:
        document: Document | None = None
        try:
            document = watch.read(found, now)
        except FormatError as refused:
            outcome = Outcome(error=refused)
        else:
            if document is None:
                taken.waiting += 1
                return
            outcome = read(Task(document=document, source=watch.source), self._means.read_each)
        outcome.count(watch.source.name, taken)
        self._means.progress("documents read", taken.documents)
        arrived = document.arrived if document else now
        state = FileState(
            size=found.stamp.size, mtime_ns=found.stamp.mtime_ns, error=str(outcome.error) if outcome.error else None
        )
        with self._means.database.writing() as connection:
            kept = stories.keep(connection, outcome.reading.deliveries, arrived, is_another)
            save_file(connection, watch.source.name, found.path, state, now)
        self._known[watch.source.name][found.path] = found.stamp
        taken.keep(kept)

    def _forget_gone(self, source: str, gone: Sequence[str]) -> None:
        if not gone:
            return
        with self._means.database.writing() as connection:
            forget_failed(connection, source, gone)
        for path in gone:
            del self._known[source][path]

    def _known_files(self, source: str) -> dict[str, Stamp]:
        if source not in self._known:
            with self._means.database.reading() as connection:
                states = file_states(connection, source)
            self._known[source] = {
                path: Stamp(size=state.size, mtime_ns=state.mtime_ns) for path, state in states.items()
            }
        return self._known[source]

    def _say_once(self, source: str, problems: Iterable[SourceError], taken: Taken) -> None:
        seen = {str(problem) for problem in problems}
        for line in sorted(seen - self._said.get(source, set())):
            taken.fail(source, line, "folder failed")
        self._said[source] = seen
