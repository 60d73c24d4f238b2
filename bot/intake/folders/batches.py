"""Files -> kept stories, a batch in one transaction. What was stored is stored whole, and what was not is read again."""

import hashlib
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain

from bot.cleaning.lineage import is_another
from bot.errors import FolderError, FormatError
from bot.intake.documents import Outcome, Taken, read_each
from bot.intake.folders.company import TOGETHER_NS, structured_beside, texts_beside
from bot.intake.means import Means
from bot.model import Delivery, Document
from bot.reading.tasks import Task
from bot.sources.folder import FolderWatch, Found, Stamp
from bot.store import files, stories
from bot.store.files import FilesAhead, FileState
from bot.store.stories import Kept
from bot.store.tables import in_portions

#: Files in one transaction: enough that commits cost little, few enough that a kill loses little work.
BATCH = 64

#: Bytes of files after which a batch is stored though it is small: what is read of them is held in memory until then.
BATCH_BYTES = 4 * 2**20

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True, kw_only=True)
class File:
    """One file on its way into the store."""

    found: Found
    beside: dict[str, FileState]  #: what is stored of its companions
    before: FileState | None  #: what is stored of itself
    arrived: datetime
    digest: str | None = None  #: None: its bytes were not read
    outcome: Outcome = field(default_factory=Outcome)
    is_unreadable: bool = False  #: it may be readable another time, though nobody changes it

    @property
    def deliveries(self) -> Sequence[Delivery]:
        """What it gave."""
        return self.outcome.reading.deliveries

    @property
    def state(self) -> FileState:
        """What is to be remembered of it."""
        stamp, error = self.found.stamp, self.outcome.error
        entry = self.deliveries[0].entry if self.deliveries else None
        if self.before is not None and error is None and self.digest == self.before.digest and entry is None:
            entry = self.before.entry  # the same bytes
        return FileState(
            size=stamp.size,
            mtime_ns=stamp.mtime_ns,
            ctime_ns=stamp.ctime_ns,
            digest=self.digest,
            entry=entry,
            error=None if error is None else str(error),
        )


