"""Documents -> what they hold, and what of it was kept, counted. What folders, feeds and pushes have in common."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import structlog

from bot.errors import FormatError, StoryfoldError
from bot.reading.tasks import Reading, Task
from bot.store.stories import Kept

log = structlog.get_logger()


@dataclass(slots=True)
class Taken:
    """What one pass took in; counts as it goes."""

    documents: int = 0
    new: int = 0  #: stories never seen before
    revised: int = 0  #: stories whose source changed them
    changed: set[str] = field(default_factory=set)  #: their keys
    skipped: int = 0  #: entries that gave no story
    cut: int = 0  #: entries beyond `polling.max_entries`, which were left out
    pages: int = 0  #: stories whose text was taken from their page
    waiting: int = 0  #: files that are perhaps still being written
    failures: list[str] = field(default_factory=list)  #: one line each

    def fail(self, source: str, line: str, event: str) -> None:
        """Say and remember what failed."""
        log.warning(event, source=source, problem=line)
        self.failures.append(line)

    def keep(self, kept: Kept) -> None:
        """Count what the store made of a document."""
        self.new += kept.new
        self.revised += len(kept.revised)
        self.changed.update(kept.revised)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one document."""

    reading: Reading = field(default_factory=Reading)
    error: FormatError | None = None  #: why it cannot be read; None if it can

    def count(self, source: str, taken: Taken) -> None:
        """Count it, and say what was left out."""
        taken.documents += 1
        if self.error is not None:
            log.warning("document cannot be read", source=source, problem=str(self.error))
            taken.failures.append(f"{source}: {self.error}")
        for line in self.reading.skipped:
            log.warning("entry skipped", source=source, problem=line)
        taken.skipped += len(self.reading.skipped)
        if self.reading.cut:
            log.warning("entries left out", source=source, oldest=self.reading.cut, mend="raise polling.max_entries")
        taken.cut += self.reading.cut


#: Reads tasks in order, and takes the next one while it is at one.
ReadEach = Callable[[Iterable[Task]], Iterator[Reading | StoryfoldError]]


def read_each(tasks: Iterable[Task], isolated: ReadEach) -> Iterator[Outcome]:
    """Read documents; what is wrong with one is part of its outcome."""
    for found in isolated(tasks):
        match found:
            case Reading():
                yield Outcome(reading=found)
            case FormatError():
                yield Outcome(error=found)
            case _:
                raise found


def read(task: Task, isolated: ReadEach) -> Outcome:
    """Read one document."""
    (outcome,) = read_each([task], isolated)
    return outcome