class Batches:
    """The files of one folder, as they are read and stored."""

    def __init__(self, watch: FolderWatch, means: Means) -> None:
        self._watch = watch
        self._means = means
        self._name = watch.source.name
        self._there: frozenset[str] = frozenset()
        self._is_stopping = False

    def stop(self) -> None:
        """Read no further file."""
        self._is_stopping = True

    def take(self, found: Iterable[Found], there: frozenset[str], taken: Taken, now: datetime) -> Iterator[list[File]]:
        """Read files and store them; yield them once they are stored, batch by batch. *there* are all paths of the folder.

        Raises:
            StoreError: the database cannot be written.
        """
        self._there = there
        finished: list[File] = []
        reading: deque[File] = deque()
        held = 0
        for outcome in read_each(self._tasks(found, reading, finished, taken, now), self._means.read_each):
            file = reading.popleft()
            file.outcome = outcome
            outcome.count(self._name, taken)
            self._means.progress("documents read", taken.documents)
            finished.append(file)
            held += file.found.stamp.size
            if len(finished) >= BATCH or held >= BATCH_BYTES:
                self._store(finished, taken, now)
                yield finished[:]
                finished.clear()
                held = 0
        if finished:
            self._store(finished, taken, now)
            yield finished

    # Read

    def _tasks(
        self, found: Iterable[Found], reading: deque[File], finished: list[File], taken: Taken, now: datetime
    ) -> Iterator[Task]:
        """Yield what is to be read, and put its file into *reading*; into *finished*, those with nothing to read."""
        for file in self._files(found, now):
            if self._is_stopping:
                return
            told = self._is_told(file)
            if told is None:
                taken.waiting += 1
            elif told:
                finished.append(file)
            elif (document := self._document(file, finished, taken, now)) is not None:
                reading.append(file)
                yield Task(document=document, source=self._watch.source)

    def _files(self, found: Iterable[Found], now: datetime) -> Iterator[File]:
        for some in in_portions(found, BATCH):
            beside = {one.path: structured_beside(one.path) + texts_beside(one.path) for one in some}
            paths = chain(beside, *beside.values())
            with self._means.database.reading() as connection:
                states = files.file_states(connection, self._name, dict.fromkeys(paths))
            for one in some:
                stored = {path: states[path] for path in beside[one.path] if path in states}
                arrived = min(one.stamp.modified or now, now)
                yield File(found=one, beside=stored, before=states.get(one.path), arrived=arrived)

    def _is_told(self, file: File) -> bool | None:
        """Tell whether the structured file beside a text has told its story; None: it is there, and yet to be read."""
        for path in structured_beside(file.found.path):
            state = file.beside.get(path)
            if state is None and path in self._there:
                return None
            if self._is_company(path, file):
                return True
        return False

    def _is_company(self, path: str, file: File) -> bool:
        """Tell whether the file at *path* told the same item: it gave a story, and is there or came at the same time."""
        state = file.beside.get(path)
        if state is None or state.entry is None:
            return False
        return path in self._there or abs(state.mtime_ns - file.found.stamp.mtime_ns) <= TOGETHER_NS

    def _document(self, file: File, finished: list[File], taken: Taken, now: datetime) -> Document | None:
        """Read a file's bytes; None if there is nothing to read in them, which is said."""
        try:
            document = self._watch.read(file.found, now)
        except FormatError as refused:
            file.outcome = Outcome(error=refused)
            file.outcome.count(self._name, taken)
            finished.append(file)
            return None
        except FolderError as failed:
            file.outcome = Outcome(error=FormatError(failed.path, _message(failed)))
            file.is_unreadable = True
            if file.before is None or file.before.error != str(file.outcome.error):
                taken.fail(self._name, str(failed), "file failed")
            finished.append(file)
            return None
        if document is None:
            taken.waiting += 1
            return None
        file.digest = _digest(document.content)
        if file.before is not None and file.before.error is None and file.before.digest == file.digest:
            finished.append(file)  # touched, not changed
            return None
        return document

    # Store

    def _store(self, batch: Sequence[File], taken: Taken, now: datetime) -> None:
        kept: list[Kept] = []
        new = {
            file.found.path: file.state for file in batch if file.before is None or file.before.digest != file.digest
        }
        with self._means.database.writing() as connection:
            files.follow_moved(connection, self._name, new, self._is_there)
            for former, entry in self._next_versions(batch):
                files.rename_entry(connection, self._name, former, entry)
            ahead = FilesAhead(connection)
            said = chain.from_iterable(file.deliveries for file in batch)
            ahead.look_up((one.story.source, one.entry, one.story.key) for one in said)
            kept += [
                stories.keep(connection, file.deliveries, file.arrived, is_another, ahead=ahead)
                for file in batch
                if file.deliveries
            ]
            ahead.write()
            files.save_files(connection, self._name, [(file.found.path, file.state) for file in batch], now)
        for one in kept:
            taken.keep(one)

    def _is_there(self, path: str, state: FileState) -> bool:
        """Tell whether the file at *path* has the bytes and the time that it had."""
        found = Found(path=path, stamp=Stamp(size=state.size, mtime_ns=state.mtime_ns))
        if not self._watch.has(found):
            return False
        try:  # another file may have taken its place with its size and its time
            document = self._watch.read(found, _ANY_TIME)
        except FolderError:
            return True  # nobody can tell
        return document is not None and _digest(document.content) == state.digest

    def _next_versions(self, batch: Iterable[File]) -> Iterator[tuple[str, str]]:
        """Where the text of an item was read first, its structured form is the next version: yield the keys of both entries."""
        for file in batch:
            for path in texts_beside(file.found.path) if file.deliveries else ():
                text = file.beside.get(path)
                if text is not None and text.entry is not None and self._is_company(path, file):
                    yield text.entry, file.deliveries[0].entry


def _message(failed: FolderError) -> str:
    return str(failed).removeprefix(f"{failed.source}: {failed.path}: ")


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
